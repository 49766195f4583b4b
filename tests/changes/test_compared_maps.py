"""Two maps compared: the list is complete, and what is taken over from it is what it says."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk.changes.comparing import Compared, MapChange, compare, tidied, under
from cjmdesk.changes.taking import taken, with_needed
from cjmdesk.edits.columns import add_stage
from cjmdesk.edits.fields import set_field, set_fields
from cjmdesk.edits.maps import duplicate_map
from cjmdesk.edits.notes import add_card, move_note
from cjmdesk.edits.removing import remove
from cjmdesk.model.cards import CardBase, EmotionPoint, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.references import map_items
from cjmdesk.model.stages import Stage, Step
from mutations import mutated
from strategies import Size, projects, seeded_project

PLAIN = Size(maps=1, stages=3, steps=2, lanes=4, cards=2, points=2, personas=2, connectors=2, odd=False)
FEW = settings(max_examples=40)


def with_future(project: Project, seed: int, steps: int) -> tuple[Project, str, str]:
    """`project`, its first map copied as a future one that somebody changed; ids of both."""
    project, future = duplicate_map(project, project.maps[0].id)
    rng = random.Random(seed)
    alone = project.model_copy(update={"maps": tuple(m for m in project.maps if m.id == future)})
    changed = mutated(alone, rng, steps)
    whole = changed.model_copy(update={"maps": (project.maps[0], *changed.maps[:1])})
    return whole, project.maps[0].id, changed.maps[0].id


def without_origins(journey: JourneyMap) -> JourneyMap:
    """The map without what its items were made from, and without printed grids."""

    def note(value: CardBase | EmotionPoint) -> CardBase | EmotionPoint:
        return value.model_copy(update={"made_from": None})

    def cell(value: Cell) -> Cell:
        notes = {"cards": tuple(map(note, value.cards)), "points": tuple(map(note, value.points))}
        return value.model_copy(update=notes)

    lanes = tuple(lane.model_copy(update={"cells": tuple(map(cell, lane.cells))}) for lane in journey.lanes)
    return journey.model_copy(update={"lanes": lanes, "made_from": None, "grids": ()})


def compared(project: Project, one: str, other: str) -> Compared:
    maps = {journey.id: journey for journey in project.maps}
    return compare(project, maps[one], project, maps[other])


@FEW
@given(projects(PLAIN), st.integers(0, 10**6), st.integers(0, 12))
def test_the_whole_list_makes_the_other_map(project: Project, seed: int, steps: int) -> None:
    if not project.maps:
        return
    project, current, future = with_future(project, seed, steps)
    for one, other in ((current, future), (future, current)):
        found = compared(project, one, other)
        made = taken(found, {change.key for change in found.changes})
        wanted = without_origins(found.after)
        assert without_origins(made) == wanted
        assert {item.id for _place, item in map_items(made)} == {
            item.id for _place, item in map_items(found.after)
        }
        assert taken(found, ()) == found.before
        back = taken(found.flipped(), {change.key for change in found.changes})
        assert without_origins(back) == without_origins(found.before)


@pytest.mark.parametrize("seed", range(60))
def test_any_map_becomes_any_other(seed: int) -> None:
    project, others = seeded_project(seed, PLAIN), seeded_project(seed + 1000, PLAIN)
    for one in project.maps[:1]:
        for other in others.maps[:1]:
            found = compare(project, one, others, other)
            made = taken(found, {change.key for change in found.changes})
            assert without_origins(made) == without_origins(found.after)


@FEW
@given(projects(PLAIN), st.integers(0, 10**6), st.integers(1, 12), st.randoms())
def test_what_is_taken_over_is_what_was_chosen(
    project: Project, seed: int, steps: int, rng: random.Random
) -> None:
    """No difference that was not asked for goes, none that was taken over stays, and the map is whole."""
    if not project.maps:
        return
    project, current, future = with_future(project, seed, steps)
    found = compared(project, current, future)
    keys = sorted(change.key for change in found.changes)
    chosen = {key for key in keys if rng.random() < 0.5}
    needed = with_needed(found, chosen)
    assert chosen <= needed <= set(keys)
    made = taken(found, chosen)
    assert taken(found, needed) == made
    assert JourneyMap.model_validate(made.model_dump()) == made
    ids = [item.id for _place, item in map_items(made)]
    assert len(ids) == len(set(ids))
    left = {change.key for change in compare_same_ids(made, found.after)}
    assert not left & {key for key in needed if not key[0].startswith("reordered")}
    fresh = {key for key in left - set(keys) if not key[0].startswith(("reordered", "moved"))}
    assert not fresh


def compare_same_ids(one: JourneyMap, other: JourneyMap) -> tuple[MapChange, ...]:
    from cjmdesk.changes.comparing import _changes, parts_of

    return tuple(_changes(parts_of(tidied(one)), parts_of(tidied(other))))


def small() -> Project:
    """A map of two stages, with a lane of actions and one of pains."""
    step = [Step(id=f"step{n}") for n in (1, 2)]
    stages = (
        Stage(id="stage1", title="Order", steps=step[:1]),
        Stage(id="stage2", title="Wait", steps=step[1:]),
    )
    calls = make_card("actions", "calls", text="Calls")
    waits = make_card("actions", "waits", text="Waits a week")
    pain = make_card("pain_points", "pain", text="Nobody says when", severity=4)
    lanes = (
        make_lane(
            "actions", "acts", cells=(Cell(step="step1", cards=(calls,)), Cell(step="step2", cards=(waits,)))
        ),
        make_lane("pain_points", "pains", cells=(Cell(step="step2", cards=(pain,)),)),
    )
    return Project(maps=(JourneyMap(id="now", title="Now", stages=stages, lanes=lanes),))


def future() -> tuple[Project, dict[str, str]]:
    """`small` with a future map, and its ids by what they were made from."""
    project, made = duplicate_map(small(), "now", title="Then")
    journey = project.maps[1]
    assert journey.id == made
    copies = {note.made_from: note.id for lane in journey.lanes for cell in lane.cells for note in cell.cards}
    ids = {old.id: new.id for old, new in zip(project.maps[0].stages, journey.stages, strict=True)}
    ids |= {old.id: new.id for old, new in zip(project.maps[0].lanes, journey.lanes, strict=True)}
    ids |= {
        old.steps[0].id: new.steps[0].id
        for old, new in zip(project.maps[0].stages, journey.stages, strict=True)
    }
    return project, {**ids, **{str(old): new for old, new in copies.items()}, "now": made}


def told(found: Compared) -> list[tuple[str, str, str]]:
    return [
        (change.kind, change.item, change.field)
        for change in found.changes
        if not (change.sort == "map" and change.field in ("type", "title"))
    ]


def test_a_copy_differs_in_nothing() -> None:
    project, ids = future()
    assert told(compared(project, "now", ids["now"])) == []


def test_each_sort_of_difference_is_told_by_its_name() -> None:
    project, ids = future()
    project = set_fields(project, ids["calls"], text="Orders on the website", tags=("new",))
    project = move_note(project, ids["waits"], ids["acts"], ids["step1"])
    project = remove(project, ids["pain"])
    project = add_card(
        project, ids["pains"], ids["step1"], make_card("pain_points", "fresh", text="Which size?")
    )
    found = compared(project, "now", ids["now"])
    assert sorted(told(found)) == [
        ("added", "fresh", ""),
        ("changed", "calls", "tags"),
        ("changed", "calls", "text"),
        ("moved", "waits", ""),
        ("removed", "pain", ""),
    ]
    moved = next(change for change in found.changes if change.kind == "moved")
    assert (moved.was, moved.now) == ("cell:acts:step2", "cell:acts:step1")
    other_way = compared(project, ids["now"], "now")
    assert sorted(kind for kind, _item, _field in told(other_way)) == [
        "added",
        "changed",
        "changed",
        "moved",
        "removed",
    ]


def test_an_emptied_and_renamed_stage_is_still_the_same_by_its_place_among_steps() -> None:
    project, ids = future()
    project = set_field(project, ids["stage2"], "title", "Wait at home")
    found = compared(project, "now", ids["now"])
    assert told(found) == [("changed", "stage2", "title")]


def test_a_card_of_a_new_stage_brings_the_stage_along() -> None:
    project, ids = future()
    stage = Stage(id="stage3", title="Return", steps=(Step(id="step3"),))
    project = add_stage(project, ids["now"], stage)
    project = add_card(project, ids["acts"], "step3", make_card("actions", "comes", text="Comes again"))
    found = compared(project, "now", ids["now"])
    card = next(change.key for change in found.changes if change.item == "comes")
    made = taken(found, {card})
    assert [stage.title for stage in made.stages] == ["Order", "Wait", "Return"]
    assert made.lanes[0].cells[-1].cards[0].text == "Comes again"
    assert made.lanes[1] is found.before.lanes[1]


def test_a_stage_that_goes_takes_its_cards_along() -> None:
    project, ids = future()
    project = move_note(project, ids["waits"], ids["acts"], ids["step1"])
    project = remove(project, ids["stage2"])
    found = compared(project, "now", ids["now"])
    stage = next(change.key for change in found.changes if change.item == "stage2")
    assert {item for _what, item in with_needed(found, {stage})} == {"stage2", "pain", "waits"}
    made = taken(found, {stage})
    assert [card.id for card in made.lanes[0].cells[0].cards] == ["calls", "waits"]
    assert made.lanes[1].cells == ()


def test_maps_of_two_files_are_paired_by_what_they_say() -> None:
    one = small()
    other = under(one.maps[0], {item.id: f"x-{item.id}" for _place, item in map_items(one.maps[0])})
    others = Project(maps=(other.model_copy(update={"id": "elsewhere"}),))
    assert compare(one, one.maps[0], others, others.maps[0]).changes == ()


def test_two_futures_of_one_map_are_paired_by_their_common_origin() -> None:
    project, first = future()
    project, second = duplicate_map(project, "now", title="Cheaper")
    project, third = duplicate_map(project, first["now"], title="Better still")
    project = set_field(project, first["calls"], "text", "Orders by telephone")
    for other in (second, third):
        found = compared(project, first["now"], other)
        assert [(kind, field) for kind, _item, field in told(found)] == [("changed", "text")]


@pytest.mark.parametrize("kind", ["same", "renamed"])
def test_lanes_of_one_kind_are_told_apart_by_their_notes(kind: str) -> None:
    project, ids = future()
    journey = project.maps[1]
    extra = make_lane("actions", "staff", title="" if kind == "same" else "Staff")
    lanes = (extra, *journey.lanes)
    project = project.model_copy(
        update={"maps": (project.maps[0], journey.model_copy(update={"lanes": lanes}))}
    )
    assert told(compared(project, "now", ids["now"])) == [("added", "staff", "")]
