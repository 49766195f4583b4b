"""The window that compares two maps: the list, the jump, taking over, another file, the sheet."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_field
from cjmdesk.model.project import Project
from cjmdesk.storage.project_file import save
from cjmdesk.ui.comparing.rows import Row
from cjmdesk.ui.comparing.window import CompareWindow
from cjmdesk.ui.dialogs.print.dialog import PrintDialog
from cjmdesk.ui.window import MainWindow
from future_workshop import NOW, future_workshop

PROJECT, MAY = future_workshop()


@pytest.fixture
def comparing(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> CompareWindow:
    """The workshop with its future map, compared."""
    path = tmp_path / "may.cjm"
    save(PROJECT, path)
    window.program.open_path(path, window)
    return opened(window, qtbot)


def opened(window: MainWindow, qtbot: QtBot) -> CompareWindow:
    window.actions_["compare"].trigger()
    made = next(one for one in window.children() if isinstance(one, CompareWindow))
    qtbot.waitExposed(made)
    return made


def main(comparing: CompareWindow) -> MainWindow:
    found = comparing.parent()
    assert isinstance(found, MainWindow)
    return found


def row_of(comparing: CompareWindow, item: str, kind: str = "") -> Row:
    rows = comparing.list.shown_rows()
    return next(row for row in rows if row.item == item and kind in ("", row.kind))


def click(comparing: CompareWindow, row: Row, *, on_box: bool = False) -> None:
    """A real click on a row, or on its box."""
    tree = comparing.list
    tree.stand_at(row)
    item = tree.currentItem()
    assert item is not None
    tree.scrollToItem(item)
    box = tree.visualItemRect(item)
    at = QPoint(box.left() + (14 if on_box else box.width() // 2), box.top() + 14)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def titles(comparing: CompareWindow) -> list[str]:
    tree = comparing.list
    heads = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    return [head.text(0) for head in heads if head is not None]


def text_of(project: Project | None, card: str) -> str:
    assert project is not None
    return next(
        one.text
        for journey in project.maps
        for lane in journey.lanes
        for cell in lane.cells
        for one in cell.cards
        if one.id == card
    )


def test_it_begins_with_the_shown_map_and_its_future_grouped_by_stages(comparing: CompareWindow) -> None:
    assert (comparing.first.currentText(), comparing.second.currentText()) == (
        "Repair visit",
        "Repair visit in May",
    )
    assert titles(comparing)[:4] == ["The map as a whole", "Awareness", "Consideration", "Booking"]
    row = row_of(comparing, "visit-now-calls")
    assert row.title == "Books an hour on the website"
    assert row.lines == ("Actions", "was: Calls to ask the price")
    assert row_of(comparing, "visit-now-no-part").lines[-1] == "Severity: 4 of 5 → 2 of 5"


def test_a_click_and_enter_lead_to_the_place_on_the_shown_map(comparing: CompareWindow) -> None:
    window = main(comparing)
    click(comparing, row_of(comparing, "visit-now-calls"))
    assert window.session.selection == "visit-now-calls"
    # What is only in the other map: the cell it would stand in.
    comparing.list.stand_at(row_of(comparing, "may-box"))
    QTest.keyClick(comparing.list, Qt.Key.Key_Return)
    assert window.session.selection == "cell:visit-now-touchpoints:visit-now-purchase-leave"
    # From the other map's side the same row is the card itself.
    window.session.show_map(MAY)
    comparing.compare()
    comparing.list.stand_at(row_of(comparing, "may-box"))
    QTest.keyClick(comparing.list, Qt.Key.Key_Return)
    assert (window.session.map_id, window.session.selection) == (MAY, "may-box")


def test_it_is_filtered_by_kind_and_words(comparing: CompareWindow) -> None:
    QTest.keyClicks(comparing.wanted, "box")
    assert {row.item for row in comparing.list.shown_rows()} == {
        "visit-now-actions-purchase-leave-1",
        "may-box",
        "may-safe",
        "visit-now-box",
    }
    comparing.kind.setCurrentIndex(comparing.kind.findData("added"))
    comparing.kind.activated.emit(comparing.kind.currentIndex())
    assert [row.item for row in comparing.list.shown_rows()] == ["may-box", "may-safe"]
    QTest.keyClicks(comparing.wanted, " zzz")
    assert comparing.list.isHidden()
    assert comparing.empty.text() == "No difference fits the search."


def test_ticked_differences_are_taken_over_in_one_step(comparing: CompareWindow, qtbot: QtBot) -> None:
    window = main(comparing)
    before = window.session.project
    click(comparing, row_of(comparing, "visit-now-calls"), on_box=True)
    comparing.list.setFocus()
    comparing.list.stand_at(row_of(comparing, "may-sms"))
    QTest.keyClick(comparing.list, Qt.Key.Key_Space)
    assert "2 differences are ticked for “Repair visit”. 1 more comes along" in comparing.said.text()
    qtbot.mouseClick(comparing.take, Qt.MouseButton.LeftButton)
    after = window.session.project
    assert text_of(after, "visit-now-calls") == "Books an hour on the website"
    assert after is not None
    assert [stage.title for stage in after.maps[0].stages][4] == "Repair"
    assert window.session.history is not None
    assert window.session.history.undo_label == "taking over 2 differences"
    assert "may-sms" not in {row.item for row in comparing.list.shown_rows()}
    window.actions_["undo"].trigger()
    assert window.session.project == before
    comparing.compare()
    assert row_of(comparing, "may-sms").kind == "added"


def test_it_takes_over_the_other_way_where_the_future_map_is_shown(comparing: CompareWindow) -> None:
    window = main(comparing)
    window.session.show_map(MAY)
    comparing.compare()
    assert comparing.first.currentText() == "Repair visit"
    gone = next(row for row in comparing.list.shown_rows() if row.title == "Queue at 8:00")
    assert gone.kind == "removed"
    comparing.list.tick([gone], True)
    comparing.take_over()
    project = window.session.project
    assert project is not None
    pains = next(lane for lane in project.maps[1].lanes if lane.kind == "pain_points")
    back = [card for cell in pains.cells for card in cell.cards if card.text == "Queue at 8:00"]
    assert [card.made_from for card in back] == ["visit-now-queue"]
    assert project.maps[0] == PROJECT.maps[0]


def test_it_follows_what_is_edited(comparing: CompareWindow, qtbot: QtBot) -> None:
    window = main(comparing)
    count = len(comparing.list.shown_rows())
    project = window.session.project
    assert project is not None
    window.session.apply("typing", set_field(project, "visit-now-recommends", "text", "Tells everybody"))
    qtbot.waitUntil(lambda: len(comparing.list.shown_rows()) == count + 1)
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: len(comparing.list.shown_rows()) == count)


def test_a_deleted_map_leaves_nothing_to_compare(comparing: CompareWindow, qtbot: QtBot) -> None:
    window = main(comparing)
    window.listed.delete(MAY)
    qtbot.waitUntil(lambda: not comparing.file.isHidden())
    assert "There is one map only" in comparing.empty.text()
    qtbot.mouseClick(comparing.future, Qt.MouseButton.LeftButton)
    assert comparing.second.currentText() == "Repair visit: as it should be"
    assert {row.title for row in comparing.list.shown_rows()} == {"Repair visit: as it should be"}


def test_a_map_of_another_file(
    window: MainWindow, bike: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = set_field(PROJECT, "visit-now-calls", "text", "Writes an e-mail")
    save(other, tmp_path / "piotr.cjm")
    window.program.open_path(bike, window)
    comparing = opened(window, qtbot)
    name = str(tmp_path / "piotr.cjm")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_options: (name, ""))
    comparing.second.setCurrentIndex(comparing.second.count() - 1)
    comparing.second.activated.emit(comparing.second.currentIndex())
    assert comparing.second.currentText() == "piotr.cjm: Repair visit"
    assert [(row.title, row.kind) for row in comparing.list.shown_rows()] == [("Writes an e-mail", "changed")]
    qtbot.mouseClick(comparing.print_, Qt.MouseButton.LeftButton)
    dialog = next(one for one in comparing.children() if isinstance(one, PrintDialog))
    assert dialog.side.against.currentText() == "piotr.cjm: Repair visit"
    qtbot.waitUntil(lambda: dialog.preview.isEnabled() and not dialog._busy, timeout=60_000)
    assert not dialog._trouble
    dialog.reject()
    comparing.list.tick(comparing.list.shown_rows(), True)
    qtbot.mouseClick(comparing.take, Qt.MouseButton.LeftButton)
    assert text_of(window.session.project, "visit-now-calls") == "Writes an e-mail"
    assert comparing.list.isHidden()
    assert "say the same" in comparing.empty.text()


def test_the_sheet_shows_where_a_row_stands_and_a_click_on_it_finds_the_row(
    comparing: CompareWindow, qtbot: QtBot
) -> None:
    qtbot.mouseClick(comparing.sheet.all, Qt.MouseButton.LeftButton)
    comparing.sheet.draw()
    comparing.list.stand_at(row_of(comparing, "may-safe"))
    assert comparing.sheet.view.selected == "may-safe"
    box = comparing.sheet.view.box_of("may-box")
    assert box is not None
    middle = comparing.sheet.view.mapFromScene((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    QTest.mouseClick(
        comparing.sheet.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle
    )
    assert comparing.list.row is not None
    assert comparing.list.row.item == "may-box"


def test_escape_closes_it_and_it_opens_once(comparing: CompareWindow, qtbot: QtBot) -> None:
    window = main(comparing)
    assert opened(window, qtbot) is comparing
    QTest.keyClick(comparing.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(isinstance(one, CompareWindow) for one in window.children()))


def test_it_prints_both_maps(comparing: CompareWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(comparing.print_, Qt.MouseButton.LeftButton)
    dialog = next(one for one in comparing.children() if isinstance(one, PrintDialog))
    assert dialog.side.what.currentData() == "overlay"
    assert dialog.side.against.currentData() == MAY
    assert main(comparing).session.map_id == NOW
    dialog.reject()
