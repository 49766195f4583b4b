"""Where the keyboard stands on a map: a note or a cell, and the way to the next. No widgets.

A cell is named by its key on the Scene, `cell:LANE:STEP`; a card or an emotion point by its id.
"""

from collections.abc import Collection, Sequence

from msgspec import Struct
from PySide6.QtCore import Qt

from cjmdesk.layout.context import runs_right_to_left
from cjmdesk.model.cards import CardBase, EmotionPoint
from cjmdesk.model.lanes import Lane, LineLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.ui.index import index_of

ARROWS = {
    Qt.Key.Key_Left: ("sideways", -1),
    Qt.Key.Key_Right: ("sideways", 1),
    Qt.Key.Key_Up: ("vertical", -1),
    Qt.Key.Key_Down: ("vertical", 1),
}
"""Arrow keys: the way they lead, and which way along it."""


class Cursor(Struct, frozen=True):
    """lane, step: ids of the cell. note: id of the card or point in it, empty for the cell."""

    lane: str
    step: str
    note: str = ""

    @property
    def key(self) -> str:
        """What to select."""
        return self.note or f"cell:{self.lane}:{self.step}"


def open_lanes(journey: JourneyMap) -> tuple[Lane, ...]:
    """The lanes that can be written into: shown, unfolded, and no lines."""
    return tuple(lane for lane in journey.lanes if is_open(lane))


def is_open(lane: Lane) -> bool:
    """Whether notes can be seen in a lane and written into it."""
    return not lane.hidden and not lane.collapsed and not isinstance(lane, LineLane)


def columns(journey: JourneyMap) -> tuple[str, ...]:
    """The ids of all steps, from the first stage on."""
    return index_of(journey).columns


def forward(journey: JourneyMap, by: int) -> int:
    """`by` columns to the right (−: left) as columns in the order of the journey, which may run from the
    right: an arrow key points to where it leads."""
    return -by if runs_right_to_left(journey) else by


def notes_in(journey: JourneyMap, lane: str, step: str) -> Sequence[CardBase | EmotionPoint]:
    """The notes of a cell in order; on an emotion lane its points, then its cards."""
    cell = index_of(journey).cell(lane, step)
    return (*cell.points, *cell.cards) if cell is not None else ()


def cursor_at(journey: JourneyMap, key: str) -> Cursor | None:
    """The cursor for what is selected; None for anything but a note or a cell."""
    if not key:
        return None
    index = index_of(journey)
    if key.startswith("cell:"):
        met = index.meeting(key)
        return Cursor(met[0].id, met[1].id) if met is not None and is_open(met[0]) else None
    spot = index.spot(key)
    if spot is None or not is_open(spot.lane):
        return None
    return Cursor(spot.lane.id, spot.cell.step, key)


def first(journey: JourneyMap) -> Cursor | None:
    """The first cell; None where the map has no column or no lane."""
    lanes, steps = open_lanes(journey), columns(journey)
    return Cursor(lanes[0].id, steps[0]) if lanes and steps else None


def across(journey: JourneyMap, cursor: Cursor, by: int) -> Cursor | None:
    """The cell `by` columns further in the same lane; None beyond the first or the last."""
    steps = columns(journey)
    place = steps.index(cursor.step) + by
    return Cursor(cursor.lane, steps[place]) if 0 <= place < len(steps) else None


def along(journey: JourneyMap, cursor: Cursor, by: int) -> Cursor | None:
    """The cell `by` lanes further down in the same column; None beyond the first or the last."""
    lanes = [lane.id for lane in open_lanes(journey)]
    place = lanes.index(cursor.lane) + by
    return Cursor(lanes[place], cursor.step) if 0 <= place < len(lanes) else None


def sideways(journey: JourneyMap, cursor: Cursor, by: int) -> Cursor:
    """One column on, to the note at the same height there, else to the cell; stays at the edge."""
    cell = across(journey, cursor, by)
    if cell is None:
        return cursor
    here = [note.id for note in notes_in(journey, cursor.lane, cursor.step)]
    there = [note.id for note in notes_in(journey, cell.lane, cell.step)]
    if not there:
        return cell
    place = here.index(cursor.note) if cursor.note in here else 0
    return Cursor(cell.lane, cell.step, there[min(place, len(there) - 1)])


def vertical(journey: JourneyMap, cursor: Cursor, by: int) -> Cursor:
    """One note on in the cell, then into the next lane; stays at the edge. by: 1 or −1."""
    notes = [note.id for note in notes_in(journey, cursor.lane, cursor.step)]
    place = notes.index(cursor.note) + by if cursor.note in notes else -1
    if cursor.note in notes and 0 <= place < len(notes):
        return Cursor(cursor.lane, cursor.step, notes[place])
    cell = along(journey, cursor, by)
    if cell is None:
        return cursor
    there = [note.id for note in notes_in(journey, cell.lane, cell.step)]
    if not there:
        return cell
    return Cursor(cell.lane, cell.step, there[0 if by > 0 else -1])


def lane_on(journey: JourneyMap, cursor: Cursor, by: int) -> Cursor:
    """The first note of the cell `by` lanes further down, else the cell; stays at the edge."""
    cell = along(journey, cursor, by)
    if cell is None:
        return cursor
    notes = notes_in(journey, cell.lane, cell.step)
    return Cursor(cell.lane, cell.step, notes[0].id) if notes else cell


def after_removing(journey: JourneyMap, cursor: Cursor, gone: Collection[str] = ()) -> Cursor:
    """Where the keyboard stands when the note under it, and others that are `gone`, are removed: the
    next note that stays, else the one before, else the cell."""
    notes = [note.id for note in notes_in(journey, cursor.lane, cursor.step)]
    place = notes.index(cursor.note) if cursor.note in notes else 0
    around = (*notes[place:], *reversed(notes[:place]))
    rest = [id for id in around if id not in gone and id != cursor.note]
    return Cursor(cursor.lane, cursor.step, rest[0] if rest else "")
