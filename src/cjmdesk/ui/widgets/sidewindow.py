"""What all windows beside the main one do alike: keys, and another language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cjmdesk.i18n import current_language

KEYS = ("undo", "redo", "save", "save_as", "timer", "timer_toggle", "timer_more", "timer_less")
"""Commands of the main window whose keys hold in a window beside it, too."""

CLOSE = "Ctrl+W"

Side = TypeVar("Side", bound=QWidget)


def hold_keys(window: QWidget, actions: Iterable[QAction]) -> None:
    """Let the keys of these commands work while `window` has the keyboard, and Ctrl+W close it."""
    for action in actions:
        window.addAction(action)
    QShortcut(QKeySequence(CLOSE), window).activated.connect(window.close)


class Reopening(QObject, Generic[Side]):
    """Opens a window anew in its place when the user speaks another language: its words are said once.

    To be made after the window; it goes with it.
    """

    def __init__(self, window: Side, again: Callable[[Side], QWidget]) -> None:
        """again: opens the window anew, as far turned and filled in as the one it is given."""
        super().__init__(window)
        self._window, self._again, self._language = window, again, current_language()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._reopen)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._later.start(0)
        return False

    def _reopen(self) -> None:
        old = self._window
        if current_language() == self._language or not old.isVisible():
            return
        self._language = current_language()
        place, state, active = old.normalGeometry(), old.windowState(), old.isActiveWindow()
        old.close()
        made = self._again(old)
        made.setGeometry(place)
        made.setWindowState(state)
        made.show()
        if active:
            made.activateWindow()
