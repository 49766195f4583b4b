"""Many parts of a Scene seen from afar: rectangles of one colour drawn in one go.

From afar a sheet shows thousands of things at once, and each call of Qt costs more than what it
draws. So parts are taken together, and nothing is prepared that would not be seen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush

from cjmdesk.layout.scene import Box, CardBox, Image, Part, Path, Text, Wash, moved
from cjmdesk.paint.qt_plan import Fill, Lines, Photo, Shape, colour, lines_of, prepare

Mark = tuple[float, int, Box | Path | Wash | Image, Part]
"""The longer side of something's ink in mm, its number, it, and where it stands."""

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
        self._texts: dict[float, list[tuple[Text, Part]]] = {}
        self._ready: dict[int, Shape | Photo] = {}
        self._bars: dict[float, list[QRectF]] = {}
        self._lines: dict[float, list[Lines]] = {}
        rects: dict[str, list[QRectF]] = {}
        for part in parts:
            self._sort(part, rects)
        self.fills: list[Fill] = [(QBrush(colour(name)), group) for name, group in rects.items()]

    def _sort(self, part: Part, rects: dict[str, list[QRectF]]) -> None:
        marks = self._below
        x, y = part.x, part.y
        for item in part.items:
            if isinstance(item, CardBox):
                marks = self._above
                rect = QRectF(x + item.x, y + item.y, item.width, item.height)
                if item.fill in rects:
                    rects[item.fill].append(rect)
                else:
                    rects[item.fill] = [rect]
            elif isinstance(item, Text):
                if item.size in self._texts:
                    self._texts[item.size].append((item, part))
                else:
                    self._texts[item.size] = [(item, part)]
            else:
                marks.append((_extent(item), len(self._below) + len(self._above), item, part))

    def below(self, smallest: float) -> Iterator[Shape | Photo]:
        """What lies under the cards and is at least `smallest` mm long."""
        return self._prepared(self._below, smallest)

    def above(self, smallest: float) -> Iterator[Shape | Photo]:
        """What lies over the cards' frames and is at least `smallest` mm long, texts left out."""
        return self._prepared(self._above, smallest)

    def sizes(self) -> tuple[float, ...]:
        """The sizes of the texts, mm."""
        return tuple(self._texts)

    def lines(self, size: float) -> list[Lines]:
        """The texts of a size."""
        ready = self._lines.get(size)
        if ready is None:
            placed = (replace(text, x=part.x + text.x, y=part.y + text.y) for text, part in self._texts[size])
            ready = self._lines[size] = [made for made in map(lines_of, placed) if made is not None]
        return ready

    def bars(self, size: float) -> list[QRectF]:
        """A bar for each line of the texts of a size."""
        bars = self._bars.get(size)
        if bars is None:
            bars = self._bars[size] = []
            tall = _X_HEIGHT * size
            for text, part in self._texts[size]:
                for _number, line, left, baseline in text.lines():
                    bars.append(QRectF(part.x + left, part.y + baseline - tall, line.width * size, tall))
        return bars

    def _prepared(self, marks: list[Mark], smallest: float) -> Iterator[Shape | Photo]:
        for extent, number, item, part in marks:
            if extent < smallest:
                continue
            made = self._ready.get(number)
            if made is None:
                made = self._ready[number] = prepare(_placed(item, part))
            yield made


def _placed(item: Box | Path | Wash | Image, part: Part) -> Box | Path | Wash | Image:
    return moved(item, part.x, part.y)  # type: ignore[return-value] # the same kind of item


def _extent(item: Box | Path | Wash | Image) -> float:
    """mm; of a path, by where its strokes end."""
    if isinstance(item, Path):
        ends = [command[-2:] for command in item.commands if len(command) > 2]
        xs = [float(end[0]) for end in ends]
        ys = [float(end[1]) for end in ends]
        return max(max(xs) - min(xs), max(ys) - min(ys)) if ends else 0.0
    return max(item.width, item.height)
