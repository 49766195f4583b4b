"""The whole sheet in a corner, with a frame around what is in view; drag it to go elsewhere."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from cjmdesk.i18n import _
from cjmdesk.layout.scene import Scene
from cjmdesk.ui.sheet.items import RING
from cjmdesk.ui.sheet.thumbnail import overview
from cjmdesk.ui.sheet.view import SheetView
from cjmdesk.ui.theme import Theme

ROOM = QSize(144, 100)
FRAME = 8
AWAY = 18
"""Pixels from the corner of the view."""

ENOUGH = 0.85
"""Share of the sheet's width and height in view from which on the overview would only be in the way."""

LATER = 150
"""Milliseconds from a change of the sheet to its new picture: the sheet itself comes first."""


class Minimap(QWidget):
    """Lies over the sheet's corner; hides itself while nearly all of the sheet is in view."""

    def __init__(self, theme: Theme, sheet: SheetView) -> None:
        super().__init__(sheet)
        self._theme, self._sheet = theme, sheet
        self._picture = QPixmap()
        self._pictured: Scene | None = None
        self._awaited: Scene | None = None
        self._framed = QRectF()
        self._placed: tuple[object, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=LATER)
        self._soon.timeout.connect(self._draw)
        self.wanted = True
        self._busy = QRectF()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.retranslate()
        sheet.moved.connect(self.follow)
        sheet.viewport().installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self.setAccessibleName(_("Overview of the sheet"))
        self.setToolTip(_("Overview: click or drag to go there"))

    def follow(self) -> None:
        """Show what is in view now."""
        scene = self._sheet.shown
        room, seen = self._sheet.viewport().geometry(), self._sheet.in_view()
        if scene is not None and not self.isHidden():
            mirrored = self._sheet.reads_from_right
            place = ((scene.width, scene.height), seen, room, self._busy, self.wanted, mirrored)
            if place == self._placed:
                self._await(scene)  # after an edit mostly nothing else is new
                return
            self._placed = place
        larger = scene is not None and not self._all_in_view()
        if not (self.wanted and larger and scene is not None):
            self.hide()
            self._sheet.keep_below(0)
            return
        scale = min(ROOM.width() / scene.width, ROOM.height() / scene.height)
        width, height = round(scene.width * scale), round(scene.height * scale)
        self.resize(max(width, 24) + 2 * FRAME, max(height, 24) + 2 * FRAME)
        self._sheet.keep_below(self.height() + 2 * AWAY)  # so that what it covers at the end can be seen, too
        corner = self._free_corner()
        if corner is None:
            self.hide()
            return
        self.move(corner)
        if self.isHidden():
            self.show()
        self._await(scene)
        frame = self._frame(scene)
        if frame != self._framed:
            self._framed = frame
            self.update()

    def _await(self, scene: Scene) -> None:
        """Draw a new picture of the sheet soon; until then the last one stands for it.

        Asked for again and again while the view scrolls, which must not put it off.
        """
        old = self._pictured is not scene or self._picture.devicePixelRatio() != self.devicePixelRatioF()
        if old and not (self._awaited is scene and self._soon.isActive()):
            self._awaited = scene
            self._soon.start()

    def keep_clear(self, area: QRectF) -> None:
        """Do not lie over this, mm on the Scene: somebody is at work there. Empty for nothing."""
        if area != self._busy:
            self._busy = QRectF(area)
            self.follow()

    def _free_corner(self) -> QPoint | None:
        """The lower right corner, or the lower left where somebody is at work; None if at both.

        A map that runs from the right begins, and has its sign for a new lane, in the lower right corner.
        """
        room = self._sheet.viewport().geometry()
        top = room.bottom() - self.height() - AWAY
        right, left = room.right() - self.width() - AWAY, room.left() + AWAY
        busy = QRect()
        if not self._busy.isEmpty():
            busy = self._sheet.mapFromScene(self._busy).boundingRect().adjusted(-AWAY, -AWAY, AWAY, AWAY)
        corners = (QPoint(right, top), QPoint(left, top))
        for at in reversed(corners) if self._sheet.reads_from_right else corners:
            if not busy.intersects(QRect(at, self.size())):
                return at
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):  # quicker than to ask for its type
            self.follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self._sheet.shown
        if scene is None:
            return
        self._await(scene)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("outline"), 1))
            painter.setBrush(QColor("#FFFFFF"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            painter.drawPixmap(FRAME, FRAME, self._picture)
            painter.setPen(QPen(RING, 1.6))
            wash = QColor(RING)
            wash.setAlpha(18)
            painter.setBrush(wash)
            painter.drawRect(self._frame(scene))

    def _draw(self) -> None:
        scene, drawer = self._sheet.shown, self._sheet.painter
        if scene is not None and drawer is not None and self.isVisible():
            self._picture = overview(scene, drawer, self._sheet.bands, ROOM, self.devicePixelRatioF())
            self._pictured = scene
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _scale(self, scene: Scene) -> float:
        return min(ROOM.width() / scene.width, ROOM.height() / scene.height)

    def _frame(self, scene: Scene) -> QRectF:
        scale, seen = self._scale(scene), self._sheet.in_view()
        return QRectF(
            FRAME + seen.x() * scale, FRAME + seen.y() * scale, seen.width() * scale, seen.height() * scale
        )

    def _go(self, at: QPointF) -> None:
        scene = self._sheet.shown
        if scene is not None:
            scale = self._scale(scene)
            self._sheet.centerOn((at.x() - FRAME) / scale, (at.y() - FRAME) / scale)

    def _all_in_view(self) -> bool:
        """Wherever the sheet is scrolled to: the desk beside it takes nothing from what could be seen."""
        view, whole, scale = self._sheet.viewport(), self._sheet.sheet, self._sheet.pixels_per_mm()
        wide, high = view.width() / scale, view.height() / scale
        return wide >= ENOUGH * whole.width() and high >= ENOUGH * whole.height()
