"""Personas, team members, competitors, channels, views, wall grids: plain lists."""

from typing import cast

from cjmdesk.changes.shape import lists
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_field
from cjmdesk.edits.places import Path, at, checked_item, find, inserted, item_at, refuse_known, with_list
from cjmdesk.i18n import _
from cjmdesk.model.maps import JourneyMap, SavedView, WallGrid
from cjmdesk.model.people import Competitor, Persona, TeamMember
from cjmdesk.model.project import Channel, Project
from cjmdesk.model.values import Item, Value, new_id


def add_persona(project: Project, persona: Persona, index: int | None = None) -> Project:
    """Put a new persona into the project. Raises EditError."""
    return _add(project, (), "personas", persona, index)


def new_persona(project: Project, name: str = "", map_id: str = "") -> tuple[Project, str]:
    """A new persona behind the others, on a map too unless `map_id` is empty; and its id.

    Raises EditError.
    """
    return _added_to_map(project, Persona(id=new_id("who"), name=name), map_id)


def duplicate_persona(project: Project, persona: str, name: str, map_id: str = "") -> tuple[Project, str]:
    """A copy of a persona under another name, on a map too unless `map_id` is empty; and its id.

    It gets a colour of its own, so that the curves of the two are told apart. Raises EditError.
    """
    _path, one = item_at(project, persona, Persona)
    return _added_to_map(
        project, one.model_copy(update={"id": new_id("who"), "name": name, "colour": None}), map_id
    )


def _added_to_map(project: Project, persona: Persona, map_id: str) -> tuple[Project, str]:
    project = add_persona(project, persona)
    return (assign_persona(project, map_id, persona.id, True) if map_id else project), persona.id


def assign_persona(project: Project, map_id: str, persona: str, on: bool) -> Project:
    """Put a persona on a map, behind those that are there, or take it off. Raises EditError."""
    _path, journey = item_at(project, map_id, JourneyMap)
    rest = tuple(id for id in journey.personas if id != persona)
    if on == (persona in journey.personas):
        return project
    return set_field(project, map_id, "personas", (*rest, persona) if on else rest)


def add_channel(project: Project, channel: Channel, index: int | None = None) -> Project:
    """Put a new channel into the project. Raises EditError."""
    return _add(project, (), "channels", channel, index)


def add_team_member(project: Project, member: TeamMember, index: int | None = None) -> Project:
    """Put somebody into the team of the brief. Raises EditError."""
    return _add(project, (("brief", -1),), "team", member, index)


def add_competitor(
    project: Project, map_id: str, competitor: Competitor, index: int | None = None
) -> Project:
    """Put a new competitor into a map. Raises EditError."""
    return _add(project, find_map(project, map_id), "competitors", competitor, index)


def add_view(project: Project, map_id: str, view: SavedView) -> Project:
    """Remember a view of a map. Raises EditError."""
    return _add(project, find_map(project, map_id), "views", view, None)


def add_grid(project: Project, map_id: str, grid: WallGrid) -> Project:
    """Remember a wall grid printed from a map. Raises EditError."""
    return _add(project, find_map(project, map_id), "grids", grid, None)


def move_item(project: Project, item: str, index: int) -> Project:
    """Change the place of an item in its own list; for lanes and stages too. Raises EditError."""
    path = find(project, item)
    name, number = path[-1]
    group: tuple[Value, ...] = getattr(at(project, path[:-1]) if path[:-1] else project, name)
    value = group[number]
    fresh = inserted((*group[:number], *group[number + 1 :]), value, index)
    return project if fresh == group else with_list(project, path[:-1], name, fresh)


def move_by(project: Project, item: str, by: int) -> Project:
    """Move an item by places in its own list, at most to its first or last. Raises EditError."""
    path = find(project, item)
    name, number = path[-1]
    group = getattr(at(project, path[:-1]) if path[:-1] else project, name)
    return move_item(project, item, min(max(number + by, 0), len(group) - 1))


def find_map(project: Project, map_id: str) -> Path:
    """The path of a map. Raises EditError."""
    return item_at(project, map_id, JourneyMap)[0]


def _add(project: Project, owner: Path, name: str, item: Item, index: int | None) -> Project:
    refuse_known(project, item)
    value = at(project, owner) if owner else project
    if not isinstance(item, lists(value)[name]):
        raise EditError(_("{item} is something else than what is asked for").format(item=item.id))
    group = cast(tuple[Item, ...], getattr(value, name))
    return with_list(project, owner, name, inserted(group, checked_item(item), index))
