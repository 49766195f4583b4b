"""Merge: files of groups brought together in the window, conflicts decided by keyboard, as one step."""

import shutil
from pathlib import Path

import pytest
from hands import journey, project
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_field
from cjmdesk.edits.notes import add_card
from cjmdesk.i18n import LANGUAGES
from cjmdesk.model.cards import make_card
from cjmdesk.model.project import Project
from cjmdesk.storage.project_file import save
from cjmdesk.ui.merging import window as merging_window
from cjmdesk.ui.merging.window import MergeWindow
from cjmdesk.ui.program import Program
from cjmdesk.ui.waiting import Cancelled
from cjmdesk.ui.window import MainWindow


def shown(window: MainWindow, qtbot: QtBot) -> MergeWindow:
    window.actions_["merge"].trigger()
    found = next(one for one in window.findChildren(MergeWindow) if one.isVisible())
    qtbot.waitUntil(found.isActiveWindow)
    return found


def pain_cell(before: Project) -> tuple[str, str, str]:
    """Lane, step and first card of the first cell with a pain."""
    lane = next(lane for lane in before.maps[0].lanes if lane.kind == "pain_points")
    return lane.id, lane.cells[0].step, lane.cells[0].cards[0].id


def texts(found: Project) -> list[str]:
    return [c.text for lane in found.maps[0].lanes for cell in lane.cells for c in cell.cards]


@pytest.fixture
def files(opened: MainWindow, tmp_path: Path) -> dict[str, Path]:
    """What all began from, and two groups' files; the open project was changed meanwhile too."""
    begin = project(opened)
    lane, step, card = pain_cell(begin)
    stage = begin.maps[0].stages[0].id
    two = add_card(begin, lane, step, make_card("pain_points", "n2", text="Nobody answers the phone"))
    two = set_field(set_field(two, stage, "title", "Interest"), card, "severity", 5)
    three = add_card(begin, lane, step, make_card("pain_points", "n3", text="Nobody anwsers the phone"))
    opened.session.apply("x", set_field(begin, stage, "title", "Need"))
    named = {"begin": begin, "two": two, "three": three}
    return {name: save(one, tmp_path / f"{name}.cjm").path for name, one in named.items()}


@pytest.fixture
def merging(
    opened: MainWindow, files: dict[str, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> MergeWindow:
    """The window with both files and what they began from, all chosen by keyboard."""
    found = shown(opened, qtbot)
    chosen = [str(files["two"]), str(files["three"])]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: (chosen, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(files["begin"]), ""))
    assert found.add.hasFocus()
    assert not found.merge.isEnabled()
    QTest.keyClick(found.add, Qt.Key.Key_Space)
    found.base.setFocus()
    QTest.keyClick(found.base, Qt.Key.Key_End)
    found.base.activated.emit(found.base.currentIndex())
    found.deciding.setFocus()
    return found


def test_two_files_and_a_beginning(merging: MergeWindow, opened: MainWindow) -> None:
    kinds = [(one.conflict.kind, one.conflict.field, one.choice) for one in merging.deciding.questions]
    assert kinds == [("edit", "title", "ours"), ("edit", "text", "both")]
    before = project(opened)
    QTest.mouseClick(merging.merge, Qt.MouseButton.LeftButton)
    after = project(opened)
    assert after.maps[0].stages[0].title == "Need"
    assert {"Nobody answers the phone", "Nobody anwsers the phone"} <= set(texts(after))
    history = opened.session.history
    assert history is not None
    assert history.undo_label == "merging 2 files"
    opened.session.undo()
    assert project(opened) == before


def test_conflicts_are_decided_by_keys(merging: MergeWindow, opened: MainWindow) -> None:
    list_ = merging.deciding.list
    assert list_.hasFocus()
    assert [side.toPlainText() for side in merging.deciding.sides] == ["Need", "Interest"]
    assert [label.text() for label in merging.deciding.whose] == ["This project", "two.cjm"]
    QTest.keyClick(list_, Qt.Key.Key_2)
    assert list_.currentRow() == 1, "on to the next that is open"
    assert [label.text() for label in merging.deciding.whose] == ["two.cjm", "three.cjm"]
    QTest.keyClick(list_, Qt.Key.Key_1)
    assert [one.asked for one in merging.deciding.questions] == [False, False]
    assert "open" not in merging.facts.text()
    QTest.keyClick(list_, Qt.Key.Key_Up)
    QTest.keyClick(list_, Qt.Key.Key_3)
    QTest.mouseClick(merging.merge, Qt.MouseButton.LeftButton)
    assert journey(opened).stages[0].title == "Need / Interest"
    assert texts(project(opened)).count("Nobody answers the phone") == 1
    assert "Nobody anwsers the phone" not in texts(project(opened))


def test_all_that_is_open_at_once(merging: MergeWindow) -> None:
    QTest.mouseClick(merging.deciding.others["theirs"], Qt.MouseButton.LeftButton)
    assert [one.choice for one in merging.deciding.questions] == ["theirs", "theirs"]
    assert not any(one.asked for one in merging.deciding.questions)


def test_esc_changes_nothing_and_what_was_decided_is_still_there(
    merging: MergeWindow, opened: MainWindow, qtbot: QtBot
) -> None:
    before = project(opened)
    QTest.keyClick(merging.deciding.list, Qt.Key.Key_2)
    QTest.keyClick(merging.deciding.list, Qt.Key.Key_Escape)
    assert not merging.isVisible()
    assert project(opened) is before
    again = shown(opened, qtbot)
    assert [one.choice for one in again.deciding.questions] == ["theirs", "both"]
    assert [again.list.item(n).text() for n in range(3)] == ["This project", "two.cjm", "three.cjm"]


def test_it_says_what_comes_from_whom(merging: MergeWindow) -> None:
    tops = [merging.tree.topLevelItem(n) for n in range(3)]
    assert [top.text(0) for top in tops if top] == [
        "This project: 1 change",
        "two.cjm: 2 changes",
        "three.cjm: 1 change",
    ]
    assert tops[1] is not None
    said = [tops[1].child(n).text(0) for n in range(2)]
    assert any("Severity" in words for words in said)
    assert any("New: card “Nobody answers the phone”" in words for words in said)


def test_a_group_that_changed_nothing_is_said_to_have_no_changes(
    opened: MainWindow, files: dict[str, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = shown(opened, qtbot)
    chosen = [str(files["two"]), str(shutil.copy(files["begin"], files["begin"].with_name("idle.cjm")))]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: (chosen, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(files["begin"]), ""))
    QTest.keyClick(found.add, Qt.Key.Key_Space)
    found.base.setFocus()
    QTest.keyClick(found.base, Qt.Key.Key_End)
    found.base.activated.emit(found.base.currentIndex())
    tops = [found.tree.topLevelItem(n) for n in range(3)]
    assert [top.text(0) for top in tops if top][1:] == ["two.cjm: 2 changes", "idle.cjm: no changes"]


def test_likeness_can_be_left_out_and_a_group_removed(merging: MergeWindow) -> None:
    QTest.mouseClick(merging.alike, Qt.MouseButton.LeftButton)
    assert [one.conflict.field for one in merging.deciding.questions] == ["title"]
    merging.list.setCurrentRow(1)
    QTest.mouseClick(merging.remove, Qt.MouseButton.LeftButton)
    assert not merging.deciding.questions
    assert merging.deciding.nothing.isVisible()
    assert merging.merge.isEnabled()


def test_as_a_new_project(merging: MergeWindow, opened: MainWindow) -> None:
    before = project(opened)
    QTest.mouseClick(merging.fresh, Qt.MouseButton.LeftButton)
    assert project(opened) is before
    other = opened.program.windows[-1]
    assert other is not opened
    assert "Nobody answers the phone" in texts(project(other))
    assert other.session.modified
    assert other.session.path is None


def test_a_file_that_cannot_be_read_is_told(opened: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    found = shown(opened, qtbot)
    broken = tmp_path / "broken.cjm"
    broken.write_text("{", "utf-8")
    found.add_files([broken])
    assert found.info.isVisible()
    assert found.info.notice is not None
    assert "broken.cjm" in found.info.notice.text
    assert found.gathering.others == []


def test_of_large_files_a_choice_waits_for_nothing(
    merging: MergeWindow, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the last group's questions decide is brought together when it is wanted, once."""
    monkeypatch.setattr(merging_window, "QUICK", -1.0)
    runs: list[int] = []
    work_out = merging._work_out
    monkeypatch.setattr(merging, "_work_out", lambda: bool(runs.append(1)) or work_out())
    list_ = merging.deciding.list
    QTest.keyClick(list_, Qt.Key.Key_Down)
    QTest.keyClick(list_, Qt.Key.Key_2)
    assert not runs
    assert [(one.choice, one.asked) for one in merging.deciding.questions] == [
        ("ours", True),
        ("theirs", False),
    ]
    assert "1 question is open" in merging.facts.text()
    QTest.keyClick(list_, Qt.Key.Key_2)
    assert len(runs) == 1, "another group's questions may be others now"
    QTest.keyClick(list_, Qt.Key.Key_Down)
    QTest.keyClick(list_, Qt.Key.Key_3)
    QTest.mouseClick(merging.merge, Qt.MouseButton.LeftButton)
    assert len(runs) == 2
    assert journey(opened).stages[0].title == "Interest"
    assert {"Nobody answers the phone", "Nobody anwsers the phone"} <= set(texts(project(opened)))


def test_who_does_not_wait_keeps_everything(merging: MergeWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    QTest.keyClick(merging.deciding.list, Qt.Key.Key_2)
    before = [(one.key, one.choice, one.asked) for one in merging.deciding.questions]

    def give_up(*_args: object) -> None:
        raise Cancelled

    monkeypatch.setattr(merging_window, "wait_for", give_up)
    QTest.mouseClick(merging.alike, Qt.MouseButton.LeftButton)
    assert merging.alike.isChecked()
    merging.list.setCurrentRow(2)
    QTest.mouseClick(merging.remove, Qt.MouseButton.LeftButton)
    assert merging.list.count() == 3
    assert [(one.key, one.choice, one.asked) for one in merging.deciding.questions] == before
    assert merging.isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_two_buttons_below_the_groups_are_equally_wide(
    program: Program, opened: MainWindow, qtbot: QtBot, language: str
) -> None:
    program.set_language(language)
    found = shown(opened, qtbot)
    qtbot.wait(1)
    assert found.add.width() == found.remove.width()
    assert found.remove.geometry().right() == found.list.geometry().right()


def test_the_keys_that_decide_are_said(merging: MergeWindow) -> None:
    buttons = merging.deciding.buttons
    assert [button.text()[0] for button in buttons.values()] == ["1", "2", "3"]
