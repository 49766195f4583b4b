"""Clean texts, whole projects, kinds that change."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.model.cards import card_class, converted, make_card
from cjmdesk.model.choices import CARD_LANE_KINDS
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import mended, renamed_inside
from cjmdesk.model.project import Project
from cjmdesk.model.references import circular_origins, items, names
from cjmdesk.model.texts import clean_text, clean_value
from cjmdesk.model.values import derived_ids, new_id
from strategies import ODD_VALUES, projects

ANY_TEXT = st.text(st.characters())


@given(ANY_TEXT)
def test_clean_texts_can_be_written_and_stay(text: str) -> None:
    clean = clean_text(text)
    clean.encode()
    assert clean_text(clean) == clean
    assert not any(ord(c) < 32 and c not in "\n\t" for c in clean)


def test_cleaning() -> None:
    assert clean_text("a\r\nb\rc\td\x00\x0b\x7f\ufffe") == "a\nb\nc\td"
    assert clean_text("\ud83d\ude00 \ud83d") == "😀 \ufffd"
    value = {"a": ["x", ("y", 1)], "b": None}
    assert clean_value(value) is value
    assert clean_value({"a\x00": ["x\x01", 2]}) == {"a": ["x", 2]}
    assert all(clean_value(odd) is odd for odd in ODD_VALUES)


@given(projects())
def test_every_item_has_a_place_and_an_id(project: Project) -> None:
    places = list(items(project))
    assert {item.id for _place, item in places} == names(project).ids
    for place, item in places:
        assert eval(f"project.{place}", {"project": project}) is item


@pytest.mark.parametrize("kind", CARD_LANE_KINDS)
def test_a_converted_card_comes_back_whole(kind: str) -> None:
    card = make_card("pain_points", "c", text="t", type="delay", severity=3, tags=("x",))
    there = converted(card, kind)
    assert isinstance(there, card_class(kind))
    assert (there.kind, there.text, there.tags) == (kind, "t", ("x",))
    assert converted(there, "pain_points") == card


@pytest.mark.parametrize("kind", CARD_LANE_KINDS)
def test_a_converted_card_is_the_same_after_it_was_read(kind: str) -> None:
    due = date(2026, 12, 15)
    card = make_card("solutions", "c", text="t", due=due, status="doing", answers=("p",), impact=5)
    there = converted(card, kind)
    read = card_class(kind).model_validate(json.loads(there.model_dump_json(exclude_defaults=True)))
    assert read == there
    assert converted(read, "solutions") == card


def test_a_field_that_means_something_else_is_put_aside() -> None:
    card = make_card("actions", "c", severity="very", type=5)
    there = converted(card, "pain_points")
    assert there.model_extra == {"severity_actions": "very", "type_actions": 5}


def test_circles_of_origin_are_cut() -> None:
    maps = tuple(JourneyMap(id=a, made_from=b) for a, b in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")))
    project = Project(maps=maps)
    assert len(circular_origins(project)) == 1
    whole, mends = mended(project)
    assert len(mends) == 1
    assert circular_origins(whole) == set()
    assert whole.maps[3].made_from == "a"


def test_two_cells_of_one_column_become_one() -> None:
    cells = tuple(Cell(step="s", cards=(make_card("needs", f"c{n}"),), **{f"x{n}": n}) for n in range(2))
    lane = make_lane("needs", "l", cells=cells)
    base = {"id": "m", "stages": [{"id": "g", "steps": [{"id": "s"}]}]}
    journey = JourneyMap.model_validate(base).model_copy(update={"lanes": (lane,)})
    whole, mends = mended(Project(maps=(journey,)))
    (cell,) = whole.maps[0].lanes[0].cells
    assert [card.id for card in cell.cards] == ["c0", "c1"]
    assert cell.model_extra == {"x0": 0, "x1": 1}
    assert len(mends) == 1


@given(projects())
def test_renaming_back_and_forth_changes_nothing(project: Project) -> None:
    for journey in project.maps:
        new = {name: f"{name}-new" for name in names(project).ids}
        old = {name: key for key, name in new.items()}
        assert renamed_inside(renamed_inside(journey, new), old) == journey


def test_ids() -> None:
    assert len({new_id("c") for _ in range(1000)}) == 1000
    first, second = derived_ids("x"), derived_ids("x")
    assert [next(first) for _ in range(5)] == [next(second) for _ in range(5)]
