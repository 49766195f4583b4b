"""The headers of the stages in a row above the grid."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.headers import draw_stage, header_height, plan_stage, stage_colour, stage_title_size
from cjmdesk.layout.pieces import piece_of
from cjmdesk.layout.scene import Part
from cjmdesk.model.stages import Stage


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
        seams: mm from where the first column begins, where sheets end that words keep clear of."""
        self._context, self._colours = context, colours
        widths, start = [], 0
        for stage in stages:
            widths.append(columns[start : start + len(stage.steps)])
            start += len(stage.steps)
        ends = accumulate(map(sum, widths))
        pieces = [
            piece_of(end - sum(steps), sum(steps), seams) for end, steps in zip(ends, widths, strict=True)
        ]
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
