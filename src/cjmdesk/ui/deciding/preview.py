"""The action plan's page as it is printed, beside the table it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.icons import icon
from cjmdesk.ui.sheet.pageview import PageView

if TYPE_CHECKING:
    from cjmdesk.layout.pages import Page
    from cjmdesk.ui.deciding.desk import Desk

LEAST = 170
"""Pixels of the page's width."""

SOON = 200
"""Milliseconds after a change until the page is laid out anew."""


class PlanPreview(QWidget):
    """Lays the plan out as the print dialog would now, and shows a page of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.pages: tuple[Page, ...] = ()
        self._number = 0
        self.view = PageView(desk.theme)
        self.view.setAccessibleName(_("The action plan as it is printed"))
        self.view.setMinimumWidth(LEAST)
        self.said = QLabel()
        self.said.setProperty("role", "small")
        self.said.setMinimumWidth(1)
        self.said.setWordWrap(True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back, self.on = QToolButton(), QToolButton()
        for button, sign, name, by in (
            (self.back, "chevron-left", _("Previous page"), -1),
            (self.on, "chevron-right", _("Next page"), 1),
        ):
            button.setIcon(icon(desk.theme, sign))
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.hide()
            button.clicked.connect(lambda _checked=False, by=by: self.turn(by))
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self.said, 1)
        row.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SOON)
        self._later.timeout.connect(self.lay_out)

    @property
    def changing(self) -> bool:
        """Whether the page shown is out of date, or not yet painted."""
        return self._later.isActive() or self.view.painting

    def chain(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        return [self.view, self.back, self.on]

    def follow(self) -> None:
        """The plan has changed; it is laid out when the hand rests."""
        self._later.start()

    def lay_out(self) -> None:
        """Lay the plan out now."""
        from cjmdesk.paint.qt import ScenePainter
        from cjmdesk.posters.kinds import print_map
        from cjmdesk.posters.papers import PaperError
        from cjmdesk.text.qt import text_engine

        self._later.stop()
        project, one = self._desk.session.project, self._desk.session.map
        if project is None or one is None:
            return
        try:
            printed = print_map(project, one, self._desk.plan_choices(), text_engine())
            self.pages = tuple(page.page for page in printed.pages)
        except PaperError as why:
            self.pages = ()
            self.said.setText(str(why))
        self._number = min(self._number, max(len(self.pages) - 1, 0))
        self._painter = ScenePainter(text_engine(), project.pictures)
        self._show()

    def turn(self, by: int) -> None:
        """Another page."""
        self._number = min(max(self._number + by, 0), max(len(self.pages) - 1, 0))
        self._show()

    def _show(self) -> None:
        page = self.pages[self._number] if self.pages else None
        self.view.show_page(page, self._painter)
        count = len(self.pages)
        if page is not None:
            size = _("{width} × {height} mm").format(width=round(page.width), height=round(page.height))
            text = _("page {number} of {count}").format(number=self._number + 1, count=count)
            self.said.setText(f"{text} · {size}")
        for button, there in ((self.back, self._number > 0), (self.on, self._number + 1 < count)):
            button.setVisible(count > 1)
            button.setEnabled(there)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follow()
