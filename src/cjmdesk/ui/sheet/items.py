"""What a Scene becomes on a QGraphicsScene: one item for each part, and the ring of the selection."""

from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cjmdesk.layout.scene import Part

RING = QColor("#2563EB")
"""The accent on white paper, in every theme: the sheet stays white."""

USUAL_TEXT = 13.0
"""Pixels of card text at detail 1."""

BLEED = 0.5
"""mm that strokes may reach beyond a part's box."""


class Painter(Protocol):
    """What a sheet asks of the one who draws its parts."""

    def paint_part(
        self, painter: QPainter, part: Part, detail: float | None = None, exposed: QRectF | None = None
    ) -> None:
        """Paint `part` in its own millimetres.

        detail: 1 where card text is as large as in a window's usual view, less in coarser views;
        None draws everything. exposed: what is asked for, mm; None for all of it.
        """
        ...


class PartItem(QGraphicsItem):
    """One part of the Scene, drawn as it is at the zoom in force."""

    def __init__(self, part: Part, painter: Painter, em: float | None) -> None:
        """em: mm of the Scene's card text, by which the detail is judged; None: always all of it."""
        super().__init__()
        self.part = part
        self._painter, self._em = painter, em
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._bounds = QRectF(-BLEED, -BLEED, part.width + 2 * BLEED, part.height + 2 * BLEED)
        self.setPos(part.x, part.y)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        detail = None if self._em is None else painter.worldTransform().m11() * self._em / USUAL_TEXT
        self._painter.paint_part(painter, self.part, detail, option.exposedRect)


class Ring(QGraphicsItem):
    """The outline around what is selected: two pixels at every zoom."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QRectF()
        self._pixel = 1.0
        self.setZValue(1_000)
        self.hide()

    def surround(self, box: QRectF) -> None:
        """Show the ring around `box` (mm on the Scene); an empty box hides it."""
        self.prepareGeometryChange()
        self._box = box
        self.setVisible(not box.isEmpty())

    def set_pixel(self, pixel: float) -> None:
        """Size of a pixel in mm at the zoom in force."""
        self.prepareGeometryChange()
        self._pixel = pixel

    def boundingRect(self) -> QRectF:
        reach = 5 * self._pixel
        return self._box.adjusted(-reach, -reach, reach, reach)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        gap = 2 * self._pixel
        pen = QPen(RING, 2 * self._pixel)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        around = self._box.adjusted(-gap, -gap, gap, gap)
        painter.drawRoundedRect(around, 4 * self._pixel, 4 * self._pixel)
