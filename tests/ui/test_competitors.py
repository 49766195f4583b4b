"""Competitors in the window: named, drawn beside our curve, and judged by choice criteria."""

import pytest
from hands import journey, press, project
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cjmdesk.edits.notes import add_card
from cjmdesk.edits.rows import add_lane
from cjmdesk.layout.scene import Text
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import make_lane
from cjmdesk.ui.fields.editors.scores import ScoresEditor
from cjmdesk.ui.window import MainWindow


def points(window: MainWindow) -> list[EmotionPoint]:
    return [
        point for lane in journey(window).lanes for cell in lane.cells for point in cell.points
    ]  # fmt: skip


@pytest.fixture
def emotions(blank: MainWindow) -> str:
    return next(lane.id for lane in journey(blank).lanes if lane.kind == "emotions")


def test_a_new_competitor_is_named_in_the_map_s_fields_and_its_curve_is_drawn(
    blank: MainWindow, emotions: str
) -> None:
    blank.actions_["new_competitor"].trigger()
    (rival,) = journey(blank).competitors
    assert rival.name == "Competitor 1"
    assert blank.session.selection == journey(blank).id
    assert blank.session.curve_of(emotions) == rival.id
    for stage, level in zip(journey(blank).stages[:2], ("-2 cheap", "3 quick"), strict=True):
        blank.session.select(f"cell:{emotions}:{stage.steps[0].id}")
        blank.canvas.setFocus()
        QTest.keyClicks(blank.canvas, level)
        press(blank, Qt.Key.Key_Escape)
    assert [(one.competitor, one.level, one.personas) for one in points(blank)] == [
        (rival.id, -2.0, ()),
        (rival.id, 3.0, ()),
    ]
    shown = blank.canvas.shown
    assert shown is not None
    assert "Competitor 1" in [
        item.block.text for part in shown.parts for item in part.items if isinstance(item, Text)
    ]
    blank.actions_["undo"].trigger()
    assert len(points(blank)) == 1


def test_the_next_curve_is_a_competitor_s_too_and_points_are_put_on_it(
    blank: MainWindow, emotions: str
) -> None:
    blank.actions_["new_point"].trigger()
    blank.canvas.writing.stop()
    (point,) = points(blank)
    assert point.competitor is None
    blank.actions_["new_competitor"].trigger()
    (rival,) = journey(blank).competitors
    blank.actions_["next_curve"].trigger()
    assert blank.session.curve_of(emotions) == ""
    blank.actions_["next_curve"].trigger()
    assert blank.session.curve_of(emotions) == rival.id
    blank.session.select(point.id)
    blank.actions_["give_points"].trigger()
    assert points(blank)[0].competitor == rival.id
    blank.actions_["everybodys_curve"].trigger()
    blank.session.select(point.id)
    blank.actions_["give_points"].trigger()
    assert points(blank)[0].competitor is None


def test_a_criterion_is_judged_for_each_competitor_and_the_poster_says_so(
    blank: MainWindow, qtbot: QtBot
) -> None:
    shown = journey(blank)
    made = add_lane(project(blank), shown.id, make_lane("choice_criteria", "criteria"))
    card = make_card("choice_criteria", "price", text="Price", ours=4)
    made = add_card(made, "criteria", shown.stages[0].steps[0].id, card)
    blank.session.apply("lane", made)
    blank.session.select("price")
    editor = blank.bench.inspector.findChild(ScoresEditor)
    assert editor is not None
    assert editor.add is not None
    qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    (rival,) = journey(blank).competitors
    QTest.keyClick(editor.bars[rival.id], Qt.Key.Key_2)
    found = blank.canvas.shown
    assert found is not None
    part = next(part for part in found.parts if any(item.item == "price" for item in part.items))
    words = [item.block.text for item in part.items if isinstance(item, Text)]
    assert {"Price", "We", "Competitor 1"} <= set(words)
    item = next(
        one for lane in journey(blank).lanes for cell in lane.cells for one in cell.cards if one.id == "price"
    )
    assert getattr(item, "scores") == {rival.id: 2}  # noqa: B009
