"""How many notes a sheet has room for, and which sheet a grid needs.

A note is never made smaller. What gives way, on a small sheet or for many lanes, are the title, the
stage headers and the lane labels, down to half their usual size.
"""

import math
from collections.abc import Sequence
from gettext import NullTranslations
from typing import Literal

from msgspec import Struct

from cjmdesk.i18n import _
from cjmdesk.layout.numbers import length
from cjmdesk.posters.papers import PAPERS, Margins, Paper, PaperError

GAP = 6.0
"""mm between notes, and before the first and behind the last: the code of a slot stands in it."""

LABEL, HEAD = 100.0, 120.0
"""mm at full size: width of the lane labels; height of title, stage headers and footer together."""

FOOT = 15.0
"""mm of the head that are the footer's, where a grid is laid out for its sheets."""

FULL_SIDE = 420.0
"""mm of a sheet's shorter side from which labels and head have their full size."""

LEAST = 0.5
"""Labels and head shrink to this part at most."""

LINE = 9.0
"""mm of a line of a blueprint, which holds no notes."""

LEAST_BAND = 70.0
"""mm of an emotion lane, however small the notes: a curve has to be drawn in it."""

ROWS_A_LANE = 3
COLUMNS_A_STEP = 6
"""At most, where a sheet has much room."""

ON_A_ROLL = 2
"""Columns for each step where the length of a roll is free: what a workshop fills."""

SMALLEST_NOTE, LARGEST_NOTE = 25.0, 300.0
"""mm."""

_EXACT = 1e-6

_ISO = ("A4", "A3", "A2", "A1", "A0")
_INCH = ("Letter", "Tabloid", "18x24in", "24x36in", "36x48in")
_ROLLS = tuple(name for name, sheet in PAPERS.items() if sheet.is_roll)
_LONGEST = 5080.0


RowKind = Literal["notes", "curve", "line"]
"""Of a lane: it has slots, a curve's band, or is a line of a blueprint."""


class Wanted(Struct, frozen=True):
    """What has to find room. note: width and height, mm. kinds: of the lanes from the top. steps: of
    the map."""

    note: tuple[float, float]
    kinds: tuple[RowKind, ...]
    steps: int

    @property
    def lanes(self) -> int:
        """How many have codes."""
        return sum(kind != "line" for kind in self.kinds)

    def columns_width(self, columns: int) -> float:
        """mm of so many columns with their gaps."""
        return columns * (self.note[0] + GAP) + GAP

    def row_heights(self, rows: int = 1) -> list[float]:
        """mm of each row with its gap. rows: of notes in each lane of notes."""
        notes, curve = self.note[1] + GAP, max(self.note[1], LEAST_BAND) + GAP
        heights = {"notes": [notes] * rows, "curve": [curve], "line": [LINE]}
        return [height for kind in self.kinds for height in heights[kind]]

    def rows_height(self, rows: int = 1) -> float:
        """mm of all of them, and the gap at the end."""
        return sum(self.row_heights(rows)) + GAP


class Room(Struct, frozen=True):
    """A sheet, and what of the grid finds room on it. paper: its name. width, height, margins: mm.

    head, label: parts of their full sizes, LEAST to 1. columns: of notes. rows: of notes in each
    lane. roll: whether the sheet is as long as it has to be. cuts: mm from the reading edge, and from
    the top, of what lies within the margins, at which no slot may lie.
    """

    paper: str
    width: float
    height: float
    margins: Margins
    head: float
    label: float
    columns: int
    rows: int
    roll: bool = False
    cuts: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())

    @property
    def inner(self) -> tuple[float, float]:
        """Width and height between the margins, mm."""
        top, right, bottom, left = self.margins
        return self.width - left - right, self.height - top - bottom


def notes_on(
    width: float, height: float, note: tuple[float, float], margin: float = 10.0, scale: float = 1.0
) -> tuple[int, int]:
    """How many notes lie side by side and below each other on a sheet of that size, beside the
    labels and below the head; all mm."""
    return (
        _count(width - 2 * margin - LABEL * scale, note[0]),
        _count(height - 2 * margin - HEAD * scale, note[1]),
    )


def _count(length: float, note: float) -> int:
    return max(math.floor((length - GAP + _EXACT) / (note + GAP)), 0)


def check_note(note: tuple[float, float]) -> None:
    """Raises PaperError for a note that no block of notes has."""
    if not all(SMALLEST_NOTE <= side <= LARGEST_NOTE for side in note):
        text = _("A note of {note} cannot be laid out: its sides must be {least:g} mm to {most:g} mm.")
        raise PaperError(text.format(note=note_words(note), least=SMALLEST_NOTE, most=LARGEST_NOTE))


def note_words(note: tuple[float, float], words: NullTranslations | None = None) -> str:
    """ "76 × 127 mm". words: of a sheet; None for the user's language."""
    return length(f"{note[0]:g} × {note[1]:g}", words)


def room_on(wanted: Wanted, sheet: Paper, orientation: str, margins: Margins) -> Room | None:
    """The grid on a sheet, lying as asked or, for "auto", across unless it only fits upright; None
    where it does not fit. Raises PaperError for margins larger than the sheet."""
    rooms = (_room(wanted, sheet, way, margins) for way in _ways(sheet, orientation))
    return next((room for room in rooms if room is not None), None)


def _ways(sheet: Paper, orientation: str) -> tuple[str, ...]:
    return ("landscape", "portrait") if orientation == "auto" else (orientation,)


def _room(wanted: Wanted, sheet: Paper, way: str, margins: Margins) -> Room | None:
    top, right, bottom, left = margins
    if sheet.height is None:
        return _room_on_roll(wanted, sheet, way, margins)
    short, long = sorted((sheet.width, sheet.height))
    width, height = (long, short) if way == "landscape" else (short, long)
    if width - left - right < LABEL * LEAST or height - top - bottom < HEAD * LEAST:
        raise PaperError(
            _("The margins leave no room on a sheet of {paper}; choose smaller ones.").format(
                paper=sheet.name
            )
        )
    full = max(min(short / FULL_SIDE, 1.0), LEAST)
    label = _largest(full, width - left - right, LABEL, wanted.columns_width(wanted.steps))
    head = _largest(full, height - top - bottom, HEAD, wanted.rows_height())
    if label is None or head is None:
        return None
    columns = _count(width - left - right - LABEL * label, wanted.note[0])
    rows = _rows(wanted, height - top - bottom - HEAD * head)
    return Room(sheet.name, width, height, margins, head, label, even_columns(columns, wanted.steps), rows)


def _room_on_roll(wanted: Wanted, sheet: Paper, way: str, margins: Margins) -> Room | None:
    """Along the roll it is cut off where the last column, or lane, ends."""
    top, right, bottom, left = margins
    if way == "portrait":
        label = _largest(1.0, sheet.width - left - right, LABEL, wanted.columns_width(wanted.steps))
        length = math.ceil(top + HEAD + wanted.rows_height() + bottom)
        if label is None or length > _LONGEST:
            return None
        columns = even_columns(
            _count(sheet.width - left - right - LABEL * label, wanted.note[0]), wanted.steps
        )
        return Room(sheet.name, sheet.width, length, margins, 1.0, label, columns, 1, roll=True)
    inner = sheet.width - top - bottom
    head = _largest(1.0, inner, HEAD, wanted.rows_height())
    if head is None:
        return None
    rows = _rows(wanted, inner - HEAD * head)
    for columns in (wanted.steps * n for n in range(ON_A_ROLL, 0, -1)):
        length = math.ceil(left + LABEL + wanted.columns_width(columns) + right)
        if length <= _LONGEST:
            return Room(sheet.name, length, sheet.width, margins, head, 1.0, columns, rows, roll=True)
    return None


def _largest(full: float, length: float, size: float, needed: float) -> float | None:
    """What part of `size`, at most `full`, leaves `needed` of `length` mm; None for less than LEAST."""
    part = min((length - needed) / size, full)
    return max(part, LEAST) if part >= LEAST - _EXACT else None


def _rows(wanted: Wanted, height: float) -> int:
    fitting = (n for n in range(ROWS_A_LANE, 1, -1) if wanted.rows_height(n) <= height + _EXACT)
    return next(fitting, 1)


def even_columns(columns: int, steps: int) -> int:
    """So many of the columns that fit as look even: where fewer than half of the steps could have
    one more, none has."""
    most = min(columns, steps * COLUMNS_A_STEP)
    more = most % steps
    return most - more if more < steps / 2 else most


def most_on(wanted: Wanted, sheet: Paper, orientation: str, margins: Margins) -> tuple[int, int]:
    """How many columns and lanes a sheet has room for at most, with as many curves and lines."""
    top, right, bottom, left = margins
    short, long = sorted((sheet.width, sheet.height or (_LONGEST if sheet.is_roll else sheet.width)))
    width, height = (short, long) if orientation == "portrait" and not sheet.is_roll else (long, short)
    taller = wanted.rows_height() - GAP - wanted.lanes * (wanted.note[1] + GAP)
    return (
        _count(width - left - right - LABEL * LEAST, wanted.note[0]),
        _count(height - top - bottom - HEAD * LEAST - taller, wanted.note[1]),
    )


def packed(begin: float, end: float, cuts: Sequence[float], sizes: Sequence[float]) -> list[float] | None:
    """Where things of these sizes begin, in a row from `begin`, none across a cut; None where not
    all of them end before `end`."""
    found, at = [], begin
    for size in sizes:
        behind = next((cut for cut in cuts if at + _EXACT < cut < at + size - _EXACT), None)
        at = at if behind is None else behind
        if any(at + _EXACT < cut < at + size - _EXACT for cut in cuts):  # larger than a sheet
            return None
        found.append(at)
        at += size
    return found if at <= end + _EXACT else None


def spread(
    places: Sequence[float], sizes: Sequence[float], end: float, cuts: Sequence[float], most: float
) -> list[float]:
    """`places` with what is left before each cut shared by the things before it, at most `most`
    for each."""
    limits = [*cuts, end]
    groups: dict[int, list[int]] = {}
    for number, place in enumerate(places):
        groups.setdefault(sum(cut <= place + _EXACT for cut in cuts), []).append(number)
    found = list(places)
    for group, numbers in groups.items():
        last = numbers[-1]
        more = min((limits[group] - places[last] - sizes[last]) / len(numbers), most)
        for nth, number in enumerate(numbers):
            found[number] += max(more, 0.0) * (nth + 0.5)
    return found


def family(near: str) -> Sequence[str]:
    """The usual sheets, smallest first, then the rolls. near: a paper in inches for those in inches."""
    inches = near.lower() in {name.lower() for name in (*_INCH, "Legal")} or near.lower().endswith("in")
    return (*(_INCH if inches else _ISO), *_ROLLS)
