"""One word for one thing: the list of words against the catalogues."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from cjmdesk import shipped
from cjmdesk.i18n import translator

WORDS = Path(__file__).resolve().parents[1] / "docs" / "words.md"
ROW = re.compile(r"^\| ([^|-][^|]*) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def rows() -> list[tuple[str, ...]]:
    return ROW.findall(WORDS.read_text(encoding="utf-8"))[1:]


@pytest.mark.parametrize(("number", "language"), [(1, "pl"), (2, "ru")])
def test_the_catalogues_say_what_the_list_says(number: int, language: str) -> None:
    words = translator(language)
    assert len(rows()) > 30
    assert {row[0]: row[number] for row in rows()} == {row[0]: words.gettext(row[0]) for row in rows()}


def test_no_two_things_share_a_word() -> None:
    for column in zip(*[row[:3] for row in rows()], strict=True):
        assert len(set(column)) == len(column)


FORMER = {
    "pl": ("domysł", "scal ", "stanu przyszł", "odpowiedzialny:", "źródło wiedzy", "duplikuj", "transakcj"),
    "ru": (
        "влияни",
        "догадк",
        "слить две",
        "снятое замечание",
        "источнику знания",
        "все различия",
        "заглуш",
        "сделок",
    ),
}
"""Words that stood for something that has another one."""


@pytest.mark.parametrize("language", FORMER)
def test_second_words_for_a_thing_stay_away(language: str) -> None:
    path = shipped.path("locale") / language / "LC_MESSAGES" / "cjmdesk.po"
    with path.open("rb") as file:
        said = read_po(file, locale=language)
    for message in said:
        texts = message.string if isinstance(message.string, list | tuple) else [message.string]
        for text in texts if message.id else ():
            assert not [word for word in FORMER[language] if word in text.casefold()], text


def catalogue(language: str) -> list[tuple[str, str]]:
    """(text in English, what it is in the language) of every text and plural form."""
    path = shipped.path("locale") / language / "LC_MESSAGES" / "cjmdesk.po"
    with path.open("rb") as file:
        said = read_po(file, locale=language)
    pairs: list[tuple[str, str]] = []
    for message in said:
        if message.id:
            first = message.id if isinstance(message.id, str) else message.id[0]
            forms = [message.string] if isinstance(message.string, str) else list(message.string)
            pairs += [(first, form) for form in forms]
    return pairs


def test_english_words_have_curly_apostrophes() -> None:
    assert [text for text, _said in catalogue("pl") if re.search(r"\w'(\w|\s)", text)] == []


@pytest.mark.parametrize("language", ["pl", "ru"])
def test_keys_are_written_as_on_the_menus(language: str) -> None:
    words = re.compile(
        r"(Ctrl|Alt|Shift)\+(Left|Right|Up|Down|Lewo|Prawo|Góra|Dół|Влево|Вправо|Вверх|Вниз|PgDown)"
        r"|press Return|\bReturn (makes|writes)|\b(Delete|Insert) (leaves|puts|begins|deletes)"
    )
    assert [pair for pair in catalogue(language) if any(map(words.search, pair))] == []


def test_russian_has_its_long_dash_between_words() -> None:
    assert [said for _text, said in catalogue("ru") if re.search(r"\s–\s", said)] == []


@pytest.mark.parametrize(("language", "lonely"), [("pl", "aiouwz"), ("ru", "авикосуя")])
def test_no_line_of_a_long_text_can_end_with_a_lonely_letter(language: str, lonely: str) -> None:
    words = translator(language)
    loose = re.compile(rf"(?<![^\s(„«])[{lonely}] \S", re.IGNORECASE)
    long = [words.gettext(text) for text, said in catalogue(language) if len(said) >= 60]
    assert len(long) > 300
    assert [text for text in long if loose.search(text)] == []
    assert any("\u00a0" in text for text in long)
