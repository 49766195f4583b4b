"""The list of all that was done since the project was opened; a click goes back or forth to it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import _, tied
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme

SIDE, ABOVE = 20, 5
"""Pixels beside and above the words of a step."""


class Past(QWidget):
    """Every step of the history, the first at the top; those undone are faint."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self._filling = False
        self.setObjectName("past")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(150)
        self._head = QLabel()
        self._head.setProperty("role", "heading")
        self._head.setContentsMargins(14, 12, 12, 6)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setItemDelegate(_Steps(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        session.changed.connect(lambda _before, _after: self.fill())
        session.told.connect(self._hear)
        theme.changed.connect(self.fill)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self._head.setText(_("History"))
        self.list.setAccessibleName(_("History"))
        self.fill()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.fill()

    def fill(self) -> None:
        """List the steps as they are now; nothing while the list is not seen."""
        history = self._session.history
        if history is None or self.isHidden():
            return
        self._filling = True
        labels = (_("As opened"), *history.labels)
        while self.list.count() > len(labels):
            self.list.takeItem(self.list.count() - 1)
        for number, label in enumerate(labels):
            item = self.list.item(number) or QListWidgetItem(self.list)
            text = label[:1].upper() + label[1:]
            if number == history.saved_at:
                text = _("{step} (saved)").format(step=text)
            item.setText(tied(text))
            undone = number > history.at
            font = QFont(self.list.font())
            font.setItalic(undone)
            item.setFont(font)
            item.setForeground(self._theme.colour("faint" if undone else "ink"))
        self.list.setCurrentRow(history.at)
        self._filling = False

    def _hear(self, event: Event) -> None:
        if event.kind in ("opened", "saved"):
            self.fill()

    def _go(self, row: int) -> None:
        if not self._filling and row >= 0:
            self._session.go_to(row)


class _Steps(QStyledItemDelegate):
    """Measures a step in the room that the theme's rules leave for its words; Qt forgets their edges."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = self.parent()
        assert isinstance(view, QListWidget)
        self.initStyleOption(option, index)
        metrics = QFontMetrics(option.font)
        room = max(view.viewport().width() - 2 * SIDE, 1)
        words = str(index.data())
        taken = metrics.boundingRect(QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap, words)
        return QSize(room, taken.height() + 2 * ABOVE)
