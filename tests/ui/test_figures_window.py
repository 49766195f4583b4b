"""The Figures window: what it shows, live, and where rows and cells lead."""

import pytest
from hands import journey, project
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_fields
from cjmdesk.i18n import use_language
from cjmdesk.model.cards import TouchpointCard
from cjmdesk.posters.figures.kinds import FIGURES
from cjmdesk.ui.dialogs.print.dialog import PrintDialog
from cjmdesk.ui.figures.window import FiguresWindow
from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow


@pytest.fixture
def figures(opened: MainWindow, qtbot: QtBot) -> FiguresWindow:
    opened.actions_["figures"].trigger()
    [shown] = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, FiguresWindow) and one.isVisible()
    ]
    qtbot.wait(10)
    return shown


def first_cells(shown: FiguresWindow) -> list[str]:
    assert shown.figures is not None
    return [row.cells[0].text for row in shown.figures.rows]


def touchpoint(window: MainWindow, text: str) -> TouchpointCard:
    return next(
        card
        for lane in journey(window).lanes
        for cell in lane.cells
        for card in cell.cards
        if isinstance(card, TouchpointCard) and card.text == text
    )


def test_every_table_is_shown(figures: FiguresWindow) -> None:
    for number, id in enumerate(FIGURES):
        figures.chapters.setCurrentRow(number)
        assert figures.figures is not None
        assert figures.figures.id == id
        assert figures.view.scene is not None
        assert figures.view.accessibleName() == figures.figures.title


def test_the_sheet_lies_on_a_desk_and_rows_on_the_sheet(figures: FiguresWindow) -> None:
    view = figures.view
    for width in (620, 960, 1500):
        figures.resize(width, 620)
        sheet = view.sheet
        assert sheet.left() >= 8 and sheet.top() >= 8 and view.viewport().width() - sheet.right() >= 8
        assert abs(sheet.left() - (view.viewport().width() - 1 - sheet.right())) <= 1
        for row in range(len(first_cells(figures))):
            assert view.row_at(view.row_centre(row)) == row
            assert sheet.contains(view.row_centre(row).toPoint())


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_no_button_is_cut_in_the_smallest_window(figures: FiguresWindow, language: str, qtbot: QtBot) -> None:
    use_language(language)
    figures.retranslate()
    figures.resize(figures.minimumSize())
    qtbot.wait(10)
    for button in (figures.numbers, figures.copy, figures.print_, figures.close_):
        assert button.width() >= button.sizeHint().width(), button.text()


def test_it_follows_the_project(opened: MainWindow, figures: FiguresWindow, qtbot: QtBot) -> None:
    figures.turn("sales")
    assert first_cells(figures)[0] == "Phone"
    card = touchpoint(opened, "Website")
    opened.session.apply("sales", set_fields(project(opened), card.id, transactions=500))
    qtbot.waitUntil(lambda: first_cells(figures)[0] == "Website")
    opened.session.undo()
    qtbot.waitUntil(lambda: first_cells(figures)[0] == "Phone")


def test_it_follows_the_map_that_is_shown(opened: MainWindow, figures: FiguresWindow, qtbot: QtBot) -> None:
    figures.turn("leaving")
    assert figures.figures is not None and figures.figures.rows
    opened.session.show_map(project(opened).maps[1].id)
    qtbot.waitUntil(lambda: figures.figures is not None and not figures.figures.rows)
    assert "Note at each stage" in figures.view.accessibleDescription()


def test_enter_leads_to_the_place(opened: MainWindow, figures: FiguresWindow) -> None:
    figures.turn("sales")
    figures.view.setFocus()
    QTest.keyClick(figures.view, Qt.Key.Key_Down)
    QTest.keyClick(figures.view, Qt.Key.Key_Return)
    assert opened.session.selection == touchpoint(opened, "Counter").id
    assert figures.isVisible()


def test_a_click_leads_to_the_place(opened: MainWindow, figures: FiguresWindow) -> None:
    figures.turn("leaving")
    QTest.mouseClick(
        figures.view.viewport(), Qt.MouseButton.LeftButton, pos=figures.view.row_centre(4).toPoint()
    )
    assert opened.session.selection == journey(opened).stages[4].id


def test_cells_of_the_grid_lead_further(opened: MainWindow, figures: FiguresWindow) -> None:
    figures.turn("channels")
    figures.view.setFocus()
    row = first_cells(figures).index("Website")
    for _turn in range(row):
        QTest.keyClick(figures.view, Qt.Key.Key_Down)
    QTest.keyClick(figures.view, Qt.Key.Key_Right)
    assert figures.view.row_words() == "Website, Consideration: 1"
    QTest.keyClick(figures.view, Qt.Key.Key_Right)
    assert figures.view.row_words() == "Website, Decision: gap"
    QTest.keyClick(figures.view, Qt.Key.Key_Return)
    assert opened.session.selection == journey(opened).stages[2].id
    for _turn in range(4):
        QTest.keyClick(figures.view, Qt.Key.Key_Left)
    QTest.keyClick(figures.view, Qt.Key.Key_Return)
    assert opened.session.selection == touchpoint(opened, "Website").id


def test_enter_again_leads_to_the_next_card_of_a_source(opened: MainWindow, figures: FiguresWindow) -> None:
    figures.turn("sources")
    figures.view.setFocus()
    assert figures.figures is not None
    row = figures.figures.rows[0]
    seen = []
    for _turn in range(len(row.others) + 2):
        QTest.keyClick(figures.view, Qt.Key.Key_Return)
        seen.append(opened.session.selection)
    assert seen == [row.item, *row.others, row.item]
    assert len(set(seen)) == 4


def test_rows_are_walked_and_stay_in_sight(figures: FiguresWindow) -> None:
    figures.turn("sources")
    figures.resize(700, 360)
    figures.view.setFocus()
    QTest.keyClick(figures.view, Qt.Key.Key_End)
    assert figures.view.row == len(first_cells(figures)) - 1
    box = figures.view.row_centre(figures.view.row)
    assert 0 < box.y() < figures.view.viewport().height()
    QTest.keyClick(figures.view, Qt.Key.Key_Home)
    assert (figures.view.row, figures.view.verticalScrollBar().value()) == (0, 0)


def test_a_row_is_said_in_words(figures: FiguresWindow) -> None:
    figures.turn("leaving")
    figures.view.setFocus()
    QTest.keyClick(figures.view, Qt.Key.Key_Home)
    assert figures.view.row_words() == (
        "Awareness, Came in 420, Left 150, Share 36%, Rank 3, Why they left Goes to the chain by the station"
    )


def test_the_table_is_copied_with_tabs(figures: FiguresWindow) -> None:
    figures.turn("sales")
    figures.view.setFocus()
    QTest.keyClick(figures.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[2].split("\t") == ["Touchpoint", "Stage", "Visits", "Sales", "Conversion"]
    assert lines[3].split("\t") == ["Phone", "Decision", "105", "87", "83%"]


def test_the_window_is_opened_once_and_closes_with_its_owner(
    opened: MainWindow, figures: FiguresWindow, qtbot: QtBot
) -> None:
    opened.actions_["figures"].trigger()
    assert sum(isinstance(one, FiguresWindow) for one in QApplication.topLevelWidgets()) == 1
    QTest.keyClick(figures.view, Qt.Key.Key_Escape)
    qtbot.wait(10)
    assert not any(isinstance(one, FiguresWindow) for one in QApplication.topLevelWidgets())
    opened.actions_["figures"].trigger()
    opened.hide()
    qtbot.wait(10)
    assert not any(
        isinstance(one, FiguresWindow) and one.isVisible() for one in QApplication.topLevelWidgets()
    )
    opened.show()


def test_print_opens_the_dialog_at_the_figures(
    opened: MainWindow, figures: FiguresWindow, qtbot: QtBot
) -> None:
    figures.print_.click()
    [dialog] = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, PrintDialog) and one.isVisible()
    ]
    assert dialog.side.what.currentData() == "figures"
    dialog.reject()


def test_another_language_is_spoken_at_once(program: Program, figures: FiguresWindow, qtbot: QtBot) -> None:
    program.set_language("pl")
    qtbot.waitUntil(lambda: figures.windowTitle() == "Zestawienia")
    assert figures.figures is not None
    assert figures.figures.title == "Wysiłek, czas i pieniądze"


def test_a_press_beside_the_rows_leads_nowhere(opened: MainWindow, figures: FiguresWindow) -> None:
    opened.session.select("")
    QTest.mouseClick(figures.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert opened.session.selection == ""
