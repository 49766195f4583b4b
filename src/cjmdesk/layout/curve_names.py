"""Names at curves: where ours and others' run side by side, each says whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from cjmdesk.layout.balance import RAGGED, balanced
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.curve import Curve
from cjmdesk.layout.emotion_lines import CurveLine
from cjmdesk.layout.inks import readable
from cjmdesk.layout.palette import darker
from cjmdesk.layout.quotes import SIZE, Anchor, QuotePlacer, Words
from cjmdesk.layout.scene import Text
from cjmdesk.text.engine import BOLD

_WIDTHS = (9.0, 7.0, 6.0)
"""em: a name is broken at the first of these, or at the next ones where that finds a place."""


@dataclass(frozen=True, slots=True)
class CurveName:
    """A name with the top left of its box on the band, mm."""

    words: Words
    x: float
    y: float
    colour: str


def place_names(
    context: LayoutContext,
    lines: Sequence[CurveLine],
    curves: Sequence[Curve],
    placer: QuotePlacer,
    radius: float,
) -> tuple[CurveName, ...]:
    """The names that find a place: at the point of each curve that is farthest from the others. None
    where no competitor's curve is there; the legend tells personas apart.

    curves: the lines as functions on the band. radius: of a marker, mm.
    """
    if not any(line.competitor for line in lines):
        return ()
    found = []
    for number, line in enumerate(lines):
        owner = line.mark or line.competitor
        if owner is None or not owner.name.strip() or not line.points:
            continue
        others = [curve for place, curve in enumerate(curves) if place != number]
        forms = tuple(dict.fromkeys(_words(context, owner.name.strip(), width) for width in _WIDTHS))
        own = curves[number]
        for x, y in sorted(own.points, key=lambda point: -_apart(point, others)):
            lower = sum(y > (curve.at(x) or y) for curve in others) * 2 >= len(others)
            point = next(placed.point for placed in line.points if placed.x == x)
            spot = placer.place(Anchor(point, x, y, lower), forms, radius)
            if spot is not None:
                found.append(CurveName(*spot, colour=readable(darker(owner.colour, 0.8))))
                break
    return tuple(found)


def _apart(point: tuple[float, float], others: Sequence[Curve]) -> float:
    """How far a point lies from the nearest of the other curves, upwards or downwards, mm."""
    x, y = point
    heights = [height for curve in others if (height := curve.at(x)) is not None]
    return min((abs(height - y) for height in heights), default=0.0)


def _words(context: LayoutContext, name: str, width: float) -> Words:
    share = context.sized(SIZE)
    block = balanced(context, context.wrap(name, BOLD, width * context.em, share), RAGGED)
    size = context.em * share
    return Words((block,), block.width * size, block.height * size, context.sized(SIZE))


def draw_name(context: LayoutContext, item: str, name: CurveName) -> Text:
    """A placed name. item: id of the lane."""
    (block,) = name.words.blocks
    return Text(
        item, name.x, name.y, name.words.width, block, context.em * context.sized(SIZE), name.colour, "center"
    )
