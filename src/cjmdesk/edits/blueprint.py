"""The order of a service blueprint: what stands above and below its three lines."""

from collections.abc import Sequence

from cjmdesk.edits.errors import EditError
from cjmdesk.i18n import _
from cjmdesk.model.lanes import LaneBase, LineLane

_RANKS = {
    "interaction": 1,
    "frontstage": 2,
    "visibility": 3,
    "backstage": 4,
    "internal_interaction": 5,
    "support": 6,
}
"""From the customer down: lines by which they are, lanes by their kinds; others may stand anywhere."""


def disorder(lanes: Sequence[LaneBase]) -> str:
    """Why these lanes do not stand as a blueprint's do; empty while they do.

    The lines keep their order, and frontstage, backstage and support stay on their sides of the lines
    that are there.
    """
    return next(iter(_offences(lanes).values()), "")


def refuse_disorder(before: Sequence[LaneBase], after: Sequence[LaneBase]) -> None:
    """Raise EditError where an edit would bring lanes out of an order in which they stood."""
    known = _offences(before)
    for pair, reason in _offences(after).items():
        if pair not in known:
            raise EditError(reason)


def _offences(lanes: Sequence[LaneBase]) -> dict[tuple[str, str], str]:
    """Ids of two lanes of which the upper one belongs below the other, and why."""
    found: dict[tuple[str, str], str] = {}
    ranked = [(rank, isinstance(lane, LineLane), lane) for lane in lanes if (rank := _rank(lane))]
    for place, (rank, is_line, lane) in enumerate(ranked):
        for other_rank, other_is_line, other in ranked[place + 1 :]:
            if rank > other_rank and (is_line or other_is_line):
                between = None if is_line == other_is_line else (other if is_line else lane)
                found[lane.id, other.id] = _reason(between)
    return found


def place_in_order(lanes: Sequence[LaneBase], lane: LaneBase, index: int | None) -> int | None:
    """Where to put a new lane so that the order stays: the place nearest to `index` (None: last)."""
    if not _rank(lane):
        return index
    wanted = len(lanes) if index is None else max(0, min(index, len(lanes)))
    places = sorted(range(len(lanes) + 1), key=lambda place: abs(place - wanted))
    faults = {place: len(_offences((*lanes[:place], lane, *lanes[place:]))) for place in places}
    return min(places, key=lambda place: faults[place])  # of those alike the first, the nearest


def _rank(lane: LaneBase) -> int:
    return _RANKS.get(lane.line if isinstance(lane, LineLane) else lane.kind, 0)


def _reason(lane: LaneBase | None) -> str:
    """lane: the one on the wrong side of a line, None where two lines changed places."""
    kind = lane.kind if lane is not None else ""
    if kind == "frontstage":
        return _("frontstage stands between the line of interaction and the line of visibility")
    if kind == "backstage":
        return _("backstage stands between the line of visibility and the line of internal interaction")
    if kind == "support":
        return _("support processes stand below the line of internal interaction")
    return _("the lines of a blueprint keep their order")
