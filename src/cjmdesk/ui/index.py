"""Where an id stands on a map, found without walking through its cards.

A map is an immutable tree, and an edit shares all but what it changed: what was noted about a lane or
a cell holds for the next map as long as the very same object stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from cjmdesk.layout.memo import only_other

if TYPE_CHECKING:
    from cjmdesk.model.cards import CardBase, EmotionPoint
    from cjmdesk.model.lanes import Cell, Lane
    from cjmdesk.model.maps import Connector, JourneyMap
    from cjmdesk.model.stages import Stage, Step
    from cjmdesk.model.values import Value

    Note = CardBase | EmotionPoint

_MAPS = 4
"""Maps remembered at once: one a window, and what it was before its last edit."""


class Spot(Struct, frozen=True):
    """A note and where it stands. is_point: whether it is an emotion point; place: its number among
    the points, or the cards, of its cell."""

    note: Note
    lane: Lane
    cell: Cell
    is_point: bool
    place: int

    @property
    def cell_key(self) -> str:
        """The key of its cell, and of the part of a Scene that shows the cell's cards."""
        return f"cell:{self.lane.id}:{self.cell.step}"


class MapIndex:
    """The parts of one map by their ids."""

    def __init__(self, journey: JourneyMap, before: MapIndex | None = None) -> None:
        """before: the index of an earlier state of the map, from which is taken what still holds."""
        self.journey = journey
        self._lanes: dict[str, _LaneIndex] = {}
        self.cells_read = self._read_lanes(before)
        same = before is not None and before.journey.stages is journey.stages
        self._stages: dict[str, Stage] = (
            before._stages if before is not None and same else {stage.id: stage for stage in journey.stages}
        )
        self._steps: dict[str, tuple[Stage, Step]] = (
            before._steps
            if before is not None and same
            else {step.id: (stage, step) for stage in journey.stages for step in stage.steps}
        )
        self.columns: tuple[str, ...] = tuple(self._steps)
        """The ids of the steps, from the first stage on."""
        arrows = before is not None and before.journey.connectors is journey.connectors
        self._connectors: dict[str, Connector] = (
            before._connectors
            if before is not None and arrows
            else {arrow.id: arrow for arrow in journey.connectors}
        )

    def _read_lanes(self, before: MapIndex | None) -> int:
        """Gives how many cells were read."""
        known, lanes = before._lanes if before is not None else {}, self.journey.lanes
        number = only_other(before.journey.lanes, lanes) if before is not None else None
        if number is not None and lanes[number].id in known:
            lane = lanes[number]
            one = _LaneIndex(lane, known[lane.id])
            self._lanes = known | {lane.id: one}
            return one.cells_read
        read = 0
        for lane in lanes:
            old = known.get(lane.id)
            if old is None or old.lane is not lane:
                old = _LaneIndex(lane, old)
                read += old.cells_read
            self._lanes[lane.id] = old
        return read

    def spot(self, id: str) -> Spot | None:
        """Where the card or point with this id stands; None if the map has none of that id."""
        for lane in self._lanes.values():
            found = lane.notes.get(id)
            if found is not None:
                step, is_point, place = found
                cell = lane.cells[step]
                notes: tuple[Note, ...] = cell.points if is_point else cell.cards
                return Spot(notes[place], lane.lane, cell, is_point, place)
        return None

    def path(self, id: str) -> tuple[tuple[str, int], ...] | None:
        """Where the card or point with this id stands in the map, as `edits.places` says it; None if the map
        has none of that id."""
        spot = self.spot(id)
        if spot is None:
            return None
        lane = next(number for number, one in enumerate(self.journey.lanes) if one is spot.lane)
        cell = next(number for number, one in enumerate(spot.lane.cells) if one is spot.cell)
        return (("lanes", lane), ("cells", cell), ("points" if spot.is_point else "cards", spot.place))

    @property
    def cards(self) -> int:
        """How many cards the map has."""
        return sum(lane.cards for lane in self._lanes.values())

    @property
    def connectors(self) -> Mapping[str, Connector]:
        """The connectors by their ids."""
        return self._connectors

    def notes(self) -> frozenset[str]:
        """The ids of all cards and points; to ask about many of them, `spot` about one."""
        return frozenset().union(*[lane.notes for lane in self._lanes.values()])

    def lane(self, id: str) -> Lane | None:
        """The lane with this id."""
        found = self._lanes.get(id)
        return found.lane if found is not None else None

    def cell(self, lane: str, step: str) -> Cell | None:
        """What stands where lane and step meet; None where nothing does."""
        found = self._lanes.get(lane)
        return found.cells.get(step) if found is not None else None

    def meeting(self, key: str) -> tuple[Lane, Step] | None:
        """The lane and the step that meet in the cell of that key, `cell:LANE:STEP`."""
        head, *parts = key.split(":")
        for number in range(1, len(parts)) if head == "cell" else ():  # an id may hold colons
            lane = self.lane(":".join(parts[:number]))
            step = self._steps.get(":".join(parts[number:]))
            if lane is not None and step is not None:
                return lane, step[1]
        return None

    def stage(self, id: str) -> Stage | None:
        """The stage with this id."""
        return self._stages.get(id)

    def step(self, id: str) -> tuple[Stage, Step] | None:
        """The step with this id, with its stage."""
        return self._steps.get(id)

    def connector(self, id: str) -> Connector | None:
        """The connector with this id."""
        return self._connectors.get(id)

    def item(self, id: str) -> Value | None:
        """The map itself, or the stage, step, lane, connector, card or point with this id."""
        if id == self.journey.id:
            return self.journey
        step = self._steps.get(id)
        found = self._stages.get(id) or self.lane(id) or self._connectors.get(id)
        spot = self.spot(id) if found is None and step is None else None
        return step[1] if step is not None else spot.note if spot is not None else found

    def kind(self, id: str) -> str:
        """`map`, `card`, `point`, `cell`, `stage`, `step`, `lane`, `line` or `connector`; empty for
        what is no part of the map."""
        if id == self.journey.id:
            return "map"
        if id.startswith("cell:"):
            return "cell"
        lane = self.lane(id)
        if lane is not None:
            return "line" if lane.kind == "line" else "lane"
        for kind, known in (("stage", self._stages), ("step", self._steps), ("connector", self._connectors)):
            if id in known:
                return kind
        spot = self.spot(id)
        return "" if spot is None else "point" if spot.is_point else "card"


class _LaneIndex:
    """A lane's cells by step, and its notes by id: the step of their cell, whether a point, number in its
    group."""

    def __init__(self, lane: Lane, before: _LaneIndex | None) -> None:
        self.lane = lane
        self.notes: dict[str, tuple[str, bool, int]] = before.notes if before is not None else {}
        self.cards: int = before.cards if before is not None else 0
        written = _written(before.lane, lane) if before is not None else None
        if before is not None and written is not None:
            self.cells: dict[str, Cell] = before.cells | {written.step: written}
            self.cells_read: int = 1
            return
        self.cells = {cell.step: cell for cell in lane.cells}
        old = before.cells if before is not None else {}
        # An edit shares all cells but a few with the lane before.
        gone = [cell for step, cell in old.items() if self.cells.get(step) is not cell]
        new = [cell for step, cell in self.cells.items() if old.get(step) is not cell]
        self.cells_read = len(new)
        left, come = _notes_of(gone), _notes_of(new)
        if left != come:
            self.notes = self.notes | come
            for id in left.keys() - come.keys():
                del self.notes[id]
            self.cards += sum(len(cell.cards) for cell in new) - sum(len(cell.cards) for cell in gone)


def _written(before: Lane, lane: Lane) -> Cell | None:
    """The one cell of a lane that became another, if the same notes stand in it; None for all else."""
    number = only_other(before.cells, lane.cells)
    if number is None or not _same_notes(before.cells[number], lane.cells[number]):
        return None
    return lane.cells[number]


def _same_notes(one: Cell, other: Cell) -> bool:
    """Whether the same notes stand in two states of a cell: writing changes what they say, not where."""
    return (
        one.step == other.step and _same_ids(one.cards, other.cards) and _same_ids(one.points, other.points)
    )


def _same_ids(some: Sequence[Note], others: Sequence[Note]) -> bool:
    """Whether notes bear the same ids; only those that are not the same objects are asked for theirs, since
    the model takes its time to tell."""
    if some is others:
        return True
    return len(some) == len(others) and all(
        one.id == other.id for one, other in zip(some, others, strict=True) if one is not other
    )


def _notes_of(cells: Iterable[Cell]) -> dict[str, tuple[str, bool, int]]:
    found: dict[str, tuple[str, bool, int]] = {}
    for cell in cells:
        found.update({point.id: (cell.step, True, place) for place, point in enumerate(cell.points)})
        found.update({card.id: (cell.step, False, place) for place, card in enumerate(cell.cards)})
    return found


_recent: list[MapIndex] = []


def index_of(journey: JourneyMap) -> MapIndex:
    """The index of a map; the same as before for the same map."""
    for number, known in enumerate(_recent):
        if known.journey is journey:
            if number:
                _recent.insert(0, _recent.pop(number))
            return known
    before = next((known for known in _recent if known.journey.id == journey.id), None)
    made = MapIndex(journey, before)
    _recent.insert(0, made)
    del _recent[_MAPS:]
    return made
