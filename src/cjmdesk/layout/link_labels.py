"""The words of connectors between cards: where they stand in the lanes, and what leads to them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from cjmdesk.layout.connectors import LINE
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.link_plan import Link, LinkPlan, Spot
from cjmdesk.layout.link_routes import NEAR, Ground, Route
from cjmdesk.layout.link_ways import LinkLabel
from cjmdesk.layout.scene import Box, Path, PathCommand, SceneItem, Text
from cjmdesk.text.engine import LINE_PITCH, TextBlock

_ASIDE = 0.45
"""em between a connector and its label."""

_OFF_LABEL = 0.22
"""em between a label and the end of the line that leads to it."""

_INSET = 0.65
"""em between the end of a page and a label above a run."""

_OFF_LINE = 0.15
"""em between a label and the run below it that goes over a whole page."""

_APART = 0.25
"""em between labels in one cell."""


class PlacedLabel(Struct, frozen=True):
    """A label on the grid, mm. leader: ends of the thin line down the gutter to a label that its connector
    does not pass, tick: of the short one across to it; None where there is none."""

    link: Link
    words: TextBlock
    left: float
    top: float
    leader: tuple[tuple[float, float], tuple[float, float]] | None
    tick: tuple[tuple[float, float], tuple[float, float]] | None


def labels_of(
    plan: LinkPlan,
    ground: Ground,
    routes: Mapping[str, Route],
    row_bottoms: Sequence[float],
    cell_bottoms: Mapping[tuple[int, int], float],
    size: float,
) -> Iterator[PlacedLabel]:
    """All labels. row_bottoms, cell_bottoms: see draw_links; size: of their type, mm."""
    tops = _tops(plan, ground, routes, row_bottoms, cell_bottoms, size)
    for link in plan.links:
        for label in link.labels:
            top = tops[link.connector.id, label.row, label.column]
            if label.gutter is None:
                yield _above_run(ground, link, label, top, size)
            else:
                yield _beside_run(plan, ground, routes, link, label, label.gutter, top, size)


def _tops(
    plan: LinkPlan,
    ground: Ground,
    routes: Mapping[str, Route],
    row_bottoms: Sequence[float],
    cell_bottoms: Mapping[tuple[int, int], float],
    size: float,
) -> dict[tuple[str, int, int], float]:
    """y of each label by its connector's id, its lane and column. Those in one cell stand in the order of the
    ends of their connectors there: in another they would read as one another's. size: of type, mm."""

    def end(link: Link) -> float:
        route = routes[link.connector.id]
        return route[0 if ground.spots[link.connector.source].row == link.row else -1][1]

    em = ground.em
    tops = _tops_above_runs(plan, routes, size, em)
    reached: dict[tuple[int, int], float] = {}
    for link in sorted(plan.links, key=end):
        for label in link.labels:
            if label.gutter is None:
                continue
            place, one = (label.row, label.column), link.connector
            # In a tall lane words stand below the cards beside them, not at its foot far from their arrow.
            spots = [ground.spots[id] for id in (one.source, one.target)]
            here = [spot.bottom for spot in spots if spot.row == label.row and _is_beside(spot, label)]
            if place in cell_bottoms:
                here.append(cell_bottoms[place])
            foot = row_bottoms[label.row] - plan.label_space[place]
            # Where nothing stands beside it, its arrow runs along that foot or goes through the whole lane.
            top = min(max(here) + 0.1 * em, foot) if here else foot
            tops[one.id, *place] = max(top, reached.get(place, top))
            reached[place] = tops[one.id, *place] + label.words.height * size + _APART * em
    return tops


def _tops_above_runs(
    plan: LinkPlan, routes: Mapping[str, Route], size: float, em: float
) -> dict[tuple[str, int, int], float]:
    """y of the labels on pages that their connectors only pass: above all these, in their order."""
    passing: dict[tuple[int, int], list[tuple[float, Link, LinkLabel]]] = {}
    for link in plan.links:
        for label in link.labels:
            if label.gutter is None:
                run = routes[link.connector.id][2][1]
                passing.setdefault((label.row, label.column), []).append((run, link, label))
    tops = {}
    for group in passing.values():
        y = min(run for run, _link, _label in group) - _OFF_LINE * em
        for _run, link, label in sorted(group, key=lambda one: -one[0]):
            y -= label.words.height * size
            tops[link.connector.id, label.row, label.column] = y
    return tops


def _is_beside(spot: Spot, label: LinkLabel) -> bool:
    return label.gutter in (spot.column, spot.column + 1)


def _above_run(ground: Ground, link: Link, label: LinkLabel, top: float, size: float) -> PlacedLabel:
    """A label at the beginning of a page that its connector only passes."""
    x, off = ground.gutters[label.column], _INSET * ground.em
    left = x - off - label.words.width * size if ground.mirrored else x + off
    return PlacedLabel(link, label.words, left, top, None, None)


def _beside_run(
    plan: LinkPlan,
    ground: Ground,
    routes: Mapping[str, Route],
    link: Link,
    label: LinkLabel,
    gutter: int,
    top: float,
    size: float,
) -> PlacedLabel:
    """A label beside the upright run in a gutter."""
    em, words = ground.em, label.words
    slot = link.slot if gutter == link.gutter else link.last_slot
    x = ground.gutters[gutter] + plan.aside(gutter, slot) * em
    # Clear of all that run through the gap.
    wide, middle = words.width * size, ground.gutters[gutter]
    left = middle + (plan.beside(gutter, plan.gutters[gutter]) + _ASIDE) * em
    if (label.column < gutter) != ground.mirrored:
        left = middle + (plan.beside(gutter, 1) - _ASIDE) * em - wide
    y = top + LINE_PITCH / 2 * size
    route = routes[link.connector.id]
    run = [at for place, at in route if abs(place - x) < NEAR] or [route[0][1]]
    leader = None
    if y > max(run):
        leader = ((x, max(run)), (x, y))
    elif y < min(run):
        leader = ((x, y), (x, min(run)))
    near = left - _OFF_LABEL * em if left > x else left + wide + _OFF_LABEL * em
    ticked = not _crossed(routes.values(), (x, near), y)
    return PlacedLabel(link, words, left, top, leader, ((x, y), (near, y)) if ticked else None)


def _crossed(routes: Iterable[Route], ends: tuple[float, float], y: float) -> bool:
    """Whether an upright run of a connector lies between two x at a height."""
    left, right = min(ends) + NEAR, max(ends)
    return any(
        a[0] == b[0] and left < a[0] < right and min(a[1], b[1]) <= y <= max(a[1], b[1])
        for route in routes
        for a, b in pairwise(route)
    )


def draw_label(context: LayoutContext, label: PlacedLabel, size: float, thickness: float) -> list[SceneItem]:
    """The words on a ground of their own, with the lines that lead to them. size: of type, mm; thickness: of
    the leader, em."""
    em, id = context.em, label.link.connector.id
    colour = context.palette.condition(label.link.connector.condition)
    items: list[SceneItem] = []
    if label.leader is not None:
        dash = (0.05 * em, 0.3 * em)
        items.append(Path(id, _line(label.leader), stroke=colour, stroke_width=thickness * em, dash=dash))
    width, height = label.words.width * size, label.words.height * size
    items.append(
        Box(id, label.left - 0.1 * em, label.top, width + 0.2 * em, height, fill=context.palette.page)
    )
    items.append(Text(id, label.left, label.top, width, label.words, size, colour))
    if label.tick is not None:
        # Else the words read as a caption of the card above them.
        items.append(Path(id, _line(label.tick), stroke=colour, stroke_width=0.5 * LINE * em))
    return items


def _line(ends: tuple[tuple[float, float], tuple[float, float]]) -> tuple[PathCommand, ...]:
    return (("M", *ends[0]), ("L", *ends[1]))
