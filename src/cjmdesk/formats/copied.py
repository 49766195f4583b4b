"""What is put on the clipboard for copied notes: our own form, plain text, and tables for others."""

import csv
import io
from html import escape

from cjmdesk.edits.copying import origin_of
from cjmdesk.formats.grid_export import STAGE, cell_text
from cjmdesk.formats.shown import lane_title
from cjmdesk.i18n import translator
from cjmdesk.model.project import Project
from cjmdesk.storage.project_file import dumps

MEDIA_TYPE = "application/vnd.cjmdesk.notes+json"
TSV = "text/tab-separated-values"


def own_form(copied: Project) -> bytes:
    """All of the copy, in the form of our files, with its number and its checks."""
    return dumps(copied)


def plain_text(copied: Project) -> str:
    """The notes, one a line; of several cells a table parted by tabs."""
    rows, _across, _down = _rows(copied)
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    return tab_separated(copied)


def tab_separated(copied: Project) -> str:
    """The touched cells as a spreadsheet pastes them, with heads where there are several."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerows([_guarded(text) for text in row] for row in _rows(copied)[0])
    return out.getvalue().removesuffix("\n")


def html(copied: Project) -> str:
    """The touched cells as a table, or the notes of one cell as a list."""
    rows, across, down = _rows(copied)
    if len(rows) == 1 and len(rows[0]) == 1:
        lines = rows[0][0].split("\n")
        if len(lines) == 1:
            return f"<p>{escape(lines[0])}</p>"
        journey = copied.maps[0]
        lane, cell = next(
            (lane, cell) for lane in journey.lanes for cell in lane.cells if cell.cards or cell.points
        )
        singles = [cell.model_copy(update={"cards": (card,), "points": ()}) for card in cell.cards]
        singles += [cell.model_copy(update={"cards": (), "points": (point,)}) for point in cell.points]
        told = (cell_text(one, lane, journey.language).removeprefix("• ") for one in singles)
        texts = [text for text in told if text]
        return f"<ul>{''.join(f'<li>{_broken(text)}</li>' for text in texts)}</ul>"
    lines = []
    for number, row in enumerate(rows):
        cells = []
        for column, text in enumerate(row):
            head = (across and number == 0) or (down and column == 0)
            # Spreadsheets else take "=1+1" for a formula and "1/2" for a date.
            tag = "th" if head else "td"
            cells.append(f"<{tag} style=\"mso-number-format:'\\@'\">{_broken(text)}</{tag}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def _broken(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _rows(copied: Project) -> tuple[list[list[str]], bool, bool]:
    """The cells' texts; whether a row of stage titles, and a column of lane titles, is before them."""
    journey = copied.maps[0]
    columns = [(step.id, _title(stage.title, step.title)) for stage in journey.stages for step in stage.steps]
    lanes = [
        lane
        for lane in journey.lanes
        if lane.kind != "line" and (origin_of(copied).what == "cells" or lane.cells)
    ]
    across, down = len(columns) > 1, len(lanes) > 1
    rows = []
    if across:
        corner = [translator(journey.language).gettext(STAGE)] if down else []
        rows.append([*corner, *(title for _step, title in columns)])
    for lane in lanes:
        texts = {cell.step: cell_text(cell, lane, journey.language) for cell in lane.cells}
        head = [_title(lane_title(lane, journey.language))] if down else []
        rows.append([*head, *(texts.get(step, "") for step, _title_ in columns)])
    if not rows:  # stages without notes are their titles at least
        rows = [[title for _step, title in columns]]
    return rows, across, down


def _title(*words: str) -> str:
    return ": ".join(" ".join(part.split()) for part in words if part.strip())


def _guarded(text: str) -> str:
    """`text` that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "@")) else text
