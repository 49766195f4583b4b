"""Remarks at length: a list to read and to copy."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cjmdesk.ui.dialogs.reading import ReadingDialog


class DetailsDialog(ReadingDialog):
    """Shows sentences, one to a paragraph."""

    def __init__(self, parent: QWidget | None, title: str, sentences: Sequence[str]) -> None:
        head = QLabel(title)
        head.setProperty("role", "heading")
        top = QHBoxLayout()
        top.addWidget(head)
        text = "\n\n".join(f"• {sentence}" for sentence in sentences)
        super().__init__(parent, title, (620, 380), top, text, title)
