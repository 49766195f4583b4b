"""A document as a list of blocks: what Markdown, HTML, sheets and CSV are all read into.

Cells and items hold lines, each with its own note (addresses of links), because a line becomes a
card.
"""

import re

from msgspec import Struct, field

from cjmdesk.formats.source import breaks_to_lines

BULLET = re.compile(r"^(?:[•‣▪▫●○◦■□·∙⁃➢✓✔►]\s*|[-*–]\s+)(?=\S)")
_CONTINUED = re.compile(r"^(?:\t|  +)\S")


class Line(Struct, frozen=True):
    """One line of a cell. note: what does not show, such as the addresses of its links."""

    text: str
    note: str = ""


Cell = tuple[Line, ...]


def cell_of(text: str, note: str = "") -> Cell:
    """The lines of a cell; bullets are left out, lines indented below a bullet belong to it."""
    lines: list[str] = []
    bulleted = False
    for line in breaks_to_lines(text).split("\n"):
        if not line.strip():
            bulleted = False
            continue
        if bulleted and _CONTINUED.match(line):
            lines[-1] += "\n" + line.strip()
            continue
        stripped = line.strip()
        bare = BULLET.sub("", stripped, count=1)
        bulleted = bare != stripped
        lines.append(bare)
    return tuple(Line(line, note if number == 0 else "") for number, line in enumerate(lines))


def text_of(cell: Cell) -> str:
    """The words of a cell, its lines below each other."""
    return "\n".join(line.text for line in cell)


def is_address(text: str) -> bool:
    """Whether the address of a link is worth keeping: not a place on its own page, not a picture itself."""
    return bool(text) and not text.startswith(("#", "data:", "javascript:")) and len(text) <= 500


class Heading(Struct):
    level: int
    text: str


class Paragraph(Struct):
    """Its lines; a line that only stands where its writer broke it is one of its own here too."""

    lines: list[Line]
    strong: bool = False
    """All of it stands in bold, as people write a heading without saying so."""


class Item(Struct):
    """An item of a list. lines: its own text, without that of the items below it."""

    lines: list[Line]
    children: list["Item"] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
    """Lines at the margin that Markdown counts to the last item, but which stand for themselves."""


class Outline(Struct):
    ordered: bool
    items: list[Item]


class Table(Struct):
    """rows: cells, all rows equally long. A merged cell holds its text at its top left end."""

    rows: list[list[Cell]]
    place: str = ""


class Code(Struct):
    """Preformatted text. language: as the fence says, in lower case. line: number of its first line."""

    language: str
    text: str
    line: int = 1


Block = Heading | Paragraph | Outline | Table | Code


class Document(Struct):
    """title: as the file itself says in its head, empty if not. hidden: names of sheets left out."""

    blocks: list[Block]
    title: str = ""
    hidden: list[str] = field(default_factory=list)


def table_of(rows: list[list[str]], place: str = "") -> Table:
    """A table of plain texts; rows are filled up to the longest."""
    width = max((len(row) for row in rows), default=0)
    return Table([[cell_of(text) for text in row] + [()] * (width - len(row)) for row in rows], place)
