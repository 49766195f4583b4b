"""A booklet is read in the hand: nothing on it is smaller than its cards may be, and nothing overlaps."""

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw as pdfium
from sheet_samples import letters, pdf, sheets, spoken, visit, with_map

from cjmdesk import shipped
from cjmdesk.layout.scene import CardBox, Part, Scene, Text
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.obstacles import text_lines
from cjmdesk.posters.printed import Printed, PrintedPage
from cjmdesk.storage.project_file import load
from strategies import Size, seeded_project

LEAST = 9.0
MAPS = sorted([*shipped.path("samples").glob("*.cjm"), *shipped.path("templates").glob("*.cjm")])


def smallest_in(data: bytes) -> float:
    """pt of the smallest letter that a file shows."""
    sizes = []
    matrix = pdfium.FS_MATRIX()
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            if pdfium.FPDFText_GetUnicode(text, place) > 32:
                pdfium.FPDFText_GetMatrix(text, place, ctypes.byref(matrix))
                sizes.append(abs(matrix.d) * pdfium.FPDFText_GetFontSize(text, place))
    return min(sizes)


def shown(page: PrintedPage) -> Iterator[tuple[Scene, Part, float, float]]:
    """The parts of a page's layers with where they lie on it, those that its windows show."""
    for layer in page.page.layers:
        left, top, wide, _high = layer.window
        for part in layer.scene.parts:
            x, y = layer.x + part.x - left, layer.y + part.y - top
            if x < layer.x + wide and layer.x < x + part.width and part.height >= 0:
                yield layer.scene, part, x, y


def smallest(printed: Printed) -> float:
    return min(
        text.size / 25.4 * 72
        for page in printed.pages
        for _s, part, *_at in shown(page)
        for text in texts(part)
    )


def texts(part: Part) -> list[Text]:
    return [item for item in part.items if isinstance(item, Text)]


def overlapping(part: Part) -> list[tuple[str, str]]:
    """Words of a part that stand on one another, by more than what descenders reach."""
    boxes = [(box, text.block.text) for text in texts(part) for box in text_lines(text, 0.0, 0.0)]
    found = []
    for number, ((a, b, c, d), one) in enumerate(boxes):
        for (e, f, g, h), other in boxes[number + 1 :]:
            if min(c, g) - max(a, e) > 0.1 and min(d, h) - max(b, f) > 0.25 * min(d - b, h - f):
                found.append((one, other))
    return found


def beyond_cards(part: Part) -> list[str]:
    """Words of a card that reach over its edge."""
    cards = {item.item: item for item in part.items if isinstance(item, CardBox)}
    found = []
    for text in texts(part):
        card = cards.get(text.item)
        if card is None:
            continue
        for left, top, right, bottom in text_lines(text, 0.0, 0.0):
            outside = left < card.x - 0.01 or right > card.x + card.width + 0.01
            if outside or top < card.y - 0.5 or bottom > card.y + card.height + 0.01:
                found.append(text.block.text)
    return found


def readable(printed: Printed) -> None:
    assert smallest(printed) >= LEAST - 1e-6
    for page in printed.pages:
        for _scene, part, *_at in shown(page):
            assert not overlapping(part), part.key
            assert not beyond_cards(part), part.key


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_every_word_of_every_map_we_ship(path: Path) -> None:
    project = load(path).project
    for journey_map in project.maps:
        alone = project.model_copy(update={"maps": (journey_map,)})
        printed = sheets(alone, "booklet")
        readable(printed)
        assert smallest_in(pdf(printed, alone)) >= LEAST - 0.01


@pytest.mark.parametrize("paper", ["A5", "Letter"])
@pytest.mark.parametrize("language", ["en", "pl", "ru", "ar", "ja"])
def test_every_word_on_other_paper(paper: str, language: str) -> None:
    printed = sheets(spoken(language), "booklet", paper=paper)
    readable(printed)
    assert smallest_in(pdf(printed)) >= LEAST - 0.01


def test_a_full_map_of_everything() -> None:
    size = Size(maps=1, stages=6, steps=2, lanes=9, cards=4, points=3, personas=3, connectors=8, full=True)
    printed = sheets(seeded_project(3, size), "booklet")
    assert smallest(printed) >= LEAST - 1e-6


def test_two_letters_of_a_persona_stand_on_their_mark() -> None:
    people = tuple(Persona(id=f"p{n}", name=name) for n, name in enumerate(("Wanda Mazur", "Max Wilmer")))
    card = make_card("actions", "c", text="Asks", personas=("p0", "p1"))
    lane = make_lane("actions", "l", cells=(Cell(step="t0", cards=(card,)),))
    project = visit().model_copy(update={"personas": people})
    project = with_map(project, lanes=(lane,), personas=("p0", "p1"), connectors=())
    (part,) = [
        part for page in sheets(project, "booklet").pages[1:] for _s, part, *_at in shown(page)
        if part.key == "cell:l:t0"
    ]  # fmt: skip
    for text in texts(part)[1:]:
        (line,) = text_lines(text, 0.0, 0.0)
        marks = [
            item for item in part.items
            if not isinstance(item, Text) and hasattr(item, "radius") and item.x <= line[0] - 0.3
            and item.x + item.width >= line[2] + 0.3 and item.y <= line[1] and item.height < 6
        ]  # fmt: skip
        assert len(marks) == 1, text.block.text


def test_contents_that_one_page_does_not_hold_go_on_on_another() -> None:
    stages = tuple(Stage(id=f"s{n}", title=f"Stage number {n}", steps=(Step(id=f"t{n}"),)) for n in range(60))
    printed = sheets(with_map(visit(), stages=stages, lanes=(), connectors=()), "booklet", paper="A6")
    readable(printed)
    contents = [
        (page, part) for page in printed.pages for _s, part, *_at in shown(page) if part.key == "contents"
    ]
    assert len(contents) > 1
    told = [text.block.text for _page, part in contents for text in texts(part)]
    assert told[::2] == [stage.title for stage in stages]
    for title, where in zip(told[::2], told[1::2], strict=True):
        page = printed.pages[int(where.split()[1].partition("–")[0]) - 1]
        assert any(
            text.block.text == title for _s, part, *_at in shown(page) if part.key.startswith("stage:")
            for text in texts(part)
        )  # fmt: skip
    for page, part in contents:
        assert part.y + part.height <= page.page.height - 5
    words = letters(
        "".join(text.block.text for _s, part, *_at in shown(printed.pages[0]) for text in texts(part))
    )
    assert letters("Repair visit") in words


def tall_at_the_ends() -> Project:
    """Two lanes; the first is high in the first stage alone, the second in the last alone."""
    stages = tuple(Stage(id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"),)) for n in range(8))
    lanes = tuple(
        make_lane("actions", f"l{n}", title=f"Lane {n}", cells=tuple(
            Cell(step=step, cards=tuple(
                make_card("actions", f"c{n}{step}{k}", text="Waits in a queue that nobody explains to her")
                for k in range(12 if step == tall else 1)
            )) for step in (f"t{m}" for m in range(8))
        ))
        for n, tall in enumerate(("t0", "t7"))
    )  # fmt: skip
    return with_map(visit(), stages=stages, lanes=lanes, connectors=())


def test_rows_are_as_high_as_their_page_needs_where_that_spares_pages() -> None:
    printed = sheets(tall_at_the_ends(), "booklet", orientation="landscape")
    readable(printed)
    heights: dict[str, set[float]] = {}
    for page in printed.pages[1:]:
        lanes = [part for _s, part, *_at in shown(page) if part.key.startswith("lane:")]
        assert [part.key for part in lanes if texts(part)] == ["lane:l0", "lane:l1"]
        for part in lanes:
            heights.setdefault(part.key, set()).add(round(part.height, 2))
    # Both lanes stand on each page, the high one with its cards and the low one with its label.
    assert len(printed.pages) == 3
    assert all(len(found) == 2 for found in heights.values())


def test_curves_are_equally_high_where_rows_are_not() -> None:
    project = tall_at_the_ends()
    emotions = next(lane for lane in visit().maps[0].lanes if lane.kind == "emotions")
    steps = {cell.step: f"t{n}" for n, cell in enumerate(emotions.cells)}
    moved = tuple(cell.model_copy(update={"step": steps[cell.step]}) for cell in emotions.cells)
    lane = emotions.model_copy(update={"cells": moved})
    printed = sheets(with_map(project, lanes=(*project.maps[0].lanes, lane)), "booklet", paper="A3")
    curves = {
        round(part.height, 3)
        for page in printed.pages[1:]
        for _s, part, *_at in shown(page)
        if part.key.startswith("curve:")
    }
    assert len(curves) == 1
