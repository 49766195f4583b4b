"""The panel of gaps: looked over when the hand rests, walked by keys, silenced with a reason."""

import pytest
from hands import journey, press, project
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_field
from cjmdesk.ui.docks import gaps as panel
from cjmdesk.ui.docks.gaplist import GapList, Group, Row
from cjmdesk.ui.docks.gapreason import ReasonDialog
from cjmdesk.ui.docks.gaps import Gaps
from cjmdesk.ui.window import MainWindow

Key, Held, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def gaps(opened: MainWindow, qtbot: QtBot) -> Gaps:
    """The panel beside the bicycle workshop, opened by its keys."""
    opened.resize(1500, 900)
    press(opened, Key.Key_K, Held.ControlModifier | Held.ShiftModifier)
    qtbot.wait(30)
    assert opened.bench.gaps.isVisible()
    return opened.bench.gaps


def items(gaps: Gaps) -> dict[str, QTreeWidgetItem]:
    return {item.text(0): item for item in gaps.list.items()}


def heads(gaps: Gaps) -> list[str]:
    return [text for text, item in items(gaps).items() if isinstance(item.data(0, GapList.THING), Group)]


def open_rows(gaps: Gaps) -> list[str]:
    found = [item.data(0, GapList.THING) for item in items(gaps).values()]
    return [one.text for one in found if isinstance(one, Row) and one.gap and one.gap.silenced is None]


def click(gaps: Gaps, text: str) -> None:
    gaps.list.scrollToItem(items(gaps)[text])
    box = gaps.list.visualItemRect(items(gaps)[text])
    QTest.mouseClick(gaps.list.viewport(), Left, Held.NoModifier, box.center())


def reason_dialog() -> ReasonDialog:
    found = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, ReasonDialog) and one.isVisible()
    ]
    assert len(found) == 1
    return found[0]


def silence(gaps: Gaps, text: str, reason: str) -> None:
    click(gaps, text)
    QTest.mouseClick(gaps.silence, Left)
    dialog = reason_dialog()
    QTest.keyClicks(dialog.line, reason)
    QTest.keyClick(dialog.line, Key.Key_Return)


BUSY = "The pain “Line is busy at noon” is a guess: who says so?"


def test_gaps_are_listed_by_rule_and_lead_to_their_place(opened: MainWindow, gaps: Gaps) -> None:
    assert heads(gaps)[:2] == ["Pain without evidence", "Solution that answers nothing"]
    assert gaps.count.text() == f"{len(open_rows(gaps))} gaps"
    click(gaps, BUSY)
    selected = opened.session.selection
    texts = [card.text for lane in journey(opened).lanes for cell in lane.cells for card in cell.cards
             if card.id == selected]  # fmt: skip
    assert texts == ["Line is busy at noon"]
    box = opened.canvas.box_of(selected)
    assert box is not None and opened.canvas.in_view().contains(box[0], box[1])
    assert "Note who said it" in gaps.why.text()
    assert gaps.list.hasFocus()  # so that the next one can be looked at


def test_the_list_is_walked_by_keys_and_enter_shows(opened: MainWindow, gaps: Gaps) -> None:
    assert gaps.list.hasFocus()
    first = gaps.list.row
    assert first is not None and first.rule == "pain_without_evidence"
    before = opened.session.selection
    QTest.keyClick(gaps.list, Key.Key_Down)
    assert gaps.list.row is not None and gaps.list.row != first
    assert opened.session.selection == before  # walking alone moves nothing
    QTest.keyClick(gaps.list, Key.Key_Return)
    assert opened.session.selection == gaps.list.row.gap.place  # type: ignore[union-attr]
    QTest.keyClick(gaps.list, Key.Key_Escape)
    assert opened.canvas.hasFocus()


def test_an_empty_cell_is_shown_as_a_cell(opened: MainWindow, gaps: Gaps) -> None:
    click(gaps, "The lane “Pain points” is full but for “Advocacy”.")
    assert opened.session.selection.startswith("cell:")


def test_a_gap_is_silenced_with_a_reason_and_speaks_again(opened: MainWindow, gaps: Gaps) -> None:
    count = len(open_rows(gaps))
    click(gaps, BUSY)
    QTest.mouseClick(gaps.silence, Left)
    dialog = reason_dialog()
    assert not dialog.silence.isEnabled()  # no reason, no silence
    QTest.keyClicks(dialog.line, "Everybody says so")
    QTest.keyClick(dialog.line, Key.Key_Return)
    assert [one.reason for one in journey(opened).silenced] == ["Everybody says so"]
    assert BUSY not in open_rows(gaps) and len(open_rows(gaps)) == count - 1
    fold = items(gaps)["Silenced"]
    assert not fold.isExpanded()
    fold.setExpanded(True)
    row = items(gaps)[BUSY].data(0, GapList.THING)
    assert row.aside == "Silenced: Everybody says so"
    opened.actions_["undo"].trigger()
    gaps.look()
    assert BUSY in open_rows(gaps)
    opened.actions_["redo"].trigger()
    gaps.look()
    items(gaps)["Silenced"].setExpanded(True)
    click(gaps, BUSY)
    assert gaps.silence.text() == "Report Again"
    QTest.mouseClick(gaps.silence, Left)
    assert BUSY in open_rows(gaps) and not journey(opened).silenced


def test_when_the_last_gap_is_silenced_no_advice_stands_under_the_empty_list(
    opened: MainWindow, gaps: Gaps
) -> None:
    while rows := open_rows(gaps):
        silence(gaps, rows[0], "It is known")
    assert heads(gaps)[0] == "Nothing is missing"
    assert gaps.list.row is None and gaps.why.isHidden() and not gaps.silence.isEnabled()


def test_a_cancelled_reason_silences_nothing(opened: MainWindow, gaps: Gaps) -> None:
    click(gaps, BUSY)
    QTest.mouseClick(gaps.silence, Left)
    QTest.keyClicks(reason_dialog().line, "why")
    QTest.keyClick(reason_dialog().line, Key.Key_Escape)
    assert not journey(opened).silenced
    assert not opened.session.modified


def test_edits_are_looked_at_when_the_hand_rests(
    opened: MainWindow, gaps: Gaps, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0
    real = panel.gaps

    def counted(*arguments: object) -> object:
        nonlocal looks
        looks += 1
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(panel, "gaps", counted)
    stage = journey(opened).stages[0]
    for letter in "Seen":
        title = journey(opened).stages[0].title + letter
        opened.session.apply("t", set_field(project(opened), stage.id, "title", title), "typing")
    assert looks == 0
    qtbot.waitUntil(lambda: looks == 1, timeout=3_000)
    opened.actions_["gaps"].trigger()
    assert gaps.isHidden()
    opened.session.apply("t", set_field(project(opened), stage.id, "title", "Other"))
    qtbot.wait(panel.PATIENCE + 100)
    assert looks == 1  # unseen it does not look
    opened.actions_["gaps"].trigger()
    assert looks == 2


def test_where_nothing_is_missing_it_says_what_was_looked_for(
    opened: MainWindow, gaps: Gaps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel, "gaps", lambda *_arguments: [])
    gaps.look()
    assert heads(gaps) == ["Nothing is missing"]
    assert gaps.count.text() == "0 gaps"
    assert "Low point without a pain" in items(gaps)
    click(gaps, "Low point without a pain")
    assert "something hurts" in gaps.why.text()
    assert not gaps.silence.isEnabled()


def test_a_pain_of_the_map_before_is_shown_there(opened: MainWindow, gaps: Gaps, qtbot: QtBot) -> None:
    current = journey(opened)
    opened.actions_["gaps"].trigger()
    pains = [card for lane in current.lanes if lane.kind == "pain_points" for cell in lane.cells
             for card in cell.cards]  # fmt: skip
    fresh = project(opened)
    for pain in pains:
        fresh = set_field(fresh, pain.id, "severity", 5)
    lanes = [lane for one in fresh.maps for lane in one.lanes if lane.kind == "solutions"]
    for card in (card for lane in lanes for cell in lane.cells for card in cell.cards):
        fresh = set_field(fresh, card.id, "answers", ())
    future = next(one for one in fresh.maps if one.type == "future_state")
    opened.session.apply("planted", fresh)
    opened.session.show_map(future.id)
    opened.actions_["gaps"].trigger()
    left = [text for text in open_rows(gaps) if text.startswith("The future map leaves")]
    assert left
    click(gaps, left[0])
    assert opened.session.selection
    assert opened.canvas.box_of(opened.session.selection) is not None


def test_the_menu_of_a_gap(opened: MainWindow, gaps: Gaps) -> None:
    click(gaps, BUSY)
    opened.session.select("")
    gaps.list.asked.emit(gaps.list.viewport().mapToGlobal(QPoint(5, 5)))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Show on the Sheet", "Silence…"]
    menu.actions()[0].trigger()
    menu.close()
    assert opened.session.selection


def test_headings_fold_and_stay_folded(gaps: Gaps) -> None:
    head = items(gaps)["Pain without evidence"]
    assert head.isExpanded()
    click(gaps, "Pain without evidence")
    assert not head.isExpanded()
    silence(gaps, "The lane “Pain points” is full but for “Advocacy”.", "They are happy there")
    assert not items(gaps)["Pain without evidence"].isExpanded()


def test_in_a_narrow_window_the_newest_panel_stays(opened: MainWindow, qtbot: QtBot) -> None:
    opened.resize(800, 600)
    opened.actions_["gaps"].trigger()
    qtbot.wait(30)
    assert opened.bench.gaps.isVisible()
    assert opened.canvas.width() >= 0.45 * opened.width()
    words = opened.bench.gaps.list
    assert words.horizontalScrollBar().maximum() == 0


def test_f6_leads_into_the_panel(opened: MainWindow, gaps: Gaps, qtbot: QtBot) -> None:
    opened.activateWindow()
    opened.bench.inspector.setFocus()
    opened.actions_["next_pane"].trigger()
    assert gaps.list.hasFocus()
    assert gaps.list.accessibleName() == "Gaps"
