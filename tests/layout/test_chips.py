"""The small print of a card breaks between its facts."""

import datetime
from itertools import pairwise

import pytest
from msgspec.structs import replace

from cjmdesk.layout.chips import chips_of, flow, persona_chip, score_chip
from cjmdesk.layout.context import make_context
from cjmdesk.layout.palette import COLOUR
from cjmdesk.layout.scene import Box, Text
from cjmdesk.model.cards import make_card
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Competitor, Persona
from cjmdesk.model.project import Project
from cjmdesk.text.qt import text_engine

WIDTHS = [4.0 + 0.7 * step for step in range(40)]


def rows(width: float) -> dict[float, list[tuple[float, float, str]]]:
    """What stands on each row at `width` em: left, right and words, a dot as "·"."""
    journey_map = JourneyMap(id="m")
    here = make_context(Project(maps=(journey_map,)), journey_map, text_engine(), COLOUR, 1.0)
    card = make_card(
        "solutions",
        "c",
        text="Box",
        impact=4,
        effort=3,
        owner="Bartek",
        due=datetime.date(2027, 3, 1),
        status="planned",
        votes=4,
    )
    found: dict[float, list[tuple[float, float, str]]] = {}
    placed, _height = flow(chips_of(here, card, width), width, here.em)
    for chip, x, y in placed:
        items = list(chip.draw(x, y))
        words = " ".join(item.block.text for item in items if isinstance(item, Text))
        dot = len(items) == 1 and isinstance(items[0], Box)
        found.setdefault(y, []).append((x, x + chip.width, "·" if dot else words))
    return found


def test_no_row_begins_or_ends_with_a_dot() -> None:
    for width in WIDTHS:
        for row in rows(width).values():
            assert row[0][2] != "·"
            assert row[-1][2] != "·"


def test_facts_on_one_row_are_parted_by_a_dot_and_keep_their_distance() -> None:
    (row,) = rows(60.0).values()
    assert [words for _, _, words in row] == [
        "Impact 4/5",
        "·",
        "Effort 3/5",
        "·",
        "Bartek",
        "·",
        "1\u00a0March\u00a02027",
        "·",
        "Planned",
        "4",
    ]
    for (_, end, _), (start, _, _) in pairwise(row):
        assert end < start


def test_what_follows_the_facts_stands_on_their_last_row() -> None:
    found = rows(13.0)
    assert len(found) > 1
    assert found[max(found)][-1][2] == "4"


@pytest.mark.parametrize("width", [5.6, 6.0, 7.0, 8.0])
def test_large_figures_are_smaller_rather_than_broken(width: float) -> None:
    journey_map = JourneyMap(id="m")
    here = make_context(Project(maps=(journey_map,)), journey_map, text_engine(), COLOUR, 1.0)
    card = make_card(
        "touchpoints",
        "c",
        text="Portal",
        visits=12_345_678_898,
        transactions=2_345_678_901,
        cost=98_765_432.1,
    )
    texts = [
        item
        for chip, x, y in flow(chips_of(here, card, width), width, here.em)[0]
        for item in chip.draw(x, y)
        if isinstance(item, Text)
    ]
    lines = [line.text.strip() for text in texts for line in text.block.lines]
    assert {"12,345,678,898", "2,345,678,901", "98,765,432.1"} <= {
        word for line in lines for word in line.split()
    }
    assert all(0.5 < text.size <= 0.78 and text.x + text.width <= width + 0.01 for text in texts)


@pytest.mark.parametrize("width", [3.0, 4.0, 5.0, 6.0])
def test_no_date_is_broken_within_its_figures(width: float) -> None:
    for _y, row in rows(width).items():
        for _left, _right, words in row:
            assert "2027" in words or "March" not in words
    journey_map = JourneyMap(id="m")
    here = make_context(Project(maps=(journey_map,)), journey_map, text_engine(), COLOUR, 1.0)
    card = make_card("solutions", "c", text="Box", due=datetime.date(2027, 2, 15))
    lines = [
        line.text.strip()
        for chip in chips_of(here, card, width)
        for item in chip.draw(0.0, 0.0)
        if isinstance(item, Text)
        for line in item.block.lines
    ]
    assert "15" in lines[0] and "2027" in lines[-1].replace("\N{NO-BREAK SPACE}", " ").split()


def test_every_competitor_is_told_apart() -> None:
    rivals = tuple(Competitor(id=f"r{n}", name=f"Rival {n}") for n in range(12))
    one = JourneyMap(id="m", competitors=rivals)
    here = make_context(Project(maps=(one,)), one, text_engine(), COLOUR, 1.0)
    assert len({(mark.dash, mark.shape) for mark in here.competitors.values()}) == 12


@pytest.mark.parametrize("size", [0.5, 0.7, 0.85, 1.0])
@pytest.mark.parametrize("letter", ["I", "M", "М"])
def test_one_letter_stands_on_a_disc_however_large(letter: str, size: float) -> None:
    """A broad one stood on an oval where a booklet's type was larger."""
    journey_map = JourneyMap(id="m", personas=("p",))
    project = Project(maps=(journey_map,), personas=(Persona(id="p", name=f"{letter}arta"),))
    here = replace(make_context(project, journey_map, text_engine(), COLOUR, 4.0), least=4.0 * size)
    chip = persona_chip(here, "c", "p")
    assert chip.width == pytest.approx(chip.height)


@pytest.mark.parametrize("width", [11.0, 12.5, 14.0])
def test_a_score_stands_behind_the_last_word(width: float) -> None:
    """On a line of its own it seemed to belong to the next name: a word goes down with it."""
    journey_map = JourneyMap(id="m")
    context = make_context(Project(maps=(journey_map,)), journey_map, text_engine(), COLOUR, 4.0)
    chip = score_chip(context, "c", "Supermarket at the roundabout", 4, width * 4.0)
    label, *squares = chip.draw(0.0, 0.0)
    assert isinstance(label, Text) and len(label.block.lines) == 2 and len(squares) == 5
    last = label.block.lines[-1].width * label.size
    for square in squares:
        assert isinstance(square, Box)
        assert last < square.x and square.x + square.width <= width * 4.0
        assert label.height / 2 < square.y and square.y + square.height < label.height
    assert chip.height == label.height
