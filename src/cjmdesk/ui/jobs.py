"""Long exports in a child process: the program itself with a verb. Cancel is a kill."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QProcess, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from shiboken6 import isValid

from cjmdesk.i18n import _
from cjmdesk.ui.infobar import Notice
from cjmdesk.ui.opening import FileError, FileState, write
from cjmdesk.ui.ourselves import PROGRESS, child

if TYPE_CHECKING:
    from cjmdesk.model.project import Project
    from cjmdesk.ui.window import MainWindow


class Order(Struct, frozen=True):
    """An export to be made. arguments: of the verb, without files."""

    project: Project
    target: Path
    arguments: tuple[str, ...]


class Jobs(QObject):
    """The exports that a window has under way."""

    progressed = Signal(object, int, int)
    """Of an Order so many pages are written, of how many."""

    ended = Signal(object, str)
    """An Order is done, or why it is not, as a sentence; told before the notice of it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._running: dict[QProcess, tuple[Order, tempfile.TemporaryDirectory[str]]] = {}
        self.tell: Callable[[Notice], object] = window.tell
        """Who says how it goes: the window, or a dialog over it."""

    @property
    def running(self) -> int:
        """How many are under way."""
        return len(self._running)

    def start(self, order: Order) -> None:
        """Begin an export; its end is told."""
        # The child reads a file: the project as it is now, saved or not.
        room = tempfile.TemporaryDirectory(prefix="cjmdesk-")
        source = Path(room.name) / "project.cjm"
        try:
            write(order.project, source, FileState())
        except FileError as trouble:
            room.cleanup()
            self._fail(order, str(trouble))
            return
        process = child(self, "export", str(source), "-o", str(order.target), "--progress", *order.arguments)
        self._running[process] = (order, room)
        process.finished.connect(lambda code, _status: self._finished(process, code))
        process.errorOccurred.connect(lambda _error: self._broken(process))
        process.readyReadStandardOutput.connect(lambda: self._hear(process))
        process.start()
        self.tell_running(order.target.name, lambda: self.cancel(process))

    def tell_again(self, order: Order) -> None:
        """Say that an export is under way where it is told now; nothing if it is over."""
        for process, (running, _room) in self._running.items():
            if running is order:
                self.tell_running(order.target.name, partial(self.cancel, process))

    def tell_running(self, name: str, cancel: Callable[[], object]) -> None:
        """Say that the file `name` is being written, with a way to stop it."""
        text = _("Writing {file}…").format(file=name)
        self.tell(Notice(text, ways=((_("Cancel"), cancel),), busy=True))

    def cancel(self, process: QProcess) -> None:
        """Stop an export."""
        order = self._forget(process)
        process.kill()
        if order is not None:
            text = _("{file} was not written.").format(file=order.target.name)
            self.ended.emit(order, text)
            self.tell(Notice(text))

    def stop_all(self) -> None:
        """Stop every export: the window closes."""
        for process in list(self._running):
            self._forget(process)
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1_000)

    def _hear(self, process: QProcess) -> None:
        """What the child says of how far it is; the rest is for people who run the verb."""
        while process.canReadLine():
            words = bytes(process.readLine().data()).split()
            if words[:1] == [PROGRESS.encode()] and len(words) == 3 and process in self._running:
                self.progressed.emit(self._running[process][0], int(words[1]), int(words[2]))

    def _finished(self, process: QProcess, code: int) -> None:
        if not isValid(process):  # the window is being taken down, and its children with it
            return
        process.deleteLater()  # not before: one that was cancelled still has to end
        self._hear(process)
        order = self._forget(process)
        if order is None:  # cancelled
            return
        if code == 0:
            self.ended.emit(order, "")
            self._tell_done(order.target)
        else:
            self._tell_failed(order, bytes(process.readAllStandardError().data()).decode("utf-8", "replace"))

    def _broken(self, process: QProcess) -> None:
        if process.error() == QProcess.ProcessError.FailedToStart:
            process.deleteLater()
            order = self._forget(process)
            if order is not None:
                self._tell_failed(order, process.errorString())

    def _forget(self, process: QProcess) -> Order | None:
        held = self._running.pop(process, None)
        if held is None:
            return None
        order, room = held
        room.cleanup()
        return order

    def _tell_done(self, target: Path) -> None:
        ways = (
            (_("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))),
            (_("Show Folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent)))),
        )
        self.tell(Notice(_("{file} is written.").format(file=target.name), ways=ways))

    def _tell_failed(self, order: Order, said: str) -> None:
        lines = [line for line in said.strip().splitlines() if line.strip()]
        reason = lines[-1].removeprefix("cjmdesk: ") if lines else _("the export stopped")
        reason = reason.removeprefix(f"{order.target}: ")  # its name is said once
        self._fail(order, _("{file} was not written: {reason}").format(file=order.target.name, reason=reason))

    def _fail(self, order: Order, text: str) -> None:
        self.ended.emit(order, text)
        self.tell(Notice(text, "error", ((_("Try Again"), lambda: self.start(order)),)))
