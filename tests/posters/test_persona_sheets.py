"""Persona sheets: all that is known, in large type, and nothing of what is not."""

import datetime
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

from cjmdesk import shipped
from cjmdesk.layout.scene import CardBox, Image, Text
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Picture, Project
from cjmdesk.posters.papers import MARGIN_PRESETS, PaperError
from cjmdesk.posters.printed import Printed
from cjmdesk.storage.project_file import load
from scene_checks import overlap

USUAL = (5.0, 5.0, 5.0, 5.0)
LISTS = ("needs", "goals", "pains", "motives", "triggers", "objections", "channels")


def of(persona: Persona, **pictures: Picture) -> Project:
    project = with_map(visit(), personas=(persona.id,))
    return project.model_copy(update={"personas": (persona,), "pictures": pictures})


def sound(printed: Printed, margins: tuple[float, float, float, float] = USUAL) -> None:
    assert list(outside(printed, margins)) == []
    for scene in scenes(printed):
        keys = [part.key for part in scene.parts]
        assert len(set(keys)) == len(keys)  # by which a PDF finds what is read
        boxes = [place(part) for part in scene.parts]
        edges = [(x, y, x + wide, y + high) for x, y, wide, high in boxes]
        assert not any(overlap(one, other) for n, one in enumerate(edges) for other in edges[:n])


def texts_of(persona: Persona) -> list[str]:
    lists = [text for name in LISTS for text in getattr(persona, name)]
    single = ("name", "age", "place", "occupation", "education", "wealth", "quote")
    return [*(getattr(persona, name) for name in single), *lists]


@pytest.mark.parametrize("language", WORDS)
def test_every_text_is_on_the_sheet(language: str, tmp_path: Path) -> None:
    project = spoken(language)
    printed = sheets(project, "persona")
    assert [page.label for page in printed.pages] == [persona.name for persona in project.personas]
    words = written(printed)
    data = pdf(printed)
    check(data, tmp_path)
    sound(printed)
    for persona in project.personas:
        for text in texts_of(persona):
            assert letters(text) in words
            if language != "ar":
                assert letters(text) in text_of(data)
    assert printed.poster.warnings == ()


@pytest.mark.parametrize("preset", MARGIN_PRESETS)
@pytest.mark.parametrize("paper", ["A4", "A3", "Letter", "A5"])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_on_every_paper(paper: str, preset: str, orientation: str) -> None:
    margins = MARGIN_PRESETS[preset][1]
    printed = sheets(spoken("en"), "persona", paper=paper, printer_margins=margins, orientation=orientation)
    sound(printed, margins)
    assert len(printed.pages) == 2


def test_what_is_not_known_leaves_no_box() -> None:
    printed = sheets(of(Persona(id="p", name="Ola", needs=("Quiet",), pains=("",))), "persona")
    (scene,) = scenes(printed)
    assert [part.key for part in scene.parts] == ["head", "section:heart:0", "foot"]


def test_a_portrait_or_the_initials() -> None:
    def images(width: int, height: int) -> list[Image]:
        key = "b" * 64
        picture = Picture(media_type="image/png", width=width, height=height, data="")
        printed = sheets(of(Persona(id="p", name="Ola Nowak", portrait=key), **{key: picture}), "persona")
        return [item for part in scenes(printed)[0].parts for item in part.items if isinstance(item, Image)]

    (round_one,) = images(200, 200)
    assert round_one.round and round_one.width == round_one.height
    (wide,) = images(400, 200)
    assert not wide.round and wide.width == pytest.approx(2 * wide.height)
    assert "ON" in written(sheets(of(Persona(id="p", name="Ola Nowak")), "persona"))


def test_long_texts_flow_over_pages_and_none_is_cut() -> None:
    persona = Persona(
        id="p",
        name="A very long name that goes on and on " * 3,
        occupation=LONG,
        quote=LONG,
        needs=tuple(f"{n} {LONG[:200]}" for n in range(12)),
        goals=(LONG * 12,),
        channels=("SMS",),
    )
    printed = sheets(of(persona), "persona")
    sound(printed)
    assert len(printed.pages) > 1
    assert printed.pages[0].label.endswith(f"1/{len(printed.pages)}")
    words = written(printed)
    assert letters(persona.occupation) in words and letters(persona.quote) in words
    assert all(letters(need) in words for need in persona.needs)
    goal = "".join(
        letters(item.block.text)
        for scene in scenes(printed)
        for part in parts(scene, "section:target")
        for item in part.items
        if isinstance(item, Text) and item.block.text not in ("Goals", "Goals (continued)")
    )
    assert goal == letters(LONG * 12)
    assert printed.poster.card_pt >= 8.5


def test_a_list_that_goes_on_in_the_next_column_is_read_in_a_pdf() -> None:
    persona = Persona(id="p", name="Ola", needs=tuple(f"{n} {LONG[:200]}" for n in range(60)))
    read = letters(text_of(pdf(sheets(of(persona), "persona"))))
    assert all(letters(need) in read for need in persona.needs)


@settings(max_examples=20)
@given(
    st.lists(st.integers(0, 700), min_size=7, max_size=7), st.integers(0, 1500), st.sampled_from(["A4", "A5"])
)
def test_texts_of_any_length(lengths: list[int], quote: int, paper: str) -> None:
    lists = {name: (LONG[:length].strip(), "x") for name, length in zip(LISTS, lengths, strict=True)}
    persona = Persona(id="p", name="Ola", quote=(LONG * 2)[:quote], **lists)  # type: ignore[arg-type]
    printed = sheets(of(persona), "persona", paper=paper)
    sound(printed)
    # A quote that is parted goes on below its heading.
    assert letters(persona.quote) in written(printed).replace(letters("In their own words"), "")


def test_which_personas() -> None:
    project = spoken("en")
    (page,) = sheets(project, "persona", items=("ben",)).pages
    assert page.label == project.personas[1].name
    nobody = with_map(project, personas=())
    assert len(sheets(nobody, "persona").pages) == 2
    with pytest.raises(PaperError, match="no persona “zoe”"):
        sheets(project, "persona", items=("zoe",))
    with pytest.raises(PaperError, match="has no persona"):
        sheets(nobody.model_copy(update={"personas": ()}), "persona")


def test_a_note_is_printed_where_it_needs_no_page_of_its_own() -> None:
    persona = Persona(id="p", name="Marta", needs=("The bike back",), note="Met at the market in May.")
    printed = sheets(of(persona), what="persona")
    [scene] = scenes(printed)
    words = [text.block.text for _part, text in scene.texts()]
    assert "Note" in words and persona.note in words
    assert printed.poster.warnings == ()
    sound(printed)


def test_a_note_that_has_no_room_is_said_to_be_left_out() -> None:
    persona = Persona(id="p", name="Marta", needs=("The bike back",))
    most = persona.model_copy(update={"note": LONG * 40})
    plain, long = (sheets(of(one), what="persona") for one in (persona, most))
    assert len(plain.pages) == len(long.pages) == 1
    assert scenes(plain) == scenes(long)
    [warning] = long.poster.warnings
    assert (warning.code, warning.item) == ("note_left_out", "p") and "Marta" in warning.text


@pytest.mark.parametrize(
    ("language", "title", "again"), [("pl", "Bóle", "Bóle (cd.)"), ("ru", "Боли", "Боли (продолжение)")]
)
def test_a_list_that_goes_on_says_so(language: str, title: str, again: str) -> None:
    persona = Persona(id="p", name="Ola", pains=tuple(f"{n} {LONG[:400]}" for n in range(20)))
    printed = sheets(with_map(of(persona), language=language), "persona")
    sound(printed)
    heads = [
        next(item.block.text for item in part.items if isinstance(item, Text))
        for scene in scenes(printed)
        for part in parts(scene, "section:zap")
    ]
    assert len(heads) > 2
    assert heads == [title, *[again] * (len(heads) - 1)]


def test_the_foot_says_what_that_of_other_sheets_does() -> None:
    project = visit()
    today = datetime.date(2026, 11, 26)

    def foot(kind: str) -> tuple[str, float]:
        scene = scenes(sheets(project, kind, date=today))[0]
        (part,) = parts(scene, "foot")
        (line,) = [item for item in part.items if isinstance(item, Text)]
        return line.block.text, line.size * 72 / 25.4

    said, size = foot("persona")
    assert said.endswith(foot("plan")[0]) and "26 November 2026" in said
    assert said.startswith(project.maps[0].title), "its head is the persona's, not the map's"
    assert size >= 7


@pytest.mark.parametrize("title", ["Visit", "A membership that is cancelled " * 4])
@pytest.mark.parametrize("kind", ["persona", "plan", "figures"])
def test_long_names_leave_the_date_in_the_foot(kind: str, title: str) -> None:
    project = with_map(visit(), title=title).model_copy(update={"title": "Everything that is sport " * 7})
    printed = sheets(project, kind, date=datetime.date(2026, 11, 26))
    (line,) = [item for item in parts(scenes(printed)[0], "foot")[0].items if isinstance(item, Text)]
    said = line.block.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "26 November 2026" in said
    assert said.count("…") == (2 if kind == "persona" and title != "Visit" else 1)
    assert kind != "persona" or said.startswith(title[:20])
    assert len(line.block.lines) == 1 and line.block.width * line.size <= line.width


@pytest.mark.parametrize("paper", ["A4", "A3", "A6", "60x90"])
def test_who_is_known_by_name_alone_gets_headings_to_fill_in(paper: str) -> None:
    """There was a name on an empty sheet."""
    printed = sheets(of(Persona(id="p", name="Marta")), "persona", paper=paper)
    sound(printed)
    headings = ("Needs", "Goals", "Pains", "Motives", "Triggers", "Objections", "Channels")
    said = [text.block.text for scene in scenes(printed) for _part, text in scene.texts()]
    (scene,) = scenes(printed)
    assert [one for one in said if one in headings] == list(headings)
    if paper != "60x90":
        boxes = [item for part in scene.parts for item in part.items if isinstance(item, CardBox)]
        assert len(boxes) == len(headings)
        assert all(box.height > 0.08 * scene.height for box in boxes), "there is room to write"


@pytest.mark.parametrize(
    "known", [{"age": "41"}, {"quote": "Well."}, {"needs": ("Rest",)}, {"note": "Asked twice."}]
)
def test_who_is_known_a_little_gets_what_is_known(known: dict[str, object]) -> None:
    said = written(sheets(of(Persona(id="p", name="Marta", **known)), "persona"))
    assert "Triggers" not in said


def test_boxes_stand_in_one_column_on_all_sheets_of_a_set() -> None:
    project = load(shipped.path("samples") / "bike-workshop.pl.cjm").project
    columns = []
    for scene in scenes(sheets(project, "persona")):
        boxes = [part for part in scene.parts if any(isinstance(item, CardBox) for item in part.items)]
        lefts = sorted({round(part.x, 2) for part in boxes})
        columns.append([sum(round(part.x, 2) == x for part in boxes) for x in lefts])
    assert columns == [[4, 4], [4, 4]], "they were 4 and 4, then 3 and 5"
