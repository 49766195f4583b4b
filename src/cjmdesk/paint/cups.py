"""CUPS, the print service of Linux: it is handed whole documents, and heard to the end.

Qt would do so too, but in the window's thread, for as long as the service thinks; it says nothing of a
refusal, and also sends what was painted before somebody cancelled.
"""

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path

from cjmdesk.i18n import _

_ALL = -1
_WAITS = (3, 4)
"""States of a job that has not begun: pending, held (RFC 8011, 5.3.7)."""


class _Option(ctypes.Structure):
    """`cups_option_t` of cups.h."""

    _fields_ = (("name", ctypes.c_char_p), ("value", ctypes.c_char_p))


class _Job(ctypes.Structure):
    """`cups_job_t` of cups.h. size: of its documents, KB, rounded up."""

    _fields_ = (
        ("id", ctypes.c_int),
        ("dest", ctypes.c_char_p),
        ("title", ctypes.c_char_p),
        ("user", ctypes.c_char_p),
        ("format", ctypes.c_char_p),
        ("state", ctypes.c_int),
        ("size", ctypes.c_int),
        ("priority", ctypes.c_int),
        ("completed_time", ctypes.c_long),
        ("creation_time", ctypes.c_long),
        ("processing_time", ctypes.c_long),
    )


def hand_over(printer: str, file: Path, title: str, options: Sequence[tuple[str, str]]) -> str:
    """Give CUPS the file to print; why it was not taken, as the service says it, empty if it was.

    printer: its name, with a slash and that of an instance where it has one. title: of the job.
    options: of the job, as CUPS names them. Waits for the service's answer as long as that takes.
    """
    try:
        cups = ctypes.CDLL("libcups.so.2")
    except OSError:
        return _("this computer has no CUPS")
    name = printer.partition("/")[0].encode()
    settings = (_Option * len(options))(*(_Option(key.encode(), value.encode()) for key, value in options))
    job = cups.cupsPrintFile(name, os.fsencode(file), title.encode(), len(options), settings)
    if not job:
        cups.cupsLastErrorString.restype = ctypes.c_char_p
        said = cups.cupsLastErrorString() or b""
        return str(said.decode("utf-8", "replace")).strip() or _("the print service gave no reason")
    return _("the print service did not get them") if _is_empty(cups, name, job) else ""


def _is_empty(cups: ctypes.CDLL, printer: bytes, number: int) -> bool:
    """Whether the job waits without a document. A service that hangs up once all pages are on their way,
    and before it has said that it has them, leaves no error behind."""
    jobs = ctypes.POINTER(_Job)()
    count = cups.cupsGetJobs(ctypes.byref(jobs), printer, 1, _ALL)
    empty = any(one.id == number and one.size == 0 and one.state in _WAITS for one in jobs[: max(count, 0)])
    if count > 0:
        cups.cupsFreeJobs(count, jobs)
    return empty
