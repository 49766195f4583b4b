"""Personas, team members, competitors, channels, views, wall grids: plain lists."""

from typing import cast

from cjmdesk.changes.shape import lists
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.places import Path, at, checked_item, find, inserted, item_at, refuse_known, with_list
from cjmdesk.i18n import _
from cjmdesk.model.maps import JourneyMap, SavedView, WallGrid
from cjmdesk.model.people import Competitor, Persona, TeamMember
from cjmdesk.model.project import Channel, Project
from cjmdesk.model.values import Item, Value


def add_persona(project: Project, persona: Persona, index: int | None = None) -> Project:
    """Put a new persona into the project. Raises EditError."""
    return _add(project, (), "personas", persona, index)


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
