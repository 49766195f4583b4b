"""The Figures window: what the shown map says in totals, rankings, channels and sources."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.analysis.journey import Journey
from cjmdesk.i18n import _, current_language, translator
from cjmdesk.layout.context import make_context
from cjmdesk.layout.palette import COLOUR
from cjmdesk.paint.qt import ScenePainter
from cjmdesk.posters.figures.kinds import FIGURES, figures_of
from cjmdesk.posters.figures.tables import Figures, as_text, words_for
from cjmdesk.text.qt import text_engine
from cjmdesk.ui.figures.view import FigureView
from cjmdesk.ui.room import open_at
from cjmdesk.ui.session import Event

if TYPE_CHECKING:
    from cjmdesk.ui.session import Session
    from cjmdesk.ui.theme import Theme

PATIENCE = 250
"""Milliseconds after the last edit until the figures are worked out again."""

_TYPE = 3.45
"""mm: the type of the tables, as large as that of the window."""


class FiguresWindow(QWidget):
    """Stands beside the main window and follows its project; it closes with it."""

    wanted = Signal(str)
    """The id of a command that was clicked."""

    gone_to = Signal()
    """Something was shown on the sheet."""

    def __init__(self, owner: QWidget, theme: Theme, session: Session) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("figures")
        self._owner, self._session = owner, session
        self._engine = text_engine()
        self.figures: Figures | None = None
        """What is shown; None while there is no map."""
        self.chapters, self.view = QListWidget(), FigureView(theme)
        self._title, self._name = QLabel(), ""
        self.copy, self.print_, self.numbers = QPushButton(), QPushButton(), QPushButton()
        self.close_ = QPushButton()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.look)
        self._arrange()
        self.retranslate()
        self.chapters.currentRowChanged.connect(lambda _row: self.look())
        self.view.gone_to.connect(self._go)
        self.view.copied.connect(self.copy_table)
        self.copy.clicked.connect(self.copy_table)
        self.print_.clicked.connect(lambda: self.wanted.emit("print_figures"))
        self.numbers.clicked.connect(lambda: self.wanted.emit("import_numbers"))
        self.close_.clicked.connect(self.close)
        session.changed.connect(self._put_off)
        session.told.connect(self._hear)
        owner.installEventFilter(self)
        open_at(self, 980, 640)
        self.chapters.setCurrentRow(0)
        self.view.setFocus()

    def _arrange(self) -> None:
        self.chapters.setProperty("role", "chapters")
        self.chapters.setWordWrap(True)
        self.chapters.setFixedWidth(210)
        self._title.setProperty("role", "quiet")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setMinimumWidth(1)
        self._title.installEventFilter(self)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 10, 14, 12)
        foot.setSpacing(8)
        foot.addWidget(self._title, 1)
        for button in (self.numbers, self.copy, self.print_, self.close_):
            foot.addWidget(button)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        side = QVBoxLayout()
        side.setContentsMargins(6, 10, 6, 6)
        side.addWidget(self.chapters)
        middle.addLayout(side)
        middle.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self.setWindowTitle(_("Figures"))
        self.chapters.setAccessibleName(_("Figures"))
        at = max(self.chapters.currentRow(), 0)
        self.chapters.blockSignals(True)
        self.chapters.clear()
        for title, _maker in FIGURES.values():
            item = QListWidgetItem(_(title), self.chapters)
            wide = self.chapters.width() - 44
            lines = self.fontMetrics().boundingRect(
                0, 0, wide, 1_000, int(Qt.TextFlag.TextWordWrap), _(title)
            )
            item.setSizeHint(QSize(0, lines.height() + 14))
        self.chapters.setCurrentRow(at)
        self.chapters.blockSignals(False)
        self.copy.setText(_("Copy Table"))
        self.copy.setToolTip(_("Copy the table for a spreadsheet or a letter"))
        self.print_.setText(_("Print…"))
        self.print_.setToolTip(_("Print all figures of this map"))
        self.numbers.setText(_("Import Numbers…"))
        self.close_.setText(_("Close"))
        column = self.layout()
        needed = column.minimumSize().width() if column is not None else 0
        self.setMinimumSize(max(needed, 560), 320)
        self.look()

    @property
    def chapter(self) -> str:
        """The id of the table that is shown."""
        return tuple(FIGURES)[max(self.chapters.currentRow(), 0)]

    def turn(self, id: str) -> None:
        """Show another table."""
        self.chapters.setCurrentRow(tuple(FIGURES).index(id))

    # When to look -----------------------------------------------------------------------------

    def _put_off(self) -> None:
        self._wait.start(PATIENCE)

    def _hear(self, event: Event) -> None:
        if event.kind in ("opened", "map"):
            self._wait.start(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()

    def look(self) -> None:
        """Work the shown table out now."""
        self._wait.stop()
        project, one = self._session.project, self._session.map
        if project is None or one is None:
            self.close()
            return
        today = datetime.datetime.now().astimezone().date()
        journey, language = Journey(project, one, today), current_language()
        figures = figures_of(journey, words_for(journey, language), self.chapter)
        self._name = one.title or _("Untitled map")
        self._fit_title()
        if figures == self.figures:
            return
        self.figures = figures
        context = make_context(project, one, self._engine, COLOUR, _TYPE)
        words = translator(language)
        context = replace(context, language=language, words=words, right_to_left=False)
        self.view.show_figures(figures, context, ScenePainter(self._engine, project.pictures))
        self.copy.setEnabled(bool(figures.rows))

    def _fit_title(self) -> None:
        """As much of the map's title as the buttons leave room for."""
        shown = self._title.fontMetrics().elidedText(
            self._name, Qt.TextElideMode.ElideRight, self._title.width()
        )
        self._title.setText(shown)
        self._title.setToolTip("" if shown == self._name else self._name)

    # What is done -----------------------------------------------------------------------------

    def _go(self, item: str) -> None:
        """Show the place on the sheet of the main window, and bring that to the front."""
        if self._session.selection == item:
            self._session.select("")  # so that the sheet scrolls back to it
        self._session.select(item)
        self.gone_to.emit()

    def copy_table(self) -> None:
        """Put the table onto the clipboard, with tabs between its columns."""
        if self.figures is not None and self.figures.rows:
            QGuiApplication.clipboard().setText(as_text(self.figures))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self.retranslate)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._title and event.type() == QEvent.Type.Resize:
            self._fit_title()
        if watched is self._owner and event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return False
