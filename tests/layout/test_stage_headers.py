"""Words below the arrows of the stages."""

import pytest

from cjmdesk.layout.scene import Text
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.text.qt import text_engine


def header_lines(count: int, reason: str) -> list[str]:
    """All lines in the headers of `count` stages that lose people for a reason."""
    stages = tuple(
        Stage(
            id=f"s{n}",
            title="Need",
            steps=(Step(id=f"t{n}"),),
            entered=5200,
            left=3900,
            reason_left=reason,
        )
        for n in range(count)
    )
    journey_map = JourneyMap(id="m", stages=stages)
    poster = lay_out_poster(
        Project(maps=(journey_map,)), journey_map, PosterOptions(paper="A3"), text_engine()
    )
    return [
        line.text
        for part in poster.scene.parts
        if part.key.startswith("stage:")
        for item in part.items
        if isinstance(item, Text)
        for line in item.block.lines
    ]


def test_no_line_of_figures_begins_or_ends_with_the_sign_between_them() -> None:
    dots = 0
    for count in range(3, 12):
        lines = header_lines(count, "Sees no difference to the coffee in a shop")
        dots += any("·" in line for line in lines)
        assert not [line for line in lines if line.lstrip().startswith("·")]
        assert not [line for line in lines if line.rstrip().endswith("·")]
    assert dots


def test_left_because_is_not_torn() -> None:
    for count in range(3, 9):
        for reason in ("No prices", "Sees no difference to the coffee in a shop"):
            lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in header_lines(count, reason)]
            assert len([line for line in lines if "left because:" in line]) == count, (count, lines)


def test_no_line_breaks_between_a_count_and_its_share() -> None:
    for count in range(3, 10):
        lines = header_lines(count, "Sees no difference to the coffee in a shop")
        assert not [line for line in lines if line.lstrip().startswith("(75")], count


def test_a_reason_begins_its_own_line() -> None:
    for count in range(1, 12):
        for reason in ("No prices", "Sees no difference to the coffee in a shop"):
            lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in header_lines(count, reason)]
            assert sum(line.startswith("left because") for line in lines) == count


def test_a_count_is_torn_only_where_it_is_wider_than_its_stage() -> None:
    seen = 0
    for count in range(3, 9):
        for reason in ("No prices", "Sees no difference to the coffee in a shop"):
            lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in header_lines(count, reason)]
            for text in ("5,200 entered", "3,900 left (75%)"):
                whole = [line for line in lines if text in line]
                assert len(whole) == count, (count, lines)
            seen += any(line.startswith("3,900 left") for line in lines)
    assert seen > 3  # counts that went on to a line of their own


@pytest.mark.parametrize("paper", ["A4", "A3", "A0"])
@pytest.mark.parametrize("word", ["Terminvereinbarung", "Rechnungsstellung", "Неблагоприятное"])
def test_an_ordinary_long_word_in_a_title_stays_whole(word: str, paper: str) -> None:
    stages = tuple(
        Stage(id=f"s{n}", title=word if n % 2 else "Wartezimmer", steps=(Step(id=f"t{n}"),)) for n in range(6)
    )
    cells = tuple(
        Cell(step=f"t{n}", cards=(make_card("actions", f"c{n}", text="wartet und geht nach Hause"),))
        for n in range(6)
    )
    journey_map = JourneyMap(id="m", stages=stages, lanes=(make_lane("actions", "l", cells=cells),))
    poster = lay_out_poster(
        Project(maps=(journey_map,)), journey_map, PosterOptions(paper=paper), text_engine()
    )
    titles = [item for _part, item in poster.scene.texts() if item.block.text == word]
    assert len(titles) == 3
    assert all(len(item.block.lines) == 1 for item in titles)


def test_titles_of_steps_begin_on_one_line() -> None:
    """Beside one of two lines, that of the next step stood between them."""
    long, short = "Leaves the bicycle at the counter of the workshop", "Collects it"
    steps = (Step(id="a", title=long), Step(id="b", title=short))
    stages = (Stage(id="s", title="Use", steps=steps), Stage(id="t", title="Stay", steps=(Step(id="c"),)))
    journey_map = JourneyMap(id="m", stages=stages)
    project = Project(maps=(journey_map,))
    scene = lay_out_poster(project, journey_map, PosterOptions(paper="A4"), text_engine()).scene
    titles = {text.block.text: text for _part, text in scene.texts() if text.item in ("a", "b")}
    assert len(titles[long].block.lines) > len(titles[short].block.lines)
    assert titles[long].y == titles[short].y
