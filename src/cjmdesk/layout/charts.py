"""Numbers made visible: a bar under each number of a metrics lane, or a line through them."""

import math
from collections.abc import Sequence

from msgspec import Struct

from cjmdesk.layout.context import DASHES, LayoutContext
from cjmdesk.layout.faces import marker
from cjmdesk.layout.scene import Box, Path, PathCommand, SceneItem
from cjmdesk.model.cards import CardBase, MetricCard
from cjmdesk.model.lanes import Lane, MetricsLane

BAND = 5.0
"""Least height of a line's band below the cards, em."""

BAR_ROW = 0.85
"""em of a card's height that its bar takes, or the sign of its line."""

SIGN, _FINER = 3.4, 0.5
"""em of a line that are its sign on a card, and how much finer its dashes are there: some are seen."""

_BAR = 0.42
_DOT = 0.34
_LINE = 0.17
_EDGE = 0.75
"""em kept free above and below the line."""


class Gauge(Struct, frozen=True):
    """What the numbers of one lane share. unit: for cards without one; largest: of their amounts,
    0 where no bars are drawn; size: em of their type at most; brief: whether large ones are written
    in brief; lines: through the numbers, where cards are to say which one they are on; 0 for less than
    two."""

    unit: str
    largest: float
    size: float = math.inf
    brief: bool = False
    lines: int = 0


def gauge_of(lane: Lane) -> Gauge | None:
    """The gauge of a metrics lane; None for the other kinds."""
    if not isinstance(lane, MetricsLane):
        return None
    numbers = [numbers_of(cell.cards) for cell in lane.cells]
    if lane.chart == "line":
        counts = sorted(map(len, numbers))[-2:-1]  # a line needs two ends: the second most of a cell
        return Gauge(lane.unit, 0.0, lines=counts[0] if counts and counts[0] > 1 else 0)
    amounts = [abs(number) for cell in numbers for number in cell]
    return Gauge(lane.unit, max(amounts, default=0.0) if lane.chart == "bar" else 0.0)


def lines_of(cards: Sequence[CardBase], gauge: Gauge | None) -> list[int | None]:
    """For each card of a cell the line of its lane's chart that it is to say it is on; see `Gauge`."""
    found: list[int | None] = [None] * len(cards)
    if gauge is not None and gauge.lines:
        numbered = [n for n, card in enumerate(cards) if numbers_of([card])]
        for line, number in enumerate(numbered[: gauge.lines]):
            found[number] = line
    return found


def numbers_of(cards: Sequence[CardBase]) -> list[float]:
    """The numbers on cards, in order."""
    return [card.number for card in cards if isinstance(card, MetricCard) and card.number is not None]


def bar(
    context: LayoutContext, card: MetricCard, gauge: Gauge, x: float, y: float, width: float, colour: str
) -> tuple[SceneItem, ...]:
    """A card's bar on its track, the lane's largest number as wide as the card's inside.

    x, y: top left of the row of `BAR_ROW` em. An amount below zero is an outline.
    """
    amount = card.number or 0.0
    em = context.em
    high = _BAR * em
    top = y + (BAR_ROW * em - high) / 2
    length = width * abs(amount) / gauge.largest
    left = x + width - length if context.right_to_left else x
    # A white card shows a white track by its outline alone.
    outline = context.palette.outline
    track = Box(
        card.id, x, top, width, high, fill=context.palette.page, radius=min(high, width) / 2,
        stroke=outline, stroke_width=0.05 * em if outline else 0.0,
    )  # fmt: skip
    if length <= 0:
        return (track,)
    thin = 0.08 * em
    below = amount < 0 and length > 2 * thin
    return (
        track,
        Box(
            card.id,
            left + (thin / 2 if below else 0),
            top + (thin / 2 if below else 0),
            length - (thin if below else 0),
            high - (thin if below else 0),
            fill=None if below else colour,
            stroke=colour if below else None,
            stroke_width=thin if below else 0.0,
            radius=min(high, length) / 2,
        ),
    )


def series_of(lane: Lane, places: Sequence[tuple[str, float, float]]) -> list[list[tuple[float, float]]]:
    """The lines of a lane: the first numbers of all cells joined, then the second ones…

    places: step, left and width of each column. Each line: x in mm and number; single numbers are
    no line. Empty for lanes that show none.
    """
    if not isinstance(lane, MetricsLane) or lane.chart != "line":
        return []
    cells = {cell.step: numbers_of(cell.cards) for cell in lane.cells}
    most = max((len(numbers) for numbers in cells.values()), default=0)
    found = [
        [
            (left + width / 2, cells[step][place])
            for step, left, width in places
            if len(cells.get(step, ())) > place
        ]
        for place in range(most)
    ]
    return [sorted(line) for line in found if len(line) > 1]


def line_sign(
    context: LayoutContext, item: str, place: int, x: float, y: float, colour: str
) -> tuple[SceneItem, ...]:
    """A piece of the line through the numbers at `place` in their cells, counted from 0, that tells which
    line a card is on. x: of its left end; y: of the top of the row of `BAR_ROW` em."""
    em = context.em
    middle = y + BAR_ROW / 2 * em
    ends: tuple[PathCommand, ...] = (("M", x, middle), ("L", x + SIGN * em, middle))
    return (
        _stroke(context, item, place, ends, colour, _FINER),
        _dot(context, item, place, x + SIGN / 2 * em, middle, colour),
    )


def _stroke(
    context: LayoutContext,
    item: str,
    place: int,
    commands: tuple[PathCommand, ...],
    colour: str,
    finer: float = 1.0,
) -> Path:
    dash = tuple(length * finer * context.em for length in DASHES[place % len(DASHES)])
    return Path(item, commands, stroke=colour, stroke_width=_LINE * context.em, dash=dash)


def _dot(context: LayoutContext, item: str, place: int, x: float, y: float, colour: str) -> SceneItem:
    em, fill = context.em, context.palette.page if place else colour
    return marker(item, "circle", x, y, _DOT * em, fill=fill, stroke=colour, stroke_width=0.1 * em)


def draw_lines(
    context: LayoutContext,
    item: str,
    lines: Sequence[Sequence[tuple[float, float]]],
    height: float,
    colour: str,
    span: tuple[float, float],
) -> tuple[SceneItem, ...]:
    """The lines on a band of `height` mm, on one scale that holds zero; span: its ends in mm."""
    em, palette = context.em, context.palette
    numbers = [number for line in lines for _, number in line]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    scale = (height - 2 * _EDGE * em) / ((high - low) or 1.0)

    def y(number: float) -> float:
        return height - _EDGE * em - (number - low) * scale

    items: list[SceneItem] = [
        Path(
            "",
            (("M", span[0], y(0.0)), ("L", span[1], y(0.0))),
            stroke=palette.faint,
            stroke_width=0.07 * em,
            dash=(0.02 * em, 0.42 * em),
        )
    ]
    for place, line in enumerate(lines):
        commands: tuple[PathCommand, ...] = tuple(
            ("L" if n else "M", x, y(number)) for n, (x, number) in enumerate(line)
        )
        items.append(_stroke(context, item, place, commands, colour))
        items += [_dot(context, item, place, x, y(number), colour) for x, number in line]
    return tuple(items)
