"""Tables whose rows are cards: they stay chosen while the project changes behind them, and their words
wrap."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from cjmdesk.ui.choicebox import WrappedRows

ID = Qt.ItemDataRole.UserRole
"""Where an item keeps the id of its row's card."""

LEAST = 30
"""Pixels of a column, and…"""

LEAST_WIDE = 20
"""…letters of one that shares what room there is: below that the table scrolls sideways."""

PADDING = 6
"""Pixels at either side of the words, as `window.qss` says."""


class CardTable(QTableWidget):
    """One row a card. Enter tells of the row it stands on, so does a double click."""

    entered_row = Signal(str)
    """The id of a card on which Enter was pressed."""

    rested = Signal()
    """An editor was closed and none was opened: rows may change their order again."""

    stood_at = Signal(str)
    """The id of the card that the keyboard stands at; empty for none."""

    def __init__(self, name: str, heads: Sequence[str], wide: Sequence[int]) -> None:
        """name: for a screen reader. wide: numbers of the columns that share what room there is."""
        super().__init__(0, len(heads))
        self._wide = tuple(wide)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setItemDelegate(WrappedRows(PADDING, self))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        # Measured once when all rows are shown; a header that measures itself does so at every cell.
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(LEAST)
        self._shared = -1
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._share)
        self.currentCellChanged.connect(self._tell)

    @property
    def row_id(self) -> str:
        """The id of the card that the keyboard stands at; empty for none."""
        return self.id_at(self.currentRow())

    def id_at(self, row: int) -> str:
        """The id of the card in a row; empty for none."""
        item = self.item(row, 0)
        return str(item.data(ID)) if item is not None else ""

    def cell(self, row: int, column: int) -> QTableWidgetItem:
        """What a cell shows; made if it is not there."""
        found = self.item(row, column)
        if found is None:
            found = QTableWidgetItem()
            self.setItem(row, column, found)
        return found

    def row_of(self, id: str) -> int:
        """The row of a card; −1 for none."""
        return next((row for row in range(self.rowCount()) if self.id_at(row) == id), -1)

    def show_rows(
        self, rows: Sequence[tuple[str, Sequence[str]]], dress: Callable[[], object] = lambda: None
    ) -> None:
        """Show (id, words of each column) instead. What is chosen stays so; where it is gone, what is
        in its place now. dress: gives the cells more than words, before columns are measured."""
        at, row, column = self.row_id, self.currentRow(), max(self.currentColumn(), 0)
        down = self.verticalScrollBar().value()
        self.blockSignals(True)
        self.setRowCount(len(rows))
        for number, (id, words) in enumerate(rows):
            for place, text in enumerate(words):
                item = self.cell(number, place)
                item.setText(text)
                item.setData(ID, id)
        dress()
        found = self.row_of(at) if at else -1
        if found < 0 and rows:
            found = min(max(row, 0), len(rows) - 1)
        if found >= 0:
            self.setCurrentCell(found, column)
        self.blockSignals(False)
        self._share()
        self.verticalScrollBar().setValue(down)
        self.stood_at.emit(self.row_id)

    def stand_at(self, id: str) -> None:
        """Choose the row of a card, if it is there."""
        row = self.row_of(id)
        if row >= 0:
            self.setCurrentCell(row, max(self.currentColumn(), 0))

    @property
    def editing(self) -> bool:
        """Whether something is being written into a cell; rows must stay where they are."""
        return self.state() == QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes a row down; Tab goes on as `next_cell` says, writing."""
        ends = QAbstractItemDelegate.EndEditHint
        row, column = self.currentRow(), self.currentColumn()
        super().closeEditor(editor, ends.NoHint)
        if hint == ends.SubmitModelCache:
            self.setCurrentCell(min(row + 1, self.rowCount() - 1), column)
        elif hint in (ends.EditNextItem, ends.EditPreviousItem):
            there = self.next_cell(row, column, 1 if hint == ends.EditNextItem else -1)
            if there is not None:
                self.setCurrentCell(*there)
                self.edit(self.currentIndex())
        if not self.editing:
            self.rested.emit()

    def commit(self) -> None:
        """Take what is being written, as it stands, and end writing."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for editor in self.viewport().findChildren(QWidget, options=direct) if self.editing else ():
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def next_cell(self, row: int, column: int, by: int) -> tuple[int, int] | None:
        """Where Tab (1) or Shift+Tab (−1) goes on writing: the next row. None for nowhere."""
        return (row + by, column) if 0 <= row + by < self.rowCount() else None

    @property
    def _least_wide(self) -> int:
        return LEAST_WIDE * self.fontMetrics().averageCharWidth()

    def least_width(self) -> int:
        """Pixels with which nothing has to be scrolled sideways."""
        others = sum(self.columnWidth(n) for n in range(self.columnCount()) if n not in self._wide)
        beside = self.width() - self.viewport().width()
        return others + self._least_wide * len(self._wide) + beside

    def _share(self) -> None:
        """Give the wide columns what the others leave, and the rows the height of their words."""
        self._shared = self.viewport().width()
        others = [n for n in range(self.columnCount()) if n not in self._wide]
        for number in others:
            self.resizeColumnToContents(number)
        used = sum(max(self.columnWidth(n), LEAST) for n in others)
        each = max((self.viewport().width() - used) // len(self._wide), self._least_wide)
        for number in self._wide:
            self.setColumnWidth(number, each)
        self.resizeRowsToContents()

    def _tell(self) -> None:
        self.stood_at.emit(self.row_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # While a cell is written, Enter is the editor's; what it leaves over comes here.
        ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if ends and self.editing:
            event.accept()
        elif ends and self.row_id:
            self.entered_row.emit(self.row_id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._shared:
            self._settle.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_settle"):
            self._settle.start()
