"""Numbers and dates as people of a language write them, on posters and in the window."""

import math
from gettext import NullTranslations

from cjmdesk import i18n
from cjmdesk.i18n import N_, NO_BREAK, current_language, translator

_NARROW_SPACE = "\u202f"
_PARTED_FROM = 10_000
"""Where digits are parted by a space, four of them stand together."""
_POINT_LANGUAGES = ("en", "zh", "ja", "ko", "th", "he", "hi", "ar")
"""Those that write a decimal point; the others write a comma."""

date = i18n.date
"""A day as people of a language write it."""


def number(value: float, language: str) -> str:
    """`1234.5` as "1,234.5" (en) or "1234,5" (pl, ru), 12345 as "12,345" or "12 345".

    At most two decimals.
    """
    text = f"{round(value, 2) + 0.0:,.2f}".rstrip("0").rstrip(".")  # + 0.0: there is no −0
    if language[:2] in _POINT_LANGUAGES:
        return text.replace("-", "−")
    parted = _NARROW_SPACE if abs(value) >= _PARTED_FROM else ""
    swapped = text.replace(",", parted).replace(".", ",")
    return swapped.replace("-", "−")


_SIGN_APART = (
    "be", "bg", "ca", "cs", "da", "de", "es", "fi", "fr", "gl", "hr", "hy", "lt", "mk", "nb", "nn", "no",
    "ro", "ru", "sk", "sl", "sv",
)  # fmt: skip
"""Languages that write a blank before the percent sign, as CLDR has them; the others write none."""


def percent(value: float, language: str) -> str:
    """61.3 as "61.3%" (en, pl) or "61,3\u00a0%" (ru); at most two decimals."""
    return _signed(number(value, language), language)


def measured(value: float, unit: str, language: str) -> str:
    """A number with its unit, if it has one: "4.5 min"; that of percent as its language writes it."""
    return with_unit(number(value, language), unit, language)


def with_unit(written: str, unit: str, language: str) -> str:
    """A written number with its unit, see `measured`. The first blank stands before the unit."""
    unit = unit.strip()
    if unit.startswith("%"):
        return _signed(written, language) + unit[1:]
    return f"{written} {unit}".strip()


_SCALES = (
    (1e12, N_("{number}T")),
    (1e9, N_("{number}B")),
    (1e6, N_("{number}M")),
    (1e3, N_("{number}K")),
)
"""Trillions, billions, millions and thousands, as they are written beside a number."""

_BRIEF_FROM, _POWERS_FROM = 10_000, 1e15
_FIGURES = 3
"""Of a number in brief."""


def brief(value: float, language: str, words: NullTranslations) -> str:
    """9,876,543,210.55 as "9.88B" (en) or "9,88\u00a0mld" (pl): three figures tell what a glance takes in.
    Numbers up to 10,000 only lose their decimals, from a thousand on. words: those of a sheet."""
    size = float(f"{abs(value):.{_FIGURES}g}")
    if size >= _POWERS_FROM:
        written = f"{value:.{_FIGURES - 1}E}".replace("E+", "E").replace("-", "−")
        return written.replace(".", _point(language))
    if size < _BRIEF_FROM:
        return number(value if size < 1000 else _rounded(value), language)
    scale, form = next(found for found in _SCALES if size >= found[0])
    told = number(math.copysign(size, value) / scale, language)
    return words.gettext(form).format(number=told)


def share(value: float, language: str, *, tenths: bool = False) -> str:
    """0.613 as "61%", 0.0237 as "2.4%": two figures tell all that a small sample knows. tenths: 0.09 as
    "9.0%", as it stands beside others of which tenths are told."""
    whole = value * 100
    if not has_tenths(value):
        more = f"{_point(language)}0" if tenths and 0 < abs(whole) < 9.95 else ""
        return _signed(number(_rounded(whole), language) + more, language)
    return percent(_rounded(whole, 1), language)


def _rounded(value: float, digits: int = 0) -> float:
    """Rounded as people do: 6.25 to 6.3, 12.5 to 13. Python rounds halves to the even figure."""
    scale = 10.0**digits
    # What a float falls short of a half is no difference.
    return math.copysign(math.floor(abs(value) * scale + 0.5 + 1e-9), value) / scale


def has_tenths(share: float) -> bool:
    """Whether tenths of a percent are told of a share."""
    return abs(share) < 0.1 and _rounded(share * 100, 1) != _rounded(share * 100)


def _point(language: str) -> str:
    return "." if language[:2] in _POINT_LANGUAGES else ","


def _signed(written: str, language: str) -> str:
    return f"{written}{NO_BREAK}%" if language[:2] in _SIGN_APART else f"{written}%"


def millimetres(value: float, words: NullTranslations) -> str:
    """A whole length as "100 mm", in the language of `words`."""
    return length(f"{value:.0f}", words)


def length(written: str, words: NullTranslations | None = None) -> str:
    """Millimetres with their unit. written: "120", "76 × 127". words: those of a sheet; None for the
    user's."""
    return (words or translator(current_language())).gettext(N_("{length}\u00a0mm")).format(length=written)


_TENTHS_BELOW = 10
"""Minutes: of fewer, tenths are told."""


_DAYS_FROM = 48
"""Hours that are told in days."""


def minutes(value: float, words: NullTranslations) -> str:
    """130 as "2 h 10 min", 1.5 as "1.5 min"; from two days on 4,330 as "3 days 10 min"."""
    if 0 < value < _TENTHS_BELOW and value != round(value):
        written = number(round(value, 1) or round(value, 2), words.info().get("language", "en"))
        return words.gettext("{minutes} min").format(minutes=written)
    whole = round(_rounded(value))
    hours, rest = divmod(whole, 60)
    if hours >= _DAYS_FROM:
        days, left = divmod(whole, 24 * 60)
        written = number(days, words.info().get("language", "en"))
        told = words.ngettext("{days} day", "{days} days", days).format(days=written)
        tied = (part.replace(" ", NO_BREAK) for part in (told, minutes(left, words)))
        return " ".join(tied) if left else told
    gettext = words.gettext
    if not hours:
        return gettext("{minutes} min").format(minutes=rest)
    if not rest:
        return gettext("{hours} h").format(hours=hours)
    return gettext("{hours} h {minutes} min").format(hours=hours, minutes=rest)
