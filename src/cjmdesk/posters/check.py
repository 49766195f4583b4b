"""The readability check: what a user should know before printing."""

import math
from collections.abc import Iterable, Iterator

from msgspec import Struct

from cjmdesk.i18n import _, current_language
from cjmdesk.layout.numbers import number
from cjmdesk.layout.scene import Scene
from cjmdesk.posters.options import Measures
from cjmdesk.posters.papers import paper
from cjmdesk.text.engine import TextEngine
from cjmdesk.text.prepare import short

POINTS_PER_MM = 72 / 25.4


class PosterWarning(Struct, frozen=True):
    """Something the user should know before printing. code: stable, for the report. item: id of
    what it is about. value: the figure that was found (pt, dpi, contrast), None where there is none.
    """

    code: str
    text: str
    item: str = ""
    value: float | None = None


_ON_A_WALL, _IN_HAND = 14.0, 7.0
"""pt that read well."""

_LEAST = 6.0
"""pt below which type on a sheet held in the hand is hard to read, whatever it says."""

SAID = 40
"""Letters of a text by which a warning names it, at most."""

_HANGS = 419.0
"""mm of the shorter side from which on a sheet hangs on a wall."""


def smallest_text(scene: Scene) -> float:
    """pt of the smallest type anywhere on the sheet; infinite where nothing is written."""
    sizes = (text.size for _part, text in scene.texts() if text.block.lines)
    return min(sizes, default=math.inf) * POINTS_PER_MM


def warnings_of(
    scene: Scene, measures: Measures, paper_name: str, engine: TextEngine
) -> Iterator[PosterWarning]:
    """Small type, a sheet that had to grow, letters no font has."""
    short = min(measures.width, measures.height)
    card = measures.em * POINTS_PER_MM
    wanted = _ON_A_WALL if short >= _HANGS else _IN_HAND
    if card < wanted:
        text = _("Card text is {size} pt; {wanted:.0f} pt or more reads well. {paper} would do.")
        larger = _paper_that_would_do(short, card)
        if wanted < _ON_A_WALL and larger != "A3":  # what is larger hangs
            text = _(
                "Card text is {size} pt; {wanted:.0f} pt or more reads well, 14 pt on a wall."
                " {paper} would do."
            )
        size = number(round(card, 1), current_language())
        said = text.format(size=size, wanted=wanted, paper=larger)
        yield PosterWarning("small_text", said, value=round(card, 2))
    if measures.grown > 0.01:
        text = _("The map does not fit {paper} even in the smallest type; the sheet became longer.")
        yield PosterWarning("longer_sheet", text.format(paper=paper_name))
    yield from glyph_warnings(scene, engine, set())


def tiny_warnings(scenes: Iterable[Scene]) -> Iterator[PosterWarning]:
    """The smallest words of sheets that are held in the hand, if they are too small."""
    smallest = min(
        (text for scene in scenes for _part, text in scene.texts() if text.block.lines),
        key=lambda text: text.size,
        default=None,
    )
    points = math.inf if smallest is None else smallest.size * POINTS_PER_MM
    if smallest is not None and points < _LEAST - 0.05:
        text = _("“{text}” is set in only {size}\u00a0pt; on larger paper it is read more easily.")
        size = number(round(points, 1), current_language())
        said = text.format(text=short(smallest.block.text, SAID), size=size)
        yield PosterWarning("small_text", said, smallest.item, round(points, 2))


def glyph_warnings(scene: Scene, engine: TextEngine, seen: set[str]) -> Iterator[PosterWarning]:
    """Letters no font has. seen: ids of items that were told of before; grows."""
    for _part, item in scene.texts():
        missing = engine.missing(item.block)
        if missing and item.item not in seen:
            seen.add(item.item)
            text = _("No font on this computer has “{letters}”; it prints as an empty box.")
            yield PosterWarning("no_glyph", text.format(letters=missing), item.item)


def _paper_that_would_do(short: float, card: float) -> str:
    """The next larger ISO size on which the same layout, enlarged, reaches its aim.

    short: the sheet's shorter side, mm; card: type of the cards on it, pt.
    """
    for name in ("A3", "A2", "A1", "A0"):
        side = paper(name).width
        if side > short + 1 and card * side / short >= (_ON_A_WALL if side >= _HANGS else _IN_HAND):
            return name
    return _("A roll 914 mm wide")
