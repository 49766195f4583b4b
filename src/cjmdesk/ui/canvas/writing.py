"""Writing on the sheet: from what is selected to a text, and on to the next with one key.

What can be written where stands in `writable`. Letters of one text are one step to undo.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Signal

from cjmdesk.edits.columns import new_stage
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_field
from cjmdesk.edits.notes import add_point
from cjmdesk.edits.points import owner_fields
from cjmdesk.edits.scribe import Slot, new_note, write_note
from cjmdesk.i18n import _
from cjmdesk.model.cards import CardBase, EmotionPoint
from cjmdesk.model.values import new_id
from cjmdesk.ui.canvas import cursor as ways
from cjmdesk.ui.canvas.cursor import Cursor
from cjmdesk.ui.canvas.editor import Frame, TextEditor
from cjmdesk.ui.canvas.room import MakeRoom
from cjmdesk.ui.canvas.writable import (
    NEW_STAGE,
    Manner,
    Place,
    Sheet,
    begun_short_of_room,
    index_behind,
    manner_of,
    onward,
    place_at,
    stored_at,
    usual_title,
    words_at,
)
from cjmdesk.ui.index import index_of

if TYPE_CHECKING:
    from cjmdesk.layout.scene import Scene
    from cjmdesk.model.project import Project
    from cjmdesk.ui.session import Session


class Writing(QObject):
    """Texts that are written on the sheet of one session.

    sheet: the Scene shown, the em of its cards in mm and its air, None when nothing is shown.
    refused: told one sentence when an edit cannot be made. room: asked for it where a card is begun that
    would lie over what is there.
    """

    turned = Signal()
    """Something is being written, or no more; or its first letter is there, or its last is gone."""

    def __init__(
        self,
        session: Session,
        sheet: Callable[[], tuple[Scene, float, float] | None],
        refused: Callable[[str], object],
        room: MakeRoom,
    ) -> None:
        super().__init__()
        self._session, self._sheet, self._refused, self._make_room = session, sheet, refused, room
        self.editor = TextEditor()
        self._at: Place | None = None
        self._made = ""
        """The label of the step that made what is written; empty if it was there before."""
        self._made_at = 0
        """How many steps were done then."""
        self._before = ""
        self._worded = False
        self.editor.typed.connect(self._typed)
        self.editor.way.connect(self._lead)
        self.editor.left.connect(self.stop)
        self.editor.refused.connect(refused)

    @property
    def active(self) -> bool:
        """Whether a text is being written."""
        return self._at is not None

    def holds(self, at: QPointF) -> bool:
        """Whether a place on the Scene lies in the text that is being written."""
        return self.active and self.editor.sceneBoundingRect().contains(at)

    @property
    def sort(self) -> str:
        """What is written: `note`, `quote`, `new point` (its first words), `feeling`, `title`, `high` or
        `low` (the words for the ends of a scale) or other `words`; empty for nothing."""
        place, journey = self._at, self._session.map
        manner = manner_of(journey, place) if place is not None and journey is not None else None
        if place is None or manner is None:
            return ""
        if place.field in ("quote", "feeling"):
            fresh = bool(self._made) and place.field == "quote" and not self.editor.text().strip()
            return "new point" if fresh else place.field
        return place.field if place.field in ("high", "low") else manner.sort

    @property
    def begun(self) -> bool:
        """Whether a note is being begun in a cell, without a letter of it so far."""
        return self._at is not None and not self._at.field and not self.editor.text()

    @property
    def at_cell(self) -> bool:
        """Whether a note or a cell is selected."""
        journey = self._session.map
        return journey is not None and ways.cursor_at(journey, self._session.selection) is not None

    # Beginning and ending -----------------------------------------------------------------------

    def write(self, key: str, first: str = "", *, fresh: bool = False, field: str = "title") -> bool:
        """Write at what is selected: edit a note, a title or a label, or begin a note in a cell.

        first: letters typed, which begin a note; fresh: begin one in any case. field: of the map.
        """
        self.stop()
        journey = self._session.map
        place = place_at(journey, key, field) if journey is not None else None
        if journey is None or place is None:
            return False
        at = ways.cursor_at(journey, key)
        if at is None and (first or fresh) and place.field == "label":
            return False
        if at is not None and at.note and (first or fresh) and not self._wordless_point(at.note):
            place = Place(Cursor(at.lane, at.step).key, after=at.note)
        if self._open(place, roomy=not first) and first and at is not None:
            self.editor.insert(first)
        return self.active

    def write_field(self, item: str, name: str, label: str = "") -> bool:
        """Write the field `name` of an item, see `WRITABLE`; whether that can be done here.

        label: of the step that has just made the item, to which the words belong; empty for none.
        """
        self.stop()
        return self._open(Place(item, name), label)

    def new_point(self, lane: str, step: str, level: float | None, index: int | None = None) -> None:
        """Add a point to a cell of an emotion lane, and write its quote. level: None for none."""
        self.stop()
        journey = self._session.map
        owner = owner_fields(journey, self._session.curve_of(lane)) if journey is not None else {}
        point = EmotionPoint(id=new_id("p"), level=level, **owner)
        if self._session.attempt(
            _("new point"),
            lambda project: add_point(project, lane, step, point, index),
            self._refused,
            f"write:{point.id}",
        ):
            self._open(Place(point.id, "quote"), _("new card"))

    def new_stage(self, index: int | None = None) -> None:
        """Put a stage before the one at `index`, None for last, and write its title."""
        self.stop()
        journey, id, label = self._session.map, new_id("s"), _("new stage")
        if journey is None:
            return
        self._session.close_step()
        edit = partial(new_stage, map_id=journey.id, id=id, index=index)
        if self._session.attempt(label, edit, self._refused, title_key(id)):
            self._open(Place(id, "title"), label)

    def stop(self) -> None:
        """End writing; a note that was begun and left empty is taken back."""
        place, journey = self._at, self._session.map
        if place is None:
            return
        manner = manner_of(journey, place) if journey is not None else None
        if journey is not None and manner is not None:
            words = manner.done(self.editor.text())
            held = stored_at(journey, place) if manner.sort == "title" else self._before
            # A live note has its words already, to the letter.
            if words != held and not (manner.live and manner.sort == "note"):
                self._keep(place, manner, words)
                place = self._at or place
        at, made = self._cursor(place), self._made
        self._end()
        if made and at is not None and at.note and self._is_empty(at.note):
            self._session.take_back()
            self._session.select(Cursor(at.lane, at.step).key)
        self._session.close_step()

    def _take_back(self, place: Place, at: Cursor | None, steps: int) -> None:
        """Esc in something new without a word: it was not meant, unless more was done since.

        steps: how many were done when it was new.
        """
        journey, history = self._session.map, self._session.history
        if journey is None or history is None or history.at != steps:
            return
        item = index_of(journey).item(place.item)
        if isinstance(item, EmotionPoint) and at is not None and not item.feeling:
            self._session.take_back()
            self._session.select(Cursor(at.lane, at.step).key)
        elif place.field == "title":
            self._session.take_back()

    def follow(self) -> None:
        """The sheet was laid out anew: the editor goes where its words went."""
        place, sheet = self._at, self._shown()
        if place is None or sheet is None:
            return
        words = words_at(sheet.journey, place)
        frame = self._frame(sheet, place) if words is not None else None
        if frame is not None:
            self.editor.move_to(frame)
        elif words is None or place.field not in ("text", "quote", ""):  # undone under the editor
            self._end()

    def _open(self, place: Place, made: str = "", *, roomy: bool = True) -> bool:
        """Write at a place; whether that can be done. made: see `_made`. roomy: whether to make room for a
        card that is begun; its first letter makes it, too."""
        self._make_room(None)
        sheet = self._shown()
        words = words_at(sheet.journey, place) if sheet is not None else None
        frame = self._frame(sheet, place, roomy=roomy) if sheet is not None and words is not None else None
        manner = manner_of(sheet.journey, place) if sheet is not None else None
        if frame is None or words is None or manner is None:
            return False
        self._at, self._made, self._before = place, made, words
        history = self._session.history
        self._made_at = history.at if made and history is not None else 0
        if manner.sort != "words":
            self._session.select(place.item)
        title = manner.sort == "title"
        self.editor.open(words, frame, at_end=not title)
        if title:
            self.editor.ensureVisible()
        self._worded = bool(words.strip())
        self.turned.emit()
        return True

    def _end(self) -> None:
        self._at, self._made = None, ""
        self.editor.close()
        self.turned.emit()

    def _frame(self, sheet: Sheet, place: Place, *, roomy: bool = True) -> Frame | None:
        manner = manner_of(sheet.journey, place)
        words = words_at(sheet.journey, place) or ""
        frame = manner.frame(sheet, place, words) if manner is not None else None
        if frame is None or not frame.begun or not roomy:
            return frame
        short = begun_short_of_room(sheet, place, frame)
        return (self._make_room(short) if short is not None else None) or frame

    def _lead(self, way: str, by: int) -> None:
        """A key led out of the text."""
        place = self._at
        journey = self._session.map
        manner = manner_of(journey, place) if journey is not None and place is not None else None
        if place is None or manner is None:
            return
        at, made, blank = self._cursor(place), self._made, not self.editor.text().strip()
        self.stop()
        self._make_room(None)
        journey = self._session.map
        if way == "stop" and made and blank:
            self._take_back(place, at, self._made_at)
        # Behind a note that came to nothing there is no next one.
        if way == "stop" or journey is None or (way == "next" and blank and at is not None):
            return
        goal = onward(journey, place, at, way, by)
        if goal == NEW_STAGE:
            self.new_stage()
        elif goal is not None:
            self._open(goal)

    # Edits --------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        place, journey = self._at, self._session.map
        manner = manner_of(journey, place) if journey is not None and place is not None else None
        if place is not None and manner is not None and manner.live:
            self._keep(place, manner, manner.taken(text))
        if bool(text.strip()) != self._worded:
            self._worded = bool(text.strip())
            self.turned.emit()

    def _keep(self, place: Place, manner: Manner, words: str) -> None:
        """Bring the words into the project."""
        if not place.field:
            self._begin(place, words)
            return
        journey = self._session.map
        label, key = self._made or _("writing"), f"write:{place.item}"
        if manner.sort == "title" and journey is not None:
            words = "" if words.strip() == usual_title(journey, place) else words
            label, key = self._made or _("renaming"), title_key(place.item, place.field)
        self._session.attempt(label, lambda project: _with(project, place, manner, words), self._refused, key)

    def _begin(self, cell: Place, words: str) -> None:
        """The first words of a note make it."""
        project, at = self._session.project, self._cursor(cell)
        journey = self._session.map
        if project is None or journey is None or at is None or not words.strip():
            return
        lane = index_of(journey).lane(at.lane)
        points = lane is not None and lane.kind == "emotions"
        id = new_id("p" if points else "c")
        index = index_behind(journey, at, cell.after)
        try:
            whose = self._session.curve_of(at.lane)
            fresh = new_note(project, Slot(at.lane, at.step), id, words, index, whose)
        except EditError as error:
            self._refused(str(error))
            return
        self._at, self._made = Place(id, "quote" if points else "text"), _("new card")
        self._session.select(id)
        self._session.apply(self._made, fresh, f"write:{id}")

    # Looking up ---------------------------------------------------------------------------------

    def _shown(self) -> Sheet | None:
        shown, journey = self._sheet(), self._session.map
        return Sheet(journey, *shown) if shown is not None and journey is not None else None

    def _cursor(self, place: Place) -> Cursor | None:
        """Where the keyboard stands while a note is written."""
        journey = self._session.map
        return ways.cursor_at(journey, place.item) if journey is not None else None

    def _wordless_point(self, id: str) -> bool:
        """Whether this is a point without a quote: it is given words, not a neighbour."""
        journey = self._session.map
        note = index_of(journey).item(id) if journey is not None else None
        return isinstance(note, EmotionPoint) and not note.quote.strip()

    def _is_empty(self, id: str) -> bool:
        journey = self._session.map
        note = index_of(journey).item(id) if journey is not None else None
        if isinstance(note, EmotionPoint):
            return note.level is None and not note.quote.strip()
        return isinstance(note, CardBase) and not note.text.strip()


def title_key(item: str, field: str = "title") -> str:
    """Under which the letters of one title are one step."""
    return f"title:{item}:{field}"


def _with(project: Project, place: Place, manner: Manner, words: str) -> Project:
    if manner.sort == "note":
        return write_note(project, place.item, words)
    return set_field(project, place.item, place.field, words)
