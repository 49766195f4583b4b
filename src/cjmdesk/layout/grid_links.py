"""The arrows of a grid: connectors between its cards, and those of its processes.

They are planned before rows have places, and drawn when they have.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from cjmdesk.layout.cells import PAD
from cjmdesk.layout.column_places import ColumnPlaces
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.link_plan import LinkPlan, Spot, plan_links
from cjmdesk.layout.link_ways import with_bearing
from cjmdesk.layout.links import draw_links
from cjmdesk.layout.memo import LayoutMemo, Same, remembered
from cjmdesk.layout.process import NO_FLOW, LaneFlow, flow_of, stubs
from cjmdesk.layout.row_drawing import Corner, on_sheet
from cjmdesk.layout.rows import Row
from cjmdesk.layout.scene import Band, Part
from cjmdesk.model.lanes import EmotionLane, Lane, LineLane
from cjmdesk.model.maps import Connector

T = TypeVar("T")

_Spots = tuple[dict[str, Spot], dict[tuple[int, int], float]]
"""See GridPlan._spots."""


class PageEnds(Struct, frozen=True):
    """Where pages and sheets end on a grid; the same as of GridPlan, which explains them."""

    cuts: tuple[int, ...] = ()
    seams: tuple[float, ...] = ()
    clear: float = 0.0
    falls: Sequence[Sequence[int]] = ()


class GridLinks:
    """The arrows of one tier of a map. linked: ids of all that connectors join. plan: which arrows share
    gutters, and what their words take below cards."""

    def __init__(
        self,
        context: LayoutContext,
        memo: LayoutMemo | None,
        place: tuple[Hashable, int],
        connectors: Sequence[Connector],
        lanes: Sequence[Lane],
        at: ColumnPlaces,
        label: float,
        widths: Sequence[float],
        ends: PageEnds,
        beyond: tuple[Sequence[str], Sequence[str]],
    ) -> None:
        """place: a word for all widths, and the tier's number, for what is remembered. lanes: all that are
        shown. label, widths: of the labels and of each column, mm. beyond: see GridPlan."""
        self._context, self._memo = context, memo
        self._across, self._tier = place
        self._connectors, self._lanes = connectors, lanes
        self._at, self._label, self._widths, self._beyond = at, label, widths, beyond
        self.linked = frozenset(end for c in connectors for end in (c.source, c.target))
        self._made = frozenset((c.source, c.target) for c in connectors)
        self._flows = tuple(map(self._flow_in, lanes, [*lanes[1:], None]))
        if memo is not None:
            self._flows = memo.again(("flows", self._tier), self._flows)
        self.plan = self._planned(ends)

    @property
    def is_drawn(self) -> bool:
        """Whether there is any arrow."""
        return bool(self.plan.links) or any(one.is_drawn for one in self._flows)

    def joined(self, number: int) -> Collection[int]:
        """Numbers of the columns with cards that connectors join, in a lane by its number."""
        return self._joined.get(number, ())

    def _remembered(self, what: str, value: object, key: Hashable, find: Callable[[], T]) -> T:
        """What `find` says of `value`, or said of it in an earlier layout."""
        return remembered(self._memo, what, value, key, find, None)

    def _planned(self, ends: PageEnds) -> LinkPlan:
        columns = self._columns
        places = {
            id: (row, columns[step])
            for row, lane in enumerate(self._lanes if self.linked - self._at.stages.keys() else ())
            if not lane.collapsed and not isinstance(lane, LineLane | EmotionLane)
            for id, step in self._linked_in(lane)
            if step in columns
        }
        self._joined: dict[int, set[int]] = {}
        for row, column in places.values():
            self._joined.setdefault(row, set()).add(column)
        near = PAD * self._context.em + ends.clear
        seams = {
            number: min((seam - x for seam in ends.seams), key=abs)
            for number, x in enumerate(self._at.gutters if ends.clear else ())
            if any(abs(seam - x) < near for seam in ends.seams)
        }
        widths, connectors = self._widths or (self._label,), self._connectors
        pages = tuple([with_bearing(self._lanes, rows) for rows in ends.falls])

        def plan() -> LinkPlan:
            boxes = {
                id: (row, columns[step]) for row, one in enumerate(self._flows) for id, step in one.boxes
            }
            flows = [flow for one in self._flows for flow in one.flows]
            where, cuts, clear = places | boxes, ends.cuts, ends.clear
            return plan_links(self._context, connectors, where, widths, cuts, seams, clear, pages, flows)

        kept = (tuple(places.items()), Same(self._flows))
        key = (self._across, *kept, ends.cuts, tuple(seams.items()), ends.clear, pages)
        return self._remembered("links", connectors, key, plan)

    def _linked_in(self, lane: Lane) -> tuple[tuple[str, str], ...]:
        """The cards of a lane that connectors lead to, each with its step."""

        def find() -> tuple[tuple[str, str], ...]:
            linked = self.linked
            return tuple(
                (card.id, cell.step) for cell in lane.cells for card in cell.cards if card.id in linked
            )

        return self._remembered("linked", lane, self.linked, find)

    def _flow_in(self, lane: Lane, after: Lane | None) -> LaneFlow:
        """The arrows from cell to cell of a process. after: the next lane."""
        steps, beyond, made = self._at.steps, self._beyond, self._made
        # What goes on from a page above has no first boxes.
        if lane.kind != "process" or lane.id.endswith("~"):
            return NO_FLOW
        below = after if after is not None and after.id == f"{lane.id}~" else None

        def find() -> LaneFlow:
            return flow_of(self._context, lane, steps, beyond, made, below)

        key = (self._across, *map(tuple, beyond), made, Same(below))
        return self._remembered("flow", lane, key, find)

    def band(self, rows: Sequence[Row], tops: Sequence[float], corner: Corner) -> Band:
        """The arrows between cards; the same band as before where none of those they join, and nothing
        that they run around, became higher or lower. tops: of the rows, mm, with the bottom of the last."""
        found = [self._spots(number, row, tops[number]) for number, row in enumerate(rows)]
        width, edges = self._label + self._at.total, (self._at.first, self._at.first + self._at.total)

        def find() -> Band:
            mirrored = self._context.right_to_left
            spots = {id: spot for each, _bottoms in found for id, spot in each.items()}
            bottoms = {place: bottom for _spots, each in found for place, bottom in each.items()}
            items = draw_links(
                self._context, self.plan, spots, self._at.gutters, tops[1:], bottoms, mirrored=mirrored
            )
            boxes = {id: (spot.left, spot.right, spot.middle) for id, spot in spots.items()}
            for one in self._flows:
                items += tuple(stubs(self._context, one, boxes, edges))
            return (on_sheet(Part("connectors", 0, 0, width, tops[-1], items), corner, self._tier),)

        key = (*map(Same, found), tuple(tops), corner, Same(self._flows))
        return self._remembered("drawn links", self.plan, key, find)

    def _spots(self, number: int, row: Row, top: float) -> _Spots:
        """Where the cards of a lane stand that arrows join, by their ids, and where the cards of each cell
        end, by lane and column number; mm. The very same as before where nothing moved."""
        joined, flows = self.joined(number), self._flows[number].is_drawn

        def find() -> _Spots:
            spots: dict[str, Spot] = {}
            bottoms: dict[tuple[int, int], float] = {}
            for step, plan in row.cells:
                column = self._columns[step]
                bottoms[number, column] = top + plan.height
                if not flows and column not in joined:
                    continue
                for card, x, y in plan.cards:
                    if card.card.id in self._ends:
                        left = self._at.lefts[column] + self._at.pieces[column][0] + x
                        box = (left, top + y, left + card.width, top + y + card.height)
                        spots[card.card.id] = Spot(number, column, *box)
            return spots, bottoms

        if self._memo is None:
            return find()
        found = self._remembered("spots", row, (number, top, Same(self._at), Same(self.plan)), find)
        return self._memo.again(("spots", self._tier, number), found)

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {step: number for number, step in enumerate(self._at.steps)}

    @cached_property
    def _ends(self) -> frozenset[str]:
        """Ids of all cards that arrows join."""
        made = [end for link in self.plan.links for end in (link.connector.source, link.connector.target)]
        return frozenset(made).union([end for one in self._flows for end in (*one.entered, *one.left)])
