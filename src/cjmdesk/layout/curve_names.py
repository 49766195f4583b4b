"""Names at curves: where ours and others' run side by side, each says whose it is.

A name stands where no other curve is near, has a piece of its own one before it, and is not bold: so it is
not taken for a feeling either, which wears the same colour.
"""

import math
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from msgspec import Struct

from cjmdesk.layout.balance import RAGGED, balanced
from cjmdesk.layout.context import CompetitorMark, LayoutContext, PersonaMark
from cjmdesk.layout.curve import Curve
from cjmdesk.layout.emotion_lines import CurveLine
from cjmdesk.layout.faces import marker
from cjmdesk.layout.inks import readable
from cjmdesk.layout.palette import darker
from cjmdesk.layout.quote_places import Anchor, QuotePlacer, Rect
from cjmdesk.layout.quotes import SIZE, Words
from cjmdesk.layout.scene import Path, SceneItem, Text
from cjmdesk.text.engine import LINE_PITCH, REGULAR

_WIDTHS = (14.0, 9.0, 7.0, 6.0)
"""em: a name is broken at the first of these, or at the next ones where only that finds a place."""

_KEY, _KEY_GAP, _FINER, _MARK = 2.4, 0.4, 0.5, 0.4
"""em: length of a curve's piece before its name, and what is between them; its dashes are that much
shorter than the curve's; radius of the marker on it."""

_FAR = (
    (1.0, 0.5, 0.6),
    (1.0, 0.1, 0.6),
    (0.6, 0.3, 0.6),
    (0.6, 0.0, 0.6),
    (1.0, 0.5, 0.0),
    (1.0, 0.0, 0.0),
    (0.0, 0.0, 0.6),
    (0.0, 0.0, 0.0),
    (0.0, -math.inf, 0.0),
)
"""Of a line's height: least distance of a name from other curves, by how much nearer to its own it is, and
how far it keeps from words above and below, which else read as one with it; the best first, and at last
anywhere."""


class CurveName(Struct, frozen=True):
    """A name with the top left of its box on the band, mm: the box of its words and of what stands before
    them. owner: whose curve it is."""

    words: Words
    x: float
    y: float
    owner: PersonaMark | CompetitorMark


def place_names(
    context: LayoutContext,
    lines: Sequence[CurveLine],
    curves: Sequence[Curve],
    placer: QuotePlacer,
    radius: float,
    ends: Sequence[float] = (),
) -> tuple[CurveName, ...]:
    """The names that find a place: a line's height from other curves if there is such a one, else nearest
    to their own, else anywhere beside it. None where the customers' curve is alone.

    curves: the lines as functions on the band. radius: of a marker, mm. ends: x where a page ends that is
    read by itself: each names its curves.
    """
    named = [(number, owner) for number, line in enumerate(lines) if (owner := _owner(line)) is not None]
    if len(named) < 2 and not any(line.competitor for line in lines):
        return ()
    found = []
    for page in pairwise((-math.inf, *sorted(ends), math.inf)):
        for number, owner in named:
            others = [curve for place, curve in enumerate(curves) if place != number]
            forms = tuple(dict.fromkeys(_words(context, owner.name.strip(), width) for width in _WIDTHS))
            spot = _place(context, forms, (curves[number], others), placer, radius, page)
            if spot is not None:
                found.append(CurveName(*spot, owner))
    return tuple(found)


def _owner(line: CurveLine) -> PersonaMark | CompetitorMark | None:
    """Whose curve a line is; None where it has no name, and where nothing on the band is theirs alone: a
    single point shared with others is no curve."""
    owner = line.mark or line.competitor
    if owner is None or not owner.name.strip() or not line.points:
        return None
    alone = len(line.through) > 1 or line.competitor or len(line.points[0].point.personas) == 1
    return owner if alone else None


def _place(
    context: LayoutContext,
    forms: Sequence[Words],
    curves: tuple[Curve, Sequence[Curve]],
    placer: QuotePlacer,
    radius: float,
    page: tuple[float, float],
) -> tuple[Words, float, float] | None:
    """A name's place between the ends of a page, x in mm. curves: its own, and the others."""
    line_height, (own, others), (first, last) = LINE_PITCH * context.em * context.sized(SIZE), curves, page
    here = [(x, y) for x, y in _places(own) if first < x < last]
    places = sorted(here, key=lambda place: -_apart(place, others))

    def suits(box: Rect, least: float, nearer: float) -> bool:
        if box.left < first or last < box.right:
            return False
        return _is_far(box, own=own, others=others, least=least * line_height, nearer=nearer * line_height)

    for least, nearer, clear in _FAR:
        # On one line at whatever point rather than broken at the best.
        spots = (
            placer.place(
                Anchor(x, y, _is_lower(x, y, others)),
                (words,),
                radius,
                partial(suits, least=least, nearer=nearer),
                clear * line_height,
            )
            for words in forms
            for x, y in places
        )
        spot = next((spot for spot in spots if spot), None)
        if spot is not None:
            return spot
    return None


def _places(curve: Curve) -> Iterator[tuple[float, float]]:
    """Where a name may stand at a curve: its points, and the middle between two."""
    yield from curve.points
    for (left, _), (right, _) in pairwise(curve.points):
        middle = (left + right) / 2
        y = curve.at(middle)
        if y is not None:
            yield middle, y


def _is_lower(x: float, y: float, others: Sequence[Curve]) -> bool:
    """Whether a place lies below most of the other curves."""
    return sum(y > (curve.at(x) or y) for curve in others) * 2 >= len(others)


def _apart(point: tuple[float, float], others: Sequence[Curve]) -> float:
    """How far a point lies from the nearest of the other curves, upwards or downwards, mm."""
    x, y = point
    heights = [height for curve in others if (height := curve.at(x)) is not None]
    return min((abs(height - y) for height in heights), default=0.0)


def _is_far(box: Rect, *, own: Curve, others: Sequence[Curve], least: float, nearer: float) -> bool:
    """Whether a name's box is at least that many mm from other curves, and by that many nearer to its own."""
    away = min((_between(box, curve) for curve in others), default=math.inf)
    return away >= max(least, _between(box, own) + nearer)


def _between(box: Rect, curve: Curve) -> float:
    """mm between a box and a curve above or below it; infinite where the curve does not reach."""
    span = curve.span(box.left, box.right)
    return max(box.top - span[1], span[0] - box.bottom, 0.0) if span else math.inf


def _words(context: LayoutContext, name: str, width: float) -> Words:
    """A name with room for the piece of its curve."""
    share = context.sized(SIZE)
    block = balanced(context, context.wrap(name, REGULAR, width * context.em, share), RAGGED)
    size = context.em * share
    return Words((block,), (block.width + _KEY + _KEY_GAP) * size, block.height * size, context.sized(SIZE))


def draw_name(context: LayoutContext, item: str, name: CurveName) -> Iterator[SceneItem]:
    """A placed name and, where it begins, a piece of its curve. item: id of the lane."""
    (block,) = name.words.blocks
    size = context.em * context.sized(SIZE)
    key, width = _KEY * size, block.width * size
    mirrored = context.right_to_left
    left = name.x + name.words.width - key if mirrored else name.x
    y, colour = name.y + name.words.height / 2, name.owner.colour
    yield Path(
        item,
        (("M", left, y), ("L", left + key, y)),
        stroke=colour,
        stroke_width=(0.14 if isinstance(name.owner, PersonaMark) else 0.1) * size,
        dash=tuple(length * size * _FINER for length in name.owner.dash),
    )
    yield marker(
        item,
        name.owner.shape,
        left + key / 2,
        y,
        _MARK * size,
        fill=context.palette.page,
        stroke=colour,
        stroke_width=0.1 * size,
    )
    x = name.x if mirrored else name.x + name.words.width - width
    yield Text(item, x, name.y, width, block, size, readable(darker(colour, 0.8)), "center")
