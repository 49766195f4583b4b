"""Brings two orders of one list together."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TypeVar

K = TypeVar("K")


def merged_order(
    base: Sequence[K], ours: Sequence[K], theirs: Sequence[K], members: Iterable[K]
) -> tuple[list[K], bool]:
    """The order of `members`, and whether both sides moved the same part to different places.

    Our order stands; what only they moved, or put in, goes where it agrees best with theirs.
    """
    wanted = set(members)
    base, ours, theirs = list(base), list(ours), list(theirs)
    clash = False
    if ours in (base, theirs):
        result, rest = [key for key in theirs if key in wanted], ours
    else:
        result, rest = [key for key in ours if key in wanted], theirs
        if theirs != base:
            common = [key for key in base if key in wanted and key in set(ours) & set(theirs)]
            my_moves, your_moves = _moved(common, ours), _moved(common, theirs)
            clash = bool(my_moves & your_moves) and _order_of(common, ours) != _order_of(common, theirs)
            for key in [key for key in theirs if key in your_moves - my_moves]:
                result.remove(key)
                _put(key, theirs, result)
    known = set(result)
    for key in rest:
        if key in wanted and key not in known:
            _put(key, rest, result)
    known = set(result)
    return result + [key for key in members if key not in known], clash


def _order_of(common: Sequence[K], order: Sequence[K]) -> list[K]:
    known = set(common)
    return [key for key in order if key in known]


def _moved(common: Sequence[K], order: Sequence[K]) -> set[K]:
    """The fewest of `common` that must be moved to get their `order`: all but a longest rising run."""
    place = {key: number for number, key in enumerate(common)}
    sequence = [key for key in order if key in place]
    tails: list[int] = []
    ends: list[K] = []
    before: dict[K, K | None] = {}
    for key in sequence:
        at = bisect_left(tails, place[key])
        before[key] = ends[at - 1] if at else None
        if at == len(tails):
            tails.append(place[key])
            ends.append(key)
        else:
            tails[at], ends[at] = place[key], key
    still: set[K] = set()
    key_at: K | None = ends[-1] if ends else None
    while key_at is not None:
        still.add(key_at)
        key_at = before[key_at]
    return set(sequence) - still


def _put(key: K, order: Sequence[K], result: list[K]) -> None:
    """Insert `key` where the fewest parts stand on another side of it than in `order`; late among equals."""
    at = order.index(key)
    before, after = set(order[:at]), set(order[at + 1 :])
    wrong = best = sum(part in before for part in result)
    place = 0
    for number, part in enumerate(result, 1):
        wrong += (part in after) - (part in before)
        if wrong <= best:
            best, place = wrong, number
    result.insert(place, key)
