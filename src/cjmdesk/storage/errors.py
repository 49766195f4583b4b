"""The one error of this room, told in one sentence."""

import os
from pathlib import Path
from typing import Literal

from cjmdesk.i18n import _

Cause = Literal["input", "device", "changed", "newer", "missing"]
"""input: what the file holds is bad. device: the system refused. changed: somebody else wrote the
file since it was loaded. newer: a newer version's file that we must not overwrite. missing: the
file was taken away since it was loaded."""


def shown_path(path: str | os.PathLike[str]) -> str:
    """`path` as it can be printed on one line: bytes that are no text and line breaks escaped."""
    text = os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


class StorageError(Exception):
    """A file could not be read or written; nothing on the disk has changed.

    path: the file. place: where in it, empty if it concerns all of it. reason: what is wrong.
    way_out: what the user can do, empty if nothing. cause: for programs, see `Cause`.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        reason: str,
        *,
        place: str = "",
        way_out: str = "",
        cause: Cause = "input",
    ) -> None:
        super().__init__(reason)
        self.path = Path(path)
        self.place = place
        self.reason = reason
        self.way_out = way_out
        self.cause: Cause = cause

    def __str__(self) -> str:
        return _("{file}: {problem}").format(file=shown_path(self.path), problem=self.problem)

    @property
    def problem(self) -> str:
        """The sentence without the file's name."""
        if self.place and self.way_out:
            return _("{reason}, at {place}; {way_out}").format(
                reason=self.reason, place=self.place, way_out=self.way_out
            )
        if self.place:
            return _("{reason}, at {place}").format(reason=self.reason, place=self.place)
        if self.way_out:
            return _("{reason}; {way_out}").format(reason=self.reason, way_out=self.way_out)
        return self.reason


def refused(path: str | os.PathLike[str], error: OSError, way_out: str = "") -> StorageError:
    """The error for what the operating system said about `path`."""
    return StorageError(path, system_words(error), way_out=way_out, cause="device")


def reading_words(error: OSError) -> str:
    """The system's reason why a file cannot be read, in the user's language, and a way out."""
    if isinstance(error, PermissionError):
        return _("you may not read this file; ask for the right to read it, or for a copy")
    return system_words(error)


def system_words(error: OSError) -> str:
    """The system's reason in the user's language, for the common ones; else in its own words."""
    import errno

    known = {
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("your share of the disk is used up"),
        errno.EACCES: _("you may not write or read here"),
        errno.EPERM: _("the system does not allow it"),
        errno.EROFS: _("the disk can only be read"),
        errno.EIO: _("the disk reports a fault"),
        errno.ENOENT: _("there is no such file or folder"),
        errno.ENOTDIR: _("a part of its path is not a folder"),
        errno.EISDIR: _("it is a folder"),
        errno.ENAMETOOLONG: _("its name is too long for this disk"),
        errno.ELOOP: _("its link leads back to itself"),
        errno.EFBIG: _("the file is too big for this disk"),
        errno.ESTALE: _("the network drive has gone"),
    }
    return known.get(error.errno or 0) or (error.strerror or str(error) or type(error).__name__)
