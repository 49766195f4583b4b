"""`check`: what is missing, for people and for scripts."""

import json
from pathlib import Path

import pytest

from cjmdesk.analysis.gaps import RULES
from cjmdesk.cli.main import main
from cjmdesk.edits.silencing import silence
from cjmdesk.formats.templates import sample
from cjmdesk.storage.project_file import load, save


@pytest.fixture
def bakery() -> Path:
    return sample("bakery", "pl").path


def test_gaps_end_with_1_and_are_named(bakery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(bakery)]) == 1
    said = capsys.readouterr().out
    assert said.startswith("Chleb na zamówienie: 6 gaps\n")
    assert "solution_without_pain: The solution “Mały bochenek dla nowego sąsiada”" in said


def test_json_names_code_item_and_place(bakery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(bakery), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    [one] = told["maps"]
    ids = bakery.read_text(encoding="utf-8")
    for gap in one["gaps"]:
        assert gap["code"] in RULES
        assert f'"{gap["item"]}"' in ids
        assert gap["silenced"] is None


def test_only_some_codes_and_0_where_there_are_none(bakery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(bakery), "--only", "empty_cell", "unconnected_loop"]) == 1
    assert "3 gaps" in capsys.readouterr().out
    assert main(["check", str(bakery), "--only", "persona_without_needs"]) == 0
    assert "0 gaps" in capsys.readouterr().out


def test_silenced_gaps_do_not_count(bakery: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = load(bakery).project
    one = project.maps[0]
    item = one.stages[-1].id
    path = tmp_path / "quiet.cjm"
    save(silence(project, one.id, "unconnected_loop", item, "they move away"), path)
    assert main(["check", str(path), "--only", "unconnected_loop"]) == 0
    assert main(["check", str(path), "--only", "unconnected_loop", "--silenced"]) == 0
    assert "silenced, because they move away" in capsys.readouterr().out


def test_rules_are_listed_with_their_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == list(RULES)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "name the project to look at"),
        (["x.cjm", "--only", "foo"], 2, "there is no gap “foo”"),
        (["nowhere.cjm"], 1, "there is no such file"),
    ],
)
def test_wrong_use(words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *words]) == code
    assert said in capsys.readouterr().err
