"""The project: everything that one file holds."""

from typing import Annotated

from pydantic import Field

from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Brief, Persona
from cjmdesk.model.values import Item, Value

PictureHash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 of the stored bytes, in hexadecimal."""


class Channel(Item):
    """A medium that the user added to the presets. icon: name of a bundled icon."""

    name: str = ""
    icon: str = ""


class Picture(Value):
    """A stored picture; its key in `Project.pictures` is the SHA-256 of the decoded bytes.

    media_type: `image/png`, `image/jpeg` or `image/webp`; foreign SVG is stored rasterised.
    width, height: pixels. description: what it shows, for those who cannot see it. data: base64.
    """

    media_type: str
    width: Annotated[int, Field(gt=0, le=4000)]
    height: Annotated[int, Field(gt=0, le=4000)]
    description: str = ""
    data: str


class Project(Value):
    """One `.cjm` file. Cards and points refer to `personas`, `channels` and `pictures` by id.

    template: the name under which it is offered to start from; empty for a project that is no template.
    """

    title: str = ""
    template: str = ""
    brief: Brief = Field(default_factory=Brief)
    personas: tuple[Persona, ...] = ()
    channels: tuple[Channel, ...] = ()
    maps: tuple[JourneyMap, ...] = ()
    pictures: dict[PictureHash, Picture] = Field(default={})
