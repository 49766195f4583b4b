"""Both maps laid over each other, beside the list: the curves as large as there is room, or all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.posters.overlay.laid import overlay_from
from cjmdesk.ui.sheet.view import SheetView
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.changes.comparing import Compared
    from cjmdesk.ui.comparing.pair import Side
    from cjmdesk.ui.posting import PosterMaker

SOON = 60
"""Milliseconds after a change of what is shown, or of the room for it, before it is drawn."""

_PER_MM = 3.0
"""Pixels of the view for a millimetre of the sheet of curves, which is cut to fit the view."""

_PAPER = "A2"
_READ = 9.5
"""Pixels of an em at which words on the sheet are read."""

_MOST = 600
"""Differences that are drawn as cards; of more, the curves alone."""


class OverlaySheet(QWidget):
    """The sheet with two buttons above it."""

    picked = Signal(str)
    """The key of a card or point that was clicked."""

    def __init__(self, theme: Theme, maker: Callable[[], PosterMaker]) -> None:
        super().__init__()
        self._maker = maker
        self._found: Compared | None = None
        self._sides: tuple[Side, Side] | None = None
        self._stale, self._item, self._was_alone = False, "", True
        self.view = SheetView(theme)
        self.view.setAccessibleName(_("Both maps laid over each other"))
        self.view.setMinimumSize(240, 160)
        self.curves, self.all = QPushButton(_("Curves")), QPushButton(_("All Differences"))
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        for button, end in ((self.curves, "first"), (self.all, "last")):
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("role", "segment")
            button.setProperty("end", end)
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.curves.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SOON)
        self._later.timeout.connect(self.draw)
        self._group.buttonToggled.connect(lambda _button, on: self._put_off() if on else None)
        self.view.picked.connect(self._pick)

    def show_maps(self, found: Compared | None, sides: tuple[Side, Side] | None) -> None:
        """Show what was compared; None for nothing. sides: the two maps as they are read."""
        self._found, self._sides = found, sides
        self._put_off()

    def outline(self, item: str) -> None:
        """Show where the difference of an item stands; empty for none."""
        self._item = item
        self.view.outline((item,) if item else ())
        self.view.reveal(item)

    def _put_off(self) -> None:
        self._stale = True
        if self.isVisible():
            self._later.start()

    def draw(self) -> None:
        """Lay the sheet out now."""
        self._later.stop()
        self._stale = False
        if self._found is None or self._sides is None:
            self.view.clear()
            return
        first, second = self._sides
        alone = self.curves.isChecked() or len(self._found.changes) > _MOST
        overlay = overlay_from(self._found, first.project, second.project, curves_only=alone)
        if not overlay.journey.lanes:
            self.view.clear()
            return
        room = self.view.maximumViewportSize()
        paper = f"{room.width() / _PER_MM:.0f}x{room.height() / _PER_MM:.0f}mm" if alone else _PAPER
        maker = self._maker()
        options = maker.asked(
            overlay.journey, paper=paper, orientation="auto" if alone else "landscape", margins=(4, 4, 4, 4)
        )
        options = replace(options, signs=overlay.legend, personas=False)
        poster, _trouble = maker.poster(overlay.project, overlay.journey, options)
        self.view.show_scene(poster.scene, maker.painter(overlay.project), poster.measures.em)
        if alone:
            self.view.fit_to("page")
        elif self._was_alone:
            # As close as it takes to be read; the row that is chosen is scrolled to.
            self.view.set_zoom(_READ / poster.measures.em * 25.4 / self.view.logicalDpiX())
        self._was_alone = alone
        self.outline(self._item)

    def _pick(self, item: str) -> None:
        self.picked.emit(item.partition(".before")[0].partition(".stage")[0])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.curves.isChecked():
            self._put_off()
