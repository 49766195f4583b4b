"""Writing a file so that its path holds, at any instant, the old or the new content and nothing else.

The recipe, and what was measured of it, stands in `docs/file-format.md`. Exports use it as well.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from cjmdesk.i18n import _
from cjmdesk.storage.errors import StorageError, refused
from cjmdesk.storage.leftovers import fresh_name, sweep
from cjmdesk.storage.locking import hold

_WINDOWS_TRIES = 10
_WINDOWS_PAUSE = 0.2
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}

Writer = Callable[[BinaryIO], object]


def atomic_write(
    path: str | os.PathLike[str], writer: Writer, *, before_replace: Callable[[Path], None] | None = None
) -> Path:
    """Let `writer` fill a temporary file, then put it in the place of `path`, durably.

    `writer` gets an empty stream; on some file systems it is called a second time with another.
    A symbolic link stays one: what it leads to is replaced. Mode, owner and extended attributes
    of an old file are kept where the system lets us. A further hard link keeps the old content.
    before_replace: called with the real path at the last moment; what it raises stops the writing.
    Gives the real path. Raises StorageError; then, as after Ctrl+C, nothing is left behind.
    """
    shown = Path(path)
    try:
        target = _real_target(shown)
        old = _old_stat(target, shown)
        sweep(target.parent)
        temporary = _fill(target, writer, old)
    except OSError as error:
        raise refused(shown, error, _("save it under another name or in another folder")) from error
    try:
        if before_replace:
            before_replace(target)
        _replace(temporary, target)
    except OSError as error:
        raise refused(shown, error, _("save it under another name or in another folder")) from error
    finally:
        with suppress(OSError):
            temporary.unlink()
    try:
        sync_folder(target.parent)
    except OSError as error:
        raise refused(shown, error, _("save it again in another folder")) from error
    return target


def write_bytes(path: str | os.PathLike[str], data: bytes) -> Path:
    """`atomic_write` of bytes at hand."""
    return atomic_write(path, lambda stream: stream.write(data))


def _real_target(path: Path) -> Path:
    real = Path(os.path.realpath(path))
    if real.is_symlink():  # realpath gives up on links that lead in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return real


def _old_stat(target: Path, shown: Path) -> os.stat_result | None:
    """What is there now, None if nothing. Refuses what we may not, or must not, replace."""
    try:
        old = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(old.st_mode):
        raise StorageError(
            shown,
            _("this is a device or a pipe, not a file"),
            way_out=_("save it under another name"),
            cause="device",
        )
    # The administrator may write everything; a file marked read-only is respected all the same.
    if not old.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise StorageError(
            shown,
            _("the file may only be read"),
            way_out=_("save it under another name"),
            cause="device",
        )
    return old


def _fill(target: Path, writer: Writer, old: os.stat_result | None) -> Path:
    """A complete, durable temporary file beside `target`; its path."""
    # The system takes the user's mask off a new file's mode; an old one's is copied at the end.
    mode = 0o666 if old is None else 0o600
    descriptor = _nameless(target.parent, mode)
    temporary: Path | None = None
    try:
        if descriptor is not None:
            with os.fdopen(descriptor, "w+b") as stream:
                _fill_stream(stream, writer, target, old)
                # No /proc, or a file system that links nothing: once more, with a name.
                with suppress(OSError):
                    temporary = _give_name(descriptor, target.parent)
        if temporary is None:
            descriptor, temporary = _named(target.parent, mode)
            with os.fdopen(descriptor, "w+b") as stream:
                _fill_stream(stream, writer, target, old)
    except BaseException:  # closing may fail too, when the file has its name already
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
        raise
    return temporary


def _fill_stream(stream: BinaryIO, writer: Writer, target: Path, old: os.stat_result | None) -> None:
    hold(stream.fileno())
    writer(stream)
    stream.flush()
    _copy_marks(stream.fileno(), target, old)
    _sync(stream.fileno())


def _nameless(folder: Path, mode: int) -> int | None:
    """A file without a name (Linux), that vanishes by itself if we are killed; None where not possible."""
    flag = getattr(os, "O_TMPFILE", 0)
    if not flag or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.open(folder, os.O_RDWR | flag | os.O_CLOEXEC, mode)
    except OSError:
        return None  # this file system has none; a named one tells the true reason if it fails


def _named(folder: Path, mode: int) -> tuple[int, Path]:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    while True:
        path = folder / fresh_name()
        try:
            return os.open(path, flags, mode), path
        except FileExistsError:
            continue


def _give_name(descriptor: int, folder: Path) -> Path:
    source = os.open(folder, os.O_RDONLY)
    try:
        while True:
            path = folder / fresh_name()
            try:
                # Only with a folder's descriptor does Python ask the system to follow the link in /proc.
                os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=source, follow_symlinks=True)
                return path
            except FileExistsError:
                continue
    finally:
        with suppress(OSError):  # the name is given, and nobody else would take it away
            os.close(source)


def _copy_marks(descriptor: int, target: Path, old: os.stat_result | None) -> None:
    """Mode, owner and extended attributes of the old file, as far as we may."""
    if os.name == "nt" or old is None:
        return
    with suppress(OSError):
        os.fchown(descriptor, old.st_uid, old.st_gid)
    with suppress(OSError):  # after the owner: a change of owner clears bits
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    if sys.platform == "linux":
        with suppress(OSError):
            for name in os.listxattr(target):
                with suppress(OSError):
                    os.setxattr(descriptor, name, os.getxattr(target, name))


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                raise
    os.fsync(descriptor)


def _replace(temporary: Path, target: Path) -> None:
    """Rename; on Windows a scanner or a sync client may hold the file for a moment."""
    for _attempt in range(_WINDOWS_TRIES if os.name == "nt" else 1):
        try:
            temporary.replace(target)
            return
        except PermissionError as error:
            last = error
            if os.name == "nt":
                time.sleep(_WINDOWS_PAUSE)
    raise last


def sync_folder(folder: Path) -> None:
    """Make names in `folder` durable, where the file system has a way to. Raises OSError."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)
