"""What kinds of things are selected: it decides which commands can be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.people import Persona


def kinds_of(
    journey: JourneyMap | None, chosen: Iterable[str], personas: Iterable[Persona] = ()
) -> frozenset[str]:
    """The kinds of what is selected on a map, and of the project's personas.

    `map`, `card`, `point`, `cell`, `stage`, `step`, `lane`, `line` (of a blueprint), `connector`;
    `persona`; `several` when there is more than one; `other` for anything else.
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
        kinds.update((who.id, "persona") for who in personas if who.id in wanted)
    found = set(kinds.values())
    if len(wanted) > 1:
        found.add("several")
    if len(kinds) < len(wanted):
        found.add("other")
    return frozenset(found)


def marks_of(journey: JourneyMap | None, selection: str) -> frozenset[str]:
    """What is so of the map, or of the lane of what is selected: `folded`, `pinned`, `right to left`."""
    if journey is None:
        return frozenset()
    from cjmdesk.layout.context import runs_right_to_left
    from cjmdesk.ui.standing import standing

    marks = {"right to left"} if runs_right_to_left(journey) else set()
    here = standing(journey, selection).lane if selection else ""
    lane = next((one for one in journey.lanes if one.id == here), None) if here else None
    if lane is not None:
        marks |= {name for name, on in (("folded", lane.collapsed), ("pinned", lane.pinned)) if on}
    return frozenset(marks)


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
