"""`export`: a poster as PDF, SVG or PNG, or the map in another program's format."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.cli.drawing import DRAWN, draw, tell_missing
from cjmdesk.cli.failure import BAD_INPUT, DONE, WRONG_USE, Failure, remark
from cjmdesk.cli.maps import listed
from cjmdesk.cli.parser import file_name
from cjmdesk.cli.printing import add_printing, asks_for_tiles, check_choices, check_unprinted
from cjmdesk.cli.reading import read_project
from cjmdesk.i18n import _
from cjmdesk.storage.errors import shown_path

if TYPE_CHECKING:
    from cjmdesk.formats.outcome import Exported
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.text.engine import TextEngine


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
    add_printing(parser)
    parser.add_argument("--dpi", type=_dots, metavar=_("N"), help=_("of a PNG, 20 to 1200"))
    parser.add_argument(
        "--outlines", action="store_true", help=_("SVG: letters as shapes, for programs without the fonts")
    )
    parser.add_argument(
        "--reproducible", action="store_true", help=_("no dates: the same map gives the same bytes")
    )
    parser.add_argument("--report", action="store_true", help=_("one JSON object on what was printed"))
    parser.add_argument("--progress", action="store_true", help=argparse.SUPPRESS)  # for the window


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

    return [*(end.lstrip(".") for end in DRAWN), *sorted(EXPORTERS)]


def run(options: argparse.Namespace) -> int:
    """0 when the file is written. Raises Failure, StorageError."""
    target = Path(options.output)
    _check_target(target, options)
    project = read_project(Path(options.file))
    maps = _chosen(project, options.map, shown_path(options.file))
    if target.suffix.lower() in DRAWN:
        return draw(project, maps, target, options)
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
    if options.report and f".{kind}" not in DRAWN:
        raise Failure(_("--report is for pdf, svg and png"), WRONG_USE)
    if options.what in ("plan", "figures") and f".{kind}" not in DRAWN:
        _check_alone(options.what, kind, file)
    if f".{kind}" in DRAWN or asks_for_tiles(options):
        check_choices(target, options)
    if f".{kind}" not in DRAWN:
        check_unprinted(target, options)


def _check_alone(what: str, kind: str, file: str) -> None:
    """Whether the action plan or the figures alone can be written in that format. Raises Failure."""
    known = _alone(what)
    if kind not in known:
        text = _("{file}: the action plan is written as pdf, {known}")
        if what == "figures":
            text = _("{file}: figures are written as pdf, {known}")
        raise Failure(text.format(file=file, known=", ".join(known)), WRONG_USE)


def _alone(what: str) -> "dict[str, Callable[[Project, JourneyMap], Exported]]":
    """What writes only that of a map, by ending; nothing for what is written with all of it."""
    if what == "plan":
        from cjmdesk.formats.plan_export import PLAN_EXPORTERS

        return PLAN_EXPORTERS
    if what == "figures":
        from cjmdesk.formats.figures_export import FIGURES_EXPORTERS

        return FIGURES_EXPORTERS
    return {}


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
        text = _("{file}: there is no map “{wanted}”; it has {maps}")
        raise Failure(text.format(file=file, wanted=shown_path(wanted), maps=listed(maps)), WRONG_USE)
    return found[:1]


def _convert(
    project: "Project", maps: "Sequence[JourneyMap]", target: Path, options: argparse.Namespace
) -> int:
    """The formats of other programs."""
    from cjmdesk.formats.exporters import export_map
    from cjmdesk.posters.papers import PaperError
    from cjmdesk.posters.shown import spoken

    if len(maps) > 1:
        raise Failure(
            _("{file}: one file holds one map; choose it with --map").format(file=shown_path(target)),
            WRONG_USE,
        )
    lacking = (project, maps[0])
    try:
        project, maps = spoken(project, maps, options.language)
    except PaperError as error:
        raise Failure(str(error), WRONG_USE) from error
    ending = target.suffix.lower().lstrip(".")
    alone = _alone(options.what)
    exported = alone[ending](project, maps[0]) if alone else export_map(project, maps[0], ending, _engine)
    from cjmdesk.storage.atomic import atomic_write

    atomic_write(target, lambda stream: stream.write(exported.data))
    sys.stdout.write(_("{file}: written").format(file=shown_path(target)) + "\n")
    for note in exported.notes:
        remark(target, note)
    tell_missing(*lacking, target, options.language)
    return DONE


def _engine() -> "TextEngine":
    from cjmdesk.text.qt import text_engine

    return text_engine()
