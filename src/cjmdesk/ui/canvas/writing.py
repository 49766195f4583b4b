"""Writing on the sheet: from a selected cell or card to a text, and on to the next with one key.

Every letter of a card is an edit of the project; the letters of one card are one step to undo.
The words at an emotion point are one edit when they are done, because they would change places
under the hand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_field, set_fields
from cjmdesk.edits.notes import add_card, add_point
from cjmdesk.edits.scribe import split_level
from cjmdesk.i18n import _
from cjmdesk.model.cards import CardBase, EmotionPoint, make_card
from cjmdesk.model.texts import clean_text
from cjmdesk.model.values import new_id
from cjmdesk.ui.canvas import cursor as ways
from cjmdesk.ui.canvas.cursor import Cursor
from cjmdesk.ui.canvas.editor import Frame, TextEditor
from cjmdesk.ui.canvas.frames import card_frame, new_frame, point_frame
from cjmdesk.ui.canvas.headings import arrow_from, edge_of, heading_at
from cjmdesk.ui.canvas.titling import Titling
from cjmdesk.ui.canvas.wording import FieldWriting
from cjmdesk.ui.index import index_of

if TYPE_CHECKING:
    from cjmdesk.layout.scene import CellBox, Scene
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.session import Session

_ARROWS = {
    Qt.Key.Key_Left: ("sideways", -1),
    Qt.Key.Key_Right: ("sideways", 1),
    Qt.Key.Key_Up: ("vertical", -1),
    Qt.Key.Key_Down: ("vertical", 1),
}


class Writing(QObject):
    """What the keyboard does on the sheet of one session.

    sheet: the Scene shown and the em of its cards in mm, None when nothing is shown.
    refused: told one sentence when an edit cannot be made.
    """

    def __init__(
        self,
        session: Session,
        sheet: Callable[[], tuple[Scene, float] | None],
        refused: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._session, self._sheet, self._refused = session, sheet, refused
        self.editor = TextEditor()
        self.field = FieldWriting(session, self.editor, sheet, refused)
        self._at: Cursor | None = None
        self._index: int | None = None
        self._created = False
        self._before = ""
        self.editor.typed.connect(self._typed)
        self.editor.way.connect(self._lead)
        self.editor.left.connect(self.stop)
        self.editor.refused.connect(refused)
        self.titles = Titling(session, sheet, self.editor, refused)

    @property
    def active(self) -> bool:
        """Whether a text is being written."""
        return self._at is not None or self.titles.active or self.field.active

    @property
    def begun(self) -> bool:
        """Whether a note is being begun in a cell, without a letter of it so far."""
        return self._at is not None and not self._at.note and not self.editor.text()

    @property
    def at_cell(self) -> bool:
        """Whether a note or a cell is selected."""
        return self._selected() is not None

    def _selected(self) -> Cursor | None:
        journey = self._map()
        return ways.cursor_at(journey, self._session.selection) if journey is not None else None

    # Beginning and ending -----------------------------------------------------------------------

    def write(self, key: str, first: str = "", *, fresh: bool = False, field: str = "title") -> bool:
        """Write at what is selected: edit a note or a title, or begin a note in a cell.

        first: letters typed, which begin a note; fresh: begin one in any case. field: of the map.
        """
        journey, at = self._map(), None
        if journey is not None:
            at = ways.cursor_at(journey, key)
        if journey is None or at is None:
            self.stop()
            if self.titles.begin(key, field):
                return True
            arrow = journey is not None and any(each.id == key for each in journey.connectors)
            return arrow and not first and not fresh and self.write_field(key, "label")
        self.stop()
        note = self._note(at) if at.note else None
        if first and isinstance(note, EmotionPoint) and not note.quote.strip():
            self._open(at, "", None)  # a point that has no words yet is given them, not a neighbour
            self.editor.insert(first)
        elif at.note and not first and not fresh:
            text = note.quote if isinstance(note, EmotionPoint) else note.text if note else ""
            self._open(at, text, None)
        else:
            notes = [note.id for note in ways.notes_in(journey, at.lane, at.step)]
            place = notes.index(at.note) + 1 if at.note in notes else None
            self._open(Cursor(at.lane, at.step), "", place)
            if first:
                self.editor.insert(first)
        return self.active

    def write_field(self, item: str, name: str, label: str = "") -> bool:
        """Write another field in place, see `FieldWriting.open`."""
        self.stop()
        return self.field.open(item, name, label)

    def new_point(self, lane: str, step: str, level: float | None, index: int | None = None) -> None:
        """Add a point to a cell of an emotion lane, and write its quote. level: None for none."""
        project = self._session.project
        if project is None:
            return
        self.stop()
        point = EmotionPoint(id=new_id("p"), level=level, personas=self._personas(lane))
        try:
            fresh = add_point(project, lane, step, point, index)
        except EditError as error:
            self._refused(str(error))
            return
        self._session.apply(_("new point"), fresh, f"write:{point.id}")
        self.write(point.id)
        self._created = self._at is not None

    def stop(self) -> None:
        """End writing; a note that was begun and left empty is taken back."""
        self.titles.stop()
        self.field.stop()
        at = self._at
        if at is None:
            return
        words = self.editor.text()
        if self._at_point(at) and words != self._before:
            self._write(at, words)
            at = self._at or at
        self._at = None
        self.editor.close()
        if self._created and at.note:
            note = self._find(at.note)
            empty = isinstance(note, EmotionPoint) and note.level is None and not note.quote.strip()
            if empty or (isinstance(note, CardBase) and not note.text.strip()):
                self._session.undo()
                self._session.select(Cursor(at.lane, at.step).key)
        self._session.close_step()

    def follow(self) -> None:
        """The sheet was laid out anew: the editor goes where its card went."""
        self.titles.follow()
        self.field.follow()
        at, shown = self._at, self._sheet()
        if at is None or shown is None:
            return
        note = self._find(at.note) if at.note else None
        if at.note and note is None:  # undone under the editor
            self._at = None
            self.editor.close()
            return
        if isinstance(note, CardBase):
            frame = card_frame(shown[0], at.note, shown[1])
            if frame is not None:
                self.editor.move_to(frame)

    def _open(self, at: Cursor, text: str, index: int | None) -> None:
        frame = self._frame(at)
        if frame is None:
            return
        self._at, self._index, self._created, self._before = at, index, False, text
        self._session.select(at.key)
        self.editor.open(text, frame)

    def _frame(self, at: Cursor) -> Frame | None:
        shown = self._sheet()
        cell = self._cell(at)
        if shown is None or cell is None:
            return None
        scene, em = shown
        kind = self._kind(at.lane)
        if self._at_point(at):
            return point_frame(scene, at.note, cell, em)
        if at.note:
            return card_frame(scene, at.note, em)
        from cjmdesk.layout.palette import COLOUR

        return new_frame(scene, cell, em, COLOUR.lane(kind)[0])

    def _lead(self, way: str, by: int) -> None:
        """A key led out of the text: of a note, or of another field."""
        if not self.field.active:
            self._go(way, by)
            return
        item, name = self.field.item, self.field.name
        self.field.stop()
        journey = self._map()
        if way != "across" or journey is None:
            return
        if name in ("high", "low"):
            self.field.open(item, "low" if by > 0 else "high")
        elif name == "feeling" and by < 0:
            self.write(item)
        elif name == "feeling":
            at = ways.cursor_at(journey, item)
            goal = ways.across(journey, at, by) if at is not None else None
            if goal is not None:
                self._open(goal, "", None)

    def _go(self, way: str, by: int) -> None:
        """A key led out of the text of a note; from a quote Tab goes to the feeling first."""
        if self.titles.active:
            cell = self.titles.go(way, by)
            if cell:
                self.write(cell)
            return
        at, journey = self._at, self._map()
        if at is None or journey is None:
            return
        blank = not self.editor.text().strip()
        self.stop()
        journey = self._map()
        if journey is None or way == "stop":
            return
        if way == "next":
            if not blank:
                notes = [note.id for note in ways.notes_in(journey, at.lane, at.step)]
                place = notes.index(at.note) + 1 if at.note in notes else None
                self._open(Cursor(at.lane, at.step), "", place)
            return
        if way == "across" and by > 0 and isinstance(self._find(at.note), EmotionPoint):
            self.write_field(at.note, "feeling")
            return
        goal = ways.across(journey, at, by) if way == "across" else ways.along(journey, at, by)
        if goal is not None:
            self._open(goal, "", None)

    # Edits --------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self.titles.typed(text)
        if self._at is not None and not self._at_point(self._at):
            self._write(self._at, text)

    def _write(self, at: Cursor, text: str) -> None:
        project = self._session.project
        if project is None:
            return
        text = clean_text(text)
        try:
            if at.note:
                label = _("new note") if self._created else _("writing")
                self._session.apply(label, self._changed(project, at, text), f"write:{at.note}")
            elif text.strip():
                id = new_id("p" if self._kind(at.lane) == "emotions" else "c")
                self._at = Cursor(at.lane, at.step, id)
                self._created = True
                fresh = self._added(project, at, id, text)
                self._session.select(id)
                self._session.apply(_("new note"), fresh, f"write:{id}")
        except EditError as error:
            self._refused(str(error))

    def _added(self, project: Project, at: Cursor, id: str, text: str) -> Project:
        kind = self._kind(at.lane)
        if kind != "emotions":
            return add_card(project, at.lane, at.step, make_card(kind, id, text=text), self._index)
        level, words = self._level(text)
        point = EmotionPoint(id=id, level=level, quote=words, personas=self._personas(at.lane))
        return add_point(project, at.lane, at.step, point, self._index)

    def _changed(self, project: Project, at: Cursor, text: str) -> Project:
        note = self._find(at.note)
        if not isinstance(note, EmotionPoint):
            return set_field(project, at.note, "text", text)
        level, words = self._level(text)
        if level is None:
            return set_field(project, at.note, "quote", words)
        return set_fields(project, at.note, level=level, quote=words)

    def _level(self, text: str) -> tuple[float | None, str]:
        """A level at the beginning of a point's words; while it is out of range it is text."""
        try:
            return split_level(text)
        except EditError:
            return None, text

    # Keys ---------------------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """Whether a key on the sheet (not in a text) was for writing."""
        journey = self._map()
        at = ways.cursor_at(journey, self._session.selection) if journey is not None else None
        if journey is None or _is_command(event):
            return False
        if at is None:
            return self._heading_key(journey, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.write(at.key)
        if event.key() in _ARROWS:
            way, by = _ARROWS[Qt.Key(event.key())]
            if way == "sideways":
                goal = ways.sideways(journey, at, ways.forward(journey, by))
            else:
                goal = ways.vertical(journey, at, by)
            edge = edge_of(journey, at, way, by) if goal == at else ""
            self._session.select(edge or goal.key)
            return True
        text = event.text()
        if text and text.isprintable() and not text.isspace():
            return self.write(at.key, text)
        return False

    def _heading_key(self, journey: JourneyMap, event: QKeyEvent) -> bool:
        """A key while a stage, step, lane or the map itself is selected, or nothing."""
        heading = heading_at(journey, self._session.selection)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.titles.begin(self._session.selection) or self._enter(journey)
        if heading is None:
            return False
        text = event.text() if heading.id != journey.id else ""
        if text and text.isprintable() and not text.isspace() and self.titles.begin(heading.id):
            self.editor.insert(text)  # in the place of the title, which is selected
            return True
        if event.key() not in _ARROWS:
            return False
        self._session.select(arrow_from(journey, heading, *_ARROWS[Qt.Key(event.key())]))
        return True

    def _enter(self, journey: JourneyMap) -> bool:
        start = ways.first(journey)
        if start is not None:
            self._session.select(start.key)
        return start is not None

    # Looking up ---------------------------------------------------------------------------------

    def _map(self) -> JourneyMap | None:
        return self._session.map

    def _kind(self, lane: str) -> str:
        journey = self._map()
        return next((each.kind for each in journey.lanes if each.id == lane), "") if journey else ""

    def _personas(self, lane: str) -> tuple[str, ...]:
        """Whose curve a new point of the lane goes onto."""
        persona = self._session.curve_of(lane)
        return (persona,) if persona else ()

    def _at_point(self, at: Cursor) -> bool:
        """Whether what is written is the words of an emotion point."""
        if self._kind(at.lane) != "emotions":
            return False
        return not at.note or isinstance(self._find(at.note), EmotionPoint)

    def _cell(self, at: Cursor) -> CellBox | None:
        shown = self._sheet()
        if shown is None:
            return None
        return next((c for c in shown[0].cells if (c.lane, c.step) == (at.lane, at.step)), None)

    def _note(self, at: Cursor) -> CardBase | EmotionPoint | None:
        return self._find(at.note)

    def _find(self, id: str) -> CardBase | EmotionPoint | None:
        journey = self._map()
        if journey is None:
            return None
        spot = index_of(journey).spot(id)
        return spot.note if spot is not None else None


def _is_command(event: QKeyEvent) -> bool:
    """Whether a key is held that makes a command of it.

    AltGr writes letters (ź, ł, €): it comes as a modifier of its own, or as Ctrl and Alt together.
    """
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    meta = bool(event.modifiers() & Qt.KeyboardModifier.MetaModifier)
    return meta or control != alt or (control and alt and not event.text().isprintable())
