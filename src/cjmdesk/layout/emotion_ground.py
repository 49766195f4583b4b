"""The ground of an emotion lane's band: where levels lie on it, its wash and its thin lines."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.frame import rule_of
from cjmdesk.layout.quote_places import Rect
from cjmdesk.layout.scene import Box, Path, SceneItem, Wash
from cjmdesk.model.lanes import EmotionLane

_THIN = 0.07
"""em: thickness of a line."""

_CLEAR, _CLEAR_ABOVE = 0.3, 0.2
"""em by which lines end before words, and pass them above and below."""

_PAIRS = ((), (5,), (4, 2), (5, 3, 1), (4, 3, 2, 1), (5, 4, 3, 2, 1))
"""Levels on either side of the middle that have a line, for each number of pairs."""


class Field(Struct, frozen=True):
    """Where levels lie on a band. height: of the band; inset: from its edges to levels 5 and -5, mm."""

    height: float
    inset: float

    @property
    def middle(self) -> float:
        """y of level 0, mm."""
        return self.height / 2

    @property
    def reach(self) -> float:
        """mm from level 0 to the ends of the scale."""
        return self.middle - self.inset

    def y(self, level: float) -> float:
        """mm from the band's upper edge."""
        return self.middle - level / 5 * self.reach

    def level(self, y: float) -> float:
        """The level at `y` mm below the band's upper edge, within −5 … +5."""
        return max(-5.0, min(5.0, (self.middle - y) / self.reach * 5)) if self.reach > 0 else 0.0


def draw_ground(
    context: LayoutContext, lane: EmotionLane, width: float, field: Field, words: Sequence[Rect]
) -> Iterator[SceneItem]:
    """The wash and the lines of a band `width` mm wide, from its upper edge at 0. words: boxes that no line
    runs through."""
    palette, em = context.palette, context.em
    yield Wash(
        lane.id,
        0,
        0,
        width,
        field.height,
        ((0.0, palette.wash_good), (0.46, palette.page), (0.54, palette.page), (1.0, palette.wash_bad)),
        field.inset,
    )
    if palette.outline:
        # White, the ground lies over the inner half of the rules around it, which nothing else shows.
        rule = rule_of(context)
        yield Box("", 0, 0, width, field.height, stroke=palette.hairline, stroke_width=rule)
    for level in _guide_levels(lane.guides):
        # Where there is no pale colour, the guides stay in the background by their dots.
        dash = (0.02 * em, 0.9 * em) if palette.outline else ()
        line = Path(lane.id, (), stroke=palette.hairline, stroke_width=_THIN * em * 0.8, dash=dash)
        yield from _between_words(line, field.y(level), width, words, em)
    if lane.guides:
        dash = (0.02 * em, 0.42 * em)
        line = Path(lane.id, (), stroke=palette.faint, stroke_width=_THIN * em, dash=dash)
        yield from _between_words(line, field.middle, width, words, em)


def _guide_levels(count: int) -> Sequence[float]:
    """Whole levels that get a guide line beside the middle one, which is dotted: as many above it as below,
    and evenly spaced. count: of all of them, an even one without the middle; 0 has none at all."""
    pairs = _PAIRS[min(max(count, 0), 10) // 2]
    return tuple(float(sign * level) for level in pairs for sign in (1, -1))


def _between_words(
    line: Path, y: float, width: float, words: Sequence[Rect], em: float
) -> Iterator[SceneItem]:
    """Pieces that look like `line` across the band at `y`, without what is written there."""
    clear, above = _CLEAR * em, _CLEAR_ABOVE * em
    start = 0.0
    written = sorted(
        (box.left - clear, box.right + clear) for box in words if box.top - above < y < box.bottom + above
    )
    for left, right in [*written, (width, width)]:
        if left > start:
            yield replace(line, commands=(("M", start, y), ("L", min(left, width), y)))
        start = max(start, right)
