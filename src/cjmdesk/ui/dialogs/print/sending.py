"""What the print dialog does with a printer: asks for one, sends the pages, and says how it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.dialogs.print.service import Service
from cjmdesk.ui.infobar import InfoBar, Notice

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from cjmdesk.layout.pages import Page
    from cjmdesk.paint.qt import ScenePainter
    from cjmdesk.posters.papers import Margins
    from cjmdesk.ui.dialogs.print.printing import PrintRun
    from cjmdesk.ui.remembered import Remembered


class Shipment(Struct, frozen=True):
    """What is sent. title: of the job. margins: what the sheets leave white, to be kept for the printer;
    None for pages that are no sheets of its own. colour: whether there are any. measuring: a page that
    shows what the printer does, so nothing is made good for."""

    pages: Sequence[Page]
    title: str
    margins: Margins | None
    colour: bool = True
    measuring: bool = False


class Sending(QObject):
    """Pages on their way from the dialog to a printer."""

    sent = Signal(str)
    """All went; what to say of it."""

    refused = Signal(str)
    """Nothing went, or not all; why, as a sentence."""

    given_up = Signal()
    """The user chose no printer."""

    def __init__(self, dialog: QWidget, remembered: Remembered, info: InfoBar, scenes: ScenePainter) -> None:
        super().__init__(dialog)
        self._dialog, self._remembered, self._info, self._scenes = dialog, remembered, info, scenes
        self._run: PrintRun | None = None
        self._service = Service(self)
        self._service.answered.connect(self._go_on)
        self._service.silent.connect(self._tell_silent)
        self._next: Callable[[], object] | None = None
        self._user = ""

    @property
    def running(self) -> bool:
        """Whether pages are on their way, or about to be."""
        return self._run is not None or self._next is not None

    def send(self, what: Shipment, before: Callable[[], object]) -> None:
        """Ask for a printer and send the pages there; returns at once. before: called when the user has
        chosen one."""
        self._ask(lambda: self._choose(what, before))

    def _ask(self, then: Callable[[], object]) -> None:
        """Go on when it is certain that the print service answers."""
        self._next = then
        self._info.tell(Notice(_("Asking for printers…"), ways=((_("Cancel"), self.cancel),), busy=True))
        self._service.ask()

    def _tell_silent(self) -> None:
        self._next = None
        self.refused.emit(
            _("The print service of this computer does not answer. Save a PDF, or try again later.")
        )

    def _go_on(self) -> None:
        then, self._next = self._next, None
        if then is None:
            return
        self._info.dismiss()
        then()

    def _choose(self, what: Shipment, before: Callable[[], object]) -> None:
        from cjmdesk.ui.dialogs.print import printing

        usual = self._remembered.text("printer")
        try:
            printer = printing.make_printer(usual, what.title, colour=what.colour)
        except printing.PrinterError as error:
            self.refused.emit(str(error))
            return
        if not printing.ask_printer(self._dialog, printer, what.pages):
            self.given_up.emit()
            return
        # The user may have taken their time, and the service may have fallen silent meanwhile.
        self._ask(lambda: self._print(printer, what, before))

    def _print(self, printer: QPrinter, what: Shipment, before: Callable[[], object]) -> None:
        from cjmdesk.storage.printers import scale_for
        from cjmdesk.ui.dialogs.print import printing

        name = printer.printerName()
        try:
            printing.check_printer(name, what.pages)
        except printing.PrinterError as error:
            self.refused.emit(str(error))
            return
        self._note(name, what.margins)
        before()
        scale = (1.0, 1.0) if what.measuring else scale_for(name)
        run = self._run = printing.PrintRun(self, printer, what.pages, self._scenes, scale=scale)
        run.progressed.connect(self._tell)
        run.handing.connect(lambda: self._info.go_on(_("{printer} takes the pages…").format(printer=name)))
        run.slow.connect(lambda: self.tell_slow(name))
        run.locked.connect(lambda: self._ask_password(run, name))
        run.ended.connect(lambda why: self._end(why, name, run.count))
        text = _("Printing on {printer}…").format(printer=name)
        self._info.tell(Notice(text, ways=((_("Stop Printing"), self.cancel),), busy=True))
        run.start()

    def _ask_password(self, run: PrintRun, printer: str) -> None:
        from cjmdesk.ui.dialogs.print.password import PasswordDialog

        asked = PasswordDialog(self._dialog, printer, self._user)

        def go_on() -> None:
            self._user = asked.user
            run.unlock(asked.user, asked.password)

        asked.accepted.connect(go_on)
        asked.rejected.connect(run.cancel)
        asked.open()

    def tell_slow(self, printer: str) -> None:
        """Say that the print service has not answered for a while; it may yet."""
        text = _(
            "{printer} has not taken the pages yet: the print service is silent. Wait, or stop printing."
        )
        self._info.tell(
            Notice(text.format(printer=printer), ways=((_("Stop Printing"), self.cancel),), busy=True)
        )

    def cancel(self) -> None:
        """Stop, if something is on its way."""
        if self._next is not None:
            self._next = None
            self._service.stop()
            self._info.dismiss()
            self.given_up.emit()
        if self._run is not None:
            self._run.cancel()

    def _note(self, name: str, margins: Margins | None) -> None:
        from cjmdesk.storage.printers import keep_printer

        self._remembered.put(printer=name)
        if margins is not None:
            keep_printer(name, margins=margins)

    def _tell(self, done: int, of: int) -> None:
        text = _("Printing: page {done} of {count}")
        self._info.go_on(text.format(done=min(done + 1, of), count=of))

    def _end(self, why: str, printer: str, count: int) -> None:
        self._run = None
        if why:
            self.refused.emit(why)
            return
        form = ngettext("{count} page went to {printer}.", "{count} pages went to {printer}.", count)
        self.sent.emit(form.format(count=count, printer=printer))
