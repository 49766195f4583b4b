"""What is said of the new map before it is made: its name, language, stages, whose journey it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import LANGUAGES, _, ngettext
from cjmdesk.ui.caption import Caption, caption
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.model.people import Persona

_ID = Qt.ItemDataRole.UserRole
_LINES = 12
"""Of the list of stages that are seen at once, where there is room."""


class Wishes(QWidget):
    """Follows what is chosen; what was typed stays when something else is."""

    changed = Signal()
    """Something else is wished for; while somebody types, when the hand rests."""

    taken = Signal()
    """Ctrl+Return in the list of stages: make it."""

    def __init__(self, theme: Theme, people: Sequence[Persona], chosen: Sequence[str]) -> None:
        """people: of the project the map is made for. chosen: ids of those ticked at first."""
        super().__init__()
        self._usual: tuple[str, ...] = ()
        self.title, self.language = QLineEdit(), ChoiceBox()
        self.stages, self.people = QPlainTextEdit(), QListWidget()
        self.notes = QCheckBox(_("With its example cards"))
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self.usual = QPushButton(_("The template’s own stages"))
        self.usual.setProperty("role", "link")
        self.usual.setAutoDefault(False)
        self.usual.clicked.connect(self._restore)
        self.usual.hide()
        self.stages.setTabChangesFocus(True)
        self.stages.setObjectName("stageList")
        self.stages.setMinimumHeight(96)
        self.stages.setMaximumHeight(_LINES * self.fontMetrics().lineSpacing() + 16)
        self.stages.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._captions: dict[QWidget, Caption] = {}
        for words, field, help_ in (
            (_("Name of the map"), self.title, ""),
            (_("Language of the map"), self.language, _("Of its texts, and so of its poster")),
            (_("Stages, one per line"), self.stages, _("Write, move or delete lines; each is a stage")),
            (_("Whose journey it is"), self.people, _("Personas of this project")),
        ):
            self._captions[field] = caption(words, theme, field)
            field.setAccessibleName(words)
            field.setToolTip(help_)
            column.addWidget(self._captions[field])
            column.addWidget(field, 100 if field is self.stages else 0)
            if field is self.stages:
                column.addWidget(self.count)
                column.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignLeft)
            column.addSpacing(6)
        column.addWidget(self.notes)
        column.addStretch(1)
        self._fill_people(people, chosen)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(250)
        self._later.timeout.connect(self.changed)
        self.title.textChanged.connect(lambda _text: self._later.start())
        self.stages.textChanged.connect(self._hear_stages)
        self.language.activated.connect(lambda _row: self.changed.emit())
        self.people.itemChanged.connect(lambda _item: self._later.start())
        self.notes.clicked.connect(lambda _on: self.changed.emit())

    # What is wished for -------------------------------------------------------------------------

    @property
    def names(self) -> tuple[str, ...] | None:
        """The stages as they were written; None while they are the template's own."""
        lines = tuple(line for line in (one.strip() for one in self.stages.toPlainText().split("\n")) if line)
        return None if lines == self._usual else lines

    @property
    def personas(self) -> tuple[str, ...]:
        """The ids of those who are ticked."""
        items = [self.people.item(row) for row in range(self.people.count())]
        return tuple(item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked)

    @property
    def tongue(self) -> str:
        """The language chosen; empty before there is a choice."""
        found: str = self.language.currentData() or ""
        return found

    # What can be wished for ---------------------------------------------------------------------

    def show_languages(self, tags: Sequence[str], wanted: str) -> None:
        """Offer these languages; the one chosen before stays chosen, else `wanted`, else the first."""
        before = self.tongue or wanted
        self.language.clear()
        for tag in tags:
            self.language.addItem(LANGUAGES.get(tag, tag), tag)
        self.language.setCurrentIndex(max(self.language.findData(before), 0))
        self.language.setEnabled(len(tags) > 1)

    def show_start(self, title: str, stages: Sequence[str], *, has_notes: bool) -> None:
        """Fill in what the start has itself; what was written over it stays."""
        own = self.names is not None and bool(self.stages.toPlainText().strip())
        self._usual = tuple(stages)
        self.title.setPlaceholderText(title)
        if not own:
            self._put(stages)
        self.notes.setVisible(has_notes)
        self._count()

    def _restore(self) -> None:
        self._put(self._usual)
        self._count()
        self.stages.setFocus()
        self.changed.emit()

    def _put(self, stages: Sequence[str]) -> None:
        self.stages.blockSignals(True)
        self.stages.setPlainText("\n".join(stages))
        self.stages.blockSignals(False)

    def _hear_stages(self) -> None:
        self._count()
        self._later.start()

    def _count(self) -> None:
        names = self.names
        number = max(len(names if names is not None else self._usual), 1)
        self.count.setText(ngettext("{count} stage", "{count} stages", number).format(count=number))
        self.usual.setVisible(names is not None)

    def _fill_people(self, people: Sequence[Persona], chosen: Sequence[str]) -> None:
        self.people.setProperty("role", "choices")
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in people:
            item = QListWidgetItem(one.name or _("Persona without a name"))
            item.setData(_ID, one.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsSelectable)
            ticked = one.id in chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.people.addItem(item)
        self.people.setMaximumHeight(min(len(people), 4) * 27 + 8)
        self.people.setVisible(bool(people))
        self._captions[self.people].setVisible(bool(people))
        self.notes.setChecked(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return begins the next stage; with Ctrl the map is made."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.taken.emit()
            return True
        return super().eventFilter(watched, event)
