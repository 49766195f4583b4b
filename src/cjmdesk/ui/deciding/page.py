"""What every page of Decide and Plan has: a sentence on top, its matter, and what is said where there is
none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from cjmdesk.ui.deciding.desk import Desk

BESIDE, GAP = 20, 8
"""Pixels beside the page, and between a heading and its buttons: in large type they stand below it."""


class Page(QWidget):
    """A page; `refresh` shows the map as it is now. It is asked for only while the page is seen."""

    def __init__(self, desk: Desk, title: str, about: str) -> None:
        super().__init__()
        self.desk, self.title = desk, title
        self.setAccessibleName(title)
        self._head, self._about, self._empty = QLabel(title), QLabel(about), QLabel()
        self._head.setProperty("role", "heading")
        self._about.setProperty("role", "quiet")
        self._about.setWordWrap(True)
        self._empty.setProperty("role", "quiet")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._head.setWordWrap(True)
        self._buttons = QWidget()
        self.beside = QHBoxLayout(self._buttons)
        self.beside.setContentsMargins(0, 0, 0, 0)
        self.beside.setSpacing(8)
        self._top = QGridLayout()
        self._top.setColumnStretch(0, 1)
        self._top.addWidget(self._head, 0, 0)
        self._top.addWidget(self._buttons, 0, 1)
        self._below = False
        self.matter = QWidget()
        self.body = QVBoxLayout(self.matter)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(10)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.matter)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(BESIDE, 16, BESIDE, 14)
        column.setSpacing(8)
        column.addLayout(self._top)
        column.addWidget(self._about)
        column.addWidget(self._stack, 1)

    def minimumSizeHint(self) -> QSize:
        """With the buttons below the heading, where they go as soon as there is too little room."""
        widest = max(self._stack.minimumSizeHint().width(), self._buttons.sizeHint().width())
        return QSize(widest + 2 * BESIDE, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = self._head.fontMetrics().horizontalAdvance(self.title)
        room = event.size().width() - 2 * BESIDE
        below = words + 2 * GAP + self._buttons.sizeHint().width() > room
        if below != self._below:
            self._below = below
            side = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignRight
            self._top.addWidget(self._buttons, *((1, 0, 1, 2) if below else (0, 1, 1, 1)), side)

    def refresh(self) -> None:
        """Show the map as it is now."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Give the keyboard to where work goes on."""
        raise NotImplementedError

    def chain(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        raise NotImplementedError

    def leave(self) -> None:
        """What was typed and not yet applied is applied: the page is left."""

    @property
    def empty(self) -> str:
        """What is said because there is nothing to show; empty where there is something."""
        return self._empty.text() if self._stack.currentWidget() is self._empty else ""

    def say_empty(self, text: str) -> None:
        """Say what to do next because there is nothing to show; an empty text shows the matter."""
        had = self._empty.hasFocus()
        self._empty.setText(text)
        self._empty.setAccessibleName(text)
        self._stack.setCurrentWidget(self._empty if text else self.matter)
        if text and self.isVisible() and self.matter.isAncestorOf(self.focusWidget() or self):
            self._empty.setFocus()
        elif had and not text:
            self.take_focus()

    def button(self, words: str, call: Callable[[], object], role: str = "") -> QPushButton:
        """A button beside the heading."""
        made = QPushButton(words)
        made.setAutoDefault(False)
        if role:
            made.setProperty("role", role)
        made.clicked.connect(lambda _checked=False: call())
        self.beside.addWidget(made)
        return made
