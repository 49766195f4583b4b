"""Finds out how a table is a map: what its rows and columns are, or why it is none."""

import re
from itertools import pairwise

from msgspec import Struct, field

from cjmdesk.formats.blocks import Cell, text_of
from cjmdesk.formats.words import contains, is_one_of, lane_guess, stage_strength
from cjmdesk.i18n import _

Rows = list[list[Cell]]

MAX_STAGES = 400
MAX_LANES = 300
MAX_CELLS = 60_000

_FIGURE = re.compile(r"^\(?[0-9]{1,3}[.)]?$")
_LETTERS = re.compile(r"^[A-Z]{1,2}$")
_DATE_TIME = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d\d|^1[0-9]{9}(\d{3})?$"
)
_JOURNEY = re.compile(
    r"journey|cjm|customer.?map|blueprint|podr[oó]ż|ścieżk|mapa|путь|путешеств|карта|шлях|reise|parcours|viaje|recorrido|"
    r"viaggio|percorso|jornada|klantreis|cesta|旅程|ジャーニー|여정|رحلة|מסע",
    re.IGNORECASE,
)


def is_about_journey(text: str) -> bool:
    """Whether `text` (names, headings) speaks of a journey map in any of many languages."""
    return _JOURNEY.search(text) is not None


class NotAMap(Exception):  # noqa: N818 - the table is sound, only no map
    """The table is no map; its text says why."""


class Shape(Struct):
    """A table turned so that stages run across and lanes down.

    rows: without what stood above. titles: index of the column with the lanes' titles. turned:
    stages ran down. preamble: lines above the table, as label (may be empty) and text. dropped:
    texts left out (headings of groups). numbering: a line that only counted was left out.
    sure: known words tell; else it is a guess. nameless: the lanes have no titles.
    """

    rows: Rows
    titles: int = 0
    turned: bool = False
    preamble: list[tuple[str, str]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    numbering: bool = False
    sure: bool = True
    nameless: bool = False


def transposed(rows: Rows) -> Rows:
    """Rows as columns."""
    return [list(column) for column in zip(*rows, strict=True)]


def trimmed(rows: Rows) -> Rows:
    """Without rows and columns in which nothing stands; all rows equally long."""
    width = max((len(row) for row in rows), default=0)
    full = [row + [()] * (width - len(row)) for row in rows if any(row)]
    keep = [column for column in range(width) if any(row[column] for row in full)]
    return [[row[column] for column in keep] for row in full]


def find_shape(rows: Rows, wish: str | None = None, context: str = "") -> Shape:
    """The shape of a table. Raises NotAMap with a reason.

    wish: `rows` or `columns`, what the user says the stages are. context: name and headings, which
    may tell that this is a journey where no word in the table does.
    """
    rows = trimmed(rows)
    if sum(len(row) for row in rows) > MAX_CELLS:
        raise NotAMap(
            _("the table has {count} cells, far more than a map").format(count=sum(len(row) for row in rows))
        )
    preamble, rows = _take_preamble(rows)
    if not rows or len(rows[0]) < 2 or len(rows) < 2:
        raise NotAMap(_("the table needs at least two rows and two columns to hold stages and lanes"))
    numbering, rows = _without_numbering(rows)
    _refuse_lists(rows)
    for turned in (False, True):
        lying = transposed(rows) if turned else rows
        if wish in (None, "rows" if turned else "columns") and _names_only_stages(lying):
            body = [[(), *row] for row in lying]
            return Shape(body, 0, turned, preamble, [], numbering, sure=False, nameless=True)
    if _has_no_head(rows):
        rows = [[(), ()], *rows]
    turned, sure = _direction(rows, wish, context)
    if turned:
        rows = transposed(rows)
    titles = _title_column(rows)
    dropped = [text_of(row[column]) for column in range(titles) for row in rows if row[column]]
    if len(rows[0]) - titles - 1 > MAX_STAGES * 10 or len(rows) > MAX_LANES:
        raise NotAMap(
            _("the table has {count} cells, far more than a map").format(count=len(rows) * len(rows[0]))
        )
    return Shape(rows, titles, turned, preamble, dropped, numbering, sure)


def _take_preamble(rows: Rows) -> tuple[list[tuple[str, str]], Rows]:
    """Title, persona and the like that stand above the table proper."""
    found: list[tuple[str, str]] = []
    width = len(rows[0]) if rows else 0
    while len(rows) > 2:
        filled = [(column, text_of(cell)) for column, cell in enumerate(rows[0]) if cell]
        if (
            len(filled) == 1
            and (filled[0][0] == 0 or width >= 4)
            and (width >= 3 or not lane_guess(filled[0][1]))
        ):
            found.append(_labelled(filled[0][1]))
        elif (
            len(filled) == 2
            and filled[0][0] == 0
            and _is_label(filled[0][1])
            and (width > 2 or _is_persona(filled))
        ):
            found.append((filled[0][1].rstrip(":： "), filled[1][1]))
        else:
            break
        rows = rows[1:]
    return found, trimmed(rows) if found else rows


def _is_label(text: str) -> bool:
    return any(is_one_of(name, text) for name in ("PERSONA", "TITLE", "SCENARIO", "GOAL", "VERSION"))


def _is_persona(filled: list[tuple[int, str]]) -> bool:
    return is_one_of("PERSONA", filled[0][1]) and not lane_guess(filled[1][1])


def _labelled(text: str) -> tuple[str, str]:
    label, colon, rest = text.replace("：", ":").partition(":")
    return (label.strip(), rest.strip()) if colon and rest.strip() and _is_label(label) else ("", text)


def _counts(cells: list[str]) -> bool:
    """Whether the cells only count: rising figures, or the letters of a spreadsheet's columns."""
    filled = [cell for cell in cells if cell]
    if len(filled) < max(2, len(cells) * 0.6):
        return False
    if all(_FIGURE.match(cell) for cell in filled):
        figures = [int(cell.strip("().")) for cell in filled]
        return all(after > before for before, after in pairwise(figures))
    return all(_LETTERS.match(cell) for cell in filled) and filled == sorted(
        filled, key=lambda c: (len(c), c)
    )


def _without_numbering(rows: Rows) -> tuple[bool, Rows]:
    """Without a first column or a first row that only counts."""
    found = False
    for _turn in range(2):
        column = [text_of(row[0]) for row in rows]
        has_more = len(rows[0]) > 2
        head_counts = not column[0] or is_one_of("NUMBERING", column[0])
        if (has_more and head_counts and _counts(column[1:]) and not _is_only_stage_column(rows)) or (
            has_more and column[0] and _counts(column) and (len(column) > 3 or found)
        ):
            rows = [row[1:] for row in rows]
            found = True
        rows = transposed(rows)
    return found, rows


def _is_only_stage_column(rows: Rows) -> bool:
    """Whether the figures in the first column are all there is to call the stages by."""
    heads = [text_of(cell) for cell in rows[0][1:]]
    guess = lane_guess(heads[0]) if heads else None
    return (
        not any(is_one_of("STAGE_AXIS", head) for head in heads)
        and guess is not None
        and guess.strength > 0.6
    )


def _has_no_head(rows: Rows) -> bool:
    """Whether a table of two columns begins at once with a lane: its one stage is named elsewhere."""
    if len(rows[0]) != 2:
        return False
    guesses = [lane_guess(text_of(row[0])) for row in rows]
    return all(guess and guess.strength >= 0.6 for guess in guesses) and not lane_guess(text_of(rows[0][1]))


def _names_only_stages(rows: Rows) -> bool:
    """Whether the first row holds a stage in every cell, the corner too, so that no lane is named."""
    heads = [text_of(cell) for cell in rows[0]]
    known = [stage_strength(head) >= 0.6 for head in heads]
    if len(heads) < 3 or not all(heads) or len(set(heads)) < len(heads):
        return False
    if not known[0] or sum(known) < max(2, len(heads) * 0.5) or is_one_of("STAGE_AXIS", heads[0]):
        return False
    guesses = [lane_guess(text) for text in (*heads, *(text_of(row[0]) for row in rows[1:]))]
    named = [guess is not None and guess.strength >= 0.6 and not guess.weak for guess in guesses]
    in_head = [name and not stage for name, stage in zip(named, known, strict=False)]
    return not any(in_head) and sum(named[len(heads) :]) * 2 < len(rows) - 1


def _refuse_lists(rows: Rows) -> None:
    heads = [text_of(cell) for cell in rows[0]]
    shapes = sum(is_one_of("SHAPE_LIST", head) for head in heads)
    events = sum(is_one_of("EVENT_LOG", head) for head in heads)
    lanes = sum(
        bool((guess := lane_guess(head)) and not guess.weak and guess.strength > 0.5) for head in heads
    )
    if shapes >= 2:
        raise NotAMap(
            _("this is a list of a drawing’s shapes, without stages and lanes; export the map as a table")
        )
    stamps = 0
    for column in transposed(rows[1:]):
        texts = [text_of(cell) for cell in column if cell]
        stamps += len(texts) >= 2 and sum(bool(_DATE_TIME.search(text)) for text in texts) > 0.6 * len(texts)
    if events >= 2 or (stamps and (events or lanes < 2)):
        raise NotAMap(
            _("this is a log of events with times, not a map; count or group the events into stages first")
        )


class _Evidence(Struct):
    lanes: float = 0.0
    stages: float = 0.0
    known: int = 0
    strong: int = 0


def _evidence(titles: list[str], names: list[str]) -> _Evidence:
    """How well `titles` read as lanes while `names` read as stages."""
    found = _Evidence()
    for title in titles:
        guess = lane_guess(title)
        if guess and stage_strength(title) < 1:
            found.lanes += guess.strength * (0.6 if guess.weak else 1)
            found.known += guess.strength >= 0.25
            found.strong += guess.strength >= 0.25 and not guess.weak
    found.lanes /= max(1, sum(bool(title) for title in titles))
    strengths = [stage_strength(name) for name in names]
    found.stages = sum(strengths) / max(1, sum(bool(name) for name in names))
    found.known += sum(strength >= 0.6 for strength in strengths) > 0
    return found


def _direction(rows: Rows, wish: str | None, context: str) -> tuple[bool, bool]:
    """Whether stages run down, and whether known words say so. Raises NotAMap."""
    columns = transposed(rows)
    head, first = _best_line(rows), _best_line(columns)
    corner = text_of(rows[head][first])
    heads = [text_of(cell) for cell in rows[head][first + 1 :]]
    firsts = [text_of(cell) for cell in columns[first][head + 1 :]]
    as_rows, as_columns = _evidence(heads, firsts), _evidence(firsts, heads)
    axis = is_one_of("STAGE_AXIS", corner) or contains("STAGE_AXIS", corner)
    other_axis = is_one_of("LANE_AXIS", corner)
    down = as_rows.lanes + 0.7 * as_rows.stages + 0.15 * axis + 0.5 * _any_stage_axis(heads)
    across = as_columns.lanes + 0.7 * as_columns.stages + 0.4 * other_axis + 0.3 * _any_stage_axis(firsts)
    across += 0.6 * ("→" in corner) + 0.1 * (not corner)
    turned = down >= across if wish is None else wish == "rows"
    best = as_rows if turned else as_columns
    staged = axis or _any_stage_axis(heads if turned else firsts)
    wordy = (other_axis or is_about_journey(context)) and _is_wordy(rows)
    if wish is None and not _convinces(best, staged or other_axis, staged or wordy, rows):
        raise NotAMap(
            _(
                "no stages or lanes could be recognised in the table: begin its rows with names such as"
                " “Actions” or “Emotions”, or use cjmdesk import with --stages"
            )
        )
    return turned, bool(best.strong or best.known) or wish is not None


def _convinces(best: _Evidence, named: bool, perhaps: bool, rows: Rows) -> bool:
    if best.strong >= 2 or (best.strong and (named or best.known >= 2)) or (named and best.known):
        return True
    small = len(rows) <= 40 and len(rows[0]) <= 40
    return small and perhaps


def _is_wordy(rows: Rows) -> bool:
    """Whether most cells hold words, not figures."""
    cells = [text_of(cell) for row in rows[1:] for cell in row[1:] if cell]
    return sum(any(letter.isalpha() for letter in cell) for cell in cells) > 0.5 * len(cells)


def _any_stage_axis(titles: list[str]) -> bool:
    return any(is_one_of("STAGE_AXIS", title) for title in titles)


def _lane_sum(line: list[Cell]) -> float:
    """How much a line reads like titles of lanes, which are all different; its first cell is the corner."""
    texts = [text_of(cell) for cell in line[1:60] if cell]
    guesses = [guess for text in dict.fromkeys(texts) if (guess := lane_guess(text))]
    known = [guess for guess in guesses if guess.strength >= 0.5]
    kinds: dict[str, float] = {}
    for guess in known:
        kinds[guess.kind] = max(guess.strength, kinds.get(guess.kind, 0.0))
    alike = min(0.25 * (len(known) - len(kinds)), float(len(kinds)))
    return sum(kinds.values()) + alike if len(kinds) >= 2 and len(known) * 2 >= len(texts) else 0.0


def _best_line(lines: Rows) -> int:
    """Which of the first three lines reads most like the titles of lanes; the first in doubt."""
    sums = [_lane_sum(line) for line in lines[: min(3, len(lines) - 1)]]
    best = max(range(len(sums)), key=lambda number: (sums[number], -number))
    return best if sums[best] >= 1.5 * sums[0] + 0.5 else 0


def _title_column(rows: Rows) -> int:
    """The column that holds the lanes' titles."""
    return _best_line(transposed(rows)) if len(rows[0]) > 2 else 0
