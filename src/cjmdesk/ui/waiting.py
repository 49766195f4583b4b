"""Work that takes a while, in a thread: the window stays alive, says what it does, and can stop it.

What ends at once is waited for without a word.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import _
from cjmdesk.storage.garbage import no_garbage
from cjmdesk.ui.workers import Worker

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

PATIENCE = 0.3
"""Seconds that pass before anything is said."""

_LOOK = 15
"""Milliseconds between two looks at whether the work is done."""

T = TypeVar("T")


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The user did not want to wait."""


class _Work(Worker, Generic[T]):
    """Runs `job` once and keeps what came of it."""

    def __init__(self, job: Callable[[], T]) -> None:
        super().__init__("work")
        self._job = job
        self.result: list[T] = []
        self.trouble: BaseException | None = None

    def run(self) -> None:
        try:
            self.result.append(self._job())
        except BaseException as trouble:  # noqa: BLE001 - raised again where the work was asked for
            self.trouble = trouble


def give_up() -> None:
    """Raise Cancelled in a thread whose work nobody waits for any more; long work calls it often."""
    work = threading.current_thread()
    if isinstance(work, Worker) and work.unwanted:
        raise Cancelled


def wait_for(job: Callable[[], T], window: QWidget, text: str, *, at_once: bool = False, stop: str = "") -> T:
    """What `job` returns, or raises. It runs in a thread of its own; it must touch no widget.

    If it takes long, `window` is covered with `text` and a button to cancel; at_once: right away. stop:
    words of that button, where the job goes on without anybody waiting for it.
    Raises Cancelled. Called while something else is waited for, it simply does the job.
    """
    if _Cover.showing:
        return job()
    work = _Work(job)
    # Garbage of the window must not be collected in another thread: it may hold widgets.
    with no_garbage():
        try:
            work.start()
            if not at_once:
                work.join(PATIENCE)
            if work.is_alive():
                _Cover(window, text, stop or _("Cancel")).wait(work)
        finally:
            # What was made is there to stay: looking through it for garbage would stop the window.
            gc.freeze()
    if work.trouble is not None:
        raise work.trouble
    return work.result[0]


class _Cover(QWidget):
    """Lies over a window while it waits; nothing under it can be used."""

    showing = False

    def __init__(self, window: QWidget, text: str, stop: str) -> None:
        super().__init__(window)
        self._window = window
        self._loop = QEventLoop(self)
        self._close_after = False
        self.cancelled = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        label = QLabel(text)
        label.setProperty("role", "heading")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        busy = QProgressBar()
        busy.setRange(0, 0)
        busy.setTextVisible(False)
        busy.setFixedWidth(260)
        self._stop = QPushButton(stop)
        self._stop.clicked.connect(self._cancel)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(label)
        for part in (busy, self._stop):
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(part)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(3)
        self.setAccessibleName(text)

    def wait(self, work: _Work[T]) -> None:
        """Until `work` is done. Raises Cancelled, also when the program ends meanwhile."""
        app = QApplication.instance()
        assert app is not None
        before = QApplication.focusWidget()
        look = QTimer(self, interval=_LOOK)
        look.timeout.connect(lambda: None if work.is_alive() else self._loop.quit())
        look.start()
        type(self).showing = True
        app.installEventFilter(self)
        try:
            self._fill()
            self.show()
            self.raise_()
            self._stop.setFocus()
            self._loop.exec()
        finally:
            type(self).showing = False
            app.removeEventFilter(self)
            look.stop()
            self.hide()
            self.deleteLater()
        if self.cancelled or work.is_alive():  # alive: the program ends, and all that waits with it
            work.unwanted = True
            if before is not None:
                before.setFocus()
            if self._close_after:
                QTimer.singleShot(0, self._window.close)
            raise Cancelled

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window and kind == QEvent.Type.Resize:
            self._fill()
        if kind in _INPUT and isinstance(watched, QWidget) and not self._mine(watched):
            return True
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and self._escape(event):
            if kind == QEvent.Type.KeyPress:
                self._cancel()
            return True
        if kind == QEvent.Type.Close and watched is self._window:
            event.ignore()
            self._close_after = True
            self._cancel()
            return True
        return False

    def _mine(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget)

    def _escape(self, event: QEvent) -> bool:
        pressed: QKeyEvent = event  # type: ignore[assignment] # by its type
        return pressed.key() == Qt.Key.Key_Escape

    def _fill(self) -> None:
        self.setGeometry(self._window.rect())

    def _cancel(self) -> None:
        self.cancelled = True
        self._loop.quit()


_INPUT = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.Shortcut,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.Drop,
    }
)
