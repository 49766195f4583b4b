"""Where on a map a selected thing stands: its stage, its step, its lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjmdesk.ui.index import index_of

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
    index = index_of(journey)
    step = index.step(id)
    if step is not None:
        return Standing(step[0].id, id)
    stage = index.stage(id)
    if stage is not None:
        return Standing(id, stage.steps[0].id)
    if index.lane(id) is not None:
        return Standing(lane=id)
    if id.startswith("cell:"):
        lane, _colon, column = id.removeprefix("cell:").rpartition(":")
        known = index.step(column)
        if known is not None and index.lane(lane) is not None:
            return Standing(known[0].id, column, lane)
    spot = index.spot(id)
    if spot is None:
        return Standing()
    column = spot.cell.step
    known = index.step(column)
    return Standing(known[0].id if known is not None else "", column, spot.lane.id, id)
