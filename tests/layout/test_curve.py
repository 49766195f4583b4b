"""The curve goes through its points and never beyond them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.layout.curve import Curve, between, monotone_path

steps = st.lists(st.floats(0.1, 50), min_size=2, max_size=12)
heights = st.lists(st.floats(-5, 5), min_size=2, max_size=12)


def points_of(gaps: list[float], levels: list[float]) -> list[tuple[float, float]]:
    x, points = 0.0, []
    for gap, level in zip(gaps, levels, strict=False):
        points.append((x, level))
        x += gap
    return points


@given(steps, heights, st.floats(0, 1))
def test_between_two_points_the_curve_stays_between_them(
    gaps: list[float], levels: list[float], part: float
) -> None:
    points = points_of(gaps, levels)
    curve = Curve(points)
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        y = curve.at(x0 + part * (x1 - x0))
        assert y is not None
        assert min(y0, y1) - 1e-6 <= y <= max(y0, y1) + 1e-6


@given(steps, heights)
def test_the_drawn_path_is_the_same_curve(gaps: list[float], levels: list[float]) -> None:
    points = points_of(gaps, levels)
    curve = Curve(points)
    commands = monotone_path(points)
    x0, y0 = points[0]
    for command in commands[1:]:
        _, x1, y1, x2, y2, x3, y3 = (0.0 if isinstance(v, str) else float(v) for v in command)
        for t in (0.25, 0.5, 0.8):
            x = (1 - t) ** 3 * x0 + 3 * (1 - t) ** 2 * t * x1 + 3 * (1 - t) * t * t * x2 + t**3 * x3
            y = (1 - t) ** 3 * y0 + 3 * (1 - t) ** 2 * t * y1 + 3 * (1 - t) * t * t * y2 + t**3 * y3
            assert curve.at(x) == pytest.approx(y, abs=1e-6)
        x0, y0 = x3, y3


@given(steps, heights, st.floats(0, 1), st.floats(0, 1))
def test_span_holds_every_height(gaps: list[float], levels: list[float], a: float, b: float) -> None:
    points = points_of(gaps, levels)
    end = points[-1][0]
    left, right = sorted((a * end, b * end))
    curve = Curve(points)
    span = curve.span(left, right)
    assert span is not None
    for number in range(11):
        y = curve.at(left + (right - left) * number / 10)
        assert y is not None
        assert span[0] - 1e-6 <= y <= span[1] + 1e-6


def test_one_point_is_no_curve_and_none_is_nothing() -> None:
    assert monotone_path([(1.0, 2.0)]) == ()
    assert Curve([]).at(0.0) is None
    assert Curve([]).span(0, 1) is None
    assert Curve([(1.0, 2.0)]).at(1.0) == 2.0


@given(steps, heights, st.floats(0, 1), st.floats(0, 1))
def test_a_piece_of_the_path_is_the_same_curve(
    gaps: list[float], levels: list[float], a: float, b: float
) -> None:
    points = points_of(gaps, levels)
    left, right = sorted((a * points[-1][0], b * points[-1][0]))
    curve = Curve(points)
    commands = between(monotone_path(points), left, right)
    if not commands:
        assert right - left < 1e-6
        return
    places = [(float(command[-2]), float(command[-1])) for command in commands]
    assert places[0][0] == pytest.approx(left)
    assert places[-1][0] == pytest.approx(right)
    for (x0, y0), (_name, *numbers) in zip(places, commands[1:], strict=False):
        x1, y1, x2, y2, x3, y3 = (float(number) for number in numbers)
        assert curve.at(min(max(x0, 0.0), points[-1][0])) == pytest.approx(y0, abs=1e-5)
        x, y = (x0 + 3 * x1 + 3 * x2 + x3) / 8, (y0 + 3 * y1 + 3 * y2 + y3) / 8
        assert curve.at(x) == pytest.approx(y, abs=1e-5)
