"""Cut, copy and paste through the window, with real keys and the clipboard's own data."""

import pytest
from hands import journey, press
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cjmdesk.formats.copied import MEDIA_TYPE, TSV, own_form
from cjmdesk.formats.templates import make_project, sample
from cjmdesk.model.cards import CardBase, make_card
from cjmdesk.model.lanes import Cell, Lane
from cjmdesk.storage.project_file import dumps, load
from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier


def lane(window: MainWindow, kind: str) -> Lane:
    return next(one for one in journey(window).lanes if one.kind == kind)


def cards(window: MainWindow, kind: str, column: int = 0) -> list[CardBase]:
    steps = [step.id for stage in journey(window).stages for step in stage.steps]
    return [card for cell in lane(window, kind).cells if cell.step == steps[column] for card in cell.cards]


def texts(window: MainWindow, kind: str, column: int = 0) -> list[str]:
    return [card.text for card in cards(window, kind, column)]


def select(window: MainWindow, kind: str, column: int = 0) -> None:
    steps = [step.id for stage in journey(window).stages for step in stage.steps]
    window.session.select(f"cell:{lane(window, kind).id}:{steps[column]}")


def control(window: MainWindow, key: Qt.Key, *more: Qt.KeyboardModifier) -> None:
    held = Held.ControlModifier
    for one in more:
        held |= one
    QTest.keyClick(window.canvas, key, held)


def clip(text: str = "", html: str = "", own: bytes = b"") -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if own:
        data.setData(MEDIA_TYPE, own)
    QGuiApplication.clipboard().setMimeData(data)


def told(window: MainWindow) -> str:
    notice = window.info.notice
    return notice.text if notice is not None else ""


def test_a_copied_card_keeps_everything_and_is_offered_in_all_forms(opened: MainWindow) -> None:
    opened.canvas.setFocus()
    card = next(c for c in lane(opened, "pain_points").cells[0].cards if c.text)
    before = opened.session.project
    opened.session.select(card.id)
    control(opened, Key.Key_C)
    data = QGuiApplication.clipboard().mimeData()
    assert set(data.formats()) >= {MEDIA_TYPE, TSV, "text/plain", "text/html"}
    assert data.text() == card.text
    select(opened, "pain_points", 5)
    control(opened, Key.Key_V)
    twin = cards(opened, "pain_points", 5)[-1]
    assert opened.session.chosen == (twin.id,)
    assert twin.id != card.id
    assert twin.model_copy(update={"id": card.id}) == card
    QTest.keyClick(opened, Key.Key_Z, Held.ControlModifier)
    assert opened.session.project is not None and before is not None
    assert dumps(opened.session.project) == dumps(before)


def test_cut_and_paste_carry_several_cells_to_another_window(
    program: Program, opened: MainWindow, qtbot: QtBot
) -> None:
    opened.canvas.setFocus()
    pains = [c for cell in lane(opened, "pain_points").cells[:2] for c in cell.cards]
    opened.session.choose([card.id for card in pains])
    control(opened, Key.Key_X)
    left = {c.id for cell in lane(opened, "pain_points").cells for c in cell.cards}
    assert left.isdisjoint(card.id for card in pains)
    other = program.new_window()
    other.session.start(make_project("current-state", "en"))
    qtbot.wait(20)
    other.canvas.setFocus()
    select(other, "pain_points", 1)
    control(other, Key.Key_V)
    assert texts(other, "pain_points", 1) + texts(other, "pain_points", 2) == [card.text for card in pains]


def test_a_list_becomes_cards_and_plain_text_stays_in_one_cell(blank: MainWindow) -> None:
    clip("1. Waits\n2. Asks\n\n- Pays")
    select(blank, "actions")
    control(blank, Key.Key_V)
    assert texts(blank, "actions") == ["Waits", "Asks", "Pays"]
    clip("a\tb\nc\td", own=b"not ours")
    select(blank, "actions", 2)
    control(blank, Key.Key_V, Held.ShiftModifier)
    assert texts(blank, "actions", 2) == ["a b", "c d"]


def test_a_table_fills_cells_and_what_was_added_is_told(blank: MainWindow) -> None:
    clip(
        "a\tb",
        html="<table><tr><td>Hears</td><td>Asks</td></tr><tr><td>Radio</td><td>Phone</td></tr></table>",
    )
    select(blank, "actions", 5)
    control(blank, Key.Key_V)
    assert texts(blank, "actions", 5) == ["Hears"]
    assert len(journey(blank).stages) == 7
    assert "1 stage was added" in told(blank)
    QTest.keyClick(blank, Key.Key_Z, Held.ControlModifier)
    assert len(journey(blank).stages) == 6


def test_words_go_into_a_text_that_is_being_written(blank: MainWindow) -> None:
    select(blank, "actions")
    QTest.keyClick(blank.canvas, Key.Key_Return)
    clip("bo\x07ld 🚲", html="<b>bold</b>")
    control(blank, Key.Key_V)
    assert texts(blank, "actions") == ["bold 🚲"]
    control(blank, Key.Key_A)
    control(blank, Key.Key_X)
    assert QGuiApplication.clipboard().text() == "bold 🚲"
    assert not QGuiApplication.clipboard().mimeData().hasHtml()
    blank.actions_["paste"].trigger()
    assert blank.canvas.writing.editor.text() == "bold 🚲"
    clip("x" * 30_000)
    control(blank, Key.Key_V)
    assert "30000 letters" in told(blank)
    assert blank.canvas.writing.editor.text() == "bold 🚲"
    QTest.keyClick(blank.canvas, Key.Key_Escape)
    assert texts(blank, "actions") == ["bold 🚲"]


def test_a_copied_stage_is_pasted_as_a_stage_and_a_lane_as_a_lane(opened: MainWindow) -> None:
    opened.canvas.setFocus()
    stage = journey(opened).stages[1]
    opened.session.select(stage.id)
    control(opened, Key.Key_C)
    opened.session.select(journey(opened).stages[3].id)
    control(opened, Key.Key_V)
    assert journey(opened).stages[4].title == stage.title
    columns = [one.id for one in journey(opened).stages for _step in one.steps]
    twin = columns.index(journey(opened).stages[4].id)
    assert texts(opened, "actions", columns.index(stage.id))
    assert texts(opened, "actions", twin) == texts(opened, "actions", columns.index(stage.id))
    row = lane(opened, "pain_points")
    opened.session.select(row.id)
    control(opened, Key.Key_C)
    control(opened, Key.Key_V)
    kinds = [one.kind for one in journey(opened).lanes]
    assert kinds.count("pain_points") == 2
    assert kinds.index("pain_points") + 1 == len(kinds) - 1 - kinds[::-1].index("pain_points")
    control(opened, Key.Key_X)
    assert [one.kind for one in journey(opened).lanes].count("pain_points") == 1


@pytest.mark.parametrize("size", [5_000_000, 450_000])
def test_far_too_much_text_is_one_sentence_and_nothing_is_lost(blank: MainWindow, size: int) -> None:
    before = blank.session.project
    clip("word\n" * (size // 5))
    select(blank, "actions")
    control(blank, Key.Key_V)
    assert told(blank).startswith("Nothing was pasted: ")
    assert blank.session.project is before


DAMAGES = ("cut", "newer", "noise", "deep", "empty")


def damaged(how: str) -> bytes:
    """Our own form, broken in one of `DAMAGES`."""
    good = dumps(load(sample("bike-workshop", "en").path).project)
    return {
        "cut": good[: len(good) // 2],
        "newer": good.replace(b'"readable_by": 1', b'"readable_by": 99').replace(
            b'"schema": 1', b'"schema": 99'
        ),
        "noise": b"\xff\xfe\x00{}[",
        "deep": b"[" * 100_000,
        "empty": b" ",
    }[how]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_bad_copy_of_ours_is_told_and_its_words_are_pasted(blank: MainWindow, damage: str) -> None:
    clip("its words", own=damaged(damage))
    select(blank, "actions")
    control(blank, Key.Key_V)
    assert texts(blank, "actions") == ["its words"]
    assert "only its words were pasted" in told(blank)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_bad_copy_of_ours_without_words_is_told(blank: MainWindow, damage: str) -> None:
    before = blank.session.project
    clip(own=damaged(damage))
    select(blank, "actions")
    control(blank, Key.Key_V)
    reason = "A newer version of the program made this copy" if damage == "newer" else "is damaged"
    assert reason in told(blank) and told(blank).endswith("; nothing was pasted.")
    QTest.keyClick(blank.canvas, Key.Key_Return)  # begins a card, and the keyboard is in it
    control(blank, Key.Key_V)
    assert reason in told(blank) and blank.session.project is before


@pytest.mark.parametrize("written", [False, True])
def test_what_cannot_be_written_is_said(blank: MainWindow, written: bool) -> None:
    """Into a cell, and into a card that has words already."""
    select(blank, "actions")
    if written:
        QTest.keyClicks(blank.canvas, "Before ")
    clip(text="abc\x1b[31md\x00 e\tf")
    control(blank, Key.Key_V)
    assert "2 characters" in told(blank)
    if written:
        press(blank, Key.Key_Escape)
    assert any("abc[31md e" in text for text in texts(blank, "actions"))


@pytest.mark.parametrize(
    ("text", "count", "reason"),
    [
        ("x" * 990_000, 5, "letters, far more than a map"),
        ("x" * 30_000, 1, "a line has 30000 letters, too many for one card"),
        ("x", 20_000, "the list has 20000 lines; at most 500"),
    ],
)
def test_a_copy_of_ours_may_hold_no_more_than_a_text(
    blank: MainWindow, text: str, count: int, reason: str
) -> None:
    """Whoever made it: what stands in it is not trusted more than any other text."""
    full = make_project("current-state", "en")
    one = full.maps[0]
    notes = tuple(make_card("actions", f"c{number}", text=text) for number in range(count))
    cell = Cell(step=one.stages[0].steps[0].id, cards=notes)
    row = next(each for each in one.lanes if each.kind == "actions").model_copy(update={"cells": (cell,)})
    small = one.model_copy(update={"stages": one.stages[:1], "lanes": (row,)})
    before = blank.session.project
    clip(own=own_form(full.model_copy(update={"maps": (small,)})))
    select(blank, "actions")
    control(blank, Key.Key_V)
    assert told(blank).startswith("Nothing was pasted: ") and reason in told(blank)
    assert blank.session.project is before


def test_what_is_no_text_goes_to_whoever_takes_it(blank: MainWindow) -> None:
    from PySide6.QtGui import QImage

    from cjmdesk.ui.commands.clipboard import ClipboardCommands

    taken: list[bool] = []
    data = QMimeData()
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(data)
    ClipboardCommands(blank, (lambda mime: taken.append(mime.hasImage()) or True,)).paste()  # type: ignore[func-returns-value]
    assert taken == [True]
    nothing = QMimeData()
    nothing.setData("application/x-unknown", b"?")
    QGuiApplication.clipboard().setMimeData(nothing)
    select(blank, "actions")
    control(blank, Key.Key_V)
    assert "nothing on the clipboard" in told(blank)
    blank.session.select("")
    clip("words")
    control(blank, Key.Key_V)
    assert told(blank) == "Select the cell to paste into."


def test_the_map_is_copied_as_a_picture(opened: MainWindow) -> None:
    control(opened, Key.Key_C, Held.ShiftModifier)
    data = QGuiApplication.clipboard().mimeData()
    image, poster = QGuiApplication.clipboard().image(), opened.canvas.poster
    assert poster is not None
    assert max(image.width(), image.height()) == 5000
    wide, high = image.width() / image.height(), poster.scene.width / poster.scene.height
    assert wide == pytest.approx(high, rel=0.001)
    middle = {image.pixelColor(x, image.height() // 3).name() for x in range(0, image.width(), 7)}
    assert len(middle) > 5, "drawn, not blank"
    drawn = bytes(data.data("image/svg+xml").data())
    assert drawn.startswith(b"<?xml")
    assert b"<text" not in drawn
    assert "5000" in told(opened)
