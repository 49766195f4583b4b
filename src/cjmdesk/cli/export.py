"""`export`: a poster as PDF, SVG or PNG, or the map in another program's format."""

import argparse
import datetime
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cjmdesk.cli.failure import BAD_INPUT, DEVICE_REFUSED, DONE, WRONG_USE, Failure
from cjmdesk.cli.parser import file_name
from cjmdesk.cli.tiling import add_tiling, asks_for_tiles, sheets_sentence, tile_options
from cjmdesk.i18n import _
from cjmdesk.storage.errors import shown_path

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.posters.options import PosterOptions
    from cjmdesk.posters.printed import Printed

_DRAWN = (".pdf", ".svg", ".png")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, -o OUT.EXT and how to print."""
    parser.add_argument(
        "file",
        metavar=_("FILE"),
        type=file_name,
        help=_("a project, or any file that import reads"),
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        type=file_name,
        metavar=_("OUT.EXT"),
        help=_("the file to write, in the format of its ending: {endings}").format(
            endings=", ".join(_endings())
        ),
    )
    parser.add_argument(
        "--map", default="", metavar=_("N|ID|all"), help=_("which map; the first if not given")
    )
    parser.add_argument(
        "--paper",
        default="",
        metavar=_("SIZE"),
        help=_("A6 to A0, B2 to B0, Letter, 36x48in, roll914, 900x1200mm …"),
    )
    parser.add_argument(
        "--orientation",
        choices=("auto", "landscape", "portrait"),
        default="",
        help=_("how the paper lies; auto takes what suits the map"),
    )
    parser.add_argument(
        "--margin", default="", metavar=_("MM"), help=_("one value or four: top, right, bottom, left")
    )
    add_tiling(parser)
    parser.add_argument("--dpi", type=_dots, default=150.0, metavar=_("N"), help=_("of a PNG, 20 to 1200"))
    parser.add_argument(
        "--outlines", action="store_true", help=_("SVG: letters as shapes, for programs without the fonts")
    )
    parser.add_argument(
        "--reproducible", action="store_true", help=_("no dates: the same map gives the same bytes")
    )
    parser.add_argument("--report", action="store_true", help=_("one JSON object on what was printed"))


def _dots(text: str) -> float:
    """Dots an inch, for `type=`."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 20 <= value <= 1200:
        raise argparse.ArgumentTypeError(_("choose 20 to 1200, not {value}").format(value=text))
    return value


def _endings() -> list[str]:
    from cjmdesk.formats.exporters import EXPORTERS

    return [*(end.lstrip(".") for end in _DRAWN), *sorted(EXPORTERS)]


def run(options: argparse.Namespace) -> int:
    """0 when the file is written. Raises Failure, StorageError."""
    target = Path(options.output)
    _check_target(target, options)
    project = _read(Path(options.file))
    maps = _chosen(project, options.map, shown_path(options.file))
    if target.suffix.lower() in _DRAWN:
        return _draw(project, maps, target, options)
    return _convert(project, maps, target, options)


def _check_target(target: Path, options: argparse.Namespace) -> None:
    """Before anything is read: whether that file can be written at all. Raises Failure."""
    kind = target.suffix.lower().lstrip(".")
    file, known = shown_path(target), ", ".join(_endings())
    if not kind:
        text = _("{file}: its name has no ending that says the format; there are {known}")
        raise Failure(text.format(file=file, known=known), WRONG_USE)
    if kind not in _endings():
        text = _("{file}: this program writes no “{kind}”; it writes {known}")
        raise Failure(text.format(file=file, kind=shown_path(kind), known=known), WRONG_USE)
    if options.report and f".{kind}" not in _DRAWN:
        raise Failure(_("--report is for pdf, svg and png"), WRONG_USE)
    if kind != "pdf" and asks_for_tiles(options):
        raise Failure(_("{file}: sheets to be glued and bleed are for a PDF").format(file=file), WRONG_USE)


def _read(source: Path) -> "Project":
    """A project of ours, or any file that can be imported; what was mended or guessed is said."""
    from cjmdesk.storage.project_file import load

    if source.name.lower().endswith((".cjm", ".cjm.json")):
        loaded = load(source)
        project, notes = loaded.project, [str(note) for note in (*loaded.repairs, *loaded.warnings)]
    else:
        from cjmdesk.formats.importers import import_file
        from cjmdesk.formats.outcome import ImportRefused

        try:
            imported = import_file(source)
        except ImportRefused as error:
            problem = _("{file}: {problem}").format(file=shown_path(source), problem=error.reason)
            raise Failure(problem, DEVICE_REFUSED if error.device else BAD_INPUT) from error
        project = imported.project
        notes = [note.text for note in imported.notes if note.kind != "understood"]
    for note in notes:
        _remark(source, note)
    return project


def _remark(file: Path, problem: str) -> None:
    """A line on standard error about what was read or written."""
    sys.stderr.write(_("cjmdesk: {file}: {problem}").format(file=shown_path(file), problem=problem) + "\n")


def _chosen(project: "Project", wanted: str, file: str) -> "tuple[JourneyMap, ...]":
    """The maps asked for: by number from 1, by id, all, or the first. file: as it is shown."""
    maps = project.maps
    if not maps:
        raise Failure(_("{file}: the project has no map yet").format(file=file), BAD_INPUT)
    if wanted == "all":
        return maps
    if not wanted:
        if len(maps) > 1:
            text = _(
                "cjmdesk: {file}: this is the first of {count} maps; --map chooses another, or all for a PDF"
            )
            sys.stderr.write(text.format(file=file, count=len(maps)) + "\n")
        return maps[:1]
    found = tuple(
        journey_map for number, journey_map in enumerate(maps, 1) if wanted in (str(number), journey_map.id)
    )
    if not found:
        listed = ", ".join(f"{n} ({m.id}: {m.title})" for n, m in enumerate(maps, 1))
        text = _("{file}: there is no map “{wanted}”; it has {maps}")
        raise Failure(text.format(file=file, wanted=shown_path(wanted), maps=shown_path(listed)), WRONG_USE)
    return found[:1]


def _poster_options(
    journey_map: "JourneyMap", options: argparse.Namespace, *, tiled: bool
) -> "PosterOptions":
    from cjmdesk.posters.options import options_for
    from cjmdesk.posters.papers import margins
    from cjmdesk.storage.settings import load_settings

    defaults = load_settings()
    today = None if options.reproducible else datetime.datetime.now().astimezone().date()
    return options_for(
        journey_map,
        paper=options.paper,
        orientation=options.orientation,
        # Over sheets, the margin asked for is theirs; the poster keeps its own border.
        margins=margins(options.margin) if options.margin and not tiled else None,
        default_paper=defaults.paper,
        printer_margins=defaults.margins,
        date=today,
    )


def _draw(
    project: "Project", maps: "tuple[JourneyMap, ...]", target: Path, options: argparse.Namespace
) -> int:
    from cjmdesk.paint.errors import PaintError
    from cjmdesk.posters.papers import PaperError
    from cjmdesk.text.qt import text_engine

    kind = target.suffix.lower()
    if kind != ".pdf" and len(maps) > 1:
        raise Failure(
            _("{file}: one picture holds one map; choose it with --map, or export a PDF").format(
                file=shown_path(target)
            ),
            WRONG_USE,
        )
    text_engine()
    try:
        printed = [_printed(project, each, options, kind) for each in maps]
    except PaperError as error:
        raise Failure(str(error), WRONG_USE) from error
    try:
        _write(target, _painter(kind, project, printed, options))
    except PaintError as error:
        raise Failure(
            _("{file}: {problem}").format(file=shown_path(target), problem=error), BAD_INPUT
        ) from error
    _tell(printed, target, options)
    return DONE


def _printed(
    project: "Project", journey_map: "JourneyMap", options: argparse.Namespace, kind: str
) -> "Printed":
    """A map on its pages. Raises PaperError."""
    from cjmdesk.posters.poster import lay_out_poster
    from cjmdesk.posters.printed import one_sheet
    from cjmdesk.posters.tiles import print_poster
    from cjmdesk.text.qt import text_engine

    engine, label = text_engine(), journey_map.title or journey_map.id
    if kind != ".pdf":
        return one_sheet(
            lay_out_poster(project, journey_map, _poster_options(journey_map, options, tiled=False), engine),
            label,
        )
    over = tile_options(journey_map, options)
    asked = _poster_options(journey_map, options, tiled=bool(over.sheet))
    if over.sheet and options.for_tiles:
        from cjmdesk.posters.for_tiles import lay_out_for_tiles

        poster = lay_out_for_tiles(project, journey_map, asked, over, engine)
    else:
        poster = lay_out_poster(project, journey_map, asked, engine)
    return print_poster(poster, label, over, engine)


def _painter(
    kind: str, project: "Project", printed: "list[Printed]", options: argparse.Namespace
) -> Callable[[BinaryIO], object]:
    """What fills the file."""
    from cjmdesk.text.qt import text_engine

    engine, pictures = text_engine(), project.pictures
    scenes = [each.poster.scene for each in printed]
    if kind == ".pdf":
        from cjmdesk.paint.pdf import write_pdf

        pages = [page.page for each in printed for page in each.pages]
        return lambda stream: write_pdf(
            pages, stream, engine, pictures, subject=project.title, reproducible=options.reproducible
        )
    if kind == ".svg":
        from cjmdesk.paint.svg import write_svg

        text = write_svg(scenes[0], engine, pictures, outlines=options.outlines)
        return lambda stream: stream.write(text.encode("utf-8"))
    from cjmdesk.paint.qt_png import write_png

    return lambda stream: write_png(scenes[0], options.dpi, stream, engine, pictures)


def _write(target: Path, writer: Callable[[BinaryIO], object]) -> None:
    from cjmdesk.storage.atomic import atomic_write

    atomic_write(target, writer)


def _tell(printed: "list[Printed]", target: Path, options: argparse.Namespace) -> None:
    """The report on standard output, or a sentence and the warnings on standard error."""
    if options.report:
        from cjmdesk.posters.report import report

        sys.stdout.write(json.dumps(report(printed), ensure_ascii=False, indent=1) + "\n")
        return
    for each in printed:
        poster, scale = each.poster, each.scale
        sys.stdout.write(
            _(
                "{file}: {width:.0f} × {height:.0f} mm, card text {size:.1f} pt, reads from {distance:.1f} m"
            ).format(
                file=shown_path(target),
                width=poster.scene.width * scale,
                height=poster.scene.height * scale,
                size=poster.card_pt * scale,
                distance=poster.reads_from * scale,
            )
            + "\n"
        )
        if each.sheets:
            sys.stdout.write(sheets_sentence(target, each) + "\n")
        for warning in poster.warnings:
            _remark(target, warning.text)


def _convert(
    project: "Project", maps: "tuple[JourneyMap, ...]", target: Path, options: argparse.Namespace
) -> int:
    """The formats of other programs."""
    from cjmdesk.formats.exporters import export_map

    if len(maps) > 1:
        raise Failure(
            _("{file}: one file holds one map; choose it with --map").format(file=shown_path(target)),
            WRONG_USE,
        )
    exported = export_map(project, maps[0], target.suffix.lower().lstrip("."))
    _write(target, lambda stream: stream.write(exported.data))
    sys.stdout.write(_("{file}: written").format(file=shown_path(target)) + "\n")
    for note in exported.notes:
        _remark(target, note)
    return DONE
