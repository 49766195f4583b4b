"""Finds any of thousands of known phrases in a text, quickly and in any script.

Words of alphabetic scripts match at word borders; one that ends in `*` stands for all words that
begin so; Arabic and Hebrew words match behind the articles written onto them. Phrases of scripts
that put no blanks between words match anywhere.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")

_NO_BLANKS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_ARTICLES = ("وال", "ال", "و", "ב", "ה", "ו", "ל")
_LONGEST = 400
"""Letters of a text that are looked at: a title or a feeling is never longer."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """`text` as it is compared: folded case, no width variants, no markup, single blanks."""
    folded = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().replace("_", " ").replace("’", "'")
    return " ".join(folded.replace("*", " ").replace("`", " ").split())


def split(text: str) -> list[str]:
    """The phrases of a comma-separated list."""
    return [phrase.strip() for phrase in text.split(",") if phrase.strip()]


def without_blanks(letter: str) -> bool:
    """Whether `letter` is of a script that puts no blanks between words (Korean counts too)."""
    return _NO_BLANKS.match(letter) is not None


def weight(text: str) -> int:
    """Letters and figures; a sign of a script without blanks counts double."""
    return sum(2 if without_blanks(letter) else 1 for letter in text if letter.isalnum())


class Found(Struct, Generic[T], frozen=True):
    """A phrase found at `start`…`end` of the compared text, and what it stands for.

    literal: how many of its letters the phrase itself gives, its open ending aside.
    """

    start: int
    end: int
    value: T
    literal: int


class _Phrase(Struct, Generic[T], frozen=True):
    words: tuple[tuple[str, bool], ...]
    anywhere: bool
    value: T
    literal: int


class Phrases(Generic[T]):
    """Phrases with what they stand for, indexed by their first letter."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_letter: dict[str, list[_Phrase[T]]] = {}
        for phrase, value in entries:
            anywhere = without_blanks(phrase[0])
            words = tuple(
                (plain(word), word.endswith("*")) for word in ([phrase] if anywhere else phrase.split())
            )
            self._by_letter.setdefault(words[0][0][:1], []).append(
                _Phrase(words, anywhere, value, sum(len(stem) for stem, _open in words))
            )

    def find(self, text: str) -> list[Found[T]]:
        """All hits in `text`, which must be `plain`, except those that lie inside a longer one."""
        hits: list[Found[T]] = []
        for start in range(len(text)):
            border = _is_border(text, start)
            for phrase in self._by_letter.get(text[start], ()):
                if border or phrase.anywhere:
                    end = _match(text, start, phrase.words, phrase.anywhere)
                    if end > start:
                        hits.append(Found(_with_article(text, start), end, phrase.value, phrase.literal))
        return [hit for hit in hits if not any(_inside(hit, other) for other in hits)]

    def is_whole(self, text: str) -> bool:
        """Whether `text`, which must be `plain`, is one of the phrases and nothing more."""
        return any(hit.start == 0 and hit.end == len(text) for hit in self.find(text))


def _inside(hit: Found[T], other: Found[T]) -> bool:
    """Whether `other` says more: it spans more of the text, or as much with more letters of its own."""
    if not (other.start <= hit.start and hit.end <= other.end):
        return False
    longer = other.end - other.start > hit.end - hit.start
    return longer or (other.literal > hit.literal and other.start == hit.start)


def _is_border(text: str, start: int) -> bool:
    """Whether a word may begin at `start`: behind a blank or sign, or behind a written-on article."""
    if start == 0 or not text[start - 1].isalnum():
        return True
    if not "\u0590" <= text[start] <= "\u06ff":
        return without_blanks(text[start - 1])
    return text[_word_start(text, start) : start] in _ARTICLES


def _word_start(text: str, start: int) -> int:
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    return start


def _with_article(text: str, start: int) -> int:
    """The start of a hit, an article written onto it included."""
    return _word_start(text, start) if "\u0590" <= text[start] <= "\u06ff" else start


def _match(text: str, at: int, words: tuple[tuple[str, bool], ...], anywhere: bool) -> int:
    """The end of the phrase that begins at `at`, or −1."""
    for number, (stem, is_open) in enumerate(words):
        if number:
            gap = at
            while gap < len(text) and text[gap] in " -":
                gap += 1
            if gap == at:
                return -1
            at = gap
        if not text.startswith(stem, at):
            return -1
        at += len(stem)
        if is_open:
            while _goes_on(text, at):
                at += 1
        elif not anywhere and stem[-1].isalnum() and _goes_on(text, at):
            return -1
    return at


def _goes_on(text: str, at: int) -> bool:
    """Whether the word before `at` goes on there."""
    return at < len(text) and text[at].isalnum() and not without_blanks(text[at])
