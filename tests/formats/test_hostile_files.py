"""Random bytes and mutated files never raise anything but a refusal of one clear sentence."""

import random
from pathlib import Path

import pytest
from foreign import MAPS
from hypothesis import given, settings
from hypothesis import strategies as st
from test_journey_import import workbook

from cjmdesk.formats.importers import IMPORTERS, import_file
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.source import Source

EXTENSIONS = [extension for one in IMPORTERS.values() for extension in one.extensions[:1]] + ["txt", ""]
FILES = sorted(path for path in MAPS.iterdir() if path.suffix != ".md" or path.stem != "LICENCES")


def survives(name: str, data: bytes) -> None:
    try:
        found = import_file(Source(name, data))
    except ImportRefused as refused:
        assert refused.reason
        assert "\n" not in str(refused)
        assert "Traceback" not in str(refused)
        return
    assert found.project.maps
    assert found.project.model_validate_json(found.project.model_dump_json()) == found.project


@pytest.mark.parametrize("extension", EXTENSIONS)
@settings(max_examples=40)
@given(data=st.binary(max_size=400))
def test_random_bytes(extension: str, data: bytes) -> None:
    survives(f"x.{extension}", data)


PIECES = st.sampled_from(
    [
        "journey",
        "title ",
        "section ",
        ": 5: Me",
        "\n",
        "\n\n",
        "\t",
        ";",
        ",",
        '"',
        "'",
        ": ",
        "- ",
        "1. ",
        "# ",
        "## ",
        "```mermaid\n",
        "```\n",
        "---\n",
        "<table>",
        "<tr><td>",
        "</table>",
        "<br>",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "stages",
        "actions",
        "emotion",
        "Stage",
        "Actions",
        "happy",
        "3/5",
        "-",
        "+2",
        ":",
        "：",
        "“",
        "”",
        "★★",
        "😀",
        "%%",
        "accDescr {",
        "\\",
        "&#x0;",
        "#1114112;",
        "\x00",
        "\ufeff",
        "|",
        "9",
    ]
)


@pytest.mark.parametrize("extension", EXTENSIONS)
@settings(max_examples=60)
@given(parts=st.lists(PIECES | st.text(max_size=6), max_size=40))
def test_random_grammar(extension: str, parts: list[str]) -> None:
    survives(f"x.{extension}", "".join(parts).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_mutated_files(path: Path) -> None:
    chance = random.Random(path.name)
    data = path.read_bytes()
    for _try in range(12):
        survives(path.name, mutated(data, chance))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` with a few bytes changed, cut out, doubled or put elsewhere."""
    changed = bytearray(data)
    for _change in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed) or 1)
        length = chance.randint(1, 40)
        match chance.randint(0, 4):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = changed[at : at + length]
            case 3:
                changed[at:at] = chance.choice(
                    [b"\xff\xfe", b"\0", b"\r\n", b'"', b"|", b"[", b"<td>", b": ", b"&x "]
                )
            case _:
                del changed[at:]
    return bytes(changed)


def test_mutated_workbooks() -> None:
    chance = random.Random(5)
    data = workbook(("Map", [["Stage", "Actions"], ["Buy", "pays"]], []))
    for _try in range(60):
        survives("x.xlsx", mutated(data, chance))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "\n" * 400_000),
        ("a.csv", '"' + "a" * 300_000),
        ("a.csv", "Stage,Actions\n" + "x,y\n" * 19_000),
        ("a.csv", "Stage,Emotion\nA," + "“" * 100_000),
        ("a.md", "| a " * 20_000 + "\n" + "|-" * 20_000 + "|\n"),
        ("a.md", ":::mermaid\n" * 9000),
        ("a.md", "1. a\n" * 19_000),
        ("a.md", ">" * 50_000),
        ("a.html", "<div>" * 20_000),
        ("a.html", "<table><tr>" + "<td colspan=500 rowspan=500>x" * 5000),
        ("a.mmd", "journey\n" + ":" * 200_000),
        ("a.mmd", "journey\nsection " + "<br>" * 50_000),
        ("a.json", '{"a":' * 50_000),
        ("a.yaml", "- " * 5000 + "a"),
        ("a.txt", "\n" * 19_000 + "x"),
    ],
)
def test_enormous_files_are_judged_by_their_size(name: str, text: str) -> None:
    survives(name, text.encode())


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv", tmp_path / ("x" * 300)):
        with pytest.raises(ImportRefused) as refused:
            import_file(path)
        assert refused.value.source == str(path)
