"""A map's texts as a table for somebody who translates elsewhere: written, and read back by id.

Columns: the id of the text (`item/field`), its place in words, the text in the map's own language, and
a column for each language, under their tags. What is read back is matched by id alone, so rows may be
sorted, left out, or come from a workbook in another order of columns.
"""

import csv
import datetime
import io
from collections.abc import Sequence

from msgspec import Struct, field

from cjmdesk.formats.encodings import decode
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.sheets import first_rows
from cjmdesk.formats.text_places import TextPlaces
from cjmdesk.i18n import _
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.texts import clean_text
from cjmdesk.model.translating import Source, sources

ENDINGS = ("csv", "xlsx")
_ID, _PLACE = "id", "place"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_MOST_ROWS = 100_000
_BORN = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - the writer wants it without a zone
"""The date inside the file: equal texts give equal bytes."""

_WIDTHS = (12, 34, 48)


def write_table(
    project: Project,
    journey: JourneyMap,
    languages: Sequence[str],
    ending: str,
    *,
    missing_only: bool = False,
) -> bytes:
    """The texts of the map with what there is of `languages`, as CSV or XLSX.

    missing_only: only texts that one of the languages lacks. ending: of ENDINGS.
    """
    rows = [[_ID, _PLACE, journey.language, *languages]]
    places = TextPlaces(project, journey)
    for source in sources(project, journey):
        told = [
            journey.translations.get(tag, {}).get(source.item, {}).get(source.field, "") for tag in languages
        ]
        if not missing_only or not all(text.strip() for text in told):
            rows.append([f"{source.item}/{source.field}", places.words(source), source.text, *told])
    return _xlsx(rows) if ending == "xlsx" else _csv(rows)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        # Spreadsheets would work out what looks like a formula; the apostrophe goes when it is read.
        writer.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    target = io.BytesIO()
    literal = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(target, {"in_memory": True, **literal})
    book.set_properties({"created": _BORN})
    sheet = book.add_worksheet()
    head = book.add_format({"bold": True, "bg_color": "#E8EFF6"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    quiet = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#777777"})
    for column in range(len(rows[0])):
        sheet.set_column(column, column, _WIDTHS[min(column, 2)])
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, head if not number else quiet if column < 2 else wrapped)
    sheet.freeze_panes(1, 3)
    book.close()
    return target.getvalue()


class Table(Struct, frozen=True):
    """What a table says. rows: item, field, then the text by language, its own language among them."""

    languages: tuple[str, ...]
    rows: tuple[tuple[str, str, dict[str, str]], ...]


def read_table(data: bytes, ending: str) -> Table:
    """The table in a file with that ending. Raises ImportRefused with the reason."""
    rows = first_rows(data) if ending in ("xlsx", "xlsm", "ods", "xls") else _text_rows(data)
    heads = [[cell.strip() for cell in row] for row in rows[:20]]
    head = next((number for number, row in enumerate(heads) if _ID in map(str.casefold, row)), None)
    if head is None:
        raise ImportRefused(_("has no column “id”; export the texts, and translate in that table"))
    key = [tag.casefold() for tag in heads[head]].index(_ID)
    columns = {tag: at for at, tag in enumerate(heads[head]) if tag and tag.casefold() not in (_ID, _PLACE)}
    found = []
    for row in rows[head + 1 :]:
        item, _slash, name = (row[key] if key < len(row) else "").strip().rpartition("/")
        if item:
            texts = {tag: clean_text(row[at]).strip() for tag, at in columns.items() if at < len(row)}
            found.append((item, name, {tag: text for tag, text in texts.items() if text}))
    return Table(tuple(columns), tuple(found))


def _text_rows(data: bytes) -> list[list[str]]:
    text = decode(data).text
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ImportRefused(_("is no readable table: {reason}").format(reason=error)) from error
    if len(rows) > _MOST_ROWS:
        raise ImportRefused(_("has more than {limit} lines, far more than a map").format(limit=_MOST_ROWS))
    return [[cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell for cell in row]
            for row in rows if row]  # fmt: skip


class Taken(Struct):
    """What a table brings to a map. texts: by language, item, field and text where it differs from what
    the map has. unknown: how many rows belong to no text of the map. changed: texts whose own words
    are others now than when the table was written, so that their translations may no longer fit."""

    texts: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    unknown: int = 0
    changed: list[Source] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many texts it brings."""
        return sum(len(texts) for texts in self.texts.values())


def taken(project: Project, journey: JourneyMap, table: Table) -> Taken:
    """What `table` brings to the map; empty cells take nothing away."""
    known = {(source.item, source.field): source for source in sources(project, journey)}
    found = Taken()
    for item, name, texts in table.rows:
        source = known.get((item, name))
        if source is None:
            found.unknown += 1
            continue
        was = texts.get(journey.language)
        if was is not None and _words(was) != _words(source.text):
            found.changed.append(source)
        for tag, text in texts.items():
            have = journey.translations.get(tag, {}).get(item, {}).get(name, "")
            if tag != journey.language and text != have:
                found.texts.setdefault(tag, []).append((item, name, text))
    return found


def _words(text: str) -> str:
    return " ".join(text.split())
