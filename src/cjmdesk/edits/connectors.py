"""Connectors: drawing them, and leading them elsewhere."""

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_fields
from cjmdesk.edits.places import checked_item as checked
from cjmdesk.edits.places import inserted, item_at, map_path, refuse_known, with_list
from cjmdesk.i18n import _
from cjmdesk.model.cards import CardBase
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.references import map_items
from cjmdesk.model.stages import Stage
from cjmdesk.model.values import Item


def add_connector(project: Project, map_id: str, connector: Connector) -> Project:
    """Draw an arrow between two cards, or two stages, of the map. Raises EditError."""
    path, journey = item_at(project, map_id, JourneyMap)
    _check_ends(journey, connector.source, connector.target)
    refuse_known(project, connector)
    return with_list(project, path, "connectors", inserted(journey.connectors, checked(connector), None))


def lead(project: Project, connector: str, source: str | None = None, target: str | None = None) -> Project:
    """Lead an arrow elsewhere; None keeps that end where it is. Raises EditError."""
    _path, arrow = item_at(project, connector, Connector)
    source, target = source or arrow.source, target or arrow.target
    journey = item_at(project, _map_id(project, connector), JourneyMap)[1]
    _check_ends(journey, source, target)
    return set_fields(project, connector, source=source, target=target)


def turn(project: Project, connector: str) -> Project:
    """Let an arrow run the other way. Raises EditError."""
    arrow = item_at(project, connector, Connector)[1]
    return set_fields(project, connector, source=arrow.target, target=arrow.source)


def _map_id(project: Project, connector: str) -> str:
    ((_name, number),) = map_path(project, connector)
    return project.maps[number].id


def _check_ends(journey: JourneyMap, source: str, target: str) -> None:
    inside = {item.id: item for _place, item in map_items(journey) if item.id in (source, target)}
    sorts = [_end_sort(inside.get(end)) for end in (source, target)]
    if "" in sorts:
        raise EditError(_("an arrow leads from one card or stage of the map to another"))
    if sorts[0] != sorts[1]:
        raise EditError(_("an arrow joins two cards or two stages"))


def _end_sort(item: Item | None) -> str:
    """What an arrow's end is: `stage`, `card`, or empty for what no arrow leads to.

    An emotion point can have become one by a change of its lane's kind; none is led there.
    """
    if isinstance(item, Stage):
        return "stage"
    return "card" if isinstance(item, CardBase) else ""
