"""Rows of the grid: a lane measured, and what height each takes of a sheet."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.cells import CellPlan
from cjmdesk.layout.emotions import EmotionPlan
from cjmdesk.layout.labels import LabelPlan
from cjmdesk.model.lanes import Lane

_CURVES_SHARE = 0.7
"""Of the height left over: below cards it would only be white."""


class Row(Struct, frozen=True):
    """A lane measured. natural: least height; widest: beyond which more height helps nothing, mm.

    chart_top: where the band of a line through the lane's numbers begins; 0 if there is none.
    needs: mm of each column by itself; none where all of them show one thing together. closed: whether no
    note can be put into it: a line, or a lane that is collapsed.
    """

    lane: Lane
    label: LabelPlan
    cells: tuple[tuple[str, CellPlan], ...]
    emotions: EmotionPlan | None
    natural: float
    widest: float
    label_space: float
    chart_top: float = 0.0
    needs: tuple[float, ...] = ()
    closed: bool = False

    def over(self, first: int, last: int, least: float) -> "Row":
        """The row as low as some of its columns let it be, `last` excluded. least: height of an empty
        one, mm."""
        if not self.needs:
            return self
        return replace(self, natural=max(least, self.label.height, *self.needs[first:last]))


class Heights(Struct, frozen=True):
    """Of the parts of a grid, mm: what they take, or must take at least so that several grids are alike.

    rails: of what stands above the stages; header: of the stages; rows: natural and widest of each."""

    rails: float = 0.0
    header: float = 0.0
    rows: tuple[tuple[float, float], ...] = ()

    def of(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """The rows, none lower than it must be."""
        if not self.rows:
            return tuple(rows)
        return tuple([self._at_least(number, row) for number, row in enumerate(rows)])

    def _at_least(self, number: int, row: Row) -> Row:
        natural, widest = self.rows[number] if number < len(self.rows) else (0.0, 0.0)
        if row.natural >= natural and row.widest >= widest:
            return row
        return replace(row, natural=max(row.natural, natural), widest=max(row.widest, widest))


def highest(grids: Sequence[Heights]) -> Heights:
    """What each part takes in the grid where it takes most. grids: of the same lanes, at least one."""
    rows = tuple(
        (max(natural for natural, _widest in row), max(widest for _natural, widest in row))
        for row in zip(*(grid.rows for grid in grids), strict=True)
    )
    return Heights(max(grid.rails for grid in grids), max(grid.header for grid in grids), rows)


def shared_heights(rows: Sequence[Row], extra: float) -> list[float]:
    """The rows' heights in mm when `extra` mm are left over, none if negative.

    Emotion lanes take the first share of that, for a curve reads better when it is tall; card lanes
    share the rest in proportion.
    """
    heights = [row.natural for row in rows]
    if extra <= 0 or not heights:
        return heights
    curves = [n for n, row in enumerate(rows) if row.emotions]
    others = [n for n, row in enumerate(rows) if row.widest == float("inf")]
    share = extra * (_CURVES_SHARE if others else 1.0) / max(len(curves), 1)
    for number in curves:
        room = rows[number].widest - heights[number] if others else share
        more = min(share, max(room, 0.0))
        heights[number] += more
        extra -= more
    base = sum(heights[number] for number in others)
    for number in others if base else ():
        heights[number] += extra * heights[number] / base
    return heights
