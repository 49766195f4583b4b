"""Part of a map on paper: chosen lanes, a saved view, the curve alone."""

import pytest

from cjmdesk.model.maps import SavedView
from cjmdesk.model.project import Project
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.posters.papers import PaperError
from cjmdesk.posters.printed import Printed
from cjmdesk.posters.shown import ChoiceError, shown
from cjmdesk.text.qt import text_engine
from samples import repair_visit


def printed(project: Project, **choices: object) -> Printed:
    return print_map(project, project.maps[0], PrintChoices(paper="A2", **choices), text_engine())  # type: ignore[arg-type]


def with_view(**fields: object) -> Project:
    project = repair_visit()
    one = project.maps[0]
    view = SavedView(id="v1", title="Weak points", **fields)  # type: ignore[arg-type]
    return project.model_copy(update={"maps": (one.model_copy(update={"views": (view,)}),)})


def lanes_on(found: Printed) -> list[str]:
    return [
        part.key.removeprefix("lane:") for part in found.poster.scene.parts if part.key.startswith("lane:")
    ]


def test_only_the_lanes_asked_for_in_the_order_of_the_map() -> None:
    project = repair_visit()
    wanted = [lane for lane in project.maps[0].lanes if lane.kind in ("actions", "pain_points")]
    found = printed(project, lanes=("pain_points", wanted[0].id))
    assert lanes_on(found) == [lane.id for lane in wanted]
    assert len(found.poster.scene.bookmarks) == len(project.maps[0].stages)


def test_a_hidden_lane_is_printed_if_it_is_meant() -> None:
    project = repair_visit()
    one = project.maps[0]
    first = one.lanes[0].model_copy(update={"hidden": True, "title": "Backlog"})
    project = project.model_copy(
        update={"maps": (one.model_copy(update={"lanes": (first, *one.lanes[1:])}),)}
    )
    assert lanes_on(printed(project, lanes=("backlog",))) == [first.id]
    assert first.id not in lanes_on(printed(project))


def test_a_view_leaves_out_what_does_not_fit_it() -> None:
    project = repair_visit()
    stage = project.maps[0].stages[1]
    found = printed(with_view(stages=(stage.id,)), view="weak points")
    assert [mark.title for mark in found.poster.scene.bookmarks] == [stage.title]
    measured = with_view(evidence=("measured",))
    changed, one = shown(measured, measured.maps[0], view="v1")
    notes = [note for lane in one.lanes for cell in lane.cells for note in (*cell.cards, *cell.points)]
    assert all(note.evidence is not None and note.evidence.grade == "measured" for note in notes)
    assert changed.maps[0] is one


def test_the_map_itself_is_not_touched() -> None:
    project = repair_visit()
    before = project.model_dump_json()
    printed(project, what="curve")
    printed(project, lanes=("actions",))
    assert project.model_dump_json() == before


def test_the_curve_alone() -> None:
    project = repair_visit()
    emotions = [lane.id for lane in project.maps[0].lanes if lane.kind == "emotions"]
    assert lanes_on(printed(project, what="curve")) == emotions


def test_beside_the_curve_alone_stand_no_counted_customers() -> None:
    """Under narrow stages they took more room than the curve."""
    project = repair_visit()
    one = project.maps[0]
    counted = tuple(stage.model_copy(update={"entered": 4711, "left": 815}) for stage in one.stages)
    project = project.model_copy(update={"maps": (one.model_copy(update={"stages": counted}),)})
    for what, wanted in (("map", True), ("curve", False)):
        said = " ".join(text.block.text for _part, text in printed(project, what=what).poster.scene.texts())
        assert ("4,711" in said) is wanted


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"lanes": ("storyboards",)}, "There is no lane “storyboards”"),
        ({"view": "nothing"}, "The map has no saved views, so there is no “nothing”."),
    ],
)
def test_what_is_not_there_is_said(choices: dict[str, object], words: str) -> None:
    with pytest.raises(ChoiceError, match=words):
        printed(repair_visit(), **choices)


def test_a_map_without_emotions_has_no_curve() -> None:
    project = repair_visit()
    one = project.maps[0]
    lanes = tuple(lane for lane in one.lanes if lane.kind != "emotions")
    project = project.model_copy(update={"maps": (one.model_copy(update={"lanes": lanes}),)})
    with pytest.raises(PaperError, match="no emotion lane"):
        printed(project, what="curve")
