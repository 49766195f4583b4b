"""Small things of the program's own go onto the disk behind its back: no window waits for a slow one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread

from cjmdesk.storage.garbage import no_garbage

PATIENCE = 0.1
"""Seconds that a window waits for a disk at most; nearly all answer in less, and then nothing is seen
of all this."""

LAST = 0.5
"""Seconds that the program waits for the last of it at its end."""


class Behind:
    """Does jobs one after another, in the order in which they came, in a thread of its own."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[tuple[Callable[[], object], Event]] = SimpleQueue()
        self._thread: Thread | None = None
        self._last = Event()
        self._last.set()

    def do(self, job: Callable[[], object]) -> bool:
        """Do `job` when those before it are done; whether that was within PATIENCE.

        It must touch no widget. What goes wrong in it is logged.
        """
        if self._thread is None:
            self._thread = Thread(target=self._run, daemon=True, name="behind")
            self._thread.start()
        self._last = Event()
        self._jobs.put((job, self._last))
        # Not in that thread: garbage of the window may hold widgets.
        with no_garbage():
            return self._last.wait(PATIENCE)

    def finish(self, seconds: float = LAST) -> bool:
        """Wait until all is done, so long at most; whether it is."""
        return self._last.wait(seconds)

    def _run(self) -> None:
        while True:
            job, done = self._jobs.get()
            try:
                job()
            except Exception:  # the memory is lost, the work goes on
                logging.getLogger("cjmdesk").exception("not remembered")
            finally:
                done.set()
