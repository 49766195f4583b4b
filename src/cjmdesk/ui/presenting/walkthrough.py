"""The walk-through: one question after the other on the whole screen; answers become notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from cjmdesk.i18n import _, ngettext
from cjmdesk.layout.context import runs_right_to_left
from cjmdesk.model.texts import clean_text
from cjmdesk.model.values import new_id
from cjmdesk.ui.index import index_of
from cjmdesk.ui.presenting.answers import answered
from cjmdesk.ui.presenting.askedscreen import AskedScreen
from cjmdesk.ui.presenting.questions import Question, held, questions
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.analysis.gaps import Gap

LEVELS = tuple(range(-5, 6))


class WalkThrough(QWidget):
    """A window of its own over the whole screen; Escape leaves it.

    gaps: what is missing when it begins; the questions stay as they are while they are answered.
    """

    def __init__(self, parent: QWidget, theme: Theme, session: Session, gaps: Sequence[Gap]) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("walkThrough")
        self._session, self._gaps = session, tuple(gaps)
        journey = session.map
        assert journey is not None
        self._begun_at = session.history.at if session.history is not None else 0
        self._backwards = runs_right_to_left(journey)
        self.setWindowTitle(_("{map} – walk-through").format(map=journey.title or _("Untitled map")))
        self.questions = questions(journey, self._gaps)
        nothing_open = not self.questions
        if nothing_open:
            self.questions = questions(journey, self._gaps, filled=True)
        self.at = 0
        self.added: list[str] = []
        self._over = False
        self.level: float | None = None
        self.screen_ = AskedScreen(self, theme, rightwards=not self._backwards)
        self.line = self.screen_.line
        self.line.installEventFilter(self)
        self.line.textEdited.connect(lambda _text: self.screen_.say(""))
        self.screen_.filled.setChecked(nothing_open)
        self.screen_.filled.toggled.connect(self._ask_about)
        self.screen_.back.clicked.connect(lambda: self.step(-1))
        self.screen_.next.clicked.connect(lambda: self.step(1))
        self.screen_.end.clicked.connect(self.close)
        self.screen_.levelled.connect(self._take_level)
        self.setFocusProxy(self.line)
        session.changed.connect(self._follow)
        session.told.connect(self._hear)
        self._show()

    @property
    def question(self) -> Question | None:
        """What is asked; None after the last question."""
        return self.questions[self.at] if self.at < len(self.questions) else None

    # Going ----------------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """To the next question (1) or back (−1). What stands in the line is added first."""
        if (self.line.text().strip() or self.level is not None) and not self.answer():
            return
        self.at = min(max(self.at + by, 0), len(self.questions))
        self._show()

    def go_to_stage(self, stage: str) -> None:
        """To the first question of a stage; nothing happens where it has none."""
        found = next((n for n, one in enumerate(self.questions) if one.stage == stage), None)
        if found is not None:
            self.at = found
            self._show()

    def _ask_about(self, filled: bool) -> None:
        """Ask about what is filled too, or no more; the question stays, or is the next one left."""
        journey, here = self._session.map, self.question
        if journey is None:
            return
        before = self.questions
        self.questions = questions(journey, self._gaps, filled=filled)
        rest = before[self.at :] if here is not None else ()
        self.at = next((self.questions.index(one) for one in rest if one in self.questions), 0)
        self._show()

    # Answering ------------------------------------------------------------------------------------

    def answer(self) -> bool:
        """Make what was typed a note, as a step of its own; whether it was made."""
        question, text = self.question, clean_text(self.line.text()).strip()
        if question is None or not (text or self.level is not None):
            return False
        whose, shown = self._session.curve_of(question.lane), self._session.map
        personas = (whose,) if shown is not None and whose in shown.personas else ()
        id, level = new_id("c"), self.level
        self._session.close_step()
        made = self._session.attempt(
            _("an answer of the walk-through"),
            lambda project: answered(project, question, id, text, level, personas),
            lambda reason: self.screen_.say(reason, bad=True),
        )
        if made:
            self.added.append(id if question.sort in ("note", "solution") else question.about)
            self.line.clear()
            self._take_level(None)
            self.screen_.say("")
        return made

    def _take_level(self, level: float | None) -> None:
        self.level = level
        self.screen_.show_level(level)

    def _step_level(self, by: int) -> None:
        """A level one higher or lower; from none to the mildest."""
        now = by if self.level is None else self.level + by
        self._take_level(min(max(now, LEVELS[0]), LEVELS[-1]))

    def _undo(self, again: bool) -> None:
        """Take the last answer back, or make it again; nothing from before the walk-through."""
        history = self._session.history
        if history is None:
            return
        if again:
            self._session.redo()
        elif history.at > self._begun_at:
            self._session.undo()

    # Showing --------------------------------------------------------------------------------------

    def _show(self) -> None:
        journey, question = self._session.map, self.question
        if journey is None:
            self.close()
            return
        self._take_level(None)
        self.screen_.say("")
        if question is None:
            self.screen_.show_end(self._counted(), len(self.questions))
        else:
            self.screen_.show_question(journey, question, self.at, len(self.questions))
            self._follow()
        self.line.setFocus()

    def _follow(self) -> None:
        """The project is another: show what answers there are now."""
        journey, question = self._session.map, self.question
        if journey is not None and question is not None:
            self.screen_.show_held(journey, question, held(journey, question))
        elif journey is not None:
            self.screen_.show_end(self._counted(), len(self.questions))

    def _hear(self, event: Event) -> None:
        """Another project or map is shown: these questions are not about it."""
        if event.kind in ("opened", "map"):
            self.added.clear()
            self.close()

    def _counted(self) -> str:
        history = self._session.history
        count = max((history.at if history is not None else 0) - self._begun_at, 0)
        if not count:
            return _("No answer was written down.")
        return ngettext(
            "{count} answer was written down.", "{count} answers were written down.", count
        ).format(count=count)

    # Events ---------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Whether a key in the line was for the walk-through."""
        key, empty = Qt.Key(event.key()), not self.line.text()
        on, back = Qt.Key.Key_Right, Qt.Key.Key_Left
        if self._backwards:
            on, back = back, on  # an arrow points to where it leads
        if key == Qt.Key.Key_Escape:
            self.line.clear() if not empty else self.close()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(1) if empty and self.level is None else self.answer()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_PageDown) or (empty and key == on):
            self.step(1)
        elif key in (Qt.Key.Key_Backtab, Qt.Key.Key_PageUp) or (empty and key == back):
            self.step(-1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.screen_.takes_level:
            self._step_level(1 if key == Qt.Key.Key_Up else -1)
        elif empty and event.matches(QKeySequence.StandardKey.Undo):
            self._undo(again=False)
        elif empty and event.matches(QKeySequence.StandardKey.Redo):
            self._undo(again=True)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leads to the next question, not to a button."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.screen_.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Back on the sheet, the last answer is selected."""
        if not self._over:
            self._over = True
            self._session.changed.disconnect(self._follow)
            self._session.told.disconnect(self._hear)
            one = self._session.map
            still = [id for id in self.added if one is not None and index_of(one).kind(id)]
            if still:
                self._session.select(still[-1])
        super().closeEvent(event)
