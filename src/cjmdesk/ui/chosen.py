"""What kinds of things are selected: it decides which commands can be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap


def kinds_of(journey: JourneyMap | None, chosen: Iterable[str]) -> frozenset[str]:
    """The kinds of what is selected on a map.

    `map`, `card`, `point`, `cell`, `stage`, `step`, `lane`, `line` (of a blueprint), `connector`;
    `several` when there is more than one; `other` for what is no part of the map (a persona).
    """
    wanted = set(chosen)
    if journey is None or not wanted:
        return frozenset()
    kinds = {id: "cell" for id in wanted if id.startswith("cell:")}
    if len(kinds) < len(wanted):
        for kind, id in _parts(journey):
            if id in wanted:
                kinds[id] = kind
                if len(kinds) == len(wanted):
                    break
    found = set(kinds.values())
    if len(wanted) > 1:
        found.add("several")
    if len(kinds) < len(wanted):
        found.add("other")
    return frozenset(found)


def _parts(journey: JourneyMap) -> Iterator[tuple[str, str]]:
    """Kind and id of every part of a map that can be selected, the many cards last."""
    yield "map", journey.id
    for stage in journey.stages:
        yield "stage", stage.id
        for step in stage.steps:
            yield "step", step.id
    for lane in journey.lanes:
        yield ("line" if lane.kind == "line" else "lane"), lane.id
    for arrow in journey.connectors:
        yield "connector", arrow.id
    for lane in journey.lanes:
        for cell in lane.cells:
            for point in cell.points:
                yield "point", point.id
            for card in cell.cards:
                yield "card", card.id
