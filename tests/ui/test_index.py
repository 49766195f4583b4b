"""Ids found without walking through a map's cards."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk.edits.fields import set_field
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.ui.chosen import kinds_of
from cjmdesk.ui.index import MapIndex, index_of


@pytest.fixture
def project() -> Project:
    return Project(maps=(journey(),))


def journey() -> JourneyMap:
    """Six lanes of twenty cards, a line, and a mood of two points."""

    def cell(lane: int, step: int) -> Cell:
        return Cell(
            step=f"t{step}", cards=tuple(make_card("actions", f"c{lane}-{step}-{n}") for n in range(5))
        )

    lanes = [make_lane("actions", f"l{n}", cells=tuple(cell(n, step) for step in range(4))) for n in range(6)]
    lanes.append(make_lane("line", "line"))
    points = (EmotionPoint(id="p0"), EmotionPoint(id="p1"))
    lanes.append(make_lane("emotions", "mood", cells=(Cell(step="t2", points=points),)))
    stages = (
        Stage(id="s0", steps=(Step(id="t0"), Step(id="t1"))),
        Stage(id="s1", steps=(Step(id="t2"), Step(id="t3"))),
    )
    return JourneyMap(id="m", stages=stages, lanes=tuple(lanes))


def test_everything_is_found_with_where_it_stands(project: Project) -> None:
    index = index_of(project.maps[0])
    spot = index.spot("c3-2-4")
    assert spot is not None
    assert (spot.lane.id, spot.cell.step, spot.place, spot.is_point) == ("l3", "t2", 4, False)
    point = index.spot("p1")
    assert point is not None
    assert (point.is_point, point.place, point.note.id) == (True, 1, "p1")
    assert index.step("t1") == (project.maps[0].stages[0], project.maps[0].stages[0].steps[1])
    assert index.columns == ("t0", "t1", "t2", "t3")
    assert index.cell("l0", "t3") is project.maps[0].lanes[0].cells[3]
    assert index.cell("mood", "t0") is None
    assert index.spot("zzz") is None


def test_kinds(project: Project) -> None:
    kinds = {id: index_of(project.maps[0]).kind(id) for id in ("m", "s0", "t0", "l0", "line", "p0", "c0-0-0")}
    assert list(kinds.values()) == ["map", "stage", "step", "lane", "line", "point", "card"]
    assert kinds_of(project.maps[0], ("p0", "cell:l0:t0", "somebody")) == {
        "point",
        "cell",
        "other",
        "several",
    }
    assert kinds_of(project.maps[0], ()) == frozenset()


def test_after_an_edit_one_cell_is_read(project: Project) -> None:
    before = index_of(project.maps[0])
    assert before.cells_read == 25
    assert (before.cards, len(before.notes())) == (120, 122)
    changed = set_field(project, "c3-2-4", "text", "new").maps[0]
    after = index_of(changed)
    assert after.cells_read == 1
    spot = after.spot("c3-2-4")
    assert spot is not None
    assert spot.note is changed.lanes[3].cells[2].cards[4]
    assert index_of(changed) is after
    assert index_of(project.maps[0]) is before


def test_an_index_from_another_is_as_one_of_its_own(project: Project) -> None:
    one = project.maps[0]
    fewer = one.model_copy(update={"lanes": one.lanes[1:], "stages": one.stages[:1]})
    index = MapIndex(fewer, MapIndex(one))
    assert index.spot("c0-0-0") is None
    assert index.lane("l0") is None
    assert index.columns == ("t0", "t1")


@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 3)), max_size=12))
@settings(max_examples=40, deadline=None)
def test_after_many_edits_all_is_where_a_fresh_index_finds_it(moves: list[tuple[int, int, int]]) -> None:
    """The last card of a cell comes first in another one, or goes where there is none."""
    one = journey()
    index = MapIndex(one)
    for row, source, target in moves:
        lane = one.lanes[row]
        cells = list(lane.cells)
        if cells[source].cards:
            card = cells[source].cards[-1]
            cells[source] = cells[source].model_copy(update={"cards": cells[source].cards[:-1]})
            if target != source:
                cells[target] = cells[target].model_copy(update={"cards": (card, *cells[target].cards)})
        lanes = list(one.lanes)
        lanes[row] = lane.model_copy(update={"cells": tuple(cells)})
        one = one.model_copy(update={"lanes": tuple(lanes)})
        before, index = index, MapIndex(one, index)
        assert before.notes() == MapIndex(before.journey).notes()
    fresh = MapIndex(one)
    assert index.notes() == fresh.notes()
    assert index.cards == fresh.cards
    assert [index.spot(id) for id in fresh.notes()] == [fresh.spot(id) for id in fresh.notes()]


def test_a_cell_is_found_by_its_key_though_ids_hold_colons() -> None:
    stages = (Stage(id="s", steps=(Step(id="t:1"), Step(id="1"))),)
    lanes = (make_lane("actions", "l"), make_lane("actions", "l:t"))
    index = index_of(JourneyMap(id="m", stages=stages, lanes=lanes))
    met = {key: index.meeting(key) for key in ("cell:l:t:1", "cell:l:t:t:1", "cell:l:1", "cell:l:2", "l:1")}
    found = {key: (pair[0].id, pair[1].id) for key, pair in met.items() if pair is not None}
    assert found == {"cell:l:t:1": ("l", "t:1"), "cell:l:t:t:1": ("l:t", "t:1"), "cell:l:1": ("l", "1")}


def test_an_item_is_found_by_its_id(project: Project) -> None:
    index = index_of(project.maps[0])
    ids = ("m", "s1", "t2", "l3", "c1-2-0", "p1")
    assert [getattr(index.item(id), "id", "") for id in ids] == list(ids)
    assert index.item("nobody") is None
