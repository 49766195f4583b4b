"""Seams across one strip of sheets: the cheapest ones, found exactly on a raster."""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from copy import copy
from functools import cached_property
from itertools import accumulate, pairwise
from operator import add

from cjmdesk.posters.sheet_rooms import Room, Span, raster

EVEN = 1e-5
"""A mm², from the even seam: of equally good ones, those of even sheets."""

NEVER = float("inf")

_FINEST = 0.5
"""mm between places of a raster: closer ones are no better."""

_SPILL = 2.0
"""mm of a sheet that are best cut off at its seam."""

_CLOSE = 1e-7

Priced = tuple[float, float, float]
"""From, to, and what a cut between them costs."""

Mark = tuple[int, int, float]
"""The first place that cuts something and the first behind those, and what that costs."""

Seams = tuple[tuple[float, ...], tuple[float, ...]]
"""Where the second and later sheets begin, and where they are cut off: there or a little behind."""


class Places:
    """Where cuts may be tried along one direction, and what each goes through there."""

    def __init__(self, spans: Sequence[Span], length: float, number: int, give: float) -> None:
        """About `number` places along `length` mm, in `spans` only. give: see Room; a cut may lie
        that much behind its place."""
        step = max(length / number, _FINEST)
        self._spans = [*spans, *((low, high + give) for low, high in spans)]
        self._length, self._give = length, give
        self.places = raster(self._spans, step)
        # Places are a step apart or closer, so this many behind one are still in reach.
        self._reach = int(give / step + _CLOSE)

    def fewer(self, costs: Sequence[float], number: int) -> "Places":
        """About `number` of these places, the cheapest of its neighbours each. costs: at every place."""
        step = self._length / number
        ends = {end for span in self._spans for end in span}
        best: dict[int, tuple[float, float]] = {}
        for place, cost in zip(self.places, costs, strict=True):
            if place not in ends:
                group = int(place / step)
                best[group] = min(best.get(group, (NEVER, place)), (cost, place))
        found = copy(self)
        found.places = sorted(ends.intersection(self.places).union(place for _cost, place in best.values()))
        found._reach = int(self._give / (2 * step) + _CLOSE)
        return found

    def marks(self, edges: Iterable[Priced]) -> list[Mark]:
        """The places that cut each of `edges`."""
        places = self.places
        return [
            (bisect_right(places, begin), bisect_left(places, end), weight) for begin, end, weight in edges
        ]

    def costs(self, marks: Iterable[Mark]) -> list[float]:
        """What a cut at each place goes through."""
        return list(accumulate(self.changed(self.nothing(), marks)[:-1]))

    def nothing(self) -> list[float]:
        """Changes of cost from place to place where there is nothing to be cut."""
        return [0.0] * (len(self.places) + 1)

    def changed(self, changes: list[float], marks: Iterable[Mark]) -> list[float]:
        """`changes` themselves, with `marks` in them too."""
        for first, after, weight in marks:
            # Between two places there is nothing to be cut.
            if first < after:
                changes[first] += weight
                changes[after] -= weight
        return changes

    def slice(self, span: Span) -> tuple[int, int]:
        """The places in `span`: first, and the first behind."""
        return bisect_left(self.places, span[0] - _CLOSE), bisect_right(self.places, span[1] + _CLOSE)

    def least(self, costs: Sequence[float]) -> list[float]:
        """For each place the least cost at it or as far behind it as a cut may lie."""
        found, reach, left = list(costs), 1, self._reach
        while left:
            # Twice as far with every step; the last places have less behind them.
            more = min(reach, left)
            found = [*map(min, found, found[more:]), *found[len(found) - more :]]
            left -= more
            reach += more
        return found

    def cut(self, costs: Sequence[float], number: int) -> float:
        """The best cut for a sheet that begins at place `number`; of equal ones that which leaves a
        little to be cut off, so that a crooked cut shows no white."""
        begin = self.places[number]
        reached = range(number, min(number + self._reach + 1, len(self.places)))
        best = min(reached, key=lambda n: (costs[n], abs(self.places[n] - begin - _SPILL)))
        return self.places[best]

    def number(self, place: float) -> int:
        """Of the place itself, which is one of them."""
        return bisect_left(self.places, place - _CLOSE)


class Running:
    """What cuts go through of the first so many of some marks: each sum goes on from a shorter one."""

    def __init__(self, places: Places, marks: Sequence[Mark]) -> None:
        self._places, self._marks = places, marks
        self._counts = [0]
        self._changes = {0: places.nothing()}

    def of(self, count: int) -> list[float]:
        """A cost at each place, of the first `count` marks."""
        changes = self._changes.get(count)
        if changes is None:
            at = bisect_right(self._counts, count)
            before = self._counts[at - 1]
            changes = self._places.changed(self._changes[before].copy(), self._marks[before:count])
            self._counts.insert(at, count)
            self._changes[count] = changes
        return list(accumulate(changes[:-1]))


class Crossing:
    """The seams across strips that are laid in one way, along a `room` that is possible."""

    def __init__(self, places: Places, room: Room, strip: float) -> None:
        self._places, self._room = places, room
        self._slices = [places.slice(span) for span in room.spans(strip)]
        self._even = [
            [EVEN * (place - room.even(number)) ** 2 for place in places.places[first:after]]
            for number, (first, after) in enumerate(self._slices)
        ]

    def price(self, least: Sequence[float], worth: float, limit: float) -> float:
        """Of the best seams; NEVER where there are none for less than `worth`, each for less than `limit`.
        least: see Places."""
        return self._solved(least, worth, limit)[0]

    def seams(self, costs: Sequence[float]) -> Seams:
        """The best seams. costs: at each place."""
        places = self._places
        chosen = self._solved(places.least(costs), NEVER, NEVER)[1]
        return tuple(places.places[n] for n in chosen), tuple(places.cut(costs, n) for n in chosen)

    def _solved(self, least: Sequence[float], worth: float, limit: float) -> tuple[float, list[int]]:
        """Price and places, as far as there are any."""
        owns, lowest, total = [], [], 0.0
        for (first, after), even in zip(self._slices, self._even, strict=True):
            own = list(map(add, least[first:after], even))
            low = min(own)
            total += low
            if low >= limit or total >= worth:
                return NEVER, []
            owns.append(own)
            lowest.append(low)
        chosen = [
            first + own.index(low)
            for (first, _after), own, low in zip(self._slices, owns, lowest, strict=True)
        ]
        places, (nearest, farthest) = self._places.places, self._apart
        # Mostly the best place of each seam suits the others.
        if all(nearest <= places[b] - places[a] <= farthest for a, b in pairwise(chosen)):
            return total, chosen
        reached: dict[int, float] = {}
        links: list[dict[int, int]] = []
        worthy = worth - total  # so far
        for (first, _after), own, low in zip(self._slices, owns, lowest, strict=True):
            # A place so dear that the cheapest of all other seams do not make up for it is left out.
            most = min(limit, low + worth - total)
            kept = [(first + n, cost) for n, cost in enumerate(own) if cost < most]
            worthy += low
            if not links:
                reached = dict(kept)
                links.append({})
                continue
            reached, link = self._slide(reached, kept, worthy)
            if not reached:
                return NEVER, []
            links.append(link)
        best = min(reached.values(), default=NEVER)
        if best >= worth:
            return NEVER, []
        at = next(n for n, cost in reached.items() if cost == best)
        chosen = [at]
        for link in links[:0:-1]:
            at = link[at]
            chosen.append(at)
        return best, chosen[::-1]

    @cached_property
    def _apart(self) -> tuple[float, float]:
        room = self._room
        return room.least - _CLOSE, room.room - room.overlap + _CLOSE

    def _slide(
        self, reached: dict[int, float], kept: Iterable[tuple[int, float]], worthy: float
    ) -> tuple[dict[int, float], dict[int, int]]:
        """One seam more, at one of the places `kept`: the least totals, and the place of the seam before
        each. reached: the totals before; worthy: what a total must be less than. The places that suit it
        are a window that slides along."""
        places, (nearest, farthest) = self._places.places, self._apart
        earlier = [(n, places[n], total) for n, total in reached.items()]
        entering, count = 0, len(earlier)
        found: dict[int, float] = {}
        link: dict[int, int] = {}
        window: deque[tuple[int, float, float]] = deque()
        for number, cost in kept:
            place = places[number]
            while entering < count and earlier[entering][1] <= place - nearest:
                entered = earlier[entering]
                while window and window[-1][2] >= entered[2]:
                    window.pop()
                window.append(entered)
                entering += 1
            while window and window[0][1] < place - farthest:
                window.popleft()
            if window:
                before, _place, total = window[0]
                if total + cost < worthy:
                    link[number], found[number] = before, total + cost
        return found, link
