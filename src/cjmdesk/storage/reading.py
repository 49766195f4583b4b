"""From the bytes of a file to a checked dictionary: the gate through which every file comes.

Refuses what is damaged, hostile or not ours, and names the place. Reading costs little more than
`json.loads` alone.
"""

import json
import re
from typing import Any

from msgspec import Struct

from cjmdesk.i18n import N_, _, ngettext
from cjmdesk.model.texts import clean_text
from cjmdesk.storage.errors import StorageError
from cjmdesk.storage.tokens import Fault, find_fault

MAX_TEXT = 24_000_000
"""Bytes outside pictures."""

MAX_PICTURES = 40_000_000
"""Bytes of all pictures, as they are when decoded."""

MAX_FILE = MAX_TEXT + MAX_PICTURES * 4 // 3
MAX_PARTS = 2_000_000
"""Opening brackets and commas."""

MAX_OBJECTS = 200_000
"""Opening braces: five times the largest map we promise to be quick with."""

MAX_DEPTH = 64
MAX_DIGITS = 40
_MOST_NOTES = 1_000

_KEPT = b'[]{}",'
_DROPPED = bytes(byte for byte in range(256) if byte not in _KEPT)
_TO_ROUND = bytes.maketrans(b"[]{}", b"()()")
_COMMA = b","
_PICTURE_DATA = re.compile(rb'"[A-Za-z0-9+/=]{4096,}"')
_ODD_ESCAPE = re.compile(rb"\\[ubfr]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class _BadNumberError(Exception):
    pass


class _TwiceNamedError(Exception):
    pass


class Read(Struct, frozen=True):
    """value: what the file says, texts cleaned. notes: (place, what was cleaned there)."""

    value: Any
    notes: tuple[tuple[str, str], ...] = ()


def read_json(data: bytes, name: str) -> Read:
    """The value of the JSON text `data`. name: of the file, for the error.

    Raises StorageError.
    """
    text, data, wide = _decode(data, name)
    check_size(data, name)
    value = _parse(text, data, name)
    if wide or may_be_unclean(data):
        notes: list[tuple[str, str]] = []
        return Read(_cleaned(value, "", notes), tuple(notes))
    return Read(value)


_FOREIGN = (
    (b"\xff\xd8\xff", N_("the file is a picture, not a map, whatever its name says")),
    (b"\x89PNG\r\n\x1a\n", N_("the file is a picture, not a map, whatever its name says")),
    (b"GIF8", N_("the file is a picture, not a map, whatever its name says")),
    (b"%PDF-", N_("the file is a PDF, not a map, whatever its name says")),
    (b"PK\x03\x04", N_("the file is an archive or office document, not a map, whatever its name says")),
)
"""How files of other kinds begin that were given the name of a project."""


def may_be_unclean(data: bytes) -> bool:
    """Whether the strings of a JSON text may need cleaning; a wrong yes costs time and no more."""
    return (
        b"\x7f" in data
        or (b"\xef" in data and (b"\xef\xbf\xbe" in data or b"\xef\xbf\xbf" in data))
        or (b"\\" in data and _ODD_ESCAPE.search(data) is not None)
    )


def _cut_off() -> str:
    return _("open a backup if you have one")


def _decode(data: bytes, name: str) -> tuple[str, bytes, bool]:
    """The text, the same as UTF-8 bytes, and whether it was UTF-16, which can hold half characters."""
    if not data or data.isspace():
        raise StorageError(name, _("the file is empty"), way_out=_cut_off())
    if not data.strip(b"\0"):
        raise StorageError(name, _("the file is filled with zeros, as after a power cut"), way_out=_cut_off())
    foreign = next((words for start, words in _FOREIGN if data.startswith(start)), None)
    if foreign is not None:
        raise StorageError(name, _(foreign), way_out=_("choose the file of the map"))
    encoding = "utf-8"
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    elif data.startswith((b"\xff\xfe", b"{\0")):
        encoding, data = "utf-16-le", data.removeprefix(b"\xff\xfe")
    elif data.startswith((b"\xfe\xff", b"\0{")):
        encoding, data = "utf-16-be", data.removeprefix(b"\xfe\xff")
    if data.endswith(b"\0\0\0"):
        raise StorageError(
            name,
            _("the file ends in zeros, as after a power cut"),
            place=_("byte {number}").format(number=len(data.rstrip(b"\0")) + 1),
            way_out=_cut_off(),
        )
    try:
        # Halves of UTF-16 pairs pass here and are replaced, with a note, when texts are cleaned.
        text = data.decode(encoding, "surrogatepass" if encoding != "utf-8" else "strict")
    except UnicodeDecodeError as error:
        head = data[: error.start].decode(encoding, "replace")
        raise StorageError(
            name,
            _("the file is damaged or is no text ({encoding})").format(encoding=encoding.upper()),
            place=line_and_column(head, len(head)),
            way_out=_cut_off(),
        ) from None
    if encoding == "utf-8":
        return text, data, False
    return text, text.encode("utf-8", "replace"), True


def line_and_column(text: str, position: int) -> str:
    """Where `position` lies in `text`, in words; both counted from 1."""
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return _("line {line}, column {column}").format(line=line, column=column)


def check_size(data: bytes, name: str) -> None:
    """Refuse what would need too much memory, before it is parsed. data: UTF-8.

    Raises StorageError.
    """
    outside = len(data)
    if outside > MAX_TEXT:
        outside -= sum(found.end() - found.start() for found in _PICTURE_DATA.finditer(data))
    if outside > MAX_TEXT or len(data) > MAX_FILE:
        raise too_big(name, len(data))
    bones = _bones(data)
    objects = bones.count(b"{")
    if objects + bones.count(b"[") + bones.count(_COMMA) > MAX_PARTS:
        raise StorageError(name, _("the file has more than two million parts"))
    if objects > MAX_OBJECTS:
        raise StorageError(name, _("the file has more than {limit} items").format(limit=MAX_OBJECTS))
    if _deeper_than(bones, MAX_DEPTH):
        raise StorageError(name, _("the file is nested deeper than {limit} levels").format(limit=MAX_DEPTH))


def too_big(name: str, size: int) -> StorageError:
    """The error for a file of `size` bytes."""
    return StorageError(
        name,
        _("the file has {size} MB; {text} MB of text and {pictures} MB of pictures are the limit").format(
            size=size // 1_000_000, text=MAX_TEXT // 1_000_000, pictures=MAX_PICTURES // 1_000_000
        ),
    )


def _bones(data: bytes) -> bytes:
    """The brackets, commas and quotes of a JSON text, without quotes inside of texts."""
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    return data.translate(None, _DROPPED)


def _deeper_than(bones: bytes, limit: int) -> bool:
    """Whether brackets outside texts nest deeper: text is dropped, then pairs, level by level."""
    bones = bones.translate(_TO_ROUND, _COMMA).replace(b'""', b"")
    if b'"' in bones:
        bones = re.sub(rb'"[^"]*"', b"", bones)
    for _level in range(limit):
        shorter = bones.replace(b"()", b"")
        if len(shorter) == len(bones):
            break
        bones = shorter
    # What is left is deeper, or not closed at all: then only what is open at once counts.
    deepest = depth = 0
    for bone in bones:
        depth = depth + 1 if bone == 0x28 else max(0, depth - 1)
        deepest = max(deepest, depth)
        if deepest > limit:
            return True
    return b"()" in bones


def _parse(text: str, data: bytes, name: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_float=_float,
            parse_int=_int,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        raise _broken(text, error, name) from None
    except (_BadNumberError, _TwiceNamedError):
        raise _named(text, name) from None
    except RecursionError:
        raise StorageError(
            name, _("the file is nested deeper than {limit} levels").format(limit=MAX_DEPTH)
        ) from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise _TwiceNamedError
    return value


def _float(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise _BadNumberError
    return value


def _int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _BadNumberError
    return int(digits)


def _constant(_word: str) -> Any:
    raise _BadNumberError


def _broken(text: str, error: json.JSONDecodeError, name: str) -> StorageError:
    """What kind of damage a parser's complaint speaks of."""
    place = line_and_column(text, error.pos)
    if not text.lstrip().startswith(("{", "[")):
        return StorageError(name, _("this is not a journey map project"), place=place)
    rest = text[error.pos :].strip()
    if error.msg == "Extra data":
        return StorageError(name, _("something follows after the end of the project"), place=place)
    if error.msg.startswith("Unterminated string") or not rest or _only_a_start(rest):
        place = line_and_column(text, len(text))
        return StorageError(name, _("the file looks cut off"), place=place, way_out=_cut_off())
    if error.msg.startswith("Invalid control character"):
        return StorageError(name, _("a text holds a raw control character or line break"), place=place)
    return StorageError(name, _("the file is damaged: this is not JSON"), place=place, way_out=_cut_off())


def _only_a_start(rest: str) -> bool:
    """Whether `rest` is the beginning of a word or an escape, at which a file was cut."""
    words = ("true", "false", "null", "-")
    return (
        any(word.startswith(rest) for word in words)
        or re.fullmatch(r"\\u?[0-9a-fA-F]{0,3}", rest) is not None
    )


def _named(text: str, name: str) -> StorageError:
    """The same fault found again, slowly, with its place."""
    fault: Fault | None = find_fault(text, MAX_DIGITS)
    if fault is None:  # the parser and the search disagree: better a vague answer than none
        return StorageError(name, _("a number or a name in the file is not allowed"))
    place = line_and_column(text, fault.position)
    if fault.kind == "number":
        reason = _("{value} at {path} is not a number that can be used").format(
            value=fault.word[:24], path=fault.path
        )
    else:
        reason = _("“{key}” stands twice in {path}").format(
            key=clean_text(fault.word)[:80], path=fault.path or _("the project")
        )
    return StorageError(name, reason, place=place)


def _cleaned(value: Any, place: str, notes: list[tuple[str, str]]) -> Any:
    """`value` with its texts cleaned; each text that changed is noted."""
    if isinstance(value, str):
        clean = clean_text(value)
        if clean == value or len(notes) >= _MOST_NOTES:
            return clean
        if _SURROGATE.search(value):
            notes.append((place, _("half a character was replaced by �")))
        lost = len(value.replace("\r\n", "\n")) - len(clean)
        if lost > 0:
            words = ngettext(
                "{count} control character was taken out", "{count} control characters were taken out", lost
            )
            notes.append((place, words.format(count=lost)))
        return clean
    if isinstance(value, dict):
        return {
            clean_text(key): _cleaned(part, f"{place}.{clean_text(key)}".lstrip("."), notes)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_cleaned(part, f"{place}[{number}]", notes) for number, part in enumerate(value)]
    return value
