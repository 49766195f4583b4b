"""What somebody reads off a printed test page, to be kept for the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.posters.papers import PaperError, margins, paper
from cjmdesk.posters.printer import bars_on, read_test_page
from cjmdesk.storage.printers import keep_printer
from cjmdesk.ui.caption import caption
from cjmdesk.ui.dialogs.fields import margin_words
from cjmdesk.ui.dialogs.print.fields import MillimetreBox

if TYPE_CHECKING:
    from cjmdesk.posters.printer import PrinterReading
    from cjmdesk.ui.theme import Theme

LONGEST = 500.0
"""mm that can be typed for a bar."""

BETWEEN = 9
"""Pixels above the names of the bars, and between the fields and the button."""


class OffPage(QWidget):
    """Fields for the figures at the edges and the lengths of the bars."""

    kept = Signal(str, object)
    """The name of a printer, and the PrinterReading that is kept for it."""

    def __init__(self, theme: Theme, printer: str) -> None:
        """printer: the name of the last one used, empty for none."""
        super().__init__()
        self._bars = (0.0, 0.0)
        self.printer, self.figures = QLineEdit(printer), QLineEdit()
        self.printer.setPlaceholderText(_("Name of the printer"))
        self.printer.setAccessibleName(_("Name of the printer"))
        self.figures.setPlaceholderText(_("Top, right, bottom, left, such as 4, 5, 12, 5"))
        self.figures.setAccessibleName(_("Smallest figures printed whole: top, right, bottom, left"))
        self.across = MillimetreBox(_("Length of the bar across"), 0, LONGEST)
        self.down = MillimetreBox(_("Length of the bar down"), 0, LONGEST)
        self.keep = QPushButton(_("Keep for This Printer"))
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(self._keep)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.hide()
        bars = QGridLayout()
        bars.setContentsMargins(0, BETWEEN, 0, BETWEEN)
        bars.setVerticalSpacing(5)
        for column, (words, box) in enumerate(((_("Bar across"), self.across), (_("Bar down"), self.down))):
            bars.addWidget(caption(words, theme, box), 0, column)
            bars.addWidget(box, 1, column)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(5)
        for field in (self.printer, self.figures):
            column_.addWidget(field)
        column_.addLayout(bars)
        for part in (self.keep, self.said):
            column_.addWidget(part)

    def set_sheet(self, name: str, orientation: str) -> None:
        """The page is on that paper; bars that nobody measured yet have the length they should have."""
        try:
            sheet = paper(name)
        except PaperError:
            return
        short, long = sorted((sheet.width, sheet.height or sheet.width))
        fresh = bars_on(*((long, short) if orientation == "landscape" else (short, long)))
        for box, before, now in zip((self.across, self.down), self._bars, fresh, strict=True):
            if box.value() == before:
                box.setValue(now)
        self._bars = fresh

    def _keep(self) -> None:
        name = self.printer.text().strip()
        try:
            if not name:
                raise PaperError(_("Type the name of the printer."))
            measured = (self.across.value(), self.down.value())
            reading = read_test_page(margins(self.figures.text()), measured, self._bars)
        except PaperError as error:
            self._say(str(error), "bad")
            return
        keep_printer(name, margins=reading.margins, scale=(reading.across, reading.down))
        self._say(self._words(name, reading), "quiet")
        self.kept.emit(name, reading)

    def _words(self, name: str, reading: PrinterReading) -> str:
        said = _("Kept: {margins}.").format(margins=margin_words(name, reading.margins))
        if not reading.true_to_scale:
            said += " " + _("It is not true to scale; what is printed from here makes up for that.")
        return said

    def _say(self, words: str, role: str) -> None:
        self.said.setText(words)
        self.said.setProperty("role", role)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.show()
