"""Damaged and hostile files opened in the window, over a project that is being worked on."""

import os
import time
from pathlib import Path

from cjmdesk.storage.project_file import save
from faults.campaign import Found, Ground, campaign
from faults.driven import Driven
from faults.hostile import CASES
from faults.strangers import FOREIGN
from samples import repair_visit

LONGEST = 2.0
"""Seconds of processor time for a file."""

MOST = 500.0
"""MB that the window may come to hold."""


def _used(pid: int) -> float:
    """Seconds of processor time of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak(pid: int) -> float:
    text = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmHWM")) / 1024


@campaign(
    "H",
    "each sort of damaged or hostile file, ours and foreign, opened in the window",
    "a notice, the project before stays open, within 2 s (foreign 5 s) of processor time and 500 MB",
)
def in_the_window(ground: Ground) -> Found:
    own, folder = ground.folder / "own.cjm", ground.fresh("hostile")
    save(repair_visit(), own)
    wrong, longest, slowest, peaks = [], 0.0, "", 0.0
    window = _opened(own)
    files = [
        (name, f"{number}.cjm", make) for number, (name, (code, make)) in enumerate(CASES.items()) if code
    ]
    files += [(name, name, make) for name, make in FOREIGN.items()]
    for number, (name, called, make) in enumerate(files):
        path = folder / called
        path.write_bytes(make())
        before = _used(window.pid)
        try:
            window.ask("open", str(path))
            state = window.state()
        except RuntimeError as error:
            wrong.append(f"{name}: {error}")
            window = _opened(own)
            continue
        took, peak = _used(window.pid) - before, _peak(window.pid)
        peaks = max(peaks, peak)
        if took > longest:
            longest, slowest = took, name
        limit = LONGEST if called.endswith(".cjm") else 5.0
        if (
            state["path"] != str(own)
            or took > limit
            or peak > MOST
            or not (state["notice"] or state["windows"] != "1")
        ):
            wrong.append(f"{name}: {took:.1f} s, {peak:.0f} MB, {state}")
        path.unlink()
        if state["windows"] != "1" or number % 12 == 11:  # it was a map after all: begin anew
            window.close()
            window = _opened(own)
    window.close()
    text = f"{len(files)} files: {len(wrong)} wrong {'; '.join(wrong)[:400]}".strip()
    return Found(f"{text}; the slowest took {longest:.1f} s ({slowest}), at most {peaks:.0f} MB", not wrong)


def _opened(own: Path) -> Driven:
    window = Driven(Path(os.environ["CJMDESK_HOME"]), own, own.with_name("elsewhere.cjm"))
    time.sleep(0.2)
    return window
