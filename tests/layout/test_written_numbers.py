"""Numbers with their signs and units, as people of a language write them."""

import pytest

from cjmdesk.i18n import tied, translator
from cjmdesk.layout.numbers import has_tenths, length, measured, millimetres, minutes, number, percent, share
from cjmdesk.model.cards import MetricCard
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.text.qt import text_engine


@pytest.mark.parametrize(
    ("value", "english", "polish"),
    [
        (1234.5, "1,234.5", "1234,5"),
        (9999, "9,999", "9999"),
        (10020, "10,020", "10\u202f020"),
        (-1020, "−1,020", "−1020"),
        (-0.0, "0", "0"),
        (-0.001, "0", "0"),
        (1234567, "1,234,567", "1\u202f234\u202f567"),
    ],
)
def test_four_digits_stand_together_but_in_english(value: float, english: str, polish: str) -> None:
    assert number(value, "en") == english
    assert number(value, "pl") == number(value, "ru") == polish


@pytest.mark.parametrize(
    ("language", "written"), [("en", "61%"), ("pl", "61%"), ("ru", "61\u00a0%"), ("de", "61\u00a0%")]
)
def test_the_percent_sign_stands_as_the_language_has_it(language: str, written: str) -> None:
    assert share(0.613, language) == percent(61, language) == measured(61, " % ", language) == written


def test_two_figures_of_a_share_are_told() -> None:
    assert [share(value, "en") for value in (0.0, 0.0237, 0.0625, 0.09, 0.0997, 0.1, 0.905, 1.0)] == [
        "0%", "2.4%", "6.3%", "9%", "10%", "10%", "91%", "100%",
    ]  # fmt: skip
    assert share(0.0237, "ru") == "2,4\u00a0%"


def test_beside_tenths_a_small_share_has_them_too() -> None:
    assert has_tenths(0.0814) and not has_tenths(0.09) and not has_tenths(0.61)
    assert [share(value, "pl", tenths=True) for value in (0.0814, 0.09, 0.0999, 0.61)] == [
        "8,1%", "9,0%", "10%", "61%",
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "unit"), [("en", "mm"), ("pl", "mm"), ("ru", "мм"), ("ar", "mm")])
def test_a_length_has_the_unit_of_its_sheet(language: str, unit: str) -> None:
    assert millimetres(100.0, translator(language)) == f"100\u00a0{unit}"
    assert length("76 × 127", translator(language)) == f"76 × 127\u00a0{unit}"


def test_a_number_stands_before_its_unit() -> None:
    assert measured(4.5, "min", "pl") == "4,5 min"
    assert measured(4.5, "", "en") == "4.5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("idzie w góry i w doliny", "idzie w\u00a0góry i\u00a0w\u00a0doliny"),
        ("„A to co?” – 7 z 8", "„A\u00a0to co?” – 7\u00a0z\u00a08"),
        ("ab cd", "ab\u00a0cd"),
        ("Moved 12 cards further", "Moved 12\u00a0cards further"),
        ("ab cdefghi", "ab cdefghi"),
        ("w  dwóch", "w  dwóch"),
        ("koniec a", "koniec\u00a0a"),
        ("przed 8:00 nie", "przed 8:00\u00a0nie"),
    ],
)
def test_a_word_of_one_letter_is_tied_to_the_next(text: str, expected: str) -> None:
    assert tied(text) == expected


@pytest.mark.parametrize(
    ("value", "english", "polish"),
    [
        (0, "0 min", "0 min"),
        (0.04, "0.04 min", "0,04 min"),
        (0.4, "0.4 min", "0,4 min"),
        (1.5, "1.5 min", "1,5 min"),
        (2, "2 min", "2 min"),
        (9.96, "10 min", "10 min"),
        (12.4, "12 min", "12 min"),
        (130, "2 h 10 min", "2 godz. 10 min"),
        (4320, "3 days", "3 dni"),
        (4330, "3 days 10 min", "3 dni 10 min"),
        (2879, "47 h 59 min", "47 godz. 59 min"),
        (30315, "21 days 1 h 15 min", "21 dni 1 godz. 15 min"),
        (14_400_000, "10,000 days", "10\N{NARROW NO-BREAK SPACE}000 dni"),
    ],
)
def test_short_times_have_their_tenths(value: float, english: str, polish: str) -> None:
    for language, written in (("en", english), ("pl", polish)):
        assert minutes(value, translator(language)).replace("\N{NO-BREAK SPACE}", " ") == written


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
def test_a_large_number_is_smaller_rather_than_broken(paper: str, language: str) -> None:
    cells = tuple(
        Cell(step=f"t{n}", cards=(MetricCard(id=f"c{n}", kind="metrics", number=12_345_678.9, unit="PLN"),))
        for n in range(8)
    )
    stages = tuple(Stage(id=f"s{n}", title="Stage", steps=(Step(id=f"t{n}"),)) for n in range(8))
    journey_map = JourneyMap(
        id="m", stages=stages, lanes=(make_lane("metrics", "l", cells=cells),), language=language
    )
    project = Project(maps=(journey_map,))
    poster = lay_out_poster(project, journey_map, PosterOptions(paper=paper), text_engine())
    written = measured(12_345_678.9, "PLN", language).split(" ")[0]
    found = [item for _part, item in poster.scene.texts() if item.item.startswith("c")]
    assert len(found) == 8
    assert all(any(written in line.text for line in item.block.lines) for item in found)
