"""Connectors between stages: arrows on rails above the headers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cjmdesk.layout.balance import balanced
from cjmdesk.layout.connectors import LABEL, LINE, MARK, condition_mark, head, rounded, stroke
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import SceneItem, Text
from cjmdesk.model.maps import Connector
from cjmdesk.text.engine import REGULAR, TextBlock

_CLEAR = 0.6
"""em kept free between a label and the end of a sheet."""

_NARROWEST = 6.0
"""em: no label is broken narrower to stand on one sheet."""

_ALONG = 0.5
"""Of the shorter of both, label and rail: so much of them stand over one another."""

_RAIL_GAP = 1.15
"""em between a rail and what is below it: room for the arrow head."""


@dataclass(frozen=True, slots=True)
class Rail:
    """A connector between stages with its place. left, right, label_left: mm; row: from below."""

    connector: Connector
    start: float
    end: float
    row: int
    label: TextBlock
    label_left: float


@dataclass(frozen=True, slots=True)
class RailPlan:
    """All rails. rows: the height of each row in mm, the lowest first."""

    rails: tuple[Rail, ...]
    rows: tuple[float, ...]

    @property
    def height(self) -> float:
        """mm above the stage headers."""
        return sum(self.rows)


def plan_rails(
    context: LayoutContext,
    connectors: Sequence[Connector],
    stages: Mapping[str, tuple[float, float]],
    width: float,
    breaks: Sequence[float] = (),
    clear: float = 0.0,
) -> RailPlan:
    """Rails for the connectors whose ends are both in `stages` (id → left, width in mm).

    width: of all columns, mm. Each row holds rails that do not meet, labels included. breaks: x where
    a sheet ends; no label stands there that has room beside it along its rail, and no rail comes down
    within `clear` mm of it.
    """
    em, share = context.em, context.sized(LABEL)
    ends: dict[str, int] = {}
    rails: list[Rail] = []
    rows: list[list[tuple[float, float]]] = []
    heights: list[float] = []
    wanted = [c for c in connectors if c.source in stages and c.target in stages]
    # Short rails first: they lie nearest to the headers and cross the fewest others.
    wanted.sort(key=lambda c: abs(stages[c.source][0] - stages[c.target][0]))
    uses = {id: sum((c.source == id) + (c.target == id) for c in wanted) for id in stages}
    for connector in wanted:
        start = _off(_port(stages, connector.source, ends, uses), breaks, clear, em)
        end = _off(_port(stages, connector.target, ends, uses), breaks, clear, em)
        left, right = sorted((start, end))
        room = max(right - left - 1.6 * em, 9 * em)
        label = balanced(context, context.wrap(connector.label, REGULAR, min(room, width), share))
        label_width = label.width * share * em
        middle = (left + right) / 2
        if any(abs(middle - at) < label_width / 2 + _CLEAR * em for at in breaks):
            first, last = _widest_stretch(left, right, breaks)
            middle, room = (first + last) / 2, max(last - first - 2 * _CLEAR * em, _NARROWEST * em)
            label = balanced(context, context.wrap(connector.label, REGULAR, min(room, width), share))
            label_width = label.width * share * em
        label_left = min(max(middle - label_width / 2, 0.0), width - label_width)
        span = (min(left, label_left) - 0.5 * em, max(right, label_left + label_width) + 0.5 * em)
        row = next(
            (n for n, taken in enumerate(rows) if all(span[1] <= a or b <= span[0] for a, b in taken)),
            len(rows),
        )
        if row == len(rows):
            rows.append([])
            heights.append(0.0)
        rows[row].append(span)
        heights[row] = max(heights[row], (label.height * share + 0.3 + _RAIL_GAP) * em)
        rails.append(Rail(connector, start, end, row, label, label_left))
    return RailPlan(tuple(_clear_labels(context, rails, rows, width)), tuple(heights))


def _widest_stretch(left: float, right: float, breaks: Sequence[float]) -> tuple[float, float]:
    """Ends of the widest part of a rail on one sheet, mm."""
    ends = [left, *sorted(at for at in breaks if left < at < right), right]
    return max(pairwise(ends), key=lambda part: part[1] - part[0])


def _clear_labels(
    context: LayoutContext, rails: Sequence[Rail], rows: Sequence[Sequence[tuple[float, float]]], width: float
) -> list[Rail]:
    """The rails with their labels moved aside where a higher rail comes down through them."""
    em = context.em
    cleared = []
    for rail in rails:
        size = rail.label.width * context.sized(LABEL) * em
        crossing = [x for other in rails if other.row > rail.row for x in (other.start, other.end)]
        left, right = sorted((rail.start, rail.end))
        own = (min(left, rail.label_left) - 0.5 * em, max(right, rail.label_left + size) + 0.5 * em)
        others = [span for span in rows[rail.row] if span != own]

        def free(at: float, size: float = size, crossing=crossing, others=others) -> bool:  # type: ignore[no-untyped-def]
            if at < 0 or at + size > width or any(at - 0.6 * em < x < at + size + 0.6 * em for x in crossing):
                return False
            return all(at + size + 0.3 * em <= a or b <= at - 0.3 * em for a, b in others)

        steps = [sign * number * 0.5 * em for number in range(60) for sign in (1, -1)]
        places = [rail.label_left + step for step in steps if free(rail.label_left + step)]
        along = (
            at for at in places if min(at + size, right) - max(at, left) >= _ALONG * min(size, right - left)
        )
        best = next(along, places[0] if places else rail.label_left)
        cleared.append(replace(rail, label_left=best))
    return cleared


def _port(
    stages: Mapping[str, tuple[float, float]], id: str, ends: dict[str, int], uses: Mapping[str, int]
) -> float:
    """x of the next free place along the upper edge of a stage's header."""
    left, width = stages[id]
    ends[id] = ends.get(id, 0) + 1
    return left + width * ends[id] / (uses[id] + 1)


def _off(x: float, breaks: Sequence[float], clear: float, em: float) -> float:
    """x moved aside, to the nearer side, where a sheet ends within `clear` mm of a line there."""
    reach = clear + LINE / 2 * em
    near = next((at for at in breaks if clear and abs(x - at) < reach), None)
    if near is None:
        return x
    return near + reach if x > near else near - reach


def draw_rails(context: LayoutContext, plan: RailPlan) -> tuple[SceneItem, ...]:
    """The rails; y 0 is the top of the highest row, the headers begin at `plan.height`."""
    em, size = context.em, context.sized(LABEL) * context.em
    items: list[SceneItem] = []
    bottom = plan.height
    tops = [bottom - sum(plan.rows[: row + 1]) for row in range(len(plan.rows))]
    for rail in plan.rails:
        colour = context.palette.condition(rail.connector.condition)
        label_height = rail.label.height * size
        y = tops[rail.row] + label_height + 0.3 * em
        corner = min(0.6 * em, abs(rail.end - rail.start) / 2)
        items += stroke(
            context,
            rail.connector,
            rounded(((rail.start, bottom), (rail.start, y), (rail.end, y), (rail.end, bottom)), corner),
            colour,
        )
        items.append(head(context, rail.connector, rail.end, bottom, "down", colour))
        items += condition_mark(context, rail.connector, rail.start, bottom - (MARK + 0.1) * em, colour)
        if rail.label.lines:
            items.append(
                Text(
                    rail.connector.id,
                    rail.label_left,
                    tops[rail.row] + 0.12 * em,
                    rail.label.width * size,
                    rail.label,
                    size,
                    colour,
                )
            )
    return tuple(items)
