"""From a printed grid to notes on the map, by real keys: which grid counts, what codes lead to."""

import pytest
from hands import journey, project
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cjmdesk.edits.removing import remove
from cjmdesk.edits.rows import move_lanes
from cjmdesk.formats.templates import make_project
from cjmdesk.model.maps import WallGrid
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.text.qt import text_engine
from cjmdesk.ui.commands.wallgrids import remember_printed
from cjmdesk.ui.window import MainWindow

Key = Qt.Key


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """An empty map with the scribe line open."""
    window.session.start(make_project("current-state", "en"))
    qtbot.wait(20)
    window.canvas.setFocus()
    QTest.keyClick(window, Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    return window


def print_grid(window: MainWindow, **choices: object) -> WallGrid:
    """As the print dialog does: the pages, and then what is remembered of them."""
    asked = PrintChoices(what="blank", **choices)  # type: ignore[arg-type]
    made = print_map(project(window), journey(window), asked, text_engine())
    assert made.grid is not None
    assert remember_printed(window, journey(window).id, made.grid)
    return made.grid


def type_note(window: MainWindow, text: str) -> str:
    """Type a line and Enter; what the line says then."""
    line = window.bench.scribe.line
    line.clear()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Key.Key_Return)
    return window.bench.scribe.said.text()


def where(window: MainWindow, words: str) -> tuple[str, str]:
    """Lane and step of the note with these words."""
    return next(
        (lane.id, cell.step)
        for lane in journey(window).lanes
        for cell in lane.cells
        for note in (*cell.cards, *cell.points)
        if words in (getattr(note, "text", ""), getattr(note, "quote", ""))
    )


def test_a_printed_grid_is_in_force_and_can_be_undone(desk: MainWindow) -> None:
    assert desk.bench.scribe.grids.isHidden(), "none was printed"
    grid = print_grid(desk, paper="A0")
    assert desk.bench.scribe.grids.isVisible()
    assert desk.bench.scribe.grids.currentText() == f"Grid {grid.id.removeprefix('wall-').upper()}"
    type_note(desk, "F7 queue at 8:00")
    assert where(desk, "queue at 8:00") == (grid.lanes[5], grid.slots[6])
    desk.session.undo()
    desk.session.undo()
    assert journey(desk).grids == ()
    assert desk.bench.scribe.grids.isHidden()


def test_printing_the_same_again_is_no_edit(desk: MainWindow) -> None:
    print_grid(desk, paper="A0")
    before = project(desk)
    print_grid(desk, paper="A0")
    assert project(desk) is before


def test_codes_hold_after_lanes_moved_and_are_refused_when_gone(desk: MainWindow) -> None:
    grid = print_grid(desk, paper="A0")
    desk.session.apply("move", move_lanes(project(desk), (grid.lanes[5],), 0))
    type_note(desk, "F7 queue")
    type_note(desk, 'E3 -3 "so slow"')
    assert where(desk, "queue") == (grid.lanes[5], grid.slots[6])
    assert where(desk, "so slow") == (grid.lanes[4], grid.slots[2])
    desk.session.apply("remove", remove(project(desk), grid.lanes[5]))
    before = project(desk)
    assert "F7 hung on a lane that is not in the map any more" in type_note(desk, "F7 again")
    assert "is not on grid" in type_note(desk, "Z1 lost")
    assert project(desk) is before
    assert desk.bench.scribe.line.text() == "Z1 lost"


def test_an_older_grid_is_chosen_in_the_line(desk: MainWindow, qtbot: QtBot) -> None:
    old = print_grid(desk, paper="A0")
    new = print_grid(desk, paper="A1", lanes=("pain_points", "emotions"))
    box = desk.bench.scribe.grids
    assert box.currentData() == new.id
    type_note(desk, "A1 newest")
    assert where(desk, "newest") == (new.lanes[0], new.slots[0])
    QTest.keyClick(desk.bench.scribe.line, Key.Key_Tab)
    assert box.hasFocus()
    QTest.keyClick(box, Key.Key_Down)
    QTest.keyClick(box, Key.Key_Return)
    assert desk.bench.scribe.line.hasFocus()
    assert box.currentData() == old.id
    type_note(desk, "B12 older")
    assert where(desk, "older") == (old.lanes[1], old.slots[11])


def test_there_is_room_to_type_in_a_narrow_window(desk: MainWindow, qtbot: QtBot) -> None:
    print_grid(desk, paper="A0")
    desk.resize(1000, 700)
    type_note(desk, "F99 lost")
    bar = desk.bench.scribe
    qtbot.waitUntil(lambda: bar.said.heightForWidth(bar.said.width()) <= bar.said.height())
    assert bar.line.width() > 140
    assert bar.rect().contains(bar.said.geometry()) and bar.rect().contains(bar.grids.geometry())


def test_a_grid_of_a_map_that_is_gone_is_said(desk: MainWindow) -> None:
    assert not remember_printed(desk, "gone", WallGrid(id="wall-x", lanes=("a",), slots=("b",)))
    assert not remember_printed(desk, journey(desk).id, None)
