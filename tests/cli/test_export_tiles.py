"""`export --tile` as a facilitator's script would call it."""

import json
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from cjmdesk.cli.main import main
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.storage.project_file import save
from samples import repair_visit


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    path = tmp_path / "visit.cjm"
    save(repair_visit(), path)
    return path


def exported(project_file: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    out = project_file.with_suffix(".pdf")
    assert main(["export", str(project_file), "-o", str(out), "--report", *words]) == 0
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


@pytest.mark.parametrize("sheet", ["A4", "A3", "Letter", "Tabloid", "300x400mm"])
def test_the_report_agrees_with_the_file(
    sheet: str, project_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = exported(project_file, capsys, "--paper", "A1", "--tile", sheet)
    pages = told["pages"]
    assert isinstance(pages, list)
    document = pypdfium2.PdfDocument(project_file.with_suffix(".pdf").read_bytes())
    assert len(document) == len(pages)
    for number, (page, sheet_of_paper) in enumerate(zip(pages, document, strict=True), 1):
        assert page["number"] == number
        size = [side / 72 * 25.4 for side in sheet_of_paper.get_size()]
        assert page["paper_mm"] == pytest.approx(size, abs=0.1)
    assert [page["kind"] for page in pages] == ["assembly"] + ["tile"] * (len(pages) - 1)
    labels = [page["label"] for page in pages[1:]]
    assert labels == sorted(labels) and len(set(labels)) == len(labels)
    assert all(page["scale"] == told["scale"] for page in pages[1:])
    right = max(page["poster_rect_mm"][0] + page["poster_rect_mm"][2] for page in pages[1:])
    bottom = max(page["poster_rect_mm"][1] + page["poster_rect_mm"][3] for page in pages[1:])
    assert [right, bottom] == pytest.approx(told["poster_mm"], abs=0.01)
    assert isinstance(told["cut_text_lines"], int)


def test_the_search_cuts_less_than_the_plain_grid(
    project_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ("--paper", "A0", "--tile", "A4", "--overlap", "10mm", "--margin", "5mm")
    plain = exported(project_file, capsys, *wanted, "--plain-seams")
    spared = exported(project_file, capsys, *wanted)
    laid = exported(project_file, capsys, *wanted, "--for-tiles")
    assert len(plain["pages"]) == 22  # type: ignore[arg-type]
    assert len(spared["pages"]) <= 22  # type: ignore[arg-type]
    assert plain["cut_text_lines"] > spared["cut_text_lines"] >= laid["cut_text_lines"]  # type: ignore[operator]
    assert plain["scale"] == 1


def test_a_map_is_printed_as_it_remembers(project_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = repair_visit()
    kept = project.maps[0].poster.model_copy(update={"paper": "A3", "tile": "A4", "assembly": False})
    journey_map = project.maps[0].model_copy(update={"poster": kept})
    save(project.model_copy(update={"maps": (journey_map,)}), project_file)
    told = exported(project_file, capsys)
    assert {page["kind"] for page in told["pages"]} == {"tile"}  # type: ignore[attr-defined]
    single = exported(project_file, capsys, "--tile", "none")
    assert [page["kind"] for page in single["pages"]] == ["poster"]  # type: ignore[attr-defined]


def test_every_sheets_words_come_back_from_the_file(project_file: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    out = project_file.with_suffix(".pdf")
    assert main(["export", str(project_file), "-o", str(out), "--paper", "A1", "--tile", "A4"]) == 0
    count = len(pypdfium2.PdfDocument(out.read_bytes())) - 1
    for number in range(1, count + 1):
        page = str(number + 1)
        run = subprocess.run(
            ["pdftotext", "-raw", "-f", page, "-l", page, str(out), "-"], capture_output=True, check=True
        )
        # Words that run up the sheet come back one by one.
        assert f"Sheet {number} of {count}" in " ".join(run.stdout.decode().split())
    if shutil.which("qpdf"):
        run = subprocess.run(["qpdf", "--check", str(out)], capture_output=True, check=False)
        assert run.returncode == 0, run.stdout


def test_bleed_makes_the_page_larger_and_says_where_the_poster_lies(
    project_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = exported(project_file, capsys, "--paper", "A2", "--bleed", "3mm")
    (page,) = told["pages"]  # type: ignore[misc]
    assert page["paper_mm"] == pytest.approx([594 + 20, 420 + 20])  # type: ignore[index]
    assert page["placed_at_mm"] == [10, 10]  # type: ignore[index]
    told = exported(project_file, capsys, "--paper", "A2", "--bleed", "3mm", "--no-marks")
    (page,) = told["pages"]  # type: ignore[misc]
    assert page["paper_mm"] == pytest.approx([600, 426])  # type: ignore[index]


@pytest.mark.parametrize(
    "words",
    [
        ("--tile", "A9"),
        ("--tile", "roll914"),
        ("--tile", "A4", "--margin", "120mm"),
        ("--tile", "A4", "--overlap", "wide"),
        ("--tile", "A4", "--overlap", "120mm"),
        ("--tile", "0x0mm"),
        ("--bleed", "300mm"),
        ("--tile", "A4", "--overlap=-5mm"),
        ("--tile", "A4", "--margin", "5,5"),
        ("--tile", "A4", "--paper", "A17"),
        ("--tile", "A4", "--paper", "0x0mm"),
        ("--paper", "roll1118", "--tile", "50x50mm", "--margin", "0"),
    ],
)
@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_what_cannot_be_is_one_sentence_and_no_file(
    words: tuple[str, ...],
    language: str,
    project_file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    out = project_file.with_suffix(".pdf")
    assert main(["export", str(project_file), "-o", str(out), *words]) == 2
    told = capsys.readouterr().err
    assert told.startswith("cjmdesk: ")
    assert told.count("\n") == 1
    assert list(out.parent.iterdir()) == [project_file]


def test_after_a_refusal_the_next_export_works(
    project_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = project_file.with_suffix(".pdf")
    assert main(["export", str(project_file), "-o", str(out), "--tile", "A4", "--overlap", "150mm"]) == 2
    told = exported(project_file, capsys, "--paper", "A3", "--tile", "A4")
    assert len(pypdfium2.PdfDocument(out.read_bytes())) == len(told["pages"])  # type: ignore[arg-type]


@pytest.mark.parametrize("words", [(), ("--plain-seams",), ("--for-tiles",)])
def test_a_map_without_stages_is_not_printed_over_sheets(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, target = tmp_path / "empty.cjm", tmp_path / "empty.pdf"
    save(Project(maps=(JourneyMap(id="m"),)), path)
    assert main(["export", str(path), "-o", str(target), "--paper", "A2", "--tile", "A4", *words]) == 2
    assert "no stages" in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--tile", "A4"),
        ("--tile", "A3", "--for-tiles"),
        ("--tile", "Letter", "--plain-seams", "--no-assembly"),
        ("--tile", "A3", "--bleed", "3mm", "--no-marks"),
    ],
)
def test_a_tiled_file_is_sound_and_carries_its_fonts(words: tuple[str, ...], project_file: Path) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    out = project_file.with_suffix(".pdf")
    assert main(["export", str(project_file), "-o", str(out), "--paper", "A1", *words]) == 0
    run = subprocess.run(["qpdf", "--check", str(out)], capture_output=True, check=False)
    assert run.returncode == 0, run.stdout
    opened = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", str(out), "-"],
                            capture_output=True, check=True).stdout  # fmt: skip
    descriptors = opened.count(b"/Type /FontDescriptor")
    assert descriptors > 0
    assert opened.count(b"/FontFile2 ") + opened.count(b"/FontFile3 ") == descriptors
    for plain in (b"/Subtype /Type1\n", b"/Subtype /TrueType\n"):
        assert plain not in opened


def test_sheets_are_for_pdf_only(project_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = project_file.with_suffix(".png")
    assert main(["export", str(project_file), "-o", str(out), "--tile", "A4"]) == 2
    assert "PDF" in capsys.readouterr().err
