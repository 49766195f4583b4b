"""Above the map: people in as few rows as they need, and nothing said twice or left hanging."""

from itertools import pairwise

import pytest

from cjmdesk.i18n import NO_BREAK
from cjmdesk.layout.scene import Box, Part, Text
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Brief, Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.text.engine import ASCENT
from cjmdesk.text.qt import text_engine
from samples import repair_visit


def poster(people: tuple[Persona, ...], paper: str = "A2", **changes: object) -> Poster:
    """A small map of these people."""
    told = {"personas": tuple(person.id for person in people), **changes}
    journey_map = repair_visit().maps[0].model_copy(update=told)
    project = Project(maps=(journey_map,), personas=people)
    return lay_out_poster(project, journey_map, PosterOptions(paper=paper), text_engine())


def title(found: Poster) -> Part:
    return next(part for part in found.scene.parts if part.key == "title")


def words(part: Part, id: str) -> list[Text]:
    return [
        item for item in part.items if isinstance(item, Text) and item.item == id and item.align != "center"
    ]


@pytest.mark.parametrize("direction", ["left_to_right", "right_to_left"])
def test_people_of_whom_only_the_names_are_known_stand_in_one_row(direction: str) -> None:
    people = tuple(Persona(id=f"p{n}", name=f"Person {n}") for n in range(5))
    part = title(poster(people, direction=direction))
    cards = [item for item in part.items if isinstance(item, Box) and item.stroke]
    assert len(cards) == 5
    assert len({card.y for card in cards}) == 1
    cards.sort(key=lambda card: card.x)
    assert all(a.x + a.width < b.x for a, b in pairwise(cards))
    assert cards[0].x >= 0
    assert cards[-1].x + cards[-1].width <= part.width + 0.01


@pytest.mark.parametrize("direction", ["left_to_right", "right_to_left"])
def test_needs_stand_below_one_another_where_they_are_long(direction: str) -> None:
    needs = ("The bike back on the very same day", "A firm price before it is left, and no surprise")
    people = (
        Persona(id="p", name="Marta", needs=needs),
        Persona(id="q", name="Piotr", quote="Show me the worn part and I will believe you."),
    )
    found = poster(people, direction=direction)
    first, second = words(title(found), "p")[1:]
    assert (first.block.text, second.block.text) == (f"Needs: {needs[0]}", needs[1])
    engine = text_engine()
    whole, need = (engine.wrap(text, first.block.style, 1e9).width for text in (first.block.text, needs[0]))
    before = whole - need
    if direction == "left_to_right":
        indent = second.x - first.x
    else:
        indent = first.x + first.width - second.x - second.width
    assert indent == pytest.approx(before * first.size, abs=0.05 * first.size)


def test_no_line_about_a_persona_ends_in_the_sign_between_facts() -> None:
    needs = ("The bike back on the very same day", "A firm price before it is left, and no surprise")
    people = tuple(Persona(id=f"p{n}", name="Marta", occupation="Accountant", needs=needs) for n in range(2))
    part = title(poster(people))
    lines = [line.text for n in range(2) for text in words(part, f"p{n}") for line in text.block.lines]
    assert not [line for line in lines if line.rstrip().endswith("·")]


def test_a_scenario_that_only_repeats_the_title_is_not_printed() -> None:
    part = title(poster((), title="Retail bank", scenario="retail bank ", goal=""))
    texts = [item.block.text for item in part.items if isinstance(item, Text)]
    assert [text for text in texts if text.strip().casefold() == "retail bank"] == ["Retail bank"]


@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_the_legend_is_never_set_below_six_points(paper: str) -> None:
    found = poster((), paper)
    footer = next(part for part in found.scene.parts if part.key == "footer")
    sizes = [item.size for item in footer.items if isinstance(item, Text) and item.block.lines]
    assert sizes
    assert min(sizes) * 72 / 25.4 >= 5.9


def test_columns_are_even_where_no_height_has_to_be_saved() -> None:
    texts = ("Visit", "Make an account of your own or sign in with one", "Choose", "Read the reminder")
    stages = tuple(Stage(id=f"s{n}", title="Need", steps=(Step(id=f"t{n}"),)) for n in range(4))
    cells = tuple(
        Cell(step=f"t{n}", cards=(make_card("actions", f"c{n}", text=text),)) for n, text in enumerate(texts)
    )
    lanes = (make_lane("actions", "a", cells=cells), make_lane("pain_points", "p"))
    journey_map = JourneyMap(id="m", stages=stages, lanes=lanes)
    found = lay_out_poster(
        Project(maps=(journey_map,)), journey_map, PosterOptions(paper="A2"), text_engine()
    )
    columns = found.measures.columns
    assert max(columns) == pytest.approx(min(columns))


def test_the_brief_is_printed_where_it_is_wanted_and_says_nothing_empty() -> None:
    def said(**brief: object) -> str:
        project = Project(maps=repair_visit().maps[:1], brief=Brief.model_validate(brief))
        found = lay_out_poster(project, project.maps[0], PosterOptions(paper="A2"), text_engine())
        return " ".join(item.block.text for item in title(found).items if isinstance(item, Text))

    team = [{"id": "a", "name": "Ola", "discipline": "owner"}, {"id": "b", "name": " ", "discipline": "IT"}]
    told = said(in_title_block=True, goal_preset="more_sales", team=team)
    assert "Workshop: Sell more" in told
    assert told.rstrip().endswith("Team: Ola") or "Team: Ola " in told
    assert "Halve" in said(in_title_block=True, goal_preset="more_sales", goal="Halve the queue")
    assert "Workshop" not in said(goal_preset="more_sales", team=team)
    assert "Team" not in said(in_title_block=True, team=team[1:])


LONG = (
    "a place to lock the bicycle where she can see it while she talks, and somebody who tells her honestly "
)
FIELDS = ("name", "occupation", "place", "quote", "needs")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", [LONG * 5, "подождатьдовесны" * 60, "自転車を停める場所" * 80, "…" * 4000])
def test_what_is_long_does_not_make_a_card_tall(field: str, text: str) -> None:
    text = text.strip()
    short = Persona(id="p", name="Marta", needs=("The bike back",))
    tall = short.model_copy(update={field: (text, text) if field == "needs" else text})
    other = Persona(id="q", name="Piotr", quote="Show me the worn part.")
    plain, found = poster((short, other)), poster((tall, other))
    assert title(found).height < title(plain).height * 2.2
    shown = next(one.block.text for one in words(title(found), "p") if "…" in one.block.text)
    begin = shown.removeprefix("Needs: ").strip("“”").partition("…")[0]
    assert text.startswith(begin)
    if text.startswith(LONG[:20]):
        assert text[len(begin)] in " ,", "words are whole"
    assert [(one.code, one.item) for one in found.warnings if one.item == "p"] == [("shortened_persona", "p")]
    assert not [one for one in plain.warnings if one.code == "shortened_persona"]


def test_a_narrow_card_takes_more_lines_before_it_cuts() -> None:
    need = "The bike back on the very same day, or a loan bike for the way to work and home"
    people = tuple(Persona(id=f"p{n}", name="Marta", needs=(need,)) for n in range(6))
    for paper in ("A4", "A1"):
        found = poster(people, paper)
        assert [one.block.text for one in words(title(found), "p0")][1:] == [f"Needs: {need}"]
        assert not [one for one in found.warnings if one.code == "shortened_persona"]


@pytest.mark.parametrize("name", ["Repair visit", "رحلة الزبون في المخبز", "זיפ"])
def test_what_hangs_below_a_name_keeps_off_the_next_line(name: str) -> None:
    """By the ink of its letters: Arabic has dots far below the line."""
    found = poster((), title=name, scenario="From the order to the delivery in 45 minutes", language="ar")
    engine = text_engine()
    part = title(found)
    texts = [item for item in part.items if isinstance(item, Text)]
    number = next(n for n, item in enumerate(texts) if item.block.text == name)
    shown, below = texts[number], texts[number + 1]
    (runs,) = engine.glyph_runs(shown.block)
    lowest = max(
        y + float(command[-1])
        for run in runs
        for glyph, y in zip(run.glyphs, run.ys, strict=True)
        for command in engine.fonts.glyph_path(run.font, glyph)
        if len(command) > 1
    )
    ink_bottom = shown.y + (ASCENT + lowest) * shown.size
    top_of_capitals = below.y + (ASCENT - 0.72) * below.size
    assert ink_bottom + 0.1 * shown.size < top_of_capitals, (ink_bottom, top_of_capitals)


def test_a_tied_word_on_a_card_is_no_shortened_text() -> None:
    """Words of one letter go to the next line by a blank that does not break."""
    tied = 0
    for length in range(20, 70, 3):
        need = ("Rower naprawiony i gotowy w sobotę o świcie u sąsiada z parteru w bloku")[:length].strip()
        people = tuple(Persona(id=f"p{n}", name="Ania i Ola w mieście", needs=(need,)) for n in range(4))
        found = poster(people, "A3", language="pl")
        tied += any(NO_BREAK in one.block.text for one in words(title(found), "p0"))
        assert not [one for one in found.warnings if one.code == "shortened_persona"]
    assert tied
