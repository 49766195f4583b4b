"""Small headings in capitals, shared by panels, dialogs and the start page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel

from cjmdesk.ui.theme import Theme


def caption(text: str, theme: Theme) -> QLabel:
    """A small heading in capitals."""
    label = QLabel(text.upper())
    label.setProperty("role", "caption")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    font = QFont(label.font())
    font.setPointSizeF(theme.sizes.small)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.8)
    label.setFont(font)
    return label
