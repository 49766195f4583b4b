"""Garbage is collected in the window's own thread, and nowhere else.

Python collects in whichever thread makes one value too many. Garbage of a window may hold timers and
widgets, and to take these apart in the thread of the journal or of a save ends the program.
"""

import gc
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer

_LOOK = 1_000
"""Milliseconds between two looks at whether there is enough of it."""

_ALL = 60.0
"""Seconds between two collections of everything, at least: each looks at all that was made lately."""


class Collector(QObject):
    """Takes the place of Python's own collector for as long as the program runs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._all = monotonic()
        timer = QTimer(self, interval=_LOOK)
        timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Collect what there is too much of, as Python would."""
        counts, limits = gc.get_count(), gc.get_threshold()
        if counts[2] > limits[2] and monotonic() - self._all > _ALL:
            self._all = monotonic()
            gc.collect(2)
        elif counts[1] > limits[1]:
            gc.collect(1)
        elif counts[0] > limits[0]:
            gc.collect(0)
