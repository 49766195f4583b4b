"""Everything that `export --what` prints besides posters, as somebody would ask for it."""

import json
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from cjmdesk.cli.main import main
from cjmdesk.posters.kinds import KINDS
from cjmdesk.storage.project_file import save
from samples import repair_visit

SHEETS = [name for name, kind in KINDS.items() if not kind.drawn]


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    path = tmp_path / "visit.cjm"
    save(repair_visit(), path)
    return path


@pytest.mark.parametrize("what", SHEETS)
def test_the_report_agrees_with_the_file(
    what: str, project_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = project_file.with_suffix(".pdf")
    told = ["export", str(project_file), "-o", str(out), "--what", what, "--paper", "Letter"]
    assert main([*told, "--report", "--reproducible"]) == 0
    report = json.loads(capsys.readouterr().out)
    document = pypdfium2.PdfDocument(out.read_bytes())
    assert len(document) == len(report["pages"])
    for page, sheet in zip(report["pages"], document, strict=True):
        assert page["paper_mm"] == pytest.approx([side / 72 * 25.4 for side in sheet.get_size()], abs=0.1)
        assert sorted(page["paper_mm"]) == pytest.approx([215.9, 279.4])
        assert page["kind"] in (what, "template")
    if shutil.which("qpdf"):
        assert subprocess.run(["qpdf", "--check", str(out)], capture_output=True, check=False).returncode == 0
    before = out.read_bytes()
    assert main([*told, "--reproducible"]) == 0
    assert out.read_bytes() == before


@pytest.mark.parametrize("what", SHEETS)
@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_several_pages_are_no_picture(
    what: str, ending: str, project_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = project_file.with_suffix(ending)
    assert main(["export", str(project_file), "-o", str(out), "--what", what]) == 2
    assert "write a PDF" in capsys.readouterr().err
    assert not out.exists()


def test_chosen_cards_and_sizes(project_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = project_file.with_suffix(".pdf")
    told = ["export", str(project_file), "-o", str(out), "--what", "notes", "--note", "51x51mm"]
    assert main([*told, "--cards", "c1, c2,c1"]) == 0
    assert "2 pages" in capsys.readouterr().out
    assert main([*told, "--cards", "c1,missing"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "no card “missing”" in said
    assert main(["export", str(project_file), "-o", str(out), "--what", "faces", "--note", "25x25mm"]) == 0


@pytest.mark.parametrize(
    "words",
    [
        ("notes", "--paper", "roll914"),
        ("notes", "--note", "500x500mm"),
        ("titles", "--margin", "200mm"),
        ("faces", "--note", "3x3mm"),
        ("dots", "--paper", "A6", "--note", "150x150mm"),
        ("booklet", "--tile", "A4"),
        ("testpage", "--paper", "nonsense"),
    ],
)
def test_what_cannot_be_leaves_no_file(
    words: tuple[str, ...], project_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = project_file.with_suffix(".pdf")
    assert main(["export", str(project_file), "-o", str(out), "--what", *words]) == 2
    said = capsys.readouterr().err
    assert said.startswith("cjmdesk: ") and said.count("\n") == 1
    assert not out.exists()
