"""Long exports in a child process: the program itself with a verb. Cancel is a kill."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from cjmdesk.i18n import _
from cjmdesk.ui.infobar import Notice
from cjmdesk.ui.opening import FileError, FileState, write

if TYPE_CHECKING:
    from cjmdesk.model.project import Project
    from cjmdesk.ui.window import MainWindow


@dataclass(frozen=True)
class Order:
    """An export to be made. arguments: of the verb, without files."""

    project: Project
    target: Path
    arguments: tuple[str, ...]


class Jobs(QObject):
    """The exports that a window has under way."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._running: dict[QProcess, tuple[Order, tempfile.TemporaryDirectory[str]]] = {}

    @property
    def running(self) -> int:
        """How many are under way."""
        return len(self._running)

    def start(self, order: Order) -> None:
        """Begin an export; its end is told in the window."""
        # The child reads a file: the project as it is now, saved or not.
        room = tempfile.TemporaryDirectory(prefix="cjmdesk-")
        source = Path(room.name) / "project.cjm"
        try:
            write(order.project, source, FileState())
        except FileError as trouble:
            room.cleanup()
            self._window.tell(Notice(str(trouble), "error"))
            return
        process = QProcess(self)
        self._running[process] = (order, room)
        process.finished.connect(lambda code, _status: self._finished(process, code))
        process.errorOccurred.connect(lambda _error: self._broken(process))
        process.start(
            sys.executable,
            [*_self(), "export", str(source), "-o", str(order.target), *order.arguments],
        )
        self.tell_running(order.target.name, lambda: self.cancel(process))

    def tell_running(self, name: str, cancel: Callable[[], object]) -> None:
        """Say that the file `name` is being written, with a way to stop it."""
        text = _("Writing {file}…").format(file=name)
        self._window.tell(Notice(text, ways=((_("Cancel"), cancel),), busy=True))

    def cancel(self, process: QProcess) -> None:
        """Stop an export."""
        order = self._forget(process)
        process.kill()
        if order is not None:
            self._window.tell(Notice(_("{file} was not written.").format(file=order.target.name)))

    def stop_all(self) -> None:
        """Stop every export: the window closes."""
        for process in list(self._running):
            self._forget(process)
            process.kill()
            process.waitForFinished(1_000)

    def _finished(self, process: QProcess, code: int) -> None:
        order = self._forget(process)
        if order is None:  # cancelled
            return
        if code == 0:
            self._tell_done(order.target)
        else:
            self._tell_failed(order, bytes(process.readAllStandardError().data()).decode("utf-8", "replace"))

    def _broken(self, process: QProcess) -> None:
        if process.error() == QProcess.ProcessError.FailedToStart:
            order = self._forget(process)
            if order is not None:
                self._tell_failed(order, process.errorString())

    def _forget(self, process: QProcess) -> Order | None:
        held = self._running.pop(process, None)
        if held is None:
            return None
        order, room = held
        room.cleanup()
        process.deleteLater()
        return order

    def _tell_done(self, target: Path) -> None:
        ways = (
            (_("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))),
            (_("Show Folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent)))),
        )
        self._window.tell(Notice(_("{file} is written.").format(file=target.name), ways=ways))

    def _tell_failed(self, order: Order, said: str) -> None:
        lines = [line for line in said.strip().splitlines() if line.strip()]
        reason = lines[-1].removeprefix("cjmdesk: ") if lines else _("the export stopped")
        text = _("{file} was not written: {reason}").format(file=order.target.name, reason=reason)
        again = ((_("Try again"), lambda: self.start(order)),)
        self._window.tell(Notice(text, "error", again))


def _self() -> list[str]:
    """What makes this interpreter, or the frozen program, run a verb of ours."""
    return [] if getattr(sys, "frozen", False) else ["-m", "cjmdesk"]
