"""The cells of a lane, measured."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.cells import CellPlan, plan_cell
from cjmdesk.layout.charts import Gauge
from cjmdesk.layout.column_places import ColumnPlaces
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.memo import LayoutMemo, only_other
from cjmdesk.model.cards import CardBase, PlainCard
from cjmdesk.model.lanes import Cell, Lane
from cjmdesk.model.stages import Stage


class _Known(Struct, frozen=True):
    """A cell as it was measured. owner: what of the model alone decides what it shows, None if several
    do; width: mm; alone: see plan_cell's `single`."""

    owner: Cell | Stage | None
    width: float
    alone: bool
    plan: CellPlan


class _Measured(Struct, frozen=True):
    """The cells of a lane that have cards, by their steps. pieces: see ColumnPlaces; joined: numbers of the
    columns where connectors lead to a card."""

    pieces: tuple[tuple[float, float], ...]
    joined: frozenset[int]
    cells: dict[str, _Known]


class LaneCells:
    """Measures the cells of lanes in one tier. What did not change since an earlier layout is handed out
    again."""

    def __init__(
        self,
        context: LayoutContext,
        memo: LayoutMemo | None,
        stages: Sequence[Stage],
        at: ColumnPlaces,
        linked: frozenset[str],
        tier: int,
    ) -> None:
        """at: where the columns stand. linked: ids of what connectors lead to. tier: its number."""
        self._context, self._memo, self._stages, self._at = context, memo, stages, at
        self._linked, self._tier = linked, tier

    def plan(
        self, lane: Lane, joined: Collection[int], gauge: Gauge | None, again: int = 0
    ) -> list[tuple[str, CellPlan]]:
        """The cells with cards, by their steps. The numbers of a lane are all as large as the smallest,
        and all in brief where one has to be.

        joined: numbers of the columns where connectors lead to a card. gauge: of the lane's numbers, None
        without any. again: how often they were measured with another one just now.
        """
        measure = partial(self._measured, lane, joined, gauge)
        if self._memo is None:
            known = measure()
        else:
            place = ("plans", lane.id, lane.kind, self._tier, again)
            known = self._memo.renewed(place, gauge, measure)
        cells = [(step, cell.plan) for step, cell in known.cells.items()]
        if gauge is not None:
            heads = [card for _step, plan in cells for card, _x, _y in plan.cards if card.head]
            if not gauge.brief and any(card.brief for card in heads):
                return self.plan(lane, joined, replace(gauge, brief=True), again + 1)
            sizes = {card.head_size for card in heads}
            if len(sizes) > 1:
                return self.plan(lane, joined, replace(gauge, size=min(sizes)), again + 1)
        return cells

    def _measured(
        self,
        lane: Lane,
        joined: Collection[int],
        gauge: Gauge | None,
        before: _Measured | None = None,
    ) -> _Measured:
        """before: of an earlier state with the same gauge."""
        plain, pieces, joints = lane.kind != "key_task", self._at.pieces, frozenset(joined)
        known = before.cells if before is not None else {}
        if before is not None and before.pieces is pieces and before.joined == joints and plain:
            written = _written(lane, known)
            if written is not None:
                cell, old = written
                now = self._planned(lane, cell.cards, cell, old.width, gauge, old, alone=old.alone)
                return _Measured(pieces, joints, known | {cell.step: now})
        by_step = {cell.step: cell for cell in lane.cells}
        found = {}
        for column, (step, (_left, width)) in enumerate(zip(self._at.steps, self._at.pieces, strict=True)):
            same = known.get(step)
            if same is not None and (same.width != width or (plain and same.alone != (column in joints))):
                same = None
            if plain and same is not None and same.owner is by_step.get(step):
                found[step] = same  # after an edit most of them
                continue
            cards, owner = self._content_of(lane, step, by_step.get(step))
            if not cards:
                continue
            # A stage's own key task bears the stage's id.
            own = not plain and any(card.id in self._linked for card in cards)
            alone = own or column in joints
            if same is not None and same.alone != alone:
                same = None
            if same is None or owner is None or same.owner is not owner:
                same = self._planned(lane, cards, owner, width, gauge, same, alone=alone)
            found[step] = same
        return _Measured(pieces, joints, found)

    def _planned(
        self,
        lane: Lane,
        cards: Sequence[CardBase],
        owner: Cell | Stage | None,
        width: float,
        gauge: Gauge | None,
        before: _Known | None,
        *,
        alone: bool,
    ) -> _Known:
        earlier = before.plan if before is not None else None
        plan = plan_cell(self._context, cards, width, lane.kind, earlier, single=alone, gauge=gauge)
        if self._memo is not None:
            self._memo.misses += 1
        return _Known(owner, width, alone, plan)

    def _content_of(
        self, lane: Lane, step: str, cell: Cell | None
    ) -> tuple[tuple[CardBase, ...], Cell | Stage | None]:
        """The cell's cards, in a key-task lane the stage's own key task before them; and the value of the
        model that alone decides what it shows, None if several do."""
        cards: tuple[CardBase, ...] = cell.cards if cell else ()
        if lane.kind == "key_task":
            for stage in self._stages:
                if stage.steps[0].id == step and stage.key_task:
                    own = PlainCard(id=stage.id, kind="key_task", text=stage.key_task)
                    return (own, *cards), None if cards else stage
        return cards, cell


def _written(lane: Lane, known: Mapping[str, _Known]) -> tuple[Cell, _Known] | None:
    """The one cell of a lane that became another since its cells were measured, and what it was; None for
    all else. Where every step has cards, in the order of the lane's cells."""
    number = only_other([one.owner for one in known.values()], lane.cells)
    if number is None:
        return None
    cell, old = lane.cells[number], [*known.items()][number]
    return (cell, old[1]) if cell.step == old[0] and cell.cards else None
