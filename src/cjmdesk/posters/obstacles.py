"""What the seams of a tiled poster should spare: lines of text, cards, pictures."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from cjmdesk.layout.pages import Bounds, bounds
from cjmdesk.layout.scene import Box, CardBox, Image, Part, Path, Scene, SceneItem, Text
from cjmdesk.posters.tiling import Tiling

LINE = 100000.0
"""What a cut through a line of text costs…"""
ARROW = 50000.0
"""…and a cut along an arrow…"""
SIGN = 5000.0
"""…and one through a sign, such as a face, an icon or a portrait: more than a whole seam of near misses."""
_NEAR_LINE, _PICTURE, _CARD, _HEAD, _STROKE, _BAR = 60.0, 80.0, 12.0, 30.0, 3.0, 5.0

_CLEAR = 1.2
"""mm from a line of text within which a cut is too close: hands and cutters are not exact."""
_CLEAR_OF_SIGNS = 0.4
"""mm from a sign; there it does not go through yet."""

_SMALLEST_SIGN, _LARGEST_SIGN = 1.0, 30.0
"""mm: what is smaller is a dot; what is larger joins up again, as photographs do."""

_LONGEST_STROKE = 40.0
"""mm; longer strokes (hairlines, curves, connectors) join up again…"""

_ARROWS, LONG, BESIDE = ("connectors", "rails"), 4.0, 2.0
"""…but a cut along a straight piece of an arrow would part it lengthwise: parts with arrows, mm of such a
piece at least, and mm beside it within which a cut is too close."""

_ABOVE, _BELOW = 0.95, 0.25
"""em of a line's ink above its baseline (capitals with accents) and below."""

_WHITE = "#FFFFFF"


_NEXT_TO_NOTHING = 1e-9
"""mm by which sums of lengths may be off."""


class Obstacles(Struct, frozen=True, dict=True):
    """All of a poster, in its mm. lines: boxes (left, top, right, bottom) of every line of text.

    signs: boxes of faces, icons and other small shapes. arrows: boxes around long straight pieces of
    arrows, with what is too close beside them. costs: boxes, and what a cut through each costs. border:
    the white rim of the poster, left, top, right, bottom.
    """

    lines: tuple[Bounds, ...]
    costs: tuple[tuple[float, float, float, float, float], ...]
    border: Bounds
    arrows: tuple[Bounds, ...] = ()
    signs: tuple[Bounds, ...] = ()

    @cached_property
    def lines_in_order(self) -> "InOrder":
        """The lines, to be looked up by where seams lie."""
        return InOrder(self.lines)

    @cached_property
    def signs_in_order(self) -> "InOrder":
        """The signs, likewise."""
        return InOrder(self.signs)


class InOrder:
    """Boxes from left to right and from top to bottom."""

    def __init__(self, boxes: Sequence[Bounds]) -> None:
        self._from_left = _Ordered((a, c, b, d, n) for n, (a, b, c, d) in enumerate(boxes))
        self._from_top = _Ordered((b, d, a, c, n) for n, (a, b, c, d) in enumerate(boxes))

    def cut(self, tiling: Tiling) -> int:
        """How many the seams of `tiling` go through; one cut twice counts once."""
        cut: set[int] = set()
        upright, level = self._from_left, self._from_top
        for x1, y1, x2, y2 in tiling.seams():
            if x1 == x2:
                cut.update([n for b, d, c, n in upright.begun(x1) if x1 < c and y1 < d and b < y2])
            else:
                cut.update([n for a, c, d, n in level.begun(y1) if y1 < d and x1 < c and a < x2])
        return len(cut)


class _Ordered:
    """Boxes by where they begin along one direction."""

    def __init__(self, boxes: Iterable[tuple[float, float, float, float, int]]) -> None:
        """boxes: begin and end along the direction, begin and end across it, number."""
        ordered = sorted(boxes)
        self._begins = [box[0] for box in ordered]
        self._longest = max((box[1] - box[0] for box in ordered), default=0.0)
        self._boxes = [(across, behind, end, number) for _begin, end, across, behind, number in ordered]

    def begun(self, place: float) -> list[tuple[float, float, float, int]]:
        """Of each box that may reach over `place`: begin and end across, its end, its number."""
        first = bisect_left(self._begins, place - self._longest - _NEXT_TO_NOTHING)
        return self._boxes[first : bisect_left(self._begins, place)]


def obstacles(scene: Scene) -> Obstacles:
    """Everything on a poster that seams should spare."""
    found = _Found()
    for part in scene.parts:
        found.take(part)
    return found.obstacles(scene.width, scene.height)


class _Found:
    """What was found so far; all in mm of the poster."""

    def __init__(self) -> None:
        self._lines: list[Bounds] = []
        self._costs: list[tuple[float, float, float, float, float]] = []
        self._arrows: list[Bounds] = []
        self._signs: list[Bounds] = []
        self._ink: list[Bounds] = []

    def take(self, part: Part) -> None:
        """All of a part."""
        sign: Bounds | None = None  # so far: its shapes lie on one another
        for item in part.items:
            if isinstance(item, Box) and item.fill == _WHITE and not item.stroke:
                continue
            if isinstance(item, Text):
                for line in text_lines(item, part.x, part.y):
                    self._take_line(line)
                continue
            left, top, right, bottom = bounds(item)
            box = (part.x + left, part.y + top, part.x + right, part.y + bottom)
            self._ink.append(box)
            if _is_sign(part, item, box):
                joined = _joined(sign, box)
                if sign is not None and joined is None:
                    self._take_sign(sign)
                sign = joined or box
            elif isinstance(item, Image):
                self._costs.append((*box, _PICTURE))
            elif isinstance(item, CardBox) or (isinstance(item, Box) and item.dash):
                self._costs.append((*box, _CARD))  # a dashed box is the place of a note on a wall grid
            elif isinstance(item, Box) and item.fill and min(_size(box)) < _SMALLEST_SIGN:
                # A cut along the line above a step would halve it, and its mark would not be seen there.
                self._costs.append((*_grown(box, _CLEAR), _BAR))
            elif isinstance(item, Path) and max(_size(box)) < _LONGEST_STROKE:
                head = bool(item.fill) and part.key in _ARROWS
                self._costs.append((*box, _HEAD if head else _STROKE))
            if isinstance(item, Path) and item.stroke and part.key in _ARROWS:
                self._arrows += _straight(item, part.x, part.y)
        if sign is not None:
            self._take_sign(sign)

    def _take_line(self, line: Bounds) -> None:
        self._lines.append(line)
        self._ink.append(line)
        self._costs += [(*line, LINE), (*_grown(line, _CLEAR), _NEAR_LINE)]

    def _take_sign(self, sign: Bounds) -> None:
        self._signs.append(sign)
        self._costs.append((*_grown(sign, _CLEAR_OF_SIGNS), SIGN))

    def obstacles(self, width: float, height: float) -> Obstacles:
        """Of a poster of so many mm."""
        ink = self._ink
        border = (
            max(min((box[0] for box in ink), default=width), 0.0),
            max(min((box[1] for box in ink), default=height), 0.0),
            max(width - max((box[2] for box in ink), default=0.0), 0.0),
            max(height - max((box[3] for box in ink), default=0.0), 0.0),
        )
        return Obstacles(
            tuple(self._lines), tuple(self._costs), border, tuple(self._arrows), tuple(self._signs)
        )


def _is_sign(part: Part, item: SceneItem, box: Bounds) -> bool:
    """Whether a shape is one, or a piece of one: a small one, but no piece of a line and no head of an
    arrow, and no point of a stage."""
    across, down = _size(box)
    if part.key == "footer" and isinstance(item, Path):  # a sample of a line in the legend
        return max(across, down) <= _LARGEST_SIGN
    if min(across, down) < _SMALLEST_SIGN or max(across, down) > _LARGEST_SIGN:
        return False
    if isinstance(item, Path):
        kind = part.key.partition(":")[0]
        return kind not in (*_ARROWS, "stage") and (kind != "curve" or bool(item.fill))
    return isinstance(item, Image) or (isinstance(item, Box) and not item.dash)


def _joined(sign: Bounds | None, shape: Bounds) -> Bounds | None:
    """A sign and the next shape, if that lies on it; None if it is not part of it."""
    if sign is None or not (
        sign[0] < shape[2] and shape[0] < sign[2] and sign[1] < shape[3] and shape[1] < sign[3]
    ):
        return None
    both = (
        min(sign[0], shape[0]),
        min(sign[1], shape[1]),
        max(sign[2], shape[2]),
        max(sign[3], shape[3]),
    )
    return both if max(_size(both)) <= _LARGEST_SIGN else None


def _size(box: Bounds) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _grown(box: Bounds, by: float) -> Bounds:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


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


def cut_lines(found: Obstacles, tiling: Tiling) -> int:
    """How many lines of text the seams of `tiling` go through; one cut twice counts once."""
    return found.lines_in_order.cut(tiling)


def cut_signs(found: Obstacles, tiling: Tiling) -> int:
    """How many faces, icons and other small shapes the seams of `tiling` go through."""
    return found.signs_in_order.cut(tiling)


def parted_arrows(found: Obstacles, tiling: Tiling) -> int:
    """How many straight pieces of arrows the seams of `tiling` run along, on them or too close beside."""
    return sum(any(_runs_along(seam, piece) for seam in tiling.seams()) for piece in found.arrows)


def harm(found: Obstacles, tiling: Tiling) -> tuple[int, int]:
    """What seams do besides cutting lines: arrows that they run along, signs that they go through."""
    return parted_arrows(found, tiling), cut_signs(found, tiling)


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
