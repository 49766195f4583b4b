"""Pages on a real printer, at their own size: nothing is fitted, centred or scaled by a driver.

Qt's part for printers looks for a print service on this computer, so it is loaded here, and this file
only when somebody prints.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from cjmdesk.i18n import _
from cjmdesk.paint.qt_pages import page_steps
from cjmdesk.paint.qt_printers import printer_names
from cjmdesk.ui.dialogs.fields import millimetres
from cjmdesk.ui.dialogs.print.spool import Spool, goes_to_cups, job_of, page_ranges

if TYPE_CHECKING:
    from cjmdesk.layout.pages import Page
    from cjmdesk.paint.qt import ScenePainter

SLICE = 0.03
"""Seconds printed at a stretch."""

NEAR = 3.0
"""mm by which a printer may call a paper otherwise."""


class PrinterError(Exception):
    """Nothing comes off the printer; why, as a sentence."""


def check_printer(name: str, pages: Sequence[Page]) -> None:
    """Whether the printer is there and has paper of these sizes. Raises PrinterError."""
    if name not in printer_names():
        raise PrinterError(_("The printer {printer} is not there any more.").format(printer=name))
    info = QPrinterInfo.printerInfo(name)
    sizes = [size.size(QPageSize.Unit.Millimeter) for size in info.supportedPageSizes()]
    if not sizes:
        return  # a printer that does not say
    largest = info.maximumPhysicalPageSize().size(QPageSize.Unit.Millimeter)
    limits = sorted((largest.width(), largest.height())) if info.supportsCustomPageSizes() else None
    for page in pages:
        sides = sorted((page.width, page.height))
        known = any(_near(sides, sorted((size.width(), size.height()))) for size in sizes)
        if known or (
            limits and (limits[1] <= 0 or all(a <= b + NEAR for a, b in zip(sides, limits, strict=True)))
        ):
            continue
        text = _("{printer} has no paper of {width} × {height} mm; print over several sheets, or save a PDF.")
        raise PrinterError(
            text.format(printer=name, width=millimetres(page.width), height=millimetres(page.height))
        )


def _near(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def make_printer(name: str, title: str, *, colour: bool = True) -> QPrinter:
    """The printer of that name, the computer's usual one if it is empty or gone. title: of the job.
    colour: whether there is any on the pages. Raises PrinterError when there is none."""
    there = printer_names()
    if not there:
        raise PrinterError(_("There is no printer on this computer."))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name in there:
        printer.setPrinterName(name)
    else:
        printer.setPrinterName(QPrinterInfo.defaultPrinterName() or there[0])
    printer.setDocName(title)
    printer.setCreator("cjmdesk")
    if not colour:
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    return printer


def ask_printer(parent: QWidget, printer: QPrinter, pages: Sequence[Page]) -> bool:
    """Let the user choose printer, pages and copies; whether it goes on."""
    set_page(printer, pages[0])
    printer.setFromTo(1, len(pages))
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(pages))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, len(pages) > 1)
    return dialog.exec() == QDialog.DialogCode.Accepted


def set_page(device: QPrinter | QPdfWriter, page: Page) -> None:
    """The next page: the sheet's own size, all of it, no margins."""
    short, long = sorted((page.width, page.height))
    size = QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    lies = page.width > page.height
    way = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, way, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    if isinstance(device, QPrinter):
        device.setFullPage(True)
    device.setPageLayout(layout)


class PrintRun(QObject):
    """Pages on their way to a printer. `start` returns at once."""

    progressed = Signal(int, int)
    """Pages done, of how many."""

    handing = Signal()
    """All pages are painted, and the print service is asked to take them."""

    slow = Signal()
    """It has not answered for a while; it may yet."""

    locked = Signal()
    """It wants a name and a password, or others; it goes on with `unlock`."""

    ended = Signal(str)
    """Why nothing is printed, as a sentence; empty when all went to the printer."""

    def __init__(
        self,
        parent: QObject,
        printer: QPrinter,
        pages: Sequence[Page],
        scenes: ScenePainter,
        *,
        scale: tuple[float, float] = (1.0, 1.0),
    ) -> None:
        """scale: what the printer makes of a millimetre along the short and the long side of a sheet; it
        is made good for."""
        super().__init__(parent)
        ranges = page_ranges(printer)
        self._pages = [
            page for number, page in enumerate(pages, 1) if ranges.isEmpty() or ranges.contains(number)
        ]
        if not goes_to_cups(printer) and not printer.supportsMultipleCopies():
            self._pages *= max(printer.copyCount(), 1)
        self._printer, self._scenes, self._scale = printer, scenes, scale
        self._spool: Spool | None = None
        self._running, self._handing, self._painted = False, False, 0
        self._steps: Generator[None] | None = None
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._go_on)

    @property
    def count(self) -> int:
        """Pages in all, every copy of them."""
        return len(self._pages)

    def start(self) -> None:
        """Begin; from then on it goes by itself."""
        self._running = True
        self._steps = self._print()
        self._slices.start()

    def cancel(self) -> None:
        """Stop; what the printer has already, it may still print."""
        if not self._running:
            return
        if self._spool is None:
            self._printer.abort()
        why = _("Printing was stopped.")
        if self._handing:
            text = _("Printing was stopped while {printer} took the pages; look whether it prints them.")
            why = text.format(printer=self._printer.printerName())
        self._end(why)

    def unlock(self, user: str, password: str) -> None:
        """Ask the print service once more, with a name and a password."""
        if self._running and self._spool is not None:
            self._give(user, password)

    def _go_on(self) -> None:
        until = time.perf_counter() + SLICE
        steps, before, whole = self._steps, self._painted, False
        try:
            while steps is not None and not whole and self._painted == before:
                whole = next(steps, self) is self
                if time.perf_counter() > until:
                    break
        except PrinterError as error:
            self._end(str(error))
            return
        if self._painted != before:
            self.progressed.emit(self._painted, len(self._pages))
        if whole and self._running:
            self._hand_over()

    def _end(self, why: str) -> None:
        self._running = self._handing = False
        self._slices.stop()
        steps, self._steps = self._steps, None
        if steps is not None:
            steps.close()  # the painter lets go of what it paints on
        if self._spool is not None:
            self._spool.close()
        self.ended.emit(why)

    def _print(self) -> Generator[None]:
        if not self._pages:
            raise PrinterError(_("None of the pages that were chosen is there."))
        device = self._device()
        set_page(device, self._pages[0])
        with QPainter(device) as painter:
            if not painter.isActive():
                raise PrinterError(self._words())
            for number, page in enumerate(self._pages):
                if number:
                    set_page(device, page)
                    if not device.newPage():
                        raise PrinterError(self._words())
                self._painted = number
                painter.resetTransform()
                self._settle(painter, page, device.resolution())
                yield from page_steps(self._scenes, painter, page)
            self._painted = len(self._pages)

    def _device(self) -> QPrinter | QPdfWriter:
        """The printer; for CUPS a file, which is handed over when it is whole."""
        if not goes_to_cups(self._printer):
            return self._printer
        set_page(self._printer, self._pages[-1])
        try:
            spool = self._spool = Spool(self, job_of(self._printer))
        except OSError as error:
            raise PrinterError(_no_room()) from error
        spool.slow.connect(self.slow)
        spool.ended.connect(self._heard)
        spool.locked.connect(self._wait)
        return spool.device(self._printer.colorMode() == QPrinter.ColorMode.Color)

    def _settle(self, painter: QPainter, page: Page, dpi: int) -> None:
        """Millimetres from the sheet's corner; what the printer shrinks is enlarged about its middle."""
        dots = dpi / 25.4
        painter.scale(dots, dots)
        painter.translate(page.width / 2, page.height / 2)
        along, across = self._scale if page.width <= page.height else self._scale[::-1]
        painter.scale(1 / along, 1 / across)
        painter.translate(-page.width / 2, -page.height / 2)

    def _hand_over(self) -> None:
        """All pages are painted."""
        self._slices.stop()
        self._steps = None
        if self._spool is None:
            states = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)
            self._end(self._words() if self._printer.printerState() in states else "")
        elif self._spool.is_whole:
            self._give()
        else:
            self._end(_no_room())

    def _give(self, user: str = "", password: str = "") -> None:
        assert self._spool is not None
        self._handing = True
        self.handing.emit()
        self._spool.hand_over(user, password)

    def _wait(self) -> None:
        self._handing = False
        self.locked.emit()

    def _heard(self, refused: str, gone: bool) -> None:
        name = self._printer.printerName()
        if gone:
            self._end(_("The printer {printer} is not there any more.").format(printer=name))
        elif refused:
            text = _("{printer} did not take the pages: {problem}")
            self._end(text.format(printer=name, problem=refused))
        else:
            self._end("")

    def _words(self) -> str:
        """Why nothing can be painted any more."""
        if self._spool is not None:
            return _no_room()
        name = self._printer.printerName()
        if name and name not in printer_names():
            return _("The printer {printer} is not there any more.").format(printer=name)
        return _("{printer} did not take the pages.").format(printer=name or _("The printer"))


def _no_room() -> str:
    return _("There is no room for the pages in {folder}; make some, or save a PDF elsewhere.").format(
        folder=tempfile.gettempdir()
    )
