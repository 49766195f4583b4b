"""Cards on sticky notes: exactly where the template wants the notes, as large as they go, all of them."""

from itertools import combinations
from pathlib import Path

import pypdfium2
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
    with_card,
    with_map,
    written,
)

from cjmdesk.i18n import NO_BREAK
from cjmdesk.layout.pages import bounds
from cjmdesk.layout.scene import Box, Image, Text
from cjmdesk.layout.scene import Path as Drawn
from cjmdesk.model.cards import EmotionPoint, Evidence, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Channel, Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.papers import MARGIN_PRESETS, PaperError
from cjmdesk.posters.printed import Printed
from cjmdesk.posters.sheets.note_room import NoteRoom
from scene_checks import overlap

USUAL = (5.0, 5.0, 5.0, 5.0)


def body(printed: Printed) -> str:
    """The words that are set in the type of the cards, in order, without blanks."""
    size = printed.poster.card_pt / 72 * 25.4
    return "".join(
        letters(item.block.text)
        for scene in scenes(printed)[1:]
        for part in parts(scene, "note:")
        for item in part.items
        if isinstance(item, Text) and abs(item.size - size) < 1e-9
    )


@pytest.mark.parametrize(
    ("paper", "note", "count"),
    [
        ("A4", (76.0, 76.0), 6),
        ("Letter", (76.0, 76.0), 6),
        ("A3", (76.0, 76.0), 15),
        ("A4", (51.0, 51.0), 15),
        ("A4", (76.0, 127.0), 4),
        ("A4", (127.0, 76.0), 4),
        ("Letter", (100.0, 150.0), 2),
        ("A5", (76.0, 76.0), 2),
    ],
)
def test_as_many_notes_as_fit(paper: str, note: tuple[float, float], count: int) -> None:
    printed = sheets(visit(), "notes", paper=paper, note=note)
    template, *pages = scenes(printed)
    assert len(parts(template, "outline:")) == count
    assert [page.kind for page in printed.pages] == ["template"] + ["notes"] * len(pages)
    assert all(len(parts(page, "note:")) == count for page in pages[:-1])


@pytest.mark.parametrize("preset", ["office", "home", "wide"])
@pytest.mark.parametrize(("paper", "count"), [("A4", 6), ("Letter", 6), ("A3", 15)])
def test_the_usual_counts_hold_for_every_office_printer(preset: str, paper: str, count: int) -> None:
    margins = MARGIN_PRESETS[preset][1]
    printed = sheets(visit(), "notes", paper=paper, printer_margins=margins)
    assert len(parts(scenes(printed)[0], "outline:")) == count
    assert list(outside(printed, margins)) == []


@settings(max_examples=15)
@given(
    st.sampled_from(["A4", "A3", "Letter", "A5", "200x300mm"]),
    st.integers(30, 120),
    st.integers(30, 120),
    st.sampled_from([USUAL, (3.0, 3.0, 12.7, 3.0), (0.0, 0.0, 0.0, 0.0)]),
    st.sampled_from(["en", "ar"]),
)
def test_notes_lie_where_the_template_wants_them(
    paper: str, width: int, height: int, margins: tuple[float, float, float, float], language: str
) -> None:
    project = with_map(visit(), language=language)
    printed = sheets(project, "notes", paper=paper, note=(float(width), float(height)), margins=margins)
    template, *pages = scenes(printed)
    outlines = [place(part) for part in parts(template, "outline:")]
    assert all(box[2:] == (width, height) for box in outlines)
    boxes = [(x, y, x + wide, y + high) for x, y, wide, high in outlines]
    assert not any(overlap(one, other) for n, one in enumerate(boxes) for other in boxes[:n])
    for page in pages:
        assert (page.width, page.height) == (template.width, template.height)
        notes = [place(part) for part in parts(page, "note:")]
        assert notes == outlines[: len(notes)]
    assert list(outside(printed, margins)) == []


def test_every_card_and_point_has_its_note_by_lane_and_then_stage() -> None:
    project = visit()
    printed = sheets(project, "notes", note=(51.0, 51.0))
    lanes = project.maps[0].lanes
    wanted = [note.id for lane in lanes for cell in lane.cells for note in (*cell.cards, *cell.points)]
    found = [part.items[0].item for scene in scenes(printed)[1:] for part in parts(scene, "note:")]
    assert found == wanted
    words = written(printed)
    for lane in lanes:
        for cell in lane.cells:
            for card in cell.cards:
                assert letters(card.text) in words
            for point in cell.points:
                assert letters(point.quote) in words
    assert printed.poster.warnings == ()


def test_a_selection_alone_is_printed() -> None:
    project = visit()
    ids = [cell.cards[0].id for cell in project.maps[0].lanes[0].cells]
    printed = sheets(project, "notes", items=(ids[3], ids[0]))
    found = [part.items[0].item for part in parts(scenes(printed)[1], "note:")]
    assert found == [ids[0], ids[3]]
    with pytest.raises(PaperError, match="no card “nobody”"):
        sheets(project, "notes", items=(ids[0], "nobody"))


def test_lanes_are_chosen_by_kind_or_id_and_hidden_ones_stay_out() -> None:
    project = visit()
    lanes = project.maps[0].lanes
    hidden = with_map(project, lanes=(lanes[0].model_copy(update={"hidden": True}), *lanes[1:]))
    assert letters("Hears a grinding brake") not in written(sheets(hidden, "notes"))
    assert letters("Hears a grinding brake") in written(sheets(hidden, "notes", lanes=("actions",)))
    only = written(sheets(project, "notes", lanes=("l-solutions",)))
    assert letters("Call-back button") in only and letters("Asks a neighbour") not in only


@pytest.mark.parametrize("note", [(76.0, 76.0), (51.0, 51.0), (76.0, 127.0)])
def test_long_text_goes_on_to_a_second_note_and_none_is_lost(note: tuple[float, float]) -> None:
    project = with_card(LONG, severity=4, tags=("queue", "spring"), votes=3)
    printed = sheets(project, "notes", note=note)
    assert body(printed) == letters(LONG)
    assert printed.poster.card_pt >= 7 - 1e-6
    assert list(outside(printed, USUAL)) == []
    if len(parts(scenes(printed)[1], "note:")) > 1:
        assert "1/2" in written(printed) or "1/3" in written(printed)
        assert "several_notes" in [warning.code for warning in printed.poster.warnings]
    # The signs of the card stand once.
    assert written(printed).count("queue" + "spring") == 1


@given(st.integers(1, 3000), st.sampled_from(["word ", "длинное слово ", "x", "字", "a\n\n"]))
@settings(max_examples=15)
def test_text_of_any_length_is_all_there(length: int, unit: str) -> None:
    text = (unit * length)[:length].strip() or "x"
    printed = sheets(with_card(text), "notes", note=(51.0, 51.0), paper="A3")
    assert body(printed) == letters(text)
    assert list(outside(printed, USUAL)) == []


def test_short_texts_are_large_and_whole() -> None:
    printed = sheets(with_card("Queue at 8:00"), "notes")
    assert printed.poster.card_pt >= 24
    long_word = sheets(with_card("Donaudampfschifffahrtsgesellschaft waits"), "notes")
    (text,) = [
        item
        for item in parts(scenes(long_word)[1], "note:")[0].items
        if isinstance(item, Text) and "Donau" in item.block.text
    ]
    assert [line.text.strip() for line in text.block.lines] == ["Donaudampfschifffahrtsgesellschaft", "waits"]


def test_many_signs_get_a_note_of_their_own() -> None:
    tags = tuple(f"tag number {n} of many" for n in range(40))
    printed = sheets(with_card("Too many tags", tags=tags), "notes")
    words = written(printed)
    assert all(letters(tag) in words for tag in tags)
    assert len(parts(scenes(printed)[1], "note:")) == 2
    assert list(outside(printed, USUAL)) == []


def test_codes_of_the_wall_grid_are_on_the_notes() -> None:
    project = spoken("en")
    cards = tuple(make_card("actions", f"n{n}", text=f"Note {n}") for n in range(3))
    lanes = project.maps[0].lanes
    actions = lanes[0].model_copy(update={"cells": (Cell(step="t1", cards=cards),)})
    printed = sheets(with_map(project, lanes=(actions, *lanes[1:])), "notes")
    codes = {}
    for part in parts(scenes(printed)[1], "note:"):
        texts = [item.block.text for item in part.items if isinstance(item, Text)]
        codes[part.items[0].item] = next(
            (text for text in texts if text[:1] in "ABCD" and text[1:].isdigit()), ""
        )
    assert [codes[f"n{n}"] for n in range(3)] == ["A2", "A3", "A3"]
    assert codes["p1"] == "C2"
    # A lane with two rows of notes stands twice on its grid.
    twice = project.maps[0].grids[0].model_copy(update={"lanes": ("la", "la", "lt", "le", "lp")})
    again = sheets(with_map(project, lanes=(actions,), grids=(twice,)), "notes")
    signs = [
        item.block.text
        for part in parts(scenes(again)[1], "note:")
        for item in part.items
        if isinstance(item, Text) and item.block.text in ("A2", "A3", "B2", "B3")
    ]
    assert signs == ["A2", "A3", "B2"]
    without = sheets(with_map(project, grids=()), "notes")
    assert "C2" not in written(without)


def test_points_show_level_words_and_evidence() -> None:
    words = written(sheets(spoken("en"), "notes"))
    assert "−3" in words and "+2.5" in words
    assert "“Iwillbelateforwork”" in words
    quiet = with_map(spoken("en"), lanes=(spoken("en").maps[0].lanes[2],))
    lane = (
        quiet.maps[0]
        .lanes[0]
        .model_copy(update={"cells": (Cell(step="t0", points=(EmotionPoint(id="x", quote="No level"),)),)})
    )
    assert "Nolevel" in written(sheets(with_map(quiet, lanes=(lane,)), "notes"))


def test_a_level_of_many_figures_stays_on_its_note() -> None:
    point = EmotionPoint(id="x", level=-1.25, evidence=Evidence(grade="observed"))
    lane = visit().maps[0].lanes[2].model_copy(update={"cells": (Cell(step="t0", points=(point,)),)})
    for note in ((76.0, 76.0), (30.0, 127.0), (51.0, 51.0)):
        printed = sheets(with_map(visit(), lanes=(lane,)), "notes", note=note, paper="A3")
        assert "−1.25" in written(printed)
        assert list(outside(printed, USUAL)) == []


def test_ink_stays_on_the_notes_that_the_template_outlines() -> None:
    dots = 8
    printed = sheets(visit(), "notes", note=(76.0, 76.0))
    document = pypdfium2.PdfDocument(pdf(printed))
    images = [page.render(scale=dots * 25.4 / 72).to_pil().convert("L") for page in document]
    template = images[0].point([255 if shade < 200 else 0 for shade in range(256)])
    for x, y, wide, high in (place(part) for part in parts(scenes(printed)[0], "outline:")):
        box = [round(edge * dots) for edge in (x - 0.3, y - 0.3, x + wide + 0.3, y + 0.5)]
        left, top, right, _bottom = template.crop(tuple(box)).getbbox()  # type: ignore[arg-type]
        assert (box[0] + left) / dots == pytest.approx(x, abs=0.5)
        assert (box[0] + right) / dots == pytest.approx(x + wide, abs=0.5)
        assert (box[1] + top) / dots == pytest.approx(y, abs=0.5)
        for image in images[1:]:
            # Nothing is printed nearer than 2 mm to the edge of a note, or beside it.
            inner = [round(edge * dots) for edge in (x + 2, y + 2, x + wide - 2, y + high - 2)]
            image.paste(255, tuple(inner))
    assert all(image.getextrema()[0] == 255 for image in images[1:])


def test_an_empty_map_gives_the_template_and_says_so() -> None:
    printed = sheets(with_map(visit(), lanes=(), stages=()), "notes")
    assert [page.kind for page in printed.pages] == ["template"]
    assert [warning.code for warning in printed.poster.warnings] == ["nothing_to_print"]


def test_a_missing_picture_does_not_hold_up_the_print(tmp_path: Path) -> None:
    project = with_card("With a picture", picture="0" * 64)
    printed = sheets(project, "notes")
    assert not any(isinstance(item, Image) for part in scenes(printed)[1].parts for item in part.items)
    check(pdf(printed), tmp_path)


@pytest.mark.parametrize("language", WORDS)
def test_notes_in_every_language(language: str, tmp_path: Path) -> None:
    project = spoken(language)
    printed = sheets(project, "notes")
    data = pdf(printed)
    check(data, tmp_path)
    assert list(outside(printed, USUAL)) == []
    assert printed.poster.warnings == ()
    if language != "ar":  # readers put words of that script in an order of their own
        found = text_of(data)
        assert all(letters(text) in found for text in WORDS[language])


@pytest.mark.parametrize(
    ("choices", "problem"),
    [
        ({"note": (10.0, 10.0)}, "cannot be printed"),
        ({"note": (300.0, 300.0)}, "does not fit on A4"),
        ({"paper": "roll914"}, "is a roll"),
        ({"paper": "A99"}, "no paper"),
        ({"margins": (100.0, 100.0, 100.0, 100.0)}, "leave less than"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(choices: dict[str, object], problem: str) -> None:
    with pytest.raises(PaperError, match=problem):
        sheets(visit(), "notes", **choices)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Пачка кончается на 19-й день, письмо приходит на 30-й", ("19-й день", "30-й")),
        ("Stoper: 14 min czekania", ("14 min",)),
        ("12 of 40 answered the text message", ("12 of 40",)),
        ("Kto dzwoni i czeka w kolejce z dzieckiem na ręku", ("i czeka", "w kolejce", "z dzieckiem")),
        ("112 из 190 бросили корзину из-за доставки", ("112 из 190", "из-за")),
        ("Books a tune-up online", ("tune-up",)),
        ("Greeted by name, with a two-page form", ("two-page",)),
    ],
)
def test_lines_of_a_note_end_well(text: str, whole: tuple[str, ...]) -> None:
    note = parts(scenes(sheets(with_card(text), "notes"))[1], "note:")[0]
    lines = [line.text for item in note.items if isinstance(item, Text) for line in item.block.lines]
    plain = [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]
    for words in whole:
        assert any(words in line for line in plain), plain


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("61 % уходят со страницы цен", ["61 % уходят", "со страницы", "цен"]),
        ("All five sort in the kitchen before seven", ["All five sort", "in the kitchen", "before seven"]),
        ("Between one and four calls, every evening", ["Between one", "and four calls,", "every evening"]),
    ],
)
def test_a_sign_of_evidence_takes_room_from_the_first_line_alone(text: str, lines: list[str]) -> None:
    project = with_card(text, "findings", evidence=Evidence(grade="measured"))
    note = parts(scenes(sheets(project, "notes"))[1], "note:")[0]
    [words] = [item for item in note.items if isinstance(item, Text) and len(item.block.lines) > 1]
    assert [line.text.replace(NO_BREAK, " ").strip() for line in words.block.lines] == lines
    [sign] = [item for item in note.items if isinstance(item, Box) and item.stroke]
    _number, first, left, _baseline = next(words.lines())
    assert left + first.width * words.size < sign.x


@pytest.mark.parametrize("level", [2.0, None])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_faces_of_any_shape_begin_where_words_do(language: str, level: float | None) -> None:
    personas = tuple(Persona(id=f"p{n}", name=f"Person {n}") for n in range(5))
    points = tuple(
        EmotionPoint(id=f"e{n}", level=level, quote="Finally", personas=(one.id,))
        for n, one in enumerate(personas)
    )
    lane = make_lane("emotions", "l", cells=(Cell(step="t", points=points),))
    stage = Stage(id="s", title="Purchase", steps=(Step(id="t"),))
    one = JourneyMap(
        id="m", title="One", language=language, personas=tuple(p.id for p in personas), stages=(stage,),
        lanes=(lane,),
    )  # fmt: skip
    printed = sheets(Project(personas=personas, maps=(one,)), "notes")
    found, edges, gaps, areas = [], [], [], []
    for note in parts(scenes(printed)[1], "note:"):
        shapes = [item for item in note.items if isinstance(item, Box | Drawn)]
        ink = next(item for item in shapes if item.fill and item.stroke)
        left, top, right, bottom = bounds(ink)
        words = next(item for item in note.items if isinstance(item, Text) and "Finally" in item.block.text)
        starts = [start for _, _, start, _ in words.lines()]
        found.append(type(ink))
        edges.append(right - words.x - words.width if language == "ar" else left - starts[0])
        areas.append((bottom - top) * (right - left) / words.size**2)
        figures = [item for item in note.items if isinstance(item, Text) and item.block.text == "+2"]
        for item in figures:
            gaps.append((left - item.x - item.width if language == "ar" else item.x - right) / words.size)
    assert len(edges) == 5 and len(set(found)) == 2
    assert edges == pytest.approx([0.0] * 5, abs=0.01)
    assert gaps == pytest.approx(gaps[:1] * len(gaps), abs=0.01)
    assert min(areas) > 0.8 * areas[0]


LOOKS = "Looks for reviews of workshops. "


@pytest.mark.parametrize(("text", "lines"), [("Reviews", 2), (LOOKS * 5, 2), (LOOKS * 27, 1)])
def test_stage_and_channel_take_two_lines_of_a_note_that_has_room(text: str, lines: int) -> None:
    names = ("Comparison with competitors", "Reviews on other sites")
    project = with_card(text, "touchpoints", channel="reviews")
    stage = project.maps[0].stages[0].model_copy(update={"title": names[0]})
    channel = Channel(id="reviews", name=names[1])
    project = with_map(project.model_copy(update={"channels": (channel,)}), stages=(stage,))
    printed = sheets(project, "notes")
    note = parts(scenes(printed)[1], "note:")[0]
    foot = [item for item in note.items if isinstance(item, Text) and item.size < 0.04 * 76][-lines:]
    said = [item.block.text for item in foot]
    if lines == 2:
        assert said == list(names)
        assert [item.size for item in foot] == pytest.approx([0.038 * 76] * 2)
    else:
        assert said[0].endswith(names[1]) and foot[0].size < 0.038 * 76
    card = max(item.y + item.height for item in note.items if isinstance(item, Text) and item not in foot)
    assert card <= foot[0].y
    assert list(outside(printed, USUAL)) == []


@pytest.mark.parametrize("note", [(38, 51), (51, 51), (76, 76)])
@pytest.mark.parametrize("title", ["Напоминание о повторной покупке", "Awareness of the need & first doubts"])
@pytest.mark.parametrize("text", ["Waits", LOOKS * 3])
def test_the_name_of_a_stage_goes_on_on_another_line(text: str, title: str, note: tuple[int, int]) -> None:
    """It ended in "…", in tiny type, above an empty line."""
    steps = (Step(id="t0", title="Desk"), Step(id="t1", title="Searches & compares"))
    lane = make_lane(
        "actions",
        "l",
        cells=tuple(Cell(step=s.id, cards=(make_card("actions", f"c-{s.id}", text=text),)) for s in steps),
    )
    for shown in (steps, steps[:1]):
        journey = JourneyMap(id="m", stages=(Stage(id="s", title=title, steps=shown),), lanes=(lane,))
        printed = sheets(Project(maps=(journey,)), "notes", note=note)
        notes = parts(scenes(printed)[1], "note:")
        assert len(notes) == len(shown)
        for each, step in zip(notes, shown, strict=True):
            texts = [item for item in each.items if isinstance(item, Text)][2:]
            said = " ".join(item.block.text for item in texts).replace(" · ", " ")
            assert said == f"{title} {step.title}" if len(shown) > 1 else title
            small = NoteRoom(*note).small
            assert all(0.84 * small < item.size < small + 0.001 for item in texts)
            assert [item.y for item in texts] == sorted({item.y for item in texts})
        assert list(outside(printed, USUAL)) == []


@pytest.mark.parametrize(
    ("titles", "foot"), [(("Desk", "Room"), "Room"), (("", ""), "2"), (("Desk",), "Desk"), (("",), "")]
)
def test_a_note_names_the_step_of_a_stage_that_has_several(titles: tuple[str, ...], foot: str) -> None:
    steps = tuple(Step(id=f"t{n}", title=title) for n, title in enumerate(titles))
    card = make_card("actions", "c", text="Waits")
    lane = make_lane("actions", "l", cells=(Cell(step=steps[-1].id, cards=(card,)),))
    journey_map = JourneyMap(id="m", stages=(Stage(id="s", title="Arrival", steps=steps),), lanes=(lane,))
    printed = sheets(Project(maps=(journey_map,)), "notes")
    (note,) = parts(scenes(printed)[1], "note:")
    said = [item.block.text for item in note.items if isinstance(item, Text)]
    assert said[-1] == (f"Arrival · {foot}" if foot else "Arrival")


def test_faces_on_notes_are_explained_in_their_colours() -> None:
    """On a map with several curves they have the colours of people; on notes of levels."""
    people = (Persona(id="a", name="Marta"), Persona(id="b", name="Cat"))
    points = tuple(EmotionPoint(id=f"p{id}", level=2.0, personas=(id,)) for id in ("a", "b"))
    cells = tuple(
        Cell(step=f"t{n}", points=tuple(p.model_copy(update={"id": f"{p.id}{n}"}) for p in points))
        for n in (0, 1)
    )
    stages = (Stage(id="s", title="Stage", steps=(Step(id="t0"), Step(id="t1"))),)
    one = JourneyMap(
        id="m", personas=("a", "b"), stages=stages, lanes=(make_lane("emotions", "e", cells=cells),)
    )
    template = scenes(sheets(Project(personas=people, maps=(one,)), "notes"))[0]
    (legend,) = parts(template, "legend")
    assert [item.block.text for item in legend.items if isinstance(item, Text)] == [
        "negative",
        "neutral",
        "positive",
    ]
    colours = [item.stroke for item in legend.items if isinstance(item, Box | Drawn) and item.stroke]
    assert len(set(colours)) == 3


def test_the_first_page_says_what_signs_on_notes_mean() -> None:
    """In a place that no step takes; on the wall nobody else explains them."""
    card = make_card(
        "pain_points", "c", text="Waits", severity=3, votes=2, evidence=Evidence(grade="observed")
    )
    lane = make_lane("pain_points", "l", cells=(Cell(step="t", cards=(card,)),))
    plain = make_lane(
        "pain_points", "l", cells=(Cell(step="t", cards=(make_card("pain_points", "c", text="Waits"),)),)
    )
    stages = (Stage(id="s", title="Stage", steps=(Step(id="t"),)),)
    found = []
    for each in (lane, plain):
        one = JourneyMap(id="m", stages=stages, lanes=(each,))
        template = scenes(sheets(Project(maps=(one,)), "notes"))[0]
        legends = parts(template, "legend")
        found.append({item.block.text for part in legends for item in part.items if isinstance(item, Text)})
        boxes = [place(part) for part in (*parts(template, "step:"), *legends)]
        ends = [(x, y, x + wide, y + high) for x, y, wide, high in boxes]
        assert not any(overlap(a, b) for a, b in combinations(ends, 2))
    assert found == [{"severity 1 to 5", "votes", "observed"}, set()]
