"""The outline: a whole map by keyboard, in step with the sheet, told to who listens."""

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from cjmdesk.edits.fields import set_field
from cjmdesk.edits.people import move_item
from cjmdesk.ui.docks.outline import Outline
from cjmdesk.ui.docks.outlinemodel import Node, OutlineModel
from cjmdesk.ui.window import MainWindow

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def outline(opened: MainWindow) -> Outline:
    """The outline, called up by its keys."""
    opened.activateWindow()
    QTest.keyClick(opened, Qt.Key.Key_O, CTRL_SHIFT)
    QTest.qWait(10)
    assert QApplication.focusWidget() is opened.bench.outline.tree
    return opened.bench.outline


def _cards(window: MainWindow, kind: str) -> list[Any]:
    one = window.session.map
    assert one is not None
    return [card for lane in one.lanes if lane.kind == kind for cell in lane.cells for card in cell.cards]


def _go(outline: Outline, id: str) -> Node:
    node = outline.model.nodes_of(id)[0]
    outline.tree.setCurrentIndex(outline.model.index_of(node))
    return node


def _type(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def _key(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, held)


def test_the_tree_holds_the_map(outline: Outline, opened: MainWindow) -> None:
    one = opened.session.map
    assert one is not None
    tops = outline.model.root.children
    assert [node.words for node in tops] == [stage.title for stage in one.stages]
    notes = [node.id for node in outline.model.all() if node.kind in ("card", "point")]
    held = [note.id for lane in one.lanes for cell in lane.cells for note in (*cell.cards, *cell.points)]
    assert sorted(notes) == sorted(held)
    QTest.mouseClick(outline.turn, Qt.MouseButton.LeftButton)
    lanes = [lane.id for lane in one.lanes if lane.kind != "line"]
    assert [node.id for node in outline.model.root.children] == lanes
    again = [node.id for node in outline.model.all() if node.kind in ("card", "point")]
    assert sorted(again) == sorted(held)


def test_f2_edits_in_place_and_return_writes(outline: Outline, opened: MainWindow) -> None:
    card = _cards(opened, "pain_points")[0]
    _go(outline, card.id)
    _key(Qt.Key.Key_F2)
    _key(Qt.Key.Key_End)
    _type(" today")
    _key(Qt.Key.Key_Return)
    assert _cards(opened, "pain_points")[0].text == f"{card.text} today"
    assert QApplication.focusWidget() is outline.tree
    _key(Qt.Key.Key_F2)
    _type("something else")
    _key(Qt.Key.Key_Escape)
    assert _cards(opened, "pain_points")[0].text == f"{card.text} today"


def test_insert_begins_notes_one_after_another(outline: Outline, opened: MainWindow) -> None:
    first, second = _cards(opened, "actions")[:2]
    _go(outline, first.id)
    _key(Qt.Key.Key_Insert)
    _type("one")
    _key(Qt.Key.Key_Return)
    _type("two")
    _key(Qt.Key.Key_Return)
    _key(Qt.Key.Key_Return)  # an empty one ends
    assert [card.text for card in _cards(opened, "actions")[:4]] == [first.text, "one", "two", second.text]
    assert QApplication.focusWidget() is outline.tree
    assert opened.session.history is not None and len(opened.session.history) == 2
    assert not any(node.kind == "draft" for node in outline.model.all())


def test_an_empty_cell_is_written_into_from_its_row(outline: Outline, opened: MainWindow) -> None:
    one = opened.session.map
    assert one is not None
    node = next(
        node
        for node in outline.model.all()
        if node.kind == "lane" and not node.children and node.lane_kind != "emotions"
    )
    outline.tree.setCurrentIndex(outline.model.index_of(node))
    assert opened.session.selection == f"cell:{node.lane}:{node.step}"
    _key(Qt.Key.Key_Return)
    _type("first here")
    _key(Qt.Key.Key_Return)
    _key(Qt.Key.Key_Escape)
    assert [child.words for child in node.children] == ["first here"]


def test_delete_takes_all_that_is_selected_and_undo_brings_it_back(
    outline: Outline, opened: MainWindow
) -> None:
    before = opened.session.project
    first, second = _cards(opened, "actions")[:2]
    _go(outline, first.id)
    _key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert opened.session.chosen == (first.id, second.id)
    _key(Qt.Key.Key_Delete)
    left = {card.id for card in _cards(opened, "actions")}
    assert left.isdisjoint({first.id, second.id})
    _key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.session.project is before
    assert outline.model.nodes_of(first.id)


def test_alt_arrows_move_a_note_and_the_row_goes_along(outline: Outline, opened: MainWindow) -> None:
    card = _cards(opened, "actions")[0]
    stage = _go(outline, card.id).stage
    _key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    node = outline.model.nodes_of(card.id)[0]
    assert node.stage != stage
    assert outline.model.node(outline.tree.currentIndex()) is node


def test_selection_goes_both_ways(outline: Outline, opened: MainWindow) -> None:
    one, two = _cards(opened, "solutions")[:2]
    opened.session.choose((one.id, two.id))
    rows = [outline.model.node(index).id for index in outline.tree.selectionModel().selectedIndexes()]
    assert sorted(rows) == sorted((one.id, two.id))
    assert outline.model.node(outline.tree.currentIndex()).id == two.id
    box = outline.tree.visualRect(outline.model.index_of(outline.model.nodes_of(one.id)[0]))
    QTest.mouseClick(outline.tree.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert opened.session.chosen == (one.id,)
    assert opened.canvas.selected == one.id


def test_only_the_rows_that_changed_are_told(outline: Outline, opened: MainWindow) -> None:
    told: list[str] = []
    model = outline.model
    model.dataChanged.connect(lambda first, _last: told.append(model.node(first).key))
    moved: list[str] = []
    model.rowsInserted.connect(lambda *_args: moved.append("in"))
    model.rowsRemoved.connect(lambda *_args: moved.append("out"))
    model.modelReset.connect(lambda: moved.append("reset"))
    card = _cards(opened, "pain_points")[0]
    node = model.nodes_of(card.id)[0]
    project = opened.session.project
    assert project is not None
    opened.session.apply("x", set_field(project, card.id, "text", "other words"))
    assert model.nodes_of(card.id) == [node] and node.words == "other words"
    assert moved == [] and card.id in told
    assert not any(key in told for key in (other.id for other in _cards(opened, "solutions")))


def test_stages_moved_on_the_sheet_move_in_the_tree(outline: Outline, opened: MainWindow) -> None:
    project, one = opened.session.project, opened.session.map
    assert project is not None and one is not None
    opened.session.apply("x", move_item(project, one.stages[0].id, 3))
    now = opened.session.map
    assert now is not None
    assert [node.id for node in outline.model.root.children] == [stage.id for stage in now.stages]


def test_the_model_keeps_qts_rules_through_edits(outline: Outline, opened: MainWindow) -> None:
    model: OutlineModel = outline.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    card = _cards(opened, "actions")[0]
    _go(outline, card.id)
    _key(Qt.Key.Key_Insert)
    _type("new")
    _key(Qt.Key.Key_Return)
    _key(Qt.Key.Key_Escape)
    _key(Qt.Key.Key_Delete)
    opened.session.undo()
    opened.session.undo()
    opened.session.redo()
    assert model.rowCount(QModelIndex()) and tester.model() is model


def test_the_filter_hides_what_does_not_match(outline: Outline, opened: MainWindow) -> None:
    card = _cards(opened, "pain_points")[0]
    outline.filter.setFocus()
    _type(card.text[:12].lower())

    def hidden(id: str) -> bool:
        index = outline.model.index_of(outline.model.nodes_of(id)[0])
        return outline.tree.isRowHidden(index.row(), index.parent())

    assert not hidden(card.id)
    assert hidden(_cards(opened, "solutions")[-1].id)
    _key(Qt.Key.Key_Escape)
    assert not hidden(_cards(opened, "solutions")[-1].id)


def test_a_screen_reader_hears_kind_place_and_words(outline: Outline, opened: MainWindow) -> None:
    card = _cards(opened, "pain_points")[0]
    index = outline.model.index_of(outline.model.nodes_of(card.id)[0])
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"Pain points in Awareness: {card.text}"


def test_the_tabs_and_keys_show_and_hide_the_panel(outline: Outline, opened: MainWindow) -> None:
    side = opened.bench.side
    assert opened.actions_["outline"].isChecked() and not opened.actions_["navigator"].isChecked()
    QTest.mouseClick(side.tabs["navigator"], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert side.page == "navigator" and opened.actions_["navigator"].isChecked()
    QTest.keyClick(opened, Qt.Key.Key_O, CTRL_SHIFT)
    assert side.page == "outline" and not side.isHidden()
    QTest.keyClick(opened, Qt.Key.Key_O, CTRL_SHIFT)
    assert side.isHidden() and QApplication.focusWidget() is opened.canvas
