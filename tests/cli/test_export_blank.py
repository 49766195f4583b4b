"""`export --what blank` as a facilitator calls it: printed, remembered, and typed off the wall."""

import json
from pathlib import Path

import pypdfium2
import pytest

from cjmdesk.cli.main import main
from cjmdesk.edits.scribe import read_note
from cjmdesk.formats.templates import make_project
from cjmdesk.storage.project_file import load, save


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    path = tmp_path / "visit.cjm"
    save(make_project("current-state", "en"), path)
    return path


def export(file: Path, *words: str) -> int:
    return main(["export", str(file), "-o", str(file.with_suffix(".pdf")), "--what", "blank", *words])


def test_a_printed_grid_is_remembered_once(project_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(project_file, "--paper", "A0") == 0
    out = capsys.readouterr().out
    grid = load(project_file).project.maps[0].grids[-1]
    name = grid.id.removeprefix("wall-").upper()
    assert f"remembers grid {name}" in out and "lanes × columns: 9 × 12" in out
    before = project_file.read_bytes()
    assert export(project_file, "--paper", "A0") == 0
    assert project_file.read_bytes() == before
    assert export(project_file, "--note", "51x51mm") == 0
    grids = load(project_file).project.maps[0].grids
    assert len(grids) == 2 and grids[0] == grid and grids[1].note == (51, 51)
    page = pypdfium2.PdfDocument(project_file.with_suffix(".pdf").read_bytes())[0]
    text = page.get_textpage().get_text_range()
    last = grids[1]
    assert f"I{len(last.slots)}" in text and f"Grid {last.id.removeprefix('wall-').upper()}" in text
    journey = load(project_file).project.maps[0]
    slot = read_note(journey, f"F{len(last.slots)} queue").slot
    assert slot is not None and (slot.lane, slot.step) == (last.lanes[5], last.slots[-1])


def test_two_exports_are_the_same_bytes(project_file: Path) -> None:
    files = []
    for _time in range(2):
        assert export(project_file, "--reproducible", "--no-remember", "--tile", "A4") == 0
        files.append(project_file.with_suffix(".pdf").read_bytes())
    assert files[0] == files[1]
    assert load(project_file).project.maps[0].grids == ()


def test_the_report_tells_of_the_grid(project_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(project_file, "--report", "--paper", "A1") == 0
    told = capsys.readouterr()
    grids = json.loads(told.out)["grids"]
    assert [grid["id"] for grid in grids] == [each.id for each in load(project_file).project.maps[0].grids]
    assert grids[0]["note_mm"] == [76, 76] and len(grids[0]["lanes"]) == 9
    assert "remembers grid" in told.err


def test_a_file_that_cannot_remember_says_so(project_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = project_file.with_suffix(".csv")
    assert main(["export", str(project_file), "-o", str(table)]) == 0
    assert main(["export", str(table), "-o", str(table.with_suffix(".svg")), "--what", "blank"]) == 0
    assert "is no project of this program" in capsys.readouterr().err
    project_file.chmod(0o444)
    before = project_file.read_bytes()
    assert export(project_file) == 0
    said = capsys.readouterr()
    assert "will not be understood" in said.err and "may only be read" in said.err
    assert "remembers" not in said.out
    assert project_file.read_bytes() == before


def test_what_cannot_be_printed_leaves_no_file(
    project_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = project_file.read_bytes()
    for words in (
        ("--paper", "A4"),
        ("--note", "red"),
        ("--note", "5x5mm"),
        ("--paper", "A0", "--margin", "400"),
    ):
        assert export(project_file, *words) == 2
        error = capsys.readouterr().err
        assert error.count("\n") == 1 and error.startswith("cjmdesk: ")
    assert not project_file.with_suffix(".pdf").exists()
    assert project_file.read_bytes() == before
