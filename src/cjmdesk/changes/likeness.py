"""How alike two short texts are, and which of two groups of texts belong together.

Groups in a workshop write the same thing in other words: "Long queue at 8", "the queue is long". Letters
in threes tell that without knowing the language: word order counts for little, endings and slips of the
pen for little, and an index finds the few candidates among thousands. (The measure is that of PostgreSQL's
pg_trgm, with Dice's coefficient. difflib compares letter by letter in order and takes a hundred times
longer; rapidfuzz would be quicker still, but is compiled for each system, and speed is not what lacks.)
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

A = TypeVar("A", bound=Hashable)
B = TypeVar("B", bound=Hashable)

_WORD = re.compile(r"\w+")
_UNPARTED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts that write words without blanks, or in which a letter says as much as a word."""


def plain(text: str) -> str:
    """`text` without marks on letters, capitals and punctuation: what makes two texts the same."""
    bare = text.casefold()
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    words = " ".join(_WORD.findall(bare.replace("ł", "l")))
    return words or " ".join(text.split())  # of signs alone, such as "?!"


@lru_cache(maxsize=20_000)
def _threes(text: str) -> frozenset[tuple[str, int]]:
    """The threes of letters of each word, each with its number among equals."""
    found: Counter[str] = Counter()
    for word in plain(text).split():
        if _UNPARTED.search(word):
            found.update(word)
            found.update(word[n : n + 2] for n in range(len(word) - 1))
            continue
        padded = f"  {word} "
        found.update(padded[n : n + 3] for n in range(len(padded) - 2))
    return frozenset((three, n) for three, times in found.items() for n in range(times))


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0…1; 1 for texts that differ at most in capitals, marks, punctuation and
    the order of words. An empty text is like none."""
    first, second = _threes(one), _threes(other)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def _rarest(
    threes: frozenset[tuple[str, int]], often: Mapping[tuple[str, int], int], least: float
) -> list[tuple[str, int]]:
    """So many of the rarest threes that texts with none of them in common cannot be `least` alike.

    Two texts that alike share at least least / (2 − least) of the threes of either.
    """
    shared = math.ceil(len(threes) * least / (2 - least) - 1e-9)
    return sorted(threes, key=lambda three: (often.get(three, 0), three))[: len(threes) - shared + 1]


class _Texts(Generic[A]):
    """Texts to choose from, with what is quickly looked up and compared.

    A text is kept as one long number, a bit for each of the threes that occur in them: how many two
    texts share is then a matter of nanoseconds, where sets take a hundred times longer.
    """

    def __init__(self, texts: Mapping[A, str], least: float) -> None:
        self._least = least
        threes_of = {key: _threes(text) for key, text in texts.items()}
        self._often = Counter(three for threes in threes_of.values() for three in threes)
        self._bits = {three: 1 << number for number, three in enumerate(self._often)}
        self._kept = [(key, self._number(threes), len(threes)) for key, threes in threes_of.items() if threes]
        self._index: dict[tuple[str, int], list[int]] | None = None
        if len(self._kept) > _MOST_CANDIDATES:
            self._index = defaultdict(list)
            for place, (key, _number, _size) in enumerate(self._kept):
                for three in _rarest(threes_of[key], self._often, least):
                    self._index[three].append(place)

    def _number(self, threes: frozenset[tuple[str, int]]) -> int:
        return sum(bit for three in threes if (bit := self._bits.get(three)))

    def like(self, text: str) -> Iterator[tuple[int, A, float]]:
        """Those that are alike enough: place, key, how much."""
        threes = _threes(text)
        number, size = self._number(threes), len(threes)
        share, kept = self._least / 2, self._kept
        for place in self._candidates(threes):
            key, other, length = kept[place]
            common = (number & other).bit_count()
            if common and common >= share * (size + length) - 1e-9:
                yield place, key, 2 * common / (size + length)

    def _candidates(self, threes: frozenset[tuple[str, int]]) -> Iterable[int]:
        """Places of those that share one of the rarest threes; of very many the first."""
        if self._index is None:
            return range(len(self._kept)) if threes else ()
        found: set[int] = set()
        for three in _rarest(threes, self._often, self._least):
            found.update(self._index.get(three, ())[:_MOST_CANDIDATES])
            if len(found) > _MOST_CANDIDATES:
                break
        return found


_MOST_CANDIDATES = 300
"""For one text: where more share its rarest letters, they repeat the same words."""


def pairs(ours: Mapping[A, str], theirs: Mapping[B, str], least: float) -> dict[B, tuple[A, float]]:
    """Which of `theirs` is which of `ours`, and how alike they are: the most alike first, each once.

    least: likeness below which texts are different.
    """
    if not ours or not theirs:
        return {}
    known = _Texts(ours, least)
    found: list[tuple[float, int, int, A, B]] = []
    for number, (their, text) in enumerate(theirs.items()):
        found += [(-alike, number, place, our, their) for place, our, alike in known.like(text)]
    used: set[A] = set()
    taken: dict[B, tuple[A, float]] = {}
    for alike, _number, _place, our, their in sorted(found, key=lambda each: each[:3]):
        if our not in used and their not in taken:
            used.add(our)
            taken[their] = (our, -alike)
    return taken
