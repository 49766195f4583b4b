"""The page of the matrix: solutions dragged to what they bring and what they cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from cjmdesk.analysis.judging import matrix_of
from cjmdesk.edits.deciding import judge
from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.deciding.field import Aim, Field
from cjmdesk.ui.deciding.page import Page
from cjmdesk.ui.deciding.words import first_large, judged_words, one_line

if TYPE_CHECKING:
    from cjmdesk.ui.deciding.desk import Desk

_MOST = 60


class MatrixPage(Page):
    """One drag or key is one step; what it means is said while it happens."""

    def __init__(self, desk: Desk) -> None:
        about = _(
            "Drag each solution to what it brings and what it costs, or move it with the arrow keys; Tab "
            "goes on to the next, Del puts one back, Enter shows it on the map."
        )
        super().__init__(desk, _("Impact and effort"), about)
        self._dropped = 0
        self.field, self.area = Field(desk.theme), QScrollArea()
        self.field.judged.connect(self._judge)
        self.field.held.connect(self._say_aim)
        self.field.carried.connect(lambda at: self.area.ensureVisible(at.x(), at.y(), 30, 30))
        self.field.gone_to.connect(desk.gone_to)
        self.field.looked_at.connect(self._look)
        self.area.setWidget(self.field)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.viewport().installEventFilter(self)
        self.meaning = QLabel()
        self.meaning.setProperty("role", "quiet")
        self.meaning.setWordWrap(True)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.meaning)
        self.print_ = self.button(_("&Print…"), lambda: desk.print_wanted.emit("matrix"))
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._fit)

    def refresh(self) -> None:
        journey = self.desk.journey
        matrix = matrix_of(journey) if journey is not None else None
        there = matrix is not None and bool(matrix.placed or matrix.waiting)
        self.print_.setEnabled(there)
        if matrix is None or not there:
            self.say_empty(
                _(
                    "The map has no solutions yet. Write some for the pains of step 1, or into the map’s lane"
                    " of solutions; then they wait here to be judged."
                )
            )
            return
        self.say_empty("")
        self._dropped = matrix.dropped
        self._fit()
        self.field.show_matrix(matrix)
        self._say_focus()

    def take_focus(self) -> None:
        notes = list(self.field.notes.values())
        if self.empty or not notes:
            self.setFocus()
        elif not any(note.hasFocus() for note in notes):
            notes[0].setFocus()

    def chain(self) -> list[QWidget]:
        return [*self.field.notes.values(), self.print_]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle.start()
        return False

    def _fit(self) -> None:
        self.field.set_room(self.area.viewport().size())

    def _judge(self, id: str, impact: int | None, effort: int | None) -> None:
        label = _("judging a solution")
        self.desk.apply(label, lambda project: judge(project, id, impact, effort))

    def _say_aim(self, aim: Aim | None) -> None:
        if aim is None:
            self._say_focus()
        else:
            self.meaning.setText(first_large(judged_words(aim.impact, aim.effort)))

    def _look(self, id: str) -> None:
        note = self.field.notes.get(id)
        if note is not None:
            self.area.ensureWidgetVisible(note, 12, 12)
        self._say_focus()

    def _say_focus(self) -> None:
        """What the note with the keyboard means; else what is not shown."""
        note = next((one for one in self.field.notes.values() if one.hasFocus()), None)
        if note is not None:
            text = _("“{solution}”: {meaning}")
            self.meaning.setText(
                text.format(solution=one_line(note.text, _MOST), meaning=note.accessibleDescription())
            )
        elif self._dropped:
            form = ngettext(
                "{count} solution was dropped and is not shown.",
                "{count} solutions were dropped and are not shown.",
                self._dropped,
            )
            self.meaning.setText(form.format(count=self._dropped))
        else:
            self.meaning.setText("")
