"""CUPS, the print service of Linux: it is handed whole documents, and heard to the end.

Qt would do so too, but in the window's thread, for as long as the service thinks; it says nothing of a
refusal, and also sends what was painted before somebody cancelled.
"""

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from cjmdesk.i18n import _

_ALL = -1
_WAITS = (3, 4)
"""States of a job that has not begun: pending, held (RFC 8011, 5.3.7)."""


_LONGEST_NAME = 255
"""Bytes."""

_AskPassword = ctypes.CFUNCTYPE(
    ctypes.c_void_p,
    ctypes.c_char_p,
    ctypes.c_void_p,
    ctypes.c_char_p,
    ctypes.c_char_p,
    ctypes.c_void_p,
)
"""`cups_password_cb2_t` of cups.h: prompt, connection, method, resource, our own; the password, or NULL."""


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


class Answer(Struct, frozen=True):
    """What CUPS made of a document. refused: why it was not taken, as CUPS says it; empty if it was.
    locked: whether that is because a password is wanted, or another one."""

    refused: str = ""
    locked: bool = False


def hand_over(
    printer: str,
    file: Path,
    title: str,
    options: Sequence[tuple[str, str]],
    user: str = "",
    password: str = "",
) -> Answer:
    """Give CUPS the file to print.

    printer: its name, with a slash and that of an instance where it has one. title: of the job.
    options: of the job, as CUPS names them. user, password: for a printer that asks for them; empty for
    those of the system, and none. Waits for the service's answer as long as that takes.
    """
    try:
        cups = ctypes.CDLL("libcups.so.2")
    except OSError:
        return Answer(_("this computer has no CUPS"))
    # Asked without this, the library would ask on the terminal.
    key = ctypes.create_string_buffer(_bytes(password))
    asked: list[bytes] = []

    def answer(prompt: bytes, *_where: object) -> int | None:
        asked.append(prompt)
        return ctypes.addressof(key) if password and len(asked) == 1 else None

    callback = _AskPassword(answer)
    cups.cupsSetPasswordCB2(callback, None)
    if user:
        cups.cupsSetUser(_bytes(user))
    name = _bytes(printer.partition("/")[0])
    settings = (_Option * len(options))(*(_Option(_bytes(key), _bytes(value)) for key, value in options))
    job = cups.cupsPrintFile(name, os.fsencode(file), _name(title), len(options), settings)
    if job:
        return Answer(_("the print service did not get them") if _is_empty(cups, name, job) else "")
    cups.cupsLastErrorString.restype = ctypes.c_char_p
    said = cups.cupsLastErrorString() or b""
    reason = str(said.decode("utf-8", "replace")).strip()
    return Answer(reason or _("the print service gave no reason"), bool(asked))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _name(title: str) -> bytes:
    """A title as the name of a job, no longer than names may be (RFC 8011, 5.1.3)."""
    return _bytes(_bytes(title)[:_LONGEST_NAME].decode("utf-8", "ignore"))


def _is_empty(cups: ctypes.CDLL, printer: bytes, number: int) -> bool:
    """Whether the job waits without a document. A service that hangs up once all pages are on their way,
    and before it has said that it has them, leaves no error behind."""
    jobs = ctypes.POINTER(_Job)()
    count = cups.cupsGetJobs(ctypes.byref(jobs), printer, 1, _ALL)
    empty = any(one.id == number and one.size == 0 and one.state in _WAITS for one in jobs[: max(count, 0)])
    if count > 0:
        cups.cupsFreeJobs(count, jobs)
    return empty
