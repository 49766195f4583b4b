"""The `.cjm` file: loading with all checks, and saving without ever losing anything."""

import os
import stat
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from cjmdesk.i18n import _
from cjmdesk.model.mending import TooBrokenError, mended
from cjmdesk.model.project import Project
from cjmdesk.model.texts import clean_value
from cjmdesk.model.wrong import drop_wild_sizes, explain
from cjmdesk.storage import migrations
from cjmdesk.storage.atomic import atomic_write
from cjmdesk.storage.backups import keep_copy, keep_version
from cjmdesk.storage.errors import StorageError, reading_words, refused
from cjmdesk.storage.garbage import no_garbage
from cjmdesk.storage.reading import MAX_FILE, check_size, may_be_unclean, read_json, too_big

FORMAT = "cjmdesk"
MAX_MAPS = 1_000


class Header(Struct, frozen=True):
    """schema: the form of the file. readable_by: the oldest form whose program may edit it."""

    schema: int = migrations.SCHEMA
    readable_by: int = migrations.READABLE_BY


_TODAY = Header()


class Fingerprint(Struct, frozen=True):
    """What a file was when we last read or wrote it. digest: SHA-256 of its content, hexadecimal."""

    size: int
    mtime_ns: int
    inode: int
    digest: str


class Note(Struct, frozen=True):
    """Something about the file that the user should know. place: where, empty for the whole file."""

    place: str
    text: str

    def __str__(self) -> str:
        return _("{place}: {text}").format(place=self.place, text=self.text) if self.place else self.text


class Loaded(Struct, frozen=True):
    """A project and what there is to know of its file.

    repairs: what was wrong in the file and is mended in `project`; the file itself is untouched.
    warnings: other remarks. header: as the file has it; hand it to `save`, so that a newer file
    stays one. read_only: why the file must not be saved in place, empty if it may. fingerprint:
    None if the bytes came from no file. keep_copy: the next save should keep the old file.
    """

    project: Project
    header: Header = _TODAY
    repairs: tuple[Note, ...] = ()
    warnings: tuple[Note, ...] = ()
    read_only: str = ""
    fingerprint: Fingerprint | None = None

    @property
    def migrated(self) -> bool:
        """Whether the file had an older form."""
        return self.header.schema < migrations.SCHEMA

    @property
    def keep_copy(self) -> bool:
        """Whether the file as it was is worth keeping when it is saved over."""
        return self.migrated or bool(self.repairs)

    @property
    def save_header(self) -> Header:
        """The header to save under: ours, or a newer file's own."""
        return self.header if self.header.schema > migrations.SCHEMA else Header()


class Saved(Struct, frozen=True):
    """path: the real one. backup: where the old file was kept, None if it was not."""

    path: Path
    fingerprint: Fingerprint
    notes: tuple[Note, ...] = ()
    backup: Path | None = None


class _Checked(Struct):
    project: Project
    header: Header
    repairs: list[Note] = field(default_factory=list)
    read_only: str = ""


# Loading


def load(path: str | os.PathLike[str]) -> Loaded:
    """The project in the file at `path`, with every check of the format. Raises StorageError."""
    data, status = read_file(path)
    loaded = loads(data, os.fspath(path))
    warnings = list(loaded.warnings)
    read_only = loaded.read_only
    if status.st_nlink > 1:
        text = _("the file has {count} names; saving parts this name from the others")
        warnings.append(Note("", text.format(count=status.st_nlink)))
    if not read_only and (not status.st_mode & 0o222 or not os.access(path, os.W_OK)):
        read_only = _("the file may only be read")
    # A file is saved by putting another in its place.
    if not read_only and not os.access(Path(os.path.realpath(path)).parent, os.W_OK):
        read_only = _("its folder may only be read")
    return Loaded(
        project=loaded.project,
        header=loaded.header,
        repairs=loaded.repairs,
        warnings=tuple(warnings),
        read_only=read_only,
        fingerprint=_fingerprint(data, status),
    )


def loads(data: bytes, name: str = "") -> Loaded:
    """The project in `data`, the content of a file called `name`. Raises StorageError."""
    # Thousands of new values make the collector run again and again, for nothing: it doubles the time.
    with no_garbage():
        read = read_json(data, name)
        checked = _check(read.value, name)
        try:
            project, mends = mended(checked.project)
        except TooBrokenError:
            text = _("too many names in the file lead nowhere or stand twice; it cannot be mended")
            raise StorageError(name, text) from None
    repairs = [Note(place, text) for place, text in read.notes]
    repairs += checked.repairs
    repairs += [Note(mend.place, mend.text) for mend in mends]
    return Loaded(project, checked.header, tuple(repairs), (), checked.read_only)


def read_file(path: str | os.PathLike[str]) -> tuple[bytes, os.stat_result]:
    """The bytes of a regular file of tolerable size, and its status. Raises StorageError."""
    try:
        status = Path(path).stat()
        if stat.S_ISDIR(status.st_mode):
            raise StorageError(path, _("this is a folder"))
        if not stat.S_ISREG(status.st_mode):
            raise StorageError(path, _("this is a device or a pipe, not a file"))
        if status.st_size > MAX_FILE:
            raise too_big(os.fspath(path), status.st_size)
        with Path(path).open("rb") as stream:
            status = os.fstat(stream.fileno())
            return stream.read(MAX_FILE + 1), status
    except (FileNotFoundError, NotADirectoryError):
        raise StorageError(path, _("there is no such file")) from None
    except ValueError:
        raise StorageError(path, _("this cannot be the name of a file")) from None
    except OSError as error:
        raise StorageError(path, reading_words(error), cause="device") from error


def fingerprint(path: str | os.PathLike[str]) -> Fingerprint | None:
    """What the file is now, None if it is not there. Raises StorageError."""
    try:
        data, status = read_file(path)
    except StorageError as error:
        if not Path(path).exists():
            return None
        raise error from None
    return _fingerprint(data, status)


def _fingerprint(data: bytes, status: os.stat_result) -> Fingerprint:
    return Fingerprint(len(data), status.st_mtime_ns, status.st_ino, sha256(data).hexdigest())


def _check(raw: Any, name: str) -> _Checked:
    """The parsed value as a project. Raises StorageError."""
    header = _header(raw, name)
    read_only = ""
    if header.readable_by > migrations.SCHEMA:
        read_only = _(
            "a newer version of the program wrote this file (form {theirs}; this version edits form {ours})"
        ).format(theirs=header.schema, ours=migrations.SCHEMA)
    body = _body(raw)
    if isinstance(body.get("maps"), list) and len(body["maps"]) > MAX_MAPS:
        raise StorageError(name, _("the file has more than {limit} maps").format(limit=MAX_MAPS))
    try:
        body = migrations.migrate(body, header.schema)
        return _Checked(Project.model_validate(body), header, [], read_only)
    except ValidationError as error:
        sizes = drop_wild_sizes(body, error)
        if sizes is None:
            raise _unfit(name, header, error) from None
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        text = _("this file of form {schema} is damaged and cannot be brought to today’s form")
        raise StorageError(name, text.format(schema=header.schema)) from None
    try:
        project = Project.model_validate(body)
    except ValidationError as error:
        raise _unfit(name, header, error) from None
    return _Checked(project, header, [Note(place, text) for place, text in sizes], read_only)


def _header(raw: Any, name: str) -> Header:
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise StorageError(
            name, _("this is not a journey map project"), way_out=_("import it if it is another kind of map")
        )
    schema = raw.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or not 1 <= schema <= 1_000_000:
        raise StorageError(name, _("the number of the file’s form is missing or wrong"), place="schema")
    readable_by = raw.get("readable_by", schema)
    if not isinstance(readable_by, int) or isinstance(readable_by, bool) or not 1 <= readable_by <= schema:
        raise StorageError(name, _("this is not the number of a form up to its own"), place="readable_by")
    return Header(schema, readable_by)


def _unfit(name: str, header: Header, error: ValidationError) -> StorageError:
    place, reason = explain(error)
    if header.schema > migrations.SCHEMA:
        text = _("a newer version of the program wrote this file (form {schema}): {reason}")
        return StorageError(
            name,
            text.format(schema=header.schema, reason=reason),
            place=place,
            way_out=_("open it with that version"),
            cause="newer",
        )
    return StorageError(name, reason, place=place)


# Saving


def dumps(project: Project, header: Header = _TODAY) -> bytes:
    """The content of the file of `project`: the same project gives the same bytes.

    Texts are cleaned of what no file can hold. Raises ValueError if a value of it is not valid.
    """
    return _presentable(project, header)[1]


def _presentable(project: Project, header: Header) -> tuple[Project, bytes]:
    """`project` with clean texts (itself when they are), and its file's content."""
    try:
        data = _text(project, header)
        if not may_be_unclean(data):
            return project, data
    except (PydanticSerializationError, UnicodeError):
        pass  # half a character somewhere: cleaning finds it
    raw = project.model_dump(exclude_defaults=True, warnings=False)
    clean = Project.model_validate(clean_value(raw))
    return clean, _text(clean, header)


def _text(project: Project, header: Header) -> bytes:
    head: Mapping[str, object] = {
        "format": f'"{FORMAT}"',
        "schema": header.schema,
        "readable_by": header.readable_by,
    }
    # Bytes at once: a single letter beyond Latin would make a text of all the pictures four times as large.
    parts = [f' "{key}": {value}'.encode() for key, value in head.items()]
    body = project.model_dump_json(indent=1, exclude_defaults=True, exclude={"pictures"}, warnings="error")
    if body != "{}":
        parts.append(body[2:-2].encode())
    if project.pictures:
        pictures = project.model_dump_json(indent=1, include={"pictures"}, exclude_defaults=True)
        parts.append(pictures[2:-2].encode())
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def save(
    project: Project,
    path: str | os.PathLike[str],
    *,
    header: Header = _TODAY,
    expected: Fingerprint | None = None,
    keep_old: bool = False,
    versions: bool = False,
) -> Saved:
    """Write `project` to `path`, so that at any instant the old or the new file is there.

    header: `Loaded.save_header` of the file it came from. expected: what the file was when it was
    loaded or last saved; if it is something else now, nothing is written (cause `changed`, or
    `missing`); None writes over anything but a newer version's file. keep_old: copy the old file
    into the backup folder first, or save nothing. versions: the same as one of the file's versions,
    which are thinned out in time, and where the disk refuses that, save all the same.
    Raises StorageError; the old file is then as it was.
    """
    data = _proven(project, header, path)
    digest = sha256(data).hexdigest()
    names = 0
    backup: Path | None = None

    def look_again(target: Path) -> None:
        nonlocal names, backup
        names = _guard(target, Path(path), expected, digest)
        if keep_old and names:
            backup = keep_copy(target)
        elif versions and names:
            keep_version(target)

    real = atomic_write(path, lambda stream: stream.write(data), before_replace=look_again)
    try:
        status = real.stat()
    except OSError as error:
        raise refused(path, error, _("save it again in another folder")) from error
    acknowledge(f"saved {digest} {real}")
    notes: tuple[Note, ...] = ()
    if names > 1:
        notes = (Note("", _("the file had other names; they keep the old content")),)
    mark = Fingerprint(len(data), status.st_mtime_ns, status.st_ino, digest)
    return Saved(real, mark, notes, backup)


def _proven(project: Project, header: Header, path: str | os.PathLike[str]) -> bytes:
    """The bytes to write, after reading them back and comparing."""
    way_out = _("undo the last change, or export the map, and report this fault")
    try:
        clean, data = _presentable(project, header)
        check_size(data, os.fspath(path))
        with no_garbage():
            back = Project.model_validate(_body(read_json(data, os.fspath(path)).value))
    except ValidationError as error:
        place, reason = explain(error)
        raise StorageError(path, reason, place=place, way_out=way_out) from None
    except (PydanticSerializationError, UnicodeError, ValueError) as error:
        raise StorageError(path, _("the project cannot be written"), way_out=way_out) from error
    if back != clean:
        raise StorageError(path, _("what was written differs from the project"), way_out=way_out)
    return data


def _body(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: part for key, part in raw.items() if key not in ("format", "schema", "readable_by")}


def _guard(target: Path, path: Path, expected: Fingerprint | None, new: str) -> int:
    """Refuse to replace what is not the file we know; the number of its names, 0 if it is not there.

    new: digest of what replaces it. A file that holds just that is no conflict: a save may have
    failed at its very end.
    """
    try:
        data, status = read_file(target)
    except StorageError:
        if target.exists():
            raise
        if expected is None:
            return 0
        text = _("the file has been moved or deleted since it was opened")
        raise StorageError(path, text, way_out=_("save it again to make it anew"), cause="missing") from None
    if expected is None:
        _guard_newer(data, path)
    elif sha256(data).hexdigest() not in (expected.digest, new):
        raise StorageError(
            path,
            _("another program has changed the file since it was opened"),
            way_out=_("load it again, save a copy, or keep yours"),
            cause="changed",
        )
    return status.st_nlink


def _guard_newer(data: bytes, path: Path) -> None:
    """A newer version's file that we may not edit is not written over, whoever asks."""
    from re import match

    head = match(rb'\s*\{\s*"format":\s*"cjmdesk",\s*"schema":\s*\d+,\s*"readable_by":\s*(\d+)', data[:300])
    if head and int(head.group(1)) > migrations.SCHEMA:
        raise StorageError(
            path,
            _("a newer version of the program wrote the file that is there"),
            way_out=_("save it under another name"),
            cause="newer",
        )


def acknowledge(line: str) -> None:
    """Append `line` to the file that `CJMDESK_ACK` names: proof, for fault tests, of a durable write."""
    name = os.environ.get("CJMDESK_ACK", "")
    if not name:
        return
    try:
        with Path(name).open("ab") as stream:
            stream.write(line.encode("utf-8", "surrogateescape") + b"\n")
    except OSError:
        pass  # it only serves tests; the save itself has succeeded
