"""Verbs about project files: what they print, their exit codes, never a traceback."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cjmdesk.__main__ import main
from cjmdesk.cli.main import VERBS
from cjmdesk.edits.columns import add_stage
from cjmdesk.edits.fields import set_field
from cjmdesk.edits.maps import duplicate_map
from cjmdesk.edits.notes import add_card, add_point
from cjmdesk.edits.rows import add_lane
from cjmdesk.model.cards import EmotionPoint, Evidence, make_card
from cjmdesk.model.lanes import make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.storage.project_file import load, save
from mutations import mutated
from strategies import Size, seeded_project

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def project() -> Project:
    people = (Persona(id="p", name="Ola"), Persona(id="q", name="Jan"))
    fresh = Project(title="Bikes", personas=people, maps=(JourneyMap(id="m", title="Repair", language="pl"),))
    fresh = add_stage(
        fresh, "m", Stage(id="g1", title="Call", steps=(Step(id="s1", title="ring"), Step(id="s2")))
    )
    fresh = add_stage(fresh, "m", Stage(id="g2", title="Wait", steps=(Step(id="s3"),)))
    fresh = add_lane(fresh, "m", make_lane("emotions", "mood"))
    fresh = add_lane(fresh, "m", make_lane("actions", "do", title="What they do"))
    fresh = add_lane(fresh, "m", make_lane("line", "line", line="visibility"))
    fresh = add_point(fresh, "mood", "s3", EmotionPoint(id="e2", level=-2.5, personas=("p",), quote="ugh"))
    fresh = add_point(fresh, "mood", "s1", EmotionPoint(id="e1", feeling="calm"))
    observed = Evidence(grade="observed")
    fresh = add_card(fresh, "do", "s1", make_card("actions", "c1", text="rings", evidence=observed))
    return add_card(fresh, "do", "s2", make_card("actions", "c2", text="waits"))


@pytest.fixture
def file(tmp_path: Path, project: Project) -> Path:
    return save(project, tmp_path / "a.cjm").path


def test_info_json(file: Path, capsys: Captured) -> None:
    assert main(["info", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "title": "Bikes",
        "maps": [
            {
                "id": "m",
                "title": "Repair",
                "type": "current_state",
                "language": "pl",
                "stages": [{"title": "Call", "steps": ["ring", ""]}, {"title": "Wait", "steps": [""]}],
                "lanes": [
                    {"kind": "emotions", "title": _title("pl", "Emotions"), "cards": 0},
                    {"kind": "actions", "title": "What they do", "cards": 2},
                    {"kind": "line", "title": _title("pl", "Line of visibility"), "cards": 0},
                ],
                "cards": 2,
                "emotions": [
                    {
                        "stage": "Call",
                        "lane": _title("pl", "Emotions"),
                        "level": None,
                        "personas": [],
                        "quote": "",
                        "feeling": "calm",
                    },
                    {
                        "stage": "Wait",
                        "lane": _title("pl", "Emotions"),
                        "level": -2.5,
                        "personas": ["Ola"],
                        "quote": "ugh",
                        "feeling": "",
                    },
                ],
                "connectors": 0,
                "personas": ["Ola"],
                "evidence": {"guess": 1, "observed": 1, "measured": 0},
            }
        ],
        "personas": ["Ola", "Jan"],
        "pictures": 0,
    }


def _title(language: str, name: str) -> str:
    from cjmdesk.i18n import translator

    return translator(language).gettext(name)


def test_info_for_people(file: Path, capsys: Captured) -> None:
    assert main(["info", str(file)]) == 0
    printed = capsys.readouterr().out
    for words in (
        "Project: Bikes",
        "Repair (Current state, pl)",
        "Call (ring)",
        "2 points",
        "What they do: 2 cards",
    ):
        assert words in printed


def test_validate(file: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["validate", str(file)]) == 0
    bad = tmp_path / "bad.cjm"
    bad.write_text('{"format": "cjmdesk", "schema": 1, "title": 5}')
    mended = tmp_path / "mended.cjm"
    mended.write_text('{"format": "cjmdesk", "schema": 1, "personas": [{"id": "a"}, {"id": "a"}]}')
    before = [bad.read_bytes(), mended.read_bytes()]
    capsys.readouterr()
    assert main(["validate", str(file), str(bad), str(mended), str(tmp_path / "none")]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        f"cjmdesk: {bad}: 5 is not a text, at title",
        f"cjmdesk: {mended}: personas[1]: its id stood twice; it has a new one",
        f"cjmdesk: {tmp_path / 'none'}: there is no such file",
    ]
    assert [bad.read_bytes(), mended.read_bytes()] == before


def test_validate_looks_into_pictures(tmp_path: Path, capsys: Captured) -> None:
    picture = {"media_type": "image/png", "width": 1, "height": 1, "data": "AAAA"}
    value = {"format": "cjmdesk", "schema": 1, "pictures": {"0" * 64: picture}}
    path = tmp_path / "a.cjm"
    path.write_text(json.dumps(value))
    assert main(["validate", str(path)]) == 1
    assert "not the one its name says" in capsys.readouterr().err


def test_convert(file: Path, tmp_path: Path, capsys: Captured) -> None:
    content = file.read_bytes()
    for _ in range(2):
        assert main(["convert", str(file), "-o", str(file)]) == 0
        assert file.read_bytes() == content
    rough = tmp_path / "rough.cjm"
    rough.write_text('{"schema": 1, "format": "cjmdesk", "personas": [{"id": "a"}, {"id": "a"}]}')
    assert main(["convert", str(rough), "-o", str(tmp_path / "b.cjm")]) == 0
    assert len({person.id for person in load(tmp_path / "b.cjm").project.personas}) == 2
    assert "the file as it was is kept" not in capsys.readouterr().err
    assert main(["convert", str(rough), "-o", str(rough)]) == 0
    assert "the file as it was is kept" in capsys.readouterr().err
    newer = tmp_path / "newer.cjm"
    newer.write_text('{"format": "cjmdesk", "schema": 9, "readable_by": 8, "title": "x"}')
    before = newer.read_bytes()
    assert main(["convert", str(newer), "-o", str(newer)]) == 1
    assert main(["convert", str(file), "-o", str(newer)]) == 1
    assert newer.read_bytes() == before
    assert main(["convert", str(file), "-o", str(tmp_path / "no" / "x.cjm")]) == 3


def test_schema(capsys: Captured) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["format"] == {"const": "cjmdesk"}


def test_diff(file: Path, tmp_path: Path, project: Project, capsys: Captured) -> None:
    other = save(set_field(project, "c1", "text", "rings twice"), tmp_path / "b.cjm").path
    assert main(["diff", str(file), str(file)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["diff", str(file), str(other)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Repair / What they do / Call: ring",
        '  ~ card “rings twice”, text: "rings" → "rings twice"',
    ]
    assert main(["diff", str(file), str(other), "--json"]) == 0
    found: Any = json.loads(capsys.readouterr().out)
    assert not found["same"]
    assert found["differences"][0]["item"] == "c1"


def test_diff_of_two_maps(file: Path, tmp_path: Path, project: Project, capsys: Captured) -> None:
    now = project.maps[0]
    project, future = duplicate_map(project, now.id, title="Repair in May")
    copy = next(
        card.id for lane in project.maps[1].lanes for cell in lane.cells for card in cell.cards
        if card.made_from == "c1"
    )  # fmt: skip
    changed = save(set_field(project, copy, "text", "books online"), tmp_path / "b.cjm").path
    ways = ([], ["--with", "2"], ["--map", now.title.upper()], ["--map", now.id, "--with", "repair in  May"])
    for way in ways:
        assert main(["diff", str(changed), *way]) == 0
        assert capsys.readouterr().out.splitlines()[-2:] == [
            "Repair in May / What they do / Call: ring",
            '  ~ card “books online”, text: "rings" → "books online"',
        ]
    assert main(["diff", str(changed), "--map", "2", "--with", "1", "--json"]) == 0
    found: Any = json.loads(capsys.readouterr().out)
    assert found["maps"] == [future, now.id]
    assert [(one["before"], one["after"]) for one in found["differences"] if one["field"] == "text"] == [
        ("books online", "rings")
    ]
    # The same map of an older file, and one of another file altogether.
    assert main(["diff", str(file), str(changed), "--map", "1"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["diff", str(file), str(changed), "--map", "1", "--with", future]) == 0
    assert '"rings" → "books online"' in capsys.readouterr().out


def test_diff_says_which_maps_there_are(file: Path, capsys: Captured) -> None:
    for way in ([], ["--map", "9"], ["--map", "1"]):
        assert main(["diff", str(file), *way]) == 2
        assert "1 (" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["export", "numbers", "diff"])
def test_a_map_without_a_title_is_named_as_in_the_window(tmp_path: Path, verb: str, capsys: Captured) -> None:
    file, table = tmp_path / "two.cjm", tmp_path / "table.csv"
    save(Project(maps=(JourneyMap(id="one", title="Visit"), JourneyMap(id="two"))), file)
    table.write_text("Touchpoint,Visits\nDoor,3\n", "utf-8")
    words = {"export": ("-o", str(tmp_path / "x.pdf")), "numbers": (str(table), "--dry-run")}
    assert main([verb, str(file), *words.get(verb, ()), "--map", "9"]) == 2
    assert capsys.readouterr().err.endswith("it has 1 (one: Visit), 2 (two: Untitled map)\n")


def test_diff_of_anything(tmp_path: Path, capsys: Captured) -> None:
    for seed in range(5):
        before = seeded_project(seed, Size(stages=2))
        after = mutated(before, random.Random(seed), 10)
        save(before, tmp_path / "a.cjm")
        save(after, tmp_path / "b.cjm")
        assert main(["diff", str(tmp_path / "a.cjm"), str(tmp_path / "b.cjm")]) == 0
    assert capsys.readouterr().err == ""


def test_merge(file: Path, tmp_path: Path, project: Project, capsys: Captured) -> None:
    ours = save(set_field(project, "c1", "text", "ours"), tmp_path / "ours.cjm").path
    theirs = save(set_field(project, "c2", "text", "theirs"), tmp_path / "theirs.cjm").path
    out = tmp_path / "out.cjm"
    assert main(["merge", str(file), str(ours), str(theirs), "-o", str(out)]) == 0
    cards = [card.text for cell in load(out).project.maps[0].lanes[1].cells for card in cell.cards]
    assert cards == ["ours", "theirs"]
    clash = save(set_field(project, "c1", "text", "clash"), tmp_path / "clash.cjm").path
    capsys.readouterr()
    assert main(["merge", str(file), str(ours), str(clash), "-o", str(out)]) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        'Repair / What they do / Call: ring / “ours”, text: both changed it; "ours" stays, theirs is "clash"'
    ]
    assert "1 conflict" in captured.err
    assert main(["merge", str(file), str(ours), str(clash), "-o", str(out), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["conflicts"][0]["theirs"] == "clash"


def test_merge_of_groups(file: Path, tmp_path: Path, project: Project, capsys: Captured) -> None:
    """Three groups, one of which drew its own map; then with a common base."""
    one = save(
        add_card(project, "do", "s3", make_card("actions", "n1", text="Sits down")), tmp_path / "1.cjm"
    ).path
    two = save(
        add_card(project, "do", "s3", make_card("actions", "n2", text="Sitting down")), tmp_path / "2.cjm"
    ).path
    out = tmp_path / "out.cjm"
    assert main(["merge", "--no-base", str(one), str(two), str(file), "-o", str(out)]) == 0
    capsys.readouterr()

    def cards() -> list[str]:
        return [c.text for cell in load(out).project.maps[0].lanes[1].cells for c in cell.cards]

    assert cards() == ["rings", "waits", "Sits down", "Sitting down"]
    words = ["merge", str(file), str(one), str(two), "--alike", "-o", str(out)]
    assert main(words) == 1
    said = capsys.readouterr().out
    assert 'both changed it; "Sits down" and "Sitting down" stand' in said
    assert main([*words, "--json"]) == 1
    (conflict,) = json.loads(capsys.readouterr().out)["conflicts"]
    assert (conflict["choice"], conflict["from"]) == ("both", str(two))
    assert 0.5 < conflict["alike"] < 1
    for wrong in (["merge", str(file), str(one)], ["merge", "--no-base", str(one)]):
        assert main([*wrong, "-o", str(out)]) == 2
    clash = save(set_field(project, "c1", "text", "clash"), tmp_path / "clash.cjm").path
    other = save(set_field(project, "c1", "text", "other"), tmp_path / "other.cjm").path
    for prefer, expected in (("theirs", ["clash"]), ("both", ["other", "clash"])):
        asked = ["merge", str(file), str(other), str(clash), "--prefer", prefer, "-o", str(out)]
        assert main(asked) == 1
        assert cards()[: len(expected)] == expected


# The frame


def test_wrong_use(capsys: Captured) -> None:
    assert main(["exprot"]) == 2
    assert "did you mean “export”" in capsys.readouterr().err
    assert main(["--nonsense"]) == 2
    assert main(["validate"]) == 2
    assert main(["convert", "a.cjm"]) == 2
    assert main(["info", "--help"]) == 0
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert all((name in printed) == bool(verb.help) for name, verb in VERBS.items())


def test_faults_of_the_program_are_one_line(
    file: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cjmdesk.cli import info

    def broken(*_: object) -> Any:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr(info, "load", broken)
    assert main(["info", str(file)]) == 1
    err = capsys.readouterr().err
    assert err.startswith("cjmdesk: a fault of the program: RuntimeError: two lines")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 130), (MemoryError(), 3), (OSError(28, "x", "a\nb"), 3)]
)
def test_errors_have_codes(
    file: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    from cjmdesk.cli import info

    def broken(*_: object) -> Any:
        raise error

    monkeypatch.setattr(info, "load", broken)
    assert main(["info", str(file)]) == code
    assert capsys.readouterr().err.count("\n") == 1


def test_no_argument_or_a_file_opens_the_window(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import types

    opened: list[list[Path]] = []

    def run(paths: list[Path]) -> int:
        opened.append(list(paths))
        return 0

    monkeypatch.setitem(sys.modules, "cjmdesk.ui.app", types.SimpleNamespace(run=run))  # type: ignore[misc]
    assert main([]) == 0
    assert main(["a.cjm", "b.csv"]) == 0
    assert main(["--", "-odd.cjm"]) == 0
    (tmp_path / "plain").touch()
    assert main([str(tmp_path / "plain")]) == 0
    assert opened == [[], [Path("a.cjm"), Path("b.csv")], [Path("-odd.cjm")], [tmp_path / "plain"]]


def run(*words: str, code: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    start = ["-c", code] if code else ["-m", "cjmdesk"]
    return subprocess.run(
        [sys.executable, *start, *words],
        capture_output=True,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


def test_the_process_itself(file: Path) -> None:
    assert run("--version").stdout.startswith(b"cjmdesk ")
    done = run("info", str(file))
    assert (done.returncode, done.stderr) == (0, b"")
    done = run("info", str(file), LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0, done.stderr


def test_starting_imports_little() -> None:
    code = (
        "import sys; from cjmdesk.__main__ import main; main(['--version']); main(['--help']);"
        "heavy = {'pydantic', 'PySide6', 'reportlab', 'fontTools', 'appdirs', 'bs4'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    done = run(code=code)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Qt measures plain texts on Windows and macOS"
)
def test_a_map_of_plain_words_is_printed_without_qt(file: Path) -> None:
    """It would take longer to start than all the rest of a small map."""
    target = file.with_suffix(".pdf")
    code = (
        "import sys; from cjmdesk.__main__ import main;"
        f"done = main(['export', {str(file)!r}, '-o', {str(target)!r}]);"
        "assert done == 0, done; assert 'PySide6' not in sys.modules"
    )
    done = run(code=code)
    assert done.returncode == 0, done.stderr
    assert target.read_bytes().startswith(b"%PDF")
