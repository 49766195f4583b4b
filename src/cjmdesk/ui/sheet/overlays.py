"""What lies over the sheet without being of it: veils over what does not fit, marks on found words."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

VEIL = QColor(255, 255, 255, 205)
"""What does not fit a filter can still be made out, though not be taken for the rest."""

MARK = QColor("#FFE082")
CURRENT = QColor("#FFB300")
"""Amber on white paper in every theme; letters keep a contrast of more than 7."""

_MARGIN = 5.0
"""mm around boxes that reach a pixel farther at whatever zoom."""


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
        self, colour: QColor, level: float = 0.0, *, multiply: bool = False, around: float = 0.0
    ) -> None:
        """multiply: like a text marker: what is dark below stays dark.

        around: pixels more on every side: cards are drawn on whole pixels, which may lie beyond.
        """
        super().__init__(level)
        self._colour, self._multiply, self._around = colour, multiply, around
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
        if self._boxes and self._around:
            self._bounds.adjust(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        if self._multiply:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        by = self._around / max(abs(painter.worldTransform().m11()), 1e-6)
        seen = option.exposedRect.adjusted(-by, -by, by, by)
        painter.drawRects([box.adjusted(-by, -by, by, by) for box in self._boxes if box.intersects(seen)])
