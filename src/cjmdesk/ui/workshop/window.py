"""The brief and the seven steps of a workshop: what is asked, what is missing, what is done, the time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from cjmdesk.edits.fields import set_brief
from cjmdesk.i18n import _
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme
from cjmdesk.ui.widgets.guide import Guide, GuidePage, words_label
from cjmdesk.ui.widgets.steplist import StepRow
from cjmdesk.ui.workshop.clock import Timing
from cjmdesk.ui.workshop.steps import (
    STEPS,
    done_words,
    fields_of_step,
    minutes_of,
    missing_words,
    said_words,
    state_of,
    title_of,
)
from cjmdesk.ui.workshop.timerpane import TimerPane

if TYPE_CHECKING:
    from cjmdesk.ui.fields.access import Subject
    from cjmdesk.ui.fields.editors.base import Shown


class WorkshopDoors(Struct, frozen=True):
    """What the window needs of its own. large: shows the timer to the room. tell: a sentence for the
    info bar. ways: for a step, commands that lead on from it, each with its words."""

    large: Callable[[], object]
    tell: Callable[[str], object]
    ways: Callable[[str], Sequence[QAction]]


class WorkshopWindow(Guide):
    """Leads through a workshop; every tick and note is an edit."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        session: Session,
        timing: Timing,
        doors: WorkshopDoors,
        keys: Sequence[QAction] = (),
    ) -> None:
        self._timing, self._doors = timing, doors
        super().__init__(parent, theme, session, doors.tell, keys)
        self.setObjectName("workshopWindow")
        self.fill()
        self.go_to(self._begin())

    def _begin(self) -> int:
        """The step that time runs for, that is selected, or the first that is not done."""
        names = [step.name for step in STEPS]
        selected = self.session.selection.partition("workshop:")[2]
        for name in (selected, self._timing.step):
            if name in names:
                return names.index(name)
        project = self.session.project
        if project is None:
            return 0
        return next((n for n, name in enumerate(names) if not state_of(project, name).done), 0)

    def _hear(self, event: Event) -> None:
        names = [step.name for step in STEPS]
        name = self.session.selection.partition("workshop:")[2]
        if event.kind == "selection" and name in names:
            self.steps.setCurrentRow(names.index(name))
        else:
            super()._hear(event)

    # What the guide asks ------------------------------------------------------------------------

    def name(self) -> str:
        return _("Brief and Steps")

    def subject(self) -> Subject | None:
        from cjmdesk.model.wording import WORKSHOP
        from cjmdesk.ui.fields.access import subject_of

        project = self.session.project
        return subject_of(project, WORKSHOP + STEPS[self.number].name) if project is not None else None

    def step_rows(self) -> list[StepRow]:
        project = self.session.project
        if project is None:
            return [StepRow(title_of(step.name)) for step in STEPS]
        return [
            StepRow(title_of(step.name), said_words(project, step), state_of(project, step.name).done)
            for step in STEPS
        ]

    def make_page(self, number: int) -> GuidePage:
        step = STEPS[number]
        page = GuidePage(title_of(step.name), _(step.teaching), fields_of_step(step), self.desk)
        self._missing[number] = missing = words_label(role="hint")
        self._panes[number] = pane = TimerPane(
            self.theme, self._timing, step.name, lambda: self._minutes(number), self._doors.large
        )
        # Time runs, and what is missing is seen, whatever is scrolled to.
        page.column.insertWidget(2, pane)
        page.column.insertWidget(3, missing)
        ways = QVBoxLayout()
        ways.setSpacing(0)
        for action in self._doors.ways(step.name):
            way = QPushButton(action.text().replace("&", ""))
            way.setProperty("role", "link")
            way.setToolTip(action.toolTip())
            way.clicked.connect(action.trigger)
            action.enabledChanged.connect(way.setEnabled)
            way.setEnabled(action.isEnabled())
            ways.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
        page.column.addLayout(ways)
        page.column.addStretch(1)
        return page

    def head(self, column: QVBoxLayout) -> None:
        self._missing: dict[int, QLabel] = {}
        self._panes: dict[int, TimerPane] = {}

    def tail(self, column: QVBoxLayout) -> None:
        self.counted = words_label(role="small")
        self.printed = QCheckBox(_("Posters print the brief"))
        self.printed.setToolTip(_("Goal and team stand under the title of every poster"))
        self.printed.clicked.connect(self._print)
        column.addWidget(self.counted)
        column.addWidget(self.printed)

    def fill(self) -> None:
        project = self.session.project
        if project is not None:
            self.counted.setText(done_words(project))
            self.printed.setChecked(project.brief.in_title_block)
            for step in STEPS:
                self._timing.plan(step.name, minutes_of(project, step))
        super().fill()

    def filled(self, page: GuidePage, shown: Shown) -> None:
        missing = self._missing[self.number]
        words = "\n".join(missing_words(shown.project, STEPS[self.number].name))
        missing.setText(words)
        missing.setVisible(bool(words))
        self._panes[self.number].show_time()

    def _minutes(self, number: int) -> float:
        project = self.session.project
        return minutes_of(project, STEPS[number]) if project is not None else float(STEPS[number].minutes)

    def _print(self, on: bool) -> None:
        self.session.close_step()
        label = _("changing “{field}”").format(field=_("Posters print the brief"))
        self.session.attempt(label, lambda project: set_brief(project, in_title_block=on), self.desk.tell)
