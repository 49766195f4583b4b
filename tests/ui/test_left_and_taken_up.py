"""What a workshop finds again after the program was left: its time, and windows as large as they were."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cjmdesk.model.choices import WORKSHOP_STEPS
from cjmdesk.ui.commands import guides
from cjmdesk.ui.people.window import PeopleWindow
from cjmdesk.ui.program import Program
from cjmdesk.ui.remembered import Remembered
from cjmdesk.ui.window import MainWindow
from cjmdesk.ui.workshop.clock import MINUTE, Timing
from cjmdesk.ui.workshop.window import WorkshopWindow

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = frozenset(WORKSHOP_STEPS)


class Clock:
    now = 7_000

    def __call__(self) -> int:
        return self.now


def left_of(timing: Timing, step: str) -> float:
    one = timing.of(step)
    assert one is not None
    return one.left / MINUTE


def begun(clock: Clock) -> Timing:
    """10 of 25 minutes of a step are over, and 3 of 15 of the one that runs."""
    timing = Timing(clock=clock)
    timing.turn_to("mapping", 25)
    timing.toggle()
    clock.now += 10 * MINUTE
    timing.turn_to("research", 15)
    timing.toggle()
    clock.now += 3 * MINUTE
    return timing


def taken_up(state: dict[str, Any], now: int) -> Timing:
    """Another program's, whose machine was started anew."""
    made = Timing(clock=Clock())
    made.take_up(json.loads(json.dumps(state)), NAMES, now)
    return made


def test_time_that_stood_still_stands_where_it_was() -> None:
    timing = begun(Clock())
    timing.toggle()
    made = taken_up(timing.state(1_000_000), 1_000_000 + 600 * MINUTE)
    assert (made.step, made.running) == ("research", False)
    assert left_of(made, "research") == 12 and left_of(made, "mapping") == 15


def test_time_that_ran_has_run_on() -> None:
    made = taken_up(begun(Clock()).state(1_000_000), 1_000_000 + 2 * MINUTE)
    assert made.running and left_of(made, "research") == 10
    assert left_of(made, "mapping") == 15


def test_time_that_ended_meanwhile_stands_at_nothing_and_is_not_told(qtbot: QtBot) -> None:
    state = begun(Clock()).state(1_000_000)
    made = Timing(clock=Clock())
    told: list[str] = []
    made.ended.connect(told.append)
    made.take_up(state, NAMES, 1_000_000 + 3_000 * MINUTE)
    assert not made.running and left_of(made, "research") == 0
    made.toggle()
    assert made.running and told == []


def test_a_clock_that_was_set_back_gives_no_time() -> None:
    made = taken_up(begun(Clock()).state(1_000_000), 0)
    assert left_of(made, "research") == 12


def test_nothing_is_remembered_of_steps_nobody_began() -> None:
    timing = Timing(clock=Clock())
    timing.turn_to("mapping", 25)
    assert timing.state(5) == {}


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"steps": 3, "step": [], "until": "soon"},
        {"steps": {"mapping": [1]}, "step": "mapping"},
        {"steps": {"mapping": ["1", 2], "unheard of": [1, 2]}, "step": "unheard of", "until": True},
        {"steps": {"mapping": [10**30, -5]}, "step": "mapping", "until": -(10**40)},
    ],
)
def test_what_is_no_state_counts_for_nothing(state: dict[str, Any]) -> None:
    made = taken_up(state, 1_000)
    assert not made.running
    assert made.step in ("", "mapping") and set(made._steps) <= {"mapping"}


# In the window -----------------------------------------------------------------------------------


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    made.now = 1_800_000_000_000
    monkeypatch.setattr(guides, "wall_clock", made)
    return made


def test_the_timer_of_a_file_goes_on(
    program: Program, opened: MainWindow, bike: Path, wall: Clock, qtbot: QtBot
) -> None:
    opened.actions_["timer_toggle"].trigger()
    opened.actions_["timer_less"].trigger()
    opened.actions_["timer_toggle"].trigger()
    words = opened.bench.status.time.text()
    assert "44:0" in words or "43:5" in words
    program.remembered.finish()
    opened.close()
    again = Program.new_window(program)
    program.remembered = Remembered()  # as it is read from the disk
    program.open_path(bike, again)
    qtbot.wait(20)
    assert again.bench.status.time.text() == words
    assert not again.bench.status.time.isHidden()
    again.session.start(again.session.project)  # type: ignore[arg-type]
    assert again.bench.status.time.isHidden(), "another project has no time yet"


def test_a_project_without_a_file_gets_its_time_remembered_when_it_is_saved(
    program: Program, blank: MainWindow, wall: Clock, tmp_path: Path
) -> None:
    blank.actions_["timer_more"].trigger()
    assert program.remembered.table("timers") == {}
    target = tmp_path / "new.cjm"
    blank.session.mark_saved(target)
    kept = program.remembered.table("timers")
    assert list(kept) == [str(target)] and kept[str(target)]["until"] is None


@pytest.mark.parametrize(("action", "kind"), [("brief", WorkshopWindow), ("personas", PeopleWindow)])
def test_a_guide_opens_as_large_as_it_was(
    program: Program, opened: MainWindow, qtbot: QtBot, action: str, kind: type[QWidget]
) -> None:
    def guide() -> QWidget:
        opened.actions_[action].trigger()
        made = next(one for one in opened.children() if isinstance(one, kind) and one.isVisible())
        qtbot.waitExposed(made)
        return made

    first = guide()
    first.resize(711, 533)
    QTest.keyClick(first, Qt.Key.Key_Escape)
    qtbot.wait(10)
    assert (guide().width(), guide().height()) == (711, 533)
    program.remembered.keep_in("sizes", "people", "broken")
    program.remembered.keep_in("sizes", "workshop", [1, 2])
    guide().close()
    program.remembered.keep_in("sizes", "people" if action == "personas" else "workshop", [True, 4])
    qtbot.wait(10)
    assert guide().width() > 600
