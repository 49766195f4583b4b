"""What lies over the sheet while a hand is at work: never printed, never part of the project."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication, QStyleOptionGraphicsItem, QWidget

from cjmdesk.ui.sheet.items import RING
from cjmdesk.ui.sheet.overlays import Above
from cjmdesk.ui.sheet.zoomview import ZoomView

HANDLE = 5.0
"""Pixels: radius of a handle."""

TAG = QColor("#1F2430")
"""The ground of a small label on the sheet, which is white in every theme."""

Draw = Callable[[QPainter, float, QRectF], None]
"""Draws in millimetres of the Scene; told the size of a pixel and the area asked for in mm."""


class Overlay(Above):
    """One drawing over the sheet, hidden while there is nothing to draw."""

    def __init__(self, view: ZoomView, height: float) -> None:
        """height: above the sheet; larger lies nearer to the eye."""
        super().__init__(height)
        self._view = view
        self._reach = 0.0
        self._draw: Draw | None = None

    def show_drawing(
        self, box: QRectF, draw: Draw, reach: float = 12.0, changed: QRectF | None = None
    ) -> None:
        """Draw inside `box` (mm on the Scene) and `reach` pixels around it.

        changed: where it differs from what was drawn in the same box before, mm; None: anywhere.
        """
        same = self._draw is not None and self._bounds == box
        if not same:
            self.prepareGeometryChange()
        self._bounds, self._draw, self._reach = QRectF(box), draw, reach
        self.show()
        self.update(changed) if same and changed is not None else self.update()

    def clear(self) -> None:
        """Draw nothing."""
        if self._draw is not None:
            self._draw = None
            self.hide()

    def rescale(self) -> None:
        """The zoom is another."""
        if self._draw is not None:
            self.prepareGeometryChange()

    def boundingRect(self) -> QRectF:
        reach = self._reach / self._view.pixels_per_mm()
        return self._bounds.adjusted(-reach, -reach, reach, reach)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._draw is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            self._draw(painter, 1 / self._view.pixels_per_mm(), option.exposedRect)


def tag_font() -> QFont:
    """The type of small labels on the sheet."""
    font = QFont(QApplication.font())
    font.setBold(True)
    return font


def tag_size(text: str) -> tuple[float, float]:
    """Width and height in pixels of the label that `draw_tag` draws."""
    metrics = QFontMetricsF(tag_font())
    return metrics.horizontalAdvance(text) + 14, metrics.height() + 6


def draw_tag(painter: QPainter, pixel: float, at: QPointF, text: str) -> None:
    """A small dark label with its left middle at `at` (mm)."""
    width, height = tag_size(text)
    painter.save()
    painter.translate(at)
    painter.scale(pixel, pixel)
    box = QRectF(0, -height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(TAG)
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(Qt.GlobalColor.white)
    painter.setFont(tag_font())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def draw_handle(painter: QPainter, pixel: float, at: QPointF, radius: float, *, full: bool = False) -> None:
    """A round handle of `radius` pixels; full: under the mouse or in the hand."""
    painter.setPen(QPen(RING, 2 * pixel))
    painter.setBrush(RING if full else QColor(Qt.GlobalColor.white))
    painter.drawEllipse(at, radius * pixel, radius * pixel)


def draw_arrow(painter: QPainter, pixel: float, begin: QPointF, finish: QPointF, rise: float = 0.0) -> None:
    """An arrow with its head at `finish`. rise: pixels by which its middle is bent upwards."""
    bend = (begin + finish) / 2 - QPointF(0, 2 * rise * pixel)
    way = finish - bend
    length = hypot(way.x(), way.y())
    if length < 1e-6:
        return
    along = way / length
    aside = QPointF(-along.y(), along.x())
    head = min(12 * pixel, length)
    neck = finish - along * head
    line = QPainterPath(begin)
    line.quadTo(bend, neck)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(RING, 2.5 * pixel, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(line)
    path = QPainterPath(finish)
    path.lineTo(neck + aside * head * 0.5)
    path.lineTo(neck - aside * head * 0.5)
    path.closeSubpath()
    painter.fillPath(path, RING)
    draw_handle(painter, pixel, begin, HANDLE - 1, full=True)
