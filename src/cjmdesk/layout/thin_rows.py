"""Lanes of one line: the lines of a blueprint, and lanes folded away."""

from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.frame import BORDER, rule_of
from cjmdesk.layout.labels import lane_words
from cjmdesk.layout.scene import Box, Path, SceneItem, Text
from cjmdesk.model.lanes import Lane, LineLane
from cjmdesk.text.engine import BOLD, REGULAR, TextBlock

COLLAPSED = 2.1
"""em: height of a folded lane."""

_LINE_TITLE = 0.82
_FOLDED = 0.85


def _line_title(context: LayoutContext, lane: LineLane, width: float) -> TextBlock:
    """The line's name, on at most two thirds of its length."""
    room = max(width * 2 / 3, 4 * context.em)
    return context.wrap(lane_words(context, lane)[0], BOLD, room, context.sized(_LINE_TITLE))


def line_height(context: LayoutContext, lane: LineLane, width: float) -> float:
    """mm that one of the three lines of a blueprint needs over `width` mm."""
    return (_line_title(context, lane, width).height * context.sized(_LINE_TITLE) + 0.8) * context.em


def draw_line(context: LayoutContext, lane: LineLane, width: float, height: float) -> tuple[SceneItem, ...]:
    """One of the three lines of a blueprint, with its name on it."""
    em, palette = context.em, context.palette
    size = context.sized(_LINE_TITLE) * em
    block = _line_title(context, lane, width)
    words = block.width * size
    left = width - 0.7 * em - words if context.right_to_left else 0.7 * em
    text = Text(lane.id, left, (height - block.height * size) / 2, words, block, size, palette.secondary)
    start, end = left + words + 0.5 * em, width
    if context.right_to_left:
        start, end = 0.0, left - 0.5 * em
    line = Path(
        lane.id,
        (("M", start, height / 2), ("L", end, height / 2)),
        stroke=palette.secondary,
        stroke_width=0.13 * em,
        dash=(0.7 * em, 0.45 * em),
    )
    # Beside the rules around it, not on them.
    rule = rule_of(context)
    beside = BORDER * rule / 2
    ground = Box(lane.id, beside, rule / 2, width - 2 * beside, height - rule, fill=palette.label)
    return (ground, line, text)


def draw_folded(context: LayoutContext, lane: Lane, width: float, height: float) -> tuple[SceneItem, ...]:
    """What a lane folded to one line says: how much it holds."""
    em = context.em
    count = sum(len(cell.cards) + len(cell.points) for cell in lane.cells)
    form = context.words.ngettext("{count} card, folded", "{count} cards, folded", count)
    inside, share = max(width - 1.4 * em, em), context.sized(_FOLDED)
    block = context.wrap(form.format(count=count), REGULAR, inside, share)
    top = (height - block.height * share * em) / 2
    return (Text(lane.id, 0.7 * em, top, inside, block, share * em, context.palette.small, context.align),)
