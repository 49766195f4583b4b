"""What the seams of a tiled poster should spare: lines of text, cards, pictures."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from cjmdesk.layout.pages import Bounds, bounds
from cjmdesk.layout.scene import Box, CardBox, Image, Path, Scene, Text
from cjmdesk.posters.tiling import Tiling

LINE = 10000.0
"""What a cut through a line of text costs…"""
ARROW = 5000.0
"""…and a cut along an arrow…"""
_NEAR_LINE, _PICTURE, _CARD, _SIGN = 60.0, 80.0, 12.0, 3.0

_CLEAR = 1.2
"""mm from a line of text within which a cut is too close: hands and cutters are not exact."""

_LARGEST_SIGN = 40.0
"""mm of icons and faces; longer strokes (hairlines, curves, connectors) join up again…"""

_ARROWS, LONG, BESIDE = ("connectors", "rails"), 4.0, 2.0
"""…but a cut along a straight piece of an arrow would part it lengthwise: parts with arrows, mm of such a
piece at least, and mm beside it within which a cut is too close."""

_ABOVE, _BELOW = 0.95, 0.25
"""em of a line's ink above its baseline (capitals with accents) and below."""

_WHITE = "#FFFFFF"


_NEXT_TO_NOTHING = 1e-9
"""mm by which sums of lengths may be off."""


@dataclass(frozen=True)
class Obstacles:
    """All of a poster, in its mm. lines: boxes (left, top, right, bottom) of every line of text.

    arrows: boxes around long straight pieces of arrows, with what is too close beside them. costs: boxes,
    and what a cut through each costs. border: the white rim of the poster, left, top,
    right, bottom.
    """

    lines: tuple[Bounds, ...]
    costs: tuple[tuple[float, float, float, float, float], ...]
    border: Bounds
    arrows: tuple[Bounds, ...] = ()

    @cached_property
    def from_left(self) -> "Ordered":
        """The lines from left to right."""
        return Ordered((a, c, b, d, n) for n, (a, b, c, d) in enumerate(self.lines))

    @cached_property
    def from_top(self) -> "Ordered":
        """The lines from top to bottom."""
        return Ordered((b, d, a, c, n) for n, (a, b, c, d) in enumerate(self.lines))


class Ordered:
    """Lines by where they begin along one direction."""

    def __init__(self, lines: Iterable[tuple[float, float, float, float, int]]) -> None:
        """lines: begin and end along the direction, begin and end across it, number."""
        ordered = sorted(lines)
        self._begins = [line[0] for line in ordered]
        self._longest = max((line[1] - line[0] for line in ordered), default=0.0)
        self._lines = [(across, behind, end, number) for _begin, end, across, behind, number in ordered]

    def begun(self, place: float) -> list[tuple[float, float, float, int]]:
        """Of each line that may reach over `place`: begin and end across, its end, its number."""
        first = bisect_left(self._begins, place - self._longest - _NEXT_TO_NOTHING)
        return self._lines[first : bisect_left(self._begins, place)]


def obstacles(scene: Scene) -> Obstacles:
    """Everything on a poster that seams should spare."""
    lines, costs = [], []
    arrows: list[Bounds] = []
    ink = [scene.width, scene.height, 0.0, 0.0]
    for part in scene.parts:
        for item in part.items:
            if isinstance(item, Box) and item.fill == _WHITE and not item.stroke:
                continue
            if isinstance(item, Text):
                for box in text_lines(item, part.x, part.y):
                    lines.append(box)
                    costs.append((*box, LINE))
                    left, top, right, bottom = box
                    near = (left - _CLEAR, top - _CLEAR, right + _CLEAR, bottom + _CLEAR, _NEAR_LINE)
                    costs.append(near)
                    _widen(ink, box)
                continue
            left, top, right, bottom = bounds(item)
            box = (part.x + left, part.y + top, part.x + right, part.y + bottom)
            _widen(ink, box)
            if isinstance(item, Image):
                costs.append((*box, _PICTURE))
            elif isinstance(item, CardBox) or (isinstance(item, Box) and item.dash):
                costs.append((*box, _CARD))  # a dashed box is the place of a note on a wall grid
            elif isinstance(item, Path) and max(right - left, bottom - top) < _LARGEST_SIGN:
                costs.append((*box, _SIGN))
            if isinstance(item, Path) and item.stroke and part.key in _ARROWS:
                arrows += _straight(item, part.x, part.y)
    border = (
        max(ink[0], 0.0),
        max(ink[1], 0.0),
        max(scene.width - ink[2], 0.0),
        max(scene.height - ink[3], 0.0),
    )
    return Obstacles(tuple(lines), tuple(costs), border, tuple(arrows))


def _straight(arrow: Path, x: float, y: float) -> Iterator[Bounds]:
    """Boxes around the long straight pieces of an arrow whose part lies at x, y."""
    half = arrow.stroke_width / 2 + BESIDE
    ends = [(float(c[-2]), float(c[-1])) for c in arrow.commands if c[0] != "Z"]
    for (x1, y1), (x2, y2), command in zip(ends, ends[1:], arrow.commands[1:], strict=False):
        if command[0] == "L" and min(abs(x1 - x2), abs(y1 - y2)) < _NEXT_TO_NOTHING < LONG <= max(
            abs(x1 - x2), abs(y1 - y2)
        ):
            yield (
                x + min(x1, x2) - half,
                y + min(y1, y2) - half,
                x + max(x1, x2) + half,
                y + max(y1, y2) + half,
            )


def text_lines(text: Text, x: float, y: float) -> Iterator[Bounds]:
    """The boxes of a text's lines whose part lies at x, y; blank ones have none."""
    size = text.size
    for _number, line, left, baseline in text.lines():
        if line.width:
            top, bottom = y + baseline - _ABOVE * size, y + baseline + _BELOW * size
            yield (x + left, top, x + left + line.width * size, bottom)


def _widen(ink: list[float], box: Bounds) -> None:
    ink[0], ink[1] = min(ink[0], box[0]), min(ink[1], box[1])
    ink[2], ink[3] = max(ink[2], box[2]), max(ink[3], box[3])


def cut_lines(found: Obstacles, tiling: Tiling) -> int:
    """How many lines of text the seams of `tiling` go through; one cut twice counts once."""
    cut: set[int] = set()
    upright, level = found.from_left, found.from_top
    for x1, y1, x2, y2 in tiling.seams():
        if x1 == x2:
            cut.update([n for b, d, c, n in upright.begun(x1) if x1 < c and y1 < d and b < y2])
        else:
            cut.update([n for a, c, d, n in level.begun(y1) if y1 < d and x1 < c and a < x2])
    return len(cut)


def parted_arrows(found: Obstacles, tiling: Tiling) -> int:
    """How many straight pieces of arrows the seams of `tiling` run along, on them or too close beside."""
    return sum(any(_runs_along(seam, piece) for seam in tiling.seams()) for piece in found.arrows)


def _runs_along(seam: Bounds, piece: Bounds) -> bool:
    upright = piece[3] - piece[1] > piece[2] - piece[0]
    if upright != (seam[0] == seam[2]):
        return False
    across, along = (0, 1) if upright else (1, 0)
    half = (piece[across + 2] - piece[across]) / 2  # beside the line and beyond its ends
    begin = max(piece[along] + half, seam[along])
    end = min(piece[along + 2] - half, seam[along + 2])
    near = piece[across] + _NEXT_TO_NOTHING < seam[across] < piece[across + 2] - _NEXT_TO_NOTHING
    return near and end - begin > LONG
