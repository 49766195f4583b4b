"""The brief and the steps of a workshop, and the timer that a room sees; time is a number here."""

from collections.abc import Callable

import pytest
from hands import project
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cjmdesk.i18n import use_language
from cjmdesk.model.choices import GOAL_PRESETS, WORKSHOP_STEPS
from cjmdesk.model.people import WorkshopStep
from cjmdesk.ui.window import MainWindow
from cjmdesk.ui.workshop.clock import MINUTE, Countdown, Timing, clock_figures, large_figures
from cjmdesk.ui.workshop.largetimer import LargeTimer
from cjmdesk.ui.workshop.steps import STEPS, duration_words, missing_words
from cjmdesk.ui.workshop.window import WorkshopWindow


class FakeClock:
    """A clock that is set by hand, milliseconds."""

    now = 5_000

    def __call__(self) -> int:
        return self.now

    def wait(self, minutes: float) -> None:
        self.now += round(minutes * MINUTE)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


# The clock --------------------------------------------------------------------------------------


def test_a_countdown_is_worked_out_from_the_clock_and_stands_still_when_paused(clock: FakeClock) -> None:
    one = Countdown(10, clock)
    clock.wait(3)
    assert one.left == 10 * MINUTE
    one.start()
    clock.wait(2.5)
    assert one.left == 7.5 * MINUTE
    one.pause()
    clock.wait(60)
    assert one.left == 7.5 * MINUTE
    one.start()
    clock.wait(7.5)
    assert one.over
    clock.wait(1)
    assert one.left == -MINUTE


def test_many_short_pauses_lose_no_time(clock: FakeClock) -> None:
    one = Countdown(10, clock)
    for _number in range(1_000):
        one.start()
        clock.now += 7
        one.pause()
        clock.now += 13
    assert one.left == 10 * MINUTE - 7_000


def test_a_machine_that_slept_finds_the_time_over_and_says_so_once(clock: FakeClock, qtbot: QtBot) -> None:
    timing = Timing(clock=clock)
    ended: list[str] = []
    timing.ended.connect(ended.append)
    timing.turn_to("mapping", 30)
    timing.toggle()
    clock.wait(12)
    timing.look()
    assert ended == []
    clock.wait(8 * 60)  # the lid was shut; no timer fired in between
    timing.look()
    timing.look()
    assert ended == ["mapping"]
    assert timing.shown is not None
    assert clock_figures(timing.shown.left) == "+462:00"


def test_minutes_are_given_and_taken(clock: FakeClock) -> None:
    one = Countdown(2, clock)
    one.start()
    one.add(1)
    assert (one.left, one.whole) == (3 * MINUTE, 3 * MINUTE)
    clock.wait(0.5)
    one.add(-1)
    assert one.left == 1.5 * MINUTE
    one.add(-1)
    one.add(-1)
    assert one.left == 0
    clock.wait(5)
    one.add(1)  # from now on, not from when it was over
    assert one.left == MINUTE


def test_each_step_keeps_its_own_time_and_one_runs(clock: FakeClock) -> None:
    timing = Timing(clock=clock)
    timing.turn_to("team", 10)
    timing.toggle()
    clock.wait(4)
    timing.turn_to("goal", 15)
    assert not timing.running
    clock.wait(100)
    timing.turn_to("team", 10)
    assert timing.shown is not None
    assert timing.shown.left == 6 * MINUTE
    timing.plan("team", 20)  # it has begun: what was planned since does not touch it
    assert timing.shown.left == 6 * MINUTE
    timing.plan("goal", 20)
    assert timing.of("goal").left == 20 * MINUTE  # type: ignore[union-attr]


def test_time_that_ends_again_is_told_again(clock: FakeClock) -> None:
    timing = Timing(clock=clock)
    ended: list[str] = []
    timing.ended.connect(ended.append)
    timing.turn_to("team", 1)
    timing.toggle()
    clock.wait(1)
    timing.look()
    timing.add(1)
    clock.wait(1)
    timing.look()
    assert ended == ["team", "team"]


@pytest.mark.parametrize(
    ("left", "figures", "large"),
    [
        (25 * MINUTE, "25:00", ("25", True)),
        (14 * MINUTE + 1, "14:01", ("15", True)),
        (MINUTE + 1, "1:01", ("2", True)),
        (MINUTE, "1:00", ("1:00", False)),
        (45_000, "0:45", ("0:45", False)),
        (1, "0:01", ("0:01", False)),
        (0, "0:00", ("0:00", False)),
        (-999, "0:00", ("0:00", False)),
        (-30_500, "+0:30", ("0:00", False)),
        (-3_600_000, "+60:00", ("0:00", False)),
    ],
)
def test_figures(left: int, figures: str, large: tuple[str, bool]) -> None:
    assert clock_figures(left) == figures
    assert large_figures(left) == large


# The large timer --------------------------------------------------------------------------------


@pytest.fixture
def large(opened: MainWindow, clock: FakeClock, qtbot: QtBot) -> LargeTimer:
    timing = Timing(opened, clock)
    timing.turn_to("mapping", 25)
    made = LargeTimer(opened, opened.program.theme, timing, lambda _step: 25, sound=False)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_keys_start_pause_give_and_take(large: LargeTimer, clock: FakeClock) -> None:
    assert large.said == ("Mapping", "25", "minutes", "paused – Space starts it")
    QTest.keyClick(large, Qt.Key.Key_Space)
    clock.wait(10)
    assert large.said == ("Mapping", "15", "minutes", "")
    QTest.keyClick(large, Qt.Key.Key_Plus)
    QTest.keyClick(large, Qt.Key.Key_Up)
    assert large.said[1] == "17"
    QTest.keyClick(large, Qt.Key.Key_Minus)
    assert large.said[1] == "16"
    QTest.keyClick(large, Qt.Key.Key_Space)
    clock.wait(10)
    assert large.said[1:3] == ("16", "minutes")
    QTest.keyClick(large, Qt.Key.Key_Home)
    assert large.said[1] == "25"
    QTest.keyClick(large, Qt.Key.Key_PageDown)
    assert large.said[0] == "Visualisation"


def test_the_end_is_said_in_words_and_with_a_frame(large: LargeTimer, clock: FakeClock, qtbot: QtBot) -> None:
    QTest.keyClick(large, Qt.Key.Key_Space)
    clock.wait(24.5)
    assert large.said[1:3] == ("0:30", "the last minute")
    before = large.grab().toImage()
    clock.wait(2)
    large._timing.look()
    assert large.said == ("Mapping", "Time is up", "", "1:30 over")
    assert large.accessibleName() == "Mapping, Time is up, 1:30 over"
    qtbot.waitUntil(lambda: large._turned == 1.0, timeout=5_000)
    after = large.grab().toImage()
    corner = (5, 5)
    assert before.pixelColor(*corner).lightness() > 200
    assert after.pixelColor(*corner).lightness() < 100
    QTest.keyClick(large, Qt.Key.Key_Plus)
    assert large.said[1] == "1:00"
    assert large._turned == 0.0


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_the_end_of_the_time_is_written_out(
    large: LargeTimer, clock: FakeClock, qtbot: QtBot, opened: MainWindow, language: str
) -> None:
    opened.program.set_language(language)
    try:
        large.resize(860, 520)
        QTest.keyClick(large, Qt.Key.Key_Space)
        clock.wait(26)
        large._timing.look()
        qtbot.waitUntil(lambda: large._turned == 1.0, timeout=5_000)
        image = large.grab().toImage()
    finally:
        opened.program.set_language("en")
    ground = image.pixelColor(40, 150)
    band = range(150, 320)  # the large words, between the frame's sides
    inked = [x for x in range(30, 830) if any(image.pixelColor(x, y) != ground for y in band)]
    beside = inked[0], 859 - inked[-1]
    assert min(beside) > 0.08 * 860 + 2, "the last letter ends where its room does"
    assert abs(beside[0] - beside[1]) < 14


def test_escape_closes_the_picture_and_time_runs_on(
    large: LargeTimer, clock: FakeClock, qtbot: QtBot
) -> None:
    timing = large._timing
    QTest.keyClick(large, Qt.Key.Key_Space)
    with qtbot.waitSignal(large.destroyed):
        QTest.keyClick(large, Qt.Key.Key_Escape)
    clock.wait(5)
    assert timing.running
    assert timing.shown is not None
    assert timing.shown.left == 20 * MINUTE


def test_it_lies_above_other_windows_and_fills_the_screen_with_a_key(large: LargeTimer) -> None:
    assert large.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    QTest.keyClick(large, Qt.Key.Key_F)
    assert large.isFullScreen()
    QTest.keyClick(large, Qt.Key.Key_F)
    assert not large.isFullScreen()


# In the main window -----------------------------------------------------------------------------


def test_the_status_bar_shows_the_time_while_the_map_is_edited(opened: MainWindow, qtbot: QtBot) -> None:
    status = opened.bench.status
    assert status.time.isHidden()
    opened.actions_["timer_toggle"].trigger()
    assert not status.time.isHidden()
    assert status.time.text().startswith("Visualisation 45:0")  # the first step that is not done
    opened.session.apply("", project(opened).model_copy(update={"title": "Another"}))
    QTest.mouseClick(status.time, Qt.MouseButton.LeftButton)
    large = [one for one in opened.children() if isinstance(one, LargeTimer)]
    assert len(large) == 1
    large[0].close()
    opened.actions_["timer_toggle"].trigger()
    opened.session.start(project(opened))
    assert status.time.isHidden()


def test_the_end_is_said_in_the_window_and_sounds_only_where_it_is_wanted(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    beeps: list[int] = []
    monkeypatch.setattr("PySide6.QtWidgets.QApplication.beep", lambda: beeps.append(1))
    opened.actions_["timer"].trigger()
    large = next(one for one in opened.children() if isinstance(one, LargeTimer))
    large._timing.ended.emit("mapping")
    assert any("Mapping" in label.text() for label in opened.info.findChildren(QLabel))
    qtbot.wait(50)
    assert beeps == []
    QTest.keyClick(large, Qt.Key.Key_S)
    assert opened.program.remembered.flag("timer_sound", usual=False)
    large._timing.ended.emit("mapping")
    qtbot.waitUntil(lambda: len(beeps) == 3, timeout=5_000)


# The brief --------------------------------------------------------------------------------------

Brief = Callable[[MainWindow], WorkshopWindow]


@pytest.fixture
def brief(qtbot: QtBot) -> Brief:
    def opened(window: MainWindow) -> WorkshopWindow:
        window.actions_["brief"].trigger()
        found = next(one for one in window.children() if isinstance(one, WorkshopWindow))
        qtbot.waitExposed(found)
        return found

    return opened


def step(window: MainWindow, name: str) -> WorkshopStep:
    return next(one for one in project(window).brief.steps if one.step == name)


def test_there_are_the_seven_steps_and_it_begins_where_one_is(opened: MainWindow, brief: Brief) -> None:
    assert tuple(one.name for one in STEPS) == WORKSHOP_STEPS
    window = brief(opened)
    assert STEPS[window.number].name == "visualisation"
    assert window.counted.text() == "5 of 7 steps done · 5 h 35 min altogether"
    assert [window.steps.step(n).done for n in range(7)] == [True] * 5 + [False] * 2
    assert window.steps.step(0).said == "done · 15 min"


def test_a_tick_and_notes_are_edits_that_are_undone(opened: MainWindow, brief: Brief) -> None:
    window = brief(opened)
    page = window.page
    assert page is not None
    page.rows["done"].editor.tick.click()  # type: ignore[union-attr]
    assert step(opened, "visualisation").done
    assert window.steps.step(5).done
    box = page.rows["notes"].editor.box  # type: ignore[union-attr]
    box.setFocus()
    QTest.keyClicks(box, "Tidy! ")
    assert step(opened, "visualisation").notes.startswith("Tidy! ")
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not step(opened, "visualisation").notes.startswith("Tidy")
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not step(opened, "visualisation").done


def test_planned_minutes_are_those_of_the_timer(opened: MainWindow, brief: Brief) -> None:
    window = brief(opened)
    page = window.page
    assert page is not None
    pane = window._panes[window.number]
    assert pane.figures.text() == "45:00"
    line = page.rows["minutes"].editor.line  # type: ignore[union-attr]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "20")
    assert step(opened, "visualisation").minutes == 20
    assert pane.figures.text() == "20:00"
    QTest.mouseClick(pane.more, Qt.MouseButton.LeftButton)
    assert pane.figures.text() == "21:00"
    QTest.mouseClick(pane.toggle, Qt.MouseButton.LeftButton)
    assert pane.toggle.text() == "Pause"
    window.close()  # time runs on
    assert opened.bench.status.time.text().startswith("Visualisation ")
    opened.actions_["timer_toggle"].trigger()


def test_ten_goals_are_offered_and_one_more_press_takes_the_choice_back(
    opened: MainWindow, brief: Brief
) -> None:
    window = brief(opened)
    window.go_to(1)
    buttons = window.page.rows["brief.goal_preset"].editor.buttons  # type: ignore[union-attr]
    assert tuple(buttons) == GOAL_PRESETS
    QTest.mouseClick(buttons["more_sales"], Qt.MouseButton.LeftButton)
    assert project(opened).brief.goal_preset == "more_sales"
    QTest.mouseClick(buttons["more_sales"], Qt.MouseButton.LeftButton)
    assert project(opened).brief.goal_preset == ""
    opened.session.undo()
    assert project(opened).brief.goal_preset == "more_sales"


def test_what_is_missing_is_said_and_goes_when_it_is_there(blank: MainWindow, brief: Brief) -> None:
    window = brief(blank)
    assert window.number == 0
    missing = window._missing[0]
    assert missing.text() == "Nobody is named yet."
    editor = window.page.rows["brief.team"].editor  # type: ignore[union-attr]
    for name, discipline in (("Ada", "Sales"), ("Bo", "sales")):
        QTest.mouseClick(editor.add, Qt.MouseButton.LeftButton)
        member = project(blank).brief.team[-1].id
        QTest.keyClicks(editor.cells[member, "name"], name)
        QTest.keyClicks(editor.cells[member, "discipline"], discipline)
    assert missing.text() == "All come from one discipline (Sales); other eyes see other things."
    last = editor.cells[project(blank).brief.team[-1].id, "discipline"]
    last.selectAll()
    QTest.keyClicks(last, "Service")
    assert not missing.isVisible()
    window.next.click()  # nothing is forced
    assert window.number == 1


def test_the_brief_is_printed_where_it_is_wanted(opened: MainWindow, brief: Brief) -> None:
    window = brief(opened)
    before = _words_of_title(opened)
    assert "Bartek" not in before
    window.printed.click()
    assert project(opened).brief.in_title_block
    assert "Team: Ola" in _words_of_title(opened)
    opened.session.undo()
    assert not window.printed.isChecked()


def test_every_loose_end_has_its_words() -> None:
    from cjmdesk.analysis.workshop import LOOSE_ENDS
    from cjmdesk.model.project import Project
    from cjmdesk.ui.workshop.steps import _SAID

    use_language("en")
    assert {*_SAID, "all_alike"} == set(LOOSE_ENDS)
    assert missing_words(Project(), "goal") == ["There is no goal yet."]


@pytest.mark.parametrize(
    ("minutes", "said"), [(5, "5 min"), (60, "1 h"), (95, "1 h 35 min"), (12.5, "12 min")]
)
def test_times_are_said_as_people_say_them(minutes: float, said: str) -> None:
    use_language("en")
    assert duration_words(minutes) == said


def _words_of_title(window: MainWindow) -> str:
    from cjmdesk.layout.scene import Text

    poster = window.canvas.poster
    assert poster is not None
    part = next(part for part in poster.scene.parts if part.key == "title")
    return " ".join(line.text for item in part.items if isinstance(item, Text) for line in item.block.lines)


def test_tab_goes_as_one_reads_whatever_was_made_when(blank: MainWindow, brief: Brief, qtbot: QtBot) -> None:
    window = brief(blank)
    editor = window.page.rows["brief.team"].editor  # type: ignore[union-attr]
    QTest.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    QTest.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    first, second = (member.id for member in project(blank).brief.team)
    qtbot.waitUntil(lambda: editor.cells[second, "name"].mapTo(editor, QPoint()).y() > 20)
    window.steps.setFocus()
    pane = window._panes[0]
    way = [
        *(window.printed, pane.toggle, pane.less, pane.more, pane.anew, pane.large),
        *(editor.cells[first, "name"], editor.cells[first, "discipline"], None),
        *(editor.cells[second, "name"], editor.cells[second, "discipline"], None, editor.add),
    ]
    for expected in way:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert expected is None or window.focusWidget() is expected
    for expected in reversed(way[:-1]):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
        assert expected is None or window.focusWidget() is expected


def test_minutes_are_given_from_the_main_window_and_from_the_guide(opened: MainWindow, brief: Brief) -> None:
    opened.actions_["timer_more"].trigger()
    assert opened.bench.status.time.text() == "Visualisation 46:00"
    window = brief(opened)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.steps, Qt.Key.Key_F9, held)
    assert opened.bench.status.time.text() == "Visualisation 45:00"


def test_a_step_leads_on_to_what_helps_with_it(opened: MainWindow, brief: Brief) -> None:
    window = brief(opened)
    page = window.page
    assert page is not None
    names = [one.text() for one in page.findChildren(QPushButton) if one.property("role") == "link"]
    assert names[0] == "Gaps"
    assert opened.bench.gaps.isHidden()
    gaps = next(one for one in page.findChildren(QPushButton) if one.text() == "Gaps")
    QTest.mouseClick(gaps, Qt.MouseButton.LeftButton)
    assert not opened.bench.gaps.isHidden()


def test_tab_brings_into_view_what_it_leads_to(opened: MainWindow, brief: Brief) -> None:
    window = brief(opened)
    window.resize(624, 312)
    window.go_to(0)
    page = window.page
    assert page is not None
    tick = page.rows["done"].editor.tick  # type: ignore[union-attr]
    window.next.setFocus()
    while window.focusWidget() is not tick:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    top = tick.mapTo(page.viewport(), QPoint()).y()
    assert 0 <= top <= page.viewport().height() - tick.height()
