"""Days as people write them: read in three languages, with or without a year. No widgets."""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import cache

from PySide6.QtCore import QDate, QLocale

from cjmdesk.i18n import LANGUAGES, NO_BREAK, current_language, date

_SHORTEST = 3
"""Letters of a month's name that are enough."""

_PIECE = re.compile(r"\d+|[^\W\d_]+|[./-]")
_FILLERS = frozenset({"st", "nd", "rd", "th", "of", "r", "roku", "г", "года", "год"})
"""Words that stand in a date without saying anything."""

_LONGEST = 60
"""Letters of a text that is looked at."""


def day_words(value: object) -> str:
    """A date in the window's language, as boxes and posters say it; empty for none."""
    if not isinstance(value, datetime.date):
        return ""
    # What is written in, and copied from there, has spaces as they are typed.
    return date(value, current_language()).replace(NO_BREAK, " ")


def short_day(value: object) -> str:
    """The same in a narrow column: the month in short."""
    if not isinstance(value, datetime.date):
        return ""
    language, year = current_language(), str(value.year)
    beginning = QLocale(language).toString(QDate(value.year, value.month, value.day), "d MMM ")
    return beginning + year + date(value, language).rpartition(year)[2]


def day_of(text: str, today: datetime.date, *, ahead: bool = True) -> datetime.date | None:
    """The date that a text says; None if it is none.

    It is written as 2026-05-31, with the month's name in any of the program's languages (from three
    letters on), or in figures, where a slash keeps the order usual in the window's language. Without
    a year the next such day from `today` on is meant, or (not ahead) the last one up to it.
    """
    plain = text.strip()
    if len(plain) > _LONGEST:
        return None
    try:
        return datetime.date.fromisoformat(plain)
    except ValueError:
        pass
    pieces = [piece for piece in _PIECE.findall(_folded(plain)) if piece not in _FILLERS]
    words = [piece for piece in pieces if piece.isalpha()]
    figures = [piece for piece in pieces if piece.isdigit()]
    if not figures or len(words) > 1:
        return None
    if words:
        month = _months().get(words[0][:_SHORTEST]) if _is_month(words[0]) else None
        return _with_name(figures, month, today, ahead) if month is not None else None
    signs = {piece for piece in pieces if not piece.isdigit()}
    if len(signs) != 1 or len(figures) not in (2, 3):
        return None
    return _in_figures(figures, signs == {"/"}, today, ahead)


def _with_name(figures: list[str], month: int, today: datetime.date, ahead: bool) -> datetime.date | None:
    if len(figures) == 1:
        return _nearest(int(figures[0]), month, today, ahead)
    if len(figures) != 2:
        return None
    day, year = figures if len(figures[0]) <= 2 else reversed(figures)
    return _made(year, month, int(day))


def _in_figures(figures: list[str], slashed: bool, today: datetime.date, ahead: bool) -> datetime.date | None:
    if len(figures[0]) == 4:
        return _made(figures[0], int(figures[1]), int(figures[2])) if len(figures) == 3 else None
    short = QLocale(current_language()).dateFormat(QLocale.FormatType.ShortFormat)
    first, second = int(figures[0]), int(figures[1])
    month_first = slashed and short.lower().startswith("m")
    day, month = (second, first) if (month_first and first <= 12) or second > 12 else (first, second)
    if len(figures) == 2:
        return _nearest(day, month, today, ahead)
    return _made(figures[2], month, day)


def _made(year: str, month: int, day: int) -> datetime.date | None:
    if len(year) not in (2, 4):
        return None
    try:
        return datetime.date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    except ValueError:
        return None


def _nearest(day: int, month: int, today: datetime.date, ahead: bool) -> datetime.date | None:
    """The next such day or the last one; a 29 February may be years off."""
    way = 1 if ahead else -1
    for number in range(9):
        try:
            found = datetime.date(today.year + way * number, month, day)
        except ValueError:
            continue
        if (found >= today) if ahead else (found <= today):
            return found
    return None


def _is_month(word: str) -> bool:
    """Whether a word is a month's name in one of the languages, or the beginning of one."""
    return len(word) >= _SHORTEST and any(name.startswith(word) for name in _names())


@cache
def _months() -> dict[str, int]:
    """Months by the first letters of their names."""
    return {name[:_SHORTEST]: month for name, month in _names().items()}


@cache
def _names() -> dict[str, int]:
    """Months by their names, in all the program's languages, in the forms that go with a day and alone."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        locale = QLocale(language)
        for month in range(1, 13):
            for name in (locale.monthName(month), locale.standaloneMonthName(month)):
                found[_folded(name)] = month
    return found


def _folded(text: str) -> str:
    """Small letters without the marks above them, as they are typed in a hurry."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
