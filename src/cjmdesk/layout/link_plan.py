"""Which connectors between cards share which gutters, before rows have places."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from cjmdesk.layout.cells import PAD
from cjmdesk.layout.connectors import LABEL, LINE
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.link_ways import Falls, LinkLabel, Way, gutters_of, labels_on
from cjmdesk.layout.process import Flow
from cjmdesk.model.maps import Connector

TRACK = 0.3
"""em between connectors that run along the edge of one lane."""

_APART, _SPREAD = 0.34, 0.8
"""em from one place in a gutter to the next, and that all of them share."""

_HEADROOM, _CLOSEST = 0.3, 0.2
"""em that they share where heads beside the outer ones are to have room, as long as they are no closer to
one another than this."""

_BEFORE = 0.28
"""em from where a page ends to the middle of what runs before it."""

_OFF_CARD = 0.1
"""em at least between a card's edge and a connector that does not keep to the middle."""

_REACH = PAD - _OFF_CARD - LINE / 2
"""em from a gutter's middle to where a connector comes as near to a card as it may."""

_LEAN = 0.2
"""em from a gutter's middle, where a rule of the grid is, to the middle of connectors whose ends are all at
one side of it: away from there, so that heads have room."""

_BETWEEN, _OPEN = 0.06, 0.4
"""em kept open between connectors side by side, or that share of their distance where it is less."""


class Spot(Struct, frozen=True):
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


class Link(Struct, frozen=True):
    """A connector between cards. row: the upper one of its two lanes, whose lower edge it passes;
    labels: its words, one label on each page that it goes over.

    gutter, last: gaps between columns in which it leaves its source and reaches its target, slot and
    last_slot: its places among those that use them, from 1. track: its place among those that run along
    the lane's edge, from 0 at the edge. The arrows of a process cross the lane to their target's gutter.
    """

    connector: Connector | Flow
    labels: tuple[LinkLabel, ...]
    row: int
    gutter: int
    last: int
    slot: int = 1
    last_slot: int = 1
    track: int = 0

    @property
    def is_flow(self) -> bool:
        """Whether it is an arrow of a process, which nobody made."""
        return isinstance(self.connector, Flow)


class Lie(Struct, frozen=True):
    """How connectors lie in a gutter in which a page or sheet ends, em. middle: of them all, from the
    gutter's; apart: from one to the next. labels_follow: whether their labels lie as far aside."""

    middle: float
    apart: float
    labels_follow: bool = True


class LinkPlan(Struct, frozen=True):
    """Connectors between cards before rows have places.

    label_space: (lane number, column number) → mm to keep free below the cell's cards. gutters:
    number of the column gap → how many connectors use it. aside_of: gaps in which a page or sheet
    ends: there all keep to one side. leaning: other gaps whose connectors all end at one side → 1 where
    that is the left one and they lean to the right, -1 for the other. off_edge: mm that runs along lanes'
    lower edges keep from them. over_ends: gaps where a page ends and one goes on to a card of the next.
    """

    links: tuple[Link, ...]
    label_space: Mapping[tuple[int, int], float]
    gutters: Mapping[int, int]
    aside_of: "Mapping[int, Lie]" = field(default_factory=dict)
    leaning: Mapping[int, int] = field(default_factory=dict)
    off_edge: float = 0.0
    over_ends: frozenset[int] = frozenset()

    @property
    def passing(self) -> tuple[int, ...]:
        """Gutters in which connectors may run through other lanes than their own; no arrow of a process
        does."""
        made = {gutter for link in self.links if not link.is_flow for gutter in (link.gutter, link.last)}
        return tuple([gutter for gutter in self.gutters if gutter in made])

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
        half = (self.gutters[gutter] - 1) / 2 * apart
        lean = self.leaning.get(gutter, 0) * max(min(_LEAN, _REACH - half), 0.0)
        return lean + (slot - 1) * apart - half

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
    falls: Falls = (),
    flows: Sequence[Flow] = (),
) -> LinkPlan:
    """Reserve gutters and label lines for connectors whose ends are both in `places`.

    places: card id → (lane number, column number). Gutter n lies before column n. cuts: gutters in which
    a page ends. seams: gutters in which a sheet ends → how far right of their middle, mm; clear: mm that
    connectors keep from there, and from the edges of lanes, where sheets may end, too. falls: see Falls.
    flows: arrows of processes, whose ends are in `places`.
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
        gutter, last = gutters_of(column, target_column, cuts, len(column_widths))
        way = Way((source_row, target_row), (gutter, last), cuts, falls, len(column_widths))
        labels = tuple(labels_on(context, connector, way.places(), column_widths))
        for label in labels:
            place = (label.row, label.column)
            space[place] = space.get(place, 0.0) + (label.words.height * share + 0.25) * em
        slots = []
        for number in dict.fromkeys((gutter, last)):
            gutters[number] = gutters.get(number, 0) + 1
            slots.append(gutters[number])
        track = _free_track(runs.setdefault(row, []), gutter, last)
        for passed in range(min(gutter, last), max(gutter, last)):
            lower[row, passed] = max(lower.get((row, passed), 0.0), track * TRACK * em + beneath)
        links.append(Link(connector, labels, row, gutter, last, slots[0], slots[-1], track))
    inner = [gutter for gutter in gutters if 0 < gutter < len(column_widths)]
    leaning = _leaning(links, places, inner, context.right_to_left)
    made = tuple(links)
    links += _planned_flows(flows, made, places, gutters)
    for place, height in lower.items():
        if height:
            space[place] = space.get(place, 0.0) + height
    lies = _lies(context, gutters, cuts, seams or {}, clear)
    leaning = {gutter: side for gutter, side in leaning.items() if gutter not in lies}
    over = frozenset(
        gutter
        for link in made
        for card, gutter in _ends(link)
        if gutter in cuts and places[card][1] == gutter
    )
    return LinkPlan(tuple(links), space, gutters, lies, leaning, off_edge, over)


def _planned_flows(
    flows: Sequence[Flow],
    made: Sequence[Link],
    places: Mapping[str, tuple[int, int]],
    gutters: dict[int, int],
) -> list[Link]:
    """The arrows of processes, which leave the gutter behind their source for their target. In one where
    connectors pass their lane they share a place of their own. gutters: see LinkPlan; grows."""
    found = []
    own: dict[int, int] = {}
    for flow in flows:
        row, column = places[flow.source]
        gutter = column + 1
        rows = [
            sorted(places[card][0] for card, _gutter in _ends(link))
            for link in made
            if gutter in (link.gutter, link.last)
        ]
        passed = any(upper <= row <= lower for upper, lower in rows)
        if gutter not in gutters or (passed and gutter not in own):
            own[gutter] = gutters[gutter] = gutters.get(gutter, 0) + 1
        slot = own[gutter] if passed else 1
        found.append(Link(flow, (), row, gutter, gutter, slot, slot))
    return found


def _lies(
    context: LayoutContext,
    gutters: Mapping[int, int],
    cuts: Sequence[int],
    seams: Mapping[int, float],
    clear: float,
) -> dict[int, Lie]:
    """See LinkPlan.aside_of. gutters: number of the gap → how many connectors use it; the others: see
    plan_links."""
    lies = {}
    for gutter, count in gutters.items():
        if gutter in cuts:
            middle = _BEFORE if context.right_to_left else -_BEFORE
            lies[gutter] = Lie(middle, min(0.22, 0.36 / count))
        elif gutter in seams:
            em = context.em
            lies[gutter] = _clear_of(seams[gutter] / em, clear / em, count, context.right_to_left)
    return lies


def _ends(link: Link) -> tuple[tuple[str, int], tuple[str, int]]:
    """Ids of the cards of a connector, with the gutters beside them that it uses."""
    return (link.connector.source, link.gutter), (link.connector.target, link.last)


def _leaning(
    links: Sequence[Link], places: Mapping[str, tuple[int, int]], gutters: Sequence[int], mirrored: bool
) -> dict[int, int]:
    """See LinkPlan.leaning, for those of `gutters` in which connectors end at one side only."""
    before: dict[int, set[bool]] = {gutter: set() for gutter in gutters}
    for link in links:
        for card, gutter in _ends(link):
            if gutter in before:
                before[gutter].add(places[card][1] < gutter)
    return {
        gutter: 1 if (True in sides) != mirrored else -1
        for gutter, sides in before.items()
        if len(sides) == 1
    }


def _clear_of(seam: float, clear: float, count: int, mirrored: bool) -> Lie:
    """How `count` connectors lie in a gutter so that all are at one side of a seam, that with more room;
    the columns before where that is the same. seam: right of the gutter's middle; clear: from it; em."""
    usual = _spread(count)
    reach = clear + LINE / 2
    rooms = [(seam - reach + _REACH, -1), (_REACH - seam - reach, 1)]
    room, side = max(rooms, key=lambda each: (round(each[0], 6), each[1] if mirrored else -each[1]))
    apart = min(usual, max(room, 0.0) / (count - 1)) if count > 1 else usual
    half = apart * (count - 1) / 2
    # No farther from the middle than there must be, and never on a card.
    nearest = max(side * seam + reach, -_REACH) + half
    middle = min(max(nearest, 0.0), _REACH - half)
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
