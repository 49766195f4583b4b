"""Differences as a list for people."""

import random

from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.changes.report import differences, place_of, places
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap, PosterSettings
from cjmdesk.model.project import Project
from cjmdesk.model.references import items
from cjmdesk.model.stages import Stage, Step
from mutations import mutated
from strategies import SMALL, projects


@given(projects(SMALL), st.integers(0, 10**6), st.integers(1, 8))
def test_empty_if_and_only_if_equal(before: Project, seed: int, steps: int) -> None:
    after = mutated(before, random.Random(seed), steps)
    found = differences(before, after)
    assert bool(found) == (before != after)
    assert differences(before, before) == []


@given(projects(SMALL), projects(SMALL))
def test_any_two(before: Project, after: Project) -> None:
    assert bool(differences(before, after)) == (before != after)


def journey(cells: tuple[Cell, ...], paper: str = "") -> Project:
    stages = (Stage(id="g", title="Buy", steps=(Step(id="s1", title="Ask"), Step(id="s2"))),)
    lanes = (make_lane("actions", "l", title="What", cells=cells),)
    poster = PosterSettings(paper=paper)
    return Project(maps=(JourneyMap(id="m", title="Bikes", stages=stages, lanes=lanes, poster=poster),))


def test_words() -> None:
    card = make_card("actions", "c", text="call")
    other = make_card("actions", "d", text="wait\nlong")
    before = journey((Cell(step="s1", cards=(card,)),))
    after = journey((Cell(step="s2", cards=(card.model_copy(update={"votes": 2}), other)),), "A0")
    found = differences(before, after)
    rows = {(d.change, d.item, d.field): d for d in found}
    assert rows["changed", "m", "poster.paper"].after == "A0"
    moved = rows["moved", "c", ""]
    assert (moved.before, moved.after) == ("Bikes / What / Buy: Ask", "Bikes / What / Buy")
    assert rows["changed", "c", "votes"].after == 2
    added = rows["added", "d", ""]
    assert (added.sort, added.name, added.within) == ("card", "wait long", ("Bikes", "What", "Buy"))


@given(projects(SMALL))
def test_all_places_at_once_are_the_places_one_by_one(project: Project) -> None:
    found = places(project)
    for name, item in items(project):
        if name.startswith("maps["):
            assert found.get(item.id, ()) == place_of(project, item.id)
