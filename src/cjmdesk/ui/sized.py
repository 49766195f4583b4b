"""Windows beside the sheet that open as large as they were last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from cjmdesk.ui.room import open_at

if TYPE_CHECKING:
    from cjmdesk.ui.remembered import Remembered

SIZES = "sizes"
"""The table of them."""

LEAST = 200
"""Pixels: nothing smaller is believed."""


def remember_size(window: QWidget, remembered: Remembered, name: str) -> None:
    """Give `window` the size that the one of this name had when it was closed last, if there was one and
    as far as the screen has room for it; and remember its own."""
    kept = remembered.table(SIZES).get(name)
    if isinstance(kept, list | tuple) and [type(side) for side in kept] == [int, int] and min(kept) >= LEAST:
        open_at(window, kept[0], kept[1])
    window.installEventFilter(_Keeper(window, remembered, name))


class _Keeper(QObject):
    """Waits for the window to close."""

    def __init__(self, window: QWidget, remembered: Remembered, name: str) -> None:
        super().__init__(window)
        self._window, self._remembered, self._name = window, remembered, name

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        window = self._window
        if event.type() == QEvent.Type.Close and not (window.isMaximized() or window.isFullScreen()):
            self._remembered.keep_in(SIZES, self._name, (window.width(), window.height()))
        return False
