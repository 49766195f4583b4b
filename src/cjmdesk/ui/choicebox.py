"""A list to choose one from, with rows as roomy as those of the menus."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

SHOWN = 14
"""Rows that are seen at once."""


MARGIN = 12
"""Pixels at both sides of the rows together."""


class WrappedRows(QStyledItemDelegate):
    """Rows high enough for words on several lines: the theme's padding at their sides counts, too."""

    def __init__(self, padding: int, parent: QWidget) -> None:
        """padding: pixels at either side of the words, as `window.qss` says."""
        super().__init__(parent)
        self._padding = padding

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        narrower = QStyleOptionViewItem(option)
        narrower.rect = option.rect.adjusted(0, 0, -2 * self._padding, 0)
        return super().sizeHint(narrower, index)


class ChoiceBox(QComboBox):
    """Opens a list below itself, wide enough for its words, long enough for most, never over itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A list's own delegate takes no rules for its rows from the theme.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setMaxVisibleItems(SHOWN)

    def showPopup(self) -> None:
        view = self.view()
        beside = view.verticalScrollBar().sizeHint().width() if self.count() > SHOWN else 0
        wanted = view.sizeHintForColumn(0) + beside + MARGIN
        view.setMinimumWidth(min(wanted, self.screen().availableGeometry().width() // 2))
        super().showPopup()
