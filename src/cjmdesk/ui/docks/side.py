"""The left panel: the navigator and the outline, one of them in sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.docks.navigator import Navigator
from cjmdesk.ui.docks.outline import Outline

NAMES = ("navigator", "outline")


class Side(QWidget):
    """Two pages with tabs above them."""

    turned = Signal()
    """Another page is in sight."""

    def __init__(self, navigator: Navigator, outline: Outline, page: str) -> None:
        super().__init__()
        self.setObjectName("navigator")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(190)
        self.pages = QStackedWidget()
        self.pages.addWidget(navigator)
        self.pages.addWidget(outline)
        self._parts: tuple[Navigator, Outline] = (navigator, outline)
        self.tabs: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(10, 8, 10, 0)
        row.setSpacing(4)
        for name in NAMES:
            tab = QPushButton()
            tab.setCheckable(True)
            tab.setProperty("role", "tab")
            tab.clicked.connect(self._turner(name))
            group.addButton(tab)
            row.addWidget(tab)
            self.tabs[name] = tab
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.pages, 1)
        self.turn(page)
        self.retranslate()

    @property
    def page(self) -> str:
        """Which page is in sight: `navigator` or `outline`."""
        return NAMES[self.pages.currentIndex()]

    def turn(self, page: str) -> None:
        """Show a page."""
        page = page if page in NAMES else NAMES[0]
        self.tabs[page].setChecked(True)
        self.pages.setCurrentIndex(NAMES.index(page))
        self.setFocusProxy(self._parts[NAMES.index(page)])
        self.turned.emit()

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self.tabs["navigator"].setText(_("Navigator"))
        self.tabs["outline"].setText(_("Outline"))
        for part in self._parts:
            part.retranslate()

    def _turner(self, name: str) -> Callable[[], None]:
        return lambda: self.turn(name)
