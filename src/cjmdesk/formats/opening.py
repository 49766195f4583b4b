"""Opens any file that can become a project: one of ours, or one that is imported."""

import os
from dataclasses import dataclass
from pathlib import Path

from cjmdesk.formats.importers import import_file, is_own
from cjmdesk.model.project import Project
from cjmdesk.storage.project_file import load

OWN = ".cjm"


@dataclass(frozen=True, slots=True)
class Opened:
    """notes: what is to be said about the file, a translated sentence each. imported: it was foreign."""

    project: Project
    notes: tuple[str, ...] = ()
    imported: bool = False


def open_project(path: str | os.PathLike[str]) -> Opened:
    """The project in the file at `path`. Raises StorageError or ImportRefused."""
    if _is_own(Path(path)):
        loaded = load(path)
        return Opened(loaded.project, tuple(str(note) for note in (*loaded.repairs, *loaded.warnings)))
    found = import_file(Path(path))
    return Opened(
        found.project, tuple(note.text for note in found.notes if note.kind != "understood"), imported=True
    )


def _is_own(path: Path) -> bool:
    """Whether the file is, or claims to be, a project of this program."""
    if path.suffix.lower() == OWN or not path.is_file():
        return True
    with path.open("rb") as file:
        return is_own(file.read(400))
