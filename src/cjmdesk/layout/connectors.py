"""What arrows are drawn with: strokes, rounded corners, heads.

`layout.rails` runs them between stages, above the headers; `layout.links` between cards, through
the gutters. Nothing runs over a card or a text: rails and label lines are reserved before the rows
get their heights, so that routing never fails for want of room.
"""

import math
from collections.abc import Sequence

from msgspec.structs import replace

from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import Box, Path, PathCommand, SceneItem
from cjmdesk.model.maps import Connector

LABEL = 0.82
"""Size of a connector's label, em."""

LINE = 0.14
"""Thickness of its line, em."""

_HEAD = 0.42
"""Of its length and width, em."""

_LONG, _WIDE = 1.3, 0.7
_SMALLEST = 0.6
"""Of its size: no smaller where the run that leads to it is short."""

_SHARPEST = 0.1
"""em: the least radius of a corner before a head."""

MARK = 0.34
"""Radius of the mark of a condition, em."""

_SIGNS = {"good": ((1, 0), (0, 1)), "bad": ((1, 0),)}
"""Strokes of a mark: across and down from its middle."""

_DASHES = {"good": (), "bad": (0.7, 0.4), "neutral": ()}


def stroke(
    context: LayoutContext,
    connector: Connector,
    commands: tuple[PathCommand, ...],
    colour: str,
    thickness: float = LINE,
    size: float = 1.0,
) -> list[SceneItem]:
    """A connector's line in the dashes of its condition; its head stands where it ends. thickness: em;
    size: of the head, see head_size."""
    em = context.em
    dash = tuple(length * em for length in _DASHES.get(connector.condition, ()))
    # As far as the middle of its head, which is wider there than the line.
    under = 0.5 * _LONG * _HEAD * size * em
    line = Path(
        connector.id, commands, stroke=colour, stroke_width=thickness * em, dash=dash, under_head=under
    )
    if not dash or len(commands) < 2:
        return [line]
    # A gap between dashes may fall on a short run to the head, or its corner: the head would hang free.
    ends = [(float(command[-2]), float(command[-1])) for command in commands[-4:]]
    if math.dist(ends[-2], ends[-1]) > sum(dash):
        return [line]
    run: tuple[PathCommand, ...] = (("M", *ends[-2]), commands[-1])
    if len(commands) > 3 and commands[-2][0] == "C":
        before = _towards(ends[-3], ends[-4], 0.7 * dash[0])
        run = (("M", *before), *commands[-3:])
    solid = replace(line, commands=run, dash=())
    return [line, replace(solid, commands=solid.drawn, under_head=0.0)]


def rounded(
    points: Sequence[tuple[float, float]], radius: float, last: float | None = None
) -> tuple[PathCommand, ...]:
    """A polyline of horizontal and vertical runs with rounded corners. last: radius of the last corner,
    None for the same as the others; mm."""
    commands: list[PathCommand] = [("M", *points[0])]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        here = radius if last is None or after is not points[-1] else last
        back = _towards(corner, before, here)
        ahead = _towards(corner, after, here)
        commands += [
            ("L", *back),
            ("C", *_towards(back, corner, here * 0.55), *_towards(ahead, corner, here * 0.55), *ahead),
        ]
    commands.append(("L", *points[-1]))
    return tuple(commands)


def _towards(start: tuple[float, float], goal: tuple[float, float], distance: float) -> tuple[float, float]:
    """`start` moved by at most half the way and `distance` mm towards `goal`."""
    dx, dy = goal[0] - start[0], goal[1] - start[1]
    length = max(abs(dx), abs(dy))
    if length == 0:
        return start
    part = min(distance, length / 2) / length
    return (start[0] + dx * part, start[1] + dy * part)


def head_size(run: float, thickness: float) -> float:
    """Of the usual size: a head that is no longer than the straight run before it, or the line would come
    into its flank. run: from the last corner to the tip; thickness: of the line; em."""
    return min(max((run - thickness / 2) / (_LONG * _HEAD), _SMALLEST), 1.0)


def corner_before(run: float, size: float, radius: float) -> float:
    """Radius of the last corner, no larger than what the head leaves of the run to the tip: a bend that went
    on below a head would push it aside. run: from that corner to the tip; size: of the head; radius: of the
    other corners; em."""
    return min(radius, max(run - _LONG * _HEAD * size, _SHARPEST))


def head(
    context: LayoutContext,
    connector: Connector,
    x: float,
    y: float,
    direction: str,
    colour: str,
    size: float = 1.0,
) -> Path:
    """An arrow head with its tip at x, y, pointing left, right or down; hollow where nothing is judged.
    size: see head_size."""
    item, em = connector.id, context.em
    long, wide = _LONG * _HEAD * size * em, _WIDE * _HEAD * size * em
    corners = {
        "down": ((x, y), (x - wide, y - long), (x + wide, y - long)),
        "left": ((x, y), (x + long, y - wide), (x + long, y + wide)),
        "right": ((x, y), (x - long, y - wide), (x - long, y + wide)),
    }[direction]
    shape: tuple[PathCommand, ...] = (("M", *corners[0]), ("L", *corners[1]), ("L", *corners[2]), ("Z",))
    if connector.condition in _SIGNS:
        return Path(item, shape, fill=colour)
    return Path(item, shape, fill=context.palette.page, stroke=colour, stroke_width=0.1 * em)


def condition_mark(
    context: LayoutContext, connector: Connector, x: float, y: float, colour: str
) -> tuple[SceneItem, ...]:
    """A disc around x, y with a plus for what goes well and a minus for what goes badly; else nothing."""
    em, page = context.em, context.palette.page
    strokes = _SIGNS.get(connector.condition, ())
    if not strokes:
        return ()
    disc = Box(
        connector.id,
        x - MARK * em,
        y - MARK * em,
        2 * MARK * em,
        2 * MARK * em,
        fill=colour,
        radius=MARK * em,
    )
    arm = 0.55 * MARK * em
    lines: tuple[PathCommand, ...] = ()
    for across, down in strokes:
        lines += (("M", x - across * arm, y - down * arm), ("L", x + across * arm, y + down * arm))
    return (disc, Path(connector.id, lines, stroke=page, stroke_width=0.11 * em))
