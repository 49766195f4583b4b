"""Maps of a project as they are named on the command line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cjmdesk.cli.failure import BAD_INPUT, WRONG_USE, Failure
from cjmdesk.i18n import _
from cjmdesk.storage.errors import shown_path

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project


def map_named(project: "Project", wanted: str, file: str) -> "JourneyMap":
    """The map of that number (from 1), id or title; a title in any case. file: as it is shown. Raises
    Failure where there is none, and where several bear the title."""
    if not project.maps:
        raise Failure(_("{file}: the project has no map yet").format(file=file), BAD_INPUT)
    for number, one in enumerate(project.maps, 1):
        if wanted in (str(number), one.id):
            return one
    words = " ".join(wanted.split()).casefold()
    found = [one for one in project.maps if " ".join(one.title.split()).casefold() == words]
    if len(found) == 1:
        return found[0]
    text = _("{file}: there is no map “{wanted}”; it has {maps}")
    if found:
        text = _("{file}: several maps are called “{wanted}”; name one by its number: {maps}")
    raise Failure(text.format(file=file, wanted=shown_path(wanted), maps=listed(project.maps)), WRONG_USE)


def listed(maps: "Sequence[JourneyMap]") -> str:
    """The maps with number, from 1, id and title."""
    return shown_path(
        ", ".join(f"{n} ({one.id}: {one.title or _('Untitled map')})" for n, one in enumerate(maps, 1))
    )
