"""What can be written on the sheet, in one table: how each field is written and where its words stand.

Also where the keys lead that end a text. No widgets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from cjmdesk.layout.cards import shows_icon
from cjmdesk.model.cards import EmotionPoint, MetricCard
from cjmdesk.model.texts import clean_text
from cjmdesk.ui.canvas import cursor as ways
from cjmdesk.ui.canvas.cursor import Cursor
from cjmdesk.ui.canvas.frames import (
    card_frame,
    feeling_frame,
    label_frame,
    new_frame,
    point_frame,
    scale_frame,
)
from cjmdesk.ui.canvas.headings import MAP_FIELDS, arrow_from, beside, heading_at, heading_frame
from cjmdesk.ui.canvas.room import Begun, is_short
from cjmdesk.ui.index import index_of
from cjmdesk.ui.sheet.strokes import line_of

if TYPE_CHECKING:
    from cjmdesk.layout.scene import CellBox, Scene
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.ui.canvas.editor import Frame

Sort = Literal["note", "title", "words"]
"""How a text is held. A note left empty is taken back. A title is one line, selected as a whole; a new
one is taken back with Esc. Words belong to something that stands there without them."""


class Place(Struct, frozen=True):
    """A field of an item of the map.

    item: its id; the key of a cell for a note that is yet to be, with no field. after: the note in the
    cell that the new one comes behind, empty for the last.
    """

    item: str
    field: str = ""
    after: str = ""


class Sheet(Struct, frozen=True):
    """A map as it is shown. em: mm of its card text; air: see LayoutContext."""

    journey: JourneyMap
    scene: Scene
    em: float
    air: float


class Manner(Struct, frozen=True):
    """How a field is written.

    frame: where its words stand, told the place and the words; None if that is not shown.
    live: whether every letter is an edit. Else the words are one edit when they are done, because on
    the sheet they would change places under the hand.
    """

    sort: Sort
    live: bool
    frame: Callable[[Sheet, Place, str], Frame | None]

    def taken(self, text: str) -> str:
        """The words as they are kept while they are written."""
        return " ".join(clean_text(text).split("\n")) if self.sort == "title" else clean_text(text)

    def done(self, text: str) -> str:
        """The words as they are kept in the end."""
        if self.sort == "title":
            return " ".join(text.split())
        return clean_text(text) if self.sort == "note" else clean_text(text).strip()


# Where words stand -------------------------------------------------------------------------------


def _card(sheet: Sheet, place: Place, _words: str) -> Frame | None:
    spot = index_of(sheet.journey).spot(place.item)
    if spot is None or isinstance(spot.note, EmotionPoint):
        return card_frame(sheet.scene, place.item, sheet.em, air=sheet.air)
    card = spot.note
    number = isinstance(card, MetricCard) and card.number is not None
    shows = {"icon": shows_icon(card), "evidence": card.evidence is not None, "number": number}
    return card_frame(sheet.scene, place.item, sheet.em, spot.cell_key, air=sheet.air, **shows)


def _quote(sheet: Sheet, place: Place, _words: str) -> Frame | None:
    cell = _cell(sheet, place)
    return point_frame(sheet.scene, place.item, cell, sheet.em) if cell is not None else None


def _feeling(sheet: Sheet, place: Place, _words: str) -> Frame | None:
    cell = _cell(sheet, place)
    return feeling_frame(sheet.scene, place.item, cell, sheet.em) if cell is not None else None


def _new_card(sheet: Sheet, place: Place, _words: str) -> Frame | None:
    from cjmdesk.layout.palette import COLOUR

    cell = _cell(sheet, place)
    lane = index_of(sheet.journey).lane(cell.lane) if cell is not None else None
    if cell is None or lane is None:
        return None
    return new_frame(sheet.scene, cell, sheet.em, COLOUR.lane(lane.kind)[0], sheet.air)


def _label(sheet: Sheet, place: Place, _words: str) -> Frame | None:
    return label_frame(sheet.scene, place.item, line_of(sheet.scene, place.item), sheet.em)


def _scale(sheet: Sheet, place: Place, words: str) -> Frame | None:
    return scale_frame(sheet.scene, place.item, place.field, words, sheet.em)


def _heading(sheet: Sheet, place: Place, _words: str) -> Frame | None:
    heading = heading_at(sheet.journey, place.item, place.field)
    return heading_frame(sheet.scene, heading, sheet.em) if heading is not None else None


def _cell(sheet: Sheet, place: Place) -> CellBox | None:
    """The cell that a note lies in, or will lie in."""
    at = ways.cursor_at(sheet.journey, place.item)
    if at is None:
        return None
    return next((box for box in sheet.scene.cells if (box.lane, box.step) == (at.lane, at.step)), None)


def index_behind(journey: JourneyMap, at: Cursor, after: str) -> int | None:
    """The number that a new note behind `after` has in its cell; None for the last."""
    notes = [note.id for note in ways.notes_in(journey, at.lane, at.step)]
    return notes.index(after) + 1 if after in notes[:-1] else None


def begun_short_of_room(sheet: Sheet, place: Place, frame: Frame) -> Begun | None:
    """A card that is begun at `place` and would lie over what is there, or that others stand behind; None
    where there is room for it."""
    cell, at = _cell(sheet, place), ways.cursor_at(sheet.journey, place.item)
    if cell is None or at is None:
        return None
    index = index_behind(sheet.journey, at, place.after)
    if index is None and not is_short(sheet.scene, cell, frame, sheet.air):
        return None
    return Begun(at.lane, at.step, index)


# The table ---------------------------------------------------------------------------------------

_TITLE = Manner("title", True, _heading)
_WORDS = Manner("words", False, _scale)

WRITABLE: dict[str, dict[str, Manner]] = {
    "card": {"text": Manner("note", True, _card)},
    "point": {"quote": Manner("note", False, _quote), "feeling": Manner("words", False, _feeling)},
    "cell": {"": Manner("note", True, _new_card)},
    "cell of points": {"": Manner("note", False, _quote)},
    "stage": {"title": _TITLE},
    "step": {"title": _TITLE},
    "lane": {"title": _TITLE, "high": _WORDS, "low": _WORDS},
    "line": {"title": _TITLE},
    "map": dict.fromkeys(MAP_FIELDS, _TITLE),
    "connector": {"label": Manner("words", False, _label)},
}
"""By the kind of an item, see `MapIndex.kind`, and its field; the first is what is usually written."""


NEW_STAGE = Place("")
"""Where Tab leads from the title of the last stage."""


def place_at(journey: JourneyMap, item: str, field: str = "") -> Place | None:
    """The field of an item, or the one that is usually written where it has no field of that name.

    None for what bears no words, and for notes and cells of a lane that is folded or hidden.
    """
    kind = _kind(journey, item)
    fields = WRITABLE.get(kind, {})
    if not fields or (kind in ("card", "point") and ways.cursor_at(journey, item) is None):
        return None
    return Place(item, field if field in fields else next(iter(fields)))


def manner_of(journey: JourneyMap, place: Place) -> Manner | None:
    """How a field is written; None where there is none that can be."""
    return WRITABLE.get(_kind(journey, place.item), {}).get(place.field)


def words_at(journey: JourneyMap, place: Place) -> str | None:
    """What stands in a field: of a lane without a title its usual name. None if there is no such field."""
    if not place.field:
        return ""
    words = stored_at(journey, place)
    return usual_title(journey, place) if words == "" and place.field == "title" else words


def stored_at(journey: JourneyMap, place: Place) -> str | None:
    """The words of a field as the project has them; None if there is no such field."""
    words = getattr(index_of(journey).item(place.item), place.field, None)
    return words if isinstance(words, str) else None


def usual_title(journey: JourneyMap, place: Place) -> str:
    """What a lane without a title of its own is called; empty for anything else."""
    from cjmdesk.formats.shown import lane_title

    lane = index_of(journey).lane(place.item)
    return lane_title(lane.model_copy(update={"title": ""}), journey.language) if lane is not None else ""


def _kind(journey: JourneyMap, item: str) -> str:
    index = index_of(journey)
    kind = index.kind(item)
    if kind != "cell":
        return kind
    at = ways.cursor_at(journey, item)
    lane = index.lane(at.lane) if at is not None else None
    return "" if lane is None else "cell of points" if lane.kind == "emotions" else "cell"


# Where keys lead ---------------------------------------------------------------------------------


def onward(journey: JourneyMap, place: Place, at: Cursor | None, way: str, by: int) -> Place | None:
    """Where a key leads that ended the text at `place`, see `TextEditor.way`; None for nowhere.

    at: where the keyboard stood while a note was written, which may have been taken back since.
    """
    if at is None:
        past = _past_words if place.field in ("high", "low") else _past_title
        return past(journey, place, way, by)
    if place.field == "feeling" and (way != "across" or by < 0):
        return Place(place.item, "quote") if way == "across" else None
    if way == "next":
        return Place(Cursor(at.lane, at.step).key, after=at.note)
    point = isinstance(index_of(journey).item(place.item), EmotionPoint)
    if way == "across" and by > 0 and point and place.field != "feeling":
        return Place(place.item, "feeling")
    return _cell_beside(journey, at, way, by)


def _past_words(_journey: JourneyMap, place: Place, way: str, by: int) -> Place | None:
    """From one end of a scale to the other; what ends the upper word leads to the lower one, too."""
    if way == "next":
        return Place(place.item, "low") if place.field == "high" else None
    return Place(place.item, "low" if by > 0 else "high") if way == "across" else None


def _cell_beside(journey: JourneyMap, at: Cursor, way: str, by: int) -> Place | None:
    goal = ways.across(journey, at, by) if way == "across" else ways.along(journey, at, by)
    return Place(goal.key) if goal is not None else None


def _past_title(journey: JourneyMap, place: Place, way: str, by: int) -> Place | None:
    heading = heading_at(journey, place.item, place.field)
    if heading is None or way == "next":
        return None
    if heading.sort == "map":
        number = MAP_FIELDS.index(place.field) + by
        return Place(place.item, MAP_FIELDS[number]) if 0 <= number < len(MAP_FIELDS) else None
    if way == "along" and heading.sort != "lane":
        goal = arrow_from(journey, heading, "vertical", by)
        return place_at(journey, goal) if goal.startswith("cell:") else None
    goal = beside(journey, heading, by)
    if goal:
        return place_at(journey, goal)
    return NEW_STAGE if heading.sort == "stage" and by > 0 else None
