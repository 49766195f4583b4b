"""Connectors: arrows between stages on rails above the headers, between cards in the gutters.

Nothing runs over a card or a text. Rails and label rows are reserved before the rows get their
heights, so that routing never fails for want of room.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import Box, Path, PathCommand, SceneItem, Text
from cjmdesk.model.maps import Connector
from cjmdesk.text.engine import REGULAR, TextBlock

LABEL = 0.82
_RAIL_GAP = 1.15
"""em between a rail and what is below it: room for the arrow head."""
_LINE = 0.14
_HEAD = 0.42
_DASHES = {"good": (), "bad": (0.7, 0.4), "neutral": ()}


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
) -> RailPlan:
    """Rails for the connectors whose ends are both in `stages` (id → left, width in mm).

    width: of all columns, mm. Each row holds rails that do not meet, labels included.
    """
    em = context.em
    ends: dict[str, int] = {}
    rails: list[Rail] = []
    rows: list[list[tuple[float, float]]] = []
    heights: list[float] = []
    wanted = [c for c in connectors if c.source in stages and c.target in stages]
    # Short rails first: they lie nearest to the headers and cross the fewest others.
    wanted.sort(key=lambda c: abs(stages[c.source][0] - stages[c.target][0]))
    uses = {id: sum((c.source == id) + (c.target == id) for c in wanted) for id in stages}
    for connector in wanted:
        start = _port(stages, connector.source, ends, uses)
        end = _port(stages, connector.target, ends, uses)
        left, right = sorted((start, end))
        room = max(right - left - 1.6 * em, 9 * em)
        label = context.wrap(connector.label, REGULAR, min(room, width), LABEL)
        label_width = label.width * LABEL * em
        label_left = min(max((left + right - label_width) / 2, 0.0), width - label_width)
        span = (min(left, label_left) - 0.5 * em, max(right, label_left + label_width) + 0.5 * em)
        row = next(
            (n for n, taken in enumerate(rows) if all(span[1] <= a or b <= span[0] for a, b in taken)),
            len(rows),
        )
        if row == len(rows):
            rows.append([])
            heights.append(0.0)
        rows[row].append(span)
        heights[row] = max(heights[row], (label.height * LABEL + 0.3 + _RAIL_GAP) * em)
        rails.append(Rail(connector, start, end, row, label, label_left))
    return RailPlan(tuple(_clear_labels(context, rails, rows, width)), tuple(heights))


def _clear_labels(
    context: LayoutContext, rails: Sequence[Rail], rows: Sequence[Sequence[tuple[float, float]]], width: float
) -> list[Rail]:
    """The rails with their labels moved aside where a higher rail comes down through them."""
    em = context.em
    cleared = []
    for rail in rails:
        size = rail.label.width * LABEL * em
        crossing = [x for other in rails if other.row > rail.row for x in (other.start, other.end)]
        left, right = sorted((rail.start, rail.end))
        own = (min(left, rail.label_left) - 0.5 * em, max(right, rail.label_left + size) + 0.5 * em)
        others = [span for span in rows[rail.row] if span != own]

        def free(at: float, size: float = size, crossing=crossing, others=others) -> bool:  # type: ignore[no-untyped-def]
            if at < 0 or at + size > width or any(at - 0.3 * em < x < at + size + 0.3 * em for x in crossing):
                return False
            return all(at + size + 0.3 * em <= a or b <= at - 0.3 * em for a, b in others)

        steps = [sign * number * 0.5 * em for number in range(60) for sign in (1, -1)]
        best = next(
            (rail.label_left + step for step in steps if free(rail.label_left + step)), rail.label_left
        )
        cleared.append(replace(rail, label_left=best))
    return cleared


def _port(
    stages: Mapping[str, tuple[float, float]], id: str, ends: dict[str, int], uses: Mapping[str, int]
) -> float:
    """x of the next free place along the upper edge of a stage's header."""
    left, width = stages[id]
    ends[id] = ends.get(id, 0) + 1
    return left + width * ends[id] / (uses[id] + 1)


def draw_rails(context: LayoutContext, plan: RailPlan) -> tuple[SceneItem, ...]:
    """The rails; y 0 is the top of the highest row, the headers begin at `plan.height`."""
    em = context.em
    items: list[SceneItem] = []
    bottom = plan.height
    tops = [bottom - sum(plan.rows[: row + 1]) for row in range(len(plan.rows))]
    for rail in plan.rails:
        colour = context.palette.condition(rail.connector.condition)
        label_height = rail.label.height * LABEL * em
        y = tops[rail.row] + label_height + 0.3 * em
        corner = min(0.6 * em, abs(rail.end - rail.start) / 2)
        items += _line(
            context,
            rail.connector,
            _rounded(((rail.start, bottom), (rail.start, y), (rail.end, y), (rail.end, bottom)), corner),
            colour,
        )
        items.append(_head(rail.connector.id, rail.end, bottom, "down", em, colour))
        if rail.label.lines:
            items.append(
                Text(
                    rail.connector.id,
                    rail.label_left,
                    tops[rail.row] + 0.12 * em,
                    rail.label.width * LABEL * em,
                    rail.label,
                    LABEL * em,
                    colour,
                )
            )
    return tuple(items)


def _line(
    context: LayoutContext, connector: Connector, commands: tuple[PathCommand, ...], colour: str
) -> list[SceneItem]:
    em = context.em
    dash = tuple(length * em for length in _DASHES.get(connector.condition, ()))
    return [Path(connector.id, commands, stroke=colour, stroke_width=_LINE * em, dash=dash)]


def _rounded(points: Sequence[tuple[float, float]], radius: float) -> tuple[PathCommand, ...]:
    """A polyline of horizontal and vertical runs with rounded corners."""
    commands: list[PathCommand] = [("M", *points[0])]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        back = _towards(corner, before, radius)
        ahead = _towards(corner, after, radius)
        commands += [
            ("L", *back),
            ("C", *_towards(back, corner, radius * 0.55), *_towards(ahead, corner, radius * 0.55), *ahead),
        ]
    commands.append(("L", *points[-1]))
    return tuple(commands)


def _towards(start: tuple[float, float], goal: tuple[float, float], distance: float) -> tuple[float, float]:
    """`start` moved by at most half the way and `distance` mm towards `goal`."""
    dx, dy = goal[0] - start[0], goal[1] - start[1]
    length = max(abs(dx), abs(dy))
    if length == 0:
        return start
    part = min(distance, length / 2) / length
    return (start[0] + dx * part, start[1] + dy * part)


def _head(item: str, x: float, y: float, direction: str, em: float, colour: str) -> Path:
    """An arrow head with its tip at x, y, pointing left, right or down."""
    size = _HEAD * em
    corners = {
        "down": ((x, y), (x - size * 0.7, y - size * 1.3), (x + size * 0.7, y - size * 1.3)),
        "left": ((x, y), (x + size * 1.3, y - size * 0.7), (x + size * 1.3, y + size * 0.7)),
        "right": ((x, y), (x - size * 1.3, y - size * 0.7), (x - size * 1.3, y + size * 0.7)),
    }[direction]
    return Path(item, (("M", *corners[0]), ("L", *corners[1]), ("L", *corners[2]), ("Z",)), fill=colour)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a card lies: its lane and column by number, its box on the grid in mm."""

    row: int
    column: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Link:
    """A connector between cards. row: the upper one of its two lanes, whose lower edge it passes."""

    connector: Connector
    label: TextBlock
    row: int
    gutter: int


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """Connectors between cards before rows have places.

    label_space: lane number → mm to keep free below its cards. gutters: number of the column
    gap → how many connectors use it.
    """

    links: tuple[Link, ...]
    label_space: Mapping[int, float]
    gutters: Mapping[int, int]


def plan_links(
    context: LayoutContext,
    connectors: Sequence[Connector],
    places: Mapping[str, tuple[int, int]],
    column_widths: Sequence[float],
) -> LinkPlan:
    """Reserve gutters and label lines for connectors whose ends are both in `places`.

    places: card id → (lane number, column number). Gutter n lies before column n.
    """
    em = context.em
    links: list[Link] = []
    space: dict[int, float] = {}
    gutters: dict[int, int] = {}
    for connector in connectors:
        if connector.source not in places or connector.target not in places:
            continue
        source_row, column = places[connector.source]
        target_row, target_column = places[connector.target]
        row = min(source_row, target_row)
        gutter = column + 1 if target_column > column or column == 0 else column
        if target_column == column:
            gutter = column + 1
        gutters[gutter] = gutters.get(gutter, 0) + 1
        room = column_widths[min(gutter, len(column_widths) - 1)] - 1.0 * em
        label = context.wrap(connector.label, REGULAR, max(room, 2 * em), LABEL)
        if label.lines:
            space[row] = space.get(row, 0.0) + (label.height * LABEL + 0.25) * em
        links.append(Link(connector, label, row, gutter))
    return LinkPlan(tuple(links), space, gutters)


def draw_links(
    context: LayoutContext,
    plan: LinkPlan,
    spots: Mapping[str, Spot],
    gutters: Sequence[float],
    row_bottoms: Sequence[float],
    *,
    mirrored: bool = False,
) -> tuple[SceneItem, ...]:
    """The connectors between cards on the whole grid.

    gutters: x of each column gap in step order, mm. row_bottoms: y where each lane ends, label
    lines included. mirrored: the stages run from the right.
    """
    em = context.em
    items: list[SceneItem] = []
    used: dict[int, int] = {}
    offsets: dict[int, float] = dict.fromkeys(plan.label_space, 0.0)
    for link in plan.links:
        source, target = spots[link.connector.source], spots[link.connector.target]
        used[link.gutter] = used.get(link.gutter, 0) + 1
        spread = min(0.34 * em, 0.8 * em / max(plan.gutters[link.gutter], 1))
        x = gutters[link.gutter] + (used[link.gutter] - (plan.gutters[link.gutter] + 1) / 2) * spread
        colour = context.palette.condition(link.connector.condition)
        # Connectors along one lane's edge run side by side in the padding below its cards.
        drop = (used[link.gutter] - 1) % 4 * 0.12 * em
        bottoms = [bottom - drop for bottom in row_bottoms]
        points = _route(source, target, link.gutter, x, gutters, bottoms, mirrored)
        items += _line(context, link.connector, _rounded(points, 0.4 * em), colour)
        tip = points[-1]
        side = "right" if points[-2][0] < tip[0] else "left"
        items.append(_head(link.connector.id, *tip, side, em, colour))
        if link.label.lines:
            height = link.label.height * LABEL * em
            top = row_bottoms[link.row] - plan.label_space[link.row] + offsets[link.row]
            offsets[link.row] += height + 0.25 * em
            width = link.label.width * LABEL * em
            if source.row == target.row:
                items += _leader(context, link.connector, x, max(y for _, y in points), top + height, colour)
            left = x + 0.35 * em
            if (link.gutter >= len(gutters) - 1) != mirrored:
                left = x - 0.35 * em - width
            items.append(
                Box(
                    link.connector.id,
                    left - 0.1 * em,
                    top,
                    width + 0.2 * em,
                    height,
                    fill=context.palette.page,
                )
            )
            items.append(Text(link.connector.id, left, top, width, link.label, LABEL * em, colour))
    return tuple(items)


def _leader(
    context: LayoutContext, connector: Connector, x: float, top: float, bottom: float, colour: str
) -> list[SceneItem]:
    """A thin line down the gutter to a label that the connector itself does not pass."""
    if bottom <= top:
        return []
    em = context.em
    commands: tuple[PathCommand, ...] = (("M", x, top), ("L", x, bottom))
    return [
        Path(
            connector.id,
            commands,
            stroke=colour,
            stroke_width=0.5 * _LINE * em,
            dash=(0.05 * em, 0.3 * em),
        )
    ]


def _route(
    source: Spot,
    target: Spot,
    gutter: int,
    x: float,
    gutters: Sequence[float],
    row_bottoms: Sequence[float],
    mirrored: bool,
) -> tuple[tuple[float, float], ...]:
    """From the source's side through gutter number `gutter` at `x` to a side of the target; where
    that lies farther off, along the lower edge of the upper lane to the target's own gutter."""
    start_y = (source.top + source.bottom) / 2
    end_y = (target.top + target.bottom) / 2
    start = (source.right if (gutter > source.column) != mirrored else source.left, start_y)
    if gutter in (target.column, target.column + 1):
        end = (target.right if (gutter > target.column) != mirrored else target.left, end_y)
        return (start, (x, start_y), (x, end_y), end)
    nearer = target.column if gutter < target.column else target.column + 1
    along = gutters[nearer] + (x - gutters[gutter])
    end = (target.right if (nearer > target.column) != mirrored else target.left, end_y)
    edge = row_bottoms[min(source.row, target.row)]
    return (start, (x, start_y), (x, edge), (along, edge), (along, end_y), end)
