"""Where on a map a selected thing stands: its stage, its step, its lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap


@dataclass(frozen=True, slots=True)
class Standing:
    """stage, step, lane: ids, empty where the thing belongs to none. note: a card or point's own id."""

    stage: str = ""
    step: str = ""
    lane: str = ""
    note: str = ""


def standing(journey: JourneyMap, id: str) -> Standing:
    """Where the item `id`, or the cell of that key, stands; nowhere for what is not on the map."""
    stages = {step.id: stage.id for stage in journey.stages for step in stage.steps}
    if id in stages:
        return Standing(stages[id], id)
    for stage in journey.stages:
        if stage.id == id:
            return Standing(id, stage.steps[0].id)
    for lane in journey.lanes:
        if lane.id == id:
            return Standing(lane=id)
        key = f"cell:{lane.id}:"
        if id.startswith(key) and id.removeprefix(key) in stages:
            step = id.removeprefix(key)
            return Standing(stages[step], step, lane.id)
    for lane in journey.lanes:
        for cell in lane.cells:
            if any(note.id == id for note in (*cell.points, *cell.cards)):
                return Standing(stages.get(cell.step, ""), cell.step, lane.id, id)
    return Standing()
