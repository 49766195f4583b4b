"""A text to read and to copy, under whatever stands above it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.room import open_at


class ReadingDialog(QDialog):
    """size: width and height it opens at, as far as the screen has them. named: for screen readers."""

    def __init__(
        self, parent: QWidget | None, title: str, size: tuple[int, int], top: QLayout, text: str, named: str
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        open_at(self, *size)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setMinimumHeight(80)
        self.text.setAccessibleName(named)
        copy, close = QPushButton(_("Copy")), QPushButton(_("Close"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        close.setProperty("role", "close")  # Enter presses it, but it is no deed
        foot = QHBoxLayout()
        foot.addWidget(copy)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addLayout(top)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
