"""The formats that the window's file dialogs offer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.i18n import N_, _
from cjmdesk.ui.opening import FileError

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project

IMPORTS = (
    (N_("cjmdesk projects"), ("cjm", "cjm.json")),
    (N_("Mermaid journeys"), ("mmd", "mermaid")),
    (N_("Spreadsheets"), ("xlsx", "ods")),
    (N_("Tables as text"), ("csv", "tsv", "txt")),
    (N_("Markdown"), ("md", "markdown")),
    (N_("Web pages"), ("html", "htm")),
    (N_("YAML and JSON"), ("yaml", "yml", "json")),
)

EXPORTS = {
    "csv": N_("Table (CSV)"),
    "md": N_("Markdown"),
    "mmd": N_("Mermaid"),
    "json": N_("JSON"),
}


def open_filters() -> str:
    """The filter list of the Open dialog, everything first."""
    every = " ".join(f"*.{suffix}" for _words, suffixes in IMPORTS for suffix in suffixes)
    lines = [_("Everything that can be opened ({patterns})").format(patterns=every)]
    lines += [f"{_(words)} ({' '.join(f'*.{one}' for one in suffixes)})" for words, suffixes in IMPORTS]
    return ";;".join([*lines, _("All files (*)")])


def export_filter(extension: str) -> str:
    """The filter of an Export Data dialog."""
    return f"{_(EXPORTS[extension])} (*.{extension})"


def export_bytes(project: Project, one: JourneyMap, extension: str, path: Path) -> tuple[str, ...]:
    """Write map `one` to `path` as its extension says; what the format could not hold.

    Raises FileError.
    """
    from cjmdesk.formats.exporters import export_map
    from cjmdesk.storage.atomic import atomic_write
    from cjmdesk.storage.errors import StorageError

    exported = export_map(project, one, extension)
    try:
        atomic_write(path, lambda stream: stream.write(exported.data))
    except StorageError as error:
        raise FileError(str(error), error.cause) from error
    return tuple(exported.notes)
