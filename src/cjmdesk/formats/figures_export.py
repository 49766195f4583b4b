"""Writes the figures of a map, and nothing else of it: tables for other programs and for scripts."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from cjmdesk.formats.csv_export import guarded
from cjmdesk.formats.markdown_export import escaped, table_row
from cjmdesk.formats.outcome import Exported
from cjmdesk.formats.xlsx_export import workbook
from cjmdesk.i18n import N_, translator
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.posters.figures.kinds import figures_of_map
from cjmdesk.posters.figures.tables import DRAWN, Figures


def _kept(table: Figures) -> list[int]:
    """The columns that say something in words or figures."""
    return [number for number, column in enumerate(table.columns) if column.kind not in DRAWN]


def figures_csv(project: Project, one: JourneyMap, delimiter: str = ",", mark: bool = True) -> Exported:
    """The tables below each other, each under its title; figures without units, shares as 0…1."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for place, table in enumerate(figures_of_map(project, one)):
        kept = _kept(table)
        writer.writerows([[]] * bool(place))
        writer.writerow([guarded(table.title)])
        writer.writerow([guarded(table.columns[number].title) for number in kept])
        for row in table.rows:
            values = [row.cells[number].value for number in kept]
            writer.writerow(["" if value is None else guarded(str(value)) for value in values])
    return Exported(out.getvalue().encode("utf-8-sig" if mark else "utf-8", "replace"))


def figures_tsv(project: Project, one: JourneyMap) -> Exported:
    """The same parted by tabs, without a mark."""
    return figures_csv(project, one, "\t", mark=False)


def figures_markdown(project: Project, one: JourneyMap) -> Exported:
    """A heading, what it says, and a table for each, as people read them."""
    words = translator(one.language).gettext
    title = " ".join(one.title.split())
    name = f"{words(N_('Figures'))}: {title}" if title else words(N_("Figures"))
    lines = [f"# {escaped(name)}", ""]
    for table in figures_of_map(project, one):
        kept = _kept(table)
        lines += [f"## {escaped(table.title)}", ""]
        lines += [escaped(table.said), ""] if table.said else []
        lines += [table_row([table.columns[n].title for n in kept]), "|" + " --- |" * len(kept)]
        lines += [table_row([row.cells[n].text for n in kept]) for row in table.rows]
        lines.append("")
    return Exported("\n".join(lines).encode("utf-8", "replace"))


def figures_xlsx(project: Project, one: JourneyMap) -> Exported:
    """A workbook of one sheet with all tables."""
    name = translator(one.language).gettext(N_("Figures"))
    return workbook(one, lambda pages: pages.blocks(name, figures_of_map(project, one)))


def figures_json(project: Project, one: JourneyMap) -> Exported:
    """One object for scripts: every table with its values, and ids of what each row is about."""
    tables = [
        {
            "id": table.id,
            "title": table.title,
            "said": table.said or None,
            "columns": [table.columns[number].title for number in _kept(table)],
            "rows": [_told(table, row.item, row.cells, row.total, row.others) for row in table.rows],
        }
        for table in figures_of_map(project, one)
    ]
    told = {"map": one.id, "title": one.title, "language": one.language, "figures": tables}
    return Exported((json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def _told(table: Figures, item: str, cells: Any, total: bool, others: tuple[str, ...]) -> dict[str, Any]:
    kept = [cells[number] for number in _kept(table)]
    return {
        "items": [id for id in (item, *others) if id],
        "total": total,
        "values": [cell.value for cell in kept],
        "gaps": [number for number, cell in enumerate(kept) if cell.gap],
    }


FIGURES_EXPORTERS: dict[str, Callable[[Project, JourneyMap], Exported]] = {
    "csv": figures_csv,
    "tsv": figures_tsv,
    "md": figures_markdown,
    "xlsx": figures_xlsx,
    "json": figures_json,
}
"""Ending → exporter."""
