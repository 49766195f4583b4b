"""Connectors between cards, drawn: arrows through the gutters between columns, with their labels."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from cjmdesk.layout.connectors import LABEL, LINE, corner_before, head, head_size, rounded, stroke
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.link_order import sharing_places, untangled
from cjmdesk.layout.link_plan import Link, LinkPlan, Spot
from cjmdesk.layout.link_routes import NEAR, Ground, Route, lower_edges, routes_of
from cjmdesk.layout.scene import Box, Path, PathCommand, SceneItem, Text
from cjmdesk.model.maps import Connector
from cjmdesk.text.engine import LINE_PITCH

_ASIDE = 0.45
"""em between a connector and its label."""

_OFF_LABEL = 0.22
"""em between a label and the end of the line that leads to it."""

_CORNER = 0.4
"""em: radius of their corners."""

_CLEAR = 0.09
"""em kept white beside arrows where rules are as black as they are; cards stand a little farther off."""


def draw_links(
    context: LayoutContext,
    plan: LinkPlan,
    spots: Mapping[str, Spot],
    gutters: Sequence[float],
    row_bottoms: Sequence[float],
    cell_bottoms: Mapping[tuple[int, int], float],
    *,
    mirrored: bool = False,
) -> tuple[SceneItem, ...]:
    """The connectors between cards on the whole grid.

    gutters: x of each column gap in step order, mm. row_bottoms: y where each lane ends, label
    lines included; cell_bottoms: (lane number, column number) → y where the cell's cards end, none
    without cards. mirrored: the stages run from the right.
    """
    em, size = context.em, context.sized(LABEL) * context.em
    items: list[SceneItem] = []
    grounds: list[SceneItem] = []  # below all lines, none of which may be cut by another's
    heads: list[SceneItem] = []  # above all lines, none of which may run through them
    edges = lower_edges(plan, spots, row_bottoms, cell_bottoms, em)
    ground = Ground(spots, gutters, edges, em, mirrored)
    plan = sharing_places(untangled(plan, ground), ground)
    routes = routes_of(plan, ground)
    tops = _label_tops(plan, ground, routes, row_bottoms, cell_bottoms, size)
    for link in plan.links:
        source, target = spots[link.connector.source], spots[link.connector.target]
        points = routes[link.connector.id]
        x = gutters[link.gutter] + plan.aside(link.gutter, link.slot) * em
        colour = context.palette.condition(link.connector.condition)
        thick = plan.thickness(link)
        corner = _corner(context, thick)
        grounds += _ground(context, points[1:-1], thick)
        tip = points[-1]
        run = abs(tip[0] - points[-2][0]) / em
        large = head_size(run, thick)
        line = rounded(points, corner, corner_before(run, large, corner / em) * em)
        items += stroke(context, link.connector, line, colour, thick, large)
        side = "right" if points[-2][0] < tip[0] else "left"
        heads.append(head(context, link.connector, *tip, side, colour, large))
        if link.label.lines:
            height = link.label.height * size
            top = tops[link.connector.id]
            width = link.label.width * size
            if source.row == target.row:
                leader = (max(y for _, y in points), top + height)
            else:  # where it comes from a lane below it may turn off before its label
                leader = (top + 0.4 * height, min(y for at, y in points[:3] if abs(at - x) < NEAR))
            if leader[0] < leader[1]:
                grounds += _ground(context, [(x, y) for y in leader], thick)
                items.append(_leader(context, link.connector, x, *leader, colour, min(0.5 * LINE, thick)))
            # Clear of all that run through the gap.
            beside, last = gutters[link.gutter], plan.gutters[link.gutter]
            left = beside + (plan.beside(link.gutter, last) + _ASIDE) * em
            if (link.column < link.gutter) != mirrored:
                left = beside + (plan.beside(link.gutter, 1) - _ASIDE) * em - width
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
            items.append(Text(link.connector.id, left, top, width, link.label, size, colour))
            near = left - _OFF_LABEL * em if left > x else left + width + _OFF_LABEL * em
            y = top + LINE_PITCH / 2 * size
            # A sheet may end between them where connectors keep to a side.
            if link.gutter not in plan.aside_of and not _crossed(routes.values(), (x, near), y):
                items.append(_tick(context, link.connector, x, near, y, colour))
    return (*grounds, *items, *heads)


def _label_tops(
    plan: LinkPlan,
    ground: Ground,
    routes: Mapping[str, Route],
    row_bottoms: Sequence[float],
    cell_bottoms: Mapping[tuple[int, int], float],
    size: float,
) -> dict[str, float]:
    """y of each label by its connector's id. Those in one cell stand in the order of the ends of their
    connectors there: in another they would read as one another's. size: of their type, mm."""

    def end(link: Link) -> float:
        route = routes[link.connector.id]
        return route[0 if ground.spots[link.connector.source].row == link.row else -1][1]

    tops: dict[str, float] = {}
    reached: dict[tuple[int, int], float] = {}
    for link in sorted((link for link in plan.links if link.label.lines), key=end):
        place, one = (link.row, link.column), link.connector
        lowest = row_bottoms[link.row] - plan.label_space[place]
        # In a tall lane words stand below the cards beside them, not at its foot far from their arrow.
        own = [spot.bottom for id in (one.source, one.target) if (spot := ground.spots[id]).row == link.row]
        top = min(max(*own, cell_bottoms.get(place, 0.0)) + 0.1 * ground.em, lowest)
        tops[one.id] = max(top, reached.get(place, top))
        reached[place] = tops[one.id] + link.label.height * size + 0.25 * ground.em
    return tops


def _corner(context: LayoutContext, thickness: float) -> float:
    """mm: the radius of a line's corners; fine lines lie closer to one another in them, too."""
    return _CORNER * thickness / LINE * context.em


def _ground(
    context: LayoutContext, points: Sequence[tuple[float, float]], thickness: float
) -> list[SceneItem]:
    """White below what runs along the rules of the grid, which lie between columns and lanes as it does:
    dashes on a black rule would be that rule. In colour and grey, rules are paler than arrows."""
    if context.palette.mode != "line" or len(points) < 2:
        return []
    width = (thickness + 2 * _CLEAR) * context.em
    return [
        Path(
            "", rounded(points, _corner(context, thickness)), stroke=context.palette.page, stroke_width=width
        )
    ]


def _crossed(routes: Iterable[Route], ends: tuple[float, float], y: float) -> bool:
    """Whether an upright run of a connector lies between two x at a height."""
    left, right = min(ends) + NEAR, max(ends)
    return any(
        a[0] == b[0] and left < a[0] < right and min(a[1], b[1]) <= y <= max(a[1], b[1])
        for route in routes
        for a, b in pairwise(route)
    )


def _tick(
    context: LayoutContext, connector: Connector, x: float, end: float, y: float, colour: str
) -> SceneItem:
    """A short line from a connector to its label, which else reads as a caption of the card above it."""
    commands: tuple[PathCommand, ...] = (("M", x, y), ("L", end, y))
    return Path(connector.id, commands, stroke=colour, stroke_width=0.5 * LINE * context.em)


def _leader(
    context: LayoutContext,
    connector: Connector,
    x: float,
    top: float,
    bottom: float,
    colour: str,
    thickness: float,
) -> SceneItem:
    """A thin line down the gutter to a label that the connector itself does not pass."""
    em = context.em
    commands: tuple[PathCommand, ...] = (("M", x, top), ("L", x, bottom))
    dash = (0.05 * em, 0.3 * em)
    return Path(connector.id, commands, stroke=colour, stroke_width=thickness * em, dash=dash)
