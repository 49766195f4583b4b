"""The action plan's page in the window: the printed page beside it, days from a calendar, small screens."""

import datetime
import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from hands import journey, project
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QFileDialog, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_fields, set_poster
from cjmdesk.model.cards import SolutionCard
from cjmdesk.ui.deciding.plantable import DUE
from cjmdesk.ui.deciding.window import DecidingWindow
from cjmdesk.ui.dialogs.print.dialog import PrintDialog
from cjmdesk.ui.dialogs.print.fields import OwnField
from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier


def open_plan(window: MainWindow, qtbot: QtBot) -> DecidingWindow:
    window.actions_["decide"].trigger()
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, DecidingWindow)]
    made = next(one for one in found if one.isVisible())
    made.resize(1024, 700)
    qtbot.waitExposed(made)
    made.go_to(3)
    qtbot.wait(20)
    return made


@pytest.fixture
def plan(opened: MainWindow, qtbot: QtBot) -> Iterator[DecidingWindow]:
    """The plan of the bicycle workshop."""
    yield open_plan(opened, qtbot)


def settle(plan: DecidingWindow, qtbot: QtBot) -> None:
    preview = plan.plan.preview
    qtbot.waitUntil(lambda: bool(preview.pages) and not preview.changing, timeout=10_000)


# The printed page --------------------------------------------------------------------------------


def print_dialog(plan: DecidingWindow, qtbot: QtBot) -> PrintDialog:
    plan.plan.print_.click()
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, PrintDialog)]
    made = next(one for one in found if one.isVisible())
    qtbot.waitUntil(lambda: not made.changing and made.preview.laid is not None, timeout=20_000)
    return made


def take(field: OwnField, value: str) -> None:
    """Choose a value of a list as a user does, or write one that is none of them."""
    at = field.box.findData(value)
    field.box.setCurrentIndex(at if at >= 0 else field.box.count() - 1)
    field.box.activated.emit(field.box.currentIndex())
    if at < 0:
        field.line.clear()
        QTest.keyClicks(field.line, value)


def test_the_page_is_what_was_chosen_in_the_print_dialog(
    opened: MainWindow, plan: DecidingWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(plan, qtbot)
    dialog = print_dialog(plan, qtbot)
    take(dialog.side.paper, "A3")
    take(dialog.side.reach, "31")
    dialog.side.orientation._group.button(2).click()
    qtbot.waitUntil(lambda: dialog.changing)
    qtbot.waitUntil(lambda: not dialog.changing, timeout=20_000)
    laid = dialog.preview.laid
    assert laid is not None
    target = tmp_path / "plan.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    dialog.save_()
    qtbot.waitUntil(lambda: target.exists() and not opened.jobs.running, timeout=30_000)
    qtbot.waitUntil(lambda: plan.plan.preview.changing)
    settle(plan, qtbot)
    shown = plan.plan.preview.pages
    assert shown == tuple(page.page for page in laid.pages)
    assert [(page.width, page.height) for page in shown] == [(297.0, 420.0)]
    assert journey(opened).poster.orientation == "auto", "the poster lies as it did"
    # So it is saved from the window itself, and so the dialog begins again.
    other = tmp_path / "again.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(other), ""))
    plan.plan.save.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: other.exists() and not opened.jobs.running, timeout=30_000)
    first, second = (pypdfium2.PdfDocument(io.BytesIO(file.read_bytes()))[0] for file in (target, other))
    assert first.get_size() == second.get_size()
    assert first.get_textpage().get_text_range() == second.get_textpage().get_text_range()
    again = print_dialog(plan, qtbot)
    side = again.side
    assert (side.paper.value, side.orientation.value, side.reach.value) == ("A3", "portrait", "31")
    again.reject()


def test_the_page_follows_the_map_s_poster(opened: MainWindow, plan: DecidingWindow, qtbot: QtBot) -> None:
    settle(plan, qtbot)
    before = plan.plan.preview.pages
    changed = set_poster(project(opened), journey(opened).id, orientation="landscape", ink="line")
    opened.session.apply("x", changed)
    qtbot.waitUntil(lambda: plan.plan.preview.changing)
    settle(plan, qtbot)
    after = plan.plan.preview.pages
    dialog = print_dialog(plan, qtbot)
    laid = dialog.preview.laid
    assert laid is not None and after == tuple(page.page for page in laid.pages)
    dialog.reject()
    assert after != before and after[0].width > after[0].height


def test_the_page_is_folded_away_and_stays_so(opened: MainWindow, plan: DecidingWindow, qtbot: QtBot) -> None:
    pill, page, table = plan.plan.paged, plan.plan.preview, plan.plan.table
    assert pill.isChecked() and page.isVisible()
    wide = table.width()
    QTest.keyClick(pill, Key.Key_Space)
    qtbot.wait(5)
    assert not page.isVisible() and table.width() > wide + 150
    plan.close()
    qtbot.wait(10)
    again = open_plan(opened, qtbot)
    assert not again.plan.preview.isVisible() and not again.plan.paged.isChecked()


# Days --------------------------------------------------------------------------------------------


def due(window: MainWindow, id: str) -> datetime.date | None:
    lanes = journey(window).lanes
    found = next(card for lane in lanes for cell in lane.cells for card in cell.cards if card.id == id)
    assert isinstance(found, SolutionCard)
    return found.due


def into_due(plan: DecidingWindow, row: int = 0) -> QLineEdit:
    plan.plan.table.setCurrentCell(row, DUE)
    QTest.keyClick(plan.plan.table, Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    return editor


def calendar() -> QCalendarWidget:
    popup = QApplication.activePopupWidget()
    assert popup is not None
    found = popup.findChild(QCalendarWidget)
    assert isinstance(found, QCalendarWidget)
    return found


def test_a_day_is_picked_by_keys(opened: MainWindow, plan: DecidingWindow, qtbot: QtBot) -> None:
    id = plan.plan.table.id_at(0)
    opened.session.apply("x", set_fields(project(opened), id, due=datetime.date(2026, 12, 30)))
    qtbot.wait(10)
    history = opened.session.history
    assert history is not None
    row, at = plan.plan.table.row_of(id), history.at
    QTest.keyClick(into_due(plan, row), Key.Key_Down, Held.AltModifier)
    shown = calendar()
    assert shown.selectedDate() == QDate(2026, 12, 30)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    qtbot.wait(10)
    assert QApplication.activePopupWidget() is None
    assert due(opened, id) == datetime.date(2026, 12, 31)
    assert history.at == at + 1 and not plan.plan.table.editing


def test_the_sign_opens_the_calendar_and_escape_closes_it_alone(
    opened: MainWindow, plan: DecidingWindow, qtbot: QtBot
) -> None:
    id = plan.plan.table.id_at(0)
    before = due(opened, id)
    editor = into_due(plan)
    [sign] = editor.findChildren(QToolButton)
    QTest.mouseClick(sign, Qt.MouseButton.LeftButton)
    QTest.keyClick(calendar(), Key.Key_Escape)
    qtbot.wait(10)
    assert QApplication.activePopupWidget() is None
    assert plan.plan.table.editing and plan.isVisible() and due(opened, id) == before
    QTest.keyClick(editor, Key.Key_A, Held.ControlModifier)
    QTest.keyClicks(editor, "2027-03-01")
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.wait(10)
    assert due(opened, id) == datetime.date(2027, 3, 1)


# Small screens -----------------------------------------------------------------------------------


def test_large_type_in_russian_fits(program: Program, opened: MainWindow, qtbot: QtBot) -> None:
    usual = QApplication.font()
    large = QFont(usual)
    large.setPointSizeF(18)
    QApplication.setFont(large)
    program.set_language("ru")
    try:
        plan = open_plan(opened, qtbot)
        for page in range(4):
            plan.go_to(page)
            qtbot.wait(20)
            assert (plan.width(), plan.height()) == (1024, 700), page
        assert not plan.plan.preview.isVisible(), "the table needs the room"
        plan.plan.paged.click()
        qtbot.wait(20)
        assert plan.plan.preview.isVisible() and plan.width() == 1024
    finally:
        QApplication.setFont(usual)
        program.set_language("en")
