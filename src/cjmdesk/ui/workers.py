"""Threads that use Qt, and their common end."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from time import monotonic


class Worker(threading.Thread):
    """A thread in which Qt is used, be it only to emit a signal: all such threads are of this class.

    unwanted: nobody waits any more for what it does.
    """

    unwanted = False

    def __init__(self, name: str, job: Callable[[], object] | None = None) -> None:
        super().__init__(target=job, daemon=True, name=name)


def end_workers(seconds: float) -> bool:
    """Tell all workers that they are unwanted, and wait so long for them; whether they have ended."""
    workers = [thread for thread in threading.enumerate() if isinstance(thread, Worker)]
    for worker in workers:
        worker.unwanted = True
    ends = monotonic() + seconds
    for worker in workers:
        worker.join(max(ends - monotonic(), 0.0))
    return not any(worker.is_alive() for worker in workers)


def end_program(code: int, seconds: float) -> int:
    """`code` for the caller to exit with, when no worker is left; else the program ends here and now.

    Python stops its threads where they are when it ends, and takes its modules apart. A thread that is
    amidst Qt just then takes the program down with an error.
    """
    if not end_workers(seconds):
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # an installed window program on Windows has none
                stream.flush()
        os._exit(code)
    return code
