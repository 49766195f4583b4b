"""What a cell of an emotion lane says: a score on some scale, an emoji, a feeling word."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from msgspec import Struct

from cjmdesk.formats.feeling_words import EMOJI, NEGATIONS, SMILEYS, WORDS
from cjmdesk.formats.phrases import Phrases, plain, split

_NUMBER = r"\d+(?:[.,]\d+)?"
_DASH = r"[-–—−~〜]"
_OUT_OF = re.compile(
    rf"(?<![\w.,])([+±−-]?)({_NUMBER})(?:\s*{_DASH}\s*({_NUMBER}))?\s*/\s*(±?)(5|6|7|9|10|100|[34])(?![\w/])"
)
_PERCENT = re.compile(rf"(?<![\w.,])({_NUMBER})\s*[%％٪]")
_ALONE = re.compile(
    rf"^([+±−-]?)\s*({_NUMBER})(?:\s*(?:pt|pts|points?|pkt|б|балл\w*|punkt\w*|分|点|점)\.?)?(?=$|\s*[:;—–|(]|\s+[-=]\s)"
)
_AT_END = re.compile(rf"[(:：（]\s*([+±−-]?)({_NUMBER})\s*[)）]?$")
_STARS = re.compile(r"[★⭐☆✩🌟]+")
_SCALE = re.compile(
    rf"(?<![\w.,])([−–-]?\s?\d{{1,3}})\s*(?:{_DASH}|…|\.\.\.?|to|до|do|bis|a|à|al|ate|até|t/m|tot|až|から|到|至|/)\s*"
    r"([+]?\s?\d{1,3})(?![\w.,])"
)
_DASHES = frozenset(["-", "–", "—", "−", "n/a", "na", "?", ".", "…", "x", "/", "--", "---"])
_QUOTED = re.compile(r"[\"“„«「『‚‘‹»](.+)[\"”“»」』’‘›«]", re.DOTALL)
_LONGEST_FEELING = 40
_LONGEST_READ = 1000


class Scale(Struct, frozen=True):
    """A straight scale of scores; its ends become −5 and +5."""

    low: float
    high: float

    def level(self, score: float) -> float:
        """The level of `score`, held within the scale."""
        kept = min(self.high, max(self.low, score))
        return round((kept - self.low) / (self.high - self.low) * 10 - 5, 4) + 0.0


ONE_TO_FIVE = Scale(1, 5)
_SIGNED = (Scale(-2, 2), Scale(-3, 3), Scale(-5, 5), Scale(-10, 10), Scale(-100, 100))
_UNSIGNED = (ONE_TO_FIVE, Scale(1, 7), Scale(1, 10), Scale(0, 100))


class Reading(Struct, frozen=True):
    """What was found in a cell.

    level: −5…+5 where the cell itself says the scale ("3/5", "80 %", an emoji, a word), else None.
    score: a bare number, to be read on the lane's scale. signed: it bears a sign.
    sure: a figure says it, no word or emoji. rest: the text without the figure.
    """

    level: float | None = None
    score: float | None = None
    signed: bool = False
    sure: bool = False
    rest: str = ""


def number(text: str) -> float:
    """A number written with a point or a comma."""
    return float(text.replace(",", ".").replace("−", "-").replace(" ", "").replace("±", ""))


def read(text: str) -> Reading:
    """Reads one cell of an emotion lane."""
    if len(text) > _LONGEST_READ:
        return Reading(rest=text.strip())
    stripped = text.strip().lstrip("'")
    for reader in (_read_out_of, _read_percent, _read_stars, _read_bare):
        found = reader(stripped)
        if found is not None:
            return found
    return Reading(level=word_level(stripped), rest=text.strip())


def _rest(text: str, match: re.Match[str]) -> str:
    kept = f"{text[: match.start()].rstrip(' (（[:：—–-')} {text[match.end() :].lstrip(' )）]:：;|—–-')}"
    return kept.strip()


def _read_out_of(text: str) -> Reading | None:
    match = _OUT_OF.search(text)
    if match is None:
        return None
    sign, first, second, both_ways, top = match.groups()
    value = number(first) if second is None else (number(first) + number(second)) / 2
    high = float(top)
    if sign or both_ways:
        scale, value = Scale(-high, high), -value if sign in ("-", "−") else value
    else:
        scale = Scale(0 if high == 100 or value < 1 else 1, high)
    return Reading(level=scale.level(value), sure=True, rest=_rest(text, match))


def _read_percent(text: str) -> Reading | None:
    match = _PERCENT.search(text)
    if match is None or number(match[1]) > 100 or len(_rest(text, match)) > _LONGEST_FEELING:
        return None
    return Reading(level=Scale(0, 100).level(number(match[1])), sure=True, rest=_rest(text, match))


def _read_stars(text: str) -> Reading | None:
    match = _STARS.search(text)
    if match is None or len(match[0]) > 10 or match[0].strip("★⭐🌟✩☆"):
        return None
    full = sum(match[0].count(star) for star in "★⭐🌟")
    if len(match[0]) == 1 and text.strip() != match[0]:
        return None  # a star beside words only adorns them
    top = max(5, len(match[0]))
    return Reading(level=Scale(1, top).level(full), sure=True, rest=_rest(text, match))


def _read_bare(text: str) -> Reading | None:
    match = _ALONE.match(text)
    sign, value = (match[1], match[2]) if match else ("", "")
    if match is None:
        match = _AT_END.search(text)
        if match is None or match.start() == 0:
            return None
        sign, value = match[1], match[2]
    score = number(value)
    if sign in ("-", "−"):
        score = -score
    return Reading(score=score, signed=bool(sign), sure=True, rest=_rest(text, match))


def scale_in_title(title: str) -> Scale | None:
    """The scale that a lane's title names ("Emotion (1–10)"), if any."""
    if "%" in title:
        return Scale(0, 100)
    match = _SCALE.search(title)
    if match is None:
        return None
    low, high = (number(part.replace("–", "-").replace("+", "").replace(" ", "")) for part in match.groups())
    return Scale(low, high) if low < high <= 100 else None


def guess_scale(scores: Iterable[float], *, signed: bool = False) -> Scale:
    """The scale that numbers found in one lane, or under one key, were most likely given on.

    signed: some bear a sign, so that the scale runs both ways. Numbers beyond every known scale
    are held at the ends of the widest.
    """
    values = list(scores)
    low, high = min(values, default=1), max(values, default=5)
    if signed or low < 0:
        return next((scale for scale in _SIGNED if high <= scale.high and low >= scale.low), _SIGNED[-1])
    chosen = next((scale for scale in _UNSIGNED if high <= scale.high), _UNSIGNED[-1])
    return Scale(0, chosen.high) if low < chosen.low else chosen


@cache
def _emoji_levels() -> dict[str, float]:
    return {sign: level for level, signs in EMOJI.items() for sign in signs.split()}


@cache
def _feelings() -> Phrases[float]:
    return Phrases(
        (phrase, level) for level, texts in WORDS.items() for text in texts for phrase in split(text)
    )


@cache
def _negations() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in split(NEGATIONS))


@lru_cache(maxsize=4096)
def word_level(text: str) -> float | None:
    """The level that emoji, or else known feeling words of a short text, stand for; None if none."""
    signs = [_emoji_levels()[letter] for letter in text[:200] if letter in _emoji_levels()]
    if not signs:
        padded = f" {text} "
        signs = [
            level
            for level, smileys in SMILEYS.items()
            for smiley in smileys.split()
            if f" {smiley} " in padded
        ]
    if signs:
        return _mean(signs)
    if len(text) > 2 * _LONGEST_FEELING:
        return None
    low = plain(text)
    found = _feelings().find(low)
    outside = low
    for hit in found:
        outside = outside[: hit.start] + " " * (hit.end - hit.start) + outside[hit.end :]
    if not found or _negations().find(outside):
        return None
    return _mean([hit.value for hit in found])


def _mean(levels: list[float]) -> float:
    return round(sum(levels) / len(levels) * 2) / 2 + 0.0


def is_blank_mark(text: str) -> bool:
    """Whether `text` is a sign that people put into an empty cell."""
    return text.strip().casefold() in _DASHES


def words_of(rest: str) -> tuple[str, str]:
    """Feeling and quote in the words of an emotion cell.

    Words in quotation marks are a quote; a short text without a full stop or question mark is a
    feeling, and so is what stands before a quote; everything else is a quote.
    """
    text = rest.strip()
    match = _QUOTED.search(text) if len(text) <= _LONGEST_READ else None
    if match and not text[match.end() :].strip() and '"' not in match[1]:
        before = text[: match.start()].strip(" :—–-")
        if len(before) <= _LONGEST_FEELING:
            return before, match[1].strip()
    if (
        len(text) <= _LONGEST_FEELING
        and not match
        and not re.search(r"[.!?…。！？؟]", text)
        and "\n" not in text
    ):
        return text, ""
    return "", text
