"""Whether the computer's print service answers: Qt asks it in the window's thread and waits for ever."""

from __future__ import annotations

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from cjmdesk.ui.ourselves import child, end

PATIENCE = 5_000
"""Milliseconds that a print service may think about its printers."""


class Service(QObject):
    """Asks in a child process."""

    answered = Signal()
    """It does, or the child could not even ask: then the window finds out what is wrong."""

    silent = Signal()
    """Nothing was heard of it for PATIENCE."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self._give_up)

    @property
    def asking(self) -> bool:
        """Whether an answer is awaited."""
        return self._process is not None

    def ask(self) -> None:
        """Ask; one of the signals follows, unless it is stopped."""
        self.stop()
        process = self._process = child(self, "printers")
        process.finished.connect(self._heard)
        process.errorOccurred.connect(self._heard)
        self._timer.start()
        process.start()

    def stop(self) -> None:
        """Nobody waits for the answer any more."""
        self._timer.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._heard)
            process.errorOccurred.disconnect(self._heard)
            end(process)

    def _heard(self, *_how: object) -> None:
        self.stop()
        self.answered.emit()

    def _give_up(self) -> None:
        self.stop()
        self.silent.emit()
