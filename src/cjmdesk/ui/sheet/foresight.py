"""While the hand rests, a sheet works out what its next views will ask for."""

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

REST = 30
"""Milliseconds without anything new after which it begins: less than between two notches of a wheel."""

SLICE = 0.004
"""Seconds of it at a time: a key or the wheel waits no longer."""


class Foresight(QObject):
    """Does work bit by bit between events."""

    def __init__(self, parent: QObject, work: Callable[[], Iterator[None]]) -> None:
        """work: asked for all that is to be done, whenever there was a rest."""
        super().__init__(parent)
        self._work = work
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    def wait(self) -> None:
        """Something is new: what was being worked out may not be wanted any more."""
        self._steps = None
        self._timer.start(REST)

    def stop(self) -> None:
        """Nothing is to be worked out."""
        self._steps = None
        self._timer.stop()

    def _go_on(self) -> None:
        steps = self._steps = self._steps or self._work()
        end = perf_counter() + SLICE
        for _step in steps:
            if self._steps is not steps:  # given up meanwhile
                return
            if perf_counter() > end:
                self._timer.start(0)
                return
        self._steps = None
