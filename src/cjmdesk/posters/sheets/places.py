"""Places for things of one size on a sheet, in even rows."""

import math
from collections.abc import Sequence

from msgspec import Struct

from cjmdesk.layout.pages import Rect
from cjmdesk.posters.papers import Sheet


class Places(Struct, frozen=True):
    """Where things lie on a sheet, row by row from the upper left. All inside the printer's reach."""

    sheet: Sheet
    across: int
    down: int
    boxes: tuple[Rect, ...]

    @property
    def count(self) -> int:
        """How many things the sheet holds."""
        return len(self.boxes)


def places_on(
    sheet: Sheet, width: float, height: float, least: float, most: float, above: float = 0.0
) -> Places:
    """As many boxes of `width` × `height` mm as a sheet holds, in the middle of it.

    least, most: mm between two. above: mm kept free at the top. None at all where not one fits.
    """
    room_x, room_y = sheet.inner_width, sheet.inner_height - above
    across, down = _count(room_x, width, least), _count(room_y, height, least)
    if across < 1 or down < 1:
        return Places(sheet, 0, 0, ())
    lefts = _starts(sheet.left, room_x, width, across, least, most)
    tops = _starts(sheet.top + above, room_y, height, down, least, most)
    return Places(sheet, across, down, tuple((x, y, width, height) for y in tops for x in lefts))


def best_places(
    ways: Sequence[Sheet], width: float, height: float, least: float, most: float, above: float = 0.0
) -> Places:
    """The same on the sheet that lies the way in which it holds the most; upright if that is no
    worse."""
    return max(
        (places_on(way, width, height, least, most, above) for way in ways), key=lambda found: found.count
    )


def in_order(places: Places, *, mirrored: bool) -> tuple[Rect, ...]:
    """The boxes in reading order. mirrored: rows are read from the right."""
    if not mirrored:
        return places.boxes
    rows = [places.boxes[n : n + places.across] for n in range(0, places.count, places.across)]
    return tuple(box for row in rows for box in reversed(row))


def _count(room: float, side: float, least: float) -> int:
    return math.floor((room + least + 1e-6) / (side + least))


def _starts(begin: float, room: float, side: float, count: int, least: float, most: float) -> list[float]:
    spare = room - count * side
    gap = min(max(spare / (count + 1), least), most) if count > 1 else 0.0
    first = begin + (spare - (count - 1) * gap) / 2
    return [first + number * (side + gap) for number in range(count)]
