"""The readability check says what a ruler and the finished PDF say."""

import io

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image
from test_inks import with_own_colours

from cjmdesk.layout.scene import Box, Part, Scene, Text
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.project import Picture
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.posters.legible import seen_in
from cjmdesk.posters.report import report
from cjmdesk.text.engine import REGULAR
from cjmdesk.text.qt import text_engine
from samples import repair_visit


@pytest.mark.parametrize(("paper", "tile"), [("A1", "none"), ("A4", "none"), ("A2", "A4")])
def test_reported_figures_are_those_of_the_pdf(paper: str, tile: str) -> None:
    project = with_own_colours()
    choices = PrintChoices(paper=paper, tile=tile, assembly=False, marks=False)
    printed = print_map(project, project.maps[0], choices, text_engine())
    target = io.BytesIO()
    write_pdf([page.page for page in printed.pages], target, text_engine(), project.pictures)
    told = report([printed])
    sizes, dots = [], []
    for page in pypdfium2.PdfDocument(target.getvalue()):
        for found in page.get_objects():
            if found.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                wide, high = found.get_px_size()
                left, bottom, right, top = found.get_bounds()
                dots.append(min(wide / ((right - left) / 72), high / ((top - bottom) / 72)))
        text = page.get_textpage()
        for place in range(text.count_chars()):
            if chr(pdfium.FPDFText_GetUnicode(text, place)).strip():
                matrix = pdfium.FS_MATRIX()
                pdfium.FPDFText_GetMatrix(text, place, matrix)
                sizes.append(abs(matrix.d) * pdfium.FPDFText_GetFontSize(text, place))
    assert min(sizes) == pytest.approx(told["smallest_text_pt"], rel=0.02)
    warned = [warning["value"] for warning in told["warnings"] if warning["code"] == "low_dpi"]
    assert warned == [pytest.approx(min(dots) * told["scale"], rel=0.02)] if min(dots) < 150 else not warned


def test_the_reading_distance_is_that_of_the_cards() -> None:
    project = repair_visit()
    told = report([print_map(project, project.maps[0], PrintChoices(paper="A0"), text_engine())])
    scene = print_map(project, project.maps[0], PrintChoices(paper="A0"), text_engine()).poster.scene
    ids = {card.id for lane in project.maps[0].lanes for cell in lane.cells for card in cell.cards}
    sizes = [text.size for _part, text in scene.texts() if text.item in ids and text.block.style == REGULAR]
    assert told["reads_from_m"] == pytest.approx(max(sizes) * 72 / 25.4 / 12, rel=0.02)


@pytest.mark.parametrize("ink", ["colour", "grey", "line"])
def test_a_pale_stage_carries_letters_that_are_read(ink: str) -> None:
    project = with_own_colours()
    printed = print_map(project, project.maps[0], PrintChoices(paper="A1", ink=ink), text_engine())
    assert not [warning for warning in printed.poster.warnings if warning.code == "low_contrast"]


def test_pale_letters_are_warned_of_with_their_words() -> None:
    block = text_engine().wrap("Arrives", REGULAR, 20.0)
    ground = Box("s", 0, 0, 80, 10, "#F2E9B8")
    part = Part("p", 10, 10, 80, 10, (ground, Text("s", 1, 1, 78, block, 4.0, "#FFFFFF")))
    [pale] = [one for one in seen_in(Scene(200, 100, (part,), "t", "en"), {}) if one.code == "low_contrast"]
    assert pale.item == "s"
    assert "Arrives" in pale.text
    assert pale.value is not None
    assert pale.value < 1.5


def test_a_missing_picture_is_said() -> None:
    project = with_own_colours()
    scene = print_map(project, project.maps[0], PrintChoices(paper="A1"), text_engine()).poster.scene
    assert [warning.code for warning in seen_in(scene, {})][:1] == ["no_picture"]


def test_a_fine_picture_is_no_matter() -> None:
    project = with_own_colours()
    key, picture = next(iter(project.pictures.items()))
    data = io.BytesIO()
    Image.new("RGB", (3000, 2000)).save(data, "PNG")
    large = picture.model_copy(update={"width": 3000, "height": 2000})
    project = project.model_copy(update={"pictures": {key: large}})
    found = print_map(project, project.maps[0], PrintChoices(paper="A1"), text_engine()).poster.warnings
    assert not [warning for warning in found if warning.code == "low_dpi"]


def test_a_line_beyond_the_sheet_is_said() -> None:
    block = text_engine().wrap("queue at eight", REGULAR, 40)
    inside = Text("n1", 5, 5, 60, block, 4, "#000000")
    outside = Text("n2", 90, 5, 60, block, 4, "#000000")
    page = Part("page", 0, 0, 100, 50, (Box("", 0, 0, 100, 50, fill="#FFFFFF"), inside, outside))
    [warning] = list(seen_in(Scene(100, 50, (page,)), {}))
    assert (warning.code, warning.item) == ("clipped", "n2")
    assert "queue at eight" in warning.text


def test_a_damaged_picture_is_said() -> None:
    picture = Picture(media_type="image/png", width=3000, height=3000, description="The shop", data="AAAA")
    key = "0" * 64
    project = repair_visit()
    one = project.maps[0]
    card = make_card("actions", "c", text="Looks", picture=key)
    lane = make_lane("actions", "l", cells=(Cell(step=one.stages[0].steps[0].id, cards=(card,)),))
    one = one.model_copy(update={"lanes": (lane,), "connectors": ()})
    project = project.model_copy(update={"pictures": {key: picture}, "maps": (one,)})
    found = print_map(project, one, PrintChoices(), text_engine()).poster.warnings
    said = [warning for warning in found if warning.code == "damaged_picture"]
    assert [warning.item for warning in said] == ["c"]
    assert "“The shop”" in said[0].text
