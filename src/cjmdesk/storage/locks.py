"""Who works on a file: a second window, program or machine is told before it opens the same one.

Two marks for each open project. One lies in the program's own folder and is held (see `locking`), so
that it is free the moment its program ends, however it ends. The other lies beside the file, for
people on other machines who open it from a shared folder; a name in it is all they can go by.
"""

import contextlib
import datetime
import getpass
import json
import os
import platform
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

from cjmdesk.storage import places
from cjmdesk.storage.locking import hold

_MOST = 4_000
_LONGEST_NAME = 255
"""Bytes."""

OLD_HOURS = 72
"""A mark of another machine that is older was left behind by a crash or a power cut there."""


class Owner(Struct, frozen=True):
    """Who has the file open. here: on this machine. since: None if the mark does not say."""

    user: str
    host: str
    here: bool
    since: datetime.datetime | None = None


class Lock:
    """Held for as long as a project is open. `release` may be called again."""

    def __init__(self, descriptor: int, held: Path | None, beside: Path | None) -> None:
        self._descriptor, self._held, self._beside = descriptor, held, beside

    def release(self) -> None:
        """Let others have the file."""
        for mark in (self._beside, self._held):
            if mark is not None:
                with contextlib.suppress(OSError):
                    mark.unlink()
        if self._descriptor >= 0:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
        self._descriptor, self._held, self._beside = -1, None, None


def take(path: Path, *, force: bool = False) -> Lock | Owner:
    """Mark the file as open here, or say who has it. force: take it over from whoever it is.

    Where marks cannot be made (a full or read-only disk), nobody is warned and nothing is stopped.
    """
    real = Path(os.path.realpath(path))
    beside = beside_file(real)
    if not force and beside is not None:
        other = _other_machine(beside)
        if other is not None:
            return other
    held = places.lock_folder() / f"{sha256(os.fsencode(real)).hexdigest()[:32]}.lock"
    descriptor, is_ours = _hold(held)
    if descriptor >= 0 and not is_ours and not force:
        owner = _owner(_read(held), here=True)
        os.close(descriptor)
        return owner
    mark = _mark(real)
    if descriptor >= 0:
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, mark, 0) if hasattr(os, "pwrite") else os.write(descriptor, mark)
    made = _write_beside(beside, mark)
    return Lock(descriptor, held if descriptor >= 0 else None, beside if made else None)


def beside_file(path: Path) -> Path | None:
    """The mark beside a file; None where its name would be too long."""
    name = f".~lock.{path.name}#"
    return path.with_name(name) if len(os.fsencode(name)) <= _LONGEST_NAME else None


def _hold(held: Path) -> tuple[int, bool]:
    """The mark open, −1 where it cannot be made, and whether nobody else holds it."""
    while True:
        descriptor = _open(held)
        if descriptor < 0:
            return -1, False
        if not hold(descriptor):
            return descriptor, False
        # Its last holder may have deleted it between our two steps: then nobody would see ours.
        if os.name == "nt" or os.fstat(descriptor).st_nlink:
            return descriptor, True
        os.close(descriptor)


def _open(held: Path) -> int:
    try:
        held.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        return os.open(held, flags, 0o600)
    except OSError:
        return -1


def _other_machine(beside: Path) -> Owner | None:
    """Who has the file on another machine. A mark of this one says nothing: the held one does."""
    told = _read(beside)
    if told is None:
        return None
    owner = _owner(told, here=False)
    if not owner.host or owner.host == platform.node():
        return None
    if owner.since is not None:
        age = datetime.datetime.now(datetime.UTC) - owner.since
        if age > datetime.timedelta(hours=OLD_HOURS):
            return None
    return owner


def _mark(path: Path) -> bytes:
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    told = {
        "program": "cjmdesk",
        "user": _user(),
        "host": platform.node(),
        "since": now.isoformat(),
        "process": os.getpid(),
        "file": path.name,
    }
    return json.dumps(told).encode()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _write_beside(beside: Path | None, mark: bytes) -> bool:
    if beside is None:
        return False
    try:
        beside.write_bytes(mark)
    except OSError:
        return False
    return True


def _read(mark: Path) -> dict[str, Any] | None:
    try:
        with mark.open("rb") as stream:
            told = json.loads(stream.read(_MOST))
    except (OSError, ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _owner(told: dict[str, Any] | None, *, here: bool) -> Owner:
    told = told or {}
    since = None
    with contextlib.suppress(ValueError, TypeError):
        since = datetime.datetime.fromisoformat(told.get("since"))  # type: ignore[arg-type]
    if since is not None and since.tzinfo is None:
        since = None

    def words(name: str) -> str:
        value = told.get(name)
        return (
            "".join(letter for letter in value if letter.isprintable())[:80] if isinstance(value, str) else ""
        )

    return Owner(words("user"), words("host"), here, since)
