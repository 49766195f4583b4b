"""Which part of a poster lies on which sheet: counts, orientation, the plain grid.

Sheets are glued to strips, rows or columns, and these to the poster; each next one lies on the
edge of the one before, from the upper left on. So what is seen of a sheet begins where its part of
the poster begins and ends where the next sheet begins: the seams are the left and upper edges of
the later sheets. Every strip may have seams of its own across it.
"""

import math
from collections.abc import Iterator

from msgspec import Struct

from cjmdesk.i18n import _
from cjmdesk.layout.pages import Rect
from cjmdesk.model.maps import JourneyMap
from cjmdesk.posters.papers import Margins, PaperError, paper

LEAST_SIDE = 40.0
"""mm of a sheet that a printer must be able to reach in each direction."""

MOST_SHEETS = 1000
MOST_BLEED = 25.0
"""mm."""

_EXACT = 1e-6
"""mm: so that a poster which fits to the millimetre is not given one more row by rounding."""


class TileOptions(Struct, frozen=True):
    """How a poster is printed. sheet: paper to tile over, empty for one sheet. overlap, bleed: mm.

    margins: what the printer leaves white on each sheet. marks: what is needed for cutting and
    gluing. assembly: a page first that shows the order. plain: the even grid, without a search
    for seams that spare the cards. full_size: never a little smaller to spare them.
    """

    sheet: str = ""
    overlap: float = 10.0
    margins: Margins = (5.0, 5.0, 5.0, 5.0)
    bleed: float = 0.0
    marks: bool = True
    assembly: bool = True
    plain: bool = False
    full_size: bool = False


def tile_options_for(
    journey_map: JourneyMap,
    *,
    sheet: str = "",
    overlap: float | None = None,
    margins: Margins | None = None,
    printer_margins: Margins = (5.0, 5.0, 5.0, 5.0),
    bleed: float | None = None,
    marks: bool | None = None,
    assembly: bool | None = None,
    plain: bool = False,
) -> TileOptions:
    """How to print a map: what is asked for now, else what the map remembers.

    sheet: "none" for one sheet whatever the map remembers. printer_margins: where neither says.
    Raises PaperError for what cannot be.
    """
    kept = journey_map.poster
    name = sheet or kept.tile
    options = TileOptions(
        sheet="" if name.lower() == "none" else name,
        overlap=kept.overlap if overlap is None else overlap,
        margins=margins or kept.margins or printer_margins,
        bleed=kept.bleed if bleed is None else bleed,
        marks=kept.marks if marks is None else marks,
        assembly=kept.assembly if assembly is None else assembly,
        plain=plain,
    )
    if options.bleed > MOST_BLEED:
        text = _("A bleed of {bleed:g} mm is too much; print shops ask for 3 to 5 mm, {most:g} mm at most.")
        raise PaperError(text.format(bleed=options.bleed, most=MOST_BLEED))
    if options.sheet:
        for _way in ways(options):
            pass
    return options


class Way(Struct, frozen=True):
    """A sheet lying one way. name: as the user calls it. width, height: mm; room: what a printer
    reaches of them."""

    name: str
    width: float
    height: float
    margins: Margins

    @property
    def room(self) -> tuple[float, float]:
        top, right, bottom, left = self.margins
        return self.width - left - right, self.height - top - bottom

    @property
    def upright(self) -> bool:
        return self.height >= self.width


def ways(options: TileOptions) -> list[Way]:
    """The two ways a sheet may lie, upright first. Raises PaperError if it cannot be used."""
    sheet = paper(options.sheet)
    if sheet.height is None:
        text = _("{paper} is a roll; a poster is tiled over sheets, such as A4, A3, Letter or 300x400mm.")
        raise PaperError(text.format(paper=sheet.name))
    short, long = sorted((sheet.width, sheet.height))
    found = [Way(sheet.name, short, long, options.margins)]
    if short != long:
        found.append(Way(sheet.name, long, short, options.margins))
    for way in found:
        least = min(way.room)
        if least < LEAST_SIDE:
            text = _("The margins leave less than {least:g} mm of a sheet of {paper}; choose smaller ones.")
            raise PaperError(text.format(least=LEAST_SIDE, paper=sheet.name))
        if options.overlap > least / 2:
            text = _(
                "An overlap of {overlap:g} mm is more than half of what can be printed on {paper}"
                " ({room:g} mm); choose a smaller one."
            )
            raise PaperError(text.format(overlap=options.overlap, paper=sheet.name, room=least))
    return found


def count(length: float, room: float, overlap: float) -> int:
    """How many sheets of `room` mm cover `length` mm when each overlaps the next."""
    if length <= room + _EXACT:
        return 1
    return math.ceil((length - overlap - _EXACT) / (room - overlap))


class Axis(Struct, frozen=True):
    """A length of the poster laid over sheets, all in mm of the poster. starts: from where each
    sheet is seen, the first from the poster's edge; the last is seen up to the other one.

    overlap: what neighbours share. inset: how much of the poster's white border lies in the first
    sheet's own margin, instead of being printed as white. begins: where each sheet's part begins,
    at its start or a little before; empty for at all of them.
    """

    begin: float
    end: float
    starts: tuple[float, ...]
    overlap: float
    inset: float = 0.0
    begins: tuple[float, ...] = ()

    @property
    def cuts(self) -> tuple[float, ...]:
        """The seams: from where the next sheet is seen."""
        return self.starts[1:]

    def part(self, number: int) -> tuple[float, float]:
        """Where the part of sheet `number` begins and ends."""
        begins = self.begins or self.starts
        if number + 1 == len(begins):
            return begins[number], self.end
        return begins[number], min(begins[number + 1] + self.overlap, self.end)

    def visible(self, number: int) -> tuple[float, float]:
        """What is seen of sheet `number` when all are glued."""
        after = self.starts[number + 1] if number + 1 < len(self.starts) else self.end
        return self.starts[number], after


def plain_axis(begin: float, end: float, room: float, overlap: float) -> Axis:
    """Full sheets from the beginning; the last one takes what is left."""
    sheets = count(end - begin, room, overlap)
    starts = tuple(begin + number * (room - overlap) for number in range(sheets))
    return Axis(begin, end, starts, overlap)


class Tile(Struct, frozen=True):
    """One sheet. row, column: from 0. part: what is printed of the poster; visible: what is seen
    when all are glued; both in its mm. inset: see Axis, from the left and from the top.

    last_across, last_down: whether the poster's right and lower edge are on it.
    """

    number: int
    row: int
    column: int
    way: Way
    part: Rect
    visible: Rect
    inset: tuple[float, float]
    last_across: bool
    last_down: bool

    @property
    def label(self) -> str:
        """Row and column in figures, from 1."""
        return f"{self.row + 1}-{self.column + 1}"


class Tiling(Struct, frozen=True):
    """A poster's sheets. in_rows: strips are rows, else columns. strips: from one strip to the
    next; ways: how the sheets of each lie; along: within each of them. scale: the poster is printed
    this much smaller, 0.98 to 1."""

    in_rows: bool
    strips: Axis
    ways: tuple[Way, ...]
    along: tuple[Axis, ...]
    scale: float = 1.0

    @property
    def counts(self) -> tuple[int, ...]:
        """How many sheets each strip has."""
        return tuple(len(axis.starts) for axis in self.along)

    @property
    def columns(self) -> int:
        """The most that are side by side."""
        return max(self.counts) if self.in_rows else len(self.strips.starts)

    @property
    def rows(self) -> int:
        """The most that are one below the other."""
        return len(self.strips.starts) if self.in_rows else max(self.counts)

    @property
    def even(self) -> bool:
        """Whether all strips have as many sheets."""
        return len(set(self.counts)) == 1

    @property
    def mixed(self) -> bool:
        """Whether some sheets lie upright and some do not."""
        return len(set(self.ways)) > 1

    @property
    def way(self) -> Way:
        """How most of the sheets lie."""
        sheets = dict.fromkeys(self.ways, 0)
        for way, number in zip(self.ways, self.counts, strict=True):
            sheets[way] += number
        return max(sheets, key=lambda way: sheets[way])

    @property
    def sheets(self) -> int:
        return sum(self.counts)

    @property
    def across(self) -> Axis:
        """One from the poster's left to its right edge."""
        return self.along[0] if self.in_rows else self.strips

    @property
    def down(self) -> Axis:
        """One from the poster's upper to its lower edge."""
        return self.strips if self.in_rows else self.along[0]

    def tiles(self) -> Iterator[Tile]:
        """Row by row."""
        number = 0
        for row in range(self.rows):
            for column in range(self.columns):
                strip, place = (row, column) if self.in_rows else (column, row)
                if place < self.counts[strip]:
                    yield self._tile(number, row, column, strip)
                    number += 1

    def _tile(self, number: int, row: int, column: int, strip: int) -> Tile:
        across, down = (self.along[strip], self.strips) if self.in_rows else (self.strips, self.along[strip])
        return Tile(
            number,
            row,
            column,
            self.ways[strip],
            _rect(across.part(column), down.part(row)),
            _rect(across.visible(column), down.visible(row)),
            (0.0 if column else across.inset, 0.0 if row else down.inset),
            column + 1 == len(across.starts),
            row + 1 == len(down.starts),
        )

    def seams(self) -> Iterator[tuple[float, float, float, float]]:
        """Every seam as a line: x1, y1, x2, y2, mm of the poster."""
        across, down = self.across, self.down
        for cut in self.strips.cuts:
            yield (across.begin, cut, across.end, cut) if self.in_rows else (cut, down.begin, cut, down.end)
        for number, axis in enumerate(self.along):
            first, after = self.strips.visible(number)
            for cut in axis.cuts:
                yield (cut, first, cut, after) if self.in_rows else (first, cut, after, cut)


def _rect(x: tuple[float, float], y: tuple[float, float]) -> Rect:
    return x[0], y[0], x[1] - x[0], y[1] - y[0]


def fewest(size: tuple[float, float], options: TileOptions) -> tuple[int, list[Way]]:
    """The least number of sheets for a poster of `size` mm in a plain grid, and the ways they may
    lie for it. Raises PaperError where that is more than a thousand."""
    counts = []
    for way in ways(options):
        numbers = [
            count(side + 2 * options.bleed, room, options.overlap)
            for side, room in zip(size, way.room, strict=True)
        ]
        counts.append((numbers[0] * numbers[1], way))
    least = min(number for number, _way in counts)
    if least > MOST_SHEETS:
        text = _("That poster would take {count} sheets of {paper}; choose larger ones.")
        raise PaperError(text.format(count=least, paper=options.sheet))
    return least, [way for number, way in counts if number == least]


def even_tiling(way: Way, across: Axis, down: Axis) -> Tiling:
    """Rows that all lie the same way and have the same seams."""
    rows = len(down.starts)
    return Tiling(True, down, (way,) * rows, (across,) * rows)


def plain_tiling(size: tuple[float, float], options: TileOptions) -> Tiling:
    """The fewest sheets, all full, from the upper left corner; of two ways that with less to cut.

    Raises PaperError.
    """
    tilings = []
    for way in fewest(size, options)[1]:
        across, down = (
            plain_axis(0.0 - options.bleed, side + options.bleed, room, options.overlap)
            for side, room in zip(size, way.room, strict=True)
        )
        tilings.append(even_tiling(way, across, down))
    return min(tilings, key=seam_length)


def seam_length(tiling: Tiling) -> float:
    """mm to cut and glue."""
    return sum(x2 - x1 + y2 - y1 for x1, y1, x2, y2 in tiling.seams())
