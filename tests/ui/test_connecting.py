"""Connectors drawn, led elsewhere, labelled and deleted with real mouse and key events."""

from itertools import pairwise

import pytest
from hands import press
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cjmdesk.edits.connectors import add_connector
from cjmdesk.edits.notes import add_card, add_point, move_note
from cjmdesk.formats.templates import make_project
from cjmdesk.layout.scene import Text
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.maps import Connector
from cjmdesk.storage.project_file import dumps
from cjmdesk.ui.canvas.arrowends import End, end_of
from cjmdesk.ui.sheet.hits import item_at, item_box
from cjmdesk.ui.sheet.strokes import distance, line_of, stroke_near, words_of_lines
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def cards(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window with cards a0 … a3 in the first lane's columns and b0, b3 in another lane."""
    project = make_project("current-state", "en")
    shown = project.maps[0]
    steps = [step.id for stage in shown.stages for step in stage.steps]
    lanes = [lane for lane in shown.lanes if lane.kind in ("actions", "pain_points")]
    for id, lane, column in (
        *((f"a{number}", lanes[0], number) for number in range(4)),
        ("b0", lanes[1], 0),
        ("b3", lanes[1], 3),
    ):
        project = add_card(project, lane.id, steps[column], make_card(lane.kind, id, text=f"Card {id}"))
    window.session.start(project)
    qtbot.wait(20)
    window.canvas.fit_to("page")
    window.canvas.setFocus()
    return window


@pytest.fixture
def joined(cards: MainWindow) -> MainWindow:
    """The same with a connector `k` from a0 to b3, labelled."""
    project = cards.session.project
    assert project is not None
    made = Connector(id="k", source="a0", target="b3", label="if all goes well")
    cards.session.apply("k", add_connector(project, project.maps[0].id, made))
    return cards


def end(window: MainWindow, id: str) -> End:
    assert window.session.map is not None and window.canvas.shown is not None
    found = end_of(window.canvas.shown, window.session.map, id)
    assert found is not None
    return found


def to_pixel(window: MainWindow, place: tuple[float, float]) -> QPoint:
    return window.canvas.mapFromScene(QPointF(*place))


def arrows(window: MainWindow) -> list[tuple[str, str, str]]:
    assert window.session.map is not None
    return [(arrow.source, arrow.target, arrow.label) for arrow in window.session.map.connectors]


def stage(window: MainWindow, number: int) -> str:
    assert window.session.map is not None
    return window.session.map.stages[number].id


def drag(window: MainWindow, start: QPoint, goal: QPoint, *, drop: bool = True) -> None:
    """Over the thing first, as a hand does: the handles come up."""
    view = window.canvas.viewport()
    QTest.mouseMove(view, start)
    QTest.mousePress(view, LEFT, Held.NoModifier, start)
    for part in (0.3, 0.6, 1.0):
        QTest.mouseMove(view, start + (goal - start) * part)
    if drop:
        QTest.mouseRelease(view, LEFT, Held.NoModifier, goal)


def drag_from_handle(window: MainWindow, id: str, number: int, goal: QPoint, *, drop: bool = True) -> None:
    here = end(window, id)
    QTest.mouseMove(window.canvas.viewport(), to_pixel(window, here.middle))
    drag(window, to_pixel(window, here.handles()[number]), goal, drop=drop)


def trigger(window: MainWindow, id: str) -> None:
    assert window.actions_[id].isEnabled(), id
    window.actions_[id].trigger()


def test_a_drag_from_a_cards_edge_draws_a_connector_and_opens_its_label(cards: MainWindow) -> None:
    before = cards.session.project
    assert before is not None and cards.session.history is not None
    drag_from_handle(cards, "a0", 0, to_pixel(cards, end(cards, "b3").middle))
    assert arrows(cards) == [("a0", "b3", "")]
    assert cards.canvas.writing.active
    QTest.keyClicks(cards.canvas, "then")
    press(cards, Key.Key_Return)
    assert arrows(cards) == [("a0", "b3", "then")]
    assert len(cards.session.history) == 1
    assert cards.actions_["undo"].text() == "Undo new connector"
    press(cards, Key.Key_Z, Held.ControlModifier)
    assert cards.session.project is not None
    assert dumps(cards.session.project) == dumps(before)


def test_a_drop_where_no_connector_can_end_says_why(cards: MainWindow, qtbot: QtBot) -> None:
    shown, project = cards.session.map, cards.session.project
    assert shown is not None and project is not None
    mood = next(lane.id for lane in shown.lanes if lane.kind == "emotions")
    step = shown.stages[2].steps[0].id
    cards.session.apply("point", add_point(project, mood, step, EmotionPoint(id="p", level=2)))
    before = cards.session.project
    assert cards.canvas.shown is not None
    box = item_box(cards.canvas.shown, "p")
    empty = item_box(cards.canvas.shown, f"cell:{shown.lanes[0].id}:{shown.stages[5].steps[0].id}")
    assert box is not None and empty is not None
    for goal, words in (
        (((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), "cannot end at an emotion point"),
        (end(cards, stage(cards, 3)).middle, "two cards or two stages"),
        (((empty[0] + empty[2]) / 2, (empty[1] + empty[3]) / 2), "end at a card or at the header"),
    ):
        drag_from_handle(cards, "a0", 0, to_pixel(cards, goal))
        assert cards.info.notice is not None, words
        assert words in cards.info.notice.text
        cards.info.dismiss()
        qtbot.wait(20)  # the sheet takes the room of the notice again
    desk = cards.canvas.sheet.width() / 2, cards.canvas.sheet.height() + 5
    drag_from_handle(cards, "a0", 2, to_pixel(cards, desk))
    assert cards.info.notice is None  # beside the sheet one gives up
    assert cards.session.project is before


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_handle_of_a_card_draws(cards: MainWindow, number: int) -> None:
    drag_from_handle(cards, "a2", number, to_pixel(cards, end(cards, "a0").middle))
    assert arrows(cards) == [("a2", "a0", "")]


def test_stages_are_joined_by_their_headers(cards: MainWindow) -> None:
    goal = to_pixel(cards, end(cards, stage(cards, 0)).middle)
    drag_from_handle(cards, stage(cards, 3), 0, goal)
    press(cards, Key.Key_Escape)
    assert arrows(cards) == [(stage(cards, 3), stage(cards, 0), "")]


def test_a_drop_on_nothing_on_itself_or_on_another_sort_draws_nothing(cards: MainWindow) -> None:
    before = cards.session.project
    here = end(cards, "a0")
    empty = (here.middle[0], here.bottom + 0.8 * (end(cards, "b0").top - here.bottom))
    for goal in (empty, (here.left + 1, here.top + 1), end(cards, stage(cards, 2)).middle):
        drag_from_handle(cards, "a0", 0, to_pixel(cards, goal))
        assert cards.session.project is before
    drag_from_handle(cards, "a0", 0, to_pixel(cards, end(cards, "b3").middle), drop=False)
    press(cards, Key.Key_Escape)
    QTest.mouseRelease(cards.canvas.viewport(), LEFT, Held.NoModifier, QPoint(5, 5))
    assert cards.session.project is before


def test_a_click_on_its_line_selects_a_connector_and_one_beside_it_does_not(joined: MainWindow) -> None:
    line = line_of(joined.canvas.shown, "k")  # type: ignore[arg-type]
    (x0, y0), (x1, y1) = max(pairwise(line), key=lambda run: abs(run[1][1] - run[0][1]))
    middle = to_pixel(joined, ((x0 + x1) / 2, (y0 + y1) / 2))
    view = joined.canvas.viewport()
    QTest.mouseClick(view, LEFT, Held.NoModifier, middle + QPoint(3, 0))
    assert joined.session.selection == "k"
    left, right = min(x for x, _y in line), max(x for x, _y in line)
    top, bottom = min(y for _x, y in line), max(y for _x, y in line)
    shown = joined.canvas.shown
    assert shown is not None
    inside = [
        (left + (right - left) * a / 10, top + (bottom - top) * b / 10)
        for a in range(1, 10)
        for b in range(1, 10)
    ]
    assert sum(item_at(shown, *place) == "k" for place in inside) < len(inside) / 4


def test_the_glow_of_a_connector_keeps_clear_of_its_words(joined: MainWindow, qtbot: QtBot) -> None:
    canvas = joined.canvas
    canvas.set_zoom(0.2)  # from afar words stand nearer to their line than the glow is wide
    assert canvas.shown is not None
    [(left, top, right, bottom)] = words_of_lines(canvas.shown)

    def seen() -> QImage:
        qtbot.wait(60)
        return canvas.viewport().grab().toImage()

    before = seen()
    joined.session.select("k")
    after = seen()
    words = QRect(to_pixel(joined, (left, top)), to_pixel(joined, (right, bottom)))
    assert before != after
    assert before.copy(words) == after.copy(words)


def test_the_distance_to_a_line_is_that_to_its_stroke() -> None:
    bent = (("M", 0.0, 0.0), ("L", 10.0, 0.0), ("C", 15.0, 0.0, 15.0, 10.0, 10.0, 10.0))
    assert distance(bent, 5, 2) == pytest.approx(2)
    assert distance(bent, -3, 4) == pytest.approx(5)
    assert distance(bent, 13.75, 5) == pytest.approx(0, abs=0.05)
    assert distance((), 0, 0) == float("inf")


def test_tab_reaches_connectors_and_delete_removes_them(joined: MainWindow) -> None:
    for _ in range(200):
        press(joined, Key.Key_Tab)
        if joined.session.selection == "k":
            break
    assert joined.session.selection == "k"
    assert joined.actions_["delete"].isEnabled()
    press(joined, Key.Key_Delete)
    assert arrows(joined) == []
    assert joined.actions_["undo"].text() == "Undo deleting 1 connector"


def test_the_label_is_edited_in_place(joined: MainWindow) -> None:
    joined.session.select("k")
    for key in (Key.Key_F2, Key.Key_Return):
        press(joined, key)
        assert joined.canvas.writing.active
        QTest.keyClicks(joined.canvas, "!")
        press(joined, Key.Key_Return)
    assert arrows(joined)[0][2] == "if all goes well!!"
    shown = joined.canvas.shown
    assert shown is not None
    (text,) = [(part, item) for part, item in shown.texts() if item.item == "k"]
    part, item = text
    middle = to_pixel(joined, (part.x + item.x + item.width / 2, part.y + item.y + item.height / 2))
    QTest.mouseDClick(joined.canvas.viewport(), LEFT, Held.NoModifier, middle)
    QTest.keyClicks(joined.canvas, "?")
    press(joined, Key.Key_Escape)
    assert arrows(joined)[0][2] == "if all goes well!!?"
    assert isinstance(item, Text)


@pytest.mark.parametrize(("which", "ends"), [(0, ("a1", "b3")), (-1, ("a0", "a1"))])
def test_an_end_is_dragged_to_another_card(joined: MainWindow, which: int, ends: tuple[str, str]) -> None:
    joined.session.select("k")
    line = line_of(joined.canvas.shown, "k")  # type: ignore[arg-type]
    drag(joined, to_pixel(joined, line[which]), to_pixel(joined, end(joined, "a1").middle))
    assert arrows(joined) == [(*ends, "if all goes well")]
    assert joined.session.selection == "k"
    assert joined.actions_["undo"].text() == "Undo leading a connector elsewhere"


def test_conditions_and_turning_by_command(joined: MainWindow) -> None:
    joined.session.select("k")
    trigger(joined, "connector_bad")
    assert joined.session.map is not None
    assert joined.session.map.connectors[0].condition == "bad"
    assert joined.actions_["connector_bad"].isChecked()
    assert not joined.actions_["connector_neutral"].isChecked()
    trigger(joined, "turn_connector")
    assert arrows(joined)[0][:2] == ("b3", "a0")


def test_connecting_by_keyboard(cards: MainWindow) -> None:
    cards.session.select("a0")
    press(cards, Key.Key_L, Held.ControlModifier)
    assert "Enter" in cards.bench.status.hint.text()
    assert not cards.bench.status.hint.isHidden()
    press(cards, Key.Key_Right)
    press(cards, Key.Key_Left)
    press(cards, Key.Key_Tab)
    press(cards, Key.Key_Return)
    assert arrows(cards) == [("a0", "a2", "")]
    assert cards.bench.status.hint.isHidden()
    QTest.keyClicks(cards.canvas, "next")
    press(cards, Key.Key_Return)
    assert arrows(cards) == [("a0", "a2", "next")]


def test_arrow_keys_choose_by_where_things_lie(cards: MainWindow) -> None:
    cards.session.select("a3")
    press(cards, Key.Key_L, Held.ControlModifier)
    for _ in range(3):
        press(cards, Key.Key_Left)
    press(cards, Key.Key_Down)
    press(cards, Key.Key_Return)
    press(cards, Key.Key_Escape)
    assert arrows(cards)[0][0] == "a3"
    assert arrows(cards)[0][1] in ("b0", "a0")


def test_the_nearest_ends_are_offered_first(cards: MainWindow) -> None:
    """What comes later in the journey before what came before; what is joined already last."""
    cards.session.select("a1")
    press(cards, Key.Key_L, Held.ControlModifier)
    offered = []
    for _ in range(5):
        choice = cards.canvas.arrows.offered
        assert choice is not None
        offered.append(choice.id)
        press(cards, Key.Key_Tab)
    press(cards, Key.Key_Escape)
    assert offered[:2] == ["a2", "a3"]
    assert sorted(offered) == ["a0", "a2", "a3", "b0", "b3"]
    for first in ("a2", "a3"):
        press(cards, Key.Key_L, Held.ControlModifier)
        press(cards, Key.Key_Return)
        press(cards, Key.Key_Escape)
        assert arrows(cards)[-1][:2] == ("a1", first)
        cards.session.select("a1")


def test_the_last_card_is_offered_its_neighbours_and_not_the_first_card(cards: MainWindow) -> None:
    cards.session.select("b3")
    press(cards, Key.Key_L, Held.ControlModifier)
    press(cards, Key.Key_Return)
    assert arrows(cards) == [("b3", "a3", "")]


def test_escape_and_an_edit_end_the_choice(cards: MainWindow) -> None:
    before = cards.session.project
    cards.session.select("a0")
    trigger(cards, "connect")
    press(cards, Key.Key_Escape)
    assert not cards.canvas.arrows.choosing
    assert cards.session.project is before
    assert cards.session.selection == "a0"
    trigger(cards, "connect")
    cards.session.select("a1")
    assert not cards.canvas.arrows.choosing


def test_a_click_takes_the_end_while_one_is_chosen(cards: MainWindow) -> None:
    cards.session.select("a0")
    trigger(cards, "connect")
    at = to_pixel(cards, end(cards, "b3").middle)
    QTest.mouseClick(cards.canvas.viewport(), LEFT, Held.NoModifier, at)
    assert arrows(cards) == [("a0", "b3", "")]


def test_leading_elsewhere_by_keyboard(joined: MainWindow) -> None:
    joined.session.select("k")
    trigger(joined, "lead_elsewhere")
    press(joined, Key.Key_Backtab)
    press(joined, Key.Key_Return)
    assert arrows(joined) == [("a0", "b0", "if all goes well")]
    trigger(joined, "begin_elsewhere")
    press(joined, Key.Key_Tab)
    press(joined, Key.Key_Return)
    assert arrows(joined) == [("a1", "b0", "if all goes well")]


def test_a_connector_is_routed_anew_when_a_card_moves(joined: MainWindow) -> None:
    project, shown = joined.session.project, joined.session.map
    assert project is not None and shown is not None
    before = line_of(joined.canvas.shown, "k")  # type: ignore[arg-type]
    steps = [step.id for each in shown.stages for step in each.steps]
    lane = next(lane for lane in shown.lanes if lane.kind == "pain_points")
    joined.session.select("k")
    joined.session.apply("move", move_note(project, "b3", lane.id, steps[5]))
    after = line_of(joined.canvas.shown, "k")  # type: ignore[arg-type]
    assert after != before
    tip = after[-1]
    goal = end(joined, "b3")
    assert min(abs(tip[0] - goal.left), abs(tip[0] - goal.right)) < 0.01
    assert goal.top < tip[1] < goal.bottom
    assert stroke_near(joined.canvas.shown, *tip, 1.0, {"k"}) == "k"  # type: ignore[arg-type]
