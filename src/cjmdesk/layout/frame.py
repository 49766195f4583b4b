"""The ground and the hairlines of the grid."""

from collections.abc import Sequence

from msgspec import Struct

from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import Box, Path, SceneItem


class Edges(Struct, frozen=True):
    """Where the lines of a grid lie, mm. top: below the rails; label: width of the label column.

    bottom: lies below the rows of a map without lanes that could fill the sheet. rows: tops of the
    rows, and the bottom of the last. columns, stages: left edges of each.
    """

    top: float
    bottom: float
    width: float
    label: float
    rows: Sequence[float]
    columns: Sequence[float]
    stages: Sequence[float]


BORDER = 1.4
"""Of a hairline's thickness: the border."""

_RULE, _FINE, _FINEST = 0.07, 0.03, 0.12
"""em of a hairline; where all is black it is finer, that arrows beside it are not part of the grid, but no
finer than so many mm."""


def rule_of(context: LayoutContext) -> float:
    """mm: how thick the hairlines of the grid are."""
    usual = _RULE * context.em
    return min(usual, max(_FINE * context.em, _FINEST)) if context.palette.mode == "line" else usual


def draw_frame(context: LayoutContext, at: Edges) -> tuple[SceneItem, ...]:
    """Hairlines between lanes and columns, dashed between steps of one stage, and the border."""
    em, hairline = context.em, context.palette.hairline
    thin = rule_of(context)
    label_left = at.width - at.label if context.right_to_left else 0.0
    items: list[SceneItem] = [
        Box("", label_left, at.top, at.label, at.bottom - at.top, fill=context.palette.label)
    ]
    label_edge = label_left or at.label
    ends = {label_edge, *at.stages}
    for x in sorted({label_edge, *at.columns}):
        dash = () if x in ends else (0.3 * em, 0.4 * em)
        down = (("M", x, at.rows[0]), ("L", x, at.bottom))
        items.append(Path("", down, stroke=hairline, stroke_width=thin, dash=dash))
    for y in at.rows if at.bottom > at.rows[-1] + thin else at.rows[:-1]:
        across = (("M", 0.0, y), ("L", at.width, y))
        items.append(Path("", across, stroke=hairline, stroke_width=thin))
    border = BORDER * thin
    items.append(Box("", 0, at.top, at.width, at.bottom - at.top, stroke=hairline, stroke_width=border))
    return tuple(items)
