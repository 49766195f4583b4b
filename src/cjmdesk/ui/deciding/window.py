"""The window Decide and Plan: four steps at the side, the page of one of them beside."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import _
from cjmdesk.ui.deciding.matrix import MatrixPage
from cjmdesk.ui.deciding.pains import PainsPage
from cjmdesk.ui.deciding.plan import PlanPage
from cjmdesk.ui.deciding.votes import VotesPage
from cjmdesk.ui.infobar import InfoBar
from cjmdesk.ui.keys import pressed_by_return
from cjmdesk.ui.room import open_at

if TYPE_CHECKING:
    from cjmdesk.ui.deciding.desk import Desk
    from cjmdesk.ui.deciding.page import Page
    from cjmdesk.ui.session import Event

SIDE, MOST_SIDE, BESIDE = 150, 270, 24
"""Pixels of the steps at the side at least and at most, and beside their words."""


class DecidingWindow(QDialog):
    """Stays open beside the sheet and follows the project; everything done in it is one step each."""

    def __init__(self, beside: QWidget | None, desk: Desk) -> None:
        """beside: the window of the project, with which this one closes. It is no child of that: it would
        lie over the sheet even while a place on it is shown."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("deciding")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(_("Decide and Plan"))
        self.desk = desk
        desk.setParent(self)
        self.pains, self.matrix = PainsPage(desk), MatrixPage(desk)
        self.votes, self.plan = VotesPage(desk), PlanPage(desk)
        self.pages: tuple[Page, ...] = (self.pains, self.matrix, self.votes, self.plan)
        self._stale = set(self.pages)
        self.steps, self._stack = QListWidget(), QStackedWidget()
        self.info = InfoBar(desk.theme)
        self.said = QLabel()
        self._build()
        open_at(self, 1180, 784)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._refresh)
        desk.said.connect(self.say)
        desk.session.changed.connect(self._follow)
        desk.session.told.connect(self._hear)
        desk.theme.changed.connect(self._follow)
        if beside is not None:
            beside.installEventFilter(self)
        self.steps.setCurrentRow(0)

    def _build(self) -> None:
        self.steps.setProperty("role", "chapters")
        self.steps.setAccessibleName(_("Steps"))
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, page in enumerate(self.pages, 1):
            self.steps.addItem(f"{number}  {page.title}")
            self._stack.addWidget(page)
            QShortcut(QKeySequence(f"Alt+{number}"), self).activated.connect(partial(self.go_to, number - 1))
        self.steps.ensurePolished()
        self.steps.setWordWrap(True)
        self.steps.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.steps.setFixedWidth(min(max(self.steps.sizeHintForColumn(0) + BESIDE, SIDE), MOST_SIDE))
        self.steps.setToolTip(_("Alt and a number turn to a step"))
        self.steps.currentRowChanged.connect(self._turn)
        self.steps.itemActivated.connect(lambda _item: self.page.take_focus())
        side = QWidget()
        side.setObjectName("dialogSide")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 12, 0, 12)
        column.addWidget(self.steps, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(side)
        middle.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.info)
        whole.addLayout(middle, 1)
        whole.addWidget(self._foot())
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._step, by))

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName("dialogFoot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(18, 10, 18, 10)
        row.setSpacing(10)
        self.said.setProperty("role", "quiet")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.close_ = QPushButton(_("Close"))
        self.close_.setAutoDefault(False)
        self.close_.clicked.connect(self.close)
        row.addWidget(self.said, 1)
        row.addWidget(self.close_)
        return foot

    # Pages --------------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page that is seen."""
        return self.pages[max(self._stack.currentIndex(), 0)]

    def go_to(self, number: int) -> None:
        """Turn to a page, from 0, with the keyboard in it."""
        self.steps.setCurrentRow(number)
        self.page.take_focus()

    def _step(self, by: int) -> None:
        self.go_to(min(max(self.steps.currentRow() + by, 0), len(self.pages) - 1))

    def _turn(self, number: int) -> None:
        if number >= 0:
            self.page.leave()
            self._stack.setCurrentIndex(number)
            self.say("")
            self._refresh()

    def say(self, text: str) -> None:
        """What has just been done, at the foot."""
        self.said.setText(text)
        self.said.setAccessibleName(text)

    # Following ----------------------------------------------------------------------------------

    def _follow(self) -> None:
        self._stale.update(self.pages)
        self._later.start()

    def _hear(self, event: Event) -> None:
        if event.kind == "opened" and self.desk.session.project is None:
            self.close()
        elif event.kind in ("opened", "map"):
            self._follow()

    def _refresh(self) -> None:
        """Bring the page that is seen up to date; the others when they are turned to."""
        self._later.stop()
        if self.page in self._stale and self.isVisible():
            self._stale.discard(self.page)
            self.page.refresh()
            for before, after in pairwise([self.steps, *self.page.chain(), self.close_]):
                QWidget.setTabOrder(before, after)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        self.page.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif not pressed_by_return(event, self) and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        for page in self.pages:
            page.leave()
        super().closeEvent(event)
