"""Where the columns of a grid stand."""

from collections.abc import Sequence
from itertools import accumulate

from cjmdesk.layout.pieces import piece_of
from cjmdesk.model.stages import Stage


class ColumnPlaces:
    """The columns of a grid beside its labels, mm from the grid's left edge.

    steps: ids; lefts: of each column; pieces: of the part of each that bears its cards, its left from
    the column's and its width; stages: left and width of each by id. All of them from the first stage
    on, wherever reading begins. total: width of all columns; first: left of the leftmost.
    """

    def __init__(
        self,
        stages: Sequence[Stage],
        label: float,
        widths: Sequence[float],
        right_to_left: bool,
        seams: Sequence[float] = (),
    ) -> None:
        """label: width of the label column; seams: x of those that cards keep to one side of."""
        self._right_to_left, self._label = right_to_left, label
        self.widths = tuple(widths)
        self.steps = tuple([step.id for stage in stages for step in stage.steps])
        self.total = sum(self.widths)
        starts = [0.0, *accumulate(self.widths)]
        if right_to_left:
            self.lefts = tuple([self.total - end for end in starts[1:]])
        else:
            self.lefts = tuple([label + start for start in starts[:-1]])
        self.first = min(self.lefts, default=0.0)
        each = zip(self.lefts, self.widths, strict=True)
        self.pieces = tuple([piece_of(left, width, seams) for left, width in each])
        self.stages: dict[str, tuple[float, float]] = {}
        begun = 0
        for stage in stages:
            end = begun + len(stage.steps)
            left = min(self.lefts[begun], self.lefts[end - 1])
            self.stages[stage.id] = (left, sum(self.widths[begun:end]))
            begun = end

    @property
    def gutters(self) -> list[float]:
        """x of the gap before each column, and after the last one; always in step order."""
        if not self.widths:
            return [self._label]
        if self._right_to_left:
            return [self.lefts[0] + self.widths[0], *self.lefts]
        return [*self.lefts, self.lefts[-1] + self.widths[-1]]

    @property
    def named(self) -> tuple[tuple[str, float, float], ...]:
        """Step, left from that of the leftmost column, and width of each column."""
        each = zip(self.steps, self.lefts, self.widths, strict=True)
        return tuple([(step, left - self.first, width) for step, left, width in each])
