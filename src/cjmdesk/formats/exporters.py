"""The table of exporters: data formats for other programs, by the extension of the file."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from msgspec import Struct

from cjmdesk.formats.outcome import Exported
from cjmdesk.i18n import N_
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.text.engine import TextEngine


class Exporter(Struct, frozen=True):
    """title: for people, marked for translation. drawn: writes it with a picture of the map, where the
    format has one; it needs the engine that measures letters."""

    title: str
    write: Callable[[Project, JourneyMap], Exported]
    drawn: Callable[[Project, JourneyMap, TextEngine], Exported] | None = None


def _late(module: str, function: str) -> Callable[..., Exported]:
    """That function of a module of this folder, loaded when it is called: a command line that prints a
    poster names all formats and needs none."""

    def write(*arguments: Any) -> Exported:
        exported: Exported = getattr(import_module(f"cjmdesk.formats.{module}"), function)(*arguments)
        return exported

    return write


EXPORTERS: dict[str, Exporter] = {
    "csv": Exporter(N_("Table as text (CSV)"), _late("csv_export", "export_csv")),
    "tsv": Exporter(N_("Table as text (TSV)"), _late("csv_export", "export_tsv")),
    "md": Exporter(N_("Markdown"), _late("markdown_export", "export_markdown")),
    "mmd": Exporter(N_("Mermaid journey"), _late("mermaid_export", "export_mermaid")),
    "xlsx": Exporter(N_("Excel workbook"), _late("xlsx_export", "export_xlsx")),
    "ics": Exporter(N_("Calendar of due dates (iCalendar)"), _late("ics_export", "export_ics")),
    "html": Exporter(
        N_("Web page (HTML)"),
        _late("html_export", "export_html"),
        _late("html_export", "export_pictured_html"),
    ),
    "json": Exporter(N_("Journey as JSON"), _late("journey_json", "export_json")),
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
