"""What a team decides with: places on the matrix, dot votes, the plan and what it lacks."""

import datetime

import pytest
from hypothesis import given

from cjmdesk.analysis.journey import Journey
from cjmdesk.analysis.judging import LEVELS, QUARTERS, matrix_of, quarters_at
from cjmdesk.analysis.planning import actions_of, lacking, solutions_of
from cjmdesk.analysis.rankings import ranked_solutions
from cjmdesk.analysis.voting import by_votes, lanes_to_vote, lanes_with_cards, voted
from cjmdesk.model.cards import Card, SolutionCard, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from strategies import projects

TODAY = datetime.date(2026, 11, 26)
TOMORROW = TODAY + datetime.timedelta(1)
YESTERDAY = TODAY - datetime.timedelta(1)


def journey(*cards: Card, pains: tuple[Card, ...] = ()) -> Journey:
    stage = Stage(id="s", title="Purchase", steps=(Step(id="t"),))
    lanes = (
        make_lane("pain_points", "pains", cells=(Cell(step="t", cards=pains),)),
        make_lane("solutions", "fixes", cells=(Cell(step="t", cards=cards),)),
    )
    one = JourneyMap(id="m", title="Visit", stages=(stage,), lanes=lanes)
    return Journey(Project(maps=(one,)), one, TODAY)


def fix(id: str, **fields: object) -> Card:
    return make_card("solutions", id, text=f"Fix {id}", **fields)


def test_what_is_judged_stands_on_its_place_and_the_rest_waits() -> None:
    found = matrix_of(
        journey(
            fix("a", impact=5, effort=1),
            fix("b", impact=5, effort=1, answers=("p",)),
            fix("c", impact=2, effort=4),
            fix("half", impact=3),
            fix("none"),
            fix("gone", impact=5, effort=5, status="dropped"),
            pains=(make_card("pain_points", "p", severity=4),),
        )
    )
    places = {place: [one.placed.card.id for one in some] for place, some in found.places.items()}
    assert places == {(5, 1): ["b", "a"], (2, 4): ["c"]}
    assert [one.placed.card.id for one in found.waiting] == ["half", "none"]
    assert (found.placed, found.dropped) == (3, 1)


def test_quarters_meet_on_the_middle_level() -> None:
    assert quarters_at(5, 1) == ("do_first",)
    assert quarters_at(4, 5) == ("plan",)
    assert quarters_at(1, 2) == ("fill_in",)
    assert quarters_at(2, 4) == ("leave",)
    assert quarters_at(4, 3) == ("do_first", "plan")
    assert quarters_at(3, 1) == ("do_first", "fill_in")
    assert quarters_at(3, 3) == QUARTERS
    assert {name for impact in LEVELS for effort in LEVELS for name in quarters_at(impact, effort)} == {
        *QUARTERS
    }


@given(projects())
def test_no_solution_is_lost_on_the_matrix(project: Project) -> None:
    for one in project.maps:
        ranked = [each.placed.card.id for each in ranked_solutions(Journey(project, one, TODAY))]
        found = matrix_of(Journey(project, one, TODAY))
        standing = [each.placed.card.id for some in found.places.values() for each in some]
        waiting = [each.placed.card.id for each in found.waiting]
        assert len(standing) + len(waiting) + found.dropped == len(ranked)
        assert {*standing, *waiting} <= {*ranked}


def test_alike_votes_share_a_place() -> None:
    cards = [fix("a", votes=3), fix("b", votes=5), fix("c", votes=3), fix("d", votes=1), fix("e")]
    found = voted(journey(*cards), ("fixes",))
    assert [(one.placed.card.id, one.place, one.shared) for one in found] == [
        ("a", 2, 1),
        ("b", 1, 0),
        ("c", 2, 1),
        ("d", 4, 0),
        ("e", None, 0),
    ]
    assert [one.placed.card.id for one in by_votes(found)] == ["b", "a", "c", "d", "e"]


def test_only_the_chosen_lanes_are_voted_on() -> None:
    one = journey(fix("a", votes=1), pains=(make_card("pain_points", "p", votes=2),))
    assert [each.placed.card.id for each in voted(one, ("pains", "fixes"))] == ["p", "a"]
    assert [each.place for each in voted(one, ("fixes",))] == [1]
    assert voted(one, ()) == []
    assert lanes_to_vote(one) == ("pains", "fixes") == lanes_with_cards(one)


@given(projects())
def test_places_count_those_with_more_dots(project: Project) -> None:
    for each in project.maps:
        one = Journey(project, each, TODAY)
        found = voted(one, lanes_with_cards(one))
        assert len(found) == len(one.cards)
        for card in found:
            more = sum(other.votes > card.votes for other in found)
            assert card.place == (more + 1 if card.votes else None)


def test_the_plan_holds_what_was_decided_for() -> None:
    one = journey(
        fix("idea"),
        fix("owned", owner="Ola"),
        fix("dated", due=TOMORROW),
        fix("planned", status="planned"),
        fix("done", status="done", due=YESTERDAY),
        fix("dropped", status="dropped", owner="Max"),
    )
    assert [each.card.id for each in actions_of(one.project, one.map)] == [
        "dated",
        "owned",
        "planned",
        "done",
    ]
    assert len(solutions_of(one.project, one.map)) == 6


def test_before_anything_is_decided_the_plan_holds_every_idea() -> None:
    one = journey(fix("a"), fix("b"), fix("gone", status="dropped"))
    assert [each.card.id for each in actions_of(one.project, one.map)] == ["a", "b"]


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({}, ("owner", "date")),
        ({"owner": " "}, ("owner", "date")),
        ({"owner": "Ola"}, ("date",)),
        ({"owner": "Ola", "due": TODAY}, ()),
        ({"due": YESTERDAY}, ("owner", "late")),
        ({"status": "done", "due": YESTERDAY}, ()),
        ({"status": "dropped"}, ()),
    ],
)
def test_what_an_action_lacks(fields: dict[str, object], lacks: tuple[str, ...]) -> None:
    card = fix("a", **fields)
    assert isinstance(card, SolutionCard)
    assert lacking(card, TODAY) == lacks
