"""The readability check: what a user should know before printing."""

import math
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from cjmdesk.i18n import _, current_language
from cjmdesk.layout.numbers import number
from cjmdesk.layout.scene import Scene
from cjmdesk.posters.options import Measures, PosterOptions
from cjmdesk.text.engine import TextEngine
from cjmdesk.text.prepare import short

if TYPE_CHECKING:
    from cjmdesk.posters.would_do import WouldDo

POINTS_PER_MM = 72 / 25.4

ON_A_WALL, IN_HAND = 14.0, 7.0
"""pt that read well."""

HANGS = 419.0
"""mm of the shorter side from which on a sheet hangs on a wall."""


class PosterWarning(Struct, frozen=True):
    """Something the user should know before printing. code: stable, for the report. item: id of
    what it is about. value: the figure that was found (pt, dpi, contrast), None where there is none.
    """

    code: str
    text: str
    item: str = ""
    value: float | None = None


_LEAST = 6.0
"""pt below which type on a sheet held in the hand is hard to read, whatever it says."""

SAID = 40
"""Letters of a text by which a warning names it, at most."""


def smallest_text(scene: Scene) -> float:
    """pt of the smallest type anywhere on the sheet; infinite where nothing is written."""
    sizes = (text.size for _part, text in scene.texts() if text.block.lines)
    return min(sizes, default=math.inf) * POINTS_PER_MM


def warnings_of(
    scene: Scene,
    measures: Measures,
    asked: PosterOptions,
    engine: TextEngine,
    others: "Callable[[], WouldDo]",
) -> Iterator[PosterWarning]:
    """Small type, a sheet that had to grow, letters no font has. asked: what the poster was made with.
    others: finds the paper that would do."""
    card = measures.em * POINTS_PER_MM
    wanted = aim(min(measures.width, measures.height))
    if card < wanted:
        yield PosterWarning("small_text", _small_type(others(), card, wanted), value=round(card, 2))
    if measures.grown > 0.01:
        text = _("The map does not fit {paper} even in the smallest type; the sheet became longer.")
        yield PosterWarning("longer_sheet", text.format(paper=asked.paper))
    yield from glyph_warnings(scene, engine, set())


def without_legend(paper: str) -> PosterWarning:
    """That the legend is not there, as it would be too large on this paper."""
    text = _("The legend would take more than a third of {paper} and was left out.")
    return PosterWarning("no_legend", text.format(paper=paper))


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


def aim(short: float) -> float:
    """pt that cards should have on a sheet with a shorter side of so many mm."""
    return ON_A_WALL if short >= HANGS else IN_HAND


def _small_type(others: "WouldDo", card: float, wanted: float) -> str:
    """What is said of cards in type of `card` pt, less than is `wanted`: with what helps."""
    text = _("Card text is {size} pt; {wanted:.0f} pt or more reads well. {paper} would do.")
    larger = others.named()
    if larger is None:
        larger = others.own_size()
        text = _(
            "Card text is {size} pt; {wanted:.0f} pt or more reads well. Have fewer lanes, or print it as"
            " {paper} over several sheets."
        )
        if larger is None:
            text = _("Card text is {size} pt; {wanted:.0f} pt or more reads well. Have fewer lanes.")
    elif wanted < ON_A_WALL and larger != "A3":  # what is larger hangs
        text = _(
            "Card text is {size} pt; {wanted:.0f} pt or more reads well, 14 pt on a wall. {paper} would do."
        )
    return text.format(size=number(round(card, 1), current_language()), wanted=wanted, paper=larger)
