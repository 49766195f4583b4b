"""The lower end of the dialog's side: what is said of the result, always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.caption import caption

if TYPE_CHECKING:
    from cjmdesk.ui.theme import Theme

SCROLLER = 14
"""Pixels that a scroll bar may need beside the words."""


class Scrolled(QScrollArea):
    """Scrolls up and down, where there is no room for all."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # page keys turn the pages of the preview


class Said(Scrolled):
    """What is said of the result: how it reads, how much it is, and what to look at."""

    def __init__(self, theme: Theme) -> None:
        page = QWidget()
        super().__init__(page)
        self.setObjectName("said")
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 8, 20, 12)
        column.setSpacing(4)
        self.reading, self.warnings = QLabel(), QLabel()
        column.addWidget(caption(_("Reading"), theme))
        for label in (self.reading, self.warnings):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.addStretch(1)
        self.reading.setTextFormat(Qt.TextFormat.RichText)
        self.warnings.setTextFormat(Qt.TextFormat.PlainText)
        self.warnings.setProperty("role", "bad")
        self.tell("", "")

    def tell(self, reading: str, warnings: str) -> None:
        """Say that. reading: rich text; warnings: plain."""
        self.reading.setText(reading)
        self.warnings.setText(warnings)
        self.reading.setVisible(bool(reading))
        self.warnings.setVisible(bool(warnings))
        self.settle()

    def settle(self) -> None:
        """Take the height of what is said, at most two fifths of the side."""
        side, page = self.parentWidget(), self.widget()
        around = side.layout() if side is not None else None
        layout = page.layout() if page is not None else None
        if side is None or around is None or layout is None:
            return
        layout.invalidate()  # what was said just now is not measured yet
        beside = around.contentsMargins()
        # Nothing scrolls unless it is cut off here: then its height counts for nothing.
        wanted = layout.heightForWidth(side.width() - beside.left() - beside.right())
        self.setFixedHeight(max(min(wanted + 3, side.height() * 2 // 5), 1))
