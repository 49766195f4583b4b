"""The headers of the stages in a row above the grid."""

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.headers import draw_stage, header_height, plan_stage, stage_colour, stage_title_size
from cjmdesk.layout.scene import Part
from cjmdesk.model.stages import Stage

_WIDE_ENOUGH = 0.7
"""Of the widest piece of a header: the first that is so wide bears the words."""

_CLEAR = 1.0
"""mm between a seam and a header's edge that is no piece."""


def _piece(left: float, right: float, seams: Sequence[float]) -> tuple[float, float]:
    """Left, from the header's, and width of the piece between seams that bears its words, mm."""
    inner = sorted(seam for seam in seams if left + _CLEAR < seam < right - _CLEAR)
    pieces = [(a - left, b - a) for a, b in pairwise((left, *inner, right))]
    widest = max(room for _left, room in pieces)
    return next(piece for piece in pieces if piece[1] >= _WIDE_ENOUGH * widest)


class HeaderRow:
    """The headers of some stages, measured for their columns. height: mm of the row."""

    def __init__(
        self,
        context: LayoutContext,
        stages: Sequence[Stage],
        columns: Sequence[float],
        first: int,
        colours: Sequence[str],
        seams: Sequence[float] = (),
    ) -> None:
        """columns: width in mm of each step, from the first stage on. first: number of that stage
        on the map, for its colour. colours: the map's own for its stages; none for the palette's.
        seams: mm from the first column's left, where sheets end that words keep clear of."""
        self._context, self._colours = context, colours
        widths, start = [], 0
        for stage in stages:
            widths.append(columns[start : start + len(stage.steps)])
            start += len(stage.steps)
        ends = accumulate(map(sum, widths))
        pieces = [_piece(end - sum(steps), end, seams) for end, steps in zip(ends, widths, strict=True)]
        over = [(stage, room) for stage, (_left, room) in zip(stages, pieces, strict=True)]
        size = stage_title_size(context, over)
        self._plans = [
            plan_stage(context, stage, number, steps, size, piece)
            for number, (stage, steps, piece) in enumerate(zip(stages, widths, pieces, strict=True), first)
        ]
        self.height = header_height(context, self._plans)

    def draw(self, places: Mapping[str, tuple[float, float]], y: float) -> list[Part]:
        """A part for each stage. places: left and width by the stage's id; y: of the row, mm."""
        parts = []
        for plan in self._plans:
            left, width = places[plan.stage.id]
            colour = stage_colour(self._context.palette, plan.stage, plan.number, self._colours)
            items = draw_stage(self._context, plan, self._plans, colour)
            parts.append(Part(f"stage:{plan.stage.id}", left, y, width, self.height, items))
        return parts
