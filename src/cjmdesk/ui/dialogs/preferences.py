"""Language, theme, usual paper and margins: each takes effect at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import LANGUAGES, _
from cjmdesk.ui.caption import caption
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.dialogs.fields import Segments, margins_box, paper_box
from cjmdesk.ui.room import open_at
from cjmdesk.ui.widgets.turning import turn

if TYPE_CHECKING:
    from cjmdesk.ui.program import Program

WIDTH = 420


class PreferencesDialog(QDialog):
    """Nothing to confirm: what is chosen is in force, and can be chosen back."""

    def __init__(self, parent: QWidget | None, program: Program) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._program = program
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self._build()

    def _build(self) -> None:
        """Anew in every language."""
        remembered, theme = self._program.remembered, self._program.theme
        self.setWindowTitle(_("Preferences"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(6)
        head = QLabel(_("Preferences"))
        head.setProperty("role", "heading")
        column.addWidget(head)
        column.addSpacing(8)
        self.language = self._language_box(remembered.language)
        themes = (("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark")))
        self.theme = Segments(themes, remembered.theme, _("Theme"))
        self.theme.chosen.connect(self._program.set_theme)
        self.paper, self.margins = paper_box(remembered.paper), margins_box(remembered.margins)
        for box in (self.paper, self.margins):
            box.activated.connect(self._set_paper)
        for words, field in (
            (_("Language of the window"), self.language),
            (_("Theme"), self.theme),
            (_("Usual paper"), self.paper),
            (_("Printer margins: top, right, bottom, left"), self.margins),
        ):
            column.addSpacing(8)
            column.addWidget(caption(words, theme, field))
            field.setAccessibleName(words)
            column.addWidget(field)
        hint = QLabel(_("Paper and margins are for maps that do not name their own."))
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addStretch(1)
        close = QPushButton(_("Close"))
        close.setDefault(True)
        close.setProperty("role", "close")  # Enter presses it, but it is no deed
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addSpacing(12)
        column.addLayout(foot)
        turn(self._area, page)
        asked = page.sizeHint()
        open_at(self, max(asked.width(), WIDTH, self.width() if self.isVisible() else 0), asked.height())

    def _language_box(self, chosen: str) -> QComboBox:
        box = ChoiceBox()
        box.addItem(_("As the system"), "")
        for tag, name in LANGUAGES.items():
            box.addItem(name, tag)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.activated.connect(self._set_language)
        return box

    def _set_language(self) -> None:
        self._program.set_language(self.language.currentData())
        self._build()
        self.language.setFocus()

    def _set_paper(self) -> None:
        self._program.set_paper(self.paper.currentData(), tuple(self.margins.currentData()))
