"""A card that is begun in a full cell has its room before its first letter, and nothing is edited for it."""

import pytest
from hands import journey, press
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import mouse
from cjmdesk.layout.scene import Scene
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.storage.project_file import dumps
from cjmdesk.ui.sheet.boxes import card_in
from cjmdesk.ui.window import MainWindow

Key = Qt.Key


@pytest.fixture
def full(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window with a map on which no row has room for another card; one is a process, and the numbers of
    another are joined by a line."""
    stages = tuple(Stage(id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"),)) for n in range(4))
    kinds = {"do": "actions", "touch": "touchpoints", "box": "process", "pain": "pain_points"}

    def cells(lane: str, kind: str) -> tuple[Cell, ...]:
        return tuple(
            Cell(
                step=f"t{n}",
                cards=tuple(make_card(kind, f"{lane}{n}{k}", text=f"Notes {k}") for k in range(2)),
            )
            for n in range(4)
        )

    counts = tuple(
        Cell(step=f"t{n}", cards=(make_card("metrics", f"count{n}", text="minutes", number=n),))
        for n in range(4)
    )
    lanes = (
        *(make_lane(kind, lane, cells=cells(lane, kind)) for lane, kind in kinds.items()),
        make_lane("metrics", "count", chart="line", cells=counts),
        make_lane("solutions", "last", cells=cells("last", "solutions")),
    )
    one = JourneyMap(id="m", title="Full", stages=stages, lanes=lanes)
    one = one.model_copy(update={"poster": one.poster.model_copy(update={"paper": "800x250mm"})})
    window.session.start(Project(title="Full", maps=(one,)))
    qtbot.wait(20)
    window.canvas.minimap.wanted = False
    window.canvas.setFocus()
    return window


def shown(window: MainWindow) -> Scene:
    assert window.canvas.shown is not None
    return window.canvas.shown


def places(scene: Scene) -> dict[str, tuple[float, float, float, float]]:
    """Where all parts stand, but for the page's own, whose boxes may hold one card more."""
    return {part.key: (part.x, part.y, part.width, part.height) for part in scene.parts}


def begin(window: MainWindow, card: str) -> None:
    """Enter on a card, and Enter for the next."""
    window.session.select(card)
    window.canvas.write_at(card)
    press(window, Key.Key_Return)
    assert window.canvas.writing.begun


@pytest.mark.parametrize(
    ("card", "cell"),
    [
        ("do11", "cell:do:t1"),
        ("do10", "cell:do:t1"),
        ("box11", "cell:box:t1"),
        ("count1", "cell:count:t1"),
        ("last31", "cell:last:t3"),
    ],
)
def test_what_is_begun_has_the_place_that_its_first_letter_keeps(
    full: MainWindow, card: str, cell: str
) -> None:
    before = dumps(full.session.project)  # type: ignore[arg-type]
    begin(full, card)
    assert full.session.history is not None and full.session.history.at == 0
    assert dumps(full.session.project) == before  # type: ignore[arg-type]
    editor = full.canvas.writing.editor.sceneBoundingRect()
    box = next(box for box in shown(full).cells if box.key == cell)
    assert editor.bottom() < box.y + box.height
    for part, text in shown(full).texts():
        at = QPointF(part.x + text.x + text.width / 2, part.y + text.y + text.height / 2)
        assert not editor.contains(at), f"{text.block.text} lies under it"
    empty = places(shown(full))
    QTest.keyClicks(full.canvas, "x")
    assert full.canvas.writing.editor.sceneBoundingRect() == editor
    written = places(shown(full))
    assert {key: place[:2] for key, place in written.items()} == {
        key: place[:2] for key, place in empty.items()
    }
    assert written["page"] == empty["page"]
    press(full, Key.Key_Escape)


def test_with_escape_everything_stands_where_it_stood(full: MainWindow) -> None:
    canvas = full.canvas
    before, project = shown(full), full.session.project
    bars = canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value()
    begin(full, "do11")
    assert shown(full) is not before
    press(full, Key.Key_Escape)
    assert shown(full) is before and full.session.project is project
    assert (canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value()) == bars
    assert not full.session.history.can_undo  # type: ignore[union-attr]


def test_tab_takes_the_room_along(full: MainWindow) -> None:
    before = shown(full)
    begin(full, "do11")
    press(full, Key.Key_Tab)
    assert full.canvas.writing.begun
    other = shown(full)
    assert card_in(other.part("cell:touch:t2"), "touch20") is not None  # type: ignore[arg-type]
    assert other is not before
    assert full.session.selection == "cell:do:t2"
    press(full, Key.Key_Escape)
    assert shown(full) is before


def test_what_the_mouse_goes_to_stays_under_it(full: MainWindow, qtbot: QtBot) -> None:
    """It does not go away from under the mouse because a card was not written after all."""
    before = shown(full)
    begin(full, "do11")
    roomy = shown(full)
    pixel = mouse.at(full, "touch10")
    mouse.press(full, pixel)
    assert full.session.selection == "touch10" and shown(full) is roomy
    mouse.release(full, pixel)
    assert full.session.selection == "touch10" and shown(full) is roomy
    qtbot.waitUntil(lambda: shown(full) is before)
    assert full.session.selection == "touch10"


def test_a_card_dropped_while_there_is_room_lands_where_it_was_led(full: MainWindow) -> None:
    begin(full, "do11")
    mouse.drag(full, mouse.at(full, "touch10"), mouse.at(full, "cell:pain:t1", 0.5, 0.9))
    lane = next(lane for lane in journey(full).lanes if lane.id == "pain")
    cell = next(cell for cell in lane.cells if cell.step == "t1")
    assert "touch10" in [card.id for card in cell.cards]


def test_a_cell_with_room_is_not_laid_out_for_a_card_that_is_begun(opened: MainWindow) -> None:
    lane = mouse.lane_of(opened, "research")
    taken = {cell.step for cell in lane.cells if cell.cards}
    column = next(number for number, step in enumerate(mouse.steps(opened)) if step not in taken)
    before = opened.canvas.shown
    mouse.click(opened, mouse.at(opened, mouse.cell_key(opened, "research", column)))
    assert opened.canvas.writing.begun and opened.canvas.shown is before
    press(opened, Key.Key_Escape)
