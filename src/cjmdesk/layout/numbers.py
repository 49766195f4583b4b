"""Numbers and dates as people of a language write them, for posters."""

from gettext import NullTranslations

from cjmdesk import i18n

_NARROW_SPACE = "\u202f"
_PARTED_FROM = 10_000
"""Where digits are parted by a space, four of them stand together."""
_NO_BREAK = "\u00a0"
_POINT_LANGUAGES = ("en", "zh", "ja", "ko", "th", "he", "hi", "ar")
"""Those that write a decimal point; the others write a comma."""

date = i18n.date
"""A day as people of a language write it."""


def number(value: float, language: str) -> str:
    """`1234.5` as "1,234.5" (en) or "1234,5" (pl, ru), 12345 as "12,345" or "12 345".

    At most two decimals.
    """
    text = f"{round(value, 2):,.2f}".rstrip("0").rstrip(".")
    if language[:2] in _POINT_LANGUAGES:
        return text.replace("-", "−")
    parted = _NARROW_SPACE if abs(value) >= _PARTED_FROM else ""
    swapped = text.replace(",", parted).replace(".", ",")
    return swapped.replace("-", "−")


def share(value: float, language: str) -> str:
    """0.613 as "61 %", 0.0237 as "2.4 %": two figures tell all that a small sample knows."""
    percent = value * 100
    return f"{number(round(percent, 1 if abs(percent) < 10 else 0), language)}{_NO_BREAK}%"


def minutes(value: float, words: NullTranslations) -> str:
    """130 as "2 h 10 min"; whole days, from two on, as "3 days"."""
    hours, rest = divmod(round(value), 60)
    if not rest and hours >= 48 and hours % 24 == 0:
        days = hours // 24
        return words.ngettext("{days} day", "{days} days", days).format(days=days)
    gettext = words.gettext
    if not hours:
        return gettext("{minutes} min").format(minutes=rest)
    if not rest:
        return gettext("{hours} h").format(hours=hours)
    return gettext("{hours} h {minutes} min").format(hours=hours, minutes=rest)
