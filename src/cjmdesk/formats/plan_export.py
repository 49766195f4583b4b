"""Writes the action plan of a map, and nothing else of it: a table for other programs."""

import csv
import io
from collections.abc import Callable
from typing import Any

from cjmdesk.analysis.planning import Action, actions_of
from cjmdesk.formats.csv_export import guarded
from cjmdesk.formats.ics_export import export_ics
from cjmdesk.formats.markdown_export import escaped, table_row
from cjmdesk.formats.outcome import Exported
from cjmdesk.formats.xlsx_export import Value, workbook
from cjmdesk.i18n import N_, translator
from cjmdesk.layout import titles
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project

_HEADS = (
    *(N_("Solution"), N_("Owner"), N_("Due"), N_("Status"), N_("Impact"), N_("Effort"), N_("Stage")),
    N_("Answers"),
)


def _row(action: Action, words: Any) -> list[Value]:
    card = action.card
    status = words(titles.SOLUTION_STATUSES.get(card.status, card.status))
    facts: list[Value] = [card.text, card.owner, card.due, status, card.impact, card.effort]
    return [*facts, action.stage.title, "\n".join(action.answers)]


def _table(project: Project, one: JourneyMap) -> tuple[list[str], list[list[Value]]]:
    words = translator(one.language).gettext
    return [words(name) for name in _HEADS], [_row(each, words) for each in actions_of(project, one)]


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def plan_csv(project: Project, one: JourneyMap, delimiter: str = ",", mark: bool = True) -> Exported:
    """A row an action, dates as 2026-05-31, in UTF-8 with the mark that spreadsheets need."""
    head, rows = _table(project, one)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guarded(_text(value)) for value in row] for row in rows)
    return Exported(out.getvalue().encode("utf-8-sig" if mark else "utf-8", "replace"))


def plan_tsv(project: Project, one: JourneyMap) -> Exported:
    """The same parted by tabs, without a mark."""
    return plan_csv(project, one, "\t", mark=False)


def plan_markdown(project: Project, one: JourneyMap) -> Exported:
    """A heading and a table."""
    words = translator(one.language).gettext
    head, rows = _table(project, one)
    title = " ".join(one.title.split())
    name = f"{words(N_('Action plan'))}: {title}" if title else words(N_("Action plan"))
    lines = [f"# {escaped(name)}", "", table_row(head), "|" + " --- |" * len(head)]
    lines += [table_row([_text(value) for value in row]) for row in rows]
    return Exported(("\n".join(lines) + "\n").encode("utf-8", "replace"))


def plan_xlsx(project: Project, one: JourneyMap) -> Exported:
    """A workbook of one sheet, to sort and filter."""
    head, rows = _table(project, one)
    name = translator(one.language).gettext(N_("Action plan"))
    return workbook(one, lambda pages: pages.table(name, head, rows))


PLAN_EXPORTERS: dict[str, Callable[[Project, JourneyMap], Exported]] = {
    "csv": plan_csv,
    "tsv": plan_tsv,
    "md": plan_markdown,
    "xlsx": plan_xlsx,
    "ics": export_ics,
}
"""Extension without the dot → writes the plan."""
