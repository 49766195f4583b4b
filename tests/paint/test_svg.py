"""SVG: well-formed, everything on it, text as text or as shapes."""

from xml.etree import ElementTree

import pytest
from nine_scripts import SENTENCES, page, red_picture

from cjmdesk.layout.scene import Part, Scene, Text
from cjmdesk.paint.svg import write_svg
from cjmdesk.text.engine import BOLD, ITALIC, REGULAR
from cjmdesk.text.qt import text_engine

NAME = "{http://www.w3.org/2000/svg}"


def test_text_is_text_line_by_line() -> None:
    scene = page((REGULAR, BOLD, ITALIC))
    root = ElementTree.fromstring(write_svg(scene, text_engine(), {}))
    assert root.attrib["width"] == "297mm"
    assert root.attrib["viewBox"] == "0 0 297 210"
    found = [element.text for element in root.iter(f"{NAME}text")]
    wanted = [line.text.rstrip() for _part, text in scene.texts() for line in text.block.lines]
    assert found == wanted
    assert root.findtext(f"{NAME}title") == "Dziewięć <pism> & źródło"
    assert SENTENCES[-1].split()[-1] in str(found)


def test_outlines_need_no_font() -> None:
    text = write_svg(page((REGULAR, ITALIC)), text_engine(), {}, outlines=True)
    root = ElementTree.fromstring(text)
    assert not list(root.iter(f"{NAME}text"))
    shapes = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
    uses = {element.attrib["href"][1:] for element in root.iter(f"{NAME}use")}
    assert uses <= shapes
    assert len(uses) > 100


def test_pictures_are_inside() -> None:
    pictures = red_picture()
    root = ElementTree.fromstring(write_svg(page(picture=next(iter(pictures))), text_engine(), pictures))
    images = list(root.iter(f"{NAME}image"))
    assert len(images) == 2
    assert all(image.attrib["href"].startswith("data:image/png;base64,") for image in images)
    assert images[0].findtext(f"{NAME}title") == 'a "round" <portrait>'


@pytest.mark.parametrize("bad", ["a\x00b", "\ud800", "\ufffe", "</text><script>", "]]>"])
def test_nothing_breaks_the_document(bad: str) -> None:
    block = text_engine().wrap(bad, REGULAR, 20)
    scene = Scene(50, 50, (Part("p", 0, 0, 50, 50, (Text("", 0, 0, 50, block, 4, "#000000"),)),), bad, bad)
    for outlines in (False, True):
        root = ElementTree.fromstring(write_svg(scene, text_engine(), {}, outlines=outlines).encode())
        assert not list(root.iter(f"{NAME}script"))
