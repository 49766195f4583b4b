"""What the commands do that lead through the method: personas, the workshop and its timer."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from cjmdesk.i18n import _, current_language
from cjmdesk.model.choices import WORKSHOP_STEPS
from cjmdesk.ui.commands.base import Commands
from cjmdesk.ui.sized import remember_size

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction

    from cjmdesk.paint.qt import ScenePainter
    from cjmdesk.posters.printed import Printed
    from cjmdesk.ui.people.window import PeopleWindow
    from cjmdesk.ui.session import Event
    from cjmdesk.ui.window import MainWindow
    from cjmdesk.ui.workshop.clock import Timing
    from cjmdesk.ui.workshop.largetimer import LargeTimer
    from cjmdesk.ui.workshop.window import WorkshopWindow

TIMERS = "timers"
"""What is remembered: how the timer of each file stood, see `Timing.state`."""

SOUND = "timer_sound"
"""What is remembered: whether the timer sounds at the end."""

WAYS = {
    "audience_and_needs": ("personas",),
    "research": ("import_numbers",),
    "mapping": ("walk", "photo", "scribe"),
    "visualisation": ("gaps", "present", "export_poster"),
    "changes": ("decide",),
}
"""For a workshop step, the commands that lead on from it."""


class GuideCommands(Commands):
    """The guides of one window; each is open once."""

    _timed: Path | None = None
    """The file under which the timer is remembered."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._session.told.connect(self._hear)

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            "personas": self.personas,
            "persona_guide": self.personas,
            "brief": self.workshop,
            "timer": self.large_timer,
            "timer_toggle": self.toggle_timer,
            "timer_more": lambda: self.add_minutes(1),
            "timer_less": lambda: self.add_minutes(-1),
        }

    def personas(self) -> PeopleWindow:
        """Open the guide to personas, at the selected one."""
        from cjmdesk.ui.people.window import PeopleDoors, PeopleWindow

        window = self._window
        window.canvas.writing.stop()
        open_ = shown(window, PeopleWindow)
        if open_ is not None:
            open_.show_persona(self._session.selection)
            return bring(open_)
        doors = PeopleDoors(
            add=window.listed.new_persona,
            copy=window.listed.duplicate_persona,
            print_=self._print,
            sheet=self._sheet,
            tell=self._say,
        )
        made = PeopleWindow(window, window.program.theme, self._session, doors, self.keys())
        remember_size(made, window.program.remembered, "people")
        return bring(made)

    # The workshop -------------------------------------------------------------------------------

    def workshop(self) -> WorkshopWindow:
        """Open the brief and the steps of the workshop, at the step that is due."""
        from cjmdesk.ui.workshop.window import WorkshopDoors, WorkshopWindow

        window = self._window
        window.canvas.writing.stop()
        open_ = shown(window, WorkshopWindow)
        if open_ is not None:
            return bring(open_)
        doors = WorkshopDoors(large=self.large_timer, tell=self._say, ways=self._ways)
        theme, keys = window.program.theme, self.keys()
        made = WorkshopWindow(window, theme, self._session, self.timing, doors, keys)
        remember_size(made, window.program.remembered, "workshop")
        return bring(made)

    @cached_property
    def timing(self) -> Timing:
        """The workshop's timer; made when it is first wanted."""
        from cjmdesk.ui.workshop.clock import Timing

        made = Timing(self._window)
        made.changed.connect(self._show_time)
        made.ended.connect(self._ring)
        made.touched.connect(self._keep_time)
        self._window.bench.status.time.clicked.connect(self.large_timer)
        return made

    def _hear(self, event: Event) -> None:
        """The timer is that of the open project, and goes on where its file was left."""
        path, made = self._session.path, "timing" in self.__dict__
        if event.kind == "opened":
            self._timed = path
            kept = self._window.program.remembered.table(TIMERS).get(str(path)) if path is not None else None
            if made:
                self.timing.forget()
            if isinstance(kept, dict):
                self.timing.take_up(kept, WORKSHOP_STEPS, wall_clock())
        elif event.kind == "saved" and path != self._timed:  # for the first time, or elsewhere
            self._timed = path
            if made:
                self._keep_time()

    def _keep_time(self) -> None:
        if self._timed is not None:
            state = self.timing.state(wall_clock())
            self._window.program.remembered.keep_in(TIMERS, str(self._timed), state or None)

    def toggle_timer(self) -> None:
        """Let time run, or stand still."""
        self._turn_to_some_step()
        self.timing.toggle()

    def add_minutes(self, minutes: int) -> None:
        """Give or take minutes."""
        self._turn_to_some_step()
        self.timing.add(minutes)

    def large_timer(self) -> LargeTimer:
        """Show the timer: filling the screen of a projector where there is one, else in a window."""
        from PySide6.QtGui import QGuiApplication

        from cjmdesk.ui.widgets.sidewindow import hold_keys
        from cjmdesk.ui.workshop.largetimer import LargeTimer

        window, remembered = self._window, self._window.program.remembered
        self._turn_to_some_step()
        open_ = shown(window, LargeTimer)
        if open_ is not None:
            return bring(open_)
        sound = remembered.flag(SOUND, usual=False)
        made = LargeTimer(window, window.program.theme, self.timing, self._minutes, sound=sound)
        hold_keys(made, ())
        made.sounded.connect(lambda on: remembered.put(**{SOUND: on}))
        others = [n for n, one in enumerate(QGuiApplication.screens()) if one is not window.screen()]
        if others:
            made.fill_screen(others[0])
        return bring(made)

    def _turn_to_some_step(self) -> None:
        """The timer is about a step: if it was about none, about the first that is not done."""
        from cjmdesk.ui.workshop.steps import STEPS, state_of

        project = self._session.project
        if self.timing.shown is None and project is not None:
            names = [step.name for step in STEPS]
            due = next((name for name in names if not state_of(project, name).done), names[0])
            self.timing.turn_to(due, self._minutes(due))

    def _minutes(self, name: str) -> float:
        """The minutes planned for a step."""
        from cjmdesk.ui.workshop.steps import STEPS, minutes_of

        project = self._session.project
        step = next(one for one in STEPS if one.name == name)
        return minutes_of(project, step) if project is not None else float(step.minutes)

    def _show_time(self) -> None:
        from cjmdesk.ui.workshop.clock import clock_figures
        from cjmdesk.ui.workshop.steps import title_of

        one, status = self.timing.shown, self._window.bench.status
        if one is None:
            status.show_time("", running=False)
            return
        words = _("{step} {time}").format(step=title_of(self.timing.step), time=clock_figures(one.left))
        status.show_time(words, one.running)

    def _ring(self, step: str) -> None:
        """Time is up: say so, with a sound where it is wanted."""
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from cjmdesk.ui.infobar import Notice
        from cjmdesk.ui.workshop.steps import title_of

        self._window.tell(Notice(_("Time is up for the step “{step}”.").format(step=title_of(step))))
        if self._window.program.remembered.flag(SOUND, usual=False):
            for number in range(3):
                QTimer.singleShot(700 * number, QApplication.beep)

    def _ways(self, step: str) -> tuple[QAction, ...]:
        """Commands that lead on from a step of the workshop."""
        return tuple(self._window.actions_[id] for id in WAYS.get(step, ()))

    # --------------------------------------------------------------------------------------------

    def keys(self) -> tuple[QAction, ...]:
        """The commands whose keys hold in a guide."""
        from cjmdesk.ui.widgets.sidewindow import KEYS

        return tuple(self._window.actions_[id] for id in KEYS)

    def _print(self, over: QWidget, persona: str, to_file: bool) -> None:
        from cjmdesk.ui.commands.viewing import open_print

        dialog = open_print(self._window, over, what="persona", chosen=(persona,))
        if dialog is not None:
            (dialog.save if to_file else dialog.paper).setFocus()

    def _sheet(self, persona: str) -> tuple[Printed, ScenePainter] | str:
        """The persona's sheet in the language of the map shown; of the window where there is no map."""
        from cjmdesk.model.maps import JourneyMap
        from cjmdesk.model.values import new_id
        from cjmdesk.posters.papers import PaperError

        project = self._session.project
        if project is None:
            return ""
        one = self._session.map or JourneyMap(id=new_id("map"), language=current_language())
        maker = self._window.program.maker()
        try:
            return maker.sheets(project, one, "persona", (persona,)), maker.painter(project)
        except PaperError as error:
            return str(error)


def wall_clock() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


_Kind = TypeVar("_Kind", bound=QWidget)


def bring(window: _Kind) -> _Kind:
    """Have a window of its own seen above the others, with the keyboard."""
    window.show()
    window.raise_()
    window.activateWindow()
    return window


def shown(parent: QWidget, kind: type[_Kind]) -> _Kind | None:
    """The window of that kind that is open over `parent`; None for none."""
    found = (one for one in parent.children() if isinstance(one, kind) and isValid(one))
    return next((one for one in found if one.isVisible()), None)
