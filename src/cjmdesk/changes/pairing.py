"""Which items of two maps are the same thing: by id, by what was made from what, and by likeness.

A future map is a copy under new ids. Its notes remember what they were made from; its stages and lanes
are recognised by the notes they share, by their titles and by their places.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import count
from typing import TypeVar

from cjmdesk.model.cards import CardBase, EmotionPoint
from cjmdesk.model.lanes import LaneBase, LineLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.references import map_items
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.values import Item

Note = CardBase | EmotionPoint
Part = TypeVar("Part", LaneBase, Stage, Step)
Thing = TypeVar("Thing", bound=Item)
Spots = Mapping[str, tuple[str, str]]
"""Note id → (lane id, step id)."""

_LEAST = 0.3
"""Two lanes, stages or steps that fit less than this are different ones."""

_NO = -99.0
"""Two that are never the same."""

_TITLE, _SIMILAR, _PLACE = 1.0, 0.5, 0.1
"""What an equal title, a similar one and an equal number count, beside the shares of common notes (0…2)."""


def pairs(ours: JourneyMap, theirs: JourneyMap, origins: Mapping[str, str]) -> dict[str, str]:
    """Their id → our id, for what is the same thing in both maps.

    origins: item id → id of what it was made from, of everything in the files of both.
    """
    notes = _same_notes(ours, theirs, origins)
    my_spots, your_spots = spots(ours), spots(theirs)
    common = {your: mine for your, mine in notes.items() if your in your_spots and mine in my_spots}
    found = {theirs.id: ours.id, **notes}
    lanes = _best(ours.lanes, theirs.lanes, _Shares(common, my_spots, your_spots, 0), _lanes_fit)
    found |= lanes
    by_stage = [_stage_of(ours), _stage_of(theirs)]
    my_stages = {note: ("", by_stage[0].get(step, "")) for note, (_lane, step) in my_spots.items()}
    your_stages = {note: ("", by_stage[1].get(step, "")) for note, (_lane, step) in your_spots.items()}
    stages = _best(ours.stages, theirs.stages, _Shares(common, my_stages, your_stages, 1), _titles_fit)
    found |= stages
    found |= _steps(ours, theirs, stages, _Shares(common, my_spots, your_spots, 1))
    found |= _named(ours.competitors, theirs.competitors, lambda one: one.name.strip().casefold())
    found |= _same_moments(ours, theirs, found)
    found |= _named(ours.views, theirs.views, lambda one: one.title.strip().casefold())
    ends = {arrow.id: (found.get(arrow.source), found.get(arrow.target)) for arrow in theirs.connectors}
    found |= _named(
        ours.connectors,
        theirs.connectors,
        lambda one: ends.get(one.id, (one.source, one.target)),
    )
    return _apart(ours, theirs, found)


def spots(journey: JourneyMap) -> dict[str, tuple[str, str]]:
    """Where each note of a map stands."""
    return {
        note.id: (lane.id, cell.step)
        for lane in journey.lanes
        for cell in lane.cells
        for note in (*cell.cards, *cell.points)
    }


def _apart(ours: JourneyMap, theirs: JourneyMap, found: dict[str, str]) -> dict[str, str]:
    """What has no partner keeps its own id, unless ours bears it already."""
    taken = {ours.id, *(item.id for _place, item in map_items(ours))}
    others = {item.id for _place, item in map_items(theirs)}
    for id in sorted(others - found.keys()):
        if id in taken:
            found[id] = next(
                name for number in count(2) if (name := f"{id[:74]}.{number}") not in taken | others
            )
            taken.add(found[id])
    return found


# Notes -------------------------------------------------------------------------------------------


def _notes(journey: JourneyMap) -> Iterator[tuple[LaneBase, str, Note]]:
    for lane in journey.lanes:
        for cell in lane.cells:
            for note in (*cell.points, *cell.cards):
                yield lane, cell.step, note


def _same_notes(ours: JourneyMap, theirs: JourneyMap, origins: Mapping[str, str]) -> dict[str, str]:
    my_notes = {note.id: note for _lane, _step, note in _notes(ours)}
    mine: dict[str, list[tuple[int, str]]] = {}
    for id in my_notes:
        for distance, above in enumerate(_line(id, origins)):
            mine.setdefault(above, []).append((distance, id))
    found: list[tuple[int, bool, int, str, str]] = []
    for number, (_lane, _step, note) in enumerate(_notes(theirs)):
        for distance, above in enumerate(_line(note.id, origins)):
            for far, id in mine.get(above, ()):
                one = my_notes[id]
                if _kind(one) == _kind(note) or (_kind(one) and _kind(note) and words(one) == words(note)):
                    found.append((distance + far, words(one) != words(note), number, note.id, id))
    paired: dict[str, str] = {}
    taken: set[str] = set()
    for _far, _differ, _number, your, id in sorted(found):
        if your not in paired and id not in taken:
            paired[your] = id
            taken.add(id)
    return paired | _alike(ours, theirs, paired, taken)


def _line(id: str, origins: Mapping[str, str]) -> Iterator[str]:
    """The item itself and what it was made from, farther and farther back."""
    seen: set[str] = set()
    at: str | None = id
    while at is not None and at not in seen:
        seen.add(at)
        yield at
        at = origins.get(at)


def _alike(
    ours: JourneyMap, theirs: JourneyMap, paired: Mapping[str, str], taken: set[str]
) -> dict[str, str]:
    """Notes that nothing links and that say the same in lanes of one kind: in order, where one text
    stands as often in both."""
    mine: dict[tuple[str, str], list[str]] = {}
    yours: dict[tuple[str, str], list[str]] = {}
    for into, journey, known in ((mine, ours, taken), (yours, theirs, paired)):
        for lane, _step, note in _notes(journey):
            said = words(note)
            if said and note.id not in known:
                into.setdefault((lane.kind, said), []).append(note.id)
    return {
        your: id
        for said, group in yours.items()
        if len(group) == len(mine.get(said, ()))
        for your, id in zip(group, mine[said], strict=True)
    }


def _kind(note: Note) -> str:
    """The kind of a card, empty for a point. An action that was made from an idea is another thing."""
    return note.kind if isinstance(note, CardBase) else ""


def _same_moments(ours: JourneyMap, theirs: JourneyMap, found: Mapping[str, str]) -> dict[str, str]:
    """Points that nothing links: those of one person in one column are the same moment, in order."""
    mine: dict[tuple[object, ...], list[str]] = {}
    taken = set(found.values())
    for lane, step, note in _notes(ours):
        if isinstance(note, EmotionPoint) and note.id not in taken:
            mine.setdefault((lane.id, step, note.personas, note.competitor), []).append(note.id)
    more: dict[str, str] = {}
    for lane, step, note in _notes(theirs):
        if isinstance(note, EmotionPoint) and note.id not in found:
            rival = found.get(note.competitor, note.competitor) if note.competitor else None
            place = (found.get(lane.id), found.get(step), note.personas, rival)
            group = mine.get(place)
            if group:
                more[note.id] = group.pop(0)
    return more


def words(note: Note) -> str:
    """What a note says, for comparing: one line in lower case."""
    said = f"{note.quote} {note.feeling}" if isinstance(note, EmotionPoint) else note.text
    return " ".join(said.split()).casefold()


# Lanes, stages, steps ----------------------------------------------------------------------------


class _Shares:
    """How much of what stands in two lanes, stages or columns is the same. part: which of a spot's two
    names is asked about."""

    def __init__(self, common: Mapping[str, str], mine: Spots, yours: Spots, part: int) -> None:
        self._both = Counter((yours[your][part], mine[id][part]) for your, id in common.items())
        self._yours = Counter(yours[your][part] for your in common)
        self._mine = Counter(mine[id][part] for id in common.values())

    def of(self, your: str, mine: str) -> float:
        """0 nothing … 2 all of both."""
        both = self._both[your, mine]
        return both / self._yours[your] + both / self._mine[mine] if both else 0.0


def _titles(one: str, other: str) -> float:
    mine, yours = " ".join(one.split()).casefold(), " ".join(other.split()).casefold()
    if mine == yours:
        return _TITLE if mine else _TITLE / 2
    return _SIMILAR if SequenceMatcher(None, mine, yours).ratio() >= 0.6 else 0.0


def _titles_fit(mine: Stage | Step, yours: Stage | Step, _alone: bool) -> float:
    return _titles(mine.title, yours.title)


def _lanes_fit(mine: LaneBase, yours: LaneBase, alone: bool) -> float:
    """Lanes of different kinds are never the same; two that are alone of their kind always are."""
    if mine.kind != yours.kind:
        return _NO
    if isinstance(mine, LineLane) and isinstance(yours, LineLane):
        return 3.0 if mine.line == yours.line else _NO
    return _titles(mine.title, yours.title) + (_LEAST if alone or not mine.title or not yours.title else 0.0)


def _best(
    ours: Sequence[Part],
    theirs: Sequence[Part],
    shares: _Shares,
    fit: Callable[[Part, Part, bool], float],
) -> dict[str, str]:
    """Their id → our id: whoever fits best first, and nobody twice."""
    kinds = [Counter(getattr(one, "kind", "") for one in side) for side in (ours, theirs)]
    scored: list[tuple[float, int, int]] = []
    for number, yours in enumerate(theirs):
        kind = getattr(yours, "kind", "")
        alone = all(side[kind] == 1 for side in kinds)
        for place, mine in enumerate(ours):
            score = fit(mine, yours, alone) + shares.of(yours.id, mine.id)
            score += 9.0 if mine.id == yours.id else 0.0
            if score >= _LEAST:
                near = _PLACE / (1 + abs(number - place))
                scored.append((-(score + near), number, place))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _score, number, place in sorted(scored):
        your, mine_id = theirs[number].id, ours[place].id
        if your not in found and mine_id not in taken:
            found[your] = mine_id
            taken.add(mine_id)
    return found


def _steps(
    ours: JourneyMap, theirs: JourneyMap, stages: Mapping[str, str], shares: _Shares
) -> dict[str, str]:
    """Steps of stages that are the same first; then those that went to another stage with their notes."""
    mine = {stage.id: stage for stage in ours.stages}
    found: dict[str, str] = {}
    for stage in theirs.stages:
        if stage.id in stages:
            own = mine[stages[stage.id]].steps
            if len(own) == len(stage.steps) == 1:
                found[stage.steps[0].id] = own[0].id
            else:
                found |= _best(own, stage.steps, shares, _titles_fit)
    taken = set(found.values())
    left = [step for stage in ours.stages for step in stage.steps if step.id not in taken]
    rest = [step for stage in theirs.stages for step in stage.steps if step.id not in found]
    return found | _best(left, rest, shares, lambda one, other, _alone: -0.5)


def _stage_of(journey: JourneyMap) -> dict[str, str]:
    return {step.id: stage.id for stage in journey.stages for step in stage.steps}


def _named(ours: Iterable[Thing], theirs: Iterable[Thing], name: Callable[[Thing], object]) -> dict[str, str]:
    """By id, else by what `name` gives; what it gives for nothing is no name."""
    mine = {one.id: one for one in ours}
    found: dict[str, str] = {}
    rest: list[Thing] = []
    for one in theirs:
        if one.id in mine:
            found[one.id] = one.id
        else:
            rest.append(one)
    by_name = {name(one): id for id, one in reversed(mine.items()) if id not in found.values()}
    for one in rest:
        id = by_name.pop(name(one), None)
        if id is not None:
            found[one.id] = id
    return found
