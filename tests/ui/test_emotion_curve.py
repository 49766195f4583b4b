"""The emotion curve under the mouse and the keyboard, with real clicks, drags and keys."""

import pytest
from hands import press
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_field
from cjmdesk.edits.notes import add_point
from cjmdesk.edits.people import add_persona
from cjmdesk.formats.templates import make_project
from cjmdesk.layout.palette import COLOUR
from cjmdesk.layout.scene import Path, Text
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.model.lanes import EmotionLane
from cjmdesk.model.people import Persona
from cjmdesk.storage.project_file import dumps
from cjmdesk.ui.canvas.curveband import Band
from cjmdesk.ui.canvas.ghost import make_ghost
from cjmdesk.ui.sheet.boxes import bounds
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def blank(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window with an empty map of six stages, seen whole."""
    window.session.start(make_project("current-state", "en"))
    qtbot.wait(20)
    window.canvas.fit_to("page")
    window.canvas.setFocus()
    return window


@pytest.fixture
def three(blank: MainWindow) -> MainWindow:
    """Points p0, p1, p2 at levels 2, −1, 3 in the first three columns."""
    project = blank.session.project
    assert project is not None
    steps = columns(blank)
    for number, level in enumerate((2.0, -1.0, 3.0)):
        point = EmotionPoint(id=f"p{number}", level=level, quote=f"quote {number}")
        project = add_point(project, lane(blank).id, steps[number], point)
    blank.session.apply("points", project)
    blank.canvas.lay_out()  # as it will be once the hand rests: a slow test would see it come
    return blank


def lane(window: MainWindow) -> EmotionLane:
    shown = window.session.map
    assert shown is not None
    return next(lane for lane in shown.lanes if isinstance(lane, EmotionLane))


def columns(window: MainWindow) -> list[str]:
    assert window.session.map is not None
    return [step.id for stage in window.session.map.stages for step in stage.steps]


def points(window: MainWindow, column: int) -> list[EmotionPoint]:
    step = columns(window)[column]
    return [point for cell in lane(window).cells if cell.step == step for point in cell.points]


def levels(window: MainWindow, column: int = 0) -> list[float | None]:
    return [point.level for point in points(window, column)]


def band(window: MainWindow) -> Band:
    found = window.canvas.points.band(lane(window).id)
    assert found is not None
    return found


def pixel(window: MainWindow, column: int, level: float, along: float = 0.5) -> QPoint:
    """A place in pixels: at a level, a part of the way over a column."""
    here = band(window)
    _step, left, width = here.columns[column]
    return window.canvas.mapFromScene(QPointF(left + along * width, here.y(level)))


def band_pixels(window: MainWindow) -> QRect:
    """The band of the emotion lane in pixels of the view."""
    here = band(window)
    corners = (here.left, here.top), (here.left + here.width, here.top + here.height)
    return QRect(*(window.canvas.mapFromScene(QPointF(*corner)) for corner in corners))


def click(window: MainWindow, at: QPoint) -> None:
    QTest.mouseClick(window.canvas.viewport(), LEFT, Held.NoModifier, at)


def drag(window: MainWindow, start: QPoint, goal: QPoint, *, drop: bool = True) -> None:
    view = window.canvas.viewport()
    QTest.mousePress(view, LEFT, Held.NoModifier, start)
    for part in (0.3, 0.6, 1.0):
        QTest.mouseMove(view, start + (goal - start) * part)
    if drop:
        QTest.mouseRelease(view, LEFT, Held.NoModifier, goal)


def type_(window: MainWindow, words: str) -> None:
    QTest.keyClicks(window.canvas, words)


def green(picture: QImage) -> int:
    """How many pixels are about as green as a good face."""
    good = QColor(COLOUR.good)
    shades = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    return sum(
        abs(shade.red() - good.red()) + abs(shade.green() - good.green()) + abs(shade.blue() - good.blue())
        < 120
        for shade in shades
    )


def steps_to_undo(window: MainWindow) -> int:
    assert window.session.history is not None
    return len(window.session.history)


def test_a_click_adds_a_point_at_its_level_and_opens_the_quote(blank: MainWindow) -> None:
    before = blank.session.project
    assert before is not None
    click(blank, pixel(blank, 1, 2.55))
    assert levels(blank, 1) == [2.5]
    assert blank.canvas.writing.active
    type_(blank, "at last")
    press(blank, Key.Key_Escape)
    assert [point.quote for point in points(blank, 1)] == ["at last"]
    assert steps_to_undo(blank) == 1
    assert blank.actions_["undo"].text() == "Undo new card"
    press(blank, Key.Key_Z, Held.ControlModifier)
    assert blank.session.project is not None
    assert dumps(blank.session.project) == dumps(before)


def test_a_point_without_words_stays_for_its_level(blank: MainWindow) -> None:
    click(blank, pixel(blank, 0, -4))
    press(blank, Key.Key_Return)
    assert levels(blank) == [-4.0]
    assert not blank.canvas.writing.active
    click(blank, pixel(blank, 2, 4))
    click(blank, pixel(blank, 4, 4))  # clicking on keeps it too
    assert levels(blank, 2) == [4.0]


def test_escape_right_after_adding_takes_the_point_back_without_a_trace(blank: MainWindow) -> None:
    before = blank.session.project
    click(blank, pixel(blank, 1, 3))
    assert levels(blank, 1) == [3.0]
    press(blank, Key.Key_Escape)
    assert blank.session.project is before
    assert steps_to_undo(blank) == 0
    assert not blank.session.modified and not blank.actions_["redo"].isEnabled()
    assert blank.session.selection == f"cell:{lane(blank).id}:{columns(blank)[1]}"


def test_escape_in_an_old_point_without_words_leaves_it(blank: MainWindow) -> None:
    click(blank, pixel(blank, 1, 3))
    press(blank, Key.Key_Return)
    press(blank, Key.Key_Return)
    assert blank.canvas.writing.active
    press(blank, Key.Key_Escape)
    assert levels(blank, 1) == [3.0]


def test_clicks_one_after_another_stand_in_order(blank: MainWindow) -> None:
    for along, level, words in ((0.5, 0, "b"), (0.9, 1, "c"), (0.1, 2, "a")):
        click(blank, pixel(blank, 2, level, along))
        type_(blank, words)
    press(blank, Key.Key_Escape)
    assert [(point.quote, point.level) for point in points(blank, 2)] == [("a", 2), ("b", 0), ("c", 1)]


def test_on_a_map_from_the_right_the_order_runs_from_the_right(blank: MainWindow) -> None:
    project, shown = blank.session.project, blank.session.map
    assert project is not None and shown is not None
    blank.session.apply("turn", set_field(project, shown.id, "direction", "right_to_left"))
    for along, words in ((0.5, "b"), (0.9, "a"), (0.1, "c")):
        click(blank, pixel(blank, 2, 1, along))
        type_(blank, words)
    press(blank, Key.Key_Escape)
    assert [point.quote for point in points(blank, 2)] == ["a", "b", "c"]
    blank.session.select(points(blank, 2)[1].id)
    press(blank, Key.Key_Left)
    assert blank.session.selection == points(blank, 2)[2].id


def test_a_drag_up_and_down_is_one_step_and_leaves_the_rest(three: MainWindow) -> None:
    count = steps_to_undo(three)
    drag(three, pixel(three, 1, -1), pixel(three, 1, 4))
    assert [levels(three, column) for column in range(3)] == [[2.0], [4.0], [3.0]]
    assert steps_to_undo(three) == count + 1
    assert three.actions_["undo"].text() == "Undo moving a point"


def test_a_drag_sideways_goes_to_another_column_and_place(three: MainWindow) -> None:
    drag(three, pixel(three, 0, 2), pixel(three, 2, 2, 0.8))
    assert levels(three, 0) == []
    assert levels(three, 2) == [3.0, 2.0]
    drag(three, pixel(three, 2, 2, 0.75), pixel(three, 2, 2, 0.1))
    assert levels(three, 2) == [2.0, 3.0]


def test_several_points_are_dragged_up_and_down_together(three: MainWindow) -> None:
    before, steps = three.session.project, steps_to_undo(three)
    assert before is not None
    three.session.choose(("p0", "p1"))
    drag(three, pixel(three, 1, -1), pixel(three, 1, -4))
    assert [levels(three, column) for column in range(3)] == [[-1.0], [-4.0], [3.0]]
    assert steps_to_undo(three) == steps + 1
    assert three.actions_["undo"].text() == "Undo the levels of 2 points"
    assert three.session.chosen == ("p0", "p1")
    press(three, Key.Key_Z, Held.ControlModifier)
    assert three.session.project is before


def test_points_dragged_together_stop_when_the_first_is_at_an_end(three: MainWindow) -> None:
    three.session.choose(("p0", "p1", "p2"))
    drag(three, pixel(three, 1, -1), pixel(three, 1, 5))
    assert [levels(three, column) for column in range(3)] == [[4.0], [1.0], [5.0]]
    drag(three, pixel(three, 0, 4), pixel(three, 0, -5))
    assert [levels(three, column) for column in range(3)] == [[-2.0], [-5.0], [-1.0]]


def test_points_dragged_together_are_seen_and_escape_leaves_them(three: MainWindow) -> None:
    before = three.session.project
    three.session.choose(("p1", "p0"))
    still = three.canvas.grab(band_pixels(three)).toImage()
    drag(three, pixel(three, 0, 2), pixel(three, 0, 4.5), drop=False)
    assert three.canvas.grab(band_pixels(three)).toImage() != still
    press(three, Key.Key_Escape)
    assert three.session.project is before
    assert three.canvas.grab(band_pixels(three)).toImage() == still


def test_several_points_are_still_dragged_sideways_to_another_column(three: MainWindow) -> None:
    three.session.choose(("p0", "p1"))
    drag(three, pixel(three, 0, 2), pixel(three, 4, 2))
    assert [len(points(three, column)) for column in range(5)] == [0, 0, 1, 0, 2]
    assert levels(three, 4) == [2.0, -1.0]


def test_escape_leaves_a_dragged_point_where_it_was(three: MainWindow) -> None:
    before = three.session.project
    drag(three, pixel(three, 1, -1), pixel(three, 2, 4), drop=False)
    assert not three.canvas._rings.boxes, "a frame around the place it leaves lies over what is dragged"
    press(three, Key.Key_Escape)
    QTest.mouseRelease(three.canvas.viewport(), LEFT, Held.NoModifier, pixel(three, 2, 4))
    assert three.session.project is before
    assert three.canvas._rings.boxes


def test_nothing_is_laid_out_while_a_point_is_dragged(
    three: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid: list[object] = []
    again = type(three.canvas._maker()).again
    monkeypatch.setattr(type(three.canvas._maker()), "again", lambda *all_: laid.append(all_) or again(*all_))
    scene = three.canvas.shown
    drag(three, pixel(three, 1, -1), pixel(three, 1, 4), drop=False)
    assert three.canvas.shown is scene
    assert laid == []
    QTest.mouseRelease(three.canvas.viewport(), LEFT, Held.NoModifier, pixel(three, 1, 4))
    assert len(laid) == 1


def test_the_curve_is_seen_where_the_drop_will_put_it(three: MainWindow) -> None:
    """A coarse look: where the face will be there is ink of its colour, and where a drag is given up
    the picture is the same as before."""
    view = three.canvas.viewport()
    start, goal = pixel(three, 1, -1), pixel(three, 1, 4)
    three.session.select("p1")
    QTest.mouseMove(view, start)
    before = view.grab().toImage()
    around = QRect(goal - QPoint(6, 6), goal + QPoint(6, 6))
    drag(three, start, goal, drop=False)
    during = view.grab().toImage()
    assert during.copy(around) != before.copy(around)
    press(three, Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, Held.NoModifier, goal)
    QTest.mouseMove(view, start)
    assert view.grab().toImage().copy(around) == before.copy(around)
    assert green(during.copy(around)) > green(before.copy(around)), "a smiling face, and it is green"


@pytest.mark.parametrize(
    ("key", "level"),
    [
        (Key.Key_1, -4),
        (Key.Key_5, 0),
        (Key.Key_9, 4),
        (Key.Key_Home, -5),
        (Key.Key_End, 5),
        (Key.Key_Up, 2.5),
        (Key.Key_Down, 1.5),
    ],
)
def test_keys_set_the_level_of_a_selected_point(three: MainWindow, key: Qt.Key, level: float) -> None:
    click(three, pixel(three, 0, 2))
    press(three, key)
    assert levels(three, 0) == [level]
    assert not three.canvas.writing.active
    press(three, Key.Key_Z, Held.ControlModifier)
    assert levels(three, 0) == [2.0]


def test_two_keys_are_two_steps_and_the_scale_ends_at_five(three: MainWindow) -> None:
    click(three, pixel(three, 0, 2))
    count = steps_to_undo(three)
    for _ in range(8):
        press(three, Key.Key_Up)
    assert levels(three, 0) == [5.0]
    assert steps_to_undo(three) == count + 6


def test_keys_set_the_levels_of_all_that_are_selected(three: MainWindow) -> None:
    three.session.choose(("p0", "p1"))
    press(three, Key.Key_Down)
    assert [levels(three, column) for column in range(3)] == [[1.5], [-1.5], [3.0]]
    assert three.actions_["undo"].text() == "Undo the levels of 2 points"


def test_a_digit_on_a_card_begins_a_note(blank: MainWindow) -> None:
    assert blank.session.map is not None
    other = next(each for each in blank.session.map.lanes if each.kind == "actions")
    blank.session.select(f"cell:{other.id}:{columns(blank)[0]}")
    press(blank, Key.Key_3)
    press(blank, Key.Key_Escape)
    other = next(each for each in blank.session.map.lanes if each.kind == "actions")
    assert [card.text for cell in other.cells for card in cell.cards] == ["3"]


def test_left_and_right_go_from_point_to_point_and_control_leaves_the_lane(three: MainWindow) -> None:
    three.session.select("p0")
    press(three, Key.Key_Right)
    press(three, Key.Key_Right)
    assert three.session.selection == "p2"
    press(three, Key.Key_Right)
    assert three.session.selection == f"cell:{lane(three).id}:{columns(three)[3]}"
    three.session.select("p1")
    press(three, Key.Key_Down, Held.ControlModifier)
    assert three.session.selection.startswith("cell:")
    assert lane(three).id not in three.session.selection


def test_delete_removes_and_enter_edits_the_quote(three: MainWindow) -> None:
    click(three, pixel(three, 1, -1))
    press(three, Key.Key_Return)
    type_(three, "!")
    press(three, Key.Key_Escape)
    assert [point.quote for point in points(three, 1)] == ["quote 1!"]
    press(three, Key.Key_Delete)
    assert levels(three, 1) == []


def test_tab_goes_from_the_quote_to_the_feeling_and_on(three: MainWindow) -> None:
    three.session.select("p0")
    press(three, Key.Key_F2)
    type_(three, " more")
    press(three, Key.Key_Tab)
    type_(three, "relieved")
    press(three, Key.Key_Tab)
    type_(three, "5 next one")
    press(three, Key.Key_Escape)
    assert [(p.quote, p.feeling) for p in points(three, 0)] == [("quote 0 more", "relieved")]
    assert [(p.quote, p.level) for p in points(three, 1)] == [("quote 1", -1.0), ("next one", 5.0)]
    three.session.select("p0")
    press(three, Key.Key_F2, Held.ShiftModifier)
    press(three, Key.Key_Backtab)
    type_(three, "!")
    press(three, Key.Key_Escape)
    assert [(p.quote, p.feeling) for p in points(three, 0)] == [("quote 0 more!", "relieved")]


# Personas ---------------------------------------------------------------------------------------


@pytest.fixture
def people(three: MainWindow) -> MainWindow:
    """Five personas on the map."""
    project = three.session.project
    assert project is not None
    for number in range(5):
        project = add_persona(project, Persona(id=f"who{number}", name=f"Person {number}"))
    project = set_field(project, project.maps[0].id, "personas", [f"who{number}" for number in range(5)])
    three.session.apply("people", project)
    return three


def trigger(window: MainWindow, id: str) -> None:
    assert window.actions_[id].isEnabled(), id
    window.actions_[id].trigger()


def drawn(window: MainWindow) -> list[Path]:
    """The curves on the sheet."""
    assert window.canvas.shown is not None
    (part,) = [part for part in window.canvas.shown.parts if part.key.startswith("curve:")]
    return [
        item
        for item in part.items
        if isinstance(item, Path) and item.item == lane(window).id and any(c[0] == "C" for c in item.commands)
    ]


def test_new_points_go_onto_the_curve_that_is_drawn(people: MainWindow) -> None:
    for number in range(5):
        press(people, Key.Key_F8)
        assert people.bench.status.hint.text() == f"New points go onto the curve of Person {number}."
        for column in (3, 4, 5):
            click(people, pixel(people, column, 3 - number, (number + 0.5) / 5))
            press(people, Key.Key_Return)
    assert {point.personas for point in points(people, 4)} == {(f"who{number}",) for number in range(5)}
    curves = drawn(people)
    assert len({(path.stroke, path.dash) for path in curves}) == 5
    press(people, Key.Key_F8, Held.ShiftModifier)
    click(people, pixel(people, 0, -3, 0.9))
    press(people, Key.Key_Escape)
    assert points(people, 0)[-1].personas == ()


def test_moving_one_personas_point_keeps_the_other_curves_still(people: MainWindow) -> None:
    for number in range(2):
        people.session.draw_curve(lane(people).id, f"who{number}")
        for column in (3, 4, 5):
            click(people, pixel(people, column, 3 - 3 * number, (number + 0.5) / 2))
            press(people, Key.Key_Return)
    before = {path.stroke: path.commands for path in drawn(people)}
    drag(people, pixel(people, 4, 3, 0.25), pixel(people, 4, -4, 0.25))
    after = {path.stroke: path.commands for path in drawn(people)}
    assert len(before) == 2
    assert sum(before[stroke] != after[stroke] for stroke in before) == 1


def curve_entries(window: MainWindow) -> list[QAction]:
    menu = next(m for m in window.findChildren(QMenu) if m.objectName() == "emotions")
    menu.aboutToShow.emit()
    return [action for action in menu.actions() if action.text().startswith("Curve of")]


def test_each_curve_can_be_hidden_and_shown(people: MainWindow) -> None:
    def ticks() -> list[bool]:
        return [action.isChecked() for action in curve_entries(people)]

    assert ticks() == [True] * 5
    curve_entries(people)[2].trigger()
    assert lane(people).hidden_personas == ("who2",)
    assert ticks() == [True, True, False, True, True]
    curve_entries(people)[2].trigger()
    assert lane(people).hidden_personas == ()


def test_points_are_given_to_the_drawn_curve(people: MainWindow) -> None:
    people.session.draw_curve(lane(people).id, "who1")
    people.session.choose(("p0", "p1"))
    trigger(people, "give_points")
    assert points(people, 0)[0].personas == points(people, 1)[0].personas == ("who1",)


# The lane ---------------------------------------------------------------------------------------


def test_guide_lines_marks_and_the_words_of_the_scale(three: MainWindow) -> None:
    for _ in range(2):
        trigger(three, "more_guides")
    assert lane(three).guides == 5
    for wanted in (3, 1, 0, 0):
        trigger(three, "fewer_guides")
        assert lane(three).guides == wanted
    trigger(three, "more_guides")
    assert lane(three).guides == 1, "the middle one first"
    for _ in range(2):
        trigger(three, "more_guides")
    trigger(three, "dots")
    assert lane(three).marks == "dots"
    assert three.actions_["dots"].isChecked()
    trigger(three, "dots")
    trigger(three, "scale_words")
    type_(three, "delighted")
    press(three, Key.Key_Tab)
    type_(three, "furious")
    press(three, Key.Key_Return)
    assert (lane(three).high, lane(three).low) == ("delighted", "furious")
    assert three.canvas.shown is not None
    words = [item.block.text for _part, item in three.canvas.shown.texts() if isinstance(item, Text)]
    assert {"delighted", "furious"} <= set(words)


def test_enter_leads_from_the_upper_word_of_the_scale_to_the_lower_and_ends_there(three: MainWindow) -> None:
    title = lane(three).title
    said = three.bench.status.keys
    trigger(three, "scale_words")
    assert said.text().startswith("Enter or Tab: the lower word")
    type_(three, "delighted")
    press(three, Key.Key_Return)
    assert said.text().startswith("Enter: done")
    assert "Shift+Tab: the upper word" in said.text()
    type_(three, "furious")
    press(three, Key.Key_Return)
    assert not three.canvas.writing.active
    assert (lane(three).high, lane(three).low) == ("delighted", "furious")
    assert lane(three).title == title


def test_an_upper_word_left_as_it_is_leads_on_too(three: MainWindow) -> None:
    trigger(three, "scale_words")
    press(three, Key.Key_Return)
    type_(three, "furious")
    press(three, Key.Key_Backtab)
    type_(three, "delighted")
    press(three, Key.Key_Escape)
    assert (lane(three).high, lane(three).low) == ("delighted", "furious")


def test_a_new_point_by_command_and_half_steps_by_command(three: MainWindow) -> None:
    three.session.select("p1")
    trigger(three, "new_point")
    type_(three, "there too")
    press(three, Key.Key_Escape)
    assert [(p.quote, p.level) for p in points(three, 1)] == [("quote 1", -1.0), ("there too", -1.0)]
    trigger(three, "level_up")
    trigger(three, "level_up")
    assert levels(three, 1) == [-1.0, 0.0]


def test_a_dragged_point_leaves_its_neighbours_words_legible(opened: MainWindow) -> None:
    tool, project = opened.canvas.points, opened.session.project
    assert project is not None
    band = tool.bands()[0]
    moved = [each.point for each in band.placed()][2]
    found = tool.found_in(set_field(project, moved.id, "level", -5.0), moved.id)
    assert found is not None
    gone = make_ghost(band, *found).gone
    paled = gone.within(gone.bounds())
    part = band.part

    def covered(text: Text) -> bool:
        left, top, right, bottom = bounds(text)
        return paled.intersects(QRectF(part.x + left, part.y + top, right - left, bottom - top))

    words = [item for item in part.items if isinstance(item, Text)]
    assert len({text.item for text in words}) > 4
    assert {text.item for text in words if covered(text)} == {moved.id}
