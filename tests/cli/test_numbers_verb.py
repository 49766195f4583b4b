"""`numbers`: figures from a table onto a map, for people and for scripts."""

import json
from pathlib import Path

import pytest

from cjmdesk.cli.main import main
from cjmdesk.formats.templates import sample
from cjmdesk.model.cards import TouchpointCard
from cjmdesk.storage.project_file import load

TABLE = (
    "Punkt styku;Wizyty;Zamówienia;Koszt\n"
    "lada;1 020;950;1 200,50 zł\nTelefon do dziewiatj;300;12;\nInstagram;400;12;\nRazem;1 720;974;\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "kasa.csv"
    path.write_bytes(TABLE.encode("cp1250"))
    return path


@pytest.fixture
def bakery() -> Path:
    return sample("bakery", "pl").path


def touchpoints(path: Path) -> dict[str, TouchpointCard]:
    project = load(path).project
    return {
        card.text: card
        for lane in project.maps[0].lanes
        for cell in lane.cells
        for card in cell.cards
        if isinstance(card, TouchpointCard)
    }


def test_what_matches_is_written_and_what_does_not_is_said(
    bakery: Path, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.cjm"
    assert main(["numbers", str(bakery), str(table), "-o", str(out)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[1:] == [
        "row 2, “lada”: Lada (Zakup), spelled differently",
        "row 3, “Telefon do dziewiatj”: perhaps Telefon do dziewiątej (Decyzja); --similar takes it",
        "row 4, “Instagram”: nothing of that name on the map; --add-to STAGE adds it",
        "row 5, “Razem”: sums up the others, left out",
        "1 row is taken over, 2 have no place yet.",
    ]
    counter = touchpoints(out)["Lada"]
    assert (counter.visits, counter.transactions, counter.cost) == (1020, 950, 1200.5)
    assert touchpoints(out)["Telefon do dziewiątej"].visits == 74


def test_similar_names_and_new_ones_where_asked(
    bakery: Path, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.cjm"
    words = ["--similar", "--add-to", "świadomość", "--source", "kasa.csv", "--json"]
    assert main(["numbers", str(bakery), str(table), "-o", str(out), *words]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [row["match"] for row in told["rows"]] == ["letters", "similar", "none", "total"]
    assert told["taken"] == 3
    assert told["encoding"] == "cp1250"
    assert told["columns"]["transactions"] == "Zamówienia"
    found = touchpoints(out)
    assert found["Telefon do dziewiątej"].visits == 300
    assert found["Instagram"].visits == 400
    evidence = found["Instagram"].evidence
    assert evidence is not None
    assert (evidence.grade, evidence.source) == ("measured", "kasa.csv")


def test_a_dry_run_writes_nothing(bakery: Path, table: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    assert main(["numbers", str(bakery), str(table), "--dry-run"]) == 1
    assert sorted(tmp_path.iterdir()) == before


def test_the_project_itself_can_be_written(bakery: Path, table: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.cjm"
    own.write_bytes(bakery.read_bytes())
    assert main(["numbers", str(own), str(table), "-o", str(own), "--similar", "--add-to", "1"]) == 0
    assert touchpoints(own)["Lada"].visits == 1020


def test_columns_can_be_named(bakery: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("Co;Ile\nLada;7\n", "utf-8")
    assert (
        main(["numbers", str(bakery), str(odd), "--dry-run", "--json", "--columns", "touchpoint=Co,visits=2"])
        == 0
    )
    [row] = json.loads(capsys.readouterr().out)["rows"]
    assert row["values"] == {"visits": 7}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "name the project to write with -o"),
        (["--dry-run", "--columns", "visits=9"], 2, "“visits=9” is not understood"),
        (["--dry-run", "--columns", "colour=1"], 2, "“colour=1” is not understood"),
        (["--dry-run", "--map", "7"], 2, "there is no map “7”"),
        (["--dry-run", "--add-to", "Mars"], 2, "there is no stage “Mars”"),
        (["-o", "x.csv"], 2, "a project’s name ends in .cjm"),
    ],
)
def test_wrong_use(
    words: list[str], code: int, said: str, bakery: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["numbers", str(bakery), str(table), *words]) == code
    assert said in capsys.readouterr().err


def test_a_file_that_is_no_table_is_refused(
    bakery: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    assert main(["numbers", str(bakery), str(broken), "--dry-run"]) == 1
    assert "is no readable workbook" in capsys.readouterr().err
    assert main(["numbers", str(bakery), str(tmp_path / "gone.csv"), "--dry-run"]) in (1, 3)
    assert "there is no such file" in capsys.readouterr().err
