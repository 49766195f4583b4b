"""A group of the start page: a heading over buttons that flow into as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from cjmdesk.ui.folded import folded
from cjmdesk.ui.start.offers import Offer
from cjmdesk.ui.start.tile import WIDTH

GAP = 14


class Group:
    """The buttons of one kind of offers.

    grid: where they lie; the heading stands above it. shown: the buttons that are seen. fits: those
    of them that speak of what is searched.
    """

    def __init__(
        self,
        page: QWidget,
        heading: QWidget,
        offers: tuple[Offer, ...],
        make: Callable[[Offer], QAbstractButton],
    ) -> None:
        """page: what all lies on. make: the button of an offer."""
        self.heading = heading
        self.grid = QGridLayout()
        self.grid.setSpacing(GAP)
        self._buttons = [(make(offer), _said(offer)) for offer in offers]
        tallest = max(button.sizeHint().height() for button, _words in self._buttons)
        for button, _words in self._buttons:
            # On the page from the start: shown without a parent it would be a window of its own.
            button.setParent(page)
            button.setFixedSize(WIDTH, tallest)
        self.shown = self.fits = [button for button, _words in self._buttons]

    def sieve(self, asked: str) -> None:
        """Show only what has every word of `asked` in its name or description; all for no words.

        What is empty stays, too.
        """
        words = folded(asked).split()
        self.fits = [button for button, said in self._buttons if said and all(word in said for word in words)]
        self.shown = [button for button, said in self._buttons if not said or button in self.fits]
        for button, _words in self._buttons:
            button.setVisible(button in self.shown)
        self.heading.setVisible(bool(self.shown))

    def flow(self, columns: int) -> None:
        """Set what is shown in `columns` columns."""
        while self.grid.count():
            self.grid.takeAt(0)
        for number, button in enumerate(self.shown):
            self.grid.addWidget(button, number // columns, number % columns, Qt.AlignmentFlag.AlignTop)
        self.grid.setColumnStretch(columns, 1)


def _said(offer: Offer) -> str:
    """What is searched of an offer, empty for one that fits everything."""
    return "" if offer.empty else folded(f"{offer.title} {offer.kind} {offer.words}")
