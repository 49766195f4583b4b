"""Title cards, faces and voting dots: exact sizes, inside the printer's reach, none on another."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheet_samples import (
    LONG,
    WORDS,
    check,
    letters,
    outside,
    parts,
    pdf,
    place,
    scenes,
    sheets,
    spoken,
    text_of,
    visit,
    with_map,
    written,
)

from cjmdesk.layout.pages import bounds
from cjmdesk.layout.scene import Box, Image, Scene, Text
from cjmdesk.layout.scene import Path as Shape
from cjmdesk.model.lanes import make_lane
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Picture
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.papers import MARGIN_PRESETS, PaperError
from cjmdesk.posters.printed import Printed
from scene_checks import ink, overlap

USUAL = (5.0, 5.0, 5.0, 5.0)
KINDS = {"titles": ("stage:", "lane:"), "faces": ("face:",), "dots": ("dot:",)}


def things(scene: Scene, what: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom of all that is cut out of a page."""
    found = [place(part) for prefix in KINDS[what] for part in parts(scene, prefix)]
    return [(x, y, x + wide, y + high) for x, y, wide, high in found]


def sound(printed: Printed, what: str, margins: tuple[float, float, float, float]) -> None:
    assert list(outside(printed, margins)) == []
    for scene in scenes(printed):
        boxes = things(scene, what)
        assert boxes
        assert not any(overlap(one, other) for n, one in enumerate(boxes) for other in boxes[:n])


@pytest.mark.parametrize("preset", MARGIN_PRESETS)
@pytest.mark.parametrize("paper", ["A4", "Letter", "A3", "A5"])
@pytest.mark.parametrize("what", KINDS)
def test_everything_lies_inside_the_margins(what: str, paper: str, preset: str) -> None:
    margins = MARGIN_PRESETS[preset][1]
    sound(sheets(visit(), what, paper=paper, printer_margins=margins), what, margins)


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("what", KINDS)
def test_every_language(what: str, language: str, tmp_path: Path) -> None:
    project = spoken(language)
    printed = sheets(project, what)
    sound(printed, what, USUAL)
    data = pdf(printed)
    check(data, tmp_path)
    assert printed.poster.warnings == ()
    if what == "titles":
        words = written(printed)
        assert all(letters(text) in words for text in WORDS[language])
        if language != "ar":
            assert all(letters(text) in text_of(data) for text in WORDS[language])


def test_title_cards_are_of_one_size_and_touch() -> None:
    printed = sheets(visit(), "titles")
    first, second, lanes = scenes(printed)
    assert [len(parts(page, "stage:")) for page in (first, second)] == [3, 3]
    assert len(parts(lanes, "lane:")) == 5
    stages = [place(part) for page in (first, second) for part in parts(page, "stage:")]
    assert {box[2:] for box in stages} == {(184.0, 84.0)}
    tops = [place(part)[1] for part in parts(first, "stage:")]
    assert [round(b - a, 6) for a, b in pairwise(tops)] == [84.0, 84.0]
    sizes = {
        round(max(item.size for item in part.items if isinstance(item, Text)), 6)
        for page in (first, second)
        for part in parts(page, "stage:")
    }
    assert len(sizes) == 1 and sizes.pop() * 72 / 25.4 > 24


def test_titles_of_lanes_begin_where_those_of_stages_left_room() -> None:
    """Both took sheets of their own: one more than need be."""
    stages = visit().maps[0].stages[:2]
    (page, more) = scenes(sheets(with_map(visit(), stages=stages), "titles"))
    assert [len(parts(page, key)) for key in ("stage:", "lane:")] == [2, 2]
    assert len(parts(more, "lane:")) == 3
    boxes = [place(part) for part in (*parts(page, "stage:"), *parts(page, "lane:"))]
    assert sorted(round(box[1] - boxes[0][1], 6) for box in boxes) == [0.0, 84.0, 168.0, 168.0]


def test_descriptions_begin_at_one_height() -> None:
    stages = tuple(
        stage.model_copy(update={"description": "Looks for somebody who can help at once " * (n % 2 + 1)})
        for n, stage in enumerate(visit().maps[0].stages)
    )
    page = scenes(sheets(with_map(visit(), stages=stages), "titles"))[0]
    texts = [[item for item in part.items if isinstance(item, Text)][1] for part in parts(page, "stage:")]
    assert {len(text.block.lines) for text in texts} == {1, 2}
    assert len({round(text.y, 6) for text in texts}) == 1


def test_titles_say_title_description_and_question() -> None:
    words = written(sheets(visit(), "titles"))
    for stage in visit().maps[0].stages:
        assert letters(stage.title) in words and letters(stage.description) in words
    assert letters("What hurts?") in words and letters("Pain points") in words


def test_stages_have_their_colours_and_the_maps_logo() -> None:
    project = visit()
    key = "a" * 64
    first = project.maps[0].stages[0].model_copy(update={"colour": "#FFEE00"})
    poster = project.maps[0].poster.model_copy(update={"logo": key, "stage_colours": ("#112233", "#445566")})
    project = with_map(project, stages=(first, *project.maps[0].stages[1:]), poster=poster).model_copy(
        update={"pictures": {key: Picture(media_type="image/png", width=300, height=100, data="")}}
    )
    printed = sheets(project, "titles")
    cards = [part for page in scenes(printed) for part in parts(page, "stage:")]
    fills = [next(item.fill for item in card.items if isinstance(item, Shape)) for card in cards]
    assert fills[:3] == ["#FFEE00", "#445566", "#112233"]
    # Words stay readable on a pale ground.
    inks = [next(item.colour for item in card.items if isinstance(item, Text)) for card in cards]
    assert inks[0] != "#FFFFFF" and inks[1] == "#FFFFFF"
    assert all(any(isinstance(item, Image) for item in card.items) for card in cards)
    assert list(outside(printed, USUAL)) == []


@pytest.mark.parametrize("direction", ["left_to_right", "right_to_left"])
@pytest.mark.parametrize("size", [(100, 100), (1600, 300), (3000, 60)])
@pytest.mark.parametrize("paper", ["A4", "A6"])
def test_logos_keep_clear_of_arrows_icons_and_words(
    direction: str, size: tuple[int, int], paper: str
) -> None:
    """A wide one covered the icon of every lane, and the arrow of a stage without description."""
    key = "a" * 64
    first, *others = visit().maps[0].stages
    stages = (first.model_copy(update={"description": ""}), *others)
    poster = visit().maps[0].poster.model_copy(update={"logo": key})
    picture = Picture(media_type="image/png", width=size[0], height=size[1], data="")
    project = with_map(visit(), stages=stages, poster=poster, direction=direction)
    printed = sheets(project.model_copy(update={"pictures": {key: picture}}), "titles", paper=paper)
    assert list(outside(printed, USUAL)) == []
    cards = [part for page in scenes(printed) for kind in KINDS["titles"] for part in parts(page, kind)]
    for card in cards:
        (logo,) = [item for item in card.items if isinstance(item, Image)]
        written = [ink(item) for item in card.items if isinstance(item, Text)]
        drawn = [bounds(item) for item in card.items if isinstance(item, Shape)]
        assert drawn and not any(overlap(bounds(logo), box) for box in (*written, *drawn))


def test_long_titles_shrink_and_are_whole() -> None:
    stage = Stage(id="s", title=LONG[:150], description=LONG[:300], steps=(Step(id="t"),))
    lane = make_lane("actions", "l", title=LONG[:90], question=LONG[:120])
    printed = sheets(with_map(visit(), stages=(stage,), lanes=(lane,)), "titles")
    sound(printed, "titles", USUAL)
    words = written(printed)
    assert letters(LONG[:150]) in words and letters(LONG[:300]) in words
    assert letters(LONG[:90]) in words and letters(LONG[:120]) in words


def test_a_selection_of_titles() -> None:
    printed = sheets(visit(), "titles", items=("s1", "l-emotions"))
    keys = [part.key for page in scenes(printed) for part in page.parts if part.key != "cuts"]
    assert keys == ["stage:s1", "lane:l-emotions"]
    with pytest.raises(PaperError, match="no stage or lane"):
        sheets(visit(), "titles", items=("nobody",))
    with pytest.raises(PaperError, match="neither stages nor lanes"):
        sheets(with_map(visit(), stages=(), lanes=()), "titles")


def test_faces_are_whole_sets_of_the_size_asked_for() -> None:
    for note, sets in ((None, 2), ((25.0, 25.0), 6), ((80.0, 80.0), 1)):
        printed = sheets(visit(), "faces", note=note)
        side = note[0] if note else 40.0
        found = [part for page in scenes(printed) for part in parts(page, "face:")]
        assert len(found) == 11 * sets
        assert all((part.width, part.height) == (side, side) for part in found)
        for part in found:
            rings = [item for item in part.items if isinstance(item, Box) and item.dash]
            assert [(item.width, item.height) for item in rings] == [(side, side)]
        signs = [item.block.text for part in found[:11] for item in part.items if isinstance(item, Text)]
        assert signs == ["−5", "−4", "−3", "−2", "−1", "0", "+1", "+2", "+3", "+4", "+5"]


def test_dots_are_told_apart_without_colour() -> None:
    printed = sheets(spoken("en"), "dots")
    assert len(printed.pages) == 2
    for page, count in zip(scenes(printed), (2, 3), strict=True):
        found = parts(page, "dot:")
        assert {(part.width, part.height) for part in found} == {(19.0, 19.0)}
        pairs = set()
        for part in found:
            (disc,) = [item for item in part.items if isinstance(item, Box)]
            (sign,) = [item for item in part.items if isinstance(item, Text)]
            pairs.add((disc.fill, sign.block.text))
        assert len(pairs) == len({colour for colour, _ in pairs}) == len({sign for _, sign in pairs}) == count
    words = written(printed)
    assert all(letters(stage.title) in words for stage in spoken("en").maps[0].stages)


@settings(max_examples=15)
@given(st.integers(0, 60), st.integers(0, 40), st.integers(8, 60), st.sampled_from(["A4", "A6", "A3"]))
def test_any_number_of_dots(stages: int, personas: int, side: int, paper: str) -> None:
    people = tuple(Persona(id=f"p{n}", name=f"Person {n}") for n in range(personas))
    columns = tuple(Stage(id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"),)) for n in range(stages))
    project = with_map(visit(), stages=columns, lanes=(), personas=tuple(p.id for p in people), connectors=())
    project = project.model_copy(update={"personas": people})
    printed = sheets(project, "dots", note=(float(side), float(side)), paper=paper)
    sound(printed, "dots", USUAL)
    signs = {
        item.block.text
        for page in scenes(printed)
        for part in parts(page, "dot:")
        for item in part.items
        if isinstance(item, Text)
    }
    assert {str(n + 1) for n in range(stages)} <= signs
    assert len(signs) >= max(stages, personas)
    for page in scenes(printed):  # nobody has more votes than the others
        found = [
            item.block.text for part in parts(page, "dot:") for item in part.items if isinstance(item, Text)
        ]
        assert len(set(Counter(found).values())) <= 1


@pytest.mark.parametrize("what", ["faces", "dots"])
def test_discs_that_cannot_be(what: str) -> None:
    with pytest.raises(PaperError, match="cannot be printed"):
        sheets(visit(), what, note=(3.0, 3.0))
    with pytest.raises(PaperError, match="do not fit"):
        sheets(visit(), what, note=(170.0, 170.0), paper="A5")


@pytest.mark.parametrize("what", KINDS)
def test_the_files_have_the_papers_size(what: str, tmp_path: Path) -> None:
    import pypdfium2

    data = pdf(sheets(visit(), what, paper="Letter"))
    check(data, tmp_path)
    for page in pypdfium2.PdfDocument(data):
        assert sorted(page.get_size()) == pytest.approx([612, 792], abs=0.05)
