"""The quick part of the campaigns, and that they find faults which are planted; `make faults` runs all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.faults,
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are forked and killed"),
]

TESTS = Path(__file__).parent.parent


def run(*words: str, scale: str = "0.01") -> "subprocess.CompletedProcess[str]":
    """A process of its own: here threads may run, which do not go well with forks."""
    return subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
        env={**os.environ, "PYTHONPATH": str(TESTS), "FAULTS_SCALE": scale},
    )


def test_nothing_is_lost_in_the_quick_part() -> None:
    done = run("-m", "faults", "--fast")
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("| met |") >= 15
    assert "broke" not in done.stdout


PLANTED = {
    "S1": """
import cjmdesk.storage.project_file as one
from pathlib import Path
def careless(path, writer, *, before_replace=None):
    before_replace(Path(path))
    with open(path, "wb", buffering=0) as stream:
        import time
        for part in range(20):
            time.sleep(0.0005)
        writer(stream)
    return Path(path)
one.atomic_write = careless
""",
    "S8": """
import cjmdesk.storage.project_file as one
one._guard = lambda *_: 1
""",
    "J2": """
import cjmdesk.storage.journaling as one
def forgetful(under_way, waiting, true=one._write_steps):
    if under_way.number < 1:
        true(under_way, waiting)
    else:
        under_way.number += len(waiting)
one._write_steps = forgetful
""",
    "V4": """
import itertools
import cjmdesk.storage.project_file as one
true, times = one._text, itertools.count()
one._text = lambda project, header: true(project, header) + b" " * next(times)
""",
    "U1": """
import cjmdesk.edits.history as one
one.History.go_to = lambda self, at, true=one.History.go_to: true(self, at + (at == 7))
""",
}
"""Ways to write the program worse."""


@pytest.mark.parametrize("id", PLANTED)
def test_faults_that_are_planted_are_found(id: str) -> None:
    words = [id] if id == "V4" else ["--fast", id]
    done = run("-c", f"{PLANTED[id]}\nimport faults.__main__ as m, sys\nsys.exit(m.main({words}))")
    assert done.returncode == 1, done.stdout
    assert "NOT MET" in done.stdout
    assert "broke" not in done.stdout, done.stdout + done.stderr
