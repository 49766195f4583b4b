"""The table of exporters: data formats for other programs, by the extension of the file."""

from collections.abc import Callable
from dataclasses import dataclass

from cjmdesk.formats.csv_export import export_csv, export_tsv
from cjmdesk.formats.ics_export import export_ics
from cjmdesk.formats.journey_json import export_json
from cjmdesk.formats.markdown_export import export_markdown
from cjmdesk.formats.mermaid_export import export_mermaid
from cjmdesk.formats.outcome import Exported
from cjmdesk.formats.xlsx_export import export_xlsx
from cjmdesk.i18n import N_
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project


@dataclass(frozen=True, slots=True)
class Exporter:
    """title: for people, marked for translation."""

    title: str
    write: Callable[[Project, JourneyMap], Exported]


EXPORTERS: dict[str, Exporter] = {
    "csv": Exporter(N_("Table as text (CSV)"), export_csv),
    "tsv": Exporter(N_("Table as text (TSV)"), export_tsv),
    "md": Exporter(N_("Markdown"), export_markdown),
    "mmd": Exporter(N_("Mermaid journey"), export_mermaid),
    "xlsx": Exporter(N_("Excel workbook"), export_xlsx),
    "ics": Exporter(N_("Calendar of due dates (iCalendar)"), export_ics),
    "json": Exporter(N_("Journey as JSON"), export_json),
}
"""Extension without the dot → exporter."""


def export_map(project: Project, journey_map: JourneyMap, format: str) -> Exported:
    """One map of `project` in the format of that extension, with what it cannot hold.

    Raises KeyError for a format that is not in EXPORTERS.
    """
    return EXPORTERS[format].write(project, journey_map)
