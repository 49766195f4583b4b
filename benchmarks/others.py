"""The same cards drawn by other programs in the same run, where they are installed.

Neither lays anything out: each card is a box whose place and lines were worked out before.
"""

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from textwrap import wrap
from xml.sax.saxutils import escape

from msgspec import Struct

COLUMNS = 12
WIDTH, HEIGHT, STEP_RIGHT, STEP_DOWN = 6.0, 3.0, 6.5, 3.2
"""Of a box, and from one to the next, cm."""

LINE_LETTERS = 22


class Program(Struct, frozen=True):
    """A program that makes a PDF of boxes with text.

    suffix: of the file that it reads. write: that file's text, from those of the cards. command: from
    the file and the PDF.
    """

    name: str
    suffix: str
    write: Callable[[Sequence[str]], str]
    command: Callable[[Path, Path], list[str]]


def installed() -> dict[str, Program]:
    """Those of the programs that this machine has, by their names."""
    found = [
        Program("Dia", ".dia", diagram, dia) if shutil.which("dia") else None,
        Program("Typst", ".typ", document, typst) if find_spec("typst") else None,
    ]
    return {program.name: program for program in found if program}


def dia(source: Path, target: Path) -> list[str]:
    """Dia's own export, without its window."""
    return ["dia", "--nosplash", f"--export={target}", "--filter=pdf", str(source)]


def typst(source: Path, target: Path) -> list[str]:
    """Typst as a module of Python, as PyPI has it."""
    code = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
    return [sys.executable, "-c", code, str(source), str(target)]


def places(count: int) -> list[tuple[float, float]]:
    """Left and top of each box, cm: twelve side by side."""
    return [(n % COLUMNS * STEP_RIGHT, n // COLUMNS * STEP_DOWN) for n in range(count)]


def diagram(texts: Sequence[str]) -> str:
    """A Dia diagram: a box each, its lines broken beforehand, since Dia breaks none."""
    boxes = [box(text, *place) for text, place in zip(texts, places(len(texts)), strict=True)]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<dia:diagram xmlns:dia="http://www.lysator.liu.se/~alla/dia/">'
        f'<dia:layer name="Background" visible="true">{"".join(boxes)}</dia:layer></dia:diagram>'
    )


def box(text: str, x: float, y: float) -> str:
    """An object of a Dia diagram."""
    lines = escape("\n".join(wrap(text, LINE_LETTERS)))
    return (
        f'<dia:object type="Flowchart - Box" version="0" id="O{x}-{y}">'
        f"{point('obj_pos', x, y)}{point('elem_corner', x, y)}"
        f"{real('elem_width', WIDTH)}{real('elem_height', HEIGHT)}"
        '<dia:attribute name="text"><dia:composite type="text">'
        f'<dia:attribute name="string"><dia:string>#{lines}#</dia:string></dia:attribute>'
        '<dia:attribute name="font"><dia:font family="sans" style="0" name="Helvetica"/></dia:attribute>'
        f"{real('height', 0.35)}{point('pos', x + WIDTH / 2, y + 0.6)}"
        "</dia:composite></dia:attribute></dia:object>"
    )


def point(name: str, x: float, y: float) -> str:
    """An attribute of two numbers."""
    return f'<dia:attribute name="{name}"><dia:point val="{x:g},{y:g}"/></dia:attribute>'


def real(name: str, value: float) -> str:
    """An attribute of one number."""
    return f'<dia:attribute name="{name}"><dia:real val="{value:g}"/></dia:attribute>'


def document(texts: Sequence[str]) -> str:
    """A Typst document of one tall page: a box each, its lines broken by Typst."""
    lines = [f"#set page(width: {COLUMNS * STEP_RIGHT + 2}cm, height: auto, margin: 1cm)", "#set text(9pt)"]
    for text, (x, y) in zip(texts, places(len(texts)), strict=True):
        inside = f"box(width: {WIDTH}cm, height: {HEIGHT}cm, stroke: 0.5pt, inset: 4pt)[#{json.dumps(text)}]"
        lines.append(f"#place(top + left, dx: {x:g}cm, dy: {y:g}cm, {inside})")
    return "\n".join(lines)
