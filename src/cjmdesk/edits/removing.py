"""Deleting items of any sort, with everything that names them."""

from collections.abc import Collection
from typing import Any, cast

from cjmdesk.changes.shape import below, lists
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.places import at, find
from cjmdesk.i18n import _
from cjmdesk.model.cards import TouchpointCard
from cjmdesk.model.lanes import Cell
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import mended, with_
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage
from cjmdesk.model.values import Item, Value


def remove(project: Project, *items: str) -> Project:
    """Delete the items with these ids and all they hold; a stage or step takes its notes along.

    Connectors to what is deleted go too; personas, findings, answers, scores and views forget it,
    and so do translations. Wall grids stay as they were printed.
    Raises EditError if one is not there, or if a stage would lose its last column.
    """
    gone = {item: at(project, find(project, item)) for item in items}
    every = set(gone)
    columns: set[str] = set()
    for value in gone.values():
        every.update(part.id for _name, _key, part in below(value) if isinstance(part, Item))
        if isinstance(value, Stage):
            columns.update(step.id for step in value.steps)
    columns |= every & {step.id for m in project.maps for stage in m.stages for step in stage.steps}
    changed = cast(Project, _without(project, every, columns))
    changed = with_(changed, brief=_without(project.brief, every, columns))
    if changed is project:
        return project
    channels = every & {channel.id for channel in project.channels}
    maps = tuple(_forgotten(journey, project, every, channels) for journey in changed.maps)
    return mended(with_(changed, maps=maps))[0]


def _without(value: Value, gone: set[str], columns: set[str]) -> Value:
    """`value` without the parts that are gone, at every depth; itself if it loses none."""
    update: dict[str, Any] = {}
    for name in lists(value):
        group: tuple[Value, ...] = getattr(value, name)
        fresh = tuple(_without(part, gone, columns) for part in group if not _is_gone(part, gone, columns))
        if len(fresh) != len(group) or any(a is not b for a, b in zip(fresh, group, strict=True)):
            update[name] = fresh
    if not update:
        return value
    if isinstance(value, Stage) and not update.get("steps", value.steps):
        raise EditError(_("a stage keeps at least one column; delete the stage instead"))
    return value.model_copy(update=update)


def _is_gone(part: Value, gone: Collection[str], columns: Collection[str]) -> bool:
    if isinstance(part, Item):
        return part.id in gone
    return isinstance(part, Cell) and part.step in columns


def _forgotten(journey: JourneyMap, before: Project, gone: set[str], channels: set[str]) -> JourneyMap:
    """The map without translations of what is gone, and without channels that are gone."""
    tables = {
        language: {item: words for item, words in table.items() if item not in gone}
        for language, table in journey.translations.items()
    }
    journey = with_(journey, translations={language: table for language, table in tables.items() if table})
    if not channels:
        return journey
    lanes = tuple(
        with_(lane, cells=tuple(_without_channels(cell, channels) for cell in lane.cells))
        for lane in journey.lanes
    )
    return with_(journey, lanes=lanes)


def _without_channels(cell: Cell, channels: set[str]) -> Cell:
    cards = tuple(
        with_(card, channel="") if isinstance(card, TouchpointCard) and card.channel in channels else card
        for card in cell.cards
    )
    return with_(cell, cards=cards)
