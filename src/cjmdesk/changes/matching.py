"""Which parts of another project are ours under another id: by names, places and likeness of words.

People who begin from the same file have the same ids. Who draws the same journey from scratch, or writes
the same note in another room, has not; then maps, stages, lanes, personas and notes are told by their words.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from cjmdesk.changes.likeness import likeness, pairs, plain
from cjmdesk.changes.renaming import renamed
from cjmdesk.model.cards import CardBase, EmotionPoint
from cjmdesk.model.lanes import Lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.references import items
from cjmdesk.model.stages import Stage, Step

NAMES = 0.6
"""Least likeness of titles and names."""

NOTES = 0.6
"""…of notes in the same column of a lane."""

ELSEWHERE = 0.9
"""…of notes in different columns of it: the same words may well be meant twice."""


class Matched(Struct):
    """theirs: their project under our ids. same: our id → how alike, of notes that have been matched."""

    theirs: Project
    same: dict[str, float] = field(default_factory=dict)


def match(
    ours: Project, theirs: Project, base: Project | None = None, still: Callable[[], object] = bool
) -> Matched:
    """Give parts of `theirs` that are alike to parts of `ours` the ids of those.

    Only parts that are new on both sides are matched: what both have by id, or had in `base`, is known.
    still: called now and then; it may raise to stop the work.
    """
    return _Matcher(ours, theirs, base, still).run()


class _Matcher:
    def __init__(
        self, ours: Project, theirs: Project, base: Project | None, still: Callable[[], object]
    ) -> None:
        self.ours, self.theirs, self.still = ours, theirs, still
        old = {item.id for _place, item in items(base)} if base is not None else set()
        mine = {item.id for _place, item in items(ours)}
        yours = {item.id for _place, item in items(theirs)}
        self.known = old | (mine & yours)
        self.new: dict[str, str] = {}
        self.taken: set[str] = set()
        self.same: dict[str, float] = {}

    def run(self) -> Matched:
        ours, theirs = self.ours, self.theirs
        self._named(ours.personas, theirs.personas, lambda one: one.name)
        self._named(ours.channels, theirs.channels, lambda one: one.name)
        self._named(ours.brief.team, theirs.brief.team, lambda one: one.name)
        for mine, yours in self._maps():
            self._map(mine, yours)
        return Matched(renamed(theirs, self.new), self.same)

    def _take(self, their: str, our: str, alike: float | None = None) -> None:
        """Take theirs for ours. alike: of notes, how alike their words are."""
        self.new[their] = our
        self.taken.add(our)
        if alike is not None:
            self.same[our] = alike

    def _free(self, ours: Iterable[Any], theirs: Iterable[Any]) -> tuple[list[Any], list[Any]]:
        """Those that are new on their side and not matched yet."""
        return (
            [one for one in ours if one.id not in self.known and one.id not in self.taken],
            [one for one in theirs if one.id not in self.known and one.id not in self.new],
        )

    def _named(self, ours: Sequence[Any], theirs: Sequence[Any], name: Callable[[Any], str]) -> None:
        mine, yours = self._free(ours, theirs)
        found = pairs({o.id: name(o) for o in mine}, {t.id: name(t) for t in yours}, NAMES)
        for their, (our, _alike) in found.items():
            self._take(their, our)

    def _both(self, ours: Sequence[Any], theirs: Sequence[Any]) -> list[tuple[Any, Any]]:
        """Pairs of what is the same on both sides."""
        mine = {one.id: one for one in ours}
        found = ((mine.get(self.new.get(one.id, one.id)), one) for one in theirs)
        return [(one, other) for one, other in found if one is not None]

    def _maps(self) -> list[tuple[JourneyMap, JourneyMap]]:
        """Maps by title; where each side has a single new one of a type, that is the same journey."""
        self._named(self.ours.maps, self.theirs.maps, lambda one: one.title)
        mine, yours = self._free(self.ours.maps, self.theirs.maps)
        if len(mine) == len(yours) == 1 and mine[0].type == yours[0].type:
            self._take(yours[0].id, mine[0].id)
        return self._both(self.ours.maps, self.theirs.maps)

    def _map(self, mine: JourneyMap, yours: JourneyMap) -> None:
        self._named(mine.competitors, yours.competitors, lambda one: one.name)
        self._named(mine.stages, yours.stages, lambda one: one.title)
        for stage, other in self._both(mine.stages, yours.stages):
            self._steps(stage, other)
        self._lanes(mine, yours)
        for lane, lane_of_theirs in self._both(mine.lanes, yours.lanes):
            if lane.kind == lane_of_theirs.kind:
                self._notes(lane, lane_of_theirs)
        self._arrows(mine, yours)

    def _steps(self, mine: Stage, yours: Stage) -> None:
        """Steps by title, those without one in their order."""
        self._named(mine.steps, yours.steps, lambda one: one.title)
        free = self._free(mine.steps, yours.steps)
        nameless: list[list[Step]] = [[one for one in side if not one.title.strip()] for side in free]
        if len(mine.steps) == len(yours.steps) == 1:
            nameless = [list(side) for side in free]
        for one, other in zip(*nameless, strict=False):
            self._take(other.id, one.id)

    def _lanes(self, mine: JourneyMap, yours: JourneyMap) -> None:
        """Lanes of one kind by title; where each side has a single new one of a kind, that is it."""
        for kind in dict.fromkeys(lane.kind for lane in mine.lanes):
            ours = [lane for lane in mine.lanes if lane.kind == kind]
            theirs = [lane for lane in yours.lanes if lane.kind == kind]
            self._named(ours, theirs, _lane_name)
            free = self._free(ours, theirs)
            if len(free[0]) == len(free[1]) == 1 and (len(ours) == len(theirs) == 1 or kind != "free_text"):
                self._take(free[1][0].id, free[0][0].id)

    # Notes --------------------------------------------------------------------------------------

    def _notes(self, mine: Lane, yours: Lane) -> None:
        ours, theirs = _cards(mine), _cards(yours)
        steps = {id: step for id, (_card, step) in ours.items()}
        column = {id: self.new.get(step, step) for id, (_card, step) in theirs.items()}
        self._same_words(ours, theirs, column)
        columns: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
        for side, free in enumerate(self._free_cards(ours, theirs)):
            for id, text in free.items():
                columns.setdefault((steps, column)[side][id], ({}, {}))[side][id] = text
        for sides in columns.values():
            self.still()
            self._take_notes(*sides, NOTES)
        self._take_notes(*self._free_cards(ours, theirs), ELSEWHERE)
        self._points(mine, yours)

    def _free_cards(
        self, ours: Mapping[str, tuple[CardBase, str]], theirs: Mapping[str, tuple[CardBase, str]]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """The words of the cards that are not matched yet, by id."""
        mine, yours = self._free([c for c, _s in ours.values()], [c for c, _s in theirs.values()])
        return {card.id: card.text for card in mine}, {card.id: card.text for card in yours}

    def _take_notes(self, ours: Mapping[str, str], theirs: Mapping[str, str], least: float) -> None:
        for their, (our, alike) in pairs(ours, theirs, least).items():
            self._take(their, our, alike)

    def _same_words(
        self,
        ours: Mapping[str, tuple[CardBase, str]],
        theirs: Mapping[str, tuple[CardBase, str]],
        column: Mapping[str, str],
    ) -> None:
        """Cards of a column with the same words, which most cards of copies are: quick, and no guess."""
        mine, yours = self._free([c for c, _s in ours.values()], [c for c, _s in theirs.values()])
        known: dict[tuple[str, str], list[str]] = {}
        for card in reversed(mine):
            known.setdefault((ours[card.id][1], plain(card.text)), []).append(card.id)
        for card in yours:
            found = known.get((column[card.id], plain(card.text)))
            if found:
                self._take(card.id, found.pop(), 1.0)

    def _points(self, mine: Lane, yours: Lane) -> None:
        """Points of a column on the same curve: by their words, or as the only ones there."""
        columns = {cell.step: cell.points for cell in mine.cells}
        for cell in yours.cells:
            groups: tuple[dict[Any, list[EmotionPoint]], ...] = ({}, {})
            sides = self._free(columns.get(self.new.get(cell.step, cell.step), ()), cell.points)
            for side, table, names in zip(sides, groups, ({}, self.new), strict=True):
                for point in side:
                    table.setdefault(_curve(point, names), []).append(point)
            for curve, theirs in groups[1].items():
                self._points_of(groups[0].get(curve, []), theirs)

    def _points_of(self, ours: list[EmotionPoint], theirs: list[EmotionPoint]) -> None:
        found = pairs({o.id: _said(o) for o in ours}, {t.id: _said(t) for t in theirs}, NOTES)
        if not found and len(ours) == len(theirs) == 1:
            found = {theirs[0].id: (ours[0].id, likeness(_said(ours[0]), _said(theirs[0])))}
        for their, (our, alike) in found.items():
            self._take(their, our, alike)

    def _arrows(self, mine: JourneyMap, yours: JourneyMap) -> None:
        """An arrow between the same ends is the same one."""
        ours, theirs = self._free(mine.connectors, yours.connectors)
        ends = {(one.source, one.target): one.id for one in ours}
        for other in theirs:
            key = (self.new.get(other.source, other.source), self.new.get(other.target, other.target))
            if key in ends:
                self._take(other.id, ends.pop(key))


def _lane_name(lane: Lane) -> str:
    return lane.title


def _cards(lane: Lane) -> Mapping[str, tuple[CardBase, str]]:
    """The lane's cards with words, each with its step."""
    return {
        card.id: (card, cell.step) for cell in lane.cells for card in cell.cards if plain(card.text).strip()
    }


def _said(point: EmotionPoint) -> str:
    return f"{point.quote} {point.feeling}".strip()


def _curve(point: EmotionPoint, new: Mapping[str, str]) -> tuple[frozenset[str], str | None]:
    """On whose curve a point lies."""
    rival = point.competitor
    return frozenset(new.get(id, id) for id in point.personas), new.get(rival, rival) if rival else None
