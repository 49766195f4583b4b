"""The action plan alone, for other programs, from the functions and from the command line."""

import csv
import datetime
import io
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from cjmdesk.cli.main import main
from cjmdesk.formats.plan_export import PLAN_EXPORTERS, plan_csv, plan_markdown, plan_tsv, plan_xlsx
from cjmdesk.model.cards import Card, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.storage.project_file import save

DAY = datetime.date(2026, 12, 15)


def project(*cards: Card, language: str = "en", title: str = "Visit") -> Project:
    stage = Stage(id="s", title="Purchase", steps=(Step(id="t"),))
    pain = make_card("pain_points", "p", text="Queue\nat 8:00")
    lanes = (
        make_lane("pain_points", "lp", cells=(Cell(step="t", cards=(pain,)),)),
        make_lane("solutions", "ls", cells=(Cell(step="t", cards=cards),)),
    )
    one = JourneyMap(id="m", title=title, language=language, stages=(stage,), lanes=lanes)
    return Project(maps=(one,))


def fix(id: str, **fields: object) -> Card:
    return make_card("solutions", id, **{"text": f"Fix {id}", **fields})


PLANNED = project(
    fix("later", due=datetime.date(2027, 3, 1), owner="=Max", status="planned"),
    fix("soon", due=DAY, owner="Ola", impact=5, effort=1, answers=("p",), text="Box | before 8"),
    fix("idea"),
)


def rows(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_the_table_holds_the_plan_in_its_order() -> None:
    head, *body = rows(plan_csv(PLANNED, PLANNED.maps[0]).data)
    assert head == ["Solution", "Owner", "Due", "Status", "Impact", "Effort", "Stage", "Answers"]
    assert body == [
        ["Box | before 8", "Ola", "2026-12-15", "Idea", "5", "1", "Purchase", "Queue at 8:00"],
        ["Fix later", "'=Max", "2027-03-01", "Planned", "", "", "Purchase", ""],
    ]
    assert rows(plan_tsv(PLANNED, PLANNED.maps[0]).data, "\t") == [head, *body]


def test_markdown_is_a_table_with_a_heading() -> None:
    text = plan_markdown(PLANNED, PLANNED.maps[0]).data.decode()
    title, _blank, head, ruler, *body = text.splitlines()
    assert title == "# Action plan: Visit"
    assert head.count("|") == ruler.count("|") == 9
    assert len(body) == 2 and body[0].startswith("| Box \\| before 8 | Ola | 2026")


def test_a_workbook_keeps_dates_and_figures() -> None:
    exported = plan_xlsx(PLANNED, PLANNED.maps[0])
    book = CalamineWorkbook.from_filelike(io.BytesIO(exported.data))
    assert book.sheet_names == ["Action plan"]
    _head, soon, later = book.get_sheet_by_index(0).to_python()
    assert soon[:6] == ["Box | before 8", "Ola", DAY, "Idea", 5, 1]
    assert later[1] == "=Max"
    # It is no map to be read again.
    assert "docProps/custom.xml" not in zipfile.ZipFile(io.BytesIO(exported.data)).namelist()


def test_the_words_are_those_of_the_map() -> None:
    polish = project(fix("a", due=DAY), language="pl")
    assert rows(plan_csv(polish, polish.maps[0]).data)[0][2] == "Termin"


@pytest.mark.parametrize("ending", sorted(PLAN_EXPORTERS))
def test_the_verb_writes_the_plan_alone(ending: str, tmp_path: Path) -> None:
    source, target = tmp_path / "visit.cjm", tmp_path / f"plan.{ending}"
    save(PLANNED, source)
    assert main(["export", str(source), "-o", str(target), "--what", "plan"]) == 0
    assert target.read_bytes() == PLAN_EXPORTERS[ending](PLANNED, PLANNED.maps[0]).data


def test_the_verb_says_which_formats_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "visit.cjm", tmp_path / "plan.mmd"
    save(PLANNED, source)
    assert main(["export", str(source), "-o", str(target), "--what", "plan"]) == 2
    assert "pdf, csv, tsv, md, xlsx, ics" in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize("ending", ["pdf", "png", "svg"])
def test_the_verb_draws_the_matrix(ending: str, tmp_path: Path) -> None:
    source, target = tmp_path / "visit.cjm", tmp_path / f"matrix.{ending}"
    save(PLANNED, source)
    told = ["export", str(source), "-o", str(target), "--what", "matrix", "--paper", "A3", "--dpi", "40"]
    assert main(told) == 0
    assert target.stat().st_size > 1_000
