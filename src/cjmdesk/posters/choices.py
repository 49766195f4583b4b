"""What somebody chooses in order to print: on the command line, or in the print dialog."""

import datetime

from msgspec import Struct

from cjmdesk.model.choices import INK_MODES
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.posters.options import PosterOptions, options_for
from cjmdesk.posters.papers import Margins
from cjmdesk.posters.tiling import TileOptions, tile_options_for


class PrintChoices(Struct, frozen=True):
    """All that can be chosen; what is not (empty, None) is as the map remembers, else as usual.

    what: a key of `posters.kinds.KINDS`. paper: of a wall grid also "auto", the smallest that has
    room. margins: mm, top, right, bottom, left; over sheets those of the printer, else the poster's.
    tile: the sheets, "none" for one sheet whatever the map says. overlap, bleed: mm. for_tiles: the
    map is laid out for its sheets. ink: see INK_MODES. note: width and height of a sticky note, mm;
    of faces and dots the width across. lanes: kinds or ids of the lanes to print, empty for all.
    view: title or id of a saved view. items: ids of what to print, for kinds that print things one
    by one, empty for all. language: which of the map's languages, empty for its own. own_layout: a
    poster in a chosen language is not laid out like those in the map's others. against: number, id or
    title of the map to compare with, empty for the usual one; others: the project that map is of, None for
    the same one. date: printed, None for none.
    default_paper, printer_margins: the user's.
    """

    what: str = "map"
    paper: str = ""
    orientation: str = ""
    margins: Margins | None = None
    tile: str = ""
    overlap: float | None = None
    bleed: float | None = None
    marks: bool | None = None
    assembly: bool | None = None
    plain: bool = False
    for_tiles: bool = False
    ink: str = ""
    note: tuple[float, float] | None = None
    lanes: tuple[str, ...] = ()
    view: str = ""
    items: tuple[str, ...] = ()
    language: str = ""
    own_layout: bool = False
    against: str = ""
    others: Project | None = None
    date: datetime.date | None = None
    default_paper: str = ""
    printer_margins: Margins = (5.0, 5.0, 5.0, 5.0)

    def ink_for(self, journey_map: JourneyMap) -> str:
        """The ink mode of a map: one of INK_MODES."""
        return self.ink or (journey_map.poster.ink if journey_map.poster.ink in INK_MODES else "colour")

    def tiles_for(self, journey_map: JourneyMap) -> TileOptions:
        """The sheets for a map. Raises PaperError for what cannot be."""
        return tile_options_for(
            journey_map,
            sheet=self.tile,
            overlap=self.overlap,
            margins=self.margins,
            printer_margins=self.printer_margins,
            bleed=self.bleed,
            marks=self.marks,
            assembly=self.assembly,
            plain=self.plain,
        )

    def poster_for(self, journey_map: JourneyMap, *, tiled: bool, paper: str = "") -> PosterOptions:
        """The finished sheet of a map. tiled: then the margins are those of the sheets, and the
        poster keeps its own border. paper: where none is chosen, before what the map remembers.
        Raises PaperError for an unknown paper."""
        return options_for(
            journey_map,
            paper=self.paper or paper,
            orientation=self.orientation,
            margins=None if tiled else self.margins,
            default_paper=self.default_paper,
            printer_margins=self.printer_margins,
            ink=self.ink,
            date=self.date,
        )

    def arguments(self) -> list[str]:
        """What the verb `export` has to be told to print the same, for a child process; the date and
        what is the user's own it finds itself. Remembering a wall grid is left to the parent."""
        told = ["--what", self.what]
        for option, value in (
            ("--paper", self.paper),
            ("--orientation", self.orientation),
            ("--margin", ",".join(f"{side:g}mm" for side in self.margins or ())),
            ("--tile", self.tile),
            ("--ink", self.ink),
            ("--lanes", ",".join(self.lanes)),
            ("--view", self.view),
            ("--overlap", "" if self.overlap is None else f"{self.overlap:g}mm"),
            ("--bleed", "" if self.bleed is None else f"{self.bleed:g}mm"),
            ("--note", "x".join(f"{side:g}" for side in self.note or ()) + "mm" if self.note else ""),
            ("--cards", ",".join(self.items)),
            ("--language", self.language),
            ("--against", self.against),
        ):
            if value:
                told += [option, value]
        for option, given in (
            ("--no-marks", self.marks is False),
            ("--no-assembly", self.assembly is False),
            ("--plain-seams", self.plain),
            ("--for-tiles", self.for_tiles),
            ("--own-layout", self.own_layout),
            ("--no-remember", self.what == "blank"),
        ):
            if given:
                told.append(option)
        return told
