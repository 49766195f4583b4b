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
    "pl": ("domysł", "scal ", "stanu przyszł", "odpowiedzialny:", "źródło wiedzy"),
    "ru": ("влияни", "догадк", "слить две", "снятое замечание", "источнику знания", "все различия"),
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
