#!/usr/bin/env python3
"""Pictures of every window and dialog, in every language, light and dark, at 100 % and 200 %.

    scripts/screenshots.py OUTDIR [--languages en,pl,ru] [--themes light,dark] [--scales 1,2] [--only NAME]

Each combination runs in a child process on the offscreen platform with folders of its own, so that
the user's settings play no part.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cjmdesk.ui.program import Program
    from cjmdesk.ui.window import MainWindow

SIZE = (1389, 868)
"""Logical pixels of the main window: those of the design's picture."""

SCREEN = (1920, 1200)
"""Logical pixels of the screen that there is not: windows open no larger than theirs."""


def main() -> int:
    """Start a child for each combination; the number of those that failed."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("outdir", type=Path)
    reader.add_argument("--languages", default="en,pl,ru")
    reader.add_argument("--themes", default="light,dark")
    reader.add_argument("--scales", default="1,2")
    reader.add_argument("--only", default="", help="names that contain this")
    reader.add_argument("--child", nargs=2, metavar=("LANGUAGE", "THEME"), help=argparse.SUPPRESS)
    asked = reader.parse_args()
    asked.outdir.mkdir(parents=True, exist_ok=True)
    if asked.child:
        shoot(asked.outdir, *asked.child, asked.only)
        return 0
    failed = 0
    for scale in asked.scales.split(","):
        for theme in asked.themes.split(","):
            for language in asked.languages.split(","):
                failed += run_child(asked.outdir, language, theme, scale, asked.only) != 0
    print(f"{len(list(asked.outdir.glob('*.png')))} pictures in {asked.outdir}, {failed} runs failed")
    return failed


def run_child(outdir: Path, language: str, theme: str, scale: str, only: str) -> int:
    """One combination; its exit code."""
    with tempfile.TemporaryDirectory(prefix="cjmdesk-shots-") as home:
        surroundings = {
            **os.environ,
            "QT_QPA_PLATFORM": f"offscreen:configfile={screen_file(Path(home), float(scale))}",
            "QT_SCALE_FACTOR": scale,
            "QT_LOGGING_RULES": "qt.qpa.*=false",
            "CJMDESK_HOME": home,
        }
        command = [sys.executable, __file__, str(outdir), "--only", only, "--child", language, theme]
        return subprocess.run(command, env=surroundings, check=False).returncode


def screen_file(folder: Path, scale: float) -> Path:
    """A file that describes the screen to the offscreen platform."""
    width, height = (round(side * scale) for side in SCREEN)
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    path = folder / "screens.json"
    path.write_text(json.dumps({"screens": [screen]}), "utf-8")
    return path


def shoot(outdir: Path, language: str, theme: str, only: str) -> None:
    """Take all the pictures of one combination."""
    from cjmdesk.ui.app import make_app
    from cjmdesk.ui.program import Program

    app = make_app()
    program = Program(app)
    program.set_language(language)
    program.set_theme(theme)
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    for name, widget in views(program, language):
        if only in name:
            widget.grab().save(str(outdir / f"{name}-{language}-{theme}-{scale}.png"))
    sys.stdout.flush()
    os._exit(0)  # the windows need no farewell


def views(program: "Program", language: str) -> Iterator[tuple[str, "QWidget"]]:
    """Every window and dialog in turn, ready to be pictured."""
    from PySide6.QtTest import QTest

    from cjmdesk import shipped
    from cjmdesk.formats.templates import sample

    start = program.new_window()
    start.resize(*SIZE)
    broken = Path(os.environ["CJMDESK_HOME"]) / "gone.cjm"
    QTest.qWait(2_000)
    yield "start-fresh", start
    program.remembered.note_file(shipped.path("samples", "bike-workshop.en.cjm"))
    program.remembered.note_file(broken)
    program.recent_changed()
    QTest.qWait(1_500)
    yield "start", start
    program.open_path(broken, start)
    QTest.qWait(60)
    yield "error", start
    start.info.dismiss()
    program.open_path(sample("bike-workshop", language).path, start)
    QTest.qWait(250)
    yield "window", start
    start.canvas.fit_to("page")
    QTest.qWait(120)
    yield "window-page", start
    start.session.select(_a_card(start))
    start.canvas.set_zoom(1.0)
    start.canvas.reveal(start.session.selection)
    QTest.qWait(120)
    yield "window-card", start
    start.canvas.fit_to("reading")
    start.canvas.verticalScrollBar().setValue(0)
    QTest.qWait(120)
    yield "window-card-close", start
    yield from drags(start)
    start.session.select(start.session.project.personas[0].id)  # type: ignore[union-attr]
    start.canvas.fit_to("reading")
    start.jobs.tell_running("poster-A1.pdf", lambda: None)
    QTest.qWait(120)
    yield "window-busy", start
    yield from panels(start)
    start.info.dismiss()
    yield from drawing(start)
    yield from menus(start)
    yield from shaping(program, start)
    yield from dialogs(program, start)


def drags(window: "MainWindow") -> Iterator[tuple[str, "QWidget"]]:
    """What is shown while something is dragged, and the menu of a card."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    canvas, view = window.canvas, window.canvas.viewport()
    plan, card = canvas.plan(), _a_card(window)

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
    window.session.select(card)
    canvas.asked.emit(card, window.mapToGlobal(QPoint(300, 200)))
    QTest.qWait(60)
    menu = QApplication.activePopupWidget()
    yield "menu-card", menu
    menu.close()
    canvas.fit_to("reading")


def shaping(program: "Program", window: "MainWindow") -> Iterator[tuple[str, "QWidget"]]:
    """An empty map with its first title open, the list of kinds of lanes, and strips at the rim."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from cjmdesk.formats.blank import blank_project
    from cjmdesk.i18n import current_language

    empty = program.new_window()
    empty.resize(*SIZE)
    empty.files.start_new(blank_project(current_language()), "empty.cjm")
    QTest.qWait(120)
    empty.canvas.writing.write(empty.session.map.stages[0].id)  # type: ignore[union-attr]
    QTest.qWait(60)
    yield "window-empty", empty
    empty.actions_["lane_below"].trigger()
    QTest.qWait(60)
    popup = QApplication.activePopupWidget()
    yield "popup-kinds", popup
    popup.close()
    empty.session.mark_saved(Path("empty.cjm"))
    empty.close()
    window.session.select(window.session.map.stages[2].id)  # type: ignore[union-attr]
    window.canvas.set_zoom(0.8)
    window.canvas.horizontalScrollBar().setValue(500)
    window.canvas.verticalScrollBar().setValue(500)
    QTest.qWait(250)
    yield "window-strips", window
    window.canvas.fit_to("reading")


def drawing(window: "MainWindow") -> Iterator[tuple[str, "QWidget"]]:
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
    window.session.select(window.session.map.connectors[0].id)  # type: ignore[union-attr]
    QTest.qWait(60)
    yield "connector-selected", window
    window.session.select("")
    canvas.fit_to("reading")


def panels(window: "MainWindow") -> Iterator[tuple[str, "QWidget"]]:
    """The outline, the inspector for a few kinds of things, and the icons to choose from."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    bench, one = window.bench, window.session.map
    window.actions_["outline"].trigger()
    window.session.select(_a_card(window))
    QTest.qWait(120)
    yield "outline", window
    window.actions_["navigator"].trigger()
    lanes = {lane.kind: lane for lane in one.lanes}  # type: ignore[union-attr]
    chosen = {
        "card": (_a_card(window),),
        "point": (next(point.id for cell in lanes["emotions"].cells for point in cell.points),),
        "stage": (one.stages[0].id,),  # type: ignore[union-attr]
        "lane": (lanes["emotions"].id,),
        "several": tuple(card.id for cell in lanes["pain_points"].cells for card in cell.cards),
        "project": ("project:",),
        "team": ("workshop:team",),
    }
    for name, ids in chosen.items():
        window.session.choose(ids)
        QTest.qWait(60)
        yield f"inspector-{name}", bench.inspector.form  # type: ignore[misc]
    window.session.choose(chosen["card"])
    bench.inspector.form.row("icon").editor.button.pick()  # type: ignore[union-attr]
    QTest.qWait(60)
    popup = QApplication.activePopupWidget()
    yield "icon-picker", popup
    popup.close()
    window.session.select("")


def menus(window: "MainWindow") -> Iterator[tuple[str, "QWidget"]]:
    """Every menu of the menu bar, and those inside them."""
    from PySide6.QtCore import QPoint
    from PySide6.QtTest import QTest

    for action in window.menuBar().actions():
        menu = action.menu()
        menu.popup(window.mapToGlobal(QPoint(10, 30)))
        QTest.qWait(60)
        yield f"menu-{menu.objectName()}", menu
        menu.hide()
        for inner in [entry.menu() for entry in menu.actions() if entry.menu() is not None]:
            inner.popup(window.mapToGlobal(QPoint(10, 30)))
            QTest.qWait(60)
            yield f"menu-{inner.objectName()}", inner
            inner.hide()


def dialogs(program: "Program", window: "MainWindow") -> Iterator[tuple[str, "QWidget"]]:
    """Every dialog."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDialog

    from cjmdesk.ui.commands.files import ask_to_save
    from cjmdesk.ui.dialogs.details import DetailsDialog

    for name in ("export_poster", "preferences", "shortcuts", "about"):
        window.actions_[name].trigger()
        QTest.qWait(450)
        dialog = next(
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        )
        yield f"dialog-{name}", dialog
        dialog.reject()
        QTest.qWait(30)
    notes = ("The first column names the stages.", "Two cells could not be placed: B7, C9.")
    details = DetailsDialog(window, "…", notes)
    details.open()
    QTest.qWait(60)
    yield "dialog-details", details
    details.close()
    held: list[QWidget] = []
    pictures = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        held.append(box)
        pictures.append(box.grab())
        box.reject()

    QTimer.singleShot(200, look)
    ask_to_save(window, window.document_name())
    yield "dialog-close", _Picture(pictures[0])


class _Picture:
    """Already taken: a modal box is gone when its turn comes."""

    def __init__(self, picture: object) -> None:
        self._picture = picture

    def grab(self) -> object:
        return self._picture


def _a_card(window: "MainWindow") -> str:
    """A pain point of the shown map: it has the most to show."""
    for lane in window.session.map.lanes:  # type: ignore[union-attr]
        for cell in reversed(lane.cells):
            for card in cell.cards:
                if lane.kind == "pain_points" and card.tags:
                    return card.id
    return ""


if __name__ == "__main__":
    sys.exit(main())
