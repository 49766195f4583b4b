"""Where a sheet is to be cut: at its seams before it is glued, at the poster's outer edges when all are.

Of a sheet that lies on another one the left or upper edge is cut off first, with all that stands there,
and the right and lower one are covered by the next. So marks for the outer edges stand beside what is seen
of each sheet: there they last till the end.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cjmdesk.posters.printed import HAIR
from cjmdesk.posters.sheet_box import SheetBox
from cjmdesk.posters.tiling import Tile

Mark = tuple[float, float, float, float]
"""A line from x1, y1 to x2, y2, mm of the sheet."""

TICK, AWAY = 4.0, 0.8
"""mm: a cut mark's length at most, and its distance from the poster where it points at it."""

_EDGE = 0.5
"""mm from the paper's edge at which a cut is none."""

_OFF = 0.5
"""mm between a seam and a mark that runs up to it."""


def cut_marks(box: SheetBox, tile: Tile, bleed: float) -> Iterator[Mark]:
    """All marks of a sheet. bleed: mm of the sheet that are printed beyond the poster."""
    for upright in (True, False):
        side = _Side.of(box, tile, upright)
        marks = [*side.for_seam(), *side.for_edges(bleed)]
        yield from marks if upright else ((y1, x1, y2, x2) for x1, y1, x2, y2 in marks)


@dataclass(frozen=True, slots=True)
class _Side:
    """What upright cuts of a sheet need; what level ones need where across and down are changed about.

    paper: mm across and down. part, seen: of the sheet's box, left, top, right, bottom. on_left, on_upper:
    whether it lies on the sheets there; last, lowest: whether the poster ends on it at the right, and below.
    """

    paper: tuple[float, float]
    part: tuple[float, float, float, float]
    seen: tuple[float, float, float, float]
    on_left: bool
    on_upper: bool
    last: bool
    lowest: bool

    @classmethod
    def of(cls, box: SheetBox, tile: Tile, upright: bool) -> "_Side":
        if upright:
            lies = (tile.column > 0, tile.row > 0, tile.last_across, tile.last_down)
            return cls((box.width, box.height), box.part, box.seen, *lies)
        lies = (tile.row > 0, tile.column > 0, tile.last_down, tile.last_across)
        return cls((box.height, box.width), _turned(box.part), _turned(box.seen), *lies)

    def for_seam(self) -> Iterator[Mark]:
        """What is cut off before the sheet is laid on the one at its left."""
        x, (left, top, _right, bottom) = self.seen[0], self.part
        if not self.on_left:
            return
        if _EDGE < x < self.paper[0] - _EDGE:
            yield from self._above(x, top)
            # On the edge that is glued over, or beside the poster.
            if bottom - self.seen[3] > 2:
                yield x, self.seen[3] + _OFF, x, min(bottom, self.seen[3] + TICK + _OFF)
            else:
                yield from self._below(x, bottom)
        # A printer may leave the margin white: a mark stands on what is cut off beside the seam too, or,
        # where the print begins with it, on the seam in the poster's white rim.
        if x - left > AWAY or not self.on_upper:
            beside = x - HAIR if x - left > AWAY else x
            yield beside, top + _EDGE, beside, top + _EDGE + TICK

    def for_edges(self, bleed: float) -> Iterator[Mark]:
        """The poster's left and right edge, where it has them on this sheet."""
        left, top, right, bottom = self.part
        edges = [] if self.on_left else [(left + bleed, -HAIR)]
        edges += [(right - bleed, HAIR)] if self.last else []
        for x, outwards in edges:
            # Where the poster ends with the paper there is nothing to cut.
            if not _EDGE < x < self.paper[0] - _EDGE:
                continue
            # Beyond a corner of the poster a mark points at it; else one stands along the cut, on what
            # falls off.
            above = [] if self.on_upper else list(self._above(x, top))
            below = list(self._below(x, bottom)) if self.lowest else []
            beside, begin, end = x + outwards, self.seen[1] + _OFF, self.seen[3] - _OFF
            yield from above or [(beside, begin, beside, begin + TICK)]
            yield from below or [(beside, end - TICK, beside, end)]

    def _above(self, x: float, top: float) -> Iterator[Mark]:
        if top > AWAY + 1:
            yield x, max(top - AWAY - TICK, _EDGE), x, top - AWAY

    def _below(self, x: float, bottom: float) -> Iterator[Mark]:
        if self.paper[1] - bottom > AWAY + 1:
            yield x, bottom + AWAY, x, min(bottom + AWAY + TICK, self.paper[1] - _EDGE)


def _turned(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    return top, left, bottom, right
