"""Connectors between cards, drawn: arrows through the gutters between columns, with their labels."""

from collections.abc import Mapping, Sequence

from cjmdesk.layout.connectors import LABEL, LINE, corner_before, head, head_size, rounded, stroke
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.link_labels import draw_label, labels_of
from cjmdesk.layout.link_order import sharing_places, untangled
from cjmdesk.layout.link_plan import LinkPlan, Spot
from cjmdesk.layout.link_routes import Ground, lower_edges, routes_of
from cjmdesk.layout.process import HEAD, OFF, Flow, flow_arrow
from cjmdesk.layout.scene import Path, SceneItem

_CORNER = 0.4
"""em: radius of their corners."""

_SHARPEST, _SMALLEST = 0.1, 0.16
"""em: the least radius of a corner before the head of an arrow of a process, and the least head."""

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
    for link in plan.links:
        points, one = routes[link.connector.id], link.connector
        thick = plan.thickness(link)
        corner = _corner(context, thick)
        if context.palette.mode == "line" and len(points) > 3:
            # Dashes on a black rule would be that rule; in colour and grey, rules are paler than arrows.
            grounds.append(_ground(context, points[1:-1], thick))
        if isinstance(one, Flow):
            items.append(_flow(context, points, one))
            continue
        colour = context.palette.condition(one.condition)
        tip = points[-1]
        run = abs(tip[0] - points[-2][0]) / em
        large = head_size(run, thick)
        line = rounded(points, corner, corner_before(run, large, corner / em) * em)
        items += stroke(context, one, line, colour, thick, large)
        side = "right" if points[-2][0] < tip[0] else "left"
        heads.append(head(context, one, *tip, side, colour, large))
    for label in labels_of(plan, ground, routes, row_bottoms, cell_bottoms, size):
        thick = plan.thickness(label.link)
        if label.leader is not None:
            # Its dots would be lost on any rule.
            grounds.append(_ground(context, label.leader, thick))
        items += draw_label(context, label, size, min(0.5 * LINE, thick))
    return (*grounds, *items, *heads)


def _flow(context: LayoutContext, points: Sequence[tuple[float, float]], flow: Flow) -> Path:
    """An arrow of a process, a little off the boxes at both ends."""
    em, off = context.em, OFF * context.em
    (x0, y0), (x1, y1) = points[0], points[-1]
    off_start = off if points[1][0] > x0 else -off
    off_end = off if points[-2][0] > x1 else -off
    run = abs(points[-2][0] - x1) / em - OFF
    line = ((x0 + off_start, y0), *points[1:-1], (x1 + off_end, y1))
    # No longer than what a crowded gutter leaves between the last line in it and the box.
    size = min(HEAD, max(run - LINE / 2, _SMALLEST))
    last = min(_CORNER, max(run - size, _SHARPEST)) * em
    joins = (flow.source, flow.target)
    return flow_arrow(context, rounded(line, _CORNER * em, last), flow.colour, joins, size)


def _corner(context: LayoutContext, thickness: float) -> float:
    """mm: the radius of a line's corners; fine lines lie closer to one another in them, too."""
    return _CORNER * thickness / LINE * context.em


def _ground(context: LayoutContext, points: Sequence[tuple[float, float]], thickness: float) -> SceneItem:
    """White below what runs along the rules of the grid, which lie between columns and lanes as it does."""
    width = (thickness + 2 * _CLEAR) * context.em
    line = rounded(points, _corner(context, thickness))
    return Path("", line, stroke=context.palette.page, stroke_width=width)
