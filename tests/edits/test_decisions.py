"""Solutions written for pains, judged, voted for, and taken into the plan."""

import datetime

import pytest

from cjmdesk.edits.deciding import answer_pain, choose, clear_votes, judge, set_votes
from cjmdesk.edits.errors import EditError
from cjmdesk.model.cards import SolutionCard, make_card
from cjmdesk.model.lanes import Cell, Lane, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step


def project(*more: Lane) -> Project:
    stages = tuple(Stage(id=f"s{n}", steps=(Step(id=f"t{n}"),)) for n in range(2))
    pain = make_card("pain_points", "p", text="Queue", votes=3)
    lanes = (
        make_lane("actions", "la"),
        make_lane("pain_points", "lp", cells=(Cell(step="t1", cards=(pain,)),)),
        make_lane("free_text", "lf"),
        *more,
    )
    return Project(maps=(JourneyMap(id="m", stages=stages, lanes=lanes),))


def fixes(**fields: object) -> Project:
    card = make_card("solutions", "c", text="Drop-off box", **fields)
    return project(make_lane("solutions", "ls", cells=(Cell(step="t0", cards=(card,)),)))


def card_of(changed: Project, id: str = "c") -> SolutionCard:
    cards = (
        card for lane in changed.maps[0].lanes for cell in lane.cells for card in cell.cards if card.id == id
    )
    found = next(cards)
    assert isinstance(found, SolutionCard)
    return found


def test_a_solution_lies_in_the_column_of_its_pain() -> None:
    made = answer_pain(fixes(), "p", " Drop-off box\n")
    card = card_of(made.project, made.card)
    assert (card.answers, made.lane, made.made) == (("p",), "ls", False)
    lane = next(one for one in made.project.maps[0].lanes if one.id == "ls")
    assert [cell.step for cell in lane.cells if made.card in [each.id for each in cell.cards]] == ["t1"]


def test_a_map_without_a_lane_for_solutions_gets_one_below_the_pain() -> None:
    made = answer_pain(project(), "p", "Drop-off box")
    kinds = [lane.kind for lane in made.project.maps[0].lanes]
    assert made.made
    assert kinds == ["actions", "pain_points", "solutions", "free_text"]


def test_a_hidden_lane_is_shown_before_one_is_added() -> None:
    hidden = make_lane("solutions", "ls", hidden=True)
    made = answer_pain(project(hidden), "p", "Drop-off box")
    assert (made.lane, made.made) == ("ls", False)
    assert not made.project.maps[0].lanes[3].hidden


def test_the_lane_that_is_shown_takes_it() -> None:
    lanes = (make_lane("solutions", "l1", hidden=True), make_lane("solutions", "l2"))
    made = answer_pain(project(*lanes), "p", "Drop-off box")
    assert made.lane == "l2"
    assert made.project.maps[0].lanes[3].hidden


def test_only_a_pain_is_answered() -> None:
    with pytest.raises(EditError):
        answer_pain(fixes(), "c", "x")
    with pytest.raises(EditError):
        answer_pain(fixes(), "nobody", "x")


def test_judging_sets_both_and_takes_both_away() -> None:
    judged = judge(fixes(), "c", 5, 2)
    assert (card_of(judged).impact, card_of(judged).effort) == (5, 2)
    assert card_of(judge(judged, "c", None, None)) == card_of(fixes())
    for wrong in ((0, 3), (6, 3)):
        with pytest.raises(EditError):
            judge(fixes(), "c", *wrong)
    with pytest.raises(EditError):
        judge(fixes(), "p", 1, 1)


def test_taking_out_of_the_plan_loses_no_owner_and_no_date() -> None:
    taken = choose(fixes(), "c", True)
    assert card_of(taken).status == "planned"
    assert card_of(choose(taken, "c", False)).status == "idea"
    day = datetime.date(2026, 12, 1)
    owned = fixes(owner="Ola", due=day)
    dropped = card_of(choose(owned, "c", False))
    assert (dropped.status, dropped.owner, dropped.due) == ("dropped", "Ola", day)
    assert choose(owned, "c", True) is owned
    back = choose(choose(owned, "c", False), "c", True)
    assert card_of(back).status == "planned"


def test_dots_are_set_and_cleared() -> None:
    many = set_votes(fixes(), "c", 7)
    assert card_of(many).votes == 7
    none = clear_votes(many, ("c", "p"))
    assert card_of(none).votes == 0
    assert none == clear_votes(none, ("c", "p"))
    with pytest.raises(EditError):
        set_votes(fixes(), "c", -1)
