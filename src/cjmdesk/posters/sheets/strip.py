"""A map as one long strip, in columns and rows that are parted into the pages of a booklet."""

import math
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout import columns
from cjmdesk.layout.cards import PAD_Y, CardPlan
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.grid import EMPTY_ROW, GridPlan
from cjmdesk.layout.labels import label_of_whole_words, label_width, lane_words
from cjmdesk.layout.rows import Row
from cjmdesk.layout.tiers import splits
from cjmdesk.model.cards import CardBase, PlainCard
from cjmdesk.model.lanes import Cell, Lane, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.stages import Stage
from cjmdesk.posters.sheets.words import line_ends
from cjmdesk.text.engine import LINE_PITCH, REGULAR

_LABEL, _WHOLE_LABEL = 0.2, 0.36
"""Of a page's width: the lanes' labels at most, and where on small pages words would else be broken."""

_LEAST_COLUMN = 13.0
"""em: narrower a step's column is not made to save a page."""

_WIDEST = 1.5
"""Of the columns of the fullest page: wider they become on no other."""

TURN = 0.5
"""em that a page shows of the column after its own where an arrow runs on to a card: as much as lies between
that column's edge and its cards, so that no head of an arrow is cut at the page's edge. What runs between
two columns keeps to the page of the first."""

_TRIES = 4
"""To find pages whose rows have room for words that stand where these pages begin."""

_CHUNKS = 200
"""Pages of one lane at most."""


class Strip(Struct, frozen=True):
    """The whole map measured. groups: first and last step of each page across, the last excluded.

    rows, bands: of each group the rows as low as its columns let them be, and the first and last of
    them on each page down. whole: ids of lanes; the others go on from one above. even: whether rows are
    the same in all groups. turn: mm that a page shows of the column after its own.
    """

    context: LayoutContext
    map: JourneyMap
    grid: GridPlan
    groups: tuple[tuple[int, int], ...]
    rows: tuple[tuple[Row, ...], ...]
    bands: tuple[tuple[tuple[int, int], ...], ...]
    whole: frozenset[str]
    even: bool = False
    turn: float = 0.0

    @property
    def pages(self) -> int:
        """How many there are."""
        return sum(map(len, self.bands))

    @property
    def fits(self) -> bool:
        """Whether every row stands on a page."""
        return all(self.bands)

    def evened(self, height: float) -> "Strip":
        """The same with rows equally high in all groups, on pages with `height` mm for grids."""
        count, room = len(self.groups), height - self.grid.rails.height - self.grid.header
        bands = (_bands(self.grid.rows, room),) * count
        return replace(self, rows=(self.grid.rows,) * count, bands=bands, even=True)

    def unparted(self) -> "Strip":
        """The same with all rows of a group on one page, however high."""
        return replace(self, bands=tuple(((0, len(rows)),) for rows in self.rows))


def shown_map(context: LayoutContext, journey_map: JourneyMap, room: float) -> JourneyMap:
    """The map without hidden lanes, and with stages parted whose steps no page of `room` mm holds
    side by side."""
    lanes = tuple(lane for lane in journey_map.lanes if not lane.hidden)
    stages: list[Stage] = []
    for stage in journey_map.stages:
        most = max(int(room / (_LEAST_COLUMN * context.em)), 1)
        steps = stage.steps
        pages = -(-len(steps) // most)
        each = -(-len(steps) // pages)
        for number, first in enumerate(range(0, len(steps), each)):
            change: dict[str, object] = {
                "steps": steps[first : first + each],
                "id": f"{stage.id}{'~' * number}",
            }
            if number:  # it stands at the first step
                change["key_task"] = ""
            stages.append(stage.model_copy(update=change) if pages > 1 else stage)
    return journey_map.model_copy(update={"lanes": lanes, "stages": tuple(stages)})


def load_of(context: LayoutContext, journey_map: JourneyMap) -> columns.GridLoad:
    """What the map asks of its columns."""
    return columns.load_of(context.engine, journey_map.stages, journey_map.lanes)


def label_width_for(context: LayoutContext, journey_map: JourneyMap, width: float) -> float:
    """mm of the labels on pages `width` mm wide."""
    lanes = [lane for lane in journey_map.lanes if not lane.hidden]
    whole = min(label_of_whole_words(context, lanes), _WHOLE_LABEL * width)
    return label_width(context, lanes, max(_LABEL * width, whole))


def strip_of(
    context: LayoutContext,
    journey_map: JourneyMap,
    load: columns.GridLoad,
    size: tuple[float, float],
    pages: int,
    *,
    turn: float = 0.0,
) -> Strip | None:
    """The map over `pages` pages side by side, with room for grids of `size` mm; None where whole
    stages cannot be parted so, or would be too narrow.

    journey_map: as shown_map gives it; load: its own. turn: see Strip.
    """
    width, height = size
    label = label_width_for(context, journey_map, width)
    found, shown = _columns(context, journey_map, load, width - label - turn, pages), journey_map
    if found is None:
        return None
    groups, widths = found
    cuts = [first for first, _last in groups[1:]]
    grid = GridPlan(context, journey_map, label, widths, cuts=cuts)
    room = height - grid.rails.height - grid.header
    for parted in (_with_parted_cards, _with_parted_curves, _with_parted_lanes):
        changed = parted(context, journey_map, grid, room)
        if changed is not journey_map:
            journey_map = changed
            grid = GridPlan(context, journey_map, label, widths, cuts=cuts)
    whole = frozenset(lane.id for lane in shown.lanes)
    rows = tuple(_lowest(grid.rows, group, EMPTY_ROW * context.em, whole) for group in groups)
    bands = tuple(_bands(each, room) for each in rows)
    return Strip(context, journey_map, grid, groups, rows, bands, whole, turn=turn)


def with_words_again(strip: Strip, height: float) -> Strip:
    """The same with the words of arrows again on each page further down that they run on to; as it was where
    that would take more pages. height: of a page's grid, mm."""
    if not strip.map.connectors or all(len(bands) < 2 for bands in strip.bands):
        return strip
    context, cuts = strip.context, [first for first, _last in strip.groups[1:]]
    found = strip
    for _try in range(_TRIES):
        falls = [[first for first, _last in bands[1:]] for bands in found.bands]
        grid = GridPlan(context, strip.map, strip.grid.label, strip.grid.columns, cuts=cuts, falls=falls)
        room = height - grid.rails.height - grid.header
        if strip.even:
            bands: tuple[tuple[tuple[int, int], ...], ...] = (_bands(grid.rows, room),) * len(strip.groups)
            rows: tuple[tuple[Row, ...], ...] = (grid.rows,) * len(strip.groups)
        else:
            least = EMPTY_ROW * context.em
            rows = tuple(_lowest(grid.rows, group, least, strip.whole) for group in strip.groups)
            bands = tuple(_bands(each, room) for each in rows)
        settled = bands == found.bands
        found = replace(strip, grid=grid, rows=rows, bands=bands)
        if not found.fits or found.pages > strip.pages:
            return strip
        if settled:
            return found
    return strip


def _lowest(
    rows: Sequence[Row], group: tuple[int, int], least: float, whole: AbstractSet[str]
) -> tuple[Row, ...]:
    """The rows as low as the columns of a group let them be. whole: ids of lanes; the others go on
    from one above, and take no room where nothing is left of it."""
    first, last = group
    found = []
    for row in rows:
        low = row.over(first, last, least)
        if row.lane.id not in whole and row.needs and not any(row.needs[first:last]):
            low = replace(low, natural=0.0)
        found.append(low)
    return tuple(found)


def pages_about(
    context: LayoutContext,
    journey_map: JourneyMap,
    load: columns.GridLoad,
    size: tuple[float, float],
    pages: int,
) -> int | None:
    """How many pages in all strip_of would about need for so many side by side: a guess that costs
    microseconds a card. None where it would give None."""
    width, height = size
    label = label_width_for(context, journey_map, width)
    found = _columns(context, journey_map, load, width - label, pages)
    if found is None:
        return None
    em = context.em
    groups, widths = found
    room = max(height - 8 * em, em)
    count = 0
    for part, (first, last) in zip(columns.parts_of(load, _counts(groups)), groups, strict=True):
        tall = part.height([wide / em for wide in widths[first:last]]) * em
        count += max(math.ceil(tall / room), 1)
    return count


def _counts(groups: Sequence[tuple[int, int]]) -> list[int]:
    """Steps of each group."""
    return [last - first for first, last in groups]


def _columns(
    context: LayoutContext, journey_map: JourneyMap, load: columns.GridLoad, width: float, pages: int
) -> tuple[tuple[tuple[int, int], ...], tuple[float, ...]] | None:
    """The steps of each page side by side, first and last, and the widths of their columns, where a
    page has room for `width` mm of them."""
    floors = [max(floor, _LEAST_COLUMN) for floor in load.floors]
    tiers = splits(journey_map, floors, pages) if journey_map.stages else ()
    if tiers is None:
        return None
    groups = tuple(pairwise((0, *accumulate(tiers)))) or ((0, 0),)
    room = width / context.em
    if any(sum(floors[a:b]) > room and _stages_in(journey_map, a, b) > 1 for a, b in groups):
        return None
    parts = [part for part in columns.parts_of(load, tiers) if part.weights]
    most = max((len(part.weights) for part in parts), default=1)
    widths: tuple[float, ...] = ()
    for part in parts:
        # The last page often has fewer stages: then it is not filled with all too wide ones.
        share = min(_WIDEST * len(part.weights) / most, 1.0)
        total = min(max(share * room, sum(part.floors)), room)
        widths += tuple(wide * context.em for wide in columns.solve(part, total))
    return groups, widths


def _stages_in(journey_map: JourneyMap, first: int, last: int) -> int:
    ends = list(accumulate(len(stage.steps) for stage in journey_map.stages))
    return sum(first < end <= last for end in ends)


def _bands(rows: Sequence[Row], room: float) -> tuple[tuple[int, int], ...]:
    """Rows on pages one below the other: as few as can be, and then as even as they go. None at all
    where a row is taller than a page."""
    heights = [row.natural for row in rows]
    if any(height > room + 1e-6 for height in heights):
        return ()
    fewest = len(_filled(heights, room))
    low, high = max(heights, default=0.0), room
    for _step in range(20):
        middle = (low + high) / 2
        if len(_filled(heights, middle)) <= fewest:
            high = middle
        else:
            low = middle
    ends = _filled(heights, high)
    return tuple(pairwise((0, *ends))) if rows else ((0, 0),)


def _filled(heights: Sequence[float], room: float) -> list[int]:
    """Where each page ends when it takes as many rows as it has room for."""
    ends, used = [], 0.0
    for number, height in enumerate(heights):
        if number and used + height > room + 1e-6:
            ends.append(number)
            used = 0.0
        used += height
    return [*ends, len(heights)] if heights else [0]


def _with_parted_cards(
    context: LayoutContext, journey_map: JourneyMap, grid: GridPlan, room: float
) -> JourneyMap:
    """Cards taller than a page become several, one below the other."""
    tall = {
        plan.card.id: plan
        for row in grid.rows
        for _step, cell in row.cells
        for plan, _x, _y in cell.cards
        if plan.height > 0.8 * room and plan.card.text
    }
    if not tall:
        return journey_map
    lanes = []
    for lane in journey_map.lanes:
        cells = [
            cell.model_copy(
                update={
                    "cards": tuple(
                        piece
                        for card in cell.cards
                        for piece in _pieces(context, card, tall.get(card.id), room)
                    )
                }
            )
            for cell in lane.cells
        ]
        lanes.append(lane.model_copy(update={"cells": tuple(cells)}))
    return journey_map.model_copy(update={"lanes": tuple(lanes)})


def _pieces(context: LayoutContext, card: CardBase, plan: CardPlan | None, room: float) -> Iterator[CardBase]:
    if plan is None:
        yield card
        return
    pitch = LINE_PITCH * context.em
    lines = [line.text for line in context.wrap(card.text, REGULAR, plan.text_width).lines]
    beside = plan.height - len(lines) * pitch
    first = max(int((0.8 * room - beside) / pitch), 1)
    rest = max(int((0.8 * room - 2 * PAD_Y * context.em) / pitch), 1)
    ends = line_ends(card.text, lines)
    begin, number = 0, min(first, len(lines))
    yield card.model_copy(update={"text": card.text[: ends[number - 1]].rstrip()})
    while number < len(lines):
        begin = ends[number - 1]
        number = min(number + rest, len(lines))
        yield PlainCard(id=card.id, kind="free_text", text=card.text[begin : ends[number - 1]].strip())


def _with_parted_curves(
    context: LayoutContext, journey_map: JourneyMap, grid: GridPlan, room: float
) -> JourneyMap:
    """Notes on emotion lanes that are taller with them than a page get a lane of their own."""
    lanes: list[Lane] = []
    for row in grid.rows:
        cells = row.lane.cells
        if row.natural <= room or not row.emotions or not any(cell.cards for cell in cells):
            lanes.append(row.lane)
            continue
        bare = tuple(cell.model_copy(update={"cards": ()}) for cell in cells)
        lanes.append(row.lane.model_copy(update={"cells": bare}))
        notes = tuple(Cell(step=cell.step, cards=cell.cards) for cell in cells if cell.cards)
        title = lane_words(context, row.lane)[0]
        below = make_lane("free_text", "notes", title=title, cells=notes)
        lanes.append(below.model_copy(update={"id": f"{row.lane.id}~"}))
    if len(lanes) == len(grid.rows):
        return journey_map
    return journey_map.model_copy(update={"lanes": tuple(lanes)})


def _with_parted_lanes(
    context: LayoutContext, journey_map: JourneyMap, grid: GridPlan, room: float
) -> JourneyMap:
    """Lanes taller than a page become several of the same name."""
    if all(row.natural <= room or row.emotions or not row.cells for row in grid.rows):
        return journey_map
    stage_steps = {stage.id: stage.steps[0].id for stage in journey_map.stages}
    lanes: list[Lane] = []
    for row in grid.rows:
        if row.natural <= room or row.emotions or not row.cells:
            lanes.append(row.lane)
            continue
        chunks: dict[int, list[Cell]] = {}
        tallest = max(plan.height for _step, plan in row.cells)
        left = room - max(row.natural - tallest, row.label_space)
        for step, plan in row.cells:
            for number, cards in enumerate(_chunks(plan.cards, left - (plan.height - _span(plan.cards)))):
                # A stage's own key task is put there by the grid.
                own = tuple(card for card in cards if stage_steps.get(card.id) != step)
                chunks.setdefault(number, []).append(Cell(step=step, cards=own))
        for number in range(min(len(chunks), _CHUNKS)):
            change: dict[str, object] = {"cells": tuple(chunks[number]), "id": f"{row.lane.id}{'~' * number}"}
            if number and row.lane.kind == "key_task":
                change["kind"] = "free_text"
                change["title"] = lane_words(context, row.lane)[0]
            lanes.append(row.lane.model_copy(update=change))
    return journey_map.model_copy(update={"lanes": tuple(lanes)})


def _span(cards: Sequence[tuple[CardPlan, float, float]]) -> float:
    return max(y + plan.height for plan, _x, y in cards) - min(y for _plan, _x, y in cards)


def _chunks(cards: Sequence[tuple[CardPlan, float, float]], room: float) -> Iterator[list[CardBase]]:
    """Cards of a cell in portions that are at most `room` mm high."""
    portion: list[CardBase] = []
    top = bottom = 0.0
    for plan, _x, y in cards:
        if portion and max(bottom, y + plan.height) - top > room:
            yield portion
            portion = []
        if not portion:
            top = bottom = y
        portion.append(plan.card)
        bottom = max(bottom, y + plan.height)
    if portion:
        yield portion
