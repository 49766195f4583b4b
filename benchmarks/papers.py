"""Scenes to PDF, SVG and PNG; the PDF against QPdfWriter painting the same Scene."""

import io
import subprocess
import sys
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from benchmarks.maps import EXTREME, LARGE, synthetic
from benchmarks.measure import Row, best, memory, peak_memory
from cjmdesk.layout.pages import Page
from cjmdesk.layout.scene import Scene
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.paint.qt import ScenePainter
from cjmdesk.paint.qt_png import write_png
from cjmdesk.paint.svg import write_svg
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.text.qt import text_engine

_DPI = 1200
_ONE = "import sys; from benchmarks import papers; papers.{function}()"


def rows() -> Iterator[Row]:
    """What needs a clean memory runs in a process of its own."""
    poster = poster_of(LARGE)
    scene = poster.scene
    data = pdf(scene)
    ours, theirs = best(lambda: pdf(scene)), best(lambda: pdf_by_qt(scene))
    yield Row(
        "large map to A0 PDF / QPdfWriter painting the same Scene",
        ours / theirs,
        0.5,
        remark=f"{ours:.2f} s against {theirs:.2f} s and {len(pdf_by_qt(scene)) / 1000:.0f} KB",
    )
    fonts = embedded(data)
    yield Row("its file without fonts", (len(data) - fonts) / 1000, 150, "KB", f"fonts {fonts / 1000:.0f} KB")
    told = poster.told
    data = pdf(told)
    ours, fonts = best(lambda: pdf(told)), embedded(data)
    yield Row("the same, told in reading order as it is exported", ours / theirs, 0.5, remark=f"{ours:.2f} s")
    yield Row("its file without fonts", (len(data) - fonts) / 1000, 150, "KB")
    svg = write_svg(scene, text_engine(), {})
    yield Row("SVG of a large map", best(lambda: write_svg(scene, text_engine(), {})), 0.3, "s")
    yield Row("its file", len(svg.encode()) / 1e6, 1, "MB")
    yield from alone("extreme_pdf")
    yield from alone("wall_png")


def alone(function: str) -> Iterator[Row]:
    """Rows that `function` of this module prints as "what;measured;limit;unit" lines."""
    command = [sys.executable, "-c", _ONE.format(function=function)]
    for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines():
        what, measured, limit, unit = line.split(";")
        yield Row(what, float(measured), float(limit), unit)


def extreme_pdf() -> None:
    """Twenty thousand cards: from the laid-out Scene to the file."""
    scene = scene_of(EXTREME)
    before = memory()
    data = b""

    def write() -> None:
        nonlocal data
        data = pdf(scene)

    print(f"extreme map to PDF;{best(write, 1)};6;s")
    print(f"its file;{len(data) / 1e6};1.5;MB")
    print(f"its memory over the Scene;{peak_memory() - before};400;MB")


def wall_png() -> None:
    """A0 at 300 dpi, in bands."""
    scene = scene_of(LARGE)
    before = memory()
    target = io.BytesIO()
    seconds = best(lambda: write_png(scene, 300, target, text_engine(), {}), 1)
    print(f"A0 at 300 dpi to PNG;{seconds};6;s")
    print(f"its memory, file included, over the Scene;{peak_memory() - before};200;MB")


def poster_of(cards: int) -> Poster:
    """A synthetic map on A0."""
    project = synthetic(cards)
    return lay_out_poster(project, project.maps[0], PosterOptions(paper="A0"), text_engine())


def scene_of(cards: int) -> Scene:
    """Its Scene, without what it says in reading order."""
    return poster_of(cards).scene


def pdf(scene: Scene) -> bytes:
    """By us."""
    return pdf_of([scene])


def pdf_of(pages: Sequence[Scene | Page]) -> bytes:
    """Several pages, by us."""
    target = io.BytesIO()
    write_pdf(pages, target, text_engine(), {}, reproducible=True)
    return target.getvalue()


def pdf_by_qt(scene: Scene) -> bytes:
    """By QPdfWriter, with our painter."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QSizeF(scene.width, scene.height), QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF())
    writer.setResolution(_DPI)
    with QPainter(writer) as painter:
        painter.scale(_DPI / 25.4, _DPI / 25.4)
        ScenePainter(text_engine(), {}).paint(painter, scene)
    return bytes(buffer.data().data())


def embedded(data: bytes) -> int:
    """Bytes of the font files in a PDF, whose small objects are packed into streams."""
    import re
    import zlib

    packed = re.findall(rb"/Type\s*/ObjStm.*?stream\r?\n(.*?)endstream", data, re.S)
    small = b"".join(zlib.decompressobj().decompress(stream) for stream in packed)
    total = 0
    for reference in set(re.findall(rb"/FontFile[23] (\d+) 0 R", data + small)):
        found = re.search(rb"(?:^|\n)" + reference + rb" 0 obj.*?/Length (\d+)", data, re.S)
        total += int(found[1]) if found else 0
    return total
