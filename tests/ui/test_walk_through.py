"""The walk-through with real keys and clicks: what is asked, and what becomes of the answers."""

from collections.abc import Iterator

import pytest
from hands import journey, press, project
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_field
from cjmdesk.formats.templates import make_project
from cjmdesk.model.cards import CardBase
from cjmdesk.model.lanes import LineLane
from cjmdesk.ui.presenting.questions import held, questions
from cjmdesk.ui.presenting.walkthrough import WalkThrough
from cjmdesk.ui.window import MainWindow

Key, Held, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton


def begun(window: MainWindow, qtbot: QtBot) -> WalkThrough:
    window.activateWindow()
    window.canvas.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, Key.Key_F5, Held.ShiftModifier)
    found = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, WalkThrough) and one.isVisible()
    ]
    assert len(found) == 1
    found[0].resize(1280, 720)
    qtbot.wait(20)
    return found[0]


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    yield
    for left in QApplication.topLevelWidgets():
        if isinstance(left, WalkThrough) and left.isVisible():
            left.line.clear()
            left.close()


def cards(window: MainWindow, kind: str, stage: int) -> list[CardBase]:
    steps = [step.id for step in journey(window).stages[stage].steps]
    return [
        card
        for lane in journey(window).lanes
        if lane.kind == kind
        for cell in lane.cells
        if cell.step in steps
        for card in cell.cards
    ]


def go_to(walk: WalkThrough, window: MainWindow, kind: str, stage: int) -> None:
    """By keys to the question for a lane and a stage, from 0."""
    lane = next(one.id for one in journey(window).lanes if one.kind == kind)
    wanted = (journey(window).stages[stage].id, lane)
    for _n in range(len(walk.questions)):
        if walk.question is not None and (walk.question.stage, walk.question.lane) == wanted:
            return
        QTest.keyClick(walk.line, Key.Key_Tab)
    raise AssertionError(f"nothing was asked for {kind} in stage {stage}")


def test_a_blank_map_is_asked_about_stage_by_stage(blank: MainWindow, qtbot: QtBot) -> None:
    walk = begun(blank, qtbot)
    # What the stages say themselves stands in the lane of key tasks.
    every = (lane for lane in journey(blank).lanes if not isinstance(lane, LineLane))
    lanes = [lane for lane in every if lane.kind != "key_task"]
    asked = [(one.stage, one.lane) for one in walk.questions if one.sort == "note"]
    assert asked == [(stage.id, lane.id) for stage in journey(blank).stages for lane in lanes]
    assert walk.screen_.count.text() == f"1 of {len(walk.questions)}"
    go_to(walk, blank, "touchpoints", 0)
    name = journey(blank).stages[0].title
    assert walk.screen_.text.text() == f"“{name}” has no touchpoint: where do we meet there?"
    assert walk.screen_.stage.text() == name


def test_an_answer_becomes_a_card_and_one_undo_step(blank: MainWindow, qtbot: QtBot) -> None:
    walk = begun(blank, qtbot)
    go_to(walk, blank, "touchpoints", 1)
    at = walk.at
    for words in ("Shop window", "Phone"):
        QTest.keyClicks(walk.line, words)
        QTest.keyClick(walk.line, Key.Key_Return)
    assert [card.text for card in cards(blank, "touchpoints", 1)] == ["Shop window", "Phone"]
    assert walk.at == at and walk.line.text() == ""  # more can be said to the same question
    QTest.keyClick(walk.line, Key.Key_Z, Held.ControlModifier)
    assert [card.text for card in cards(blank, "touchpoints", 1)] == ["Shop window"]
    QTest.keyClick(walk.line, Key.Key_Z, Held.ControlModifier | Held.ShiftModifier)
    assert len(cards(blank, "touchpoints", 1)) == 2
    for _n in range(5):
        QTest.keyClick(walk.line, Key.Key_Z, Held.ControlModifier)
    assert cards(blank, "touchpoints", 1) == []
    assert blank.session.history is not None and blank.session.history.at == 0


def test_the_words_of_an_answer_stand_in_the_middle_of_its_note(blank: MainWindow, qtbot: QtBot) -> None:
    walk = begun(blank, qtbot)
    go_to(walk, blank, "touchpoints", 0)
    QTest.keyClicks(walk.line, "HHH")
    QTest.keyClick(walk.line, Key.Key_Return)
    qtbot.wait(20)
    [note] = [one for one in walk.screen_.findChildren(QLabel) if one.isVisible() and one.text() == "HHH"]
    seen = note.grab().toImage()
    middle, ground = seen.height() // 2, seen.pixelColor(6, seen.height() // 2)
    inked = [x for x in range(6, seen.width() - 6) if seen.pixelColor(x, middle) != ground]
    assert abs(inked[0] - (seen.width() - 1 - inked[-1])) <= 2


def test_keys_lead_through_the_questions_and_lose_no_words(blank: MainWindow, qtbot: QtBot) -> None:
    walk = begun(blank, qtbot)
    for key, at in ((Key.Key_Tab, 1), (Key.Key_Right, 2), (Key.Key_PageDown, 3), (Key.Key_Return, 4),
                    (Key.Key_Left, 3), (Key.Key_Backtab, 2), (Key.Key_PageUp, 1)):  # fmt: skip
        QTest.keyClick(walk.line, key)
        assert walk.at == at
    go_to(walk, blank, "actions", 1)
    question = walk.question
    assert question is not None
    QTest.keyClicks(walk.line, "Looks about")
    QTest.keyClick(walk.line, Key.Key_Left)  # moves in the text
    assert walk.question == question
    QTest.keyClick(walk.line, Key.Key_Tab)
    assert walk.question != question
    assert held(journey(blank), question) == ["Looks about"]
    QTest.keyClicks(walk.line, "half a")
    QTest.keyClick(walk.line, Key.Key_Escape)
    assert walk.isVisible() and walk.line.text() == ""
    QTest.keyClick(walk.line, Key.Key_Escape)
    assert not walk.isVisible()
    spot = blank.session.selection
    assert any(card.id == spot for card in cards(blank, "actions", 1))  # the last answer is selected


def test_the_mouse_leads_through_the_questions_too(blank: MainWindow, qtbot: QtBot) -> None:
    walk = begun(blank, qtbot)
    assert not walk.screen_.back.isEnabled()
    QTest.mouseClick(walk.screen_.next, Left)
    assert walk.at == 1
    QTest.mouseClick(walk.screen_.back, Left)
    assert walk.at == 0
    QTest.mouseClick(walk.screen_.end, Left)
    assert not walk.isVisible()


def test_a_feeling_becomes_a_point_with_its_level(blank: MainWindow, qtbot: QtBot) -> None:
    walk = begun(blank, qtbot)
    go_to(walk, blank, "emotions", 0)
    assert walk.screen_.takes_level
    QTest.keyClicks(walk.line, "-3 Nobody answers")
    QTest.keyClick(walk.line, Key.Key_Return)
    button = walk.screen_._levels.buttons()[9]  # +4
    QTest.mouseClick(button, Left)
    QTest.keyClicks(walk.line, "At last")
    QTest.keyClick(walk.line, Key.Key_Return)
    QTest.keyClick(walk.line, Key.Key_Down)
    QTest.keyClick(walk.line, Key.Key_Down)
    QTest.keyClick(walk.line, Key.Key_Return)
    step = journey(blank).stages[0].steps[0].id
    lane = next(one for one in journey(blank).lanes if one.kind == "emotions")
    points = [(p.level, p.quote) for cell in lane.cells if cell.step == step for p in cell.points]
    assert points == [(-3, "Nobody answers"), (4, "At last"), (-2, "")]
    QTest.keyClicks(walk.line, "9 far too good")
    QTest.keyClick(walk.line, Key.Key_Return)
    assert "−5" in walk.screen_.said.text() and walk.line.text() == "9 far too good"
    QTest.keyClick(walk.line, Key.Key_Tab)  # it is not lost, and not passed over
    assert walk.question is not None and walk.question.lane == lane.id


def test_of_a_filled_map_only_what_is_missing_is_asked(opened: MainWindow, qtbot: QtBot) -> None:
    walk = begun(opened, qtbot)
    few = len(walk.questions)
    assert {one.sort for one in walk.questions} >= {"source"}
    index = next(n for n, one in enumerate(walk.questions) if one.sort == "source")
    while walk.at < index:
        QTest.keyClick(walk.line, Key.Key_Tab)
    pain = walk.question.about  # type: ignore[union-attr]
    QTest.keyClicks(walk.line, "interview 7")
    QTest.keyClick(walk.line, Key.Key_Return)
    card = next(
        c for lane in journey(opened).lanes for cell in lane.cells for c in cell.cards if c.id == pain
    )
    assert card.evidence is not None
    assert (card.evidence.grade, card.evidence.source) == ("observed", "interview 7")
    QTest.mouseClick(walk.screen_.filled, Left, Held.NoModifier, QPoint(8, walk.screen_.filled.height() // 2))
    assert len(walk.questions) > few
    assert walk.question is not None and walk.question.about == pain  # the question stays


def test_a_solution_is_linked_to_its_pain(opened: MainWindow, qtbot: QtBot) -> None:
    pain = cards(opened, "pain_points", 2)[0]
    fresh = project(opened)
    for stage in range(len(journey(opened).stages)):
        for card in cards(opened, "solutions", stage):
            fresh = set_field(fresh, card.id, "answers", tuple(a for a in card.answers if a != pain.id))  # type: ignore[attr-defined]
    opened.session.apply("unlinked", fresh)
    walk = begun(opened, qtbot)
    while walk.question is not None and not (
        walk.question.sort == "solution" and walk.question.about == pain.id
    ):
        QTest.keyClick(walk.line, Key.Key_Tab)
    assert walk.question is not None
    QTest.keyClicks(walk.line, "Ask them to call back")
    QTest.keyClick(walk.line, Key.Key_Return)
    made = cards(opened, "solutions", 2)[-1]
    assert (made.text, made.answers) == ("Ask them to call back", (pain.id,))  # type: ignore[attr-defined]
    assert held(journey(opened), walk.question) == ["Ask them to call back"]


def test_it_begins_at_the_selected_stage(opened: MainWindow, qtbot: QtBot) -> None:
    stages = {one.stage for one in questions(journey(opened), ())}
    with_question = next(stage for stage in reversed(journey(opened).stages) if stage.id in stages)
    opened.session.select(with_question.id)
    walk = begun(opened, qtbot)
    assert walk.question is not None and walk.question.stage == with_question.id


def test_after_the_last_question_it_is_told_what_came_of_it(blank: MainWindow, qtbot: QtBot) -> None:
    walk = begun(blank, qtbot)
    QTest.keyClicks(walk.line, "One")
    for _n in range(len(walk.questions) + 1):
        QTest.keyClick(walk.line, Key.Key_Tab)
    assert walk.question is None and walk.line.isHidden()
    assert "1 answer was written down." in walk.screen_.text.text()


def test_a_walk_without_an_answer_says_so_in_words(blank: MainWindow, qtbot: QtBot) -> None:
    walk = begun(blank, qtbot)
    for _n in range(len(walk.questions) + 1):
        QTest.keyClick(walk.line, Key.Key_Tab)
    assert "No answer was written down." in walk.screen_.text.text()
    QTest.keyClick(walk, Key.Key_Backtab)
    assert walk.question == walk.questions[-1]
    QTest.keyClick(walk, Key.Key_Tab)
    QTest.keyClick(walk, Key.Key_Escape)
    assert not walk.isVisible()


def test_in_a_journey_from_the_right_arrows_point_where_they_lead(blank: MainWindow, qtbot: QtBot) -> None:
    blank.session.apply("rtl", set_field(project(blank), journey(blank).id, "direction", "right_to_left"))
    walk = begun(blank, qtbot)
    QTest.keyClick(walk.line, Key.Key_Left)
    assert walk.at == 1
    QTest.keyClick(walk.line, Key.Key_Right)
    assert walk.at == 0
    assert walk.screen_.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_silenced_gaps_are_not_asked_about(opened: MainWindow, qtbot: QtBot) -> None:
    from cjmdesk.edits.silencing import silence

    walk = begun(opened, qtbot)
    first = next(one for one in walk.questions if one.sort == "source")
    walk.close()
    edit = silence(project(opened), journey(opened).id, "pain_without_evidence", first.about, "seen daily")
    opened.session.apply("silenced", edit)
    qtbot.wait(10)
    again = begun(opened, qtbot)
    assert not [one for one in again.questions if one.about == first.about and one.sort == "source"]


def test_it_ends_when_another_map_is_shown(opened: MainWindow, qtbot: QtBot) -> None:
    walk = begun(opened, qtbot)
    opened.session.show_map(project(opened).maps[1].id)
    assert not walk.isVisible()


def test_a_sentence_keeps_its_direction_beside_a_name_from_the_right(blank: MainWindow, qtbot: QtBot) -> None:
    stage = journey(blank).stages[0].id
    blank.session.apply("named", set_field(project(blank), stage, "title", "الوعي"))
    walk = begun(blank, qtbot)
    go_to(walk, blank, "touchpoints", 0)
    assert walk.screen_.text.text().startswith("\u200e“الوعي” has no touchpoint")


def test_a_key_task_that_the_stage_says_itself_is_not_asked_for() -> None:
    one = make_project("hair-salon", "en").maps[0]
    lane = next(lane.id for lane in one.lanes if lane.kind == "key_task")
    assert not [asked for asked in questions(one, ()) if asked.lane == lane]
    asked = next(asked for asked in questions(one, (), filled=True) if asked.lane == lane)
    assert held(one, asked) == [one.stages[0].key_task]
