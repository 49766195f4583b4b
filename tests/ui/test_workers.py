"""Threads that use Qt do not outlive the program."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from cjmdesk.storage.project_file import save
from cjmdesk.ui.troubles import log_folder
from cjmdesk.ui.workers import Worker, end_workers
from strategies import EXTREME, seeded_project

_QUITS = """
import os
import signal
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextLayout
from cjmdesk.ui import app, waiting
from cjmdesk.ui.workers import Worker

paths = [Path(one) for one in sys.argv[2:]]
made = app.make_app()
looking = QTimer(interval=5)

def stubborn():
    while True:
        layout = QTextLayout("a few words that are laid out")
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()

def end():
    if "killed" in sys.argv:
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        made.closeAllWindows()

def look():
    if waiting._Cover.showing or not paths:
        looking.stop()
        for one in range(0 if paths else 4):
            Worker("stubborn", stubborn).start()
        QTimer.singleShot(50, end)

looking.timeout.connect(look)
looking.start()
code = app.run(paths)
print("ended by itself")
sys.exit(code)
"""


def _quit(way: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _QUITS, way, *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes long to open."""
    path = tmp_path_factory.mktemp("huge") / "extreme.cjm"
    save(seeded_project(1, EXTREME), path)
    return path


def test_quitting_while_a_huge_map_is_opened(huge: Path) -> None:
    ended = _quit("closed", huge)
    assert ended.returncode == 0, f"Qt was taken apart under a thread: {ended.stderr}"


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_the_system_ends_the_program_while_files_are_opened(huge: Path, bike: Path) -> None:
    """Those that were still to come are not opened, and nothing is said to have gone wrong."""
    ended = _quit("killed", huge, bike, huge)
    assert ended.returncode == 128 + signal.SIGTERM, ended.stderr
    assert not (log_folder() / "cjmdesk.log").exists()


def test_quitting_while_threads_do_not_listen() -> None:
    ended = _quit("closed")
    assert ended.returncode == 0, f"Qt was taken apart under a thread: {ended.stderr}"
    assert "ended by itself" not in ended.stdout, "such threads are not waited for for ever"


def test_quitting_waits_for_what_ends_soon() -> None:
    begun, free = threading.Event(), threading.Event()

    def patient() -> None:
        begun.set()
        while not work.unwanted:
            time.sleep(0.005)

    work, stubborn = Worker("patient", patient), Worker("stubborn", free.wait)
    work.start()
    assert begun.wait(5)
    assert end_workers(5)
    assert not work.is_alive()
    stubborn.start()
    assert not end_workers(0.02), "it is said that something still works"
    free.set()
    assert end_workers(5)
