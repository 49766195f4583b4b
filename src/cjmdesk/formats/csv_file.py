"""Reads CSV, TSV and other text in columns, whatever its delimiter."""

import csv
import io
import re
from collections import Counter
from typing import Literal

from cjmdesk.formats.blocks import Document, table_of
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.source import check_text
from cjmdesk.formats.words import is_one_of, lane_guess
from cjmdesk.i18n import _

DELIMITERS = ";,\t|"
_SEP = re.compile(r"^\s*\"?sep=(.)\"?\s*(?:\n|$)", re.IGNORECASE)
_FORMULA = re.compile(r"^'(?=[=+\-@\t\r'])")
_MAX_ROWS = 20_000
MAX_CELLS = 60_000


def read_csv(text: str, extension: str = "csv") -> Document:
    """The table in `text`. Raises ImportRefused where no delimiter parts it into columns."""
    check_text(text, "csv")
    named = _SEP.match(text)
    if named:
        text = text[named.end() :]
        delimiters = named[1]
    else:
        delimiters = "\t" + DELIMITERS.replace("\t", "") if extension in ("tsv", "tab") else DELIMITERS
    best: tuple[float, list[list[str]]] = (0.0, [])
    for rank, delimiter in enumerate(delimiters):
        if delimiter not in text:
            continue
        rows = _rows(text, delimiter)
        score = _regularity(rows) - rank * 0.01
        if rows and score > best[0]:
            best = (score, rows)
    if not best[1]:
        raise ImportRefused(
            _("no comma, semicolon, tab or bar parts its lines into columns; save it as CSV or XLSX again")
        )
    cells = sum(len(row) for row in best[1])
    if cells > MAX_CELLS:
        raise ImportRefused(_("the table has {count} cells, far more than a map").format(count=cells))
    return Document([table_of(rows) for rows in _tables(best[1])])


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """The parsed rows; where a quotation mark is never closed, whichever way gives the better table."""
    quoted = _parsed(text, delimiter, csv.QUOTE_MINIMAL)
    if quoted and text.count('"') % 2 == 0:
        return quoted
    plain = _parsed(text, delimiter, csv.QUOTE_NONE)
    return max((quoted, plain), key=_regularity)


def _parsed(text: str, delimiter: str, quoting: Literal[0, 3]) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        source = io.StringIO(text, newline="")
        for row in csv.reader(
            source, delimiter=delimiter, quoting=quoting, skipinitialspace=delimiter != "\t"
        ):
            rows.append([_FORMULA.sub("", value.strip(" \t")) for value in row])
            if len(rows) > _MAX_ROWS:
                text = _("has more than {limit} lines, far more than a map")
                raise ImportRefused(text.format(limit=_MAX_ROWS))
    except csv.Error:
        return []
    return rows


def _regularity(rows: list[list[str]]) -> float:
    """How much the rows look like a table: equally many columns, known words at its edges."""
    widths = Counter(len(row) for row in rows if any(row))
    if not widths:
        return 0.0
    width, same = max(widths.items(), key=lambda entry: (entry[1], entry[0]))
    if width < 2:
        return 0.0
    edges = [*next(row for row in rows if any(row))[:30], *(row[0] for row in rows[:40] if row)]
    known = sum(
        bool((guess := lane_guess(edge)) and guess.strength > 0.6) or is_one_of("STAGE_AXIS", edge)
        for edge in edges
    )
    return same / sum(widths.values()) + 0.05 * min(width, 10) + 0.3 * min(known, 10)


def _tables(rows: list[list[str]]) -> list[list[list[str]]]:
    """Tables below one another, parted by empty lines and each with a head of its own."""
    tables: list[list[list[str]]] = [[]]
    gap = False
    for row in rows:
        if not any(row):
            gap = bool(tables[-1])
            continue
        if gap and begins_table(row, tables[-1]):
            tables.append([])
        tables[-1].append(row)
        gap = False
    return [table for table in tables if table]


def begins_table(row: list[str], table: list[list[str]]) -> bool:
    """Whether `row`, below an empty one, is the head of another table: it names the axis or
    repeats the head above."""
    if len(table) < 2:
        return False
    return bool(row[0]) and (
        row == table[0] or (is_one_of("STAGE_AXIS", row[0]) and is_one_of("STAGE_AXIS", table[0][0]))
    )
