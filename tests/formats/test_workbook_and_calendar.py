"""A map as an Excel workbook and as a calendar of due dates."""

import datetime
import io
import re

import pytest
import python_calamine
from hypothesis import given, settings

from cjmdesk.edits.fields import set_fields
from cjmdesk.formats.exporters import export_map
from cjmdesk.formats.importers import import_file
from cjmdesk.formats.source import Source
from cjmdesk.formats.templates import sample
from cjmdesk.model.cards import SolutionCard, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.storage.project_file import load
from strategies import projects


def bakery() -> Project:
    return load(sample("bakery", "pl").path).project


def workbook(project: Project, number: int = 0) -> dict[str, list[list[object]]]:
    data = export_map(project, project.maps[number], "xlsx").data
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_fact_is_in_a_table() -> None:
    project = bakery()
    one = project.maps[0]
    book = workbook(project)
    assert list(book) == ["Mapa", "Karty", "Etapy", "Plan działań", "Zestawienia", "Persony", "Strzałki"]
    notes = book["Karty"]
    count = sum(len(cell.cards) + len(cell.points) for lane in one.lanes for cell in lane.cells)
    assert len(notes) == count + 1
    head = [str(text) for text in notes[0]]
    [lada] = [dict(zip(head, row, strict=True)) for row in notes if row[3] == "Lada"]
    assert (lada["Wizyty"], lada["Sprzedaż"], lada["Koszt"], lada["Kanał"]) == (
        102,
        95,
        2.4,
        "Sklep lub lada",
    )
    plan = book["Plan działań"]
    [sms] = [row for row in plan if "SMS" in str(row[0])]
    assert sms[2:5] == ["Kuba", datetime.date(2026, 12, 15), "Zaplanowane"]


def test_the_first_sheet_comes_back_and_the_others_do_not() -> None:
    project = bakery()
    data = export_map(project, project.maps[0], "xlsx").data
    found = import_file(Source("bakery.xlsx", data)).project
    [again], one = found.maps, project.maps[0]
    assert [stage.title for stage in again.stages] == [stage.title for stage in one.stages]
    assert [lane.kind for lane in again.lanes][:4] == [lane.kind for lane in one.lanes][:4]


def test_no_text_becomes_a_formula_or_a_link() -> None:
    stage = Stage(id="s", title="=1+1", steps=(Step(id="t"),))
    texts = ("=SUM(A1)", "https://example.org", "@x", "007")
    cards = tuple(make_card("actions", f"c{n}", text=text) for n, text in enumerate(texts))
    lane = make_lane("actions", "l").model_copy(update={"cells": (Cell(step="t", cards=cards),)})
    project = Project(maps=(JourneyMap(id="m", stages=(stage,), lanes=(lane,)),))
    data = export_map(project, project.maps[0], "xlsx").data
    rows = workbook(project)["Cards"]
    assert [row[3] for row in rows[1:]] == list(texts)
    assert b"<f>" not in data


def test_what_a_cell_cannot_hold_is_said() -> None:
    stage = Stage(id="s", title="S", steps=(Step(id="t"),))
    card = make_card("actions", "c", text="ż" * 40_000)
    lane = make_lane("actions", "l").model_copy(update={"cells": (Cell(step="t", cards=(card,)),)})
    project = Project(maps=(JourneyMap(id="m", stages=(stage,), lanes=(lane,)),))
    exported = export_map(project, project.maps[0], "xlsx")
    assert "2 texts are longer than a cell" in " ".join(exported.notes)
    assert len(str(workbook(project)["Cards"][1][3])) == 32_767


@settings(max_examples=20)
@given(projects())
def test_any_map_makes_a_workbook_that_opens(project: Project) -> None:
    for number in range(len(project.maps)):
        assert workbook(project, number)


def dated(project: Project) -> list[SolutionCard]:
    """Solutions with a date that are still to be done."""
    cards = [card for lane in project.maps[0].lanes for cell in lane.cells for card in cell.cards]
    solutions = [card for card in cards if isinstance(card, SolutionCard)]
    return [card for card in solutions if card.due and card.status not in ("done", "dropped")]


def unfolded(data: bytes) -> list[str]:
    text = data.decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    return re.sub("\r\n ", "", text).split("\r\n")


def test_due_dates_are_events_of_a_whole_day() -> None:
    project = bakery()
    exported = export_map(project, project.maps[0], "ics")
    lines = unfolded(exported.data)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    waiting = dated(project)
    assert lines.count("BEGIN:VEVENT") == len(waiting) > 3
    starts = [line.removeprefix("DTSTART;VALUE=DATE:") for line in lines if line.startswith("DTSTART")]
    assert starts == sorted(f"{card.due:%Y%m%d}" for card in waiting)
    assert "SUMMARY:Zamówiony chleb czeka do rana (Ewa)" in lines
    assert len({line for line in lines if line.startswith("UID:")}) == len(waiting)


def test_signs_of_the_format_are_escaped_and_lines_folded() -> None:
    project = bakery()
    [sms] = [
        card.id
        for lane in project.maps[0].lanes
        for cell in lane.cells
        for card in cell.cards
        if "SMS" in card.text and isinstance(card, SolutionCard)
    ]
    odd = set_fields(project, sms, text="a, b; c\\d\nEND:VCALENDAR " + "ż" * 60, owner="")
    lines = unfolded(export_map(odd, odd.maps[0], "ics").data)
    assert "SUMMARY:a\\, b\\; c\\\\d END:VCALENDAR " + "ż" * 60 in lines
    assert lines.count("END:VCALENDAR") == 1


def test_solutions_without_a_date_are_said() -> None:
    project = bakery()
    bare = set_fields(project, dated(project)[0].id, due=None)
    [note] = export_map(bare, bare.maps[0], "ics").notes
    assert note == "1 solution has no due date and is left out."


@pytest.mark.parametrize("kind", ["xlsx", "ics"])
def test_two_exports_are_the_same_bytes(kind: str) -> None:
    project = bakery()
    assert export_map(project, project.maps[0], kind).data == export_map(project, project.maps[0], kind).data


def test_figures_stand_in_a_sheet_as_numbers() -> None:
    rows = workbook(bakery())["Zestawienia"]
    heads = [number for number, row in enumerate(rows) if row[0] == "Etap"]
    leaving = next(n for n in heads if rows[n][1] == "Wejścia")
    assert rows[leaving + 1][:4] == ["Świadomość", 900, 610, pytest.approx(610 / 900)]
    effort = rows[heads[0] + 1 : leaving]
    together = next(row for row in effort if row[0] == "Razem")
    assert together[1] == 13
