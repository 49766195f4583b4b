"""What crashed programs left behind: found, shown, brought back, or put away for some days."""

import contextlib
import datetime
import os
import re
import time
from pathlib import Path

from msgspec import Struct

from cjmdesk.changes.apply import apply
from cjmdesk.changes.delta import DeltaError
from cjmdesk.i18n import _
from cjmdesk.model.project import Project
from cjmdesk.storage import places
from cjmdesk.storage.errors import StorageError
from cjmdesk.storage.journal import (
    BASE,
    JOURNAL,
    Journal,
    JournalError,
    base_file,
    digest,
    journal_file,
    read_journal,
)
from cjmdesk.storage.journaling import remove
from cjmdesk.storage.locking import is_held
from cjmdesk.storage.project_file import dumps, loads

KEPT_DAYS = 7
"""Journals that nobody wanted back are kept so long."""

_BEING_MADE = 10.0
"""Seconds in which an empty or broken journal may be one that a starting program has not yet begun to
hold: it is left alone."""

_ID = re.compile(r"[0-9a-f]{16}")


class Left(Struct, frozen=True):
    """Work that no file holds. path: of the project's own file, None if it had none.

    last: of the last step, UTC. steps: how many there are. same_file: whether the project's file is
    still what it was when the work began, so that the steps follow on it.
    """

    id: str
    title: str
    path: Path | None
    last: datetime.datetime | None
    steps: int
    same_file: bool


class Recovered(Struct, frozen=True):
    """A project brought back. lost: steps that could not be read or did not fit any more."""

    left: Left
    project: Project
    lost: int = 0


def left_behind() -> list[Left]:
    """What ended programs did not save, the latest first. Broken journals are put away."""
    found = []
    for path in _journals():
        if is_held(path):
            continue
        left = _look(path)
        if left is not None:
            found.append(left)
    oldest = datetime.datetime.min.replace(tzinfo=datetime.UTC)
    return sorted(found, key=lambda one: one.last or oldest, reverse=True)


def recover(id: str) -> Recovered:
    """Bring the work back; the journal stays. Raises StorageError if there is none, or nothing of it
    can be read."""
    journal, path = _read(id), journal_file(id)
    project = _base(journal, path)
    done = 0
    for step in journal.steps:
        try:
            project = apply(project, step.delta)
        except (DeltaError, ValueError, RecursionError):
            break
        done += 1
    lost = len(journal.steps) - done + (0 if journal.whole else 1)
    return Recovered(_left(journal), project, lost)


def discard(id: str) -> None:
    """Put a journal away; it is deleted after `KEPT_DAYS`. Raises StorageError if there is none."""
    _check(id)
    folder = places.discarded_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path in (base_file(id), journal_file(id)):
            with contextlib.suppress(FileNotFoundError):
                kept = path.replace(folder / path.name)
                os.utime(kept)
    except OSError:
        return  # it stays, and is offered again


def clean() -> None:
    """Delete what was put away long enough ago, and bases without a journal."""
    limit = time.time() - KEPT_DAYS * 86_400
    for folder in (places.discarded_folder(), places.journal_folder()):
        with contextlib.suppress(OSError):
            for path in list(folder.iterdir()):
                if path.suffix not in (JOURNAL, BASE) or path.stat().st_mtime > limit:
                    continue
                orphan = folder == places.journal_folder() and not path.with_suffix(JOURNAL).exists()
                if folder == places.discarded_folder() or orphan:
                    path.unlink(missing_ok=True)


def _journals() -> list[Path]:
    try:
        return [path for path in places.journal_folder().iterdir() if path.suffix == JOURNAL]
    except OSError:
        return []


def _look(path: Path) -> Left | None:
    """What the journal in a file holds; None if that is nothing."""
    id = path.name.removesuffix(JOURNAL)
    if not _ID.fullmatch(id):
        return None
    try:
        found = recover(id)
    except StorageError:
        if not _is_fresh(path):
            with contextlib.suppress(StorageError):
                discard(id)
        return None
    if not found.left.steps and not _read(id).head.unsaved:
        if not _is_fresh(path):
            remove(id)
        return None
    if _stands_in_file(found):
        remove(id)  # the program ended between saving and forgetting the journal
        return None
    return found.left


def _is_fresh(path: Path) -> bool:
    try:
        return abs(time.time() - path.stat().st_mtime) < _BEING_MADE
    except OSError:
        return False


def _stands_in_file(found: Recovered) -> bool:
    path = found.left.path
    if path is None or found.lost:
        return False
    try:
        return digest(path.read_bytes()) == digest(dumps(found.project))
    except (OSError, ValueError):
        return False


def _left(journal: Journal) -> Left:
    head = journal.head
    path = Path(head.path) if head.path else None
    same = False
    if path is not None and head.file:
        with contextlib.suppress(OSError):
            same = digest(path.read_bytes()) == head.file
    return Left(journal.id, head.title, path, journal.last, len(journal.steps), same)


def _check(id: str) -> None:
    if not _ID.fullmatch(id) or not journal_file(id).exists():
        raise StorageError(
            id, _("there is no such unsaved work"), way_out=_("see cjmdesk recover --list"), cause="missing"
        )


def _read(id: str) -> Journal:
    _check(id)
    try:
        return read_journal(journal_file(id))
    except (JournalError, OSError) as error:
        raise StorageError(journal_file(id), _("this record of unsaved work is damaged")) from error


def _base(journal: Journal, path: Path) -> Project:
    try:
        data = base_file(journal.id).read_bytes()
    except OSError as error:
        raise StorageError(path, _("what the unsaved work began with is missing")) from error
    if digest(data) != journal.head.base:
        raise StorageError(path, _("what the unsaved work began with is damaged"))
    return loads(data, os.fspath(base_file(journal.id))).project
