"""How a project is built up: which fields hold named parts, and by what they are told apart.

diff, apply and merge walk a project by this table and know no field by name.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from cjmdesk.model.cards import CardBase, EmotionPoint, card_class
from cjmdesk.model.lanes import Cell, LaneBase, lane_class
from cjmdesk.model.maps import Connector, JourneyMap, SavedView, SilencedGap, WallGrid
from cjmdesk.model.people import Brief, Competitor, Persona, TeamMember, WorkshopStep
from cjmdesk.model.project import Channel, Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.values import Item, Value

_LISTS: dict[type[Value], dict[str, type[Value]]] = {
    Project: {"personas": Persona, "channels": Channel, "maps": JourneyMap},
    Brief: {"team": TeamMember, "steps": WorkshopStep},
    JourneyMap: {
        "stages": Stage,
        "lanes": LaneBase,
        "connectors": Connector,
        "competitors": Competitor,
        "views": SavedView,
        "silenced": SilencedGap,
        "grids": WallGrid,
    },
    Stage: {"steps": Step},
    LaneBase: {"cells": Cell},
    Cell: {"cards": CardBase, "points": EmotionPoint},
}
_PARTS: dict[type[Value], tuple[str, ...]] = {Project: ("brief",), JourneyMap: ("poster",)}
_NO_LISTS: dict[str, type[Value]] = {}


def lists(value: Value) -> dict[str, type[Value]]:
    """The fields of `value` that hold named parts, each with their class (or the base of it)."""
    return lists_of(type(value))


def lists_of(made: type[Value]) -> dict[str, type[Value]]:
    """The same, of a class."""
    return _LISTS.get(LaneBase if issubclass(made, LaneBase) else made, _NO_LISTS)


def parts(value: Value) -> tuple[str, ...]:
    """The fields of `value` that hold exactly one part, changed field by field."""
    return _PARTS.get(type(value), ())


def own_fields(value: Value) -> dict[str, Any]:
    """Everything that `value` holds itself, unknown fields too, without lists and parts."""
    apart = (*lists(value), *parts(value))
    own = {name: part for name, part in value.__dict__.items() if name not in apart}
    return {**own, **(value.model_extra or {})}


def all_fields(value: Value) -> dict[str, Any]:
    """Every field of `value`, unknown ones too, as it stands."""
    return {**value.__dict__, **(value.model_extra or {})}


def key_of(value: Value) -> str:
    """What tells `value` from its neighbours in a list."""
    if isinstance(value, Item):
        return value.id
    if isinstance(value, Cell | WorkshopStep):
        return value.step
    if isinstance(value, SilencedGap):
        return f"{value.gap} {value.item}"
    raise TypeError(type(value).__name__)


def keyed(group: Iterable[Value]) -> dict[str, Value]:
    """The values by their key, in order; a key that comes again gets a number, as `key#2`."""
    found: dict[str, Value] = {}
    for value in group:
        key = key_of(value)
        if key in found:
            number = 2
            while f"{key}#{number}" in found:
                number += 1
            key = f"{key}#{number}"
        found[key] = value
    return found


def below(value: Value) -> Iterator[tuple[str, str, Value]]:
    """(list's name, key, value) of everything in the lists of `value`, at every depth."""
    for name in lists(value):
        for key, child in keyed(getattr(value, name)).items():
            yield name, key, child
            yield from below(child)


def class_for(base: type[Value], raw: dict[str, Any]) -> type[Value]:
    """The class of a value of list class `base` whose fields are `raw`: lanes and cards go by kind."""
    if base is LaneBase:
        return lane_class(str(raw.get("kind", "")))
    if base is CardBase:
        return card_class(str(raw.get("kind", "")))
    return base


def class_after(value: Value, raw: dict[str, Any]) -> type[Value]:
    """The class of `value` once its fields are `raw`: another one if its kind changed."""
    if isinstance(value, LaneBase):
        return lane_class(str(raw.get("kind", "")))
    if isinstance(value, CardBase):
        return card_class(str(raw.get("kind", "")))
    return type(value)


def as_json(value: Any) -> Any:
    """`value` as JSON can hold it; parts of a project without fields that have their default."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, dict):
        return {key: as_json(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [as_json(part) for part in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
