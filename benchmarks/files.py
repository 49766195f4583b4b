"""Loading and saving, against R4: `json.loads` of the same bytes."""

import gc
import json
from collections.abc import Iterator

from benchmarks.maps import EXTREME, LARGE, synthetic
from benchmarks.measure import Row, best
from cjmdesk.storage.project_file import dumps, loads


def rows() -> Iterator[Row]:
    """Load through all checks; the collector rests, as it does while the program reads a file."""
    gc.disable()
    for name, cards in (("large", LARGE), ("extreme", EXTREME)):
        project = synthetic(cards)
        data = dumps(project)
        reference = best(lambda data=data: json.loads(data))
        loaded = best(lambda data=data: loads(data))
        remark = f"{1000 * loaded:.0f} ms, {len(data) / 1e6:.1f} MB"
        yield Row(f"load a file through all checks / R4, {name}", loaded / reference, 6, remark=remark)
