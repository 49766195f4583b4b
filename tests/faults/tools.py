"""Processes of the program, and how to end them at any moment."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cjmdesk.model.project import Project
from faults.campaign import ROOT, TESTS, Skipped
from samples import repair_visit

_MEASURED = """
import gc, os, sys
gc.disable()
from cjmdesk.__main__ import main
code = main(sys.argv[1:])
with open(os.environ["FAULTS_RSS"], "w") as out:
    out.write(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
sys.stdout.flush(); sys.stderr.flush()
os._exit(code)
"""


@dataclass(frozen=True, slots=True)
class Done:
    """How a process ended. code: negative for a signal. cpu: seconds of processor time, which a busy
    machine does not change. peak: MB of memory, 0 if not asked for."""

    code: int
    out: str
    err: str
    seconds: float
    cpu: float
    peak: float = 0.0

    @property
    def clean(self) -> bool:
        """Whether it ended by itself and without a traceback."""
        return self.code in (0, 1, 2, 3, 130) and "Traceback" not in self.out + self.err


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """The environment of a process whose folders lie in `home`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "CJMDESK_"))}
    fixed = {"CJMDESK_HOME": str(home), "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    return {**kept, **fixed, "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "src", TESTS))), **more}


def run(
    words: Sequence[str | bytes | Path],
    home: Path,
    *,
    before: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    measure: bool = False,
    setup: Callable[[], object] | None = None,
    patience: float = 120.0,
) -> Done:
    """Run `cjmdesk WORDS`. before: a program that starts it. measure: its memory too."""
    program = [sys.executable, "-m", "cjmdesk"]
    more: dict[str, str] = {}
    if measure:
        program = [sys.executable, "-c", _MEASURED]
        more = {"FAULTS_RSS": str(home.parent / "rss")}
    began, used = time.monotonic(), _used()
    done = subprocess.run(
        [*before, *program, *words],
        env=dict(environment) if environment is not None else surroundings(home, **more),
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=patience,
        preexec_fn=setup,
        stdin=subprocess.DEVNULL,
    )
    seconds = time.monotonic() - began
    peak = 0.0
    if measure:
        with suppress(OSError, IndexError):
            peak = int((home.parent / "rss").read_text().split()[1]) / 1024
    return Done(
        done.returncode,
        done.stdout.decode("utf-8", "replace"),
        done.stderr.decode("utf-8", "replace"),
        seconds,
        _used() - used,
        peak,
    )


def _used() -> float:
    times = os.times()
    return times.children_user + times.children_system


class Child:
    """A forked process that works until it is killed; it starts in a millisecond.

    work: what it does; it is handed a function that says that it has begun.
    """

    def __init__(self, work: Callable[[Callable[[], None]], object], patience: float = 30.0) -> None:
        ready, told = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            code = 1
            try:
                os.close(ready)
                work(lambda: os.close(told))
                code = 0
            except BaseException:  # noqa: BLE001 - whatever it was, this process ends here
                import traceback

                traceback.print_exc()
            finally:
                os._exit(code)
        os.close(told)
        with os.fdopen(ready, "rb") as stream:
            stream.read()

    def kill(self) -> None:
        """kill -9, and wait for its end."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)

    def wait(self) -> int:
        """Its exit code, when it has ended by itself."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def acknowledged(path: Path) -> list[str]:
    """The whole lines of the file that CJMDESK_ACK names."""
    try:
        return path.read_text("utf-8", "surrogateescape").split("\n")[:-1]
    except FileNotFoundError:
        return []


def numbered(number: int, copies: int = 4) -> Project:
    """The same project under another title each time. copies: how large."""
    found = _BASES.setdefault(copies, repair_visit(copies))
    return found.model_copy(update={"title": str(number)})


_BASES: dict[int, Project] = {}


def leftovers(folder: Path) -> list[Path]:
    """Temporary files that were left."""
    return sorted(folder.glob(".cjm-*"))


def system(*words: str | Path) -> None:
    """Run a program of the system that has to succeed. Raises Skipped with its reason."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Skipped(f"{words[0]}: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")


@contextmanager
def mounted(folder: Path, *options: str | Path) -> Iterator[Path]:
    """A file system in `folder` while inside. options: of mount, the device last."""
    folder.mkdir(exist_ok=True)
    system("mount", *options, folder)
    try:
        yield folder
    finally:
        for _attempt in range(50):
            if subprocess.run(["umount", str(folder)], capture_output=True, check=False).returncode == 0:
                break
            time.sleep(0.1)
        else:
            subprocess.run(["umount", "-l", str(folder)], check=False)


@contextmanager
def folders_of_our_own() -> Iterator[Path]:
    """The program's folders, of this process too, are in a fresh one."""
    with tempfile.TemporaryDirectory(prefix="cjmdesk-faults-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        before = os.environ.get("CJMDESK_HOME")
        os.environ["CJMDESK_HOME"] = str(folder / "home")
        try:
            yield folder
        finally:
            if before is None:
                del os.environ["CJMDESK_HOME"]
            else:
                os.environ["CJMDESK_HOME"] = before
