"""Selecting several notes with real clicks, a rubber band and keys."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import mouse
from cjmdesk.edits import places
from cjmdesk.ui.canvas.choosing import all_notes
from cjmdesk.ui.fields.naming import ANSWERS, FINDINGS, ORIGINS
from cjmdesk.ui.sheet import hits
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def whole(opened: MainWindow, qtbot: QtBot) -> MainWindow:
    """The bicycle workshop, all of it in view."""
    opened.canvas.minimap.wanted = False
    opened.canvas.fit_to("page")
    opened.canvas.setFocus()
    qtbot.wait(10)
    return opened


def key(window: MainWindow, which: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    QTest.keyClick(window.canvas, which, held)


def test_a_card_is_selected_by_a_click_and_written_by_the_next(whole: MainWindow) -> None:
    card = mouse.cards(whole, "actions")[0]
    mouse.click(whole, mouse.at(whole, card))
    assert whole.session.chosen == (card,)
    assert not whole.canvas.writing.active
    QTest.qWait(1)
    mouse.click(whole, mouse.at(whole, card, 0.6))
    assert whole.canvas.writing.active


def test_control_click_adds_and_takes_away(whole: MainWindow) -> None:
    one, two = mouse.cards(whole, "actions", 0)[0], mouse.cards(whole, "actions", 1)[0]
    mouse.click(whole, mouse.at(whole, one))
    mouse.click(whole, mouse.at(whole, two), Held.ControlModifier)
    assert whole.session.chosen == (one, two)
    assert len(whole.canvas._rings.boxes) == 2
    mouse.click(whole, mouse.at(whole, one), Held.ControlModifier)
    assert whole.session.chosen == (two,)
    mouse.click(whole, mouse.at(whole, mouse.cell_key(whole, "actions"), 0.5, 0.99), Held.ControlModifier)
    assert whole.session.chosen == (two,), "a miss with Ctrl held changes nothing"
    assert not whole.canvas.writing.active


def test_shift_click_takes_all_between_in_reading_order(whole: MainWindow) -> None:
    order = all_notes(mouse.journey(whole))
    first, last = mouse.cards(whole, "actions", 0)[0], mouse.cards(whole, "actions", 2)[0]
    expected = order[order.index(first) : order.index(last) + 1]
    mouse.click(whole, mouse.at(whole, first))
    mouse.click(whole, mouse.at(whole, last), Held.ShiftModifier)
    assert whole.session.chosen == expected
    mouse.click(whole, mouse.at(whole, expected[1]), Held.ShiftModifier)
    assert whole.session.chosen == expected[:2], "the range is always counted from where it began"


def test_pressing_one_of_several_reduces_to_it_only_when_let_go(whole: MainWindow) -> None:
    one, two = mouse.cards(whole, "actions", 0)[0], mouse.cards(whole, "actions", 1)[0]
    whole.session.choose((one, two))
    mouse.press(whole, mouse.at(whole, one))
    assert whole.session.chosen == (one, two)
    mouse.release(whole, mouse.at(whole, one))
    assert whole.session.chosen == (one,)
    assert not whole.canvas.writing.active


def test_a_band_from_an_empty_place_selects_what_it_touches(whole: MainWindow) -> None:
    lane = mouse.lane_of(whole, "pain_points")
    row = [mouse.cards(whole, "pain_points", n) for n in range(len(mouse.steps(whole)))]
    column = next(n for n, ids in enumerate(row) if ids)
    cell = mouse.cell_key(whole, "pain_points", column)
    start = mouse.at(whole, cell, 0.005, 0.005)
    end = mouse.at(whole, cell, 0.6, 0.97)
    mouse.press(whole, start)
    mouse.move(whole, end)
    assert whole.canvas.marks.band.box is not None
    live = {round((box[1] + box[3]) / 2, 3) for box in whole.canvas._rings.boxes}
    assert len(live) == len(row[column]), "what it touches is outlined while it is drawn"
    mouse.release(whole, end)
    assert whole.session.chosen == tuple(row[column])
    assert whole.canvas.marks.band.box is None
    assert not whole.canvas.writing.active
    assert whole.session.map is not None
    assert lane in whole.session.map.lanes


def test_a_band_with_shift_adds_and_escape_gives_it_up(whole: MainWindow) -> None:
    kept = mouse.cards(whole, "actions", 0)[0]
    whole.session.select(kept)
    cell = mouse.cell_key(whole, "touchpoints", 1)
    start, end = mouse.at(whole, cell, 0.01, 0.04), mouse.at(whole, cell, 0.6, 0.97)
    mouse.drag(whole, start, end, Held.ShiftModifier)
    assert whole.session.chosen == (kept, *mouse.cards(whole, "touchpoints", 1))
    before = whole.session.chosen
    mouse.press(whole, start)
    mouse.move(whole, end)
    key(whole, Key.Key_Escape)
    assert whole.canvas.marks.band.box is None
    mouse.release(whole, end)
    assert set(whole.session.chosen) <= set(before) | {cell}


def test_a_band_begun_on_a_kept_header_takes_only_what_is_in_view(opened: MainWindow) -> None:
    """What a header shown a second time is of lies far above the view, with many notes on the way."""
    canvas = opened.canvas
    canvas.minimap.wanted = False
    canvas.set_zoom(1.0)
    canvas.setFocus()
    canvas.push(400, 900)
    strips = [strip.goal for strip in canvas.strips()]
    corner = canvas.mapFromScene(canvas.in_view().topLeft()) + QPoint(6, 6)
    assert any(goal.contains(canvas.mapToScene(corner)) for goal in strips)
    end = canvas.viewport().rect().center()
    mouse.press(opened, corner, Held.ShiftModifier)
    mouse.move(opened, end)
    band = canvas.marks.band.box
    assert band is not None
    assert canvas.mapFromScene(band.topLeft()) == corner and canvas.mapFromScene(band.bottomRight()) == end
    mouse.release(opened, end, Held.ShiftModifier)
    assert opened.session.chosen
    for note in opened.session.chosen:
        left, top, right, bottom = mouse.box_of(opened, note)
        assert QRectF(left, top, right - left, bottom - top).intersects(canvas.in_view())


def test_to_select_a_card_no_cards_are_walked_through(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many the map has: where they stand, and who names them, is known."""
    canvas = opened.canvas
    canvas.setFocus()
    first = mouse.cards(opened, "actions")[0]
    opened.session.select(first)
    assert opened.bench.inspector.form is not None
    searched: list[str] = []
    read: list[str] = []
    search, ids = places._search, hits.ids_in
    monkeypatch.setattr(places, "_search", lambda project, id: searched.append(id) or search(project, id))
    monkeypatch.setattr(hits, "ids_in", lambda part: read.append(part.key) or ids(part))
    monkeypatch.setattr(places, "_hints", {})
    lanes = [naming.lanes_read for naming in (ORIGINS, ANSWERS, FINDINGS)]
    key(opened, Key.Key_Down)
    chosen = opened.session.selection
    assert chosen != first and chosen in mouse.cards(opened, "actions")
    assert [one.id for one in opened.bench.inspector._shown().subjects] == [chosen]  # type: ignore[union-attr]
    assert searched == [] and read == []
    assert [naming.lanes_read for naming in (ORIGINS, ANSWERS, FINDINGS)] == lanes


def test_after_an_edit_only_its_lane_is_asked_whom_it_names(opened: MainWindow) -> None:
    canvas = opened.canvas
    canvas.setFocus()
    finding = mouse.cards(opened, "actions")[0]
    opened.session.select(finding)
    assert opened.bench.inspector.form is not None
    before = ORIGINS.lanes_read
    canvas.write_at(finding)
    QTest.keyClicks(canvas, "x")
    assert opened.bench.inspector.form is not None
    assert ORIGINS.lanes_read == before + 1


def test_a_band_takes_points_of_the_curve(whole: MainWindow) -> None:
    cell = mouse.cell_key(whole, "emotions", 0)
    mouse.drag(whole, mouse.at(whole, cell, 0.01, 0.01), mouse.at(whole, cell, 0.99, 0.99))
    assert set(mouse.points(whole, 0)) <= set(whole.session.chosen)


def test_control_a_selects_all_and_escape_nothing(whole: MainWindow) -> None:
    key(whole, Key.Key_A, Held.ControlModifier)
    assert set(whole.session.chosen) == set(all_notes(mouse.journey(whole)))
    key(whole, Key.Key_Escape)
    assert whole.session.chosen == ()


def test_control_a_in_a_text_selects_the_text(whole: MainWindow) -> None:
    card = mouse.cards(whole, "actions")[0]
    whole.session.select(card)
    key(whole, Key.Key_F2)
    whole.canvas.writing.write(card)
    key(whole, Key.Key_A, Held.ControlModifier)
    assert whole.session.chosen == (card,)
    assert whole.canvas.writing.editor.textCursor().hasSelection()
    key(whole, Key.Key_Escape)


def test_shift_and_arrows_extend_and_take_back(whole: MainWindow) -> None:
    order = all_notes(mouse.journey(whole))
    first = mouse.cards(whole, "actions", 0)[0]
    whole.session.select(first)
    key(whole, Key.Key_Right, Held.ShiftModifier)
    there = whole.session.selection
    assert there in mouse.cards(whole, "actions", 1)
    assert whole.session.chosen == order[order.index(first) : order.index(there) + 1]
    key(whole, Key.Key_Left, Held.ShiftModifier)
    assert whole.session.chosen == (first,)


def test_a_click_on_an_empty_place_writes_at_once_and_leaves_nothing(whole: MainWindow) -> None:
    cell = mouse.cell_key(whole, "actions", 3)
    place = mouse.at(whole, cell, 0.5, 0.985)
    mouse.click(whole, place)
    assert whole.canvas.writing.active
    QTest.keyClick(whole.canvas, "x")
    key(whole, Key.Key_Backspace)
    key(whole, Key.Key_Escape)
    assert whole.session.history is not None
    assert not whole.session.history.can_undo
    mouse.click(whole, place)
    mouse.click(whole, mouse.at(whole, mouse.cards(whole, "actions")[0]))
    assert not whole.canvas.writing.active
    assert not whole.session.history.can_undo


def test_a_click_on_the_desk_lets_go(whole: MainWindow) -> None:
    whole.session.select(mouse.cards(whole, "actions")[0])
    mouse.click(whole, QPoint(3, 3))
    assert whole.session.chosen == ()
