"""A poster cut into strips, and each strip into sheets: the cheapest way of both together."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from operator import sub

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.posters.crossing import EVEN, NEVER, Crossing, Places, Running
from cjmdesk.posters.sheet_rooms import Room, Span
from cjmdesk.posters.strip_costs import Costs, Floors, Kind
from cjmdesk.posters.tiling import Tiling, Way

_STRIP = 8.5
"""mm kept free below the last row where that costs nothing: its sheets have no edge to be glued
over on which words could stand."""

_MORE = 2
"""Sheets in a strip beyond the fewest."""

_COARSE, _FINE = 120, 1000
"""Places along a side of the poster where seams are tried, about: at first, and at last."""

_COUNTS = (96, 72, 54, 40, 30, 22, 16, 12, 8, 5)
"""Seams between strips tried at once: the most that keep to the pairs allowed."""

_SAME = 1.0
"""Of a price: less is not worth another look."""

_CLOSE = 1e-7


class Laid(Struct, frozen=True):
    """How the sheets of strips may lie: first is across the strips, second along them."""

    way: Way
    first: Room
    second: Room


class _State(Struct, frozen=True):
    """The best strips up to a place. before: number of the place and the sheets used there."""

    cost: float
    before: tuple[int, int]
    kind: Kind


class StripSearch:
    """Strips of sheets that lie as `choices` say, with at most `most` sheets in all."""

    def __init__(
        self,
        costs: Costs,
        choices: Sequence[Laid],
        most: int,
        *,
        in_rows: bool,
        scale: float,
    ) -> None:
        self._costs, self._choices, self._most = costs, choices, most
        self._in_rows, self._scale = in_rows, scale
        first = choices[0].first
        self._begin, self._end = first.begin, first.end
        self._foot = _STRIP / scale if in_rows else 0.0
        self._feasible, self._fewest = self._spans()
        if not self._feasible:
            self._foot = 0.0
            self._feasible, self._fewest = self._spans()
        self._across = Places(self._feasible, first.end - first.begin, _FINE, first.give)
        self._own = self._across.costs(self._across.marks(costs.between))
        self._rooms = self._all_rooms()
        self._started: dict[float, list[float]] = {}
        self._ended: dict[float, list[float]] = {}
        self._least: dict[tuple[float, float], list[float]] = {}
        self._begin_anew(NEVER)

    def _begin_anew(self, limit: float) -> None:
        """Nothing found or priced yet, with no seam that costs `limit` or more."""
        self._limit = limit
        self._prices: dict[tuple[float, float, Kind], float] = {}
        self._dearer: dict[tuple[float, float, Kind], float] = {}
        """Of strips not priced: what they cost at least."""
        self._found: list[tuple[float, Kind]] | None = None
        """The cheapest strips so far: where they begin, and how their sheets lie, from the first one on…"""
        self._cost = NEVER
        """…and what they cost; others that get dearer are given up."""

    @property
    def possible(self) -> bool:
        """Whether there are strips at all that need no more than `most` sheets."""
        return bool(self._rooms)

    def _all_rooms(self) -> dict[Kind, Room]:
        """Every way a strip can be laid with a number of sheets that leaves enough for the others."""
        more = self._most - self._fewest
        rooms = {
            Kind(number, choice.second.sheets + extra): replace(
                choice.second, sheets=choice.second.sheets + extra
            )
            for number, choice in enumerate(self._choices)
            for extra in range(min(more, _MORE) + 1)
        }
        return {kind: room for kind, room in rooms.items() if room.possible(self._foot_along)}

    @property
    def _foot_along(self) -> float:
        return 0.0 if self._in_rows else _STRIP / self._scale

    # What seams across strips need, made when the first strip is priced

    @cached_property
    def _exactly(self) -> Places:
        """Every place along strips."""
        second = self._choices[0].second
        spans = [span for room in self._rooms.values() for span in room.spans(self._foot_along)]
        return Places(spans, second.end - second.begin, _FINE, second.give)

    @cached_property
    def _along(self) -> Places:
        """The better ones of them."""
        exactly = self._exactly
        return exactly.fewer(exactly.costs(exactly.marks(self._costs.along)), _COARSE)

    @cached_property
    def _crossings(self) -> dict[Kind, Crossing]:
        return self._crossings_over(self._along)

    def _crossings_over(self, places: Places) -> dict[Kind, Crossing]:
        """The ways to cut across a strip."""
        return {kind: Crossing(places, room, self._foot_along) for kind, room in self._rooms.items()}

    @cached_property
    def _running(self) -> tuple[Running, Running]:
        """What cuts along go through of all that begins, and of all that ends before a place."""
        marks = self._along.marks(self._costs.along)
        return Running(self._along, marks), Running(self._along, [marks[n] for n in self._costs.by_end])

    # Where strips may begin

    def _caps(self, choice: Laid) -> tuple[float, float, float, float]:
        """The most that is seen of a first, a middle, a last and an only strip."""
        first = choice.first
        inner, last = first.room - first.overlap, first.room + first.after - self._foot
        return inner + first.before, inner, last, first.room + first.after + first.before

    def _spans(self) -> tuple[list[Span], int]:
        """Where the second and later strips may begin, so that the sheets suffice; and how many
        sheets there are at least."""
        kinds = [(choice, choice.second.sheets, self._caps(choice)) for choice in self._choices]
        most = self._most
        forward: list[list[Span]] = [[] for _sheets in range(most + 1)]
        backward: list[list[Span]] = [[] for _sheets in range(most + 1)]
        for used in range(1, most + 1):
            for choice, sheets, (first, inner, last, _only) in kinds:
                least = choice.first.least
                if used == sheets:
                    forward[used].append((self._begin + least, self._begin + first))
                    backward[used].append((self._end - last, self._end - least))
                elif used > sheets:
                    forward[used] += [(a + least, b + inner) for a, b in forward[used - sheets]]
                    backward[used] += [(a - inner, b - least) for a, b in backward[used - sheets]]
            forward[used] = _united(forward[used])
            backward[used] = _united(backward[used])
        length = self._end - self._begin
        fewest = min((sheets for _laid, sheets, caps in kinds if length <= caps[3] + _CLOSE), default=most)
        behind: list[list[Span]] = [[]]
        for left in range(1, most):
            behind.append(_united([*behind[-1], *backward[left]]))
        found: list[Span] = []
        for used in range(1, most):
            found += _shared(forward[used], behind[most - used])
            for left in range(1, fewest - used):
                if _shared(forward[used], backward[left]):
                    fewest = used + left
                    break
        return _united(found), fewest

    # What a strip costs

    def _strip(self, begin: float, end: float) -> list[float]:
        """What a cut across the strip goes through, at each place along it: all that begins before
        the strip ends, but what ended before it begins."""
        if end not in self._started:
            self._started[end] = self._running[0].of(bisect_left(self._costs.starts, end))
        if begin not in self._ended:
            self._ended[begin] = self._running[1].of(bisect_right(self._costs.stops, begin))
        return list(map(sub, self._started[end], self._ended[begin]))

    def _least_of(self, begin: float, end: float) -> list[float]:
        if (begin, end) not in self._least:
            self._least[begin, end] = self._along.least(self._strip(begin, end))
        return self._least[begin, end]

    def _price(self, begin: float, end: float, kind: Kind, worth: float) -> float:
        """Of the best seams across a strip; NEVER where they cost `worth` or more."""
        strip = (begin, end, kind)
        price = self._prices.get(strip)
        if price is None:
            if worth <= self._dearer.get(strip, 0.0):
                return NEVER
            price = self._crossings[kind].price(self._least_of(begin, end), worth - _SAME, self._limit)
            if price == NEVER:
                self._dearer[strip] = worth
            else:
                self._prices[strip] = price
        return price

    # The search

    def solve(self, pairs: int, rounds: int, limit: float = NEVER) -> Tiling | None:
        """The best strips; None where there are none. pairs: of seams between strips that are
        priced in a round, about; rounds: each finer and closer to the best seams before. limit: no
        seam costs so much; a search with another one begins anew."""
        if not self.possible:
            return None
        if limit != self._limit:
            self._begin_anew(limit)
        wide = self._end - self._begin
        self._try(self._picked(self._feasible, pairs))
        for number in range(rounds):
            if self._found is None:
                return None
            near = wide / (40 * 4**number)
            around = [
                span
                for place, _kind in self._found[1:]
                for low, high in self._feasible
                if (span := (max(low, place - near), min(high, place + near)))[0] <= span[1]
            ]
            kept = [place for place, _kind in self._found[1:]]
            self._try(sorted({*kept, *self._picked(_united(around), pairs)}))
        return self._tiling(self._found) if self._found else None

    def _picked(self, spans: Sequence[Span], pairs: int) -> list[float]:
        """Places to try, spread out, the cheap ones among their neighbours."""
        least = self._across.least(self._own)
        places: list[int] = []
        for span in spans:
            first, after = self._across.slice(span)
            places += [n for n in range(first, after) if least[n] < self._limit]
        if not places:
            return []
        chosen: list[int] = []
        for count in _COUNTS:
            size = max(len(places) / count, 1.0)
            groups: dict[int, list[int]] = {}
            for n, place in enumerate(places):
                groups.setdefault(int(n / size), []).append(place)
            chosen = sorted(
                {min(group, key=lambda n: (least[n], n)) for group in groups.values()}
                | {places[0], places[-1]}
            )
            if self._pairs([self._across.places[n] for n in chosen]) <= pairs:
                break
        return [self._across.places[n] for n in chosen]

    def _pairs(self, places: Sequence[float]) -> int:
        """How many strips there are between these places."""
        most = max(self._caps(choice)[1] for choice in self._choices)
        least = min(choice.first.least for choice in self._choices)
        return sum(
            bisect_right(places, place + most + _CLOSE) - bisect_left(places, place + least - _CLOSE)
            for place in places
        )

    def _try(self, places: Sequence[float]) -> None:
        """Finds strips that begin at some of `places` and cost less than those found before."""
        cuts = [self._across.cut(self._own, self._across.number(place)) for place in places]
        begins = [self._begin, *places, self._end]
        seen = [self._begin, *cuts, self._end]
        costs = [0.0, *(self._own[self._across.number(cut)] for cut in cuts), 0.0]
        last = len(begins) - 1
        states: list[dict[int, _State]] = [{0: _State(0.0, (-1, 0), Kind(0, 0))}]
        floors = Floors()
        for at in range(1, last + 1):
            here: dict[int, _State] = {}
            floors.next_end()
            dearest = [self._cost] * (self._most + 1)  # that is worth it, with so many sheets
            # From the promising ones on, so that the others need not be priced.
            order = [before for before in range(at) if states[before] and seen[before] < seen[at] - _CLOSE]
            order.sort(key=lambda before: (min(state.cost for state in states[before].values()), -before))
            for before in order:
                first = before == 0
                index = (3 if first else 2) if at == last else (0 if first else 1)
                kinds = self._fitting(begins[at] - begins[before], index)
                if not kinds:
                    continue
                own = costs[at] + EVEN * (seen[at] - seen[before]) ** 2
                for used, state in states[before].items():
                    so_far = state.cost + own
                    for kind in kinds:
                        total = used + kind.sheets
                        if total > self._most:
                            continue
                        worth = dearest[total] - so_far
                        if worth <= _SAME or floors.reach(worth - _SAME, before, kind):
                            continue
                        price = self._price(seen[before], seen[at], kind, worth)
                        floors.note(price if price < NEVER else worth - _SAME, before, kind)
                        if price < worth:
                            cost = so_far + price
                            here[total] = _State(cost, (before, used), kind)
                            dearest[total:] = [min(cost, other) for other in dearest[total:]]
            states.append(here)
        if not states[last]:
            return
        cost, used = min((state.cost, sheets) for sheets, state in states[last].items())
        found = []
        at = last
        while at:
            state = states[at][used]
            at, used = state.before
            found.append((begins[at], state.kind))
        self._found, self._cost = found[::-1], cost

    @cached_property
    def _limits(self) -> list[tuple[Kind, float, tuple[float, float, float, float]]]:
        """The least and the most that is seen of each kind of strip."""
        choices = self._choices
        return [
            (kind, choices[kind.laid].first.least - _CLOSE, self._caps(choices[kind.laid]))
            for kind in self._rooms
        ]

    def _fitting(self, length: float, index: int) -> list[Kind]:
        """The kinds of strips of which so much is seen. index: of the caps."""
        return [kind for kind, least, most in self._limits if least <= length <= most[index] + _CLOSE]

    def _tiling(self, found: Sequence[tuple[float, Kind]]) -> Tiling:
        begins = [place for place, _kind in found[1:]]
        cuts = [self._across.cut(self._own, self._across.number(place)) for place in begins]
        strips = self._choices[0].first.axis(begins, cuts)
        places, crossings = self._exactly, self._crossings_over(self._exactly)
        along = []
        for number, (_place, kind) in enumerate(found):
            within = self._costs.within(*strips.visible(number))
            seams = crossings[kind].seams(places.costs(places.marks(within)))
            along.append(self._rooms[kind].axis(*seams))
        ways = tuple(self._choices[kind.laid].way for _place, kind in found)
        return Tiling(self._in_rows, strips, ways, tuple(along), self._scale)


def _shared(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The places in both."""
    return [
        (max(a, c), max(min(b, d), a, c))
        for a, b in some
        for c, d in others
        if min(b, d) > max(a, c) - _CLOSE
    ]


def _united(spans: Sequence[Span]) -> list[Span]:
    """The same places as few spans, ascending."""
    found: list[Span] = []
    for low, high in sorted(span for span in spans if span[1] >= span[0] - _CLOSE):
        if found and low <= found[-1][1] + _CLOSE:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, max(low, high)))
    return found
