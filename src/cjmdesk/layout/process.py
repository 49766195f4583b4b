"""Arrows of a process from one stage to the next: from the last box of a cell to the first of the next one
that has any.

They are led as connectors are, so that none runs over a card or on another arrow, and look like the arrows
between boxes of one cell. Nobody made them, so nobody can select them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from cjmdesk.layout.cards import lane_colours
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import Path, PathCommand
from cjmdesk.model.cards import CardBase
from cjmdesk.model.lanes import Cell, Lane

OFF, HEAD, LINE = 0.12, 0.32, 0.12
"""em between an arrow and its boxes, along and across its head, and of its line."""


class Flow(Struct, frozen=True):
    """An arrow between two boxes. id: unlike any of an item; source, target: ids of boxes. colour: of the
    line. label, condition: as an unlabelled connector has them."""

    id: str
    source: str
    target: str
    colour: str
    label: str = ""
    condition: str = "neutral"


class LaneFlow(Struct, frozen=True):
    """The arrows between cells of a lane in one tier. entered, left: ids of the boxes between which one leads
    from an earlier tier into this one, and from this one to a later tier; empty for none. boxes: id and step
    of all that are joined here."""

    flows: tuple[Flow, ...] = ()
    entered: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    colour: str = ""
    boxes: tuple[tuple[str, str], ...] = ()

    @property
    def is_drawn(self) -> bool:
        """Whether there is any arrow."""
        return bool(self.flows or self.entered or self.left)


NO_FLOW = LaneFlow()


def follows(before: CardBase, after: CardBase) -> bool:
    """Whether an arrow leads from a box to the one behind it: none away from an end, none to a start, none
    between the pieces of one that no page holds."""
    ends = getattr(before, "shape", "") == "end" or getattr(after, "shape", "") == "start"
    return not ends and before.id != after.id


def flow_of(
    context: LayoutContext,
    lane: Lane,
    steps: Sequence[str],
    beyond: tuple[Sequence[str], Sequence[str]],
    made: Collection[tuple[str, str]],
    below: Lane | None = None,
) -> LaneFlow:
    """The arrows of a lane; none but in a process that is unfolded. steps: ids of the columns of this tier;
    beyond: of those of earlier and of later ones, the nearest first. made: source and target of the
    connectors that people made, beside which there is no other. below: the lane in which its cells go on
    where no page holds them, None for none; their last boxes are then on another page."""
    if lane.kind != "process" or lane.collapsed:
        return NO_FLOW
    by_step = {cell.step: cell for cell in lane.cells if cell.cards}
    going_on = {cell.step: cell for cell in below.cells} if below is not None else {}
    here = [by_step[step] for step in steps if step in by_step]
    earlier, later = ([by_step[step] for step in side if step in by_step][:1] for side in beyond)
    joints = list(_joints(here, made, going_on))
    entered = list(_joints([*earlier, *here[:1]], made, going_on))
    left = list(_joints([*here[-1:], *later], made, going_on))
    if not joints and not entered and not left:
        return NO_FLOW
    colour = lane_colours(context, lane.kind, lane.colour)[1]
    step_of = {card.id: cell.step for cell in here for card in (cell.cards[0], cell.cards[-1])}
    ends = (*(one for pair in joints for one in pair), *(b for _a, b in entered), *(a for a, _b in left))
    joined = dict.fromkeys(card.id for card in ends)
    return LaneFlow(
        tuple(Flow(f"{a.id} >", a.id, b.id, colour) for a, b in joints),
        tuple(card.id for pair in entered for card in pair),
        tuple(card.id for pair in left for card in pair),
        colour,
        tuple((id, step_of[id]) for id in joined),
    )


def _joints(
    cells: Sequence[Cell], made: Collection[tuple[str, str]], going_on: Mapping[str, Cell]
) -> Iterator[tuple[CardBase, CardBase]]:
    """The last box of each cell with the first of the next one, where an arrow joins them. going_on: by step
    what a cell holds on another page."""
    for before, after in pairwise(cells):
        last, first = before.cards[-1], after.cards[0]
        other = going_on[after.step].cards if after.step in going_on else ()
        whole = _once(last, before.cards) and _once(first, (*after.cards, *other))
        if whole and before.step not in going_on and follows(last, first) and (last.id, first.id) not in made:
            yield last, first


def _once(card: CardBase, cards: Sequence[CardBase]) -> bool:
    return sum(other.id == card.id for other in cards) == 1


def flow_arrow(
    context: LayoutContext,
    line: Sequence[PathCommand],
    colour: str,
    joins: tuple[str, ...],
    size: float = HEAD,
) -> Path:
    """An arrow along a line, whose last run is level or goes down, with its open head at the end of it.
    joins: ids of its boxes; size: of the head, em."""
    em = context.em
    (x0, y0), (x, y) = ((float(command[-2]), float(command[-1])) for command in line[-2:])
    head = size * em
    if abs(x - x0) > abs(y - y0):
        back = x - head if x > x0 else x + head
        corners = ((back, y - head), (back, y + head))
    else:
        corners = ((x - head, y - head), (x + head, y - head))
    tip: tuple[PathCommand, ...] = (("M", *corners[0]), ("L", x, y), ("L", *corners[1]))
    return Path("", (*line, *tip), stroke=colour, stroke_width=LINE * em, joins=joins)


def stubs(
    context: LayoutContext,
    lane: LaneFlow,
    boxes: Mapping[str, tuple[float, float, float]],
    edges: tuple[float, float],
) -> Iterator[Path]:
    """What is seen in a tier of arrows from and to others: as far as its edges. boxes: left, right and
    middle from above, by id; edges: left and right one of the tier's columns; mm."""
    off = OFF * context.em
    for ends, comes in ((lane.entered, True), (lane.left, False)):
        if ends:
            left, right, y = boxes[ends[1] if comes else ends[0]]
            at_left = comes != context.right_to_left
            edge, x = (edges[0], left - off) if at_left else (edges[1], right + off)
            start, end = (edge, x) if comes else (x, edge)
            yield flow_arrow(context, (("M", start, y), ("L", end, y)), lane.colour, ends)
