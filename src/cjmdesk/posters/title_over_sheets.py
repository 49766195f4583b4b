"""The title block of a poster that is laid out for its sheets: nothing stands across two of them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec.structs import replace

from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import SceneItem
from cjmdesk.model.people import Persona
from cjmdesk.posters.persona_strip import PersonaCard, draw_persona, persona_cards
from cjmdesk.posters.writing import Writer, joined, space_below
from cjmdesk.text.engine import BOLD, REGULAR, TextStyle

CLEAR = 3.0
"""mm between a seam and what stands beside it."""

_LEAST = 4.6
"""em of the title's type: a narrower piece of the poster holds no card and no facts."""

_NAME_SIZES = (1.0, 0.9, 0.8, 0.72, 0.64)
_MOST_LINES = 2
"""Of the title, before it is set smaller."""

_T = TypeVar("_T")

Windows = list[tuple[float, float]]
"""Left and width, mm, of what lies on one sheet each."""


def windows_between(seams: Sequence[float], width: float) -> Windows:
    """The pieces of `width` mm between `seams`, without what is too close to one."""
    inner = [seam for seam in seams if CLEAR < seam < width - CLEAR]
    lefts = [0.0, *(seam + CLEAR for seam in inner)]
    rights = [*(seam - CLEAR for seam in inner), width]
    return [(left, right - left) for left, right in zip(lefts, rights, strict=True)]


def arranged(
    context: LayoutContext,
    item: str,
    windows: Windows,
    title: float,
    words: tuple[str, str, Sequence[str]],
    sizes: tuple[float, float],
    personas: Sequence[Persona],
    logo: float,
) -> tuple[float, list[SceneItem]] | None:
    """Height and drawing of the block; None where its pieces are too narrow.

    title: size of the title's type, mm. words: above the title, the title, the facts below it;
    sizes: of the first and the last of them, of the title's. logo: mm it takes at the left.
    """
    above, name, facts = words
    wide = [window for window in windows if window[1] >= _LEAST * title + (logo if window[0] == 0 else 0.0)]
    if not wide or (personas and len(wide) == 1):
        return None
    first, *others = wide
    if first[0] == 0:
        first = (logo, first[1] - logo)
    held = others[-min(len(personas), len(others)) :] if personas else []
    spare = others[: len(others) - len(held)]
    writer = Writer(context, item)
    palette = context.palette
    writer.write(above, BOLD, sizes[0] * title, *first, palette.small)
    writer.y += 0.02 * title
    writer.write(name, BOLD, _size(context, name, first[1], title) * title, *first, palette.ink)
    writer.y += space_below(name) * title
    items = list(writer.items)
    height = writer.y
    for left, card in _alike(context, held, _groups(personas, len(held)), title):
        items += draw_persona(context, card, left, title)
        height = max(height, card.y + card.height)
    if not spare:
        lowest, drawn = _facts(context, item, [first], facts, sizes[1] * title, writer.y)
        return max(height, lowest), [*items, *drawn]
    # Beside the title, over as few sheets as keep the block low.
    top = (0.05 + 1.4 * sizes[0]) * title
    for number in range(1, min(len(spare), max(len(facts), 1)) + 1):
        lowest, drawn = _facts(context, item, spare[:number], facts, sizes[1] * title, top)
        if lowest <= height:
            break
    return max(height, lowest), [*items, *drawn]


def _alike(
    context: LayoutContext, windows: Windows, groups: Sequence[Sequence[Persona]], title: float
) -> list[tuple[float, PersonaCard]]:
    """The cards of the personas of each window with its left edge: they hang side by side, so that they
    say things one way, and those of single rows are equally high."""
    places = list(zip(windows, groups, strict=True))
    alone = [persona_cards(context, group, window[1], title) for window, group in places]
    like = [card for cards in alone for card in cards]
    found = [persona_cards(context, group, window[1], title, like) for window, group in places]
    every = [card for cards in found for card in cards]
    if every and all(card.y == 0.0 for card in every):
        height, top = max(card.height for card in every), min(card.words_top for card in every)
        found = [[replace(card, height=height, words_top=top) for card in cards] for cards in found]
    return [
        (window[0], card) for (window, _group), cards in zip(places, found, strict=True) for card in cards
    ]


def _facts(
    context: LayoutContext, item: str, windows: Windows, facts: Sequence[str], size: float, top: float
) -> tuple[float, list[SceneItem]]:
    """How far down they reach, and their drawing. size: mm of their type."""
    items: list[SceneItem] = []
    lowest = top
    for window, group in zip(windows, _groups(facts, len(windows)), strict=True):
        writer = Writer(context, item)
        writer.y = top
        text = "\n".join(joined(context, group, REGULAR, window[1] / size))
        writer.write(text, REGULAR, size, *window, context.palette.secondary)
        items += writer.items
        lowest = max(lowest, writer.y)
    return lowest, items


def _groups(things: Sequence[_T], number: int) -> list[Sequence[_T]]:
    """They in order in so many groups, as evenly as can be."""
    edges = [round(len(things) * n / number) for n in range(number + 1)] if number else []
    return [things[begin:end] for begin, end in pairwise(edges)]


def _size(context: LayoutContext, name: str, width: float, title: float) -> float:
    """Of the title's type: as large as needs few lines and breaks no word."""
    style: TextStyle = BOLD
    longest = context.engine.widest_word(name, style)
    for size in _NAME_SIZES:
        room = width / (size * title)
        if longest <= room and len(context.engine.wrap(name, style, room).lines) <= _MOST_LINES:
            return size
    return min(_NAME_SIZES[-1], width / (longest * title)) if longest else _NAME_SIZES[-1]
