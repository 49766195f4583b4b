"""The navigator's list: rows that are dragged to another place, written in, and walked by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem

from cjmdesk.ui.docks.rows import MARK_END, ROW, Row, RowDelegate
from cjmdesk.ui.theme import Theme


class RowList(QListWidget):
    """Shows rows and tells what is done with them; it changes none itself."""

    moved = Signal(object, int)
    """A Row, and by how many places among its like."""

    written = Signal(object, str)
    """A Row, and the name written into it."""

    removed = Signal(object)
    """A Row that Delete was pressed on."""

    entered_add = Signal(object)
    """A Row that adds something, and Return was pressed on it."""

    asked = Signal(object, object)
    """A Row whose menu is wanted, and where on the screen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._from = QPoint()
        self._dragged: Row | None = None
        self._place = -1
        self.clicked_mark = False
        self.setWordWrap(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListWidget.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        delegate = RowDelegate(theme, self)
        delegate.written.connect(self.written, Qt.ConnectionType.QueuedConnection)
        self.setItemDelegate(delegate)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead."""
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.text)
            item.setData(ROW, row)
            item.setToolTip(row.spoken)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken or row.text)
            if row.kind in ("heading", "empty"):
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            elif row.kind in ("map", "persona"):
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.addItem(item)

    # Keys ---------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # In this panel F2 and Delete, and Alt with arrows, are its own, not the sheet's.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._mine(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        row: Row | None = item.data(ROW) if item is not None else None
        if row is not None and row.kind == "add" and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_add.emit(row)
        elif item is None or row is None or not self._mine(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F2:
            self.editItem(item)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(row)
        else:
            self.moved.emit(row, -1 if event.key() == Qt.Key.Key_Up else 1)

    def _mine(self, event: QKeyEvent) -> bool:
        item = self.currentItem()
        if item is None or item.data(ROW).kind not in ("map", "persona"):
            return False
        if event.modifiers() == Qt.KeyboardModifier.AltModifier:
            return event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        return plain and event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard sees where they are: at the first row that can be chosen."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason or self.currentRow() >= 0:
            return
        rows = (row for row in range(self.count()) if self.item(row).flags() & Qt.ItemFlag.ItemIsEnabled)
        self.setCurrentRow(next(rows, -1), QItemSelectionModel.SelectionFlag.NoUpdate)

    # Mouse --------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position().toPoint()
        item = self.itemAt(self._from)
        row: Row | None = item.data(ROW) if item is not None else None
        self.clicked_mark = row is not None and bool(row.mark) and self._from.x() < MARK_END
        left = event.button() == Qt.MouseButton.LeftButton
        self._dragged = row if left and row is not None and row.kind in ("map", "persona") else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        far = (at - self._from).manhattanLength() >= QApplication.startDragDistance()
        if (
            self._dragged is not None
            and event.buttons() & Qt.MouseButton.LeftButton
            and (far or self._place >= 0)
        ):
            self._place = self._gap(at.y())
            self.viewport().update()
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row, place = self._dragged, self._place
        self._dragged, self._place = None, -1
        if row is not None and place >= 0:
            self.viewport().update()
            like = self._like(row)
            here = [self.item(number).data(ROW).id for number in like].index(row.id)
            by = place - here - (1 if place > here else 0)
            if by:
                self.moved.emit(row, by)
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is not None and item.data(ROW).kind in ("map", "persona"):
            self.editItem(item)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if by_keys else self.itemAt(event.pos())
        row = item.data(ROW) if item is not None else Row("empty", "")
        at = self.viewport().mapToGlobal(self.visualItemRect(item).center()) if by_keys and item else None
        self.asked.emit(row, at or event.globalPos())

    def _like(self, row: Row) -> list[int]:
        """The numbers of the rows of the same kind."""
        return [number for number in range(self.count()) if self.item(number).data(ROW).kind == row.kind]

    def _gap(self, y: int) -> int:
        """The gap among the dragged row's like that is nearest to `y`: 0 above the first."""
        assert self._dragged is not None
        boxes = [self.visualItemRect(self.item(number)) for number in self._like(self._dragged)]
        return sum(box.center().y() < y for box in boxes)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dragged is None or self._place < 0:
            return
        boxes = [self.visualItemRect(self.item(number)) for number in self._like(self._dragged)]
        y = boxes[self._place].top() if self._place < len(boxes) else boxes[-1].bottom() + 1
        with QPainter(self.viewport()) as painter:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawLine(10, y, self.viewport().width() - 10, y)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        return QSize(220, 300)
