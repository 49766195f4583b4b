"""The page about the file format tells the truth: every field, every default, every limit."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from cjmdesk.model import cards, choices, lanes, maps, people, project, stages
from cjmdesk.storage import project_file, reading
from cjmdesk.storage.project_file import dumps, loads
from cjmdesk.storage.schema import file_schema

PAGE = (Path(__file__).parents[2] / "docs" / "file-format.md").read_text(encoding="utf-8")
MODULES = (project, people, maps, stages, lanes, cards)
WITHOUT_FIELDS = {"PlainCard", "UnknownCard", "CardLane", "UnknownLane"}


def classes() -> dict[str, type[BaseModel]]:
    return {
        name: value
        for module in MODULES
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__ == module.__name__
    }


def rows(name: str) -> dict[str, str]:
    """Field → default as the page's table of class `name` says."""
    found = re.search(rf"^### {name}\n(.*?)(?=^##)", PAGE, re.S | re.M)
    assert found, f"{name} is missing"
    table = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|", found[1], re.M)
    return {field: default.strip("` ") for field, default in table}


@pytest.mark.parametrize("name", sorted(set(classes()) - WITHOUT_FIELDS))
def test_every_field_stands_with_its_default(name: str) -> None:
    made = classes()[name]
    base = next((b for b in made.__mro__[1:] if b.__name__ in ("LaneBase", "CardBase")), None)
    known: dict[str, Any] = getattr(base, "model_fields", {}) if base is not made else {}
    wanted = {}
    for field, info in made.model_fields.items():
        if field in known:
            continue
        value = "required" if info.is_required() else info.get_default(call_default_factory=True)
        if isinstance(value, BaseModel):
            value = {}
        wanted[field] = value if value == "required" else json.dumps(value, default=list)
    assert rows(name) == wanted


def test_every_word_stands() -> None:
    for group in (
        choices.MAP_TYPES,
        choices.LANE_KINDS,
        choices.BLUEPRINT_LINES,
        choices.PAIN_TYPES,
        choices.MOTIVES,
        choices.SOLUTION_STATUSES,
        choices.PROCESS_SHAPES,
        choices.WORKSHOP_STEPS,
        choices.GOAL_PRESETS,
        choices.INK_MODES,
        choices.CHANNEL_PRESETS,
        choices.EVIDENCE_GRADES,
        choices.CONDITIONS,
    ):
        for word in group:
            assert f"`{word}`" in PAGE, word


def test_limits() -> None:
    for limit in (
        reading.MAX_TEXT,
        reading.MAX_PICTURES,
        reading.MAX_OBJECTS,
        reading.MAX_PARTS,
        project_file.MAX_MAPS,
    ):
        assert f"| {limit:,} |" in PAGE
    assert f"| {reading.MAX_DEPTH} levels |" in PAGE
    assert f"| {reading.MAX_DIGITS} |" in PAGE


def test_the_example_is_a_file_as_we_write_it() -> None:
    example = re.search(r"```json\n(.*?)```", PAGE, re.S)
    assert example
    loaded = loads(example[1].encode())
    assert loaded.repairs == ()
    assert dumps(loaded.project).decode() == example[1]


def test_schema_has_the_header_and_every_class() -> None:
    schema = file_schema()
    assert list(schema["properties"])[:3] == ["format", "schema", "readable_by"]
    assert schema["required"] == ["format", "schema"]
    assert set(classes()) - {"Project", "LaneBase", "CardBase"} == set(schema["$defs"])
    assert '"oneOf"' not in json.dumps(schema)
