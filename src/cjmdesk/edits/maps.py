"""Whole maps: adding one, and duplicating one as the state to come."""

from collections.abc import Callable, Iterator
from typing import Any

from cjmdesk.changes.shape import lists
from cjmdesk.edits.places import checked_item, inserted, item_at, refuse_known
from cjmdesk.model.cards import CardBase, EmotionPoint
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import mended, renamed_inside
from cjmdesk.model.project import Project
from cjmdesk.model.references import map_items
from cjmdesk.model.values import Item, Value, new_id


def add_map(project: Project, journey: JourneyMap, index: int | None = None) -> Project:
    """Put a new map into the project; names of what the project does not have are taken out of it.

    Raises EditError.
    """
    refuse_known(project, journey)
    maps = inserted(project.maps, checked_item(journey), index)
    return mended(project.model_copy(update={"maps": maps}))[0]


def empty_like(journey: JourneyMap | None, title: str) -> JourneyMap:
    """A new map with the stages, lanes, language and personas of another, without what is in them.

    journey: None for a map of one stage and one lane of actions.
    """
    from cjmdesk.model.lanes import make_lane
    from cjmdesk.model.stages import Stage, Step

    if journey is None:
        step = Step(id=new_id())
        return JourneyMap(
            id=new_id(),
            title=title,
            stages=(Stage(id=new_id(), steps=(step,)),),
            lanes=(make_lane("actions", new_id()),),
        )
    stages = tuple(
        Stage(
            id=new_id(),
            title=stage.title,
            colour=stage.colour,
            steps=tuple(Step(id=new_id(), title=step.title, width=step.width) for step in stage.steps),
        )
        for stage in journey.stages
    )
    lanes = tuple(lane.model_copy(update={"id": new_id(), "cells": ()}) for lane in journey.lanes)
    return JourneyMap(
        id=new_id(),
        title=title,
        type=journey.type,
        language=journey.language,
        direction=journey.direction,
        personas=journey.personas,
        stages=stages,
        lanes=lanes,
        poster=journey.poster,
    )


def duplicate_map(
    project: Project,
    map_id: str,
    *,
    map_type: str = "future_state",
    title: str | None = None,
    ids: Iterator[str] | None = None,
) -> tuple[Project, str]:
    """A copy of a map behind it, every card remembering what it was made from; and the copy's id.

    title: None for the same. ids: for the copy's items, None for random ones. Printed wall grids
    belong to the map they were printed from and are not copied. Raises EditError.
    """
    path, journey = item_at(project, map_id, JourneyMap)
    fresh_id: Callable[[], str] = (lambda: next(ids)) if ids is not None else new_id
    new = {journey.id: fresh_id()}
    for _place, item in map_items(journey):
        new[item.id] = fresh_id()
    plain = journey.model_copy(update={"grids": ()})
    copy: Any = _renamed(renamed_inside(plain, new), new, {name: old for old, name in new.items()})
    update: dict[str, Any] = {"type": map_type, "made_from": journey.id, "version": "", "last_reviewed": None}
    if title is not None:
        update["title"] = title
    copy = copy.model_copy(update=update)
    refuse_known(project, copy)
    maps = inserted(project.maps, checked_item(copy), path[0][1] + 1)
    return project.model_copy(update={"maps": maps}), copy.id


def _renamed(value: Value, new: dict[str, str], old: dict[str, str]) -> Value:
    """`value` and all below it under new ids; cards and points with their origin."""
    update: dict[str, Any] = {}
    if isinstance(value, Item):
        update["id"] = new[value.id]
    if isinstance(value, CardBase | EmotionPoint):
        update["made_from"] = value.id
    for name in lists(value):
        update[name] = tuple(_renamed(part, new, old) for part in getattr(value, name))
    return value.model_copy(update=update) if update else value
