"""The inspector under the hand: typing, undo, errors, several items, links."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_field
from cjmdesk.edits.places import at, find
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.fields.editors.links import Picker
from cjmdesk.ui.fields.editors.lists import ItemsEditor
from cjmdesk.ui.fields.form import FieldRow, Form
from cjmdesk.ui.theme import colours
from cjmdesk.ui.window import MainWindow


def _of_kind(window: MainWindow, kind: str) -> list[Any]:
    one = window.session.map
    assert one is not None
    return [card for lane in one.lanes for cell in lane.cells for card in cell.cards if card.kind == kind]


def _now(window: MainWindow, id: str) -> Any:
    assert window.session.project is not None
    return at(window.session.project, find(window.session.project, id))


def _form(window: MainWindow) -> Form:
    form = window.bench.inspector.form
    assert form is not None
    return form


def _row(window: MainWindow, name: str) -> FieldRow:
    return _form(window).row(name)


def _focus(window: MainWindow, name: str) -> QWidget:
    """Give the keyboard to a field, unfolding the form if it waits there."""
    window.activateWindow()
    row = _row(window, name)
    if row.isHidden():
        QTest.mouseClick(_form(window).more, Qt.MouseButton.LeftButton)
    assert row.editor is not None
    row.editor.setFocus()
    focus = QApplication.focusWidget()
    assert focus is not None and row.isAncestorOf(focus)
    return focus


def _steps(window: MainWindow) -> int:
    assert window.session.history is not None
    return len(window.session.history)


def test_a_box_that_shows_all_of_its_text_has_no_scroll_bar(opened: MainWindow) -> None:
    for card in (*_of_kind(opened, "pain_points"), *_of_kind(opened, "solutions")):
        opened.session.select(card.id)
        boxes = [box for box in _form(opened).findChildren(QPlainTextEdit) if box.isVisible()]
        assert boxes
        assert not any(box.verticalScrollBar().isVisible() for box in boxes), card.text
    opened.session.apply("", set_field(opened.session.project, card.id, "text", "a long text " * 60))
    box = next(box for box in _form(opened).findChildren(QPlainTextEdit) if "long" in box.toPlainText())
    assert box.verticalScrollBar().isVisible() and box.verticalScrollBar().maximum() > 0


def test_the_map_says_how_many_of_its_cards_are_guesses(opened: MainWindow) -> None:
    assert opened.session.map is not None
    opened.session.select(opened.session.map.id)
    said = [label.text() for label in _form(opened).findChildren(QLabel)]
    assert any(text.startswith("guesses: ") and "\nobserved: " in text for text in said)
    assert "Customer effort" in said or "CUSTOMER EFFORT" in said
    assert any("”: back to “" in text for text in said), "the name of an arrow ends before what it costs"


def test_typing_a_cards_words_is_one_step_and_keeps_the_keyboard(opened: MainWindow) -> None:
    card = _of_kind(opened, "pain_points")[0]
    opened.session.select(card.id)
    focus = _focus(opened, "text")
    QTest.keyClick(focus, Qt.Key.Key_End)
    QTest.keyClicks(focus, " at all")
    assert _now(opened, card.id).text == f"{card.text} at all"
    assert QApplication.focusWidget() is focus
    assert _steps(opened) == 1
    QTest.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _now(opened, card.id).text == card.text
    assert QApplication.focusWidget() is focus


def test_return_and_tab_end_a_step(opened: MainWindow) -> None:
    card = _of_kind(opened, "solutions")[0]
    opened.session.select(card.id)
    focus = _focus(opened, "owner")
    QTest.keyClick(focus, Qt.Key.Key_End)
    QTest.keyClicks(focus, "ab")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    QTest.keyClicks(focus, "cd")
    QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert _now(opened, card.id).owner == f"{card.owner}abcd"
    assert _steps(opened) == 2
    other = QApplication.focusWidget()
    assert other is not focus and other is not None
    QTest.keyClick(focus, Qt.Key.Key_X)
    assert _steps(opened) == 3


def test_escape_brings_back_what_was_there_and_then_leaves_for_the_sheet(opened: MainWindow) -> None:
    card = _of_kind(opened, "solutions")[0]
    opened.session.select(card.id)
    focus = _focus(opened, "owner")
    QTest.keyClicks(focus, "somebody else")
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert _now(opened, card.id) == card
    assert opened.session.history is not None and not opened.session.history.can_undo
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is opened.canvas


def test_escape_restores_even_after_a_save_in_between(opened: MainWindow) -> None:
    card = _of_kind(opened, "solutions")[0]
    opened.session.select(card.id)
    focus = _focus(opened, "owner")
    QTest.keyClicks(focus, "ab")
    opened.actions_["save"].trigger()
    QTest.keyClicks(focus, "cd")
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert _now(opened, card.id).owner == card.owner


def test_what_is_no_number_is_said_at_the_field_and_never_lost(opened: MainWindow) -> None:
    card, other = _of_kind(opened, "touchpoints")[:2]
    opened.session.select(card.id)
    focus = _focus(opened, "minutes")
    assert isinstance(focus, QLineEdit)
    QTest.keyClick(focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focus, "3,5 or so")
    row = _row(opened, "minutes")
    assert row.wrong.isVisible() and "not a number" in row.wrong.text()
    assert focus.text() == "3,5 or so"
    assert _now(opened, card.id).minutes == 3.5
    opened.session.select(other.id)
    assert not row.wrong.isVisible() and focus.text() != "3,5 or so"
    opened.session.select(card.id)
    assert row.wrong.isVisible() and focus.text() == "3,5 or so"
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert not row.wrong.isVisible() and focus.text() == "3.5"


def test_a_number_out_of_its_range_names_the_range(opened: MainWindow) -> None:
    one = opened.session.map
    assert one is not None
    lane = next(lane for lane in one.lanes if lane.kind == "emotions")
    point = next(point for cell in lane.cells for point in cell.points)
    opened.session.select(point.id)
    focus = _focus(opened, "level")
    QTest.keyClick(focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focus, "-9")
    assert "−5" in _row(opened, "level").wrong.text() and "5" in _row(opened, "level").wrong.text()
    assert _now(opened, point.id).level == point.level
    QTest.keyClick(focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focus, "-2")
    QTest.keyClick(focus, Qt.Key.Key_Up)
    assert _now(opened, point.id).level == -1.5


def test_severity_by_mouse_and_keys(opened: MainWindow) -> None:
    card = _of_kind(opened, "pain_points")[0]
    opened.session.select(card.id)
    bars = _focus(opened, "severity")
    QTest.keyClick(bars, Qt.Key.Key_4)
    assert _now(opened, card.id).severity == 4
    QTest.keyClick(bars, Qt.Key.Key_Right)
    assert _now(opened, card.id).severity == 5
    assert "5 of 5" in bars.accessibleName() and "Severity" in bars.accessibleName()
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(35, 10))
    assert _now(opened, card.id).severity == 2
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(35, 10))
    assert _now(opened, card.id).severity is None
    assert _steps(opened) == 4


def test_tags_with_completion_from_tags_in_use(opened: MainWindow) -> None:
    card = _of_kind(opened, "actions")[0]
    opened.session.select(card.id)
    line = _focus(opened, "tags")
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "cou")
    completer = line.completer()
    assert "counter" in [
        completer.completionModel().index(n, 0).data() for n in range(completer.completionCount())
    ]
    QTest.keyClick(completer.popup(), Qt.Key.Key_Down)
    QTest.keyClick(completer.popup(), Qt.Key.Key_Return)
    QTest.qWait(10)
    assert _now(opened, card.id).tags == (*card.tags, "counter")
    QTest.keyClicks(line, "new one, other")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert _now(opened, card.id).tags == (*card.tags, "counter", "new one", "other")
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert _now(opened, card.id).tags == (*card.tags, "counter", "new one")


def test_several_cards_show_what_differs_and_one_edit_sets_all(opened: MainWindow) -> None:
    cards = _of_kind(opened, "pain_points")[:3]
    assert len({card.severity for card in cards}) > 1
    opened.session.choose(card.id for card in cards)
    bars = _focus(opened, "severity")
    assert "various" in bars.accessibleName()
    assert _row(opened, "text").editor is not None
    stage = _row(opened, "@place").findChild(ChoiceBox)
    assert stage is not None and stage.currentIndex() == -1
    seen = stage.grab(QRect(6, 4, 60, stage.height() - 8)).toImage()
    tones = [seen.pixelColor(x, y).lightness() for x in range(seen.width()) for y in range(seen.height())]
    words = QColor(colours("light")["small"]).lightness()
    assert min(tones) == pytest.approx(words, abs=12), "as easily read as in other fields"
    QTest.keyClick(bars, Qt.Key.Key_3)
    assert [_now(opened, card.id).severity for card in cards] == [3, 3, 3]
    assert _steps(opened) == 1
    line = _focus(opened, "tags")
    QTest.keyClicks(line, "shared")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert [_now(opened, card.id).tags for card in cards] == [(*card.tags, "shared") for card in cards]
    opened.session.undo()
    opened.session.undo()
    assert [_now(opened, card.id) for card in cards] == cards


def test_a_channel_of_ones_own_is_made_on_the_spot(opened: MainWindow) -> None:
    card = _of_kind(opened, "touchpoints")[0]
    opened.session.select(card.id)
    line = _focus(opened, "channel")
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, "Pigeon post")
    QTest.keyClick(line, Qt.Key.Key_Return)
    project = opened.session.project
    assert project is not None
    made = [channel for channel in project.channels if channel.name == "Pigeon post"]
    assert len(made) == 1 and _now(opened, card.id).channel == made[0].id
    assert _steps(opened) == 1


def test_links_are_found_by_typing_and_jumped_to(opened: MainWindow, qtbot: QtBot) -> None:
    pain = _of_kind(opened, "pain_points")[0]
    opened.session.select(pain.id)
    add = _focus(opened, "@answered_by")
    QTest.keyClick(add, Qt.Key.Key_Return)
    picker = next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, Picker) and one.isVisible()
    )
    QTest.keyClicks(picker.line, "drop off")
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    solution = next(card for card in _of_kind(opened, "solutions") if card.text.startswith("Drop-off"))
    assert pain.id in solution.answers
    row = _row(opened, "@answered_by")
    link = next(one for one in row.findChildren(QPushButton) if one.accessibleName().startswith("Drop-off"))
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert opened.session.selection == solution.id


def test_a_list_is_as_wide_as_its_longest_choice(opened: MainWindow) -> None:
    opened.session.select(_of_kind(opened, "touchpoints")[0].id)
    box = _row(opened, "channel").editor.findChild(ChoiceBox)  # type: ignore[union-attr]
    assert box is not None
    box.setItemText(3, "A channel whose name is longer than any panel is wide")
    box.showPopup()
    view = box.view()
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    box.hidePopup()


def test_a_date_is_typed_in_the_usual_ways(opened: MainWindow) -> None:
    card = _of_kind(opened, "solutions")[0]
    opened.session.select(card.id)
    line = _focus(opened, "due")
    assert isinstance(line, QLineEdit)
    for text in ("2027-03-09", "9.3.2027", "March 9, 2027", "9 March 2027"):
        line.selectAll()
        QTest.keyClicks(line, text)
        assert str(_now(opened, card.id).due) == "2027-03-09", text
        assert not _row(opened, "due").wrong.isVisible()
        line.selectAll()
        QTest.keyClicks(line, "soon")
        assert "is not a date" in _row(opened, "due").wrong.text()
        assert str(_now(opened, card.id).due) == "2027-03-09"
    line.selectAll()
    QTest.keyClicks(line, "15 dec")
    due = _now(opened, card.id).due
    assert (due.month, due.day) == (12, 15)
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    assert _now(opened, card.id).due is None
    assert line.placeholderText() == "for example 2026-05-31"
    assert "Without a year the next such day" in line.toolTip()


def test_long_names_and_tags_are_cut_and_widen_nothing(opened: MainWindow, qtbot: QtBot) -> None:
    project = opened.session.project
    assert project is not None
    name = "Katarzyna Nowak-Wiśniewska & Synowie, właścicielka sklepu osiedlowego"
    card = _of_kind(opened, "pain_points")[0]
    changed = set_field(project, project.personas[0].id, "name", name)
    opened.session.apply("names", set_field(changed, card.id, "tags", ("x" * 120, "counter")))
    opened.session.select(card.id)
    opened.bench.panes.setSizes([230, 800, 210, 0])
    qtbot.wait(30)
    inspector = opened.bench.inspector
    assert _form(opened).width() <= inspector.viewport().width()
    for words in (name, "x" * 120):
        buttons = _form(opened).findChildren(QPushButton)
        button = next(one for one in buttons if words in one.accessibleName())
        right = button.mapTo(inspector.viewport(), QPoint(button.width(), 0)).x()
        assert right <= inspector.viewport().width()
        assert "…" in button.text()
    short = next(one for one in _form(opened).findChildren(QPushButton) if one.text() == "Piotr")
    assert short.width() < 90


def test_a_box_is_as_high_as_its_words_whatever_changed_its_width(opened: MainWindow, qtbot: QtBot) -> None:
    project = opened.session.project
    assert project is not None
    card = _of_kind(opened, "pain_points")[0]
    opened.session.select(card.id)
    box = _row(opened, "text").editor.findChild(QPlainTextEdit)  # type: ignore[union-attr]
    assert box is not None
    text, whole = "", box.fontMetrics().horizontalAdvance
    while whole(text) < box.viewport().width() - 20:  # one line without a scroll bar beside it, two with it
        text += "il "
    opened.session.apply("words", set_field(project, card.id, "text", text.strip()))
    for height in (1150, 868, 1150, 500, 1199, 868) * 2:
        opened.resize(1389, height)
        for panel in ("past", ""):
            if panel:
                opened.actions_[panel].trigger()
            qtbot.wait(30)
            assert box.verticalScrollBar().maximum() == 0
            assert box.height() <= box.parentWidget().height()


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_every_row_is_as_high_as_it_needs_at_once(opened: MainWindow, language: str) -> None:
    """Nothing waits for a timer or another turn of the loop, which on a busy machine come late."""
    opened.program.set_language(language)
    opened.resize(1389, 868)
    pains = [card.id for card in _of_kind(opened, "pain_points")]
    solutions = [card.id for card in _of_kind(opened, "solutions")]
    commands = ("past", "duplicate", "move_right", "past", "delete", "undo", "undo", "undo")
    for card in (*pains[:3], *solutions[:2], pains[0]):
        for command in ("", *commands):
            if command:
                opened.actions_[command].trigger()
            else:
                opened.session.select(card)
            for row in _form(opened).rows.values():
                layout = row.layout()
                assert layout is not None
                if not row.isHidden():
                    wanted = layout.totalHeightForWidth(row.width())
                    high = wanted if wanted > 0 else row.sizeHint().height()
                    assert row.height() == high, (command, row.field.name)
    opened.program.set_language("en")


def test_where_there_are_no_tags_no_room_is_left_for_them(opened: MainWindow) -> None:
    assert opened.session.map is not None
    cells = (cell for lane in opened.session.map.lanes for cell in lane.cells)
    point = next(point for cell in cells for point in cell.points if not point.tags)
    opened.session.select(point.id)
    assert _row(opened, "tags").height() == _row(opened, "feeling").height()


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_nothing_in_the_inspector_is_wider_than_it(opened: MainWindow, language: str) -> None:
    shown, project = opened.session.map, opened.session.project
    assert shown is not None and project is not None
    opened.program.set_language(language)
    opened.resize(820, 600)
    lanes = [lane.id for lane in shown.lanes]
    cards = [cell.cards[0].id for lane in shown.lanes for cell in lane.cells if cell.cards]
    points = [cell.points[0].id for lane in shown.lanes for cell in lane.cells if cell.points]
    others = (
        shown.id,
        shown.connectors[0].id,
        project.personas[0].id,
        "project:",
        "workshop:team",
        "workshop:goal",
    )
    for id in (*lanes, *cards, points[0], shown.stages[0].id, shown.stages[0].steps[0].id, *others):
        opened.session.select(id)
        form, inspector = _form(opened), opened.bench.inspector
        for _fold in range(2):
            assert form.width() <= inspector.viewport().width(), id
            assert form.minimumSizeHint().width() <= inspector.viewport().width(), id
            form.more.click()
    opened.program.set_language("en")


def test_a_long_phrase_is_shown_whole_and_stays_one_line(opened: MainWindow, qtbot: QtBot) -> None:
    assert opened.session.project is not None
    person = opened.session.project.personas[0].id
    opened.session.select(person)
    box = _focus(opened, "occupation")
    assert isinstance(box, QPlainTextEdit)
    box.selectAll()
    QApplication.clipboard().setText("keeps the books\nof three shops and rides to each of them by bike")
    box.paste()
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    words = "keeps the books of three shops and rides to each of them by bike"
    assert _now(opened, person).occupation == words
    qtbot.waitUntil(lambda: box.verticalScrollBar().maximum() == 0)
    assert box.document().size().height() >= 2


def test_a_key_task_that_the_sheet_does_not_show_says_so_and_one_click_shows_it(opened: MainWindow) -> None:
    shown, project = opened.session.map, opened.session.project
    assert shown is not None and project is not None
    assert not [lane for lane in shown.lanes if lane.kind == "key_task"]
    opened.session.select(shown.stages[1].id)
    opened.session.apply("none", set_field(project, shown.stages[1].id, "key_task", ""))
    row = _row(opened, "key_task")
    assert row.remark is None or row.remark.isHidden()
    _focus(opened, "key_task")
    QTest.keyClicks(QApplication.focusWidget(), "Answer within a day")
    assert row.remark is not None and "no key-task lane" in row.remark.words.text()
    QTest.mouseClick(row.remark.way, Qt.MouseButton.LeftButton)
    shown = opened.session.map
    assert shown is not None and shown.lanes[0].kind == "key_task"
    assert shown.stages[1].key_task == "Answer within a day"
    assert row.remark.isHidden() and opened.canvas.shown is not None
    texts = {text.block.text for _part, text in opened.canvas.shown.texts()}
    assert "Answer within a day" in texts
    assert opened.actions_["undo"].text() == "Undo new lane"
    opened.session.apply("hide", set_field(opened.session.project, shown.lanes[0].id, "hidden", True))
    assert row.remark.isVisible() and "hidden" in row.remark.words.text()
    QTest.mouseClick(row.remark.way, Qt.MouseButton.LeftButton)
    assert opened.session.map is not None and not opened.session.map.lanes[0].hidden
    assert row.remark.isHidden()


def test_the_sheet_keeps_the_keyboard_and_widgets_stay_the_same(opened: MainWindow) -> None:
    card = _of_kind(opened, "pain_points")[0]
    opened.session.select(card.id)
    opened.activateWindow()
    opened.canvas.setFocus()
    before = {id(widget) for widget in _form(opened).findChildren(QWidget)}
    QTest.keyClick(opened.canvas, Qt.Key.Key_F2)
    QTest.keyClicks(opened.canvas, "quickly")
    assert QApplication.focusWidget() is opened.canvas
    assert {id(widget) for widget in _form(opened).findChildren(QWidget)} == before
    editor = _row(opened, "text").editor
    assert editor is not None and "quickly" in editor.focusProxy().toPlainText()  # type: ignore[union-attr]


def test_one_form_serves_all_cards_of_a_kind(opened: MainWindow) -> None:
    first, second = _of_kind(opened, "pain_points")[:2]
    opened.session.select(first.id)
    form = _form(opened)
    opened.session.select(_of_kind(opened, "solutions")[0].id)
    assert _form(opened) is not form
    opened.session.select(second.id)
    assert _form(opened) is form


@pytest.mark.parametrize("language", ["pl", "ru"])
def test_no_form_is_wider_than_its_panel(opened: MainWindow, language: str) -> None:
    opened.program.set_language(language)
    one, project = opened.session.map, opened.session.project
    assert one is not None and project is not None
    ids = [project.personas[0].id, one.stages[0].id, "project:", "workshop:team", ""]
    ids += [lane.id for lane in one.lanes]
    ids += [card.id for lane in one.lanes for cell in lane.cells for card in cell.cards[:1]]
    inspector = opened.bench.inspector
    for id in ids:
        opened.session.select(id)
        QTest.qWait(1)
        assert _form(opened).minimumSizeHint().width() <= inspector.viewport().width(), id


def test_the_team_of_the_workshop_grows_and_shrinks(opened: MainWindow) -> None:
    opened.session.select("workshop:team")
    opened.activateWindow()
    project = opened.session.project
    assert project is not None
    count = len(project.brief.team)
    add = _focus(opened, "brief.team")
    QTest.keyClick(add, Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    QTest.keyClicks(focus, "Ewa")
    assert opened.session.project is not None
    assert [one.name for one in opened.session.project.brief.team][count:] == ["Ewa"]
    assert _steps(opened) == 2


def test_what_somebody_does_has_the_room_that_a_short_name_leaves(opened: MainWindow) -> None:
    opened.session.select("workshop:team")
    QApplication.processEvents()
    editor = _row(opened, "brief.team").editor
    assert isinstance(editor, ItemsEditor)
    widths = [(name, cell.width()) for (_id, name), cell in editor.cells.items()]
    (names,) = {width for name, width in widths if name == "name"}
    (disciplines,) = {width for name, width in widths if name == "discipline"}
    assert names < 0.6 * disciplines


def test_filling_takes_next_to_nothing_while_somebody_writes(opened: MainWindow) -> None:
    """Counted, not timed: what one keystroke on the sheet asks of the inspector's widgets."""
    card = _of_kind(opened, "pain_points")[0]
    opened.session.select(card.id)
    asked: list[str] = []
    for name, row in list(_form(opened).rows.items()):
        if row.editor is not None:
            for child in row.editor.findChildren(QLineEdit):
                child.textChanged.connect(lambda _text, name=name: asked.append(name))
    opened.canvas.setFocus()
    QTest.keyClick(opened.canvas, Qt.Key.Key_F2)
    QTest.keyClicks(opened.canvas, "abc")
    assert asked == []


def test_tab_goes_from_field_to_field_as_they_stand(opened: MainWindow) -> None:
    opened.session.select(_of_kind(opened, "pain_points")[0].id)
    form = _form(opened)
    QTest.mouseClick(form.more, Qt.MouseButton.LeftButton)  # rows are made late, and in between
    focus = _focus(opened, "text")
    names = [field.name for field in form.fields if not _row(opened, field.name).isHidden()]
    seen: list[str] = []
    for _turn in range(80):
        owner = next((name for name in names if form.rows[name].isAncestorOf(focus)), "")
        if not owner:
            break
        if owner not in seen[-1:]:
            seen.append(owner)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        following = QApplication.focusWidget()
        assert following is not None
        focus = following
    assert seen == names


def test_f6_begins_at_the_first_field(opened: MainWindow) -> None:
    opened.session.select(_of_kind(opened, "pain_points")[0].id)
    opened.activateWindow()
    opened.canvas.setFocus()
    QTest.keyClick(opened.canvas, Qt.Key.Key_F6)
    focus = QApplication.focusWidget()
    assert focus is not None and _row(opened, "text").isAncestorOf(focus)
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is opened.canvas


def test_all_of_very_many_are_set_at_once(opened: MainWindow) -> None:
    one = opened.session.map
    assert one is not None
    every = [card.id for lane in one.lanes for cell in lane.cells for card in cell.cards]
    opened.session.choose(every)
    focus = _focus(opened, "votes")
    QTest.keyClicks(focus, "7")
    assert {_now(opened, id).votes for id in every} == {7}
    assert _steps(opened) == 1
