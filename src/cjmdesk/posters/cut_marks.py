"""Where a sheet is to be cut: at its seams before it is glued, at the poster's outer edges when all are.

Of a sheet that lies on another one the left or upper edge is cut off first, with all that stands there,
and the right and lower one are covered by the next. So marks for the outer edges stand beside what is seen
of each sheet: there they last till the end.

Marks that point at a cut from outside are the easiest to lay a ruler to, but mostly lie in the margin that a
printer leaves white. Where they do, another one stands along the cut, on what falls off, within its reach.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cjmdesk.layout.pages import Bounds
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

_LEAST = 1.5
"""mm of a mark that are one."""

_STRIP = 3 * HAIR
"""mm that are cut off, and on which a mark can stand beside the cut."""

_EXACT = 1e-6


def cut_marks(box: SheetBox, tile: Tile, bleed: float) -> Iterator[Mark]:
    """All marks of a sheet. bleed: mm of the sheet that are printed beyond the poster."""
    for upright in (True, False):
        side = _Side.of(box, tile, upright)
        marks = [*side.for_seam(), *side.for_edges(bleed)]
        yield from marks if upright else ((y1, x1, y2, x2) for x1, y1, x2, y2 in marks)


class _Side(Struct, frozen=True):
    """What upright cuts of a sheet need; what level ones need where across and down are changed about.

    paper: mm across and down. reach: what the printer reaches of the paper; part, seen: of the sheet's box;
    each left, top, right, bottom. on_left, on_upper: whether it lies on the sheets there; last, lowest:
    whether the poster ends on it at the right, and below.
    """

    paper: tuple[float, float]
    reach: Bounds
    part: Bounds
    seen: Bounds
    on_left: bool
    on_upper: bool
    last: bool
    lowest: bool

    @classmethod
    def of(cls, box: SheetBox, tile: Tile, upright: bool) -> "_Side":
        top, right, bottom, left = tile.way.margins
        reach = (left, top, box.width - right, box.height - bottom)
        if upright:
            lies = (tile.column > 0, tile.row > 0, tile.last_across, tile.last_down)
            return cls((box.width, box.height), reach, box.part, box.seen, *lies)
        lies = (tile.row > 0, tile.column > 0, tile.last_down, tile.last_across)
        paper = (box.height, box.width)
        return cls(paper, _turned(reach), _turned(box.part), _turned(box.seen), *lies)

    def for_seam(self) -> Iterator[Mark]:
        """What is cut off before the sheet is laid on the one at its left."""
        if not self.on_left:
            return
        x, (left, top, _right, bottom) = self.seen[0], self.part
        above, below = list(self._above(x)), list(self._below(x))
        glued = bottom - self.seen[3] > _LEAST  # the edge that the next sheet is glued over
        if glued:
            below = [(x, self.seen[3] + _OFF, x, min(bottom, self.seen[3] + TICK + _OFF))]
        elif not self.lowest:
            below = []
        tops, bottoms = [], []
        if x - left > _STRIP:  # on what is cut off
            tops.append(self._down_from(x - HAIR, top))
            bottoms.append(self._up_from(x - HAIR, bottom))
        if self.on_upper:  # on what is cut off above
            tops.append((x, top, x, min(self.seen[1], top + TICK)))
        # Where the print begins with the cut: half a hair of it stays on the poster.
        tops.append(self._down_from(x, self.seen[1]))
        bottoms.append(self._up_from(x, self.seen[3]))
        yield from self._marks(above, tops)
        yield from self._marks(below, bottoms)

    def for_edges(self, bleed: float) -> Iterator[Mark]:
        """The poster's left and right edge, where it has them on this sheet."""
        left, _top, right, _bottom = self.part
        edges = [] if self.on_left else [(left + bleed, -HAIR)]
        edges += [(right - bleed, HAIR)] if self.last else []
        for x, outwards in edges:
            above = [] if self.on_upper else list(self._above(x))
            below = list(self._below(x)) if self.lowest else []
            # On what falls off, or where that is out of reach, on the edge of the poster's white rim.
            beside = (x + outwards, x)
            yield from self._marks(above, [self._down_from(at, self.seen[1]) for at in beside])
            yield from self._marks(below, [self._up_from(at, self.seen[3]) for at in beside])

    def _marks(self, outside: Sequence[Mark], others: Sequence[Mark]) -> Iterator[Mark]:
        """Those outside, where the cut is none of the paper's own edges; and where none of them is printed,
        the first of the others that is."""
        if any(_EDGE < mark[0] < self.paper[0] - _EDGE for mark in (*outside, *others)):
            yield from outside
            if not any(map(self._printed, outside)):
                yield from [mark for mark in others if self._printed(mark)][:1]

    def _printed(self, mark: Mark) -> bool:
        """Whether enough of a mark is within the printer's reach."""
        x, begin, _x, end = mark
        left, top, right, bottom = self.reach
        return left - _EXACT <= x <= right + _EXACT and min(end, bottom) - max(begin, top) >= _LEAST

    def _above(self, x: float) -> Iterator[Mark]:
        """The mark that points at a cut from above the print."""
        if self.part[1] > _EDGE + _LEAST + AWAY:
            yield x, max(self.part[1] - AWAY - TICK, _EDGE), x, self.part[1] - AWAY

    def _below(self, x: float) -> Iterator[Mark]:
        """The mark that points at a cut from below the print."""
        bottom = self.part[3]
        if self.paper[1] - bottom > _EDGE + _LEAST + AWAY:
            yield x, bottom + AWAY, x, min(bottom + AWAY + TICK, self.paper[1] - _EDGE)

    def _down_from(self, x: float, top: float) -> Mark:
        """A mark along a cut that begins there, or where the printer's reach does."""
        begin = max(top, self.reach[1]) + _OFF
        return x, begin, x, begin + TICK

    def _up_from(self, x: float, bottom: float) -> Mark:
        """A mark along a cut that ends there, or where the printer's reach does."""
        end = min(bottom, self.reach[3]) - _OFF
        return x, end - TICK, x, end


def _turned(box: Bounds) -> Bounds:
    left, top, right, bottom = box
    return top, left, bottom, right
