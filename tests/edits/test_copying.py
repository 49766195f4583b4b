"""Copies of notes, stages and lanes: what they hold, and what becomes of it where they are pasted."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cjmdesk.edits.copying import copied_items, notes_of, origin_of, writable_lanes
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.maps import add_map
from cjmdesk.edits.pasting import Spot, paste_cells, paste_lanes, paste_stages
from cjmdesk.edits.removing import remove
from cjmdesk.formats.copied import html, own_form, plain_text
from cjmdesk.model.cards import CardBase, SolutionCard, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.mending import mended
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.storage.project_file import dumps, loads
from samples import repair_visit
from strategies import SMALL, projects

NAMES = ("id", "personas", "findings", "answers", "made_from", "scores", "competitor", "channel")
"""What is another one in another project."""


def fields(note: Any) -> dict[str, Any]:
    return {name: part for name, part in note.model_dump().items() if name not in NAMES}


def through_bytes(copied: Project) -> Project:
    """As another window gets it."""
    return loads(own_form(copied)).project


def empty_project() -> Project:
    journey = JourneyMap(id="other", stages=(Stage(id="a", steps=(Step(id="b"),)),))
    return add_map(Project(), journey.model_copy(update={"lanes": (make_lane("free_text", "z"),)}))


def notes(project: Project, map_id: str) -> list[Any]:
    return list(notes_of(next(one for one in project.maps if one.id == map_id)))


def texts(group: Iterable[Any]) -> list[str]:
    return [one.text if isinstance(one, CardBase) else one.quote for one in group]


def linked() -> Project:
    """Two pains on a lane and an action on another, an arrow from the action to a pain, and a solution that
    answers both pains in an order of its own."""
    stages = tuple(Stage(id=f"s{n}", steps=(Step(id=f"t{n}"),)) for n in range(2))
    pains = [make_card("pain_points", id, text=id) for id in ("late", "dear")]
    does = make_card("actions", "calls", text="Calls")
    answers = make_card("solutions", "list", text="A price list", answers=("dear", "late"))
    lanes = (
        make_lane("actions", "does", cells=(Cell(step="t0", cards=(does,)),)),
        make_lane("pain_points", "pain", cells=(Cell(step="t0", cards=tuple(pains)),)),
        make_lane("solutions", "ideas", cells=(Cell(step="t1", cards=(answers,)),)),
    )
    arrow = Connector(id="a", source="calls", target="late", label="because", condition="bad")
    return Project(maps=(JourneyMap(id="m", stages=stages, lanes=lanes, connectors=(arrow,)),))


def answered(project: Project) -> tuple[str, ...]:
    return next(one.answers for one in notes(project, "m") if isinstance(one, SolutionCard))


@pytest.mark.parametrize("chosen", [("late",), ("late", "calls"), ("late", "dear"), ("pain",)])
def test_what_was_cut_comes_back_with_its_arrows_and_answers(chosen: tuple[str, ...]) -> None:
    project = linked()
    copied = copied_items(project, "m", chosen)
    assert copied is not None
    copied = through_bytes(copied)
    without = remove(project, *chosen)
    assert not without.maps[0].connectors
    if origin_of(copied).what == "lanes":
        back = paste_lanes(without, "m", copied, 1).project
    else:
        lane = "does" if "calls" in chosen else "pain"
        back = paste_cells(without, "m", copied, Spot(lane, "t1")).project
    assert back.maps[0].connectors == project.maps[0].connectors
    assert answered(back) == ("dear", "late")


def test_what_is_pasted_once_more_is_a_copy() -> None:
    project = linked()
    copied = copied_items(project, "m", ("late",))
    assert copied is not None
    back = paste_cells(remove(project, "late"), "m", copied, Spot("pain", "t1")).project
    again = paste_cells(back, "m", copied, Spot("pain", "t1"))
    assert again.ids != ("late",)
    assert again.project.maps[0].connectors == project.maps[0].connectors
    assert answered(again.project) == ("dear", "late")
    copy = paste_cells(project, "m", copied, Spot("pain", "t1")).project
    assert copy.maps[0].connectors == project.maps[0].connectors
    assert answered(copy) == ("dear", "late")


def test_a_copy_brings_no_arrow_back_that_was_deleted_since() -> None:
    project = linked()
    copied = copied_items(project, "m", ("late",))
    assert copied is not None
    pasted = paste_cells(remove(project, "a"), "m", copied, Spot("pain", "t1")).project
    assert not pasted.maps[0].connectors


@given(projects(SMALL), st.data())
def test_lanes_pasted_into_an_empty_project_keep_every_field(project: Project, data: st.DataObject) -> None:
    journeys = [one for one in project.maps if one.lanes and one.stages]
    assume(journeys)
    journey = data.draw(st.sampled_from(journeys))
    chosen = data.draw(
        st.lists(st.sampled_from([lane.id for lane in journey.lanes]), min_size=1, unique=True)
    )
    copied = copied_items(project, journey.id, chosen)
    assert copied is not None
    target = empty_project()
    pasted = paste_lanes(target, "other", through_bytes(copied))
    expected = [lane for lane in journey.lanes if lane.id in chosen]
    after = pasted.project.maps[0].lanes[1:]
    assert [fields_of_lane(lane) for lane in after] == [fields_of_lane(lane) for lane in expected]
    was = [fields(note) for lane in expected for cell in lane.cells for note in (*cell.points, *cell.cards)]
    now = [fields(note) for lane in after for cell in lane.cells for note in (*cell.points, *cell.cards)]
    assert now == was
    used = {note.picture for note in notes_of(copied.maps[0]) if isinstance(note, CardBase)} - {None}
    assert set(pasted.project.pictures) == used
    assert loads(dumps(pasted.project)).repairs == ()


def fields_of_lane(lane: Any) -> dict[str, Any]:
    return {
        name: part
        for name, part in lane.model_dump().items()
        if name not in ("id", "cells", "hidden_personas", "hidden", "collapsed")
    }


@given(projects(SMALL), st.data())
def test_any_notes_pasted_where_they_came_from_are_the_same_again(
    project: Project, data: st.DataObject
) -> None:
    places = [journey for journey in project.maps if journey.stages and writable_lanes(journey)]
    assume(places)
    journey = data.draw(st.sampled_from(places))
    here = [
        note for one in writable_lanes(journey) for cell in one.cells for note in (*cell.points, *cell.cards)
    ]
    assume(here)
    chosen = data.draw(st.lists(st.sampled_from([note.id for note in here]), min_size=1, unique=True))
    copied = copied_items(project, journey.id, chosen)
    assert copied is not None
    small = copied.maps[0]
    spot = Spot(small.lanes[0].id, small.stages[0].steps[0].id)
    pasted = paste_cells(project, journey.id, through_bytes(copied), spot)
    assert (pasted.stages, pasted.lanes) == (0, 0)
    fresh = set(pasted.ids)
    assert len(fresh) == len(chosen)
    made = [note for note in notes(pasted.project, journey.id) if note.id in fresh]
    same = [note for note in notes(project, journey.id) if note.id in chosen]
    keeps = [{**fields(note), "personas": note.personas, "competitor": _rival(note)} for note in made]
    assert keeps == [{**fields(note), "personas": note.personas, "competitor": _rival(note)} for note in same]
    known = {note.id for one in project.maps for note in notes_of(one)}
    for old, new in zip(same, made, strict=True):
        assert len(new.findings) == len([id for id in old.findings if id in known])
    assert mended(pasted.project)[0] is pasted.project, "nothing names what is not there"
    assert loads(dumps(pasted.project)).repairs == ()
    assert plain_text(copied) is not None
    assert html(copied)


def _rival(note: Any) -> str | None:
    return getattr(note, "competitor", None)


@given(projects(SMALL), st.data())
def test_stages_keep_what_they_hold(project: Project, data: st.DataObject) -> None:
    journeys = [one for one in project.maps if one.stages]
    assume(journeys)
    journey = data.draw(st.sampled_from(journeys))
    stage = data.draw(st.sampled_from(journey.stages))
    copied = copied_items(project, journey.id, [stage.id])
    assert copied is not None
    assert origin_of(copied).what == "stages"
    pasted = paste_stages(project, journey.id, through_bytes(copied), journey.stages.index(stage) + 1)
    after = pasted.project.maps[project.maps.index(journey)]
    twin = after.stages[journey.stages.index(stage) + 1]
    assert twin.model_dump(exclude={"id", "steps"}) == stage.model_dump(exclude={"id", "steps"})
    for old, new in zip(stage.steps, twin.steps, strict=True):
        assert new.model_dump(exclude={"id"}) == old.model_dump(exclude={"id"})
        was = [
            fields(n)
            for lane in journey.lanes
            for cell in lane.cells
            if cell.step == old.id
            for n in cell.cards
        ]
        now = [
            fields(n)
            for lane in after.lanes
            for cell in lane.cells
            if cell.step == new.id
            for n in cell.cards
        ]
        assert now == was
    assert pasted.lanes == 0, "the lanes are there"
    assert loads(dumps(pasted.project)).repairs == ()


def test_answers_lead_to_the_copies_and_else_to_what_is_here() -> None:
    project = repair_visit()
    journey = project.maps[0]
    by_kind = {lane.kind: lane for lane in journey.lanes}
    pain = by_kind["pain_points"].cells[0].cards[0]
    fix = by_kind["solutions"].cells[0].cards[0]
    project = _with_answers(project, fix.id, pain.id)
    spot = Spot(by_kind["pain_points"].id, "t4")
    both = copied_items(project, "m", [pain.id, fix.id])
    assert both is not None
    pasted = paste_cells(project, "m", through_bytes(both), spot)
    made = {note.kind: note for note in notes(pasted.project, "m") if note.id in pasted.ids}
    assert made["solutions"].answers == (made["pain_points"].id,)
    alone = copied_items(project, "m", [fix.id])
    assert alone is not None
    here = paste_cells(project, "m", through_bytes(alone), Spot(by_kind["solutions"].id, "t5"))
    assert next(n for n in notes(here.project, "m") if n.id in here.ids).answers == (pain.id,)
    elsewhere = paste_cells(empty_project(), "other", through_bytes(alone), Spot("z", "b"))
    (card,) = notes(elsewhere.project, "other")
    assert card.kind == "free_text"
    assert (card.model_extra or {}).get("answers", ()) == ()


def _with_answers(project: Project, fix: str, pain: str) -> Project:
    from cjmdesk.edits.fields import set_field

    return set_field(project, fix, "answers", (pain,))


def test_personas_are_found_by_name_and_strangers_are_told() -> None:
    from cjmdesk.edits.fields import set_field

    project = repair_visit()
    card = project.maps[0].lanes[0].cells[0].cards[0]
    project = set_field(project, card.id, "personas", ("marta",))
    copied = copied_items(project, "m", [card.id])
    assert copied is not None
    stranger = paste_cells(empty_project(), "other", through_bytes(copied), Spot("z", "b"))
    assert stranger.strangers == ("Marta Kowalska",)
    other = empty_project().model_copy(update={"personas": (Persona(id="k", name="Marta Kowalska"),)})
    known = paste_cells(other, "other", through_bytes(copied), Spot("z", "b"))
    assert notes(known.project, "other")[0].personas == ("k",)
    assert known.strangers == ()
    wrong = empty_project().model_copy(update={"personas": (Persona(id="marta", name="Marta Nowak"),)})
    assert paste_cells(wrong, "other", through_bytes(copied), Spot("z", "b")).strangers == ("Marta Kowalska",)


def test_a_copy_larger_than_the_map_makes_the_map_larger() -> None:
    project = repair_visit()
    journey = project.maps[0]
    chosen = [f"cell:{lane.id}:t{n}" for lane in journey.lanes for n in range(6)]
    copied = copied_items(project, "m", chosen)
    assert copied is not None
    pasted = paste_cells(empty_project(), "other", through_bytes(copied), Spot("z", "b"))
    after = pasted.project.maps[0]
    assert (pasted.stages, pasted.lanes) == (5, 4)
    assert [stage.title for stage in after.stages][1:] == [stage.title for stage in journey.stages][1:]
    assert [lane.kind for lane in after.lanes[1:]] == [lane.kind for lane in journey.lanes[1:]]
    assert sorted(texts(notes_of(after))) == sorted(texts(notes_of(journey)))


def test_relative_places_are_kept_and_points_become_cards_elsewhere() -> None:
    project = repair_visit()
    journey = project.maps[0]
    lanes = {lane.kind: lane for lane in journey.lanes}
    action = lanes["actions"].cells[1].cards[0]
    feeling = lanes["emotions"].cells[3].points[0]
    copied = copied_items(project, "m", [action.id, feeling.id])
    assert copied is not None
    pasted = paste_cells(project, "m", through_bytes(copied), Spot("l-touchpoints", "t0"))
    after = {lane.id: {c.step: c for c in lane.cells} for lane in pasted.project.maps[0].lanes}
    assert after["l-touchpoints"]["t0"].cards[-1].text == action.text
    pain = after["l-pain_points"]["t2"].cards[-1]
    assert (pain.kind, pain.text) == ("pain_points", feeling.quote)
    assert (pain.model_extra or {})["level"] == feeling.level, "the level comes back with the lane"


def test_arrows_between_copied_notes_come_along_and_pasting_changes_nothing_else() -> None:
    from cjmdesk.edits.connectors import add_connector
    from cjmdesk.model.maps import Connector

    project = repair_visit()
    cells = project.maps[0].lanes[0].cells
    one, two = cells[0].cards[0].id, cells[1].cards[0].id
    project = add_connector(project, "m", Connector(id="k9", source=one, target=two, label="then"))
    copied = copied_items(project, "m", [one, two])
    assert copied is not None
    pasted = paste_cells(project, "m", through_bytes(copied), Spot("l-actions", "t3"))
    arrow = pasted.project.maps[0].connectors[-1]
    assert (arrow.label, {arrow.source, arrow.target}) == ("then", set(pasted.ids))
    assert pasted.project.maps[0].lanes[1:] == project.maps[0].lanes[1:]


def test_what_cannot_take_notes_refuses_in_words() -> None:
    project = repair_visit()
    card = project.maps[0].lanes[0].cells[0].cards[0]
    copied = copied_items(project, "m", [card.id])
    assert copied is not None
    line = make_lane("line", "wall")
    walled = project.model_copy(
        update={"maps": (project.maps[0].model_copy(update={"lanes": (*project.maps[0].lanes, line)}),)}
    )
    with pytest.raises(EditError):
        paste_cells(walled, "m", copied, Spot("wall", "t0"))
    assert copied_items(project, "m", ["cell:l-pain_points:t5"]) is None, "an empty cell is nothing to copy"
