"""Pages for CUPS: painted into a file, which a child process hands over when all of them are there.

So a service that falls silent holds no window, and what is cancelled is never printed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPdfWriter
from PySide6.QtPrintSupport import QPrintEngine, QPrinter

from cjmdesk.i18n import _
from cjmdesk.ui.ourselves import child

PATIENCE = 10_000
"""Milliseconds after which it is said that the service still has not answered."""

_OPTIONS = QPrintEngine.PrintEnginePropertyKey(0xFE00)
"""`PPK_CupsOptions` of Qt's own qprint_p.h: what the user set in Qt's print dialog, names and values in
turn."""


def goes_to_cups(printer: QPrinter) -> bool:
    """Whether what is painted on the printer would go to CUPS, and not into a file."""
    return sys.platform == "linux" and printer.outputFormat() == QPrinter.OutputFormat.NativeFormat


@dataclass(frozen=True)
class Job:
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
    chosen = [str(word) for word in printer.printEngine().property(_OPTIONS) or ()]
    options += zip(chosen[::2], chosen[1::2], strict=False)
    return Job(printer.printerName(), printer.docName(), tuple(options))


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
    not there any more."""

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
            return b"%%EOF" in self._file.read_bytes()[-32:]
        except OSError:
            return False

    def hand_over(self) -> None:
        """Give the file to the service; `ended` follows, unless it is closed before."""
        order = {
            "printer": self._job.printer,
            "file": str(self._file),
            "title": self._job.title,
            "options": self._job.options,
        }
        process = self._process = child(self, "print-pages")
        process.finished.connect(self._heard)
        process.errorOccurred.connect(self._heard)
        self._timer.start()
        process.start()
        process.write(json.dumps(order).encode("ascii"))
        process.closeWriteChannel()

    def close(self) -> None:
        """End what is on its way, and take the file away."""
        self._timer.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._heard)
            process.errorOccurred.disconnect(self._heard)
            process.kill()
            process.waitForFinished(1_000)  # milliseconds for one that is killed
            process.deleteLater()
        self._room.cleanup()

    def _heard(self, *_how: object) -> None:
        assert self._process is not None
        try:
            answer = json.loads(bytes(self._process.readAllStandardOutput().data()))
            refused, gone = str(answer["refused"]), bool(answer["gone"])
        except (ValueError, LookupError, TypeError):
            refused, gone = _("the print service gave no reason"), False
        self.close()
        self.ended.emit(refused, gone)
