"""Disks that take seconds, hang or are taken away while a project is open: the window goes on."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from cjmdesk.model.project import Project
from cjmdesk.pictures.store import make_picture
from cjmdesk.storage.errors import StorageError
from cjmdesk.storage.project_file import load, save
from faults.campaign import Found, Ground, campaign, need, need_root
from faults.driven import Driven
from faults.tools import mounted, system
from samples import repair_visit
from strategies import Size, seeded_project

LARGEST = Size(maps=1, stages=12, lanes=14, steps=1, cards=36, points=3, connectors=8, full=True)
"""About 5,000 cards."""

STALL = 0.3
FRAME = 0.1
HANG = 1.0
"""Seconds that a window may stand still: while it saves, while it keeps its journal, on a disk that hangs."""

REST = 8.0
"""Seconds in which the sheet is laid out anew when the hand rests, which is no matter of saving."""


def home() -> Path:
    """Where this process and the windows have their folders."""
    return Path(os.environ["CJMDESK_HOME"])


def largest(ground: Ground) -> tuple[Project, int]:
    """The largest map that is promised anything, with 20 MB of pictures; how many cards it has."""
    project = seeded_project(2, LARGEST)
    pictures = dict(project.pictures)
    for number in range(20):
        noise = ground.chance.randbytes(1_000_000)
        key, one = make_picture(b"\x89PNG\r\n\x1a\n" + noise, "image/png", 900, 400, f"picture {number}")
        pictures[key] = one
    cards = sum(len(cell.cards) for lane in project.maps[0].lanes for cell in lane.cells)
    return project.model_copy(update={"pictures": pictures}), cards


def _title(path: Path) -> int:
    """The number of the last edit in a file; -1 if it cannot be read."""
    try:
        return int(load(path).project.title)
    except (StorageError, ValueError):
        return -1


@campaign(
    "S14",
    "saving the largest map, on a disk whose flushes take 3 s and on this one; edits go on meanwhile",
    "the window stands still for 300 ms at most, and while the journal is kept for 100 ms",
)
def stalls(ground: Ground) -> Found:
    project, cards = largest(ground)
    flushes = "fsync,fdatasync"
    late = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", f"trace={flushes}"]
    late += ["-e", f"inject={flushes}:delay_enter=3000000"]
    need("strace")
    said, good = [f"{cards:,} cards, 20 MB of pictures"], cards >= 5_000
    for name, before in (("slow disk", late), ("this disk", [])):
        path = ground.fresh(name.replace(" ", "")) / "map.cjm"
        save(project, path)
        window = Driven(home(), path, ground.folder / "elsewhere.cjm", before)
        window.edit_for(1)
        window.stood_still()
        window.edit_for(4)
        journal = window.stood_still()
        time.sleep(REST)
        window.stood_still()
        began = time.monotonic()
        window.ask("save")
        window.until("saving", "yes" if before else "")
        window.until("saving", "")
        took, saving = time.monotonic() - began, window.stood_still()
        window.ask("edit")
        window.ask("save")
        asked = int(window.state()["title"])
        edits = window.edit_for(1)
        window.until("saving", "")
        written = _title(path)
        window.close()
        good &= saving < STALL and journal < FRAME and written >= asked and edits > 0
        told = f"{name}: {saving * 1000:.0f} ms while it saved ({took:.1f} s), "
        said.append(f"{told}{journal * 1000:.0f} ms while it kept the journal")
        if written < asked:
            said.append(f"NOT SAVED: {written} < {asked}")
    return Found("; ".join(said), good)


@contextmanager
def slowed(pid: int, *paths: Path, seconds: float) -> Iterator[None]:
    """While inside, each call to the system that has to do with `paths` takes so long."""
    calls = "%file,fsync,fdatasync,flock,getdents64"
    words = ["strace", "-f", "-qq", "-o", "/dev/null", "-p", str(pid), "-e", f"trace={calls}"]
    for path in paths:
        words += ["-P", str(path)]
    words += ["-e", f"inject={calls}:delay_enter={int(seconds * 1e6)}"]
    trace = subprocess.Popen(words)
    time.sleep(1)
    try:
        yield
    finally:
        trace.terminate()
        trace.wait()


def _work(window: Driven, seconds: float) -> float:
    """Look, save and edit on a disk that hangs: how long the window stood still."""
    window.stood_still()
    window.ask("look")
    window.ask("edit")
    window.ask("save")
    window.edit_for(seconds)
    return window.stood_still()


def _saved(window: Driven, path: Path) -> bool:
    """Whether all is saved once the disk answers."""
    window.until("saving", "", 120)
    window.ask("save")
    window.until("saving", "")
    window.until("modified", "")
    return _title(path) == int(window.state()["title"])


@campaign(
    "S9",
    "a disk that answers each call after 5 s, and one that is frozen for 6 s, while a project on it is saved",
    "the window stands still for 1 s at most, all is saved in the end",
)
def hanging(ground: Ground) -> Found:
    said, good = [], True
    need("strace")
    folder = ground.fresh("slow")
    path = folder / "map.cjm"
    save(repair_visit(), path)
    window = Driven(home(), path, ground.folder / "elsewhere.cjm")
    try:
        with slowed(window.pid, path, folder, seconds=5):
            still = _work(window, 16)
        whole = _saved(window, path)
    finally:
        window.close()
    said.append(f"slow: stood still for {still:.2f} s, {'all' if whole else 'NOT all'} saved")
    good &= still < HANG and whole
    if os.geteuid() == 0:
        still, whole = _frozen(ground)
        said.append(f"frozen: {still:.2f} s, {'all' if whole else 'NOT all'} saved")
        good &= still < HANG and whole
    return Found("; ".join(said), good)


def _frozen(ground: Ground) -> tuple[float, bool]:
    need("mkfs.ext4", "fsfreeze")
    image, place = ground.folder / "disk.img", ground.folder / "disk"
    with image.open("wb") as stream:
        stream.truncate(24 << 20)
    system("mkfs.ext4", "-q", "-F", image)
    with mounted(place, "-o", "loop", image):
        path = place / "map.cjm"
        save(repair_visit(), path)
        window = Driven(home(), path, ground.folder / "elsewhere.cjm")
        system("fsfreeze", "-f", place)
        thaw = subprocess.Popen(["sh", "-c", 'sleep 6; fsfreeze -u "$0"', str(place)])
        try:
            still = _work(window, 8)
            return still, _saved(window, path)
        finally:
            thaw.wait()
            window.close()


@campaign(
    "S9",
    "the file is deleted, moved, or its disk taken away while it is open",
    "told; saved anew only after a question; Save As works",
)
def gone(ground: Ground) -> Found:
    need_root()
    wrong = []
    for kind in ("deleted", "moved", "unmounted"):
        disk, elsewhere = ground.folder / kind, ground.folder / f"{kind} elsewhere.cjm"
        with mounted(disk, "-t", "tmpfs", "none"):
            path = disk / "map.cjm"
            save(repair_visit(), path)
            window = Driven(home(), path, elsewhere)
            try:
                wrong += [f"{kind}: {fault}" for fault in _taken_away(window, kind, path, elsewhere)]
            finally:
                window.close()
    return Found(f"3 ways: {len(wrong)} wrong {'; '.join(wrong)}".strip(), not wrong)


def _taken_away(window: Driven, kind: str, path: Path, elsewhere: Path) -> Iterator[str]:
    """What is not as it should be."""
    window.ask("edit")
    if kind == "deleted":
        path.unlink()
    elif kind == "moved":
        path.rename(path.with_name("moved.cjm"))
    else:
        system("umount", "-l", path.parent)
    window.ask("look")
    window.until("notice", "was moved or deleted")
    before = _digest(path.with_name("moved.cjm"))
    window.ask("save")
    window.until("box", "was moved or deleted")
    if path.exists():
        yield "written before it was asked"
    window.ask("press", "Write Over It")
    window.until("box", "")
    # The folder that a disk was mounted on is there still, and takes the file.
    window.until("modified", "")
    if _title(path) != 1:
        yield "not written anew"
    if _digest(path.with_name("moved.cjm")) != before:
        yield "the moved file was written"
    window.ask("edit")
    window.ask("save_as")
    state = window.until("modified", "")
    if state["path"] != str(elsewhere) or _title(elsewhere) != 2:
        yield f"Save As failed: {state}"


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.exists() else ""
