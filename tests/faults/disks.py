"""Disks that lose power, are full, may only be read."""

import fcntl
import os
import signal
import struct
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from cjmdesk.edits.fields import set_field
from cjmdesk.storage import places
from cjmdesk.storage.errors import StorageError
from cjmdesk.storage.journaling import Journaling
from cjmdesk.storage.project_file import dumps, load, save
from cjmdesk.storage.recovery import recover
from faults.campaign import Found, Ground, Skipped, campaign, need, need_root
from faults.tools import leftovers, mounted, numbered, run, surroundings, system
from samples import repair_visit

SHUT_DOWN = (2 << 30) | (4 << 16) | (ord("X") << 8) | 125
"""ext4's ioctl that ends a file system at once; with 2 nothing that is still in memory is written."""


@campaign(
    "S3",
    "power cuts on ext4, shut down without writing what is in memory",
    "{count} cuts: 0 acknowledged saves lost",
    60,
    2,
)
def power_cuts(ground: Ground) -> Found:
    need_root()
    need("mkfs.ext4", "mount", "losetup")
    image, place = ground.folder / "disk.img", ground.folder / "disk"
    with image.open("wb") as stream:
        stream.truncate(24 << 20)
    system("mkfs.ext4", "-q", "-F", image)
    unreadable = lost = saves = 0
    for _time in range(ground.count):
        with mounted(place, "-o", "loop", image):
            path = place / "map.cjm"
            save(numbered(0), path)
            subprocess.run(["sync", "-f", str(place)], check=True)
            said = _cut(ground, path)
        saves += said
        with mounted(place, "-o", "loop", image):
            try:
                lost += int(load(path).project.title) < said
            except StorageError:
                unreadable += 1
            for left in leftovers(place):
                left.unlink()
    text = f"{ground.count} cuts among {saves} saves: {unreadable} unreadable, {lost} lost"
    return Found(text, not unreadable and not lost)


def _cut(ground: Ground, path: Path) -> int:
    """Save higher and higher numbers until the power goes; the last that was acknowledged."""
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        number = 0
        with suppress(BaseException):
            while True:
                number += 1
                save(numbered(number), path)
                os.write(told, b"%d\n" % number)
        os._exit(0)
    os.close(told)
    time.sleep(ground.chance.uniform(0.01, 0.25))
    os.kill(child, signal.SIGSTOP)
    time.sleep(0.02)
    disk = os.open(path.parent, os.O_RDONLY)
    fcntl.ioctl(disk, SHUT_DOWN, struct.pack("I", 2))
    os.close(disk)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(heard, "rb") as stream:
        numbers = stream.read().split()
    return int(numbers[-1]) if numbers else 0


@campaign(
    "S5",
    "disk full, in steps of 8 KB, and out of inodes, while the project grows to twice its size",
    "0 destroyed, told, nothing left, Save As works",
    100,
)
def full(ground: Ground) -> Found:
    need_root()
    old, new = numbered(0, 4), numbered(1, 8)
    size = len(dumps(old))
    steps = range(0, 2 * len(dumps(new)), 8192 * max(1, 100 // ground.count))
    destroyed = silent = left = refused = elsewhere = 0
    disk = ground.folder / "disk"
    cases = [f"size={(size // 4096 + 3) * 4096 + free}" for free in steps]
    cases += [f"size=4m,nr_inodes={number}" for number in (2, 3, 4)]
    for options in cases:
        with mounted(disk, "-t", "tmpfs", "-o", options, "none"):
            path = disk / "map.cjm"
            try:
                save(old, path)
            except StorageError:
                continue  # too small for the old one itself
            data, known = path.read_bytes(), load(path).fingerprint
            try:
                save(new, path, expected=known)
                silent += path.read_bytes() != dumps(new)
            except StorageError as error:
                refused += 1
                silent += error.cause != "device" or "\n" in str(error)
                destroyed += path.read_bytes() != data
                other = save(new, ground.folder / "elsewhere.cjm").path
                elsewhere += load(other).project != new
            left += bool(leftovers(disk))
    bad = destroyed or silent or left or elsewhere
    text = f"{len(cases)} disks, {refused} refused: {destroyed} destroyed, {silent} not told, "
    return Found(f"{text}{left} temporary files left, {elsewhere} Save As failed", not bad and refused > 0)


_AS_A_USER = """
import sys
from pathlib import Path
from cjmdesk.ui.opening import FileError, FileState, open_file, write
path, other = Path(sys.argv[1]), Path(sys.argv[2])
opened = open_file(path)
print("note" if opened.file.read_only and opened.grave else "no note")
changed = opened.project.model_copy(update={"title": "mine"})
try:
    write(changed, path, opened.file)
    print("written")
except FileError as error:
    print("refused" if error.cause == "device" else f"refused as {error.cause}")
write(changed, other, FileState())
print("elsewhere")
"""


@campaign(
    "S6",
    "read-only file, folder, disk, immutable file, as a user who is not root",
    "opened with a note, Save refused, Save As works",
)
def read_only(ground: Ground) -> Found:
    become: list[str] = []
    if os.geteuid() == 0:
        need("setpriv")
        become = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    done, wrong = [], []
    with ExitStack() as stack:
        for kind in ("file", "folder", "disk", "immutable"):
            try:
                path = _made_read_only(ground, kind, stack)
            except Skipped:
                continue
            home, out = ground.fresh("home"), ground.fresh("out")
            for folder in (home, out):
                folder.chmod(0o777)
            data = path.read_bytes()
            environment = surroundings(home)
            words = [*become, sys.executable, "-c", _AS_A_USER, str(path), str(out / "copy.cjm")]
            window = subprocess.run(
                words, capture_output=True, text=True, check=False, env=environment, timeout=60
            )
            line = run(["convert", path, "-o", path], home, before=become)
            right = (
                window.stdout.split() == ["note", "refused", "elsewhere"] and line.code == 3 and line.clean
            )
            done.append(kind)
            if not right or path.read_bytes() != data:
                wrong.append(f"{kind}: {window.stdout.split()} {window.stderr[-200:]} {line.code} {line.err}")
    return Found(
        f"{', '.join(done)}: {len(wrong)} wrong {' '.join(wrong)}".strip(), not wrong and len(done) > 1
    )


def _made_read_only(ground: Ground, kind: str, stack: ExitStack) -> Path:
    """A project that must not be written. Raises Skipped."""
    folder = ground.fresh(kind)
    if kind == "disk":
        need_root()
        stack.enter_context(mounted(folder, "-t", "tmpfs", "none"))
    if kind == "immutable":
        need_root()
        need("chattr", "mkfs.ext4")
        image = ground.folder / "immutable.img"
        with image.open("wb") as stream:
            stream.truncate(8 << 20)
        system("mkfs.ext4", "-q", "-F", image)
        stack.enter_context(mounted(folder, "-o", "loop", image))
    folder.chmod(0o777)
    path = folder / "map.cjm"
    save(repair_visit(), path)
    path.chmod(0o666)
    if os.geteuid() == 0:
        os.chown(path, 65534, 65534)
    if kind == "file":
        path.chmod(0o444)
    elif kind == "folder":
        folder.chmod(0o555)
        stack.callback(folder.chmod, 0o755)
    elif kind == "disk":
        system("mount", "-o", "remount,ro", folder)
    else:
        system("chattr", "+i", path)
        stack.callback(system, "chattr", "-i", path)
    return path


@campaign(
    "J8",
    "the disk of the journals is full",
    "told, editing and saving go on; all is written when there is room",
)
def full_journal(ground: Ground) -> Found:
    need_root()
    home = Path(os.environ["CJMDESK_HOME"])
    home.mkdir(exist_ok=True)
    with mounted(home, "-t", "tmpfs", "-o", "size=192k", "none"):
        told: list[str] = []
        made = Journaling(told.append)
        project = repair_visit()
        made.begin(project)
        filler = home / "filler"
        steps = refused = 0
        for number in range(60):
            project = set_field(project, project.maps[0].id, "title", f"{number} " * 60)
            made.record(project, f"step {number}")
            steps += 1
            if number == 10:
                with suppress(OSError), filler.open("wb") as stream:
                    while True:
                        stream.write(bytes(4096))
            refused += not made.flush()
        kept = recover(made.id).project
        saved = save(project, ground.folder / "map.cjm").path
        filler.unlink()
        whole = made.flush()
        back = recover(made.id)
        mode = places.journal_folder().stat().st_mode & 0o077
        made.end()
        made.close()
    right = refused > 0 and told[:1] == ["the disk is full"] and told[-1] == "" and whole and not mode
    right &= back.project == project and not back.lost and load(saved).project == project and kept != project
    text = f"{refused} of {steps} flushes refused and told, saving worked, "
    return Found(f"{text}{'all' if back.project == project else 'NOT all'} steps written afterwards", right)
