"""Words set into a given room: as large as fits, and never more than there is room for."""

import math
from collections.abc import Sequence

from cjmdesk.layout.balance import balanced
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import Align, SceneItem, Text
from cjmdesk.text.engine import REGULAR, TextEngine, TextStyle, room_for_words

_STEP = 1.03
"""Between two sizes that are tried."""


def sizes(most: float, least: float) -> list[float]:
    """Sizes from `most` down to `least`, each a few hundredths smaller."""
    steps = max(math.ceil(math.log(max(most / least, 1.0)) / math.log(_STEP)), 1)
    return [most * (least / most) ** (step / steps) for step in range(steps + 1)] if most > least else [most]


def largest(
    engine: TextEngine,
    text: str,
    style: TextStyle,
    width: float,
    height: float,
    most: float,
    least: float,
    lines: int = 99,
) -> float:
    """mm of the largest type in which `text` stands in a box with no word broken; `least` where none
    does. lines: at most so many."""
    word = room_for_words(engine, text, style)
    for size in sizes(most, least):
        if word * size > width:
            continue
        block = engine.wrap(text, style, width / size)
        if block.height * size <= height and len(block.lines) <= lines:
            return size
    return least


def shortened(engine: TextEngine, text: str, style: TextStyle, width: float) -> str:
    """`text` in one line of `width` em, its end replaced by "…" where it is longer."""
    line = " ".join(text.split())
    if engine.wrap(line, style, math.inf).width <= width:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if engine.wrap(line[:middle].rstrip() + "…", style, math.inf).width <= width:
            low = middle
        else:
            high = middle - 1
    return line[:low].rstrip() + "…" if low else "…"


def line_ends(text: str, lines: Sequence[str]) -> list[int]:
    """How far `text` has come at the end of each of its lines, as an engine broke it."""
    ends, at = [], 0
    for line in lines:
        shown = line.rstrip()
        found = text.find(shown, at)
        at = (found if found >= 0 else at) + len(shown)
        ends.append(at)
    return ends


def one_line(
    context: LayoutContext,
    item: str,
    text: str,
    style: TextStyle,
    size: float,
    box: tuple[float, float, float],
    colour: str,
    align: Align | None = None,
) -> tuple[SceneItem, ...]:
    """`text` in a single line in a box of x, y and width, shortened where it has to be. align: None
    for that of the map. Nothing where nothing is written."""
    x, y, width = box
    shown = shortened(context.engine, text, style, width / size)
    block = context.engine.wrap(shown, style, math.inf)
    if not block.lines or width <= 0:
        return ()
    return (Text(item, x, y, width, block, size, colour, align or context.align),)


class Column:
    """Sets texts one below the other in a column, mm."""

    def __init__(self, context: LayoutContext, x: float, y: float, width: float, item: str = "") -> None:
        self._context, self._item = context, item
        self.x, self.y, self.width = x, y, width
        self.items: list[SceneItem] = []

    def write(
        self,
        text: str,
        size: float,
        style: TextStyle = REGULAR,
        colour: str | None = None,
        indent: float = 0.0,
        align: Align | None = None,
    ) -> float:
        """Set `text` and move down; its height. colour: None for ink. indent: from the edge where
        reading begins."""
        context = self._context
        text = text.replace(" %", "\u00a0%")
        width = max(self.width - indent, size)
        block = context.engine.wrap(text, style, width / size)
        if not block.lines:
            return 0.0
        x = self.x if context.right_to_left else self.x + indent
        shown = balanced(context, block)
        self.items.append(
            Text(
                self._item,
                x,
                self.y,
                width,
                shown,
                size,
                colour or context.palette.ink,
                align or context.align,
            )
        )
        self.y += block.height * size
        return block.height * size
