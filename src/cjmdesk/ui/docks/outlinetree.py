"""The tree of the outline: its keys, and the editor of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from cjmdesk.i18n import _

if TYPE_CHECKING:
    from cjmdesk.ui.docks.outline import Outline
    from cjmdesk.ui.docks.outlinemodel import Index

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OutlineTree(QTreeView):
    """A tree whose keys are those of the sheet."""

    def __init__(self, outline: Outline) -> None:
        super().__init__()
        self._outline = outline
        self.setHeaderHidden(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        self.setIconSize(QSize(14, 14))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self))

    def event(self, event: QEvent) -> bool:
        # In this panel F2 and Delete are its own, not the sheet's.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Insert):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        key = event.key()
        if plain and (key == Qt.Key.Key_F2 or key in ENTER):
            index = self.currentIndex()
            node = self._outline.model.node(index)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            elif node.lane:
                self._outline.begin()
        elif plain and key == Qt.Key.Key_Insert:
            self._outline.begin()
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._outline.remove()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # moves belong to the window's commands
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        node = self._outline.model.node(self.currentIndex())
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.setFocus()
        self._outline.closed(node, hint)


class _Editor(QPlainTextEdit):
    """The words of a row: Return ends, Shift+Return breaks the line."""

    done = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.document().setDocumentMargin(1)
        self.setObjectName("rowEditor")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in ENTER and not shift:
            self.done.emit(True)
        elif event.key() in ENTER:
            self.insertPlainText("\n")
        elif event.key() == Qt.Key.Key_Escape:
            self.done.emit(False)
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = _Editor(parent)
        editor.setAccessibleName(_("Words"))

        def done(taken: bool) -> None:
            hints = QAbstractItemDelegate.EndEditHint
            if taken:
                self.commitData.emit(editor)
            self.closeEditor.emit(editor, hints.SubmitModelCache if taken else hints.RevertModelCache)

        editor.done.connect(done)
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt's own would take Return, Tab and Esc from a text of several lines in its own way.
        pressed = event.key() if isinstance(event, QKeyEvent) else None
        tabs = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if event.type() == QEvent.Type.KeyPress and pressed not in tabs:
            return False
        return super().eventFilter(watched, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, _Editor) and not editor.toPlainText():
            editor.setPlainText(index.data(Qt.ItemDataRole.EditRole) or "")
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, _Editor) and editor.toPlainText() != index.data(Qt.ItemDataRole.EditRole):
            index.model().setData(index, editor.toPlainText())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        box = option.rect
        lines = min(max((index.data(Qt.ItemDataRole.EditRole) or "").count("\n") + 1, 2), 4)
        editor.setGeometry(box.left(), box.top(), box.width(), max(box.height(), lines * 18 + 8))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, option.fontMetrics.height() + 8)
