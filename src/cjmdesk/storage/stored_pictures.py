"""Whether the pictures of a project are what their names say; costs time, so loading leaves it out."""

import base64
import binascii
from collections.abc import Iterator
from hashlib import sha256

from cjmdesk.i18n import _
from cjmdesk.model.project import Project
from cjmdesk.storage.project_file import Note

_SIGNATURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "image/webp": b"RIFF"}


def picture_faults(project: Project) -> Iterator[Note]:
    """What is wrong with each stored picture: its data, its hash, its type."""
    for name, picture in project.pictures.items():
        place = f"pictures.{name[:12]}…"
        try:
            data = base64.b64decode(picture.data, validate=True)
        except (binascii.Error, ValueError):
            yield Note(place, _("the picture’s data is damaged"))
            continue
        if sha256(data).hexdigest() != name:
            yield Note(place, _("the picture is not the one its name says"))
        elif picture.media_type not in _SIGNATURES:
            yield Note(place, _("pictures of type {type} are not stored").format(type=picture.media_type))
        elif not data.startswith(_SIGNATURES[picture.media_type]):
            yield Note(place, _("the picture is not of the type it says"))
