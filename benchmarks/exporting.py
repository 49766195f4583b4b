"""`cjmdesk export`: the whole process, from a file to a PDF, and the most memory it needs."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.maps import synthetic
from benchmarks.measure import Row
from cjmdesk.storage.project_file import dumps

TIMES = 5
ASKED = {96: 0.29, 960: 1.15, 10_000: 1.74}
"""Cards → seconds that the quickest drawing and typesetting programs take for such a map."""

MOST_MEMORY = 200


def rows() -> Iterator[Row]:
    """Smaller maps first: the most memory of all children so far is what the system tells."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        for cards, limit in ASKED.items():
            source, target = room / f"{cards}.cjm", room / f"{cards}.pdf"
            source.write_bytes(dumps(synthetic(cards)))
            seconds = min(export(source, target) for _number in range(TIMES))
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6
            size = target.stat().st_size / 1000
            yield Row(f"export {cards:,} cards to PDF, whole process", seconds, limit, "s", f"{size:.0f} KB")
            yield Row("its memory", peak, MOST_MEMORY, "MB")


def export(source: Path, target: Path) -> float:
    """Seconds of one run, its modules compiled by an earlier one."""
    command = [sys.executable, "-m", "cjmdesk", "export", str(source), "-o", str(target), "--reproducible"]
    environment = {**os.environ, "CJMDESK_HOME": str(source.parent / "home")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    return time.perf_counter() - start
