"""The table of texts, written in by keyboard: what is typed is in the map at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cjmdesk.i18n import _
from cjmdesk.ui.translating.textmodel import FIRST, OWN, PLACE, Index, TextModel

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LINES = 2
"""Lines of a text that a row shows."""


class TextTable(QTableView):
    """Arrows walk, typing or Return writes; Return and Tab go on to the next text, Esc ends writing."""

    closed = Signal()
    """The editor of a text was closed: what is written next is a step of its own."""

    stood_at = Signal()
    """The keyboard is at another text."""

    def __init__(self, model: TextModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setAccessibleName(_("Texts of the map"))
        self.setItemDelegate(_Delegate(self))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(LINES * self.fontMetrics().lineSpacing() + 14)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        model.modelReset.connect(self._widen)

    def _widen(self) -> None:
        """All columns of texts are equally wide; the place is narrower."""
        head = self.horizontalHeader()
        for column in range(self._model.columnCount()):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(PLACE, QHeaderView.ResizeMode.Interactive)
        head.resizeSection(PLACE, min(230, max(self.width() // 4, 120)))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.horizontalHeader().resizeSection(PLACE, min(230, max(self.width() // 4, 120)))

    # Walking ------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rows:
            self.go_to(0, FIRST if self._model.languages else OWN)

    def go_to(self, row: int, column: int) -> None:
        """Stand at a text."""
        self.setCurrentIndex(self._model.index(row, column))
        self.scrollTo(self.currentIndex())

    def go_on(self, by: int) -> bool:
        """To the next or previous text to translate, along the languages, then down; whether there is one."""
        count = len(self._model.languages)
        if not count:
            return False
        here = self.currentIndex()
        at = here.row() * count + max(here.column() - FIRST, -1 if by > 0 else 0) + by
        if not 0 <= at < count * len(self._model.rows):
            return False
        self.go_to(at // count, FIRST + at % count)
        return True

    def next_missing(self) -> bool:
        """To the next text that has no translation, from the first again after the last; whether there is
        one."""
        model, here = self._model, self.currentIndex()
        count = len(model.languages)
        start = here.row() * count + max(here.column() - FIRST, -1) if here.isValid() else -1
        cells = count * len(model.rows)
        for step in range(1, cells + 1):
            row, at = divmod((start + step) % cells, count)
            if not model.text(row, model.languages[at]).strip():
                self.go_to(row, FIRST + at)
                return True
        return False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.stood_at.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        editable = index.isValid() and bool(self._model.language_at(index.column()))
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in ENTER:
            if editable:
                self.edit(index)
            else:
                self.go_to(max(index.row(), 0), FIRST)
        elif plain and editable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._model.setData(index, "")
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def end_writing(self, way: int) -> None:
        """The editor is closed; way: to the text below (2), the next (1), the one before (−1) or none."""
        here = self.currentIndex()
        self.setFocus()
        self.closed.emit()
        if way == 2 and here.row() + 1 < len(self._model.rows):
            self.go_to(here.row() + 1, here.column())
        elif way not in (1, -1) or not self.go_on(way):
            return
        self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.edit(self.currentIndex())


class _Editor(QPlainTextEdit):
    """The words of a text in one language."""

    done = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(7)
        self.setObjectName("rowEditor")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in ENTER and shift:
            self.insertPlainText("\n")
        elif event.key() in ENTER:
            self.done.emit(2)
        elif event.key() == Qt.Key.Key_Escape:
            self.done.emit(0)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.done.emit(-1 if event.key() == Qt.Key.Key_Backtab else 1)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # Tab comes as a key


class _Delegate(QStyledItemDelegate):
    def __init__(self, table: TextTable) -> None:
        super().__init__(table)
        self._table = table

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = _Editor(parent)
        model = self._table.model()
        editor.setAccessibleName(str(model.headerData(index.column(), Qt.Orientation.Horizontal)))
        editor.setPlainText(index.data(Qt.ItemDataRole.EditRole) or "")
        editor.moveCursor(QTextCursor.MoveOperation.End)
        editor.textChanged.connect(lambda: self.commitData.emit(editor))  # at once: nothing typed is lost

        def done(way: int) -> None:
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self._table.end_writing(way)

        editor.done.connect(done)
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            return False  # Qt's own would take Return, Tab and Esc in its own way
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, _Editor):
            self._table.closed.emit()
        return super().eventFilter(watched, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The map was changed elsewhere, by an undo perhaps; what was just typed stands already."""
        words = index.data(Qt.ItemDataRole.EditRole) or ""
        if isinstance(editor, _Editor) and editor.toPlainText().strip() != words.strip():
            editor.blockSignals(True)
            editor.setPlainText(words)
            editor.moveCursor(QTextCursor.MoveOperation.End)
            editor.blockSignals(False)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, _Editor):
            self._table.model().setData(index, editor.toPlainText())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._table.fontMetrics().lineSpacing()
        height = max(option.rect.height(), 4 * line + 8)
        room = self._table.viewport().height()
        top = min(option.rect.top(), max(room - height, 0))
        editor.setGeometry(option.rect.left(), top, option.rect.width(), height)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, LINES * option.fontMetrics.lineSpacing() + 14)
