"""Emotion points in half steps, curves shown and hidden, connectors led elsewhere."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.edits.columns import add_stage
from cjmdesk.edits.connectors import add_connector, lead, turn
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.maps import add_map
from cjmdesk.edits.notes import add_card, add_point
from cjmdesk.edits.people import add_persona
from cjmdesk.edits.places import at, find
from cjmdesk.edits.points import (
    common_shift,
    give_points,
    nearest_half,
    place_point,
    set_levels,
    shift_guides,
    shift_levels,
    show_curve,
)
from cjmdesk.edits.rows import add_lane
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import make_lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step


@pytest.fixture
def project() -> Project:
    """Two stages of one step; a lane of emotions with points e1, e2 in s1; cards c1 and c2 in a lane."""
    fresh = add_persona(add_map(Project(), JourneyMap(id="m")), Persona(id="p", name="Ola"))
    for number in (1, 2):
        fresh = add_stage(fresh, "m", Stage(id=f"g{number}", steps=(Step(id=f"s{number}"),)))
    for kind, lane in (("emotions", "mood"), ("actions", "acts")):
        fresh = add_lane(fresh, "m", make_lane(kind, lane))
    fresh = add_point(fresh, "mood", "s1", EmotionPoint(id="e1", level=4.5))
    fresh = add_point(fresh, "mood", "s1", EmotionPoint(id="e2", quote="hm"))
    fresh = add_card(fresh, "acts", "s1", make_card("actions", "c1"))
    fresh = add_card(fresh, "acts", "s2", make_card("actions", "c2"))
    return add_connector(fresh, "m", Connector(id="k", source="c1", target="c2", label="then"))


def value(project: Project, id: str) -> Any:
    return at(project, find(project, id))


@given(st.floats(-9, 9))
def test_the_nearest_half_is_a_half_and_near(level: float) -> None:
    half = nearest_half(level)
    assert -5 <= half <= 5
    assert half * 2 == round(half * 2)
    assert abs(half - max(-5, min(5, level))) <= 0.25


def test_levels_are_set_and_shifted_within_the_scale(project: Project) -> None:
    after = shift_levels(project, ("e1", "e2"), 1.0)
    assert (value(after, "e1").level, value(after, "e2").level) == (5.0, 1.0)
    assert value(set_levels(project, {"e2": -5}), "e2").level == -5
    with pytest.raises(EditError):
        set_levels(project, {"e1": 5.5})
    with pytest.raises(EditError):
        set_levels(project, {"c1": 1})


def test_points_go_together_as_far_as_the_first_can(project: Project) -> None:
    assert common_shift(project, ("e1", "e2"), 3.0) == 0.5  # e1 stands at 4.5
    assert common_shift(project, ("e1", "e2"), -9.0) == -5.0  # e2 without a level counts as 0
    assert common_shift(project, ("e2",), 2.0) == 2.0
    assert common_shift(project, (), 2.0) == 2.0


def test_a_point_is_placed_with_its_level_at_once(project: Project) -> None:
    after = place_point(project, "e1", "mood", "s2", None, -2)
    assert value(after, "e1").level == -2
    assert [cell.step for cell in value(after, "mood").cells if cell.points] == ["s1", "s2"]
    swapped = place_point(project, "e1", "mood", "s1", 1, None)
    assert [point.id for point in value(swapped, "mood").cells[0].points] == ["e2", "e1"]
    assert value(swapped, "e1").level == 4.5
    with pytest.raises(EditError):
        place_point(project, "e1", "acts", "s1", None, 0)


def test_curves_are_given_hidden_and_shown(project: Project) -> None:
    after = give_points(project, ("e1", "e2"), "p")
    assert value(after, "e2").personas == ("p",)
    assert value(give_points(after, ("e2",), ""), "e2").personas == ()
    hidden = show_curve(project, "mood", "p", False)
    assert value(hidden, "mood").hidden_personas == ("p",)
    assert show_curve(hidden, "mood", "p", False) is hidden
    assert value(show_curve(hidden, "mood", "p", True), "mood").hidden_personas == ()
    with pytest.raises(EditError):
        show_curve(project, "mood", "nobody", False)


def test_guides_stay_between_none_and_ten(project: Project) -> None:
    assert value(shift_guides(project, "mood", 30), "mood").guides == 10
    assert value(shift_guides(project, "mood", -30), "mood").guides == 0


def test_a_connector_is_led_elsewhere_and_turned(project: Project) -> None:
    fresh = add_card(project, "acts", "s2", make_card("actions", "c3"))
    after = lead(fresh, "k", target="c3")
    assert (value(after, "k").source, value(after, "k").target) == ("c1", "c3")
    assert value(after, "k").label == "then"
    assert value(lead(after, "k", source="c2"), "k").source == "c2"
    back = turn(after, "k")
    assert (value(back, "k").source, value(back, "k").target) == ("c3", "c1")
    for wrong in ("g1", "mood", "gone"):
        with pytest.raises(EditError):
            lead(fresh, "k", target=wrong)


def test_no_connector_is_led_to_a_point(project: Project) -> None:
    with pytest.raises(EditError, match="card or stage"):
        add_connector(project, "m", Connector(id="k2", source="c1", target="e1"))
    with pytest.raises(EditError, match="card or stage"):
        lead(project, "k", target="e1")
