"""Choosing one of the bundled icons: a button, and a grid that can be searched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
)

from cjmdesk.i18n import _
from cjmdesk.ui.fields.editors.base import VARIOUS, Desk, FieldEditor, Shown, below, one_of, various_words
from cjmdesk.ui.fields.fieldtable import Field
from cjmdesk.ui.fields.iconwords import keywords, search, spoken
from cjmdesk.ui.icons import icon
from cjmdesk.ui.theme import Theme

_NAME = Qt.ItemDataRole.UserRole + 1
_MOST_RECENT = 16
_recent: list[str] = []
"""Chosen lately in this run, the last first."""


class IconPicker(QFrame):
    """A grid of icons in a popup: typing searches, arrows walk, Return takes, Delete takes none."""

    def __init__(self, theme: Theme, value: str, take: Callable[[str], object]) -> None:
        super().__init__(None, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        self._theme, self._take, self._value = theme, take, value
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Search: car, pay, wait…"))
        self.line.setAccessibleName(_("Search icons"))
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._search)
        self.none = QToolButton()
        self.none.setText(_("No icon"))
        self.none.clicked.connect(lambda: self._done(""))
        self.list = QListWidget()
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(QSize(22, 22))
        self.list.setGridSize(QSize(36, 36))
        self.list.setAccessibleName(_("Icons"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda item: self._done(item.data(_NAME)))
        self.list.currentItemChanged.connect(lambda item, _old: self._tell(item))
        self.words = QLabel()
        self.words.setProperty("role", "small")
        top = QHBoxLayout()
        top.addWidget(self.line, 1)
        top.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.words)
        self._search("")

    def open_below(self, widget: Any) -> None:
        """Open it under `widget`."""
        self.setParent(widget, Qt.WindowType.Popup)
        self.setGeometry(below(widget, QSize(356, 320)))
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self.list.currentItem()
            if item is not None:
                self._done(item.data(_NAME))
            return True
        if key == Qt.Key.Key_Delete and not self.line.text():
            self._done("")
            return True
        sideways = not self.line.text() or self.line.cursorPosition() == len(self.line.text())
        steps = {Qt.Key.Key_Up: -self._across(), Qt.Key.Key_Down: self._across()}
        if sideways:
            steps |= {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key not in steps or not self.list.count():
            return False
        there = self.list.currentRow() + steps[key]
        self.list.setCurrentRow(min(max(there, 0), self.list.count() - 1))
        return True

    def _across(self) -> int:
        return max(self.list.viewport().width() // self.list.gridSize().width(), 1)

    def _search(self, text: str) -> None:
        self.list.clear()
        for name in search(text, tuple(_recent)):
            item = QListWidgetItem(icon(self._theme, name, "ink", 22), "")
            item.setData(_NAME, name)
            item.setToolTip(spoken(name))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(name))
            self.list.addItem(item)
            if name == self._value and not text:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        if not self.list.count():
            self.words.setText(_("No icon of that name; try another word."))

    def _tell(self, item: QListWidgetItem | None) -> None:
        self.words.setText(spoken(item.data(_NAME)) if item is not None else "")

    def _done(self, name: str) -> None:
        if name:
            if name in _recent:
                _recent.remove(name)
            _recent.insert(0, name)
            del _recent[_MOST_RECENT:]
        take = self._take
        self.close()
        take(name)


class IconButton(QToolButton):
    """Shows an icon; pressed, it lets another be chosen."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._name = ""
        self.setProperty("role", "field")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(_("Choose an icon"))
        self.setAccessibleName(_("Choose an icon"))
        self.clicked.connect(self.pick)
        self.show_icon("", first=True)

    def show_icon(self, name: str, *, first: bool = False, usual: str = "") -> None:
        """Show icon `name`; where it is empty the `usual` one, faint."""
        if name == self._name and not first:
            return
        self._name = name
        if name in keywords() or usual or name:
            self.setIcon(icon(self._desk.theme, name or usual, "ink" if name else "faint"))
        else:
            self.setIcon(icon(self._desk.theme, "plus", "faint"))

    def pick(self) -> None:
        """Open the grid."""
        IconPicker(self._desk.theme, self._name, self._took).open_below(self)

    def _took(self, name: str) -> None:
        self.setFocus()
        self.chosen.emit(name)


class IconEditor(FieldEditor):
    """An icon of the bundled ones, or none."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        self.button = IconButton(desk)
        self.button.chosen.connect(lambda name: self.edited.emit(name, False))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self.words, 1)
        self.setFocusProxy(self.button)
        self._state: object = None

    def name(self, words: str) -> None:
        super().name(words)
        self.button.setAccessibleName(words)

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        value, usual = one_of(values), _usual(shown)
        if (value, usual) == self._state:
            return
        self._state = (value, usual)
        if value is VARIOUS:
            self.button.setIcon(QIcon())
            self.words.setText(various_words())
            return
        self.button.show_icon(value, first=True, usual=usual)
        none = _("Usual for its kind") if usual else _("None")
        self.words.setText(spoken(value) if value else none)


def _usual(shown: Shown) -> str:
    """The icon that is seen where none is chosen; empty for none."""
    from cjmdesk.layout import titles
    from cjmdesk.model.lanes import LaneBase

    lanes = (one.item for one in shown.subjects)
    usual = {titles.words_of_lane(lane).icon if isinstance(lane, LaneBase) else "" for lane in lanes}
    return usual.pop() if len(usual) == 1 else ""
