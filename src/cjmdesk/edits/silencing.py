"""Gaps that the user has answered: silenced with a reason, and spoken of again."""

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.places import find, item_at, put
from cjmdesk.i18n import _
from cjmdesk.model.maps import JourneyMap, SilencedGap
from cjmdesk.model.mending import with_
from cjmdesk.model.project import Project


def silence(project: Project, map_id: str, gap: str, item: str, reason: str) -> Project:
    """Note why a gap does not matter. gap: id of its rule; item: what it is about. A reason given
    before is replaced. Raises EditError if there is no such map or item, or no reason."""
    if not reason.strip():
        raise EditError(_("a gap is silenced with a reason, so that others can follow it"))
    path, journey = item_at(project, map_id, JourneyMap)
    find(project, item)
    kept = tuple(one for one in journey.silenced if (one.gap, one.item) != (gap, item))
    fresh = SilencedGap(gap=gap, item=item, reason=reason.strip())
    return put(project, path, with_(journey, silenced=(*kept, fresh)))


def speak_again(project: Project, map_id: str, gap: str, item: str) -> Project:
    """Let a gap be reported again. Raises EditError if there is no such map."""
    path, journey = item_at(project, map_id, JourneyMap)
    kept = tuple(one for one in journey.silenced if (one.gap, one.item) != (gap, item))
    if len(kept) == len(journey.silenced):
        return project
    return put(project, path, with_(journey, silenced=kept))
