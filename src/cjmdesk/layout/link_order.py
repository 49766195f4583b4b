"""The order of connectors in a gutter: so that they cross each other as little as can be."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations

from msgspec.structs import replace

from cjmdesk.layout.link_plan import Link, LinkPlan
from cjmdesk.layout.link_routes import Ground, Route, routes_of

_FEW = 5
"""Connectors in a gutter of which all orders are tried; of more, neighbours change places."""

_CROWD, _PARTED = 4, 0.8
"""So many in a gutter leave no room for heads beside them: those whose runs end so many em from one another
share a place."""


def untangled(plan: LinkPlan, ground: Ground) -> LinkPlan:
    """The plan with places in gutters exchanged where connectors then cross less often. Where they do not
    cross, all stays as it is."""
    for gutter, count in plan.gutters.items():
        least = _tangles(plan, ground, gutter) if count > 1 else 0
        better = least > 0
        while better:
            better = False
            for order in _orders(count):
                tried = _reordered(plan, gutter, order)
                crossed = _tangles(tried, ground, gutter)
                if crossed < least:
                    best, least, better = tried, crossed, True
            if better:
                plan = best
            better = better and least > 0 and count > _FEW
    return plan


def sharing_places(plan: LinkPlan, ground: Ground) -> LinkPlan:
    """The plan with fewer places in crowded gutters, where runs that do not pass one another share one."""
    for gutter, count in plan.gutters.items():
        if count < _CROWD:
            continue
        spans = _spans(plan, ground, gutter)
        order = [1] * count
        for slot in range(1, count):
            before = [order[n] for n in range(slot) if _meet(spans[n], spans[slot], _PARTED * ground.em)]
            order[slot] = max(before, default=0) + 1
        tried = replace(
            _reordered(plan, gutter, order), gutters={**plan.gutters, gutter: max(order, default=count)}
        )
        # With their places ends at one side of a card may change theirs.
        after = _spans(tried, ground, gutter, plan.links)
        parted = not any(
            order[a] == order[b] and _meet(after[a], after[b], _PARTED / 2 * ground.em)
            for a, b in combinations(range(count), 2)
        )
        if parted and _tangles(tried, ground, gutter) <= _tangles(plan, ground, gutter):
            plan = tried
    return plan


def _spans(
    plan: LinkPlan, ground: Ground, gutter: int, named: Sequence[Link] = ()
) -> list[tuple[float, float]]:
    """From where to where each upright run in a gutter goes, mm, in the order of their places; in that of
    the same links in `named`, if there are any. What leads to a label counts with it."""
    found: dict[int, tuple[float, ...]] = {}
    routes = routes_of(plan, ground)
    for link in named or plan.links:
        route = routes[link.connector.id]
        if link.gutter == gutter:
            ends = (route[0][1], route[min(2, len(route) - 1)][1], *_led(link, ground))
            found[link.slot] = found.get(link.slot, ()) + ends
        elif link.last == gutter:
            found[link.last_slot] = (*found.get(link.last_slot, ()), route[-3][1], route[-1][1])
    return [(min(found[slot]), max(found[slot])) for slot in sorted(found)]


def _led(link: Link, ground: Ground) -> tuple[float, ...]:
    """y as far as which a thin line may lead from a connector to its label."""
    source, target = ground.spots[link.connector.source], ground.spots[link.connector.target]
    if not link.labels or source.row < target.row:
        return ()
    return (ground.edges[link.row],) if source.row == target.row else (target.bottom,)


def _meet(one: tuple[float, float], other: tuple[float, float], clear: float) -> bool:
    return one[0] < other[1] + clear and other[0] < one[1] + clear


def _orders(count: int) -> Iterator[tuple[int, ...]]:
    """Ways to exchange places: all where they are few, else any two neighbours."""
    if count <= _FEW:
        yield from permutations(range(1, count + 1))
        return
    for first in range(1, count):
        yield (*range(1, first), first + 1, first, *range(first + 2, count + 1))


def _reordered(plan: LinkPlan, gutter: int, order: Sequence[int]) -> LinkPlan:
    """The plan with other places in a gutter. order: for each place the new one."""
    links = []
    for link in plan.links:
        slot = order[link.slot - 1] if link.gutter == gutter else link.slot
        last = order[link.last_slot - 1] if link.last == gutter else link.last_slot
        links.append(replace(link, slot=slot, last_slot=last))
    return replace(plan, links=tuple(links))


def _tangles(plan: LinkPlan, ground: Ground, gutter: int) -> int:
    """How often those that use a gutter cross one another; twice as bad before a tip, where a head lies on
    the other's line."""
    users = [link for link in plan.links if gutter in (link.gutter, link.last)]
    routes = routes_of(plan, ground, users).values()
    return sum(_crossings(a, b) + _crossings(b, a) for a, b in combinations(routes, 2))


def _crossings(one: Route, other: Route) -> int:
    """How often upright runs of one cross level runs of the other."""
    found = 0
    for number, ((x, y1), (x2, y2)) in enumerate(pairwise(one), 1):
        if x != x2:
            continue
        for place, ((x1, y), (x3, y3)) in enumerate(pairwise(other), 1):
            if y == y3 and min(x1, x3) < x < max(x1, x3) and min(y1, y2) < y < max(y1, y2):
                found += 2 if number == len(one) - 1 or place == len(other) - 1 else 1
    return found
