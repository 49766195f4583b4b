"""What sheets take of one direction of a poster: how many, how much each, where seams may lie."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cjmdesk.layout.pages import Bounds
from cjmdesk.posters.tiling import Axis, TileOptions, Way, count

_LEAST_VISIBLE = 0.2
"""Of a sheet's room: no sheet shows less of the poster, or it would be all glue."""

_HAIR = 0.1
"""mm of ink that may stand in a sheet's margin: half the line around the map."""

_CLOSE = 1e-7

Span = tuple[float, float]
"""From, to, mm of the poster; both ends are meant."""


class Room(Struct, frozen=True):
    """One direction of a way to print. All in mm of the poster: what it reaches from and to, how
    many sheets, what each takes and shares; before, after: by how much more the first and the last
    take, whose white border may lie in the sheet's margin.

    give: how far behind the beginning of its sheet a seam may lie. The edge below it is then that
    much narrower, and as much of the white margin beyond is glued over instead.
    """

    begin: float
    end: float
    sheets: int
    room: float
    overlap: float
    before: float
    after: float
    give: float = 0.0

    def axis(self, begins: Sequence[float], cuts: Sequence[float]) -> Axis:
        """begins: of the second and later sheets; cuts: the seams, at or behind them."""
        starts, firsts = (self.begin, *cuts), (self.begin, *begins)
        return Axis(self.begin, self.end, starts, self.overlap, self.before, firsts)

    def spans(self, strip: float = 0.0) -> list[Span]:
        """For each sheet but the first where it may begin; one that has no place has none.

        strip: kept free after the last sheet if that is possible.
        """
        length, inner = self.end - self.begin, self.room - self.overlap
        spare = (self.sheets - 1) * inner + self.room + self.before + self.after - length
        last = self.room + self.after - (strip if spare > strip + 1 else 0.0)
        least = self.least
        found = []
        for seam in range(1, self.sheets):
            low = max(self.begin + seam * least, self.end - last - (self.sheets - 1 - seam) * inner)
            high = min(self.begin + self.before + seam * inner, self.end - (self.sheets - seam) * least)
            if high > low - _CLOSE:
                found.append((low, max(low, high)))
        return found

    def possible(self, strip: float = 0.0) -> bool:
        """Whether each sheet has a place. strip: see `spans`."""
        return len(self.spans(strip)) == self.sheets - 1

    @property
    def caps(self) -> list[float]:
        """The most that is seen of each sheet, where each is seen from its beginning."""
        inner = self.room - self.overlap
        if self.sheets == 1:
            return [self.room + self.before + self.after]
        return [inner + self.before, *[inner] * (self.sheets - 2), self.room + self.after]

    def even(self, seam: int) -> float:
        """Where a seam, counted from 0, would lie between sheets of one size."""
        return self.begin + (seam + 1) * (self.end - self.begin) / self.sheets

    @property
    def least(self) -> float:
        """The least that is seen of a sheet."""
        even = (self.end - self.begin) / self.sheets
        return min(max(_LEAST_VISIBLE * self.room, self.overlap), even)


def raster(spans: Sequence[Span], step: float) -> list[float]:
    """Places at most `step` mm apart in all of `spans`, ascending, with the ends of each."""
    found: set[float] = set()
    for low, high in spans:
        found.update((low, high))
        found.update(n * step for n in range(int(low / step) + 1, int(high / step) + 1) if n * step > low)
    places = sorted(found)
    return [place for n, place in enumerate(places) if not n or place > places[n - 1] + _CLOSE]


def sheet_counts(across: int, down: int, most: int) -> Iterator[tuple[int, int]]:
    """The least sheets in both directions, and as many more in one as `most` in all allows."""
    if across * down > most:
        return
    found = {(across, down), (most // down, down), (across, most // across)}
    yield from sorted(found)


def rooms_of(
    size: tuple[float, float],
    options: TileOptions,
    border: Bounds,
    way: Way,
    scale: float,
    *,
    borders: bool,
) -> tuple[Room, Room]:
    """Across and down, with as few sheets as there can be."""
    top, right, bottom, left = way.margins
    rooms = []
    for side, room, margins, white in zip(
        size, way.room, ((left, right), (top, bottom)), (border[::2], border[1::2]), strict=True
    ):
        first, last = (
            min(margin / scale, rim + _HAIR) if borders else 0.0
            for margin, rim in zip(margins, white, strict=True)
        )
        begin, end = 0.0 - options.bleed, side + options.bleed
        sheets = count(end - begin - first - last, room / scale, options.overlap / scale)
        give = min(margins[1], options.overlap / 2) / scale
        rooms.append(Room(begin, end, sheets, room / scale, options.overlap / scale, first, last, give))
    return rooms[0], rooms[1]
