"""Days as they are typed: with and without a year, in three languages, in figures."""

import datetime
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk import i18n
from cjmdesk.ui.fields.editors.days import day_of, day_words, short_day

TODAY = datetime.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    i18n.use_language("en")
    yield
    i18n.use_language("en")


@pytest.mark.parametrize(
    "text",
    [
        *("15 dec", "15 Dec.", "dec 15", "15th December", "15 of december"),
        *("15 gru", "15 grudnia", "grudzień 15", "15 GRUDNIA", "15 grudzien"),
        *("15 дек", "15 декабря", "15 Декабрь"),
        *("15.12", "15.12.", "15/12", "15-12", "15. 12."),
    ],
)
def test_a_day_without_a_year_is_the_next_or_the_last_one(text: str) -> None:
    assert day_of(text, TODAY) == datetime.date(2026, 12, 15)
    assert day_of(text, TODAY, ahead=False) == datetime.date(2025, 12, 15)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-05-31", "31 May 2026", "May 31, 2026", "2026 May 31", "31 may 26", "31.5.2026", "31.05.26"),
        *("31 maja 2026 r.", "31 maj 2026", "31 мая 2026 г.", "31 май 2026", "5/31/2026", "31/5/2026"),
        *("31-5-2026", "2026/5/31", "2026.05.31"),
    ],
)
def test_a_day_with_a_year_is_that_day(text: str) -> None:
    assert day_of(text, TODAY) == datetime.date(2026, 5, 31)


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "15", "15 de", "dec", "32 dec", "31.4", "15.13", "2026", "15 dec 202", "15 dec jan"),
        *("1.2.3.4", "15 12", "0.5", "15.12/26", "15 decade", "-15.12-", "9" * 5000, "2026-02-30"),
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    assert day_of(text, TODAY) is None


def test_today_counts_and_a_leap_day_waits_for_its_year() -> None:
    assert day_of("25 nov", TODAY) == day_of("25 nov", TODAY, ahead=False) == TODAY
    assert day_of("29 feb", TODAY) == datetime.date(2028, 2, 29)
    assert day_of("29.2", TODAY, ahead=False) == datetime.date(2024, 2, 29)


def test_a_slash_keeps_the_order_of_the_language() -> None:
    assert day_of("5/6/2026", TODAY) == datetime.date(2026, 5, 6)
    i18n.use_language("pl")
    assert day_of("5/6/2026", TODAY) == datetime.date(2026, 6, 5)
    assert day_of("5.6.2026", TODAY) == datetime.date(2026, 6, 5)


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
@given(day=st.dates(datetime.date(1000, 1, 1), datetime.date(9999, 12, 31)))
def test_what_is_shown_is_understood(language: str, day: datetime.date) -> None:
    i18n.use_language(language)
    assert day_of(day_words(day), TODAY) == day
    assert day_of(day.isoformat(), TODAY) == day


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_day_is_said_alike_wherever_it_is_said(language: str) -> None:
    i18n.use_language(language)
    ends = {"en": "May 2026", "pl": "maja 2026", "ru": "мая 2026 г."}
    shorter = {"en": "May 2026", "pl": "maj 2026", "ru": "мая 2026 г."}
    day = datetime.date(2026, 5, 31)
    assert day_words(day) == i18n.date(day, language).replace(i18n.NO_BREAK, " ") == f"31 {ends[language]}"
    assert short_day(day).replace(i18n.NO_BREAK, " ") == f"31 {shorter[language]}"
    assert day_of(short_day(day), TODAY) == day
    assert day_words(None) == short_day(None) == ""


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_none(text: str) -> None:
    found = day_of(text, TODAY)
    assert found is None or isinstance(found, datetime.date)
