"""Templates: what of a project is worth starting from again, and a fresh project made of it."""

from typing import Any

from cjmdesk.edits.pictures import without_unused_pictures
from cjmdesk.edits.places import changed
from cjmdesk.model.lanes import Lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import mended
from cjmdesk.model.people import Brief, WorkshopStep
from cjmdesk.model.project import Project
from cjmdesk.model.references import map_items
from cjmdesk.model.stages import Stage


def as_template(project: Project, name: str, map_id: str = "", *, notes: bool) -> Project:
    """`project` as a template called `name`.

    map_id: of the only map that it holds then, with the personas and channels of that map; empty for all
    maps. notes: whether the cards, points and figures stay. What belongs to one time stays behind: dates
    of review, versions, printed wall grids, answers to gaps. Raises EditError for a name that is none.
    """
    maps = tuple(one for one in project.maps if map_id in ("", one.id))
    update: dict[str, Any] = {"maps": tuple(map(_timeless, maps)), "title": ""}
    if map_id:
        people = {id for one in maps for id in one.personas}
        channels = _channels(maps)
        update |= {
            "brief": Brief(),
            "personas": tuple(one for one in project.personas if one.id in people),
            "channels": tuple(one for one in project.channels if one.id in channels),
        }
    found = mended(project.model_copy(update=update))[0]
    if not notes:
        found = without_notes(found)
    return changed(without_unused_pictures(found), template=" ".join(name.split()))


def from_template(project: Project) -> Project:
    """A project to work on, made of a template."""
    return project.model_copy(update={"template": ""}) if project.template else project


def without_notes(project: Project) -> Project:
    """The stages and lanes of every map without cards, points and figures; the brief's plan without what
    was noted and done."""
    maps = tuple(_emptied(one) for one in project.maps)
    steps = tuple(
        WorkshopStep(step=one.step, minutes=one.minutes)
        for one in project.brief.steps
        if one.minutes is not None
    )
    brief = Brief(
        goal_preset=project.brief.goal_preset, steps=steps, in_title_block=project.brief.in_title_block
    )
    whole = mended(project.model_copy(update={"maps": maps, "brief": brief}))[0]
    return without_unused_pictures(whole)


def has_notes(project: Project) -> bool:
    """Whether any card or point lies on its maps."""
    return any(cell.cards or cell.points for one in project.maps for lane in one.lanes for cell in lane.cells)


def _timeless(one: JourneyMap) -> JourneyMap:
    return one.model_copy(update={"last_reviewed": None, "version": "", "grids": (), "silenced": ()})


def _channels(maps: tuple[JourneyMap, ...]) -> set[str]:
    return {
        getattr(card, "channel", "")
        for one in maps
        for lane in one.lanes
        for cell in lane.cells
        for card in cell.cards
    }


def _emptied(one: JourneyMap) -> JourneyMap:
    stages = tuple(_without_figures(stage) for stage in one.stages)
    lanes: tuple[Lane, ...] = tuple(lane.model_copy(update={"cells": ()}) for lane in one.lanes)
    ids = {stage.id for stage in stages}
    links = tuple(link for link in one.connectors if link.source in ids and link.target in ids)
    bare = one.model_copy(update={"stages": stages, "lanes": lanes, "connectors": links, "views": ()})
    left = {bare.id, *(item.id for _place, item in map_items(bare))}
    words = {
        language: kept
        for language, table in one.translations.items()
        if (kept := {id: row for id, row in table.items() if id in left})
    }
    return bare.model_copy(update={"translations": words})


def _without_figures(stage: Stage) -> Stage:
    return stage.model_copy(update={"entered": None, "left": None, "reason_left": ""})
