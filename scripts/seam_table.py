"""The tables of docs/printing.md: sheets and cut lines of text, plain, searched, laid out for tiles.

    QT_QPA_PLATFORM=offscreen python scripts/seam_table.py [--tools FOLDER] [--pairs A1/A4,A0/A4]

Takes the samples and the maps of tests/files. FOLDER: a virtual environment that plakativ and
pdfposter were installed into (pypdf below 6); they are then run on the same posters, and what each
of their sheets shows is read from their files. The first pair is told map by map.
"""

import argparse
import json
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk import shipped
from cjmdesk.formats.importers import import_file
from cjmdesk.layout.pages import Bounds
from cjmdesk.layout.scene import Scene
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.posters.for_tiles import lay_out_for_tiles
from cjmdesk.posters.obstacles import cut_lines, obstacles
from cjmdesk.posters.options import options_for
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.posters.seams import best_tiling
from cjmdesk.posters.tiling import TileOptions, ways
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine

FOREIGN = Path(__file__).parent.parent / "tests" / "files" / "maps"
PAIRS = "A1/A4,A2/A4,A3/A4,24x36in/Letter,A0/A4,A1/A3,36x48in/Letter,A0/A3"
POINT = 25.4 / 72
"""mm."""

BORDER = 10.0
"""mm: what plakativ's sheets lose at each side, so that they share as much as ours."""

_READ = """
import json, sys, pymupdf
document = pymupdf.open(sys.argv[1])
def box(page):
    for form, *_more in page.get_xobjects():
        kind, text = document.xref_get_key(form, "BBox")
        if kind == "array" and document.xref_get_key(form, "Matrix")[0] == "array":
            return [float(number) for number in text.strip("[]").split()]
    _kind, text = document.xref_get_key(page.xref, "MediaBox")
    return [float(number) for number in text.strip("[]").split()]
print(json.dumps([box(page) for page in document]))
"""
"""For the tools' own Python: the part of the source page on each page, points, y up."""


class Row(Struct):
    """A map, or all. Each figure pair: sheets, lines cut. lines: too long for any sheet are counted
    apart."""

    title: str
    lines: int = 0
    long: int = 0
    plain: tuple[int, int] = (0, 0)
    search: tuple[int, int] = (0, 0)
    scale: float = 1.0
    laid: tuple[int, int] = (0, 0)
    plakativ: tuple[int, int] = (0, 0)
    pdfposter: tuple[int, int] = (0, 0)
    seconds: float = 0.0


def maps() -> Iterator[tuple[Project, JourneyMap]]:
    """Those of the samples, and those that others wrote."""
    projects = [load(path).project for path in sorted(shipped.path("samples").glob("*.cjm"))]
    for path in sorted(FOREIGN.iterdir()):
        if path.suffix in (".mmd", ".md", ".yaml") and path.stem != "LICENCES":
            projects.append(import_file(path).project)
    yield from ((project, each) for project in projects for each in project.maps)


def measured(project: Project, journey_map: JourneyMap, paper: str, sheet: str, tools: Path | None) -> Row:
    """One map on one paper."""
    engine, asked = text_engine(), options_for(journey_map, paper=paper)
    options = TileOptions(sheet=sheet)
    scene = lay_out_poster(project, journey_map, asked, engine).scene
    found = obstacles(scene)
    even = best_tiling(scene, replace(options, plain=True))
    begin = time.process_time()
    best = best_tiling(scene, options)
    seconds = time.process_time() - begin
    laid = lay_out_for_tiles(project, journey_map, asked, options, engine).scene
    around = obstacles(laid)
    fitted = best_tiling(laid, options, around)
    widest = max(max(way.room) for way in ways(options)) / best.scale
    row = Row(
        journey_map.title or journey_map.id,
        len(found.lines),
        sum(right - left > widest for left, _top, right, _bottom in found.lines),
        (even.sheets, cut_lines(found, even)),
        (best.sheets, cut_lines(found, best)),
        best.scale,
        (fitted.sheets, cut_lines(around, fitted)),
        seconds=seconds,
    )
    if tools is not None:
        with tempfile.TemporaryDirectory() as folder:
            row.plakativ, row.pdfposter = by_others(scene, project, sheet, tools, Path(folder))
    return row


def by_others(
    scene: Scene, project: Project, sheet: str, tools: Path, folder: Path
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Sheets and cut lines of plakativ and of pdfposter."""
    source = folder / "poster.pdf"
    with source.open("wb") as stream:
        write_pdf([scene], stream, text_engine(), project.pictures, reproducible=True)
    size = f"{scene.width:g}x{scene.height:g}mm"
    commands = {
        "plakativ": ["--size", size, "--pagesize", sheet, "--border", f"{BORDER:g}mm",
                     "--layouter", "complex", "-o", str(folder / "plakativ.pdf"), str(source)],
        "pdfposter": ["-m", sheet.lower(), "-p", size, str(source), str(folder / "pdfposter.pdf")],
    }  # fmt: skip
    found = []
    for name, words in commands.items():
        subprocess.run([tools / "bin" / name, *words], check=True, capture_output=True)
        read = [tools / "bin" / "python", "-W", "ignore", "-c", _READ, folder / f"{name}.pdf"]
        boxes = json.loads(subprocess.run(read, check=True, capture_output=True, text=True).stdout)
        shown = [_shown(box, scene, BORDER if name == "plakativ" else 0.0) for box in boxes]
        cut = sum(not any(_holds(part, line) for part in shown) for line in obstacles(scene).lines)
        found.append((len(boxes), cut))
    return found[0], found[1]


def _shown(box: list[float], scene: Scene, border: float) -> Bounds:
    """What of the poster is seen of a sheet, mm, y down. border: below the next sheet, where one is."""
    left, right = box[0] * POINT, box[2] * POINT
    top, bottom = scene.height - box[3] * POINT, scene.height - box[1] * POINT
    return (
        left + border if left > 1 else -1.0,
        top + border if top > 1 else -1.0,
        right - border if right < scene.width - 1 else scene.width + 1,
        bottom - border if bottom < scene.height - 1 else scene.height + 1,
    )


def _holds(part: Bounds, line: Bounds) -> bool:
    close = 0.05
    return (
        part[0] - close <= line[0]
        and part[1] - close <= line[1]
        and line[2] <= part[2] + close
        and line[3] <= part[3] + close
    )


def _summed(rows: list[Row], title: str) -> Row:
    def pair(name: str) -> tuple[int, int]:
        values = [getattr(row, name) for row in rows]
        return sum(value[0] for value in values), sum(value[1] for value in values)

    names = ("plain", "search", "laid", "plakativ", "pdfposter")
    lines, long = sum(row.lines for row in rows), sum(row.long for row in rows)
    slowest = max(row.seconds for row in rows)
    return Row(title, lines, long, **{name: pair(name) for name in names}, seconds=slowest)  # type: ignore[arg-type]


def _spared(row: Row, pair: tuple[int, int]) -> str:
    return f"{pair[1]} ({100 * (1 - pair[1] / row.plain[1]):.0f}%)" if row.plain[1] else str(pair[1])


def main() -> None:
    """Markdown to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tools", type=Path, default=None)
    parser.add_argument("--pairs", default=PAIRS)
    asked = parser.parse_args()
    sums = []
    for number, pair in enumerate(asked.pairs.split(",")):
        paper, sheet = pair.split("/")
        tools = asked.tools if number == 0 else None
        rows = [measured(project, each, paper, sheet, tools) for project, each in maps()]
        sums.append(_summed(rows, f"{paper} over {sheet}"))
        if number == 0:
            for row in [*rows, _summed(rows, "all")]:
                cells = [row.title, row.lines]
                for name in ("pdfposter", "plakativ") if tools else ():
                    cells += getattr(row, name)
                cells += [*row.plain, *row.search, *row.laid]
                print(f"| {' | '.join(str(cell) for cell in cells)} |", flush=True)
            print()
        row = sums[-1]
        cells = [row.title, row.plain[0], row.plain[1], row.search[0], _spared(row, row.search),
                 _spared(row, row.laid), row.long, f"{row.seconds:.2f} s"]  # fmt: skip
        print(f"| {' | '.join(str(cell) for cell in cells)} |", flush=True)


if __name__ == "__main__":
    main()
