"""Every call a save makes to the system, failed or made its last one."""

import json
import re
import resource
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cjmdesk.storage.project_file import Header, dumps, loads
from faults.campaign import Found, Ground, campaign, need
from faults.tools import Done, acknowledged, leftovers, numbered, run, surroundings

CALLS = (
    "open openat creat read write pread64 pwrite64 readv writev fsync fdatasync sync_file_range rename "
    "renameat renameat2 link linkat unlink unlinkat fchmod fchmodat chmod fchown chown setxattr fsetxattr "
    "listxattr flistxattr getxattr fgetxattr close stat lstat fstat newfstatat statx access faccessat "
    "faccessat2 readlink readlinkat lseek ftruncate flock fcntl getdents64 mkdir ioctl"
)
_LINE = re.compile(r"^(?:\d+ +)?(\w+)\(")


@dataclass(frozen=True, slots=True)
class Point:
    """The number-th time that the process makes this call."""

    call: str
    number: int


@dataclass(slots=True)
class Tally:
    """What became of the runs."""

    runs: int = 0
    missed: int = 0
    lost: int = 0
    false: int = 0
    left: int = 0
    rough: int = 0

    def judge(self, save: "Save", done: Done, killed: bool, sync: bool) -> None:
        """The process has ended: is that right? sync: a flush to the disk failed."""
        self.runs += 1
        now = save.path.read_bytes() if save.path.exists() else b""
        self.lost += now not in (save.old, save.new)
        said = bool(acknowledged(save.ack)) or done.code == 0
        self.false += said and (now != save.new or sync)
        if not killed:
            self.left += bool(leftovers(save.folder))
            self.rough += not done.clean

    @property
    def ok(self) -> bool:
        """Nothing to complain of."""
        return not (self.lost or self.false or self.left or self.rough)


class Save:
    """A file that `convert` writes anew in its place, so that its bytes change. old, new: the bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "saved"
        self.path, self.ack, self.log = self.folder / "map.cjm", folder / "ack", folder / "log"
        self.home = folder / "home"
        project = numbered(1)
        self.new = dumps(project, Header())
        self.old = json.dumps(json.loads(self.new), ensure_ascii=False).encode()
        assert dumps(loads(self.old).project) == self.new
        self.environment = surroundings(self.home, CJMDESK_ACK=str(self.ack), PYTHONHASHSEED="0")

    def run(self, *strace: str, setup: Callable[[], object] | None = None) -> Done:
        """Save once more from the old file."""
        self.folder.mkdir(exist_ok=True)
        for path in (self.ack, *leftovers(self.folder)):
            path.unlink(missing_ok=True)
        self.path.write_bytes(self.old)
        before = []
        if strace:
            # The quick way of tracing delivers no signals.
            quick = [] if any("signal=" in word for word in strace) else ["--seccomp-bpf"]
            before = ["strace", "-f", *quick, "-y", "-qq", "-s", "0", "-o", str(self.log), *strace]
        words = ["convert", self.path, "-o", self.path]
        return run(words, self.home, before=before, environment=self.environment, setup=setup)

    def points(self) -> list[Point]:
        """Every call of a save that concerns the file's folder."""
        self.run("-e", f"trace={','.join('?' + call for call in CALLS.split())}")
        count: Counter[str] = Counter()
        found = []
        for line in self.log.read_text("utf-8", "replace").splitlines():
            named = _LINE.match(line)
            if named is None:
                continue
            count[named[1]] += 1
            if str(self.folder) in line:
                found.append(Point(named[1], count[named[1]]))
        return found

    def was_hit(self, done: Done, killed: bool) -> bool:
        """Whether the fault of the last run fell on a call that concerns the folder."""
        lines = self.log.read_text("utf-8", "replace").splitlines()
        if killed:
            calls = [line for line in lines if _LINE.match(line)]
            return done.code == -signal.SIGKILL and bool(calls) and str(self.folder) in calls[-1]
        return any("(INJECTED)" in line and str(self.folder) in line for line in lines)


@campaign(
    "S2",
    "every call of a save to the system x killed, disk full, fault of the disk; short writes",
    "0 lost, 0 “saved” when it is not, nothing left behind",
    4,
)
def every_point(ground: Ground) -> Found:
    need("strace")
    save = Save(ground.folder)
    points = save.points()
    assert sum(point.call == "fsync" for point in points) >= 2, points
    if ground.count < 4:  # a quick run tries some of each sort
        points = ground.chance.sample(points, max(4, len(points) * ground.count // 8))
    tally = Tally()
    for point in points:
        for fault in ("signal=KILL", "error=ENOSPC", "error=EIO"):
            killed = fault == "signal=KILL"
            options = ("-e", f"trace={point.call}", "-e", f"inject={point.call}:{fault}:when={point.number}")
            done = save.run(*options)
            tally.missed += not save.was_hit(done, killed)
            tally.judge(save, done, killed, point.call == "fsync" and not killed)
    shorts = 16 if ground.count >= 4 else 3
    for part in range(shorts):
        limit = len(save.new) * part // shorts

        def setup(limit: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        tally.judge(save, save.run(setup=setup), False, False)
    text = f"{len(points)} calls x 3 and {shorts} short writes, {tally.runs} runs: {tally.lost} lost, "
    text += f"{tally.false} false, {tally.left} left temporary files, {tally.rough} ended roughly"
    if tally.missed:
        text += f" ({tally.missed} faults fell beside the save)"
    return Found(text, tally.ok and tally.missed <= tally.runs // 20)
