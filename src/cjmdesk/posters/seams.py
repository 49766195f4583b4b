"""Seams that spare the cards: where between the sheets of a finished poster cuts do no harm.

The poster is cut into strips (rows or columns of sheets), and each strip across, for itself, so
that a seam has to find its way only past the cards of one strip. The sheets of one strip may lie
another way, and be more or fewer, than those of the next.
"""

from functools import cached_property
from typing import NamedTuple

from cjmdesk.layout.pages import Bounds
from cjmdesk.layout.scene import Scene
from cjmdesk.posters.obstacles import (
    ARROW,
    LINE,
    LONG,
    SIGN,
    Obstacles,
    cut_lines,
    harm,
    obstacles,
)
from cjmdesk.posters.sheet_rooms import rooms_of
from cjmdesk.posters.strip_costs import Costly, Costs
from cjmdesk.posters.strips import Laid, StripSearch
from cjmdesk.posters.tiling import TileOptions, Tiling, plain_tiling, seam_length, ways

_SMALLEST = 0.98
_WORTH_IT = 0.9
"""Of the lines cut before: a smaller poster must cut no more than this."""

_QUICK, _THOROUGH = 300, 750
"""Strips looked at in a rough search, and in each round of a thorough one…"""
_SPARING = 750
"""…in a search for seams that cut nothing…"""
_REFINED = 3
"""…and how many searches are thorough."""
_MANY = 25
"""Sheets; with more of them each strip takes longer, and fewer are looked at."""


def best_tiling(scene: Scene, options: TileOptions, found: Obstacles | None = None) -> Tiling:
    """The sheets of a poster: no more than a plain grid has, with the seams that go through least.

    At full size where that is as good; up to 2 % smaller where it spares many lines. Raises PaperError.
    """
    return SeamSearch(scene, options, found).best()


class SeamSearch:
    """A search for the sheets of a poster. found: what seams should spare. Raises PaperError."""

    def __init__(self, scene: Scene, options: TileOptions, found: Obstacles | None = None) -> None:
        self._size, self._options = (scene.width, scene.height), options
        self._plain = plain_tiling(self._size, options)
        self.found = found or obstacles(scene)
        self._known: dict[float, list[StripSearch]] = {}
        self._costs: dict[bool, Costs] = {}
        scales = (1.0,) if options.full_size else (1.0, _SMALLEST)
        self._scales = () if options.plain or self._plain.sheets == 1 else scales
        self._share = min(_MANY / self._plain.sheets, 1.0)

    def best(self, *, roughly: bool = False) -> Tiling:
        """See `best_tiling`. roughly: in a fraction of the time, for comparing layouts."""
        if not self._scales:
            return self._plain
        if self.harmless is not None:
            return self.harmless
        # First what each can do roughly; then the promising ones.
        searches = [search for scale in self._scales for search in self._searches(scale)]
        quick = [
            (self._judged(search.solve(self._pairs(_QUICK / 2 if roughly else _QUICK), 0)), number)
            for number, search in enumerate(searches)
        ]
        quick.sort(key=lambda each: (_order(each[0]), each[1]))
        best = self._judged(self._plain)
        for judged, _number in quick:
            best = _better(best, judged)
        for _before, number in [] if roughly else quick[:_REFINED]:
            best = _better(best, self._judged(searches[number].solve(self._pairs(_THOROUGH), 2)))
        return best.tiling or self._plain

    def likely(self) -> Tiling:
        """About what `best` finds, at full size: sooner still, for seams that a layout is to keep clear."""
        searches = self._searches(1.0) if self._scales else []
        tilings = (search.solve(self._pairs(_QUICK / 2), 0) for search in searches)
        return min(map(self._judged, tilings), key=_order, default=_NOTHING).tiling or self._plain

    @cached_property
    def harmless(self) -> Tiling | None:
        """What `best` finds where that goes through no line, else None, much sooner: seams that run along no
        arrow and go through no sign either, or if there are none, along and through the fewest; at full size
        if there are such.
        """
        if not self._scales:
            return None if cut_lines(self.found, self._plain) else self._plain
        whole: _Judged = _NOTHING
        for scale in self._scales:
            found = self._without_lines(scale)
            if found.tiling is not None and found.harm == _NO_HARM:
                return found.tiling
            whole = whole if whole.tiling else found
        return whole.tiling

    def _without_lines(self, scale: float) -> "_Judged":
        """The best seams of a size that go through no line."""
        found = _NOTHING
        # Where a line is cut if nothing else counts, one is cut if more does.
        for limit in (LINE, SIGN, ARROW):
            # Only places where nothing is cut are looked at: there are few of them.
            tilings = [search.solve(self._pairs(_SPARING), 0, limit) for search in self._searches(scale)]
            best = min(map(self._judged, tilings), key=_order, default=_NOTHING)
            if not best.cut:
                found = min(found, best, key=_order)
            if found.tiling is None or found.harm == _NO_HARM:
                break
        return found

    def _searches(self, scale: float) -> list[StripSearch]:
        """What is worth trying at a size, in rows and in columns, with no more sheets than a plain grid."""
        if scale not in self._known:
            options, most, border = self._options, self._plain.sheets, self.found.border
            # With a bleed nothing of the poster's edge may be left to the sheets' margins.
            rooms = [
                (way, *rooms_of(self._size, options, border, way, scale, borders=not options.bleed))
                for way in ways(options)
            ]
            found = []
            for in_rows in (True, False):
                laid = [
                    Laid(way, down, across) if in_rows else Laid(way, across, down)
                    for way, across, down in rooms
                ]
                if in_rows not in self._costs:
                    self._costs[in_rows] = _costs(self.found, in_rows)
                found.append(StripSearch(self._costs[in_rows], laid, most, in_rows=in_rows, scale=scale))
            self._known[scale] = [search for search in found if search.possible]
        return self._known[scale]

    def _pairs(self, number: float) -> int:
        """As many strips as are looked at in place of `number`."""
        return round(self._share * number)

    def _judged(self, tiling: Tiling | None) -> "_Judged":
        if tiling is None:
            return _NOTHING
        done = harm(self.found, tiling)
        cut, length = cut_lines(self.found, tiling), seam_length(tiling)
        return _Judged(cut, -tiling.scale, tiling.sheets, done, tiling.mixed, length, tiling)


class _Judged(NamedTuple):
    """A tiling and what it does; less of each is better, the first weighs most. harm: see `harm`."""

    cut: int
    shrinking: float
    sheets: float
    harm: tuple[int, int]
    mixed: bool
    length: float
    tiling: Tiling | None


_NO_HARM = (0, 0)
_NOTHING = _Judged(10**9, 0.0, 0.0, _NO_HARM, False, 0.0, None)


def _order(judged: _Judged) -> tuple[object, ...]:
    return judged[:-1]


def _better(one: _Judged, other: _Judged) -> _Judged:
    """A smaller poster only where it spares many lines, or the last; else the fewer lines, sheets, cuts."""
    if one.shrinking == other.shrinking:
        return min(one, other, key=_order)
    full, small = sorted((one, other), key=lambda judged: judged.shrinking)
    worth = 0 if full.cut else -1
    return small if small.cut <= max(_WORTH_IT * full.cut - 1, worth) else full


def _costs(found: Obstacles, in_rows: bool) -> Costs:

    def turned(box: Bounds) -> Bounds:
        left, top, right, bottom = box
        return (top, bottom, left, right) if in_rows else (left, right, top, bottom)

    across: list[Costly] = [(*turned(box[:4]), box[4]) for box in found.costs]
    between = [(begin, end, cost) for begin, end, _left, _right, cost in across]
    for begin, end, left, right in map(turned, found.arrows):
        if end - begin > right - left:
            # A cut may cross an arrow's end.
            end_of_it = (right - left) / 2 + LONG
            across.append((begin + end_of_it, end - end_of_it, left, right, ARROW))
        else:
            between.append((begin, end, ARROW))
    return Costs(across, between)
