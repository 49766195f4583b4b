"""What is drawn on more than white paper, faded: points with their curves, connectors, arrows of a process.

A white veil over a point would be a patch on the wash of its band. So what fades is painted over with
the very ground it stands on, as good as opaque, and along its outline alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from msgspec import Struct, field
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPainterPathStroker
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from cjmdesk.layout.scene import Box, Part, Path, Scene, SceneItem, Text, Wash
from cjmdesk.ui.sheet.boxes import bounds, flows_in
from cjmdesk.ui.sheet.overlays import VEIL, Above

_ROOM = 0.3
"""mm around letters and lines, for slanting letters and the soft edges of both."""

_SIDE = 0.25
"""em that a slanting letter may reach beyond its line."""


class Faded(Struct):
    """What is painted over, piece by piece. washes: the grounds that are not white. mm on the Scene."""

    pieces: list[QPainterPath] = field(default_factory=list)
    washes: list[tuple[QRectF, QBrush]] = field(default_factory=list)

    def bounds(self) -> QRectF:
        """The box around all pieces; null for none."""
        whole = QRectF()
        for piece in self.pieces:
            whole = whole.united(piece.boundingRect())
        return whole

    def within(self, area: QRectF) -> QPainterPath:
        """The pieces in `area` as one shape: where they overlap, too, they are painted over once."""
        whole = QPainterPath()
        whole.setFillRule(Qt.FillRule.WindingFill)
        for piece in self.pieces:
            if piece.boundingRect().intersects(area):
                whole.addPath(piece)
        return whole

    def paint(self, painter: QPainter, seen: QRectF) -> None:
        """Paint over what of it is `seen`."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        shape = self.within(seen)
        white = QPainterPath()
        white.addRect(seen)
        for box, ground in self.washes:
            if box.intersects(seen):
                painter.save()
                painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
                painter.fillPath(shape, ground)
                painter.restore()
                white.addRect(box.intersected(seen))  # a hole: odd and even
        painter.setClipPath(white, Qt.ClipOperation.IntersectClip)
        painter.fillPath(shape, VEIL)
        painter.restore()


Fading = Callable[[tuple[str, ...]], bool]
"""Whether the arrow of a process between boxes with these ids fades."""


def _none_fades(_boxes: tuple[str, ...]) -> bool:
    return False


def faded(
    scene: Scene, notes: Collection[str], arrows: Collection[str], flows: Fading = _none_fades
) -> Faded:
    """What of the Scene is painted over where these points, connectors and arrows of processes fade."""
    found = Faded()
    gone, lines = frozenset(notes), frozenset(arrows)
    for part in scene.parts:
        if part.key.startswith("curve:"):
            found.washes += _washes(part)
            shapes = _on_band(part, gone)
        elif part.key.partition("@")[0] in ("connectors", "rails"):
            shapes = (shape for item in part.items if item.item in lines for shape in _arrow(item))
            if part.key.startswith("rails"):  # the stages below lie above them
                whole = QPainterPath()
                whole.addRect(QRectF(0.0, 0.0, part.width, part.height))
                shapes = (shape.intersected(whole) for shape in shapes)
        else:
            shapes = iter(())
        found.pieces += [shape.translated(part.x, part.y) for shape in shapes]
        for flow in flows_in(part):
            if flows(flow.joins):
                # As far beside it as it ends before its boxes, so that none of them fades with it.
                line = _stroked(_line(flow), flow.stroke_width, min(_ROOM, flow.stroke_width / 2))
                found.pieces.append(line.translated(part.x, part.y))
    return found


def faded_band(part: Part, items: Iterable[SceneItem], curves: Iterable[SceneItem]) -> Faded:
    """A band where some of what it holds is taken away.

    items: of the part. curves: strokes of it, x on the Scene, y from the band's upper edge.
    """
    found = Faded(washes=list(_washes(part)))
    found.pieces += [shape.translated(part.x, part.y) for item in items for shape in _ink(item)]
    found.pieces += [shape.translated(0.0, part.y) for item in curves for shape in _ink(item)]
    return found


def _washes(part: Part) -> Iterator[tuple[QRectF, QBrush]]:
    for item in part.items:
        if isinstance(item, Wash):
            box = QRectF(part.x + item.x, part.y + item.y, item.width, item.height)
            ground = QLinearGradient(box.topLeft(), box.bottomLeft())
            for place, colour in item.stops:
                tone = QColor(colour)
                tone.setAlpha(VEIL.alpha())
                ground.setColorAt(place, tone)
            yield box, QBrush(ground)


def _on_band(part: Part, gone: frozenset[str]) -> Iterator[QPainterPath]:
    """The outlines of faded points on a band, of the curves between two of them, and of the names of curves
    of which nothing is left."""
    marks: dict[str, QRectF] = {}
    for item in part.items:
        if isinstance(item, Box | Path) and item.item not in marks:
            left, top, right, bottom = bounds(item)
            marks[item.item] = QRectF(left, top, right - left, bottom - top)
    points = [(box, id in gone) for id, box in marks.items()]
    whole: dict[str | None, bool] = {}
    for item in part.items:
        if item.item in gone:
            yield from _ink(item)
        elif isinstance(item, Path) and any(command[0] == "C" for command in item.commands):
            stretches = list(_stretches(item, points))
            pieces = sum(command[0] == "C" for command in item.commands)
            whole[item.stroke] = whole.get(item.stroke, True) and len(stretches) == pieces
            for stretch in stretches:
                yield _stroked(stretch, item.stroke_width)
    for piece, sign, words in zip(part.items, part.items[1:], part.items[2:], strict=False):
        named = isinstance(piece, Path) and len(piece.commands) == 2 and whole.get(piece.stroke, False)
        if named and isinstance(words, Text) and piece.item == sign.item == words.item:
            # The name of a curve that fades as a whole, behind a piece of it and its sign.
            for item in (piece, sign, words):
                yield from _ink(item)


def _stretches(curve: Path, points: Sequence[tuple[QRectF, bool]]) -> Iterator[QPainterPath]:
    """The pieces of a curve from one faded point to the next. points: marks, and whether they fade."""

    def fades(at: QPointF) -> bool:
        here = [gone for box, gone in points if box.contains(at)]
        return bool(here) and all(here)

    start = QPointF()
    for command in curve.commands:
        numbers = [float(value) for value in command[1:]]
        end = QPointF(*numbers[-2:]) if numbers else start
        if command[0] == "C" and fades(start) and fades(end):
            piece = QPainterPath(start)
            piece.cubicTo(QPointF(*numbers[:2]), QPointF(*numbers[2:4]), end)
            yield piece
        start = end


def _arrow(item: SceneItem) -> Iterator[QPainterPath]:
    """What an item of a connector covers; of a head nothing beyond its tip, where a card begins."""
    if not isinstance(item, Path) or item.fill is None:
        yield from _ink(item)
        return
    left, _top, right, bottom = bounds(item)
    x, y = (float(value) for value in item.commands[0][1:])  # the tip: heads begin there
    reach = item.stroke_width / 2 + 1e-6
    for shape in _ink(item):
        room, head = shape.boundingRect(), QPainterPath()
        if x - left <= reach:
            room.setLeft(left)
        elif right - x <= reach:
            room.setRight(right)
        elif bottom - y <= reach:
            room.setBottom(bottom)
        head.addRect(room)
        yield head


def _ink(item: SceneItem) -> Iterator[QPainterPath]:
    """What an item covers: of a bare line its stroke, of anything else its box."""
    if isinstance(item, Path) and item.fill is None and item.stroke is not None:
        yield _stroked(_line(item), item.stroke_width)
        return
    left, top, right, bottom = bounds(item)
    edge = _ROOM + (item.stroke_width / 2 if isinstance(item, Box) and item.stroke else 0.0)
    aside = edge + (_SIDE * item.size if isinstance(item, Text) else 0.0)
    box = QPainterPath()
    box.addRect(QRectF(left, top, right - left, bottom - top).adjusted(-aside, -edge, aside, edge))
    yield box


def _line(item: Path) -> QPainterPath:
    line = QPainterPath()
    for name, *values in item.commands:
        numbers = [float(value) for value in values]
        if name == "M":
            line.moveTo(*numbers)
        elif name == "L":
            line.lineTo(*numbers)
        elif name == "C":
            line.cubicTo(*numbers)
        else:
            line.closeSubpath()
    return line


def _stroked(line: QPainterPath, width: float, room: float = _ROOM) -> QPainterPath:
    pen = QPainterPathStroker()
    pen.setWidth(width + 2 * room)
    return pen.createStroke(line)


class Fades(Above):
    """Paints over what fades, with the ground below it."""

    def __init__(self, level: float) -> None:
        """level: see `Above`."""
        super().__init__(level)
        self._faded = Faded()

    @property
    def shape_over(self) -> QPainterPath:
        """What is painted over, mm on the Scene; empty for nothing."""
        return self._faded.within(self._bounds)

    def cover(self, what: Faded | None) -> None:
        """Paint over this instead; None for nothing."""
        self.prepareGeometryChange()
        self._faded = what or Faded()
        self._bounds = self._faded.bounds()
        self.setVisible(bool(self._faded.pieces))
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        seen = option.exposedRect.intersected(self._bounds)
        if not seen.isEmpty():
            self._faded.paint(painter, seen)
