"""Asking a disk without waiting for it for ever: a drive that has gone answers late, or never."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, job: Callable[[], T]) -> T | None:
    """What `job` returns; None where it takes longer than `seconds`, and then it goes on by itself.

    Raises the OSError that the job raises in time. The job runs in a thread: it touches no widget.
    """
    done = Event()
    result: list[T] = []
    trouble: list[OSError] = []

    def work() -> None:
        try:
            result.append(job())
        except OSError as error:
            trouble.append(error)
        finally:
            done.set()

    Thread(target=work, daemon=True, name="patience").start()
    if not done.wait(seconds):
        return None
    if trouble:
        raise trouble[0]
    with suppress(IndexError):  # the job failed in another way, which its thread has told
        return result[0]
    return None
