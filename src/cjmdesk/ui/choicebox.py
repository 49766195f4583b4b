"""A list to choose one from, with rows as roomy as those of the menus."""

from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

SHOWN = 14
"""Rows that are seen at once."""


class ChoiceBox(QComboBox):
    """Opens a list below itself, long enough for most choices, never a menu laid over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A list's own delegate takes no rules for its rows from the theme.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setMaxVisibleItems(SHOWN)
