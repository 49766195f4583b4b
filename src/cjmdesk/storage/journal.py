"""The journal of a project that is being worked on: what was done since it was last saved.

A journal is two files in a folder of the program's own: `ID.base`, the project as it was, and
`ID.journal`, a line for each step. A line is a checksum (CRC-32 of the rest, 8 hexadecimal digits),
a blank, and a JSON object; the first describes the journal, the others hold what changed
(`changes.delta`). Lines are only ever added, so whatever ends the program, all but the last line
are whole.
"""

import datetime
import json
import os
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct
from pydantic import ValidationError

from cjmdesk._version import __version__
from cjmdesk.changes.delta import Delta
from cjmdesk.storage import places

JOURNAL, BASE = ".journal", ".base"
"""How the names of the two files end."""

FORM = 1
"""Of the journal; a newer one is not read."""

MOST_BYTES = 400 * 1024 * 1024


class Head(Struct, frozen=True):
    """What a journal is of.

    path: the project's own file, "" if it has none. file: SHA-256 of that file's content when work
    on it began. base: SHA-256 of the `.base` file. title: to be shown. began: UTC. unsaved: whether
    the base itself is worth recovering, because no file holds it.
    """

    base: str
    path: str = ""
    file: str = ""
    title: str = ""
    began: datetime.datetime | None = None
    unsaved: bool = False


class Step(Struct, frozen=True):
    """A line. number: from 1. did: what the menu calls it. delta: what changed. at: UTC."""

    number: int
    did: str
    delta: Delta
    at: datetime.datetime


class Journal(Struct, frozen=True):
    """What stands in a journal's file. whole: whether nothing of it had to be left out."""

    id: str
    head: Head
    steps: tuple[Step, ...]
    whole: bool = True

    @property
    def last(self) -> datetime.datetime | None:
        """When it was last written, UTC."""
        return self.steps[-1].at if self.steps else self.head.began


class JournalError(ValueError):
    """A journal cannot be read at all. The message is for logs."""


def journal_file(id: str) -> Path:
    """The lines of journal `id`."""
    return places.journal_folder() / f"{id}{JOURNAL}"


def base_file(id: str) -> Path:
    """The project that journal `id` begins with."""
    return places.journal_folder() / f"{id}{BASE}"


def now() -> datetime.datetime:
    """This moment, UTC, to the millisecond."""
    moment = datetime.datetime.now(datetime.UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def head_line(head: Head) -> bytes:
    """The first line."""
    return _line(
        {
            "journal": FORM,
            "program": __version__,
            "base": head.base,
            "path": head.path,
            "file": head.file,
            "title": head.title,
            "began": (head.began or now()).isoformat(),
            "unsaved": head.unsaved,
        }
    )


def step_line(step: Step) -> bytes:
    """The line of a step."""
    # The delta is JSON already: to parse it only to write it again would take longer than the rest.
    told = json.dumps({"n": step.number, "at": step.at.isoformat(), "did": step.did})
    return _checked(f'{told[:-1]}, "delta": {step.delta.to_json()}}}'.encode())


def _line(value: dict[str, Any]) -> bytes:
    return _checked(json.dumps(value).encode())


def _checked(text: bytes) -> bytes:
    return b"%08x " % zlib.crc32(text) + text + b"\n"


def read_journal(path: str | os.PathLike[str]) -> Journal:
    """The journal in a file, up to its last good line. Raises JournalError, OSError."""
    path = Path(path)
    if path.stat().st_size > MOST_BYTES:
        raise JournalError("too large")
    return parse_journal(path.read_bytes(), path.name.removesuffix(JOURNAL))


def parse_journal(data: bytes, id: str = "") -> Journal:
    """The journal in `data`, up to its last good line. Raises JournalError."""
    lines = data.split(b"\n")
    whole = lines.pop() == b""
    first = _parsed(lines[0]) if lines else None
    if first is None:
        raise JournalError("the first line is damaged")
    head = _head(first)
    steps: list[Step] = []
    for line in lines[1:]:
        step = _step(_parsed(line), len(steps) + 1)
        if step is None:
            whole = False
            break
        steps.append(step)
    return Journal(id, head, tuple(steps), whole)


def _parsed(line: bytes) -> dict[str, Any] | None:
    """The object of a line; None if it is not what was written."""
    if line[8:9] != b" " or line[:8] != b"%08x" % zlib.crc32(line[9:]):
        return None
    try:
        value = json.loads(line[9:])
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _head(value: dict[str, Any]) -> Head:
    form = value.get("journal")
    if not isinstance(form, int) or form > FORM:
        raise JournalError(f"of a newer form: {form!r}")
    texts = {name: value.get(name, "") for name in ("base", "path", "file", "title")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise JournalError("the first line is of another kind")
    return Head(**texts, began=_moment(value.get("began")), unsaved=value.get("unsaved") is True)


def _step(value: dict[str, Any] | None, number: int) -> Step | None:
    if value is None or value.get("n") != number:
        return None
    moment, did = _moment(value.get("at")), value.get("did")
    if moment is None or not isinstance(did, str):
        return None
    try:
        return Step(number, did, Delta.model_validate(value.get("delta")), moment)
    except (ValidationError, RecursionError):
        return None


def _moment(text: object) -> datetime.datetime | None:
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def digest(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return sha256(data).hexdigest()
