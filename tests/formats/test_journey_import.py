"""Journeys in YAML and JSON, with all kinds of keys; and workbooks."""

# ruff: noqa: E501 - foreign files stand as they are written

import io
import json
from typing import Any

import pytest
import xlsxwriter
from foreign import MAPS, cards_of, cells, imported, kinds, lane_of, levels, names, only, said, stages, steps

from cjmdesk.formats.importers import import_file
from cjmdesk.formats.outcome import ImportRefused


def test_phases_with_actions_that_name_them() -> None:
    found = import_file(MAPS / "ja-sysdev-lifecycle-cjm.yaml")
    (one,) = found.project.maps
    assert stages(one) == ["要件定義", "設計確認", "UAT", "本番稼働", "運用保守"]
    assert sorted(level for level in levels(one) if level is not None) == [-2.5, -2.5, -2.5, 0, 0, 2.5]
    assert len(cards_of(one, "thoughts")) == 12
    assert len(cards_of(one, "touchpoints")) == 16
    assert "業務部門" in found.project.personas[0].note
    assert one.language == "ja"
    by_step = {step.id: number for stage in one.stages for number, step in enumerate(stage.steps)}
    assert len(by_step) == 6, "each action has a step, so that what belongs to it stands below it"


def test_stages_with_activities_and_their_parts() -> None:
    value = {"stages": [{"id": "s", "name": "Sell", "hoursPerWeek": 12, "activities": [
        {"id": "a", "label": "Call", "minutesPerWeek": 5, "subprocesses": [{"label": "Dial"}, {"label": "Talk", "coverage": "none"}]},
        {"id": "b", "label": "Write", "subprocesses": []},
    ]}]}  # fmt: skip
    one = only("a.json", json.dumps(value))
    assert cards_of(one, "actions") == ["Call", "Write"]
    assert cells(one, "Subprocesses") == [["Dial", "Talk"], []]
    assert one.stages[0].description == "Hours per week: 12"
    assert lane_of(one, "actions").cells[0].cards[0].note == "Minutes per week: 5"
    assert (
        next(lane for lane in one.lanes if lane.title == "Subprocesses").cells[0].cards[1].note
        == "Coverage: none"
    )


@pytest.mark.parametrize(
    "value",
    [
        {"stages": [{"name": "Look", "actions": ["sees", "asks"], "emotion": 2}, {"name": "Buy", "actions": "pays", "emotion": 5}]},
        {"phases": [{"title": "Look", "actions": ["sees", "asks"], "score": 2}, {"title": "Buy", "actions": ["pays"], "score": 5}]},
        {"journey": {"name": "J", "steps": [{"step": "Look", "tasks": ["sees", "asks"], "feeling": {"score": 2}}, {"step": "Buy", "tasks": ["pays"], "feeling": {"score": 5}}]}},
        [{"stage": "Look", "actions": "sees\nasks", "mood": 2}, {"stage": "Buy", "actions": "pays", "mood": 5}],
        {"Look": {"actions": ["sees", "asks"], "emotions": 2}, "Buy": {"actions": ["pays"], "emotions": 5}},
        {"stages": ["Look", "Buy"], "actions": [["sees", "asks"], ["pays"]], "emotions": [2, 5]},
        {"stages": ["Look", "Buy"], "lanes": [{"title": "Actions", "cells": [["sees", "asks"], ["pays"]]}, {"title": "Emotions", "cells": [2, 5]}]},
        {"stages": ["Look", "Buy"], "lanes": {"Actions": {"Look": ["sees", "asks"], "Buy": "pays"}, "Emotions": {"Look": "2", "Buy": "5"}}},
        {"etapy": [{"nazwa": "Look", "działania": ["sees", "asks"], "emocje": 2}, {"nazwa": "Buy", "działania": ["pays"], "emocje": 5}]},
        {"этапы": [{"название": "Look", "действия": ["sees", "asks"], "оценка": 2}, {"название": "Buy", "действия": ["pays"], "оценка": 5}]},
        {"customerJourney": {"title": "J", "phases": {"Look": {"userActions": ["sees", "asks"], "emotionalState": "2"}, "Buy": {"userActions": ["pays"], "emotionalState": "5"}}}},
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_stages_with_lists_of_any_name(value: Any, name: str) -> None:
    one = only(name, json.dumps(value, ensure_ascii=False))
    assert stages(one) == ["Look", "Buy"]
    assert cards_of(one, "actions") == ["sees", "asks", "pays"]
    assert levels(one) == [-2.5, 5]


def test_steps_with_scores_are_like_mermaid() -> None:
    text = "title: T\nlanguage: pl\npersona: Anna\nstages:\n  - title: A\n    steps:\n      - {title: pays, emotion: 2, actor: Bob}\n      - {title: waits, emotion: 4}\n"
    found = imported("a.yaml", text)
    (one,) = found.project.maps
    assert (one.title, one.language, names(found.project, one)) == ("T", "pl", ["Bob", "Anna"])
    assert (steps(one), cards_of(one, "actions"), levels(one)) == ([[""]], ["pays", "waits"], [-2.5, 2.5])


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([-2, 0, 1], [-5, 0, 2.5]),
        ([-5, 0, 3], [-5, 0, 3]),
        ([1, 3, 5], [-5, 0, 5]),
        ([10, 1, 5.5], [5, -5, 0]),
        ([0, 50, 100], [-5, 0, 5]),
    ],
)
def test_scores_keep_their_meaning(scores: list[float], expected: list[float]) -> None:
    value = [{"stage": f"S{number}", "actions": "x", "emotion": score} for number, score in enumerate(scores)]
    found = imported("a.json", json.dumps(value))
    assert levels(found.project.maps[0]) == expected
    assert "scale" in said(found, "guessed")


def test_personas_and_what_has_no_place() -> None:
    value = {
        "title": "T", "scenario": "Saturday", "goal": "a bike", "owner": {"team": "X"},
        "personas": [{"name": "Anna", "age": 34, "job": "teacher", "goals": ["ride"], "hobby": "chess"}],
        "stages": [{"name": "A", "actions": ["x"], "pain_points": [{"text": "slow", "severity": 3}]}],
    }  # fmt: skip
    found = imported("a.json", json.dumps(value))
    (one,), (anna,) = found.project.maps, found.project.personas
    assert (anna.age, anna.occupation, anna.goals, anna.note) == ("34", "teacher", ("ride",), "Hobby: chess")
    assert one.goal == "a bike"
    assert "Owner: Team: X" in one.scenario
    assert "Owner" in said(found, "unplaced")
    pains = lane_of(one, "pain_points").cells[0].cards
    assert (pains[0].text, pains[0].note) == ("slow", "Severity: 3")


def test_several_journeys_and_other_documents() -> None:
    text = "kind: other\nx: 1\n---\nkind: cjm\nphases: [{name: A}]\nactions: [{name: go, phase: A, emotion_score: 2}]\n"
    found = imported("a.yaml", text)
    assert levels(found.project.maps[0]) == [5]
    assert "1 other document" in said(found, "unplaced")
    two = imported("a.json", '{"journeys":[{"name":"J1","stages":["a"]},{"name":"J2","stages":["b"]}]}')
    assert [one.title for one in two.project.maps] == ["J1", "J2"]


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{after}: &{after} [{','.join(['*' + before] * 9)}]\n"
    for before, after in zip("abcde", "bcdef", strict=True)
)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.yaml", BOMB, "far more"),
        ("a.yaml", "a: &a [*a]\n", "deep"),
        ("a.yaml", "a: b: c", "line 1"),
        ("a.yaml", "!!python/object/apply:os.system ['true']", "no YAML"),
        ("a.yaml", "[" * 5000, "deep"),
        ("a.json", "[" * 100_000, "deep"),
        ("a.json", '{"stages": [', "line 1, column 13"),
        ("a.json", '{"a": 1}', "stages"),
        ("a.json", '{"stages": []}', "stages"),
        ("a.json", "9" * 10_000, "number"),
    ],
)
def test_hostile_and_foreign_values_are_refused(name: str, text: str, reason: str) -> None:
    with pytest.raises(ImportRefused, match=reason):
        imported(name, text)


def workbook(*sheets: tuple[str, list[list[object]], list[tuple[int, int, int, int, str]]]) -> bytes:
    """An XLSX file; sheets as name, rows, merged ranges with their text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows, merges in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            for first_row, first, last_row, last, text in merges:
                sheet.merge_range(first_row, first, last_row, last, text)
    return out.getvalue()


def test_workbooks_with_merged_heads() -> None:
    rows: list[list[object]] = [
        ["Journey of Anna"],
        [],
        ["", "Awareness", "", "Purchase"],
        ["", "Ad", "Search", "Pay"],
        ["Actions", "looks\nasks", "types", "pays"],
        ["Emotions", 3, 4.5, 1],
        ["KPI", 0.25, "12 %", ""],
    ]
    found = imported("map.xlsx", workbook(("Map", rows, [(2, 1, 2, 2, "Awareness")])))
    (one,) = found.project.maps
    assert one.title == "Journey of Anna"
    assert (stages(one), steps(one)) == (["Awareness", "Purchase"], [["Ad", "Search"], ["Pay"]])
    assert cells(one, "Actions") == [["looks", "asks"], ["types"], ["pays"]]
    assert levels(one) == [0, 3.75, -5]
    assert kinds(one)["KPI"] == "metrics"


def test_every_sheet_is_a_map() -> None:
    rows: list[list[object]] = [["Stage", "Actions"], ["Buy", "pays"]]
    other: list[list[object]] = [["Stage", "Actions"], ["Buy", "waits"]]
    found = imported("map.xlsx", workbook(("Anna", rows, []), ("Bob", other, []), ("Empty", [], [])))
    assert [one.title for one in found.project.maps] == ["Anna", "Bob"]


@pytest.mark.parametrize("others", [True, False], ids=["beside others", "alone"])
def test_hidden_sheets_are_named_or_are_all_there_is(others: bool) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        shown = book.add_worksheet("Journey")
        if others:
            for number, row in enumerate([["Stage", "Look", "Buy"], ["Actions", "sees", "pays"]]):
                shown.write_row(number, 0, row)
        for name in ("Lists", "Old"):
            hidden = book.add_worksheet(name)
            hidden.write_row(0, 0, ["Stage", name, "Leave"])
            hidden.write_row(1, 0, ["Actions", "x", "y"])
            hidden.hide() if name == "Lists" else hidden.very_hidden()
    found = imported("map.xlsx", out.getvalue())
    titles = [one.title for one in found.project.maps]
    if others:
        assert titles == ["Journey"]
        assert "“Lists”, “Old”" in said(found, "unplaced")
    else:
        assert titles == ["Lists", "Old"]


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04" + b"x" * 500, b"\xd0\xcf\x11\xe0" + bytes(3000), workbook(("A", [], []))[:-200]]
)
def test_damaged_workbooks_are_refused(data: bytes) -> None:
    with pytest.raises(ImportRefused, match=r"workbook|log|list|stages"):
        imported("map.xlsx", data)


@pytest.mark.parametrize("head", [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"])
def test_other_files_are_refused_by_name(head: bytes) -> None:
    with pytest.raises(ImportRefused, match=r"PDF|PNG|JPEG"):
        imported("map.csv", head + bytes(range(256)))


def test_rows_that_name_their_stage_share_it() -> None:
    text = '[{"stage": "Find", "touchpoint": "Ad"}, {"stage": "Find", "touchpoint": "Search"}, {"stage": "Buy", "touchpoint": "Shop"}]'
    one = only("a.json", text)
    assert stages(one) == ["Find", "Buy"]
    assert cards_of(one, "touchpoints") == ["Ad", "Search", "Shop"]


def test_the_steps_of_a_machine_are_no_journey() -> None:
    with pytest.raises(ImportRefused, match="no list of stages"):
        only(
            "a.yaml",
            "on: push\njobs:\n  build:\n    steps:\n      - run: make\n      - uses: x\n        name: Out\n",
        )
