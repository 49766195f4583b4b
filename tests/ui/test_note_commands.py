"""Several notes by keyboard: moved, duplicated, deleted; columns widened; the menus of things."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot

import mouse
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.ui.actions.action import SEPARATOR
from cjmdesk.ui.actions.context import CONTEXT
from cjmdesk.ui.actions.table import spec
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier


def small(language: str = "en") -> Project:
    """Three stages; four cards in the first cell, one in the second; a curve below."""
    cards = tuple(make_card("actions", f"a{n}", text=f"card {n}") for n in range(4))
    lone = (make_card("actions", "b0", text="lone"),)
    points = (EmotionPoint(id="p0", level=2.0), EmotionPoint(id="p1", level=-2.0))
    lanes = (
        make_lane("actions", "do", cells=(Cell(step="t0", cards=cards), Cell(step="t1", cards=lone))),
        make_lane("thoughts", "think"),
        make_lane("emotions", "mood", cells=(Cell(step="t0", points=points),)),
    )
    stages = tuple(Stage(id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"),)) for n in range(3))
    return Project(maps=(JourneyMap(id="m", language=language, stages=stages, lanes=lanes),))


@pytest.fixture
def trip(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.session.start(small())
    qtbot.wait(20)
    window.canvas.setFocus()
    return window


def ids(window: MainWindow, lane: str, step: str) -> list[str]:
    owner = next(each for each in mouse.journey(window).lanes if each.id == lane)
    return [note.id for cell in owner.cells if cell.step == step for note in (*cell.points, *cell.cards)]


def key(window: MainWindow, which: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    QTest.keyClick(window.canvas, which, held)


def undo(window: MainWindow) -> str:
    assert window.session.history is not None
    label = window.session.history.undo_label
    key(window, Key.Key_Z, Held.ControlModifier)
    return label


def test_alt_and_arrows_move_several_and_keep_their_order(trip: MainWindow) -> None:
    trip.session.choose(("a3", "b0", "a1"))
    key(trip, Key.Key_Right, Held.AltModifier)
    assert ids(trip, "do", "t1") == ["a1", "a3"]
    assert ids(trip, "do", "t2") == ["b0"]
    assert trip.session.chosen == ("a3", "b0", "a1")
    assert undo(trip) == "moving 3 cards"
    assert ids(trip, "do", "t0") == ["a0", "a1", "a2", "a3"]


def test_a_formation_stops_when_one_stands_at_the_edge(trip: MainWindow) -> None:
    before = trip.session.project
    trip.session.choose(("a0", "b0"))
    key(trip, Key.Key_Left, Held.AltModifier)
    assert trip.session.project is before


def test_up_and_down_within_the_cell_first_and_then_to_the_next_lane(trip: MainWindow) -> None:
    trip.session.choose(("a1", "a2"))
    key(trip, Key.Key_Down, Held.AltModifier)
    assert ids(trip, "do", "t0") == ["a0", "a3", "a1", "a2"]
    key(trip, Key.Key_Down, Held.AltModifier)
    assert ids(trip, "think", "t0") == ["a1", "a2"]
    key(trip, Key.Key_Up, Held.AltModifier)
    assert ids(trip, "do", "t0") == ["a0", "a3", "a1", "a2"]
    assert trip.session.history is not None
    assert len(trip.session.history) == 3


def test_a_note_being_written_is_finished_before_it_moves(trip: MainWindow) -> None:
    trip.session.select("b0")
    key(trip, Key.Key_F2)
    trip.canvas.writing.write("b0")
    QTest.keyClick(trip.canvas, "!")
    trip.actions_["move_right"].trigger()
    assert not trip.canvas.writing.active
    assert ids(trip, "do", "t2") == ["b0"]
    assert undo(trip) == "moving 1 card"
    assert undo(trip) == "writing"


def test_points_do_not_leave_the_curve_by_keyboard(trip: MainWindow) -> None:
    trip.session.choose(("p1",))
    before = trip.session.project
    key(trip, Key.Key_Up, Held.AltModifier)
    key(trip, Key.Key_Up, Held.AltModifier)
    assert ids(trip, "mood", "t0") == ["p1", "p0"]
    assert trip.info.notice is not None
    assert "emotion lanes" in trip.info.notice.text
    undo(trip)
    assert trip.session.project is before


def test_on_a_map_from_the_right_an_arrow_points_where_it_leads(window: MainWindow, qtbot: QtBot) -> None:
    window.session.start(small("ar"))
    qtbot.wait(20)
    window.canvas.setFocus()
    window.session.select("b0")
    key(window, Key.Key_Right)
    assert window.session.selection == "a0"
    key(window, Key.Key_Left, Held.AltModifier)
    assert ids(window, "do", "t1") == ["b0", "a0"]


def test_duplicates_stand_behind_and_are_selected(trip: MainWindow) -> None:
    trip.session.choose(("a2", "p0", "a0"))
    key(trip, Key.Key_D, Held.ControlModifier)
    copies = trip.session.chosen
    assert len(copies) == 3
    assert not {*copies} & {"a0", "a2", "p0"}
    assert ids(trip, "do", "t0") == ["a0", "a1", "a2", copies[2], copies[0], "a3"], "the lead's copy leads"
    assert ids(trip, "mood", "t0") == ["p0", copies[1], "p1"]
    assert undo(trip) == "duplicating 3 cards"


def test_what_an_undo_takes_away_is_selected_no_more(trip: MainWindow) -> None:
    trip.session.choose(("a0", "b0"))
    key(trip, Key.Key_D, Held.ControlModifier)
    copies = trip.session.chosen
    trip.session.choose(("a1", *copies))
    undo(trip)
    assert trip.session.chosen == ("a1",)
    key(trip, Key.Key_D, Held.ControlModifier)
    undo(trip)
    assert trip.session.chosen == ("cell:do:t0",), "the keyboard keeps its place"


def test_delete_takes_all_selected_and_the_next_is_at_hand(trip: MainWindow) -> None:
    trip.session.choose(("b0", "a1", "a2"))
    key(trip, Key.Key_Delete)
    assert ids(trip, "do", "t0") == ["a0", "a3"]
    assert ids(trip, "do", "t1") == []
    assert trip.session.chosen == ("a3",)
    assert undo(trip) == "deleting 3 cards"
    trip.session.select("cell:do:t0")
    key(trip, Key.Key_Delete)
    assert ids(trip, "do", "t0") == []
    assert trip.session.chosen == ("cell:do:t0",)


def test_control_alt_arrows_widen_stages_and_columns(trip: MainWindow) -> None:
    def widths() -> list[float]:
        return [step.width for stage in mouse.journey(trip).stages for step in stage.steps]

    trip.session.select("s1")
    key(trip, Key.Key_Right, Held.ControlModifier | Held.AltModifier)
    assert widths() == [1.0, 1.15, 1.0]
    trip.session.choose(("a0", "a1"))
    key(trip, Key.Key_Left, Held.ControlModifier | Held.AltModifier)
    assert widths() == [0.87, 1.15, 1.0]
    assert undo(trip) == "changing a column’s width"
    assert undo(trip) == "changing a column’s width"
    assert widths() == [1.0, 1.0, 1.0]


def test_every_id_of_the_context_menus_is_in_the_table() -> None:
    for kind, entries in CONTEXT.items():
        for entry in entries:
            assert entry == SEPARATOR or spec(entry), kind


def menu_at(window: MainWindow, pixel: QPoint) -> QMenu:
    view = window.canvas.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pixel, view.mapToGlobal(pixel))
    QTest.mousePress(view, Qt.MouseButton.RightButton, Held.NoModifier, pixel)
    QApplication.sendEvent(view, event)
    QTest.mouseRelease(view, Qt.MouseButton.RightButton, Held.NoModifier, pixel)
    return open_menu()


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def offered(menu: QMenu) -> list[str]:
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    menu.close()
    return names


def test_the_menu_is_that_of_what_lies_under_the_mouse(trip: MainWindow) -> None:
    trip.canvas.fit_to("page")
    menu = menu_at(trip, mouse.at(trip, "a1"))
    assert trip.session.chosen == ("a1",)
    assert menu.objectName() == "context-card"
    assert {"write", "duplicate", "delete", "move_up"} <= set(offered(menu))
    assert "wider" in offered(menu_at(trip, mouse.at(trip, "s0", 0.5, 0.4)))
    assert "fit_page" in offered(menu_at(trip, QPoint(2, 2)))
    cell = menu_at(trip, mouse.at(trip, "cell:do:t2"))
    assert cell.objectName() == "context-cell"
    cell.close()


def test_a_right_click_on_one_of_several_keeps_them(trip: MainWindow) -> None:
    trip.canvas.fit_to("page")
    trip.session.choose(("a0", "a1"))
    menu = menu_at(trip, mouse.at(trip, "a0"))
    next(action for action in menu.actions() if action.objectName() == "delete").trigger()
    menu.close()
    assert ids(trip, "do", "t0") == ["a2", "a3"]


def test_the_menu_comes_by_keyboard_at_what_is_selected(trip: MainWindow) -> None:
    trip.session.select("a2")
    key(trip, Key.Key_F10, Held.ShiftModifier)
    menu = open_menu()
    left, top, right, bottom = mouse.box_of(trip, "a2")
    place = trip.canvas.mapToScene(trip.canvas.viewport().mapFromGlobal(menu.pos()))
    assert left <= place.x() <= right
    assert top <= place.y() <= bottom
    assert "duplicate" in offered(menu)
    keyboard = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(trip.canvas.viewport(), keyboard)
    assert open_menu().objectName() == "context-card"
    open_menu().close()


# A new card ----------------------------------------------------------------------------------------


def words(window: MainWindow, id: str) -> str:
    return next(
        card.text
        for lane in mouse.journey(window).lanes
        for cell in lane.cells
        for card in cell.cards
        if card.id == id
    )


def test_ctrl_enter_begins_a_card_below_the_selected_one(trip: MainWindow) -> None:
    trip.session.select("a1")
    key(trip, Key.Key_Return, Held.ControlModifier)
    QTest.keyClicks(trip.canvas, "in between")
    key(trip, Key.Key_Return, Held.ControlModifier)  # while it is written: one more
    QTest.keyClicks(trip.canvas, "after it")
    key(trip, Key.Key_Escape)
    texts = [words(trip, id) for id in ids(trip, "do", "t0")]
    assert texts == ["card 0", "card 1", "in between", "after it", "card 2", "card 3"]


@pytest.mark.parametrize(
    ("selected", "lane", "step"),
    [
        ("", "do", "t0"),
        ("cell:think:t1", "think", "t1"),
        ("s2", "do", "t2"),
        ("think", "think", "t0"),
    ],
)
def test_the_button_begins_a_card_where_the_selection_stands(
    trip: MainWindow, selected: str, lane: str, step: str
) -> None:
    trip.session.select(selected)
    before = ids(trip, lane, step)
    button = next(
        one
        for one in trip.bench.toolbar.findChildren(QToolButton)
        if one.defaultAction() is trip.actions_["new_card"]
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(trip.canvas, "fresh")
    key(trip, Key.Key_Escape)
    made = [id for id in ids(trip, lane, step) if id not in before]
    assert [words(trip, id) for id in made] == ["fresh"]


def test_without_a_lane_a_new_card_is_refused_in_words(window: MainWindow, qtbot: QtBot) -> None:
    stages = (Stage(id="s", title="Only", steps=(Step(id="t"),)),)
    window.session.start(Project(maps=(JourneyMap(id="m", language="en", stages=stages),)))
    qtbot.wait(20)
    window.actions_["new_card"].trigger()
    assert window.info.notice is not None and "add a stage and a lane" in window.info.notice.text
    assert not window.canvas.writing.active
