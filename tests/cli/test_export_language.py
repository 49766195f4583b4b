"""`export --language`: the map in one of its languages, whatever is written."""

import json
from pathlib import Path

import pytest

from cjmdesk.__main__ import main
from cjmdesk.model.project import Project
from cjmdesk.storage.project_file import save
from samples_translated import three_languages

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return save(three_languages(), tmp_path / "bike.cjm").path


def half_translated() -> Project:
    project = three_languages()
    first = project.maps[0]
    polish = first.translations["pl"]
    some = {"pl": {item: polish[item] for item in list(polish)[:-1]}}
    return project.model_copy(update={"maps": (first.model_copy(update={"translations": some}),)})


def test_posters_of_two_languages_are_alike(file: Path, tmp_path: Path, capsys: Captured) -> None:
    told = []
    for tag in ("en", "ru"):
        out = tmp_path / f"{tag}.svg"
        assert main(["export", str(file), "-o", str(out), "--language", tag, "--report"]) == 0
        told.append({**json.loads(capsys.readouterr().out), "pages": None})  # labelled in their languages
    assert told[0] == told[1]
    assert "Осведомлённость" in (tmp_path / "ru.svg").read_text("utf-8")
    assert "Awareness" in (tmp_path / "en.svg").read_text("utf-8")


def test_tables_too(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.csv"
    assert main(["export", str(file), "-o", str(out), "--language", "pl"]) == 0
    assert "Świadomość" in out.read_text("utf-8")


def test_a_language_the_map_does_not_have(file: Path, tmp_path: Path, capsys: Captured) -> None:
    for name in ("map.svg", "map.csv"):
        out = tmp_path / name
        assert main(["export", str(file), "-o", str(out), "--language", "de"]) == 2
        said = capsys.readouterr().err
        assert "“de”" in said
        assert "en, pl, ru" in said
        assert not out.exists()


def test_what_is_not_translated_is_counted(tmp_path: Path, capsys: Captured) -> None:
    file = save(half_translated(), tmp_path / "half.cjm").path
    out = tmp_path / "map.svg"
    assert main(["export", str(file), "-o", str(out), "--language", "pl"]) == 0
    assert "1 text is not translated into “pl”" in capsys.readouterr().err


def test_of_several_maps_those_without_the_language_stay(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.pdf"
    assert main(["export", str(file), "-o", str(out), "--map", "all", "--language", "pl"]) == 0
    assert out.stat().st_size > 10_000


def test_sheets_and_a_common_layout_do_not_go_together(file: Path, tmp_path: Path, capsys: Captured) -> None:
    words = [
        "export",
        str(file),
        "-o",
        str(tmp_path / "x.pdf"),
        "--tile",
        "A4",
        "--for-tiles",
        "--language",
        "pl",
    ]
    assert main(words) == 2
    assert "--own-layout" in capsys.readouterr().err
