"""What kinds of things are selected: it decides which commands can be used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cjmdesk.ui.index import index_of

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
    index = index_of(journey)
    people = {person.id for person in personas}
    found = {index.kind(id) or ("persona" if id in people else "other") for id in wanted}
    if len(wanted) > 1:
        found.add("several")
    return frozenset(found)


def marks_of(journey: JourneyMap | None, selection: str) -> frozenset[str]:
    """What is so of the map, or of the lane of what is selected: `folded`, `pinned`, `right to left`."""
    if journey is None:
        return frozenset()
    from cjmdesk.layout.context import runs_right_to_left
    from cjmdesk.ui.standing import standing

    marks = {"right to left"} if runs_right_to_left(journey) else set()
    here = standing(journey, selection).lane if selection else ""
    lane = index_of(journey).lane(here) if here else None
    if lane is not None:
        marks |= {name for name, on in (("folded", lane.collapsed), ("pinned", lane.pinned)) if on}
    return frozenset(marks)
