"""Markers of emotion points: faces whose mouth follows the level, in the persona's shape; dots."""

import math

from cjmdesk.layout.context import MarkerShape
from cjmdesk.layout.scene import Box, Path, PathCommand, SceneItem

_CORNERS = {"diamond": (4, -90.0, 1.18), "triangle": (3, -90.0, 1.32), "hexagon": (6, 0.0, 1.08)}
"""Corners, angle of the first, and radius relative to the circle's, so that areas look alike."""

_SQUARE, _DROP = 1.8, 0.16
"""Of a circle's radius: side of a square, and how far a triangle's middle lies below the point it marks."""

LINE = 0.17
"""Of a face's radius: thickness of its outline."""

_RING, _IN_RING = 0.12, 0.74
"""Of a marker's radius: thickness of the ring around one that several people share, and what is in it."""


def stretch_of(shape: MarkerShape) -> float:
    """How far the corners of a shape with a radius of 1 reach; 1 for a circle and, nearly, a square."""
    return _CORNERS[shape][2] if shape in _CORNERS else 1.0


def clear_of(shape: MarkerShape) -> float:
    """Radius of the largest circle around the middle of a marker with a radius of 1 that stays within it."""
    if shape not in _CORNERS:
        return 1.0 if shape == "circle" else _SQUARE / 2
    count, _first, stretch = _CORNERS[shape]
    inside = stretch * math.cos(math.pi / count)
    return inside - _DROP / 2 if shape == "triangle" else inside


def marker(
    item: str,
    shape: MarkerShape,
    x: float,
    y: float,
    radius: float,
    *,
    fill: str | None,
    stroke: str,
    stroke_width: float,
) -> SceneItem:
    """The outline of a marker centred on x, y."""
    if shape in ("circle", "square"):
        side = radius * (2 if shape == "circle" else _SQUARE)
        return Box(
            item,
            x - side / 2,
            y - side / 2,
            side,
            side,
            fill=fill,
            stroke=stroke,
            stroke_width=stroke_width,
            radius=side / 2 if shape == "circle" else side * 0.14,
        )
    count, first, stretch = _CORNERS[shape]
    # A triangle's centre of gravity lies below the middle of its box.
    drop = radius * _DROP if shape == "triangle" else 0.0
    corners = [
        (
            x + radius * stretch * math.cos(math.radians(first + 360 * number / count)),
            y + drop + radius * stretch * math.sin(math.radians(first + 360 * number / count)),
        )
        for number in range(count)
    ]
    commands: list[PathCommand] = [("M", *corners[0]), *(("L", *corner) for corner in corners[1:]), ("Z",)]
    return Path(item, tuple(commands), fill=fill, stroke=stroke, stroke_width=stroke_width)


def face(
    item: str, shape: MarkerShape, x: float, y: float, radius: float, level: float, colour: str, page: str
) -> tuple[SceneItem, ...]:
    """A face of `radius` mm centred on x, y. level: −5 a deep frown … +5 a broad smile."""
    line = radius * LINE
    small = radius * (0.8 if shape in ("triangle", "diamond") else 1.0)
    down = radius * _DROP if shape == "triangle" else 0.0
    eye = small * 0.13
    eyes = tuple(
        Box(
            item,
            x + side * small * 0.34 - eye,
            y + down - small * 0.22 - eye * 1.25,
            2 * eye,
            2.5 * eye,
            fill=colour,
            radius=eye,
        )
        for side in (-1, 1)
    )
    bend = level / 5 * small * 0.34
    middle = y + down + small * 0.33
    mouth = Path(
        item,
        (
            ("M", x - small * 0.4, middle - bend * 0.6),
            (
                "C",
                x - small * 0.18,
                middle + bend * 0.75,
                x + small * 0.18,
                middle + bend * 0.75,
                x + small * 0.4,
                middle - bend * 0.6,
            ),
        ),
        stroke=colour,
        stroke_width=line * 0.85,
    )
    outline = marker(item, shape, x, y, radius, fill=page, stroke=colour, stroke_width=line)
    return (outline, *eyes, mouth)


def shared_face(
    item: str, x: float, y: float, radius: float, level: float, colour: str, page: str
) -> tuple[SceneItem, ...]:
    """A face in a ring of `radius` mm, of a point that several people share where others are of one: the
    first persona's faces are round too, and without colour nothing else tells them apart."""
    return _ring(item, x, y, radius, colour, page), *face(
        item, "circle", x, y, _IN_RING * radius, level, colour, page
    )


def shared_dot(item: str, x: float, y: float, radius: float, colour: str, page: str) -> tuple[SceneItem, ...]:
    """The same as a dot."""
    side = _IN_RING * radius
    return _ring(item, x, y, radius, colour, page), Box(
        item, x - side, y - side, 2 * side, 2 * side, fill=colour, radius=side
    )


def _ring(item: str, x: float, y: float, radius: float, colour: str, page: str) -> SceneItem:
    return marker(item, "circle", x, y, radius, fill=page, stroke=colour, stroke_width=_RING * radius)
