"""What a drag shows above the sheet: its picture, the landing place, a rubber band.

The items lie above the sheet's own, so that a step of a drag moves one picture and lays out nothing.
Sizes are pixels at every zoom. The sheet is white in every theme, so the colours are always the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from cjmdesk.ui.sheet.items import RING
from cjmdesk.ui.sheet.overlays import Above, Boxes

if TYPE_CHECKING:
    from cjmdesk.ui.canvas.landing import Line

WASH = QColor(37, 99, 235, 26)
"""The accent over white paper: where something would land."""

VEIL = QColor(255, 255, 255, 165)
"""Over what is being moved away."""

OPACITY = 0.9
_LEVEL, _UNDER_RINGS = 1_100, 999
_BADGE = 20.0
_REFUSED = QColor("#B23A24")


class Marks:
    """The items of drags on one stage. Everything is hidden between drags."""

    def __init__(self, stage: QGraphicsScene) -> None:
        self.ghost = Ghost()
        self.landing = LandingMark()
        self.veil = Boxes(VEIL, edges="inside")
        self.band = BandBox()
        self.label = Label()
        # The line lies above the picture: where it lands matters more than what is dragged.
        shown = (self.veil, self.landing, self.band, self.ghost, self.landing.bar)
        self._all = (*shown, self.ghost.badge, self.label)
        for level, item in enumerate(self._all):
            item.setZValue(_LEVEL + level)
            item.hide()
            stage.addItem(item)

    def pale(self, boxes: Sequence[QRectF], pixel: float) -> None:
        """Pale what is being moved away: these boxes, mm, and the rings around them. pixel: mm; 0 where
        others border on the boxes: they stay as they are, and so do the rings, whole."""
        reach = 4 * pixel
        self.veil.setZValue(_LEVEL if pixel else _UNDER_RINGS)
        self.veil.cover([box.adjusted(-reach, -reach, reach, reach) for box in boxes])

    def clear(self) -> None:
        """Hide everything."""
        for item in self._all:
            item.hide()
        self.ghost.forget()


class _Mark(Above):
    """Something of a drag that knows the size of a pixel, mm."""

    _pixel = 1.0

    def _take(self, bounds: QRectF, pixel: float) -> None:
        self.prepareGeometryChange()
        self._bounds, self._pixel = bounds, pixel
        self.update()
        self.show()


class Ghost(_Mark):
    """The picture of what is dragged, at the mouse. badge: the number of things, and a plus for copies.

    All of it is drawn once, when it is picked up: a step of a drag puts one picture."""

    def __init__(self) -> None:
        super().__init__()
        self._thing, self._whole = QPixmap(), QPixmap()
        self._corner = QPointF()
        self._count, self._copies = 1, False
        self.badge = Badge()
        self.setOpacity(OPACITY)

    @property
    def picture(self) -> QPixmap:
        """What is shown; null when nothing is dragged."""
        return self._whole

    @property
    def words(self) -> str:
        """What the badge says; empty without one."""
        number = str(self._count) if self._count > 1 else ""
        return f"+{number}" if self._copies else number

    def take(self, picture: QPixmap, grip: QPointF, count: int, pixel: float) -> None:
        """Show `picture`, held at `grip` (pixels in it), standing for `count` things."""
        self._thing, self._count, self._copies = picture, count, False
        self._corner = -grip - QPointF(_BADGE, _BADGE)
        self._draw()
        size = self._whole.size() / self._whole.devicePixelRatioF()
        box = QRectF(self._corner.x(), self._corner.y(), size.width(), size.height())
        self._take(_scaled(box, pixel), pixel)
        self._mark()

    def move(self, at: QPointF) -> None:
        """The mouse is there now, mm on the Scene."""
        self.setPos(at)
        self.badge.setPos(at)

    def copies(self, on: bool) -> None:
        """Whether what is dropped would be a copy."""
        if on != self._copies:
            self._copies = on
            self._mark()

    def forget(self) -> None:
        """Let go of the pictures."""
        self._thing, self._whole = QPixmap(), QPixmap()

    def _draw(self) -> None:
        ratio = self._thing.devicePixelRatioF()
        size = self._thing.size() / ratio
        pile = 4 * min(self._count - 1, 2)
        whole = QPixmap(self._thing.size() + QSize(1, 1) * math.ceil((2 * _BADGE + pile) * ratio))
        whole.setDevicePixelRatio(ratio)
        whole.fill(Qt.GlobalColor.transparent)
        box = QRectF(QPointF(_BADGE, _BADGE), size)
        with QPainter(whole) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(RING, 1.5))
            painter.setBrush(Qt.GlobalColor.white)
            for layer in range(min(self._count - 1, 2), -1, -1):
                painter.drawRoundedRect(box.translated(4 * layer, 4 * layer), 3, 3)
            painter.drawPixmap(box.topLeft(), self._thing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 3, 3)
        self._whole = whole

    def _mark(self) -> None:
        size = self._thing.size() / self._thing.devicePixelRatioF()
        corner = self._corner + QPointF(_BADGE + size.width(), _BADGE + size.height())
        self.badge.say(self.words, corner, self._pixel)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.scale(self._pixel, self._pixel)
        painter.drawPixmap(self._corner, self._whole)


class Badge(_Mark):
    """The number of things at the corner of their picture, above all marks and opaque."""

    words = ""
    _corner = QPointF()

    def say(self, words: str, corner: QPointF, pixel: float) -> None:
        """Show `words` at `corner`, pixels from the mouse; empty hides it."""
        self.words, self._corner = words, corner
        if words:
            self._take(_scaled(_badge_box(corner, words).adjusted(-2, -2, 2, 2), pixel), pixel)
        else:
            self.hide()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.scale(self._pixel, self._pixel)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = _badge_box(self._corner, self.words)
        painter.setPen(QPen(Qt.GlobalColor.white, 1.5))
        painter.setBrush(RING)
        painter.drawRoundedRect(box, _BADGE / 2, _BADGE / 2)
        painter.setFont(_font())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.words)


class LandingMark(_Mark):
    """Where it would land: a washed cell, a line between what it would come between, or both."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QRectF()
        self._colour = RING
        self.bar = LandingBar()

    @property
    def box(self) -> QRectF | None:
        """The cell that is marked, mm."""
        return self._box if self.isVisible() else None

    @property
    def line(self) -> Line | None:
        """The insertion line, mm."""
        return self.bar.line if self.bar.isVisible() else None

    def put(self, box: QRectF | None, line: Line | None, pixel: float, *, refused: bool = False) -> None:
        """Mark a cell, a line or both; neither hides the mark. refused: nothing can land there."""
        self.bar.put(line, pixel)
        colour = _REFUSED if refused else RING
        if box is None:
            self.hide()
        elif not self.isVisible() or (box, colour) != (self._box, self._colour):
            self._box, self._colour = box, colour
            self._take(box, pixel)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        # Plain rectangles, and only what is asked for: a cell may be many times as high as the view.
        wash = QColor(self._colour)
        wash.setAlpha(WASH.alpha())
        asked = option.exposedRect
        inside = self._box.adjusted(*(by * self._pixel for by in (1, 1, -1, -1)))
        side = 1.5 * self._pixel
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(inside.intersected(asked), wash)
        across, down = QSizeF(inside.width(), side), QSizeF(side, inside.height())
        for edge in (
            QRectF(inside.topLeft(), across),
            QRectF(inside.topLeft(), down),
            QRectF(inside.bottomLeft() - QPointF(0, side), across),
            QRectF(inside.topRight() - QPointF(side, 0), down),
        ):
            painter.fillRect(edge.intersected(asked), self._colour)


class LandingBar(_Mark):
    """The insertion line, with a ring at either end."""

    line: Line = (0.0, 0.0, 0.0, 0.0)

    def put(self, line: Line | None, pixel: float) -> None:
        """Show the line (mm); None hides it."""
        if line is None:
            self.hide()
        elif not self.isVisible() or line != self.line:
            self.line = line
            reach = 6 * pixel
            around = QRectF(QPointF(*line[:2]), QPointF(*line[2:])).normalized()
            self._take(around.adjusted(-reach, -reach, reach, reach), pixel)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        pixel = self._pixel
        start, end = QPointF(*self.line[:2]), QPointF(*self.line[2:])
        painter.setPen(QPen(RING, 3 * pixel))
        painter.drawLine(start, end)
        painter.setBrush(Qt.GlobalColor.white)
        painter.setPen(QPen(RING, 2 * pixel))
        for point in (start, end):
            painter.drawEllipse(point, 3.5 * pixel, 3.5 * pixel)


class BandBox(_Mark):
    """The rubber band."""

    @property
    def box(self) -> QRectF | None:
        """mm; None while there is none."""
        return self._box if self.isVisible() else None

    _box = QRectF()

    def stretch(self, box: QRectF, pixel: float) -> None:
        """Show it around `box`, mm; what it covers as before is not painted again."""
        before, self._box = self._box, box
        reach = 2 * pixel
        whole = box.adjusted(-reach, -reach, reach, reach)
        if self.isVisible() and pixel == self._pixel and self._bounds.contains(whole):
            for area in _edges(before, box, reach):
                self.scene().update(area)
            return
        # With room to grow: whenever an item's bounds change Qt paints all of it.
        self._take(whole.united(self.scene().sceneRect()).adjusted(-50, -50, 50, 50), pixel)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setPen(QPen(RING, 1.2 * self._pixel))
        painter.setBrush(WASH)
        # Qt takes its time over a rectangle that is many times as large as the view.
        beyond = 10 * self._pixel
        painter.drawRect(self._box & option.exposedRect.adjusted(-beyond, -beyond, beyond, beyond))


def _edges(before: QRectF, after: QRectF, reach: float) -> list[QRectF]:
    """Where two boxes differ, with `reach` mm around it, in at most four rectangles."""
    whole = before.united(after)
    columns = ((before.left(), after.left()), (before.right(), after.right()))
    rows = ((before.top(), after.top()), (before.bottom(), after.bottom()))
    found = [
        QRectF(min(pair), whole.top(), abs(pair[0] - pair[1]), whole.height())
        for pair in columns
        if pair[0] != pair[1]
    ]
    found += [
        QRectF(whole.left(), min(pair), whole.width(), abs(pair[0] - pair[1]))
        for pair in rows
        if pair[0] != pair[1]
    ]
    return [area.adjusted(-reach, -reach, reach, reach) for area in found]


class Label(_Mark):
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


def _badge_box(corner: QPointF, words: str) -> QRectF:
    width = max(QFontMetricsF(_font()).horizontalAdvance(words) + 10, _BADGE)
    return QRectF(corner.x() - width + 8, corner.y() - _BADGE / 2, width, _BADGE)


def _font() -> QFont:
    font = QFont("Noto Sans")
    font.setPixelSize(12)
    font.setBold(True)
    return font


def _scaled(box: QRectF, by: float) -> QRectF:
    return QRectF(box.x() * by, box.y() * by, box.width() * by, box.height() * by)
