"""The sheet: what lies over it while something is dragged, drawn, written, scrolled or turned round."""

from pathlib import Path
from typing import TYPE_CHECKING

from shots.things import SIZE, a_card, away

if TYPE_CHECKING:
    from cjmdesk.ui.program import Program
    from cjmdesk.ui.window import MainWindow
    from shots.things import Views


def drags(window: "MainWindow") -> "Views":
    """What is shown while something is dragged."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtTest import QTest

    canvas, view = window.canvas, window.canvas.viewport()
    plan = canvas.plan()

    def place(x: float, y: float) -> QPoint:
        return canvas.mapFromScene(QPointF(x, y))

    def middle(thing: str) -> QPoint:
        from cjmdesk.ui.sheet.hits import item_box

        left, top, right, bottom = item_box(canvas.shown, thing)
        return place((left + right) / 2, (top + bottom) / 2)

    one = plan.columns[0]
    cards = [c.id for lane in window.session.map.lanes[:2] for c in lane.cells[1].cards]
    canvas.fit_to("page")
    QTest.qWait(60)
    goal = place(one.middle, plan.rows[0].top + 0.4 * (plan.rows[0].bottom - plan.rows[0].top))
    stage = place(plan.columns[2].middle, plan.top + 2)
    border = place(plan.borders()[1].x, plan.top + 2)
    ways = {
        "drag-notes": (middle(cards[0]), goal),
        "drag-stage": (stage, place(one.middle, plan.top + 12)),
        "drag-border": (border, border + QPoint(30, 4)),
        "drag-band": (place(plan.left + 1, plan.grid_top + 1), middle(cards[-1])),
    }
    for name, (start, end) in ways.items():
        window.session.choose(cards if name == "drag-notes" else ())
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(view, (start + end) / 2)
        QTest.mouseMove(view, end)
        QTest.qWait(60)
        yield f"window-{name}", window
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    away()
    canvas.fit_to("reading")


def drawing(window: "MainWindow") -> "Views":
    """A point and an arrow in the hand, and what lies over the sheet beside that."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtTest import QTest

    from cjmdesk.ui.canvas.arrowends import ends_of

    canvas, view, button = window.canvas, window.canvas.viewport(), Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    lane = next(lane for lane in window.session.map.lanes if lane.kind == "emotions")  # type: ignore[union-attr]
    band = canvas.points.band(lane.id)
    assert band is not None
    point = band.placed()[2]
    QTest.qWait(120)  # the line for notices has gone: what lies below it moves
    canvas.centerOn(point.x, band.top)
    at = canvas.mapFromScene(QPointF(point.x, band.y(point.point.level or 0)))
    QTest.mouseMove(view, at + QPoint(70, -20))
    QTest.qWait(60)
    yield "curve-hover", window
    QTest.mousePress(view, button, none, at)
    for down in (8, 24, 40):
        QTest.mouseMove(view, at + QPoint(0, down))
    QTest.qWait(60)
    yield "curve-drag", window
    canvas.gestures.cancel()
    QTest.mouseRelease(view, button, none, at)
    shown = view.rect().adjusted(20, 20, -200, -120)
    ends = [
        (end, canvas.mapFromScene(QPointF(*end.middle)))
        for end in ends_of(canvas.shown, window.session.map, "card")  # type: ignore[arg-type]
    ]
    ends = [(end, pixel) for end, pixel in ends if shown.contains(pixel)]
    window.session.select("")
    QTest.mouseMove(view, ends[0][1])
    QTest.qWait(60)
    yield "connector-handles", window
    handle = canvas.mapFromScene(QPointF(*ends[0][0].handles()[0]))
    QTest.mouseMove(view, handle)
    QTest.mousePress(view, button, none, handle)
    for part in (0.4, 0.8, 1.0):
        QTest.mouseMove(view, handle + (ends[-1][1] - handle) * part)
    QTest.qWait(60)
    yield "connector-drag", window
    canvas.gestures.cancel()
    QTest.mouseRelease(view, button, none, handle)
    away()
    window.session.select(window.session.map.connectors[0].id)  # type: ignore[union-attr]
    QTest.qWait(60)
    yield "connector-selected", window
    window.session.select("")
    canvas.fit_to("reading")


def writing(window: "MainWindow") -> "Views":
    """A card and a feeling being written, the scribe line, several cards chosen."""
    from PySide6.QtTest import QTest

    canvas, card = window.canvas, a_card(window)
    window.activateWindow()
    window.session.select(card)
    canvas.set_zoom(0.9)
    canvas.reveal(card)
    window.actions_["write"].trigger()
    QTest.qWait(80)
    yield "window-write", window
    canvas.writing.stop()
    lane = next(lane for lane in window.session.map.lanes if lane.kind == "emotions")  # type: ignore[union-attr]
    window.session.select(next(point.id for cell in lane.cells for point in cell.points))
    canvas.reveal(window.session.selection)
    window.actions_["feeling"].trigger()
    QTest.qWait(80)
    yield "window-feeling", window
    canvas.writing.stop()
    canvas.fit_to("reading")
    window.session.select(card)
    window.actions_["scribe"].trigger()
    noted = next(note.text for lane in window.session.map.lanes for cell in lane.cells for note in cell.cards)  # type: ignore[union-attr]
    window.bench.scribe.line.setText(noted)
    QTest.qWait(80)
    yield "window-scribe", window
    window.bench.scribe.line.setText("Z99 ?")
    window.bench.scribe.add(["Z99 ?"])
    QTest.qWait(80)
    yield "window-scribe-refused", window
    window.bench.scribe.line.clear()
    window.bench.scribe.close_line()
    window.actions_["select_all"].trigger()
    QTest.qWait(80)
    yield "window-all", window
    window.session.choose(())


def shaping(program: "Program", window: "MainWindow") -> "Views":
    """An empty map with its first title open, lanes folded and pinned, strips at the rim, right to left."""
    from PySide6.QtTest import QTest

    from cjmdesk.formats.blank import blank_project
    from cjmdesk.i18n import current_language

    empty = program.new_window()
    empty.resize(*SIZE)
    empty.files.start_new(blank_project(current_language()), "empty.cjm")
    QTest.qWait(120)
    empty.canvas.writing.write(empty.session.map.stages[0].id)  # type: ignore[union-attr]
    QTest.qWait(60)
    yield "window-empty", empty
    empty.canvas.writing.stop()
    empty.actions_["delete_map"].trigger()
    QTest.qWait(120)
    yield "window-no-map", empty
    empty.session.mark_saved(Path("empty.cjm"))
    empty.close()
    one = window.session.map
    assert one is not None
    window.session.select(one.stages[2].id)
    window.canvas.set_zoom(0.8)
    window.canvas.horizontalScrollBar().setValue(500)
    window.canvas.verticalScrollBar().setValue(500)
    QTest.qWait(250)
    yield "window-strips", window
    window.session.select(one.lanes[1].id)
    window.actions_["fold_lane"].trigger()
    window.session.select(one.lanes[2].id)
    window.actions_["pin_lane"].trigger()
    QTest.qWait(250)
    yield "window-pinned", window
    window.session.undo()
    window.session.undo()
    window.canvas.fit_to("reading")
    window.actions_["right_to_left"].trigger()
    QTest.qWait(250)
    yield "window-right-to-left", window
    window.session.undo()
    QTest.qWait(120)


def off_the_wall(program: "Program") -> "Views":
    """The scribe line with a printed grid in force, after some notes were typed by their codes."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from cjmdesk.formats.templates import make_project
    from cjmdesk.i18n import current_language
    from cjmdesk.posters.choices import PrintChoices
    from cjmdesk.posters.kinds import print_map
    from cjmdesk.text.qt import text_engine
    from cjmdesk.ui.commands.wallgrids import remember_printed

    window = program.new_window()
    window.resize(*SIZE)
    window.files.start_new(make_project("current-state", current_language()), "visit.cjm")
    QTest.qWait(300)
    one, project = window.session.map, window.session.project
    assert one is not None and project is not None
    made = print_map(project, one, PrintChoices(what="blank", paper="A0"), text_engine())
    remember_printed(window, one.id, made.grid)
    window.actions_["scribe"].trigger()
    line = window.bench.scribe.line
    for text in ("B1 Hears a grinding brake", "B3 Reads reviews", 'E1 -2 "Is it even safe?"', "F3 No prices",
                 "F7 Queue at 8:00", 'E7 -4 "I will be late"', 'E11 +3 "Go there!"'):  # fmt: skip
        line.setText(text)
        QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClicks(line, "I7 Drop-off box before 8:00")
    window.canvas.fit_to("page")
    QTest.qWait(250)
    yield "window-off-the-wall", window
    window.session.mark_saved(Path("visit.cjm"))
    window.close()
