"""Real mouse events on the canvas, at what is shown there."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from cjmdesk.layout.scene import Text
from cjmdesk.model.lanes import Lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.ui.sheet.boxes import bounds
from cjmdesk.ui.sheet.hits import item_box
from cjmdesk.ui.window import MainWindow

Held = Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


def journey(window: MainWindow) -> JourneyMap:
    """The map shown."""
    shown = window.session.map
    assert shown is not None
    return shown


def lane_of(window: MainWindow, kind: str) -> Lane:
    """The first lane of a kind."""
    return next(lane for lane in journey(window).lanes if lane.kind == kind)


def steps(window: MainWindow) -> list[str]:
    """The ids of the columns."""
    return [step.id for stage in journey(window).stages for step in stage.steps]


def cards(window: MainWindow, kind: str, column: int = 0) -> list[str]:
    """The ids of the cards in a cell."""
    step = steps(window)[column]
    return [card.id for cell in lane_of(window, kind).cells if cell.step == step for card in cell.cards]


def points(window: MainWindow, column: int = 0) -> list[str]:
    """The ids of the emotion points of a column."""
    step = steps(window)[column]
    return [p.id for cell in lane_of(window, "emotions").cells if cell.step == step for p in cell.points]


def box_of(window: MainWindow, thing: str) -> tuple[float, float, float, float]:
    """The box of what is shown, mm."""
    assert window.canvas.shown is not None
    box = item_box(window.canvas.shown, thing)
    assert box is not None
    return box


def cell_key(window: MainWindow, kind: str, column: int = 0) -> str:
    """The key of a cell."""
    return f"cell:{lane_of(window, kind).id}:{steps(window)[column]}"


def at(window: MainWindow, thing: str, across: float = 0.5, down: float = 0.5) -> QPoint:
    """A place in the box of what is shown, in shares of it, as a pixel of the view."""
    left, top, right, bottom = box_of(window, thing)
    return window.canvas.mapFromScene(QPointF(left + across * (right - left), top + down * (bottom - top)))


def face(window: MainWindow, point: str) -> QPoint:
    """The middle of an emotion point's face, as a pixel of the view."""
    assert window.canvas.shown is not None
    part, item = next(
        (part, item)
        for part in window.canvas.shown.parts
        for item in part.items
        if item.item == point and not isinstance(item, Text)
    )
    left, top, right, bottom = bounds(item)
    return window.canvas.mapFromScene(QPointF(part.x + (left + right) / 2, part.y + (top + bottom) / 2))


def label(window: MainWindow, lane: str) -> QPoint:
    """A free place of a lane's label, as a pixel of the view."""
    assert window.canvas.shown is not None
    part = next(part for part in window.canvas.shown.parts if part.key == f"lane:{lane}")
    return window.canvas.mapFromScene(QPointF(part.x + 0.5 * part.width, part.y + 0.85 * part.height))


def press(window: MainWindow, pixel: QPoint, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    """The left button goes down."""
    QTest.mousePress(window.canvas.viewport(), LEFT, held, pixel)


def move(window: MainWindow, pixel: QPoint) -> None:
    """The mouse moves, in the two steps that any real one makes at least."""
    view = window.canvas.viewport()
    QTest.mouseMove(view, pixel + QPoint(1, 1))
    QTest.mouseMove(view, pixel)


def release(window: MainWindow, pixel: QPoint, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    """The left button comes up."""
    QTest.mouseRelease(window.canvas.viewport(), LEFT, held, pixel)


def click(window: MainWindow, pixel: QPoint, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    """A click without moving."""
    QTest.mouseClick(window.canvas.viewport(), LEFT, held, pixel)


def drag(window: MainWindow, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    """Press, move, release."""
    press(window, start, held)
    move(window, (start + end) / 2)
    move(window, end)
    release(window, end, held)
