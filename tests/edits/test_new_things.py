"""New stages, steps, lanes and personas: made, put in their place, and named by their ids."""

import pytest

from cjmdesk.edits.columns import new_stage, new_step, set_widths
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.people import assign_persona, duplicate_persona, move_by, new_persona
from cjmdesk.edits.rows import new_lane
from cjmdesk.model.lanes import LineLane, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step


@pytest.fixture
def project() -> Project:
    stages = (Stage(id="s1", steps=(Step(id="t1"), Step(id="t2"))), Stage(id="s2", steps=(Step(id="t3"),)))
    one = JourneyMap(id="m", stages=stages, lanes=(make_lane("actions", "l1"),), personas=("ann",))
    people = (Persona(id="ann", name="Ann", age="40"), Persona(id="bob", name="Bob"))
    return Project(maps=(one, JourneyMap(id="n"), JourneyMap(id="o")), personas=people)


def test_a_new_stage_has_one_step(project: Project) -> None:
    one = new_stage(new_stage(project, "m", "first", 0), "m", "last").maps[0]
    assert [stage.id for stage in one.stages] == ["first", "s1", "s2", "last"]
    assert [len(stage.steps) for stage in one.stages] == [1, 2, 1, 1]


def test_a_new_step_comes_behind_its_neighbour(project: Project) -> None:
    one = new_step(project, "t1", "fresh").maps[0]
    assert [step.id for step in one.stages[0].steps] == ["t1", "fresh", "t2"]
    with pytest.raises(EditError):
        new_step(project, "nowhere", "lost")


def test_a_new_lane_may_be_a_line(project: Project) -> None:
    project, line = new_lane(project, "m", "line:visibility", 0)
    project, plain = new_lane(project, "m", "pain_points")
    lanes = project.maps[0].lanes
    assert [lane.id for lane in lanes] == [line, "l1", plain]
    assert isinstance(lanes[0], LineLane) and lanes[0].line == "visibility"
    assert lanes[2].kind == "pain_points"


def test_new_personas_go_onto_the_map_that_is_named(project: Project) -> None:
    fresh, id = new_persona(project, "Eve", "m")
    assert (fresh.personas[-1].id, fresh.personas[-1].name) == (id, "Eve")
    assert fresh.maps[0].personas == ("ann", id)
    fresh, id = duplicate_persona(project, "ann", "Ann again")
    copy = fresh.personas[-1]
    assert (copy.id, copy.name, copy.age) == (id, "Ann again", "40")
    assert fresh.maps == project.maps


def test_a_persona_is_put_on_a_map_and_taken_off(project: Project) -> None:
    both = assign_persona(project, "m", "bob", True)
    assert both.maps[0].personas == ("ann", "bob")
    assert assign_persona(both, "m", "bob", True) is both
    assert assign_persona(both, "m", "ann", False).maps[0].personas == ("bob",)


@pytest.mark.parametrize(("by", "order"), [(1, "nmo"), (9, "nom"), (-1, "mno")])
def test_moving_by_places_ends_at_the_last(project: Project, by: int, order: str) -> None:
    assert [one.id for one in move_by(project, "m", by).maps] == list(order)


def test_several_steps_get_their_widths_at_once(project: Project) -> None:
    one = set_widths(project, {"t1": 1.23456, "t3": 0.5}).maps[0]
    assert [step.width for stage in one.stages for step in stage.steps] == [1.235, 1.0, 0.5]
    with pytest.raises(EditError):
        set_widths(project, {"t1": 2.0, "nowhere": 1.0})
