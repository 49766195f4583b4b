"""Part of a map, chosen for printing: some lanes, a saved view, the emotion curve alone."""

from collections.abc import Sequence

from cjmdesk.i18n import _
from cjmdesk.model.lanes import LaneBase
from cjmdesk.model.maps import JourneyMap, SavedView
from cjmdesk.model.mending import with_
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage
from cjmdesk.model.translating import in_language, languages_of
from cjmdesk.posters.papers import PaperError


class ChoiceError(PaperError):
    """Something chosen for printing is not in the map. The message is one sentence."""


def shown(
    project: Project, journey_map: JourneyMap, lanes: tuple[str, ...] = (), view: str = ""
) -> tuple[Project, JourneyMap]:
    """The project and the map with only what is to be printed; what is not is left out for good, so
    hand the result to nobody but the layout.

    lanes: kinds, ids or titles; a hidden lane that is named is printed. view: title or id of a saved
    view. Both empty give the map as it is. Raises ChoiceError where there is no such lane or view,
    and where nothing would be left.
    """
    if not lanes and not view:
        return project, journey_map
    from cjmdesk.analysis.filtering import split
    from cjmdesk.edits.removing import remove

    chosen = _view(journey_map, view) if view else SavedView(id="all")
    kept = _lanes(journey_map, lanes) if lanes else [lane for lane in journey_map.lanes if not lane.hidden]
    if chosen.lanes:
        kept = [lane for lane in kept if lane.id in chosen.lanes]
    stages = [stage for stage in journey_map.stages if not chosen.stages or stage.id in chosen.stages]
    if not kept or not stages:
        raise ChoiceError(_("Nothing of the map is left to print; choose more lanes or another view."))
    ids = {lane.id for lane in kept} | {stage.id for stage in stages}
    gone = [item.id for item in (*journey_map.lanes, *journey_map.stages) if item.id not in ids]
    gone += split(journey_map, chosen).faded if view else ()
    changed = remove(project, *dict.fromkeys(gone))
    found = next(one for one in changed.maps if one.id == journey_map.id)
    found = with_(found, lanes=tuple(with_(lane, hidden=False) for lane in found.lanes))
    if chosen.personas:
        found = with_(found, personas=tuple(id for id in found.personas if id in chosen.personas))
    maps = tuple(found if one.id == found.id else one for one in changed.maps)
    return with_(changed, maps=maps), found


def uncounted(stage: Stage) -> Stage:
    """A stage without the customers counted at it."""
    return stage.model_copy(update={"entered": None, "left": None, "reason_left": ""})


def speaking(project: Project, journey_map: JourneyMap, language: str) -> tuple[Project, JourneyMap]:
    """The project and the map in one of its languages, empty for its own; see `model.translating`.

    Raises ChoiceError where the map has no texts in it.
    """
    known = languages_of(journey_map)
    if not language or language in known:
        return in_language(project, journey_map, language or journey_map.language)
    text = _("The map “{map}” has no texts in the language “{language}”; it has: {languages}.")
    title = journey_map.title or journey_map.id
    raise ChoiceError(text.format(map=title, language=language, languages=", ".join(known)))


def spoken(project: Project, maps: Sequence[JourneyMap], language: str) -> tuple[Project, list[JourneyMap]]:
    """The project and its `maps` in a language; of several, those that do not have it stay as they are.

    See `speaking`. Raises ChoiceError.
    """
    found = []
    for one in maps:
        lacks = len(maps) > 1 and language not in languages_of(one)
        project, fresh = speaking(project, one, "" if lacks else language)
        found.append(fresh)
    return project, found


def _view(journey_map: JourneyMap, wanted: str) -> SavedView:
    for view in journey_map.views:
        if wanted == view.id or wanted.casefold() == view.title.casefold():
            return view
    if not journey_map.views:
        text = _("The map has no saved views, so there is no “{view}”.")
        raise ChoiceError(text.format(view=wanted))
    text = _("There is no saved view “{view}”; the map has: {views}.")
    raise ChoiceError(
        text.format(view=wanted, views=", ".join(view.title or view.id for view in journey_map.views))
    )


def _lanes(journey_map: JourneyMap, wanted: tuple[str, ...]) -> list[LaneBase]:
    found: set[str] = set()
    for name in wanted:
        fitting = [
            lane.id
            for lane in journey_map.lanes
            if name in (lane.id, lane.kind) or (lane.title and lane.title.casefold() == name.casefold())
        ]
        # A kind asks for what is shown of it; a lane that is hidden has to be meant.
        visible = [lane.id for lane in journey_map.lanes if lane.id in fitting and not lane.hidden]
        if not fitting:
            kinds = dict.fromkeys(lane.kind for lane in journey_map.lanes)
            text = _("There is no lane “{lane}”; the map has: {lanes}.")
            raise ChoiceError(text.format(lane=name, lanes=", ".join(kinds)))
        found.update(visible or fitting)
    return [lane for lane in journey_map.lanes if lane.id in found]
