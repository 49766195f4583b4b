"""A wall grid laid out for the sheets it is printed over: no seam goes through a slot.

Seams lie where full sheets end; columns and rows that one would go through begin behind it.
"""

import math
from collections.abc import Iterator

from msgspec import Struct

from cjmdesk.posters.papers import Margins
from cjmdesk.posters.tiling import (
    MOST_SHEETS,
    TileOptions,
    Tiling,
    Way,
    count,
    even_tiling,
    plain_axis,
    seam_length,
    ways,
)
from cjmdesk.posters.wall.room import (
    COLUMNS_A_STEP,
    FOOT,
    GAP,
    HEAD,
    LABEL,
    LEAST,
    ROWS_A_LANE,
    Room,
    Wanted,
    even_columns,
    packed,
)

BORDER = 5.0
"""mm of white around a grid whose size follows from its sheets: they have margins of their own."""

_BELOW = 6.0
"""mm left free below such a grid within the printer's reach."""

_PARTS = tuple(1 - n * 0.05 for n in range(round((1 - LEAST) / 0.05) + 1))
_LONGEST = 5080.0


class Tiled(Struct, frozen=True):
    """A grid on its sheets."""

    room: Room
    tiling: Tiling


def tiled_rooms(
    wanted: Wanted,
    options: TileOptions,
    *,
    size: tuple[float, float] | None,
    margins: Margins,
    mirrored: bool,
) -> Iterator[Tiled]:
    """The grid on sheets lying one way or the other, where it has room so. size: of the finished
    grid in mm, None for as many full sheets as it takes. margins: of the finished grid. mirrored:
    columns run from the right."""
    for way in ways(options):
        laid = _Laid(wanted, options, way, margins, mirrored)
        whole = size or laid.full_sheets()
        room = laid.room(whole) if whole else None
        if whole is None or room is None:
            continue
        across, down = (
            plain_axis(-options.bleed, side + options.bleed, reach, options.overlap)
            for side, reach in zip(whole, way.room, strict=True)
        )
        tiling = even_tiling(way, across, down)
        if tiling.sheets <= MOST_SHEETS:
            yield Tiled(room, tiling)


def best_tiled(found: Iterator[Tiled]) -> Tiled | None:
    """The fewest sheets, then the most notes, then the least to cut."""
    return min(
        found,
        key=lambda each: (
            each.tiling.sheets,
            -each.room.columns * each.room.rows,
            seam_length(each.tiling),
        ),
        default=None,
    )


class _Laid(Struct, frozen=True):
    """A grid over sheets that lie one way."""

    wanted: Wanted
    options: TileOptions
    way: Way
    margins: Margins
    mirrored: bool

    def full_sheets(self) -> tuple[float, float] | None:
        """The sides of the smallest number of full sheets with a column for each step and a row
        for each lane; labels and head may have to be small for it. None for more than 5 m."""
        reach, shared, bleed = self.way.room, self.options.overlap, self.options.bleed
        found = []
        for direction, look in ((0, self._across), (1, self._down)):
            step = reach[direction] - shared
            # What is said of each sheet stands below the last ones.
            less = 2 * bleed + (_BELOW if direction else 0.0)
            sides = (n * step + shared - less for n in range(1, math.floor(_LONGEST / step) + 1))
            side = next((side for side in sides if look(side) is not None), None)
            if side is None:
                return None
            found.append(side)
        return found[0], found[1]

    def room(self, whole: tuple[float, float]) -> Room | None:
        """What has room on a finished grid of that size."""
        across, down = self._across(whole[0]), self._down(whole[1])
        if across is None or down is None:
            return None
        cuts = (self._cuts_across(whole[0]), self._cuts_down(whole[1]))
        (label, columns), (head, rows) = across, down
        return Room("", *whole, self.margins, head, label, columns, rows, cuts=cuts)

    def _across(self, side: float) -> tuple[float, int] | None:
        """The largest labels beside which all steps have room, and how many columns have then."""
        length = side - self.margins[1] - self.margins[3]
        cuts, pitch = self._cuts_across(side), self.wanted.note[0] + GAP
        for part in _PARTS:
            most = 0
            for columns in range(self.wanted.steps, self.wanted.steps * COLUMNS_A_STEP + 1):
                if packed(LABEL * part, length, cuts, [pitch] * columns) is None:
                    break
                most = columns
            if most:
                return part, even_columns(most, self.wanted.steps)
        return None

    def _down(self, side: float) -> tuple[float, int] | None:
        """The largest head below which all lanes have room, and how many rows each has then."""
        length = side - self.margins[0] - self.margins[2] - FOOT
        cuts = self._cuts_down(side)
        for part in _PARTS:
            for rows in range(ROWS_A_LANE, 0, -1):
                if packed(HEAD * part - FOOT, length, cuts, self.wanted.row_heights(rows)) is not None:
                    return part, rows
        return None

    def _cuts_across(self, side: float) -> tuple[float, ...]:
        """Seams in mm from the reading edge within the margins."""
        _top, right, _bottom, left = self.margins
        cuts = self._cuts(side, 0)
        return tuple(
            sorted(side - right - cut for cut in cuts) if self.mirrored else (c - left for c in cuts)
        )

    def _cuts_down(self, side: float) -> tuple[float, ...]:
        return tuple(cut - self.margins[0] for cut in self._cuts(side, 1))

    def _cuts(self, side: float, direction: int) -> list[float]:
        reach, shared, bleed = self.way.room[direction], self.options.overlap, self.options.bleed
        sheets = count(side + 2 * bleed, reach, shared)
        return [n * (reach - shared) - bleed for n in range(1, sheets)]
