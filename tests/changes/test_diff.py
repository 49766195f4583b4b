"""Differences are exact, small, and survive JSON."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.changes.apply import apply
from cjmdesk.changes.delta import Delta, DeltaError
from cjmdesk.changes.diff import diff
from cjmdesk.model.project import Project
from mutations import mutated
from strategies import EXTREME, TINY, projects, seeded_project


@given(projects(), projects())
def test_any_project_becomes_any_other(before: Project, after: Project) -> None:
    assert apply(before, diff(before, after)) == after


@given(projects(), st.integers(0, 10**6), st.integers(1, 12))
def test_edited_projects(before: Project, seed: int, steps: int) -> None:
    after = mutated(before, random.Random(seed), steps)
    delta = diff(before, after)
    assert bool(delta) == (before != after)
    assert apply(before, delta) == after
    again = Delta.from_json(delta.to_json())
    assert again == delta
    assert apply(before, again) == after
    assert "\n" not in delta.to_json()


@given(projects(TINY))
def test_nothing_differs_from_itself(project: Project) -> None:
    assert not diff(project, project)
    assert not diff(project, Project.model_validate_json(project.model_dump_json()))
    assert apply(project, Delta()) is project


def test_one_card_of_many_gives_a_small_delta_that_shares_the_rest() -> None:
    project = seeded_project(1, EXTREME)
    journey = project.maps[0]
    lane = next(lane for lane in journey.lanes if any(cell.cards for cell in lane.cells))
    cell = next(cell for cell in lane.cells if cell.cards)
    card = cell.cards[0].model_copy(update={"text": "new words"})
    fresh = cell.model_copy(update={"cards": (card, *cell.cards[1:])})
    cells = tuple(fresh if c is cell else c for c in lane.cells)
    changed = lane.model_copy(update={"cells": cells})
    lanes = tuple(changed if other is lane else other for other in journey.lanes)
    after = project.model_copy(update={"maps": (journey.model_copy(update={"lanes": lanes}),)})
    delta = diff(project, after)
    assert len(delta.to_json()) < 2_500
    assert delta.to_json().count("new words") == 1
    result = apply(project, delta)
    assert result == after
    shared = sum(a is b for a, b in zip(result.maps[0].lanes, project.maps[0].lanes, strict=True))
    assert shared == len(journey.lanes) - 1


def test_a_delta_of_another_project_is_refused() -> None:
    project = seeded_project(2)
    after = mutated(project, random.Random(1), 10)
    with pytest.raises(DeltaError):
        apply(Project(), diff(project, after))
