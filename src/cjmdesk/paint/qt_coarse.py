"""Many parts of a Scene seen from afar: rectangles of one colour drawn in one go.

From afar a sheet shows thousands of things at once, and each call of Qt costs more than what it
draws. So parts are taken together, and nothing is prepared that would not be seen.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush

from cjmdesk.layout.scene import Box, CardBox, Image, Part, Path, Text, Wash, moved
from cjmdesk.paint.qt_plan import Fill, Lines, Photo, Shape, colour, lines_of, prepare

Mark = tuple[float, int, Box | Path | Wash | Image, Part]
"""The longer side of something's ink in mm, its number, it, and where it stands."""

_LIGHT = 0.7
"""Of letters from which on they stand on a dark ground."""

_OUTLINED = 1.25
"""How much larger than it is an outlined shape counts: faces on a curve are seen for longer than dots."""

_X_HEIGHT = 0.52
"""em: what a line of text covers when a bar stands for it."""


class Coarse:
    """Parts made ready to be drawn from afar, in the Scene's coordinates.

    Frames of cards come after what stands before the first card of their part and before the rest
    of it; no card overlaps what belongs to another. fills: the frames, by colour.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self._below: list[Mark] = []
        self._above: list[Mark] = []
        self._sizes: dict[float, None] = {}
        self._ready: dict[int, Shape | Photo] = {}
        self._seen: dict[bool, tuple[float, list[Shape | Photo]]] = {}
        self._bars: dict[float, tuple[list[QRectF], list[QRectF]]] = {}
        self._lines: dict[float, list[Lines]] = {}
        rects: dict[str, list[QRectF]] = {}
        for part in parts:
            self._sort(part, rects)
        self.fills: list[Fill] = [(QBrush(colour(name)), group) for name, group in rects.items()]

    def _sort(self, part: Part, rects: dict[str, list[QRectF]]) -> None:
        # Of a very large map this goes over a hundred thousand items before they are seen at all.
        marks, sizes = self._below, self._sizes
        x, y = part.x, part.y
        for item in part.items:
            if isinstance(item, Text):
                sizes[item.size] = None
            elif isinstance(item, CardBox):
                marks = self._above
                rect = QRectF(x + item.x, y + item.y, item.width, item.height)
                if item.fill in rects:
                    rects[item.fill].append(rect)
                else:
                    rects[item.fill] = [rect]
            else:
                marks.append((_extent(item), len(self._below) + len(self._above), item, part))

    def _texts(self, size: float) -> Iterator[tuple[Text, Part]]:
        """The texts of a size, and where they stand."""
        for part in self.parts:
            for item in part.items:
                if isinstance(item, Text) and item.size == size:
                    yield item, part

    def below(self, smallest: float) -> Sequence[Shape | Photo]:
        """What lies under the cards and is at least `smallest` mm long."""
        return self._prepared(False, smallest)

    def above(self, smallest: float) -> Sequence[Shape | Photo]:
        """What lies over the cards' frames and is at least `smallest` mm long, texts left out."""
        return self._prepared(True, smallest)

    def sizes(self) -> tuple[float, ...]:
        """The sizes of the texts, mm."""
        return tuple(self._sizes)

    def lines(self, size: float) -> list[Lines]:
        """The texts of a size."""
        ready = self._lines.get(size)
        if ready is None:
            placed = (replace(text, x=part.x + text.x, y=part.y + text.y) for text, part in self._texts(size))
            ready = self._lines[size] = [made for made in map(lines_of, placed) if made is not None]
        return ready

    def bars(self, size: float) -> tuple[list[QRectF], list[QRectF]]:
        """A bar for each line of the texts of a size: of dark letters, and of light ones."""
        bars = self._bars.get(size)
        if bars is None:
            dark, light = bars = self._bars[size] = [], []
            tall = _X_HEIGHT * size
            for text, part in self._texts(size):
                group = light if colour(text.colour).lightnessF() > _LIGHT else dark
                for _number, line, left, baseline in text.lines():
                    group.append(QRectF(part.x + left, part.y + baseline - tall, line.width * size, tall))
        return bars

    def _prepared(self, above: bool, smallest: float) -> list[Shape | Photo]:
        known = self._seen.get(above)
        if known is None or known[0] != smallest:  # the same until the zoom is another
            marks = self._above if above else self._below
            seen = [self._made(number, item, part) for long, number, item, part in marks if long >= smallest]
            known = self._seen[above] = (smallest, seen)
        return known[1]

    def _made(self, number: int, item: Box | Path | Wash | Image, part: Part) -> Shape | Photo:
        made = self._ready.get(number)
        if made is None:
            made = self._ready[number] = prepare(_placed(item, part))
        return made


def _placed(item: Box | Path | Wash | Image, part: Part) -> Box | Path | Wash | Image:
    if isinstance(item, Path) and item.under_head:  # its head is too small to be seen from afar
        item = replace(item, under_head=0.0)
    return moved(item, part.x, part.y)  # type: ignore[return-value] # the same kind of item


def _extent(item: Box | Path | Wash | Image) -> float:
    """mm; of a path, by where its strokes end."""
    if not isinstance(item, Path):
        long = item.width if item.width > item.height else item.height
        return long * _OUTLINED if isinstance(item, Box) and item.stroke and item.fill else long
    xs: list[float] = [command[-2] for command in item.commands if len(command) > 2]  # type: ignore[misc]
    ys: list[float] = [command[-1] for command in item.commands if len(command) > 2]  # type: ignore[misc]
    return max(max(xs) - min(xs), max(ys) - min(ys)) if xs else 0.0
