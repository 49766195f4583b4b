"""The options of `export` that say what to print of a map, and how."""

import argparse
import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.cli.failure import WRONG_USE, Failure
from cjmdesk.i18n import _, current_language, ngettext
from cjmdesk.layout.numbers import share
from cjmdesk.model.choices import INK_MODES
from cjmdesk.storage.errors import shown_path

if TYPE_CHECKING:
    from cjmdesk.posters.choices import PrintChoices
    from cjmdesk.posters.printed import Printed


def add_printing(parser: argparse.ArgumentParser) -> None:
    """What is not given is as the map remembers it."""
    from cjmdesk.posters.kinds import KINDS

    parser.add_argument(
        "--what",
        choices=tuple(KINDS),
        default="map",
        help=_("what to print: {kinds}").format(
            kinds=", ".join(f"{name} ({_(kind.help)})" for name, kind in KINDS.items())
        ),
    )
    parser.add_argument(
        "--paper",
        default="",
        metavar=_("SIZE"),
        help=_("A6 to A0, B2 to B0, Letter, 36x48in, roll914, 900x1200mm …; auto for a blank grid"),
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
    parser.add_argument(
        "--ink",
        choices=INK_MODES,
        default="",
        help=_("colour; grey with a palette of its own; line art for weak printers; cmyk for print shops"),
    )
    parser.add_argument(
        "--lanes",
        default="",
        metavar=_("KIND,…"),
        help=_("only these lanes: kinds or titles, such as emotions,pain_points"),
    )
    parser.add_argument("--view", default="", metavar=_("NAME"), help=_("only what a saved view shows"))
    parser.add_argument(
        "--note",
        default="",
        metavar=_("SIZE"),
        help=_("sticky notes, of a blank grid too: 76x76mm, 76x127mm, 51x51mm, 3x3in …; size of faces, dots"),
    )
    parser.add_argument(
        "--no-remember",
        action="store_true",
        help=_("a blank grid: do not save it into FILE, where its codes would be looked up"),
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
    parser.add_argument(
        "--cards",
        default="",
        metavar=_("ID,…"),
        help=_("only these, of what is printed one by one: ids of cards, stages, lanes or personas"),
    )
    parser.add_argument(
        "--language",
        default="",
        metavar=_("TAG"),
        help=_("the map in one of its languages (pl, ru …); posters of all of them are laid out alike"),
    )
    parser.add_argument(
        "--own-layout",
        action="store_true",
        help=_("with --language: lay this language out by itself, as suits it best"),
    )
    parser.add_argument(
        "--against",
        default="",
        metavar=_("N|ID|TITLE|FILE[#N]"),
        help=_("an overlay: the map, or one of another file, to compare with; usually what it was made from"),
    )


def asks_for_tiles(options: argparse.Namespace) -> bool:
    """Whether something was asked for that only a PDF can be."""
    return bool(
        (options.tile and options.tile.lower() != "none")
        or options.overlap
        or options.bleed
        or options.for_tiles
    )


_UNPRINTED = ("map", "plan", "figures")
"""What other programs' formats have something of, by the word after `--what`."""

_OF_PRINTING = (
    "paper", "orientation", "margin", "tile", "overlap", "bleed", "ink", "lanes", "view", "note",
    "no_remember", "no_marks", "no_assembly", "plain_seams", "for_tiles", "cards", "own_layout", "against",
    "dpi", "outlines",
)  # fmt: skip
"""Options that say how something is printed or drawn, as argparse names them."""


def check_unprinted(target: Path, options: argparse.Namespace) -> None:
    """Whether nothing is asked for that has no meaning in a file that is not drawn. Raises Failure."""
    given = [] if options.what in _UNPRINTED else [f"--what {options.what}"]
    given += [f"--{name.replace('_', '-')}" for name in _OF_PRINTING if getattr(options, name)]
    if given:
        text = _("{file}: a file of the kind “{kind}” takes no {options}; leave that out")
        kind = target.suffix.lower().lstrip(".")
        text = text.format(file=shown_path(target), kind=kind, options=", ".join(given))
        raise Failure(text, WRONG_USE)


def check_choices(target: Path, options: argparse.Namespace) -> None:
    """Whether what is asked for can go into a file of that ending. Raises Failure."""
    from cjmdesk.posters.kinds import KINDS

    kind, file = KINDS[options.what], shown_path(target)
    _check_language(options)
    picture = target.suffix.lower() != ".pdf"
    if picture and asks_for_tiles(options):
        raise Failure(_("{file}: sheets to be glued and bleed are for a PDF").format(file=file), WRONG_USE)
    if picture and not kind.drawn:
        text = _("{file}: {what} is printed on several pages; write a PDF")
        raise Failure(text.format(file=file, what=options.what), WRONG_USE)
    if options.tile and options.tile.lower() != "none" and not kind.tiled:
        text = _("{file}: {what} is not printed over sheets to be glued; leave --tile out")
        raise Failure(text.format(file=file, what=options.what), WRONG_USE)


def _check_language(options: argparse.Namespace) -> None:
    if options.language and options.for_tiles and not options.own_layout:
        text = _("--for-tiles lays out one language, not all of them alike; add --own-layout")
        raise Failure(text, WRONG_USE)


def print_choices(options: argparse.Namespace) -> "PrintChoices":
    """What was asked for. Raises PaperError for a length that is none."""
    from cjmdesk.posters.choices import PrintChoices
    from cjmdesk.posters.papers import length, margins, note_size
    from cjmdesk.storage.settings import load_settings

    defaults = load_settings()
    return PrintChoices(
        what=options.what,
        paper=options.paper,
        orientation=options.orientation,
        margins=margins(options.margin) if options.margin else None,
        tile=options.tile,
        overlap=length(options.overlap) if options.overlap else None,
        bleed=length(options.bleed) if options.bleed else None,
        note=note_size(options.note) if options.note else None,
        marks=False if options.no_marks else None,
        assembly=False if options.no_assembly else None,
        plain=options.plain_seams,
        ink=options.ink,
        lanes=tuple(name.strip() for name in options.lanes.split(",") if name.strip()),
        view=options.view,
        for_tiles=options.for_tiles,
        items=tuple(dict.fromkeys(part.strip() for part in options.cards.split(",") if part.strip())),
        language=options.language,
        own_layout=options.own_layout,
        against=options.against,
        date=None if options.reproducible else datetime.datetime.now().astimezone().date(),
        default_paper=defaults.paper,
        printer_margins=defaults.margins,
    )


def pages_sentence(target: Path, printed: "Printed") -> str:
    """How many pages there are."""
    count = len(printed.pages)
    form = ngettext("{file}: {count} page", "{file}: {count} pages", count)
    return form.format(file=shown_path(target), count=count)


def sheets_sentence(target: Path, printed: "Printed") -> str:
    """How many sheets to print, and how many lines of text their seams go through."""
    form = ngettext(
        "{file}: {count} sheet to cut and glue; lines of text cut by seams: {lines}",
        "{file}: {count} sheets to cut and glue; lines of text cut by seams: {lines}",
        printed.sheets,
    )
    sentence = form.format(file=shown_path(target), count=printed.sheets, lines=printed.cut_text_lines)
    if printed.scale < 1:
        text = _("{file}: printed {share} smaller, so that the seams spare more text")
        less = share(1 - printed.scale, current_language())
        sentence += "\n" + text.format(file=shown_path(target), share=less)
    return sentence
