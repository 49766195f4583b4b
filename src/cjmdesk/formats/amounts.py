"""Numbers as people write them: decimal commas, blanks in thousands, currencies, shares, durations."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from cjmdesk.formats.phrases import split
from cjmdesk.i18n import _

_NOTHING = frozenset(
    (
        "",
        *split("-, –, —, −, ..., …, ?, n/a, na, n.a., none, null, nan, #n/a, #n/d!, (not set), not set"),
        *split("brak, b.d., bd, b/d, нет, нет данных, н/д, н.д., k.a."),
    )
)
"""What people write where they have no number."""

_NUMBER = re.compile(
    r"^(?P<before>(?:[^\W\d_]{1,3}\.?|approx\.?|about|około|около|примерно|[~≈<>])?)"
    r"\s*(?P<sign>[(+\-−]?)\s*[^\w\s.,(+\-−]{0,3}\s*"
    r"(?P<number>\d[\d .,'’]*|[.,]\d+)(?P<after>\D{0,24})$",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"^\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?$|^\d{1,3}(?:[ '’]\d{3})+$")
_TIMES = re.compile(
    r"^(?:(?P<thousand>k|tys|тыс|thousand)|(?P<million>mln|млн|million))(?![a-zа-яё])", re.IGNORECASE
)

_CLOCK = re.compile(r"^(?:(\d+)\s*(?:days?|dni|дн\w*),?\s*)?(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?$")
_PIECE = re.compile(r"(\d[\d.,]*)\s*([^\W\d_]+)\.?", re.UNICODE)
_UNITS: tuple[tuple[float, str], ...] = (
    (10_080.0, r"weeks?|wks?|tydz\w*|tyg\w*|нед\w*"),
    (1_440.0, r"d|days?|dni|dzie\w*|дн\w*|день|сут\w*"),
    (60.0, r"h|hrs?|hours?|g|godz\w*|ч|час\w*|std|stunden?"),
    (1.0, r"m|mins?|minut\w*|мин\w*|м"),
    (1 / 60, r"s|secs?|seconds?|sek\w*|сек\w*|с"),
)
_UNIT_WORDS = tuple((factor, re.compile(rf"^(?:{words})$", re.IGNORECASE)) for factor, words in _UNITS)


class AmountError(ValueError):
    """Its text is a clause for people, translated: what is wrong with the number."""


def plain(text: str) -> str:
    """`text` with ordinary blanks and figures, whatever width they had."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def is_nothing(text: str) -> bool:
    """Whether `text` says that there is no number."""
    return plain(text).casefold() in _NOTHING


def is_number(text: str) -> bool:
    """Whether `text` is a number, with or without a unit, or a duration."""
    shown = plain(text)
    return bool(_NUMBER.match(shown) or _CLOCK.match(shown) or _pieces(shown, "."))


def decimal_of(texts: Iterable[str], usual: str = ".") -> str:
    """The sign before the decimals in these numbers, "." or ","; `usual` where nothing tells."""
    votes: Counter[str] = Counter()
    for text in texts:
        found = _NUMBER.match(plain(text))
        if found is None:
            continue
        number = found["number"].rstrip(" .,")
        signs = [sign for sign in number if sign in ".,"]
        if len(set(signs)) == 2:
            votes[signs[-1]] += 1
        elif len(signs) > 1:
            votes["," if signs[0] == "." else "."] += 1
        elif signs and not _could_be_thousands(number, signs[0]):
            votes[signs[0]] += 1
    return votes.most_common(1)[0][0] if votes else usual


def _could_be_thousands(number: str, sign: str) -> bool:
    whole, _sign, rest = number.partition(sign)
    return len(rest) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")


def count_of(text: str, decimal: str = ".") -> int | None:
    """A whole number, not below zero; None where nothing is said. Raises AmountError."""
    value = _value(text, decimal, whole=True)
    if value is None:
        return None
    if "%" in text:
        raise AmountError(_("“{text}” is a share, not a count").format(text=_short(text)))
    if abs(value - round(value)) > 1e-6:
        raise AmountError(_("“{text}” is no whole number").format(text=_short(text)))
    return round(value)


def money_of(text: str, decimal: str = ".") -> float | None:
    """An amount of money, its currency left out; None where nothing is said. Raises AmountError."""
    return _value(text, decimal)


def share_of(text: str, decimal: str = ".", *, percent: bool = False) -> float | None:
    """A share, 0…1; None where nothing is said. percent: plain numbers are hundredths.

    Raises AmountError, also for more than 100%.
    """
    value = _value(text, decimal)
    if value is None:
        return None
    value = value / 100 if percent or "%" in plain(text) else value
    if value > 1:
        raise AmountError(_("“{text}” is more than 100%").format(text=_short(text)))
    return round(value, 9)


def minutes_of(text: str, decimal: str = ".", unit: float = 1.0, *, seconds: bool = False) -> float | None:
    """A duration in minutes: "12", "1:30", "1 h 30 min", "90 s"; None where nothing is said.

    unit: minutes that a plain number stands for. seconds: two figures with a colon are minutes and
    seconds, not hours and minutes. Raises AmountError.
    """
    shown = plain(text)
    if shown.casefold() in _NOTHING:
        return None
    clock = _CLOCK.match(shown)
    if clock is not None:
        days, first, second, third = (int(part or 0) for part in clock.groups())
        if seconds and clock[4] is None:
            return days * 1_440 + first + second / 60
        return days * 1_440 + first * 60 + second + third / 60
    parts = _pieces(shown, decimal)
    if parts is not None:
        return parts
    value = _value(text, decimal)
    return None if value is None else value * unit


def unit_of(heading: str) -> float:
    """Minutes that a plain number below `heading` stands for: 60 below "Time (h)"; 1 if it does not say."""
    if "engagement time" in plain(heading).casefold():
        return 1 / 60  # one maker's statistics count it in seconds, and do not say so
    for word in re.findall(r"[^\W\d_]+", plain(heading)):
        for factor, pattern in _UNIT_WORDS:
            # A letter alone is a unit only in brackets: "czas s" may be anything.
            if pattern.match(word) and (len(word) > 1 or re.search(rf"[(\[]\s*{word}\s*[)\]]", heading)):
                return factor
    return 1.0


def _pieces(shown: str, decimal: str) -> float | None:
    """Minutes of "1 h 30 min"; None where it is not written so."""
    total, end = 0.0, 0
    for match in _PIECE.finditer(shown):
        if shown[end : match.start()].strip(" ,~≈") not in ("", "ca.", "ok.", "i", "and", "и"):
            return None
        factor = next((factor for factor, pattern in _UNIT_WORDS if pattern.match(match[2])), None)
        if factor is None:
            return None
        total += _float(match[1], decimal, shown) * factor
        end = match.end()
    return total if end and not shown[end:].strip(" .") else None


def _value(text: str, decimal: str, *, whole: bool = False) -> float | None:
    shown = plain(text)
    if shown.casefold() in _NOTHING:
        return None
    found = _NUMBER.match(shown)
    if found is None:
        raise AmountError(_("“{text}” is no number").format(text=_short(text)))
    value = _float(found["number"], decimal, shown, whole=whole)
    if found["sign"] and found["sign"] in "-−(" and value:
        raise AmountError(_("“{text}” is less than nothing").format(text=_short(text)))
    times = _TIMES.match(found["after"].strip())
    if times is not None:
        value *= 1_000 if times["thousand"] else 1_000_000
    return value


def _float(written: str, decimal: str, shown: str, *, whole: bool = False) -> float:
    """whole: what may be thousands is taken for them."""
    number = written.strip().rstrip(".,'’ ")
    if re.search(r"[ '’]", number):
        if not _GROUPED.match(number):
            raise AmountError(_("“{text}” is no number").format(text=_short(shown)))
        number = re.sub(r"[ '’]", "", number)
        return float(number.replace(",", "."))
    signs = [sign for sign in number if sign in ".,"]
    if len(set(signs)) == 2:
        thousands = signs[0]
        number = number.replace(thousands, "").replace(signs[-1], ".")
    elif len(signs) > 1:
        number = number.replace(signs[0], "")
    elif signs:
        grouped = _could_be_thousands(number, signs[0]) and (whole or signs[0] != decimal)
        number = number.replace(signs[0], "" if grouped else ".")
    try:
        value = float(number)
    except ValueError:
        raise AmountError(_("“{text}” is no number").format(text=_short(shown))) from None
    if value > 1e15:
        raise AmountError(_("“{text}” is too large").format(text=_short(shown)))
    return value


def _short(text: str) -> str:
    shown = plain(text)
    return shown if len(shown) <= 40 else shown[:39] + "…"
