"""Finds out in which encoding a text file was written.

Marks and strict UTF-8 decide most files. For the rest every plausible encoding is tried and what
comes out is judged: known lane words count most, then how usual the letters and their neighbours
are. `charset-normalizer` gives its opinion as one more vote.
"""

# ruff: noqa: E501 - long rows of letters and words

import re
from dataclasses import dataclass
from itertools import pairwise

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
    "cp1252", "cp1250", "cp1251", "shift_jis", "cp932", "gb18030", "big5", "cp949", "euc_jp", "cp1255", "cp1256",
    "cp1253", "cp1254", "cp1257", "cp1258", "iso8859_2", "koi8_u", "cp866", "cp852", "cp437", "cp850", "mac_cyrillic", "mac_roman",
    "iso8859_5", "cp874", "iso2022_jp",
)  # fmt: skip
_SAMPLE = 20_000
_COMMON = {
    "latin": "aeiourstnlcdmphgbfvkzywjxqàâäáãåąæçćčďéèêëęěğíìîïıłńňñóòôöõőøśšşșťțúùûüűůýžźżß„“”–—’‘…«»°€œ",
    "cyrillic": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґў«»–—„“№…",
    "greek": "αοιετσνηυρπκμλωςγδβχθφξζψάέήίόύώ",
    "hebrew": "יוהלאתמרשבנדעקחפטסגצזכםןץףך",
    "arabic": "اليمونترةبعفدسكحقجهأشصطخضذثزغإىءئؤظآ",
    "thai": "านรเกอมลยทงสวคดตปใไหพบชขแโถจ่้ั็ิีุู",
    "han": "的一是不了在人有我他这这们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建務 這們來為國說時會對個過發後裡種經麼學現當沒動還進樣實軍無與長機關點業將兩間問應戰頭體見產東聲員論處義幾認條氣題爾變總電數報結購買階段需求客戶觸點渠道情緒痛機會顧户购买阶段触点绪点机会顾",
    "kana": "ぁあいうえおかがきぎくぐけげこごさざしじすずせぜそぞただちっつてでとどなにのはばひびふぶへべほぼまみむめもやゆよらりるれろわをん"
    "ァアィイウェエオカガキギクグケゲコゴサザシジスズセゼソゾタダチッツテデトドナニノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロワンーヴ",
}
_SETS = {name: frozenset(letters + letters.upper()) for name, letters in _COMMON.items()}
_ODD = re.compile(r"[\x80-\x9f\ue000-\uf8ff\uff61-\uff9f¤¦§¨©¬®¯±¶¸¹º¼½¾¿×÷†‡‰¢£¥ƒˆ˜ª²³\u2500-\u259f]")
_CELL = re.compile(r"[^,;\t\n|:\"]+")


@dataclass(frozen=True, slots=True)
class Decoded:
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
            votes.append((_likelihood(text), -rank, name))
    favoured = _normalizer(sample)
    votes = [(score + (1.0 if name in favoured else 0), rank, name) for score, rank, name in votes]
    for _score, _rank, name in sorted(votes, reverse=True):
        text = _strictly(data, name)
        if text is not None:
            return Decoded(clean(text), name, guessed=True)
    text = data.decode("cp1252", "replace")
    if text.count("\ufffd") > len(text) // 50 or sum(letter < " " for letter in text) > len(text) // 4:
        raise ImportRefused(_("is not a text file, or in an unknown encoding; name it with --encoding"))
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


def _likelihood(text: str) -> float:
    """How sensible `text` is: lane words found, usual letters, no impossible neighbours."""
    foreign = [letter for letter in text[:4000] if letter > "\x7f"]
    if not foreign:
        return 0.0
    counts = {name: sum(letter in letters for letter in foreign) for name, letters in _SETS.items()}
    usual = max(counts["latin"], counts["cyrillic"], counts["greek"], counts["hebrew"], counts["arabic"],
                counts["thai"], counts["kana"] + counts["han"] * 0.9, counts["han"] + 0.0)  # fmt: skip
    hangul = sum("\uac00" <= letter <= "\ud7a3" for letter in foreign)
    usual = max(usual, hangul * 0.95 + counts["han"] * 0.1)
    odd = len(_ODD.findall(text[:4000]))
    return (
        10 * usual / len(foreign)
        - 20 * odd / len(foreign)
        - 10 * _clashes(text[:4000])
        + 2 * min(10, _known_words(text))
    )


def _clashes(text: str) -> float:
    """The share of letters that stand beside a letter of another script, or as a capital in a word."""
    pairs = clashes = 0
    for before, after in pairwise(text):
        if before.isalpha() and after.isalpha() and (before > "\x7f" or after > "\x7f"):
            pairs += 1
            mixed = (before < "\u0250") != (after < "\u0250") and before < "\u3000" and after < "\u3000"
            clashes += mixed or (before.islower() and after.isupper())
    return clashes / max(1, pairs)


def _known_words(text: str) -> int:
    known = 0
    for cell in _CELL.findall(text[:3000])[:120]:
        foreign = any(letter > "\x7f" for letter in cell)
        if foreign and len(cell) < 60:
            guess = lane_guess(cell.strip())
            known += bool(guess and guess.strength >= 0.4) or is_one_of("STAGE_AXIS", cell)
    return known
