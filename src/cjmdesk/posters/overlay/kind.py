"""The kind `overlay`: which map is compared with which."""

from cjmdesk.changes.comparing import counterpart, in_order
from cjmdesk.i18n import _
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.posters.overlay.laid import Overlay, overlaid
from cjmdesk.posters.shown import ChoiceError


def overlay_of(project: Project, journey: JourneyMap, against: str = "") -> Overlay:
    """A map of the project and another one laid over each other, in the language of the first.

    against: number, id or title of the other; empty for what the map was made from, or what was made
    from it. What comes before in time lies below, whichever was named. Raises ChoiceError.
    """
    other = _named(project, journey, against) if against else counterpart(project, journey)
    if other is None:
        text = _("There is nothing to compare “{map}” with: no map was made from it. Choose another map.")
        raise ChoiceError(text.format(map=journey.title or journey.id))
    first, second = (journey, other) if in_order(journey, other) else (other, journey)
    return overlaid(project, first, project, second, language=journey.language)


def _named(project: Project, journey: JourneyMap, wanted: str) -> JourneyMap:
    others = [one for one in project.maps if one.id != journey.id]
    for number, one in enumerate(project.maps, 1):
        if one in others and wanted in (one.id, str(number)):
            return one
    words = " ".join(wanted.split()).casefold()
    for one in others:
        if " ".join(one.title.split()).casefold() == words:
            return one
    text = _("There is no other map “{wanted}”; the project has: {maps}.")
    raise ChoiceError(
        text.format(wanted=wanted, maps=", ".join(one.title or one.id for one in others) or "–")
    )
