"""The number of a metric is never broken between its digits and stays with its unit where it can."""

import itertools
import re

import pytest

from cjmdesk.i18n import NO_BREAK, translator
from cjmdesk.layout.cards import CardPlan, plan_card
from cjmdesk.layout.context import LayoutContext, make_context
from cjmdesk.layout.numbers import brief, measured
from cjmdesk.layout.palette import COLOUR
from cjmdesk.model.cards import Evidence, MetricCard
from cjmdesk.model.lanes import Cell, MetricsLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.text.engine import BOLD
from cjmdesk.text.qt import text_engine

WIDTHS = [2.5 + 0.25 * step for step in range(50)]
VALUES = (9_576_543_210.55, -12_345.67, 8.0, 123_456_789.0, 0.25, 4e21)
UNITS = ("PLN", "", "%", "% of orders", "Kundenzufriedenheitspunkte", "min per order")


def context_of(language: str) -> LayoutContext:
    journey_map = JourneyMap(id="m", language=language)
    return make_context(Project(maps=(journey_map,)), journey_map, text_engine(), COLOUR, 2.0)


def lines_of(plan: CardPlan) -> list[str]:
    assert plan.head is not None
    return [line.text.replace(NO_BREAK, " ").strip() for line in plan.head.lines]


@pytest.mark.parametrize("language", ["en", "pl", "ru", "de"])
def test_no_number_is_broken_between_its_digits(language: str) -> None:
    here = context_of(language)
    for value, unit, width in itertools.product(VALUES, UNITS, WIDTHS):
        card = MetricCard(id="c", kind="metrics", text="Turnover", number=value, unit=unit)
        plan = plan_card(here, card, width * here.em)
        first = lines_of(plan)[0]
        exact = measured(value, "", language)
        short = brief(value, language, translator(language)).replace(NO_BREAK, " ")
        assert first.startswith(short if plan.brief else exact), (value, unit, width)
        assert not any(re.match(r"[\d.,]", line) for line in lines_of(plan)[1:])


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(("value", "unit"), [(40, "% of orders"), (96, "min"), (45, "minutes"), (40, "%")])
def test_a_number_stays_with_its_unit_where_there_is_room(language: str, value: float, unit: str) -> None:
    here = context_of(language)
    together = measured(value, unit.split(maxsplit=1)[0], language).replace(NO_BREAK, " ")
    for width in WIDTHS:
        evidence = Evidence(grade="measured")
        card = MetricCard(id="c", kind="metrics", text="", number=value, unit=unit, evidence=evidence)
        plan = plan_card(here, card, width * here.em)
        wide = here.wrap(together, BOLD, float("inf")).width * here.em
        if wide * 0.91 < plan.text_width:
            assert lines_of(plan)[0].startswith(together), width
            assert plan.head_size > 0.85 or " " in unit


@pytest.mark.parametrize(
    ("value", "english", "russian"),
    [
        (9_876_543_210.55, "9.88B", "9,88 млрд"),
        (-1_234_567, "−1.23M", "−1,23 млн"),
        (999_600_000, "1B", "1 млрд"),
        (12_345, "12.3K", "12,3 тыс."),
        (9_999.4, "10K", "10 тыс."),
        (1_234.56, "1,235", "1235"),
        (999.99, "1,000", "1000"),
        (99.25, "99.25", "99,25"),
        (3e21, "3.00E21", "3,00E21"),
        (0, "0", "0"),
    ],
)
def test_a_number_in_brief_has_three_figures(value: float, english: str, russian: str) -> None:
    for language, written in (("en", english), ("ru", russian)):
        assert brief(value, language, translator(language)).replace(NO_BREAK, " ") == written


def test_the_sums_of_a_lane_are_all_in_brief_where_one_has_to_be() -> None:
    """A small number beside them stays what it is."""
    numbers = [9_876_543_210.55, 1_234_567.0, 8_765_432_109.5, 4_321.0]
    stages = tuple(
        Stage(id=f"s{n}", title="Stage", steps=(Step(id=f"t{n}", width=0.3 if n % 4 == 2 else 2.0),))
        for n in range(24)
    )
    cells = tuple(
        Cell(step=f"t{n}", cards=(MetricCard(id=f"c{n}", kind="metrics", text="T", number=numbers[n % 4]),))
        for n in range(24)
    )
    lane = MetricsLane(id="l", kind="metrics", unit="PLN", chart="bar", cells=cells)
    journey_map = JourneyMap(id="m", stages=stages, lanes=(lane,))
    project = Project(maps=(journey_map,))
    poster = lay_out_poster(project, journey_map, PosterOptions(paper="A2"), text_engine())
    said = {
        (int(text.item[1:]) % 4, text.block.text.replace(NO_BREAK, " "))
        for _part, text in poster.scene.texts()
        if re.fullmatch(r"c\d+", text.item) and text.block.style == BOLD
    }
    assert said == {(0, "9.88B PLN"), (1, "1.23M PLN"), (2, "8.77B PLN"), (3, "4,321 PLN")}
