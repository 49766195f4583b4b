"""Temporary files beside the files that are written, and those that killed programs left there."""

import os
import re
import stat
import time
from contextlib import suppress
from pathlib import Path

from cjmdesk.storage.locking import is_held

OLD = 86_400.0
"""Seconds after which a temporary file is nobody's: another machine may be writing a younger one."""

_OURS = re.compile(r"\.cjm-[0-9a-f]{10}")

_swept: set[Path] = set()
"""Folders that were looked through: once in the life of a program, since large ones take time."""


def fresh_name() -> str:
    """A name for a temporary file; short, so that a name of 255 bytes has one beside it."""
    return f".cjm-{os.urandom(5).hex()}"


def sweep(folder: Path) -> int:
    """Delete the temporary files in `folder` that programs left there which were killed; how many.

    Only regular files that bear such a name, are this user's, older than `OLD` and held by nobody.
    What cannot be looked at or deleted stays; no error is raised.
    """
    if folder in _swept:
        return 0
    _swept.add(folder)
    count = 0
    with suppress(OSError), os.scandir(folder) as entries:
        found = [Path(entry.path) for entry in entries if _OURS.fullmatch(entry.name)]
        for path in found:
            with suppress(OSError):
                if _is_left(path.lstat()) and not is_held(path):
                    path.unlink()
                    count += 1
    return count


def _is_left(status: os.stat_result) -> bool:
    mine = os.name == "nt" or status.st_uid == os.geteuid()
    return mine and stat.S_ISREG(status.st_mode) and status.st_mtime < time.time() - OLD
