"""What CUPS, the print service of Linux, made of the last job. Qt does not look at that."""

import ctypes
import sys

from cjmdesk.i18n import _

_REFUSES = 0x0400
"""From here on its states are errors."""

_ALL = -1
_WAITS = (3, 4)
"""States of a job that has not begun: pending, held (RFC 8011, 5.3.7)."""


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


def refusal(printer: str, title: str) -> str:
    """Why CUPS did not take the last job of this process, as it says it; empty if it did, and where there
    is no CUPS. printer, title: where it was sent, and the job's name."""
    if sys.platform != "linux":
        return ""
    try:
        cups = ctypes.CDLL("libcups.so.2")
    except OSError:
        return ""
    if cups.cupsLastError() >= _REFUSES:
        cups.cupsLastErrorString.restype = ctypes.c_char_p
        said = cups.cupsLastErrorString() or b""
        return str(said.decode("utf-8", "replace")).strip() or _("the print service gave no reason")
    if _is_empty(cups, printer, title):
        return _("the print service did not get them")
    return ""


def _is_empty(cups: ctypes.CDLL, printer: str, title: str) -> bool:
    """Whether the newest job of that name waits without a document. A service that hangs up once all
    pages are on their way, and before it has said that it has them, leaves no error behind."""
    jobs = ctypes.POINTER(_Job)()
    count = cups.cupsGetJobs(ctypes.byref(jobs), printer.encode(), 1, _ALL)
    ours = [one for one in jobs[: max(count, 0)] if one.title == title.encode()]
    newest = max(ours, key=lambda one: one.id, default=None)
    empty = newest is not None and newest.size == 0 and newest.state in _WAITS
    if count > 0:
        cups.cupsFreeJobs(count, jobs)
    return empty
