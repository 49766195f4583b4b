"""Decide and Plan by keys and mouse: pains in order, the matrix, dot votes and the action plan."""

import datetime
import re
from collections.abc import Iterator

import pytest
from hands import journey, project
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QStyleOptionViewItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cjmdesk.analysis.journey import Journey
from cjmdesk.analysis.rankings import ranked_pains, ranked_solutions
from cjmdesk.edits.fields import set_fields
from cjmdesk.edits.removing import remove
from cjmdesk.edits.several import duplicate_notes
from cjmdesk.model.cards import CardBase, PainCard, SolutionCard
from cjmdesk.ui.deciding.note import Note
from cjmdesk.ui.deciding.plantable import CHOSEN, DUE, OWNER
from cjmdesk.ui.deciding.twolines import TwoLines
from cjmdesk.ui.deciding.votes import COUNT, LESS, MORE, PLACE
from cjmdesk.ui.deciding.window import DecidingWindow
from cjmdesk.ui.dialogs.print.dialog import PrintDialog
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def deciding(opened: MainWindow, qtbot: QtBot) -> Iterator[DecidingWindow]:
    """The window over the bicycle workshop."""
    opened.actions_["decide"].trigger()
    made = shown()
    made.resize(1024, 700)
    qtbot.waitExposed(made)
    qtbot.wait(10)
    yield made


def shown() -> DecidingWindow:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, DecidingWindow)]
    return next(one for one in found if one.isVisible())


def cards(window: MainWindow) -> dict[str, CardBase]:
    found = (card for lane in journey(window).lanes for cell in lane.cells for card in cell.cards)
    return {card.id: card for card in found}


def solution(window: MainWindow, id: str) -> SolutionCard:
    found = cards(window)[id]
    assert isinstance(found, SolutionCard)
    return found


def solutions(window: MainWindow) -> list[SolutionCard]:
    return [card for card in cards(window).values() if isinstance(card, SolutionCard)]


def steps(window: MainWindow) -> int:
    history = window.session.history
    assert history is not None
    return history.at


def key(widget: QWidget | None, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    assert widget is not None
    QTest.keyClick(widget, key, held)


def write(text: str) -> None:
    """Type into whatever has the keyboard, then Enter."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)
    QTest.keyClick(focus, Key.Key_Return)
    QTest.qWait(5)  # views end writing a little later


def asked(window: MainWindow) -> Journey:
    return Journey(project(window), journey(window), datetime.date(2026, 11, 26))


# Pains -------------------------------------------------------------------------------------------


def test_the_status_of_an_answer_stands_in_its_sentence_in_small_letters(deciding: DecidingWindow) -> None:
    table = deciding.pains.table
    cells = [table.item(row, 3) for row in range(table.rowCount())]
    said = " ".join(cell.text() for cell in cells if cell is not None)
    assert "(in progress)" in said and "(planned)" in said
    assert not re.search(r"\((In|Planned|Done)", said)


def test_pains_stand_in_the_order_of_the_ranking(opened: MainWindow, deciding: DecidingWindow) -> None:
    table = deciding.pains.table
    ranked = ranked_pains(asked(opened))
    assert [table.id_at(row) for row in range(table.rowCount())] == [one.placed.card.id for one in ranked]
    for row, one in enumerate(ranked):
        text, why = table.item(row, 1).text(), table.item(row, 2).text()
        assert one.placed.card.text in text and one.placed.stage.title in text
        assert f"everity {one.severity} of 5" in why
        assert ("a guess so far", "observed", "measured")[one.evidence] in why
        answers = table.item(row, 3).text()
        assert (answers == "nothing yet") is not one.answered
    why = table.item(0, 2).text().replace("\u00a0", " ")
    assert "6 dots" in why and "the curve falls to −2" in why


def test_enter_writes_a_solution_for_the_pain(
    opened: MainWindow, deciding: DecidingWindow, qtbot: QtBot
) -> None:
    table, before = deciding.pains.table, len(solutions(opened))
    assert table.hasFocus()
    key(table, Key.Key_Down)
    pain = table.row_id
    at = steps(opened)
    key(table, Key.Key_Return)
    assert deciding.pains.line.hasFocus()
    write("A second counter at eight")
    assert len(solutions(opened)) == before + 1 and steps(opened) == at + 1
    [made] = [card for card in solutions(opened) if card.text == "A second counter at eight"]
    assert made.answers == (pain,)
    qtbot.wait(10)
    assert table.hasFocus() and table.row_id == pain
    assert "A second counter at eight" in table.item(table.currentRow(), 3).text()
    assert "is on the map" in deciding.said.text()
    key(table, Key.Key_Z, Held.ControlModifier)
    assert len(solutions(opened)) == before


def test_a_map_without_a_lane_gets_one_and_says_so(
    opened: MainWindow, deciding: DecidingWindow, qtbot: QtBot
) -> None:
    [lane] = [lane for lane in journey(opened).lanes if lane.kind == "solutions"]
    opened.session.apply("x", remove(project(opened), lane.id))
    qtbot.wait(10)
    table = deciding.pains.table
    assert {table.item(row, 3).text() for row in range(table.rowCount())} == {"nothing yet"}
    key(table, Key.Key_Return)
    write("Ask them")
    kinds = [lane.kind for lane in journey(opened).lanes]
    assert kinds[kinds.index("pain_points") + 1] == "solutions"
    assert "one was added" in deciding.said.text()


def test_what_is_typed_is_kept_when_the_line_is_left(opened: MainWindow, deciding: DecidingWindow) -> None:
    pains = deciding.pains
    first = pains.table.row_id
    key(pains.table, Key.Key_Return)
    QTest.keyClicks(pains.line, "Typed, not entered")
    deciding.go_to(1)
    [made] = [card for card in solutions(opened) if card.text == "Typed, not entered"]
    assert made.answers == (first,)
    deciding.go_to(0)
    key(pains.table, Key.Key_Return)
    QTest.keyClicks(pains.line, "Typed, then closed")
    deciding.close()
    assert [card for card in solutions(opened) if card.text == "Typed, then closed"]


def test_escape_leaves_the_line_then_the_window(opened: MainWindow, deciding: DecidingWindow) -> None:
    key(deciding.pains.table, Key.Key_Return)
    key(deciding.pains.line, Key.Key_Escape)
    assert deciding.isVisible() and deciding.pains.table.hasFocus()
    key(deciding.pains.table, Key.Key_Escape)
    assert not deciding.isVisible()


def test_a_pain_is_shown_on_the_sheet(opened: MainWindow, deciding: DecidingWindow) -> None:
    key(deciding.pains.table, Key.Key_Down)
    QTest.mouseClick(deciding.pains.jump, Qt.MouseButton.LeftButton)
    assert opened.session.chosen == (deciding.pains.table.row_id,)


def test_a_map_without_pains_says_what_to_do(blank: MainWindow, qtbot: QtBot) -> None:
    blank.actions_["decide"].trigger()
    made = shown()
    qtbot.wait(10)
    for page in (*range(1, 4), 0):
        made.go_to(page)
        assert "The map has no" in made.page.empty
    key(made, Key.Key_Escape)
    assert not made.isVisible()


# Matrix ------------------------------------------------------------------------------------------


def drag(note: Note, to: QPoint, *, drop: bool = True) -> None:
    """Real events: press in the note's middle, three moves, and a release at `to` of the field."""
    field = note.parentWidget()
    start = note.geometry().center()

    def send(sort: QEvent.Type, at: QPoint, buttons: Qt.MouseButton) -> None:
        left = Qt.MouseButton.LeftButton
        button = Qt.MouseButton.NoButton if sort == QEvent.Type.MouseMove else left
        here = QPointF(note.mapFromParent(at))
        event = QMouseEvent(sort, here, QPointF(field.mapToGlobal(at)), button, buttons, Held.NoModifier)
        QApplication.sendEvent(note, event)

    send(QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton)
    for step in (1, 2, 3):
        send(QEvent.Type.MouseMove, start + (to - start) * step / 3, Qt.MouseButton.LeftButton)
    if drop:
        send(QEvent.Type.MouseButtonRelease, to, Qt.MouseButton.NoButton)


@pytest.fixture
def matrix(deciding: DecidingWindow, qtbot: QtBot) -> DecidingWindow:
    deciding.go_to(1)
    qtbot.wait(10)
    return deciding


@pytest.mark.parametrize("width", [1024, 1180])
def test_a_middle_level_stands_between_the_quarters(matrix: DecidingWindow, qtbot: QtBot, width: int) -> None:
    """No card lies across a line, and two of one level never lie in different quarters."""
    matrix.resize(width, 700)
    qtbot.wait(20)
    field = matrix.matrix.field
    found = solutions_by_place(matrix)
    assert any(3 in place for place in found)
    for place, notes in found.items():
        for note in notes:
            around = [name for name, box in field.quarters().items() if box.contains(note.geometry())]
            touched = [name for name, box in field.quarters().items() if box.intersects(note.geometry())]
            assert around == touched and bool(around) == (3 not in place), (place, note.text)


def solutions_by_place(deciding: DecidingWindow) -> dict[tuple[int | None, int | None], list[Note]]:
    found: dict[tuple[int | None, int | None], list[Note]] = {}
    for id, note in deciding.matrix.field.notes.items():
        found.setdefault(deciding.matrix.field._levels(id), []).append(note)
    return found


def test_rows_without_a_note_give_way_before_the_matrix_is_scrolled(
    matrix: DecidingWindow, qtbot: QtBot
) -> None:
    area, field = matrix.matrix.area, matrix.matrix.field
    matrix.resize(1024, 700)
    qtbot.wait(20)
    needed = field.height() - area.viewport().height()
    assert needed <= 0
    roomy = field.place_box(1, 1).height()
    for height in range(690, 500, -10):
        matrix.resize(1024, height)
        qtbot.wait(20)
        if area.verticalScrollBar().isVisible():
            qtbot.wait(300)  # a busy machine may take longer to make the rows lower
            if area.verticalScrollBar().isVisible():
                break
    assert field.place_box(1, 1).height() < roomy
    assert field.place_box(1, 1).height() <= field.fontMetrics().height() + 5


def test_a_drag_judges_in_one_step(opened: MainWindow, matrix: DecidingWindow, qtbot: QtBot) -> None:
    field, at = matrix.matrix.field, steps(opened)
    id = next(iter(field.notes))
    drag(field.notes[id], field.place_box(2, 5).center(), drop=False)
    assert steps(opened) == at
    assert matrix.matrix.meaning.text() == "Impact 2, effort 5: Leave"
    drag(field.notes[id], field.place_box(2, 5).center())
    assert (solution(opened, id).impact, solution(opened, id).effort) == (2, 5)
    assert steps(opened) == at + 1
    qtbot.wait(10)
    assert field.place_box(2, 5).contains(field.notes[id].geometry().center())
    opened.session.undo()
    qtbot.wait(10)
    assert field.place_box(5, 1).contains(field.notes[id].geometry().center())


def test_escape_gives_a_drag_up(opened: MainWindow, matrix: DecidingWindow) -> None:
    field, at = matrix.matrix.field, steps(opened)
    note = next(iter(field.notes.values()))
    before = note.geometry()
    drag(note, field.place_box(1, 5).center(), drop=False)
    assert note.geometry() != before
    key(note, Key.Key_Escape)
    assert matrix.isVisible() and note.geometry() == before and steps(opened) == at


def test_a_note_dragged_aside_waits_again(opened: MainWindow, matrix: DecidingWindow, qtbot: QtBot) -> None:
    field = matrix.matrix.field
    id = next(iter(field.notes))
    drag(field.notes[id], field.strip_box.center())
    card = solution(opened, id)
    assert (card.impact, card.effort) == (None, None)
    qtbot.wait(10)
    assert field.strip_box.contains(field.notes[id].geometry().center())
    assert "not judged yet" in field.notes[id].accessibleDescription()
    drag(field.notes[id], field.place_box(4, 4).center())
    assert (solution(opened, id).impact, solution(opened, id).effort) == (4, 4)


def test_arrows_move_a_note_by_one_level(opened: MainWindow, matrix: DecidingWindow, qtbot: QtBot) -> None:
    field = matrix.matrix.field
    id, note = next(iter(field.notes.items()))
    assert note.hasFocus()
    for arrow, levels in (
        (Key.Key_Right, (5, 2)),
        (Key.Key_Down, (4, 2)),
        (Key.Key_Left, (4, 1)),
        (Key.Key_Up, (5, 1)),
    ):
        at = steps(opened)
        key(field.notes[id], arrow)
        card = solution(opened, id)
        assert (card.impact, card.effort) == levels and steps(opened) == at + 1
        qtbot.wait(5)
        assert field.notes[id].hasFocus()
    at = steps(opened)
    key(field.notes[id], Key.Key_Up)
    key(field.notes[id], Key.Key_Left)
    assert steps(opened) == at
    assert "impact 5, effort 1: Do first" in matrix.matrix.meaning.text()
    key(field.notes[id], Key.Key_Delete)
    assert solution(opened, id).impact is None
    qtbot.wait(5)
    key(field.notes[id], Key.Key_Up)
    assert (solution(opened, id).impact, solution(opened, id).effort) == (3, 3)


def test_tab_goes_through_all_notes(matrix: DecidingWindow) -> None:
    field = matrix.matrix.field
    seen = []
    for _note in field.notes:
        focus = QApplication.focusWidget()
        assert isinstance(focus, Note)
        seen.append(focus.id)
        key(focus, Key.Key_Tab)
    assert sorted(seen) == sorted(field.notes)


def test_notes_on_one_place_do_not_cover_each_other(
    opened: MainWindow, matrix: DecidingWindow, qtbot: QtBot
) -> None:
    changed = project(opened)
    for card in solutions(opened):
        changed = set_fields(changed, card.id, impact=4, effort=2)
    opened.session.apply("all on one place", changed)
    qtbot.wait(10)
    field = matrix.matrix.field
    notes = list(field.notes.values())
    for number, note in enumerate(notes):
        assert field.place_box(4, 2).contains(note.geometry())
        assert note.height() >= note.height_for(note.width())
        assert not any(note.geometry().intersects(other.geometry()) for other in notes[number + 1 :])


def test_a_note_that_goes_while_it_is_dragged_ends_the_drag(
    opened: MainWindow, matrix: DecidingWindow, qtbot: QtBot
) -> None:
    field = matrix.matrix.field
    id, note = next(iter(field.notes.items()))
    drag(note, field.place_box(1, 5).center(), drop=False)
    opened.session.apply("gone", remove(project(opened), id))
    qtbot.wait(10)
    assert id not in field.notes
    assert len(field.notes) == len(solutions(opened))


def test_the_matrix_is_printed_from_its_page(
    opened: MainWindow, matrix: DecidingWindow, qtbot: QtBot
) -> None:
    QTest.mouseClick(matrix.matrix.print_, Qt.MouseButton.LeftButton)
    dialog = printing()
    assert dialog.side.what.currentData() == "matrix" and dialog.parent() is matrix
    dialog.reject()


def printing() -> PrintDialog:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, PrintDialog)]
    return next(one for one in found if one.isVisible())


# Votes -------------------------------------------------------------------------------------------


@pytest.fixture
def votes(deciding: DecidingWindow, qtbot: QtBot) -> DecidingWindow:
    deciding.go_to(2)
    qtbot.wait(10)
    return deciding


def test_what_stands_in_a_row_has_one_middle(votes: DecidingWindow) -> None:
    page = votes.votes
    middles = {one.mapTo(page, one.rect().center()).y() for one in (page.people, page.each, page.order)}
    assert max(middles) - min(middles) <= 1


def test_tables_that_fit_have_no_scroll_bar(deciding: DecidingWindow, qtbot: QtBot) -> None:
    deciding.resize(1180, 760)
    qtbot.wait(20)
    table = deciding.pains.table
    assert not table.verticalScrollBar().isVisible()
    deciding.resize(1024, 420)
    qtbot.wait(20)
    assert table.verticalScrollBar().isVisible() and table.verticalScrollBar().maximum() > 0


def test_what_hung_on_the_wall_is_typed_in(opened: MainWindow, votes: DecidingWindow, qtbot: QtBot) -> None:
    table = votes.votes.table
    ids = [table.id_at(row) for row in range(4)]
    assert table.hasFocus() and table.row_id == ids[0]
    for number in ("4", "12", "0", "7"):
        key(table, getattr(Key, f"Key_{number[0]}"))
        write(number[1:])
        qtbot.wait(5)
        assert table.hasFocus()
    found = cards(opened)
    assert [found[id].votes for id in ids] == [4, 12, 0, 7]
    assert table.currentRow() == 4


def test_tab_goes_on_typing_in_the_next_row(opened: MainWindow, votes: DecidingWindow, qtbot: QtBot) -> None:
    table = votes.votes.table
    first, second = table.id_at(0), table.id_at(1)
    key(table, Key.Key_8)
    key(QApplication.focusWidget(), Key.Key_Tab)
    qtbot.wait(10)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    write("9")
    assert (cards(opened)[first].votes, cards(opened)[second].votes) == (8, 9)


def test_plus_and_minus_by_key_and_click(opened: MainWindow, votes: DecidingWindow, qtbot: QtBot) -> None:
    table = votes.votes.table
    id = table.row_id
    before = cards(opened)[id].votes
    assert before == 0
    key(table, Key.Key_Minus)
    assert cards(opened)[id].votes == 0
    QTest.keyClicks(table, "++")
    assert cards(opened)[id].votes == 2
    QTest.keyClicks(table, "-")
    assert cards(opened)[id].votes == 1
    qtbot.wait(5)
    for column, wanted in ((MORE, 2), (LESS, 1)):
        at = table.visualItemRect(table.item(0, column)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.wait(5)
        assert cards(opened)[id].votes == wanted


def test_ties_are_said(opened: MainWindow, votes: DecidingWindow, qtbot: QtBot) -> None:
    table = votes.votes.table
    changed = project(opened)
    for number in range(table.rowCount()):
        changed = set_fields(changed, table.id_at(number), votes={0: 5, 1: 7, 2: 5}.get(number, 0))
    opened.session.apply("votes", changed)
    qtbot.wait(10)
    assert [table.item(row, PLACE).text() for row in range(4)] == ["2–3", "1", "2–3", "–"]
    assert "Place 2 is shared by 2 cards" in votes.votes.summary.text()
    first = table.id_at(1)
    QTest.mouseClick(votes.votes.order, Qt.MouseButton.LeftButton)
    assert table.id_at(0) == first
    assert [table.item(row, PLACE).text() for row in range(3)] == ["1", "2–3", "2–3"]


def test_dots_are_counted_against_people(votes: DecidingWindow) -> None:
    page = votes.votes
    stuck = sum(int(page.table.item(row, COUNT).text()) for row in range(page.table.rowCount()))
    page.people.setValue(stuck)
    page.each.setValue(1)
    assert page.summary.text().startswith(f"{stuck} of {stuck} dots are stuck.")
    page.each.setValue(2)
    assert f"{stuck} are left." in page.summary.text()
    page.people.setValue(1)
    assert f"That is {stuck - 2} too many." in page.summary.text()


def test_lanes_are_chosen(opened: MainWindow, votes: DecidingWindow) -> None:
    page = votes.votes
    pills = {pill.text(): pill for pill in page.pills.findChildren(QPushButton)}
    assert [words for words, pill in pills.items() if pill.isChecked()] == ["Pain points", "Solutions"]
    QTest.mouseClick(pills["Pain points"], Qt.MouseButton.LeftButton)
    assert {page.table.id_at(row) for row in range(page.table.rowCount())} == {
        card.id for card in solutions(opened)
    }
    key(pills["Actions"], Key.Key_Space)
    kinds = {cards(opened)[page.table.id_at(row)].kind for row in range(page.table.rowCount())}
    assert kinds == {"actions", "solutions"}


def test_all_dots_come_off_in_one_step(opened: MainWindow, votes: DecidingWindow) -> None:
    before, at = project(opened), steps(opened)
    QTest.mouseClick(votes.votes.clear, Qt.MouseButton.LeftButton)
    assert not any(card.votes for card in cards(opened).values())
    assert steps(opened) == at + 1
    key(votes.votes.table, Key.Key_Z, Held.ControlModifier)
    assert project(opened) is before


# Plan --------------------------------------------------------------------------------------------


@pytest.fixture
def plan(deciding: DecidingWindow, qtbot: QtBot) -> DecidingWindow:
    deciding.go_to(3)
    qtbot.wait(10)
    return deciding


def into(plan: DecidingWindow, row: int, column: int) -> QWidget:
    """The editor of a cell, opened by Enter."""
    plan.plan.table.setCurrentCell(row, column)
    key(plan.plan.table, Key.Key_Return)
    editor = QApplication.focusWidget()
    assert editor is not None and plan.plan.table.isAncestorOf(editor)
    return editor


def test_owner_date_and_status_are_written_in_a_row(
    opened: MainWindow, plan: DecidingWindow, qtbot: QtBot
) -> None:
    table = plan.plan.table
    id = table.row_id
    editor = into(plan, 0, OWNER)
    QTest.keyClicks(editor, "Zoe")
    key(editor, Key.Key_Tab)
    qtbot.wait(10)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit) and editor.accessibleName() == "Due"
    QTest.keyClicks(editor, "2031-05-04")
    key(editor, Key.Key_Tab)
    qtbot.wait(10)
    status = QApplication.focusWidget()
    assert status is not None and status.accessibleName() == "Status"
    key(status, Key.Key_End)
    key(status, Key.Key_Up)
    key(status, Key.Key_Return)
    qtbot.wait(10)
    card = solution(opened, id)
    assert (card.owner, card.due, card.status) == ("Zoe", datetime.date(2031, 5, 4), "done")
    qtbot.wait(10)
    assert table.id_at(table.rowCount() - 1) == id or card.status == "done"


@pytest.mark.parametrize("way", ["close", "turn", "button"])
def test_a_cell_that_is_left_halfway_is_kept(
    opened: MainWindow, plan: DecidingWindow, qtbot: QtBot, way: str
) -> None:
    id = plan.plan.table.row_id
    editor = into(plan, 0, OWNER)
    editor.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(editor, "Half a na")
    if way == "turn":
        key(editor, Key.Key_2, Held.AltModifier)
    elif way == "button":
        QTest.mouseClick(plan.close_, Qt.MouseButton.LeftButton)
    else:
        plan.close()
    qtbot.wait(10)
    assert solution(opened, id).owner == "Half a na"


def test_a_number_that_is_left_halfway_is_kept(
    opened: MainWindow, votes: DecidingWindow, qtbot: QtBot
) -> None:
    id = votes.votes.table.row_id
    key(votes.votes.table, Key.Key_9)
    votes.close()
    qtbot.wait(10)
    assert cards(opened)[id].votes == 9


def test_a_date_that_is_none_stays_to_be_mended(
    opened: MainWindow, plan: DecidingWindow, qtbot: QtBot
) -> None:
    table, before = plan.plan.table, project(opened)
    id = table.row_id
    editor = into(plan, 0, DUE)
    editor.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(editor, "soonish")
    key(editor, Key.Key_Return)
    qtbot.wait(10)
    assert project(opened) is before
    assert table.item(table.row_of(id), DUE).text() == "soonish"
    assert "is not a date" in plan.said.text()
    editor = into(plan, table.row_of(id), DUE)
    editor.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(editor, "3.2.2031")
    key(editor, Key.Key_Return)
    qtbot.wait(10)
    assert solution(opened, id).due == datetime.date(2031, 2, 3)


def test_rows_stay_where_they_are_while_one_is_written(
    opened: MainWindow, plan: DecidingWindow, qtbot: QtBot
) -> None:
    table = plan.plan.table
    ids = [table.id_at(row) for row in range(table.rowCount())]
    editor = into(plan, 0, DUE)
    editor.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(editor, "2040-01-01")
    key(editor, Key.Key_Tab)
    qtbot.wait(10)
    assert [table.id_at(row) for row in range(table.rowCount())] == ids
    key(QApplication.focusWidget(), Key.Key_Escape)
    qtbot.wait(10)
    assert plan.isVisible()
    assert [table.id_at(row) for row in range(table.rowCount())] != ids
    assert solution(opened, ids[0]).due == datetime.date(2040, 1, 1)


def test_writing_goes_on_where_the_window_lost_the_keyboard_for_a_moment(
    opened: MainWindow, plan: DecidingWindow, qtbot: QtBot
) -> None:
    """A list of names that closes takes it; then the next cell closed at once, now and then."""
    editor = into(plan, 0, DUE)
    QTest.keyClicks(editor, "2027")
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    for stays in (False, True):
        other.activateWindow()
        qtbot.waitUntil(other.isActiveWindow)
        if not stays:
            plan.activateWindow()
        qtbot.wait(150)
        assert plan.plan.table.editing != stays
        assert stays or QApplication.focusWidget() is editor


@pytest.mark.parametrize(("way", "column"), [(Key.Key_Tab, DUE), (Key.Key_Return, OWNER)])
def test_keys_in_the_list_of_names_go_on_writing(
    opened: MainWindow, plan: DecidingWindow, qtbot: QtBot, way: Qt.Key, column: int
) -> None:
    table = plan.plan.table
    QTest.keyClicks(into(plan, 0, OWNER), "Zoe the Second")
    key(QApplication.focusWidget(), Key.Key_Return)
    qtbot.wait(10)
    id = table.id_at(1)
    editor = into(plan, 1, OWNER)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "Zo")
    names = editor.completer().popup()
    assert names.isVisible()
    key(names, way)
    qtbot.wait(10)
    assert solution(opened, id).owner == "Zo"
    qtbot.waitUntil(lambda: table.editing == (way == Key.Key_Tab))  # the next cell opens by itself
    assert table.currentColumn() == column


def test_what_is_written_is_shown_while_the_next_cell_is(
    opened: MainWindow, plan: DecidingWindow, qtbot: QtBot
) -> None:
    table = plan.plan.table
    editor = into(plan, 0, OWNER)
    assert editor.width() >= 20 * editor.fontMetrics().averageCharWidth()
    QTest.keyClicks(editor, "Zoe the Second")
    key(editor, Key.Key_Tab)
    qtbot.wait(10)
    assert table.editing
    assert table.item(0, OWNER).text() == "Zoe the Second"


def test_space_and_tick_choose(opened: MainWindow, plan: DecidingWindow, qtbot: QtBot) -> None:
    table = plan.plan.table
    id, at = table.row_id, steps(opened)
    assert solution(opened, id).chosen
    key(table, Key.Key_Space)
    assert solution(opened, id).status == "dropped" and steps(opened) == at + 1
    qtbot.wait(10)
    assert table.row_id == id and table.currentRow() == table.rowCount() - 1
    key(table, Key.Key_Space)
    assert solution(opened, id).status == "planned"
    qtbot.wait(10)
    item = table.item(table.row_of(id), CHOSEN)
    box = table.visualItemRect(item)
    at_box = QPoint(box.left() + 16, box.center().y())
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at_box)
    qtbot.wait(10)
    assert not solution(opened, id).chosen


def test_the_table_of_the_plan_gets_the_width_it_needs(
    opened: MainWindow, plan: DecidingWindow, qtbot: QtBot
) -> None:
    one = next(card for card in solutions(opened) if card.owner)
    table = plan.plan.table
    changed = set_fields(project(opened), one.id, owner="Aleksandra Wiśniewska, front")
    opened.session.apply("", changed)
    qtbot.waitUntil(lambda: table.item(table.row_of(one.id), OWNER).text().startswith("Aleksandra"))
    qtbot.wait(20)
    assert table.width() > 2 * plan.plan.split.width() // 3 + 1
    assert table.horizontalScrollBar().maximum() == 0


def test_what_is_missing_is_said(opened: MainWindow, plan: DecidingWindow, qtbot: QtBot) -> None:
    changed, all_ = project(opened), solutions(opened)
    for number, card in enumerate(all_):
        fields = ({"owner": "", "due": None}, {"due": datetime.date(2020, 1, 1)}, {})[min(number, 2)]
        changed = set_fields(changed, card.id, status="planned", **fields)
    opened.session.apply("x", changed)
    qtbot.wait(10)
    table = plan.plan.table
    assert table.cell(table.row_of(all_[0].id), OWNER).text() == "no owner"
    assert table.cell(table.row_of(all_[0].id), DUE).text() == "no date"
    assert table.cell(table.row_of(all_[1].id), DUE).text() == "1 Jan 2020\ndate is past"
    editor = into(plan, table.row_of(all_[0].id), OWNER)
    assert isinstance(editor, QLineEdit) and editor.text() == ""
    said = plan.plan.summary.text()
    assert f"{len(all_)} actions" in said and "1 past its date" in said and "1 without an owner" in said


def test_rows_are_those_of_the_printed_page(opened: MainWindow, plan: DecidingWindow, qtbot: QtBot) -> None:
    preview, table = plan.plan.preview, plan.plan.table
    qtbot.waitUntil(lambda: bool(preview.pages) and not preview.changing, timeout=10_000)
    printed = []
    for page in preview.pages:
        for layer in page.layers:
            for part in layer.scene.parts:
                if part.key.startswith("row:"):
                    printed.append(next(item.item for item in part.items if item.item))
    chosen = [table.id_at(row) for row in range(table.rowCount())][: len(printed)]
    assert printed == chosen
    assert (preview.pages[0].width, preview.pages[0].height) in ((210, 297), (297, 210))
    QTest.mouseClick(plan.plan.order, Qt.MouseButton.LeftButton)
    ranked = [one.placed.card.id for one in ranked_solutions(asked(opened)) if one.placed.card.id in printed]
    assert [table.id_at(row) for row in range(len(ranked))] == ranked


def test_the_plan_is_saved_in_every_format(
    opened: MainWindow,
    plan: DecidingWindow,
    qtbot: QtBot,
    tmp_path: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    menu = plan.plan.save.menu()
    begins = {
        "pdf": b"%PDF",
        "xlsx": b"PK",
        "csv": b"\xef\xbb\xbf",
        "md": b"# Action plan",
        "ics": b"BEGIN:VCALENDAR",
    }
    for action, (extension, begin) in zip(menu.actions(), begins.items(), strict=True):
        target = tmp_path / f"plan.{extension}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, t=target: (str(t), ""))
        action.trigger()
        qtbot.waitUntil(target.exists, timeout=30_000)
        qtbot.waitUntil(lambda: not opened.jobs.running, timeout=30_000)
        assert target.read_bytes().startswith(begin)
        assert plan.info.isVisible()


def test_the_plan_is_printed_from_its_page(opened: MainWindow, plan: DecidingWindow) -> None:
    plan.plan.print_.setFocus()
    key(plan.plan.print_, Key.Key_Return)
    dialog = printing()
    assert dialog.side.what.currentData() == "plan"
    dialog.reject()


# The window --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [
        (0, "Pains in order", "&Show on the Map"),
        (1, "Price list of the ten most common jobs", "&Print…"),
        (2, "Actions", "&Take All Dots Off"),
        (3, "Action plan", "&Print…"),
    ],
)
def test_tab_goes_from_the_steps_through_the_page(
    deciding: DecidingWindow, qtbot: QtBot, page: int, first: str, last: str
) -> None:
    deciding.go_to(page)
    qtbot.wait(10)
    deciding.steps.setFocus()
    seen: list[QWidget] = []
    while (focus := QApplication.focusWidget()) not in seen:
        assert focus is not None
        seen.append(focus)
        key(focus, Key.Key_Tab)
    names = [one.accessibleName() or getattr(one, "text", lambda: "")() for one in seen]
    assert names[0] == "Steps" and names[1] == first and names[-2:] == [last, "Close"]
    key(deciding.steps, Key.Key_Backtab, Held.ShiftModifier)
    assert QApplication.focusWidget() is deciding.close_


def test_steps_are_turned_by_keys(deciding: DecidingWindow) -> None:
    for number in (3, 1, 2, 0):
        key(deciding, getattr(Key, f"Key_{number + 1}"), Held.AltModifier)
        assert deciding.steps.currentRow() == number
        assert deciding.page is deciding.pages[number]
    key(deciding, Key.Key_PageDown, Held.ControlModifier)
    assert deciding.steps.currentRow() == 1


def test_undo_behind_it_breaks_nothing(opened: MainWindow, deciding: DecidingWindow, qtbot: QtBot) -> None:
    for page in range(4):
        deciding.go_to(page)
        for id in [card.id for card in solutions(opened)]:
            opened.session.apply("x", remove(project(opened), id))
            qtbot.wait(2)
        assert not solutions(opened)
        while opened.session.history is not None and opened.session.history.undo_label:
            opened.session.undo()
            qtbot.wait(2)
        assert solutions(opened)
    assert deciding.isVisible()


def test_everything_has_a_name_and_fits(deciding: DecidingWindow, qtbot: QtBot) -> None:
    assert deciding.minimumSizeHint().width() <= 1024 and deciding.minimumSizeHint().height() <= 700
    for page in range(4):
        deciding.go_to(page)
        qtbot.wait(5)
        for one in deciding.findChildren(QWidget):
            if not one.isVisible() or not one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                continue
            inner = isinstance(one.parent(), QSpinBox | QAbstractScrollArea) or one.objectName().startswith(
                "qt_"
            )
            words = one.accessibleName() or getattr(one, "text", lambda: "")()
            assert words or inner, (page, one)


def test_it_opens_once_and_again(opened: MainWindow, deciding: DecidingWindow, qtbot: QtBot) -> None:
    opened.actions_["decide"].trigger()
    assert shown() is deciding
    deciding.close()
    qtbot.wait(10)
    opened.actions_["decide"].trigger()
    assert shown() is not deciding
    assert all(isinstance(card, PainCard | SolutionCard | CardBase) for card in cards(opened).values())


def test_it_closes_with_the_project_s_window(
    opened: MainWindow, deciding: DecidingWindow, qtbot: QtBot
) -> None:
    gone = []
    deciding.destroyed.connect(lambda: gone.append(True))
    assert deciding.parentWidget() is None  # it must not lie over the sheet that shows a place
    opened.hide()
    qtbot.wait(10)
    assert gone


def test_people_and_dots_are_remembered_for_the_map(
    opened: MainWindow, votes: DecidingWindow, qtbot: QtBot
) -> None:
    votes.votes.people.setFocus()
    votes.votes.people.selectAll()
    QTest.keyClicks(votes.votes.people, "17")
    votes.close()
    qtbot.wait(10)
    opened.actions_["decide"].trigger()
    again = shown()
    again.go_to(2)
    qtbot.wait(10)
    assert again.votes.people.value() == 17


def test_a_long_plan_measures_each_cell_but_twice(
    opened: MainWindow, plan: DecidingWindow, qtbot: QtBot
) -> None:
    changed = project(opened)
    one = solutions(opened)[0]
    for number in range(90):
        changed, _made = duplicate_notes(changed, [one.id], lambda prefix, n=number: f"{prefix}-copy{n}")
    table = plan.plan.table

    class Counting(TwoLines):
        measured = 0

        def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
            self.measured += 1
            return super().sizeHint(option, index)

    counting = Counting(opened.program.theme, (1,), table)
    table.setItemDelegate(counting)
    opened.session.apply("many", changed)
    qtbot.wait(10)
    assert table.rowCount() > 90
    assert 0 < counting.measured <= 2 * table.rowCount() * table.columnCount()


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_no_two_words_of_a_step_have_the_same_key(opened: MainWindow, qtbot: QtBot, language: str) -> None:
    opened.program.set_language(language)
    opened.actions_["decide"].trigger()
    window = shown()
    for step in range(4):
        window.go_to(step)
        qtbot.wait(10)
        worded = [*window.findChildren(QPushButton), *window.findChildren(QLabel)]
        texts = [one.text() for one in worded if one.isVisible()]
        keys = [found.group(1).lower() for text in texts if (found := re.search(r"&(\w)", text))]
        assert len(keys) == len(set(keys)), (step, sorted(keys))
    window.close()
    opened.program.set_language("en")
