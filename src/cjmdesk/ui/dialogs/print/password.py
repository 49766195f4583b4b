"""Asks for the name and the password that a printer wants."""

from __future__ import annotations

import getpass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.widgets.foot import foot

WIDTH = 400


class PasswordDialog(QDialog):
    """Two lines. Nothing of them is kept but the name, and that for as long as the print dialog is open."""

    def __init__(self, parent: QWidget, printer: str, user: str = "") -> None:
        """user: the name that was given before and did not do; empty when nobody was asked yet."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("printerPassword")
        self.setWindowTitle(_("Password of the Printer"))
        text = (
            _("“{printer}” did not accept this name and password. Try again, or cancel.")
            if user
            else _("The printer “{printer}” asks for a name and a password.")
        )
        about = QLabel(text.format(printer=printer))
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(6)
        column.addWidget(about)
        column.addSpacing(8)
        self._user, self._password = QLineEdit(user or _own_name()), QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        for words, line in ((_("User name"), self._user), (_("Password"), self._password)):
            label = QLabel(words)
            label.setProperty("role", "quiet")
            label.setBuddy(line)
            line.setAccessibleName(words)
            line.textChanged.connect(self._look)
            column.addWidget(label)
            column.addWidget(line)
        row, self.print = foot(self, _("Print Now"))
        self.print.clicked.connect(self.accept)
        column.addSpacing(10)
        column.addLayout(row)
        self.resize(WIDTH, column.totalHeightForWidth(WIDTH))
        self._look()
        (self._password if self._user.text() else self._user).setFocus()

    @property
    def user(self) -> str:
        """The name."""
        return self._user.text().strip()

    @property
    def password(self) -> str:
        """The password, as it was typed."""
        return self._password.text()

    def _look(self) -> None:
        self.print.setEnabled(bool(self.user and self.password))


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name
        return ""
