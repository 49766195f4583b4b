"""Where connectors between cards run: their corners, once rows have places."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from cjmdesk.layout.link_plan import TRACK, Link, LinkPlan, Spot

_FACING = 0.5
"""em between ends of different connectors that face one another."""

_JOG, _INSIDE = 0.6, 0.2
"""em between the ends of what has no room for two corners and a head, and between an end and a card's
corner."""

NEAR = 1e-6
"""mm by which two places may differ and be the same."""

_OFF_RULE = 0.22
"""em between the rule below a lane and what runs along it: half of what is free below its cards."""

_LEVEL = 0.5
"""Of the lower of two cards: they stand side by side where they share so much height."""


class Ground(Struct, frozen=True):
    """What connectors run between: see draw_links. edges: see lower_edges."""

    spots: Mapping[str, Spot]
    gutters: Sequence[float]
    edges: Mapping[int, float]
    em: float
    mirrored: bool


Route = tuple[tuple[float, float], ...]


def routes_of(plan: LinkPlan, ground: Ground, some: Sequence[Link] | None = None) -> dict[str, Route]:
    """The corners of each connector by its id, or of some of them."""
    spots, em, mirrored = ground.spots, ground.em, ground.mirrored
    ports = _ports(plan, spots, mirrored, em)
    found = {}
    for link in plan.links if some is None else some:
        one = link.connector
        x = ground.gutters[link.gutter] + plan.aside(link.gutter, link.slot) * em
        along = ground.gutters[link.last] + plan.aside(link.last, link.last_slot) * em
        edge = ground.edges[link.row] - link.track * TRACK * em
        ends = (spots[one.source], spots[one.target])
        found[one.id] = _route(link, *ends, ports[one.id], (x, along), edge, mirrored)
    return found


def lower_edges(
    plan: LinkPlan,
    spots: Mapping[str, Spot],
    row_bottoms: Sequence[float],
    cell_bottoms: Mapping[tuple[int, int], float],
    em: float,
) -> dict[int, float]:
    """Lane number → y of the lowest run along its lower edge: close above its rule where one leads on to
    another lane, else close below all that stands in it, for a lane may be much taller."""
    edges: dict[int, float] = {}
    for row in {link.row for link in plan.links}:
        edges[row] = row_bottoms[row] - plan.off_edge
        ends = [
            (spots[one.connector.source], spots[one.connector.target]) for one in plan.links if one.row == row
        ]
        if all(source.row == target.row for source, target in ends):
            below = [
                bottom + plan.label_space.get(place, 0.0)
                for place, bottom in cell_bottoms.items()
                if place[0] == row
            ]
            edges[row] = min(max(below, default=edges[row]), edges[row])
        edges[row] = min(edges[row], row_bottoms[row] - _OFF_RULE * em)
    return edges


def _on_the_right(spot: Spot, gutter: int, mirrored: bool) -> bool:
    """Whether a gutter beside a card's column lies to its right."""
    return (gutter > spot.column) != mirrored


def _ports(
    plan: LinkPlan, spots: Mapping[str, Spot], mirrored: bool, em: float
) -> dict[str, tuple[float, float]]:
    """y at which each connector (by id) leaves its source and reaches its target, mm.

    Those that meet one side of a card share it, in the order of where they come from or go to, and so
    that they do not cross each other on their way through the gutter.
    """
    sides: dict[tuple[str, bool], list[tuple[int, float, str, int]]] = {}
    for link in plan.links:
        ends = (link.connector.source, link.connector.target)
        source, target = spots[ends[0]], spots[ends[1]]
        right = (
            _on_the_right(source, link.gutter, mirrored),
            _on_the_right(target, link.last, mirrored),
        )
        for end, own, other, slot in ((0, source, target, link.slot), (1, target, source, link.last_slot)):
            order = _order(link, own, other, slot if right[end] else -slot)
            sides.setdefault((ends[end], right[end]), []).append((*order, link.connector.id, end))
    found: dict[str, list[float]] = {link.connector.id: [0.0, 0.0] for link in plan.links}
    for (card, _), meeting in sides.items():
        spot = spots[card]
        for number, (*_order_there, id, end) in enumerate(sorted(meeting), 1):
            found[id][end] = spot.top + (spot.bottom - spot.top) * number / (len(meeting) + 1)
    straight: set[str] = set()
    for link in plan.links:
        source, target = spots[link.connector.source], spots[link.connector.target]
        side = _on_the_right(source, link.gutter, mirrored)
        meeting_there = sides.get((link.connector.target, not side), ())
        alone = len(sides[link.connector.source, side]) == len(meeting_there) == 1
        level = _level(source, target)
        if alone and level is not None and _crosses(link, source, target, mirrored):
            found[link.connector.id] = [level, level]
            straight.add(link.connector.id)
    _part_ends(plan, spots, found, straight, _FACING * em, mirrored)
    _straighten(plan, spots, found, em, mirrored)
    return {id: (start, end) for id, (start, end) in found.items()}


def _order(link: Link, own: Spot, other: Spot, away: int) -> tuple[int, float]:
    """By which the ends at one side of a card `own` are sorted from above. away: larger for what runs
    farther off in the gutter: of those that turn up there it comes last, of those that turn down first,
    or it would run through the others."""
    if other.row < own.row:
        return (-1, away)
    if other.row > own.row or link.gutter != link.last:
        return (1, -away)
    return (0, other.middle)


def _part_ends(
    plan: LinkPlan,
    spots: Mapping[str, Spot],
    ports: Mapping[str, list[float]],
    straight: AbstractSet[str],
    apart: float,
    mirrored: bool,
) -> None:
    """Move ends of different connectors that face one another across a gutter at one height: together
    they would look like an arrow between the two cards. straight: ids of those that cross it in one
    line; apart: mm."""
    facing: dict[tuple[int, int], list[tuple[str, int, Spot, bool]]] = {}
    for link in plan.links:
        one = link.connector
        for end, card, gutter in ((0, one.source, link.gutter), (1, one.target, link.last)):
            spot = spots[card]
            right = _on_the_right(spot, gutter, mirrored)
            facing.setdefault((spot.row, gutter), []).append((one.id, end, spot, right))
    for ends in facing.values():
        for number, (id, end, spot, right) in enumerate(ends):
            # How far from the others: those across, and those on the same side of the same card.
            others = [
                (ports[other][side], 0.9 * apart if there != right else 0.5 * apart)
                for place, (other, side, at, there) in enumerate(ends)
                if other != id and (place < number if there != right else at is spot)
            ]
            places = (ports[id][end] + by * apart for by in (0, 1, -1, 2, -2))
            inside = [
                y
                for y in places
                if spot.top < y < spot.bottom and all(abs(y - at) >= far for at, far in others)
            ]
            if inside and id not in straight:
                ports[id][end] = inside[0]


def _straighten(
    plan: LinkPlan,
    spots: Mapping[str, Spot],
    ports: Mapping[str, list[float]],
    em: float,
    mirrored: bool,
) -> None:
    """Let what crosses a gutter between two places at almost one height cross it in one line: it would come
    into its head beside the middle."""
    for link in plan.links:
        one = link.connector
        cards = spots[one.source], spots[one.target]
        own = ports[one.id]
        if not _crosses(link, *cards, mirrored) or not 0 < abs(own[0] - own[1]) < _JOG * em:
            continue
        others = [
            (spots[card], ports[other.connector.id][end])
            for other in plan.links
            if other is not link
            for end, card, gutter in (
                (0, other.connector.source, other.gutter),
                (1, other.connector.target, other.last),
            )
            if gutter == link.gutter
        ]
        for end in (0, 1):
            spot, y = cards[end], own[1 - end]
            near = [at for card, at in others if card.row == spot.row and abs(at - y) < _FACING / 2 * em]
            if spot.top + _INSIDE * em < y < spot.bottom - _INSIDE * em and not near:
                own[end] = y
                break


def _crosses(link: Link, source: Spot, target: Spot, mirrored: bool) -> bool:
    """Whether a connector only crosses the gutter between two cards."""
    return link.gutter == link.last and (
        _on_the_right(source, link.gutter, mirrored) != _on_the_right(target, link.gutter, mirrored)
    )


def _level(one: Spot, other: Spot) -> float | None:
    """y of a straight line between two cards side by side, mm; None where they are not."""
    top, bottom = max(one.top, other.top), min(one.bottom, other.bottom)
    lower = min(one.bottom - one.top, other.bottom - other.top)
    return (top + bottom) / 2 if bottom - top > _LEVEL * lower else None


def _route(
    link: Link,
    source: Spot,
    target: Spot,
    ports: tuple[float, float],
    places: tuple[float, float],
    edge: float,
    mirrored: bool,
) -> tuple[tuple[float, float], ...]:
    """From the source's side through the link's gutter to a side of the target; where that lies farther
    off, along the lower `edge` of the upper lane to the target's own gutter. places: x in both."""
    (x, along), last = places, link.last
    start = (source.right if _on_the_right(source, link.gutter, mirrored) else source.left, ports[0])
    end = (target.right if _on_the_right(target, last, mirrored) else target.left, ports[1])
    if last == link.gutter:
        if start[1] == end[1] and _crosses(link, source, target, mirrored):
            return (start, end)
        return (start, (x, start[1]), (x, end[1]), end)
    return (start, (x, start[1]), (x, edge), (along, edge), (along, end[1]), end)
