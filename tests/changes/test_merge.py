"""Two copies of a project come together: nothing is lost, and who changed nothing changes nothing."""

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.changes.conflicts import Merged
from cjmdesk.changes.merge import merge
from cjmdesk.changes.orders import merged_order
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import mended
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from mutations import mutated
from strategies import TINY, Size, projects, seeded_project

SEEDS = st.integers(0, 10**6)


def card_texts(project: Project) -> dict[str, str]:
    return {
        card.id: card.text
        for journey in project.maps
        for lane in journey.lanes
        for cell in lane.cells
        for card in cell.cards
    }


@given(projects(TINY), SEEDS, st.integers(1, 8))
def test_one_sided_changes_come_through(base: Project, seed: int, steps: int) -> None:
    other = mutated(base, random.Random(seed), steps)
    assert merge(base, base, other) == Merged(other, ())
    assert merge(base, other, base) == Merged(other, ())
    assert merge(base, other, other) == Merged(other, ())


@given(projects(Size(stages=2, lanes=3)), SEEDS, SEEDS, st.integers(1, 8))
def test_no_text_is_lost(base: Project, one: int, two: int, steps: int) -> None:
    ours = mutated(base, random.Random(one), steps, "ours")
    theirs = mutated(base, random.Random(two), steps, "theirs")
    merged = merge(base, ours, theirs)
    again, mends = mended(merged.project)
    assert mends == []
    assert Project.model_validate_json(again.model_dump_json()) == again
    before, result = card_texts(base), card_texts(merged.project)
    told = json.dumps([(c.base, c.ours, c.theirs) for c in merged.conflicts], ensure_ascii=False)
    for side in (card_texts(ours), card_texts(theirs)):
        for card, text in side.items():
            if before.get(card) != text:
                assert text in result.values() or json.dumps(text, ensure_ascii=False)[1:-1] in told
    for card, text in card_texts(ours).items():
        if before.get(card) != text:
            assert result[card] == text


@given(SEEDS, SEEDS, st.integers(1, 6))
def test_changes_in_different_maps_commute(one: int, two: int, steps: int) -> None:
    base = seeded_project(one % 50, Size(maps=2, personas=0, full=True, odd=False))
    first, second = (mended(Project(maps=(journey,)))[0].maps[0] for journey in base.maps)
    left = mutated(Project(maps=(first,)), random.Random(one), steps, "a")
    right = mutated(Project(maps=(second,)), random.Random(two), steps, "b")
    base = Project(maps=(first, second))
    ours = base.model_copy(update={"maps": (left.maps[0], second), "brief": left.brief})
    theirs = base.model_copy(update={"maps": (first, right.maps[0])})
    assert merge(base, ours, theirs).project == merge(base, theirs, ours).project


# Small cases, spelt out


def sample() -> Project:
    steps = tuple(Step(id=f"s{n}") for n in range(3))
    stages = tuple(Stage(id=f"g{n}", title=f"Stage {n}", steps=(steps[n],)) for n in range(3))
    cells = tuple(
        Cell(step=step.id, cards=(make_card("actions", f"c-{step.id}", text=f"card {step.id}"),))
        for step in steps
    )
    lanes = (make_lane("actions", "l1", cells=cells), make_lane("thoughts", "l2"))
    return Project(maps=(JourneyMap(id="m", stages=stages, lanes=lanes),))


def with_map(project: Project, **update: Any) -> Project:
    return project.model_copy(update={"maps": (project.maps[0].model_copy(update=update),)})


def with_lane(project: Project, number: int, **update: Any) -> Project:
    lanes = list(project.maps[0].lanes)
    lanes[number] = lanes[number].model_copy(update=update)
    return with_map(project, lanes=tuple(lanes))


def with_card(project: Project, **update: Any) -> Project:
    first, *rest = project.maps[0].lanes[0].cells
    card = first.cards[0].model_copy(update=update)
    return with_lane(project, 0, cells=(first.model_copy(update={"cards": (card,)}), *rest))


def test_different_fields_of_one_card_combine() -> None:
    base = sample()
    merged = merge(base, with_card(base, text="ours"), with_card(base, votes=3, tags=("new",)))
    card = merged.project.maps[0].lanes[0].cells[0].cards[0]
    assert (card.text, card.votes, card.tags) == ("ours", 3, ("new",))
    assert merged.conflicts == ()


def test_the_same_field_is_a_conflict_and_ours_stays() -> None:
    base = sample()
    merged = merge(base, with_card(base, text="ours"), with_card(base, text="theirs"))
    assert merged.project == with_card(base, text="ours")
    (conflict,) = merged.conflicts
    assert (conflict.kind, conflict.item, conflict.field) == ("edit", "c-s0", "text")
    assert (conflict.base, conflict.ours, conflict.theirs) == ("card s0", "ours", "theirs")


def test_a_moved_card_keeps_the_other_sides_words() -> None:
    base = sample()
    first, second, third = base.maps[0].lanes[0].cells
    ours = with_lane(
        base, 0, cells=(second.model_copy(update={"cards": (*second.cards, *first.cards)}), third)
    )
    merged = merge(base, ours, with_card(base, text="theirs"))
    cells = {cell.step: [card.text for card in cell.cards] for cell in merged.project.maps[0].lanes[0].cells}
    assert cells.get("s0", []) == []
    assert cells["s1"] == ["card s1", "theirs"]


def test_deleting_what_they_changed_tells_their_value() -> None:
    base = sample()
    ours = with_map(base, lanes=base.maps[0].lanes[1:])
    theirs = with_card(base, text="precious")
    merged = merge(base, ours, theirs)
    assert merged.project == ours
    (conflict,) = merged.conflicts
    assert (conflict.kind, conflict.item) == ("we deleted", "l1")
    assert "precious" in json.dumps(conflict.theirs)


def test_what_we_changed_stays_though_they_deleted_it() -> None:
    base = sample()
    merged = merge(base, with_card(base, text="precious"), with_map(base, lanes=base.maps[0].lanes[1:]))
    assert [card.text for card in merged.project.maps[0].lanes[0].cells[0].cards] == ["precious"]
    assert [conflict.kind for conflict in merged.conflicts] == ["they deleted"]


def test_a_new_card_follows_the_new_kind_of_its_lane() -> None:
    base = sample()
    step = base.maps[0].lanes[0].cells[0]
    cells = tuple(
        cell.model_copy(update={"cards": tuple(make_card("needs", c.id, text=c.text) for c in cell.cards)})
        for cell in base.maps[0].lanes[0].cells
    )
    lane = make_lane("needs", "l1", cells=cells)
    ours = with_map(base, lanes=(lane, base.maps[0].lanes[1]))
    added = step.model_copy(update={"cards": (*step.cards, make_card("actions", "new", text="late"))})
    theirs = with_lane(base, 0, cells=(added, *base.maps[0].lanes[0].cells[1:]))
    merged = merge(base, ours, theirs).project.maps[0].lanes[0]
    assert merged.kind == "needs"
    assert {card.kind for cell in merged.cells for card in cell.cards} == {"needs"}
    assert "late" in {card.text for cell in merged.cells for card in cell.cards}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected", "clash"),
    [
        ("abcd", "abcd", "dabc", "dabc", False),
        ("abcd", "bacd", "abdc", "badc", False),
        ("abcd", "abXcd", "abcYd", "abXcYd", False),
        ("abcd", "acd", "dabc", "dac", False),
        ("abcd", "bcda", "bcad", "bcda", True),
        ("", "ab", "cd", "abcd", False),
    ],
)
def test_orders(base: str, ours: str, theirs: str, expected: str, clash: bool) -> None:
    gone = {key for key in base if key not in ours or key not in theirs}
    members = [key for key in dict.fromkeys(ours + theirs) if key not in gone]
    assert merged_order(base, ours, theirs, members) == (list(expected), clash)
