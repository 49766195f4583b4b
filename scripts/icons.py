"""Turns the bundled outline icons into drawing commands that a Scene can hold.

`resources/icons/*.svg` (Lucide, 24 × 24, strokes two units wide with round ends) become
`resources/icons/icons.json`: name → list of ["M", x, y], ["L", x, y],
["C", x1, y1, x2, y2, x, y] and ["Z"], so that no SVG is read when the program runs.

    python scripts/icons.py            write icons.json
    python scripts/icons.py --check    say whether it is up to date (exit code 1 if not)

To add an icon copy its SVG from a release of Lucide into the folder and run the script.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.svgLib import SVGPath

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "icons"
TABLE = FOLDER / "icons.json"
DECIMALS = 3

Command = list[str | float]


class CommandPen(BasePen):  # type: ignore[misc]
    """Collects what an icon draws; curves of any kind arrive as cubics."""

    def __init__(self) -> None:
        super().__init__(None)
        self.commands: list[Command] = []

    def _add(self, letter: str, *points: tuple[float, float]) -> None:
        # "+ 0.0" turns a rounded minus zero into zero.
        numbers = [round(float(number), DECIMALS) + 0.0 for point in points for number in point]
        self.commands.append([letter, *(int(n) if n == int(n) else n for n in numbers)])

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - named by fontTools
        self._add("M", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - named by fontTools
        self._add("L", pt)

    def _curveToOne(  # noqa: N802 - named by fontTools
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self._add("C", pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802 - named by fontTools
        self._add("Z")


def commands(svg: bytes) -> list[Command]:
    """The drawing commands of one SVG, on its own 24 × 24 grid, y down."""
    pen = CommandPen()
    SVGPath.fromstring(svg).draw(pen)
    return pen.commands


def table() -> dict[str, list[Command]]:
    """Every icon of the folder, by name."""
    return {file.stem: commands(file.read_bytes()) for file in sorted(FOLDER.glob("*.svg"))}


def serialised(icons: dict[str, list[Command]]) -> str:
    """One line for each icon, so that a change shows as the icons that changed."""

    def compact(value: Any) -> str:
        return json.dumps(value, separators=(",", ":"))

    lines = (f"{compact(name)}:{compact(drawing)}" for name, drawing in icons.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> int:
    """Write the table, or compare it."""
    parser = argparse.ArgumentParser(description="Bundled icons as drawing commands")
    parser.add_argument("--check", action="store_true", help="change nothing, exit 1 if outdated")
    wanted = serialised(table())
    if parser.parse_args().check:
        if TABLE.is_file() and TABLE.read_text("utf-8") == wanted:
            return 0
        print("resources/icons/icons.json is out of date: run make icons", file=sys.stderr)
        return 1
    TABLE.write_text(wanted, "utf-8")
    print(f"{len(wanted.splitlines()) - 2} icons written to {TABLE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
