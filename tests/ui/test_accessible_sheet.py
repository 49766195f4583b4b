"""The sheet through the eyes of a screen reader."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest

from cjmdesk.edits.fields import set_field
from cjmdesk.edits.removing import remove
from cjmdesk.ui.window import MainWindow

NAME = QAccessible.Text.Name


@pytest.fixture
def sheet(opened: MainWindow) -> QAccessibleInterface:
    """The canvas's accessible object."""
    found = QAccessible.queryAccessibleInterface(opened.canvas)
    assert found is not None and found.isValid()
    return found


def _children(one: QAccessibleInterface) -> list[QAccessibleInterface]:
    found = [one.child(number) for number in range(one.childCount())]
    assert all(child is not None for child in found)
    return found


def _find(one: QAccessibleInterface, words: str) -> QAccessibleInterface:
    waiting = [one]
    while waiting:
        node = waiting.pop()
        if words in node.text(NAME) and node.childCount() == 0:
            return node
        waiting += _children(node)
    raise AssertionError(words)


def _pain(window: MainWindow) -> Any:
    one = window.session.map
    assert one is not None
    return next(
        card
        for lane in one.lanes
        if lane.kind == "pain_points"
        for cell in lane.cells
        for card in cell.cards
        if card.text.startswith("Queue")
    )


def test_stages_lanes_cells_and_notes_are_told(opened: MainWindow, sheet: QAccessibleInterface) -> None:
    one = opened.session.map
    assert one is not None
    assert sheet.role() == QAccessible.Role.List and sheet.text(NAME) == "Sheet"
    top = _children(sheet)
    assert [node.text(NAME) for node in top[: len(one.stages)]] == [
        f"Stage {stage.title}" for stage in one.stages
    ]
    assert top[0].role() == QAccessible.Role.ColumnHeader
    lanes = top[len(one.stages) :]
    assert [node.text(NAME) for node in lanes][:2] == ["Lane Actions", "Lane Touchpoints"]
    steps = sum(len(stage.steps) for stage in one.stages)
    cells = _children(lanes[0])
    assert len(cells) == steps and all(cell.role() == QAccessible.Role.Cell for cell in cells)
    assert cells[0].text(NAME) == "Actions in Awareness: 3 cards"
    assert (
        next(note.text(NAME) for note in _children(cells[0]))
        == "Actions in Awareness: Hears a grinding brake"
    )
    notes = sum(len(_children(cell)) for lane in lanes for cell in _children(lane))
    held = sum(len(cell.cards) + len(cell.points) for lane in one.lanes for cell in lane.cells)
    assert notes == held


def test_a_note_knows_its_place_and_state(opened: MainWindow, sheet: QAccessibleInterface) -> None:
    pain = _pain(opened)
    note = _find(sheet, "Queue")
    assert note.text(NAME) == f"Pain points in Purchase: {pain.text}"
    assert note.role() == QAccessible.Role.ListItem
    assert not note.state().selected
    opened.activateWindow()
    opened.canvas.setFocus()
    opened.session.select(pain.id)
    state = note.state()
    assert state.selected and state.focused and state.focusable and not state.invisible
    there = sheet.focusChild()
    assert there is not None and there.text(NAME) == note.text(NAME)
    cell = note.parent()
    assert cell is not None and cell.text(NAME).startswith("Pain points in Purchase")
    lane = cell.parent()
    assert lane is not None and lane.text(NAME) == "Lane Pain points"
    owner = lane.parent()
    assert owner is not None and owner.text(NAME) == "Sheet"


def test_it_lies_where_it_is_seen(opened: MainWindow, sheet: QAccessibleInterface) -> None:
    pain = _pain(opened)
    opened.canvas.fit_to("page")
    QTest.qWait(10)
    box = _find(sheet, "Queue").rect()
    view = opened.canvas.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.mapFromGlobal(box.center()))
    assert opened.session.selection == pain.id
    found = sheet.childAt(box.center().x(), box.center().y())
    assert found is not None and "Queue" in found.text(NAME)
    assert sheet.childAt(-5000, -5000) is None


def test_the_words_follow_edits_and_what_is_gone_is_not_valid(
    opened: MainWindow, sheet: QAccessibleInterface
) -> None:
    pain = _pain(opened)
    note = _find(sheet, "Queue")
    project = opened.session.project
    assert project is not None
    opened.session.apply("x", set_field(project, pain.id, "text", "No queue"))
    assert note.text(NAME) == "Pain points in Purchase: No queue"
    project = opened.session.project
    assert project is not None
    opened.session.apply("x", remove(project, pain.id))
    assert not note.isValid() and note.childCount() == 0 and note.rect().isNull()
    opened.session.undo()
    assert note.isValid()


def test_selection_tells_where_the_keyboard_is(opened: MainWindow, sheet: QAccessibleInterface) -> None:
    opened.activateWindow()
    opened.canvas.setFocus()
    QAccessible.setActive(True)
    try:
        opened.session.select(_pain(opened).id)
        QTest.keyClick(opened.canvas, Qt.Key.Key_Tab)
        assert sheet.focusChild() is not None
        opened.session.select("")
        assert sheet.focusChild() is None
    finally:
        QAccessible.setActive(False)


def test_nothing_is_made_before_somebody_asks(opened: MainWindow) -> None:
    reader = opened.bench.reader
    opened.session.select(_pain(opened).id)
    opened.session.select("")
    assert reader.made == 0
    assert QAccessible.queryAccessibleInterface(opened.canvas) is not None
    assert reader.made >= 1
