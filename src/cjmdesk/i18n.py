"""Words in the user's language, and in a poster's.

The window and the command line speak the user's language, chosen by `use_language`; a poster
speaks its map's, through `translator`. Texts are marked with `_`, or with `N_` where they stand in
a table and are translated when shown.
"""

import datetime
import gettext as _gettext
import locale
import os
import re
from functools import cache

from cjmdesk import shipped

DOMAIN = "cjmdesk"
LANGUAGES = {"en": "English", "pl": "Polski", "ru": "Русский"}
"""The languages of the window, each under its own name."""

NO_BREAK = "\u00a0"

COUNTED = r"(?![aiouwzаиоувскя] )(?:[^\W\d]|[%€$£₽°])"
"""As a pattern, how what a figure before it counts begins: "40 %", "5 m"; in "3 a 4" or "9 z nich" nothing
is counted."""

SIGN = "[<>≤≥≈~±]"
"""As a pattern, what may stand before a figure, with a blank between: "< 10 min"."""

_SIGNED = re.compile(rf"(?<![^\s(]){SIGN} (?=\S)")
_COUNT = re.compile(rf"(?<!\S)[\d.,]*\d (?={COUNTED})")

_OF = re.compile(r"(?<=\d )[^\W\d]{2,3} (?=\d)")
"""Between two figures: "12 of 40"."""

_SHORT_LAST = re.compile(r"(?<=\S\S) \S{1,6}$")
_ONE_LETTER = re.compile(r"(?<![^\s(\[„«“\"'])[^\W\d_] (?! )")

_current: _gettext.NullTranslations = _gettext.NullTranslations()
_current_language = "en"


@cache
def translator(language: str) -> _gettext.NullTranslations:
    """The catalogue for a language tag ("pl", "pt-BR"); English where there is none."""
    primary = language.replace("_", "-").split("-")[0].lower()
    return _gettext.translation(DOMAIN, shipped.path("locale"), languages=[primary], fallback=True)


def use_language(language: str) -> None:
    """Switch window and command line to `language`; empty means the system's."""
    global _current, _current_language  # noqa: PLW0603 - the one place that holds it
    _current_language = language or system_language()
    _current = translator(_current_language)


def current_language() -> str:
    """The language of window and command line."""
    return _current_language


def system_language() -> str:
    """The first of our languages that the environment asks for, else English.

    LANGUAGE is a list and goes first, as gettext has it, unless LC_ALL asks for plain C.
    """
    everything = os.environ.get("LC_ALL", "")
    if everything not in ("C", "POSIX"):
        for tag in os.environ.get("LANGUAGE", "").split(":"):
            if tag[:2].lower() in LANGUAGES:
                return tag[:2].lower()
    wanted = [everything, os.environ.get("LC_MESSAGES", ""), os.environ.get("LANG", "")]
    try:
        wanted.append(locale.getlocale()[0] or "")
    except ValueError:
        pass
    for tag in wanted:
        if tag and tag[:2].lower() in LANGUAGES:
            return tag[:2].lower()
        if tag:
            break
    return "en"


def _(message: str) -> str:
    """`message` in the user's language."""
    return _current.gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form for `count` in the user's language; the caller fills in the number."""
    return _current.ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a mark
    """Marks `message` for translation and returns it as it is."""
    return message


_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}


def tied(text: str, *, last: bool = True, letters: bool = True, counts: bool = True) -> str:
    """`text` with words tied that are read together. letters: words of one letter to the next ones, so
    that no line ends in one: in Polish and Russian that is a fault of setting; counts: numbers to what
    they count, and signs before them; last: a short last word to the one before."""
    together = _ONE_LETTER.sub(lambda found: found.group()[0] + NO_BREAK, text) if letters else text
    if counts:
        together = _OF.sub(lambda found: found.group()[:-1] + NO_BREAK, together)
        together = _SIGNED.sub(lambda found: found.group()[:-1] + NO_BREAK, together)
        together = _COUNT.sub(lambda found: found.group()[:-1] + NO_BREAK, together)
    if not last:
        return together
    return _SHORT_LAST.sub(lambda found: NO_BREAK + found.group()[1:], together)


def date(value: datetime.date, language: str) -> str:
    """A day as people of a language write it: "21 November 2026" in our languages, "2026-11-21" in others."""
    months = _MONTHS.get(language[:2])
    if months is None:
        return value.isoformat()
    written = f"{value.day}{NO_BREAK}{months.split()[value.month - 1]}{NO_BREAK}{value.year}"
    return f"{written}{NO_BREAK}г." if language[:2] == "ru" else written
