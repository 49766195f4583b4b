"""Connectors between cards: arrows through the gutters between columns."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise, permutations

from cjmdesk.layout.cells import PAD
from cjmdesk.layout.connectors import LABEL, LINE, head, head_size, rounded, stroke
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import Box, Path, PathCommand, SceneItem, Text
from cjmdesk.model.maps import Connector
from cjmdesk.text.engine import REGULAR, TextBlock

_ASIDE = 0.45
"""em between a connector and its label."""

_FACING = 0.5
"""em between ends of different connectors that face one another."""

_JOG, _INSIDE = 0.6, 0.2
"""em between the ends of what has no room for two corners and a head, and between an end and a card's
corner."""

_TRACK = 0.3
"""em between connectors that run along the edge of one lane."""

_NEAR = 1e-6
_OFF_FRAME = 0.22
"""em between the frame of the map and what runs along its lower edge."""

_APART, _SPREAD = 0.34, 0.8
"""em from one place in a gutter to the next, and that all of them share."""

_HEADROOM, _CLOSEST = 0.3, 0.2
"""em that they share where heads beside the outer ones are to have room, as long as they are no closer to
one another than this."""

_BEFORE = 0.28
"""em from where a page ends to the middle of what runs before it."""

_OFF_CARD = 0.1
"""em at least between a card's edge and a connector that keeps clear of where a sheet ends."""

_BETWEEN, _OPEN = 0.06, 0.4
"""em kept open between connectors side by side, or that share of their distance where it is less."""

_CORNER = 0.4
"""em: radius of their corners."""

_CLEAR = 0.09
"""em kept white beside arrows where rules are as black as they are; cards stand a little farther off."""

_FEW = 5
"""Connectors in a gutter of which all orders are tried; of more, neighbours change places."""

_CROWD, _PARTED = 4, 0.8
"""So many in a gutter leave no room for heads beside them: those whose runs end so many em from one another
share a place."""

_LEVEL = 0.5
"""Of the lower of two cards: they stand side by side where they share so much height."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a card lies: its lane and column by number, its box on the grid in mm."""

    row: int
    column: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Its height's middle, mm."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Link:
    """A connector between cards. row: the upper one of its two lanes, whose lower edge it passes;
    column: where its label stands in that lane.

    gutter, last: gaps between columns in which it leaves its source and reaches its target, slot and
    last_slot: its places among those that use them, from 1. track: its place among those that run along
    the lane's edge, from 0 at the edge.
    """

    connector: Connector
    label: TextBlock
    row: int
    gutter: int
    column: int
    last: int
    slot: int = 1
    last_slot: int = 1
    track: int = 0


@dataclass(frozen=True, slots=True)
class Lie:
    """How connectors lie in a gutter in which a page or sheet ends, em. middle: of them all, from the
    gutter's; apart: from one to the next. labels_follow: whether their labels lie as far aside."""

    middle: float
    apart: float
    labels_follow: bool = True


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """Connectors between cards before rows have places.

    label_space: (lane number, column number) → mm to keep free below the cell's cards. gutters:
    number of the column gap → how many connectors use it. aside_of: gaps in which a page or sheet
    ends: there all keep to one side. off_edge: mm that runs along lanes' lower edges keep from them.
    """

    links: tuple[Link, ...]
    label_space: Mapping[tuple[int, int], float]
    gutters: Mapping[int, int]
    aside_of: "Mapping[int, Lie]" = field(default_factory=dict)
    off_edge: float = 0.0

    def aside(self, gutter: int, slot: int) -> float:
        """em from a gutter's middle to one of the places in it."""
        place = self._usual(gutter, slot, self._apart(gutter))
        return self.aside_of[gutter].middle + place if gutter in self.aside_of else place

    def beside(self, gutter: int, slot: int) -> float:
        """em from a gutter's middle to what labels keep clear of at one of the places in it: where a sheet
        may end in the middle, they do not follow what keeps to a side."""
        lie = self.aside_of.get(gutter)
        if lie is None or lie.labels_follow:
            return self.aside(gutter, slot)
        return self._usual(gutter, slot, self._spread(gutter))

    def _usual(self, gutter: int, slot: int, apart: float) -> float:
        return (slot - (self.gutters[gutter] + 1) / 2) * apart

    def _spread(self, gutter: int) -> float:
        return _spread(self.gutters[gutter])

    def _apart(self, gutter: int) -> float:
        """em from one place in a gutter to the next."""
        return self.aside_of[gutter].apart if gutter in self.aside_of else self._spread(gutter)

    def thickness(self, link: Link) -> float:
        """em of a connector's line: finer where so many share its gutters that they would be one bar."""
        shared = [self._apart(gutter) for gutter in (link.gutter, link.last) if self.gutters[gutter] > 1]
        apart = min(shared, default=LINE + _BETWEEN)
        return min(LINE, apart - min(_BETWEEN, _OPEN * apart))

    def labels_in(self, row: int) -> dict[int, float]:
        """Column number → mm to keep free below its cards in lane number `row`."""
        return {column: height for (lane, column), height in self.label_space.items() if lane == row}


def plan_links(
    context: LayoutContext,
    connectors: Sequence[Connector],
    places: Mapping[str, tuple[int, int]],
    column_widths: Sequence[float],
    cuts: Sequence[int] = (),
    seams: Mapping[int, float] | None = None,
    clear: float = 0.0,
) -> LinkPlan:
    """Reserve gutters and label lines for connectors whose ends are both in `places`.

    places: card id → (lane number, column number). Gutter n lies before column n. cuts: gutters in which
    a page ends. seams: gutters in which a sheet ends → how far right of their middle, mm; clear: mm that
    connectors keep from there, and from the edges of lanes, where sheets may end, too.
    """
    em, share = context.em, context.sized(LABEL)
    links: list[Link] = []
    space: dict[tuple[int, int], float] = {}
    gutters: dict[int, int] = {}
    runs: dict[int, list[tuple[int, int, int]]] = {}
    lower: dict[tuple[int, int], float] = {}
    off_edge = clear + LINE / 2 * em if clear else 0.0
    # Below cards there is some room as it is.
    beneath = max(off_edge + (LINE / 2 + _OFF_CARD - PAD) * em, 0.0)
    for connector in connectors:
        if connector.source not in places or connector.target not in places:
            continue
        source_row, column = places[connector.source]
        target_row, target_column = places[connector.target]
        row = min(source_row, target_row)
        gutter = column + 1 if target_column > column or column == 0 else column
        if target_column == column:
            gutter = column + 1
        last = gutter
        if gutter not in (target_column, target_column + 1):
            last = target_column if gutter < target_column else target_column + 1
        beside = gutter - 1 if gutter in cuts else min(gutter, len(column_widths) - 1)
        room = column_widths[beside] - 1.3 * em
        label = context.wrap(connector.label, REGULAR, max(room, 2 * em), share)
        if label.lines:
            place = (row, beside)
            space[place] = space.get(place, 0.0) + (label.height * share + 0.25) * em
        slots = []
        for number in dict.fromkeys((gutter, last)):
            gutters[number] = gutters.get(number, 0) + 1
            slots.append(gutters[number])
        track = _free_track(runs.setdefault(row, []), gutter, last)
        for passed in range(min(gutter, last), max(gutter, last)):
            lower[row, passed] = max(lower.get((row, passed), 0.0), track * _TRACK * em + beneath)
        links.append(Link(connector, label, row, gutter, beside, last, slots[0], slots[-1], track))
    for place, height in lower.items():
        if height:
            space[place] = space.get(place, 0.0) + height
    lies = {}
    for gutter, count in gutters.items():
        if gutter in cuts:
            middle = _BEFORE if context.right_to_left else -_BEFORE
            lies[gutter] = Lie(middle, min(0.22, 0.36 / count))
        elif seams and gutter in seams:
            lies[gutter] = _clear_of(seams[gutter] / em, clear / em, count, context.right_to_left)
    return LinkPlan(tuple(links), space, gutters, lies, off_edge)


def _clear_of(seam: float, clear: float, count: int, mirrored: bool) -> Lie:
    """How `count` connectors lie in a gutter so that all are at one side of a seam, that with more room;
    the columns before where that is the same. seam: right of the gutter's middle; clear: from it; em."""
    usual = _spread(count)
    far = PAD - _OFF_CARD - LINE / 2
    reach = clear + LINE / 2
    rooms = [(seam - reach + far, -1), (far - seam - reach, 1)]
    room, side = max(rooms, key=lambda each: (round(each[0], 6), each[1] if mirrored else -each[1]))
    apart = min(usual, max(room, 0.0) / (count - 1)) if count > 1 else usual
    half = apart * (count - 1) / 2
    # No farther from the middle than there must be, and never on a card.
    nearest = max(side * seam + reach, -far) + half
    middle = min(max(nearest, 0.0), far - half)
    return Lie(side * middle, apart, labels_follow=False)


def _spread(count: int) -> float:
    """em from one to the next of so many in a gutter: the few leave room for heads beside the outer ones."""
    return min(_APART, max(_HEADROOM / (count - 1), _CLOSEST) if count > 1 else _APART, _SPREAD / count)


def _free_track(runs: list[tuple[int, int, int]], gutter: int, last: int) -> int:
    """The lowest track along a lane's edge on which nobody else runs between two gutters; it is taken.

    runs: those so far, first gutter, last gutter and track.
    """
    if gutter == last:
        return 0
    low, high = sorted((gutter, last))
    taken = {track for a, b, track in runs if low <= b and a <= high}
    track = next(number for number in range(len(runs) + 1) if number not in taken)
    runs.append((low, high, track))
    return track


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
    edges = _edges(plan, spots, row_bottoms, cell_bottoms, em)
    ground = _Ground(spots, gutters, edges, em, mirrored)
    plan = _shared(_untangled(plan, ground), ground)
    routes = _routes(plan, ground)
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
        large = head_size(abs(tip[0] - points[-2][0]) / em, thick)
        items += stroke(context, link.connector, rounded(points, corner), colour, thick, large)
        side = "right" if points[-2][0] < tip[0] else "left"
        heads.append(head(context, link.connector, *tip, side, colour, large))
        if link.label.lines:
            height = link.label.height * size
            top = tops[link.connector.id]
            width = link.label.width * size
            if source.row == target.row:
                leader = (max(y for _, y in points), top + height)
            else:  # where it comes from a lane below it may turn off before its label
                leader = (top + 0.4 * height, min(y for at, y in points[:3] if abs(at - x) < _NEAR))
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
    return (*grounds, *items, *heads)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What connectors run between: see draw_links. edges: see _edges."""

    spots: Mapping[str, Spot]
    gutters: Sequence[float]
    edges: Mapping[int, float]
    em: float
    mirrored: bool


_Route = tuple[tuple[float, float], ...]


def _routes(plan: LinkPlan, ground: _Ground, some: Sequence[Link] | None = None) -> dict[str, _Route]:
    """The corners of each connector by its id, or of some of them."""
    spots, em, mirrored = ground.spots, ground.em, ground.mirrored
    ports = _ports(plan, spots, mirrored, em)
    found = {}
    for link in plan.links if some is None else some:
        one = link.connector
        x = ground.gutters[link.gutter] + plan.aside(link.gutter, link.slot) * em
        along = ground.gutters[link.last] + plan.aside(link.last, link.last_slot) * em
        edge = ground.edges[link.row] - link.track * _TRACK * em
        ends = (spots[one.source], spots[one.target])
        found[one.id] = _route(link, *ends, ports[one.id], (x, along), edge, mirrored)
    return found


def _label_tops(
    plan: LinkPlan,
    ground: _Ground,
    routes: Mapping[str, _Route],
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


def _untangled(plan: LinkPlan, ground: _Ground) -> LinkPlan:
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


def _shared(plan: LinkPlan, ground: _Ground) -> LinkPlan:
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
    plan: LinkPlan, ground: _Ground, gutter: int, named: Sequence[Link] = ()
) -> list[tuple[float, float]]:
    """From where to where each upright run in a gutter goes, mm, in the order of their places; in that of
    the same links in `named`, if there are any. What leads to a label counts with it."""
    found: dict[int, tuple[float, ...]] = {}
    routes = _routes(plan, ground)
    for link in named or plan.links:
        route = routes[link.connector.id]
        if link.gutter == gutter:
            found[link.slot] = (route[0][1], route[min(2, len(route) - 1)][1], *_led(link, ground))
        elif link.last == gutter:
            found[link.last_slot] = (route[-3][1], route[-1][1])
    return [(min(found[slot]), max(found[slot])) for slot in sorted(found)]


def _led(link: Link, ground: _Ground) -> tuple[float, ...]:
    """y as far as which a thin line may lead from a connector to its label."""
    source, target = ground.spots[link.connector.source], ground.spots[link.connector.target]
    if not link.label.lines or source.row < target.row:
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


def _tangles(plan: LinkPlan, ground: _Ground, gutter: int) -> int:
    """How often those that use a gutter cross one another; twice as bad before a tip, where a head lies on
    the other's line."""
    users = [link for link in plan.links if gutter in (link.gutter, link.last)]
    routes = _routes(plan, ground, users).values()
    return sum(_crossings(a, b) + _crossings(b, a) for a, b in combinations(routes, 2))


def _crossings(one: _Route, other: _Route) -> int:
    """How often upright runs of one cross level runs of the other."""
    found = 0
    for number, ((x, y1), (x2, y2)) in enumerate(pairwise(one), 1):
        if x != x2:
            continue
        for place, ((x1, y), (x3, y3)) in enumerate(pairwise(other), 1):
            if y == y3 and min(x1, x3) < x < max(x1, x3) and min(y1, y2) < y < max(y1, y2):
                found += 2 if number == len(one) - 1 or place == len(other) - 1 else 1
    return found


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


def _edges(
    plan: LinkPlan,
    spots: Mapping[str, Spot],
    row_bottoms: Sequence[float],
    cell_bottoms: Mapping[tuple[int, int], float],
    em: float,
) -> dict[int, float]:
    """Lane number → y of the lowest run along its lower edge: that of the lane where one leads on to
    another lane, else close below all that stands in it, for a lane may be much taller; never on the
    frame of the map."""
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
        edges[row] = min(edges[row], row_bottoms[-1] - _OFF_FRAME * em)
    return edges


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
