"""The way of a connector over columns and pages: the gutters that it uses, and where on it words stand.

Gutter n lies before column n, the last one behind the last column.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from cjmdesk.layout.connectors import LABEL
from cjmdesk.layout.context import LayoutContext
from cjmdesk.model.lanes import EmotionLane, Lane, LineLane
from cjmdesk.model.maps import Connector
from cjmdesk.text.engine import REGULAR, TextBlock

Falls = Sequence[Sequence[tuple[int, int | None]]]
"""Where pages end below lanes: for each page across, from the first columns on, the number of the first lane
on each further page down, and of the first lane there that can bear words, None for none."""


def with_bearing(lanes: Sequence[Lane], begins: Sequence[int]) -> tuple[tuple[int, int | None], ...]:
    """See Falls, for pages that begin with these lanes."""
    ends = [*begins[1:], len(lanes)]
    return tuple(
        [
            (first, next((n for n in range(first, end) if _bears(lanes[n])), None))
            for first, end in zip(begins, ends, strict=False)
        ]
    )


def _bears(lane: Lane) -> bool:
    return not lane.collapsed and not isinstance(lane, LineLane | EmotionLane)


class LinkLabel(Struct, frozen=True):
    """The words of a connector in a cell. row: number of the lane, the upper one of its two but where a page
    ends between them; gutter: that beside which they stand; None above a run along the lane's edge that goes
    over the whole of a page."""

    words: TextBlock
    row: int
    column: int
    gutter: int | None


def gutters_of(source: int, target: int, cuts: Sequence[int], columns: int) -> tuple[int, int]:
    """Gutters in which a connector leaves its source's column and reaches its target's. columns: how many
    there are."""
    gutter = source if source > 0 and target < source else source + 1
    if gutter in (target, target + 1):
        return gutter, gutter
    last = target if gutter < target else target + 1
    # What runs where a page ends keeps to that page: the next would show nothing of it, and a head there
    # would stand in the bend of its line. So it goes around the card, where neither a page nor the map ends
    # at its other side.
    inner = set(range(1, columns)) - set(cuts)
    if gutter == source and gutter in cuts and gutter + 1 in inner:
        gutter += 1
    if last in cuts:
        around = target + 1 if last == target else target
        last = around if around in inner else last
    return gutter, last


class Way(Struct, frozen=True):
    """Where a connector goes: the lanes of its source and its target, and the gutters that it uses beside
    them. cuts: gutters in which a page ends; falls: see Falls; columns: how many
    there are."""

    rows: tuple[int, int]
    gutters: tuple[int, int]
    cuts: Sequence[int]
    falls: Falls
    columns: int

    def places(self) -> Iterator[tuple[int, int, int | None]]:
        """Row, column and gutter of a label on each page that it goes over; see LinkLabel."""
        upper, lower = sorted(self.rows)
        across: dict[int, tuple[int, int | None]] = {}  # by page
        for gutter in self.gutters:
            column = self._beside(gutter)
            across.setdefault(self._page(column), (column, gutter))
        for passed in range(min(across) + 1, max(across)):
            across.setdefault(passed, (sorted(self.cuts)[passed - 1], None))
        for column, beside in across.values():
            yield upper, column, beside
        down = self.gutters[self.rows.index(lower)]
        column = self._beside(down)
        begins = self.falls[self._page(column)] if self.falls else ()
        below = [(first, bearing) for first, bearing in begins if upper < first <= lower]
        for first, bearing in below:
            row = lower if first == below[-1][0] else bearing
            if row is not None:
                yield row, column, down

    def _page(self, column: int) -> int:
        return sum(cut <= column for cut in self.cuts)

    def _beside(self, gutter: int) -> int:
        # What runs where a page ends keeps to that page.
        return gutter - 1 if gutter in self.cuts else min(gutter, self.columns - 1)


def labels_on(
    context: LayoutContext,
    connector: Connector,
    places: Iterable[tuple[int, int, int | None]],
    column_widths: Sequence[float],
) -> Iterator[LinkLabel]:
    """The words of a connector in its places; none if it has none."""
    for row, column, gutter in places:
        room = max(column_widths[column] - 1.3 * context.em, 2 * context.em)
        words = context.wrap(connector.label, REGULAR, room, context.sized(LABEL))
        if words.lines:
            yield LinkLabel(words, row, column, gutter)
