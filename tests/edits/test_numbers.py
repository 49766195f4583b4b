"""Numbers of touchpoints and stages, many in one edit."""

import datetime

import pytest

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.numbers import NewTouchpoint, Numbers, set_numbers
from cjmdesk.edits.places import at, find
from cjmdesk.model.cards import Evidence, TouchpointCard, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step

SEEN = Evidence(grade="observed", source="interview 3")


def project(*cards: TouchpointCard) -> Project:
    stages = tuple(Stage(id=f"s{n}", title=f"S{n}", steps=(Step(id=f"t{n}"),)) for n in range(2))
    lanes = (make_lane("touchpoints", "l", cells=(Cell(step="t0", cards=cards),)),) if cards else ()
    return Project(maps=(JourneyMap(id="m", stages=stages, lanes=lanes),))


def touch(id: str, **fields: object) -> TouchpointCard:
    card = make_card("touchpoints", id, text=id, **fields)
    assert isinstance(card, TouchpointCard)
    return card


def found(one: Project, id: str) -> TouchpointCard:
    card = at(one, find(one, id))
    assert isinstance(card, TouchpointCard)
    return card


def test_cards_and_stages_get_their_numbers() -> None:
    before = project(touch("a", cost=3.0), touch("b"))
    after = set_numbers(
        before,
        "m",
        (
            Numbers("a", {"visits": 9, "transactions": 2}),
            Numbers("s1", {"entered": 9, "reason_left": "dear"}),
        ),
    )
    assert (found(after, "a").visits, found(after, "a").transactions, found(after, "a").cost) == (9, 2, 3.0)
    assert (after.maps[0].stages[1].entered, after.maps[0].stages[1].reason_left) == (9, "dear")
    assert found(after, "b") is found(before, "b")


def test_an_older_conversion_does_not_stay_beside_new_counts() -> None:
    before = project(touch("a", visits=10, transactions=5, conversion=0.5))
    counts = {"visits": 100, "transactions": 5}
    assert found(set_numbers(before, "m", (Numbers("a", counts),)), "a").conversion is None
    told = set_numbers(before, "m", (Numbers("a", {**counts, "conversion": 0.05}),))
    assert found(told, "a").conversion == 0.05


def test_guesses_become_measured_and_what_was_seen_keeps_its_source() -> None:
    measured = Evidence(grade="measured", source="till.csv", date=datetime.date(2026, 11, 1))
    believed = Evidence(grade="guess", source="example, in place of a count")
    before = project(touch("a"), touch("b", evidence=SEEN), touch("c", evidence=believed))
    numbers = tuple(Numbers(id, {"visits": 1}) for id in "abc")
    after = set_numbers(before, "m", numbers, evidence=measured)
    assert found(after, "a").evidence == found(after, "c").evidence == measured
    assert found(after, "b").evidence == SEEN
    assert found(set_numbers(before, "m", numbers), "a").evidence is None


def test_new_touchpoints_come_into_the_lane_or_make_one() -> None:
    new = NewTouchpoint("n", "s1", "Telegram", {"visits": 6})
    after = set_numbers(project(touch("a")), "m", (), (new,))
    assert [cell.step for cell in after.maps[0].lanes[0].cells] == ["t0", "t1"]
    assert found(after, "n").visits == 6
    alone = set_numbers(project(), "m", (), (new, NewTouchpoint("o", "s1", "Fax")))
    assert [lane.kind for lane in alone.maps[0].lanes] == ["touchpoints"]
    assert [card.text for card in alone.maps[0].lanes[0].cells[0].cards] == ["Telegram", "Fax"]


def test_what_is_not_there_any_more_is_refused_whole() -> None:
    before = project(touch("a"))
    with pytest.raises(EditError):
        set_numbers(before, "m", (Numbers("a", {"visits": 1}), Numbers("gone", {"visits": 1})))
    with pytest.raises(EditError):
        set_numbers(before, "m", (), (NewTouchpoint("n", "gone", "x"),))
    with pytest.raises(EditError):
        set_numbers(before, "m", (Numbers("a", {"visits": -1}),))
    assert set_numbers(before, "m", ()) is before
