"""Words at emotion points: measured, and placed where they touch neither curve nor neighbours."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cjmdesk.layout.balance import RAGGED, balanced
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.curve import Curve
from cjmdesk.layout.scene import SceneItem, Text
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.text.engine import BOLD, ITALIC, TextBlock, room_for_words

SIZE = 0.92
"""Size of quotes, em."""

_WIDTHS = (11.0, 8.0, 14.0, 6.0)
"""Widths that are tried for a quote, em, the best first."""

_LONG_WORD = 12.0
"""em: a word up to that stands whole, though its column be narrower."""

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

_MARKS = {
    "pl": ("„", "”"),
    "de": ("„", "“"),
    "cs": ("„", "“"),
    "ru": ("«", "»"),
    "uk": ("«", "»"),
    "fr": ("«\u202f", "\u202f»"),
    "ar": ("«", "»"),
    "fa": ("«", "»"),
    "ja": ("「", "」"),
    "zh": ("「", "」"),
}
_ANY_MARK = "\"“”„«»「『'‘’‚‹›"


@dataclass(frozen=True, slots=True)
class Rect:
    """A box on the curve's band, mm."""

    left: float
    top: float
    right: float
    bottom: float

    def distance(self, x: float, y: float) -> float:
        """mm from a place to the box; 0 inside."""
        return math.hypot(max(self.left - x, x - self.right, 0.0), max(self.top - y, y - self.bottom, 0.0))


@dataclass(frozen=True, slots=True)
class Words:
    """The blocks of a point's words, one below the other, at one width. width, height: mm; size: em of
    their type."""

    blocks: tuple[TextBlock, ...]
    width: float
    height: float
    size: float


def quoted(text: str, language: str) -> str:
    """`text` between the language's quotation marks, unless it brings its own."""
    stripped = text.strip()
    if not stripped or stripped[0] in _ANY_MARK or stripped[-1] in _ANY_MARK:
        return stripped
    before, after = _MARKS.get(language[:2].lower(), ("“", "”"))
    return f"{before}{stripped}{after}"


def has_words(point: EmotionPoint) -> bool:
    """Whether anything is written at the point."""
    return bool(point.quote.strip() or point.feeling.strip())


def words_at(context: LayoutContext, point: EmotionPoint, width: float, size: float = SIZE) -> Words:
    """Feeling (bold) above quote (italic), broken at `width` mm. size: em of their type."""
    blocks, share = [], context.sized(size)
    if point.feeling.strip():
        feeling = context.wrap(point.feeling.strip(), BOLD, width, share)
        blocks.append(balanced(context, feeling, RAGGED))
    if point.quote.strip():
        quote = context.wrap(quoted(point.quote, context.language), ITALIC, width, share)
        blocks.append(balanced(context, quote, RAGGED))
    unit = context.em * share
    return Words(
        tuple(blocks),
        max((block.width * unit for block in blocks), default=0.0),
        sum(block.height * unit for block in blocks),
        share,
    )


def widest_of(context: LayoutContext, points: Iterable[EmotionPoint]) -> float:
    """em that the widest word at the points needs, in type of one em."""
    styled = (
        pair
        for point in points
        for pair in ((point.feeling, BOLD), (quoted(point.quote, context.language), ITALIC))
    )
    return max((room_for_words(context.engine, text, style) for text, style in styled), default=0.0)


def forms_of(context: LayoutContext, point: EmotionPoint, room: float) -> tuple[Words, ...]:
    """The shapes in which a point's words may be set, the best first; none wider than `room` mm but for
    a long word, and none that breaks an ordinary word."""
    word = widest_of(context, (point,)) * context.sized(SIZE) * context.em + 0.01
    most = max(room, min(word, _LONG_WORD * context.em))
    widths = (min(max(limit * context.em, word), most) for limit in _WIDTHS)
    return tuple(dict.fromkeys(words_at(context, point, width) for width in widths))


def draw_words(
    context: LayoutContext, item: str, words: Words, x: float, y: float, colour: str, *, centred: bool
) -> Iterator[SceneItem]:
    """The words with the top left of their box at x, y. colour: of the feeling."""
    size = context.em * words.size
    for block in words.blocks:
        yield Text(
            item,
            x,
            y,
            words.width,
            block,
            size,
            colour if block.style == BOLD else context.palette.ink,
            "center" if centred else "left",
        )
        y += block.height * size


@dataclass(frozen=True, slots=True)
class Anchor:
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

    def between(self, left: float, right: float) -> list[tuple[float, float]]:
        """Top and bottom of each box that reaches between two x; some twice."""
        return [
            (box[1], box[3])
            for strip in range(math.floor(left / self._strip), math.floor(right / self._strip) + 1)
            for box in self._strips.get(strip, ())
            if left < box[2] and box[0] < right
        ]


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
        # Between two x, tops and bottoms of what lies there: above and below a marker, at every distance,
        # the same two are asked for again.
        self._blocked: dict[tuple[float, float], list[tuple[float, float]]] = {}
        self._spans: dict[tuple[float, float], list[tuple[float, float]]] = {}

    def place(
        self,
        anchor: Anchor,
        forms: Sequence[Words],
        radius: float,
        suits: Callable[[Rect], bool] | None = None,
    ) -> tuple[Words, float, float] | None:
        """The words in one of their `forms` and the top left of their box; None if no place is free.

        radius: of the marker, mm. suits: what a free place must be besides. A place beyond another curve
        is taken only where there is no other: there words read as that curve's.
        """
        beyond: tuple[Words, float, float] | None = None
        em = self._context.em
        height = self._bounds.bottom - self._bounds.top
        low = [words for words in forms if words.height <= 0.62 * height]
        # Near in another shape reads better than far in the best shape, and above or below better
        # than beside.
        for distance in _DISTANCES:
            for spots in (self._over_and_under, self._beside):
                for words in low:
                    for left, top in spots(anchor, words, radius + (0.28 + distance) * em):
                        right, bottom = left + words.width, top + words.height
                        if not self._free(left, top, right, bottom):
                            continue
                        box = Rect(left, top, right, bottom)
                        if not self._told_apart(box, anchor) or (suits is not None and not suits(box)):
                            continue
                        if not self._cut_off(box, anchor, radius):
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
        self._blocked.clear()

    def _over_and_under(self, anchor: Anchor, words: Words, gap: float) -> Iterator[tuple[float, float]]:
        """Top lefts `gap` mm above and below a marker's centre, the best first."""
        below, above = anchor.y + gap, anchor.y - gap - words.height
        inside_right = self._bounds.right - words.width
        for top in (below, above) if anchor.prefer_below else (above, below):
            if self._inside(top, words):
                for shift in _SHIFTS:
                    left = anchor.x - words.width / 2 + shift * words.width
                    yield min(max(left, self._bounds.left), inside_right), top

    def _beside(self, anchor: Anchor, words: Words, gap: float) -> Iterator[tuple[float, float]]:
        """Top lefts `gap` mm right and left of a marker's centre, the best first."""
        middle = anchor.y - words.height / 2
        for rise in _RISES:
            top = middle + rise * words.height
            if self._inside(top, words):
                yield anchor.x + gap, top
                yield anchor.x - gap - words.width, top

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

    def _cut_off(self, box: Rect, anchor: Anchor, radius: float) -> bool:
        """Whether a curve that does not run through the marker runs between it and the box."""
        x = min(max(anchor.x, box.left), box.right)
        y = min(max(anchor.y, box.top), box.bottom)
        for curve in self._curves:
            here, there = curve.at(anchor.x), curve.at(x)
            if here is None or there is None or abs(here - anchor.y) < radius / 2:
                continue
            if (here < anchor.y) != (there < y):
                return True
        return False

    def _free(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether a box lies between the ends of the band and touches nothing."""
        bounds, em = self._bounds, self._context.em
        if left < bounds.left - 1e-6 or right > bounds.right + 1e-6:
            return False
        # Tried thousands of times for a poster: what lies there is looked up once, boxes before curves.
        between = (left - _ASIDE * em, right + _ASIDE * em)
        top, bottom = top - _ABOVE * em, bottom + _ABOVE * em
        blocked = self._blocked.get(between)
        if blocked is None:
            blocked = self._blocked[between] = self._boxes(*between)
        for upper, lower in blocked:
            if upper < bottom and top < lower:
                return False
        spans = self._spans.get(between)
        if spans is None:
            found = [curve.span(*between) for curve in self._curves]
            spans = self._spans[between] = [span for span in found if span]
        for upper, lower in spans:  # noqa: SIM110 - a loop is quicker than all()
            if upper < bottom and top < lower:
                return False
        return True

    def _boxes(self, left: float, right: float) -> list[tuple[float, float]]:
        """Top and bottom of all but curves that words must not touch between two x."""
        if any(left < x < right for x in self._gutters):
            return [(-math.inf, math.inf)]
        return self._taken.between(left, right)
