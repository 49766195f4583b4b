"""Where the keyboard stands on a map: a note or a cell, and the way to the next. No widgets.

A cell is named by its key on the Scene, `cell:LANE:STEP`; a card or an emotion point by its id.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cjmdesk.model.cards import CardBase, EmotionPoint
from cjmdesk.model.lanes import Lane, LineLane
from cjmdesk.model.maps import JourneyMap


@dataclass(frozen=True, slots=True)
class Cursor:
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
    return tuple(
        lane
        for lane in journey.lanes
        if not lane.hidden and not lane.collapsed and not isinstance(lane, LineLane)
    )


def columns(journey: JourneyMap) -> tuple[str, ...]:
    """The ids of all steps, from the first stage on."""
    return tuple(step.id for stage in journey.stages for step in stage.steps)


def notes_in(journey: JourneyMap, lane: str, step: str) -> Sequence[CardBase | EmotionPoint]:
    """The notes of a cell in order; on an emotion lane its points, then its cards."""
    for each in journey.lanes:
        if each.id == lane:
            for cell in each.cells:
                if cell.step == step:
                    return (*cell.points, *cell.cards)
    return ()


def cursor_at(journey: JourneyMap, key: str) -> Cursor | None:
    """The cursor for what is selected; None for anything but a note or a cell."""
    if not key:
        return None
    for lane in open_lanes(journey):
        for cell in lane.cells:
            for note in (*cell.points, *cell.cards):
                if note.id == key:
                    return Cursor(lane.id, cell.step, note.id)
        if key.startswith(f"cell:{lane.id}:"):
            step = key.removeprefix(f"cell:{lane.id}:")
            if step in columns(journey):
                return Cursor(lane.id, step)
    return None


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


def after_removing(journey: JourneyMap, cursor: Cursor) -> Cursor:
    """Where the keyboard stands when the note under it is gone: the next one, else the cell."""
    notes = [note.id for note in notes_in(journey, cursor.lane, cursor.step)]
    if cursor.note not in notes:
        return cursor
    place = notes.index(cursor.note)
    rest = notes[:place] + notes[place + 1 :]
    if not rest:
        return Cursor(cursor.lane, cursor.step)
    return Cursor(cursor.lane, cursor.step, rest[min(place, len(rest) - 1)])
