"""What is drawn in the cells of a table: bars, and discs with counts."""

import math
from collections.abc import Iterator, Sequence

from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import Box, SceneItem, Text
from cjmdesk.posters.figures.tables import Cell
from cjmdesk.text.engine import BOLD, LINE_PITCH

_LINE = 0.07
"""em: thickness of outlines."""

Band = tuple[float, float, float, float]
"""Left, top, width and height of the room for a bar, mm."""


class Bars:
    """Draws in the colours of a kind of lane."""

    def __init__(self, context: LayoutContext, kind: str) -> None:
        self._context = context
        self._tint, self._strong = context.palette.lane(kind)

    def drawn(self, kind: str, item: str, band: Band, shares: Sequence[float]) -> Iterator[SceneItem]:
        """A bar. kind: "bar", "funnel" or "stack"; shares: of the band's width, none for nothing."""
        if not shares:
            return
        if kind == "bar":
            yield from self._bar(item, band, shares[0])
        elif kind == "funnel":
            yield from self._funnel(item, band, *shares)
        else:
            yield from self._stack(item, band, shares)

    def _bar(self, item: str, band: Band, share: float) -> Iterator[SceneItem]:
        x, y, width, height = band
        long = max(width * share, 0.12 * self._context.em) if share > 0 else 0.0
        if long:
            at = x + width - long if self._context.right_to_left else x
            yield Box(item, at, y, long, height, fill=self._strong, radius=0.1 * self._context.em)

    def _funnel(self, item: str, band: Band, came: float, gone: float) -> Iterator[SceneItem]:
        x, y, width, height = band
        thin = 0.2 * self._context.em
        long = max(width * came, thin)
        # A few of many are seen, too, whether they left or stayed, and do not look like all of a few.
        few = min(thin, long / 2)
        dark = 0.0 if not gone else long if gone >= came else min(max(width * gone, few), long - few)
        at = x + (width - long) / 2
        y, height = y - 0.12 * self._context.em, height + 0.24 * self._context.em
        yield self._outlined(item, at, y, long, height, self._tint)
        if dark > 0:
            edge = at if self._context.right_to_left else at + long - dark
            yield Box(item, edge, y, dark, height, fill=self._strong)

    def _stack(self, item: str, band: Band, shares: Sequence[float]) -> Iterator[SceneItem]:
        """Measured is filled, observed half filled, guessed empty: as the dots on cards are."""
        x, y, width, height = band
        start = 0.0
        for place, share in enumerate(shares):
            long = width * share
            if long <= 0:
                continue
            at = x + width - start - long if self._context.right_to_left else x + start
            yield self._outlined(item, at, y, long, height, self._strong if place == 0 else None)
            if place == 1:
                yield Box(item, at, y + height / 2, long, height / 2, fill=self._strong)
            start += long

    def _outlined(self, item: str, x: float, y: float, width: float, height: float, fill: str | None) -> Box:
        thin = _LINE * self._context.em
        return Box(
            item, x + thin / 2, y + thin / 2, max(width - thin, thin), height - thin,
            fill=fill or self._context.palette.page, stroke=self._strong, stroke_width=thin,
        )  # fmt: skip

    def disc(self, cell: Cell, x: float, y: float, side: float) -> Iterator[SceneItem]:
        """The count of a cell, a ring for a gap, a dot for nothing. x, y, side: of its box, mm."""
        em, palette = self._context.em, self._context.palette
        if cell.gap:
            yield Box(
                cell.item, x, y, side, side, stroke=palette.bad, stroke_width=0.11 * em, radius=side / 2,
                dash=(0.25 * em, 0.22 * em),
            )  # fmt: skip
        elif cell.text:
            yield Box(cell.item, x, y, side, side, fill=self._strong, radius=side / 2)
            size = 0.85 * em
            block = self._context.engine.wrap(cell.text, BOLD, math.inf)
            top = y + (side - LINE_PITCH * size) / 2
            yield Text(cell.item, x, top, side, block, size, palette.page, "center")
        else:
            dot = 0.2 * em
            yield Box("", x + (side - dot) / 2, y + (side - dot) / 2, dot, dot, fill=palette.faint,
                      radius=dot / 2)  # fmt: skip
