"""Words on rails that stand where a sheet ends are moved aside."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from cjmdesk.layout.scene import Part, Path, SceneItem, Text

_SMALLER = (1.0, 0.85, 0.7)
"""Of the size of words that find no place along their own line."""

_ALONG = 0.5
"""Of the shorter of both, words and line: so much of them stand over one another."""


def whole_words(part: Part, cuts: Sequence[float], em: float) -> Part:
    """The words on rails moved aside where a page ends within them: along their own line, to where
    nothing runs through, a little smaller if need be."""
    if part.key != "rails" or not cuts:
        return part
    bars = [*cuts, *_uprights(part)]
    items: list[SceneItem] = []
    for item in part.items:
        if isinstance(item, Text) and any(item.x < cut < item.x + item.width for cut in cuts):
            others = [other for other in part.items if isinstance(other, Text) and other is not item]
            places = _places(item, _line(part, item.item), em)
            free = (place for place in places if _is_free(place, bars, others, part.width))
            near = min(cuts, key=lambda cut: abs(cut - item.x - item.width / 2))
            aside = replace(item, x=max(near - item.width - 0.3 * em, 0.0))
            items.append(next(free, aside))
        else:
            items.append(item)
    return replace(part, items=tuple(items))


def _line(part: Part, id: str) -> tuple[float, float]:
    """x of the ends of a connector's line."""
    xs = [
        float(command[-2])
        for item in part.items
        if isinstance(item, Path) and item.item == id
        for command in item.commands
        if command[0] != "Z"
    ]
    return (min(xs), max(xs)) if xs else (0.0, math.inf)


def _places(text: Text, line: tuple[float, float], em: float) -> Iterator[Text]:
    """The words moved and made smaller, the best first; those far from their line last."""
    steps = [sign * step * 0.5 * em for step in range(1, 200) for sign in (1, -1)]
    far: list[Text] = []
    for share in _SMALLER:
        width = text.width * share
        small = replace(text, width=width, size=text.size * share, y=text.y + text.height * (1 - share))
        middle = text.x + (text.width - width) / 2
        for step in steps:
            left = middle + step
            along = min(left + width, line[1]) - max(left, line[0])
            place = replace(small, x=left)
            if along >= _ALONG * min(width, line[1] - line[0]):
                yield place
            elif share == 1.0:
                far.append(place)
    yield from far


def _uprights(part: Part) -> Iterator[float]:
    """x of the lines that come down from rails."""
    for item in part.items:
        if isinstance(item, Path) and item.stroke:
            ends = [
                (float(command[-2]), float(command[-1])) for command in item.commands if command[0] != "Z"
            ]
            yield from (x for (x, y), (other, below) in pairwise(ends) if x == other and y != below)


def _is_free(text: Text, bars: Sequence[float], others: Sequence[Text], width: float) -> bool:
    """Whether words touch neither bars nor other words."""
    clear, x = 0.3 * text.size, text.x
    if x < 0 or x + text.width > width or any(x - clear < bar < x + text.width + clear for bar in bars):
        return False
    return not any(
        x < other.x + other.width
        and other.x < x + text.width
        and text.y < other.y + other.height
        and other.y < text.y + text.height
        for other in others
    )
