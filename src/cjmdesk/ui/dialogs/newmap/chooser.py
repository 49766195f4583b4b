"""The list of what a new map can start from, with headings, searched by the line above it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.choicebox import WrappedRows
from cjmdesk.ui.dialogs.newmap.rows import GROUPS, Row
from cjmdesk.ui.theme import Theme

_ROW = Qt.ItemDataRole.UserRole
_PAGE = 8


class Chooser(QWidget):
    """A line to search in and the list; the keyboard may stay in the line."""

    turned = Signal()
    """Another row is chosen."""

    taken = Signal()
    """Return or a double click: it shall be this one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[Row, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search: café, loyalty, hours…"))
        self.search.setAccessibleName(_("Search the templates"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Templates"))
        self.list.setProperty("role", "choices")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setItemDelegate(WrappedRows(8, self.list))
        self.list.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda _now, _before: self.turned.emit())
        self.list.itemDoubleClicked.connect(lambda item: self.taken.emit() if item.data(_ROW) else None)
        self.none = QLabel()
        self.none.setProperty("role", "quiet")
        self.none.setWordWrap(True)
        self.none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.none)

    @property
    def row(self) -> Row | None:
        """The one chosen; None while nothing fits what was typed."""
        item = self.list.currentItem()
        found: Row | None = item.data(_ROW) if item is not None else None
        return found

    def show_rows(self, rows: Sequence[Row], chosen: str = "") -> None:
        """List these. chosen: the key of the one to choose, else the one that was, else the first."""
        self._rows = tuple(rows)
        self._fill(chosen)

    def _fill(self, chosen: str = "") -> None:
        typed, before = self.search.text(), self.row
        fitting = [row for row in self._rows if row.fits(typed)]
        best = min(fitting, key=lambda row: row.distance(typed), default=None) if typed.strip() else None
        key = best.key if best is not None else chosen or (before.key if before is not None else "")
        self.list.blockSignals(True)
        self.list.clear()
        group, current = "", None
        for row in fitting:
            if row.group != group:
                group = row.group
                self.list.addItem(self._heading(_(GROUPS[group])))
            item = QListWidgetItem(row.title)
            item.setData(_ROW, row)
            self.list.addItem(item)
            if row.key == key or current is None:
                current = item
        if current is not None:
            self.list.setCurrentItem(current)
            self.list.scrollToItem(current)
            if self.list.row(current) == 1:
                self.list.scrollToTop()
        self.list.blockSignals(False)
        self.none.setText(_("No template is called “{words}”.").format(words=typed.strip()))
        self.none.setVisible(not fitting)
        self.turned.emit()

    def _heading(self, words: str) -> QListWidgetItem:
        item = QListWidgetItem(words.upper())
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(self.list.font())
        font.setBold(True)
        font.setPointSizeF(self._theme.sizes.small)
        item.setFont(font)
        item.setForeground(self._theme.colour("small"))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        return item

    def _step(self, by: int) -> None:
        """Go on by rows, past the headings."""
        number, left = self.list.currentRow(), abs(by)
        best, way = number, 1 if by > 0 else -1
        while left and 0 <= number + way < self.list.count():
            number += way
            if self.list.item(number).data(_ROW) is not None:
                best, left = number, left - 1
        self.list.setCurrentRow(best)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows lead through the list wherever the keyboard is of the two; headings are passed."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: _PAGE,
                Qt.Key.Key_PageUp: -_PAGE,
            }
            by = steps.get(Qt.Key(event.key()), 0)
            if by:
                self._step(by)
                return True
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 200)
