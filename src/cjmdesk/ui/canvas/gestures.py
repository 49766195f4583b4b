"""What the mouse does on the sheet between press and release: clicks, and drags with a meaning.

A drag is begun by the first grip that wants it. Half-done drags live here and in their gesture;
only the drop becomes an edit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtWidgets import QApplication

from cjmdesk.ui.sheet.zoomview import ZoomView

EDGE = 28
"""Pixels from the rim of the view within which a drag scrolls it."""

TICK = 25
"""Milliseconds between two steps of that scrolling."""

FASTEST = 28
"""Pixels that such a step goes at most; at the rim of the view and beyond it."""


class Press(Struct, frozen=True):
    """Where the button went down. at: mm on the Scene; thing: what lies there (an id, a cell's key,
    empty); held: keys held; chosen: whether the thing had been selected before; seen: where in the view
    that was, mm, which is another place where something is shown a second time; way: in which
    direction the drag began, mm, nothing for a press that has not become one."""

    at: QPointF
    thing: str
    held: Qt.KeyboardModifier
    chosen: bool = False
    seen: QPointF = field(default_factory=QPointF)
    way: QPointF = field(default_factory=QPointF)


class Gesture(Protocol):
    """A drag under way."""

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """The mouse is at `at` (mm on the Scene). Called once more whenever the view scrolls."""

    def drop(self) -> None:
        """The button was released: make it an edit."""

    def cancel(self) -> None:
        """Esc, or the window lost the mouse: leave everything as it was."""


Grip = Callable[[Press], Gesture | None]
"""Begins a gesture at a press that became a drag, or answers None to leave it to the next grip."""


class Gestures(QObject):
    """One view's clicks and drags. clicked: told of presses that became no drag."""

    def __init__(self, view: ZoomView, clicked: Callable[[Press], object]) -> None:
        super().__init__(view)
        self._view, self._clicked = view, clicked
        self.grips: list[Grip] = []
        self._press: Press | None = None
        self._from = QPoint()
        self._here = QPoint()
        self._held = Qt.KeyboardModifier.NoModifier
        self._gesture: Gesture | None = None
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(TICK)
        self._scrolling.timeout.connect(self._scroll)

    @property
    def active(self) -> bool:
        """Whether something is being dragged."""
        return self._gesture is not None

    @property
    def pressed(self) -> bool:
        """Whether the button is down, dragging or not."""
        return self._press is not None

    def press(self, pixel: QPoint, press: Press) -> None:
        """The button went down at `pixel` of the view."""
        self.cancel()
        self._press = replace(press, seen=self._view.mapToScene(pixel))
        self._from = self._here = pixel

    def move(self, pixel: QPoint, held: Qt.KeyboardModifier) -> bool:
        """The mouse moved; whether that was part of a press."""
        if self._press is None:
            return False
        self._here, self._held = pixel, held
        if self._gesture is None:
            if (pixel - self._from).manhattanLength() < QApplication.startDragDistance():
                return True
            press = replace(self._press, way=self._view.mapToScene(pixel) - self._press.seen)
            self._gesture = next((made for grip in self.grips if (made := grip(press))), None)
            if self._gesture is None:
                self._press = None
                return True
        self._gesture.move(self._view.mapToScene(pixel), held)
        self._scrolling.start() if self._pull() != QPoint() else self._scrolling.stop()
        return True

    def hold(self, held: Qt.KeyboardModifier) -> None:
        """Other keys are held now, while the mouse rests."""
        if self._gesture is not None and held != self._held:
            self._held = held
            self._gesture.move(self._view.mapToScene(self._here), held)

    def release(self) -> bool:
        """The button was released; whether a press began here."""
        press, gesture = self._press, self._gesture
        self._end()
        if gesture is not None:
            gesture.drop()
        elif press is not None:
            self._clicked(press)
        return press is not None

    def cancel(self) -> bool:
        """Give a drag up; whether there was one."""
        gesture = self._gesture
        self._end()
        if gesture is not None:
            gesture.cancel()
        return gesture is not None

    def _end(self) -> None:
        self._press, self._gesture = None, None
        self._scrolling.stop()

    def _pull(self) -> QPoint:
        """Pixels to scroll by in a tick: none in the middle, faster towards the rim."""
        room = self._view.viewport().rect()

        def along(value: int, most: int) -> int:
            before, after = EDGE - value, value - (most - EDGE)
            reach = after if after > 0 else -before if before > 0 else 0
            return max(min(reach, FASTEST), -FASTEST)

        return QPoint(along(self._here.x(), room.width()), along(self._here.y(), room.height()))

    def _scroll(self) -> None:
        pull = self._pull()
        if self._gesture is None or pull == QPoint():
            self._scrolling.stop()
            return
        self._view.push(pull.x(), pull.y())
        self._gesture.move(self._view.mapToScene(self._here), self._held)
