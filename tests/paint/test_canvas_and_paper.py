"""What is on the canvas is what is on paper: the same lines, broken at the same places.

The lines of the canvas are those of the layouts it draws; the lines of the paper are read back out
of the finished PDF, letter by letter, by their places on the page.
"""

import io
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter

import pypdfium2
import pytest

from cjmdesk import shipped
from cjmdesk.layout.scene import Part, Scene, Text
from cjmdesk.model.project import Project
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine
from strategies import SMALL, seeded_project

MM = 25.4 / 72
SAMPLES = sorted(shipped.path("samples").glob("*.cjm"))


def letters(text: str) -> Counter[str]:
    """The letters of a text without blanks and marks, in their plain forms, in no order."""
    plain = unicodedata.normalize("NFKD", text)
    return Counter(c for c in plain if unicodedata.category(c)[0] in "LN")


class Page:
    """The letters of a PDF page with the middle of each, mm from the top left."""

    def __init__(self, data: bytes, height: float) -> None:
        document = pypdfium2.PdfDocument(data)
        text = document[0].get_textpage()
        found = []
        for number in range(text.count_chars()):
            letter = text.get_text_range(number, 1)
            if not letters(letter):
                continue
            left, bottom, right, top = text.get_charbox(number, loose=True)
            found.append((height - (top + bottom) / 2 * MM, (left + right) / 2 * MM, letter))
        self._letters = sorted(found)
        self._heights = [y for y, _, _ in self._letters]

    def line(self, left: float, right: float, baseline: float, size: float) -> Counter[str]:
        """The letters whose middles lie on a line of type of `size` mm."""
        first = bisect_left(self._heights, baseline - 0.95 * size)
        last = bisect_right(self._heights, baseline + 0.3 * size)
        inside = (c for _, x, c in self._letters[first:last] if left - 0.1 * size < x < right + 0.1 * size)
        return sum((letters(c) for c in inside), Counter())


def drawn_lines(text: Text) -> list[str]:
    """The lines that the canvas draws."""
    block = text.block
    layouts = text_engine()._kept(block.text, block.style, block.wrap_width)
    lines = []
    for layout in layouts:
        units = layout.text().encode("utf-16-le")
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start = 2 * line.textStart()
            lines.append(units[start : start + 2 * line.textLength()].decode("utf-16-le"))
    return lines


def scripts_read_in_pieces(text: str) -> bool:
    """Whether readers give such text back re-ordered or in other letters (marks, ligatures)."""
    return any(
        unicodedata.bidirectional(c) in ("R", "AL", "AN") or "\u0900" <= c <= "\u0eff" or ord(c) > 0x1F000
        for c in text
    )


def check(project: Project) -> int:
    """Compare every line of every map; how many were compared on paper."""
    compared = 0
    for journey_map in project.maps:
        scene = lay_out_poster(project, journey_map, PosterOptions(paper="A1"), text_engine()).scene
        page = printed(scene, project)
        for part, text in scene.texts():
            assert drawn_lines(text) == [line.text for line in text.block.lines]
            compared += compare(page, part, text)
    return compared


def printed(scene: Scene, project: Project) -> Page:
    file = io.BytesIO()
    write_pdf([scene], file, text_engine(), project.pictures, reproducible=True)
    return Page(file.getvalue(), scene.height)


def compare(page: Page, part: Part, text: Text) -> int:
    count = 0
    for _number, line, left, baseline in text.lines():
        wanted = letters(line.text)
        if not wanted or scripts_read_in_pieces(line.text):
            continue
        start = left + part.x
        found = page.line(start, start + line.width * text.size, baseline + part.y, text.size)
        assert found == wanted, f"{line.text!r} is printed as {sorted(found.elements())}"
        count += 1
    return count


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_break_alike(path: object) -> None:
    assert check(load(str(path)).project) > 100


def test_random_projects_break_alike() -> None:
    assert sum(check(seeded_project(seed, SMALL)) for seed in range(100)) > 500
