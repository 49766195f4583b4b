"""Copies of files as they were before something was saved over them: the versions to go back to."""

import datetime
import os
import re
import shutil
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from cjmdesk.i18n import _
from cjmdesk.storage import places
from cjmdesk.storage.errors import StorageError, shown_path, system_words

NEWEST = 10
"""Versions of a file that are always kept; of older ones one an hour, and after a day one a day."""

KEPT_DAYS = 30
MOST_BYTES = 200_000_000
"""Of all copies together; the oldest go first, but the newest one of each file stays."""

_TIME = "%Y%m%dT%H%M%S.%f"
_NAME = re.compile(r"(.*)-([0-9a-f]{12})-(\d{8}T\d{6}\.\d{6})(-kept)?\.cjm", re.DOTALL)


class Version(Struct, frozen=True):
    """A copy of a file. saved: UTC, when it was replaced by the next. size: bytes. kept: it was copied
    before a migration or a repair, and is not thinned out."""

    path: Path
    mark: str
    saved: datetime.datetime
    size: int
    kept: bool = False


def versions(path: Path) -> list[Version]:
    """The kept versions of a file, the newest first."""
    mark = _mark(path.resolve())
    return [one for one in _all() if one.mark == mark]


def keep_version(path: Path) -> Path | None:
    """Copy the file as one of its versions, and thin out older ones. The copy's path; None if the
    content is that of the newest version already, or the disk refuses: that stops no save."""
    before = versions(path)
    try:
        data = sha256(path.read_bytes()).digest()
        if before and sha256(before[0].path.read_bytes()).digest() == data:
            return None
        copy = keep_copy(path, thinned=True)
    except (OSError, StorageError):
        return None
    thin()
    return copy


def thin() -> None:
    """Delete versions that are neither among the newest of their file nor the one of their hour or day."""
    now = datetime.datetime.now(datetime.UTC)
    total, seen = 0, set[tuple[str, str]]()
    counts: dict[str, int] = {}
    for one in _all():
        count = counts[one.mark] = counts.get(one.mark, 0) + 1
        slot = (one.mark, _slot(one.saved, now))
        due = not one.kept and count > NEWEST and (slot in seen or (now - one.saved).days > KEPT_DAYS)
        seen.add(slot)
        if due or (count > 1 and total + one.size > MOST_BYTES):
            with suppress(OSError):
                one.path.unlink()
            continue
        total += one.size


def _slot(saved: datetime.datetime, now: datetime.datetime) -> str:
    """The hour of a version of the last day, the day of an older one."""
    return saved.strftime("%Y%m%d%H" if (now - saved).days < 1 else "%Y%m%d")


def _all() -> list[Version]:
    """Every copy of every file, the newest first."""
    found = []
    try:
        names = list(os.scandir(places.backup_folder()))
    except OSError:
        return []
    for entry in names:
        match = _NAME.fullmatch(entry.name)
        with suppress(OSError, ValueError):
            if match:
                moment = datetime.datetime.strptime(match[3], _TIME).replace(tzinfo=datetime.UTC)
                size = entry.stat().st_size
                found.append(Version(Path(entry.path), match[2], moment, size, bool(match[4])))
    return sorted(found, key=lambda one: one.saved, reverse=True)


def _mark(real: Path) -> str:
    return sha256(os.fsencode(real)).hexdigest()[:12]


def keep_copy(path: Path, *, thinned: bool = False) -> Path:
    """Copy the file into the backup folder, under its stem, a hash of its path and the time.

    thinned: as one of many, that may be deleted in time. Gives the copy's path. Raises StorageError if
    there is no room for it: then do not save over it.
    """
    folder = places.backup_folder()
    real = path.resolve()
    now = datetime.datetime.now(datetime.UTC).strftime(_TIME)
    stem = real.stem.encode("utf-8", "replace")[:100].decode("utf-8", "ignore")
    copy = folder / f"{stem}-{_mark(real)}-{now}{'' if thinned else '-kept'}.cjm"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(real, copy)
        copy.chmod(0o600)
        with copy.open("rb+") as stream:
            os.fsync(stream.fileno())
    except OSError as error:
        with suppress(OSError):
            copy.unlink(missing_ok=True)
        raise StorageError(
            path,
            _("the file as it was could not be kept in {folder} ({reason})").format(
                folder=shown_path(folder), reason=system_words(error)
            ),
            way_out=_("save it under another name"),
            cause="device",
        ) from error
    return copy
