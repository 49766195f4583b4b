"""A card chosen, dragged and written on a large map and on an extreme one, in a window as people have it."""

import gc
import time
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.frames import HEIGHT, TEXT_PIXELS, WIDTH, settle
from benchmarks.maps import EXTREME, LARGE, synthetic
from benchmarks.measure import Row
from cjmdesk.edits.fields import set_poster
from cjmdesk.ui.app import make_app
from cjmdesk.ui.program import Program
from cjmdesk.ui.sheet.hits import item_box
from cjmdesk.ui.window import MainWindow

STEPS = 60
LETTERS = 40
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def rows() -> Iterator[Row]:
    """Large and extreme."""
    program = Program(make_app())
    program.set_theme("light")
    for name, cards in (("large", LARGE), ("extreme", EXTREME)):
        yield from rows_of(program, name, cards)


def rows_of(program: Program, name: str, cards: int) -> Iterator[Row]:
    """One map: a selection, the steps of a drag, a drop, a step of a rubber band, a letter."""
    window = opened(program, cards)
    canvas = window.canvas
    card = middle_card(window)
    yield Row(f"a card selected, {name}", timed(lambda: window.session.select(card)), 16, "ms")
    box = item_box(canvas.shown, card)  # type: ignore[arg-type]
    assert box is not None
    start = canvas.mapFromScene(QPointF((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
    QTest.mousePress(canvas.viewport(), LEFT, PLAIN, start)
    picked = timed(lambda: QTest.mouseMove(canvas.viewport(), start + QPoint(20, 0)))
    yield Row(f"a card picked up, {name}", picked, 33, "ms")
    steps = sorted(timed(lambda n=n: step(window, start + way(n))) for n in range(STEPS))
    worst = f"worst {steps[-1]:.1f} ms"
    yield Row(f"drag step of one card, {name}", steps[STEPS // 2], 2, "ms", remark=worst)
    drop(window, start + way(STEPS))  # the first edit lays out all cells, whatever it is
    carry(window, start + way(STEPS), start)
    dropped = timed(lambda: drop(window, start))
    yield Row(f"a card dropped into another cell, {name}", dropped, 100, "ms")
    canvas.setFocus()
    QTest.mousePress(canvas.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, QPoint(2, 2))
    QTest.mouseMove(canvas.viewport(), QPoint(40, 40))
    bands = sorted(timed(lambda n=n: step(window, QPoint(40, 40) + 2 * way(n))) for n in range(STEPS))
    yield Row(
        f"step of a rubber band, {name}", bands[STEPS // 2], 16, "ms", remark=f"worst {bands[-1]:.1f} ms"
    )
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    window.session.select(card)
    canvas.write_at(card)
    settle()
    letters = sorted(timed(lambda: letter(window)) for _number in range(LETTERS))
    worst = f"worst {letters[-1]:.1f} ms"
    yield Row(
        f"letter typed in a window with its panels, {name}", letters[LETTERS // 4], 16, "ms", remark=worst
    )
    window.session.mark_saved(window.session.path)  # type: ignore[arg-type]
    window.close()


def opened(program: Program, cards: int) -> MainWindow:
    """A window of the size that frames are measured in, at the reading size, in the map's middle."""
    project = synthetic(cards)
    paper = "A0" if cards <= LARGE else "3600x2500mm"
    window = program.new_window()
    window.resize(WIDTH, HEIGHT)
    window.session.start(set_poster(project, project.maps[0].id, paper=paper))
    settle()
    canvas = window.canvas
    canvas.set_zoom(TEXT_PIXELS / (canvas.em * canvas.logicalDpiX() / 25.4))
    canvas.centerOn(canvas.sheet.center())
    settle()
    gc.freeze()
    return window


def middle_card(window: MainWindow) -> str:
    """A card in the middle of the view."""
    canvas = window.canvas
    assert canvas.shown is not None
    seen = canvas.in_view()
    for part in canvas.shown.parts:
        for item in part.items:
            if part.key.startswith("cell:") and item.item and not item.item.startswith("cell:"):
                at = QPointF(part.x + getattr(item, "x", 0.0), part.y + getattr(item, "y", 0.0))
                if (at - seen.center()).manhattanLength() < 0.15 * seen.width():
                    return item.item
    raise LookupError("no card in view")


def way(number: int) -> QPoint:
    """Where the mouse is after so many steps, from where the drag began."""
    return QPoint(20 + 5 * number, 2 * number)


def step(window: MainWindow, pixel: QPoint) -> None:
    """The mouse moves and the window is painted."""
    QTest.mouseMove(window.canvas.viewport(), pixel)
    QApplication.processEvents()


def letter(window: MainWindow) -> None:
    """A key goes down in the text, and the window is painted."""
    QTest.keyClick(window.canvas, Qt.Key.Key_A)
    QApplication.processEvents()


def carry(window: MainWindow, start: QPoint, end: QPoint) -> None:
    """Press at one place and move to another."""
    view = window.canvas.viewport()
    QTest.mousePress(view, LEFT, PLAIN, start)
    QTest.mouseMove(view, (start + end) / 2)
    step(window, end)


def drop(window: MainWindow, pixel: QPoint) -> None:
    """The button comes up and the window is painted."""
    QTest.mouseRelease(window.canvas.viewport(), LEFT, PLAIN, pixel)
    QApplication.processEvents()


def timed(action: object) -> float:
    """Milliseconds of one run."""
    assert callable(action)
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)
