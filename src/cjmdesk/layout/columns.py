"""How wide each column is, and about how large type can be, before anything is really set.

The estimate works on the natural widths of the texts alone: a text of natural width n em needs
about n / w lines in a column of w em. It costs microseconds a card, so that many widths can be
tried; the real layout then checks the result.
"""

import math
from collections.abc import Sequence
from functools import cache, cached_property

from msgspec import Struct

from cjmdesk.layout import charts
from cjmdesk.layout.cards import BAR, PAD_X, PAD_Y, shows_icon
from cjmdesk.layout.cells import GAP, PAD, card_columns
from cjmdesk.layout.emotions import BAND
from cjmdesk.layout.headers import LEAST_STAGE_TITLE
from cjmdesk.model.cards import CardBase, MetricCard
from cjmdesk.model.hours import column_titles, scale_of, spans
from cjmdesk.model.lanes import EmotionLane, Lane, LineLane, MetricsLane
from cjmdesk.model.stages import Stage
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR, TextEngine, room_for_words

_FRAME = 2 * PAD + BAR + 2 * PAD_X
"""em of a column that are not text: padding of cell and card."""

_WASTE = 1.06
"""Ragged lines hold about this much less than their width (measured on the samples)."""

_NARROWEST, _WIDEST = 0.8, 1.35
"""Bounds of a column's width relative to an even share: a map should still look like one."""

_LEAST_FOR_HOURS = 0.4
"""The same for hours, of which the short ones are to be short."""

_WORTH_IT = 0.92
"""Uneven columns must save this much height, or the even ones are kept for their calm."""

_LEAST_FOR_WIDTHS = 0.7
"""Of the type that solved columns would allow: smaller it is not made for a narrow column's sake."""

_BESIDE_FACE = 2.5
"""em beside a feeling that stands below the band: its face, and the air around both."""

_META_ROW = 1.3
_SAMPLE = 6
_LEAST = 7.0
"""em: room for the five bars of a severity."""

_LONG_TITLE = 12.0
"""em: the same of a stage's title, which is read first: "Terminvereinbarung"."""

_LONG_WORD = 10.0
"""em: a longer word (an address, a number) may be broken; type is not made smaller for it."""


class CardLoad(Struct, frozen=True):
    """A card's need: natural widths of its paragraphs, its longest word, fixed height; all em."""

    paragraphs: tuple[float, ...]
    word: float
    fixed: float

    def height(self, text_width: float) -> float:
        """em, in a card whose text is `text_width` em wide."""
        lines = 0
        for width in self.paragraphs:
            lines += math.ceil(width * _WASTE / text_width) or 1
        return (lines or 1) * LINE_PITCH + self.fixed


class GridLoad(Struct, frozen=True, dict=True):
    """What a map asks of its columns. cells: for each lane, for each step, its cards.

    weights: the users' own relative step widths. words: widest word that heads each column, em.
    scale: whether the columns stay in the proportions of their weights, since they are hours.
    """

    cells: tuple[tuple[tuple[CardLoad, ...], ...], ...]
    fixed_rows: float
    weights: tuple[float, ...]
    words: tuple[float, ...]
    scale: bool = False

    @cached_property
    def floors(self) -> list[float]:
        """The least width of each column in em at which no ordinary word is broken."""
        return [
            max(
                [
                    _LEAST,
                    head,
                    *(min(card.word, _LONG_WORD) + _FRAME for lane in self.cells for card in lane[number]),
                ]
            )
            for number, head in enumerate(self.words)
        ]

    def height(self, widths: Sequence[float]) -> float:
        """Estimated height of all rows in em, for columns of `widths` em."""
        return self.fixed_rows + sum(
            max((_cell_height(cards, w) for cards, w in zip(lane, widths, strict=True)), default=0.0)
            for lane in self.cells
        )


def _cell_height(cards: Sequence[CardLoad], width: float) -> float:
    if not cards:
        return 3.0
    count, card_width = card_columns(width, 1.0, len(cards))
    text = max(card_width - BAR - 2 * PAD_X, 0.9)
    # Full cells are alike: a sample of their cards stands for all, so that the estimate costs
    # about the same for every map.
    sample = cards if len(cards) <= _SAMPLE else cards[:: len(cards) // _SAMPLE]
    heights = [card.height(text) for card in sample]
    total = (sum(heights) / len(heights) + GAP) * len(cards)
    if count == 1:
        return total + 2 * PAD - GAP
    tallest = max(heights)
    return max(total / count + 0.5 * tallest, tallest) + 2 * PAD


_IN_ROWS_BELOW = (
    "tags",
    "severity",
    "votes",
    "moment_of_truth",
    "owner",
    "impact",
    "visits",
    "motive",
    "minutes",
)
"""Fields of cards that are drawn in rows of chips below the text."""


@cache
def _rows_below(kind: type[CardBase]) -> tuple[str, ...]:
    """Those fields that cards of a kind have: to ask a value of the model for what it lacks takes long."""
    return tuple([name for name in _IN_ROWS_BELOW if name in kind.model_fields])


def _card_load(engine: TextEngine, card: CardBase) -> CardLoad:
    fixed = 2 * PAD_Y
    if any(getattr(card, name) for name in _rows_below(type(card))):
        fixed += _META_ROW
    aside = 0.75 if card.evidence else 0.0
    aside += 1.5 if shows_icon(card) else 0.0
    fixed += 2.0 if isinstance(card, MetricCard) and card.number is not None else 0.0
    fixed += 7.0 if card.picture else 0.0
    widths = tuple([width + aside * 1.5 for width in engine.unbroken(card.text, REGULAR)])
    return CardLoad(widths, engine.widest_word(card.text, REGULAR) + aside, fixed)


def load_of(engine: TextEngine, stages: Sequence[Stage], lanes: Sequence[Lane]) -> GridLoad:
    """The load of `lanes`, those of a map that are seen, on the columns of its stages."""
    weights, scale = step_weights(stages)
    steps = [
        (step.id, stage.title if number == 0 and len(stage.steps) == 1 else "")
        for stage in stages
        for number, step in enumerate(stage.steps)
    ]
    cells = []
    fixed = 0.0
    for lane in lanes:
        if isinstance(lane, LineLane) or lane.collapsed:
            fixed += 2.0
            continue
        if isinstance(lane, EmotionLane):
            fixed += BAND
        if isinstance(lane, MetricsLane) and lane.chart == "line":
            fixed += charts.BAND
        by_step = {cell.step: cell.cards for cell in lane.cells}
        row = tuple(tuple(_card_load(engine, card) for card in by_step.get(id, ())) for id, _ in steps)
        if not isinstance(lane, EmotionLane) or any(row):
            cells.append(row)
    heads = [
        min(room_for_words(engine, words, BOLD), _LONG_TITLE) * LEAST_STAGE_TITLE + 2.25 for _, words in steps
    ]
    if not any(map(any, cells)):
        # With cards, feelings that find no room on the band are rare, and type is not made smaller
        # for them; of a curve alone they are what is read.
        feelings = _feelings(engine, lanes)
        heads = [max(head, feelings.get(id, 0.0)) for head, (id, _) in zip(heads, steps, strict=True)]
    return GridLoad(tuple(cells), fixed, weights, tuple(heads), scale)


def step_weights(stages: Sequence[Stage]) -> tuple[tuple[float, ...], bool]:
    """How wide each column is to be relative to the others, and whether they are a scale of hours.

    Hours that the user gave no widths of their own are as wide as they are long.
    """
    widths = tuple(step.width for stage in stages for step in stage.steps)
    lasting = spans(scale_of(column_titles(stages)))
    if not lasting or max(widths) > 1.001 * min(widths):
        return widths, False
    usual = sorted(lasting)[len(lasting) // 2]
    return tuple(minutes / usual for minutes in lasting), True


def _feelings(engine: TextEngine, lanes: Sequence[Lane]) -> dict[str, float]:
    """em that the longest feeling word of each step takes below the band, by the step's id."""
    widest: dict[str, float] = {}
    for lane in lanes:
        for cell in lane.cells if isinstance(lane, EmotionLane) else ():
            words = [engine.widest_word(point.feeling, BOLD) for point in cell.points if point.feeling]
            if words:
                widest[cell.step] = max(widest.get(cell.step, 0.0), max(words) + _BESIDE_FACE)
    return widest


def parts_of(load: GridLoad, tiers: Sequence[int]) -> list[GridLoad]:
    """The load of each tier of so many steps; of all steps together where there are no tiers."""
    if not tiers:
        return [load]
    parts, first = [], 0
    for steps in tiers:
        here = slice(first, first + steps)
        cells = tuple(lane[here] for lane in load.cells)
        parts.append(GridLoad(cells, load.fixed_rows, load.weights[here], load.words[here], load.scale))
        first += steps
    return parts


def even(load: GridLoad, total: float) -> list[float]:
    """Columns in the users' own proportions, `total` em together."""
    everything = sum(load.weights) or 1.0
    return [total * weight / everything for weight in load.weights]


def chosen(load: GridLoad) -> bool:
    """Whether the user gave columns widths of their own, or they are hours: then they are left in those
    proportions."""
    return load.scale or max(load.weights, default=1.0) > 1.001 * min(load.weights, default=1.0)


def largest_type(load: GridLoad, room: float, label: float) -> float:
    """mm of an em at which no ordinary word is broken, in columns that share `room` mm with a label
    of `label` em.

    Columns that the user made narrow count; but a very narrow one gets what its words need rather
    than make all type small.
    """
    least = load.floors
    solved = room / (sum(least) + label)
    if not chosen(load):
        return solved
    everything = sum(load.weights)
    shares = [weight / everything for weight in load.weights]
    kept = min(room * share / (floor + label * share) for share, floor in zip(shares, least, strict=True))
    least_type = _LEAST_FOR_HOURS if load.scale else _LEAST_FOR_WIDTHS
    return min(solved, max(kept, least_type * solved))


def _with_floors(least: Sequence[float], widths: Sequence[float], total: float) -> list[float]:
    """`widths`, `total` em together, with every column at least as wide as `least` asks; shares
    in proportion to that where there is not room for all."""
    needed = sum(least)
    if needed >= total:
        return [total * width / needed for width in least]
    missing = sum(max(floor - width, 0.0) for floor, width in zip(least, widths, strict=True))
    spare = sum(max(width - floor, 0.0) for floor, width in zip(least, widths, strict=True))
    part = missing / spare if spare else 0.0
    return [
        max(width, floor) - max(width - floor, 0.0) * part for floor, width in zip(least, widths, strict=True)
    ]


def calm(load: GridLoad, total: float, growth: float = 1.0) -> list[float]:
    """Column widths in em, `total` together, as even as words allow, or in the users' proportions.

    growth: by which the type may still grow in these columns without breaking ordinary words.
    """
    part = 1.0 if load.scale else growth
    return _with_floors([floor * part for floor in load.floors], even(load, total), total)


def solve(load: GridLoad, total: float, growth: float = 1.0) -> list[float]:
    """Column widths in em, `total` together, that make the map low without looking ragged.

    growth: see calm.
    """
    least = [floor * growth for floor in load.floors]
    start = calm(load, total, growth)
    if len(start) < 2 or chosen(load):
        return start
    bounds = [(width * _NARROWEST, width * _WIDEST) for width in start]
    widths = list(start)
    best, best_height, first_height = start, math.inf, math.inf
    for _ in range(12):
        height, pressure = _pressures(load, widths)
        first_height = height if math.isinf(first_height) else first_height
        if height < best_height:
            best, best_height = list(widths), height
        mean = sum(pressure) / len(pressure)
        if mean <= 0:
            break
        pulled = [
            min(max(width * (1 + 0.16 * (p / mean - 1)), low), high)
            for width, p, (low, high) in zip(widths, pressure, bounds, strict=True)
        ]
        scale = total / sum(pulled)
        widths = _with_floors(least, [width * scale for width in pulled], total)
    return best if best_height < first_height * _WORTH_IT else start


def _pressures(load: GridLoad, widths: Sequence[float]) -> tuple[float, list[float]]:
    """The rows' height together, and how much of it each column's busiest cells answer for."""
    pressures = [0.0] * len(widths)
    whole = 0.0
    for lane in load.cells:
        heights = [_cell_height(cards, width) for cards, width in zip(lane, widths, strict=True)]
        tallest = max(heights)
        whole += tallest
        for number, height in enumerate(heights):
            pressures[number] += height * max(0.0, (height - 0.8 * tallest) / (0.2 * tallest))
    return whole, pressures
