"""What a user chooses for a poster, and what is solved from it."""

import datetime
from dataclasses import dataclass

from cjmdesk.layout.palette import COLOUR, Palette
from cjmdesk.model.maps import JourneyMap
from cjmdesk.posters.papers import Margins


@dataclass(frozen=True, slots=True)
class PosterOptions:
    """What the user chooses. paper: name or size; margins: mm; date: printed, None for none."""

    paper: str = "A1"
    orientation: str = "auto"
    margins: Margins = (10.0, 10.0, 10.0, 10.0)
    palette: Palette = COLOUR
    personas: bool = True
    date: datetime.date | None = None


def options_for(
    journey_map: JourneyMap,
    *,
    paper: str = "",
    orientation: str = "",
    margins: Margins | None = None,
    default_paper: str = "A1",
    default_margins: Margins = (10.0, 10.0, 10.0, 10.0),
    date: datetime.date | None = None,
) -> PosterOptions:
    """What to print a map with: what is asked for now, else what the map remembers, else the
    user's defaults."""
    kept = journey_map.poster
    return PosterOptions(
        paper=paper or kept.paper or default_paper,
        orientation=orientation or kept.orientation,
        margins=margins or kept.margins or default_margins,
        date=date,
    )


@dataclass(frozen=True, slots=True)
class Measures:
    """The solved figures of a poster: hand them back while editing, so that only what changed is
    laid out anew. width, height: of the sheet; em: type size; label, columns: widths; grown: by
    how much the sheet is longer than its paper, usually 0; all mm."""

    width: float
    height: float
    em: float
    label: float
    columns: tuple[float, ...]
    grown: float = 0.0
