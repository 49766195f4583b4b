"""All maps of a project in one PDF: an index that leads to them, and bookmarks."""

import json
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdfium2 import raw

from cjmdesk import shipped
from cjmdesk.cli.main import main
from cjmdesk.model.project import Project
from cjmdesk.storage.project_file import load, save
from read_aloud import read_aloud
from samples import repair_visit


def several(count: int) -> Project:
    project = repair_visit()
    one = project.maps[0]
    maps = tuple(one.model_copy(update={"id": f"m{n}", "title": f"Journey {n}"}) for n in range(1, count + 1))
    return project.model_copy(update={"maps": maps})


def links(page: Any, document: Any) -> list[int]:
    """Page numbers, from 1, that the links of a page lead to."""
    found = []
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        link = raw.FPDFAnnot_GetLink(annotation)
        found.append(raw.FPDFDest_GetDestPageIndex(document, raw.FPDFLink_GetDest(document, link)) + 1)
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def exported(project: Project, folder: Path, *options: str) -> Path:
    source, target = folder / "all.cjm", folder / "all.pdf"
    save(project, source)
    assert main(["export", str(source), "-o", str(target), "--map", "all", *options]) == 0
    return target


def test_an_index_leads_to_every_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = load(shipped.path("samples/bike-workshop.pl.cjm")).project
    target = exported(project, tmp_path, "--paper", "A3", "--report")
    pages = json.loads(capsys.readouterr().out)["pages"]
    assert [page["kind"] for page in pages] == ["index", "poster", "poster"]
    assert pages[0]["paper_mm"] == [210, 297]
    document = pypdfium2.PdfDocument(target.read_bytes())
    assert links(document[0], document) == [2, 3]
    text = " ".join(document[0].get_textpage().get_text_range().split())
    for number in (2, 3):  # as the index says it
        words = " ".join(document[number - 1].get_textpage().get_text_range().split())
        assert f"strona {number} z 3" in words
    assert text.startswith("Serwis rowerowy 2 mapy Wizyta w serwisie Stan obecny · 420 × 297 mm 2")
    told = read_aloud(target.read_bytes())
    assert [(page.loose, page.unmarked) for page in told] == [([], 0)] * 3
    assert [element.said for element in told[0].root.of("H1")] == ["Serwis rowerowy"]
    assert [element.kind for element in told[0].root.of("TOC", "TOCI", "Link")] == [
        *("TOC", "TOCI", "Link", "TOCI", "Link")
    ]
    marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert marks[:3] == [(0, "Serwis rowerowy", 0), (0, "Wizyta w serwisie", 1), (1, "Świadomość", 1)]
    stages = [stage.title for one in project.maps for stage in one.stages]
    assert [title for level, title, _page in marks if level == 1] == stages


@pytest.mark.parametrize("what", ["booklet", "figures", "persona", "plan", "matrix"])
def test_pages_bear_the_numbers_that_the_index_names(what: str, tmp_path: Path) -> None:
    project = load(shipped.path("samples/bike-workshop.en.cjm")).project
    target = exported(project, tmp_path, "--what", what)
    document = pypdfium2.PdfDocument(target.read_bytes())
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    count, begins = len(texts), links(document[0], document)
    assert len(begins) == 2
    bare = {1, *(begins if what == "booklet" else ())}  # title pages bear no number
    for number, text in enumerate(texts, 1):
        said = re.findall(r"page (\d+) of (\d+)", text)
        assert said == ([] if number in bare else [(str(number), str(count))])
    if what == "booklet":  # where the title page says that a stage is, it is
        for begin in begins:
            for title, first in re.findall(r"(\w+) pages? (\d+)", texts[begin - 1]):
                assert int(first) > begin
                assert title in texts[int(first) - 1]


def test_over_sheets_the_index_counts_all_pages(tmp_path: Path) -> None:
    project = several(2)
    target = exported(project, tmp_path, "--paper", "A3", "--tile", "A4")
    document = pypdfium2.PdfDocument(target.read_bytes())
    each = (len(document) - 1) // 2
    assert links(document[0], document) == [2, 2 + each]
    marks = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    assert marks[:4] == [(0, "Bike workshop"), (0, "Journey 1"), (1, "1-1"), (2, "Awareness")]


def test_many_maps_take_several_pages_of_index(tmp_path: Path) -> None:
    target = exported(several(19), tmp_path, "--paper", "A5")
    document = pypdfium2.PdfDocument(target.read_bytes())
    index = [n for n in range(len(document)) if round(document[n].get_height() / 72 * 25.4) == 297]
    assert index == [0, 1, 2]
    assert [to for n in index for to in links(document[n], document)] == list(range(4, 23))
    for number in (4, 22):
        words = document[number - 1].get_textpage().get_text_range()
        assert f"Journey {number - 3}" in words


def test_a_single_map_needs_no_index(tmp_path: Path) -> None:
    target = exported(repair_visit(), tmp_path, "--paper", "A3")
    document = pypdfium2.PdfDocument(target.read_bytes())
    assert len(document) == 1
    assert {mark.level for mark in document.get_toc()} == {0}


def test_the_index_of_a_map_from_the_right_is_mirrored(tmp_path: Path) -> None:
    project = several(2)
    maps = tuple(one.model_copy(update={"language": "ar", "title": "رحلة"}) for one in project.maps)
    target = exported(project.model_copy(update={"maps": maps}), tmp_path, "--paper", "A4")
    page = pypdfium2.PdfDocument(target.read_bytes())[0]
    texts = page.get_textpage()
    where = {texts.get_text_bounded(*texts.get_rect(n)).strip(): texts.get_rect(n)[0]
             for n in range(texts.count_rects())}  # fmt: skip
    assert where["2"] < page.get_width() / 2 < where["Bike workshop"]
