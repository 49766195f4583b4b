"""A page of a booklet: where its share of the strip lies on it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.frame import BORDER, rule_of
from cjmdesk.layout.rows import Row
from cjmdesk.layout.scene import Box, Part, SceneItem, Text
from cjmdesk.layout.thin_rows import draw_folded, draw_line
from cjmdesk.model.lanes import LineLane
from cjmdesk.posters.check import POINTS_PER_MM
from cjmdesk.posters.papers import Sheet
from cjmdesk.posters.sheets.strip import Strip
from cjmdesk.text.engine import LINE_PITCH

_SHAVED = 0.06
"""em by which the outline of a head reaches into the next column."""

HEAD_PT = 9.0
HEAD_ROW = LINE_PITCH * HEAD_PT / POINTS_PER_MM + 2.5
"""mm of the line above the map on each page."""


def turns_of(strip: Strip, first: int, last: int) -> tuple[float, float]:
    """mm that a page of steps `first` to `last` shows of the columns to the left and right of its own; a
    hair less than its own where heads of the page before reach so far."""
    over = strip.grid.arrows_over
    after = strip.turn if last in over else 0.0
    before = -_SHAVED * strip.context.em if strip.turn and first in over else 0.0
    return (after, before) if strip.context.right_to_left else (before, after)


class StripPage(Struct, frozen=True):
    """Where a page's share of the strip lies on it. span: left and width of its columns; band: top
    and bottom of its rows; above: height of the headers; turn: what is seen to the left and right of the
    columns; all mm of the strip. crossed: whether arrows run between cards."""

    sheet: Sheet
    strip: Strip
    span: tuple[float, float]
    band: tuple[float, float]
    above: float
    turn: tuple[float, float]
    crossed: bool

    @property
    def _top(self) -> float:
        return self.sheet.top + HEAD_ROW

    @property
    def _width(self) -> float:
        return self.strip.grid.label + self._shown

    @property
    def _shown(self) -> float:
        """mm of columns, with what is seen beside them."""
        return self.span[1] + sum(self.turn)

    @property
    def _corner(self) -> float:
        """x of the whole on the page: at the edge where reading begins."""
        mirrored = self.strip.context.right_to_left
        return self.sheet.right - self._width if mirrored else self.sheet.left

    @property
    def _columns(self) -> float:
        """x of the columns on the page."""
        mirrored = self.strip.context.right_to_left
        return self._corner + (0.0 if mirrored else self.strip.grid.label) + self.turn[0]

    @property
    def _labels(self) -> float:
        """x of the labels on the page."""
        mirrored = self.strip.context.right_to_left
        return self._corner + (self._shown if mirrored else 0.0)

    def windows(self) -> Iterator[tuple[tuple[float, float, float, float], float, float]]:
        """Windows of the strip with their places on the page: labels and columns, of the headers and
        of the rows."""
        grid, (left, width), (top, bottom) = self.strip.grid, self.span, self.band
        labels = sum(grid.columns) if self.strip.context.right_to_left else 0.0
        below = self._top + self.above
        yield (labels, top, grid.label, bottom - top), self._labels, below
        if width > 0:
            left, x = left - self.turn[0], self._columns - self.turn[0]
            # Not the border that runs down beside the headers at the end of the map alone.
            hair = BORDER * rule_of(self.strip.context) / 2 + 0.01
            yield (left + hair, 0.0, self._shown - 2 * hair, self.above), x + hair, self._top
            yield (left, top, self._shown, bottom - top), x, below

    def own(self, parts: Sequence[Part], rows: Sequence[Row], tall: Sequence[float]) -> Iterator[Part]:
        """What lies whole on the page."""
        strip = self.strip
        ids = {row.lane.id for row, height in zip(rows, tall, strict=True) if height}
        lines = {row.lane.id for row in rows if isinstance(row.lane, LineLane)}
        left, right = self.span[0] - 0.01, self.span[0] + self.span[1] + 0.01
        down = self._top + self.above - self.band[0]
        for part in parts:
            name, _colon, rest = part.key.partition(":")
            across = self._columns - self.span[0]
            inside = left <= part.x and part.x + part.width <= right
            if name == "stage" and inside:
                yield replace(part, x=part.x + across, y=part.y + self._top)
            elif name == "cell" and inside and rest.rpartition(":")[0] in ids:
                yield replace(part, x=part.x + across, y=part.y + down)
            elif name == "lane" and rest in ids - lines:
                yield replace(part, x=self._labels, y=part.y + down)
        y = self._top + self.above
        items: Sequence[SceneItem]
        for row, height in zip(rows, tall, strict=True):
            if isinstance(row.lane, LineLane):
                drawn = self._line(row.lane, height)
                items = [item for item in drawn if not self.crossed or not isinstance(item, Text)]
                yield Part(f"lane:{row.lane.id}", self._corner, y, self._width, height, tuple(items))
            elif row.lane.collapsed and self.span[1] > 0:
                items = draw_folded(strip.context, row.lane, self._shown, height)
                x = self._columns - self.turn[0]
                yield Part(f"fold:{row.lane.id}", x, y, self._shown, height, tuple(items))
            y += height
        tall_all, border = self.band[1] - self.band[0], BORDER * rule_of(strip.context)
        hairline = strip.context.palette.hairline
        frame = Box("", 0, 0, self._width, tall_all, stroke=hairline, stroke_width=border)
        yield Part("border", self._corner, self._top + self.above, self._width, tall_all, (frame,))

    def names(self, rows: Sequence[Row], tall: Sequence[float]) -> Iterator[Part]:
        """Names of a blueprint's lines where arrows might run through them, on grounds that hide these."""
        if not self.crossed:
            return
        context, y = self.strip.context, self._top + self.above
        pad = 0.25 * context.em
        for row, height in zip(rows, tall, strict=True):
            for item in self._line(row.lane, height) if isinstance(row.lane, LineLane) else ():
                if isinstance(item, Text):
                    x, wide = item.x - pad, item.width + 2 * pad
                    ground = Box("", x, item.y, wide, item.height, fill=context.palette.label)
                    yield Part(f"name:{row.lane.id}", self._corner, y, self._width, height, (ground, item))
            y += height

    def _line(self, lane: LineLane, height: float) -> Sequence[SceneItem]:
        return draw_line(self.strip.context, lane, self._width, height)
