"""Opening any file the program understands, and saving ours; no widgets here.

Everything that can go wrong comes out as one FileError with one sentence.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from cjmdesk.i18n import _

if TYPE_CHECKING:
    from cjmdesk.model.project import Project
    from cjmdesk.storage.errors import StorageError
    from cjmdesk.storage.project_file import Fingerprint, Header

OWN = ".cjm"


class FileError(Exception):
    """str() is one sentence with the file's name. cause: see storage's `Cause`; "" for imports."""

    def __init__(self, text: str, cause: str = "") -> None:
        super().__init__(text)
        self.cause = cause


class FileState(Struct, frozen=True):
    """What we know of the project's own file.

    fingerprint: what it was when read or written, None if there is none. read_only: why it must
    not be saved in place, empty if it may. keep_old: the next save keeps a copy of it first.
    """

    path: Path | None = None
    header: Header | None = None
    fingerprint: Fingerprint | None = None
    read_only: str = ""
    keep_old: bool = False


class Opened(Struct, frozen=True):
    """A project from a file. suggested: a name for its first save, empty for our own files.

    notes: what there is to say about it, a sentence each. grave: whether they should be read.
    """

    project: Project
    file: FileState
    suggested: str = ""
    notes: tuple[str, ...] = ()
    grave: bool = False


def open_file(path: Path) -> Opened:
    """The project in `path`, ours or any importable file. Raises FileError."""
    return _open_own(path) if is_own(path) else _import(path)


def is_own(path: Path) -> bool:
    """Whether the file is one of ours: by its name, or by how it begins."""
    if path.name.lower().endswith((OWN, ".cjm.json")):
        return True
    try:
        if not path.is_file():  # a pipe would be waited for
            return False
        with path.open("rb") as stream:
            start = stream.read(200)
    except OSError:
        return False
    return b'"format"' in start and b'"cjmdesk"' in start


def _open_own(path: Path) -> Opened:
    from cjmdesk.storage import project_file
    from cjmdesk.storage.errors import StorageError
    from cjmdesk.storage.leftovers import sweep

    try:
        loaded = project_file.load(path)
    except StorageError as error:
        raise _unreadable(path, error) from error
    sweep(path.resolve().parent)
    state = FileState(path, loaded.save_header, loaded.fingerprint, loaded.read_only, loaded.keep_copy)
    notes = tuple(str(note) for note in (*loaded.repairs, *loaded.warnings))
    if loaded.read_only:
        text = _("Read only: {reason}. Save it under another name to keep changes.")
        notes = (text.format(reason=loaded.read_only), *notes)
    return Opened(loaded.project, state, notes=notes, grave=bool(loaded.repairs or loaded.read_only))


def known_file(path: Path) -> FileState:
    """What is known of a project's file that is not read anew; nothing if it cannot be read."""
    from cjmdesk.storage.errors import StorageError
    from cjmdesk.storage.project_file import fingerprint, load

    try:
        loaded = load(path)
        return FileState(path, loaded.save_header, fingerprint(path), loaded.read_only, loaded.keep_copy)
    except StorageError:
        return FileState()


def _import(path: Path) -> Opened:
    from cjmdesk.formats.importers import import_file
    from cjmdesk.formats.outcome import ImportRefused
    from cjmdesk.storage.errors import StorageError, shown_path

    try:
        found = import_file(path)
    except ImportRefused as error:
        reason = error.reason
        text = _("{file}: {problem}").format(file=shown_path(path.name), problem=reason)
        raise FileError(text) from error
    except StorageError as error:
        raise _unreadable(path, error) from error
    notes = tuple(note.text for note in found.notes)
    grave = any(note.kind != "understood" for note in found.notes)
    return Opened(found.project, FileState(), f"{path.stem}{OWN}", notes, grave)


def _unreadable(path: Path, error: StorageError) -> FileError:
    """Named without its folders: whoever opened it knows them."""
    from cjmdesk.storage.errors import shown_path

    text = _("{file}: {problem}").format(file=shown_path(path.name), problem=error.problem)
    return FileError(text, error.cause)


def write(project: Project, path: Path, state: FileState, *, over_changes: bool = False) -> FileState:
    """Save `project` to `path`; the state of the file after it. Raises FileError.

    over_changes: write even if somebody else changed the file since it was read.
    """
    from cjmdesk.storage import project_file
    from cjmdesk.storage.errors import StorageError

    same = state.path == path
    expected = state.fingerprint if same and not over_changes else None
    header = state.header or project_file.Header()
    try:
        saved = project_file.save(
            project,
            path,
            header=header,
            expected=expected,
            keep_old=same and state.keep_old,
            versions=True,
        )
    except StorageError as error:
        raise FileError(str(error), error.cause) from error
    return FileState(path, header, saved.fingerprint)


def with_suffix(path: Path, suffix: str) -> Path:
    """`path` with `suffix` added once, if it has not got it."""
    return path if path.name.lower().endswith(suffix.lower()) else path.with_name(path.name + suffix)
