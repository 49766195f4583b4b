"""Journals: torn, damaged, of other files, left by crash after crash."""

import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from cjmdesk.edits.fields import set_field
from cjmdesk.model.project import Project
from cjmdesk.storage import journal, places
from cjmdesk.storage.errors import StorageError
from cjmdesk.storage.journaling import Journaling
from cjmdesk.storage.project_file import dumps, fingerprint, load, save
from cjmdesk.storage.recovery import KEPT_DAYS, clean, discard, left_behind, recover
from faults.campaign import TESTS, Found, Ground, campaign
from faults.tools import Child, acknowledged, run
from samples import repair_visit


def titled(project: Project, title: str) -> Project:
    """The project with this title on its map."""
    return set_field(project, project.maps[0].id, "title", title)


def typist(ack: Path) -> Callable[[Callable[[], None]], None]:
    """Journals steps that count up, and flushes each."""

    def work(begun: Callable[[], None]) -> None:
        os.environ["CJMDESK_ACK"] = str(ack)
        project, made, number = repair_visit(), Journaling(), 0
        made.begin(project)
        while True:
            number += 1
            project = titled(project, f"title {number}")
            made.record(project, f"step {number}")
            made.flush()
            if number == 1:
                begun()

    return work


def said(ack: Path) -> int:
    """The number of the last step that was acknowledged, 0 for none."""
    lines = acknowledged(ack)
    return int(lines[-1].split()[2]) if lines else 0


@campaign(
    "J2",
    "kill -9 of a process that writes its journal",
    "{count} kills: 0 acknowledged edits lost",
    1000,
    10,
    fast=True,
)
def torn(ground: Ground) -> Found:
    ack = ground.folder / "ack"
    lost = steps = unoffered = 0
    for _time in range(ground.count):
        ack.unlink(missing_ok=True)
        child = Child(typist(ack))
        time.sleep(ground.chance.uniform(0, 0.05))
        child.kill()
        last = said(ack)
        steps += last
        found = left_behind()
        if not found:
            unoffered += last > 0
            _forget()
            continue
        title = recover(found[0].id).project.maps[0].title
        lost += not title.startswith("title ") or int(title.split()[1]) < last
        _forget()
    text = f"{ground.count:,} kills among {steps:,} steps: {lost} lost, {unoffered} not offered"
    return Found(text, not lost and not unoffered)


def _forget() -> None:
    for path in places.journal_folder().glob("*.*"):
        path.unlink()


def left(path: Path | None, *titles: str, number: int = 0) -> tuple[str, Project]:
    """A journal that an ended program left, and what it should give."""
    project = load(path).project if path is not None else repair_visit()
    known = fingerprint(path) if path is not None else None
    made = Journaling()
    made.begin(project, path=path, file=known.digest if known else "", exact=path is not None)
    for title in titles:
        project = titled(project, title)
        made.record(project, f"{title} {number}")
    made.flush()
    id = made.id
    made.end(keep=True)
    made.close()
    return id, project


@campaign(
    "J4",
    "the file was changed after the crash",
    "{count} times: never applied without a word",
    100,
    5,
    fast=True,
)
def other_base(ground: Ground) -> Found:
    path, wrong = ground.folder / "map.cjm", 0
    for number in range(ground.count):
        save(repair_visit(), path)
        id, project = left(path, f"mine {number}")
        wrong += not left_behind()[0].same_file
        changed = path.read_bytes().replace(b"Compares", b"compares", 1 + number % 2)
        path.write_bytes(changed)
        [one] = left_behind()
        found = recover(id)
        wrong += one.same_file or found.project != project or path.read_bytes() != changed
        _forget()
    return Found(f"{ground.count} files changed: {wrong} taken for the old one", not wrong)


@campaign(
    "J5",
    "recovering leaves the user's file alone; what is discarded",
    f"same bytes; kept {KEPT_DAYS} days",
    fast=True,
)
def copies(ground: Ground) -> Found:
    path = ground.folder / "map.cjm"
    save(repair_visit(), path)
    before, status = path.read_bytes(), path.stat()
    id, project = left(path, "One", "Two")
    home = Path(os.environ["CJMDESK_HOME"])
    back = run(["recover", "--apply", id, "-o", ground.folder / "back.cjm"], home)
    same = path.read_bytes() == before and path.stat().st_mtime_ns == status.st_mtime_ns
    same &= load(ground.folder / "back.cjm").project == project and back.clean and not back.code
    discard(id)
    kept = []
    for days in (KEPT_DAYS - 1, KEPT_DAYS + 1):
        then = time.time() - days * 86_400
        files = list(places.discarded_folder().glob(f"{id}.*"))
        for file in files:
            os.utime(file, (then, then))
        clean()
        kept.append(bool(files) and all(file.exists() for file in files))
    text = f"file {'untouched' if same else 'TOUCHED'}; "
    text += f"kept after {KEPT_DAYS - 1} days, gone after {KEPT_DAYS + 1}"
    return Found(text if kept == [True, False] else f"{text}: NO, {kept}", same and kept == [True, False])


@campaign("J6", "bits turned in journals, ends cut off", "{count} starts: none stopped", 500, 20, fast=True)
def damaged(ground: Ground) -> Found:
    project = repair_visit()
    states = [project, *(titled(project, title) for title in ("One", "Two", "Three"))]
    home = Path(os.environ["CJMDESK_HOME"])
    broke = invented = started = 0
    for number in range(ground.count):
        id, _project = left(None, "One", "Two", "Three")
        file = (journal.journal_file(id), journal.base_file(id))[number % 3 == 2]
        file.write_bytes(spoilt(file.read_bytes(), ground.chance))
        try:
            for one in left_behind():
                invented += recover(one.id).project not in states
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            broke += not isinstance(error, StorageError)
        if number % 50 == 0:
            id, _project = left(None, "One")
            file = journal.journal_file(id)
            file.write_bytes(spoilt(file.read_bytes(), ground.chance))
            started += 1
            listed = run(["recover", "--list"], home)
            shown = run([], home, environment=_pictured(home, ground.folder / "shown.png"))
            broke += bool(listed.code or not listed.clean or shown.code or not shown.clean)
        _forget()
    text = f"{ground.count} damaged journals and {started} starts of the window with one: {broke} stopped, "
    return Found(f"{text}{invented} states that never were", not broke and not invented)


def _pictured(home: Path, picture: Path) -> dict[str, str]:
    """The window shows itself and ends."""
    from faults.tools import surroundings

    return surroundings(home, CJMDESK_PICTURE=str(picture))


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """`data` with bits turned, or cut off."""
    changed = bytearray(data)
    if chance.random() < 0.3:
        del changed[chance.randrange(len(changed)) :]
    for _time in range(chance.randint(1, 4)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


@campaign(
    "J7",
    "crash after crash: two maps without a file, brought back again and again, killed meanwhile",
    "{count} chains of 6 kills: all recoverable",
    60,
    3,
    fast=True,
)
def chains(ground: Ground) -> Found:
    ack, lost, steps = ground.folder / "ack", 0, 0
    for _chain in range(ground.count):
        reached = {"A": 0, "B": 0}
        for _crash in range(6):
            ack.unlink(missing_ok=True)
            child = Child(_two_windows(ack))
            time.sleep(ground.chance.uniform(0, 0.2))
            child.kill()
            for line in acknowledged(ack):
                if line.startswith("at "):
                    _at, name, number = line.split()
                    reached[name] = max(reached[name], int(number))
            states = [recover(one.id).project.maps[0].title for one in left_behind()]
            for name, number in reached.items():
                best = max((int(s.split()[1]) for s in states if s.startswith(f"{name} ")), default=0)
                lost += best < number
                reached[name] = max(number, best)
        steps += sum(reached.values())
        _forget()
    return Found(f"{ground.count} chains of 6 kills, {steps:,} steps: {lost} lost", not lost)


def _two_windows(ack: Path) -> Callable[[Callable[[], None]], None]:
    """Bring back what was left of A and B (else begin them), as the window does, and go on."""

    def work(begun: Callable[[], None]) -> None:
        begun()
        states: dict[str, tuple[Journaling, Project, int]] = {}
        for one in left_behind():
            project = recover(one.id).project
            name, _blank, number = project.maps[0].title.partition(" ")
            if name in states and states[name][2] >= int(number):
                discard(one.id)  # brought back before, and the program ended before it was put away
                continue
            made = Journaling()
            made.begin(project, unsaved=True)
            if made.flush():
                discard(one.id)
            states[name] = (made, project, int(number))
        for name in ("A", "B"):
            if name not in states:
                made, project = Journaling(), titled(repair_visit(), f"{name} 0")
                made.begin(project, unsaved=True)
                made.flush()
                states[name] = (made, project, 0)
        while True:
            for name, (made, old, number) in states.items():
                project = titled(old, f"{name} {number + 1}")
                made.record(project, f"step {number}")
                states[name] = (made, project, number + 1)
                if made.flush():
                    with ack.open("a") as out:
                        out.write(f"at {name} {number + 1}\n")

    return work


@campaign("J3", "what a step costs: append and flush", "told", 200, 20)
def cost(ground: Ground) -> Found:
    project, made = repair_visit(8), Journaling()
    made.begin(project)
    times = []
    for number in range(ground.count):
        project = titled(project, f"title {number}")
        made.record(project, f"step {number}")
        began = time.perf_counter()
        made.flush()
        times.append(time.perf_counter() - began)
    size = journal.journal_file(made.id).stat().st_size
    made.end()
    made.close()
    times = sorted(times[1:])
    middle, late = times[len(times) // 2] * 1000, times[int(len(times) * 0.99)] * 1000
    text = f"median {middle:.1f} ms, 99 of 100 within {late:.1f} ms, "
    return Found(
        f"{text}{size // ground.count} bytes a step; project of {len(dumps(project)) // 1024} KB", True
    )


@campaign("J9", "recovery data of every release", "opens, and gives what it gave then", fast=True)
def of_releases(_ground: Ground) -> Found:
    releases = sorted((TESTS / "files" / "releases").iterdir())
    steps = wrong = 0
    for release in releases:
        places.journal_folder().mkdir(parents=True, exist_ok=True)
        for path in (*release.glob("*.journal"), *release.glob("*.base")):
            shutil.copyfile(path, places.journal_folder() / path.name)
        [left] = left_behind()
        back = recover(left.id)
        steps += left.steps
        wrong += bool(back.lost) or back.project != load(release / "recovered.cjm").project
        _forget()
    names = ", ".join(release.name for release in releases)
    return Found(f"{names}: {steps} steps, {wrong} wrong", not wrong and bool(releases))
