"""Undo and redo, and the memory they take."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from cjmdesk.edits.fields import set_field
from cjmdesk.edits.history import History
from cjmdesk.model.project import Project
from cjmdesk.storage.project_file import dumps
from every_edit import EDITS, made, names_of_edits
from everything import everything
from faults.campaign import ROOT, TESTS, Found, Ground, campaign
from mutations import mutated
from strategies import seeded_project


@campaign(
    "U1",
    "random sequences of 50 edits, undone and redone",
    "{count} sequences: 0 differences, the modified mark off only where it was saved",
    300,
    5,
    fast=True,
)
def sequences(ground: Ground) -> Found:
    wrong = edits = 0
    for seed in range(ground.count):
        chance = random.Random(seed)
        first = seeded_project(seed)
        history = History(first)
        states = [dumps(first)]

        def push(steps: int, mark: str, history: History = history, states: list[bytes] = states) -> None:
            """Put random changes, if they change anything, into the history."""
            if history.push(mutated(history.project, chance, steps, mark), mark):  # noqa: B023
                states[history.at :] = [dumps(history.project)]
            history.close_step()

        for number in range(50):
            push(1, f"n{number}-")
            if chance.random() < 0.1:
                history.go_to(history.at - chance.randint(1, 3))
                wrong += dumps(history.project) != states[history.at]
                if chance.random() < 0.5:
                    push(2, f"m{number}-")
                history.go_to(len(history))
            if number == 25:
                history.mark_saved()
        edits += len(history)
        last = history.at
        for at in [*range(last, -1, -1), *range(last + 1)]:
            history.go_to(at)
            wrong += dumps(history.project) != states[at]
            wrong += history.is_modified == (at == history.saved_at)
    return Found(f"{ground.count} sequences, {edits:,} edits: {wrong} differences", not wrong)


@campaign(
    "U1",
    "the same through a real window: commands, keys, clicks, drags in any order",
    "all undone gives the first bytes, all redone the last",
)
def played(_ground: Ground) -> Found:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-n", "1", "-p", "no:cacheprovider"),
            "--timeout=600",
            str(TESTS / "play"),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    said = (done.stdout.strip().splitlines() or ["nothing"])[-1].strip("= ")
    return Found(f"tests/play: {said}", done.returncode == 0)


_MEMORY = """
import sys
from cjmdesk.edits.fields import set_field
from cjmdesk.edits.history import History
from strategies import LARGE, seeded_project
def now():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS")) / 1024
history, count = History(seeded_project(1, LARGE)), int(sys.argv[1])
cards = [card.id for lane in history.project.maps[0].lanes for cell in lane.cells for card in cell.cards]
for number in range(50):
    history.push(set_field(history.project, cards[number], "text", f"warm {number}"), "typing")
before = now()
for number in range(count):
    history.push(set_field(history.project, cards[number % len(cards)], "text", f"edit {number}"), "typing")
print(round(now() - before, 1), len(history))
"""


@campaign("U3", "memory over many edits of a large map", "{count} edits: at most 50 MB more", 5000, 200)
def memory(ground: Ground) -> Found:
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY, str(ground.count)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
    )
    more, steps = done.stdout.split()
    return Found(f"{ground.count:,} edits, {steps} of them kept: {more} MB more", float(more) <= 50)


class Injected(Exception):  # noqa: N818 - it is thrown in on purpose
    """Thrown into an edit at some line."""


@campaign(
    "U2",
    "an exception thrown into an edit, at any line of the rooms of edits and values",
    "{count} times: project and history as before",
    2000,
    70,
    fast=True,
)
def failing(ground: Ground) -> Found:
    first = everything()
    edits = tuple(partial(made, edit) for edit in EDITS.values())
    lengths = [_lines_of(edit, first) for edit in edits]
    data, wrong, thrown = dumps(first), 0, 0
    for turn in range(ground.count):
        number = turn % len(edits)
        history = History(first)
        history.push(set_field(first, "map", "title", "a"), "title", "typing")
        before, labels = history.project, history.labels
        try:
            with _thrown_at(ground.chance.randrange(lengths[number])):
                history.push(edits[number](before), "edit", "typing" if number % 2 else None)
        except Injected:
            thrown += 1
            wrong += history.project is not before or history.labels != labels or dumps(first) != data
        history.push(edits[number](before), "edit")
        history.go_to(0)
        wrong += history.project is not first
    return Found(
        f"{thrown:,} exceptions in {len(edits)} edits, all there are: {wrong} changed anything",
        not wrong and thrown > 0 and names_of_edits() == set(EDITS),
    )


_ROOMS = tuple(f"cjmdesk{os.sep}{room}{os.sep}" for room in ("edits", "changes", "model"))


def _is_ours(frame: Any) -> bool:
    # What puts a step into the history does so in one line, and is done then.
    code = frame.f_code
    return any(room in code.co_filename for room in _ROOMS) and code.co_name != "push"


def _lines_of(edit: Callable[[Project], Project], project: Project) -> int:
    """How many lines of our rooms it takes to make the edit and put it into a history."""
    count = 0

    def note(frame: Any, event: str, _argument: object) -> Any:
        nonlocal count
        if not _is_ours(frame):
            return None
        count += event == "line"
        return note

    history, old = History(project), sys.gettrace()
    sys.settrace(note)
    try:
        history.push(edit(project), "edit")
    finally:
        sys.settrace(old)
    return count


@contextmanager
def _thrown_at(line: int) -> Iterator[None]:
    """An exception at that line, counted as above."""
    left = line

    def throw(frame: Any, event: str, _argument: object) -> Any:
        nonlocal left
        if not _is_ours(frame):
            return None
        if event == "line":
            left -= 1
            if left < 0:
                raise Injected
        return throw

    old = sys.gettrace()
    sys.settrace(throw)
    try:
        yield
    finally:
        sys.settrace(old)
