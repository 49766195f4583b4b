"""Where on a map a selected thing stands: its stage, its step, its lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from cjmdesk.ui.index import index_of

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap


class Standing(Struct, frozen=True):
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
    met, spot = index.meeting(id), index.spot(id)
    if met is None and spot is None:
        return Standing()
    lane, column = (met[0].id, met[1].id) if met is not None else ("", "")
    if spot is not None:
        lane, column = spot.lane.id, spot.cell.step
    known = index.step(column)
    return Standing(known[0].id if known is not None else "", column, lane, id if spot is not None else "")
