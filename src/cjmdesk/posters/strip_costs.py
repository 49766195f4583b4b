"""What strips of sheets cost: all that seams go through, in order, and what is known of dearer strips."""

from bisect import bisect_left
from collections.abc import Iterable

from msgspec import Struct

from cjmdesk.posters.crossing import Priced

Costly = tuple[float, float, float, float, float]
"""What seams should spare, turned so that strips run from left to right: from, to across the
strips; from, to along them; cost."""


class Costs:
    """What seams should spare, for strips of one direction; the same at every size of the poster.

    between: what seams between strips go through. along: places along strips, and their costs, in the
    order of `starts`, where they begin across the strips.
    """

    def __init__(self, across: Iterable[Costly], between: Iterable[Priced]) -> None:
        """across: what seams across strips go through."""
        self._by_start = sorted(across)
        self.starts = [cost[0] for cost in self._by_start]
        self._ends = [cost[1] for cost in self._by_start]
        self.along: list[Priced] = [cost[2:] for cost in self._by_start]
        self.by_end = sorted(range(len(self._ends)), key=self._ends.__getitem__)
        """Numbers of all by where they end across the strips…"""
        self.stops = [self._ends[number] for number in self.by_end]
        """…and where that is."""
        # Words of one row begin and end together: what they cost is looked up once.
        together: dict[tuple[float, float], float] = {}
        for begin, end, cost in between:
            together[begin, end] = together.get((begin, end), 0.0) + cost
        self.between: list[Priced] = [(*span, cost) for span, cost in together.items()]

    def within(self, begin: float, end: float) -> list[Priced]:
        """Of what lies in a strip: places along it, and costs."""
        begun = bisect_left(self.starts, end)
        ended = zip(self._ends[:begun], self.along, strict=False)
        return [along for stop, along in ended if stop > begin]


class Kind(Struct, frozen=True):
    """How the sheets of a strip lie, as a number of a Laid, and how many they are."""

    laid: int
    sheets: int


class Floors:
    """What strips cost at least: as much as others of their kind that lie within them. Begins are numbers of
    places; ends come in ascending order."""

    def __init__(self) -> None:
        self._before: dict[tuple[int, Kind], float] = {}
        """Of strips that begin there and ended before…"""
        self._here: dict[Kind, list[tuple[int, float]]] = {}
        """…and of those that end where strips are priced now."""

    def next_end(self) -> None:
        """The next strips end farther on."""
        self._here = {}

    def note(self, cost: float, begin: int, kind: Kind) -> None:
        """A strip costs so much, or more."""
        self._before[begin, kind] = cost
        self._here.setdefault(kind, []).append((begin, cost))

    def reach(self, cost: float, begin: int, kind: Kind) -> bool:
        """Whether a strip is known to cost so much, or more."""
        return self._before.get((begin, kind), 0.0) >= cost or any(
            behind >= begin and least >= cost for behind, least in self._here.get(kind, ())
        )
