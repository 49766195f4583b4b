"""Seams, overlaps and the names of the sheets over a poster that is printed on several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from cjmdesk.ui.sheet.overlays import Above

if TYPE_CHECKING:
    from cjmdesk.posters.printed import PrintedPage

LINE = QColor("#2563EB")
"""On white paper in every theme."""

BAND = QColor(37, 99, 235, 34)
LABEL_GAP = 6.0
"""Pixels between a sheet's name and its corner."""


class SeamLines(Above):
    """Where the sheets of a poster begin and end; dashed lines, and bands where they overlap."""

    def __init__(self, font: QFont) -> None:
        super().__init__(10)
        self._font = font
        self._sheets: list[tuple[QRectF, QRectF, str]] = []
        self.seams: list[tuple[QPointF, QPointF]] = []
        self.bands: list[QRectF] = []

    def show_sheets(self, tiles: Sequence[PrintedPage]) -> None:
        """Show those; none to show nothing."""
        self.prepareGeometryChange()
        self._sheets = _places(tiles)
        self.seams, self.bands = [], []
        for part, seen, _label in self._sheets:
            self.seams.append((seen.topLeft(), seen.bottomLeft()))
            self.seams.append((seen.topLeft(), seen.topRight()))
            if part.right() > seen.right():
                self.bands.append(
                    QRectF(seen.right(), part.top(), part.right() - seen.right(), seen.height())
                )
            if part.bottom() > seen.bottom():
                self.bands.append(
                    QRectF(seen.left(), seen.bottom(), seen.width(), part.bottom() - seen.bottom())
                )
        whole = QRectF()
        for part, _seen, _label in self._sheets:
            whole = whole.united(part)
        if self._sheets:
            self.seams += [
                (whole.topRight(), whole.bottomRight()),
                (whole.bottomLeft(), whole.bottomRight()),
            ]
        self._bounds = whole.adjusted(-20, -20, 20, 20)
        self.setVisible(bool(self._sheets))

    @property
    def labels(self) -> list[str]:
        """The names that are shown."""
        return [label for _part, _seen, label in self._sheets]

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for band in self.bands:
            painter.fillRect(band, BAND)
        device = painter.device()
        pen = QPen(LINE, 1.4 * (device.devicePixelRatio() if device else 1.0), Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for begin, end in self.seams:
            painter.drawLine(begin, end)
        self._paint_labels(painter)

    def _paint_labels(self, painter: QPainter) -> None:
        here = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        metrics = QFontMetricsF(self._font)
        for _part, seen, label in self._sheets:
            room = here.mapRect(seen)
            width, height = metrics.horizontalAdvance(label) + 14, metrics.height() + 3
            if room.width() < width + 2 or room.height() < height + 2:
                continue
            gap = min(LABEL_GAP, (room.width() - width) / 2, (room.height() - height) / 2)
            pill = QRectF(room.right() - width - gap, room.top() + gap, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(LINE)
            painter.drawRoundedRect(pill, height / 2, height / 2)
            painter.setPen(Qt.GlobalColor.white)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, label)
        painter.restore()


def _places(tiles: Sequence[PrintedPage]) -> list[tuple[QRectF, QRectF, str]]:
    """Each sheet's part of the poster, what of it no later sheet covers, and its name."""
    rects = {}
    for tile in tiles:
        row, column = (int(figure) for figure in tile.label.split("-"))
        rects[row, column] = QRectF(*tile.shown)
    found = []
    for tile in tiles:
        row, column = (int(figure) for figure in tile.label.split("-"))
        part = rects[row, column]
        seen = QRectF(part)
        if (row, column + 1) in rects:
            seen.setRight(rects[row, column + 1].left())
        if (row + 1, column) in rects:
            seen.setBottom(rects[row + 1, column].top())
        found.append((part, seen, tile.label))
    return found
