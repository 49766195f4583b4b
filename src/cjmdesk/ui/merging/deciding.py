"""The questions of a merge: a list, and below it both sides of one, decided by a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from msgspec.structs import replace
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.changes.conflicts import Choice
from cjmdesk.changes.groups import Question
from cjmdesk.i18n import N_, _
from cjmdesk.ui.flow import FlowLayout
from cjmdesk.ui.merging.words import Names, side_words, title_words

WAYS: tuple[tuple[Choice, str, str], ...] = (
    ("ours", N_("Keep the &Left One"), "1"),
    ("theirs", N_("Take the &Right One"), "2"),
    ("both", N_("&Both"), "3"),
)
_KEYS = {Qt.Key.Key_1: "ours", Qt.Key.Key_2: "theirs", Qt.Key.Key_3: "both"}
_NO_INDEX = QModelIndex()
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
_ARROWS = {Qt.Key.Key_Left: "ours", Qt.Key.Key_Right: "theirs"}


class _Questions(QAbstractListModel):
    """The rows of the list, each worded when it is seen: there may be tens of thousands."""

    def __init__(self, words: Callable[[Question, int], str]) -> None:
        """words: of a question, for a role of Qt."""
        super().__init__()
        self.questions: list[Question] = []
        self._words = words

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.questions)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> str | None:
        return self._words(self.questions[index.row()], role) if role in _ROLES else None

    def show(self, questions: Sequence[Question]) -> None:
        """These and no others."""
        self.beginResetModel()
        self.questions = list(questions)
        self.endResetModel()

    def replace(self, row: int, question: Question) -> None:
        """One is another now."""
        self.questions[row] = question
        here = self.index(row)
        self.dataChanged.emit(here, here)


class QuestionList(QListView):
    """Up and Down walk; 1, 2, 3 or Left, Right decide."""

    decided = Signal(str)
    stood_at = Signal(int)
    """The row that the keyboard stands at; −1 for none."""

    def currentRow(self) -> int:
        """The row that the keyboard stands at; −1 for none."""
        return self.currentIndex().row()

    def setCurrentRow(self, row: int) -> None:
        """Stand at a row."""
        self.setCurrentIndex(self.model().index(row, 0))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.stood_at.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        choice = _KEYS.get(key) or _ARROWS.get(key)
        if plain and choice is not None:
            self.decided.emit(choice)
        else:
            super().keyPressEvent(event)


class Deciding(QWidget):
    """Shows questions and tells what is chosen; it decides nothing itself."""

    chosen = Signal(object, str)
    """A Question, and a Choice."""

    rest = Signal(str)
    """A Choice for all that nobody has decided yet."""

    def __init__(self) -> None:
        super().__init__()
        self.model = _Questions(self._row_words)
        self._groups: Sequence[str] = ()
        self._names = Names(())
        self.list = QuestionList()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(_("What is to be decided"))
        self.list.setProperty("role", "choices")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.stood_at.connect(lambda _row: self._show())
        self.list.decided.connect(self._decide)
        self.list.setMinimumHeight(44)
        self.nothing = QLabel()
        self.nothing.setProperty("role", "well")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.whose = (QLabel(), QLabel())
        self.sides = (QPlainTextEdit(), QPlainTextEdit())
        self.buttons: dict[str, QPushButton] = {}
        self.others: dict[str, QPushButton] = {}
        self._below = QWidget()
        self._arrange()
        self.setFocusProxy(self.list)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.list, 3)
        column.addWidget(self._below, 2)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        pair = QHBoxLayout()
        pair.setSpacing(10)
        for label, side in zip(self.whose, self.sides, strict=True):
            label.setProperty("role", "quiet")
            label.setTextFormat(Qt.TextFormat.PlainText)
            side.setReadOnly(True)
            side.setProperty("role", "side")
            side.setTabChangesFocus(True)
            side.setMinimumHeight(2 * side.fontMetrics().lineSpacing() + 12)
            half = QVBoxLayout()
            half.setSpacing(4)
            half.addWidget(label)
            half.addWidget(side, 1)
            pair.addLayout(half, 1)
        below.addLayout(pair, 1)
        ways = FlowLayout(gap=8)
        for choice, words, key in WAYS:
            button = self.buttons[choice] = QPushButton(f"{key}   {_(words)}")
            button.setAccessibleName(_(words).replace("&", ""))
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, choice=choice: self._decide(choice))
            ways.addWidget(button)
        rest = FlowLayout(gap=14)
        for choice, words in (
            ("ours", N_("Left for All Open Questions")),
            ("theirs", N_("Right for All Open Questions")),
            ("both", N_("Both for All Open Questions")),
        ):
            button = self.others[choice] = QPushButton(_(words))
            button.setProperty("role", "link")
            button.clicked.connect(lambda _on=False, choice=choice: self.rest.emit(choice))
            rest.addWidget(button)
        for button in (*self.buttons.values(), *self.others.values()):
            button.setAutoDefault(False)
        keys = QLabel(_("In the list, the keys 1, 2 and 3 decide; ↑ and ↓ go to another question."))
        keys.setProperty("role", "small")
        keys.setWordWrap(True)
        below.addLayout(ways)
        below.addWidget(keys)
        below.addLayout(rest)

    def show_questions(
        self, questions: Sequence[Question], groups: Sequence[str], names: Names, nothing: str
    ) -> None:
        """Show these. groups: their names by number. nothing: said where there are none."""
        here = self.list.currentRow()
        stood = self.questions[here].key if 0 <= here < len(self.questions) else None
        self._groups, self._names = groups, names
        self.list.blockSignals(True)
        self.model.show(questions)
        rows = {question.key: row for row, question in enumerate(questions)}
        row = rows.get(stood) if stood is not None else None
        self.list.setCurrentRow(row if row is not None else min(max(here, 0), len(questions) - 1))
        self.list.blockSignals(False)
        self.nothing.setText(nothing)
        self.nothing.setVisible(not questions)
        for part in (self.list, self._below):
            part.setVisible(bool(questions))
        self._show()

    def decide(self, question: Question, choice: Choice) -> None:
        """That question is decided; no other changes by it."""
        row = next(row for row, one in enumerate(self.questions) if one is question)
        self.model.replace(row, replace(question, choice=choice, asked=False))
        self._show()

    @property
    def questions(self) -> Sequence[Question]:
        """All of them, in the order of the list."""
        return self.model.questions

    def _row_words(self, question: Question, role: int) -> str:
        """Whether it is decided and how; what it is about; where that stands."""
        place = self._names.place(question.conflict.item)
        if role == Qt.ItemDataRole.ToolTipRole:
            return place
        stands = {
            "ours": _("left"),
            "theirs": _("right"),
            "both": _("both"),
        }[question.choice]
        state = _("open, {choice} for now") if question.asked else _("decided: {choice}")
        title = title_words(question, self._names)
        second = " · ".join(
            part for part in (state.format(choice=stands), self._groups[question.group], place) if part
        )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}, {second}"
        return f"{'○' if question.asked else '●'}  {title}\n     {second}"

    @property
    def question(self) -> Question | None:
        """The one that the keyboard stands at."""
        row = self.list.currentRow()
        return self.questions[row] if 0 <= row < len(self.questions) else None

    def _show(self) -> None:
        """Both sides of the question that is chosen."""
        question = self.question
        if question is None:
            return
        for label, number in zip(self.whose, (question.ours, question.group), strict=True):
            label.setText(self._groups[number])
        for side, label, words in zip(self.sides, self.whose, side_words(question, self._names), strict=True):
            side.setPlainText(words)
            side.setAccessibleName(label.text())
        for side, choice in zip(self.sides, ("ours", "theirs"), strict=True):
            side.setProperty("stands", question.choice in (choice, "both"))
            side.style().unpolish(side)
            side.style().polish(side)
        for choice, button in self.buttons.items():
            button.setVisible(choice in question.choices)
            button.setChecked(choice == question.choice and not question.asked)
        left = any(one.asked for one in self.questions)
        for button in self.others.values():
            button.setVisible(left)

    def _decide(self, choice: str) -> None:
        """Choose for this question, and go on to the next that is open."""
        question = self.question
        if question is None or choice not in question.choices:
            return
        row = self.list.currentRow()
        after = chain(range(row + 1, len(self.questions)), range(row))
        goal = next((n for n in after if self.questions[n].asked), row)
        self.chosen.emit(question, choice)
        self.list.setCurrentRow(min(goal, len(self.questions) - 1))
        self.list.setFocus()
