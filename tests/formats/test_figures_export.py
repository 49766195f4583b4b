"""The figures of a map alone, for other programs and for scripts."""

import csv
import io
import json
from pathlib import Path

import pytest
import python_calamine

from cjmdesk.cli.main import main
from cjmdesk.formats.figures_export import FIGURES_EXPORTERS
from cjmdesk.formats.templates import sample
from cjmdesk.model.project import Project
from cjmdesk.model.references import items
from cjmdesk.posters.figures.kinds import FIGURES
from cjmdesk.storage.project_file import load


def bike() -> Project:
    return load(sample("bike-workshop", "en").path).project


def written(ending: str, project: Project) -> bytes:
    return FIGURES_EXPORTERS[ending](project, project.maps[0]).data


def test_json_holds_every_table_with_ids_of_what_it_speaks_of() -> None:
    project = bike()
    told = json.loads(written("json", project))
    assert [one["id"] for one in told["figures"]] == list(FIGURES)
    known = {item.id for _place, item in items(project)}
    for table in told["figures"]:
        for row in table["rows"]:
            assert len(row["values"]) == len(table["columns"])
            assert set(row["items"]) <= known
            assert bool(row["items"]) != row["total"]
    leaving = next(one for one in told["figures"] if one["id"] == "leaving")
    assert leaving["rows"][4]["values"] == [
        "Retention",
        78,
        51,
        pytest.approx(51 / 78),
        1,
        "Forgets us over the winter",
    ]
    grid = next(one for one in told["figures"] if one["id"] == "channels")
    assert next(row["gaps"] for row in grid["rows"] if row["values"][0] == "Website") == [3, 4]


@pytest.mark.parametrize(("ending", "sign"), [("csv", ","), ("tsv", "\t")])
def test_tables_below_each_other(ending: str, sign: str) -> None:
    text = written(ending, bike()).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    at = rows.index(["Touchpoints with the most sales"])
    assert rows[at + 1] == ["Touchpoint", "Stage", "Visits", "Sales", "Conversion"]
    assert rows[at + 2][:4] == ["Phone", "Decision", "105", "87"]
    assert sum(row == [] for row in rows) == len(FIGURES) - 1


def test_markdown_says_it_as_people_read_it() -> None:
    text = written("md", bike()).decode()
    assert text.startswith("# Figures: Repair visit\n")
    assert "## Where customers leave" in text
    assert "“Retention” loses the largest share of its customers: 51 of 78 (65%)." in text


def test_a_workbook_of_one_sheet() -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(written("xlsx", bike())))
    assert book.sheet_names == ["Figures"]


@pytest.mark.parametrize("ending", FIGURES_EXPORTERS)
def test_the_verb_writes_them(ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"figures.{ending}"
    source = sample("loyalty-loop", "ru").path
    assert main(["export", str(source), "-o", str(out), "--what", "figures"]) == 0
    assert out.read_bytes()


def test_other_formats_are_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "figures.mmd"
    assert main(["export", "nowhere.cjm", "-o", str(out), "--what", "figures"]) == 2
    assert "figures are written as pdf, csv, tsv, md, xlsx, json" in capsys.readouterr().err
