"""Seams, overlaps and the names of the sheets over a poster that is printed on several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from cjmdesk.posters.obstacles import obstacles
from cjmdesk.ui.sheet.overlays import Above

if TYPE_CHECKING:
    from cjmdesk.layout.scene import Scene
    from cjmdesk.posters.printed import PrintedPage

LINE = QColor("#2563EB")
"""On white paper in every theme."""

BAND = QColor(37, 99, 235, 34)
_LEVELS = 8
"""Places for a sheet's name along an edge."""

LABEL_GAP = 6.0
"""Pixels between a sheet's name and its corner."""


class SeamLines(Above):
    """Where the sheets of a poster are cut; dashed lines, and bands where the next one is glued over."""

    def __init__(self, font: QFont) -> None:
        super().__init__(10)
        self._font = font
        self._sheets: list[tuple[QRectF, QRectF, str]] = []
        self._words: list[list[QRectF]] = []
        """Of each sheet the boxes of its lines of text, mm."""
        self._pills: tuple[float, list[QRectF | None]] = (0.0, [])
        """For how many pixels a millimetre, and where the names then lie, mm; None where none has room."""
        self.seams: list[tuple[QPointF, QPointF]] = []
        self.bands: list[QRectF] = []

    def show_sheets(self, tiles: Sequence[PrintedPage], scene: Scene | None = None) -> None:
        """Show those; none to show nothing. scene: the poster, on whose words no name is put if it has
        another place."""
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
        self._words = _words_on(scene, [seen for _part, seen, _label in self._sheets]) if scene else []
        self._pills = (0.0, [])
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
        # Whole pixels: of a broken number some lines would be a pixel thicker than others.
        thick = max(round(1.4 * (device.devicePixelRatio() if device else 1.0)), 1)
        pen = QPen(LINE, thick, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for begin, end in self.seams:
            painter.drawLine(begin, end)
        self._paint_labels(painter)

    def _paint_labels(self, painter: QPainter) -> None:
        here = painter.worldTransform()
        pills = self.pills(here.m11())
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        for (_part, _seen, label), place in zip(self._sheets, pills, strict=True):
            if place is None:
                continue
            pill = here.mapRect(place)
            height = pill.height()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(LINE)
            painter.drawRoundedRect(pill, height / 2, height / 2)
            painter.setPen(Qt.GlobalColor.white)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, label)
        painter.restore()

    def pills(self, scale: float) -> list[QRectF | None]:
        """Where the names of the sheets lie at so many pixels a millimetre, mm: at the right or the left
        edge where they cover least of the words, as far up as can be."""
        if self._pills[0] == scale:
            return self._pills[1]
        metrics = QFontMetricsF(self._font)
        found: list[QRectF | None] = []
        words = self._words or [[] for _sheet in self._sheets]
        for (_part, seen, label), boxes in zip(self._sheets, words, strict=True):
            width = (metrics.horizontalAdvance(label) + 14) / scale
            # On a last row that shows but a strip of the poster the name has less air.
            height = min((metrics.height() + 3) / scale, seen.height() - 2 / scale)
            if seen.width() < width + 2 / scale or height < (metrics.capHeight() + 2) / scale:
                found.append(None)
                continue
            gap = min(LABEL_GAP / scale, (seen.width() - width) / 2, (seen.height() - height) / 2)
            room = seen.adjusted(gap, gap, -gap - width, -gap - height)
            levels = [room.top() + part * room.height() / _LEVELS for part in range(_LEVELS + 1)]
            size = QSizeF(width, height)
            places = [QRectF(QPointF(x, y), size) for y in levels for x in (room.right(), room.left())]
            found.append(min(places, key=lambda place: _covered(place, boxes)))
        self._pills = (scale, found)
        return found


def _words_on(scene: Scene, sheets: Sequence[QRectF]) -> list[list[QRectF]]:
    lines = [QRectF(x, y, right - x, bottom - y) for x, y, right, bottom in obstacles(scene).lines]
    return [[line for line in lines if line.intersects(seen)] for seen in sheets]


def _covered(place: QRectF, boxes: Sequence[QRectF]) -> float:
    """mm² of words below a place."""
    crossed = (place.intersected(box) for box in boxes if box.intersects(place))
    return sum(each.width() * each.height() for each in crossed)


def _places(tiles: Sequence[PrintedPage]) -> list[tuple[QRectF, QRectF, str]]:
    """Each sheet's part of the poster, what of it is seen in the end, and its name."""
    return [(QRectF(*tile.shown), QRectF(*(tile.seen or tile.shown)), tile.label) for tile in tiles]
