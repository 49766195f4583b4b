"""`recover`: unsaved work on the command line."""

import json
from pathlib import Path

import pytest

from cjmdesk.cli.main import main
from cjmdesk.edits.fields import set_field
from cjmdesk.storage import journal
from cjmdesk.storage.journaling import Journaling
from cjmdesk.storage.project_file import load
from samples import repair_visit


@pytest.fixture
def left() -> str:
    project = repair_visit()
    made = Journaling()
    made.begin(project)
    for title in ("One", "Two"):
        project = set_field(project, project.maps[0].id, "title", title)
        made.record(project, title)
    assert made.flush()
    id = made.id
    made.end(keep=True)
    made.close()
    return id


def test_list_apply_and_discard(left: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recover", "--list"]) == 0
    line = capsys.readouterr().out
    assert line.startswith(left)
    assert "2 steps" in line
    assert "never saved" in line
    assert main(["recover", "--list", "--json"]) == 0
    [told] = json.loads(capsys.readouterr().out)
    assert (told["id"], told["steps"], told["path"]) == (left, 2, None)
    target = tmp_path / "back.cjm"
    assert main(["recover", "--apply", left, "-o", str(target)]) == 0
    assert load(target).project.maps[0].title == "Two"
    assert main(["recover", "--list"]) == 0, "the work stays until it is put away"
    assert left in capsys.readouterr().out
    assert main(["recover", "--discard", left]) == 0
    assert main(["recover", "--list"]) == 0
    assert "nothing was left unsaved" in capsys.readouterr().out


def test_nothing_is_written_over(left: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "mine.cjm"
    target.write_text("mine")
    assert main(["recover", "--apply", left, "-o", str(target)]) == 2
    assert target.read_text() == "mine"
    assert "the file is there already" in capsys.readouterr().err


def test_damaged_ends_are_said(left: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = journal.journal_file(left)
    path.write_bytes(path.read_bytes()[:-20])
    assert main(["recover", "--apply", left, "-o", str(tmp_path / "back.cjm")]) == 0
    assert "its last steps were damaged" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "say one of --list"),
        (["--list", "--discard", "x"], 2, "say one of --list"),
        (["--apply", "0123456789abcdef"], 2, "--apply needs -o"),
        (["--apply", "0123456789abcdef", "-o", "new.cjm"], 1, "there is no such unsaved work"),
        (["--discard", "../x"], 1, "there is no such unsaved work"),
    ],
)
def test_wrong_use(words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recover", *words]) == code
    assert said in capsys.readouterr().err
