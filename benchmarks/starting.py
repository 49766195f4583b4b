"""From the start of the process to the first paint, against R0: a bare PySide window's.

Each measurement is a process of its own, started anew several times; the quickest counts.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.maps import EXTREME, LARGE, synthetic
from benchmarks.measure import Row
from benchmarks.painted import HEAVY
from cjmdesk.storage.project_file import dumps

TIMES = 7

BARE = """
from PySide6.QtWidgets import QApplication, QWidget
from benchmarks.painted import until_painted
app = QApplication([])
window = QWidget()
window.resize(1280, 800)
window.show()
until_painted(app, window)
"""

OURS = """
import gc
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QMainWindow
from benchmarks.painted import Watch, until_painted

first = Watch()

def watched(app):
    windows = [one for one in app.topLevelWidgets() if isinstance(one, QMainWindow)]
    until_painted(app, windows[0], first)

QApplication.exec = watched
from cjmdesk.text.qt_imports import leave_sources_unread
from cjmdesk.ui.app import run
gc.disable()  # as the program's start does
leave_sources_unread()  # as `run` does, first of all
from cjmdesk.ui.window import MainWindow

class Window(MainWindow):
    def __init__(self, program):
        super().__init__(program)
        if sys.argv[1:]:  # to look at every event takes time too
            QApplication.instance().installEventFilter(first)

import cjmdesk.ui.program
cjmdesk.ui.program.MainWindow = Window
run([Path(word) for word in sys.argv[1:]])
"""


def rows() -> Iterator[Row]:
    """Empty window, large and extreme map."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        bare = started(BARE, home)
        empty = started(OURS, home)
        yield Row(
            "empty main window, first paint / R0",
            empty["seconds"] / bare["seconds"],
            1.6,
            remark=f"{1000 * empty['seconds']:.0f} ms against {1000 * bare['seconds']:.0f} ms",
        )
        names = ", ".join(empty["loaded"])
        yield Row("heavy libraries imported by then", len(empty["loaded"]), 0, f"of {len(HEAVY)}", names)
        for name, cards, limit in (("large", LARGE, 3), ("extreme", EXTREME, 5)):
            file = home / f"{name}.cjm"
            file.write_bytes(dumps(synthetic(cards)))
            opened = started(OURS, home, str(file))
            yield Row(
                f"open a map: window says what it does / R0, {name}",
                opened["life"] / bare["seconds"],
                limit,
                remark=f"{1000 * opened['life']:.0f} ms",
            )
            yield Row(
                f"open a map: map painted / R0, {name}",
                opened["seconds"] / bare["seconds"],
                limit,
                remark=f"{1000 * opened['seconds']:.0f} ms",
            )
            if name == "large":
                yield Row(
                    "memory of a large map over the empty window",
                    opened["memory"] - empty["memory"],
                    40,
                    "MB",
                )


def started(script: str, home: Path, *words: str) -> dict:  # type: ignore[type-arg]
    """The quickest of several processes: seconds to the first paint, MB, heavy libraries loaded."""
    environment = {**os.environ, "CJMDESK_HOME": str(home / "home")}
    # An installed program has its modules compiled: the first of the runs does it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    best: dict = {}  # type: ignore[type-arg]
    for _number in range(TIMES):
        before = time.time()
        done = subprocess.run(
            [sys.executable, "-c", script, *words],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        told = json.loads(done.stdout.splitlines()[-1])
        told["seconds"] = told["at"] - before
        told["life"] = told["first"] - before
        if not best or told["seconds"] < best["seconds"]:
            best = told
    return best
