"""Remarks at length: a list to read and to copy."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.room import open_at


class DetailsDialog(QDialog):
    """Shows sentences, one to a paragraph."""

    def __init__(self, parent: QWidget | None, title: str, sentences: Sequence[str]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        open_at(self, 620, 380)
        head = QLabel(title)
        head.setProperty("role", "heading")
        self.text = QPlainTextEdit("\n\n".join(f"• {sentence}" for sentence in sentences))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        copy, close = QPushButton(_("Copy")), QPushButton(_("Close"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(self.text, 1)
        column.addLayout(row)
