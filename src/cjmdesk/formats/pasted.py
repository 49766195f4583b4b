"""What other programs put on the clipboard, read into the cells of a map: lists, tables, text."""

import csv
import io
import re
from collections.abc import Sequence

from cjmdesk.edits.copying import writable_lanes
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.growing import MOST_LANES, MOST_STEPS, Growth, NewId, Note
from cjmdesk.edits.pasting import Pasted, Spot
from cjmdesk.edits.places import item_at, put
from cjmdesk.edits.scribe import split_level, texts_of_list
from cjmdesk.formats import card_text
from cjmdesk.formats.blocks import Cell, Document, Line, Table, cell_of
from cjmdesk.formats.feelings import Scale, read, scale_in_title
from cjmdesk.formats.html import read_html
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.shown import lane_title
from cjmdesk.formats.source import clean
from cjmdesk.i18n import _, ngettext
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import Lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.references import map_items
from cjmdesk.model.values import new_id
from cjmdesk.model.wording import wordings

MOST_LETTERS = 400_000
"""Of a pasted text; a map of two thousand cards has half of it."""

MOST_COPIED = 4_000_000
"""Letters of a copy of ours: all of the largest map can be cut and put elsewhere."""

MOST_IN_NOTE = 20_000
"""Letters of one of its lines."""

Rows = list[list[Cell]]
"""Cells of lines, each of which becomes a note; one row of one cell is a list."""

_LIST_MARK = re.compile(r"(?m)^[ \t]*(?:[-–—*•●▪◦·]|\d{1,3}[.)]|\[[ xX✓]?\])[ \t]+")
_SIGNED = re.compile(r"^[+\-−–]\d+(?:[.,]\d+)?(?=\s|$)")
_FORMULA = re.compile(r"^'(?=[=+\-@])")


def check_copied(copied: Project) -> None:
    """Raises EditError where a copy of ours holds more than a map can, or a note more than a pasted one."""
    for journey in copied.maps:
        texts = [one.text for _place, item in map_items(journey) for one in wordings(item)]
        _check_letters(sum(map(len, texts)), MOST_COPIED)
        _check_longest(max(map(len, texts), default=0))
        cells = [cell for lane in journey.lanes for cell in lane.cells]
        _check_notes(max((len(cell.cards) + len(cell.points) for cell in cells), default=0))
        _check_table(len(journey.lanes), sum(len(stage.steps) for stage in journey.stages))


def read_text(text: str, *, tables: bool = True) -> Rows:
    """The cells of a pasted text: a table where tabs part it, else a list.

    tables: whether tabs are looked at. Raises EditError where it is far too long.
    """
    _check_letters(len(text))
    text = clean(text).strip("\n")
    if tables and _is_table(text):
        return _checked(_table(text))
    return _checked([[tuple(Line(" ".join(entry.split("\t"))) for entry in texts_of_list(text))]])


def read_page(text: str) -> Rows | None:
    """The cells of the table in pasted HTML; None where it is no table, or cannot be read."""
    if "<table" not in text[:MOST_LETTERS].casefold():
        return None
    try:
        document = read_html(clean(text))
    except ImportRefused:
        return None
    tables = [block for block in document.blocks if isinstance(block, Table)]
    if len(tables) != 1 or _has_words_beside(document):
        return None
    rows = [row for row in tables[0].rows if any(row)]
    return _checked(rows) if rows else None


def _has_words_beside(document: Document) -> bool:
    return any(not isinstance(block, Table) for block in document.blocks)


def _is_table(text: str) -> bool:
    """Whether tabs part columns: not those that indent, or that stand behind bullets."""
    return any("\t" in line.lstrip("\t ") for line in _LIST_MARK.sub("", text).split("\n"))


def _table(text: str) -> Rows:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error:
        rows = [line.split("\t") for line in text.split("\n")]
    width = max((len(row) for row in rows), default=0)
    return [
        [cell_of(_FORMULA.sub("", value.strip())) for value in row] + [()] * (width - len(row))
        for row in rows
    ]


def _checked(rows: Rows) -> Rows:
    """Raises EditError for more than a map takes."""
    _check_notes(max((len(cell) for row in rows for cell in row), default=0))
    _check_longest(max((len(line.text) for row in rows for cell in row for line in cell), default=0))
    _check_table(len(rows), max(map(len, rows)))
    return rows


def _check_letters(count: int, most: int = MOST_LETTERS) -> None:
    """count: letters of all that is pasted."""
    if count > most:
        raise EditError(
            _(
                "the clipboard holds {count} letters, far more than a map; copy only the part with the cards"
            ).format(count=count)
        )


def _check_notes(count: int) -> None:
    """count: of the notes of one cell."""
    if count > card_text.MOST_CARDS:
        text = ngettext(
            "the list has {count} line; at most {most} become cards of one cell",
            "the list has {count} lines; at most {most} become cards of one cell",
            count,
        )
        raise EditError(text.format(count=count, most=card_text.MOST_CARDS))


def _check_longest(count: int) -> None:
    """count: letters of the longest line."""
    if count > MOST_IN_NOTE:
        raise EditError(_("a line has {count} letters, too many for one card").format(count=count))


def _check_table(rows: int, columns: int) -> None:
    if rows > MOST_LANES or columns > MOST_STEPS:
        raise EditError(
            _("the table has {rows} rows and {columns} columns, far more than a map").format(
                rows=rows, columns=columns
            )
        )


def paste_rows(project: Project, map_id: str, rows: Rows, spot: Spot, fresh: NewId = new_id) -> Pasted:
    """Put the lines of cells into a map, the first cell at `spot`, the others to its right and below.

    Where the table bears the titles of this map's stages and lanes, those say where it goes.
    A map too small for it grows. Raises EditError.
    """
    path, journey = item_at(project, map_id, JourneyMap)
    grown = Growth(journey, fresh)
    heads = _heads(journey, rows)
    ids: list[str] = []
    for number, row in enumerate(rows[1:] if heads else rows):
        if not any(row[1:] if heads else row):
            continue
        lane_id = heads[0][number] if heads else grown.row(spot.lane, number)
        lane = next(one for one in grown.journey.lanes if one.id == lane_id)
        cells = row[1:] if heads else row
        scale = _scale(lane, cells, alone=len(rows) == 1 and len(row) == 1)
        for column, cell in enumerate(cells):
            if cell:
                step = heads[1][column] if heads else grown.column(spot.step, column)
                notes = _notes(lane, cell, scale, fresh)
                ids += [note.id for note in notes]
                alone = len(rows) == 1 and len(row) == 1
                grown.put(lane_id, step, notes, spot.index if alone else None)
    if not ids:
        raise EditError(_("the clipboard holds no words"))
    return Pasted(put(project, path, grown.journey), tuple(ids), grown.stages, grown.lanes)


def _scale(lane: Lane, cells: Sequence[Cell], *, alone: bool) -> Scale:
    """On which scale bare figures are feelings: on ours, as when they are typed, where they have a
    sign or stand in a list; else as an importer reads a table."""
    readings = [read(line.text) for cell in cells for line in cell]
    scores = [reading.score for reading in readings if reading.score is not None]
    ours = all(-5 <= score <= 5 for score in scores)
    if scale_in_title(lane.title) is None and ours and (alone or any(one.signed for one in readings)):
        return Scale(-5, 5)
    return card_text.lane_scale(lane.title, cells)[0]


def _notes(lane: Lane, cell: Cell, scale: Scale, fresh: NewId) -> list[Note]:
    """The lines of a cell as what a lane holds, read as importers read them."""
    if lane.kind == "emotions":
        return [_point(line, scale, fresh) for line in cell]
    return [
        make_card(lane.kind, fresh("c"), text=card.text, note=card.note, **card.fields)
        for card in card_text.cards(lane.kind, cell, title=lane.title)
    ]


def _point(line: Line, scale: Scale, fresh: NewId) -> EmotionPoint:
    """A line as an emotion point; what begins with a sign and a figure is read as if it were typed."""
    if _SIGNED.match(line.text):
        try:
            level, quote = split_level(line.text)
            return EmotionPoint(id=fresh("p"), level=level, quote=quote, note=line.note)
        except EditError:  # beyond our scale: perhaps it is another
            pass
    point = card_text.points((line,), scale)[0][0]
    return EmotionPoint(
        id=fresh("p"), level=point.level, quote=point.quote, feeling=point.feeling, note=point.note
    )


def _heads(journey: JourneyMap, rows: Rows) -> tuple[list[str], list[str]] | None:
    """The lanes and steps that the first column and the first row name; None if they do not."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    steps: dict[str, str] = {}
    for stage in reversed(journey.stages):
        for step in reversed(stage.steps):
            steps[_plain(f"{stage.title}: {step.title}" if step.title else stage.title)] = step.id
    lanes = {
        _plain(lane_title(lane, journey.language)): lane.id for lane in reversed(writable_lanes(journey))
    }
    found_steps = _named(steps, rows[0][1:])
    found_lanes = _named(lanes, [row[0] for row in rows[1:]])
    return (found_lanes, found_steps) if found_lanes and found_steps else None


def _named(known: dict[str, str], cells: Sequence[Cell]) -> list[str] | None:
    """The ids that the words of `cells` stand for; None if one of them stands for nothing."""
    words = [_plain(" ".join(line.text for line in cell)) for cell in cells]
    found = [known[word] for word in words if word and word in known]
    return found if len(found) == len(words) else None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
