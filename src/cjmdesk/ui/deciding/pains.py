"""Pains in their order: which hurts most, why it stands there, what answers it, and a line for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from cjmdesk.analysis.rankings import ranked_pains
from cjmdesk.edits.deciding import Answered, answer_pain
from cjmdesk.i18n import _
from cjmdesk.layout.titles import SOLUTION_STATUSES
from cjmdesk.model.cards import PainCard, SolutionCard
from cjmdesk.ui.caption import Caption, caption
from cjmdesk.ui.deciding.page import Page
from cjmdesk.ui.deciding.table import CardTable
from cjmdesk.ui.deciding.twolines import TwoLines
from cjmdesk.ui.deciding.words import first_large, one_line, place_words, reasons

if TYPE_CHECKING:
    from cjmdesk.analysis.journey import Journey
    from cjmdesk.model.project import Project
    from cjmdesk.ui.deciding.desk import Desk

_MOST = 60
"""Letters of a pain in the name of the line."""


class PainsPage(Page):
    """The ranking of `analysis.rankings`, and a line that writes a solution for the chosen pain."""

    def __init__(self, desk: Desk) -> None:
        about = _(
            "The worst first. Severity counts most; evidence, further sources, a curve below zero and dots"
            " add to it."
        )
        super().__init__(desk, _("Pains in order"), about)
        self._for = ""
        heads = ("", _("Pain point"), _("Why it stands here"), _("What answers it"))
        self.line = _Line()
        self.table = CardTable(_("Pains in order"), heads, (1, 2, 3))
        self.table.setItemDelegate(TwoLines(desk.theme, (1,), self.table))
        self.table.stood_at.connect(self._stand)
        self.table.entered_row.connect(lambda _id: self.line.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.table.cellDoubleClicked.connect(lambda _row, _column: self.line.setFocus())
        self.line.setPlaceholderText(_("What could be changed? Enter puts it on the map"))
        self.line.done.connect(self.write)
        self.line.left.connect(self.table.setFocus)
        self._name: Caption = caption(_("A solution for it"), desk.theme, self.line)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._name)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        self.body.addLayout(row)
        self.jump = self.button(_("&Show on the Map"), lambda: self.desk.gone_to.emit(self.table.row_id))

    def refresh(self) -> None:
        journey = self.desk.journey
        ranked = ranked_pains(journey) if journey is not None else []
        if journey is None or not ranked:
            self.say_empty(
                _(
                    "The map has no pain points yet. Write into its lane of pain points what hurts, takes"
                    " too long or costs too much; then they stand here in their order."
                )
            )
            self.jump.setEnabled(False)
            return
        self.say_empty("")
        self.jump.setEnabled(True)
        answers = _answers(journey)
        self.table.show_rows(
            [
                (
                    one.placed.card.id,
                    (
                        str(number),
                        f"{one_line(one.placed.card.text)}\n{place_words(one.placed)}",
                        first_large(reasons(one)),
                        "\n".join(answers.get(one.placed.card.id, ())) or _("nothing yet"),
                    ),
                )
                for number, one in enumerate(ranked, 1)
            ]
        )

    def take_focus(self) -> None:
        self.table.setFocus()

    def chain(self) -> list[QWidget]:
        return [self.table, self.line, self.jump]

    def leave(self) -> None:
        self.write()

    def _stand(self, id: str) -> None:
        if id == self._for:
            return
        self.write()  # what was typed belongs to the pain that was chosen before
        self._for = id
        pain = self.desk.card(id) if id else None
        words = _("A solution for “{pain}”").format(pain=one_line(pain.text, _MOST)) if pain else ""
        self._name.setText(words.upper().replace("&", "&&"))
        self.line.setAccessibleName(words)
        self.line.setEnabled(pain is not None)

    def write(self) -> None:
        """Put what stands in the line on the map, as a solution for the pain it was written for."""
        text, pain = self.line.text().strip(), self.desk.card(self._for)
        if not text or not isinstance(pain, PainCard):
            return
        made: list[Answered] = []

        def edit(project: Project) -> Project:
            made.append(answer_pain(project, pain.id, text))
            return made[-1].project

        self.line.clear()
        if not self.desk.apply(_("a solution"), edit):
            self.line.setText(text)
        elif made[-1].made:
            said = _("The map had no lane for solutions; one was added below this pain’s lane.")
            self.desk.said.emit(said)
        else:
            said = _("“{text}” is on the map, below the pain it answers.").format(text=one_line(text, _MOST))
            self.desk.said.emit(said)


class _Line(QLineEdit):
    """A line that is done when Enter is pressed and when it is left, but not when another window comes
    to the front: whoever looks something up comes back to it."""

    done = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.done.emit()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        elsewhere = (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        )
        if event.reason() not in elsewhere:
            self.done.emit()


def _answers(journey: Journey) -> dict[str, list[str]]:
    """Pain → the solutions that answer it, with their status where it is more than an idea."""
    found: dict[str, list[str]] = {}
    for one in journey.cards:
        card = one.card
        if isinstance(card, SolutionCard):
            words = one_line(card.text)
            if card.status != "idea":
                status = _(SOLUTION_STATUSES.get(card.status, card.status))
                status = status[:1].lower() + status[1:]  # it stands within a sentence
                words = _("{solution} ({status})").format(solution=words, status=status)
            for pain in card.answers:
                found.setdefault(pain, []).append(words)
    return found
