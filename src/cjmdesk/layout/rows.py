"""Rows of the grid: a lane measured, and what height each takes of a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from cjmdesk.layout.cells import CellPlan
from cjmdesk.layout.emotions import EmotionPlan
from cjmdesk.layout.headers import LabelPlan
from cjmdesk.model.lanes import Lane

_CURVES_SHARE = 0.7
"""Of the height left over: below cards it would only be white."""


@dataclass(frozen=True, slots=True)
class Row:
    """A lane measured. natural: least height; widest: beyond which more height helps nothing, mm.

    chart_top: where the band of a line through the lane's numbers begins; 0 if there is none."""

    lane: Lane
    label: LabelPlan
    cells: tuple[tuple[str, CellPlan], ...]
    emotions: EmotionPlan | None
    natural: float
    widest: float
    label_space: float
    chart_top: float = 0.0


def shared_heights(rows: Sequence[Row], extra: float) -> list[float]:
    """The rows' heights in mm when `extra` mm are left over, none if negative.

    Emotion lanes take the first share of that, for a curve reads better when it is tall; card lanes
    share the rest in proportion.
    """
    heights = [row.natural for row in rows]
    if extra <= 0 or not heights:
        return heights
    curves = [n for n, row in enumerate(rows) if row.emotions]
    others = [n for n, row in enumerate(rows) if row.widest == float("inf")]
    share = extra * (_CURVES_SHARE if others else 1.0) / max(len(curves), 1)
    for number in curves:
        room = rows[number].widest - heights[number] if others else share
        more = min(share, max(room, 0.0))
        heights[number] += more
        extra -= more
    base = sum(heights[number] for number in others)
    for number in others:
        heights[number] += extra * heights[number] / base
    return heights
