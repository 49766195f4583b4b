"""Seams that spare the cards: where between the sheets of a finished poster cuts do no harm.

The poster is cut into strips (rows or columns of sheets), and each strip across, for itself, so
that a seam has to find its way only past the cards of one strip. The sheets of one strip may lie
another way, and be more or fewer, than those of the next.
"""

from collections.abc import Iterator

from cjmdesk.layout.scene import Scene
from cjmdesk.posters.obstacles import Obstacles, cut_lines, obstacles, parted_arrows
from cjmdesk.posters.sheet_rooms import rooms_of
from cjmdesk.posters.strips import Costly, Laid, StripSearch
from cjmdesk.posters.tiling import TileOptions, Tiling, plain_tiling, seam_length, ways

_SMALLEST = 0.98
_WORTH_IT = 0.9
"""Of the lines cut before: a smaller poster must cut no more than this."""

_QUICK, _THOROUGH = 300, 750
"""Strips looked at in a rough search, and in each round of a thorough one…"""
_REFINED = 3
"""…and how many searches are thorough."""
_MANY = 25
"""Sheets; with more of them each strip takes longer, and fewer are looked at."""


def best_tiling(
    scene: Scene, options: TileOptions, found: Obstacles | None = None, *, roughly: bool = False
) -> Tiling:
    """The sheets of a poster: no more than a plain grid has, with the seams that go through least.

    At full size where that is as good; up to 2 % smaller where it spares many lines. roughly: in a
    fraction of the time, for comparing layouts. Raises PaperError.
    """
    size = (scene.width, scene.height)
    plain = plain_tiling(size, options)
    if options.plain or plain.sheets == 1:
        return plain
    found = found or obstacles(scene)
    searches = [search for search in _searches(size, options, found, plain.sheets) if search.possible]
    # First what each can do roughly; then the promising ones.
    share = min(_MANY / plain.sheets, 1.0) * (0.5 if roughly else 1.0)
    quick = [(_judged(each.solve(round(share * _QUICK), 0), found), n) for n, each in enumerate(searches)]
    quick.sort(key=lambda each: (each[0][:-1], each[1]))
    best = _judged(plain, found)
    for judged, _number in quick:
        best = _better(best, judged)
    for _before, number in [] if roughly else quick[:_REFINED]:
        if best[0] == 0:
            break
        best = _better(best, _judged(searches[number].solve(round(share * _THOROUGH), 2), found))
    return best[-1] or plain


_Judged = tuple[int, float, float, int, bool, float, "Tiling | None"]
"""Lines cut, shrinking, sheets, arrows cut lengthwise, whether mixed, length of seams; less of each is
better."""


def _judged(tiling: Tiling | None, found: Obstacles) -> _Judged:
    if tiling is None:
        return (10**9, 0.0, 0.0, 0, False, 0.0, None)
    cut = cut_lines(found, tiling)
    along = parted_arrows(found, tiling)
    return (cut, -tiling.scale, tiling.sheets, along, tiling.mixed, seam_length(tiling), tiling)


def _better(one: _Judged, other: _Judged) -> _Judged:
    """A smaller poster only where it spares many lines, or the last; else the fewer lines, sheets, cuts."""
    if one[1] == other[1]:
        return min(one, other, key=lambda judged: judged[:-1])
    full, small = sorted((one, other), key=lambda judged: judged[1])
    worth = 0 if full[0] else -1
    return small if small[0] <= max(_WORTH_IT * full[0] - 1, worth) else full


def _searches(
    size: tuple[float, float], options: TileOptions, found: Obstacles, most: int
) -> Iterator[StripSearch]:
    """Everything worth trying with at most `most` sheets: two sizes, rows and columns."""
    for scale in (1.0,) if options.full_size else (1.0, _SMALLEST):
        # With a bleed nothing of the poster's edge may be left to the sheets' margins.
        rooms = [
            (way, *rooms_of(size, options, found.border, way, scale, borders=not options.bleed))
            for way in ways(options)
        ]
        for in_rows in (True, False):
            laid = [
                Laid(way, down, across) if in_rows else Laid(way, across, down) for way, across, down in rooms
            ]
            costs: list[Costly] = [
                (top, bottom, left, right, cost) if in_rows else (left, right, top, bottom, cost)
                for left, top, right, bottom, cost in found.costs
            ]
            yield StripSearch(costs, laid, most, in_rows=in_rows, scale=scale)
