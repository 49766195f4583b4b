"""The verb `import`, and real maps through it."""

import io
import json
from pathlib import Path

import pytest
from foreign import MAPS

from cjmdesk.cli.main import main

WORKING_DAY = str(MAPS / "mermaid-doc-working-day.mmd")


def info(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["info", str(path), "--json"]) == 0
    maps: list[dict[str, object]] = json.loads(capsys.readouterr().out)["maps"]
    return maps


def test_says_what_it_understood_and_writes_the_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.cjm"
    assert main(["import", WORKING_DAY, "-o", str(target)]) == 0
    assert "2 sections and 5 tasks" in capsys.readouterr().out
    (one,) = info(target, capsys)
    assert one["title"] == "My working day"
    assert one["personas"] == ["Me", "Cat"]


def test_several_files_become_maps_of_one_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.cjm"
    names = ["mermaid-doc-working-day.mmd", "en-writer-four-tables.md", "ja-sysdev-lifecycle-cjm.yaml"]
    assert main(["import", *(str(MAPS / name) for name in names), "-o", str(target), "--language", "en"]) == 0
    maps = info(target, capsys)
    assert len(maps) == 3
    assert {one["language"] for one in maps} == {"en"}


def test_importing_again_writes_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.cjm", tmp_path / "b.cjm"
    for target in (first, second, second):
        assert main(["import", WORKING_DAY, "-o", str(target)]) == 0
    assert first.read_bytes() == second.read_bytes()


def test_reads_standard_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Stage;Actions\nBuy;pays\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    target = tmp_path / "out.cjm"
    assert main(["import", "-", "-o", str(target), "--from", "csv"]) == 0
    (one,) = info(target, capsys)
    assert one["stages"] == [{"title": "Buy", "steps": [""]}]


def test_a_refused_file_is_named_in_one_line_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes, target = MAPS / "en-lucidchart-shapes.csv", tmp_path / "out.cjm"
    assert main(["import", WORKING_DAY, str(shapes), "-o", str(target)]) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"cjmdesk: {shapes}: ")
    assert error.count("\n") == 1
    assert not target.exists()


def test_one_of_our_own_projects_is_taken_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, again = tmp_path / "out.cjm", tmp_path / "again.json"
    assert main(["import", WORKING_DAY, "-o", str(target)]) == 0
    again.write_bytes(target.read_bytes())
    assert main(["import", str(again), "-o", str(tmp_path / "third.cjm")]) == 0
    assert (tmp_path / "third.cjm").read_bytes() == target.read_bytes()
    assert main(["import", str(again), WORKING_DAY, "-o", str(tmp_path / "fourth.cjm")]) == 1


def test_wrong_use(tmp_path: Path) -> None:
    assert main(["import", WORKING_DAY, "-o", str(tmp_path / "x.cjm"), "--stages", "sideways"]) == 2
    assert main(["import", "-", "-", "-o", str(tmp_path / "x.cjm")]) == 2
