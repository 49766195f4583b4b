"""The real window under Xvfb, typed into, and ended in every way."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from cjmdesk.model.project import Project
from cjmdesk.storage import places
from cjmdesk.storage.project_file import dumps, load, save
from cjmdesk.storage.recovery import left_behind, recover
from faults.campaign import Found, Ground, campaign, need, need_root
from faults.screens import Screen, Window, screen
from faults.tools import mounted, run, system
from samples import repair_visit
from strategies import Size, seeded_project

_WORD = re.compile(r"\bw(\d+)")


def home() -> Path:
    """Where this process and the windows have their folders."""
    return Path(os.environ["CJMDESK_HOME"])


def words_in(project: Project) -> int:
    """The number of the last word that was typed, -1 for none."""
    return max((int(number) for number in _WORD.findall(dumps(project).decode())), default=-1)


def journals() -> list[Path]:
    """The journals there are, whoever holds them."""
    return list(places.journal_folder().glob("*.journal"))


def forget() -> None:
    """Away with all journals."""
    for path in places.journal_folder().glob("*.*"):
        path.unlink()


def typed(window: Window, seconds: float) -> dict[int, float]:
    """Type numbered words for so long; when each was typed."""
    times: dict[int, float] = {}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        number = len(times) + 1
        window.write(f"w{number} ")
        times[number] = time.monotonic()
    return times


@contextmanager
def flushes(path: Path) -> Iterator[list[float]]:
    """How long the disk takes to flush a little file, ten times a second while inside: what the window
    waits for as well. Seconds."""
    took, ended = [0.0], Event()

    def probe() -> None:
        with path.open("wb", buffering=0) as stream:
            while not ended.wait(0.1):
                began = time.monotonic()
                stream.write(b"x" * 200)
                os.fdatasync(stream.fileno())
                took.append(time.monotonic() - began)

    thread = Thread(target=probe, daemon=True)
    thread.start()
    try:
        yield took
    finally:
        ended.set()
        thread.join()


@campaign(
    "J1",
    "kill -9 of the window while somebody types",
    "{count} kills: at most 1 s of edits lost, offered each time",
    100,
    2,
)
def window_kills(ground: Ground) -> Found:
    path = ground.folder / "map.cjm"
    save(repair_visit(), path)
    before = path.read_bytes()
    unoffered = touched = words = 0
    losses = []
    with screen() as on, flushes(ground.folder / "probe") as took:
        for number in range(ground.count):
            forget()
            window = Window(on, home(), path)
            window.begin_note(lambda: bool(journals()))
            times = typed(window, ground.chance.uniform(0.3, 2.5))
            time.sleep(ground.chance.uniform(0, 0.3))
            window.close()
            killed = time.monotonic()
            touched += path.read_bytes() != before
            found = left_behind()
            if number % 10 == 0:
                unoffered += "map.cjm" not in run(["recover", "--list"], home()).out
            if not found:
                unoffered += 1
                continue
            last = words_in(recover(found[0].id).project)
            words += len(times)
            lost = [killed - when for word, when in times.items() if word > last]
            losses.append(max(lost, default=0.0))
    worst = max(losses, default=9.0)
    text = f"{ground.count} kills, {words} words: at most {worst:.2f} s lost "
    text += f"(median {sorted(losses)[len(losses) // 2]:.2f} s, {sum(one > 1 for one in losses)} over 1 s; "
    text += f"a flush of a probe on the same disk took up to {max(took):.2f} s), "
    return Found(
        f"{text}{unoffered} not offered, {touched} files touched",
        worst <= 1 and not unoffered and not touched,
    )


def _ended(ground: Ground, end: str, on: Screen) -> tuple[float, bool]:
    """Type a word and end the window at once: seconds it took, and whether the word is kept."""
    path = ground.folder / "map.cjm"
    save(repair_visit(), path)
    forget()
    window = Window(on, home(), path)
    window.begin_note(lambda: bool(journals()))
    window.write("w1 w2 ")
    time.sleep(0.15)
    began = time.monotonic()
    if end == "display":
        on.close()
    else:
        window.program.send_signal(getattr(signal, end))
    try:
        window.program.wait(10)
    except subprocess.TimeoutExpired:
        pass
    took = time.monotonic() - began
    window.close()
    found = left_behind()
    return took, bool(found) and words_in(recover(found[0].id).project) >= 2


def _endings(ground: Ground, end: str) -> Found:
    kept, longest = 0, 0.0
    on = Screen()
    try:
        for _time in range(ground.count):
            if on.server.poll() is not None:
                on = Screen()
            took, whole = _ended(ground, end, on)
            kept += whole
            longest = max(longest, took)
    finally:
        on.close()
    text = f"{kept} of {ground.count} kept all, the longest took {longest:.2f} s"
    return Found(text, kept == ground.count and longest < 2)


@campaign("J10", "SIGTERM right after a word was typed", "{count} times: journal whole, ended within 2 s", 20)
def term(ground: Ground) -> Found:
    return _endings(ground, "SIGTERM")


@campaign("J10", "SIGHUP right after a word was typed", "{count} times: journal whole, ended within 2 s", 20)
def hangup(ground: Ground) -> Found:
    return _endings(ground, "SIGHUP")


@campaign(
    "J10",
    "the display dies right after a word was typed",
    "{count} times: journal whole, ended within 2 s",
    20,
)
def display(ground: Ground) -> Found:
    return _endings(ground, "display")


@campaign(
    "S13",
    "the window is closed, Save is chosen, and the disk refuses",
    "it stays open; once the disk takes it, all is saved",
)
def closing(ground: Ground) -> Found:
    need_root()
    with mounted(ground.folder / "disk", "-t", "tmpfs", "none") as disk, screen() as on:
        path = disk / "map.cjm"
        save(repair_visit(), path)
        before = path.read_bytes()
        window = Window(on, home(), path)
        window.begin_note(lambda: bool(journals()))
        window.press("Escape")
        system("mount", "-o", "remount,ro", disk)
        window.press("ctrl+q")
        window.focus("Close")
        window.press("Return")
        time.sleep(2)
        stayed = window.program.poll() is None and path.read_bytes() == before and bool(journals())
        system("mount", "-o", "remount,rw", disk)
        if stayed:
            window.focus("map.cjm")
            window.press("ctrl+s")
            window.wait(lambda: not journals(), "the save")
        whole = words_in(load(path).project) >= 0
        window.close()
    text = f"{'stayed open' if stayed else 'CLOSED'}, {'saved' if whole else 'NOT saved'} afterwards"
    return Found(text, stayed and whole)


@campaign(
    "N1",
    "sockets of a whole session of the window: open, write, save, print dialog, exports",
    "0 to the network",
)
def sockets(ground: Ground) -> Found:
    need("strace")
    path, log = ground.folder / "map.cjm", ground.folder / "log"
    save(repair_visit(), path)
    trace = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", str(log), "-e", "trace=socket,connect,bind,sendto"]
    with screen() as on:
        window = Window(on, home(), path, before=trace)
        window.begin_note(lambda: bool(journals()))
        window.press("Escape", "ctrl+s")
        window.wait(lambda: not journals(), "the save")
        window.press("ctrl+e")
        window.focus("Print")
        time.sleep(2)
        window.press("Escape")
        time.sleep(0.5)
        window.focus("map.cjm")
        window.press("ctrl+q")
        try:
            window.program.wait(20)
        except subprocess.TimeoutExpired:
            window.close()
    ended = window.program.returncode
    written = words_in(load(path).project)
    for kind in ("pdf", "png", "xlsx"):
        out = ground.folder / f"out.{kind}"
        run(["export", path, "-o", out], home(), before=[*trace[:5], f"{log}.{kind}", *trace[6:]])
    lines = [
        line for one in ground.folder.glob("log*") for line in one.read_text("utf-8", "replace").splitlines()
    ]
    away = [line for line in lines if "AF_INET" in line]
    local = sum("AF_UNIX" in line and "socket(" in line for line in lines)
    text = f"{len(away)} to the network, {local} local ones (display) {away[:1] or ''}".strip()
    return Found(
        f"{text}; saved {'yes' if written >= 0 else 'NO'}, ended with {ended}",
        not away and written >= 0 and ended == 0,
    )


@campaign("M1", "memory of the window", "empty below 150 MB, with 5,000 cards below 500 MB")
def memory(ground: Ground) -> Found:
    path = ground.folder / "large.cjm"
    size = Size(maps=1, stages=12, lanes=14, steps=1, cards=36, points=3, connectors=8, full=True)
    project = seeded_project(2, size)
    cards = sum(len(cell.cards) for lane in project.maps[0].lanes for cell in lane.cells)
    save(project, path)
    with screen() as on:
        window = Window(on, home())
        time.sleep(3)
        empty = window.memory()
        window.close()
        window = Window(on, home(), path)
        most = 0.0
        for _time in range(40):
            time.sleep(0.25)
            most = max(most, window.memory())
        window.close()
    return Found(
        f"empty {empty:.0f} MB, with {cards:,} cards {most:.0f} MB",
        empty < 150 and most < 500 and cards >= 5000,
    )
