"""Finds known words in what people wrote: lane kinds, names of axes, labels, names of stages."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from msgspec import Struct

from cjmdesk.formats import axis_words
from cjmdesk.formats.lane_words import LANE_WORDS
from cjmdesk.formats.phrases import Found, Phrases, plain, split, weight

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）|【[^【】]*】")
_JOINED = re.compile(
    r"[/&+,;|・、，]|\b(?:and|or|und|et|y|e|i|oraz|и|та|і|a|en|ve|och|og|ja|és|και|ו)\b|[和与與及と]",
    re.IGNORECASE,
)
_HEAD_LAST = frozenset(["en", "de", "nl", "sv", "da", "no", "fi", "hu", "tr", "zh", "ja", "ko"])
_WEAK_KINDS = frozenset(["free_text", "time", "support", "process", "storyboard", "metrics", "motives"])
_LONGEST_TITLE = 80


class LaneGuess(Struct, frozen=True):
    """kind: of LANE_KINDS. strength: 0…1, how much of the title the known words explain.

    also: other kinds that the title names beside it ("thoughts and emotions").
    weak: the word is common outside journey maps too, so that it proves little.
    """

    kind: str
    strength: float
    also: frozenset[str] = frozenset()
    weak: bool = False


@cache
def table(name: str) -> Phrases[str]:
    """The table `name` of `axis_words`, ready for searching."""
    texts: tuple[str, ...] = getattr(axis_words, name)
    return Phrases((phrase, name) for text in texts for phrase in split(text))


@lru_cache(maxsize=8192)
def is_one_of(name: str, text: str) -> bool:
    """Whether `text` as a whole, brackets aside, is a phrase of the table `name`."""
    core = plain(_BRACKETS.sub(" ", text)).strip(" :：→↓|-–—/\\")
    return bool(core) and (table(name).is_whole(core) or table(name).is_whole(core.rstrip(".…")))


@lru_cache(maxsize=8192)
def contains(name: str, text: str) -> bool:
    """Whether a phrase of the table `name` stands in `text`."""
    return bool(text) and bool(table(name).find(plain(text)))


@cache
def _lanes() -> Phrases[tuple[str, str]]:
    return Phrases(
        (phrase, (kind, language))
        for kind, by_language in LANE_WORDS.items()
        for language, text in by_language.items()
        for phrase in split(text)
    )


@lru_cache(maxsize=8192)
def lane_guess(title: str) -> LaneGuess | None:
    """The lane kind that `title` names; None where no known word stands in it or it is no title."""
    whole = plain(title)
    if not whole or len(title) > _LONGEST_TITLE:
        return None
    core = plain(_BRACKETS.sub(" ", title)) or whole
    hits = _lanes().find(core)
    if not hits:
        core = whole
        hits = _lanes().find(whole)
    if not hits:
        return None
    kind = _choose(core, hits)
    said = sum(weight(core[start:end]) for start, end in _covered(hits))
    fillers = sum(weight(core[hit.start : hit.end]) for hit in table("FILLERS").find(core))
    strength = min(1.0, said / max(1, weight(core) - fillers))
    also = frozenset(hit.value[0] for hit in hits) - {kind}
    return LaneGuess(kind, strength, also, kind in _WEAK_KINDS)


def title_languages(titles: Iterable[str]) -> dict[str, float]:
    """How much the known words in `titles` speak for each language, 0…1."""
    votes: dict[str, float] = {}
    count = 0
    for title in titles:
        languages = {hit.value[1] for hit in _lanes().find(plain(title))}
        count += bool(languages)
        for language in languages:
            votes[language] = votes.get(language, 0.0) + 1 / len(languages)
    return {language: vote / count for language, vote in votes.items()}


def lane_kind(title: str) -> str:
    """The lane kind for a lane of that title; `free_text` where it says nothing known."""
    guess = lane_guess(title)
    return guess.kind if guess else "free_text"


def _covered(hits: list[Found[tuple[str, str]]]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in sorted((hit.start, hit.end) for hit in hits):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _choose(core: str, hits: list[Found[tuple[str, str]]]) -> str:
    """The first of things joined by "and"; within it the head of the phrase."""
    for limit in [*(match.start() for match in _JOINED.finditer(core)), len(core)]:
        part = [hit for hit in hits if hit.start < limit]
        if part:
            hits = part
            break
    hits = [hit for hit in hits if hit.value[0] != "free_text"] or hits
    starts = {hit.start for hit in hits}
    head_last = starts == {hit.start for hit in hits if hit.value[1] in _HEAD_LAST}
    start = max(hit.start for hit in hits) if head_last else min(hit.start for hit in hits)
    return next(hit.value[0] for hit in hits if hit.start == start)


@lru_cache(maxsize=8192)
def stage_strength(title: str) -> float:
    """How surely `title` is the name of a stage, 0…1, by known stage names alone."""
    text = plain(title)
    if not text or len(title) > _LONGEST_TITLE:
        return 0.0
    covered = sum(weight(text[hit.start : hit.end]) for hit in table("STAGES").find(text))
    return min(1.0, covered / max(1, weight(text)))
