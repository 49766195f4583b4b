"""The parsers that strangers' bytes reach, each with what it promises whatever these are."""

import re
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from xml.etree.ElementTree import fromstring

from cjmdesk.changes.apply import apply
from cjmdesk.changes.delta import DeltaError
from cjmdesk.changes.diff import diff
from cjmdesk.edits.copying import copied_items, notes_of, origin_of
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_field
from cjmdesk.edits.pasting import Spot, paste_cells, paste_lanes, paste_stages
from cjmdesk.formats.copied import html, own_form, plain_text
from cjmdesk.formats.exporters import export_map
from cjmdesk.formats.importers import import_file
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.pasted import paste_rows, read_page, read_text
from cjmdesk.formats.source import Source
from cjmdesk.model.project import Project
from cjmdesk.pictures.errors import PictureError
from cjmdesk.pictures.svg import sanitise
from cjmdesk.storage.errors import StorageError
from cjmdesk.storage.journal import Head, JournalError, Step, head_line, now, parse_journal, step_line
from cjmdesk.storage.project_file import dumps, loads
from samples import repair_visit

FILES = Path(__file__).parent.parent / "files"


@dataclass(frozen=True, slots=True)
class Parser:
    """run: takes bytes, and fails where a promise is broken. seeds: what it usually gets. words: that
    its language is made of."""

    run: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[bytes, ...] = ()


def sound(project: Project) -> None:
    """Whether a project is one that can be saved: what is loaded again is the same and needs no mending."""
    data = dumps(project)
    loaded = loads(data)
    assert not loaded.repairs, f"had to be mended: {loaded.repairs[0]}"
    assert dumps(loaded.project) == data, "is another one when it is loaded again"


# Files of other programs ---------------------------------------------------------------------------


def _imported(extension: str, format: str | None, data: bytes) -> None:
    if format is not None:  # what letters mean is guessed by a library of others, and slowly
        data = data.decode("utf-8", "replace").encode()
    with suppress(ImportRefused, StorageError):
        project = import_file(Source(f"map.{extension}", data), format=format).project
        if zlib.crc32(data) % 4 == 0:  # as long as the rest
            sound(project)


def _maps(*extensions: str) -> list[bytes]:
    return [
        path.read_bytes()[:4_000]
        for path in sorted((FILES / "maps").iterdir())
        if path.suffix[1:] in extensions and path.name != "LICENCES.md"
    ]


def _exported(name: str) -> list[bytes]:
    project = repair_visit()
    return [export_map(project, project.maps[0], name).data[:6_000]]


# The clipboard -------------------------------------------------------------------------------------


@cache
def _host() -> tuple[Project, str, Spot]:
    project = repair_visit()
    one = project.maps[0]
    return project, one.id, Spot(one.lanes[0].id, one.stages[0].steps[0].id)


def _pasted_words(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    project, one, spot = _host()
    with suppress(EditError):
        rows = read_page(text)
        if rows is None and text.strip():
            rows = read_text(text)
        if rows is not None:
            sound(paste_rows(project, one, rows, spot).project)
    with suppress(EditError):
        sound(paste_rows(project, one, read_text(text, tables=False), spot).project)


def _pasted_copy(data: bytes) -> None:
    project, one, spot = _host()
    with suppress(StorageError, EditError):
        loaded = loads(data)
        if loaded.read_only or not loaded.project.maps:
            return
        copied, what = loaded.project, origin_of(loaded.project).what
        notes_of(copied.maps[0])
        if what == "stages":
            pasted = paste_stages(project, one, copied)
        elif what == "lanes":
            pasted = paste_lanes(project, one, copied)
        else:
            pasted = paste_cells(project, one, copied, spot)
        sound(pasted.project)


def _copies() -> list[bytes]:
    project, one, _spot = _host()
    journey = project.maps[0]
    cards = [card.id for cell in journey.lanes[0].cells for card in cell.cards]
    chosen = [cards[:1], cards, [journey.stages[0].id], [journey.lanes[0].id]]
    return [own_form(copied_items(project, one, ids)) for ids in chosen if ids]


def _copied_words() -> list[bytes]:
    project, one, _spot = _host()
    copied = copied_items(project, one, [project.maps[0].stages[0].id])
    return [
        plain_text(copied).encode(),
        html(copied).encode(),
        b"- one\n- two\n",
        b"a\tb\nc\td\n",
        b"+3 good\n",
    ]


# Our own files -------------------------------------------------------------------------------------


def _project(data: bytes) -> None:
    with suppress(StorageError):
        loaded = loads(data)
        again = dumps(loaded.project, loaded.save_header)
        assert loads(again).project == loaded.project, "is another one when it is loaded again"


_SUM = re.compile(rb"(?m)^[0-9a-f]{8} ")


def _summed(data: bytes) -> bytes:
    """The lines of a journal with right checksums: what a fuzzer could never guess."""
    lines = (line[9:] if _SUM.match(line) else line for line in data.split(b"\n"))
    return b"".join(b"%08x %s\n" % (zlib.crc32(line), line) for line in lines)


def _journal(data: bytes) -> None:
    for lines in (data, _summed(data)):
        with suppress(JournalError):
            journal = parse_journal(lines)
            assert [step.number for step in journal.steps] == list(range(1, len(journal.steps) + 1))
            project = repair_visit()
            for step in journal.steps:
                try:
                    project = apply(project, step.delta)
                except (DeltaError, ValueError, RecursionError):
                    break
            with suppress(StorageError, ValueError):  # recovering says so, and the window offers to mend
                loads(dumps(project))


def _journals() -> list[bytes]:
    project, lines = repair_visit(), [head_line(Head(base="0" * 64, title="Repair"))]
    card = project.maps[0].lanes[0].cells[0].cards[0].id
    for number, (item, name, value) in enumerate(
        ((card, "text", "fuzzed"), (project.maps[0].id, "title", "Żółć"), (card, "tags", ("a",))), 1
    ):
        with suppress(EditError):
            fresh = set_field(project, item, name, value)
            lines.append(step_line(Step(number, "typing", diff(project, fresh), now())))
            project = fresh
    return [b"".join(lines), lines[0], b"".join(lines)[:-20]]


# Pictures ------------------------------------------------------------------------------------------

_ACTIVE = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video"}


def _svg(data: bytes) -> None:
    with suppress(PictureError):
        clean = sanitise(data)
        assert sanitise(clean) == clean, "is cleaned further when it is cleaned again"
        for element in fromstring(clean).iter():
            name = element.tag.rpartition("}")[2]
            assert name not in _ACTIVE, f"something active was left: {name}"
            for key, value in element.attrib.items():
                name, goal = key.rpartition("}")[2], value.strip().lower()
                inside = goal.startswith(("#", "data:image/")) or name not in ("href", "src", "base")
                assert inside, f"a way out was left: {goal}"
                assert not name.lower().startswith("on"), f"something active was left: {name}"


_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'
_DRAWINGS = (
    b'<defs><g id="a"><use href="#b"/></g><g id="b"><rect width="1"/></g></defs><use xlink:href="#a"/>',
    b'<style>@import "http://x"; rect { fill: url(#g) }</style><image href="data:image/png;base64,AA=="/>',
    b'<script>alert(1)</script><a onclick="x()" href="javascript:x">t</a><rect style="fill:url(http://x)"/>',
)


def _words(words: bytes) -> tuple[bytes, ...]:
    """The words between tildes."""
    return tuple(words.split(b"~"))


PARSERS: dict[str, Parser] = {
    "mermaid": Parser(
        partial(_imported, "mmd", "mermaid"),
        lambda: _maps("mmd"),
        _words(b"journey\n~title ~section ~: 5: Me~%%~---\n~accTitle:~#colon;~: "),
    ),
    "csv": Parser(
        partial(_imported, "csv", "csv"),
        lambda: [*_maps("csv"), *_exported("csv"), b"Stage,A,B\nActions,a,b\n", b"Stage;A\r\nFeel;+2 a\r\n"],
        _words(b'Stage~Actions~Emotions~"~""~,~;~\t~\r\n~+3~Touchpoints'),
    ),
    "markdown": Parser(
        partial(_imported, "md", "markdown"),
        lambda: [*_maps("md"), *_exported("md"), b"# A\n## B\n- c\n", b"| a | b |\n|---|---|\n| c | d |\n"],
        _words(b"# ~## ~- ~|~|---|~**~```mermaid\n~```\n~> ~1. ~[x](y)~\n\n"),
    ),
    "html": Parser(
        partial(_imported, "html", "html"),
        lambda: [
            b"<table><tr><th>Stage<th colspan=2>A</tr><tr><td>Actions<td>a<br>b<td>c</table>",
            b"<h1>A</h1><h2>B</h2><ul><li>c<ul><li>d</ul></ul>",
        ],
        _words(b"<table>~<tr>~<td>~<th rowspan=2>~colspan=3~<ul>~<li>~<h2>~</~&amp;~<br>"),
    ),
    "yaml": Parser(
        partial(_imported, "yaml", "yaml"),
        lambda: [*_maps("yaml", "yml"), b"stages:\n  - name: A\n    actions: [a, b]\n"],
        _words(b"stages:\n~- name: ~phases:~actions:~&a ~*a~!!~? ~|\n~emotion: 3~<<: "),
    ),
    "json": Parser(
        partial(_imported, "json", "json"),
        lambda: [*_maps("json"), *_exported("json"), b'{"title": "A", "stages": [{"name": "B"}]}'],
        _words(b'"stages"~"name"~"phases"~[~]~{~}~"emotion": 3~null~true~1e5~"actions"'),
    ),
    "any file": Parser(
        partial(_imported, "txt", None),
        lambda: [one[:1_500] for one in (*_maps("mmd", "csv", "md", "yaml"), *_exported("json"))],
        _words(b"journey\n~<table>~\xff\xfe~\xef\xbb\xbf~```mermaid\n~# ~- ~{"),
    ),
    "pasted words": Parser(
        _pasted_words,
        _copied_words,
        _words(b"\t~\n~- ~1. ~<table>~<tr>~<td>~+3 ~-5~\"~[x] ~'="),
    ),
    "pasted copy": Parser(
        _pasted_copy,
        _copies,
        _words(b'"maps"~"lanes"~"cells"~"cards"~"id"~"kind"~"step"~"stages"~"copied"'),
    ),
    "project": Parser(
        _project,
        lambda: [dumps(repair_visit())[:3_000], *_copies(), b'{"format":"cjmdesk","schema":1,"maps":[]}'],
        _words(b'"maps"~"lanes"~"schema": 2~"readable_by"~"id"~"kind"~"pictures"~NaN~\\ud800'),
    ),
    "journal": Parser(
        _journal,
        _journals,
        _words(b'"n":~"delta":~"parts"~"lists"~"changed"~"added"~"removed"~"order"~"at":'),
    ),
    "svg": Parser(
        _svg,
        lambda: [_SVG % inside for inside in _DRAWINGS],
        _words(b'<use ~href="#a"~xlink:href=~<script>~onload=~url(~data:image/png;~<style>~&#x0a;'),
    ),
}
