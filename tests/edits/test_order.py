"""Several stages or lanes moved at once."""

import pytest

from cjmdesk.edits.columns import move_stages, moved_stages, moved_steps
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.rows import move_lanes, moved_lanes
from cjmdesk.model.lanes import make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step


def journey() -> Project:
    """Five stages, and five lanes the third of which is hidden; another map of one stage."""
    stages = tuple(Stage(id=name, steps=(Step(id=f"{name}-step"),)) for name in "abcde")
    lanes = tuple(make_lane("needs", name, hidden=name == "x") for name in ("u", "v", "x", "y", "z"))
    other = JourneyMap(id="other", stages=(Stage(id="far", steps=(Step(id="far-step"),)),))
    return Project(maps=(JourneyMap(id="m", stages=stages, lanes=lanes), other))


def stages(project: Project) -> str:
    return "".join(stage.id for stage in project.maps[0].stages)


def lanes(project: Project) -> str:
    return "".join(lane.id for lane in project.maps[0].lanes)


@pytest.mark.parametrize(
    ("moved", "index", "order"),
    [(("a", "b"), 2, "cdabe"), (("d", "b"), 0, "bdace"), (("a", "e"), 3, "bcdae"), (("b",), 9, "acdeb")],
)
def test_stages_are_put_side_by_side_in_the_order_of_the_map(
    moved: tuple[str, ...], index: int, order: str
) -> None:
    assert stages(move_stages(journey(), moved, index)) == order


def test_what_stands_there_already_is_no_change() -> None:
    before = journey()
    assert move_stages(before, ("b", "c"), 1) is before
    assert move_lanes(before, ("u", "v"), 0) is before


def test_stages_go_on_by_one_place_until_one_stands_at_the_edge() -> None:
    moved = moved_stages(journey(), ("c", "b"), 1)
    assert stages(moved) == "adbce"
    moved = moved_stages(moved, ("c", "b"), 1)
    assert stages(moved) == "adebc"
    assert moved_stages(moved, ("c", "b"), 1) is moved
    assert stages(moved_stages(journey(), ("b", "d"), -1)) == "badce", "each past its neighbour"


def in_stages(*stages: str) -> Project:
    """A map with these stages: each letter is a step."""
    made = tuple(
        Stage(id=f"s{number}", steps=tuple(Step(id=step) for step in steps))
        for number, steps in enumerate(stages)
    )
    return Project(maps=(JourneyMap(id="m", stages=made),))


@pytest.mark.parametrize(
    ("before", "moved", "by", "after"),
    [
        ("abc de", "a", 1, "bac de"),
        ("abc de", "c", 1, "ab cde"),
        ("abc de", "d", -1, "abcd e"),
        ("abc de", "ab", 1, "cab de"),
        ("abc de", "bc", 1, "a bcde"),
        ("abc de", "cd", 1, "ab ced"),
        ("abc de", "ac", 1, "ba cde"),
        ("abc de", "be", -1, "bac ed"),
        ("ab cd ef", "cd", -1, ""),
        ("abc de", "ae", 1, "abc de"),
        ("abc de", "ad", -1, "abc de"),
        ("a bc", "a", 1, ""),
    ],
)
def test_steps_go_on_by_a_place_or_into_the_next_stage(before: str, moved: str, by: int, after: str) -> None:
    """An empty `after`: it is refused, since a stage would be left without a step."""
    project = in_stages(*before.split())
    if not after:
        with pytest.raises(EditError):
            moved_steps(project, tuple(moved), by)
        return
    done = moved_steps(project, tuple(moved), by)
    assert " ".join("".join(step.id for step in stage.steps) for stage in done.maps[0].stages) == after
    assert (done is project) == (after == before)


def test_steps_of_two_maps_are_not_moved_together() -> None:
    with pytest.raises(EditError):
        moved_steps(journey(), ("a-step", "far-step"), 1)


def test_lanes_go_past_hidden_ones_and_keep_their_order() -> None:
    moved = moved_lanes(journey(), ("y", "z"), -1)
    assert lanes(moved) == "uyzvx"
    assert moved_lanes(journey(), ("u", "v"), -1) is not moved
    assert lanes(moved_lanes(journey(), ("u", "v"), 1)) == "xyuvz"
    still = journey()
    assert moved_lanes(still, ("u", "v"), -1) is still


def test_only_parts_of_one_map_move_together() -> None:
    with pytest.raises(EditError):
        move_stages(journey(), ("a", "far"), 0)
    with pytest.raises(EditError):
        moved_lanes(journey(), ("a",), 1)
