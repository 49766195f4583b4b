"""Widths of columns carried from one state of a map to the next."""

import pytest

from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import Measures
from cjmdesk.ui.canvas.carried import carried

MEASURES = Measures(width=400, height=300, em=4, label=40, columns=(100.0, 50.0, 150.0))


def journey(*widths: tuple[str, float]) -> JourneyMap:
    return JourneyMap(
        id="m", stages=tuple(Stage(id=f"s{id}", steps=(Step(id=id, width=width),)) for id, width in widths)
    )


BEFORE = journey(("a", 1.0), ("b", 1.0), ("c", 1.0))


def test_a_wider_column_takes_from_all_in_proportion() -> None:
    fresh = carried(MEASURES, BEFORE, journey(("a", 2.0), ("b", 1.0), ("c", 1.0))).columns
    assert fresh == pytest.approx((150, 37.5, 112.5))


def test_columns_take_their_widths_along() -> None:
    assert carried(MEASURES, BEFORE, journey(("c", 1.0), ("a", 1.0), ("b", 1.0))).columns == (150, 100, 50)


def test_another_set_of_columns_is_solved_anew() -> None:
    for other in (journey(("a", 1.0)), journey(("a", 1.0), ("b", 1.0), ("new", 1.0))):
        assert carried(MEASURES, BEFORE, other) is MEASURES
    assert carried(MEASURES, BEFORE, BEFORE) is MEASURES
