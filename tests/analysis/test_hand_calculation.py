"""Totals, rankings and shares of five real maps against figures added up by hand from their files."""

import datetime
from dataclasses import dataclass, field

import pytest

from cjmdesk.analysis.channels import clashes
from cjmdesk.analysis.decisions import deciding, totals
from cjmdesk.analysis.journey import Journey
from cjmdesk.analysis.rankings import coverage, guess_share, leaving, ranked_touchpoints, stage_figures
from cjmdesk.analysis.sources import findings, parted, sources
from cjmdesk.formats.templates import sample
from cjmdesk.model.cards import Evidence, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.storage.project_file import load

TODAY = datetime.date(2026, 11, 25)


@dataclass(frozen=True)
class ByHand:
    """What somebody with the file and a pencil finds. Stages are counted from 0.

    grades: guess, observed, measured of each stage. leaving, deciding: numbers of stages, ranked.
    best: the first touchpoints with their sales. cover: channel → stages with a touchpoint.
    """

    effort: tuple[int, ...]
    cost: tuple[float | None, ...]
    minutes: tuple[float | None, ...]
    grades: tuple[tuple[int, int, int], ...]
    leaving: tuple[int, ...] = ()
    shares: tuple[float, ...] = ()
    deciding: tuple[int, ...] = ()
    sold: tuple[int, ...] = ()
    best: tuple[tuple[str, int], ...] = ()
    cover: dict[str, tuple[int, ...]] = field(default_factory=dict)
    supported: dict[str, int] = field(default_factory=dict)


N = None
MAPS = {
    "bakery.pl": ByHand(
        effort=(2, 2, 2, 3, 2, 2),
        cost=(N, N, N, 2.4, N, N),
        minutes=(N, 2, 4, 9, N, N),
        grades=((8, 2, 4), (10, 1, 4), (12, 2, 0), (17, 2, 3), (10, 0, 1), (9, 0, 0)),
        leaving=(0, 1, 4, 2, 3),
        shares=(610 / 900, 160 / 290, 52 / 95, 28 / 130, 7 / 102),
        deciding=(2, 3, 0, 4, 1, 5),
        sold=(102, 95, 79, 43, 16, 12),
        best=(("Lada", 95), ("Tabliczka „Zamów na jutro”", 61), ("Telefon do dziewiątej", 58)),
        cover={
            "door-sign": (0,),
            "social_media": (0, 5),
            "website": (1,),
            "word_of_mouth": (1,),
            "phone": (2, 4),
            "messenger": (2,),
            "shop": (3,),
            "packaging": (3,),
        },
        supported={"preorder-no-form": 2, "preorder-queue-time": 2},
    ),
    "bike-workshop.en": ByHand(
        effort=(3, 2, 2, 4, 2, 2),
        cost=(N, N, N, 0.9, 6.5, N),
        minutes=(N, 3, 4, 14, N, N),
        grades=((7, 3, 2), (7, 3, 3), (8, 0, 1), (13, 3, 3), (7, 0, 2), (8, 0, 1)),
        leaving=(4, 1, 0, 2, 3),
        shares=(51 / 78, 165 / 270, 150 / 420, 18 / 105, 9 / 87),
        deciding=(2, 3, 0, 4, 1, 5),
        sold=(87, 78, 38, 31, 22, 9),
        best=(("Phone", 87), ("Counter", 78), ("Card terminal", 78), ("Map listing", 38)),
        cover={
            "street": (0,),
            "map-listing": (0,),
            "website": (1, 4),
            "reviews": (1,),
            "phone": (2,),
            "shop": (3,),
            "sms": (4,),
            "social_media": (5,),
            "word_of_mouth": (5,),
        },
        supported={"visit-now-price-exit": 2, "visit-now-stopwatch": 2, "visit-now-sms-answers": 1},
    ),
    "dental-visit.en": ByHand(
        effort=(2, 2, 4, 4, 2, 2),
        cost=(N,) * 6,
        minutes=(4, N, 28, 37, 6, 30240),
        grades=((10, 2, 2), (10, 1, 0), (20, 1, 6), (23, 1, 0), (14, 0, 0), (10, 2, 1)),
        leaving=(0, 4, 1, 2),
        shares=(71 / 240, 38 / 152, 14 / 169, 3 / 155),
    ),
    "loyalty-loop.ru": ByHand(
        effort=(2, 2, 4, 3, 2, 2),
        cost=(N, N, 190, N, N, 3.6),
        minutes=(N, 7, 12, 5, N, N),
        grades=((9, 0, 1), (6, 3, 1), (15, 0, 2), (15, 3, 0), (9, 1, 0), (10, 0, 2)),
        leaving=(5, 0, 1, 4, 2, 3),
        shares=(79 / 99, 3900 / 5200, 870 / 1300, 99 / 166, 190 / 430, 74 / 240),
        deciding=(2, 1, 0, 4, 3, 5),
        sold=(240, 240, 154, 67, 30, 20),
        best=(("Корзина", 240), ("Каталог на сайте", 240), ("Видео с первой чашкой", 96)),
        cover={
            "social_media": (0,),
            "word_of_mouth": (0,),
            "website": (1, 2, 4),
            "reviews": (1,),
            "delivery": (2, 3),
            "messenger": (3,),
            "email_campaign": (5,),
            "sms": (5,),
        },
        supported={"coffee-why-basket": 2, "coffee-sour": 2, "coffee-day-18": 2},
    ),
    "carers-tuesday.en": ByHand(
        effort=(4, 2, 2, 3, 2, 1),
        cost=(N,) * 6,
        minutes=(65, 9, 53, 120, 15, N),
        grades=((14, 5, 0), (13, 1, 0), (12, 2, 4), (12, 0, 0), (12, 2, 0), (7, 0, 0)),
        deciding=(2,),
        sold=(62,),
        best=(("Our counter", 62),),
        cover={
            "radio": (0,),
            "fridge": (0,),
            "messenger": (1,),
            "phone": (1, 4),
            "shop": (2,),
            "social_media": (5,),
        },
        supported={"tuesday-twice": 2, "tuesday-calls": 2},
    ),
}


def journey(name: str) -> Journey:
    project = load(sample(*name.split(".")).path).project
    return Journey(project, project.maps[0], TODAY)


@pytest.mark.parametrize("name", MAPS)
def test_stages_sum_up_as_by_hand(name: str) -> None:
    found, hand = stage_figures(journey(name)), MAPS[name]
    assert tuple(one.effort for one in found) == hand.effort
    assert [one.cost for one in found] == [
        value if value is None else pytest.approx(value) for value in hand.cost
    ]
    assert [one.minutes for one in found] == list(hand.minutes)
    assert tuple(tuple(one.evidence.values()) for one in found) == hand.grades
    assert [one.guesses for one in found] == [pytest.approx(row[0] / sum(row)) for row in hand.grades]


@pytest.mark.parametrize("name", MAPS)
def test_the_whole_journey_as_by_hand(name: str) -> None:
    one, hand = journey(name), MAPS[name]
    found = totals(one)
    assert found.effort == sum(hand.effort)
    cost, minutes = (sum(v for v in values if v is not None) for values in (hand.cost, hand.minutes))
    assert (found.cost or 0) == pytest.approx(cost)
    assert (found.minutes or 0) == minutes
    guesses = sum(row[0] for row in hand.grades) / sum(map(sum, hand.grades))
    assert found.guesses == guess_share(one) == pytest.approx(guesses)
    assert found.evidence["measured"] == sum(row[2] for row in hand.grades)


@pytest.mark.parametrize("name", MAPS)
def test_where_they_leave_and_decide_as_by_hand(name: str) -> None:
    one, hand = journey(name), MAPS[name]
    place = {stage.id: number for number, stage in enumerate(one.map.stages)}
    left = leaving(one)
    assert tuple(place[each.stage.id] for each in left) == hand.leaving
    assert [each.share for each in left] == [pytest.approx(share) for share in hand.shares]
    decided = deciding(one)
    assert tuple(place[each.stage.id] for each in decided) == hand.deciding
    assert tuple(each.transactions for each in decided) == hand.sold


def test_a_sale_that_passes_several_steps_of_a_stage_counts_once() -> None:
    """At the counter 40 of 50 and by telephone 20 of 40 buy; all 60 pay, half of them by card."""
    columns = ("ask", "pay"), ("read",)
    stages = tuple(
        Stage(id=f"g{number}", title=f"Stage {number}", steps=tuple(Step(id=id) for id in steps))
        for number, steps in enumerate(columns)
    )
    counts = {"ask": [(50, 40), (40, 20)], "pay": [(None, 30), (None, 30)], "read": [(70, 61), (9, None)]}
    cells = tuple(
        Cell(
            step=step,
            cards=tuple(
                make_card("touchpoints", f"{step}{number}", visits=visits, transactions=sold)
                for number, (visits, sold) in enumerate(pairs)
            ),
        )
        for step, pairs in counts.items()
    )
    one = JourneyMap(id="m", stages=stages, lanes=(make_lane("touchpoints", "l", cells=cells),))
    found = deciding(Journey(Project(maps=(one,)), one, TODAY))
    assert [(each.stage.id, each.transactions, each.visits) for each in found] == [
        ("g1", 61, 79),
        ("g0", 60, 90),
    ]
    assert [each.conversion for each in found] == [pytest.approx(61 / 70), pytest.approx(60 / 90)]


@pytest.mark.parametrize("name", MAPS)
def test_touchpoints_channels_and_findings_as_by_hand(name: str) -> None:
    one, hand = journey(name), MAPS[name]
    best = [(each.placed.card.text, each.transactions) for each in ranked_touchpoints(one)]
    assert tuple(best[: len(hand.best)]) == hand.best
    covered = {
        channel: tuple(place for place, count in enumerate(row) if count)
        for channel, row in coverage(one).items()
    }
    assert covered == hand.cover
    assert {each.placed.card.id: len(each.notes) for each in findings(one) if each.notes} == hand.supported


def test_sources_of_the_bicycle_workshop_as_by_hand() -> None:
    found = {
        one.name: (len(one.notes), one.measured, one.observed) for one in sources(journey("bike-workshop.en"))
    }
    assert found["website statistics"] == (4, 4, 0)
    assert found["interviews 3"] == found["interviews 7"] == found["interviews 9"] == (3, 0, 3)
    assert found["two Mondays"] == (3, 2, 1)
    assert found["stopwatch"] == (2, 1, 1)


def test_what_a_source_names() -> None:
    assert parted("till, interview 4") == ["till", "interview 4"]
    assert parted("interviews 3, 7; 9") == ["interviews 3", "interviews 7", "interviews 9"]
    assert parted("diaries B, D") == ["diaries B", "diaries D"]
    assert parted("X, Y") == ["X", "Y"]
    assert parted("rozmowy 5 i 9") == ["rozmowy 5", "rozmowy 9"]
    assert parted("12 of 40 answered, ") == ["12 of 40 answered"]
    assert parted("order book, 7 times; till, 3 shops") == ["order book", "till", "3 shops"]
    assert parted("zeszyt zamówień, 7 razy") == ["zeszyt zamówień"]
    assert parted("письма в поддержку, 9 штук") == ["письма в поддержку"]
    assert parted("") == []


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        (("rozmowy 5 i 9", "rozmowa 9", "Rozmowa 5"), {"rozmowy 5": 2, "rozmowy 9": 2}),
        (("interview 3", "interviews 3, 7", "phone interview 7"),
         {"interview 3": 2, "interviews 7": 1, "phone interview 7": 1}),
        (("diaries A, C", "diary C", "diary"), {"diaries C": 2, "diaries A": 1, "diary": 1}),
        (("интервью 3", "опросы 2, 4", "опрос 4"), {"опросы 4": 2, "интервью 3": 1, "опросы 2": 1}),
        (("kasy 2", "kasa 2", "survey", "surveys"), {"kasy 2": 1, "kasa 2": 1, "survey": 1, "surveys": 1}),
        (("wizyty 1, 2", "12 z 40 ankiet"), {"wizyty 1": 1, "wizyty 2": 1, "12 z 40 ankiet": 1}),
    ],
)  # fmt: skip
def test_a_source_is_one_in_whatever_form_its_noun_stands(
    written: tuple[str, ...], counted: dict[str, int]
) -> None:
    cards = tuple(
        make_card("actions", f"c{n}", evidence=Evidence(grade="observed", source=source))
        for n, source in enumerate(written)
    )
    lane = make_lane("actions", "a", cells=(Cell(step="t", cards=cards),))
    one = JourneyMap(id="m", stages=(Stage(id="s", steps=(Step(id="t"),)),), lanes=(lane,))
    found = sources(Journey(Project(maps=(one,)), one, TODAY))
    assert {each.name: len(each.notes) for each in found} == counted


def test_channels_that_do_not_go_together_as_by_hand() -> None:
    found = [(one.kind, one.channel, one.other) for one in clashes(journey("bike-workshop.en"))]
    # The website is there in 1 and 4, not in 2 and 3; online booking sells 19 of 31, the SMS 12 of 78.
    assert found == [("hole", "website", ""), ("conversion", "website", "sms")]
    assert clashes(journey("dental-visit.en")) == []
