"""Seams that part columns which no sheet holds, so that one side of each is wide enough for its words."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec.structs import replace

from cjmdesk.layout.context import runs_right_to_left
from cjmdesk.layout.pieces import piece_of
from cjmdesk.posters.obstacles import obstacles
from cjmdesk.posters.poster import Poster
from cjmdesk.posters.sheet_rooms import Room, rooms_of, sheet_counts
from cjmdesk.posters.tiling import TileOptions, plain_tiling, ways

_ROUNDS = 4
_PLACES = 40
"""Tried for a seam between its neighbours, in each round."""


def parting(poster: Poster, tiles: TileOptions, floors: Sequence[float]) -> tuple[float, ...]:
    """x of the seams, mm; none where one sheet is wide enough. floors: mm that each column's words need."""
    scene, measures = poster.scene, poster.measures
    size = (scene.width, scene.height)
    edge, mirrored = poster.asked.margins[3], runs_right_to_left(poster.journey_map)
    order = -1 if mirrored else 1
    begin = edge if mirrored else edge + measures.label
    edges = [begin, *(begin + width for width in accumulate(measures.columns[::order]))]
    columns = zip(pairwise(edges), floors[::order], strict=True)
    spans = [(left, right, max(floor, 1.0)) for (left, right), floor in columns]
    label = edges[-1] if mirrored else edge
    spans.append((label, label + measures.label, measures.label))
    best: tuple[float, tuple[float, ...]] = (0.0, ())
    for room in _rooms(size, tiles, obstacles(scene).border):
        seams = _improved(room, spans)
        best = max(best, (_worth(seams, spans), tuple(seams)))
    return best[1]


def _rooms(
    size: tuple[float, float], tiles: TileOptions, border: tuple[float, float, float, float]
) -> Iterator[Room]:
    """The poster's width over sheets that lie one way or the other, in every number worth trying."""
    most = plain_tiling(size, tiles).sheets
    for way in ways(tiles):
        across, down = rooms_of(size, tiles, border, way, 1.0, borders=not tiles.bleed)
        for sheets in dict.fromkeys(more for more, _down in sheet_counts(across.sheets, down.sheets, most)):
            if sheets > 1:
                yield replace(across, sheets=sheets)


def _worth(seams: Sequence[float], spans: Sequence[tuple[float, float, float]]) -> float:
    """Of the column that is parted worst, how much of what its words need stands on one side."""
    return min(piece_of(left, right - left, seams)[1] / need for left, right, need in spans)


def _improved(room: Room, spans: Sequence[tuple[float, float, float]]) -> list[float]:
    """Seams, moved one after the other to where the columns are parted best."""
    caps = room.caps
    whole, length = sum(caps), room.end - room.begin
    places = [room.begin, *(room.begin + length * part / whole for part in accumulate(caps))]
    for _round in range(_ROUNDS):
        for number in range(1, len(places) - 1):
            before, after = places[number - 1], places[number + 1]
            low, high = max(before, after - caps[number]), min(before + caps[number - 1], after)
            tried = [places[number], *(low + (high - low) * n / _PLACES for n in range(_PLACES + 1))]
            inner = places[1:-1]
            places[number] = max(
                tried,
                key=lambda x: _worth([*inner[: number - 1], x, *inner[number:]], spans),
            )
    return places[1:-1]
