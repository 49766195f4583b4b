"""Lines on the Scene: how far a place lies from one, and where one runs."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from math import hypot

from cjmdesk.layout.scene import Part, Path, PathCommand, Scene, Text

Point = tuple[float, float]

_LINES = ("rails", "connectors")
"""The parts of a Scene that connectors are drawn in; those of further tiers have a number behind."""

_ABOVE, _BELOW = 0.78, 0.24
"""em that letters reach above and below the line they stand on."""

_PIECES = 12
"""Straight pieces that a curve is taken for: at any zoom within a pixel of it."""


def holds_lines(part: Part) -> bool:
    """Whether connectors are drawn in this part of a Scene."""
    return part.key.partition("@")[0] in _LINES


def points_of(commands: Sequence[PathCommand]) -> Iterator[list[Point]]:
    """The lines that a path draws, its curves in straight pieces."""
    line: list[Point] = []
    for command in commands:
        numbers = [float(number) for number in command[1:]]
        if command[0] == "M":
            if len(line) > 1:
                yield line
            line = [(numbers[0], numbers[1])]
        elif command[0] == "Z":
            line.append(line[0])
        elif command[0] == "C" and line:
            line += _bent(line[-1], numbers)
        else:
            line.append((numbers[0], numbers[1]))
    if len(line) > 1:
        yield line


def _bent(start: Point, numbers: Sequence[float]) -> Iterator[Point]:
    x0, y0 = start
    x1, y1, x2, y2, x3, y3 = numbers
    for number in range(1, _PIECES + 1):
        part = number / _PIECES
        rest = 1 - part
        a, b, c, d = rest**3, 3 * rest * rest * part, 3 * rest * part * part, part**3
        yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def distance(commands: Sequence[PathCommand], x: float, y: float) -> float:
    """mm from (x, y) to the nearest place on a path; infinite for an empty one."""
    return min(
        (_to_piece(one, other, x, y) for line in points_of(commands) for one, other in pairwise(line)),
        default=float("inf"),
    )


def _to_piece(one: Point, other: Point, x: float, y: float) -> float:
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = dx * dx + dy * dy
    part = ((x - one[0]) * dx + (y - one[1]) * dy) / length if length else 0.0
    part = max(0.0, min(1.0, part))
    return hypot(x - one[0] - part * dx, y - one[1] - part * dy)


def stroke_near(scene: Scene, x: float, y: float, reach: float, wanted: Collection[str]) -> str:
    """The item of `wanted` whose line runs nearest to (x, y), at most `reach` mm off; empty for none."""
    best, nearest = "", reach
    for part in scene.parts:
        if not holds_lines(part):
            continue
        for item in part.items:
            if isinstance(item, Path) and item.item in wanted:
                away = distance(item.commands, x - part.x, y - part.y) - item.stroke_width / 2
                if away <= nearest:
                    best, nearest = item.item, away
    return best


def line_of(scene: Scene, wanted: str) -> tuple[Point, ...]:
    """The places that a connector's line runs through on the Scene, mm; empty if it is not shown."""
    for part in scene.parts:
        if not holds_lines(part):
            continue
        for item in part.items:
            if isinstance(item, Path) and item.item == wanted and item.stroke:
                for line in points_of(item.commands):
                    return tuple((x + part.x, y + part.y) for x, y in line)
    return ()


def words_of_lines(scene: Scene) -> Iterator[tuple[float, float, float, float]]:
    """What the words of connectors cover, line by line: left, top, right, bottom in mm on the Scene."""
    for part in scene.parts:
        if not holds_lines(part):
            continue
        for item in part.items:
            if isinstance(item, Text):
                for _number, line, left, base in item.lines():
                    x, y, size = left + part.x, base + part.y, item.size
                    yield x, y - _ABOVE * size, x + line.width * size, y + _BELOW * size
