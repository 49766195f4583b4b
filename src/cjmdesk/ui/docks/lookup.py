"""Finds an item of a map by its id, with the stage, step and lane it stands in."""

from dataclasses import dataclass

from cjmdesk.model.cards import CardBase, EmotionPoint
from cjmdesk.model.lanes import LaneBase
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.stages import Stage, Step

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
    for stage in journey_map.stages:
        if stage.id == wanted or any(step.id == wanted for step in stage.steps):
            return Place(stage, stage)
    for lane in journey_map.lanes:
        if lane.id == wanted:
            return Place(lane, lane=lane)
        for cell in lane.cells:
            for item in (*cell.cards, *cell.points):
                if item.id == wanted:
                    return Place(item, *_column(journey_map, cell.step), lane)
    for arrow in journey_map.connectors:
        if arrow.id == wanted:
            return Place(arrow)
    return Place()


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


def _column(journey_map: JourneyMap, step_id: str) -> tuple[Stage | None, Step | None]:
    for stage in journey_map.stages:
        for step in stage.steps:
            if step.id == step_id:
                return stage, step
    return None, None
