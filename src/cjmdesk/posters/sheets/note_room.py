"""A note: where things lie on it, and what is to stand there."""

from msgspec import Struct

from cjmdesk.posters.check import POINTS_PER_MM
from cjmdesk.posters.sheets.matter import Matter
from cjmdesk.posters.sheets.slips import Slip
from cjmdesk.text.engine import LINE_PITCH

_EDGE = 0.04
"""Of a note's shorter side, kept free: nobody sticks notes to a tenth of a millimetre."""

_SMALL = 0.038
_LEAST_SMALL, _MOST_SMALL = 6.5 / POINTS_PER_MM, 9.5 / POINTS_PER_MM
"""Type of lane and stage: of a note's shorter side, and mm."""

_OFF_FOOT = 0.8
"""em of that type at least between a card and the lines above and below it."""


class NoteRoom(Struct, frozen=True):
    """Where things lie on a note of `width` × `height` mm. small: type of lane and stage. more: mm that its
    foot takes besides its usual line."""

    width: float
    height: float
    more: float = 0.0

    @property
    def short(self) -> float:
        return min(self.width, self.height)

    @property
    def edge(self) -> float:
        return _EDGE * self.short

    @property
    def small(self) -> float:
        return min(max(_SMALL * self.short, _LEAST_SMALL), _MOST_SMALL)

    @property
    def bar(self) -> float:
        return 0.028 * self.short

    @property
    def left(self) -> float:
        """From the reading edge to the words."""
        return self.edge + self.bar + 0.9 * self.small

    @property
    def inside(self) -> float:
        """Width of the words."""
        return self.width - self.left - self.edge - 0.5 * self.small

    @property
    def row(self) -> float:
        """Height of the line of lane or stage, with its space."""
        return (LINE_PITCH + 0.35) * self.small

    @property
    def body(self) -> float:
        """Height left for the card."""
        return self.height - 2 * self.edge - 2 * self.row - _OFF_FOOT * self.small - self.more


class Leaflet(Struct, frozen=True):
    """One note ready to be drawn. em: mm of its card's type. number, count: of the notes that one
    card goes over."""

    slip: Slip
    matter: Matter
    em: float
    number: int = 1
    count: int = 1
