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
from pathlib import Path
from typing import TYPE_CHECKING

from shots import dialogs, figures, groups, guides, kept, panels, popups, sheet
from shots.things import SIZE, a_card, copied

if TYPE_CHECKING:
    from shots.things import Views

    from cjmdesk.ui.program import Program
    from cjmdesk.ui.window import MainWindow

SCREEN = (1920, 1200)
"""Logical pixels of the screen that there is not: windows open no larger than theirs."""


def main() -> int:
    """Start a child for each combination; the number of those that failed."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("outdir", type=Path)
    reader.add_argument("--languages", default="en,pl,ru")
    reader.add_argument("--themes", default="light,dark")
    reader.add_argument("--scales", default="1,2")
    reader.add_argument("--only", default="", help="names with this in them; several with commas")
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
        if any(part in name for part in only.split(",")):
            widget.grab().save(str(outdir / f"{name}-{language}-{theme}-{scale}.png"))
    sys.stdout.flush()
    os._exit(0)  # the windows need no farewell


def beginning(program: "Program", window: "MainWindow", home: Path) -> "Views":
    """The start page: at first, searched in vain, with recent files, a file held over it, a failure."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    from cjmdesk import shipped

    broken = home / "gone.cjm"
    QTest.qWait(2_000)
    yield "start-fresh", window
    program.remembered.note_file(shipped.path("samples", "bike-workshop.en.cjm"))
    program.remembered.note_file(broken)
    program.recent_changed()
    QTest.qWait(1_500)
    yield "start", window
    line = window.start.findChild(QLineEdit)
    QTest.keyClicks(line, "xyz")
    QTest.qWait(400)  # the sign that clears the line fades in and out
    yield "start-nothing", window
    line.clear()
    window.start.invite(True)
    QTest.qWait(400)
    yield "start-drop", window
    window.start.invite(False)
    program.open_path(broken, window)
    QTest.qWait(60)
    yield "notice-error", window
    window.info.dismiss()


def looking(window: "MainWindow") -> "Views":
    """The sample as it opens, all of it, and one card of it from afar and close."""
    from PySide6.QtTest import QTest

    QTest.qWait(250)
    yield "window", window
    window.canvas.fit_to("page")
    QTest.qWait(120)
    yield "window-page", window
    window.session.select(a_card(window))
    window.canvas.set_zoom(1.0)
    window.canvas.reveal(window.session.selection)
    QTest.qWait(300)  # the overview follows
    yield "window-card-close", window
    window.canvas.fit_to("reading")
    window.canvas.verticalScrollBar().setValue(0)
    QTest.qWait(500)  # the overview in the corner comes a little later
    yield "window-card", window


def views(program: "Program", language: str) -> "Views":
    """Every window, panel, dialog, menu and bar in turn, ready to be pictured."""
    from PySide6.QtTest import QTest

    start, home = program.new_window(), Path(os.environ["CJMDESK_HOME"])
    start.resize(*SIZE)
    yield from beginning(program, start, home)
    program.open_path(copied("bike-workshop", language), start)
    yield from looking(start)
    yield from sheet.drags(start)
    start.session.select(start.session.project.personas[0].id)  # type: ignore[union-attr]
    start.canvas.fit_to("reading")
    start.jobs.tell_running("poster-A1.pdf", lambda: None)
    QTest.qWait(120)
    yield "window-busy", start
    start.info.dismiss()
    yield from sheet.drawing(start)
    yield from panels.inspectors(start)
    yield from popups.menus(start)
    yield from popups.context(start)
    yield from popups.filters(start)
    yield from popups.pickers(start)
    yield from dialogs.dialogs(start)
    yield from dialogs.new_maps(start)
    yield from groups.translations(start, language)
    yield from guides.guides(program, start)
    yield from guides.timer(start)
    yield from groups.merging(start, language)
    yield from dialogs.presentation(start)
    yield from dialogs.walk_through(start)
    yield from dialogs.deciding(start)
    yield from groups.comparing(start)
    yield from sheet.writing(start)
    yield from sheet.shaping(program, start)
    yield from sheet.off_the_wall(program)
    yield from panels.hints(start)
    yield from panels.bars(start)
    yield from panels.gaps(start)
    yield from figures.figures(start)
    yield from figures.numbers(start, home)
    yield from panels.notices(start)
    yield from panels.photo(start, home)
    yield from panels.other_inspectors(program)
    yield from dialogs.boxes(start, home)
    yield from kept.unsaved(start)
    yield from kept.elsewhere(start)
    yield from kept.versions(program, home, language)


if __name__ == "__main__":
    sys.exit(main())
