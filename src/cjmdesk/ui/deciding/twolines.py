"""Cells with a line to read and, smaller below it, where it belongs."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QWidget

from cjmdesk.ui.choicebox import WrappedRows
from cjmdesk.ui.wrapped import draw, height_of

if TYPE_CHECKING:
    from cjmdesk.ui.theme import Theme

PADDING, SIDE, ABOVE, BETWEEN = 6, 8, 5, 1
"""Pixels beside words of one part, beside those of two, as beside the head of a column, above and below
these, and between the two parts."""


class TwoLines(WrappedRows):
    """In some columns what follows the first line break is set small and quiet."""

    def __init__(self, theme: Theme, columns: Collection[int], parent: QWidget) -> None:
        """columns: their numbers."""
        super().__init__(PADDING, parent)
        self._theme, self._columns = theme, frozenset(columns)

    def _parts(self, option: QStyleOptionViewItem, text: str) -> tuple[tuple[str, QFont], ...]:
        first, _break, rest = text.partition("\n")
        small = QFont(option.font)
        small.setPointSizeF(self._theme.sizes.small)
        return ((first, option.font), (rest, small)) if rest else ((first, option.font),)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        if index.column() not in self._columns or option.rect.width() <= 0:
            return super().sizeHint(option, index)
        parts = self._parts(option, str(index.data() or ""))
        width = option.rect.width() - 2 * SIDE
        tall = sum(height_of(words, font, width) for words, font in parts)
        return QSize(option.rect.width(), tall + 2 * ABOVE + BETWEEN * (len(parts) - 1))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.column() not in self._columns:
            super().paint(painter, option, index)
            return
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        parts = self._parts(option, str(index.data() or ""))
        ground.text = ""
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)
        width = option.rect.width() - 2 * SIDE
        tall = sum(height_of(words, font, width) for words, font in parts) + BETWEEN * (len(parts) - 1)
        y = option.rect.top() + max((option.rect.height() - tall) // 2, ABOVE)
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.save()
        painter.setClipRect(option.rect)
        for number, (words, font) in enumerate(parts):
            high = height_of(words, font, width)
            painter.setFont(font)
            colour = brush.color() if brush is not None else self._theme.colour("ink")
            quiet = number and colour == self._theme.colour("ink")  # what is told apart is so as a whole
            painter.setPen(self._theme.colour("secondary") if quiet else colour)
            box = QRectF(option.rect.left() + SIDE, y, width, high)
            draw(painter, box, words, Qt.AlignmentFlag.AlignLeft)
            y += high + BETWEEN
        painter.restore()
