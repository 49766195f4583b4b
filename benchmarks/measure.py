"""Timing, memory and the rows of the table."""

import gc
import os
import time
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct


class Row(Struct, frozen=True):
    """One line of the table. measured, limit: in `unit`, an empty one meaning a ratio."""

    what: str
    measured: float
    limit: float
    unit: str = ""
    remark: str = ""

    @property
    def reached(self) -> bool:
        """Whether it is as small as asked."""
        return self.measured <= self.limit

    def __str__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        mark = "yes" if self.reached else "**no**"
        cells = (self.what, f"{figure(self.measured)}{unit}", f"≤ {self.limit:.3g}{unit}", mark, self.remark)
        return f"| {' | '.join(cells)} |"


def figure(value: float) -> str:
    """Three significant figures, without an exponent."""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def best(action: Callable[[], object], times: int = 5) -> float:
    """Seconds of the quickest of several runs: what the machine's other work disturbed least."""
    taken = []
    for _number in range(times):
        gc.collect()
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return min(taken)


def milliseconds(action: Callable[[], object], times: int = 5) -> float:
    """As `best`, in milliseconds."""
    return 1000 * best(action, times)


def memory() -> float:
    """Resident memory of this process now, MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def peak_memory() -> float:
    """The most resident memory this process ever had, MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
