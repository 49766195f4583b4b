"""A map laid out on one finished paper size, so that it fills the sheet.

The type is as large as it can be: column widths and type size are solved together on an estimate,
then corrected by a few real layouts. What height is left over goes to the curve and the rows.
"""

import datetime
import math
from dataclasses import dataclass, replace

from cjmdesk.i18n import _
from cjmdesk.layout import columns
from cjmdesk.layout.cells import LayoutMemo
from cjmdesk.layout.context import LayoutContext, make_context
from cjmdesk.layout.grid import GridPlan, natural_label_width
from cjmdesk.layout.palette import COLOUR, Palette
from cjmdesk.layout.scene import Bookmark, Box, Part, Scene
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.posters.papers import LARGEST, Margins, Paper, PaperError, paper
from cjmdesk.posters.title_block import TitlePlan, map_title, plan_footer, plan_title
from cjmdesk.text.engine import TextEngine

POINTS_PER_MM = 72 / 25.4
LEAST_EM = 0.35
"""mm: type is never set smaller than 1 pt; a longer map needs a longer sheet."""

_LARGEST_EM = 0.0165
"""Of the sheet's shorter side: larger type would only shout (A0: 39 pt, A4: 10 pt)."""

_TITLE = 0.0305
"""Of the sheet's shorter side: 72 pt on A0, as the design asks."""

_TRIES = 8
_SPARE = 0.02
"""Of the sheet's height: rows take up less than this without looking empty."""

_LABEL_EM = 10.0
"""Usual width of the label column, for estimates."""

_ROLL_EM = 0.0115
"""Of a roll's width: type whose size decides the length (914 mm: 30 pt, reads from 2.5 m)."""

_ROLL_SHAPE = math.sqrt(2)
"""A poster on a roll is at least this much longer than it is wide, as other posters are."""


@dataclass(frozen=True, slots=True)
class PosterOptions:
    """What the user chooses. paper: name or size; margins: mm; date: printed, None for none."""

    paper: str = "A1"
    orientation: str = "auto"
    margins: Margins = (10.0, 10.0, 10.0, 10.0)
    palette: Palette = COLOUR
    personas: bool = True
    date: datetime.date | None = None


def options_for(
    journey_map: JourneyMap,
    *,
    paper: str = "",
    orientation: str = "",
    margins: Margins | None = None,
    default_paper: str = "A1",
    default_margins: Margins = (10.0, 10.0, 10.0, 10.0),
    date: datetime.date | None = None,
) -> PosterOptions:
    """What to print a map with: what is asked for now, else what the map remembers, else the
    user's defaults."""
    kept = journey_map.poster
    return PosterOptions(
        paper=paper or kept.paper or default_paper,
        orientation=orientation or kept.orientation,
        margins=margins or kept.margins or default_margins,
        date=date,
    )


@dataclass(frozen=True, slots=True)
class Measures:
    """The solved figures of a poster: hand them back while editing, so that only what changed is
    laid out anew. width, height: of the sheet; em: type size; label, columns: widths; all mm."""

    width: float
    height: float
    em: float
    label: float
    columns: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PosterWarning:
    """Something the user should know before printing. code: stable, for the report."""

    code: str
    text: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Poster:
    """A map on its sheet. smallest_pt: smallest type on it; card_pt: type of the cards."""

    scene: Scene
    measures: Measures
    smallest_pt: float
    card_pt: float
    warnings: tuple[PosterWarning, ...]

    @property
    def reads_from(self) -> float:
        """Metres from which the cards can be read: 1 m per 12 pt."""
        return self.card_pt / 12


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet turned the way it will be printed. All mm; inner: within the margins."""

    width: float
    height: float
    margins: Margins

    @property
    def inner_width(self) -> float:
        return self.width - self.margins[1] - self.margins[3]

    @property
    def inner_height(self) -> float:
        return self.height - self.margins[0] - self.margins[2]

    @property
    def short(self) -> float:
        return min(self.width, self.height)


@dataclass(frozen=True, slots=True)
class _Solution:
    """Everything laid out for one sheet at one type size, not yet drawn."""

    sheet: _Sheet
    context: LayoutContext
    title: TitlePlan
    grid: GridPlan
    footer: TitlePlan

    @property
    def slack(self) -> float:
        """mm of height left over; negative if it does not fit."""
        return self.sheet.inner_height - self.title.height - self.grid.natural_height - self.footer.height


class _Solver:
    """Finds the largest type at which a map fits a sheet."""

    def __init__(
        self, project: Project, journey_map: JourneyMap, options: PosterOptions, engine: TextEngine
    ) -> None:
        self._project = project
        self._map = journey_map
        self._options = options
        self._engine = engine
        self._context = make_context(project, journey_map, engine, options.palette, 1.0)
        steps = [
            (step.id, step.width, stage.title if number == 0 and len(stage.steps) == 1 else "")
            for stage in journey_map.stages
            for number, step in enumerate(stage.steps)
        ]
        lanes = [lane for lane in journey_map.lanes if not lane.hidden]
        self._load = columns.load_of(engine, lanes, steps)

    def _title_size(self, sheet: _Sheet, em: float) -> float:
        return max(_TITLE * sheet.short, 1.9 * em)

    def _frame(self, sheet: _Sheet, context: LayoutContext) -> tuple[TitlePlan, TitlePlan]:
        size = self._title_size(sheet, context.em)
        show = self._options.personas and self._map.poster.personas
        title = plan_title(context, self._project, self._map, sheet.inner_width, size, show_personas=show)
        small = max(0.22 * size, 1.75)
        footer = plan_footer(context, self._project, self._map, sheet.inner_width, small, self._options.date)
        return title, footer

    def at(
        self,
        sheet: _Sheet,
        em: float,
        widths: tuple[float, ...] | None = None,
        label: float | None = None,
        memo: LayoutMemo | None = None,
    ) -> _Solution:
        """The map on `sheet` in type of `em` mm, with the columns given or solved for it."""
        context = replace(self._context, em=em)
        title, footer = self._frame(sheet, context)
        if label is None:
            label = natural_label_width(context, self._map, sheet.inner_width)
        if widths is None:
            total = max(sheet.inner_width - label, em)
            widths = tuple(width * em for width in columns.solve(self._load, total / em))
        grid = GridPlan(context, self._map, label, widths, memo)
        return _Solution(sheet, context, title, grid, footer)

    def _largest(self, sheet: _Sheet) -> float:
        """mm: no type so large that it shouts, or that ordinary words are broken to fit columns."""
        words = sum(columns.floors(self._load)) + _LABEL_EM
        return max(min(_LARGEST_EM * sheet.short, sheet.inner_width / words), LEAST_EM)

    def estimate(self, sheet: _Sheet) -> float:
        """The type size in mm that fits by the estimate alone, by bisection."""
        low, high = LEAST_EM, self._largest(sheet)
        title, footer = self._frame(sheet, replace(self._context, em=min(high, 0.01 * sheet.short)))
        room = sheet.inner_height - title.height - footer.height
        if self._estimated_height(sheet, high) <= room:
            return high
        for _step in range(18):
            middle = math.sqrt(low * high)
            if self._estimated_height(sheet, middle) <= room:
                low = middle
            else:
                high = middle
        return low

    def _estimated_height(self, sheet: _Sheet, em: float) -> float:
        total = max(sheet.inner_width / em - _LABEL_EM, 4.0)
        widths = columns.even(self._load, total)
        return (self._load.height(widths) + 6.0) * em

    def fit(self, sheet: _Sheet) -> _Solution:
        """The largest type that fits. Where not even the least fits, the sheet gets longer.

        The columns are solved at the first, estimated type size; then only the type is corrected.
        """
        most = self._largest(sheet)
        em = min(self.estimate(sheet), most)
        best: _Solution | None = None
        widths: tuple[float, ...] | None = None
        label: float | None = None
        too_large = math.inf
        for _step in range(_TRIES):
            solution = self.at(sheet, em, widths, label)
            widths, label = solution.grid.columns, solution.grid.label
            used = sheet.inner_height - solution.slack
            if solution.slack >= 0:
                best = solution
                if em >= most * 0.999 or solution.slack < _SPARE * sheet.inner_height:
                    break
            elif em <= LEAST_EM:
                break
            else:
                too_large = em
            em = self._next_try(em, used / sheet.inner_height, best, too_large, most)
            if best is not None and em < best.context.em * 1.004:
                break
        return best or self.at(sheet, LEAST_EM, widths, label)

    def _next_try(
        self, em: float, used: float, best: _Solution | None, too_large: float, most: float
    ) -> float:
        """A type size between what fitted and what did not. used: share of the height at `em`."""
        # Height grows about with the square of the type size: lines get taller and more.
        wanted = em * math.sqrt(1 / used) * (0.998 if used < 1 else 0.992)
        low = best.context.em if best else LEAST_EM
        if not low < wanted < too_large:
            wanted = math.sqrt(low * too_large) if too_large < math.inf else wanted
        return min(max(wanted, LEAST_EM), most)


def lay_out_poster(
    project: Project,
    journey_map: JourneyMap,
    options: PosterOptions,
    engine: TextEngine,
    *,
    measures: Measures | None = None,
    memo: LayoutMemo | None = None,
) -> Poster:
    """The poster of `journey_map` on the paper of `options`.

    measures: of an earlier poster of the same map, to keep its type and columns (they are solved
    anew where the number of steps differs). memo: remembers cells between calls.
    Raises PaperError for an unknown paper and for margins that leave no room.
    """
    sheet_paper = paper(options.paper)
    solver = _Solver(project, journey_map, options, engine)
    steps = sum(len(stage.steps) for stage in journey_map.stages)
    if measures is not None and len(measures.columns) == steps:
        sheet = _Sheet(measures.width, measures.height, options.margins)
        solution = solver.at(sheet, measures.em, measures.columns, measures.label, memo)
    elif sheet_paper.is_roll:
        solution = _solve_roll(solver, sheet_paper, options)
    else:
        solution = _solve_sheet(solver, sheet_paper, options)
    if memo is not None:
        if measures is None:
            solution = solver.at(
                solution.sheet, solution.context.em, solution.grid.columns, solution.grid.label, memo
            )
        memo.turn()
    return _draw(project, journey_map, options, solution)


def _turned(sheet: Paper, orientation: str, margins: Margins) -> list[_Sheet]:
    """The ways a sheet may lie."""
    width, height = sheet.width, sheet.height or 0.0
    upright = _Sheet(min(width, height), max(width, height), margins)
    lying = _Sheet(max(width, height), min(width, height), margins)
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


def _solve_sheet(solver: _Solver, sheet: Paper, options: PosterOptions) -> _Solution:
    ways = _turned(sheet, options.orientation, options.margins)
    if len(ways) > 1:
        # A map reads along its stages: upright only where it gives clearly larger type.
        estimates = [solver.estimate(way) for way in ways]
        ways = [ways[1] if estimates[1] > 1.25 * estimates[0] else ways[0]]
    return solver.fit(ways[0])


def _solve_roll(solver: _Solver, roll: Paper, options: PosterOptions) -> _Solution:
    """A roll's width is one side of the poster, the map decides the other.

    Lying (the usual way) the roll's width is the poster's height, and it becomes as long as the
    type size asks; upright it is the poster's width.
    """
    width = roll.width
    if options.orientation == "portrait":
        em = _ROLL_EM * width
        solution = solver.at(_Sheet(width, 10 * width, options.margins), em)
        used = solution.sheet.inner_height - solution.slack
        needed = math.ceil(used + options.margins[0] + options.margins[2])
        height = min(max(needed, width * _ROLL_SHAPE), LARGEST)
        return solver.fit(_Sheet(width, float(height), options.margins))
    em = _ROLL_EM * width
    low, high = width * _ROLL_SHAPE, LARGEST
    if solver.estimate(_Sheet(low, width, options.margins)) < em:
        for _step in range(10):
            middle = (low + high) / 2
            if solver.estimate(_Sheet(middle, width, options.margins)) >= em:
                high = middle
            else:
                low = middle
        low = high
    return solver.fit(_Sheet(float(math.ceil(low)), width, options.margins))


def _draw(project: Project, journey_map: JourneyMap, options: PosterOptions, solution: _Solution) -> Poster:
    sheet, grid = solution.sheet, solution.grid
    top, _right, bottom, left = sheet.margins
    height = sheet.height
    grid_height = sheet.inner_height - solution.title.height - solution.footer.height
    if grid_height < grid.natural_height:
        grid_height = grid.natural_height
        height = top + solution.title.height + grid_height + solution.footer.height + bottom
    grid_top = top + solution.title.height
    parts = [
        Part(
            "page",
            0,
            0,
            sheet.width,
            height,
            (Box("", 0, 0, sheet.width, height, fill=options.palette.page),),
        )
    ]
    parts.append(replace(solution.title.part, x=left, y=top))
    parts += [replace(part, x=part.x + left, y=part.y + grid_top) for part in grid.draw(grid_height)]
    parts.append(replace(solution.footer.part, x=left, y=grid_top + grid_height))
    places = grid.stage_places()
    scene = Scene(
        sheet.width,
        height,
        tuple(parts),
        title=map_title(solution.context, journey_map),
        language=journey_map.language,
        bookmarks=tuple(
            Bookmark(stage.title or "–", left + places[stage.id][0], grid_top + grid.rails.height)
            for stage in journey_map.stages
        ),
    )
    measures = Measures(sheet.width, height, solution.context.em, grid.label, grid.columns)
    smallest = _smallest_text(scene)
    warnings = _warn(scene, options, sheet, solution.context)
    return Poster(scene, measures, smallest, measures.em * POINTS_PER_MM, tuple(warnings))


def _smallest_text(scene: Scene) -> float:
    """pt of the smallest type anywhere on the sheet."""
    return min(text.size for _part, text in scene.texts() if text.block.lines) * POINTS_PER_MM


def _warn(scene: Scene, options: PosterOptions, sheet: _Sheet, context: LayoutContext) -> list[PosterWarning]:
    warnings = []
    card = context.em * POINTS_PER_MM
    wanted = 14.0 if sheet.short >= 419 else 7.0
    if card < wanted:
        warnings.append(
            PosterWarning(
                "small_text",
                _("Card text is {size:.1f} pt; {wanted:.0f} pt or more reads well. {paper} would do.").format(
                    size=card, wanted=wanted, paper=_paper_that_would_do(sheet, card)
                ),
            )
        )
    if scene.height > sheet.height + 0.01:
        warnings.append(
            PosterWarning(
                "longer_sheet",
                _("The map does not fit {paper} even in the smallest type; the sheet became longer.").format(
                    paper=options.paper
                ),
            )
        )
    seen = set()
    for _part, text in scene.texts():
        missing = context.engine.missing(text.block)
        if missing and text.item not in seen:
            seen.add(text.item)
            warnings.append(
                PosterWarning(
                    "no_glyph",
                    _("No font on this computer has “{letters}”; it prints as an empty box.").format(
                        letters=missing
                    ),
                    text.item,
                )
            )
    return warnings


def _paper_that_would_do(sheet: _Sheet, card: float) -> str:
    """The next larger ISO size on which the same layout, enlarged, reaches its aim."""
    for name in ("A3", "A2", "A1", "A0"):
        side = paper(name).width
        grown = card * side / sheet.short
        if side > sheet.short + 1 and grown >= (14.0 if side >= 419 else 7.0):
            return name
    return _("A roll 914 mm wide")
