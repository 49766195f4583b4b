"""The table of exporters: data formats for other programs, by the extension of the file."""

from collections.abc import Callable
from dataclasses import dataclass

from cjmdesk.formats.csv_export import export_csv, export_tsv
from cjmdesk.formats.html_export import export_html, export_pictured_html
from cjmdesk.formats.ics_export import export_ics
from cjmdesk.formats.journey_json import export_json
from cjmdesk.formats.markdown_export import export_markdown
from cjmdesk.formats.mermaid_export import export_mermaid
from cjmdesk.formats.outcome import Exported
from cjmdesk.formats.xlsx_export import export_xlsx
from cjmdesk.i18n import N_
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.text.engine import TextEngine


@dataclass(frozen=True, slots=True)
class Exporter:
    """title: for people, marked for translation. drawn: writes it with a picture of the map, where the
    format has one; it needs the engine that measures letters."""

    title: str
    write: Callable[[Project, JourneyMap], Exported]
    drawn: Callable[[Project, JourneyMap, TextEngine], Exported] | None = None


EXPORTERS: dict[str, Exporter] = {
    "csv": Exporter(N_("Table as text (CSV)"), export_csv),
    "tsv": Exporter(N_("Table as text (TSV)"), export_tsv),
    "md": Exporter(N_("Markdown"), export_markdown),
    "mmd": Exporter(N_("Mermaid journey"), export_mermaid),
    "xlsx": Exporter(N_("Excel workbook"), export_xlsx),
    "ics": Exporter(N_("Calendar of due dates (iCalendar)"), export_ics),
    "html": Exporter(N_("Web page (HTML)"), export_html, export_pictured_html),
    "json": Exporter(N_("Journey as JSON"), export_json),
}
"""Extension without the dot → exporter."""


def export_map(
    project: Project, journey_map: JourneyMap, format: str, engine: Callable[[], TextEngine] | None = None
) -> Exported:
    """One map of `project` in the format of that extension, with what it cannot hold.

    engine: makes the text engine, asked for only by formats with a picture of the map, which go
    without it if there is none. Raises KeyError for a format that is not in EXPORTERS.
    """
    exporter = EXPORTERS[format]
    if exporter.drawn is not None and engine is not None:
        return exporter.drawn(project, journey_map, engine())
    return exporter.write(project, journey_map)
