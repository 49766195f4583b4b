"""Stages, steps, lanes, maps and personas: changed by commands, keys and clicks beside the sheet."""

import pytest
from hands import journey, press, project
from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_field
from cjmdesk.edits.removing import remove
from cjmdesk.formats.templates import make_project
from cjmdesk.storage.project_file import dumps
from cjmdesk.ui.commands.kindchooser import KindChooser
from cjmdesk.ui.dialogs.palette import Palette
from cjmdesk.ui.start.tile import Tile
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier


def titles(window: MainWindow) -> list[str]:
    return [stage.title for stage in journey(window).stages]


def kinds(window: MainWindow) -> list[str]:
    return [lane.kind for lane in journey(window).lanes]


def chooser() -> KindChooser:
    found = QApplication.activePopupWidget()
    assert isinstance(found, KindChooser)
    return found


def choose(words: str) -> None:
    popup = chooser()
    QTest.keyClicks(popup.search, words)
    QTest.keyClick(popup.search, Key.Key_Return)


def entries(window: MainWindow, name: str) -> dict[str, object]:
    menu = next(menu for menu in window.findChildren(QMenu) if menu.objectName() == name)
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions() if not action.objectName() and action.text()}


def tell(window: MainWindow) -> str:
    return window.info.notice.text if window.info.notice is not None else ""


def take_all_back(window: MainWindow) -> None:
    while window.session.history is not None and window.session.history.can_undo:
        window.session.undo()


def test_a_stage_is_put_in_named_moved_and_deleted_by_keys_alone(blank: MainWindow) -> None:
    before = dumps(project(blank))
    blank.session.select(journey(blank).stages[0].id)
    press(blank, Key.Key_Right, Held.ControlModifier | Held.ShiftModifier)
    QTest.keyClicks(blank.canvas, "Doubts")
    press(blank, Key.Key_Return)
    assert titles(blank)[1] == "Doubts"
    press(blank, Key.Key_Right, Held.AltModifier)
    assert titles(blank)[2] == "Doubts"
    press(blank, Key.Key_Left, Held.AltModifier)
    press(blank, Key.Key_Left, Held.AltModifier)
    press(blank, Key.Key_Left, Held.AltModifier)
    assert titles(blank)[0] == "Doubts", "it stays at the edge"
    press(blank, Key.Key_Delete)
    assert "Doubts" not in titles(blank)
    assert blank.session.selection == journey(blank).stages[0].id
    take_all_back(blank)
    assert dumps(project(blank)) == before


def test_steps_are_put_in_split_merged_and_deleted(opened: MainWindow) -> None:
    before = dumps(project(opened))
    lane = next(lane for lane in journey(opened).lanes if lane.kind == "actions")
    cell = next(cell for cell in lane.cells if len(cell.cards) > 1)
    opened.session.select(cell.cards[0].id)
    columns = [step.id for stage in journey(opened).stages for step in stage.steps]
    opened.actions_["split_step"].trigger()
    after = [step.id for stage in journey(opened).stages for step in stage.steps]
    fresh = after[after.index(cell.step) + 1]
    assert len(after) == len(columns) + 1
    cells = {c.step: c for one in journey(opened).lanes if one.id == lane.id for c in one.cells}
    assert [card.id for card in cells[cell.step].cards] == [cell.cards[0].id]
    assert [card.id for card in cells[fresh].cards] == [card.id for card in cell.cards[1:]]
    opened.actions_["merge_step"].trigger()
    assert [step.id for stage in journey(opened).stages for step in stage.steps] == columns
    opened.actions_["insert_step"].trigger()
    QTest.keyClicks(opened.canvas, "Waits")
    press(opened, Key.Key_Return)
    named = [step for stage in journey(opened).stages for step in stage.steps if step.title == "Waits"]
    assert len(named) == 1
    assert opened.session.selection == named[0].id
    opened.actions_["delete_step"].trigger()
    assert [step.id for stage in journey(opened).stages for step in stage.steps] == columns
    take_all_back(opened)
    assert dumps(project(opened)) == before


def test_what_cannot_be_is_said_and_changes_nothing(blank: MainWindow) -> None:
    before = project(blank)
    blank.session.select(journey(blank).stages[-1].steps[0].id)
    blank.actions_["merge_step"].trigger()
    assert "last column" in tell(blank)
    blank.session.select(journey(blank).stages[0].steps[0].id)
    blank.actions_["delete_step"].trigger()
    assert tell(blank).startswith("This cannot be done: ")
    assert project(blank) is before


def test_a_lane_is_chosen_by_typing_and_its_kind_changed(blank: MainWindow) -> None:
    before = dumps(project(blank))
    blank.session.select(journey(blank).lanes[1].id)
    press(blank, Key.Key_Down, Held.ControlModifier | Held.ShiftModifier)
    choose("thou")
    assert kinds(blank)[2] == "thoughts"
    assert blank.session.selection == journey(blank).lanes[2].id
    press(blank, Key.Key_Up, Held.AltModifier)
    assert kinds(blank)[1] == "thoughts"
    blank.actions_["lane_kind"].trigger()
    assert chooser().list.currentItem().text() == "Thoughts"
    choose("line of visib")
    assert kinds(blank)[1] == "line"
    assert getattr(journey(blank).lanes[1], "line", "") == "visibility"
    press(blank, Key.Key_Delete)
    assert "line" not in kinds(blank)
    take_all_back(blank)
    assert dumps(project(blank)) == before


def test_a_kind_of_lane_is_found_without_accents(blank: MainWindow) -> None:
    blank.program.set_language("pl")
    blank.session.select(journey(blank).lanes[1].id)
    blank.actions_["lane_below"].trigger()
    choose("mysli")
    assert kinds(blank)[2] == "thoughts"


def test_the_list_of_kinds_closes_and_knows_its_keys(blank: MainWindow) -> None:
    blank.actions_["lane_below"].trigger()
    popup = chooser()
    QTest.keyClick(popup.search, Key.Key_Down)
    QTest.keyClick(popup.search, Key.Key_Down)
    QTest.keyClick(popup.search, Key.Key_Up)
    assert popup.list.currentRow() == 1
    QTest.keyClicks(popup.search, "nobody knows this")
    assert [popup.list.item(row).text() for row in range(popup.list.count())] == ["Nothing of that name"]
    QTest.keyClick(popup.search, Key.Key_Return)
    QTest.keyClick(popup.search, Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert len(kinds(blank)) == len(make_project("current-state", "en").maps[0].lanes)


def test_what_a_kind_has_no_field_for_is_kept_and_told(opened: MainWindow) -> None:
    lane = next(lane for lane in journey(opened).lanes if lane.kind == "pain_points")
    opened.session.select(lane.id)
    opened.actions_["lane_kind"].trigger()
    choose("motiv")
    assert "comes back with the old kind" in tell(opened)
    opened.actions_["lane_kind"].trigger()
    choose("pain")
    assert next(one for one in journey(opened).lanes if one.id == lane.id) == lane


def test_a_lane_is_folded_pinned_hidden_and_found_again(opened: MainWindow) -> None:
    lane = journey(opened).lanes[0]
    opened.session.select(lane.id)
    for name in ("fold_lane", "pin_lane"):
        opened.actions_[name].trigger()
        assert opened.actions_[name].isChecked()
    assert journey(opened).lanes[0].collapsed and journey(opened).lanes[0].pinned
    assert opened.canvas.pinned == (lane.id,)
    opened.actions_["hide_lane"].trigger()
    assert journey(opened).lanes[0].hidden
    assert opened.canvas.pinned == ()
    assert opened.info.notice is not None
    opened.info.notice.ways[0][1]()
    assert not journey(opened).lanes[0].hidden
    for one in journey(opened).lanes[:2]:
        opened.session.select(one.id)
        opened.actions_["hide_lane"].trigger()
    found = entries(opened, "hidden_lanes")
    assert list(found) == ["Actions", "Touchpoints", "Show All"]
    found["Show All"].trigger()  # type: ignore[attr-defined]
    assert not any(one.hidden for one in journey(opened).lanes)
    assert opened.session.history is not None
    assert opened.session.history.undo_label == "showing 2 lanes"


def test_the_notice_of_a_hidden_lane_goes_when_the_lane_is_seen_again(opened: MainWindow) -> None:
    lane = journey(opened).lanes[0]
    for way in ("undo", "menu", "delete"):
        opened.session.select(lane.id)
        opened.actions_["hide_lane"].trigger()
        assert tell(opened) == "The lane “Actions” is hidden."
        opened.session.apply("another thing", set_field(project(opened), journey(opened).id, "goal", way))
        assert tell(opened), "it holds still"
        if way == "undo":
            press(opened, Key.Key_Z, Held.ControlModifier)
            assert tell(opened)
            press(opened, Key.Key_Z, Held.ControlModifier)
            assert not journey(opened).lanes[0].hidden
        elif way == "menu":
            entries(opened, "hidden_lanes")["Actions"].trigger()  # type: ignore[attr-defined]
        else:
            opened.session.apply("gone", remove(project(opened), lane.id))
        assert not tell(opened)
        assert not opened.info.isVisible()


def test_the_notice_of_a_deleted_map_goes_when_it_is_back(opened: MainWindow) -> None:
    opened.actions_["delete_map"].trigger()
    assert "was deleted" in tell(opened)
    press(opened, Key.Key_Z, Held.ControlModifier)
    assert not tell(opened)


def test_the_button_of_a_deleted_map_takes_back_nothing_else(opened: MainWindow) -> None:
    """Once something else was done it would take back that."""
    opened.actions_["delete_map"].trigger()
    assert "was deleted" in tell(opened)
    opened.actions_["new_persona"].trigger()
    assert not tell(opened)


def test_a_made_map_is_called_in_the_language_of_its_sheet(opened: MainWindow) -> None:
    session, one = opened.session, journey(opened)
    session.apply("language", set_field(project(opened), one.id, "language", "pl"))
    opened.actions_["future_map"].trigger()
    assert journey(opened).title == "Repair visit: jak ma być"


def test_maps_are_made_copied_moved_and_deleted(opened: MainWindow) -> None:
    before = dumps(project(opened))
    first = journey(opened).id
    opened.actions_["future_map"].trigger()
    made = journey(opened)
    assert (made.type, made.made_from) == ("future_state", first)
    assert made.title == "Repair visit: as it should be"
    opened.actions_["map_down"].trigger()
    assert project(opened).maps[-1].id == made.id
    opened.actions_["delete_map"].trigger()
    assert made.id not in [one.id for one in project(opened).maps]
    assert opened.info.notice is not None
    opened.info.notice.ways[0][1]()
    assert made.id in [one.id for one in project(opened).maps]
    opened.session.show_map(first)
    opened.actions_["duplicate_map"].trigger()
    assert journey(opened).title == "Repair visit (copy)"
    found = entries(opened, "new_map")
    found["Empty map"].trigger()  # type: ignore[attr-defined]
    assert (len(journey(opened).stages), kinds(opened)) == (6, ["actions", "emotions", "pain_points"])
    list(found.values())[1].trigger()  # type: ignore[attr-defined]
    assert len(project(opened).maps) == 6
    opened.actions_["rename_map"].trigger()
    QTest.keyClicks(opened.canvas, "Third try")
    press(opened, Key.Key_Return)
    assert journey(opened).title == "Third try"
    take_all_back(opened)
    assert dumps(project(opened)) == before


def test_a_project_may_lose_its_last_map_and_get_another(blank: MainWindow) -> None:
    blank.actions_["delete_map"].trigger()
    assert project(blank).maps == ()
    assert blank.canvas.shown is None
    entries(blank, "new_map")["Empty map"].trigger()  # type: ignore[attr-defined]
    assert blank.canvas.shown is not None


def name_it(window: MainWindow, name: str, qtbot: QtBot) -> None:
    """Write into the row of the navigator that is open for it."""
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert window.bench.navigator.isAncestorOf(editor)
    assert editor.isVisible()
    QTest.keyClicks(editor, name)
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: project(window).personas[-1].name == name)


@pytest.mark.parametrize("page", ["navigator", "outline", ""])
def test_a_new_persona_is_named_at_once_wherever_it_is_asked_for(
    opened: MainWindow, page: str, qtbot: QtBot
) -> None:
    opened.bench.side.setVisible(bool(page))
    opened.bench.side.turn(page)
    opened.canvas.setFocus()
    press(opened, Key.Key_K, Held.ControlModifier)
    palette = opened.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(palette.line, "new persona")
    QTest.keyClick(palette.line, Key.Key_Return)
    name_it(opened, "Ewa", qtbot)
    assert project(opened).personas[-1].name == "Ewa"
    assert project(opened).personas[-1].id in journey(opened).personas
    qtbot.waitUntil(lambda: opened.focusWidget() is opened.canvas)


def test_personas_are_added_put_on_the_map_and_deleted(opened: MainWindow, qtbot: QtBot) -> None:
    before = dumps(project(opened))
    opened.actions_["new_persona"].trigger()
    name_it(opened, "Ewa", qtbot)
    who = project(opened).personas[-1]
    assert who.id == opened.session.selection
    assert who.id in journey(opened).personas
    opened.actions_["duplicate_persona"].trigger()
    assert project(opened).personas[-1].name == "Ewa (copy)"
    opened.actions_["delete_persona"].trigger()
    assert project(opened).personas[-1].id == who.id
    entries(opened, "people")["Ewa"].trigger()  # type: ignore[attr-defined]
    assert who.id not in journey(opened).personas
    assert not opened.actions_["delete_persona"].isEnabled(), "nobody is selected"
    take_all_back(opened)
    assert dumps(project(opened)) == before


def test_the_map_turns_round(opened: MainWindow) -> None:
    assert opened.canvas.grid is not None
    left = opened.canvas.grid.label.left()
    opened.actions_["right_to_left"].trigger()
    assert opened.actions_["right_to_left"].isChecked()
    assert opened.canvas.grid.label.left() > left
    stage = journey(opened).stages[0].id
    opened.session.select(stage)
    press(opened, Key.Key_Left, Held.AltModifier)
    assert journey(opened).stages[1].id == stage, "to the left is on"


def test_signs_beside_the_sheet_add_a_stage_and_a_lane(blank: MainWindow, qtbot: QtBot) -> None:
    canvas = blank.canvas
    canvas.fit_to("page")
    qtbot.wait(20)
    at = canvas.adders.box(canvas.adders.stage).center()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Held.NoModifier, at)
    QTest.keyClicks(canvas, "Comes back")
    press(blank, Key.Key_Return)
    assert titles(blank)[-1] == "Comes back"
    at = canvas.adders.box(canvas.adders.lane).center()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Held.NoModifier, at)
    choose("time")
    assert kinds(blank)[-1] == "time"
    canvas.show_aids(False)
    assert not canvas.adders.stage.isVisible()
    assert canvas.strips() == ()


def test_six_by_seven_from_the_start_page_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(window.start.findChildren(Tile)), timeout=3_000)
    window.activateWindow()
    QTest.keyClick(window, Key.Key_F6)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    qtbot.wait(20)
    assert window.canvas.writing.active, "the first stage waits for its name"
    for words in ("Notices", "Asks", "Decides", "Pays", "Uses", "Tells"):
        QTest.keyClicks(window.canvas, words)
        if words != "Tells":
            press(window, Key.Key_Tab)
    press(window, Key.Key_Return)
    for words in ("thoughts", "touchpoints", "motives", "solutions"):
        press(window, Key.Key_Down, Held.ControlModifier | Held.ShiftModifier)
        choose(words)
    assert titles(window) == ["Notices", "Asks", "Decides", "Pays", "Uses", "Tells"]
    assert len(kinds(window)) == 7


# Strips ------------------------------------------------------------------------------------------


def test_headers_and_labels_stay_in_view_and_can_be_clicked(opened: MainWindow, qtbot: QtBot) -> None:
    canvas = opened.canvas
    canvas.fit_to("width")
    canvas.verticalScrollBar().setValue(0)
    assert canvas.strips() == (), "all of it is in view"
    canvas.set_zoom(0.7)
    canvas.horizontalScrollBar().setValue(500)
    canvas.verticalScrollBar().setValue(400)
    head, side = canvas.strips()[1], canvas.strips()[0]
    seen = canvas.in_view()
    assert head.goal.top() == seen.top()
    assert side.goal.left() == seen.left()
    stage = journey(opened).stages[2].id
    assert canvas.shown is not None
    part = next(part for part in canvas.shown.parts if part.key == f"stage:{stage}")
    place = canvas.mapFromScene(part.x + part.width / 3, seen.top()) + QPoint(0, 16)
    before = canvas.verticalScrollBar().value()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Held.NoModifier, place)
    assert opened.session.selection == stage
    assert canvas.verticalScrollBar().value() == before, "what is seen already is not scrolled to"
    place = QPoint(30, 400)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Held.NoModifier, place)
    assert opened.session.selection in [lane.id for lane in journey(opened).lanes]


def test_a_header_that_is_gone_to_is_not_below_the_labels(opened: MainWindow) -> None:
    canvas, stage = opened.canvas, journey(opened).stages[0].id
    canvas.set_zoom(0.7)
    for down in (0, 400):
        canvas.verticalScrollBar().setValue(down)
        canvas.horizontalScrollBar().setValue(canvas.horizontalScrollBar().maximum())
        canvas.reveal(stage)
        box = canvas.box_of(stage)
        assert box is not None and canvas.grid is not None
        assert box[0] - canvas.in_view().left() >= canvas.grid.label.width() - 0.1


def test_a_pinned_lane_lies_below_the_headers(opened: MainWindow) -> None:
    canvas, lane = opened.canvas, journey(opened).lanes[0]
    opened.session.select(lane.id)
    opened.actions_["pin_lane"].trigger()
    canvas.set_zoom(0.5)
    canvas.horizontalScrollBar().setValue(0)
    assert canvas.grid is not None
    top, bottom = canvas.grid.lanes[lane.id]
    canvas.verticalScrollBar().setValue(
        canvas.mapFromScene(0, bottom).y() + canvas.verticalScrollBar().value()
    )
    sources = [strip.source for strip in canvas.strips()]
    row = next(one for one in sources if abs(one.top() - top) < 0.01)
    goal = next(strip.goal for strip in canvas.strips() if strip.source == row)
    assert goal.top() > canvas.in_view().top()
    assert canvas.under(goal.center()).y() == pytest.approx((top + bottom) / 2)


def test_what_is_written_is_not_below_a_strip(opened: MainWindow) -> None:
    canvas = opened.canvas
    canvas.set_zoom(0.7)
    lanes = [lane for lane in journey(opened).lanes if lane.kind in ("pain_points", "solutions")]
    for lane in lanes:
        for cell in lane.cells:
            for card in cell.cards:
                opened.session.select(card.id)
                left, top, right, bottom = canvas._rings.boxes[0]
                ring = QRectF(left, top, right - left, bottom - top)
                strips = canvas.strips()
                assert not any(strip.goal.intersects(ring) for strip in strips)


def test_scrolling_paints_only_strips_and_what_comes_into_view(opened: MainWindow, qtbot: QtBot) -> None:
    canvas = opened.canvas
    canvas.set_zoom(1.2)
    canvas.minimap.wanted = False
    canvas.minimap.follow()
    canvas.horizontalScrollBar().setValue(600)
    canvas.verticalScrollBar().setValue(700)
    qtbot.wait(300)
    asked: list[int] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                asked.append(sum(area.width() * area.height() for area in event.region()))  # type: ignore[attr-defined]
            return False

    watch = Watch()
    canvas.viewport().installEventFilter(watch)
    canvas.push(0, 20)
    qtbot.wait(30)
    canvas.viewport().removeEventFilter(watch)
    whole = canvas.viewport().width() * canvas.viewport().height()
    assert asked
    assert sum(asked) < 0.5 * whole


def test_in_a_map_of_several_tiers_the_headers_are_those_of_the_tier_in_view(
    window: MainWindow, qtbot: QtBot
) -> None:
    long = make_project("current-state", "en")
    base = long.maps[0]
    words = "A visit with considerations"
    stages = tuple(
        base.stages[0].model_copy(
            update={
                "id": f"many{n}",
                "title": f"{words} {n}",
                "steps": (base.stages[0].steps[0].model_copy(update={"id": f"step{n}"}),),
            }
        )
        for n in range(36)
    )
    kept = tuple(lane.model_copy(update={"cells": ()}) for lane in base.lanes[:3])
    update = {"stages": stages, "lanes": kept, "connectors": (), "views": ()}
    window.session.start(long.model_copy(update={"maps": (base.model_copy(update=update),)}))
    qtbot.wait(20)
    canvas = window.canvas
    assert canvas.shown is not None and canvas.grid is not None
    last = next(part for part in canvas.shown.parts if part.key == "stage:many35")
    first = next(part for part in canvas.shown.parts if part.key == "stage:many0")
    assert last.y > first.y, "the map has tiers"
    canvas.set_zoom(2.5)
    canvas.ensureVisible(last.x, last.y + last.height, 5, 5)
    canvas.push(0, canvas.mapFromScene(0, last.y + last.height + 3).y())
    heads = [strip.source for strip in canvas.strips()]
    assert any(abs(source.top() - last.y) < 0.01 for source in heads)
    assert canvas.grid.head.top() == pytest.approx(last.y)


def test_a_new_column_of_a_day_proposes_its_hour(window: MainWindow, qtbot: QtBot) -> None:
    window.session.start(make_project("day-in-the-life", "en"))
    qtbot.wait(20)
    window.canvas.setFocus()
    last = journey(window).stages[-1].steps[-1]
    window.session.select(last.id)
    window.actions_["insert_step"].trigger()
    assert window.canvas.writing.editor.text() == "0:00"
    press(window, Key.Key_Return)
    assert journey(window).stages[-1].steps[-1].title == "0:00"
    window.session.select(journey(window).stages[0].steps[0].id)
    window.actions_["insert_step"].trigger()
    QTest.keyClicks(window.canvas, "6:30")
    press(window, Key.Key_Return)
    assert [step.title for step in journey(window).stages[0].steps] == ["6:00", "6:30"]
