"""What the blocks above and below the map are made of: lines of words, one below the other."""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.balance import balanced
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import Part, SceneItem, Text
from cjmdesk.text.engine import TextBlock, TextStyle

BETWEEN = " · "
"""Stands between facts on one line."""


class TitlePlan(Struct, frozen=True):
    """height: mm of the block, with the space below it. part: its drawing. shortened: whether it lacks what
    would have taken too much of the sheet."""

    height: float
    part: Part
    shortened: bool = False

    def at_least(self, height: float) -> "TitlePlan":
        """The block with so much room, mm, if it takes less."""
        return self if self.height >= height else replace(self, height=height)


_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")


def space_below(name: str) -> float:
    """em between a title and what follows: letters of Arabic have dots far below the line."""
    return 0.2 if _ARABIC.search(name) else 0.06


class Writer:
    """Sets blocks one below the other, sizes in mm."""

    def __init__(self, context: LayoutContext, item: str) -> None:
        self._context = context
        self._item = item
        self.items: list[SceneItem] = []
        self.y = 0.0

    def write(
        self, text: str, style: TextStyle, size: float, x: float, width: float, colour: str
    ) -> TextBlock:
        """Set `text` at the current height and move down."""
        block = self._context.engine.wrap(text, style, width / size)
        if block.lines:
            shown = balanced(self._context, block)
            self.items.append(Text(self._item, x, self.y, width, shown, size, colour, self._context.align))
            self.y += block.height * size
        return block


def joined(context: LayoutContext, facts: Sequence[str], style: TextStyle, width: float) -> list[str]:
    """Facts on as few lines of `width` em as hold them whole, so that no line breaks inside one.

    A fact longer than a line stands alone, to be broken later.
    """
    lines: list[str] = []
    for fact in facts:
        longer = f"{lines[-1]}{BETWEEN}{fact}" if lines else fact
        if lines and context.engine.wrap(longer, style, float("inf")).width <= width:
            lines[-1] = longer
        else:
            lines.append(fact)
    return lines
