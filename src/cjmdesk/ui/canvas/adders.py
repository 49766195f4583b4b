"""The signs on the desk beside the sheet that add a stage behind the last and a lane below the last.

They are no part of the sheet and are never printed; the keyboard has commands for the same.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsSceneHoverEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from cjmdesk.i18n import _
from cjmdesk.ui.sheet.frozenview import FrozenView
from cjmdesk.ui.sheet.zoomview import DESK
from cjmdesk.ui.theme import Theme

SIDE = DESK - 6
"""Pixels of a sign's height, and of its width without words."""


class Adder(QGraphicsItem):
    """A plus, with words where there is room. It has its size at every zoom."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words, self._worded, self._over = "", False, False
        self._font = QFont()
        self._font.setBold(True)
        self.width = float(SIDE)
        """Pixels with words."""
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setAcceptHoverEvents(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setZValue(1_100)
        self.hide()

    def say(self, words: str, tip: str) -> None:
        """words: beside the plus. tip: what it does."""
        self.prepareGeometryChange()
        self._words = words
        self.width = SIDE + QFontMetricsF(self._font).horizontalAdvance(words) + 12
        self.setToolTip(tip)

    def show_words(self, worded: bool) -> None:
        """Show the words, or the plus alone."""
        if worded != self._worded:
            self.prepareGeometryChange()
            self._worded = worded

    def boundingRect(self) -> QRectF:
        width = self.width if self._worded else SIDE
        return QRectF(-SIDE / 2, -SIDE / 2, width, SIDE).adjusted(-1, -1, 1, 1)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        colour = self._theme.colour
        box = self.boundingRect().adjusted(2, 2, -2, -2)
        painter.setPen(QPen(colour("accent" if self._over else "outline"), 1.2))
        painter.setBrush(colour("accent_wash" if self._over else "surface"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        pen = QPen(colour("accent"), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(-4.5, 0), QPointF(4.5, 0))
        painter.drawLine(QPointF(0, -4.5), QPointF(0, 4.5))
        if self._worded:
            painter.setFont(self._font)
            painter.setPen(colour("accent"))
            room = QRectF(SIDE / 2, box.top(), box.right() - SIDE / 2, box.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._hover(True)

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._hover(False)

    def _hover(self, over: bool) -> None:
        self._over = over
        self.update()


class Adders:
    """The two signs of a view. wanted: told the id of the command that was clicked."""

    def __init__(self, theme: Theme, view: FrozenView, wanted: Callable[[str], object]) -> None:
        self._view, self._wanted = view, wanted
        self.shown = True
        self.stage, self.lane = Adder(theme), Adder(theme)
        for sign in (self.stage, self.lane):
            view.scene().addItem(sign)
        view.moved.connect(self.follow)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self.stage.say(_("Stage"), _("Add a stage behind the last"))
        self.lane.say(_("Lane"), _("Add a lane below the last"))

    def follow(self) -> None:
        """The sheet was laid out anew, or is seen at another zoom."""
        view, scene = self._view, self._view.shown
        usable = self.shown and scene is not None
        self.stage.setVisible(usable)
        self.lane.setVisible(usable)
        if not usable:
            return
        sheet, grid, pixel = view.sheet, view.grid, 1 / view.pixels_per_mm()
        away = DESK / 2 * pixel
        mirrored = grid is not None and grid.label.left() > grid.head.left() + 0.01
        x = sheet.left() - away if mirrored else sheet.right() + away
        self.stage.setPos(x, grid.bar.center().y() if grid else sheet.height() / 5)
        room = view.viewport().width() - (view.mapFromScene(QPointF(x, 0)).x() - SIDE / 2)
        self.stage.show_words(not mirrored and room >= self.stage.width + 2)
        self.lane.show_words(True)
        start = grid.label.left() if grid else sheet.left() + away
        width = self.lane.width * pixel
        if mirrored and grid:
            start = grid.label.right() - width
        self.lane.setPos(start + SIDE / 2 * pixel, sheet.bottom() + away)

    def press(self, pixel: QPoint) -> bool:
        """Whether a press at `pixel` of the view was on a sign, which then does its work."""
        for sign, command in ((self.stage, "stage_after"), (self.lane, "lane_below")):
            if sign.isVisible() and self.box(sign).contains(pixel):
                self._wanted(command)
                return True
        return False

    def box(self, sign: Adder) -> QRect:
        """Where a sign is in the view, pixels."""
        at = QPointF(self._view.mapFromScene(sign.pos()))
        return sign.boundingRect().translated(at).toAlignedRect()
