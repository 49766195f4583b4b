"""Saves killed at any moment, in any folder, under any name."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from cjmdesk.formats.templates import list_templates
from cjmdesk.storage import atomic
from cjmdesk.storage import leftovers as old_files
from cjmdesk.storage.errors import StorageError
from cjmdesk.storage.project_file import dumps, load, save
from faults.campaign import Found, Ground, Skipped, campaign
from faults.tools import Child, acknowledged, leftovers, numbered, run, surroundings
from strategies import seeded_project


def digest(number: int) -> str:
    """Of the file that holds this number."""
    return sha256(dumps(numbered(number))).hexdigest()


def typical_save(path: Path) -> float:
    """Seconds that a save to this path takes now; the file holds the number 0 afterwards."""
    save(numbered(0), path)
    began = time.monotonic()
    for _time in range(5):
        save(numbered(0), path)
    return (time.monotonic() - began) / 5


def saver(path: Path, ack: Path, last: int) -> Callable[[Callable[[], None]], None]:
    """Saves higher and higher numbers."""

    def work(begun: Callable[[], None]) -> None:
        os.environ["CJMDESK_ACK"] = str(ack)
        number, known = last + 1, load(path).fingerprint
        known = save(numbered(number), path, expected=known).fingerprint
        begun()
        while True:
            number += 1
            known = save(numbered(number), path, expected=known).fingerprint

    return work


@campaign(
    "S1",
    "kill -9 during saves, one in ten of `cjmdesk convert` itself",
    "{count} kills: 0 unreadable, 0 acknowledged saves lost",
    1000,
    least=10,
    fast=True,
)
def kills(ground: Ground) -> Found:
    path, ack = ground.folder / "map.cjm", ground.folder / "ack"
    typical = typical_save(path)
    bad = lost = saves = last = 0
    spawned = max(1, ground.count // 10)
    for _time in range(ground.count - spawned):
        ack.unlink(missing_ok=True)
        child = Child(saver(path, ack, last))
        time.sleep(ground.chance.uniform(0, typical * 4))
        child.kill()
        said = [line.split()[1] for line in acknowledged(ack)]
        saves += len(said)
        try:
            last = int(load(path).project.title)
        except StorageError:
            bad += 1
            save(numbered(last), path)
            continue
        lost += said[-1] not in (digest(last), digest(last - 1))
    ack.unlink(missing_ok=True)
    began_by_word, lost_by_word = _convert_kills(ground, path, ack, spawned)
    bad += began_by_word
    lost += lost_by_word
    left = len(leftovers(ground.folder))
    text = f"{ground.count:,} kills among {saves:,} saves of {typical * 1000:.0f} ms: {bad} unreadable, "
    return Found(f"{text}{lost} lost; {left} temporary files left", not bad and not lost)


def _convert_kills(ground: Ground, path: Path, ack: Path, count: int) -> tuple[int, int]:
    """Kills of the command line's own process: unreadable files, and lost saves."""
    sources = [ground.folder / f"source{n}.cjm" for n in range(2)]
    for number, source in enumerate(sources):
        save(numbered(number), source)
    words = [sys.executable, "-m", "cjmdesk", "convert"]
    environment = surroundings(ground.folder / "home", CJMDESK_ACK=str(ack))
    began = time.monotonic()
    subprocess.run([*words, sources[0], "-o", path], env=environment, check=True)
    typical = time.monotonic() - began
    bad = lost = 0
    for turn in range(1, count + 1):
        ack.unlink(missing_ok=True)
        program = subprocess.Popen([*words, sources[turn % 2], "-o", path], env=environment)
        time.sleep(ground.chance.uniform(0.5, 1.1) * typical)
        program.send_signal(signal.SIGKILL)
        program.wait()
        try:
            now = int(load(path).project.title)
        except StorageError:
            bad += 1
            continue
        lost += bool(acknowledged(ack)) and now != turn % 2
    return bad, lost


@campaign("S4", "mode, owner, attributes and links are kept", "all of them on this file system", fast=True)
def marks(ground: Ground) -> Found:
    path = ground.folder / "map.cjm"
    save(numbered(0), path)
    path.chmod(0o640)
    checks = {"mode": lambda: stat.S_IMODE(path.stat().st_mode) == 0o640}
    if os.geteuid() == 0:
        os.chown(path, 1234, 4321)
        checks["owner and group"] = lambda: (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)
    with suppress(OSError):
        os.setxattr(path, "user.note", b"mine")
        checks["extended attributes"] = lambda: os.getxattr(path, "user.note") == b"mine"
    link, dangling, other = (ground.folder / name for name in ("link.cjm", "dangling.cjm", "other.cjm"))
    link.symlink_to("map.cjm")
    dangling.symlink_to("fresh.cjm")
    save(numbered(1), link)
    save(numbered(2), dangling)
    checks["a link"] = lambda: link.is_symlink() and load(link).project.title == "3"
    checks["a dangling link"] = lambda: (
        dangling.is_symlink() and load(ground.folder / "fresh.cjm").project.title == "2"
    )
    os.link(path, other)
    told = bool(save(numbered(3), path).notes)
    checks["the other name of a file, and it is said"] = lambda: told and load(other).project.title == "1"
    kept = [name for name, holds in checks.items() if holds()]
    missed = [name for name in checks if name not in kept]
    return Found(f"kept: {', '.join(kept)}" + (f"; NOT: {', '.join(missed)}" if missed else ""), not missed)


NAMES = (
    b"x" * 251 + b".cjm",
    "Карта клиента.cjm".encode(),
    "Źdźbło – łąka.cjm".encode(),
    "e\u0301 in two.cjm".encode(),
    "🚲.cjm".encode(),
    b"-o.cjm",
    b"a\nb.cjm",
    b"100% #1?.cjm",
    b" blanks .cjm ",
    b"\xff\xfe\x80.cjm",
    b"'\"$(x)`;&.cjm",
    b".hidden.cjm",
    b"no ending",
)


@campaign("S7", "odd names of files, as arguments", "the same name, byte for byte")
def names(ground: Ground) -> Found:
    wrong: list[str] = []
    template = list_templates("en")[0].id
    for name in NAMES:
        folder = ground.fresh("names")
        home = ground.folder / "home"
        steps = [
            run(["new", "--template", template, f"--output={os.fsdecode(name)}"], home, folder=folder),
            run(["convert", f"--output={os.fsdecode(name)}", "--", os.fsdecode(name)], home, folder=folder),
            run(["info", "--", os.fsdecode(name)], home, folder=folder),
        ]
        if any(step.code or not step.clean for step in steps) or [
            os.fsencode(one.name) for one in folder.iterdir()
        ] != [name]:
            wrong.append(f"{name!r}: {steps[-1].err.strip()[:80]}")
    return Found(f"{len(NAMES)} names: {len(wrong)} wrong {'; '.join(wrong)}".strip(), not wrong)


@campaign(
    "S8",
    "changed by others, with the same size and time",
    "{count} changes: all caught, none written over",
    200,
    5,
    fast=True,
)
def changed(ground: Ground) -> Found:
    path = ground.folder / "map.cjm"
    save(numbered(1), path)
    caught = over = 0
    for _time in range(ground.count):
        known = load(path).fingerprint
        status, data = path.stat(), bytearray(path.read_bytes())
        places = [n for n, byte in enumerate(data) if byte in b"aeiou"]
        data[ground.chance.choice(places)] = ord("y")
        path.write_bytes(data)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        try:
            save(numbered(2), path, expected=known)
        except StorageError as error:
            caught += error.cause == "changed"
        over += path.read_bytes() != data
        save(numbered(1), path)
    return Found(
        f"{ground.count} changes: {caught} caught, {over} written over", caught == ground.count and not over
    )


@campaign(
    "S10",
    "temporary files of killed saves",
    "{count} kills, then one start a day later: 0 left",
    60,
    5,
    fast=True,
)
def dead_saves(ground: Ground) -> Found:
    path = ground.folder / "map.cjm"
    typical = typical_save(path)

    def work(begun: Callable[[], None]) -> None:
        # As on file systems that know no files without a name; elsewhere hardly any are left.
        atomic._nameless = lambda *_: None  # type: ignore[assignment]
        begun()
        while True:
            save(numbered(1), path)

    kills = 0
    left: list[Path] = []
    # Most kills fall between two temporary files: there have to be some to take away.
    while kills < ground.count or (len(left) < 2 and kills < ground.count * 20):
        child = Child(work)
        time.sleep(ground.chance.uniform(0, typical * 4))
        child.kill()
        kills += 1
        left = leftovers(ground.folder)
    young = left[:1]
    day = time.time() - 2 * old_files.OLD
    for one in left[1:]:
        os.utime(one, (day, day))
    (ground.folder / ".cjm-mine").write_bytes(b"a user's own")
    if len(left) < 2:
        raise Skipped("no kill left a temporary file")
    opened = run(["convert", path, "-o", path], ground.folder / "home")
    after = leftovers(ground.folder)
    right = sorted([*young, ground.folder / ".cjm-mine"])
    text = f"{len(left)} left by {kills} kills; {len(after) - len(right)} of the old ones after a save"
    return Found(f"{text}, the young one and a user's own file stay", after == right and not opened.code)


@campaign("S11", "saving without an edit", "{count} projects: the same bytes", 30, 3, fast=True)
def same_bytes(ground: Ground) -> Found:
    other, path = 0, ground.folder / "map.cjm"
    for seed in range(ground.count):
        save(seeded_project(seed), path)
        first = path.read_bytes()
        for _time in range(2):
            loaded = load(path)
            save(loaded.project, path, header=loaded.save_header, expected=loaded.fingerprint)
        other += path.read_bytes() != first
    for _time in range(2):
        other += bool(run(["convert", path, "-o", path], ground.folder / "home").code)
        other += path.read_bytes() != first
    return Found(f"{ground.count} projects saved twice more: {other} differ", not other)
