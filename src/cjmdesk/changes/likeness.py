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
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import TypeVar

A = TypeVar("A", bound=Hashable)
B = TypeVar("B", bound=Hashable)

_WORD = re.compile(r"\w+")
_UNPARTED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts that write words without blanks, or in which a letter says as much as a word."""


def plain(text: str) -> str:
    """`text` without marks on letters, capitals and punctuation: what makes two texts the same."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
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


def _candidates(threes: list[tuple[str, int]], index: Mapping[tuple[str, int], list[A]]) -> set[A]:
    """Those that have one of the threes, by the rarest first; of very many the first."""
    found: set[A] = set()
    for three in threes:
        found.update(index.get(three, ()))
        if len(found) > _MOST_CANDIDATES:
            break
    return found


_MOST_CANDIDATES = 300
"""For one text: where more share its rarest letters, they repeat the same words."""


def pairs(
    ours: Mapping[A, str],
    theirs: Mapping[B, str],
    least: float,
    bonus: Callable[[A, B], float] = lambda _our, _their: 0.0,
) -> dict[B, tuple[A, float]]:
    """Which of `theirs` is which of `ours`, and how alike they are: the most alike first, each once.

    least: likeness below which texts are different. bonus: what speaks for a pair beside its words, added
    for the order alone.
    """
    threes_of = {our: _threes(text) for our, text in ours.items()}
    often = Counter(three for threes in threes_of.values() for three in threes)
    index: dict[tuple[str, int], list[A]] = defaultdict(list)
    for our, threes in threes_of.items():
        for three in _rarest(threes, often, least):
            index[three].append(our)
    found: list[tuple[float, int, int, float, A, B]] = []
    places = {our: number for number, our in enumerate(ours)}
    for number, (their, text) in enumerate(theirs.items()):
        own = _threes(text)
        for our in _candidates(_rarest(own, often, least), index):
            mine = threes_of[our]
            alike = 2 * len(own & mine) / (len(own) + len(mine))
            if alike >= least:
                rank = alike + bonus(our, their)
                found.append((-rank, number, places[our], alike, our, their))
    used: set[A] = set()
    taken: dict[B, tuple[A, float]] = {}
    for *_rank, alike, our, their in sorted(found, key=lambda each: each[:3]):
        if our not in used and their not in taken:
            used.add(our)
            taken[their] = (our, alike)
    return taken
