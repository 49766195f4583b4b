"""What is cut out of a sheet: lines to cut along, and things that are round."""

from collections.abc import Sequence

from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.pages import Rect
from cjmdesk.layout.scene import Box, Image, Path, PathCommand
from cjmdesk.model.maps import JourneyMap
from cjmdesk.posters.printed import HAIR

CUT = "#8A929E"
DASH = (2.0, 1.6)


def cut_lines(boxes: Sequence[Rect]) -> Path | None:
    """Dashed lines around boxes that touch: each edge once, so that one cut parts two of them."""
    level: dict[float, tuple[float, float]] = {}
    upright: dict[float, tuple[float, float]] = {}
    for x, y, width, height in boxes:
        for edge in (round(y, 3), round(y + height, 3)):
            least, most = level.get(edge, (x, x + width))
            level[edge] = (min(least, x), max(most, x + width))
        for edge in (round(x, 3), round(x + width, 3)):
            least, most = upright.get(edge, (y, y + height))
            upright[edge] = (min(least, y), max(most, y + height))
    commands: list[PathCommand] = []
    for y, (begin, end) in level.items():
        commands += [("M", begin, y), ("L", end, y)]
    for x, (begin, end) in upright.items():
        commands += [("M", x, begin), ("L", x, end)]
    if not commands:
        return None
    return Path("", tuple(commands), stroke=CUT, stroke_width=HAIR, dash=DASH)


def ring(x: float, y: float, side: float) -> Box:
    """A circle to cut along, in the box of that side."""
    return Box("", x, y, side, side, stroke=CUT, stroke_width=HAIR, radius=side / 2, dash=DASH)


def logo_items(
    context: LayoutContext, journey_map: JourneyMap, box: Rect, *, at_end: bool = True
) -> tuple[Image, ...]:
    """The map's logo as large as fits into a box, at the edge where reading ends (or begins); none
    without one."""
    key = journey_map.poster.logo
    if key is None or key not in context.pictures:
        return ()
    wide, high, description = context.pictures[key]
    scale = min(box[2] / wide, box[3] / high)
    width, height = wide * scale, high * scale
    right = at_end != context.right_to_left
    x = box[0] + box[2] - width if right else box[0]
    return (Image(journey_map.id, x, box[1] + (box[3] - height) / 2, width, height, key, description),)
