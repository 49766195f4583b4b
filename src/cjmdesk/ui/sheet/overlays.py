"""What lies over the sheet without being of it: veils over what does not fit, marks on found words."""

import math
from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

VEIL = QColor(255, 255, 255, 205)
"""What does not fit a filter can still be made out, though not be taken for the rest."""

MARK = QColor("#FFE082")
CURRENT = QColor("#FFB300")
"""Amber on white paper in every theme; letters keep a contrast of more than 7."""

Edges = Literal["smooth", "nearest", "inside"]
"""Where boxes end: where they do, on the whole pixels nearest to that, or on the last ones within."""

_OFF = 0.01
"""Pixels by which a box may miss a whole one and still be meant to end there."""


class Above(QGraphicsItem):
    """Something over the sheet: hidden until there is something to show, deaf to the mouse.

    Whoever derives from it keeps `_bounds` (mm on the Scene) and paints.
    """

    def __init__(self, level: float = 0.0) -> None:
        """level: above what it lies; larger lies nearer to the eye."""
        super().__init__()
        self._bounds = QRectF()
        self.setZValue(level)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.hide()

    def boundingRect(self) -> QRectF:
        return self._bounds


class Boxes(Above):
    """Rectangles in one colour, mm on the Scene."""

    def __init__(
        self, colour: QColor, level: float = 0.0, *, multiply: bool = False, edges: Edges = "smooth"
    ) -> None:
        """multiply: like a text marker: what is dark below stays dark.

        edges: nearest covers cards to the pixel, which are drawn on whole ones; inside leaves alone
        what borders on the boxes.
        """
        super().__init__(level)
        self._colour, self._multiply, self._edges = colour, multiply, edges
        self._boxes: tuple[QRectF, ...] = ()

    @property
    def boxes(self) -> tuple[QRectF, ...]:
        """What is covered."""
        return self._boxes

    def cover(self, boxes: Sequence[QRectF]) -> None:
        """Cover these instead; none hides them."""
        self.setVisible(bool(boxes))
        if tuple(boxes) == self._boxes:
            return
        self.prepareGeometryChange()
        self._boxes, self._bounds = tuple(boxes), QRectF()
        for box in self._boxes:
            self._bounds = self._bounds.united(box)
        self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        if self._multiply:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        seen = [box for box in self._boxes if box.intersects(option.exposedRect)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        here = painter.worldTransform()
        if self._edges == "smooth" or here.isRotating():
            painter.drawRects(seen)
            return
        device = painter.device()
        ratio = device.devicePixelRatio() if device else 1.0
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setWorldTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
        painter.drawRects(_on_pixels(seen, here * QTransform.fromScale(ratio, ratio), self._edges))
        painter.restore()


def _on_pixels(boxes: Sequence[QRectF], pixels: QTransform, edges: Edges) -> list[QRect]:
    """Boxes (mm) that end on whole pixels of a device. pixels: from mm to them.

    There may be thousands: they are worked out number by number, and drawn in one go.
    """
    across, down, x, y = pixels.m11(), pixels.m22(), pixels.dx(), pixels.dy()
    ends = [
        (box.x() * across + x, box.y() * down + y, box.right() * across + x, box.bottom() * down + y)
        for box in boxes
    ]
    if edges == "nearest":
        whole = [(round(a), round(b), round(c), round(d)) for a, b, c, d in ends]
    else:
        ceil, floor = math.ceil, math.floor
        whole = [(ceil(a - _OFF), ceil(b - _OFF), floor(c + _OFF), floor(d + _OFF)) for a, b, c, d in ends]
    # A box without a whole pixel in it covers none.
    return [QRect(a, b, c - a, d - b) for a, b, c, d in whole if a < c and b < d]
