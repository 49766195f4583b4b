"""Finds out in which encoding a text file was written.

Marks and strict UTF-8 decide most files. For the rest every plausible encoding is tried and what
comes out is judged: known lane words count most, then how usual the letters and their neighbours
are (`letters`). `charset-normalizer` gives its opinion as one more vote.
"""

import re

from msgspec import Struct

from cjmdesk.formats.letters import likelihood
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.source import clean
from cjmdesk.formats.words import is_one_of, lane_guess
from cjmdesk.i18n import _

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CANDIDATES = (
    "cp1252", "cp1250", "cp1251", "shift_jis", "cp932", "gb18030", "big5", "cp949", "euc_jp", "cp1255",
    "cp1256", "cp1253", "cp1254", "cp1257", "cp1258", "iso8859_2", "koi8_u", "cp866", "cp852", "cp437",
    "cp850", "mac_cyrillic", "mac_roman", "iso8859_5", "iso8859_6", "iso8859_7", "cp874", "iso2022_jp",
)  # fmt: skip
_SAMPLE = 20_000
_CELL = re.compile(r"[^,;\t\n|:\"]+")


class Decoded(Struct, frozen=True):
    """encoding: its name. guessed: neither a mark nor strict UTF-8 said so. mended: bytes replaced."""

    text: str
    encoding: str
    guessed: bool = False
    mended: int = 0


def decode(data: bytes, wanted: str | None = None) -> Decoded:
    """The text of a file, cleaned. Raises ImportRefused where no encoding gives sensible text.

    wanted: the encoding the user named; then nothing is guessed.
    """
    if wanted:
        return _as_wanted(data, wanted)
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = data.decode(name, "replace").removeprefix("\ufeff")
            return Decoded(clean(text), name.removesuffix("-sig"), mended=text.count("\ufffd"))
    wide = _wide(data)
    if wide:
        return Decoded(clean(data.decode(wide, "replace")), wide, guessed=True)
    if data.count(0) > len(data) // 20:
        raise ImportRefused(_("is not a text file; import it in the format that its extension promises"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(data) or _best(data)
    if "\x1b$" in text:
        return _best(data)
    return Decoded(clean(text), "utf-8")


def _as_wanted(data: bytes, wanted: str) -> Decoded:
    try:
        text = data.decode(wanted, "strict")
    except LookupError as error:
        raise ImportRefused(
            _("no encoding is called “{name}”; usual ones are utf-8, cp1250, cp1251, cp1252").format(
                name=wanted
            )
        ) from error
    except (UnicodeError, ValueError) as error:
        raise ImportRefused(
            _("is not written in {name}; leave --encoding out to have the encoding found").format(name=wanted)
        ) from error
    return Decoded(clean(text.removeprefix("\ufeff")), wanted)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of plain letters and line ends is zero."""
    sample = data[:4000]
    pairs = len(sample) // 2
    if pairs < 4 or len(data) % 2:
        return ""
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[offset::2].count(0)
        others = sample[1 - offset :: 2].count(0)
        if zeros > pairs * 0.1 and others < zeros * 0.1:
            return name
    return ""


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes (a file that was cut), when far more of it is sound."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = sum(letter > "\x7f" for letter in text) - broken
    return Decoded(clean(text), "utf-8", mended=broken) if foreign >= 20 * broken else None


def _best(data: bytes) -> Decoded:
    sample = _whole_lines(data)
    votes: list[tuple[float, int, str]] = []
    for rank, name in enumerate(_CANDIDATES):
        text = _strictly(sample, name)
        if text is not None:
            votes.append((likelihood(text[:4000], name) + 2 * min(10, _known_words(text)), -rank, name))
    favoured = _normalizer(sample)
    votes = [(score + (0.3 if name in favoured else 0), rank, name) for score, rank, name in votes]
    for _score, _rank, name in sorted(votes, reverse=True):
        text = _strictly(data, name)
        if text is not None:
            return Decoded(clean(text), name, guessed=True)
    text = data.decode("cp1252", "replace")
    if text.count("\ufffd") > len(text) // 50 or sum(letter < " " for letter in text) > len(text) // 4:
        raise ImportRefused(
            _(
                "is not a text file, or in an unknown encoding; save it as UTF-8, or use cjmdesk import with"
                " --encoding"
            )
        )
    return Decoded(clean(text), "cp1252", guessed=True, mended=text.count("\ufffd"))


def _whole_lines(data: bytes) -> bytes:
    """The beginning, cut at a line end, so that no character is cut in two."""
    if len(data) <= _SAMPLE:
        return data
    end = data.rfind(b"\n", 0, _SAMPLE)
    return data[: end + 1 if end > 0 else _SAMPLE]


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, ValueError):
        return None


def _normalizer(sample: bytes) -> frozenset[str]:
    from charset_normalizer import from_bytes

    return frozenset(match.encoding for match in list(from_bytes(sample[:8000], steps=3, chunk_size=256))[:2])


def _known_words(text: str) -> int:
    known = 0
    for cell in _CELL.findall(text[:3000])[:120]:
        foreign = any(letter > "\x7f" for letter in cell)
        if foreign and len(cell) < 60:
            guess = lane_guess(cell.strip())
            known += bool(guess and guess.strength >= 0.4) or is_one_of("STAGE_AXIS", cell)
    return known
