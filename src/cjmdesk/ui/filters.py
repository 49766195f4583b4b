"""The formats that the window's file dialogs offer, from the tables of importers and exporters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.i18n import N_, _
from cjmdesk.ui.opening import FileError

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project

OWN = (N_("cjmdesk project"), ("cjm", "cjm.json"))


def open_filters() -> str:
    """The filter list of the Open dialog, everything first."""
    from cjmdesk.formats.importers import IMPORTERS

    formats = [OWN, *((one.title, one.extensions) for one in IMPORTERS.values())]
    every = _patterns([suffix for _words, suffixes in formats for suffix in suffixes])
    lines = [_("Everything that can be opened ({patterns})").format(patterns=every)]
    lines += [f"{_bare(_(words))} ({_patterns(suffixes)})" for words, suffixes in formats]
    return ";;".join([*lines, _("All files (*)")])


def export_filter(extension: str) -> str:
    """The filter of an Export Data dialog."""
    from cjmdesk.formats.exporters import EXPORTERS

    return f"{_bare(_(EXPORTERS[extension].title))} (*.{extension})"


def export_bytes(project: Project, one: JourneyMap, extension: str) -> tuple[bytes, tuple[str, ...]]:
    """Map `one` as its file's extension says; what the format could not hold."""
    from cjmdesk.formats.exporters import export_map
    from cjmdesk.text.qt import text_engine

    exported = export_map(project, one, extension, text_engine)
    return exported.data, tuple(exported.notes)


def plan_filter(extension: str) -> str:
    """The filter of a dialog that saves the action plan."""
    return f"PDF (*.{extension})" if extension == "pdf" else export_filter(extension)


def plan_bytes(project: Project, one: JourneyMap, extension: str) -> tuple[bytes, tuple[str, ...]]:
    """The action plan of map `one`, see `formats.plan_export`; what is left out of it."""
    from cjmdesk.formats.plan_export import PLAN_EXPORTERS

    exported = PLAN_EXPORTERS[extension](project, one)
    return exported.data, tuple(exported.notes)


def write_export(data: bytes, path: Path) -> None:
    """Write an exported file. Touches no widget. Raises FileError."""
    from cjmdesk.storage.atomic import write_bytes
    from cjmdesk.storage.errors import StorageError

    try:
        write_bytes(path, data)
    except StorageError as error:
        raise FileError(str(error), error.cause) from error


def _patterns(suffixes: tuple[str, ...] | list[str]) -> str:
    return " ".join(f"*.{suffix}" for suffix in suffixes)


def _bare(words: str) -> str:
    """`words` without brackets: Qt takes what stands in them for file name patterns."""
    return words.replace("(", "– ").replace(")", "")
