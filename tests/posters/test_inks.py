"""Ink modes: what a printer without colours, a worn one and a press are given."""

import io
import re
import zlib

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cjmdesk.layout.inks import PALETTES, contrast, grey, letters_on, own, readable
from cjmdesk.layout.palette import COLOUR
from cjmdesk.layout.scene import Box, CardBox, Path, Scene, Text, Wash
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.model.choices import INK_MODES
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Competitor
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.paint.pdf_inks import PRESS, mixed
from cjmdesk.pictures.store import make_picture
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.text.qt import text_engine
from samples import repair_visit

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


def with_own_colours() -> Project:
    """A stage and a lane in colours that the user chose, the stage's as pale as can be; a picture."""
    data = io.BytesIO()
    Image.new("RGB", (60, 40), (200, 30, 30)).save(data, "PNG")
    key, picture = make_picture(data.getvalue(), "image/png", 60, 40, "A red box")
    project = repair_visit()
    one = project.maps[0]
    stages = (one.stages[0].model_copy(update={"colour": "#FFE066"}), *one.stages[1:])
    lane = one.lanes[0]
    cell = lane.cells[0]
    cards = (cell.cards[0].model_copy(update={"picture": key}), *cell.cards[1:])
    cells = (cell.model_copy(update={"cards": cards}), *lane.cells[1:])
    lanes = (lane.model_copy(update={"colour": "#11AA55", "cells": cells}), *one.lanes[1:])
    changed = one.model_copy(update={"stages": stages, "lanes": lanes})
    return project.model_copy(update={"maps": (changed, *project.maps[1:]), "pictures": {key: picture}})


def scene_in(ink: str, project: Project | None = None) -> Scene:
    project = project or with_own_colours()
    return print_map(project, project.maps[0], PrintChoices(ink=ink, paper="A2"), text_engine()).poster.scene


def colours_of(scene: Scene) -> set[str]:
    found: set[str | None] = set()
    for part in scene.parts:
        for item in part.items:
            match item:
                case Text():
                    found.add(item.colour)
                case CardBox():
                    found |= {item.fill, item.bar, item.outline}
                case Box() | Path():
                    found |= {item.fill, item.stroke}
                case Wash():
                    found |= {colour for _place, colour in item.stops}
    return {colour for colour in found if colour}


def pdf_in(ink: str, project: Project | None = None) -> bytes:
    project = project or with_own_colours()
    printed = print_map(project, project.maps[0], PrintChoices(ink=ink, paper="A2", tile="A4"), text_engine())
    target = io.BytesIO()
    pages = [page.page for page in printed.pages]
    write_pdf(pages, target, text_engine(), project.pictures, ink=ink, reproducible=True)
    return target.getvalue()


def streams(data: bytes) -> list[bytes]:
    """All streams of a PDF that unpack."""
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1]))
        except zlib.error:
            continue
    return found


def test_every_mode_has_a_palette() -> None:
    assert set(PALETTES) == set(INK_MODES)


def test_grey_says_everything_without_colour() -> None:
    found = colours_of(scene_in("grey"))
    assert found == {grey(colour) for colour in found}
    assert len(found) > 10, "a palette of its own, not black and white"


def test_line_art_is_black_on_white() -> None:
    assert colours_of(scene_in("line")) == {"#000000", "#FFFFFF"}


def test_line_art_draws_what_its_grounds_no_longer_show() -> None:
    scene = scene_in("line")
    cards = [item for part in scene.parts for item in part.items if isinstance(item, CardBox)]
    assert cards
    assert all(card.outline == "#000000" and card.outline_width > 0 for card in cards)
    heads = [part.items[0] for part in scene.parts if part.key.startswith("stage:")]
    assert all(isinstance(head, Path) and head.stroke == "#000000" for head in heads)


@pytest.mark.parametrize("ink", ["colour", "grey", "line"])
def test_letters_keep_their_contrast_on_the_palettes_grounds(ink: str) -> None:
    palette = PALETTES[ink]
    for number in range(12):
        assert contrast(letters_on(palette, palette.stage(number)), palette.stage(number)) >= 4.5
    for tint, _strong in palette.lanes.values():
        assert contrast(palette.ink, tint) >= 7
        assert contrast(palette.secondary, tint) >= 4.5
    for number in range(5):
        assert contrast(palette.page, palette.persona(number)) >= 4.5
    assert contrast(palette.secondary, palette.pill) >= 4.5


@given(colours)
def test_own_colours_carry_white_letters_in_grey(colour: str) -> None:
    ground = own(PALETTES["grey"], colour, ground=True)
    assert ground == grey(ground)
    assert contrast(ground, "#FFFFFF") >= 4.5
    assert own(COLOUR, colour, ground=True) == colour


def test_a_grey_pdf_holds_no_colour_at_all() -> None:
    for ink in ("grey", "line"):
        data = pdf_in(ink)
        assert b"/DeviceRGB" not in data
        assert b"/DeviceCMYK" not in data
        for stream in streams(data):
            assert not re.search(rb"\d (rg|RG|k|K)\b", stream)
        page = pypdfium2.PdfDocument(data)[1].render(scale=0.5).to_pil().convert("RGB")
        used = page.getcolors(page.width * page.height)
        assert all(max(pixel) - min(pixel) <= 1 for _count, pixel in used)


def test_a_press_gets_four_inks_only() -> None:
    data = pdf_in("cmyk")
    assert b"/DeviceCMYK" in data
    assert b"/DeviceRGB" not in data
    assert any(re.search(rb"\d k\b", stream) for stream in streams(data))
    assert not any(re.search(rb"\d (rg|RG)\b", stream) for stream in streams(data))


@given(colours)
def test_inks_of_a_press_stay_within_what_paper_takes(colour: str) -> None:
    inks = mixed(colour)
    assert all(0 <= share <= 1 for share in inks)
    assert sum(inks) <= 2.4 + 1e-6


@given(st.integers(0, 255))
def test_greys_are_printed_in_black_alone(light: int) -> None:
    assert mixed("#" + f"{light:02X}" * 3)[:3] == (0.0, 0.0, 0.0)


def test_letters_are_printed_in_black_alone() -> None:
    for colour in (COLOUR.ink, COLOUR.secondary, COLOUR.small, COLOUR.faint, COLOUR.curve):
        assert mixed(colour)[:3] == (0.0, 0.0, 0.0), colour
    assert PRESS.keys() >= {*COLOUR.stages, COLOUR.good, COLOUR.middling, COLOUR.bad}


def test_colour_stays_as_it_was() -> None:
    data = pdf_in("colour")
    assert b"/DeviceCMYK" not in data
    assert any(re.search(rb"\d rg\b", stream) for stream in streams(data))


@given(st.integers(0, 0xFFFFFF))
def test_a_readable_colour_is_darkened_no_more_than_needed(value: int) -> None:
    colour = f"#{value:06X}"
    found = readable(colour)
    assert contrast(found, "#FFFFFF") >= 4.5
    if contrast(colour, "#FFFFFF") >= 7:
        assert found == colour


@pytest.mark.parametrize("level", [-5, -2, -1, 0, 1, 2, 5])
def test_no_colour_of_ours_is_complained_of(level: int) -> None:
    """Who prints could not choose another one."""
    points = (
        EmotionPoint(id="p", level=level, quote="Well, that was it"),
        EmotionPoint(id="q", level=-level, competitor="c"),
        EmotionPoint(id="r", level=level / 2, competitor="c"),
    )
    stages = tuple(Stage(id=f"s{n}", title="Stage", steps=(Step(id=f"t{n}"),)) for n in range(3))
    cells = tuple(Cell(step=f"t{n}", points=(point,)) for n, point in enumerate(points))
    journey_map = JourneyMap(
        id="m",
        stages=stages,
        lanes=(make_lane("emotions", "e", cells=cells),),
        competitors=(Competitor(id="c", name="Home training"),),
    )
    project = Project(maps=(journey_map,))
    for what in ("map", "curve", "notes", "booklet", "faces"):
        printed = print_map(project, journey_map, PrintChoices(what=what), text_engine())
        assert [one.text for one in printed.poster.warnings if one.code == "low_contrast"] == [], what
