"""Several notes moved, copied and nudged in one edit."""

import itertools

import pytest

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.rows import move_lanes
from cjmdesk.edits.several import copy_notes, duplicate_notes, in_reading_order, move_notes, nudge_notes
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step


@pytest.fixture
def project() -> Project:
    cards = tuple(make_card("pain_points", f"a{n}", text=str(n), severity=n + 1) for n in range(4))
    lanes = (
        make_lane("pain_points", "pain", cells=(Cell(step="t0", cards=cards),)),
        make_lane("actions", "do", cells=(Cell(step="t1", cards=(make_card("actions", "b0"),)),)),
        make_lane("line", "line"),
        make_lane(
            "emotions",
            "mood",
            cells=(Cell(step="t0", points=(EmotionPoint(id="p0", level=1), EmotionPoint(id="p1"))),),
        ),
    )
    stages = tuple(Stage(id=f"s{n}", steps=(Step(id=f"t{n}"),)) for n in range(3))
    words = {"pl": {"a1": {"text": "jeden"}}}
    journey = JourneyMap(id="m", stages=stages, lanes=lanes, translations=words)
    return Project(maps=(journey,))


def ids(project: Project, lane: str, step: str) -> list[str]:
    owner = next(each for each in project.maps[0].lanes if each.id == lane)
    return [note.id for cell in owner.cells if cell.step == step for note in (*cell.points, *cell.cards)]


def test_they_come_together_in_the_order_given(project: Project) -> None:
    fresh = move_notes(project, ["a2", "a0"], "do", "t1", 0)
    assert ids(fresh, "do", "t1") == ["a2", "a0", "b0"]
    assert ids(fresh, "pain", "t0") == ["a1", "a3"]
    back = move_notes(fresh, ["a0", "a2"], "pain", "t0", 0)
    assert ids(back, "pain", "t0") == ["a0", "a2", "a1", "a3"]
    severities = {card.id: card.severity for card in back.maps[0].lanes[0].cells[0].cards}  # type: ignore[union-attr]
    assert severities["a2"] == 3, "what the kind between had no field for came back"


def test_an_index_counts_without_them_and_staying_is_no_change(project: Project) -> None:
    assert ids(move_notes(project, ["a0", "a1"], "pain", "t0", 1), "pain", "t0") == ["a2", "a0", "a1", "a3"]
    assert move_notes(project, ["a1", "a2"], "pain", "t0", 1) is project
    assert move_notes(project, ["a3"], "pain", "t0") is project


def test_lines_and_lanes_of_cards_refuse(project: Project) -> None:
    for notes, lane in ((["a0"], "line"), (["a0", "p0"], "do"), (["a0", "a0"], "do"), (["s0"], "do")):
        with pytest.raises(EditError):
            move_notes(project, notes, lane, "t0")
    with pytest.raises(EditError):
        copy_notes(project, ["p0"], "do", "t0")


def test_points_and_cards_lie_together_on_an_emotion_lane(project: Project) -> None:
    fresh = move_notes(project, ["p1", "a0"], "mood", "t2")
    assert ids(fresh, "mood", "t2") == ["p1", "a0"]
    assert fresh.maps[0].lanes[3].cells[1].cards[0].kind == "free_text"


def test_copies_have_ids_of_their_own_and_bring_their_translations(project: Project) -> None:
    number = itertools.count()
    fresh, made = duplicate_notes(project, ["a0", "a1", "p0"], lambda prefix: f"{prefix}-{next(number)}")
    assert ids(fresh, "pain", "t0") == ["a0", "a1", made[0], made[1], "a2", "a3"]
    assert ids(fresh, "mood", "t0") == ["p0", made[2], "p1"]
    assert fresh.maps[0].translations["pl"][made[1]] == {"text": "jeden"}
    assert len({*made, "a0", "a1", "p0"}) == 6


def test_a_nudge_stops_at_the_ends_and_keeps_the_order(project: Project) -> None:
    assert ids(nudge_notes(project, ["a0", "a2"], 1), "pain", "t0") == ["a1", "a0", "a3", "a2"]
    assert ids(nudge_notes(project, ["a0", "a2"], -1), "pain", "t0") == ["a0", "a2", "a1", "a3"]
    assert nudge_notes(project, ["a2", "a3"], 1) is project


def test_reading_order_goes_lane_by_lane(project: Project) -> None:
    assert in_reading_order(project.maps[0], {"p1", "b0", "a3", "a0", "zzz"}) == ("a0", "a3", "b0", "p1")


def test_lines_of_a_blueprint_do_not_pass_each_other() -> None:
    lanes = (
        make_lane("actions", "do"),
        make_lane("line", "upper", line="interaction"),
        make_lane("frontstage", "front"),
        make_lane("line", "lower", line="visibility"),
    )
    fresh = Project(maps=(JourneyMap(id="m", lanes=lanes),))
    for lane, index in (("upper", 3), ("lower", 0), ("lower", 1), ("upper", 2), ("front", 3)):
        with pytest.raises(EditError):
            move_lanes(fresh, (lane,), index)
    moved = move_lanes(fresh, ("do",), 3)
    assert [lane.id for lane in moved.maps[0].lanes] == ["upper", "front", "lower", "do"]
    mixed = Project(maps=(JourneyMap(id="m", lanes=tuple(reversed(lanes))),))
    assert move_lanes(mixed, ("do",), 0) is not mixed, "where they are mixed already nothing is refused"
