"""What every release wrote is read for ever: projects with all their fields, and records of unsaved work."""

import copy
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from cjmdesk.edits.fields import set_field
from cjmdesk.storage import migrations, places
from cjmdesk.storage.project_file import dumps, load, loads
from cjmdesk.storage.recovery import left_behind, recover
from everything import everything, fields_of_the_form, fields_set

RELEASES = sorted((Path(__file__).parent.parent / "files" / "releases").iterdir())
each_release = pytest.mark.parametrize("release", RELEASES, ids=lambda folder: folder.name)


@each_release
def test_what_was_released_does_not_change(release: Path) -> None:
    sums = dict(reversed(line.split("  ")) for line in (release / "SHA256SUMS").read_text().splitlines())
    for path in release.iterdir():
        if path.name != "SHA256SUMS":
            assert hashlib.sha256(path.read_bytes()).hexdigest() == sums.pop(path.name), path.name
    assert not sums


@each_release
def test_every_field_of_it_is_read(release: Path) -> None:
    loaded = load(release / "project.cjm")
    assert loaded.repairs == () and not loaded.read_only
    assert loads(dumps(loaded.project)).project == loaded.project
    frozen = set((release / "fields.txt").read_text().split())
    if loaded.header.schema == migrations.SCHEMA:
        assert dumps(loaded.project) == (release / "project.cjm").read_bytes()
        assert frozen <= fields_of_the_form(), "a field was taken out or renamed without a migration"
        assert frozen <= fields_set(loaded.project)
    else:
        assert loaded.migrated


@each_release
def test_unsaved_work_that_it_left_is_recovered(release: Path) -> None:
    folder = places.journal_folder()
    folder.mkdir(parents=True)
    for path in (*release.glob("*.journal"), *release.glob("*.base")):
        shutil.copyfile(path, folder / path.name)
    [left] = left_behind()
    back = recover(left.id)
    assert back.lost == 0 and left.steps >= 6
    assert back.project == load(release / "recovered.cjm").project


@each_release
def test_migrations_of_it_one_by_one(release: Path) -> None:
    raw: dict[str, Any] = json.loads((release / "project.cjm").read_text("utf-8"))
    for number in range(raw["schema"], migrations.SCHEMA):
        before = copy.deepcopy(raw)
        after = migrations.migrate(raw, number, to=number + 1)
        assert raw == before, "a step changes what it is given"
        assert migrations.migrate(copy.deepcopy(before), number, to=number + 1) == after
        assert migrations.migrate(after, number + 1, to=number + 1) is after
        raw = after


def test_the_next_release_will_hold_every_field() -> None:
    missing = fields_of_the_form() - fields_set(everything())
    assert not missing, "set these in tests/everything.py, from which releases are frozen"


def _strange(value: Any, place: str = "") -> Any:
    """`value` with fields and kinds of a newer version in every object, where the form is open."""
    if isinstance(value, list):
        return [_strange(part, f"{place}[{number}]") for number, part in enumerate(value)]
    if not isinstance(value, dict):
        return value
    inner = {key: _strange(part, f"{place}.{key}") for key, part in value.items()}
    if re.search(r"\.(translations(\.\w+){0,2}|pictures|scores)$", place):  # tables, whose keys are ids
        return inner
    return {"z_new": place, **inner, "a_new": {"b": [1, 2.5, None, "ż"], "a": {"deep": [[]]}}}


def _unknown(value: Any, place: str = "") -> list[str]:
    """What no version knows of in a file, in its order, as text."""
    if isinstance(value, list):
        return [one for number, part in enumerate(value) for one in _unknown(part, f"{place}[{number}]")]
    if not isinstance(value, dict):
        return []
    new = [key for key in value if key.endswith("_new")]
    found = [f"{place}.{key}={json.dumps(value[key])}" for key in new]
    return found + [
        one for key in sorted(set(value) - set(new)) for one in _unknown(value[key], f"{place}.{key}")
    ]


def test_what_a_newer_version_wrote_survives_an_edit_elsewhere() -> None:
    raw = _strange(json.loads(dumps(everything())))
    raw["schema"] = migrations.SCHEMA + 1
    raw["maps"][1]["lanes"].insert(1, {"id": "future", "kind": "holograms", "b": 1, "a": [{"z": 0, "y": 1}]})
    raw["maps"][1]["lanes"][0]["cells"][0]["cards"].append({"id": "f2", "kind": "sound", "wave": [0.5, -1]})
    loaded = loads(json.dumps(raw).encode())
    assert loaded.repairs == () and not loaded.read_only
    project = set_field(loaded.project, "n-pain_points", "text", "edited elsewhere")
    written = dumps(project, loaded.save_header)
    again = json.loads(written)
    assert _unknown(again) == _unknown(raw)
    assert len(_unknown(raw)) > 150
    lanes = again["maps"][1]["lanes"]
    assert json.dumps(lanes[1]) == json.dumps(raw["maps"][1]["lanes"][1])
    assert lanes[0]["cells"][0]["cards"][-1]["wave"] == [0.5, -1]
    assert (again["schema"], again["readable_by"]) == (migrations.SCHEMA + 1, 1)
    assert dumps(loads(written).project, loads(written).save_header) == written
