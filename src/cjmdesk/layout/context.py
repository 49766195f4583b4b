"""What every part of one layout shares: sizes, colours, words, and who is who."""

from collections.abc import Mapping, Sequence
from gettext import NullTranslations
from typing import Literal

from msgspec import Struct

from cjmdesk.i18n import translator
from cjmdesk.layout import titles
from cjmdesk.layout.inks import own as chosen_colour
from cjmdesk.layout.palette import Palette
from cjmdesk.layout.scene import Align
from cjmdesk.model.choices import CHANNEL_PRESETS
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.text.engine import TextBlock, TextEngine, TextStyle
from cjmdesk.text.prepare import has_leftward

MarkerShape = Literal["circle", "square", "diamond", "triangle", "hexagon"]
SHAPES: tuple[MarkerShape, ...] = ("circle", "square", "diamond", "triangle", "hexagon")
DASHES: tuple[tuple[float, ...], ...] = ((), (1.2, 0.7), (0.25, 0.55), (2.0, 0.6, 0.25, 0.6), (0.6, 0.6))
"""Dash patterns of the personas' curves, in em."""

COMPETITOR_DASHES: tuple[tuple[float, ...], ...] = (
    (0.5, 0.5),
    (0.15, 0.45),
    (1.4, 0.5),
    (0.8, 0.3, 0.2, 0.3),
)
"""Dash patterns of competitors' curves, in em; they are thinner and grey."""

COMPETITOR_SHAPES: tuple[MarkerShape, ...] = ("diamond", "square", "triangle", "hexagon")
"""Their markers: small and hollow, never a face, which only those of ours have."""

_RIGHT_TO_LEFT = ("ar", "he", "fa", "ur", "yi")


class PersonaMark(Struct, frozen=True):
    """How a persona is told apart: initials in a colour, and the look of their curve."""

    name: str
    initials: str
    colour: str
    shape: MarkerShape
    dash: tuple[float, ...]


class CompetitorMark(Struct, frozen=True):
    """How a competitor's curve is told apart."""

    name: str
    colour: str
    dash: tuple[float, ...]
    shape: MarkerShape = "diamond"


class LayoutContext(Struct, frozen=True):
    """em: mm of the card text's size; everything else on the sheet is a multiple of it.

    air: by how much more space stands inside, around and between cards from top to bottom than
    there must be, 1 for none: where words bound the type, this fills the sheet.
    least: mm of the smallest type that anything is set in, as far as cards are no smaller; 0 for any.
    channels: id → (name, icon). pictures: content hash → (width, height) in pixels, description.
    """

    engine: TextEngine
    palette: Palette
    em: float
    language: str
    right_to_left: bool
    personas: Mapping[str, PersonaMark]
    channels: Mapping[str, tuple[str, str]]
    competitors: Mapping[str, CompetitorMark]
    pictures: Mapping[str, tuple[int, int, str]]
    words: NullTranslations
    air: float = 1.0
    least: float = 0.0

    def sized(self, share: float) -> float:
        """em of type that is usually `share` of the cards'; more where the smallest type asks for it."""
        return max(share, min(self.least / self.em, 1.0))

    def wrap(self, text: str, style: TextStyle, width: float, size: float = 1.0) -> TextBlock:
        """`text` broken at `width` mm when set at `size` em."""
        return self.engine.wrap(text, style, width / (self.em * size))

    @property
    def align(self) -> Align:
        """How running text is set: from the edge where reading begins."""
        return "hard right" if self.right_to_left else "left"

    def say(self, message: str) -> str:
        """`message`, marked elsewhere, in the map's language."""
        return self.words.gettext(message) if message else ""


def initials(name: str) -> str:
    """Up to two letters for a persona's mark: "Marta Kowalska" is MK, "Marta" is M."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    letters = [word[0].upper() for word in words if not word[0].isdigit()] or [w[0] for w in words]
    # Letters that join would make a word.
    apart = "\u200c" if letters and has_leftward(letters[0]) else ""
    return apart.join([letters[0], letters[-1]] if len(letters) > 1 else letters[:1]) or "?"


def distinct_initials(names: Sequence[str]) -> list[str]:
    """Initials for each name; where two would be alike, the first two letters, else a number."""
    found: list[str] = []
    for number, name in enumerate(names, 1):
        others = [initials(other) for other in names]
        mark = initials(name)
        if others.count(mark) > 1:
            letters = [letter for letter in name if letter.isalnum()]
            mark = "".join(letters[:2]).title() or mark
        if mark in found:
            mark = f"{mark[:1]}{number}"
        found.append(mark)
    return found


def persona_marks(personas: tuple[Persona, ...], palette: Palette) -> dict[str, PersonaMark]:
    """A mark for each persona of a map, in its order."""
    marks = distinct_initials([persona.name for persona in personas])
    return {
        persona.id: PersonaMark(
            persona.name,
            marks[number],
            chosen_colour(palette, persona.colour) if persona.colour else palette.persona(number),
            SHAPES[number % len(SHAPES)],
            DASHES[number % len(DASHES)],
        )
        for number, persona in enumerate(personas)
    }


def map_personas(project: Project, journey_map: JourneyMap) -> tuple[Persona, ...]:
    """The personas of a map in the map's order; ids that name nobody are passed over."""
    by_id = {persona.id: persona for persona in project.personas}
    return tuple(by_id[id] for id in journey_map.personas if id in by_id)


def runs_right_to_left(journey_map: JourneyMap) -> bool:
    """Whether the stages run from the right: as the map says, else as its language is written."""
    if journey_map.direction == "auto":
        return journey_map.language[:2].lower() in _RIGHT_TO_LEFT
    return journey_map.direction == "right_to_left"


def make_context(
    project: Project, journey_map: JourneyMap, engine: TextEngine, palette: Palette, em: float
) -> LayoutContext:
    """The context of a map's sheet at a type size of `em` mm."""
    words = translator(journey_map.language)
    channels = {id: (words.gettext(titles.CHANNELS[id]), icon) for id, icon in CHANNEL_PRESETS.items()}
    channels |= {channel.id: (channel.name, channel.icon) for channel in project.channels}
    return LayoutContext(
        engine=engine,
        palette=palette,
        em=em,
        language=journey_map.language,
        right_to_left=runs_right_to_left(journey_map),
        personas=persona_marks(map_personas(project, journey_map), palette),
        channels=channels,
        competitors={
            competitor.id: CompetitorMark(
                competitor.name,
                chosen_colour(palette, competitor.colour) if competitor.colour else palette.faint,
                # Another pair of both for each, also for the fifth and those after it.
                COMPETITOR_DASHES[(number + number // len(COMPETITOR_SHAPES)) % len(COMPETITOR_DASHES)],
                COMPETITOR_SHAPES[number % len(COMPETITOR_SHAPES)],
            )
            for number, competitor in enumerate(journey_map.competitors)
        },
        pictures={
            key: (picture.width, picture.height, picture.description)
            for key, picture in project.pictures.items()
        },
        words=words,
    )
