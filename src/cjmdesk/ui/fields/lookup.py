"""What a person calls an item of the project, and on which map it stands."""

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.places import at, find
from cjmdesk.i18n import _
from cjmdesk.layout import titles
from cjmdesk.model.cards import CardBase, EmotionPoint
from cjmdesk.model.lanes import LaneBase
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.values import Value


def words_of(project: Project, id: str) -> str:
    """What a person calls the item; empty if it has no words, or is not in the project."""
    try:
        return words_of_item(at(project, find(project, id)))
    except EditError:
        return ""


def words_of_item(item: Value) -> str:
    """The same of the item itself."""
    if isinstance(item, LaneBase):
        return item.title or lane_words(item.kind)
    if isinstance(item, EmotionPoint):
        return item.quote or item.feeling
    for made, name in _WORDS:
        if isinstance(item, made):
            return str(getattr(item, name))
    return ""


_WORDS: tuple[tuple[type[Value], str], ...] = (
    (CardBase, "text"),
    (Stage, "title"),
    (Step, "title"),
    (JourneyMap, "title"),
    (Persona, "name"),
    (Connector, "label"),
)


def lane_words(kind: str) -> str:
    """The usual name of a lane kind in the window's language."""
    return _(titles.LANES.get(kind, titles.UNKNOWN_LANE).title)


def map_id_of(project: Project, id: str) -> str:
    """The id of the map that an item stands on; empty for none."""
    try:
        path = find(project, id)
    except EditError:
        return ""
    if path[0][0] != "maps":
        return ""
    return getattr(at(project, path[:1]), "id", "")
