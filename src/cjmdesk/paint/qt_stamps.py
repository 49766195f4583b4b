"""Small pictures drawn again and again: frames of cards, icons and dots, ready at one scale."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPainter, QPixmap

from cjmdesk.layout.scene import CardBox
from cjmdesk.paint.qt_plan import NO_PEN, Card, Shape, colour, painter_path, stroke
from cjmdesk.paint.shapes import card_bar, card_frame, card_outline

_MOST_BYTES = 16 * 1024 * 1024
_MOST_SCALES = 3
_MARGIN = 1
"""Pixels around a shape, for its soft edge."""

Key = tuple[int, int, int]
"""A look (negative for shapes) and two whole numbers."""

Sheet = dict[Key, QPixmap]
"""The stamps of one scale."""

Maker = Callable[[Sheet, Key, tuple[int, int], Callable[[QPainter], None]], QPixmap]


class Stamps:
    """Pictures of frames and shapes for the last few scales, within a limit of memory."""

    def __init__(self) -> None:
        self._sheets: OrderedDict[tuple[float, float], Sheet] = OrderedDict()
        self._bytes = 0

    def at(self, scale: float, ratio: float) -> "StampsAtScale":
        """Those for `scale` (logical pixels a mm) on a device of `ratio` pixels to a logical one."""
        key = (scale, ratio)
        sheet = self._sheets.get(key)
        if sheet is None:
            if len(self._sheets) >= _MOST_SCALES:
                self._sheets.popitem(last=False)
            sheet = self._sheets[key] = {}
            self._bytes = sum(_bytes(one) for other in self._sheets.values() for one in other.values())
        else:
            self._sheets.move_to_end(key)
        return StampsAtScale(self._make, sheet, scale, ratio)

    def _make(
        self,
        sheet: Sheet,
        key: Key,
        size: tuple[int, int],
        paint: Callable[[QPainter], None],
    ) -> QPixmap:
        picture = QPixmap(*size)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            paint(painter)
        self._bytes += _bytes(picture)
        if self._bytes > _MOST_BYTES:
            sheet.clear()
            self._bytes = _bytes(picture)
        sheet[key] = picture
        return picture


class StampsAtScale:
    """Hands out stamps, making those that are not there."""

    def __init__(
        self,
        make: Maker,
        sheet: Sheet,
        scale: float,
        ratio: float,
    ) -> None:
        self._make, self._sheet = make, sheet
        self._ratio = ratio
        self._dots = scale * ratio

    def frame(self, card: Card, width: int, height: int) -> QPixmap:
        """The frame of `card`, `width` by `height` device pixels."""
        key = (card.look, width, height)
        ready = self._sheet.get(key)
        return self._new_frame(card.item, key, width, height) if ready is None else ready

    def _new_frame(self, card: CardBox, key: Key, width: int, height: int) -> QPixmap:
        width, height = max(1, width), max(1, height)

        def paint(painter: QPainter) -> None:
            painter.scale(width / card.width, height / card.height)
            draw_card(painter, card)

        picture = self._make(self._sheet, key, (width, height), paint)
        picture.setDevicePixelRatio(self._ratio)
        return picture

    def shape(self, shape: Shape, x: float, y: float) -> tuple[int, int, QPixmap]:
        """`shape` with its ink's corner at x, y device pixels: where to put which picture.

        Exact to a quarter of a pixel.
        """
        twice_x, twice_y = round(2 * x), round(2 * y)
        # Two phases each way; look is not 0, so these keys never meet those of frames.
        key = (-shape.look, twice_x & 1, twice_y & 1)
        ready = self._sheet.get(key)
        if ready is None:
            ready = self._new_shape(shape, key)
        return (twice_x >> 1) - _MARGIN, (twice_y >> 1) - _MARGIN, ready

    def _new_shape(self, shape: Shape, key: Key) -> QPixmap:
        left, top, right, bottom = shape.box
        dots = self._dots
        size = (int((right - left) * dots) + 2 * _MARGIN + 2, int((bottom - top) * dots) + 2 * _MARGIN + 2)

        def paint(painter: QPainter) -> None:
            painter.translate(_MARGIN + key[1] / 2, _MARGIN + key[2] / 2)
            painter.scale(dots, dots)
            painter.translate(-left, -top)
            painter.setPen(shape.pen)
            painter.setBrush(shape.brush)
            if shape.path is not None:
                painter.drawPath(shape.path)

        picture = self._make(self._sheet, key, size, paint)
        picture.setDevicePixelRatio(self._ratio)
        return picture


def draw_card(painter: QPainter, card: CardBox) -> None:
    """A card's frame, its corner at the origin."""
    painter.setPen(NO_PEN)
    painter.setBrush(QBrush(colour(card.fill)))
    painter.drawPath(painter_path(card_frame(card)))
    if card.bar_width > 0:
        painter.setBrush(QBrush(colour(card.bar)))
        painter.drawPath(painter_path(card_bar(card)))
    if card.outline is not None and card.outline_width > 0:
        painter.setPen(stroke(card.outline, card.outline_width, (), round_ends=True))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(painter_path(card_outline(card)))


def _bytes(picture: QPixmap) -> int:
    return 4 * picture.width() * picture.height()
