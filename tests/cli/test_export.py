"""`export` from file to finished poster, as a facilitator's script would call it."""

import json
import shutil
import struct
import subprocess
import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from cjmdesk import shipped
from cjmdesk.cli.main import main
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.papers import PAPERS
from cjmdesk.storage.project_file import dumps, save
from samples import repair_visit

NINE_SCRIPTS = (
    "Zażółć gęślą jaźń w kolejce o 8:00",
    "Покупатель ищет «доставку»",
    "Die Kundin fragt nach dem Päckchen",
    "العميل يبحث عن معلومات التوصيل",
    "הלקוחה מחפשת מידע על משלוח",
    "顾客在首页寻找配送信息",
    "お客様は配送情報を探します",
    "ลูกค้าค้นหาข้อมูลการจัดส่ง",
    "ग्राहक डिलीवरी की जानकारी ढूंढता है",
    "Done 👍 and 😀",
)


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    path = tmp_path / "visit.cjm"
    save(repair_visit(), path)
    return path


def page_mm(data: bytes, number: int = 0) -> tuple[float, float]:
    width, height = pypdfium2.PdfDocument(data)[number].get_size()
    return (width / 72 * 25.4, height / 72 * 25.4)


@pytest.mark.parametrize("paper", ["A4", "A3", "A0", "B1", "Letter", "Tabloid", "36x48in", "700x500mm"])
def test_the_page_is_the_paper_to_a_tenth_of_a_millimetre(paper: str, project_file: Path) -> None:
    out = project_file.with_suffix(".pdf")
    assert main(["export", str(project_file), "-o", str(out), "--paper", paper]) == 0
    named = PAPERS.get(paper)
    wanted = sorted((named.width, named.height or 0)) if named else [500, 700]
    assert sorted(page_mm(out.read_bytes())) == pytest.approx(wanted, abs=0.1)


@pytest.mark.parametrize("roll", ["roll610", "roll914"])
def test_a_roll_is_cut_to_length(roll: str, project_file: Path) -> None:
    out = project_file.with_suffix(".pdf")
    assert main(["export", str(project_file), "-o", str(out), "--paper", roll]) == 0
    assert PAPERS[roll].width == pytest.approx(min(page_mm(out.read_bytes())), abs=0.1)


def test_the_document_says_what_it_is(project_file: Path) -> None:
    out = project_file.with_suffix(".pdf")
    assert main(["export", str(project_file), "-o", str(out)]) == 0
    document = pypdfium2.PdfDocument(out.read_bytes())
    assert document.get_metadata_dict()["Title"] == "Repair visit"
    stages = [stage.title for stage in repair_visit().maps[0].stages]
    assert [mark.get_title() for mark in document.get_toc()] == stages


def test_reproducible_files_are_equal_and_bear_no_date(project_file: Path) -> None:
    files = [project_file.with_name(name) for name in ("a.pdf", "b.pdf")]
    for out in files:
        assert main(["export", str(project_file), "-o", str(out), "--reproducible"]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_report_is_one_object_that_agrees_with_the_file(
    project_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = project_file.with_suffix(".pdf")
    assert main(["export", str(project_file), "-o", str(out), "--paper", "A2", "--report"]) == 0
    told = json.loads(capsys.readouterr().out)
    (page,) = told["pages"]
    assert (page["number"], page["kind"], page["scale"]) == (1, "poster", 1.0)
    assert page["paper_mm"] == pytest.approx(page_mm(out.read_bytes()), abs=0.1)
    assert page["poster_rect_mm"] == [0, 0, *told["poster_mm"]]
    assert set(told) >= {"scale", "smallest_text_pt", "reads_from_m", "cut_text_lines", "warnings"}
    assert told["cut_text_lines"] == 0


def test_all_maps_become_pages_of_one_file(tmp_path: Path) -> None:
    sample = shipped.path("samples", "bike-workshop.en.cjm")
    out = tmp_path / "all.pdf"
    assert main(["export", str(sample), "-o", str(out), "--map", "all", "--paper", "A3"]) == 0
    assert len(pypdfium2.PdfDocument(out.read_bytes())) == 3  # an index and two maps


@pytest.mark.parametrize("choice", ["2", "visit-next"])
def test_a_map_is_chosen_by_number_or_id(choice: str, tmp_path: Path) -> None:
    sample = shipped.path("samples", "bike-workshop.en.cjm")
    out = tmp_path / "one.pdf"
    assert main(["export", str(sample), "-o", str(out), "--map", choice]) == 0
    assert "as it should be" in pypdfium2.PdfDocument(out.read_bytes()).get_metadata_dict()["Title"]


def test_svg_and_png(project_file: Path) -> None:
    svg, png = project_file.with_suffix(".svg"), project_file.with_suffix(".png")
    assert main(["export", str(project_file), "-o", str(svg), "--paper", "A3"]) == 0
    assert "Queue at 8:00" in svg.read_text(encoding="utf-8")
    assert main(["export", str(project_file), "-o", str(png), "--paper", "A3", "--dpi", "50"]) == 0
    width, height = struct.unpack(">II", png.read_bytes()[16:24])
    assert (width, height) == pytest.approx((420 / 25.4 * 50, 297 / 25.4 * 50), abs=1)


@pytest.mark.parametrize("ending", ["csv", "tsv", "md", "mmd", "json", "html"])
def test_other_programs_formats(ending: str, project_file: Path) -> None:
    out = project_file.with_suffix(f".{ending}")
    assert main(["export", str(project_file), "-o", str(out)]) == 0
    assert "Rides in before work" in out.read_text(encoding="utf-8-sig")


def test_a_foreign_file_goes_straight_to_paper(tmp_path: Path) -> None:
    source = tmp_path / "day.mmd"
    source.write_text("journey\n title My day\n section Morning\n  Make tea: 5: Me\n", encoding="utf-8")
    out = tmp_path / "day.pdf"
    assert main(["export", str(source), "-o", str(out), "--paper", "A4"]) == 0
    assert pypdfium2.PdfDocument(out.read_bytes()).get_metadata_dict()["Title"] == "My day"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("-o", "x.pdf", "--paper", "A9"), 2),
        (("-o", "x.pdf", "--margin", "400mm"), 2),
        (("-o", "x.pdf", "--margin", "wide"), 2),
        (("-o", "x.png", "--dpi", "1"), 2),
        (("-o", "x.png", "--dpi", "nan"), 2),
        (("-o", "x.png", "--dpi", "1200", "--paper", "A0"), 2),
        (("-o", "x.pdf", "--map", "7"), 2),
        (("-o", "x.docx"), 2),
        (("-o", "nowhere/x.pdf"), 3),
    ],
)
def test_what_cannot_be_is_said_in_one_line_and_leaves_nothing(
    words: tuple[str, ...],
    code: int,
    project_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(project_file.parent)
    before = set(project_file.parent.iterdir())
    assert main(["export", str(project_file), *words]) == code
    said = capsys.readouterr().err
    assert said.startswith("cjmdesk: ")
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert set(project_file.parent.iterdir()) == before


@pytest.mark.parametrize("what", ["map", "curve", "overlay", "booklet"])
def test_a_map_without_stages_prints_nothing(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "begun.cjm", tmp_path / "x.pdf"
    source.write_bytes(dumps(Project(title="Begun", maps=(JourneyMap(id="m", title="Begun"),))))
    assert main(["export", str(source), "--what", what, "-o", str(target)]) == 2
    said = capsys.readouterr().err
    assert "no stages" in said
    assert said.count("\n") == 1
    assert not target.exists()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_nine_scripts_come_back_from_paper(tmp_path: Path) -> None:
    """Every card of a map in nine scripts is real text; right-to-left lines as the same letters."""
    cards = tuple(make_card("actions", f"c{n}", text=text) for n, text in enumerate(NINE_SCRIPTS))
    point = EmotionPoint(id="p", level=-3.0, quote="Ile jeszcze?")
    lanes = (
        make_lane("actions", "a", cells=(Cell(step="t", cards=cards),)),
        make_lane("emotions", "e", cells=(Cell(step="t", points=(point,)),)),
    )
    stage = Stage(id="s", title="Wszystko", steps=(Step(id="t"),))
    journey_map = JourneyMap(id="m", title="Pisma", stages=(stage,), lanes=lanes)
    path = tmp_path / "nine.cjm"
    save(Project(maps=(journey_map,)), path)
    out = tmp_path / "nine.pdf"
    assert main(["export", str(path), "-o", str(out), "--paper", "300x900mm"]) == 0
    run = subprocess.run(["pdftotext", "-raw", str(out), "-"], capture_output=True, check=True)
    told = "".join(run.stdout.decode("utf-8").split())
    for text in NINE_SCRIPTS:
        # Readers may turn the words of a right-to-left line round, but not the letters of a word.
        parts = text.split() if unicodedata.bidirectional(text[0]) in ("R", "AL") else [text]
        assert all("".join(part.split()) in told for part in parts), text
    assert "Ilejeszcze?" in told
