"""The project's store of pictures, by content hash."""

import base64
import binascii
from hashlib import sha256

from cjmdesk.edits.errors import EditError
from cjmdesk.i18n import _
from cjmdesk.model.project import Picture, Project

MOST_BYTES = 40_000_000
"""Of all pictures of a project together, decoded."""


def add_picture(project: Project, picture: Picture) -> tuple[Project, str]:
    """Store a picture; its hash. The same project if it is there already. Raises EditError."""
    try:
        data = base64.b64decode(picture.data, validate=True)
    except (binascii.Error, ValueError):
        raise EditError(_("the picture’s data is damaged")) from None
    name = sha256(data).hexdigest()
    if name in project.pictures:
        return project, name
    held = sum(len(other.data) for other in project.pictures.values()) * 3 // 4
    if held + len(data) > MOST_BYTES:
        raise EditError(
            _("the pictures of a project may have {limit} MB together").format(limit=MOST_BYTES // 1_000_000)
        )
    return project.model_copy(update={"pictures": {**project.pictures, name: picture}}), name


def describe_picture(project: Project, name: str, description: str) -> Project:
    """Say what a picture shows, for those who cannot see it. Raises EditError."""
    from cjmdesk.edits.places import changed

    if name not in project.pictures:
        raise EditError(_("{item} is not in the project any more").format(item=name[:12]))
    fresh = changed(project.pictures[name], description=description)
    return project.model_copy(update={"pictures": {**project.pictures, name: fresh}})


def without_unused_pictures(project: Project) -> Project:
    """`project` without pictures that nothing shows; the same project if all are used."""
    used = {persona.portrait for persona in project.personas}
    for journey in project.maps:
        used.add(journey.poster.logo)
        used.update(card.picture for lane in journey.lanes for cell in lane.cells for card in cell.cards)
    if used.issuperset(project.pictures):
        return project
    kept = {name: picture for name, picture in project.pictures.items() if name in used}
    return project.model_copy(update={"pictures": kept})
