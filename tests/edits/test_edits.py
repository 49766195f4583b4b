"""Edits by id: what they do, what they share, what they refuse."""

import base64
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.changes.apply import apply
from cjmdesk.changes.diff import diff
from cjmdesk.edits.columns import add_stage, add_step, merge_steps, move_stages, move_step, split_step
from cjmdesk.edits.connectors import add_connector
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_brief, set_field, set_fields, set_poster, set_title
from cjmdesk.edits.maps import add_map, duplicate_map
from cjmdesk.edits.notes import add_card, add_cards, add_point, move_note
from cjmdesk.edits.people import (
    add_channel,
    add_competitor,
    add_grid,
    add_persona,
    add_team_member,
    add_view,
    move_item,
)
from cjmdesk.edits.pictures import add_picture, describe_picture, without_unused_pictures
from cjmdesk.edits.places import at, find, map_of
from cjmdesk.edits.removing import remove
from cjmdesk.edits.rows import add_lane, change_lane_kind, move_lanes, show_key_tasks
from cjmdesk.edits.translating import set_translation
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.choices import LANE_KINDS
from cjmdesk.model.lanes import make_lane
from cjmdesk.model.maps import Connector, JourneyMap, SavedView, WallGrid
from cjmdesk.model.mending import mended
from cjmdesk.model.people import Competitor, Persona, TeamMember
from cjmdesk.model.project import Channel, Picture, Project
from cjmdesk.model.references import items
from cjmdesk.model.stages import Stage, Step
from strategies import EXTREME, SMALL, TINY, projects, seeded_project


@pytest.fixture
def project() -> Project:
    """One map: stage g1 with steps s1 and s2, stage g2 with s3; lanes of pains, solutions and emotions."""
    fresh = add_map(Project(), JourneyMap(id="m", title="Map"))
    fresh = add_persona(fresh, Persona(id="p", name="Ola"))
    fresh = add_stage(fresh, "m", Stage(id="g1", title="First", steps=(Step(id="s1"), Step(id="s2"))))
    fresh = add_stage(fresh, "m", Stage(id="g2", title="Second", steps=(Step(id="s3"),)))
    for kind, lane in (
        ("pain_points", "pains"),
        ("solutions", "fixes"),
        ("emotions", "mood"),
        ("line", "line"),
    ):
        fresh = add_lane(fresh, "m", make_lane(kind, lane))
    fresh = add_card(fresh, "pains", "s1", make_card("pain_points", "c1", text="queue", severity=4))
    fresh = add_card(fresh, "fixes", "s1", make_card("solutions", "c2", text="tickets", answers=("c1",)))
    fresh = add_point(fresh, "mood", "s3", EmotionPoint(id="e1", level=-3, quote="ugh", personas=("p",)))
    return add_connector(fresh, "m", Connector(id="k", source="c1", target="c2"))


def texts(project: Project, lane: str) -> dict[str, list[str]]:
    value: Any = at(project, find(project, lane))
    return {cell.step: [card.text for card in cell.cards] for cell in value.cells}


def test_one_field_changes_and_the_rest_is_shared(project: Project) -> None:
    after = set_field(project, "c1", "severity", 2)
    assert at(after, find(after, "c1")).severity == 2  # type: ignore[attr-defined]
    assert after.maps[0].lanes[1] is project.maps[0].lanes[1]
    assert after.maps[0].stages is project.maps[0].stages
    assert set_field(after, "c1", "severity", 2) is after


@pytest.mark.parametrize(
    ("item", "field", "value", "reason"),
    [
        ("c1", "severity", 9, "severity: 9 is more than 5"),
        ("c1", "text", 5, "text: 5 is not a text"),
        ("c1", "votes", -1, "votes: -1 is less than 0"),
        ("c1", "colour", "red", "there is no field colour"),
        ("c1", "id", "c9", "id is not changed as a field"),
        ("c1", "personas", ("nobody",), "nobody is not in the project any more"),
        ("c1", "picture", "0" * 64, "is not in the project any more"),
        ("c1", "findings", ("c1",), "an item cannot rest on itself"),
        ("m", "lanes", (), "lanes is not changed as a field"),
        ("gone", "text", "", "gone is not in the project any more"),
    ],
)
def test_bad_values_are_refused(project: Project, item: str, field: str, value: Any, reason: str) -> None:
    with pytest.raises(EditError, match=reason):
        set_field(project, item, field, value)


def test_texts_are_cleaned(project: Project) -> None:
    after = set_fields(project, "c1", text="a\r\nb\x00\ud800", tags=["x\x07"])
    card: Any = at(after, find(after, "c1"))
    assert (card.text, card.tags) == ("a\nb�", ("x",))


def test_map_poster_brief_title_translation(project: Project) -> None:
    after = set_poster(project, "m", paper="A0", margins=(1, 2, 3, 4))
    after = set_brief(after, goal="sell", in_title_block=True)
    after = set_title(after, "New")
    after = set_translation(after, "m", "pl", "c1", "text", "kolejka")
    assert (after.maps[0].poster.paper, after.brief.goal, after.title) == ("A0", "sell", "New")
    assert after.maps[0].translations == {"pl": {"c1": {"text": "kolejka"}}}
    assert set_translation(after, "m", "pl", "c1", "text", "").maps[0].translations == {}
    with pytest.raises(EditError):
        set_translation(after, "m", "pl", "nobody", "name", "x")
    with pytest.raises(EditError):
        set_translation(after, "m", "not a tag", "c1", "text", "x")


def test_cards_are_added_in_order_and_take_their_lanes_kind(project: Project) -> None:
    after = add_cards(project, "pains", "s1", [make_card("actions", "n1"), make_card("needs", "n2")], 0)
    cells: Any = at(after, find(after, "pains"))
    assert [card.id for card in cells.cells[0].cards] == ["n1", "n2", "c1"]
    assert {card.kind for card in cells.cells[0].cards} == {"pain_points"}
    for lane, step in (("line", "s1"), ("pains", "nowhere")):
        with pytest.raises(EditError):
            add_card(project, lane, step, make_card("actions", "n1"))
    with pytest.raises(EditError, match="c1 is in the project already"):
        add_card(project, "pains", "s1", make_card("pain_points", "c1"))
    with pytest.raises(EditError):
        add_point(project, "pains", "s1", EmotionPoint(id="e2"))


def test_cells_stand_in_the_order_of_columns(project: Project) -> None:
    after = add_card(project, "pains", "s3", make_card("pain_points", "n3"))
    after = add_card(after, "pains", "s2", make_card("pain_points", "n2"))
    assert list(texts(after, "pains")) == ["s1", "s2", "s3"]


def test_moving_a_card_converts_it_and_back_again(project: Project) -> None:
    after = move_note(project, "c1", "fixes", "s3")
    card: Any = at(after, find(after, "c1"))
    assert (card.kind, card.text) == ("solutions", "queue")
    again: Any = move_note(after, "c1", "pains", "s1")
    card = at(again, find(again, "c1"))
    assert (card.kind, card.severity) == ("pain_points", 4)
    assert move_note(project, "c1", "pains", "s1", 0) is project
    with pytest.raises(EditError):
        move_note(project, "e1", "pains", "s1")


def test_stages_and_steps_move(project: Project) -> None:
    after = move_stages(project, ("g2",), 0)
    assert [stage.id for stage in after.maps[0].stages] == ["g2", "g1"]
    after = move_step(after, "s2", "g2", 0)
    assert [step.id for step in after.maps[0].stages[0].steps] == ["s2", "s3"]
    with pytest.raises(EditError, match="at least one column"):
        move_step(after, "s1", "g2")
    after = add_step(after, "g1", Step(id="s4", title="more"))
    assert move_lanes(after, ("mood",), 0).maps[0].lanes[0].id == "mood"
    assert move_item(after, "mood", 0).maps[0].lanes[0].id == "mood"


def test_a_step_is_split_and_merged(project: Project) -> None:
    project = add_card(project, "pains", "s1", make_card("pain_points", "n1", text="late"))
    project = add_grid(project, "m", WallGrid(id="w", lanes=("pains",), slots=("s1", "s1", "s2")))
    after = split_step(project, "s1", Step(id="fresh", title="Then"), {"n1"})
    assert texts(after, "pains") == {"s1": ["queue"], "fresh": ["late"]}
    assert [step.width for step in after.maps[0].stages[0].steps] == [0.5, 0.5, 1.0]
    back = merge_steps(after, "s1", "fresh")
    assert texts(back, "pains") == {"s1": ["queue", "late"]}
    assert back.maps[0].stages[0].steps[0] == Step(id="s1", title="Then")
    assert merge_steps(project, "s2", "s1").maps[0].grids[0].slots == ("s2", "s2", "s2")
    assert texts(merge_steps(project, "s2", "s1"), "pains") == {"s2": ["queue", "late"]}
    for wrong in (("s1", "s1"), ("s1", "s3")):
        with pytest.raises(EditError):
            merge_steps(project, *wrong)
    with pytest.raises(EditError, match="x is not"):
        split_step(project, "s2", Step(id="fresh"), {"x"})


@pytest.mark.parametrize("kind", [kind for kind in LANE_KINDS if kind != "line"])
def test_a_lane_changes_its_kind_and_back_without_loss(project: Project, kind: str) -> None:
    after = change_lane_kind(project, "pains", kind)
    lane: Any = at(after, find(after, "pains"))
    assert lane.kind == kind
    assert Project.model_validate_json(after.model_dump_json()) == after
    back: Any = change_lane_kind(after, "pains", "pain_points")
    assert at(back, find(back, "c1")) == at(project, find(project, "c1"))


def test_odd_kinds(project: Project) -> None:
    with pytest.raises(EditError, match="holds no cards"):
        change_lane_kind(project, "pains", "line")
    with pytest.raises(EditError, match="no lane kind"):
        change_lane_kind(project, "pains", "nonsense")
    after: Any = change_lane_kind(project, "mood", "thoughts")
    card = after.maps[0].lanes[2].cells[0].cards[0]
    assert (card.kind, card.text, card.personas) == ("thoughts", "ugh", ("p",))


def test_deleting_takes_every_name_along(project: Project) -> None:
    project = set_translation(project, "m", "pl", "c1", "text", "kolejka")
    project = add_view(project, "m", SavedView(id="v", lanes=("pains",), personas=("p",)))
    project = add_grid(project, "m", WallGrid(id="w", lanes=("pains", "fixes"), slots=("s1",)))
    after = remove(project, "c1")
    journey = after.maps[0]
    assert journey.connectors == ()
    assert journey.translations == {}
    assert at(after, find(after, "c2")).answers == ()  # type: ignore[attr-defined]
    after = remove(project, "pains", "p")
    journey = after.maps[0]
    assert (journey.views[0].lanes, journey.views[0].personas) == ((), ())
    assert journey.grids == project.maps[0].grids
    assert at(after, find(after, "e1")).personas == ()  # type: ignore[attr-defined]
    assert mended(after)[1] == []


def test_deleting_columns(project: Project) -> None:
    after = remove(project, "g1")
    assert [stage.id for stage in after.maps[0].stages] == ["g2"]
    assert texts(after, "pains") == {}
    with pytest.raises(EditError, match="at least one column"):
        remove(project, "s3")
    assert texts(remove(project, "s1"), "fixes") == {}
    assert remove(project, "m").maps == ()
    with pytest.raises(EditError):
        remove(project, "gone")


def test_channels_competitors_team(project: Project) -> None:
    project = add_channel(project, Channel(id="ch", name="Fax"))
    project = add_lane(project, "m", make_lane("touchpoints", "tp"))
    project = add_lane(project, "m", make_lane("choice_criteria", "cc"))
    project = add_card(project, "tp", "s1", make_card("touchpoints", "t", channel="ch"))
    project = add_competitor(project, "m", Competitor(id="r", name="Rival"))
    project = add_card(project, "cc", "s1", make_card("choice_criteria", "cr", scores={"r": 3}))
    project = add_team_member(project, TeamMember(id="tm", name="Jan"))
    assert find(project, "tm") == (("brief", -1), ("team", 0))
    after = remove(project, "ch", "r", "tm")
    assert at(after, find(after, "t")).channel == ""  # type: ignore[attr-defined]
    assert at(after, find(after, "cr")).scores == {}  # type: ignore[attr-defined]
    assert after.brief.team == ()


def test_connectors_join_alike_ends(project: Project) -> None:
    assert add_connector(project, "m", Connector(id="k2", source="g1", target="g1")).maps[0].connectors[1]
    for source, target in (("g1", "c1"), ("c1", "p"), ("c1", "gone"), ("s1", "s1")):
        with pytest.raises(EditError):
            add_connector(project, "m", Connector(id="k2", source=source, target=target))


def test_a_duplicate_knows_where_it_came_from(project: Project) -> None:
    after, copy_id = duplicate_map(project, "m", title="To be", ids=(f"x{n}" for n in range(100)))
    copy = after.maps[1]
    assert (copy.id, copy.type, copy.title, copy.made_from) == (copy_id, "future_state", "To be", "m")
    assert copy.lanes[0].cells[0].cards[0].made_from == "c1"
    assert copy.connectors[0].source == copy.lanes[0].cells[0].cards[0].id
    assert mended(after)[1] == []
    assert remove(after, "m").maps[0].made_from is None


@given(projects(TINY))
def test_any_map_can_be_duplicated(project: Project) -> None:
    for journey in project.maps:
        after, copy_id = duplicate_map(project, journey.id)
        assert mended(after)[1] == []
        assert len(dict(items(after))) == len({item.id for _place, item in items(after)})
        assert map_of(after, copy_id).stages != () or journey.stages == ()


def test_pictures(project: Project) -> None:
    picture = Picture(media_type="image/png", width=1, height=1, data=base64.b64encode(b"x").decode())
    after, name = add_picture(project, picture)
    assert add_picture(after, picture) == (after, name)
    after = describe_picture(set_field(after, "c1", "picture", name), name, "a queue")
    assert without_unused_pictures(after) is after
    assert without_unused_pictures(remove(after, "c1")).pictures == {}
    with pytest.raises(EditError):
        add_picture(project, picture.model_copy(update={"data": "?"}))


@given(projects(SMALL), st.integers(0, 10**6))
def test_any_item_can_be_deleted(project: Project, seed: int) -> None:
    every = [item.id for _place, item in items(project)]
    if not every:
        return
    rng = random.Random(seed)
    chosen = rng.sample(every, min(3, len(every)))
    try:
        after = remove(project, *chosen)
    except EditError:
        return
    left = {item.id for _place, item in items(after)}
    assert not left & set(chosen)
    assert mended(after)[1] == []
    assert apply(project, diff(project, after)) == after


def test_a_card_is_found_in_an_extreme_map_and_little_is_made_anew() -> None:
    project = seeded_project(1, EXTREME)
    lane = project.maps[0].lanes[-3]
    card = lane.cells[-1].cards[-1]
    after = set_field(project, card.id, "text", "new")
    shared = sum(a is b for a, b in zip(project.maps[0].lanes, after.maps[0].lanes, strict=True))
    assert shared == len(project.maps[0].lanes) - 1


def test_key_tasks_are_shown_in_a_lane_of_their_own(project: Project) -> None:
    after = show_key_tasks(project, "m")
    first = after.maps[0].lanes[0]
    assert first.kind == "key_task" and len(after.maps[0].lanes) == len(project.maps[0].lanes) + 1
    folded = set_fields(after, first.id, hidden=True, collapsed=True)
    again = show_key_tasks(folded, "m")
    assert again.maps[0].lanes == after.maps[0].lanes
    with pytest.raises(EditError):
        show_key_tasks(project, "elsewhere")
