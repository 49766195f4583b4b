"""Keeping the journal of one project, in a thread of its own: typing never waits for the disk.

A step is on the disk at most `LATEST` seconds after it was made. Where the disk refuses, nothing is
forgotten: what waits is written as soon as there is room again, and the owner is told.
"""

import contextlib
import os
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from cjmdesk.changes.diff import diff
from cjmdesk.model.project import Project
from cjmdesk.storage import journal, places
from cjmdesk.storage.atomic import sync_folder, write_bytes
from cjmdesk.storage.errors import StorageError, system_words
from cjmdesk.storage.locking import hold
from cjmdesk.storage.patience import within
from cjmdesk.storage.project_file import acknowledge, dumps

LATEST = 0.5
"""Seconds from the first step that waits to its being on the disk…"""

_GATHER = 0.25
"""…of which so many are spent on gathering more; the rest is for a slow disk."""

_BUSY = 0.1
"""Seconds that whoever ends a journal waits for a disk that is busy with it."""

_SILENT = 1.0
"""Seconds that the disk of the user's file has to give its content, before it is written anew."""

_AGAIN = 5.0
"""Seconds after which a disk that refused is tried again."""


class _Open(Struct):
    """The journal under way. head: its base is not on the disk until the first step. last: the
    project up to the last step written. exact: whether the project's file says just what it began
    with. good: bytes of the journal that are whole."""

    head: journal.Head
    last: Project
    exact: bool = False
    id: str = ""
    descriptor: int = -1
    number: int = 0
    good: int = 0
    waiting: list[tuple[Project, str]] = field(default_factory=list)


class _Ended(Struct, frozen=True, eq=False):
    """A journal that is not written any more. keep: leave its files. after: the journal that holds what
    it held, which has to be on the disk first; None for none."""

    journal: _Open
    keep: bool
    after: _Open | None = None


class Journaling:
    """The journal of one window's project. Its methods are for one thread and return at once, save
    `flush` and `end` with `keep`, which write; a slow disk holds nobody else up.

    troubled: called in the journal's thread with a reason in words where the disk refuses, and with
    "" when all is written again.
    """

    def __init__(self, troubled: Callable[[str], object] = lambda _reason: None) -> None:
        self._troubled = troubled
        self._open: _Open | None = None
        self._ended: list[_Ended] = []
        self._first = 0.0
        self._trouble = ""
        self._ending = False
        self._wake = threading.Condition()
        self._disk = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def id(self) -> str:
        """Of the journal that is on the disk, empty while there is none."""
        return self._open.id if self._open is not None else ""

    def begin(
        self,
        project: Project,
        *,
        path: Path | None = None,
        file: str = "",
        exact: bool = False,
        unsaved: bool = False,
    ) -> None:
        """From now on `project` is worked on. What was journaled before must have been ended.

        path: its own file, None if it has none; file: the SHA-256 of that file's content. exact:
        whether loading that file gives just this project, so that its bytes can be copied instead
        of writing the project anew. unsaved: no file holds it, so it is written down at once.
        """
        head = journal.Head(
            base="",
            path="" if path is None else os.fspath(path),
            file=file,
            title=_title(project),
            began=journal.now(),
            unsaved=unsaved,
        )
        with self._wake:
            self._open = _Open(head, project, exact)
            if unsaved:
                self._open.waiting.append((project, ""))
                self._first = time.monotonic()
                self._start()

    def record(self, project: Project, did: str) -> None:
        """A step made `project` of what was before. did: what the menu calls it."""
        with self._wake:
            if self._open is None:
                return
            waiting = self._open.waiting
            if not waiting:
                self._first = time.monotonic()
            # Letters typed in a row are one step, for the journal too.
            if waiting and waiting[-1][1] == did and did:
                waiting.pop()
            waiting.append((project, did))
            self._start()

    def flush(self) -> bool:
        """Write what waits, now; whether all of it is on the disk."""
        return self._write()

    def saved(
        self, project: Project, path: Path, file: str, since: tuple[Project, str] | None = None
    ) -> None:
        """`project` stands in `path`: the journal so far is not needed any more. file: SHA-256 of
        what was written. since: the project as it is now and what made it so, where work went on
        meanwhile; then the journal so far goes when that is written down."""
        with self._wake:
            ended = self._open
            self.begin(project, path=path, file=file, exact=True)
            if since is not None:
                self.record(*since)
            if ended is not None:
                self._ended.append(_Ended(ended, keep=False, after=self._open if since else None))
        self._tidy()

    def end(self, *, keep: bool = False) -> None:
        """The project is not worked on any more. keep: leave the journal to be recovered from, as
        when the program has to stop at once."""
        if keep:
            self.flush()
        self._end(keep=keep)

    def close(self) -> None:
        """Stop the thread; the journal stays as it is."""
        with self._wake:
            self._ending = True
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join(2.0)

    # The thread -------------------------------------------------------------------------------

    def _start(self) -> None:
        """With `_wake` held."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
            self._thread.start()
        self._wake.notify_all()

    def _run(self) -> None:
        while True:
            with self._wake:
                waits = bool(self._open and self._open.waiting)
                due = bool(self._due())
                if not (self._ending or waits or due):
                    self._wake.wait()
                    continue
                ending = self._ending
                rest = self._first + (_AGAIN if self._trouble else _GATHER) - time.monotonic()
                if rest > 0 and not (ending or due):
                    self._wake.wait(rest)
                    continue
            if due:
                with self._disk:
                    self._put_away()
            elif ending:
                return
            else:
                self._write()

    def _write(self) -> bool:
        """All that waits, onto the disk."""
        with self._disk:
            with self._wake:
                under_way = self._open
                waiting = list(under_way.waiting) if under_way else []
            if under_way is None or not waiting:
                return True
            began = time.monotonic()
            try:
                _write_steps(under_way, waiting)
            except (OSError, StorageError, ValueError) as error:
                self._tell(system_words(error) if isinstance(error, OSError) else str(error))
                with self._wake:
                    self._first = time.monotonic()
                return False
            with self._wake:
                del under_way.waiting[: _same(under_way.waiting, waiting)]
                # What came while a slow disk was busy has waited since then.
                self._first = began
            self._put_away()
            acknowledge(f"journal {under_way.id} {under_way.number}")
        self._tell("")
        return True

    def _tell(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self._troubled(trouble)

    def _end(self, *, keep: bool) -> None:
        with self._wake:
            if self._open is not None:
                self._ended.append(_Ended(self._open, keep))
            self._open = None
        self._tidy()

    def _tidy(self) -> None:
        """Put ended journals away; the thread does it where the disk is busy just now."""
        if self._disk.acquire(timeout=_BUSY):
            try:
                self._put_away()
            finally:
                self._disk.release()
        with self._wake:
            if self._ended:
                self._start()

    def _due(self) -> list[_Ended]:
        """Ended journals that can go. With `_wake` held."""
        return [
            one
            for one in self._ended
            if one.after is None or one.after is not self._open or not one.after.waiting
        ]

    def _put_away(self) -> None:
        """With `_disk` held: nobody writes into a journal meanwhile."""
        with self._wake:
            due = self._due()
            self._ended = [one for one in self._ended if one not in due]
        for one in due:
            if one.journal.descriptor < 0:
                continue
            if not one.keep:
                remove(one.journal.id)
            with contextlib.suppress(OSError):
                os.close(one.journal.descriptor)


def remove(id: str) -> None:
    """Delete a journal; nothing happens if it is not there."""
    # The base last: a journal without one would look damaged.
    for path in (journal.journal_file(id), journal.base_file(id)):
        with contextlib.suppress(OSError):
            path.unlink()


def _same(present: list[tuple[Project, str]], written: list[tuple[Project, str]]) -> int:
    """How many of what waits now was written: a step that grew meanwhile is another one."""
    count = 0
    for one, other in zip(present, written, strict=False):
        if one[0] is not other[0]:
            break
        count += 1
    return count


def _write_steps(under_way: _Open, waiting: list[tuple[Project, str]]) -> None:
    """Add a line for each step. Raises OSError, StorageError; what is on the disk stays readable."""
    if under_way.descriptor < 0:
        _create(under_way)
    last, number = under_way.last, under_way.number
    lines: list[bytes] = []
    for project, did in waiting:
        delta = diff(last, project)
        if delta:
            number += 1
            lines.append(journal.step_line(journal.Step(number, did, delta, journal.now())))
        last = project
    data = b"".join(lines)
    try:
        _write_all(under_way.descriptor, data)
        _sync(under_way.descriptor)
    except OSError:
        # Half a line would hide the good ones that follow.
        with contextlib.suppress(OSError):
            os.ftruncate(under_way.descriptor, under_way.good)
        raise
    under_way.last, under_way.number = last, number
    under_way.good = os.lseek(under_way.descriptor, 0, os.SEEK_END)


def _create(under_way: _Open) -> None:
    """The base, and the journal's first line."""
    folder = places.journal_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    id = secrets.token_hex(8)
    base = _base(under_way)
    head = replace(under_way.head, base=journal.digest(base))
    write_bytes(journal.base_file(id), base)
    with contextlib.suppress(OSError):
        journal.base_file(id).chmod(0o600)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND
    flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    descriptor = -1
    try:
        descriptor = os.open(journal.journal_file(id), flags, 0o600)
        hold(descriptor)
        line = journal.head_line(head)
        _write_all(descriptor, line)
        _sync(descriptor)
        sync_folder(folder)
    except OSError:
        if descriptor >= 0:
            os.close(descriptor)
        remove(id)
        raise
    under_way.id, under_way.descriptor, under_way.good = id, descriptor, len(line)


def _base(under_way: _Open) -> bytes:
    """The project as it was before the first step. To write a large one anew would hold up typing."""
    if under_way.exact:
        with contextlib.suppress(OSError):
            data = within(_SILENT, Path(under_way.head.path).read_bytes)
            if data is not None and journal.digest(data) == under_way.head.file:
                return data
    return dumps(under_way.last)


def _write_all(descriptor: int, data: bytes) -> None:
    """The system may take less than it is given."""
    while data:
        data = data[os.write(descriptor, data) :]


def _sync(descriptor: int) -> None:
    (getattr(os, "fdatasync", None) or os.fsync)(descriptor)


def _title(project: Project) -> str:
    return project.title or next((one.title for one in project.maps if one.title), "")
