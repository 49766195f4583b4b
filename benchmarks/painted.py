"""Waits for a window's first paint. Imports nothing of the program, so that R0 stays bare."""

import json
import os
import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

HEAVY = ("reportlab", "fontTools", "PIL", "openpyxl", "python_calamine", "pptx", "bs4", "yaml")
"""What must not be imported before the first paint of an empty window."""


PATIENCE = 60
"""Seconds."""


class Watch(QObject):
    """Notes when what it watches (or, of the application, anything) was painted.

    An event posted while the first paint event is under way arrives after the whole window was
    drawn, and before any timer.
    """

    at = 0.0
    _asked = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and not self._asked:
            self._asked = True
            QCoreApplication.postEvent(
                self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value
            )
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            self.at = time.time()
        return super().event(event)


def until_painted(app: QApplication, window: QWidget, first: Watch | None = None) -> None:
    """Turn the event loop until `window` was painted; print when, and what it took; end the process.

    first: has watched the window from its beginning.
    """
    watch = Watch()
    window.installEventFilter(watch)
    give_up = time.monotonic() + PATIENCE
    while not watch.at and time.monotonic() < give_up:
        app.processEvents()
    if not watch.at:
        sys.exit("the window was not painted")
    from benchmarks.measure import memory

    loaded = [name for name in HEAVY if name in sys.modules]
    shown = first.at if first is not None and first.at else watch.at
    print(json.dumps({"at": watch.at, "first": shown, "memory": memory(), "loaded": loaded}), flush=True)
    os._exit(0)
