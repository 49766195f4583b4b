"""Which sheet a map is fitted to: the way it lies, its tiers, how long a roll becomes, other papers."""

import math

from cjmdesk.i18n import _
from cjmdesk.layout.memo import LayoutMemo
from cjmdesk.layout.tiers import fits_stages, may_be_tiered
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.posters.fitting import Solution, Solver
from cjmdesk.posters.options import Measures, PosterOptions
from cjmdesk.posters.papers import LARGEST, Margins, Paper, PaperError, Sheet, paper
from cjmdesk.text.engine import TextEngine

_ROLL_EM = 0.0115
"""Of a roll's width: type whose size decides the length (914 mm: 30 pt, reads from 2.5 m)."""

_WORTH_LENGTH = 0.85
"""Of the type on the longest roll: what a shorter one must reach where none reaches the aim."""

_MOST_TIERS = 3
_TIERS_FROM = 0.3
"""Of the sheet's height left over: where words leave so much, tiers are tried…"""

_WORTH_TIERS = 1.25
"""…and taken where the type grows by this: a map in one row reads more easily."""

_ROLL_SHAPE = math.sqrt(2)
"""A poster on a roll is at least this much longer than it is wide, as other posters are."""


def _turned(sheet: Paper, orientation: str, margins: Margins) -> list[Sheet]:
    """The ways a sheet may lie."""
    width, height = sheet.width, sheet.height or 0.0
    upright = Sheet(min(width, height), max(width, height), margins)
    lying = Sheet(max(width, height), min(width, height), margins)
    for way in (upright, lying):
        if way.inner_width < 30 or way.inner_height < 30:
            raise PaperError(
                _("The margins leave less than 30 mm of {paper}; choose smaller ones.").format(
                    paper=sheet.name
                )
            )
    if orientation == "portrait" or width == height:
        return [upright]
    return [lying] if orientation == "landscape" else [lying, upright]


def _way(solver: Solver, sheet: Paper, options: PosterOptions) -> Sheet:
    """The way a sheet lies."""
    ways = _turned(sheet, options.orientation, options.margins)
    if len(ways) > 1:
        # A map reads along its stages: upright only where it gives clearly larger type.
        estimates = [solver.estimate(way) for way in ways]
        return ways[1] if estimates[1] > 1.25 * estimates[0] else ways[0]
    return ways[0]


def _solve_sheet(solver: Solver, journey_map: JourneyMap, sheet: Paper, options: PosterOptions) -> Solution:
    """The map on a sheet: in tiers where its words leave much of the sheet empty and tiers make
    the type clearly larger."""
    way = _way(solver, sheet, options)
    found = solver.fit(way)
    for count in range(2, _MOST_TIERS + 1):
        if found.slack < _TIERS_FROM * way.inner_height or not may_be_tiered(journey_map):
            break
        more = solver.tiered(count)
        tried = more.fit(way) if more else None
        if more is None or tried is None or tried.context.em < _WORTH_TIERS * found.context.em:
            break
        solver, found = more, tried
    return solver.aired(found)


def _solve_roll(solver: Solver, roll: Paper, options: PosterOptions) -> Solution:
    """A roll's width is one side of the poster, the map decides the other.

    Lying (the usual way) the roll's width is the poster's height, and it becomes as long as the
    type size asks; upright it is the poster's width.
    """
    width = roll.width
    if options.orientation == "portrait":
        em = _ROLL_EM * width
        solution = solver.at(Sheet(width, 10 * width, options.margins), em)
        used = solution.sheet.inner_height - solution.slack
        needed = math.ceil(used + options.margins[0] + options.margins[2])
        height = min(max(needed, width * _ROLL_SHAPE), LARGEST)
        return solver.aired(solver.fit(Sheet(width, float(height), options.margins)))
    low, high = width * _ROLL_SHAPE, LARGEST
    # Where lanes bound the type, metres of paper would buy the last points of it.
    em = min(_ROLL_EM * width, _WORTH_LENGTH * solver.estimate(Sheet(high, width, options.margins)))
    if solver.estimate(Sheet(low, width, options.margins)) < em:
        for _step in range(10):
            middle = (low + high) / 2
            if solver.estimate(Sheet(middle, width, options.margins)) >= em:
                high = middle
            else:
                low = middle
        low = high
    return solver.aired(solver.fit(Sheet(float(math.ceil(low)), width, options.margins)))


class OtherPapers:
    """The type in which a map is set on other papers than its own; rolls apart."""

    def __init__(
        self, project: Project, journey_map: JourneyMap, options: PosterOptions, engine: TextEngine
    ) -> None:
        """options: all but its paper and margins hold on others, too."""
        self._map = journey_map
        self._solver = Solver(project, journey_map, options, engine)

    def estimate(self, sheet: Sheet) -> float:
        """mm by an estimate, which is soon found."""
        return self._solver.estimate(sheet)

    def estimate_on(self, options: PosterOptions) -> float:
        """The same on the paper of `options`. Raises PaperError."""
        return self.estimate(_way(self._solver, paper(options.paper), options))

    def type_on(self, options: PosterOptions) -> float:
        """mm of the type in which the map is printed on the paper of `options`. Raises PaperError."""
        return _solve_sheet(self._solver, self._map, paper(options.paper), options).context.em


def solve(
    project: Project,
    journey_map: JourneyMap,
    options: PosterOptions,
    engine: TextEngine,
    measures: Measures | None,
    memo: LayoutMemo | None,
) -> Solution:
    """The map fitted to the sheet of `options`; see `posters.poster.lay_out_poster`."""
    sheet = paper(options.paper)
    tiers = measures.tiers if measures is not None else ()
    steps = sum(len(stage.steps) for stage in journey_map.stages)
    kept_tiers = not tiers or (fits_stages(journey_map, tiers) and may_be_tiered(journey_map))
    if measures is not None and len(measures.columns) == steps and kept_tiers:
        kept = Sheet(measures.width, measures.height, options.margins)
        solver = Solver(project, journey_map, options, engine, tiers, measures)
        return solver.at(kept, measures.em, measures.columns, measures.label, memo, measures.air)
    solver = Solver(project, journey_map, options, engine)
    if sheet.is_roll:
        found = _solve_roll(solver, sheet, options)
    else:
        found = _solve_sheet(solver, journey_map, sheet, options)
    if memo is None:
        return found
    # Once more with the memory, so that it holds this solution and none of those tried before.
    return Solver(project, journey_map, options, engine, found.grid.tiers).at(
        found.sheet, found.context.em, found.grid.columns, found.grid.label, memo, found.context.air
    )
