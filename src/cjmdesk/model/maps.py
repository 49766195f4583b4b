"""A map: one journey, with its stages, lanes, connectors and all that is remembered about it."""

import datetime

from pydantic import Field

from cjmdesk.model.lanes import Lane
from cjmdesk.model.people import Competitor
from cjmdesk.model.stages import Stage
from cjmdesk.model.values import Colour, Id, Item, Language, Millimetres, Value


class Connector(Item):
    """An arrow between two cards, or between two stages; it may run backwards (a loop).

    source, target: ids of cards, or of stages. condition: `good`, `bad`, `neutral`.
    """

    source: Id
    target: Id
    label: str = ""
    condition: str = "neutral"


class SavedView(Item):
    """What the user chose to see. Empty tuples mean no restriction; lanes are shown lane ids."""

    title: str = ""
    lanes: tuple[Id, ...] = ()
    stages: tuple[Id, ...] = ()
    tags: tuple[str, ...] = ()
    personas: tuple[Id, ...] = ()
    evidence: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


class SilencedGap(Value):
    """A finding of a check that the user has answered. gap: its code; item: what it is about."""

    gap: str
    item: Id
    reason: str = ""


class WallGrid(Item):
    """A printed empty grid, remembered so that its codes stay valid after the map has changed.

    lanes: lane ids from the top, lettered A, B, C…; a lane with two rows of notes stands twice. slots:
    for each note column, from where reading begins, the id of the step it belongs to. note: width
    and height of a note in mm.
    """

    lanes: tuple[Id, ...] = ()
    slots: tuple[Id, ...] = ()
    note: tuple[Millimetres, Millimetres] = (76, 76)


class PosterSettings(Value):
    """How the map is printed.

    paper: name or `WxHmm`, empty for the user's default. margins: top, right, bottom, left in mm,
    None for the user's default. tile: sheet to tile over, empty for one sheet. overlap, bleed: mm.
    ink: see INK_MODES. note: notes of the wall grid, mm. logo: content hash of a picture.
    """

    paper: str = ""
    orientation: str = "auto"
    margins: tuple[Millimetres, Millimetres, Millimetres, Millimetres] | None = None
    tile: str = ""
    overlap: Millimetres = 10
    bleed: Millimetres = 0
    marks: bool = True
    assembly: bool = True
    ink: str = "colour"
    note: tuple[Millimetres, Millimetres] = (76, 76)
    legend: bool = True
    personas: bool = True
    logo: str | None = None
    stage_colours: tuple[Colour, ...] = ()


class JourneyMap(Item):
    """One journey.

    type: see MAP_TYPES. language: of its texts, and so of its poster. direction: see DIRECTIONS.
    personas: ids into `Project.personas`. version: as the user sets it. last_reviewed: None if
    never. made_from: id of the map it was duplicated from. translations: language → item id →
    field → text.
    """

    type: str = "current_state"
    title: str = ""
    scenario: str = ""
    goal: str = ""
    language: Language = "en"
    direction: str = "auto"
    version: str = ""
    last_reviewed: datetime.date | None = None
    made_from: Id | None = None
    personas: tuple[Id, ...] = ()
    stages: tuple[Stage, ...] = ()
    lanes: tuple[Lane, ...] = ()
    connectors: tuple[Connector, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    views: tuple[SavedView, ...] = ()
    silenced: tuple[SilencedGap, ...] = ()
    grids: tuple[WallGrid, ...] = ()
    poster: PosterSettings = Field(default_factory=PosterSettings)
    translations: dict[Language, dict[Id, dict[str, str]]] = Field(default={})
