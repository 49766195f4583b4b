"""Seams that spare the cards: where between the sheets of a finished poster cuts do no harm.

The poster is cut into strips (rows or columns of sheets), and each strip across, for itself, so
that a seam has to find its way only past the cards of one strip. Both are found exactly on a fine
raster by dynamic programming: the price of a strip is the price of its own best seams.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from cjmdesk.layout.scene import Scene
from cjmdesk.posters.obstacles import Obstacles, cut_lines, obstacles
from cjmdesk.posters.sheet_rooms import Room, rooms_of, sheet_counts
from cjmdesk.posters.tiling import (
    TileOptions,
    Tiling,
    Way,
    plain_tiling,
    seam_length,
    ways,
)

_EVEN = 1e-5
"""A mm², from the even seam: of equally good ones, those of even sheets."""

_STRIP = 8.5
"""mm kept free below the last row where that costs nothing: its sheets have no edge to be glued
over on which words could stand."""

_SHRINKS = (0.99, 0.98)
_WORTH_IT = 0.7
"""Of the lines cut before: a smaller poster must cut no more than this."""

_BANDS = 120
"""Strips priced at most: so many that a second is enough for a large map."""

_REFINED = 2
"""Searches whose strips are priced one against the other."""

_NEVER = float("inf")
_CLOSE = 1e-7

Costly = tuple[float, float, float, float, float]
"""An obstacle turned so that strips run from left to right: from, to, begin, end, cost."""


def best_tiling(scene: Scene, options: TileOptions, found: Obstacles | None = None) -> Tiling:
    """The sheets of a poster: no more than a plain grid has, with the seams that go through least.

    At full size where that is as good; up to 2 % smaller where it spares many lines.
    Raises PaperError.
    """
    plain = plain_tiling((scene.width, scene.height), options)
    if options.plain or plain.sheets == 1:
        return plain
    found = found or obstacles(scene)
    searches = list(_searches((scene.width, scene.height), options, found, plain.sheets))
    # First what each can do at its simplest; then the promising ones, strip against strip.
    quick = [(_judged(search.solve(joint=False), found), search) for search in searches]
    quick.sort(key=lambda each: each[0][:-1])
    best = _judged(plain, found)
    for judged, _search in quick:
        best = _better(best, judged)
    for _judged_before, search in quick[:_REFINED]:
        if best[0] == 0:
            break
        best = _better(best, _judged(search.solve(joint=True), found))
    return best[-1] or plain


_Judged = tuple[int, float, float, float, "Tiling | None"]
"""Lines cut, shrinking, sheets, length of seams; less of each is better."""


def _judged(tiling: Tiling | None, found: Obstacles) -> _Judged:
    if tiling is None:
        return (10**9, 0.0, 0.0, 0.0, None)
    return (cut_lines(found, tiling), -tiling.scale, tiling.sheets, seam_length(tiling), tiling)


def _better(one: _Judged, other: _Judged) -> _Judged:
    """A smaller poster only where it spares many lines; else the fewer lines, sheets, cuts."""
    if one[1] == other[1]:
        return min(one, other, key=lambda judged: judged[:-1])
    full, small = sorted((one, other), key=lambda judged: judged[1])
    return small if small[0] <= _WORTH_IT * full[0] - 1 else full


def _searches(
    size: tuple[float, float], options: TileOptions, found: Obstacles, most: int
) -> Iterator["_Search"]:
    """Everything worth trying with at most `most` sheets: sizes, ways, rows and columns, borders."""
    # With a bleed nothing of the poster's edge may be left to the sheets' margins.
    able = not options.bleed
    shrinks = () if options.full_size else _SHRINKS
    for scale, borders in ((1.0, False), *((scale, able) for scale in (1.0, *shrinks))):
        for way in ways(options):
            across, down = rooms_of(size, options, found.border, way, scale, borders=borders)
            for more_across, more_down in sheet_counts(across.sheets, down.sheets, most):
                rooms = replace(across, sheets=more_across), replace(down, sheets=more_down)
                for in_rows in (True, False):
                    yield _Search(found, way, rooms, in_rows=in_rows, scale=scale)


class _Search:
    """Strips along `first`, seams across them along `second`."""

    def __init__(
        self, found: Obstacles, way: Way, rooms: tuple[Room, Room], *, in_rows: bool, scale: float
    ) -> None:
        """rooms: across and down."""
        first, second = rooms[::-1] if in_rows else rooms
        self._way = way
        self._first, self._second, self._in_rows, self._scale = first, second, in_rows, scale
        self._costs: list[Costly] = [
            (top, bottom, left, right, cost) if in_rows else (left, right, top, bottom, cost)
            for left, top, right, bottom, cost in found.costs
        ]
        strip = _STRIP / scale
        self._first_windows = first.windows(strip if in_rows else 0.0)
        self._second_windows = second.windows(0.0 if in_rows else strip)
        self._prices: dict[tuple[float, float], float] = {}
        self._cuts: dict[tuple[float, float], tuple[float, ...]] = {}

    def solve(self, *, joint: bool) -> Tiling | None:
        """The best tiling; None where there is none. joint: the strips' own seams have a say in
        where the strips lie."""
        first, second = self._first, self._second
        edges = [(cost[0], cost[1], cost[4]) for cost in self._costs]
        costs = [_costs(places, edges) for places in self._first_windows]
        if joint and second.sheets > 1:
            windows, costs = self._thinned(costs)
            found = _cheapest(windows, costs, first, self._band)
        else:
            found = _cheapest(self._first_windows, costs, first, _nothing)
        if found is None:
            return None
        strips = first.axis(found)
        along = []
        for number in range(len(strips.starts)):
            if self._band(*strips.visible(number)) == _NEVER:
                return None
            along.append(second.axis(self._cuts[strips.visible(number)]))
        return Tiling(self._way, self._in_rows, strips, tuple(along), self._scale)

    def _thinned(self, costs: Sequence[list[float]]) -> tuple[list[list[float]], list[list[float]]]:
        """Of each window the places worth pricing strips for, and their costs: the best ones, far
        enough apart."""
        pairs = len(self._first_windows) - 1
        each = max(min(int((_BANDS / pairs) ** 0.5), 24), 3) if pairs > 0 else 24
        windows, thinned = [], []
        for number, (places, own) in enumerate(zip(self._first_windows, costs, strict=True)):
            wanted = self._first.even(number)
            order = sorted(range(len(places)), key=lambda n: (own[n], abs(places[n] - wanted)))
            apart = (places[-1] - places[0]) / (2 * each) if places else 0.0
            kept: list[int] = []
            for n in order:
                if all(abs(places[n] - places[other]) >= apart for other in kept):
                    kept.append(n)
                if len(kept) == each:
                    break
            chosen = sorted({*kept, 0, len(places) - 1}) if places else []
            windows.append([places[n] for n in chosen])
            thinned.append([own[n] for n in chosen])
        return windows, thinned

    @cached_property
    def _spans(self) -> list[list[tuple[float, float, int, int, float]]]:
        """For each seam across a strip what it may go through: where along the strips that lies,
        the first place that cuts it and the first after those, and what that costs."""
        spans = []
        for places in self._second_windows:
            found = []
            for along, along_end, begin, end, weight in self._costs:
                first, after = bisect_right(places, begin), bisect_left(places, end)
                if first < after:
                    found.append((along, along_end, first, after, weight))
            spans.append(found)
        return spans

    def _band(self, begin: float, end: float) -> float:
        """The price of the best seams across the strip from `begin` to `end`."""
        key = (begin, end)
        if key not in self._prices:
            costs = []
            for places, spans in zip(self._second_windows, self._spans, strict=True):
                changes = [0.0] * (len(places) + 1)
                for along, along_end, first, after, weight in spans:
                    if along_end > begin and along < end:
                        changes[first] += weight
                        changes[after] -= weight
                costs.append(list(accumulate(changes[:-1])))
            cuts = _cheapest(self._second_windows, costs, self._second, _nothing)
            self._cuts[key] = cuts or ()
            self._prices[key] = _NEVER if cuts is None else self._price(cuts, costs)
        return self._prices[key]

    def _price(self, cuts: Sequence[float], costs: Sequence[Sequence[float]]) -> float:
        windows = zip(cuts, self._second_windows, costs, strict=True)
        return sum(own[bisect_left(places, cut)] for cut, places, own in windows)


def _nothing(_begin: float, _end: float) -> float:
    return 0.0


def _costs(places: Sequence[float], edges: Sequence[tuple[float, float, float]]) -> list[float]:
    """What a cut at each place goes through. places: ascending."""
    changes = [0.0] * (len(places) + 1)
    for begin, end, weight in edges:
        first, after = bisect_right(places, begin), bisect_left(places, end)
        if first < after:
            changes[first] += weight
            changes[after] -= weight
    return list(accumulate(changes[:-1]))


def _cheapest(
    windows: Sequence[Sequence[float]],
    costs: Sequence[Sequence[float]],
    room: Room,
    price: Callable[[float, float], float],
) -> tuple[float, ...] | None:
    """The cheapest seams, one from each window; None if there is no allowed set.

    costs: what a cut at each of the places goes through. price: of the strip between two seams,
    beside what the seams themselves go through.
    """
    if not windows:
        return ()
    before: list[list[int]] = []
    totals: list[float] = []
    for number, places in enumerate(windows):
        wanted = room.even(number)
        own = [
            cost + _EVEN * (place - wanted) ** 2 for place, cost in zip(places, costs[number], strict=True)
        ]
        if number == 0:
            totals = [cost + price(room.begin, place) for place, cost in zip(places, own, strict=True)]
            continue
        layer = _slide if price is _nothing else _step
        totals, links = layer(windows[number - 1], places, totals, own, room, price)
        before.append(links)
    last = windows[-1]
    ends = [total + price(place, room.end) for place, total in zip(last, totals, strict=True)]
    if not ends or min(ends) == _NEVER:
        return None
    at = ends.index(min(ends))
    found = [last[at]]
    for links, places in zip(reversed(before), reversed(windows[:-1]), strict=True):
        at = links[at]
        found.append(places[at])
    return tuple(reversed(found))


def _step(
    before: Sequence[float],
    places: Sequence[float],
    totals: Sequence[float],
    own: Sequence[float],
    room: Room,
    price: Callable[[float, float], float],
) -> tuple[list[float], list[int]]:
    """One seam more, every pair of places tried."""
    least, most = room.least - _CLOSE, room.room - room.overlap + _CLOSE
    found, links = [], []
    for place, cost in zip(places, own, strict=True):
        best, link = _NEVER, -1
        for n, other in enumerate(before):
            if least <= place - other <= most and totals[n] < best:
                total = totals[n] + price(other, place)
                if total < best:
                    best, link = total, n
        found.append(best + cost)
        links.append(link)
    return found, links


def _slide(
    before: Sequence[float],
    places: Sequence[float],
    totals: Sequence[float],
    own: Sequence[float],
    room: Room,
    _price: Callable[[float, float], float],
) -> tuple[list[float], list[int]]:
    """As `_step` where strips cost nothing: the least total in a window that slides along."""
    least, most = room.least - _CLOSE, room.room - room.overlap + _CLOSE
    found, links = [], []
    window: deque[int] = deque()
    entering = 0
    for place, cost in zip(places, own, strict=True):
        while entering < len(before) and before[entering] <= place - least:
            while window and totals[window[-1]] >= totals[entering]:
                window.pop()
            window.append(entering)
            entering += 1
        while window and before[window[0]] < place - most:
            window.popleft()
        best = totals[window[0]] if window else _NEVER
        found.append(best + cost)
        links.append(window[0] if window else -1)
    return found, links
