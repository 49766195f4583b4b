"""Paper: names, sizes and how to read them from words."""

import re

from msgspec import Struct

from cjmdesk.i18n import N_, _

_INCH = 25.4


class Paper(Struct, frozen=True):
    """A sheet as it is named. width, height: mm. A roll has a fixed width and any length, which
    is then None."""

    name: str
    width: float
    height: float | None

    @property
    def is_roll(self) -> bool:
        """Whether the length is free."""
        return self.height is None


_SHEETS = {
    "A6": (105, 148),
    "A5": (148, 210),
    "A4": (210, 297),
    "A3": (297, 420),
    "A2": (420, 594),
    "A1": (594, 841),
    "A0": (841, 1189),
    "B2": (500, 707),
    "B1": (707, 1000),
    "B0": (1000, 1414),
    "Letter": (8.5 * _INCH, 11 * _INCH),
    "Legal": (8.5 * _INCH, 14 * _INCH),
    "Tabloid": (11 * _INCH, 17 * _INCH),
    "18x24in": (18 * _INCH, 24 * _INCH),
    "24x36in": (24 * _INCH, 36 * _INCH),
    "36x48in": (36 * _INCH, 48 * _INCH),
}
_ROLLS = (610, 914, 1067, 1118)

PAPERS: dict[str, Paper] = {
    **{name: Paper(name, *size) for name, size in _SHEETS.items()},
    **{f"roll{width}": Paper(f"roll{width}", width, None) for width in _ROLLS},
}
"""Every named paper (ISO 216, ANSI, and the usual plotter rolls), upright, smallest first."""

SMALLEST, LARGEST = 50.0, 5080.0
"""mm: a PDF page ends at 14,400 pt."""

_OWN = re.compile(r"^(\d+(?:[.,]\d+)?)\s*[xх×*]\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|m|in|мм|см|м)?$", re.IGNORECASE)
"""Two sides and their unit; the sign between them may be the letter of either alphabet."""

_UNITS = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "in": _INCH}
_CYRILLIC = {"мм": "mm", "см": "cm", "м": "m"}


_BY_NAME = {name.lower(): sheet for name, sheet in PAPERS.items()}


class PaperError(ValueError):
    """A paper that cannot be: its text is one clear sentence."""


def paper(name: str) -> Paper:
    """The paper of a name ("A0", "roll914") or an own size ("900x1200mm", "36x48in").

    Raises PaperError for an unknown name and for sides outside 50 mm … 5.08 m.
    """
    wanted = plain_size(name.strip())
    known = _BY_NAME.get(wanted.lower())
    if known is not None:
        return known
    match = _OWN.match(wanted)
    if match is None:
        raise PaperError(
            _(
                "“{name}” is no paper this program knows; use one of {names}, or a size such as 900x1200mm."
            ).format(name=name, names=", ".join(PAPERS))
        )
    unit = _UNITS[(match[3] or "mm").lower()]
    width, height = (float(match[n].replace(",", ".")) * unit for n in (1, 2))
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise PaperError(
            _("A sheet of {name} cannot be printed: its sides must be 50 mm to 5,080 mm.").format(name=name)
        )
    return Paper(wanted, width, height)


def plain_size(text: str) -> str:
    """A size as a file and a command line have it, "900x1200mm", however it was written: "900 × 1200 mm".
    Any other text stays as it is."""
    match = _OWN.match(text.strip())
    if match is None:
        return text
    unit = (match[3] or "").lower()
    return f"{match[1]}x{match[2]}{_CYRILLIC.get(unit, unit)}"


_LENGTH = re.compile(r"^(\d+(?:[.,]\d+)?)\s*(mm|cm|in)?$")


def length(text: str) -> float:
    """mm of "10mm", "1.5cm", "0.5in" or a bare number of mm. Raises PaperError."""
    match = _LENGTH.match(text.strip())
    if match is None:
        raise PaperError(_("“{text}” is no length; write it as 10mm, 1cm or 0.5in.").format(text=text))
    return float(match[1].replace(",", ".")) * _UNITS[match[2] or "mm"]


_NOTE = re.compile(
    r"^(\d+(?:[.,]\d+)?)\s*(mm|cm|in)?(?:\s*[x×]\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in)?)?$", re.IGNORECASE
)


def note_size(text: str) -> tuple[float, float]:
    """Width and height in mm of a sticky note: "76x127mm", "3x5in", or one side of a square one.

    Raises PaperError.
    """
    match = _NOTE.match(plain_size(text.strip()))
    if match is None:
        raise PaperError(
            _("“{text}” is no size of a note; write it as 76x76mm, 76x127mm or 3x3in.").format(text=text)
        )
    last = (match[4] or match[2] or "mm").lower()
    width = float(match[1].replace(",", ".")) * _UNITS[(match[2] or last).lower()]
    height = float(match[3].replace(",", ".")) * _UNITS[last] if match[3] else width
    return round(width, 2), round(height, 2)


Margins = tuple[float, float, float, float]
"""Top, right, bottom, left, mm."""


class Sheet(Struct, frozen=True):
    """A sheet of paper lying one way, mm. margins: what stays white. name: of the paper, if it matters."""

    width: float
    height: float
    margins: Margins
    name: str = ""

    @property
    def left(self) -> float:
        """x where the printer's reach begins."""
        return self.margins[3]

    @property
    def top(self) -> float:
        """y where it begins."""
        return self.margins[0]

    @property
    def inner_width(self) -> float:
        """mm between the margins."""
        return self.width - self.margins[1] - self.margins[3]

    @property
    def inner_height(self) -> float:
        """mm between the margins."""
        return self.height - self.margins[0] - self.margins[2]

    @property
    def right(self) -> float:
        """x where the printer's reach ends."""
        return self.width - self.margins[1]

    @property
    def bottom(self) -> float:
        """y where it ends."""
        return self.height - self.margins[2]

    @property
    def short(self) -> float:
        """Its shorter side."""
        return min(self.width, self.height)


MARGIN_PRESETS: dict[str, tuple[str, Margins]] = {
    "office": (N_("Office printer"), (5.0, 5.0, 5.0, 5.0)),
    "home": (N_("Home inkjet printer"), (3.0, 3.0, 12.7, 3.0)),
    "wide": (N_("Safe on any printer"), (12.7, 12.7, 12.7, 12.7)),
    "shop": (N_("Print shop, roll"), (25.0, 10.0, 25.0, 10.0)),
    "none": (N_("None, printed to the edge"), (0.0, 0.0, 0.0, 0.0)),
}
"""Parts of a sheet that a printer cannot print on: id → (name, margins)."""


def margins(text: str) -> Margins:
    """Margins from "5mm" (all sides) or four values ("5,5,12.7,5": top, right, bottom, left).

    Raises PaperError.
    """
    parts = [part for part in re.split(r"[,;\s]+(?=\d)", text.strip()) if part]
    values = [length(part) for part in parts]
    if len(values) == 1:
        return (values[0],) * 4
    if len(values) == 4:
        return (values[0], values[1], values[2], values[3])
    raise PaperError(_("“{text}” is not a margin; give one value or four.").format(text=text))
