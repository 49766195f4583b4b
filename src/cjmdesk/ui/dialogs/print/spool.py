"""Pages for CUPS: painted into a file, which a child process hands over when all of them are there.

So a service that falls silent holds no window, and what is cancelled is never printed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageRanges, QPdfWriter
from PySide6.QtPrintSupport import QPrintEngine, QPrinter

from cjmdesk.i18n import _
from cjmdesk.ui.ourselves import child, end

PATIENCE = 10_000
"""Milliseconds after which it is said that the service still has not answered."""

_PAGES = "page-ranges"
"""Pages are left out by us: what we hand over has the chosen ones alone."""

_END = 32
"""Bytes at the end of a PDF, in which its last mark stands."""

_OPTIONS = QPrintEngine.PrintEnginePropertyKey(0xFE00)
"""`PPK_CupsOptions` of Qt's own qprint_p.h: what the user set in Qt's print dialog, names and values in
turn."""


def goes_to_cups(printer: QPrinter) -> bool:
    """Whether what is painted on the printer would go to CUPS, and not into a file."""
    return sys.platform == "linux" and printer.outputFormat() == QPrinter.OutputFormat.NativeFormat


class Job(Struct, frozen=True):
    """What CUPS is told of the pages. options: names and values."""

    printer: str
    title: str
    options: tuple[tuple[str, str], ...]


def job_of(printer: QPrinter) -> Job:
    """What was chosen in the print dialog, for pages like the one that is set."""
    layout = printer.pageLayout()
    lies = layout.orientation() == QPageLayout.Orientation.Landscape
    options = [("media", layout.pageSize().key())]
    if printer.copyCount() > 1:
        options.append(("copies", str(printer.copyCount())))
        if printer.collateCopies():
            options.append(("Collate", "True"))
    options.append(("sides", _sides(printer.duplex(), lies)))
    if lies:
        options.append(("landscape", ""))
    if printer.colorMode() == QPrinter.ColorMode.GrayScale:
        options.append(("print-color-mode", "monochrome"))
    options += [(name, value) for name, value in _chosen(printer) if name != _PAGES]
    return Job(printer.printerName(), printer.docName(), tuple(options))


def page_ranges(printer: QPrinter) -> QPageRanges:
    """The pages that were chosen; empty for all. From Qt 6.9 on its dialog tells CUPS alone of them."""
    found = printer.pageRanges()
    words = dict(_chosen(printer)).get(_PAGES, "")
    return QPageRanges.fromString(words) if found.isEmpty() and words else found


def _chosen(printer: QPrinter) -> list[tuple[str, str]]:
    """What was set in Qt's print dialog for CUPS; nothing for other printers."""
    words = [str(word) for word in printer.printEngine().property(_OPTIONS) or ()]
    return list(zip(words[::2], words[1::2], strict=False))


def _sides(duplex: QPrinter.DuplexMode, lies: bool) -> str:
    """RFC 8011, 5.2.8; the edge that Qt takes where it may choose."""
    modes = QPrinter.DuplexMode
    if duplex == modes.DuplexNone:
        return "one-sided"
    short = lies if duplex == modes.DuplexAuto else duplex == modes.DuplexShortSide
    return "two-sided-short-edge" if short else "two-sided-long-edge"


class Spool(QObject):
    """A file of pages, and its way to the service. `close` takes the file away."""

    slow = Signal()
    """The service has not answered for PATIENCE; it may yet."""

    ended = Signal(str, bool)
    """Why the service did not take the pages, as it says; empty when it did. And whether the printer is
    not there any more. The file is gone by then."""

    locked = Signal()
    """It wants a name and a password, or others: `hand_over` may be called again."""

    def __init__(self, parent: QObject, job: Job) -> None:
        """Raises OSError where there is no room for files."""
        super().__init__(parent)
        self._job = job
        self._room = tempfile.TemporaryDirectory(prefix="cjmdesk-")
        self._file = Path(self._room.name) / "pages.pdf"
        self._process: QProcess | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self.slow)

    def device(self, colour: bool) -> QPdfWriter:
        """What the pages are painted on. colour: whether there is any."""
        writer = QPdfWriter(str(self._file))
        writer.setTitle(self._job.title)
        writer.setCreator("cjmdesk")
        if not colour:
            writer.setColorModel(QPdfWriter.ColorModel.Grayscale)
        return writer

    @property
    def is_whole(self) -> bool:
        """Whether the file has its end: Qt does not say when the disk is full."""
        try:
            with self._file.open("rb") as stream:
                stream.seek(max(self._file.stat().st_size - _END, 0))
                return b"%%EOF" in stream.read()
        except OSError:
            return False

    def hand_over(self, user: str = "", password: str = "") -> None:
        """Give the file to the service; `ended` or `locked` follows, unless it is closed before.

        user, password: for a printer that asks for them.
        """
        order = {
            "printer": self._job.printer,
            "file": str(self._file),
            "title": self._job.title,
            "options": self._job.options,
            "user": user,
            "password": password,
        }
        process = self._process = child(self, "print-pages")
        process.finished.connect(self._heard)
        process.errorOccurred.connect(self._broken)
        self._timer.start()
        process.start()
        process.write(json.dumps(order).encode("ascii"))
        process.closeWriteChannel()

    def close(self) -> None:
        """End what is on its way, and take the file away."""
        self._leave()
        self._room.cleanup()

    def _leave(self) -> None:
        """The child is not needed any more."""
        self._timer.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._heard)
            process.errorOccurred.disconnect(self._broken)
            end(process)

    def _broken(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:  # all others end with `finished`
            self._heard()

    def _heard(self, *_how: object) -> None:
        assert self._process is not None
        said = bytes(self._process.readAllStandardOutput().data())
        self._leave()
        try:
            answer = json.loads(said)
            refused, locked, gone = str(answer["refused"]), bool(answer["locked"]), bool(answer["gone"])
        except (ValueError, LookupError, TypeError):
            refused, locked, gone = _("the print service gave no reason"), False, False
        if locked:
            self.locked.emit()
            return
        self._room.cleanup()
        self.ended.emit(refused, gone)
