"""Places on a band for words at emotion points, where they touch neither curve nor neighbours."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.curve import Curve
from cjmdesk.layout.quotes import Words

_DISTANCES = (0.0, 0.5, 1.0, 1.7)
"""How much farther from its marker than need be a quote may stand, em."""

_ASIDE, _ABOVE = 0.7, 0.18
"""em kept free beside and above and below words: two quotes on one line must not read as one."""

_BETWEEN = 0.15
"""em more between words and words than between words and a marker or a curve."""

_END = 0.6
"""em kept free between words and the band's ends, as cards keep from their column's."""

_SHIFTS = (0.0, -0.1, 0.1, -0.2, 0.2, -0.4, 0.4, -0.5, 0.5)
"""Of a quote's width: sideways from the middle above or below its marker."""

_RISES = (0.0, -0.3, 0.3, -0.6, 0.6)
"""Of a quote's height: up and down from the middle beside its marker."""

_STRIP = 8.0
"""em, about as wide as a quote."""


class Rect(Struct, frozen=True):
    """A box on the curve's band, mm."""

    left: float
    top: float
    right: float
    bottom: float

    def distance(self, x: float, y: float) -> float:
        """mm from a place to the box; 0 inside."""
        return math.hypot(max(self.left - x, x - self.right, 0.0), max(self.top - y, y - self.bottom, 0.0))


class Anchor(Struct, frozen=True):
    """A place on a curve that words belong to, and whether it is a low or a high one."""

    x: float
    y: float
    prefer_below: bool


class _Taken:
    """Boxes on a band, by the upright strips that they lie in: thousands of places are tried."""

    def __init__(self, strip: float) -> None:
        """strip: mm."""
        self._strip = strip
        self._strips: dict[int, list[tuple[float, float, float, float]]] = {}

    def add(self, left: float, top: float, right: float, bottom: float) -> None:
        """Take a box, mm."""
        for strip in range(math.floor(left / self._strip), math.floor(right / self._strip) + 1):
            self._strips.setdefault(strip, []).append((left, top, right, bottom))

    def between(self, left: float, right: float) -> list[tuple[float, float, float, float]]:
        """The boxes that reach between two x."""
        strips = range(math.floor(left / self._strip), math.floor(right / self._strip) + 1)
        found = dict.fromkeys(box for strip in strips for box in self._strips.get(strip, ()))
        return [box for box in found if left < box[2] and box[0] < right]


class _Column:
    """A place from left to right where words of one width and height may stand: their `left`. Hundreds
    are looked at for one point."""

    __slots__ = ("_boxes", "_curves", "_edge", "_height", "_high", "_low", "_spans", "left")

    def __init__(
        self,
        left: float,
        low: float,
        high: float,
        height: float,
        edge: float,
        boxes: list[tuple[float, float]],
        curves: Sequence[Curve],
    ) -> None:
        """low, high: the two x between which nothing else may lie, mm. height: of the words; edge: mm kept
        free above and below them. boxes: between which heights their top must not be."""
        self.left, self._low, self._high = left, low, high
        self._height, self._edge, self._boxes = height, edge, boxes
        self._curves: Sequence[Curve] | None = curves

    def free(self, top: float) -> bool:
        """Whether words may stand with their top there."""
        for upper, lower in self._boxes:
            if upper < top < lower:
                return False
        if self._curves is not None:  # they are dearer than boxes, and asked only where those leave room
            above, below = self._height + self._edge, self._edge
            spans = [curve.span(self._low, self._high) for curve in self._curves]
            self._spans = [(span[0] - above, span[1] + below) for span in spans if span]
            self._curves = None
        for upper, lower in self._spans:  # noqa: SIM110 - a loop is quicker than any()
            if upper < top < lower:
                return False
        return True


class _OtherCurves:
    """The curves that pass a marker above or below it, and cut words off from it that stand beyond."""

    def __init__(self, curves: Iterable[Curve], anchor: Anchor, radius: float) -> None:
        self._anchor = anchor
        places = ((curve, curve.at(anchor.x)) for curve in curves)
        self._passing = [
            (curve, y < anchor.y) for curve, y in places if y is not None and abs(y - anchor.y) >= radius / 2
        ]
        self._at: dict[float, list[tuple[float, bool]]] = {}

    def cut_off(self, box: Rect) -> bool:
        """Whether one of them runs between the marker and the box."""
        if not self._passing:
            return False
        x = min(max(self._anchor.x, box.left), box.right)
        y = min(max(self._anchor.y, box.top), box.bottom)
        places = self._at.get(x)
        if places is None:
            found = ((curve.at(x), above) for curve, above in self._passing)
            places = self._at[x] = [(there, above) for there, above in found if there is not None]
        return any((there < y) != above for there, above in places)


class QuotePlacer:
    """Places words on a band without covering curves, markers, connectors or one another."""

    def __init__(
        self,
        context: LayoutContext,
        width: float,
        height: float,
        curves: Sequence[Curve],
        markers: Iterable[Rect],
        centres: Iterable[tuple[float, float]],
        gutters: Iterable[float],
    ) -> None:
        """width, height: of the band, mm. centres: of all markers. gutters: x where connectors
        run up and down."""
        self._context = context
        edge = _ABOVE * context.em
        self._bounds = Rect(_END * context.em, edge, width - _END * context.em, height - edge)
        self._curves = curves
        self._taken = _Taken(_STRIP * context.em)
        for box in markers:
            self._taken.add(box.left, box.top, box.right, box.bottom)
        self._centres = sorted(centres)
        self._gutters = tuple(gutters)

    def place(
        self,
        anchor: Anchor,
        forms: Sequence[Words],
        radius: float,
        suits: Callable[[Rect], bool] | None = None,
        clear: float = 0.0,
    ) -> tuple[Words, float, float] | None:
        """The words in one of their `forms` and the top left of their box; None if no place is free.

        radius: of the marker, mm. suits: what a free place must be besides; clear: mm kept free of words
        and markers above and below, more than need be. A place beyond another curve
        is taken only where there is no other: there words read as that curve's.
        """
        beyond: tuple[Words, float, float] | None = None
        others = _OtherCurves(self._curves, anchor, radius)
        for words, left, top in self._free(anchor, forms, radius, clear):
            box = Rect(left, top, left + words.width, top + words.height)
            if not self._told_apart(box, anchor) or (suits is not None and not suits(box)):
                continue
            if not others.cut_off(box):
                self.take(words, left, top)
                return words, left, top
            beyond = beyond or (words, left, top)
        if beyond:
            self.take(*beyond)
        return beyond

    def take(self, words: Words, left: float, top: float) -> None:
        """Let nothing else stand where words are, with their top left there."""
        between = _BETWEEN * self._context.em
        self._taken.add(left - between, top, left + words.width + between, top + words.height)

    def _free(
        self, anchor: Anchor, forms: Sequence[Words], radius: float, clear: float
    ) -> Iterator[tuple[Words, float, float]]:
        """Words and top lefts where they touch nothing, the best first.

        Near in another shape reads better than far in the best shape, and above or below better than
        beside.
        """
        em, height = self._context.em, self._bounds.bottom - self._bounds.top
        low = [words for words in forms if words.height <= 0.62 * height]
        if not low:
            return
        # What lies near is looked up once, as is what lies above and below a marker at every distance.
        reach = radius + (0.28 + _DISTANCES[-1] + _ASIDE) * em + max(words.width for words in low)
        near = self._taken.between(anchor.x - reach, anchor.x + reach)
        over: list[list[_Column]] = [[] for _words in low]
        for distance in _DISTANCES:
            gap = radius + (0.28 + distance) * em
            for words, columns in zip(low, over, strict=True):
                below, above = anchor.y + gap, anchor.y - gap - words.height
                tops = [top for top in (below, above) if self._inside(top, words)]
                if tops and not columns:
                    columns.extend(self._columns(words, self._shifted(anchor, words), near, clear))
                for top in tops if anchor.prefer_below else reversed(tops):
                    for column in columns:
                        if column.free(top):
                            yield words, column.left, top
            for words in low:
                lefts = (anchor.x + gap, anchor.x - gap - words.width)
                columns = self._columns(words, lefts, near, clear)
                for rise in _RISES if columns else ():
                    top = anchor.y - words.height / 2 + rise * words.height
                    if self._inside(top, words):
                        for column in columns:
                            if column.free(top):
                                yield words, column.left, top

    def _shifted(self, anchor: Anchor, words: Words) -> Iterator[float]:
        """Left edges above and below a marker's centre, the best first, none beyond the band's ends."""
        most = self._bounds.right - words.width
        for shift in _SHIFTS:
            left = anchor.x - words.width / 2 + shift * words.width
            yield min(max(left, self._bounds.left), most)

    def _columns(
        self,
        words: Words,
        lefts: Iterable[float],
        near: Sequence[tuple[float, float, float, float]],
        clear: float,
    ) -> list[_Column]:
        """Those that lie within the band, and are crossed by no connector. near: boxes taken there."""
        bounds, aside, edge = self._bounds, _ASIDE * self._context.em, _ABOVE * self._context.em
        height = words.height
        above, below = height + edge + clear, edge + clear
        found = []
        for left in dict.fromkeys(lefts):
            right = left + words.width
            low, high = left - aside, right + aside
            if left < bounds.left - 1e-6 or right > bounds.right + 1e-6:
                continue
            if self._gutters and any(low < x < high for x in self._gutters):
                continue
            boxes = [(box[1] - above, box[3] + below) for box in near if low < box[2] and box[0] < high]
            found.append(_Column(left, low, high, height, edge, boxes, self._curves))
        return found

    def _inside(self, top: float, words: Words) -> bool:
        """Whether words at this height stand between the band's edges."""
        return self._bounds.top <= top and top + words.height <= self._bounds.bottom

    def _told_apart(self, box: Rect, anchor: Anchor) -> bool:
        """Whether no other marker is nearer, to the box or to its middle: words are read as the
        nearest face's."""
        own = box.distance(anchor.x, anchor.y) + 1e-6
        middle, centre = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        far = math.hypot(middle - anchor.x, centre - anchor.y) + 1e-6
        mine = (anchor.x, anchor.y)
        # Only markers that are so near at all; they are in order from the left.
        first = bisect_left(self._centres, (min(box.left - own, middle - far), -math.inf))
        last = bisect_right(self._centres, (max(box.right + own, middle + far), math.inf))
        for place in self._centres[first:last]:
            if place != mine and (
                box.distance(*place) < own or math.hypot(middle - place[0], centre - place[1]) < far
            ):
                return False
        return True
