"""The options of `export` that print a poster over several sheets, or for a print shop."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.i18n import _, ngettext
from cjmdesk.storage.errors import shown_path

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.posters.printed import Printed
    from cjmdesk.posters.tiling import TileOptions


def add_tiling(parser: argparse.ArgumentParser) -> None:
    """What is not given is as the map remembers it."""
    parser.add_argument(
        "--tile",
        default="",
        metavar=_("SIZE"),
        help=_("print over sheets to be glued: A4, A3, Letter, Tabloid, 300x400mm …; none for one sheet"),
    )
    parser.add_argument(
        "--overlap", default="", metavar=_("MM"), help=_("what glued sheets share; usually 10mm")
    )
    parser.add_argument(
        "--bleed", default="", metavar=_("MM"), help=_("grounds go on beyond the edge, for print shops; 3mm")
    )
    parser.add_argument("--no-marks", action="store_true", help=_("no marks for cutting and gluing"))
    parser.add_argument("--no-assembly", action="store_true", help=_("no page that shows how to glue"))
    parser.add_argument(
        "--plain-seams", action="store_true", help=_("an even grid, without a search for better seams")
    )
    parser.add_argument(
        "--for-tiles",
        action="store_true",
        help=_("lay the map out for its sheets, so that columns and lanes end with them"),
    )


def asks_for_tiles(options: argparse.Namespace) -> bool:
    """Whether something was asked for that only a PDF can be."""
    return bool(
        (options.tile and options.tile.lower() != "none")
        or options.overlap
        or options.bleed
        or options.for_tiles
    )


def tile_options(journey_map: "JourneyMap", options: argparse.Namespace) -> "TileOptions":
    """How to print a map: as asked for now, else as it remembers. Raises PaperError."""
    from cjmdesk.posters.papers import length, margins
    from cjmdesk.posters.tiling import tile_options_for
    from cjmdesk.storage.settings import load_settings

    return tile_options_for(
        journey_map,
        sheet=options.tile,
        overlap=length(options.overlap) if options.overlap else None,
        margins=margins(options.margin) if options.margin else None,
        printer_margins=load_settings().margins,
        bleed=length(options.bleed) if options.bleed else None,
        marks=False if options.no_marks else None,
        assembly=False if options.no_assembly else None,
        plain=options.plain_seams,
    )


def sheets_sentence(target: Path, printed: "Printed") -> str:
    """How many sheets to print, and how many lines of text their seams go through."""
    form = ngettext(
        "{file}: {count} sheet to cut and glue; lines of text cut by seams: {lines}",
        "{file}: {count} sheets to cut and glue; lines of text cut by seams: {lines}",
        printed.sheets,
    )
    sentence = form.format(file=shown_path(target), count=printed.sheets, lines=printed.cut_text_lines)
    if printed.scale < 1:
        text = _("{file}: printed {percent:g} % smaller, so that the seams spare more text")
        sentence += "\n" + text.format(file=shown_path(target), percent=round(100 * (1 - printed.scale), 1))
    return sentence
