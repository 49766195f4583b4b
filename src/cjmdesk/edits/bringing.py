"""Maps of another project brought into this one, with the personas, channels and pictures they name."""

from collections.abc import Collection, Mapping
from typing import Any, cast

from cjmdesk.changes.shape import lists
from cjmdesk.edits.pictures import without_unused_pictures
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import mended, renamed_inside
from cjmdesk.model.project import Project
from cjmdesk.model.references import map_items, names
from cjmdesk.model.values import Item, Value


def bring_maps(project: Project, other: Project) -> tuple[Project, tuple[str, ...]]:
    """Put every map of `other` behind those of `project`; and their ids there.

    Where an id of them is taken, all get new ones, with the first free number behind each. A persona or
    channel that is there under its id is the same one.
    """
    maps = _apart(other.maps, names(project).ids)
    own = {one.id for one in (*project.personas, *project.channels)}
    wanted = {id for one in maps for id in one.personas}
    personas = [one for one in other.personas if one.id in wanted and one.id not in own]
    channels = [one for one in other.channels if one.id not in own]
    whole = project.model_copy(
        update={
            "personas": (*project.personas, *personas),
            "channels": (*project.channels, *channels),
            "pictures": {**other.pictures, **project.pictures},
            "maps": (*project.maps, *maps),
        }
    )
    return without_unused_pictures(mended(whole)[0]), tuple(one.id for one in maps)


def _apart(maps: tuple[JourneyMap, ...], taken: Collection[str]) -> tuple[JourneyMap, ...]:
    """The maps under ids that are free."""
    ids = [id for one in maps for id in (one.id, *(item.id for _place, item in map_items(one)))]
    number, suffix = 1, ""
    while any(id + suffix in taken for id in ids):
        number += 1
        suffix = f"-{number}"
    if not suffix:
        return maps
    new = {id: id + suffix for id in ids}
    return tuple(cast(JourneyMap, _renamed(renamed_inside(one, new), new)) for one in maps)


def _renamed(value: Value, new: Mapping[str, str]) -> Value:
    update: dict[str, Any] = {}
    if isinstance(value, Item):
        update["id"] = new[value.id]
    origin = getattr(value, "made_from", None)
    if origin is not None and origin in new:
        update["made_from"] = new[origin]
    for name in lists(value):
        update[name] = tuple(_renamed(part, new) for part in getattr(value, name))
    return value.model_copy(update=update) if update else value
