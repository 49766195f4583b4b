"""A service blueprint keeps its order: its lines, and what stands between them."""

import itertools

import pytest

from cjmdesk.edits.blueprint import disorder, place_in_order
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_field
from cjmdesk.edits.rows import change_lane_kind, move_lanes, moved_lanes, new_lane
from cjmdesk.formats.templates import make_project
from cjmdesk.model.lanes import EmotionLane, LaneBase, make_lane
from cjmdesk.model.project import Project
from strategies import seeded_project


def blueprint() -> Project:
    return make_project("service-blueprint", "en")


def ids(project: Project, kind: str = "") -> list[str]:
    return [
        lane.id.removeprefix("service-blueprint-")
        for lane in project.maps[0].lanes
        if kind in ("", lane.kind)
    ]


def test_the_template_stands_in_order_with_evidence_on_top_and_a_curve_of_staff() -> None:
    for name in ("service-blueprint", "service-blueprint-loop"):
        for language in ("en", "pl", "ru"):
            lanes = make_project(name, language).maps[0].lanes
            assert disorder(lanes) == ""
            kinds = [lane.kind for lane in lanes]
            assert kinds.index("physical_evidence") < kinds.index("actions") < kinds.index("line")
            staff = [lane for lane in lanes if isinstance(lane, EmotionLane) and lane.staff]
            assert len(staff) == 1


@pytest.mark.parametrize("lane", range(15))
def test_no_move_brings_a_blueprint_out_of_order(lane: int) -> None:
    project = blueprint()
    lanes = project.maps[0].lanes
    if lane >= len(lanes):
        return
    refused = 0
    for index in range(len(lanes)):
        try:
            moved = move_lanes(project, (lanes[lane].id,), index)
        except EditError as error:
            assert "line" in str(error)
            refused += 1
            continue
        assert disorder(moved.maps[0].lanes) == ""
    ranked = lanes[lane].kind in ("line", "frontstage", "backstage", "support")
    assert bool(refused) == ranked


def test_a_refusal_says_why() -> None:
    project = blueprint()
    with pytest.raises(EditError, match="line of interaction and the line of visibility"):
        move_lanes(project, ("service-blueprint-frontstage",), len(ids(project)) - 1)
    with pytest.raises(EditError, match="line of interaction and the line of visibility"):
        moved_lanes(project, ("service-blueprint-line-visibility",), -1)
    lanes = tuple(make_lane("line", name, line=name) for name in ("interaction", "visibility"))
    bare = Project(maps=(project.maps[0].model_copy(update={"lanes": lanes}),))
    with pytest.raises(EditError, match="keep their order"):
        move_lanes(bare, ("visibility",), 0)


def test_a_line_is_not_made_another_that_would_stand_wrong() -> None:
    project = blueprint()
    with pytest.raises(EditError):
        set_field(project, "service-blueprint-line-visibility", "line", "internal_interaction")
    with pytest.raises(EditError):
        change_lane_kind(project, "service-blueprint-time", "line:interaction")
    with_text, id = new_lane(project, project.maps[0].id, "free_text", 0)
    kept = change_lane_kind(with_text, id, "line:interaction")
    assert disorder(kept.maps[0].lanes) == ""


@pytest.mark.parametrize(
    "kind",
    [
        "frontstage",
        "backstage",
        "support",
        "line:interaction",
        "line:visibility",
        "line:internal_interaction",
    ],
)
def test_a_new_lane_goes_to_the_nearest_place_that_is_right(kind: str) -> None:
    project = blueprint()
    for index in (None, *range(len(project.maps[0].lanes) + 1)):
        fresh, id = new_lane(project, project.maps[0].id, kind, index)
        assert disorder(fresh.maps[0].lanes) == ""
        assert [lane.id for lane in fresh.maps[0].lanes if lane.id != id] == [
            lane.id for lane in project.maps[0].lanes
        ]


def test_lanes_that_stand_out_of_order_already_move_freely() -> None:
    lanes: tuple[LaneBase, ...] = (make_lane("line", "l1", line="visibility"), make_lane("line", "l2"))
    one = blueprint().maps[0].model_copy(update={"lanes": lanes})
    project = Project(maps=(one,))
    assert disorder(lanes)
    assert [lane.id for lane in move_lanes(project, ("l2",), 0).maps[0].lanes] == ["l2", "l1"]


def test_lanes_without_lines_between_them_stand_as_one_likes() -> None:
    kinds = ("support", "backstage", "frontstage", "actions")
    for order in itertools.permutations(kinds):
        assert disorder([make_lane(kind, kind) for kind in order]) == ""


@pytest.mark.parametrize("seed", range(40))
def test_a_place_in_order_never_makes_disorder(seed: int) -> None:
    for one in seeded_project(seed).maps:
        for kind in ("line", "backstage", "emotions"):
            lane = make_lane(kind, "fresh")
            place = place_in_order(one.lanes, lane, 0)
            assert place is not None
            if not disorder(one.lanes):
                assert disorder((*one.lanes[:place], lane, *one.lanes[place:])) == ""


def test_a_curve_of_staff_is_a_lane_of_its_own_kind_of_emotions() -> None:
    project = blueprint()
    fresh, id = new_lane(project, project.maps[0].id, "emotions:staff")
    lane = next(lane for lane in fresh.maps[0].lanes if lane.id == id)
    assert isinstance(lane, EmotionLane)
    assert lane.staff
    again = change_lane_kind(fresh, id, "emotions")
    assert not next(lane for lane in again.maps[0].lanes if lane.id == id).staff  # type: ignore[union-attr]
    words = change_lane_kind(fresh, "service-blueprint-time", "emotions:staff")
    assert next(lane for lane in words.maps[0].lanes if lane.id == "service-blueprint-time").staff  # type: ignore[union-attr]
