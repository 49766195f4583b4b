"""The kind `overlay`: which map is compared with which."""

from collections.abc import Sequence

from msgspec.structs import replace

from cjmdesk.changes.comparing import counterpart, in_order
from cjmdesk.i18n import _
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import with_
from cjmdesk.model.project import Project
from cjmdesk.posters.overlay.laid import Overlay, overlaid
from cjmdesk.posters.shown import ChoiceError


def overlay_of(
    project: Project, journey: JourneyMap, against: str = "", others: Project | None = None
) -> Overlay:
    """A map of the project and another one laid over each other, in the language of the first.

    against: number, id or title of the other; empty for what the map was made from, or what was made
    from it. others: the project that the other is of, None for the same; then empty also finds the map
    with the same id, else the first one. What comes before in time lies below, whichever was named; where
    nothing tells, the map itself. Raises ChoiceError.
    """
    other = _other(project, journey, against) if others is None else _of_file(others, journey, against)
    there = others or project
    if in_order(journey, other):
        overlay = overlaid(project, journey, there, other, language=journey.language)
    else:
        overlay = overlaid(there, other, project, journey, language=journey.language)
    return overlay if others is None else _printed_as(journey, overlay)


def named(maps: Sequence[JourneyMap], wanted: str, but: str = "") -> JourneyMap | None:
    """The map of that number from 1, id or title; None for none. but: the id of one that is not meant."""
    for number, one in enumerate(maps, 1):
        if wanted in (one.id, str(number)) and one.id != but:
            return one
    words = " ".join(wanted.split()).casefold()
    others = (one for one in maps if one.id != but)
    return next((one for one in others if " ".join(one.title.split()).casefold() == words), None)


def _other(project: Project, journey: JourneyMap, against: str) -> JourneyMap:
    found = named(project.maps, against, journey.id) if against else counterpart(project, journey)
    if found is not None:
        return found
    if not against:
        text = _("There is nothing to compare “{map}” with: no map was made from it. Choose another map.")
        raise ChoiceError(text.format(map=journey.title or journey.id))
    maps = [one for one in project.maps if one.id != journey.id]
    text = _("There is no other map or file “{wanted}”; the project has: {maps}.")
    raise ChoiceError(text.format(wanted=against, maps=_titles(maps)))


def _of_file(others: Project, journey: JourneyMap, against: str) -> JourneyMap:
    if not against:
        same = (one for one in others.maps if one.id == journey.id)
        usual = next(same, None) or counterpart(others, journey) or next(iter(others.maps), None)
        if usual is not None:
            return usual
    found = named(others.maps, against)
    if found is None:
        text = _("There is no map “{wanted}” in the other file; it has: {maps}.")
        raise ChoiceError(text.format(wanted=against, maps=_titles(others.maps)))
    return found


def _titles(maps: Sequence[JourneyMap]) -> str:
    return ", ".join(one.title or one.id for one in maps) or "–"


def _printed_as(journey: JourneyMap, overlay: Overlay) -> Overlay:
    """On the paper of that map, whose project alone has pictures at hand."""
    poster = journey.poster.model_copy(update={"personas": False, "legend": True})
    made = with_(overlay.journey, poster=poster)
    return replace(overlay, journey=made, project=with_(overlay.project, maps=(made,)))
