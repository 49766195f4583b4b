"""A view in millimetres that zooms at the cursor, fits, and is pushed about by mouse and keys."""

from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGestureEvent,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QLabel,
    QPinchGesture,
    QStyle,
    QWidget,
)

SMALLEST, LARGEST = 0.03, 8.0
STOPS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.33, 0.5, 0.67, 0.75, 0.82, 1, 1.25, 1.5, 2, 3, 4, 6, 8)
"""Where the zoom keys stop; 1 is the size on paper."""

DESK = 30
"""Pixels of desk around the sheet: room for the signs beside it."""

Fit = Literal["", "width", "page", "reading"]
"""reading: the width, or as much of it as lets the text be read."""

MOST_OVER = 1.6
"""For reading, the sheet is at most so much wider than the view."""


class ZoomView(QGraphicsView):
    """A QGraphicsView over one sheet. Zoom 1 shows it at its size on paper."""

    moved = Signal()
    """Another part of the sheet is in view, or at another zoom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # QGraphicsView does not own its scene: without this reference it would be collected.
        self._stage = QGraphicsScene(self)
        self.setScene(self._stage)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self._stage.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        self.setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._sheet = QRectF()
        self._below = DESK
        self._zoom = 1.0
        self._fit: Fit = ""
        self._pan_from: QPoint | None = None
        self._space = False
        self.readable = 0.0
        self.reads_from_right = False
        self._instead = self._said_instead()

    @property
    def zoom(self) -> float:
        """1 is the size on paper."""
        return self._zoom

    @property
    def fit(self) -> Fit:
        """What the zoom follows when the window is resized; empty when the user chose a zoom."""
        return self._fit

    @property
    def sheet(self) -> QRectF:
        """The sheet, mm."""
        return self._sheet

    def lay_over(self, overlay: QGraphicsItem) -> None:
        """Put something on the sheet that is not of it; its z value says above what."""
        self._stage.addItem(overlay)

    def say_instead(self, words: str) -> None:
        """Say in the middle of the desk why no sheet lies on it; empty where one does."""
        self._instead.setText(words)
        self._instead.setVisible(bool(words))
        self.setAccessibleDescription(words)

    def _said_instead(self) -> QLabel:
        """Beside the viewport, not on it, which would push it about with the sheet."""
        label = QLabel(self)
        label.setProperty("role", "quiet")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        label.setMargin(DESK)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.hide()
        return label

    def pixels_per_mm(self) -> float:
        """Logical pixels of a millimetre of paper at the zoom in force."""
        return self._zoom * self.logicalDpiX() / 25.4

    def set_sheet(self, width: float, height: float) -> None:
        """The sheet is now `width` by `height` mm."""
        self._sheet = QRectF(0, 0, width, height)
        self._stage.setSceneRect(self._sheet)
        self._apply()

    def set_zoom(self, zoom: float, anchor: QPoint | None = None, fit: Fit = "") -> None:
        """Zoom, keeping the point of the sheet under `anchor` (pixels of the view) where it is."""
        anchor = self.viewport().rect().center() if anchor is None else anchor
        held = self.mapToScene(anchor)
        self._zoom = min(max(zoom, SMALLEST), LARGEST)
        self._fit = fit
        self._apply()
        slip = self.mapFromScene(held) - anchor
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + slip.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + slip.y())
        self.moved.emit()

    def step_zoom(self, up: bool) -> None:
        """To the next stop above or below."""
        stops = [stop for stop in STOPS if (stop > self._zoom * 1.01 if up else stop < self._zoom * 0.99)]
        if stops:
            self.set_zoom(stops[0] if up else stops[-1])

    def fit_to(self, fit: Fit) -> None:
        """Show the width of the sheet, all of it, or what can be read at `readable` (a zoom).

        The view keeps to that when the window is resized.
        """
        if self._sheet.isEmpty() or not fit:
            return
        one = self.logicalDpiX() / 25.4
        room = self.maximumViewportSize()
        # A pixel is left over: what fits exactly is too large by a rounding, and bars appear.
        width, height = room.width() - 2 * DESK - 1, room.height() - 2 * DESK - 1
        zoom = width / (self._sheet.width() * one)
        if fit == "page":
            zoom = min(zoom, height / (self._sheet.height() * one))
        elif self._sheet.height() * one * zoom > height:
            bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
            zoom = (width - bar) / (self._sheet.width() * one)
        if fit == "reading":
            zoom = max(zoom, min(self.readable, zoom * MOST_OVER))
            self.set_zoom(zoom, QPoint(0, 0), fit)
            across = self.horizontalScrollBar()
            across.setValue(across.maximum() if self.reads_from_right else across.minimum())
            return
        self.set_zoom(zoom, QPoint(self.viewport().width() // 2, 0), fit)

    def keep_below(self, pixels: int) -> None:
        """Let the sheet be scrolled up until so much desk shows below it, DESK at least: something lies
        over the lower corner of the view."""
        if max(pixels, DESK) != self._below:
            self._below = max(pixels, DESK)
            self._span()

    def push(self, dx: int, dy: int) -> None:
        """Move the view by pixels."""
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + dx)
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + dy)

    def in_view(self) -> QRectF:
        """The part of the sheet that is seen, mm."""
        return self.mapToScene(self.viewport().rect()).boundingRect().intersected(self._sheet)

    def _apply(self) -> None:
        scale = self.pixels_per_mm()
        self.setTransform(QTransform.fromScale(scale, scale))
        self._span()

    def _span(self) -> None:
        """What can be scrolled to."""
        scale = self.pixels_per_mm()
        desk = DESK / scale
        self.setSceneRect(self._sheet.adjusted(-desk, -desk, desk, self._below / scale))

    # Events -----------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = event.angleDelta().y() / 120
            self.set_zoom(self._zoom * 1.2**notches, event.position().toPoint())
            event.accept()
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        # Every painting comes by here: what sort of event it is is asked in the quickest way.
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self.set_zoom(self._zoom * pinch.scaleFactor(), centre)
                return True
        if isinstance(event, QNativeGestureEvent) and _zooms(event):
            self.set_zoom(self._zoom * (1 + event.value()), event.position().toPoint())
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self._space and event.button() == Qt.MouseButton.LeftButton):
            self._pan_from = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            event.accept()
            return
        self.press(self.mapToScene(event.position().toPoint()), event)

    def press(self, at: QPointF, event: QMouseEvent) -> None:
        """A press that is no pan; subclasses answer it."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is None:
            super().mouseMoveEvent(event)
            return
        here = event.position().toPoint()
        step = self._pan_from - here
        self._pan_from = here
        self.push(step.x(), step.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is None:
            super().mouseReleaseEvent(event)
            return
        self._pan_from = None
        self._show_hand()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self._show_hand()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            end = event.key() == Qt.Key.Key_End
            across = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            bar = self.horizontalScrollBar() if across else self.verticalScrollBar()
            bar.setValue(bar.maximum() if end else bar.minimum())
        elif event.key() not in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._show_hand()
        super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._instead.setGeometry(self.viewport().geometry())
        if self._fit:
            across, zoom = self.horizontalScrollBar().value(), self._zoom
            self.fit_to(self._fit)
            if zoom == self._zoom:  # a notice above the sheet is no reason to go back to its beginning
                self.horizontalScrollBar().setValue(across)
        self.moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.moved.emit()

    def _show_hand(self) -> None:
        if self._space:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().unsetCursor()


def _zooms(event: QNativeGestureEvent) -> bool:
    return event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
