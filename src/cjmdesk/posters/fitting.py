"""Fitting a map to a sheet that lies as it lies: the largest type, the columns; see `choosing_sheets`.

Column widths and type size are solved together on an estimate, then corrected by a few real
layouts.
"""

import math
from functools import cached_property, partial

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout import columns
from cjmdesk.layout.context import LayoutContext, make_context
from cjmdesk.layout.labels import natural_label_width
from cjmdesk.layout.memo import LayoutMemo, Same
from cjmdesk.layout.tiers import TieredGrid, splits
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.posters.footer import MOST_LEGEND, plan_footer
from cjmdesk.posters.options import Measures, PosterOptions
from cjmdesk.posters.papers import Sheet
from cjmdesk.posters.title_block import plan_title
from cjmdesk.posters.writing import TitlePlan
from cjmdesk.text.engine import TextEngine

LEAST_EM = 0.35
"""mm: type is never set smaller than 1 pt; a longer map needs a longer sheet."""

_LARGEST_EM = 0.021
"""Of the sheet's shorter side: larger type would only shout (A0: 50 pt, A4: 12.5 pt)."""

_TITLE = 0.0305
"""Of the sheet's shorter side: 72 pt on A0, as the design asks."""

_SMALLEST = 2.1
"""mm: legend and imprint are never set smaller than 6 pt."""

_HALVINGS = 12
"""Of the range of type sizes: the last one is less than a thousandth of the size."""

_TRIES = 8
_SPARE = 0.02
"""Of the sheet's height: rows take up less than this without looking empty."""

_MOST_AIR = 2.2
"""More would take cards apart."""

_AIR_STEP = 0.1
"""Coarse, so that a sheet keeps still while somebody types."""

_CURVES_SHARE = 0.3
_AIR_SHARE = 0.8
"""Of the height left over; the rest goes to the rows, and to curves first."""


class Solution(Struct, frozen=True):
    """Everything laid out for one sheet at one type size, not yet drawn. grown: mm by which the sheet
    already is longer than its paper, as an earlier layout made it."""

    sheet: Sheet
    context: LayoutContext
    title: TitlePlan
    grid: TieredGrid
    footer: TitlePlan
    seams: tuple[float, ...] = ()
    apart: bool = False
    clear: float = 0.0
    grown: float = 0.0

    @property
    def slack(self) -> float:
        """mm of height left over; negative if it does not fit."""
        return self.sheet.inner_height - self.title.height - self.grid.natural_height - self.footer.height


class Solver:
    """Finds the largest type at which a map fits a sheet."""

    def __init__(
        self,
        project: Project,
        journey_map: JourneyMap,
        options: PosterOptions,
        engine: TextEngine,
        tiers: tuple[int, ...] = (),
        kept: Measures | None = None,
    ) -> None:
        """tiers: how many steps stand in each tier of the map; empty for one. kept: whose seams and
        least heights count."""
        self._seams, self._apart = (kept.seams, kept.apart) if kept is not None else ((), False)
        self._clear, self._grown = (kept.clear, kept.grown) if kept is not None else (0.0, 0.0)
        self._least, self._frame_least = (kept.least, kept.frame) if kept is not None else ((), (0.0, 0.0))
        self._tiers = tiers
        self._project = project
        self._map = journey_map
        self._options = options
        self._engine = engine
        self._estimates: dict[Sheet, float] = {}

    @cached_property
    def _context(self) -> LayoutContext:
        """At 1 mm per em."""
        return make_context(self._project, self._map, self._engine, self._options.palette, 1.0)

    def _context_at(self, em: float, air: float, memo: LayoutMemo | None) -> LayoutContext:
        """At `em` mm; the one of the layout before where the same people, words and colours hold."""

        def find() -> LayoutContext:
            return replace(self._context, em=em, air=air)

        if memo is None:
            return find()
        project, one = self._project, self._map
        held = (project.personas, project.channels, project.pictures, one.competitors, one.personas)
        engine, palette = Same(self._engine), Same(self._options.palette)
        key = (*map(Same, held), engine, palette, one.language, one.direction, em, air)
        return memo.group("context", project.personas, key, find)

    @cached_property
    def _load(self) -> columns.GridLoad:
        """What the map asks of its columns; not needed where they are given."""
        lanes = [lane for lane in self._map.lanes if not lane.hidden]
        return columns.load_of(self._engine, self._map.stages, lanes)

    @cached_property
    def _loads(self) -> list[columns.GridLoad]:
        return columns.parts_of(self._load, self._tiers)

    def tiered(self, count: int) -> "Solver | None":
        """A solver of the same map in `count` tiers; None where they cannot be made."""
        tiers = splits(self._map, self._load.floors, count)
        if tiers is None:
            return None
        more = Solver(self._project, self._map, self._options, self._engine, tiers)
        more._load = self._load  # of the whole map, and slow to work out
        return more

    @cached_property
    def _label_em(self) -> float:
        """em of the label column where there is room for it."""
        return natural_label_width(self._context, self._map, math.inf)

    def _title_size(self, sheet: Sheet, em: float) -> float:
        return max(_TITLE * sheet.short, 1.55 * em)

    def _frame(
        self, sheet: Sheet, context: LayoutContext, memo: LayoutMemo | None = None
    ) -> tuple[TitlePlan, TitlePlan]:
        size = self._title_size(sheet, context.em)
        show = self._options.personas and self._map.poster.personas
        project, one, width = self._project, self._map, sheet.inner_width
        seams = tuple(seam - sheet.margins[3] for seam in self._seams)
        draw = partial(plan_title, context, project, one, width, size, show_personas=show, seams=seams)
        if memo is None:
            title = draw()
        else:
            said = (one.type, one.title, one.goal, one.scenario, one.personas, width, size, show, seams)
            key = (Same(project.brief), Same(one.poster), *said)
            title = memo.group("title", project.personas, key, draw)
        small = max(0.22 * size, _SMALLEST)
        options = self._options
        date, signs = options.date, options.signs
        most = MOST_LEGEND * (sheet.inner_height - self._grown)
        footer = plan_footer(context, project, one, width, small, date, memo, signs, seams, most)
        least = self._frame_least
        return title.at_least(least[0]), footer.at_least(least[1])

    def at(
        self,
        sheet: Sheet,
        em: float,
        widths: tuple[float, ...] | None = None,
        label: float | None = None,
        memo: LayoutMemo | None = None,
        air: float = 1.0,
        *,
        calm: bool = False,
        known: Solution | None = None,
    ) -> Solution:
        """The map on `sheet` in type of `em` mm, with the columns given or solved for it.

        label: of the column with the lanes' titles; None for what they need, and columns given are
        then scaled to the rest. calm: columns that are not given are even, not solved. known: the same in
        other columns, or in the same: then it is that.
        """
        context = self._context_at(em, air, memo)
        if memo is not None:
            memo.begin(context)
        if label is None:
            label = natural_label_width(context, self._map, sheet.inner_width)
            if widths:  # the columns of a tier share what the label leaves
                left = (sheet.inner_width - label) * max(len(self._tiers), 1) / sum(widths)
                widths = tuple(width * left for width in widths)
        if widths is None:
            total = max(sheet.inner_width - label, em)
            growth = max(self._largest(sheet) / em, 1.0)
            find = columns.calm if calm else columns.solve
            widths = tuple(width * em for load in self._loads for width in find(load, total / em, growth))
        if known is not None and known.grid.columns == widths:
            return known
        title, footer = self._frame(sheet, context, memo)
        seams = tuple(seam - sheet.margins[3] for seam in self._seams)
        apart, clear = self._apart, self._clear
        grid = TieredGrid(
            context, self._map, label, widths, self._tiers, memo, self._least, seams, apart, clear
        )
        return Solution(sheet, context, title, grid, footer, self._seams, apart, clear, self._grown)

    def _largest(self, sheet: Sheet) -> float:
        """mm: no type so large that it shouts, or that ordinary words are broken to fit columns."""
        words = min(columns.largest_type(load, sheet.inner_width, self._label_em) for load in self._loads)
        return max(min(_LARGEST_EM * sheet.short, words), LEAST_EM)

    def estimate(self, sheet: Sheet) -> float:
        """The type size in mm that fits by the estimate alone."""
        found = self._estimates.get(sheet)
        if found is None:
            found = self._estimates[sheet] = self._bisect(sheet)
        return found

    def _bisect(self, sheet: Sheet) -> float:
        low, high = LEAST_EM, self._largest(sheet)
        title, footer = self._frame(sheet, replace(self._context, em=min(high, 0.01 * sheet.short)))
        room = sheet.inner_height - title.height - footer.height
        if self._estimated_height(sheet, high) <= room:
            return high
        for _step in range(_HALVINGS):
            middle = math.sqrt(low * high)
            if self._estimated_height(sheet, middle) <= room:
                low = middle
            else:
                high = middle
        return low

    def _estimated_height(self, sheet: Sheet, em: float) -> float:
        total = max(sheet.inner_width / em - self._label_em, 4.0)
        heights = [load.height(columns.even(load, total)) + 6.0 for load in self._loads]
        return sum(heights) * em

    def fit(self, sheet: Sheet) -> Solution:
        """The largest type that fits. Where not even the least fits, the sheet gets longer.

        The columns are solved at the first, estimated type size; then only the type is corrected.
        """
        most = self._largest(sheet)
        em = min(self.estimate(sheet), most)
        calm: Solution | None = None
        if em >= most * 0.999:
            # Columns that differ would save height which nothing needs.
            calm = self.at(sheet, em, calm=True)
            if calm.slack >= 0:
                return calm
        best: Solution | None = None
        widths: tuple[float, ...] | None = None
        too_large = math.inf
        before: tuple[float, float] | None = None
        for _step in range(_TRIES):
            solution = self.at(sheet, em, widths, known=calm)
            calm = None
            widths = solution.grid.columns
            used = (sheet.inner_height - solution.slack) / sheet.inner_height
            power = _power(before, (em, used))
            before = (em, used)
            if solution.slack >= 0:
                best = solution
                if em >= most * 0.999 or solution.slack < _SPARE * sheet.inner_height:
                    break
            elif em <= LEAST_EM:
                break
            else:
                too_large = em
            em = self._next_try(em * (1 / used) ** (1 / power), used, best, too_large, most)
            if best is not None and em < best.context.em * 1.004:
                break
        return best or self.at(sheet, LEAST_EM, widths)

    def aired(self, found: Solution) -> Solution:
        """`found`, with more space around its cards where it leaves much of the sheet empty."""
        if found.slack < 2 * _SPARE * found.sheet.inner_height:
            return found
        curves = sum(row.widest - row.natural for row in found.grid.rows if row.emotions)
        room = found.slack - min(curves, _CURVES_SHARE * found.slack)
        wanted = found.grid.natural_height + _AIR_SHARE * room

        def at(air: float) -> Solution:
            return self.at(found.sheet, found.context.em, found.grid.columns, found.grid.label, air=air)

        most = at(_MOST_AIR)
        if most.grid.natural_height <= wanted:
            return most
        # Rows grow with their tallest cells, so the height bends upwards only: what a straight
        # line promises is never too much.
        slope = (most.grid.natural_height - found.grid.natural_height) / (_MOST_AIR - 1)
        steps = math.floor((wanted - found.grid.natural_height) / slope / _AIR_STEP)
        return at(1 + steps * _AIR_STEP) if steps else found

    def _next_try(
        self, wanted: float, used: float, best: Solution | None, too_large: float, most: float
    ) -> float:
        """A type size between what fitted and what did not.

        wanted: what should fill the sheet; used: share of its height at the size tried last.
        """
        wanted *= 0.998 if used < 1 else 0.993
        low = best.context.em if best else 0.0
        if not low < wanted < too_large and too_large < math.inf:
            wanted = math.sqrt(max(low, LEAST_EM) * too_large)
        return min(max(wanted, LEAST_EM), most)


def _power(before: tuple[float, float] | None, now: tuple[float, float]) -> float:
    """How fast the height grows with the type size: by its square at first guess (lines get taller
    and more), then as the last two tries (size, height) show."""
    if before is None or before[0] == now[0] or before[1] == now[1]:
        return 2.0
    found = math.log(now[1] / before[1]) / math.log(now[0] / before[0])
    return min(max(found, 0.7), 3.0)
