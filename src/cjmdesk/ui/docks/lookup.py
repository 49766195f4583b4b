"""Finds an item of a map by its id, with the stage, step and lane it stands in."""

from dataclasses import dataclass

from cjmdesk.model.cards import CardBase, EmotionPoint
from cjmdesk.model.lanes import LaneBase
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.stages import Stage, Step
from cjmdesk.ui.index import index_of

Found = CardBase | EmotionPoint | Stage | LaneBase | Connector | None


@dataclass(frozen=True, slots=True)
class Place:
    """item: None if the map has none of that id; the rest where it stands, None where nowhere."""

    item: Found = None
    stage: Stage | None = None
    step: Step | None = None
    lane: LaneBase | None = None


def find_place(journey_map: JourneyMap, wanted: str) -> Place:
    """Where the item with id `wanted` is; a step is answered by its stage."""
    index = index_of(journey_map)
    inside = index.step(wanted)
    stage = index.stage(wanted) or (inside[0] if inside is not None else None)
    if stage is not None:
        return Place(stage, stage)
    lane = index.lane(wanted)
    if lane is not None:
        return Place(lane, lane=lane)
    spot = index.spot(wanted)
    if spot is not None:
        stage, step = index.step(spot.cell.step) or (None, None)
        return Place(spot.note, stage, step, spot.lane)
    return Place(index.connector(wanted))


def name_of(journey_map: JourneyMap, wanted: str) -> str:
    """What a person calls the item; empty if it is not in the map."""
    item = find_place(journey_map, wanted).item
    if isinstance(item, CardBase):
        return item.text
    if isinstance(item, EmotionPoint):
        return item.quote or item.feeling
    if isinstance(item, Stage | LaneBase):
        return item.title
    return ""
