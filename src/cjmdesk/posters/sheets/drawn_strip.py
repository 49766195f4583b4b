"""The strip of a booklet drawn: how high its rows are in each group of columns, and what lies where."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.rows import Row, shared_heights
from cjmdesk.layout.scene import Part, Scene
from cjmdesk.posters.sheets.strip import Strip


class DrawnStrip(Struct, frozen=True):
    """The strip drawn with rows of some heights: all parts; what lies under a page's own, and over it."""

    parts: tuple[Part, ...]
    under: Scene
    over: Scene

    @classmethod
    def of(cls, strip: Strip, tall: Sequence[float]) -> "DrawnStrip":
        """tall: heights of the rows, mm."""
        grid = strip.grid
        parts = tuple(grid.draw_rows(tall))
        size = (grid.width, grid.rails.height + grid.header + sum(tall))
        running = ("frame", "curve:", "chart:", "rails")
        under = tuple(part for part in parts if part.key.startswith(running))
        over = tuple(part for part in parts if part.key == "connectors")
        return cls(parts, Scene(*size, under), Scene(*size, over))


def heights_of(strip: Strip, height: float) -> list[tuple[float, ...]]:
    """Of the rows of each group, mm: each page is filled, but no row becomes half as tall again. Curves are
    equally high in all groups, so that they run on. height: of a page's grid."""
    room = height - strip.grid.rails.height - strip.grid.header

    def shared(groups: Sequence[Sequence[Row]]) -> list[tuple[float, ...]]:
        found = []
        for all_rows, bands in zip(groups, strip.bands, strict=True):
            tall: list[float] = []
            for begin, end in bands:
                rows = all_rows[begin:end]
                natural = sum(row.natural for row in rows)
                tall += shared_heights(rows, min(room - natural, 0.5 * natural))
            found.append(tuple(tall))
        return found

    found = shared(strip.rows)
    if len(set(found)) < 2:
        return found
    fixed = {n: min(tall[n] for tall in found) for n, row in enumerate(strip.grid.rows) if _runs_on(row)}
    held = [
        [replace(row, natural=fixed.get(n, row.natural), widest=fixed.get(n, row.widest)) for n, row in rows]
        for rows in map(enumerate, strip.rows)
    ]
    return [tuple([fixed.get(n, height) for n, height in enumerate(tall)]) for tall in shared(held)]


def _runs_on(row: Row) -> bool:
    """Whether something is drawn over all columns of a row."""
    return row.emotions is not None or row.chart_top > 0


def lefts_of(strip: Strip) -> list[float]:
    """x of each step's column on the strip."""
    grid = strip.grid
    lefts, x = [], 0.0
    for width in grid.columns:
        lefts.append(sum(grid.columns) - x - width if strip.context.right_to_left else grid.label + x)
        x += width
    return lefts
