"""Forty notes at speaking speed: what the scribe line does, counted in keys."""

import pytest
from hands import journey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_field
from cjmdesk.formats.templates import make_project
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def scribe(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """An empty map with the scribe line open."""
    window.session.start(make_project("current-state", "en"))
    qtbot.wait(20)
    window.canvas.setFocus()
    QTest.keyClick(window, Key.Key_J, Held.ControlModifier)
    assert window.bench.scribe.isVisible()
    return window


def held_in(window: MainWindow, lane: int, column: int) -> list[str]:
    steps = [step.id for stage in journey(window).stages for step in stage.steps]
    for cell in journey(window).lanes[lane].cells:
        if cell.step == steps[column]:
            return [*(p.quote for p in cell.points), *(c.text for c in cell.cards)]
    return []


def key(window: MainWindow, code: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> int:
    QTest.keyClick(window.bench.scribe.line, code, held)
    return 1


def words(window: MainWindow, text: str) -> None:
    QTest.keyClicks(window.bench.scribe.line, text)


def test_forty_notes_in_six_lanes_cost_at_most_two_keys_each(scribe: MainWindow) -> None:
    extra = 0
    for number in range(40):
        lane = number // 7
        if number % 7 == 0:
            extra += key(scribe, Qt.Key(Key.Key_1 + lane), Held.AltModifier)
        words(scribe, f"note {number}")
        extra += key(scribe, Key.Key_Return)
    assert extra <= 80
    notes = [held_in(scribe, lane, 0) for lane in range(6)]
    assert sum(len([n for n in row if n.startswith("note")]) for row in notes) == 40
    assert scribe.bench.scribe.said.text() == "40 cards added"
    assert scribe.session.history is not None
    assert len(scribe.session.history) == 40


def test_where_notes_go_is_said_whole_where_there_is_room(opened: MainWindow) -> None:
    shown = journey(opened)
    opened.resize(1389, 868)
    stage = next(stage for stage in shown.stages if len(stage.steps) > 1)
    lane = next(lane for lane in shown.lanes if lane.kind == "pain_points")
    opened.session.select(f"cell:{lane.id}:{stage.steps[0].id}")
    opened.actions_["scribe"].trigger()
    QApplication.processEvents()
    assert opened.bench.scribe._place.text() == f"Pain points · {stage.title} · {stage.steps[0].title}"


def test_stage_and_lane_are_chosen_with_alt_and_kept(scribe: MainWindow) -> None:
    key(scribe, Key.Key_2, Held.AltModifier)
    key(scribe, Key.Key_Right, Held.AltModifier)
    key(scribe, Key.Key_Right, Held.AltModifier)
    for text in ("one", "two"):
        words(scribe, text)
        key(scribe, Key.Key_Return)
    assert held_in(scribe, 1, 2) == ["one", "two"]


def test_wall_codes_put_notes_where_they_hung(scribe: MainWindow) -> None:
    lanes = [lane for lane in journey(scribe).lanes if lane.kind != "line"]
    mood = next(number for number, lane in enumerate(lanes) if lane.kind == "emotions")
    words(scribe, "B4 queue at 8:00")
    key(scribe, Key.Key_Return)
    words(scribe, f"{chr(65 + mood)}2 -3 so slow")
    key(scribe, Key.Key_Return)
    ids = [lane.id for lane in journey(scribe).lanes]
    assert held_in(scribe, ids.index(lanes[1].id), 3) == ["queue at 8:00"]
    assert held_in(scribe, ids.index(lanes[mood].id), 1) == ["so slow"]


def test_an_unknown_code_is_said_and_the_text_stays(scribe: MainWindow) -> None:
    before = scribe.session.project
    words(scribe, "Z9 lost")
    key(scribe, Key.Key_Return)
    assert scribe.session.project is before
    assert scribe.bench.scribe.line.text() == "Z9 lost"
    assert "Z9" in scribe.bench.scribe.said.text()


def test_why_a_code_was_refused_is_read_whole_in_a_narrow_window(scribe: MainWindow, qtbot: QtBot) -> None:
    stage = journey(scribe).stages[0]
    long = "Hears of us from a friend who bought a bicycle here last spring and still rides it every day"
    assert scribe.session.project is not None
    scribe.session.apply("title", set_field(scribe.session.project, stage.id, "title", long))
    scribe.resize(1000, 700)
    words(scribe, "Z99 lost")
    key(scribe, Key.Key_Return)
    bar = scribe.bench.scribe
    qtbot.waitUntil(lambda: bar.said.heightForWidth(bar.said.width()) <= bar.said.height())
    assert scribe.width() == 1000
    assert bar.geometry().right() <= scribe.bench.canvas.width()
    assert bar.rect().contains(bar.said.geometry())
    assert bar.line.width() > 200


def test_a_pasted_list_becomes_notes_in_one_step(scribe: MainWindow) -> None:
    QApplication.clipboard().setText("- one\n- two\n\n3. three\n")
    key(scribe, Key.Key_V, Held.ControlModifier)
    assert scribe.session.history is not None
    assert len(scribe.session.history) == 1
    assert held_in(scribe, 0, 0)[-3:] == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("x" * 5_000_000, "5000000 letters"),
        ("line\n" * 160_000, "800000 letters"),
        ("line\n" * 5_000, "5000 lines"),
        ("short\n" + "y" * 30_000, "30000 letters"),
        ("z" * 20_001, "20001 letters"),
    ],
)
def test_what_is_too_long_is_said_and_not_cut(scribe: MainWindow, pasted: str, said: str) -> None:
    before = scribe.session.project
    QApplication.clipboard().setText(pasted)
    key(scribe, Key.Key_V, Held.ControlModifier)
    assert said in scribe.bench.scribe.said.text()
    assert scribe.bench.scribe.line.text() == ""
    assert scribe.session.project is before


def test_escape_gives_the_keyboard_back_to_the_sheet(scribe: MainWindow) -> None:
    assert scribe.actions_["scribe"].isChecked()
    key(scribe, Key.Key_Escape)
    assert not scribe.bench.scribe.isVisible()
    assert not scribe.actions_["scribe"].isChecked()
    assert QApplication.focusWidget() is scribe.canvas
