"""A grid in tiers: the stages of a very long map run on below, as the lines of a text do.

Where words bound the type, a map of many columns leaves most of a sheet white; two or three tiers
fill it in type twice as large.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain, pairwise

from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.grid import GridPlan
from cjmdesk.layout.memo import LayoutMemo, remembered
from cjmdesk.layout.rows import Heights, Row
from cjmdesk.layout.scene import Band, CellBox
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.stages import Stage

GAP = 1.1
"""em between two tiers."""


def splits(journey_map: JourneyMap, needs: Sequence[float], count: int) -> tuple[int, ...] | None:
    """How many steps stand in each of `count` tiers, parted between stages, so that the widest tier
    is as narrow as can be; None where there are too few stages.

    needs: width that each step asks for, from the first stage on, in any unit.
    """
    ends = [0, *accumulate(len(stage.steps) for stage in journey_map.stages)]
    wide = [0.0, *accumulate(needs)]
    if count > len(journey_map.stages):
        return None
    # The narrowest widest tier and the tiers' ends, for the first 1, 2… stages; a tier more each turn.
    best: dict[int, tuple[float, tuple[int, ...]]] = {
        n: (wide[end], (0, end)) for n, end in enumerate(ends) if n
    }
    for _tier in range(count - 1):
        best = {
            n: min(
                (
                    (max(best[k][0], round(wide[ends[n]] - wide[ends[k]], 6)), (*best[k][1], ends[n]))
                    for k in best
                    if k < n
                ),
                key=lambda found: (found[0], [-end for end in found[1]]),  # the last tier is the short one
            )
            for n in range(min(best) + 1, len(ends))
        }
    return tuple(after - before for before, after in pairwise(best[len(ends) - 1][1]))


def may_be_tiered(journey_map: JourneyMap) -> bool:
    """Whether nothing on the map has to reach from one stage to another."""
    return not journey_map.connectors


def fits_stages(journey_map: JourneyMap, tiers: Sequence[int]) -> bool:
    """Whether tiers of so many steps each part the map between stages."""
    ends = list(accumulate(len(stage.steps) for stage in journey_map.stages))
    parts = list(accumulate(tiers))
    return set(parts) <= set(ends) and parts[-1:] == ends[-1:] and min(tiers, default=0) > 0


class TieredGrid:
    """A map measured for given columns, in one tier or several. Lengths in mm, top left at 0, 0."""

    def __init__(
        self,
        context: LayoutContext,
        journey_map: JourneyMap,
        label: float,
        columns: Sequence[float],
        tiers: Sequence[int] = (),
        memo: LayoutMemo | None = None,
        least: Sequence[Heights] = (),
        seams: Sequence[float] = (),
        apart: bool = False,
        clear: float = 0.0,
    ) -> None:
        """label, columns: see GridPlan. tiers: how many steps each tier holds; none for one tier.

        least: heights of each tier below which no part goes; none for what the texts need. seams: x of
        where sheets end, mm; apart, clear: see GridPlan.
        """
        self._gap = GAP * context.em
        self.label = label
        self.columns = tuple(columns)
        self.tiers = tuple(tiers) if len(tiers) > 1 else ()
        self._plans: list[GridPlan] = []
        first_step = first_stage = 0
        # Only where there are several tiers is there anything beyond one.
        every = [step.id for stage in journey_map.stages for step in stage.steps] if self.tiers else []
        for tier, part in enumerate(self._parts(journey_map, memo)):
            steps = sum(len(stage.steps) for stage in part.stages) if self.tiers else len(self.columns)
            widths = self.columns[first_step : first_step + steps]
            low = least[tier] if least else None
            plan = GridPlan(
                context,
                part,
                label,
                widths,
                memo,
                first_stage,
                tier,
                least=low,
                seams=seams,
                apart=apart,
                clear=clear,
                beyond=(every[:first_step][::-1], every[first_step + steps :]),
            )
            self._plans.append(plan)
            first_step, first_stage = first_step + steps, first_stage + len(part.stages)
        self.natural_height = sum(plan.natural_height for plan in self._plans) + self.gaps

    def _parts(self, journey_map: JourneyMap, memo: LayoutMemo | None) -> list[JourneyMap]:
        """The map's part in each tier."""
        if not self.tiers:
            return [journey_map]
        cut = partial(_stages_of, journey_map.stages, self.tiers)
        # Remembered, since headers are known by the very object that holds their stages.
        stages = remembered(memo, "tiers", journey_map.stages, self.tiers, cut)
        return [journey_map.model_copy(update={"stages": part}) for part in stages]

    @property
    def gaps(self) -> float:
        """mm between the tiers together."""
        return self._gap * (len(self._plans) - 1)

    @property
    def heights(self) -> tuple[Heights, ...]:
        """What each part of each tier takes at least."""
        return tuple(plan.heights for plan in self._plans)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all tiers."""
        return tuple(row for plan in self._plans for row in plan.rows)

    def _heights(self, height: float) -> Iterator[tuple[GridPlan, float, float]]:
        """Plan, top and height of each tier when the whole is `height` mm high."""
        more = max(height - self.natural_height, 0.0)
        whole = sum(plan.natural_height for plan in self._plans) or 1.0
        top = 0.0
        for plan in self._plans:
            tall = plan.natural_height + more * plan.natural_height / whole
            yield plan, top, tall
            top += tall + self._gap

    def draw(self, height: float, left: float = 0.0, above: float = 0.0) -> Iterable[Band]:
        """The parts in bands when the whole is `height` mm high; the natural height if that is more.

        left, above: see GridPlan.draw.
        """
        places = self._heights(height)
        return chain.from_iterable([plan.draw(tall, left, above + top) for plan, top, tall in places])

    def cell_boxes(self, height: float, left: float = 0.0, above: float = 0.0) -> Iterable[CellBox]:
        """Every cell that notes can be put into, when the whole is `height` mm high.

        left, above: see GridPlan.draw.
        """
        places = self._heights(height)
        return chain.from_iterable(plan.cell_boxes(tall, left, above + top) for plan, top, tall in places)


def _stages_of(stages: Sequence[Stage], tiers: Sequence[int]) -> list[tuple[Stage, ...]]:
    """The stages that hold so many steps each."""
    found, first = [], 0
    for steps in tiers:
        last, room = first, steps
        while room > 0:
            room -= len(stages[last].steps)
            last += 1
        found.append(tuple(stages[first:last]))
        first = last
    return found
