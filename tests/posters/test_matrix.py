"""The matrix of impact and effort on paper."""

import io

import pypdfium2
import pytest
from sheet_samples import LONG, WORDS, sheets

from cjmdesk.layout.pages import bounds
from cjmdesk.layout.scene import Box, CardBox, Path, Scene, Text
from cjmdesk.model.cards import Card, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.posters.papers import PaperError
from cjmdesk.posters.printed import Printed
from cjmdesk.text.qt import text_engine
from read_aloud import read_aloud

PLACES = [(impact, effort) for impact in range(1, 6) for effort in range(1, 6)]


def project(*cards: Card, language: str = "en") -> Project:
    stage = Stage(id="s", title="Purchase", steps=(Step(id="t"),))
    lanes = (make_lane("solutions", "l", cells=(Cell(step="t", cards=cards),)),)
    one = JourneyMap(
        id="m", title="Visit", goal="Fewer queues", language=language, stages=(stage,), lanes=lanes
    )
    return Project(title="Workshop", maps=(one,))


def fix(id: str, impact: int | None, effort: int | None, text: str = "") -> Card:
    return make_card("solutions", id, text=text or f"Solution {id}", impact=impact, effort=effort)


def many(count: int, text: str = "") -> Project:
    return project(*(fix(f"c{n}", *PLACES[n * 7 % 25], text) for n in range(count)))


def page(printed: Printed) -> Scene:
    [only] = printed.pages
    return only.page.layers[0].scene


def frames(scene: Scene) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right, bottom of each note."""
    found = {}
    for part in scene.parts:
        for item in part.items:
            if isinstance(item, CardBox):
                left, top = part.x + item.x, part.y + item.y
                found[item.item] = (left, top, left + item.width, top + item.height)
    return found


def test_more_impact_is_higher_and_more_effort_further_right() -> None:
    cards = [fix(f"{impact}{effort}", impact, effort) for impact, effort in PLACES]
    found = frames(page(sheets(project(*cards), "matrix")))
    assert len(found) == 25
    for impact, effort in PLACES:
        left, top, right, bottom = found[f"{impact}{effort}"]
        if effort < 5:
            assert right < found[f"{impact}{effort + 1}"][0]
        if impact < 5:
            assert top > found[f"{impact + 1}{effort}"][3]
        assert left < right and top < bottom


def test_what_is_of_a_middle_level_stands_between_the_quarters() -> None:
    cards = [fix(f"{impact}{effort}{n}", impact, effort) for impact, effort in PLACES for n in range(3)]
    scene = page(sheets(project(*cards), "matrix"))
    field = scene.part("field")
    assert field is not None
    quarters = [
        (field.x + item.x, field.y + item.y, field.x + item.x + item.width, field.y + item.y + item.height)
        for item in field.items
        if isinstance(item, Box) and item.fill
    ]
    assert len(quarters) == 4
    for id, (left, top, right, bottom) in frames(scene).items():
        apart = [right <= q[0] or q[2] <= left or bottom <= q[1] or q[3] <= top for q in quarters]
        within = [q[0] <= left and right <= q[2] and q[1] <= top and bottom <= q[3] for q in quarters]
        assert all(one or other for one, other in zip(apart, within, strict=True)), id
        assert any(within) == ("3" not in id[:2]), id


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_quarters_are_named_whole_and_have_room(orientation: str) -> None:
    """Few notes of much effort made the columns of two quarters narrower than their names, and rows without
    notes slits."""
    cards = [fix(f"c{n}", *PLACES[n], "Три вопроса вместо каталога") for n in (12, 16, 20, 21, 22)]
    scene = page(sheets(project(*cards, language="ru"), "matrix", paper="A4", orientation=orientation))
    (field,) = [part for part in scene.parts if part.key == "field"]
    words = {item.block.text for item in field.items if isinstance(item, Text)}
    assert {"Сделать сначала", "Запланировать", "Между делом", "Не делать"} <= words
    quarters = [item for item in field.items if isinstance(item, Box) and item.fill]
    assert len(quarters) == 4 and len({box.fill for box in quarters}) == 2
    assert all(box.height > 0.2 * field.height for box in quarters)


def test_a_map_from_the_right_has_little_effort_at_the_right() -> None:
    words = WORDS["ar"][0]
    made = project(fix("a", 4, 1, words), fix("b", 4, 5, words), fix("w", None, None, words), language="ar")
    found = frames(page(sheets(made, "matrix")))
    assert found["w"][2] < found["b"][0] < found["b"][2] < found["a"][0]


@pytest.mark.parametrize("paper", ["A4", "A3", "A0", "Letter", "A6"])
@pytest.mark.parametrize("count", [1, 30, 90])
def test_notes_on_one_place_are_all_read(paper: str, count: int) -> None:
    made = project(*(fix(f"c{n}", 4, 2, f"Ask customer number {n} to rate the repair") for n in range(count)))
    scene = page(sheets(made, "matrix", paper=paper))
    found = list(frames(scene).values())
    assert len(found) == count
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)
    holds_its_ink(scene)


def holds_its_ink(scene: Scene) -> None:
    for part in scene.parts:
        for item in part.items:
            left, top, right, bottom = bounds(item)
            slack = 0.6 * item.size if isinstance(item, Text) else 0.01
            assert part.x + left > -slack and part.y + top > -slack, (part.key, item)
            assert part.x + right < scene.width + slack, (part.key, item)
            assert part.y + bottom < scene.height + slack, (part.key, item)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_language_is_held_by_its_notes(language: str) -> None:
    cards = [fix(f"c{n}", *PLACES[n * 11 % 25], WORDS[language][n % 3]) for n in range(12)]
    scene = page(sheets(project(*cards, language=language), "matrix"))
    holds_its_ink(scene)
    for part in scene.parts:
        boxes = {item.item: item for item in part.items if isinstance(item, CardBox)}
        for item in part.items:
            if isinstance(item, Text) and item.item in boxes:
                box = boxes[item.item]
                assert box.y <= item.y and item.y + item.height <= box.y + box.height + 1e-6


def test_small_type_is_said_and_larger_paper_helps() -> None:
    crowded = many(60, LONG[:200])
    small, large = sheets(crowded, "matrix", paper="A4"), sheets(crowded, "matrix", paper="A1")
    assert "small_text" in [one.code for one in small.poster.warnings]
    assert "small_text" not in [one.code for one in large.poster.warnings]
    assert large.poster.card_pt > 2 * small.poster.card_pt
    assert not sheets(many(5), "matrix").poster.warnings


def test_what_is_not_judged_hangs_beside() -> None:
    made = project(fix("a", 5, 1), fix("b", None, 2), fix("c", None, None))
    scene = page(sheets(made, "matrix", orientation="landscape"))
    found = frames(scene)
    assert found["a"][2] < found["b"][0] and found["b"][3] < found["c"][1]
    shown = [text.block.text for _part, text in scene.texts()]
    assert "Not judged yet" in shown


def test_where_nothing_is_judged_what_waits_is_read_easily() -> None:
    """It was a narrow strip of small notes beside an empty field."""
    waiting = [
        fix(f"c{n}", None, None, "More visual usage examples, interactive demonstration") for n in range(13)
    ]
    alone = sheets(project(*waiting), "matrix", paper="A4")
    beside = sheets(project(*waiting, fix("one", 5, 1)), "matrix", paper="A4")
    assert alone.poster.card_pt > 1.3 * beside.poster.card_pt > 0


def test_what_is_done_is_ticked() -> None:
    done = fix("done", 5, 1).model_copy(update={"status": "done"})
    scene = page(sheets(project(done, fix("open", 4, 2)), "matrix"))
    drawn = {
        id: [item for part in scene.parts for item in part.items if item.item == id]
        for id in ("done", "open")
    }
    assert [isinstance(item, Path) for item in drawn["done"]] == [False, False, True]
    assert not any(isinstance(item, Path) for item in drawn["open"])
    colours = [next(item.colour for item in drawn[id] if isinstance(item, Text)) for id in ("done", "open")]
    assert colours[0] != colours[1]


def test_dropped_solutions_are_left_out() -> None:
    gone = make_card("solutions", "gone", text="Gone", impact=3, effort=3, status="dropped")
    assert list(frames(page(sheets(project(fix("a", 5, 1), gone), "matrix")))) == ["a"]


def test_a_map_without_solutions_says_so() -> None:
    with pytest.raises(PaperError, match="no solutions"):
        sheets(project(), "matrix")


@pytest.mark.parametrize("ink", ["grey", "line"])
def test_it_prints_without_colour(ink: str) -> None:
    scene = page(sheets(many(12), "matrix", ink=ink))
    colours = {
        colour
        for part in scene.parts
        for item in part.items
        for name in ("fill", "stroke", "colour", "bar", "outline")
        if (colour := getattr(item, name, None))
    }
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours)
    assert ink == "grey" or colours <= {"#000000", "#FFFFFF"}


def test_it_is_heard_from_the_most_useful_on() -> None:
    cards = (fix("leave", 1, 5), fix("first", 5, 1), fix("wait", None, None), fix("plan", 5, 5))
    printed = sheets(project(*cards), "matrix")
    target = io.BytesIO()
    write_pdf([one.page for one in printed.pages], target, text_engine(), {})
    heard = [said for element in read_aloud(target.getvalue()) for said in element.root.all_said()]
    wanted = [
        "Visit",
        "Goal: Fewer queues",
        "Do first",
        "Solution first – impact 5, effort 1",
        "Plan",
        "Solution plan – impact 5, effort 5",
        "Leave",
        "Solution leave – impact 1, effort 5",
        "Not judged yet",
        "Solution wait",
    ]
    assert [words for words in heard if words in wanted] == wanted
    assert "Fill in between" not in heard


def test_the_words_are_those_of_the_map() -> None:
    shown = [text.block.text for _part, text in page(sheets(many(3).model_copy(), "matrix")).texts()]
    polish = project(fix("a", 5, 1, "Skrzynka"), language="pl")
    said = [text.block.text for _part, text in page(sheets(polish, "matrix")).texts()]
    assert "Do first" in shown and "Do first" not in said


def test_the_paper_may_be_asked_for() -> None:
    for paper, size in (("A4", (297, 210)), ("A0", (1189, 841))):
        printed = sheets(many(6), "matrix", paper=paper, orientation="landscape")
        assert (printed.pages[0].page.width, printed.pages[0].page.height) == size
    document = io.BytesIO()
    write_pdf([one.page for one in printed.pages], document, text_engine(), {})
    assert len(pypdfium2.PdfDocument(document.getvalue())) == 1
