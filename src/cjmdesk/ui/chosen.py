"""What kinds of things are selected: it decides which commands can be used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cjmdesk.i18n import _, ngettext
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


def stages_of(journey: JourneyMap, chosen: Iterable[str]) -> tuple[str, ...]:
    """The ids of the stages among what is selected, in their order on the map."""
    wanted = set(chosen)
    return tuple(stage.id for stage in journey.stages if stage.id in wanted)


def steps_of(journey: JourneyMap, chosen: Iterable[str]) -> tuple[str, ...]:
    """The ids of the steps among what is selected, in their order on the map."""
    wanted = set(chosen)
    return tuple(step.id for stage in journey.stages for step in stage.steps if step.id in wanted)


def lanes_of(journey: JourneyMap, chosen: Iterable[str]) -> tuple[str, ...]:
    """The ids of the lanes among what is selected, hidden ones too, in their order on the map."""
    wanted = set(chosen)
    return tuple(lane.id for lane in journey.lanes if lane.id in wanted)


def moving_stages(count: int) -> str:
    """What moving so many stages is called in the menu."""
    if count == 1:
        return _("moving a stage")
    return ngettext("moving {count} stage", "moving {count} stages", count).format(count=count)


def moving_steps(count: int) -> str:
    """What moving so many steps is called in the menu."""
    if count == 1:
        return _("moving a step")
    return ngettext("moving {count} step", "moving {count} steps", count).format(count=count)


def moving_lanes(count: int) -> str:
    """What moving so many lanes is called in the menu."""
    if count == 1:
        return _("moving a lane")
    return ngettext("moving {count} lane", "moving {count} lanes", count).format(count=count)


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
