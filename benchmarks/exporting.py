"""`cjmdesk export`: the whole process, from a file to a PDF, and the most memory it needs.

Where Dia and Typst are installed they draw the same cards in the same run, in turns with us.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from benchmarks.maps import compared, synthetic
from benchmarks.measure import Row
from benchmarks.others import Program, installed
from cjmdesk.model.project import Project
from cjmdesk.storage.project_file import dumps

TIMES = 7
ASKED = {96: ("Dia", 0.29), 960: ("Dia", 1.15), 10_000: ("Typst", 1.74)}
"""Cards → the quickest drawing or typesetting program for such a map, and its seconds elsewhere."""

MOST_MEMORY = 200
FULLER, FULLER_LIMIT = 96, 1.0
"""Cards among 72 emotion points with quotes, for two people, with evidence; seconds, our own limit."""


class Run(Struct, frozen=True):
    """What one process took. memory: the most that it had, MB."""

    seconds: float
    memory: float


def rows() -> Iterator[Row]:
    """The three maps that others were measured with, and one that is fuller."""
    programs = installed()
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        for cards, (name, limit) in ASKED.items():
            yield from against(room, compared(cards), cards, programs.get(name), limit)
        source, target = room / "fuller.cjm", room / "fuller.pdf"
        source.write_bytes(dumps(synthetic(FULLER)))
        seconds = min(export(source, target).seconds for _number in range(TIMES))
        yield Row(f"export {FULLER} cards and 72 emotion points", seconds, FULLER_LIMIT, "s", size(target))


def against(room: Path, project: Project, cards: int, program: Program | None, limit: float) -> Iterator[Row]:
    """Rows of one map: our seconds and memory, and beside `program`'s seconds unless it is None."""
    source, target = room / f"{cards}.cjm", room / f"{cards}.pdf"
    source.write_bytes(dumps(project))
    if program:
        theirs = room / f"{cards}{program.suffix}"
        theirs.write_text(program.write(texts(project)), "utf-8")
    ours: list[Run] = []
    others: list[Run] = []
    for _number in range(TIMES):
        ours.append(export(source, target))
        if program:
            others.append(run(program.command(theirs, room / f"{program.name}.pdf")))
    seconds = min(one.seconds for one in ours)
    yield Row(f"export {cards:,} cards to PDF, whole process", seconds, limit, "s", size(target))
    yield Row("its memory", max(one.memory for one in ours), MOST_MEMORY, "MB")
    if program:
        beside = min(one.seconds for one in others)
        remark = f"{program.name} {beside:.2f} s"
        yield Row(f"the same / {program.name} in the same run", seconds / beside, 1, "", remark)


def texts(project: Project) -> list[str]:
    """Those of all cards."""
    return [card.text for lane in project.maps[0].lanes for cell in lane.cells for card in cell.cards]


def size(target: Path) -> str:
    """Of a file, for a remark."""
    return f"{target.stat().st_size / 1000:.0f} KB"


def export(source: Path, target: Path) -> Run:
    """One run of ours, its modules compiled by an earlier one."""
    command = [sys.executable, "-m", "cjmdesk", "export", str(source), "-o", str(target), "--reproducible"]
    return run(command, CJMDESK_HOME=str(source.parent / "home"))


def run(command: list[str], **more: str) -> Run:
    """A process, from its start to its end. more: of its environment."""
    environment = {**os.environ, **more}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _id, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, usage.ru_maxrss * 1024 / 1e6)
