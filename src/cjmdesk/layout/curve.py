"""The emotion curve: a cubic through all its points that never overshoots them.

Monotone cubic interpolation after F. N. Fritsch and R. E. Carlson, "Monotone Piecewise Cubic
Interpolation", SIAM J. Numer. Anal. 17 (1980), with the harmonic mean of the neighbouring slopes
(F. N. Fritsch and J. Butland, 1984), which needs no second pass.
"""

from bisect import bisect_left, bisect_right
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


def between(commands: Sequence[PathCommand], left: float, right: float) -> tuple[PathCommand, ...]:
    """The piece of a `monotone_path` that lies between two x; nothing where it does not reach there."""
    found: list[PathCommand] = []
    for before, command in pairwise(commands):
        x0, y0 = (float(number) for number in before[-2:])
        x1, y1, x2, y2, x3, y3 = (float(number) for number in command[1:])
        if x3 <= left or x0 >= right:
            continue
        # Along such a piece x grows evenly.
        start, end = max((left - x0) / (x3 - x0), 0.0), min((right - x0) / (x3 - x0), 1.0)
        ys = _piece((y0, y1, y2, y3), start, end)
        xs = _piece((x0, x1, x2, x3), start, end)
        if not found:
            found.append(("M", xs[0], ys[0]))
        found.append(("C", xs[1], ys[1], xs[2], ys[2], xs[3], ys[3]))
    return tuple(found)


def _piece(
    values: tuple[float, float, float, float], start: float, end: float
) -> tuple[float, float, float, float]:
    """A cubic between two of its parts, by the blossom of its control values (L. Ramshaw, 1989)."""

    def blossom(r: float, s: float, t: float) -> float:
        a, b, c, d = values
        a, b, c = a + r * (b - a), b + r * (c - b), c + r * (d - c)
        a, b = a + s * (b - a), b + s * (c - b)
        return a + t * (b - a)

    return (
        blossom(start, start, start),
        blossom(start, start, end),
        blossom(start, end, end),
        blossom(end, end, end),
    )


class Curve:
    """The same curve as a function: where it runs at a given x."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = tuple(points)
        self._xs = [x for x, _ in points]
        self._tangents = _tangents(points) if len(points) > 1 else [0.0] * len(points)

    def at(self, x: float) -> float | None:
        """y at `x`; None left of the first point or right of the last."""
        xs = self._xs
        if not xs or not xs[0] <= x <= xs[-1]:
            return None
        number = max(min(bisect_right(xs, x), len(xs) - 1) - 1, 0)
        return self.points[0][1] if len(xs) == 1 else self._between(number, x)

    def _between(self, number: int, x: float) -> float:
        """y at an `x` between the point of this number and the next."""
        x0, y0 = self.points[number]
        x1, y1 = self.points[number + 1]
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

    def span(self, left: float, right: float) -> tuple[float, float] | None:
        """Smallest and largest y between two x; None where the curve does not reach.

        Exact: between two points the curve is monotone, so extremes lie at ends or at points.
        """
        xs = self._xs
        if not xs or right < xs[0] or left > xs[-1]:
            return None
        first, after = bisect_left(xs, left), bisect_right(xs, right)
        heights = [y for _, y in self.points[first:after]]
        if first:
            heights.append(self._between(first - 1, left))
        if after < len(xs):
            heights.append(self._between(after - 1, right))
        return min(heights), max(heights)
