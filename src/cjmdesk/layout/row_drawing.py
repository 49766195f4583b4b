"""A row of the grid on the sheet: its label, its cells, its curve or its chart."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from msgspec import Struct

from cjmdesk.layout import charts
from cjmdesk.layout.cards import lane_colours
from cjmdesk.layout.cells import CellPlan, DrawnCell, draw_cell
from cjmdesk.layout.column_places import ColumnPlaces
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.labels import LabelPlan, draw_label
from cjmdesk.layout.memo import LayoutMemo, Same, only_other, remembered
from cjmdesk.layout.rows import Row
from cjmdesk.layout.scene import Band, Part, SceneItem, Wash
from cjmdesk.layout.thin_rows import draw_folded, draw_line
from cjmdesk.model.lanes import Lane, LineLane

Corner = tuple[float, float]
"""Of the grid's top left on the sheet, mm."""

_Cells = dict[str, tuple[CellPlan, tuple[float, float, float, float], Part]]
"""The cells of a lane by their steps: as measured, where they lie (x, y, width, height, mm), as drawn."""

_Place = tuple[float, float, float, Same[ColumnPlaces]]
"""Of a row: its top, its height, left edge of the grid, mm, and where the columns are."""

_Lane = tuple[_Place, _Cells]
"""The cells of a lane, and where it lay when they were drawn."""


def on_sheet(part: Part, corner: Corner, tier: int) -> Part:
    """A part of the grid on the sheet, on which every key stands once."""
    alone = not tier or part.key.startswith(("cell:", "stage:"))
    key = part.key if alone else f"{part.key}@{tier}"
    return Part(key, part.x + corner[0], part.y + corner[1], part.width, part.height, part.items)


class _Drawn(Struct, frozen=True):
    """Rows as they were measured, with their tops and heights on the grid, mm, and as they were drawn."""

    rows: Sequence[Row]
    places: Sequence[tuple[float, float]]
    bands: Sequence[tuple[Band, ...]]

    def each(self) -> Iterable[tuple[Row, tuple[float, float], tuple[Band, ...]]]:
        """Each row with its place and its bands."""
        return zip(self.rows, self.places, self.bands, strict=False)


class RowDrawing:
    """Draws the rows of one tier of a map. What was drawn for an earlier layout is handed out again."""

    def __init__(
        self, context: LayoutContext, memo: LayoutMemo | None, at: ColumnPlaces, label: float, tier: int
    ) -> None:
        """at: where the columns stand. label: width of the label column, mm."""
        self._context, self._memo, self._at, self._label, self._tier = context, memo, at, label, tier
        self._width = label + at.total

    def rows(
        self, rows: Sequence[Row], tops: Sequence[float], heights: Sequence[float], corner: Corner
    ) -> Iterable[Band]:
        """The parts of all rows; after an edit in one of them the others are handed out as they are."""
        places = [*zip(tops, heights, strict=False)]

        def draw(before: _Drawn | None = None) -> _Drawn:
            if before is not None and before.places == places:
                number = only_other(before.rows, rows)
                if number is not None:
                    again = self._bands(rows[number], *places[number], corner)
                    return _Drawn(rows, places, [*before.bands[:number], again, *before.bands[number + 1 :]])
            known = {} if before is None else {(id(row), place): old for row, place, old in before.each()}
            bands = []
            for row, place in zip(rows, places, strict=False):
                old = known.get((id(row), place))
                bands.append(old if old is not None else self._bands(row, *place, corner))
            return _Drawn(rows, places, bands)

        drawn = draw() if self._memo is None else self._memo.renewed(("rows drawn", self._tier), corner, draw)
        return chain.from_iterable(drawn.bands)

    def _bands(self, row: Row, y: float, height: float, corner: Corner) -> tuple[Band, ...]:
        """The parts of a row, `height` mm high at `y`; the same objects as before where nothing changed."""

        def find() -> tuple[Band, ...]:
            if isinstance(row.lane, LineLane):
                return ((on_sheet(self._draw_line(row.lane, y, height), corner, self._tier),),)
            drawn = self._drawn_curve(row, height)
            band = next((item.height for item in drawn if isinstance(item, Wash)), None)
            label = self._label_band(row.lane.id, row.label, (y, height, band), corner)
            bands = [(on_sheet(part, corner, self._tier),) for part in self._draw_row(row, y, height, drawn)]
            cells = self._cells_band(row, y + corner[1], height, corner[0])
            return (label, *((cells,) if cells else ()), *bands)

        return remembered(self._memo, "parts", row, (y, height, corner), find, (row.lane.id, self._tier))

    def _draw_line(self, lane: LineLane, y: float, height: float) -> Part:
        items = draw_line(self._context, lane, self._width, height)
        return Part(f"lane:{lane.id}", 0, y, self._width, height, items)

    def _label_band(
        self,
        lane: str,
        plan: LabelPlan,
        place: tuple[float, float, float | None],
        corner: Corner,
    ) -> Band:
        """place: top and height, mm, and see draw_label."""
        y, height, band = place

        def find() -> Band:
            items = draw_label(self._context, plan, self._label, height, band)
            left = self._at.total if self._context.right_to_left else 0.0
            return (on_sheet(Part(f"lane:{lane}", left, y, self._label, height, items), corner, self._tier),)

        return remembered(self._memo, "drawn label", plan, (place, corner), find)

    def _drawn_curve(self, row: Row, height: float) -> tuple[SceneItem, ...]:
        """What is drawn of emotions; nothing in other lanes."""
        plan = row.emotions
        if plan is None or row.lane.collapsed:
            return ()
        draw = partial(plan.draw, height)
        return self._memo.measured("drawn curve", plan, height, draw) if self._memo else draw()

    def _draw_row(self, row: Row, y: float, height: float, drawn: tuple[SceneItem, ...]) -> Iterator[Part]:
        """All of a row beside its label and its cells. drawn: see _drawn_curve."""
        lane = row.lane
        if lane.collapsed:
            if self._at.steps:
                left, width = self._at.first, self._at.total
                folded = draw_folded(self._context, lane, width, height)
                yield Part(f"fold:{lane.id}", left, y, width, height, folded)
            return
        if row.emotions:
            left = self._at.first
            yield Part(f"curve:{lane.id}", left, y, self._at.total, height, drawn)
        elif row.chart_top:
            yield self._draw_chart(row, y, height)

    def _cells_band(self, row: Row, y: float, height: float, aside: float) -> Band:
        """The cells of a row on the sheet, at `y` mm; of those where nothing changed the same parts as
        before. aside: of the grid's left edge, mm."""
        lane = row.lane
        colours = lane_colours(self._context, lane.kind, lane.colour)
        place = (y, height, aside, Same(self._at))

        def draw(before: _Lane | None = None) -> _Lane:
            known = before[1] if before is not None else {}
            if before is not None and before[0] == place:
                written = _written(row, known)
                if written is not None:
                    step, plan, box = written
                    items = self._remembered_cell(lane, step, plan, colours)
                    return place, known | {step: (plan, box, Part(f"cell:{lane.id}:{step}", *box, items))}
            found = {}
            lefts = {
                step: left + piece[0] + aside
                for step, left, piece in zip(self._at.steps, self._at.lefts, self._at.pieces, strict=True)
            }
            for step, plan in row.cells:
                box = (lefts[step], y, plan.width, height)
                old = known.get(step)
                if old is not None and old[0] is plan:
                    if old[1] == box:
                        found[step] = old
                        continue
                    items = old[2].items
                else:
                    items = self._remembered_cell(lane, step, plan, colours)
                found[step] = (plan, box, Part(f"cell:{lane.id}:{step}", *box, items))
            return place, found

        if self._memo is None:
            _place, cells = draw()
        else:
            _place, cells = self._memo.renewed(("cells", lane.id, self._tier), colours, draw)
        return tuple([part for _plan, _box, part in cells.values()])

    def _draw_chart(self, row: Row, y: float, height: float) -> Part:
        """The line through a lane's numbers, on the band below its cards."""
        width, band = self._at.total, height - row.chart_top - row.label_space
        colour = lane_colours(self._context, row.lane.kind, row.lane.colour)[1]
        lines = charts.series_of(row.lane, self._at.named)
        items = charts.draw_lines(self._context, row.lane.id, lines, band, colour, (0.0, width))
        left = self._at.first
        return Part(f"chart:{row.lane.id}", left, y + row.chart_top, width, band, items)

    def _remembered_cell(
        self, lane: Lane, step: str, plan: CellPlan, colours: tuple[str, str]
    ) -> tuple[SceneItem, ...]:
        if self._memo is None:
            return draw_cell(self._context, plan, colours).items
        draw = partial(draw_cell, self._context, plan, colours)
        again = partial(self._memo.renewed, ("cell", lane.id, step), colours, draw)
        cell: DrawnCell = self._memo.measured("cell", plan, colours, again)
        return cell.items


def _written(row: Row, known: _Cells) -> tuple[str, CellPlan, tuple[float, float, float, float]] | None:
    """The one cell of a row that became another and is as wide as it was, with its box; None for all else."""
    number = only_other([old[0] for old in known.values()], [plan for _step, plan in row.cells])
    if number is None:
        return None
    (step, plan), (old_step, (old_plan, box, _part)) = row.cells[number], [*known.items()][number]
    return (step, plan, box) if step == old_step and plan.width == old_plan.width else None
