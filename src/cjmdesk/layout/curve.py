"""The emotion curve: a cubic through all its points that never overshoots them.

Monotone cubic interpolation after F. N. Fritsch and R. E. Carlson, "Monotone Piecewise Cubic
Interpolation", SIAM J. Numer. Anal. 17 (1980), with the harmonic mean of the neighbouring slopes
(F. N. Fritsch and J. Butland, 1984), which needs no second pass.
"""

from collections.abc import Sequence
from itertools import pairwise

from cjmdesk.layout.scene import PathCommand

Point = tuple[float, float]


def _tangents(points: Sequence[Point]) -> list[float]:
    slopes = [(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in pairwise(points)]
    inner = [
        0.0 if before * after <= 0 else 2 * before * after / (before + after)
        for before, after in pairwise(slopes)
    ]
    # Flat ends: the journey neither starts nor ends with a trend that nobody observed.
    return [0.0, *inner, 0.0]


def monotone_path(points: Sequence[Point]) -> tuple[PathCommand, ...]:
    """Path commands through `points`, whose x ascend strictly; fewer than two give no path."""
    if len(points) < 2:
        return ()
    tangents = _tangents(points)
    commands: list[PathCommand] = [("M", *points[0])]
    for number, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        third = (x1 - x0) / 3
        commands.append(
            (
                "C",
                x0 + third,
                y0 + tangents[number] * third,
                x1 - third,
                y1 - tangents[number + 1] * third,
                x1,
                y1,
            )
        )
    return tuple(commands)


class Curve:
    """The same curve as a function: where it runs at a given x."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = tuple(points)
        self._tangents = _tangents(points) if len(points) > 1 else [0.0] * len(points)

    def at(self, x: float) -> float | None:
        """y at `x`; None left of the first point or right of the last."""
        for number, ((x0, y0), (x1, y1)) in enumerate(pairwise(self.points)):
            if x0 <= x <= x1:
                width = x1 - x0
                part = (x - x0) / width
                rest = 1 - part
                first, second = self._tangents[number], self._tangents[number + 1]
                return (
                    (1 + 2 * part) * rest * rest * y0
                    + part * rest * rest * width * first
                    + part * part * (3 - 2 * part) * y1
                    - part * part * rest * width * second
                )
        if len(self.points) == 1 and x == self.points[0][0]:
            return self.points[0][1]
        return None

    def span(self, left: float, right: float) -> tuple[float, float] | None:
        """Smallest and largest y between two x; None where the curve does not reach.

        Exact: between two points the curve is monotone, so extremes lie at ends or at points.
        """
        if not self.points or right < self.points[0][0] or left > self.points[-1][0]:
            return None
        heights = [y for x, y in self.points if left <= x <= right]
        for x in (max(left, self.points[0][0]), min(right, self.points[-1][0])):
            height = self.at(x)
            if height is not None:
                heights.append(height)
        return (min(heights), max(heights)) if heights else None
