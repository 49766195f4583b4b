"""Writes a map as CSV or TSV."""

import csv
import io

from cjmdesk.formats.grid_export import grid_of
from cjmdesk.formats.outcome import Exported
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def export_csv(
    project: Project, one: JourneyMap, *, delimiter: str = ",", mark: bool = True, guard: bool = True
) -> Exported:
    """The map as a table of text in UTF-8.

    mark: begin with the byte order mark that spreadsheet programs need to see UTF-8. guard: put an
    apostrophe before cells that a spreadsheet would take for a formula.
    """
    grid = grid_of(project, one)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in grid.rows:
        writer.writerow([guarded(text) if guard else text for text in row])
    return Exported(out.getvalue().encode("utf-8-sig" if mark else "utf-8", "replace"), grid.notes)


def guarded(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def export_tsv(project: Project, one: JourneyMap) -> Exported:
    """The map as text parted by tabs, as a spreadsheet pastes it: without a mark."""
    return export_csv(project, one, delimiter="\t", mark=False)
