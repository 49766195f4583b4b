"""Our files: what is written is what is read; what is wrong is named with its place."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from cjmdesk.model.project import Project
from cjmdesk.storage import migrations
from cjmdesk.storage.errors import StorageError
from cjmdesk.storage.project_file import Header, Loaded, dumps, load, loads, save
from strategies import SMALL, projects, seeded_project

FILES = Path(__file__).parents[1] / "files"


def raw(**more: Any) -> dict[str, Any]:
    return {"format": "cjmdesk", "schema": 1, "readable_by": 1, **more}


def reading(value: Any) -> Loaded:
    return loads(json.dumps(value).encode(), "a.cjm")


def complaint(data: bytes) -> str:
    with pytest.raises(StorageError) as caught:
        loads(data, "a.cjm")
    text = str(caught.value)
    assert text.startswith("a.cjm: ")
    assert "\n" not in text
    return text.removeprefix("a.cjm: ")


MAP = {"id": "m", "stages": [{"id": "g", "steps": [{"id": "s"}]}]}


def with_card(**card: Any) -> dict[str, Any]:
    cards = [{"id": "c", "kind": "pain_points", **card}]
    lane = {"id": "l", "kind": "pain_points", "cells": [{"step": "s", "cards": cards}]}
    return raw(maps=[{**MAP, "lanes": [lane]}])


@given(projects(SMALL))
def test_saving_is_loading_is_saving(project: Project) -> None:
    content = dumps(project)
    loaded = loads(content)
    assert loaded.project == project
    assert loaded.repairs == ()
    assert dumps(loaded.project) == content
    assert content.endswith(b"}\n")


def test_the_file_reads_well() -> None:
    lines = dumps(seeded_project(5)).decode().splitlines()
    assert lines[:4] == ["{", ' "format": "cjmdesk",', ' "schema": 1,', ' "readable_by": 1,']
    content = reading(with_card(text="hurts", severity=3)).project
    text = dumps(content).decode()
    start = text.index('"id": "c"')
    assert text[start : text.index("}", start)].split() == (
        ['"id":', '"c",', '"kind":', '"pain_points",', '"text":', '"hurts",', '"severity":', "3"]
    )


def test_pictures_come_last() -> None:
    project = next(p for n in range(50) if (p := seeded_project(n)).pictures and p.model_extra is not None)
    project = project.model_copy(update={"later": 1})
    project = Project.model_validate({**project.model_dump(), "later": {"x": 1}})
    keys = list(json.loads(dumps(project)))
    assert keys[0] == "format"
    assert keys[-1] == "pictures"
    assert "later" in keys


def test_files_of_every_schema_are_read(tmp_path: Path) -> None:
    for path in sorted((FILES / "schemas").glob("*.cjm")):
        loaded = load(path)
        assert loaded.header.schema == int(path.stem.split("-")[1])
        assert loaded.repairs == ()
        assert dumps(loaded.project) == path.read_bytes()


def test_migrations_run_in_order_and_leave_others_alone() -> None:
    steps = {
        1: lambda raw: {**raw, "title": raw["name"], "seen": [1]},
        2: lambda raw: {**raw, "seen": [*raw["seen"], 2]},
    }
    old = {"name": "x"}
    assert migrations.migrate(old, 1, steps, 3)["seen"] == [1, 2]
    assert migrations.migrate({"seen": []}, 2, steps, 3) == {"seen": [2]}
    same = {"name": "x"}
    assert migrations.migrate(same, 3, steps, 3) is same
    assert migrations.migrate(same, 9, steps, 3) is same
    assert old == {"name": "x"}
    assert set(migrations.STEPS) == set(range(1, migrations.SCHEMA))


# Damage


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (bytes(4096), "filled with zeros"),
        (b'{"format": "cjmdesk"' + bytes(50), "ends in zeros, as after a power cut, at byte 21"),
        (b"%PDF-1.7", "is a PDF, not a map"),
        (b"[]", "not a journey map project"),
        (b"42", "not a journey map project"),
        (b'{"format": "other", "schema": 1}', "not a journey map project"),
        (b'{"format": "cjmdesk"}', "number of the file’s form is missing or wrong, at schema"),
        (b'{"format": "cjmdesk", "schema": true}', "missing or wrong, at schema"),
        (b'{"format": "cjmdesk", "schema": 1, "readable_by": 2}', "at readable_by"),
        (b'{"format": "cjmdesk", "sch', "looks cut off, at line 1, column 27"),
        (b'{"format": "cjmdesk",\n "schema": 1', "looks cut off, at line 2, column 13"),
        (b'{"format": "cjmdesk", "schema": 1, "x": tru', "looks cut off"),
        (
            b'{"format": "cjmdesk", "schema": 1}\n{}',
            "follows after the end of the project, at line 2, column 1",
        ),
        (b'{"format": "cjmdesk", // mine\n "schema": 1}', "not JSON, at line 1, column 23"),
        (b'{"format": "cjmdesk", "title": "a\nb"}', "raw control character or line break, at line 1"),
        (b'{"format": "cjmdesk", "title": "\xff"}', "is no text (UTF-8), at line 1, column 33"),
        (b'{"a": NaN}', "NaN at a is not a number that can be used, at line 1, column 7"),
        (b'{"a": [1, {"b": -Infinity}]}', "-Infinity at a[1].b is not a number"),
        (b'{"a": 1e999}', "1e999 at a is not"),
        (b'{"a": ' + b"9" * 5000 + b"}", "at a is not a number that can be used"),
        (b'{"a": {"b": 1,\n "b": 2}}', "\u201cb\u201d stands twice in a, at line 2, column 2"),
        (b'{"a": 1, "\\u0061": 2}', "\u201ca\u201d stands twice in the project"),
        (b'{"a": ' + b"[" * 65 + b"]" * 65 + b"}", "nested deeper than 64 levels"),
        (b'{"a": ' + b"[" * 100_000, "nested deeper than 64 levels"),
        (b'{"a": "' + b"[" * 100_000 + b'"}', "not a journey map project"),
        (b"[" + b"{}," * 1_000_001 + b"{}]", "more than two million parts"),
        (b'{"a": "' + b"ab " * 8_100_000 + b'"}', "24 MB of text"),
    ],
)
def test_damage_is_named(data: bytes, words: str) -> None:
    assert words in complaint(data)


def test_any_truncation_is_one_sentence() -> None:
    content = dumps(seeded_project(3))[:3000]
    for end in range(0, len(content), 7):
        complaint(content[:end])


def test_any_flipped_bit_is_one_sentence_or_a_project() -> None:
    content = bytearray(dumps(seeded_project(4))[:20_000])
    for position in range(0, len(content), 31):
        content[position] ^= 1 << (position % 8)
        try:
            loads(bytes(content), "a.cjm")
        except StorageError as error:
            assert "\n" not in str(error)
        content[position] ^= 1 << (position % 8)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (with_card(severity=9), "9 is more than 5, at maps[0].lanes[0].cells[0].cards[0].severity"),
        (with_card(text=5), "5 is not a text, at maps[0].lanes[0].cells[0].cards[0].text"),
        (with_card(id="ä b"), "has not the form this field needs, at maps[0].lanes[0].cells[0].cards[0].id"),
        (with_card(evidence={"date": "soon"}), "“soon” is not a date like 2024-05-31"),
        (raw(maps={}), "{…} is not a list, at maps"),
        (
            raw(maps=[{"id": "m", "stages": [{"id": "g", "steps": []}]}]),
            "needs at least 1, at maps[0].stages[0]",
        ),
        (raw(maps=[{}, {}]), "a field is missing (and 1 more fault), at maps[0].id"),
        (raw(title=None), "null is not a text, at title"),
        (raw(personas=[5]), "5 is not an object, at personas[0]"),
        (raw(pictures={"x": {}}), "at pictures.x"),
    ],
)
def test_bad_values_are_named(value: Any, words: str) -> None:
    assert words in complaint(json.dumps(value).encode())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = json.dumps(raw(title="Żółw 🐢"), ensure_ascii=False)
    assert loads(text.encode(encoding)).project.title == "Żółw 🐢"


def test_unclean_texts_are_cleaned_and_told() -> None:
    loaded = reading(raw(title="a\x00b\r\nc", brief={"goal": "\ud800!"}, x_new={"k": "\x07"}))
    assert loaded.project.title == "ab\nc"
    assert loaded.project.brief.goal == "\ufffd!"
    assert {note.place for note in loaded.repairs} == {"title", "brief.goal", "x_new.k"}
    assert loaded.keep_copy
    halves = '{"format": "cjmdesk", "schema": 1, "title": "\ud800"}'.encode("utf-16-le", "surrogatepass")
    assert loads(halves).project.title == "\ufffd"


def test_what_was_never_valid_in_memory_is_still_saved(tmp_path: Path) -> None:
    project = Project(title="x").model_copy(update={"title": "a\x00\ud800"})
    save(project, tmp_path / "a.cjm")
    assert load(tmp_path / "a.cjm").project.title == "a\ufffd"


def test_impossible_sizes_are_mended() -> None:
    stages = [{"id": "g", "steps": [{"id": "s", "width": -3}, {"id": "t", "width": 1e12}]}]
    poster = {"margins": [1, 2, 3, -4], "bleed": 1e300}
    loaded = reading(raw(maps=[{"id": "m", "stages": stages, "poster": poster}]))
    assert [step.width for step in loaded.project.maps[0].stages[0].steps] == [1.0, 1.0]
    assert loaded.project.maps[0].poster.margins is None
    assert [note.place for note in loaded.repairs] == [
        "maps[0].stages[0].steps[0].width",
        "maps[0].stages[0].steps[1].width",
        "maps[0].poster.margins",
        "maps[0].poster.bleed",
    ]


# Newer versions


def test_newer_files_that_may_be_edited_keep_what_is_unknown() -> None:
    value = with_card(glow={"colour": "red", "deep": [1.5, None, {"z": 1, "a": 2}]})
    value["schema"] = 7
    value["sounds"] = [{"id": "x"}]
    value["maps"][0]["lanes"].append({"id": "n", "kind": "smells", "cells": [], "strength": 3})
    loaded = reading(value)
    assert (loaded.read_only, loaded.header) == ("", Header(7, 1))
    written = json.loads(dumps(loaded.project, loaded.save_header))
    assert written["schema"] == 7
    assert written["sounds"] == [{"id": "x"}]
    assert written["maps"][0]["lanes"][1]["strength"] == 3
    card = written["maps"][0]["lanes"][0]["cells"][0]["cards"][0]
    assert json.dumps(card["glow"]) == json.dumps({"colour": "red", "deep": [1.5, None, {"z": 1, "a": 2}]})
    content = dumps(loaded.project, loaded.save_header)
    assert dumps(loads(content).project, loads(content).save_header) == content


def test_newer_files_that_may_not_be_edited_are_never_saved_over(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm"
    path.write_text(json.dumps({**raw(title="x"), "schema": 9, "readable_by": 8}))
    loaded = load(path)
    assert "form 9" in loaded.read_only
    with pytest.raises(StorageError, match="newer version") as caught:
        save(Project(), path)
    assert caught.value.cause == "newer"
    assert "newer version" in complaint(json.dumps({**raw(title=5), "schema": 9, "readable_by": 8}).encode())


# Repairs


def test_broken_names_are_mended_and_told() -> None:
    value = with_card(personas=["nobody"], findings=["gone"], made_from="c", picture="0" * 64)
    journey = value["maps"][0]
    journey["connectors"] = [{"id": "k", "source": "c", "target": "gone", "label": "why"}]
    journey["lanes"].append(
        {
            "id": "l",
            "kind": "needs",
            "cells": [{"step": "x", "cards": [{"id": "c", "kind": "needs", "text": "T"}]}],
        }
    )
    loaded = reading(value)
    fresh = loaded.project.maps[0]
    assert fresh.connectors == ()
    assert (fresh.lanes[0].cells[0].cards[0].personas, fresh.lanes[0].cells[0].cards[0].made_from) == (
        (),
        None,
    )
    assert fresh.lanes[1].cells[0].step == "s"
    assert fresh.lanes[1].cells[0].cards[0].text == "T"
    assert len({fresh.lanes[0].id, fresh.lanes[1].id}) == 2
    told = " ".join(map(str, loaded.repairs))
    for words in ("nobody", "gone", "stood twice", "“why”", "made from itself", "the last one"):
        assert words in told
    assert loads(dumps(loaded.project)).repairs == ()
    assert reading(value).project == loaded.project


def test_a_map_copied_by_hand_gets_ids_of_its_own() -> None:
    value = with_card(text="T")
    value["maps"][0]["connectors"] = [{"id": "k", "source": "c", "target": "c"}]
    value["maps"].append(json.loads(json.dumps(value["maps"][0])))
    fresh = reading(value).project
    first, second = fresh.maps
    assert second.lanes[0].cells[0].step == second.stages[0].steps[0].id != "s"
    assert second.connectors[0].source == second.lanes[0].cells[0].cards[0].id != "c"
    assert first == reading(with_card(text="T")).project.maps[0].model_copy(
        update={"connectors": first.connectors}
    )


def test_notes_without_any_column_get_one() -> None:
    lane = {"id": "l", "kind": "needs", "cells": [{"step": "x", "cards": [{"id": "c", "kind": "needs"}]}]}
    fresh = reading(raw(maps=[{"id": "m", "lanes": [lane]}])).project.maps[0]
    assert fresh.lanes[0].cells[0].step == fresh.stages[0].steps[0].id


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"x" * 50, "is a picture"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "is a picture"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"PK\x03\x04" + b"x" * 50, "is an archive"),
    ],
)
def test_files_of_other_kinds_under_our_name_are_told_apart(data: bytes, said: str) -> None:
    with pytest.raises(StorageError, match=said):
        loads(data, "wall.cjm")
