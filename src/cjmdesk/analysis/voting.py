"""Dot voting: what a room stuck its dots on, and what came out of it."""

from collections.abc import Collection

from msgspec import Struct

from cjmdesk.analysis.journey import Journey, Placed

USUALLY = ("solutions", "pain_points")
"""Kinds of lanes that are voted on where nobody chose others."""


class Voted(Struct, frozen=True):
    """A card and its dots. place: 1 for the most dots, alike ones share a place (1, 2, 2, 4); None for
    no dots. shared: with how many others it shares its place."""

    placed: Placed
    place: int | None
    shared: int

    @property
    def votes(self) -> int:
        """Its dots."""
        return self.placed.card.votes


def lanes_to_vote(journey: Journey) -> tuple[str, ...]:
    """Ids of the lanes that are usually voted on; where the map has none of those, all with cards."""
    usual = [lane.id for lane in journey.map.lanes if lane.kind in USUALLY and not lane.hidden]
    return tuple(usual) or lanes_with_cards(journey)


def lanes_with_cards(journey: Journey) -> tuple[str, ...]:
    """Ids of the lanes that hold cards, from the top."""
    full = {one.lane.id for one in journey.cards}
    return tuple(lane.id for lane in journey.map.lanes if lane.id in full)


def voted(journey: Journey, lanes: Collection[str]) -> list[Voted]:
    """The cards of some lanes: lane by lane from the top, in each along the path, as they hang on a
    wall."""
    order = {lane.id: number for number, lane in enumerate(journey.map.lanes)}
    cards = [one for one in journey.cards if one.lane.id in lanes]
    counts = [one.card.votes for one in cards]
    found = []
    for one in sorted(cards, key=lambda each: order[each.lane.id]):
        votes = one.card.votes
        place = 1 + sum(other > votes for other in counts) if votes else None
        found.append(Voted(one, place, counts.count(votes) - 1 if votes else 0))
    return found


def by_votes(cards: Collection[Voted]) -> list[Voted]:
    """The same, most dots first; alike ones keep their order."""
    return sorted(cards, key=lambda one: -one.votes)
