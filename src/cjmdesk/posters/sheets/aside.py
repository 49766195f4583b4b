"""Words that stand where a page ends are moved aside."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from cjmdesk.layout.scene import Part, Path, SceneItem, Text


def whole_words(part: Part, cuts: Sequence[float], em: float) -> Part:
    """The words on rails moved aside where a page ends within them, to where nothing runs through."""
    if part.key != "rails" or not cuts:
        return part
    bars = [*cuts, *_uprights(part)]
    items: list[SceneItem] = []
    for item in part.items:
        if isinstance(item, Text) and any(item.x < cut < item.x + item.width for cut in cuts):
            others = [other for other in part.items if isinstance(other, Text) and other is not item]
            places = (item.x + sign * step * 0.5 * em for step in range(1, 200) for sign in (1, -1))
            free = (x for x in places if _is_free(item, x, bars, others, part.width))
            near = min(cuts, key=lambda cut: abs(cut - item.x - item.width / 2))
            aside = near - item.width - 0.3 * em
            items.append(replace(item, x=next(free, max(aside, 0.0))))
        else:
            items.append(item)
    return replace(part, items=tuple(items))


def _uprights(part: Part) -> Iterator[float]:
    """x of the lines that come down from rails."""
    for item in part.items:
        if isinstance(item, Path) and item.stroke:
            ends = [
                (float(command[-2]), float(command[-1])) for command in item.commands if command[0] != "Z"
            ]
            yield from (x for (x, y), (other, below) in pairwise(ends) if x == other and y != below)


def _is_free(text: Text, x: float, bars: Sequence[float], others: Sequence[Text], width: float) -> bool:
    """Whether words moved to `x` touch neither bars nor other words."""
    clear = 0.3 * text.size
    if x < 0 or x + text.width > width or any(x - clear < bar < x + text.width + clear for bar in bars):
        return False
    return not any(
        x < other.x + other.width
        and other.x < x + text.width
        and text.y < other.y + other.height
        and other.y < text.y + text.height
        for other in others
    )
