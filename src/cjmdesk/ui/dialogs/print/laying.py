"""Lays out in a child process what the print dialog shows; only the last wish counts."""

from __future__ import annotations

import gc
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict
from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from shiboken6 import isValid

from cjmdesk.i18n import _
from cjmdesk.posters.handing import HandingError, Laid, take_over
from cjmdesk.ui.opening import FileError, FileState, write
from cjmdesk.ui.ourselves import child

if TYPE_CHECKING:
    from cjmdesk.model.project import Project
    from cjmdesk.posters.choices import PrintChoices

SLICE = 0.008
"""Seconds for which the window reads without a break."""

PATIENCE = 1_500
"""Milliseconds in which a child must leave what is not wanted any more, or be ended."""

REST = 700
"""Milliseconds without a new wish after which the size of the file is measured."""


class Laying(QObject):
    """The child process and what it answers. Made for one state of a project."""

    laid = Signal(object)
    """A Laid: what was wished last."""

    refused = Signal(str)
    """It cannot be laid out; why, as a sentence."""

    sized = Signal(int)
    """Bytes of the PDF of what was laid out last."""

    busy = Signal(bool)
    """Whether something is wished that is not there yet."""

    def __init__(self, parent: QObject, project: Project) -> None:
        """Writes `project` for the child; raises FileError where the disk refuses."""
        super().__init__(parent)
        self._room = tempfile.TemporaryDirectory(prefix="cjmdesk-")
        self._source = Path(self._room.name) / "project.cjm"
        try:
            write(project, self._source, FileState())
        except FileError:
            self._room.cleanup()
            raise
        self._process: QProcess | None = None
        self._number = 0
        self._wish: dict[str, Any] | None = None
        self._heard, self._up = b"", False
        self._reading: Iterator[Laid | None] = iter(())
        self._impatient = self._timer(PATIENCE, self._restart)
        self._rested = self._timer(REST, self._ask_size)
        self._reader = self._timer(0, self._read_on)
        self._begin()

    def _timer(self, milliseconds: int, call: Any) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(call)
        return made

    # Asking -----------------------------------------------------------------------------------

    def wish(self, map_id: str, choices: PrintChoices, *, everything: bool = False) -> None:
        """Lay the map out so, with all others if `everything`; an earlier wish is forgotten."""
        told = asdict(choices)
        told["date"] = choices.date.isoformat() if choices.date else None
        self._wish = {"do": "lay", "map": map_id, "all": everything, "choices": told}
        self._reader.stop()
        self._rested.stop()
        self.busy.emit(True)
        self._send(self._wish)

    def forget(self) -> None:
        """Nothing is wished any more."""
        self._number += 1
        self._wish = None
        for timer in (self._impatient, self._rested, self._reader):
            timer.stop()
        self.busy.emit(False)

    def close(self) -> None:
        """End the child and take its files away."""
        self.forget()
        process = self._process
        self._drop()
        if process is not None:
            process.waitForFinished(1_000)
        self._room.cleanup()

    def _begin(self) -> None:
        self._heard, self._up = b"", False
        process = self._process = child(self, "lay-out")
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(lambda: self._hear(process))
        process.finished.connect(lambda: self._ended(process))
        process.errorOccurred.connect(lambda error: self._broken(process, error))
        process.start()

    def _drop(self) -> None:
        """End the child; what it still says is not heard."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()

    def _send(self, wish: dict[str, Any]) -> None:
        self._number += 1
        if self._process is None:
            self._begin()
        assert self._process is not None
        result = str(Path(self._room.name) / f"{self._number}.laid")
        told = {**wish, "number": self._number, "source": str(self._source), "result": result}
        self._process.write(json.dumps(told).encode("ascii") + b"\n")
        if self._up:  # one that only starts reads no more than the last wish
            self._impatient.start()

    def _ask_size(self) -> None:
        self._send({"do": "size"})

    def _restart(self) -> None:
        """The child is deep in something that nobody wants: end it and ask a new one."""
        self._drop()
        if self._wish is not None:
            self._send(self._wish)

    # Hearing ----------------------------------------------------------------------------------

    def _hear(self, process: QProcess) -> None:
        if process is not self._process:
            return
        self._up = True
        self._heard += bytes(process.readAllStandardOutput().data())
        *lines, self._heard = self._heard.split(b"\n")
        for line in lines:
            try:
                answer = json.loads(line)
            except ValueError:
                continue  # somebody else wrote there
            if isinstance(answer, dict) and answer.get("number") == self._number:
                self._take(answer)

    def _take(self, answer: dict[str, Any]) -> None:
        state = answer.get("state")
        self._impatient.stop()
        if state == "laid":
            result = Path(self._room.name) / f"{self._number}.laid"
            try:
                data = result.read_bytes()
                result.unlink()
            except OSError as error:
                self._give_up(str(error))
                return
            self._reading = take_over(data)
            self._reader.start()
        elif state == "sized":
            self.sized.emit(int(answer["size"]))
        elif state == "refused":
            self._give_up(str(answer["text"]))

    def _read_on(self) -> None:
        """A few pieces of the pages, so that the window stays awake."""
        was_on = gc.isenabled()
        gc.disable()
        try:
            laid = self._read_some()
        except HandingError as error:
            self._give_up(str(error))
            return
        finally:
            if was_on:
                gc.enable()
        if laid is None:
            self._reader.start()
            return
        # There is no garbage in it: to look for some would stop the window.
        gc.freeze()
        self.busy.emit(False)
        self.laid.emit(laid)
        self._rested.start()

    def _read_some(self) -> Laid | None:
        until = time.perf_counter() + SLICE
        for laid in self._reading:
            if laid is not None or time.perf_counter() > until:
                return laid
        raise HandingError("it has no end")

    def _give_up(self, why: str) -> None:
        self.busy.emit(False)
        self.refused.emit(why)

    def _broken(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._ended(process)

    def _ended(self, process: QProcess) -> None:
        """A child went; unasked, if it is the one in use."""
        if not isValid(process):  # the window is being taken down, and its children with it
            return
        process.deleteLater()
        if process is not self._process:
            return
        self._process = None
        self._impatient.stop()
        self._rested.stop()
        if self._wish is not None:
            self._give_up(_("The preview stopped unexpectedly; change something to try again."))
