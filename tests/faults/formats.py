"""The form of the file: what is written, read, kept for newer versions."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_field
from cjmdesk.model.project import Project
from cjmdesk.storage import migrations, places
from cjmdesk.storage.errors import StorageError
from cjmdesk.storage.project_file import dumps, load, loads, save
from faults.campaign import TESTS, Found, Ground, campaign
from strategies import ODD_VALUES, projects, seeded_project


def tried(count: int, test: Callable[..., None], *strategies: st.SearchStrategy[Any]) -> str:
    """What hypothesis finds in so many examples; empty if nothing."""
    rules = settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    try:
        rules(given(*strategies)(test))()
    except Exception as error:  # noqa: BLE001 - what was found is told in the table
        return f"{type(error).__name__}: {str(error).splitlines()[0][:200] if str(error) else ''}"
    return ""


@campaign("V1", "the header, and nothing that changes by itself", "two saves are equal", fast=True)
def header(ground: Ground) -> Found:
    project = seeded_project(5)
    one, two = (save(project, ground.folder / name).path.read_bytes() for name in ("a.cjm", "b.cjm"))
    keys = list(json.loads(one))[:3]
    right = one == two and keys == ["format", "schema", "readable_by"]
    return Found(f"{'equal' if one == two else 'DIFFERENT'}; begins with {', '.join(keys)}", right)


@campaign("V2", "files of every form there ever was", "all load; what is migrated stays so", fast=True)
def old_forms(_ground: Ground) -> Found:
    files = sorted((TESTS / "files" / "schemas").glob("schema-*.cjm"))
    releases = sorted((TESTS / "files" / "releases").glob("*/project.cjm"))
    wrong, known = 0, set[int]()
    for path in (*files, *releases):
        loaded = load(path)
        known.add(loaded.header.schema)
        again = loads(dumps(loaded.project))
        wrong += (
            bool(loaded.repairs)
            or again.project != loaded.project
            or dumps(again.project) != dumps(loaded.project)
        )
    missing = set(range(1, migrations.SCHEMA + 1)) - known
    fields = sum(len((path.parent / "fields.txt").read_text().split()) for path in releases)
    text = f"{len(known)} of {migrations.SCHEMA} forms; {len(releases)} releases with {fields} fields: "
    return Found(f"{text}{wrong} wrong", not wrong and not missing and bool(releases))


@campaign(
    "V3",
    "unknown fields and kinds of a newer version, through an edit elsewhere",
    "{count} files: equal in value and order; a second save the same bytes",
    300,
    10,
)
def newer(ground: Ground) -> Found:
    values = st.recursive(
        st.sampled_from(ODD_VALUES)
        | st.integers()
        | st.text(max_size=9)
        | st.floats(allow_nan=False, allow_infinity=False),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=3),
        max_leaves=6,
    )

    def survives(project: Project, seed: int, value: Any, name: str) -> None:
        raw = json.loads(dumps(project))
        raw["schema"] = 7
        homes = [one for one in _objects(raw) if f"x-{name}" not in one]
        homes[seed % len(homes)][f"x-{name}"] = value
        homes[(seed // 7) % len(homes)][f"y-{name}"] = [value]
        for journey in raw.get("maps", []):
            journey.setdefault("lanes", []).insert(
                0, {"id": f"odd{seed}", "kind": "smells", f"x-{name}": value}
            )
        data = json.dumps(raw).encode()
        loaded = loads(data)
        project = loaded.project
        with suppress(EditError, IndexError):
            project = set_field(project, project.maps[0].id, "title", "edited elsewhere")
        written = dumps(project, loaded.save_header)
        assert _odd(json.loads(written)) == _odd(_cleaned(raw)), "an unknown value was lost or changed"
        assert dumps(loads(written).project, loaded.save_header) == written, "a second save differs"

    found = tried(ground.count, survives, projects(), st.integers(0, 10**6), values, _names)
    return Found(found or f"{ground.count} files: 0 differences", not found)


_names = st.text("abcżя-_. ", min_size=1, max_size=6)


def _objects(value: Any) -> list[dict[str, Any]]:
    """Every object that may hold an unknown field: not the tables of pictures and translations."""
    if isinstance(value, list):
        return [one for part in value for one in _objects(part)]
    if not isinstance(value, dict):
        return []
    inner = (part for key, part in value.items() if key not in ("pictures", "translations", "x_new"))
    return [value, *(one for part in inner for one in _objects(part) if "format" not in one)]


def _odd(value: Any, place: str = "") -> list[str]:
    """The unknown fields and where they stand, in their order, as text."""
    if isinstance(value, list):
        return [one for n, part in enumerate(value) for one in _odd(part, f"{place}[{n}]")]
    if not isinstance(value, dict):
        return []
    # The order of what is unknown is kept within each object; known fields have an order of their own.
    odd = [key for key in value if key.startswith(("x-", "y-"))]
    found = [f"{place}.{key}={json.dumps(value[key])}" for key in odd]
    for key in sorted(set(value) - set(odd)):
        found += _odd(value[key], f"{place}.{key}")
    return found


def _cleaned(raw: Any) -> Any:
    """`raw` with its texts as the program keeps them."""
    from cjmdesk.model.texts import clean_value

    return clean_value(raw)


@campaign("V4", "saving, loading and saving again", "{count} generated projects: the same bytes", 1000, 20)
def identity(ground: Ground) -> Found:
    def same(project: Project) -> None:
        data = dumps(project)
        loaded = loads(data)
        assert loaded.project == project and not loaded.repairs
        assert dumps(loaded.project) == data

    found = tried(ground.count, same, projects())
    return Found(found or f"{ground.count:,} projects: 0 differences", not found)


@campaign(
    "V5", "the first save over a file that was mended or of an older form", "the old file is kept", fast=True
)
def kept(ground: Ground) -> Found:
    path = ground.folder / "map.cjm"
    raw = json.loads(dumps(seeded_project(3)))
    raw["maps"][0]["personas"] = ["nobody"]
    path.write_text(json.dumps(raw))
    old, loaded = path.read_bytes(), load(path)
    saved = save(loaded.project, path, expected=loaded.fingerprint, keep_old=loaded.keep_copy)
    copies = [one.read_bytes() for one in places.backup_folder().iterdir()]
    newer_file: Path = ground.folder / "newer.cjm"
    newer_file.write_text(json.dumps({"format": "cjmdesk", "schema": 9, "readable_by": 8}))
    with suppress(StorageError):
        save(loaded.project, newer_file)
    right = loaded.keep_copy and copies == [old] and saved.backup is not None
    right &= load(newer_file).header.schema == 9
    return Found("kept; a newer file that may not be edited is not written over" if right else "NOT", right)
