"""Holding a file for oneself: free again the moment the holder ends, however it ends."""

import contextlib
import os
import sys

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BYTE = 0x7FFF_0000
"""Where the one byte lies that is locked on Windows: beyond what anybody reads."""


def hold(descriptor: int) -> bool:
    """Hold the open file; False if somebody else does, another part of this program included.

    A file system without locks lets everybody hold it.
    """
    try:
        if sys.platform == "win32":
            place = os.lseek(descriptor, 0, os.SEEK_CUR)
            os.lseek(descriptor, _BYTE, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            finally:
                os.lseek(descriptor, place, os.SEEK_SET)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def is_held(path: str | os.PathLike[str]) -> bool:
    """Whether somebody holds the file at `path`; False where there is none."""
    try:
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return False
    try:
        return not hold(descriptor)
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)
