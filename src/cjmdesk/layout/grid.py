"""The grid of a map: headers, labels, cells and curves, row by row, with the arrows over them."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import TypeVar

from cjmdesk.layout import charts
from cjmdesk.layout.column_places import ColumnPlaces
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.emotion_lines import Columns, columns_beyond
from cjmdesk.layout.emotions import EmotionPlan
from cjmdesk.layout.frame import Edges, draw_frame
from cjmdesk.layout.grid_links import GridLinks, PageEnds
from cjmdesk.layout.header_row import HeaderRow
from cjmdesk.layout.labels import plan_label, said_of
from cjmdesk.layout.lane_cells import LaneCells
from cjmdesk.layout.memo import LayoutMemo, Same, remembered
from cjmdesk.layout.rails import RailPlan, draw_rails, plan_rails
from cjmdesk.layout.row_drawing import Corner, RowDrawing, on_sheet
from cjmdesk.layout.rows import Heights, Row, shared_heights
from cjmdesk.layout.scene import Band, CellBox, Part, banded
from cjmdesk.layout.thin_rows import COLLAPSED, line_height
from cjmdesk.model.lanes import EmotionLane, Lane, LineLane
from cjmdesk.model.maps import JourneyMap

T = TypeVar("T")

EMPTY_ROW = 3.4
"""em: height of a lane without cards."""


class GridPlan:
    """A map measured for given columns. All lengths in mm, the grid's top left at 0, 0."""

    def __init__(
        self,
        context: LayoutContext,
        journey_map: JourneyMap,
        label: float,
        columns: Sequence[float],
        memo: LayoutMemo | None = None,
        first_stage: int = 0,
        tier: int = 0,
        cuts: Sequence[int] = (),
        least: Heights | None = None,
        seams: Sequence[float] = (),
        apart: bool = False,
        clear: float = 0.0,
        beyond: tuple[Sequence[str], Sequence[str]] = ((), ()),
        falls: Sequence[Sequence[int]] = (),
    ) -> None:
        """label: width of the label column; columns: width of each step from the first stage.

        first_stage: number of that stage where the map goes on from a tier above, for its colour.
        tier: its number then. cuts: numbers of the columns before which a page ends, so that
        nothing is written across there; seams: x of the same, mm; apart: whether cards stand at
        one side of them in their column; clear: mm that arrows keep from them and, as sheets may end
        there, from lanes' edges. least: heights below which no part goes. beyond: ids of the steps of
        earlier and of later tiers, the nearest first. falls: for each page across, the numbers of the lanes
        before which a page ends, so that words of arrows stand below there again.
        """
        self._context = context
        self._map = journey_map
        self._memo = memo
        self._tier = tier
        self._beyond = beyond
        self._lanes = [lane for lane in journey_map.lanes if not lane.hidden]
        self.label, self.columns = label, tuple(columns)
        if memo is not None:
            self.columns = memo.again(("columns", tier), self.columns)
        stages, colours = journey_map.stages, journey_map.poster.stage_colours
        places = (context.right_to_left, tuple(seams) if apart else ())
        find = partial(ColumnPlaces, stages, label, self.columns, *places)
        self._at = at = self._remembered("places", stages, (label, Same(self.columns), *places), find)
        self.width = label + at.total
        across = (label, self.columns, at.steps, self._tier, at.pieces if apart else ())
        self._across: Hashable = across
        if memo is not None:
            self._across = memo.group("across", at, across[3:], partial(memo.word, across))
        ends = PageEnds(tuple(cuts), tuple(seams), clear, falls)
        place, connectors = (self._across, tier), journey_map.connectors
        self._arrows = links = GridLinks(
            context, memo, place, connectors, self._lanes, at, label, self.columns, ends, beyond
        )
        self._cells = LaneCells(context, memo, stages, at, links.linked, tier)
        self._drawing = RowDrawing(context, memo, at, label, tier)
        self._least = least or Heights()
        gutters = at.gutters
        self._cuts = tuple([gutters[number] for number in cuts])
        self.rails = self._plan_rails(tuple(seams), clear)
        self._above = max(self.rails.height, self._least.rails)
        begun = [at.total - seam if context.right_to_left else seam - label for seam in seams]
        over = (first_stage, colours, tuple(begun))
        head = partial(HeaderRow, context, stages, self.columns, *over)
        self._headers = self._remembered("headers", stages, (Same(self.columns), *over), head)
        self.header = max(self._headers.height, self._least.header)
        crossed = (*(gutters[number] for number in dict.fromkeys((*links.plan.passing, *cuts))), *seams)
        self.rows = self._least.of(self._plan_rows(crossed))
        self.natural_height = self._above + self.header + sum([row.natural for row in self.rows])
        self._shared: tuple[float, list[float], list[float]] | None = None

    @property
    def arrows_over(self) -> frozenset[int]:
        """Numbers of the columns before which a page ends and an arrow goes on to a card beside it."""
        return self._arrows.plan.over_ends

    @property
    def heights(self) -> Heights:
        """What each part takes at least."""
        return Heights(self._above, self.header, tuple((row.natural, row.widest) for row in self.rows))

    def _remembered(
        self, what: str, value: object, key: Hashable, find: Callable[[], T], name: str | None = None
    ) -> T:
        """What `find` says of `value`, or said of it in an earlier layout. name: see LayoutMemo.group."""
        return remembered(self._memo, what, value, key, find, None if name is None else (name, self._tier))

    def _plan_rails(self, seams: tuple[float, ...], clear: float) -> RailPlan:
        """seams: x where a sheet ends, mm."""
        connectors, places = self._map.connectors, self._at.stages
        plan = partial(plan_rails, self._context, connectors, places, self.width, seams, clear, self._cuts)
        key = (self._across, Same(self._map.stages), seams, clear, self._cuts)
        return self._remembered("rails", connectors, key, plan)

    def _plan_rows(self, gutters: tuple[float, ...]) -> Iterable[Row]:
        """The lanes measured; after an edit in one of them the others are not looked at."""
        if self._memo is None:
            return [self._row(gutters, number, lane) for number, lane in enumerate(self._lanes)]
        # All that the key of a single row is made of.
        key = (self._across, gutters, *map(Same, (self._arrows.plan, self._map.connectors, self._map.stages)))
        row = partial(self._row, gutters)
        return self._memo.each(("rows", self._tier), key, self._lanes, row)

    def _row(self, gutters: tuple[float, ...], number: int, lane: Lane) -> Row:
        """The lane measured, or as it was measured before."""
        links = self._arrows
        labels = tuple(links.plan.labels_in(number).items()) if links.plan.label_space else ()
        joined = frozenset(links.joined(number))
        # A key task bears its stage's words and id.
        words = (Same(self._map.stages), links.linked) if lane.kind == "key_task" else None
        key = (self._across, gutters, labels, joined, words)
        return self._remembered("row", lane, key, partial(self._plan_row, number, lane, gutters), lane.id)

    def _plan_row(self, number: int, lane: Lane, gutters: Sequence[float]) -> Row:
        context, em = self._context, self._context.em
        has_content = any(cell.cards or cell.points for cell in lane.cells) or (
            lane.kind == "key_task" and any(stage.key_task for stage in self._map.stages)
        )
        said, ask = said_of(context, lane), not has_content and not lane.collapsed
        plan_it = partial(plan_label, context, said, self.label, ask=ask)
        # The stages stay while something in the lane becomes another: the label is the same then.
        label = self._remembered("label", self._map.stages, (said, self.label, ask), plan_it)
        if isinstance(lane, LineLane):
            height = line_height(context, lane, self.width)
            return Row(lane, label, (), None, height, height, 0.0, closed=True)
        if lane.collapsed:
            height = max(COLLAPSED * em, label.height)
            return Row(lane, label, (), None, height, height, 0.0, closed=True)
        if isinstance(lane, EmotionLane):
            plan = self._plan_emotions(lane, gutters)
            natural = max(plan.natural_height, label.height)
            return Row(lane, label, (), plan, natural, max(plan.widest_height, natural), 0.0)
        cells = self._cells.plan(lane, self._arrows.joined(number), charts.gauge_of(lane))
        heights = {step: plan.height for step, plan in cells}
        tallest = max(heights.values(), default=0.0)
        charted = charts.series_of(lane, self._at.named)
        labels = self._arrows.plan.labels_in(number)
        space = max(labels.values(), default=0.0)
        if charted:
            natural = max(tallest + charts.BAND * em + space, label.height, EMPTY_ROW * em)
            return Row(lane, label, tuple(cells), None, natural, float("inf"), space, tallest)
        # A label stands below the cards of its own column, beside taller ones.
        needs = tuple([heights.get(step, 0.0) for step in self._at.steps])
        if labels:
            needs = tuple([need + labels.get(column, 0.0) for column, need in enumerate(needs)])
        natural = max(*needs, *labels.values(), label.height, EMPTY_ROW * em)
        return Row(lane, label, tuple(cells), None, natural, float("inf"), space, needs=needs)

    def _plan_emotions(self, lane: EmotionLane, gutters: Sequence[float]) -> EmotionPlan:
        offset = self._at.first
        columns = self._at.named
        crossed = tuple(x - offset for x in gutters)
        beyond: Columns = ()
        if any(self._beyond):
            width = max(left + width for _step, left, width in columns)
            mirrored = self._context.right_to_left
            beyond = columns_beyond(*self._beyond, width, width / len(columns), mirrored=mirrored)
        ends = tuple(x - offset for x in self._cuts)
        measure = partial(EmotionPlan, self._context, lane, columns, crossed, beyond, ends)
        key = (columns, crossed, beyond, ends)
        return self._memo.measured("curve", lane, key, measure) if self._memo else measure()

    def _rows_at(self, height: float) -> tuple[list[float], list[float]]:
        """The rows' heights when the whole grid is `height` mm high (at least the natural one), and
        their tops with the bottom of the last."""
        if self._shared is None or self._shared[0] != height:
            heights = shared_heights(self.rows, height - self.natural_height)
            self._shared = (height, heights, list(accumulate(heights, initial=self._above + self.header)))
        return self._shared[1:]

    def _placed(self, heights: Sequence[float], tops: Sequence[float]) -> Hashable:
        """A word for where the rows are in keys, the same as long as none is higher or lower."""
        place = (tuple(heights), tuple(tops))
        return place if self._memo is None else Same(self._memo.again(("placed", self._tier), place))

    def draw(self, height: float, left: float = 0.0, above: float = 0.0) -> list[Band]:
        """The grid's parts in bands when it is `height` mm high; the natural height if that is more.

        left, above: of the grid's top left corner on the sheet, mm. In later tiers the parts that
        stand in each (frame, labels, curves) have the tier's number behind their key.
        """
        heights, tops = self._rows_at(height)
        return self._draw(heights, tops, max(tops[-1], height), (left, above))

    def draw_rows(self, heights: Sequence[float]) -> Iterator[Part]:
        """The grid's parts with rows of these heights, mm, none less than its natural one."""
        tops = list(accumulate(heights, initial=self._above + self.header))
        for band in self._draw(heights, tops, tops[-1], (0.0, 0.0)):
            yield from band

    def _draw(self, heights: Sequence[float], tops: list[float], bottom: float, corner: Corner) -> list[Band]:
        bands = [self._frame(heights, tops, bottom, corner)]
        if self.rails.rails:
            bands.append(self._rails_band(corner))
        bands += self._header_bands(corner)
        bands += self._drawing.rows(self.rows, tops, heights, corner)
        if self._arrows.is_drawn:
            bands.append(self._arrows.band(self.rows, tops, corner))
        return bands

    def _rails_band(self, corner: Corner) -> Band:
        lower = self._above - self.rails.height

        def find() -> Band:
            rails = draw_rails(self._context, self.rails)
            return (
                on_sheet(Part("rails", 0, lower, self.width, self.rails.height, rails), corner, self._tier),
            )

        return self._remembered("drawn rails", self.rails, (corner, lower), find)

    def _header_bands(self, corner: Corner) -> tuple[Band, ...]:
        """The stages on the sheet; the same objects as before where nothing changed."""
        y = self._above

        def find() -> tuple[Band, ...]:
            drawn = self._headers.draw(self._at.stages, y)
            return tuple(banded(on_sheet(part, corner, self._tier) for part in drawn))

        return self._remembered("parts", self._headers, (self.label, y, corner), find)

    def cell_boxes(self, height: float, left: float = 0.0, above: float = 0.0) -> Iterable[CellBox]:
        """Every cell that notes can be put into, when the grid is `height` mm high.

        left, above: see draw.
        """
        heights, tops = self._rows_at(height)
        open_lanes = tuple(["" if row.closed else row.lane.id for row in self.rows])

        def find() -> tuple[CellBox, ...]:
            columns = tuple(zip(self._at.steps, self._at.lefts, self.columns, strict=True))
            return tuple(
                CellBox(lane, step, left + x, above + top, width, tall)
                for lane, top, tall in zip(open_lanes, tops, heights, strict=False)
                for step, x, width in columns
                if lane
            )

        key = (open_lanes, self._placed(heights, tops), left, above)
        return self._remembered("boxes", self._headers, key, find)

    def _frame(self, heights: Sequence[float], tops: Sequence[float], bottom: float, corner: Corner) -> Band:
        def find() -> Band:
            stages = tuple(left for left, _ in self._at.stages.values())
            edges = Edges(self._above, bottom, self.width, self.label, tuple(tops), self._at.lefts, stages)
            frame = Part("frame", 0, 0, self.width, bottom, draw_frame(self._context, edges))
            return (on_sheet(frame, corner, self._tier),)

        key = (self._across, self._placed(heights, tops), self._above, bottom, corner)
        return self._remembered("frame", self._headers, key, find)
