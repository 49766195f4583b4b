"""Where everything on a wall grid stands: columns for steps, rows for lanes, and the room left over."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from cjmdesk.edits.scribe import lane_letters
from cjmdesk.layout.columns import step_weights
from cjmdesk.model.lanes import EmotionLane, Lane, LineLane
from cjmdesk.model.stages import Stage
from cjmdesk.posters.wall.room import GAP, LABEL, LEAST_BAND, LINE, Room, RowKind, Wanted, packed, spread

CLEAR = 0.5
"""mm by which a slot's frame is wider than its note on each side, to be seen around it."""

BELOW = 0.8
"""mm between a frame and the line below it."""

_MORE_GAP, _MORE_BAND = 3.0, 0.8
"""What lanes get of height that is left over: mm of gap, parts of a note's height for a curve."""

_STAGE_GAP, _MORE_STAGE_GAP, _LABEL_SHARE, _LARGER_LABEL = 8.0, 24.0, 0.4, 1.3
"""Of width left over: mm between stages, and still more where there are no notes for it; what the labels may
take and grow to."""

_MOST_SPREAD = 16.0
"""mm: between notes on sheets that have room for no other one."""


class Row(Struct, frozen=True):
    """Letters of a row, empty for a line of a blueprint. top: of its strip of codes; height: to the
    top of the next; strip: of the codes; mm. first: whether the lane begins
    with it. unused: mm left white at its foot."""

    lane: Lane
    letters: str
    top: float
    height: float
    strip: float
    first: bool = True
    unused: float = 0.0

    @property
    def frame(self) -> tuple[float, float]:
        """Top and height of its slots' frames, or of its band, mm."""
        return self.top + self.strip, self.height - self.strip - BELOW - self.unused


class Column(Struct, frozen=True):
    """step, stage: ids. left: of its notes, width: of a note, mm from the reading edge."""

    step: str
    stage: str
    left: float
    width: float


def shown_lanes(lanes: Sequence[Lane]) -> tuple[Lane, ...]:
    """Those that are printed."""
    return tuple(lane for lane in lanes if not lane.hidden)


def wanted_for(stages: Sequence[Stage], lanes: Sequence[Lane], note: tuple[float, float]) -> Wanted:
    """What has to find room."""
    return Wanted(note, tuple(_kind(lane) for lane in lanes), sum(len(stage.steps) for stage in stages))


def _kind(lane: Lane) -> RowKind:
    if isinstance(lane, LineLane):
        return "line"
    return "curve" if isinstance(lane, EmotionLane) else "notes"


def shared_out(weights: Sequence[float], columns: int) -> list[int]:
    """How many columns each step gets: at least one, the rest by their widths, and where widths are
    equal spread over the journey."""
    steps = len(weights)
    counts = [1] * steps
    last_round = columns % steps
    favoured = {int((n + 0.5) * steps / last_round) for n in range(last_round)}
    for _column in range(columns - steps):
        best = min(range(steps), key=lambda n: ((counts[n] + 0.5) / weights[n], n not in favoured, n))
        counts[best] += 1
    return counts


def place_columns(stages: Sequence[Stage], room: Room, note: float) -> tuple[float, list[Column]]:
    """Width of the labels, and the columns from the reading edge on; mm."""
    steps = [(step, stage.id) for stage in stages for step in stage.steps]
    counts = shared_out(step_weights(stages)[0], room.columns)
    owners = [owner for owner, count in zip(steps, counts, strict=True) for _column in range(count)]
    label = LABEL * room.label
    if room.cuts[0]:
        sizes = [note + GAP] * room.columns
        places = packed(label, room.inner[0], room.cuts[0], sizes)
        assert places is not None, "the room was found with these"
        places = spread(places, sizes, room.inner[0], room.cuts[0], _MOST_SPREAD)
        lefts = [place + GAP / 2 for place in places]
    else:
        label, lefts = _evenly(label, [stage for _step, stage in owners], room, note)
    columns = [Column(step.id, stage, left, note) for (step, stage), left in zip(owners, lefts, strict=True)]
    return label, columns


def _evenly(label: float, stages: Sequence[str], room: Room, note: float) -> tuple[float, list[float]]:
    """Width left over goes to the labels, between stages, and between all columns. stages: of each
    column. Returns the labels' width and where the columns' notes begin."""
    spare = max(room.inner[0] - label - room.columns * (note + GAP) - GAP, 0.0)
    wide = min(label + _LABEL_SHARE * spare, _LARGER_LABEL * label)
    spare -= wide - label
    changes = sum(a != b for a, b in pairwise(stages))
    between = min(spare / changes, _STAGE_GAP) if changes else 0.0
    spare -= between * changes
    gap = GAP + min(spare / room.columns, _MOST_SPREAD)
    spare -= (gap - GAP) * room.columns
    between += min(spare / changes, _MORE_STAGE_GAP) if changes else 0.0
    lefts: list[float] = []
    x = wide + gap
    for number, stage in enumerate(stages):
        x += between if number and stage != stages[number - 1] else 0.0
        lefts.append(x)
        x += note + gap
    return wide, lefts


def place_rows(lanes: Sequence[Lane], room: Room, note: float, top: float, height: float) -> list[Row]:
    """The rows of all lanes from `top` on, on at most `height` mm. note: height of a note."""
    kinds = [_kind(lane) for lane in lanes]
    wanted = Wanted((note, note), tuple(kinds), 1)
    if room.cuts[1]:
        return _rows_between(lanes, room, wanted, top, top + height)
    lettered = sum({"notes": room.rows, "curve": 1, "line": 0}[kind] for kind in kinds)
    curves = kinds.count("curve")
    spare = max(height - wanted.rows_height(room.rows), 0.0)
    gap = GAP + min(spare / max(lettered, 1), _MORE_GAP)
    spare -= (gap - GAP) * lettered
    band = max(note, LEAST_BAND)
    taller = min(spare / max(curves, 1), _MORE_BAND * note)
    spare -= taller * curves
    gap += min(spare / max(lettered, 1), _MOST_SPREAD)
    most = GAP + 2 * _MORE_GAP
    heights = {"notes": note + gap, "curve": band + taller + gap, "line": LINE}
    rows: list[Row] = []
    for lane, letters, first in _lettered(lanes, room.rows):
        tall = heights[_kind(lane)]
        strip, unused = (_strip(min(gap, most)), max(gap - most, 0.0)) if letters else (0.0, 0.0)
        rows.append(Row(lane, letters, top, tall, strip, first, unused))
        top += tall
    return rows


def _rows_between(lanes: Sequence[Lane], room: Room, wanted: Wanted, top: float, end: float) -> list[Row]:
    """As `place_rows`, where seams go through none of them: height left over before one is shared."""
    sizes, cuts = wanted.row_heights(room.rows), room.cuts[1]
    places = packed(top, end, cuts, sizes)
    assert places is not None, "the room was found with these"
    gaps = [0.0 if size == LINE else _MOST_SPREAD for size in sizes]
    rows = []
    for number, (lane, letters, first) in enumerate(_lettered(lanes, room.rows)):
        limits = [cut for cut in cuts if cut >= places[number] + sizes[number] - 0.01]
        same = [n for n, place in enumerate(places) if _behind(place, cuts) == _behind(places[number], cuts)]
        left = min([*limits, end]) - places[same[-1]] - sizes[same[-1]]
        sharing = [n for n in same if gaps[n]]
        more = min(left / len(sharing), _MOST_SPREAD) if sharing else 0.0
        shift = more * sum(n < number for n in sharing)
        extra = more if number in sharing else 0.0
        at, tall = places[number] + shift, sizes[number] + extra
        strip = _strip(GAP + min(extra, 2 * _MORE_GAP)) if letters else 0.0
        rows.append(Row(lane, letters, at, tall, strip, first, unused=max(extra - 2 * _MORE_GAP, 0.0)))
    return rows


def _behind(place: float, cuts: Sequence[float]) -> int:
    """How many seams lie before `place`."""
    return sum(cut <= place + 0.01 for cut in cuts)


def _strip(gap: float) -> float:
    return gap - 2 * CLEAR - BELOW


def _lettered(lanes: Sequence[Lane], rows: int) -> Iterator[tuple[Lane, str, bool]]:
    """Each row's lane, letters, and whether the lane begins with it."""
    number = 0
    for lane in lanes:
        kind = _kind(lane)
        for part in range(rows if kind == "notes" else 1):
            yield lane, "" if kind == "line" else lane_letters(number), part == 0
            number += kind != "line"
