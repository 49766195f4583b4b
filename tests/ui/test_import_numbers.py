"""Import Numbers in the window: columns, places chosen by keyboard, one step that can be undone."""

from pathlib import Path

import pytest
from hands import journey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from cjmdesk.model.cards import TouchpointCard
from cjmdesk.ui.figures.importing import NumbersDialog
from cjmdesk.ui.figures.rowtable import HOW, PLACE
from cjmdesk.ui.window import MainWindow

TABLE = (
    "Touchpoint,Visits,Orders,Cost\nphone,120,12,9.50\nWeb site,300,30,\nTelegram,400,4,\nTotal,820,46,9.50\n"
)


def touchpoints(window: MainWindow) -> dict[str, TouchpointCard]:
    return {
        card.text: card
        for lane in journey(window).lanes
        for cell in lane.cells
        for card in cell.cards
        if isinstance(card, TouchpointCard)
    }


def shown(
    window: MainWindow, path: Path, text: str, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> NumbersDialog:
    """The dialog as the menu opens it for a file."""
    path.write_text(text, "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    window.actions_["import_numbers"].trigger()
    qtbot.wait(10)
    [dialog] = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, NumbersDialog) and one.isVisible()
    ]
    return dialog


def cells(dialog: NumbersDialog, column: int) -> list[str]:
    found = (dialog.rows.item(row, column) for row in range(dialog.rows.rowCount()))
    return [item.text() for item in found if item is not None]


def choose(dialog: NumbersDialog, words: str, qtbot: QtBot) -> None:
    """Open the list of places at the row by Enter, type its beginning, and take it with Enter."""
    QTest.keyClick(dialog.rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    view = QApplication.focusWidget() or QApplication.activePopupWidget()
    assert view is not None
    QTest.keyClicks(view, words)
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.wait(10)


@pytest.fixture
def dialog(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> NumbersDialog:
    return shown(opened, tmp_path / "till.csv", TABLE, monkeypatch, qtbot)


def test_it_says_what_matches_and_what_does_not(dialog: NumbersDialog) -> None:
    assert cells(dialog, 0) == ["phone", "Web site", "Telegram", "Total"]
    assert cells(dialog, PLACE) == ["Phone (Decision)", "Website (Consideration)", "left out", "left out"]
    assert cells(dialog, HOW) == [
        "spelled differently",
        "similar: is it this one?",
        "not on the map",
        "sums up other rows",
    ]
    assert dialog.said.text() == "2 rows are taken over, 1 has no place yet."
    assert dialog.rows.currentRow() == 1  # the first that has to be looked at
    assert dialog.rows.hasFocus()


def test_one_step_that_can_be_undone(opened: MainWindow, dialog: NumbersDialog) -> None:
    before = opened.session.project
    dialog.take.click()
    phone = touchpoints(opened)["Phone"]
    assert (phone.visits, phone.transactions, phone.cost) == (120, 12, 9.5)
    assert touchpoints(opened)["Website"].visits == 300
    assert opened.actions_["undo"].text() == "Undo importing numbers of 2 rows"
    notice = opened.info.notice
    assert notice is not None and notice.text == "The numbers of 2 rows are on the map now."
    assert [words for words, _do in notice.ways] == ["Figures"]
    opened.session.undo()
    assert opened.session.project == before


def test_guesses_become_measured_unless_that_is_not_wanted(opened: MainWindow, dialog: NumbersDialog) -> None:
    dialog.measured.click()
    dialog.take.click()
    assert not any(
        card.evidence is not None and card.evidence.source == "till.csv"
        for card in touchpoints(opened).values()
    )


def test_a_place_is_chosen_by_keyboard(opened: MainWindow, dialog: NumbersDialog, qtbot: QtBot) -> None:
    dialog.rows.setCurrentCell(2, PLACE)
    choose(dialog, "new in Pur", qtbot)
    assert cells(dialog, PLACE)[2] == "new in Purchase"
    assert dialog.said.text() == "3 rows are taken over."
    dialog.take.click()
    assert touchpoints(opened)["Telegram"].visits == 400


def test_delete_leaves_a_row_out(opened: MainWindow, dialog: NumbersDialog) -> None:
    QTest.keyClick(dialog.rows, Qt.Key.Key_Delete)
    assert cells(dialog, PLACE)[1] == "left out"
    dialog.take.click()
    assert touchpoints(opened)["Website"].visits != 300


def test_two_rows_never_go_to_one_place(dialog: NumbersDialog, qtbot: QtBot) -> None:
    dialog.rows.setCurrentCell(2, PLACE)
    choose(dialog, "Website", qtbot)
    assert cells(dialog, PLACE)[1:3] == ["left out", "Website (Consideration)"]
    assert cells(dialog, HOW)[2] == "chosen by you"


def test_the_rest_is_added_to_a_stage(opened: MainWindow, dialog: NumbersDialog) -> None:
    menu = dialog.add_rest.menu()
    assert menu is not None
    menu.actions()[0].trigger()
    assert cells(dialog, PLACE)[2] == "new in Awareness"
    dialog.take.click()
    assert "Telegram" in touchpoints(opened)


def test_columns_are_another_choice(dialog: NumbersDialog) -> None:
    box = dialog.boxes["visits"]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    other = dialog.boxes["minutes"]
    other.setCurrentIndex(other.findText("Orders"))
    other.activated.emit(other.currentIndex())
    assert dialog.boxes["transactions"].currentText() == "–"
    assert dict(dialog.rows.found[0].values) == {"cost": 9.5, "minutes": 12.0}


def test_nothing_is_taken_before_names_are_known(dialog: NumbersDialog) -> None:
    box = dialog.boxes["touchpoint"]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert dialog.said.text() == "Choose the column with the names of touchpoints or stages."
    assert not dialog.take.isEnabled()


def test_enter_imports_only_at_the_button_or_with_control(
    opened: MainWindow, dialog: NumbersDialog, qtbot: QtBot
) -> None:
    before = opened.session.project
    dialog.boxes["visits"].setFocus()
    QTest.keyClick(dialog.boxes["visits"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    dialog.boxes["visits"].hidePopup()
    assert dialog.isVisible()
    assert opened.session.project is before
    QTest.keyClick(dialog.rows, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert touchpoints(opened)["Phone"].visits == 120


def test_escape_changes_nothing(opened: MainWindow, dialog: NumbersDialog) -> None:
    before = opened.session.project
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert opened.session.project is before


def test_what_is_no_table_is_said_in_the_window(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "letter.csv"
    path.write_text("Dear all\nno numbers here\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    opened.actions_["import_numbers"].trigger()
    assert opened.info.notice is not None
    assert "letter.csv: no comma, semicolon" in opened.info.notice.text
