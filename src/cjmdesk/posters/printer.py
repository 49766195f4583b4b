"""What a printer's test page tells of the printer: its margins, and whether it keeps to scale."""

from msgspec import Struct

from cjmdesk.i18n import _
from cjmdesk.posters.papers import Margins, PaperError

MOST_FIGURE = 25
"""mm: the rulers on the page reach so far from each edge."""

_BARS = (200.0, 100.0, 50.0, 20.0)
_BESIDE = 27.0
"""mm at each edge that the rulers take."""

_UPRIGHT = 17.0
"""mm that the upright bar takes beside the rest."""

_EXACT = 0.003
"""Nobody measures better with a school ruler: a scale nearer to 1 is taken as 1."""

_MOST_OFF = 0.25


class PrinterReading(Struct, frozen=True):
    """A printer as its test page shows it. margins: what it leaves white, mm. across, down: by how
    much larger (or smaller, below 1) than it should be it prints in each direction."""

    margins: Margins
    across: float
    down: float

    @property
    def true_to_scale(self) -> bool:
        """Whether both directions come out as they should."""
        return self.across == self.down == 1.0


def bars_on(width: float, height: float) -> tuple[float, float]:
    """mm of the bars across and down on the test page of a sheet of `width` × `height` mm."""
    room = (width - 2 * _BESIDE - _UPRIGHT, height - 2 * _BESIDE)
    across, down = (next((bar for bar in _BARS if bar <= side), _BARS[-1]) for side in room)
    return across, down


def read_test_page(
    figures: tuple[float, float, float, float],
    measured: tuple[float, float] | None = None,
    bars: tuple[float, float] = (100.0, 200.0),
) -> PrinterReading:
    """What somebody read off a printed test page.

    figures: the smallest figure whose line is printed at the top, right, bottom and left edge, mm.
    measured: length of the bars across and down on paper, mm; None where nobody measured.
    bars: how long they should be, see bars_on. Raises PaperError for figures that are not on the
    page, and for lengths that no printer makes of these bars.
    """
    for figure in figures:
        if not 0 <= figure <= MOST_FIGURE:
            text = _("{figure:g} is not on the page: its rulers go from 0 to {most:g} mm.")
            raise PaperError(text.format(figure=figure, most=MOST_FIGURE))
    scales = [1.0, 1.0]
    for way, (length, bar) in enumerate(zip(measured or bars, bars, strict=True)):
        scale = length / bar
        if abs(scale - 1) > _MOST_OFF:
            text = _("A bar of {bar:g} mm cannot have become {length:g} mm; measure it again, in mm.")
            raise PaperError(text.format(bar=bar, length=length))
        if abs(scale - 1) > _EXACT:
            scales[way] = round(scale, 4)
    top, right, bottom, left = (float(figure) for figure in figures)
    return PrinterReading((top, right, bottom, left), scales[0], scales[1])
