"""A map as analyses read it: every note with its stage and lane, in reading order."""

import datetime
from collections.abc import Callable, Iterator
from functools import cached_property

from msgspec import Struct

from cjmdesk.model.cards import CardBase, EmotionPoint, SolutionCard
from cjmdesk.model.lanes import EmotionLane, Lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step


class Placed(Struct, frozen=True):
    """A card and where it lies."""

    card: CardBase
    lane: Lane
    stage: Stage
    step: Step


class PlacedPoint(Struct, frozen=True):
    """A point of an emotion curve and where it lies."""

    point: EmotionPoint
    lane: Lane
    stage: Stage
    step: Step

    @property
    def of_staff(self) -> bool:
        """Whether it lies on the curve of those who serve."""
        return isinstance(self.lane, EmotionLane) and self.lane.staff


class Journey(Struct, frozen=True, dict=True):
    """A map of a project, on a day. lane_name: what people call a lane that has no title of its own."""

    project: Project
    map: JourneyMap
    today: datetime.date
    lane_name: Callable[[Lane], str] = lambda lane: lane.kind

    @cached_property
    def cards(self) -> tuple[Placed, ...]:
        """Every card, stage by stage, in each from the upper lane to the lower."""
        return tuple(self._cards())

    @cached_property
    def points(self) -> tuple[PlacedPoint, ...]:
        """Every point, in the order of the path, lane by lane."""
        found = []
        for lane in self.map.lanes:
            cells = {cell.step: cell.points for cell in lane.cells}
            for stage in self.map.stages:
                for step in stage.steps:
                    found += [PlacedPoint(point, lane, stage, step) for point in cells.get(step.id, ())]
        return tuple(found)

    @cached_property
    def answered(self) -> frozenset[str]:
        """Ids of the pains that a solution answers."""
        solutions = (one.card for one in self.cards if isinstance(one.card, SolutionCard))
        return frozenset(pain for solution in solutions for pain in solution.answers)

    def cards_of(self, stage: Stage) -> Iterator[Placed]:
        """The cards of one stage."""
        return (placed for placed in self.cards if placed.stage is stage)

    def lanes(self, kind: str) -> list[Lane]:
        """The lanes of a kind."""
        return [lane for lane in self.map.lanes if lane.kind == kind]

    def lane_title(self, lane: Lane) -> str:
        """What people call it."""
        return lane.title or self.lane_name(lane)

    def _cards(self) -> Iterator[Placed]:
        cells = [(lane, {cell.step: cell.cards for cell in lane.cells}) for lane in self.map.lanes]
        for stage in self.map.stages:
            for step in stage.steps:
                for lane, by_step in cells:
                    for card in by_step.get(step.id, ()):
                        yield Placed(card, lane, stage, step)
