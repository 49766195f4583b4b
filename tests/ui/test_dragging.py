"""Dragging notes, stages, steps, lanes and borders with real mouse events."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import mouse
from cjmdesk.formats.templates import make_project
from cjmdesk.layout import lane_cells
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.storage.project_file import dumps
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


def small(language: str = "en") -> Project:
    """Two stages, the first with two steps; three cards in the first cell; a curve; a line."""
    cards = tuple(make_card("actions", f"a{n}", text=f"card {n}") for n in range(3))
    pain = (make_card("pain_points", "x0", text="hurts", severity=4),)
    points = (EmotionPoint(id="p0", level=2.0, quote="nice"), EmotionPoint(id="p1", level=-2.0))
    lanes = (
        make_lane("actions", "do", cells=(Cell(step="t0", cards=cards),)),
        make_lane("line", "line", line="interaction"),
        make_lane("pain_points", "pain", cells=(Cell(step="t1", cards=pain),)),
        make_lane("free_text", "secret", hidden=True),
        make_lane("emotions", "mood", cells=(Cell(step="t0", points=points),)),
    )
    stages = (
        Stage(id="s0", title="Before", steps=(Step(id="t0", title="Plan"), Step(id="t1", title="Book"))),
        Stage(id="s1", title="After", steps=(Step(id="t2"),)),
    )
    journey = JourneyMap(id="m", title="Trip", language=language, stages=stages, lanes=lanes)
    return Project(title="Trip", maps=(journey,))


@pytest.fixture(params=["en", "ar"])
def trip(request: pytest.FixtureRequest, window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The small map, from the left and from the right."""
    return show(window, qtbot, small(request.param))


def show(window: MainWindow, qtbot: QtBot, project: Project) -> MainWindow:
    window.session.start(project)
    qtbot.wait(20)
    window.canvas.minimap.wanted = False
    window.canvas.fit_to("page")
    window.canvas.setFocus()
    return window


def ids(window: MainWindow, lane: str, step: str) -> list[str]:
    owner = next(each for each in mouse.journey(window).lanes if each.id == lane)
    return [note.id for cell in owner.cells if cell.step == step for note in (*cell.points, *cell.cards)]


def undo_label(window: MainWindow) -> str:
    assert window.session.history is not None
    return window.session.history.undo_label


def below(window: MainWindow, thing: str, pixels: int = 3) -> QPoint:
    return mouse.at(window, thing, 0.5, 1.0) + QPoint(0, pixels)


# Notes ------------------------------------------------------------------------------------------


def test_a_card_goes_to_another_place_in_its_cell_in_one_step(trip: MainWindow) -> None:
    mouse.drag(trip, mouse.at(trip, "a0"), below(trip, "a2"))
    assert ids(trip, "do", "t0") == ["a1", "a2", "a0"]
    assert undo_label(trip) == "moving 1 card"
    assert trip.session.chosen == ("a0",)
    QTest.keyClick(trip, Key.Key_Z, Held.ControlModifier)
    assert ids(trip, "do", "t0") == ["a0", "a1", "a2"]
    assert trip.session.history is not None
    assert not trip.session.history.can_undo


def test_dropping_it_where_it_was_is_no_step(trip: MainWindow) -> None:
    start = mouse.at(trip, "a1")
    mouse.drag(trip, start, start + QPoint(25, 2))
    assert ids(trip, "do", "t0") == ["a0", "a1", "a2"]
    assert trip.session.history is not None
    assert not trip.session.history.can_undo


def test_the_landing_place_is_seen_and_the_picture_follows(trip: MainWindow) -> None:
    marks = trip.canvas.marks
    mouse.press(trip, mouse.at(trip, "a0"))
    goal = mouse.at(trip, "cell:do:t2", 0.5, 0.3)
    mouse.move(trip, goal)
    assert marks.ghost.isVisible()
    assert not marks.ghost.picture.isNull()
    assert trip.canvas.mapFromScene(marks.ghost.pos()) == goal
    left, top, right, bottom = mouse.box_of(trip, "cell:do:t2")
    assert marks.landing.box is not None
    assert (marks.landing.box.left(), marks.landing.box.right()) == pytest.approx((left, right))
    assert marks.landing.line is not None
    assert top <= marks.landing.line[1] <= bottom
    assert marks.veil.isVisible()
    mouse.release(trip, goal)
    assert not marks.ghost.isVisible()
    assert marks.landing.box is None
    assert not marks.veil.isVisible()
    assert ids(trip, "do", "t2") == ["a0"]


def test_escape_gives_a_drag_up(trip: MainWindow) -> None:
    before = trip.session.project
    mouse.press(trip, mouse.at(trip, "a0"))
    goal = mouse.at(trip, "cell:do:t2")
    mouse.move(trip, goal)
    QTest.keyClick(trip.canvas, Key.Key_Escape)
    assert not trip.canvas.marks.ghost.isVisible()
    assert trip.canvas.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    mouse.release(trip, goal)
    assert trip.session.project is before
    assert not trip.canvas.writing.active


def test_several_go_together_in_reading_order(trip: MainWindow) -> None:
    trip.session.choose(("x0", "a2", "a0"))
    mouse.press(trip, mouse.at(trip, "a2"))
    goal = mouse.at(trip, "cell:do:t2")
    mouse.move(trip, goal)
    assert trip.canvas.marks.ghost.words == "3"
    mouse.release(trip, goal)
    assert ids(trip, "do", "t2") == ["a0", "a2", "x0"]
    assert undo_label(trip) == "moving 3 cards"
    assert trip.session.chosen == ("a0", "x0", "a2"), "the one that was held stays the lead"


def test_the_number_of_what_is_dragged_lies_above_all_marks(trip: MainWindow) -> None:
    trip.session.choose(("x0", "a2", "a0"))
    mouse.press(trip, mouse.at(trip, "a2"))
    goal = mouse.at(trip, "cell:do:t2")
    mouse.move(trip, goal)
    marks = trip.canvas.marks
    badge = marks.ghost.badge
    assert badge.isVisible() and badge.words == "3" and badge.opacity() == 1
    assert badge.zValue() > max(mark.zValue() for mark in (marks.ghost, marks.landing, marks.landing.bar))
    assert badge.pos() == marks.ghost.pos()
    mouse.release(trip, goal)
    assert not badge.isVisible()


def test_a_card_takes_the_kind_of_its_lane_and_comes_back_whole(trip: MainWindow) -> None:
    mouse.drag(trip, mouse.at(trip, "x0"), mouse.at(trip, "cell:do:t1"))
    assert ids(trip, "do", "t1") == ["x0"]
    mouse.drag(trip, mouse.at(trip, "x0"), mouse.at(trip, "cell:pain:t2"))
    lane = next(lane for lane in mouse.journey(trip).lanes if lane.id == "pain")
    assert [card.severity for cell in lane.cells for card in cell.cards] == [4]  # type: ignore[union-attr]


def test_control_makes_copies_whenever_it_is_pressed(trip: MainWindow) -> None:
    mouse.press(trip, mouse.at(trip, "a1"))
    goal = mouse.at(trip, "cell:pain:t2")
    mouse.move(trip, goal)
    assert trip.canvas.marks.veil.isVisible()
    QTest.keyPress(trip.canvas, Key.Key_Control)
    assert trip.canvas.marks.ghost.words == "+"
    assert not trip.canvas.marks.veil.isVisible()
    mouse.release(trip, goal, Held.ControlModifier)
    QTest.keyRelease(trip.canvas, Key.Key_Control)
    assert ids(trip, "do", "t0") == ["a0", "a1", "a2"]
    copies = ids(trip, "pain", "t2")
    assert len(copies) == 1
    assert copies != ["a1"]
    assert trip.session.chosen == tuple(copies)
    assert undo_label(trip) == "copying 1 card"


def test_a_copy_in_its_own_cell_lands_where_the_line_was(trip: MainWindow) -> None:
    start = mouse.at(trip, "a0")
    mouse.press(trip, start, Held.ControlModifier)
    goal = below(trip, "a1", 2)
    view = trip.canvas.viewport()
    QTest.mouseMove(view, goal + QPoint(1, 1))
    QTest.keyPress(trip.canvas, Key.Key_Control)
    mouse.release(trip, goal, Held.ControlModifier)
    QTest.keyRelease(trip.canvas, Key.Key_Control)
    assert [id for id in ids(trip, "do", "t0") if id.startswith("a")] == ["a0", "a1", "a2"]
    assert not ids(trip, "do", "t0")[2].startswith("a")


def test_points_change_columns_and_stay_on_their_lane(trip: MainWindow) -> None:
    mouse.drag(trip, mouse.face(trip, "p0"), mouse.at(trip, "cell:mood:t2"))
    assert ids(trip, "mood", "t2") == ["p0"]
    mouse.drag(trip, mouse.face(trip, "p1"), mouse.at(trip, "cell:do:t2"))
    assert "p1" in ids(trip, "mood", "t2"), "beyond the band is the end of its scale"


def test_points_are_sorted_within_their_column(trip: MainWindow) -> None:
    first = mouse.face(trip, "p0")
    second = mouse.face(trip, "p1")
    beyond = QPoint(second.x() + (8 if second.x() > first.x() else -8), first.y())
    mouse.drag(trip, first, beyond)
    assert ids(trip, "mood", "t0") == ["p1", "p0"]


def test_a_card_can_lie_below_the_curve(trip: MainWindow) -> None:
    mouse.drag(trip, mouse.at(trip, "a0"), mouse.at(trip, "cell:mood:t1"))
    assert ids(trip, "mood", "t1") == ["a0"]


def test_beside_the_cells_nothing_lands(trip: MainWindow) -> None:
    before = trip.session.project
    for place in (mouse.at(trip, "s1", 0.5, 0.4), mouse.label(trip, "line"), QPoint(2, 2)):
        mouse.press(trip, mouse.at(trip, "a0"))
        mouse.move(trip, place)
        assert trip.canvas.viewport().cursor().shape() == Qt.CursorShape.ForbiddenCursor
        mouse.release(trip, place)
    assert trip.session.project is before


def test_at_the_rim_the_view_scrolls_and_the_drag_goes_on(trip: MainWindow, qtbot: QtBot) -> None:
    canvas = trip.canvas
    canvas.set_zoom(2.0)
    canvas.reveal("a0")
    rim = QPoint(canvas.viewport().width() // 2, canvas.viewport().height() - 2)
    before = canvas.verticalScrollBar().value()
    mouse.press(trip, mouse.at(trip, "a0"))
    mouse.move(trip, rim)
    qtbot.waitUntil(lambda: canvas.verticalScrollBar().value() > before + 50)
    QTest.keyClick(canvas, Key.Key_Escape)
    mouse.release(trip, rim)


def test_undo_during_a_drag_ends_it(whole: MainWindow) -> None:
    card = mouse.cards(whole, "actions")[0]
    mouse.drag(whole, mouse.at(whole, card), mouse.at(whole, mouse.cell_key(whole, "actions", 2)))
    mouse.press(whole, mouse.at(whole, card))
    mouse.move(whole, mouse.at(whole, mouse.cell_key(whole, "actions", 4)))
    QTest.keyClick(whole, Key.Key_Z, Held.ControlModifier)
    assert not whole.canvas.marks.ghost.isVisible()
    mouse.release(whole, QPoint(5, 5))
    assert card in mouse.cards(whole, "actions", 0)


def test_all_undone_gives_the_same_bytes(whole: MainWindow) -> None:
    before = whole.session.project
    assert before is not None
    for column in (2, 4, 1):
        card = mouse.cards(whole, "actions")[0]
        mouse.drag(whole, mouse.at(whole, card), mouse.at(whole, mouse.cell_key(whole, "actions", column)))
    assert whole.session.history is not None
    assert len(whole.session.history) == 3
    for _number in range(3):
        QTest.keyClick(whole, Key.Key_Z, Held.ControlModifier)
    assert whole.session.project is before
    assert dumps(whole.session.project) == dumps(before)


# What a drag costs ------------------------------------------------------------------------------


def test_a_step_lays_nothing_out_and_paints_only_around_the_picture(whole: MainWindow) -> None:
    canvas = whole.canvas
    scene = canvas.shown
    card = mouse.cards(whole, "actions")[0]
    start = mouse.at(whole, card)
    mouse.press(whole, start)
    mouse.move(whole, start + QPoint(30, 30))
    QApplication.processEvents()
    painted: list[str] = []
    inner = canvas.painter
    assert inner is not None

    class Recorder:
        def paint_parts(self, painter, parts, detail=None, exposed=None) -> None:  # type: ignore[no-untyped-def]
            for part in parts:
                box = (part.x, part.y, part.x + part.width, part.y + part.height)
                if exposed is None or any(
                    area.left() < box[2]
                    and area.right() > box[0]
                    and area.top() < box[3]
                    and area.bottom() > box[1]
                    for area in exposed
                ):
                    painted.append(part.key)
            inner.paint_parts(painter, parts, detail, exposed)

    for item in canvas._bands.values():
        item._painter = Recorder()
    mouse.move(whole, start + QPoint(34, 34))
    QApplication.processEvents()
    assert canvas.shown is scene, "nothing was laid out"
    cells = [key for key in painted if key.startswith("cell:")]
    assert len(cells) < 12 < len([part for part in scene.parts if part.key.startswith("cell:")])  # type: ignore[union-attr]
    QTest.keyClick(canvas, Key.Key_Escape)
    mouse.release(whole, start)


def test_dropping_a_card_lays_out_the_two_cells_concerned(
    whole: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = mouse.cards(whole, "actions")[0]
    # Once, so that what the sheet holds is remembered.
    mouse.drag(whole, mouse.at(whole, card), mouse.at(whole, mouse.cell_key(whole, "actions", 3)))
    measured: list[int] = []
    plan_cell = lane_cells.plan_cell

    def counted(context, cards, *rest, **named):  # type: ignore[no-untyped-def]
        measured.append(len(cards))
        return plan_cell(context, cards, *rest, **named)

    monkeypatch.setattr(lane_cells, "plan_cell", counted)
    mouse.drag(whole, mouse.at(whole, card), mouse.at(whole, mouse.cell_key(whole, "actions", 1)))
    assert card in mouse.cards(whole, "actions", 1)
    assert len(measured) <= 2, "the cell it left and the one it came to"


# Stages, steps, lanes ---------------------------------------------------------------------------


def test_a_stage_is_dragged_by_its_header(trip: MainWindow) -> None:
    mirrored = trip.canvas.reads_from_right
    start = mouse.at(trip, "s1", 0.5, 0.3)
    goal = mouse.at(trip, "s0", 0.9 if mirrored else 0.1, 0.3)
    mouse.press(trip, start)
    mouse.move(trip, goal)
    assert trip.canvas.marks.landing.line is not None
    mouse.release(trip, goal)
    assert [stage.id for stage in mouse.journey(trip).stages] == ["s1", "s0"]
    assert undo_label(trip) == "moving a stage"
    assert trip.session.selection == "s1"


def test_a_step_is_dragged_within_and_between_stages(trip: MainWindow) -> None:
    mirrored = trip.canvas.reads_from_right
    start = mouse.at(trip, "t0")
    mouse.drag(trip, start, mouse.at(trip, "t1", 0.1 if mirrored else 0.9))
    assert [step.id for step in mouse.journey(trip).stages[0].steps] == ["t1", "t0"]
    header = mouse.at(trip, "s1", 0.1 if mirrored else 0.9, 0.3)
    mouse.drag(trip, mouse.at(trip, "t0"), header)
    assert [[step.id for step in stage.steps] for stage in mouse.journey(trip).stages] == [
        ["t1"],
        ["t2", "t0"],
    ]
    assert ids(trip, "do", "t0") == ["a0", "a1", "a2"]


def test_a_lane_is_dragged_by_its_label_past_hidden_ones(trip: MainWindow) -> None:
    mouse.drag(trip, mouse.label(trip, "do"), mouse.at(trip, "cell:mood:t0", 0.5, 0.9))
    assert [lane.id for lane in mouse.journey(trip).lanes] == ["line", "pain", "secret", "mood", "do"]
    assert undo_label(trip) == "moving a lane"
    mouse.drag(trip, mouse.label(trip, "mood"), mouse.at(trip, "cell:pain:t0", 0.5, 0.05))
    assert [lane.id for lane in mouse.journey(trip).lanes] == ["line", "mood", "pain", "secret", "do"]


def test_the_lines_of_a_blueprint_keep_their_order(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, make_project("service-blueprint", "en"))
    lines = [lane.id for lane in mouse.journey(window).lanes if lane.kind == "line"]
    before = window.session.project
    first, last = mouse.box_of(window, lines[0]), mouse.box_of(window, lines[-1])
    start = window.canvas.mapFromScene(QPointF((first[0] + first[2]) / 2, (first[1] + first[3]) / 2))
    goal = window.canvas.mapFromScene(QPointF((first[0] + first[2]) / 2, last[3] + 8))
    mouse.drag(window, start, goal)
    assert window.session.project is before
    assert window.info.notice is not None


def order(window: MainWindow) -> tuple[list[str], list[str]]:
    """The ids of the stages and of the lanes that are shown."""
    shown = mouse.journey(window)
    return [stage.id for stage in shown.stages], [lane.id for lane in shown.lanes if not lane.hidden]


def pick(window: MainWindow, *places: QPoint) -> None:
    """A click on the first of these places, clicks with Ctrl on the others."""
    for number, place in enumerate(places):
        mouse.click(window, place, Held.ControlModifier if number else Held.NoModifier)


def test_selected_stages_are_dragged_together(whole: MainWindow) -> None:
    before, _lanes = order(whole)
    pick(whole, mouse.at(whole, before[0], 0.5, 0.3), mouse.at(whole, before[2], 0.5, 0.3))
    assert whole.session.chosen == (before[0], before[2])
    goal = mouse.at(whole, before[4], 0.9, 0.3)
    mouse.press(whole, mouse.at(whole, before[2], 0.5, 0.3))
    mouse.move(whole, goal)
    assert whole.canvas.marks.ghost.words == "2"
    assert len(whole.canvas.marks.veil.boxes) == 2
    mouse.release(whole, goal)
    first, third, *rest = (*before[:1], *before[2:3], *before[1:2], *before[3:])
    assert order(whole)[0] == [*rest[:3], first, third, *rest[3:]]
    assert undo_label(whole) == "moving 2 stages"
    assert set(whole.session.chosen) == {first, third}
    QTest.keyClick(whole, Key.Key_Z, Held.ControlModifier)
    assert order(whole)[0] == before


def test_a_stage_beside_the_selected_ones_is_dragged_alone(whole: MainWindow) -> None:
    before, _lanes = order(whole)
    pick(whole, mouse.at(whole, before[0], 0.5, 0.3), mouse.at(whole, before[1], 0.5, 0.3))
    mouse.drag(whole, mouse.at(whole, before[3], 0.5, 0.3), mouse.at(whole, before[2], 0.1, 0.3))
    assert order(whole)[0] == [*before[:2], before[3], before[2], *before[4:]]
    assert undo_label(whole) == "moving a stage"


def test_selected_lanes_are_dragged_together(whole: MainWindow) -> None:
    _stages, before = order(whole)
    pick(whole, mouse.label(whole, before[2]), mouse.label(whole, before[1]))
    goal = mouse.at(whole, before[3], 0.5, 0.95)
    mouse.drag(whole, mouse.label(whole, before[1]), goal)
    assert order(whole)[1] == [before[0], before[3], before[1], before[2], *before[4:]]
    assert undo_label(whole) == "moving 2 lanes"


def test_selected_stages_and_lanes_are_moved_by_keys_together(whole: MainWindow) -> None:
    stages, lanes = order(whole)
    pick(whole, mouse.at(whole, stages[-2], 0.5, 0.3), mouse.at(whole, stages[-3], 0.5, 0.3))
    QTest.keyClick(whole.canvas, Key.Key_Right, Held.AltModifier)
    assert order(whole)[0] == [*stages[:-3], stages[-1], stages[-3], stages[-2]]
    assert undo_label(whole) == "moving 2 stages"
    moved = whole.session.project
    QTest.keyClick(whole.canvas, Key.Key_Right, Held.AltModifier)
    assert whole.session.project is moved, "at the end nothing happens"
    pick(whole, mouse.label(whole, lanes[1]), mouse.label(whole, lanes[2]))
    QTest.keyClick(whole.canvas, Key.Key_Up, Held.AltModifier)
    assert order(whole)[1] == [lanes[1], lanes[2], lanes[0], *lanes[3:]]
    assert undo_label(whole) == "moving 2 lanes"
    moved = whole.session.project
    QTest.keyClick(whole.canvas, Key.Key_Up, Held.AltModifier)
    assert whole.session.project is moved


def test_selected_steps_are_moved_by_keys_together(trip: MainWindow) -> None:
    mirrored = trip.canvas.reads_from_right
    on, back = (Key.Key_Left, Key.Key_Right) if mirrored else (Key.Key_Right, Key.Key_Left)
    trip.session.select("t1")
    trip.actions_["insert_step"].trigger()
    QTest.keyClicks(trip.canvas, "Pay")
    QTest.keyClick(trip.canvas, Key.Key_Escape)
    new = mouse.journey(trip).stages[0].steps[-1].id

    def steps() -> list[list[str]]:
        return [[step.id for step in stage.steps] for stage in mouse.journey(trip).stages]

    assert steps() == [["t0", "t1", new], ["t2"]]
    pick(trip, mouse.at(trip, "t1"), mouse.at(trip, "t0"))
    assert trip.session.chosen == ("t1", "t0")
    QTest.keyClick(trip.canvas, on, Held.AltModifier)
    assert steps() == [[new, "t0", "t1"], ["t2"]]
    assert undo_label(trip) == "moving 2 steps"
    QTest.keyClick(trip.canvas, on, Held.AltModifier)
    assert steps() == [[new], ["t0", "t1", "t2"]]
    assert trip.session.chosen == ("t1", "t0"), "and on with the next key"
    assert ids(trip, "do", "t0") == ["a0", "a1", "a2"]
    QTest.keyClick(trip.canvas, back, Held.AltModifier)
    assert steps() == [[new, "t0", "t1"], ["t2"]]
    trip.session.undo()
    trip.session.undo()
    trip.session.undo()
    assert steps() == [["t0", "t1", new], ["t2"]]


# Borders ----------------------------------------------------------------------------------------


def border_of(window: MainWindow, number: int) -> QPoint:
    plan = window.canvas.plan()
    assert plan is not None
    y = (
        plan.grid_top - 0.2 * (plan.grid_top - plan.steps_top)
        if plan.steps_top < plan.grid_top
        else plan.grid_top - 1
    )
    return window.canvas.mapFromScene(QPointF(plan.borders()[number].x, y))


def widths(window: MainWindow) -> list[float]:
    return [step.width for stage in mouse.journey(window).stages for step in stage.steps]


def test_a_border_is_dragged_and_stays_where_it_was_dropped(trip: MainWindow) -> None:
    mirrored = trip.canvas.reads_from_right
    start = border_of(trip, 1)
    QTest.mouseMove(trip.canvas.viewport(), start)
    assert trip.canvas.viewport().cursor().shape() == Qt.CursorShape.SplitHCursor
    goal = start + QPoint(-60 if mirrored else 60, 0)
    mouse.press(trip, start)
    mouse.move(trip, goal)
    assert " mm | " in trip.canvas.marks.label.words
    mouse.release(trip, goal)
    assert abs(border_of(trip, 1).x() - goal.x()) <= 2
    assert widths(trip)[1] > widths(trip)[2]
    trip.canvas.lay_out()  # as it is fitted when the hand rests
    assert abs(border_of(trip, 1).x() - goal.x()) <= 3
    assert undo_label(trip) == "changing a column’s width"


def test_a_border_snaps_to_equal_columns_and_a_double_click_resets(trip: MainWindow) -> None:
    start = border_of(trip, 0)
    mouse.drag(trip, start, start + QPoint(40, 0))
    moved = border_of(trip, 0)
    mouse.drag(trip, moved, moved + QPoint(-38, 0))
    plan = trip.canvas.plan()
    assert plan is not None
    one, two = plan.columns[:2]
    assert one.right - one.left == pytest.approx(two.right - two.left, rel=1e-3)
    again = border_of(trip, 0)
    mouse.drag(trip, again, again + QPoint(50, 0))
    assert widths(trip)[:2] != [1.0, 1.0]
    QTest.mouseDClick(trip.canvas.viewport(), Qt.MouseButton.LeftButton, Held.NoModifier, border_of(trip, 0))
    assert widths(trip)[:2] == [1.0, 1.0]


def test_no_column_is_made_too_narrow(trip: MainWindow) -> None:
    mirrored = trip.canvas.reads_from_right
    start = border_of(trip, 1)
    mouse.drag(trip, start, start + QPoint(900 if mirrored else -900, 0))
    plan = trip.canvas.plan()
    assert plan is not None
    column = plan.columns[1]
    assert column.right - column.left >= 6.9 * trip.canvas.em


# In tiers ---------------------------------------------------------------------------------------


def long_map() -> Project:
    """So many columns of so few words that they stand in tiers; a lane of cards and a curve."""
    stages = tuple(
        Stage(
            id=f"s{n}",
            title=f"Fundamentals {n}",
            steps=tuple(Step(id=f"t{n}.{k}", title=f"Measurements {k}") for k in range(3)),
        )
        for n in range(8)
    )
    cells = tuple(
        Cell(step=step.id, cards=(make_card("actions", f"c-{step.id}", text="Considerations"),))
        for stage in stages
        for step in stage.steps
    )
    points = (Cell(step="t7.0", points=(EmotionPoint(id="p0", level=1.0),)),)
    lanes = (make_lane("actions", "do", cells=cells), make_lane("emotions", "mood", cells=points))
    journey = JourneyMap(id="m", stages=stages, lanes=lanes)
    return Project(
        maps=(journey.model_copy(update={"poster": journey.poster.model_copy(update={"paper": "A2"})}),)
    )


def test_everything_is_dragged_in_and_between_tiers_too(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, long_map())
    canvas = window.canvas
    plans = canvas.plans()
    assert len(plans) > 1
    assert [column.number for plan in plans for column in plan.columns] == list(range(24))
    below = plans[-1]
    first = below.columns[0]
    mouse.drag(window, mouse.at(window, "c-t0.0"), mouse.at(window, f"cell:do:{first.step}", 0.5, 0.9))
    assert "c-t0.0" in ids(window, "do", first.step)
    mouse.drag(window, mouse.face(window, "p0"), mouse.at(window, "cell:mood:t7.2", 0.5, 0.5))
    assert ids(window, "mood", "t7.2") == ["p0"]
    below = canvas.plans()[-1]
    border = below.borders()[2]  # between two stages
    start = canvas.mapFromScene(QPointF(border.x, below.top + 1))
    mouse.drag(window, start, start + QPoint(8, 0))
    assert undo_label(window) == "changing a column’s width"
    assert abs(canvas.mapFromScene(QPointF(canvas.plans()[-1].borders()[2].x, 0)).x() - start.x() - 8) <= 2
    label = canvas.plans()[-1].labels["mood"]
    grip = canvas.mapFromScene(QPointF(label.x + label.width / 2, label.y + 0.8 * label.height))
    mouse.drag(window, grip, canvas.mapFromScene(QPointF(label.x + label.width / 2, below.grid_top + 1)))
    assert [lane.id for lane in mouse.journey(window).lanes] == ["mood", "do"]
    last = mouse.journey(window).stages[-1].id
    goal = mouse.at(window, "s0", 0.05, 0.3)
    mouse.drag(window, mouse.at(window, last, 0.5, 0.2), goal)
    assert [stage.id for stage in mouse.journey(window).stages][:2] == [last, "s0"]


def test_a_lane_is_framed_and_pale_in_each_tier(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, long_map())
    canvas = window.canvas
    labels = [plan.labels["do"] for plan in canvas.plans()]
    assert len(labels) > 1
    start = mouse.label(window, "do")
    mouse.click(window, start)
    boxes = [(part.x, part.y, part.x + part.width, part.y + part.height) for part in labels]
    rings = sorted(canvas._rings.boxes, key=lambda box: box[1])
    assert len(rings) == len(boxes)
    for ring, box in zip(rings, boxes, strict=True):
        assert ring == pytest.approx(box)
    mouse.press(window, start)
    mouse.move(window, start + QPoint(0, 30))
    veils = sorted(canvas.marks.veil.boxes, key=lambda box: box.y())
    assert [(veil.top(), veil.bottom()) for veil in veils] == [
        pytest.approx((top, bottom)) for _left, top, _right, bottom in boxes
    ]
    assert all(veil.width() > part.width for veil, part in zip(veils, labels, strict=True))
    mouse.release(window, start)
