"""What a drag shows above the sheet: its picture, the landing place, a rubber band.

The items lie above the sheet's own, so that a step of a drag moves one picture and lays out nothing.
Sizes are pixels at every zoom. The sheet is white in every theme, so the colours are always the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from cjmdesk.ui.sheet.items import RING

if TYPE_CHECKING:
    from cjmdesk.ui.canvas.landing import Line

WASH = QColor(37, 99, 235, 26)
"""The accent over white paper: where something would land."""

VEIL = QColor(255, 255, 255, 165)
"""Over what is being moved away."""

OPACITY = 0.86
_BADGE = 20.0
_REFUSED = QColor("#B23A24")


class Marks:
    """The items of drags on one stage. Everything is hidden between drags."""

    def __init__(self, stage: QGraphicsScene) -> None:
        self.ghost = Ghost()
        self.landing = LandingMark()
        self.veil = Veil()
        self.band = BandBox()
        self.label = Label()
        for level, item in enumerate((self.veil, self.landing, self.band, self.ghost, self.label)):
            item.setZValue(1_100 + level)
            item.hide()
            stage.addItem(item)

    def clear(self) -> None:
        """Hide everything."""
        for item in (self.ghost, self.landing, self.veil, self.band, self.label):
            item.hide()
        self.ghost.forget()


class _OverItem(QGraphicsItem):
    """An item that knows the size of a pixel, mm, and never takes the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._pixel = 1.0
        self._bounds = QRectF()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def _take(self, bounds: QRectF, pixel: float) -> None:
        self.prepareGeometryChange()
        self._bounds, self._pixel = bounds, pixel
        self.update()
        self.show()


class Ghost(_OverItem):
    """The picture of what is dragged, at the mouse, with the number of things and a plus for copies."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._grip = QPointF()
        self._count, self._copies = 1, False
        self._ratio = 1.0
        self.setOpacity(OPACITY)

    @property
    def picture(self) -> QPixmap:
        """What is shown; null when nothing is dragged."""
        return self._picture

    @property
    def words(self) -> str:
        """What the badge says; empty without one."""
        number = str(self._count) if self._count > 1 else ""
        return f"+{number}" if self._copies else number

    def take(self, picture: QPixmap, grip: QPointF, count: int, pixel: float) -> None:
        """Show `picture`, held at `grip` (pixels in it), standing for `count` things."""
        self._picture, self._grip, self._count, self._copies = picture, grip, count, False
        size = picture.size() / max(picture.devicePixelRatioF(), 1.0)
        pile = 4.0 * min(count - 1, 2)
        bounds = QRectF(-grip.x(), -grip.y(), size.width() + pile, size.height() + pile)
        around = bounds.adjusted(-_BADGE, -_BADGE, _BADGE, 4)
        self._take(_scaled(around, pixel), pixel)

    def copies(self, on: bool) -> None:
        """Whether what is dropped would be a copy."""
        if on != self._copies:
            self._copies = on
            self.update()

    def forget(self) -> None:
        """Let go of the picture."""
        self._picture = QPixmap()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.scale(self._pixel, self._pixel)
        ratio = max(self._picture.devicePixelRatioF(), 1.0)
        box = QRectF(-self._grip, self._picture.size() / ratio)
        edge = QPen(RING, 1.5)
        edge.setCosmetic(True)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(edge)
        painter.setBrush(Qt.GlobalColor.white)
        for layer in range(min(self._count - 1, 2), 0, -1):
            painter.drawRoundedRect(box.translated(4 * layer, 4 * layer), 3, 3)
        painter.drawRoundedRect(box, 3, 3)
        painter.drawPixmap(box, self._picture, QRectF(self._picture.rect()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        if self.words:
            _draw_badge(painter, box.topRight(), self.words)


class LandingMark(_OverItem):
    """Where it would land: a washed cell, an insertion line, or both."""

    def __init__(self) -> None:
        super().__init__()
        self._box: QRectF | None = None
        self._line: Line | None = None
        self._colour = RING

    @property
    def box(self) -> QRectF | None:
        """The cell that is marked, mm."""
        return self._box if self.isVisible() else None

    @property
    def line(self) -> Line | None:
        """The insertion line, mm."""
        return self._line if self.isVisible() else None

    def put(self, box: QRectF | None, line: Line | None, pixel: float, *, refused: bool = False) -> None:
        """Mark a cell, a line or both; neither hides the mark. refused: nothing can land there."""
        colour = _REFUSED if refused else RING
        if box is None and line is None:
            self.hide()
            return
        if self.isVisible() and (box, line, colour) == (self._box, self._line, self._colour):
            return
        self._box, self._line, self._colour = box, line, colour
        around = QRectF()
        if box is not None:
            around = around.united(box)
        if line is not None:
            ends = QRectF(QPointF(*line[:2]), QPointF(*line[2:])).normalized()
            around = around.united(ends.adjusted(-0.01, -0.01, 0.01, 0.01))
        reach = 8 * pixel
        self._take(around.adjusted(-reach, -reach, reach, reach), pixel)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        pixel = self._pixel
        if self._box is not None:
            wash = QColor(self._colour)
            wash.setAlpha(WASH.alpha())
            painter.setPen(QPen(self._colour, 1.5 * pixel, Qt.PenStyle.DashLine))
            painter.setBrush(wash)
            painter.drawRoundedRect(
                self._box.adjusted(2 * pixel, 2 * pixel, -2 * pixel, -2 * pixel), 3 * pixel, 3 * pixel
            )
        if self._line is not None:
            start, end = QPointF(*self._line[:2]), QPointF(*self._line[2:])
            pen = QPen(self._colour, 3 * pixel)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(start, end)
            painter.setBrush(Qt.GlobalColor.white)
            painter.setPen(QPen(self._colour, 2 * pixel))
            for point in (start, end):
                painter.drawEllipse(point, 3.5 * pixel, 3.5 * pixel)


class Veil(_OverItem):
    """Pales what is being moved away."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: tuple[QRectF, ...] = ()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def over(self, boxes: Sequence[QRectF]) -> None:
        """Pale these boxes, mm."""
        self._boxes = tuple(boxes)
        around = QRectF()
        for box in boxes:
            around = around.united(box)
        self._take(around, 1.0)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        for box in self._boxes:
            if box.intersects(option.exposedRect):
                painter.fillRect(box, VEIL)


class BandBox(_OverItem):
    """The rubber band."""

    @property
    def box(self) -> QRectF | None:
        """mm; None while there is none."""
        return self._box if self.isVisible() else None

    _box = QRectF()

    def stretch(self, box: QRectF, pixel: float) -> None:
        """Show it around `box`, mm."""
        self._box = box
        self._take(box.adjusted(-2 * pixel, -2 * pixel, 2 * pixel, 2 * pixel), pixel)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setPen(QPen(RING, 1.2 * self._pixel))
        painter.setBrush(WASH)
        painter.drawRect(self._box)


class Label(_OverItem):
    """A few words beside the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""

    def say(self, words: str, at: QPointF, pixel: float) -> None:
        """Show `words` at a place on the Scene, mm."""
        self.words = words
        width = QFontMetricsF(_font()).horizontalAdvance(words) + 16
        self.setPos(at)
        self._take(_scaled(QRectF(12, 12, width, 24), pixel), pixel)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.scale(self._pixel, self._pixel)
        box = _scaled(self._bounds, 1 / self._pixel)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#1F2430"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(Qt.GlobalColor.white)
        painter.setFont(_font())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.words)


def _draw_badge(painter: QPainter, corner: QPointF, words: str) -> None:
    width = max(QFontMetricsF(_font()).horizontalAdvance(words) + 10, _BADGE)
    box = QRectF(corner.x() - width + 8, corner.y() - _BADGE / 2, width, _BADGE)
    shape = QPainterPath()
    shape.addRoundedRect(box, _BADGE / 2, _BADGE / 2)
    painter.fillPath(shape, RING)
    painter.setPen(Qt.GlobalColor.white)
    painter.setFont(_font())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _font() -> QFont:
    font = QFont("Noto Sans")
    font.setPixelSize(12)
    font.setBold(True)
    return font


def _scaled(box: QRectF, by: float) -> QRectF:
    return QRectF(box.x() * by, box.y() * by, box.width() * by, box.height() * by)
