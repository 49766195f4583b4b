"""Writing on the sheet with real keys and clicks."""

from pathlib import Path

import pytest
from hands import journey, press
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Picture, Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.storage.project_file import dumps, load
from cjmdesk.text.engine import REGULAR
from cjmdesk.text.qt import text_engine
from cjmdesk.text.qt_faces import PIXELS
from cjmdesk.ui.sheet.boxes import card_in
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier


def texts(window: MainWindow, kind: str, column: int = 0) -> list[str]:
    """What stands in a cell: cards' texts, points' quotes."""
    steps = [step.id for stage in journey(window).stages for step in stage.steps]
    lane = next(lane for lane in journey(window).lanes if lane.kind == kind)
    for cell in lane.cells:
        if cell.step == steps[column]:
            return [*(point.quote for point in cell.points), *(card.text for card in cell.cards)]
    return []


def type_(window: MainWindow, words: str) -> None:
    """Letter by letter; QTest knows Latin keys only, other letters come as an input method sends them."""
    for letter in words:
        if letter.isascii():
            QTest.keyClick(window.canvas, letter)
        else:
            event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, Held.NoModifier, letter)
            QApplication.sendEvent(window.canvas, event)


def place_of(window: MainWindow, kind: str, column: int = 0) -> QPoint:
    """The middle of a cell in pixels of the view."""
    lane = next(lane for lane in journey(window).lanes if lane.kind == kind)
    assert window.canvas.shown is not None
    cell = [cell for cell in window.canvas.shown.cells if cell.lane == lane.id][column]
    window.canvas.centerOn(cell.x + cell.width / 2, cell.y + cell.height / 2)
    return window.canvas.mapFromScene(cell.x + cell.width / 2, cell.y + cell.height / 2)


def click(window: MainWindow, kind: str, column: int = 0) -> None:
    at = place_of(window, kind, column)
    QTest.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, Held.NoModifier, at)


def test_click_type_enter_makes_card_after_card(blank: MainWindow) -> None:
    click(blank, "actions")
    type_(blank, "Hears a grinding brake")
    press(blank, Key.Key_Return)
    type_(blank, "Asks a neighbour")
    press(blank, Key.Key_Return)
    press(blank, Key.Key_Return)
    assert texts(blank, "actions") == ["Hears a grinding brake", "Asks a neighbour"]
    assert not blank.canvas.writing.active


def test_the_first_letter_is_not_lost_and_the_card_is_on_the_sheet(blank: MainWindow) -> None:
    click(blank, "pain_points", 2)
    type_(blank, "Żle")
    press(blank, Key.Key_Escape)
    assert texts(blank, "pain_points", 2) == ["Żle"]
    assert blank.canvas.shown is not None
    assert "Żle" in [text.block.text for _part, text in blank.canvas.shown.texts()]


def test_tab_goes_on_to_the_next_stage_and_control_down_to_the_next_lane(blank: MainWindow) -> None:
    kinds = [lane.kind for lane in journey(blank).lanes if lane.kind not in ("line", "key_task")]
    click(blank, kinds[0])
    for column in range(3):
        type_(blank, f"stage {column}")
        press(blank, Key.Key_Tab)
    press(blank, Key.Key_Backtab)
    press(blank, Key.Key_Down, Held.ControlModifier)
    type_(blank, "below")
    press(blank, Key.Key_Escape)
    assert [texts(blank, kinds[0], column)[-1:] for column in range(3)] == [
        ["stage 0"],
        ["stage 1"],
        ["stage 2"],
    ]
    assert texts(blank, kinds[1], 2)[-1:] == ["below"]


def test_shift_enter_breaks_the_line(blank: MainWindow) -> None:
    click(blank, "actions")
    type_(blank, "one")
    press(blank, Key.Key_Return, Held.ShiftModifier)
    type_(blank, "two")
    press(blank, Key.Key_Escape)
    assert texts(blank, "actions") == ["one\ntwo"]


def test_a_note_is_one_step_to_undo_and_all_undone_gives_the_same_bytes(blank: MainWindow) -> None:
    before = blank.session.project
    assert before is not None
    click(blank, "actions")
    for words in ("first", "second"):
        type_(blank, words)
        press(blank, Key.Key_Return)
    press(blank, Key.Key_Escape)
    assert blank.session.history is not None
    assert len(blank.session.history) == 2
    QTest.keyClick(blank, Key.Key_Z, Held.ControlModifier)
    assert texts(blank, "actions") == ["first"]
    QTest.keyClick(blank, Key.Key_Z, Held.ControlModifier)
    assert blank.session.project is not None
    assert dumps(blank.session.project) == dumps(before)
    assert not blank.session.modified or blank.session.path is None


def test_an_empty_note_leaves_nothing(blank: MainWindow) -> None:
    click(blank, "actions")
    assert blank.canvas.writing.active
    press(blank, Key.Key_Escape)
    press(blank, Key.Key_Return)
    assert blank.canvas.writing.active
    press(blank, Key.Key_Escape)
    type_(blank, "x")
    press(blank, Key.Key_Backspace)
    press(blank, Key.Key_Escape)
    assert texts(blank, "actions") == []


def test_feelings_take_a_level_before_the_words(blank: MainWindow) -> None:
    click(blank, "emotions", 1)
    type_(blank, "-3 why so long")
    press(blank, Key.Key_Escape)
    assert texts(blank, "emotions", 1) == ["why so long"]
    lane = next(lane for lane in journey(blank).lanes if lane.kind == "emotions")
    assert [point.level for cell in lane.cells for point in cell.points] == [-3.0]


def test_arrows_enter_and_delete(opened: MainWindow) -> None:
    canvas = opened.canvas
    canvas.setFocus()
    press(opened, Key.Key_Return)
    start = opened.session.selection
    assert start.startswith("cell:")
    press(opened, Key.Key_Down)
    press(opened, Key.Key_Right)
    moved = opened.session.selection
    assert moved
    assert moved != start
    count = sum(len(cell.cards) for lane in journey(opened).lanes for cell in lane.cells)
    press(opened, Key.Key_Delete)
    assert sum(len(cell.cards) for lane in journey(opened).lanes for cell in lane.cells) == count - 1
    QTest.keyClick(opened, Key.Key_Z, Held.ControlModifier)
    assert sum(len(cell.cards) for lane in journey(opened).lanes for cell in lane.cells) == count


def test_double_click_edits_and_the_file_gets_it(opened: MainWindow, bike: Path, qtbot: QtBot) -> None:
    card = next(card for lane in journey(opened).lanes for cell in lane.cells for card in cell.cards)
    opened.session.select(card.id)
    opened.canvas.reveal(card.id)
    from cjmdesk.ui.sheet.hits import item_box

    assert opened.canvas.shown is not None
    box = item_box(opened.canvas.shown, card.id)
    assert box is not None
    at = opened.canvas.mapFromScene((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    view = opened.canvas.viewport()
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, Held.NoModifier, at)
    assert opened.canvas.writing.active
    press(opened, Key.Key_End, Held.ControlModifier)
    type_(opened, " again")
    press(opened, Key.Key_Escape)
    QTest.keyClick(opened, Key.Key_S, Held.ControlModifier)
    saved = [c.text for lane in load(bike).project.maps[0].lanes for cell in lane.cells for c in cell.cards]
    assert card.text + " again" in saved


def test_the_editor_breaks_lines_where_the_poster_does(blank: MainWindow) -> None:
    click(blank, "actions")
    type_(blank, "Looks for a bicycle workshop near home, reads three reviews and calls them")
    editor = blank.canvas.writing.editor
    assert blank.canvas.shown is not None
    block = next(
        text.block for _part, text in blank.canvas.shown.texts() if text.block.text.startswith("Looks for a")
    )
    layout = editor.document().firstBlock().layout()
    lines = [
        editor.text()[layout.lineAt(n).textStart() :][: layout.lineAt(n).textLength()]
        for n in range(layout.lineCount())
    ]
    assert lines == [line.text for line in block.lines]
    press(blank, Key.Key_Escape)


def test_the_editor_keeps_a_dash_with_its_word_as_the_poster_does(blank: MainWindow) -> None:
    """Wherever the cursor is and whatever comes and goes, the text told has plain blanks."""
    click(blank, "actions")
    text = "📷 Мама выбирала — звонила — ждала — писала — снова звонила — ждала — до самого вечера"
    type_(blank, text)
    editor = blank.canvas.writing.editor
    assert editor.textCursor().position() == len(text) + 1, "the picture counts twice"
    cursor = editor.textCursor()
    parted = 0
    for number in range(1, 30):
        # Each letter at the beginning moves the words and dashes behind it.
        cursor.setPosition(0)
        editor.setTextCursor(cursor)
        type_(blank, "ну "[number % 3])
        text = editor.text()
        layout = editor.document().firstBlock().layout()
        starts = [layout.lineAt(n).textStart() for n in range(layout.lineCount())]
        signs = text.replace("📷", "📷\0")
        lines = [signs[start:end] for start, end in zip(starts, [*starts[1:], len(signs)], strict=True)]
        lines = [line.replace("\0", "") for line in lines]
        expected = text_engine().wrap(text, REGULAR, editor.textWidth() / PIXELS).lines
        assert lines == [line.text for line in expected]
        parted += any(line.endswith("— ") for line in lines)
    assert parted
    assert "\u00a0" not in text
    cursor = editor.textCursor()
    for place in (text.index(" —") + 1, text.index("—") + 1):
        cursor.setPosition(place)
        editor.setTextCursor(cursor)
        type_(blank, "x")
        press(blank, Key.Key_Backspace)
        assert (editor.text(), editor.textCursor().position()) == (text, place)
    document = editor.document()
    document.undo()
    document.undo()
    document.redo()
    document.redo()
    assert (editor.text(), document.isRedoAvailable()) == (text, False)
    cursor.setPosition(text.index("—") + 1)
    editor.setTextCursor(cursor)
    press(blank, Key.Key_Delete)
    assert "выбирала  звонила" in editor.document().toRawText(), "what no dash follows breaks again"
    press(blank, Key.Key_Escape)
    assert texts(blank, "actions") == [text.replace("—", "", 1)]


def test_an_emptied_card_keeps_its_marks_in_sight(opened: MainWindow) -> None:
    """What is written stands between its icon and the sign of how it is known, and paints over neither."""
    cards = [card for lane in journey(opened).lanes for cell in lane.cells for card in cell.cards]
    marked = [card for card in cards if card.evidence and card.text and not card.picture]
    assert marked
    canvas = opened.canvas
    for card in marked[:3]:
        canvas.write_at(card.id)
        full = canvas.writing.editor.sceneBoundingRect()
        QTest.keyClick(canvas, Key.Key_A, Held.ControlModifier)
        QTest.keyClick(canvas, Key.Key_Backspace)
        empty = canvas.writing.editor.sceneBoundingRect()
        assert (empty.left(), empty.right()) == pytest.approx((full.left(), full.right()), abs=0.01)
        press(opened, Key.Key_Escape)
        QTest.keyClick(canvas, Key.Key_Z, Held.ControlModifier)


@pytest.fixture
def airy(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window with a small map, so that there is more air than usual: cards with a picture, with a
    number, with a number and its bar, and a plain one."""
    key = "0" * 64
    pictured = make_card("actions", "pictured", text="Looks", picture=key)
    plain = make_card("actions", "plain", text="Waits")
    counted = make_card("metrics", "counted", text="minutes of waiting", number=12)
    barred = make_card("metrics", "barred", text="minutes of work", number=12)
    lanes = (
        make_lane("actions", "does", cells=(Cell(step="t", cards=(pictured, plain)),)),
        make_lane("metrics", "counts", cells=(Cell(step="t", cards=(counted,)),)),
        make_lane("metrics", "bars", chart="bar", cells=(Cell(step="t", cards=(barred,)),)),
    )
    one = JourneyMap(
        id="m",
        title="Small",
        stages=(Stage(id="s", title="Only", steps=(Step(id="t"),)),),
        lanes=lanes,
    )
    picture = Picture(media_type="image/png", width=300, height=100, data="")
    window.session.start(Project(title="Small", maps=(one,), pictures={key: picture}))
    qtbot.wait(20)
    window.canvas.setFocus()
    return window


@pytest.mark.parametrize("card", ["pictured", "plain", "counted", "barred"])
def test_an_emptied_card_is_written_where_its_words_stood(airy: MainWindow, card: str) -> None:
    """Also where the map has more air between its lines, and below a picture or a number."""
    canvas = airy.canvas
    assert canvas.poster is not None
    assert canvas.poster.measures.air > 1.5

    def place() -> tuple[float, float]:
        """Of the editor on the card, which may be lower and stand elsewhere when it has no words."""
        assert canvas.shown is not None
        frames = ((part, card_in(part, card)) for part in canvas.shown.parts)
        part, box = next((part, box) for part, box in frames if box is not None)
        editor = canvas.writing.editor.sceneBoundingRect()
        return editor.left() - part.x - box.x, editor.top() - part.y - box.y

    canvas.write_at(card)
    full = place()
    QTest.keyClick(canvas, Key.Key_A, Held.ControlModifier)
    QTest.keyClick(canvas, Key.Key_Backspace)
    assert place() == pytest.approx(full, abs=0.01)


def test_a_new_card_is_written_where_it_will_stand(airy: MainWindow) -> None:
    click(airy, "actions")
    press(airy, Key.Key_Escape)
    airy.canvas.write_at("plain")
    press(airy, Key.Key_Return)
    empty = airy.canvas.writing.editor.sceneBoundingRect()
    type_(airy, "x")
    full = airy.canvas.writing.editor.sceneBoundingRect()
    assert (full.left(), full.top()) == pytest.approx((empty.left(), empty.top()), abs=0.01)


def edged(window: MainWindow) -> bool:
    """Whether a line in the accent colour runs around what is written: over and under its middle."""
    canvas = window.canvas
    box = canvas.mapFromScene(canvas.writing.editor.sceneBoundingRect()).boundingRect()
    picture = canvas.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()

    def crossed(top: int, bottom: int) -> bool:
        seen = (
            picture.pixelColor(round(box.center().x() * ratio), round(y * ratio))
            for y in range(top - 2, bottom + 3)
        )
        return any(colour.blue() - colour.red() > 90 for colour in seen)

    third = box.height() // 3
    return crossed(box.top(), box.top() + third) and crossed(box.bottom() - third, box.bottom())


def test_the_place_of_a_new_card_is_framed_until_its_first_letter(airy: MainWindow) -> None:
    canvas = airy.canvas
    canvas.fit_to("width")
    canvas.write_at("plain")
    assert not edged(airy)
    press(airy, Key.Key_Return)
    assert canvas.writing.begun
    assert edged(airy)
    type_(airy, "x")
    assert not edged(airy)
    press(airy, Key.Key_Backspace)
    press(airy, Key.Key_Escape)
    canvas.write_at("plain")
    assert not edged(airy), "it was of the new card alone"


def test_a_keystroke_lays_out_one_cell(blank: MainWindow) -> None:
    click(blank, "actions")
    type_(blank, "first")
    memo = blank.canvas._memo
    assert memo is not None
    type_(blank, "x")
    before = memo.misses_last
    type_(blank, "y")
    assert memo.misses_last == before
    assert memo.misses_last <= 2, "the cell is measured and drawn, nothing else"
    press(blank, Key.Key_Escape)


def test_letters_of_altgr_and_of_input_methods_begin_a_note(blank: MainWindow) -> None:
    click(blank, "actions")
    altgr = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, Held.GroupSwitchModifier, "ź")
    QApplication.sendEvent(blank.canvas, altgr)
    press(blank, Key.Key_Escape)
    click(blank, "actions", 1)
    windows = QKeyEvent(QEvent.Type.KeyPress, Key.Key_L, Held.ControlModifier | Held.AltModifier, "ł")
    QApplication.sendEvent(blank.canvas, windows)
    press(blank, Key.Key_Escape)
    click(blank, "actions", 2)
    composed = QInputMethodEvent()
    composed.setCommitString("漢字")
    QApplication.sendEvent(blank.canvas, composed)
    press(blank, Key.Key_Escape)
    assert [texts(blank, "actions", column) for column in range(3)] == [["ź"], ["ł"], ["漢字"]]


def test_commands_are_not_taken_for_letters(blank: MainWindow) -> None:
    click(blank, "actions")
    press(blank, Key.Key_Escape)
    for held in (Held.ControlModifier, Held.AltModifier, Held.MetaModifier):
        QApplication.sendEvent(blank.canvas, QKeyEvent(QEvent.Type.KeyPress, Key.Key_G, held, "g"))
    assert not blank.canvas.writing.active
    assert texts(blank, "actions") == []
