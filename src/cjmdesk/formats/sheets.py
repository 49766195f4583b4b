"""Reads workbooks: XLSX, XLSM, XLSB, XLS and ODS, all sheets that are shown."""

import datetime
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from cjmdesk.formats.blocks import Block, Document, Heading, table_of
from cjmdesk.formats.csv_file import begins_table
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.source import clean
from cjmdesk.i18n import _

MAX_UNPACKED = 60_000_000
MAX_SHEETS = 60
MAX_CELLS = 200_000

OURS = "cjmdesk-map"
"""The name of a property of workbooks that this program wrote."""

_BROKEN = (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, OverflowError)
"""What a damaged or odd package makes the reader raise."""


def read_workbook(data: bytes, *, every: bool = False) -> Document:
    """A heading and a table for each sheet. Raises ImportRefused for damaged or locked files.

    every: all sheets of our own workbooks too; else the first alone, which is the map.

    Hidden sheets hold lists to choose from and old versions: they are read only where nothing else is.
    """
    _check_size(data)
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    with _readable():
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        hidden = {sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible}
        names = book.sheet_names[: 1 if not every and _is_ours(data) else MAX_SHEETS]
        read = {name: _sheet(name, book.get_sheet_by_name(name)) for name in names}
    left_out = [name for name, blocks in read.items() if blocks and name in hidden]
    if len(left_out) == sum(map(bool, read.values())):
        left_out = []
    shown = [block for name, blocks in read.items() if name not in left_out for block in blocks]
    return Document(shown, hidden=left_out)


def first_rows(data: bytes) -> list[list[str]]:
    """The cells of the first sheet as they stand, for tables of a form of our own. Raises ImportRefused."""
    _check_size(data)
    from python_calamine import CalamineWorkbook

    with _readable():
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = book.sheet_names[0]
        return [[_text(value) for value in row] for row in _cells(name, book.get_sheet_by_name(name))]


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever the reader raises of damaged and locked files becomes ImportRefused."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise ImportRefused(
            _("is locked with a password; save a copy without one and import that")
        ) from error
    except ImportRefused:
        raise
    except (CalamineError, OSError, ValueError, OverflowError, MemoryError, LookupError) as error:
        raise _damaged(error) from error
    except BaseException as error:  # a panic of the reader's own language comes as a BaseException
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(error) from error


def _is_ours(data: bytes) -> bool:
    """Whether this program wrote the workbook: its first sheet is the map, the others say of it what
    a grid cannot."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return OURS.encode() in packed.read("docProps/custom.xml")
    except (KeyError, *_BROKEN):
        return False


def _damaged(error: BaseException) -> ImportRefused:
    reason = str(error).split("\n")[0][:120] or type(error).__name__
    return ImportRefused(
        _("is no readable workbook ({reason}); open it in a spreadsheet program and save it again").format(
            reason=reason
        )
    )


def _check_size(data: bytes) -> None:
    """Refuses packed files that grow too large, before anything is unpacked."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except _BROKEN as error:
        raise _damaged(error) from error
    if size > MAX_UNPACKED:
        raise ImportRefused(
            _("would unpack to {size} MB, far more than a map").format(size=size // 1_000_000)
        )


def _cells(name: str, sheet: object) -> list[list[object]]:
    height, width = sheet.total_height, sheet.total_width  # type: ignore[attr-defined]
    if height * width > MAX_CELLS * 10:
        raise ImportRefused(
            _("sheet “{name}” has {rows} rows and {columns} columns, far more than a map").format(
                name=name, rows=height, columns=width
            )
        )
    found: list[list[object]] = sheet.to_python(skip_empty_area=True)  # type: ignore[attr-defined]
    return found


def _sheet(name: str, sheet: object) -> list[Block]:
    rows = [[_text(value) for value in row] for row in _cells(name, sheet)]
    blocks: list[Block] = [Heading(1, name)]
    table: list[list[str]] = []
    gap = False
    for row in rows:
        if not any(row):
            gap = bool(table)
            continue
        if gap and begins_table(row, table):
            blocks.append(table_of(table, name))
            table = []
        table.append(row)
        gap = False
    if table:
        blocks.append(table_of(table, name))
    return blocks if len(blocks) > 1 else []


def _text(value: object) -> str:
    """A cell's value as it is shown: whole numbers without a point, dates as year-month-day."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M") if value.hour or value.minute else value.strftime("%Y-%m-%d")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return clean(str(value)).strip()
