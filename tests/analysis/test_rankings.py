"""Rankings, totals and shares against figures worked out by hand."""

import datetime

import pytest

from cjmdesk.analysis.journey import Journey
from cjmdesk.analysis.rankings import (
    coverage,
    guess_share,
    holes,
    leaving,
    ranked_pains,
    ranked_solutions,
    ranked_touchpoints,
    stage_figures,
)
from cjmdesk.formats.templates import sample
from cjmdesk.model.cards import Card, EmotionPoint, Evidence, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.storage.project_file import load
from strategies import seeded_project

TODAY = datetime.date(2026, 11, 25)


def made(*stages: dict[str, list[Card]], **counted: tuple[int, int]) -> Journey:
    """A map of a stage for each argument: lane kind → cards. counted: `s0=(entered, left)`…"""
    columns = []
    for number in range(len(stages)):
        entered, left = counted.get(f"s{number}", (None, None))
        columns.append(
            Stage(
                id=f"s{number}",
                title=f"S{number}",
                entered=entered,
                left=left,
                steps=(Step(id=f"t{number}"),),
            )
        )
    kinds = list(dict.fromkeys(kind for stage in stages for kind in stage))
    lanes = tuple(
        make_lane(kind, kind).model_copy(
            update={
                "cells": tuple(
                    Cell(step=f"t{n}", **{"points" if kind == "emotions" else "cards": tuple(stage[kind])})  # type: ignore[arg-type]
                    for n, stage in enumerate(stages)
                    if kind in stage
                )
            }
        )
        for kind in kinds
    )
    one = JourneyMap(id="m", stages=tuple(columns), lanes=lanes)
    return Journey(Project(maps=(one,)), one, TODAY)


def pain(id: str, severity: int | None = None, **fields: object) -> Card:
    return make_card("pain_points", id, text=id, severity=severity, **fields)


def seen(grade: str, source: str = "") -> Evidence:
    return Evidence(grade=grade, source=source)


def test_pains_by_severity_evidence_sources_curve_and_votes() -> None:
    low = [EmotionPoint(id="p", level=-4)]
    journey = made(
        {
            "emotions": low,  # type: ignore[dict-item]
            "pain_points": [
                pain("guess", 3),
                pain("measured", 3, evidence=seen("measured", "till")),
                pain("two", 3, evidence=seen("measured", "till, interview 4")),
                pain("voted", 3, votes=20),
                pain("unjudged"),
            ],
        },
        {"pain_points": [pain("elsewhere", 4)]},
    )
    ranked = ranked_pains(journey)
    scores = {one.placed.card.id: round(one.score, 3) for one in ranked}
    # Each by hand: severity + 0.5 a grade + 0.25 a further source + 0.1 a level below 0 and a vote.
    assert scores == {
        "two": 4.65,
        "measured": 4.4,
        "voted": 4.4,
        "elsewhere": 4.0,
        "guess": 3.4,
        "unjudged": 0.4,
    }
    assert [one.placed.card.id for one in ranked] == [
        "two",
        "measured",
        "voted",
        "elsewhere",
        "guess",
        "unjudged",
    ]


def test_touchpoints_by_sales_then_conversion() -> None:
    def touch(id: str, **fields: object) -> Card:
        return make_card("touchpoints", id, text=id, **fields)

    journey = made(
        {"touchpoints": [touch("site", visits=200, transactions=10), touch("none"), touch("ad", visits=500)]},
        {
            "touchpoints": [
                touch("shop", visits=20, transactions=10),
                touch("given", transactions=10, conversion=0.2),
            ]
        },
    )
    ranked = ranked_touchpoints(journey)
    assert [one.placed.card.id for one in ranked] == ["shop", "given", "site", "ad"]
    assert [one.conversion for one in ranked] == [0.5, 0.2, 0.05, None]


def test_sums_of_stages_and_where_customers_leave() -> None:
    act = [make_card("actions", f"a{n}", text="a") for n in range(3)]
    journey = made(
        {
            "actions": act,
            "touchpoints": [
                make_card("touchpoints", "t1", cost=2.5, minutes=3, evidence=seen("measured")),
                make_card("touchpoints", "t2", cost=1.5),
            ],
            "time": [make_card("time", "w", minutes=12, evidence=seen("observed"))],
        },
        {"actions": act[:0]},
        {},
        s0=(100, 20),
        s1=(80, 40),
        s2=(40, 9),
    )
    first, second, _third = stage_figures(journey)
    assert (first.effort, first.cost, first.minutes, first.share) == (3, 4.0, 15.0, 0.2)
    assert first.evidence == {"guess": 4, "observed": 1, "measured": 1}
    assert first.guesses == pytest.approx(4 / 6)
    assert (second.effort, second.cost, second.minutes, second.guesses) == (0, None, None, 0.0)
    assert [one.stage.id for one in leaving(journey)] == ["s1", "s2", "s0"]
    assert guess_share(journey) == pytest.approx(4 / 6)


def test_solutions_by_gain_then_by_the_pains_they_ease() -> None:
    def fix(id: str, impact: int | None, effort: int | None, *answers: str) -> Card:
        return make_card("solutions", id, text=id, impact=impact, effort=effort, answers=answers)

    journey = made(
        {
            "pain_points": [pain("p1", 5), pain("p2", 2), pain("p3")],
            "solutions": [
                fix("later", 5, None, "p1"),
                fix("dear", 5, 5, "p1"),
                fix("small", 4, 1, "p2"),
                fix("good", 5, 2, "p1", "p3"),
                fix("idle", 5, 2),
            ],
        }
    )
    ranked = ranked_solutions(journey)
    assert [(one.placed.card.id, one.gain, one.pains) for one in ranked] == [
        ("good", 3, 6),
        ("small", 3, 2),
        ("idle", 3, 0),
        ("dear", 0, 5),
        ("later", None, 5),
    ]


def test_channels_by_stage_and_their_holes() -> None:
    def touch(id: str, channel: str) -> Card:
        return make_card("touchpoints", id, channel=channel)

    journey = made(
        {"touchpoints": [touch("a", "phone"), touch("b", "phone"), touch("c", "website")]},
        {"touchpoints": [touch("d", "")]},
        {"touchpoints": [touch("e", "phone")]},
        {"touchpoints": [touch("f", "website")]},
    )
    found = coverage(journey)
    assert found == {"phone": [2, 0, 1, 0], "website": [1, 0, 0, 1], "": [0, 1, 0, 0]}
    assert list(found) == ["phone", "website", ""]
    assert [holes(row) for row in found.values()] == [[1], [1, 2], []]


def test_the_bakery_by_hand() -> None:
    project = load(sample("bakery", "pl").path).project
    journey = Journey(project, project.maps[0], TODAY)
    assert [one.effort for one in stage_figures(journey)] == [2, 2, 2, 3, 2, 2]
    worst = leaving(journey)
    assert [one.stage.title for one in worst] == [
        "Świadomość",
        "Rozważanie",
        "Utrzymanie",
        "Decyzja",
        "Zakup",
    ]
    assert worst[0].share == pytest.approx(610 / 900)
    best = ranked_touchpoints(journey)[0]
    assert (best.placed.card.text, best.transactions) == ("Lada", 95)
    assert best.conversion == pytest.approx(95 / 102)


@pytest.mark.parametrize("seed", range(30))
def test_any_map_has_its_figures(seed: int) -> None:
    project = seeded_project(seed)
    for one in project.maps:
        journey = Journey(project, one, TODAY)
        pains = ranked_pains(journey)
        assert [one.score for one in pains] == sorted((one.score for one in pains), reverse=True)
        assert 0.0 <= guess_share(journey) <= 1.0
        assert all(sum(row) for row in coverage(journey).values())
        ranked_touchpoints(journey)
        ranked_solutions(journey)
        leaving(journey)
