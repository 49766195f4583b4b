"""A cell: its cards stacked in order, in as many columns as its width bears."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.cards import MIN_WIDTH, CardPlan, draw_card, plan_card
from cjmdesk.layout.charts import Gauge, lines_of
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.memo import only_other
from cjmdesk.layout.process import OFF, flow_arrow, follows
from cjmdesk.layout.scene import Path, SceneItem
from cjmdesk.model.cards import CardBase

PAD = 0.55
GAP = 0.45
COLUMN_GAP = 0.6
WIDE = 34.0
"""em: a cell wider than this sets its cards in several columns…"""

COMFORTABLE = 17.0
"""…about this wide, so that lines stay short enough to read from a distance."""

_ARROW_GAP = 1.25
"""em between the boxes of a process, with the arrow in it."""


Placed = tuple[CardPlan, float, float]
"""A card with its left and top in its cell, mm."""


class CellPlan(Struct, frozen=True):
    """Cards with their places. width, height: of the whole cell with its padding, mm."""

    width: float
    height: float
    cards: tuple[Placed, ...]
    arrows: bool = False


def card_columns(width: float, em: float, cards: int) -> tuple[int, float]:
    """How many columns of cards a cell of `width` mm has, and how wide each card is."""
    inside = max(width - 2 * PAD * em, MIN_WIDTH * em)
    if width <= WIDE * em or cards < 2:
        # A single note across a very wide cell would be one endless line.
        return 1, min(inside, WIDE * em)
    count = min(cards, max(1, round((inside + COLUMN_GAP * em) / ((COMFORTABLE + COLUMN_GAP) * em))))
    return count, min((inside - (count - 1) * COLUMN_GAP * em) / count, WIDE * em)


def plan_cell(
    context: LayoutContext,
    cards: Sequence[CardBase],
    width: float,
    kind: str,
    before: CellPlan | None = None,
    *,
    single: bool = False,
    gauge: Gauge | None = None,
) -> CellPlan:
    """Measure the cards of one cell `width` mm wide.

    before: of an earlier state of the cell in the same context and with all else the same; cards that
    stayed the same are taken from it, and stand there as the very same objects. single: keep them in one
    column however wide the cell, so that connectors reach each card from the gutter; boxes of a process
    always are, with arrows from each to the next. gauge: of the numbers of a metrics lane.
    """
    em = context.em
    if not cards:
        return CellPlan(width, 0.0, ())
    arrows = kind == "process"
    count, card_width = card_columns(width, em, 1 if single or arrows else len(cards))
    gap = (_ARROW_GAP if arrows else GAP * context.air) * em
    bottoms = [PAD * context.air * em] * count
    placed: list[Placed] = []
    known: dict[int, Placed] = {}
    if before is not None:
        written = _written_on(context, cards, before) if gauge is None else None
        if isinstance(written, CellPlan):
            return written
        known = {id(old[0].card): old for old in (*before.cards, *([written] if written else []))}
    for number, (card, line) in enumerate(zip(cards, lines_of(cards, gauge), strict=True)):
        column = number % count
        left = PAD * em + column * (card_width + COLUMN_GAP * em)
        if context.right_to_left:
            left = width - left - card_width
        old = known.get(id(card))
        if old is None or old[0].width != card_width or old[0].line != line:
            old = (plan_card(context, card, card_width, gauge, line), left, bottoms[column])
        elif old[1] != left or old[2] != bottoms[column]:
            old = (old[0], left, bottoms[column])
        placed.append(old)
        bottoms[column] += old[0].height + gap
    return CellPlan(width, max(bottoms) - gap + PAD * context.air * em, tuple(placed), arrows)


def _written_on(
    context: LayoutContext, cards: Sequence[CardBase], before: CellPlan
) -> CellPlan | Placed | None:
    """What a key on one card makes of a cell: mostly that card is as high as before, and all others stay.

    The card alone where it is not, and None where more than one card is another.
    """
    number = only_other([old[0].card for old in before.cards], cards)
    if number is None:
        return None
    old, left, top = before.cards[number]
    now = (plan_card(context, cards[number], old.width, None, old.line), left, top)
    if now[0].height != old.height:
        return now
    return replace(before, cards=(*before.cards[:number], now, *before.cards[number + 1 :]))


DrawnCard = tuple[Placed, tuple[SceneItem, ...]]
"""A card with its place, and what it is made of."""


class DrawnCell(Struct, frozen=True):
    """A cell's items in its own coordinates, and the same by its cards."""

    items: tuple[SceneItem, ...]
    cards: tuple[DrawnCard, ...]


def draw_cell(
    context: LayoutContext, plan: CellPlan, colours: tuple[str, str], before: DrawnCell | None = None
) -> DrawnCell:
    """The items of a cell. before: an earlier state of it in the same context and colours; cards that
    stayed where and what they were are taken from it."""
    written = _drawn_over(context, plan, colours, before) if before is not None and not plan.arrows else None
    if written is not None:
        return written
    items: list[SceneItem] = []
    drawn: list[DrawnCard] = []
    known = {id(old[0]): old for old in before.cards} if before is not None else {}
    for placed in plan.cards:
        if plan.arrows and drawn and follows(drawn[-1][0][0].card, placed[0].card):
            joins = (drawn[-1][0][0].card.id, placed[0].card.id)
            items.append(_arrow(context, placed, colours[1], joins))
        one = known.get(id(placed)) or (placed, tuple(draw_card(context, *placed, colours)))
        drawn.append(one)
        items += one[1]
    return DrawnCell(tuple(items), tuple(drawn))


def _drawn_over(
    context: LayoutContext, plan: CellPlan, colours: tuple[str, str], before: DrawnCell
) -> DrawnCell | None:
    """The items of a cell of which one card became another, as with each key on it; None for all else.

    What looks the same on it stays the same, mostly its frame, so that only its words are painted anew.
    """
    number = only_other([old[0] for old in before.cards], plan.cards)
    if number is None:
        return None
    placed, was = plan.cards[number], before.cards[number][1]
    now = tuple(draw_card(context, *placed, colours))
    if len(now) == len(was):
        now = tuple([old if old == new else new for old, new in zip(was, now, strict=True)])
    first = sum([len(items) for _placed, items in before.cards[:number]])
    items = (*before.items[:first], *now, *before.items[first + len(was) :])
    return DrawnCell(items, (*before.cards[:number], (placed, now), *before.cards[number + 1 :]))


def _arrow(context: LayoutContext, box: Placed, colour: str, joins: tuple[str, ...]) -> Path:
    """From the box above down to this one. joins: their ids."""
    (card, left, y), em = box, context.em
    x, top, off = left + card.width / 2, y - _ARROW_GAP * em, OFF * em
    return flow_arrow(context, (("M", x, top + off), ("L", x, y - off)), colour, joins)
