"""A table with numbers of touchpoints or stages, read from a CSV file or a workbook."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.formats import csv_file, sheets, source
from cjmdesk.formats.amounts import decimal_of, is_nothing, is_number
from cjmdesk.formats.blocks import Document, Heading, Table, text_of
from cjmdesk.formats.encodings import decode
from cjmdesk.formats.number_words import COLUMN_WORDS, TOTALS
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.phrases import Phrases, plain, split, weight
from cjmdesk.formats.source import Source
from cjmdesk.formats.words import is_one_of
from cjmdesk.i18n import _

NAMES = ("touchpoint", "stage")
OF_TOUCHPOINTS = ("visits", "transactions", "conversion", "cost", "minutes")
OF_STAGES = ("entered", "left", "reason_left")
_COUNTS = ("visits", "transactions", "entered", "left")
_MEASURES = (*OF_TOUCHPOINTS, "entered", "left")
COLUMNS = (*NAMES, *OF_TOUCHPOINTS, *OF_STAGES)
"""What a column may hold: names first, then fields of touchpoints, then of stages."""

EXTENSIONS = ("csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods")

MAX_ROWS = 1_000
_LOOKED_AT = 15
"""Rows at the top among which the head is looked for: above it stand titles and dates."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_STRONG = 0.5


class NumberTable(Struct, frozen=True):
    """head: the columns' headings, made up where there are none. rows: their texts, each as long as
    the head; numbers: of the rows in the table, counted from 1. place: name of the sheet, empty for
    a text file. decimal: the sign before decimals. workbook: whether its numbers were numbers.
    encoding: of a text file."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    place: str = ""
    decimal: str = "."
    workbook: bool = False
    encoding: str = ""

    def column(self, place: int) -> list[str]:
        """The texts below a heading."""
        return [row[place] for row in self.rows]

    def counted(self) -> "NumberTable":
        """Without the rows that have nothing in a column whose heading names a count; all of it where
        no heading does."""
        places = [n for n, head in enumerate(self.head) if heading_kind(head)[0] in _MEASURES]
        kept = [n for n, row in enumerate(self.rows) if any(is_number(row[place]) for place in places)]
        if not kept:
            return self
        return replace(
            self,
            rows=tuple(self.rows[n] for n in kept),
            numbers=tuple(self.numbers[n] for n in kept),
        )


def read_numbers(file: Source, encoding: str | None = None) -> tuple[NumberTable, ...]:
    """The tables of a file that hold any number, the one that is most surely meant first.

    encoding: of a text file, None to find it out. Raises ImportRefused.
    """
    source.check_bytes(file)
    is_book = file.data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    named = ""
    if is_book:
        document = sheets.read_workbook(file.data, every=True)
    elif file.extension in EXTENSIONS[4:]:
        raise ImportRefused(
            _(
                "is no readable workbook, whatever its name says; open it in a spreadsheet program and"
                " save it again"
            )
        )
    else:
        decoded = decode(file.data, encoding)
        named = decoded.encoding
        document = csv_file.read_csv(decoded.text, "tsv" if file.extension in ("tsv", "tab") else "csv")
    found = [_table(place, rows, book=is_book, encoding=named) for place, rows in _tables(document)]
    tables = [(score, table) for score, table in found if table is not None]
    if not tables:
        raise ImportRefused(_("holds no table with a column of names and a column of numbers"))
    tables.sort(key=lambda pair: -pair[0])
    return tuple(table for _score, table in tables)


def _tables(document: Document) -> list[tuple[str, list[list[str]]]]:
    found, place = [], ""
    for block in document.blocks:
        if isinstance(block, Heading):
            place = block.text
        elif isinstance(block, Table):
            rows = [[" ".join(text_of(cell).split()) for cell in row] for row in block.rows]
            found.append((place, rows))
    return found


def _table(
    place: str, rows: list[list[str]], *, book: bool, encoding: str
) -> tuple[float, NumberTable | None]:
    """The table and how surely it is one; None for what holds no numbers."""
    if not rows or not any(is_number(text) for row in rows for text in row):
        return 0.0, None
    turned = [list(column) for column in zip(*rows, strict=True)]
    headed = not any(is_number(text) for text in rows[0][1:])
    if headed and _measures([row[0] for row in rows]) > _best_head(rows)[0]:
        rows = turned  # the stages stand side by side, what is counted below each other
    score, at = _best_head(rows)
    if score:
        head, first = rows[at], at + 1
    elif any(is_number(text) for text in rows[0]):
        head, first = [""] * len(rows[0]), 0
    else:
        head, first = rows[0], 1
    body = [(number, row) for number, row in enumerate(rows, 1) if number > first and any(row)]
    if len(body) > MAX_ROWS:
        text = _("has {count} rows, far more than a map has touchpoints; import a part of it")
        raise ImportRefused(text.format(count=len(body)))
    if not body:
        return 0.0, None
    used = [n for n in range(len(head)) if head[n].strip() or any(row[n] for _number, row in body)]
    if len(used) < 2:
        return 0.0, None
    texts = [row[n] for _number, row in body for n in used]
    table = NumberTable(
        tuple(head[n].strip() or _("Column {letter}").format(letter=letter(n)) for n in used),
        tuple(tuple(row[n] for n in used) for _number, row in body),
        tuple(number for number, _row in body),
        place,
        decimal_of(texts, "." if book else _usual_decimal(texts)),
        book,
        encoding,
    )
    return score + min(len(body), 50) / 100, table


def _usual_decimal(texts: Sequence[str]) -> str:
    """Where no number tells: money and blanks as they are written where the comma stands for decimals."""
    return "," if any("zł" in text or "₽" in text or "руб" in text for text in texts) else "."


def letter(number: int) -> str:
    """A column's letters as spreadsheets name it: 0 is A, 26 is AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def _best_head(rows: Sequence[Sequence[str]]) -> tuple[float, int]:
    """How many headings the best head names, and its row."""
    scores = [(_measures(row), -number) for number, row in enumerate(rows[:_LOOKED_AT])]
    best, number = max(scores, default=(0.0, 0))
    return best, -number


def _measures(texts: Sequence[str]) -> float:
    """How many of the texts head numbers; names count a little."""
    kinds = {
        guess[0] for text in texts if not is_number(text) and (guess := heading_kind(text))[1] >= _STRONG
    }
    named = sum(0.4 if kind in NAMES else 1.0 for kind in kinds)
    return max(named - sum(is_number(text) for text in texts), 0.0)  # a head holds no numbers


@cache
def _phrases() -> Phrases[str]:
    return Phrases(
        (phrase, "reason_left" if kind == "reason" else kind)
        for kind, texts in COLUMN_WORDS.items()
        for text in texts
        for phrase in split(text)
    )


@cache
def _totals() -> Phrases[str]:
    return Phrases((phrase, "total") for text in TOTALS for phrase in split(text))


def is_total(name: str) -> bool:
    """Whether a row of that name sums up the others."""
    return _totals().is_whole(plain(name).strip(" :"))


def heading_kind(heading: str) -> tuple[str, float]:
    """What a heading names, of COLUMNS, and how much of it that explains, 0…1; "" for nothing."""
    core = plain(_BRACKETS.sub(" ", heading)).strip(" :%") or plain(heading)
    if not core or len(core) > 80:
        return "", 0.0
    if is_one_of("STAGE_AXIS", core):
        return "stage", 1.0
    covered: dict[str, int] = {}
    hits = sorted(_phrases().find(core), key=lambda hit: (hit.start, -hit.end))
    for hit in hits:
        covered[hit.value] = covered.get(hit.value, 0) + weight(core[hit.start : hit.end])
    if not covered:
        return "", 0.0
    kind = max(covered, key=lambda name: covered[name])
    return kind, min(1.0, covered[kind] / max(1, weight(core)))


def assign(table: NumberTable, known: Mapping[str, float] | None = None) -> dict[str, int]:
    """What the columns hold: of COLUMNS → number of a column.

    known: for the columns of names, by "touchpoint:NUMBER" and "stage:NUMBER", which share of their
    texts the map knows, 0…1; what they say counts for more than their headings.
    """
    known = known or {}
    votes: list[tuple[float, int, str]] = []
    wordy = [n for n in range(len(table.head)) if _is_wordy(table.column(n))]
    for number, heading in enumerate(table.head):
        kind, strength = heading_kind(heading)
        counted = kind in _MEASURES and strength >= _STRONG and not names_something(heading)
        if number in wordy and (
            not counted or known.get(f"touchpoint:{number}") or known.get(f"stage:{number}")
        ):
            for name in NAMES:
                share = known.get(f"{name}:{number}", 0.0)
                votes.append((share * 2 + (strength if kind == name else 0.0), number, name))
            if kind == "reason_left":
                votes.append((strength + 1.0, number, kind))
        elif kind and kind not in NAMES and strength > 0.2 and not _is_of_shares(kind, table.column(number)):
            votes.append((strength, number, kind))
    found: dict[str, int] = {}
    for score, number, kind in sorted(votes, key=lambda vote: (-vote[0], vote[1])):
        if score > 0 and kind not in found and number not in found.values():
            found[kind] = number
    if not any(name in found for name in NAMES) and wordy:
        free = [number for number in wordy if number not in found.values()]
        if free:
            found["touchpoint"] = free[0]
    if "touchpoint" not in found and "visits" in found and "entered" not in found:
        found["entered"] = found.pop("visits")  # of stages visits are the customers who came in
    if "touchpoint" in found and not any(kind in found for kind in ("stage", "entered", "left")):
        found.pop("reason_left", None)  # remarks on touchpoints are no reasons for leaving a stage
    return {kind: found[kind] for kind in COLUMNS if kind in found}


def names_something(heading: str) -> bool:
    """Whether a heading speaks of touchpoints or stages, whatever else it says: "sales channel"."""
    hits = _phrases().find(plain(_BRACKETS.sub(" ", heading)))
    return any(hit.value in NAMES for hit in hits)


def _is_of_shares(kind: str, texts: Sequence[str]) -> bool:
    """Whether a column whose head names a count holds shares: a rate of visits is no number of them."""
    said = [text for text in texts if not is_nothing(text)]
    return kind in _COUNTS and sum("%" in text for text in said) > len(said) / 2


def _is_wordy(texts: Sequence[str]) -> bool:
    said = [text for text in texts if not is_nothing(text)]
    return sum(not is_number(text) for text in said) > len(said) / 2


def without_column(columns: Mapping[str, int], kind: str, number: int | None) -> dict[str, int]:
    """`columns` with `kind` told by another column, None for none; what was told by that is no more."""
    rest = {name: place for name, place in columns.items() if name != kind and place != number}
    if number is not None:
        rest[kind] = number
    return {name: rest[name] for name in COLUMNS if name in rest}


def with_decimal(table: NumberTable, decimal: str) -> NumberTable:
    """The same table, read with another sign before decimals."""
    return replace(table, decimal=decimal)
