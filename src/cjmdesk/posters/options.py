"""What a user chooses for a poster, and what is solved from it."""

import datetime

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.inks import PALETTES
from cjmdesk.layout.palette import COLOUR, Palette
from cjmdesk.layout.rows import Heights
from cjmdesk.model.maps import JourneyMap
from cjmdesk.posters.papers import Margins
from cjmdesk.posters.papers import paper as paper_named

DEFAULT_PAPER = "A1"
BORDER = 0.014
"""White border of a sheet whose margins nobody chose, of its shorter side (A0: 12 mm)."""


class PosterOptions(Struct, frozen=True):
    """What the user chooses. paper: name or size; margins: mm; date: printed, None for none. signs: icon
    and words, in the map's language, of signs that the legend explains besides those of every map. printer:
    what the printer leaves white, where nobody chose margins, which then are as wide as suits the paper; else
    None."""

    paper: str = DEFAULT_PAPER
    orientation: str = "auto"
    margins: Margins = (10.0, 10.0, 10.0, 10.0)
    palette: Palette = COLOUR
    personas: bool = True
    date: datetime.date | None = None
    signs: tuple[tuple[str, str], ...] = ()
    printer: Margins | None = None

    def on(self, paper: str, *, bordered: bool = False) -> "PosterOptions":
        """The same on another paper. bordered: with at least the border of a sheet whose margins nobody
        chose. Raises PaperError for an unknown paper."""
        margins = self.margins if self.printer is None else bordered_margins(paper, self.printer)
        if bordered:
            margins = bordered_margins(paper, margins)
        return replace(self, paper=paper, margins=margins)


def options_for(
    journey_map: JourneyMap,
    *,
    paper: str = "",
    orientation: str = "",
    margins: Margins | None = None,
    default_paper: str = "",
    printer_margins: Margins = (5.0, 5.0, 5.0, 5.0),
    ink: str = "",
    date: datetime.date | None = None,
) -> PosterOptions:
    """What to print a map with: what is asked for now, else what the map remembers, else defaults.

    default_paper: the user's, empty for A1. printer_margins: what the user's printer leaves white;
    where no margins are asked for, a larger sheet gets a wider border than that. ink: of INK_MODES.
    Raises PaperError for an unknown paper.
    """
    kept = journey_map.poster
    name = paper or kept.paper or default_paper or DEFAULT_PAPER
    chosen = margins or kept.margins
    return PosterOptions(
        paper=name,
        orientation=orientation or kept.orientation,
        margins=chosen or bordered_margins(name, printer_margins),
        palette=PALETTES.get(ink or kept.ink, COLOUR),
        date=date,
        printer=None if chosen else printer_margins,
    )


def bordered_margins(paper: str, least: Margins) -> Margins:
    """Margins of a sheet, at least its white border and `least`. Raises PaperError for an unknown paper."""
    border = BORDER * paper_named(paper).width
    top, right, bottom, left = (max(side, border) for side in least)
    return top, right, bottom, left


class Measures(Struct, frozen=True):
    """The solved figures of a poster: hand them back while editing, so that only what changed is
    laid out anew. width, height: of the sheet; em: type size; label, columns: widths; grown: by
    how much the sheet is longer than its paper, usually 0; all mm. air: see LayoutContext.
    tiers: how many steps stand in each tier, empty for one. seams: where sheets end that the title
    keeps clear of, from the left edge; empty for a poster that is not laid out for sheets.
    apart: whether cards stand at one side of these. clear: mm that arrows keep from these and from the
    edges of lanes, where sheets may end as well; 0 for a poster that is not laid out for sheets.
    least: heights of each tier below which nothing goes, frame: the same of title and footer; for
    posters that are to be alike."""

    width: float
    height: float
    em: float
    label: float
    columns: tuple[float, ...]
    grown: float = 0.0
    air: float = 1.0
    tiers: tuple[int, ...] = ()
    seams: tuple[float, ...] = ()
    least: tuple[Heights, ...] = ()
    frame: tuple[float, float] = (0.0, 0.0)
    apart: bool = False
    clear: float = 0.0
