"""What `export` does for a PDF or a picture."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec.structs import replace

from cjmdesk.cli.failure import DONE, WRONG_USE, Failure, remark
from cjmdesk.cli.printing import pages_sentence, print_choices, sheets_sentence
from cjmdesk.cli.reading import with_other_file
from cjmdesk.i18n import _, ngettext
from cjmdesk.storage.atomic import atomic_write
from cjmdesk.storage.errors import shown_path

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.posters.printed import Printed

DRAWN = (".pdf", ".svg", ".png")
"""Endings of what is drawn."""

_DPI = 150.0
"""Of a PNG where nothing is said."""


def draw(project: "Project", maps: "Sequence[JourneyMap]", target: Path, options: argparse.Namespace) -> int:
    """Print `maps` into the file. Raises Failure, StorageError."""
    from cjmdesk.paint.errors import PaintError
    from cjmdesk.posters.kinds import print_maps
    from cjmdesk.posters.papers import PaperError
    from cjmdesk.text.qt import text_engine

    kind = target.suffix.lower()
    if kind != ".pdf" and len(maps) > 1:
        text = _("{file}: one picture holds one map; choose it with --map, or export a PDF")
        raise Failure(text.format(file=shown_path(target)), WRONG_USE)
    engine = text_engine()
    try:
        choices = with_other_file(project, print_choices(options))
        if kind != ".pdf":
            choices = replace(choices, tile="none", bleed=0.0)
        printed = print_maps(project, maps, choices, engine)
    except PaperError as error:
        raise Failure(str(error), WRONG_USE) from error
    try:
        ink = choices.ink_for(maps[0])
        atomic_write(target, _painter(kind, project, printed, ink, options))
    except PaintError as error:
        text = _("{file}: {problem}").format(file=shown_path(target), problem=error)
        raise Failure(text, WRONG_USE) from error
    _tell(printed, target, options)
    for one in maps if len(maps) == 1 else ():
        tell_missing(project, one, target, options.language)
    grids = [(one.id, each.grid) for one, each in zip(maps, printed, strict=True) if each.grid is not None]
    if grids and not options.no_remember:
        from cjmdesk.cli.wall import remember_grids

        done, words = remember_grids(Path(options.file), grids)
        stream = sys.stdout if done and not options.report else sys.stderr
        stream.write(words + "\n" if done else f"cjmdesk: {words}\n")
    return DONE


def _painter(
    kind: str, project: "Project", printed: "Sequence[Printed]", ink: str, options: argparse.Namespace
) -> Callable[[BinaryIO], object]:
    """What fills the file."""
    from cjmdesk.text.qt import text_engine

    engine, pictures = text_engine(), project.pictures
    if kind == ".pdf":
        from cjmdesk.paint.pdf import write_pdf

        pages = [page.page for each in printed for page in each.pages]
        told = _teller(len(pages)) if options.progress else None
        return lambda stream: write_pdf(
            pages,
            stream,
            engine,
            pictures,
            subject=project.title,
            ink=ink,
            reproducible=options.reproducible,
            told=told,
        )
    if ink in ("grey", "line"):
        from cjmdesk.pictures.qt import without_colour

        pictures = {key: without_colour(picture) for key, picture in pictures.items()}
    scene = printed[0].poster.scene
    if kind == ".svg":
        from cjmdesk.paint.svg import write_svg

        text = write_svg(scene, engine, pictures, outlines=options.outlines)
        return lambda stream: stream.write(text.encode("utf-8"))
    from cjmdesk.paint.qt_png import write_png

    return lambda stream: write_png(scene, options.dpi or _DPI, stream, engine, pictures)


def _teller(pages: int) -> Callable[[int], object]:
    """What tells the window how many of the `pages` are written."""

    def told(done: int) -> None:
        sys.stdout.write(f"progress {done} {pages}\n")
        sys.stdout.flush()

    return told


def _tell(printed: "Sequence[Printed]", target: Path, options: argparse.Namespace) -> None:
    """The report on standard output, or a sentence and the warnings on standard error."""
    if options.report:
        from cjmdesk.posters.report import report

        sys.stdout.write(json.dumps(report(printed), ensure_ascii=False, indent=1) + "\n")
        return
    for each in printed:
        sys.stdout.write(_sentence(each, target) + "\n")
        if each.sheets:
            sys.stdout.write(sheets_sentence(target, each) + "\n")
        elif len(each.pages) > 1:
            sys.stdout.write(pages_sentence(target, each) + "\n")
        for warning in each.poster.warnings:
            remark(target, warning.text)


def tell_missing(project: "Project", one: "JourneyMap", target: Path, language: str) -> None:
    """Say how many texts were printed in the map's own language, for want of a translation."""
    from cjmdesk.model.translating import missing

    lacking = len(missing(project, one, language)) if language else 0
    if lacking:
        text = ngettext(
            "{count} text is not translated into “{language}” and stays as it is",
            "{count} texts are not translated into “{language}” and stay as they are",
            lacking,
        )
        remark(target, text.format(count=lacking, language=language))


def _sentence(printed: "Printed", target: Path) -> str:
    """How large it is, and what can be read from where."""
    poster, scale = printed.poster, printed.scale
    facts = {
        "file": shown_path(target),
        "width": poster.scene.width * scale,
        "height": poster.scene.height * scale,
        "size": poster.card_pt * scale,
        "distance": poster.reads_from * scale,
    }
    if printed.grid is not None:
        grid = printed.grid
        text = _(
            "{file}: {width:.0f} × {height:.0f} mm, lanes × columns: {lanes} × {columns}, lane titles"
            " {size:.1f} pt, read from {distance:.1f} m"
        )
        return text.format(lanes=len(grid.lanes), columns=len(grid.slots), **facts)
    return _(
        "{file}: {width:.0f} × {height:.0f} mm, card text {size:.1f} pt, reads from {distance:.1f} m"
    ).format(**facts)
