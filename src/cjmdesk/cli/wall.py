"""What `export --what blank` remembers of a printed grid, so that its codes are understood later."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.i18n import _
from cjmdesk.storage.errors import StorageError, shown_path

if TYPE_CHECKING:
    from cjmdesk.model.maps import WallGrid

OURS = (".cjm", ".cjm.json")
"""Endings of our own files."""


def remember_grids(source: Path, grids: "Sequence[tuple[str, WallGrid]]") -> tuple[bool, str]:
    """Save printed grids into the project they were printed from; whether that went well, and a
    sentence on it for people, one for each of them. grids: with the ids of their maps."""
    from cjmdesk.edits.errors import EditError
    from cjmdesk.edits.grids import grid_name, remember_grid
    from cjmdesk.storage.project_file import load, save

    names = [grid_name(grid) for _map, grid in grids]
    facts = {"file": shown_path(source), "grid": ", ".join(names)}
    if not source.name.lower().endswith(OURS):
        text = _(
            "the codes of grid {grid} will not be understood: {file} is no project of this program that"
            " could remember it; import it, and print from the project"
        )
        return False, text.format(**facts)
    refused = _("the codes of grid {grid} will not be understood: {file} cannot remember it: {problem}")
    try:
        loaded = load(source)
        if loaded.read_only:
            return False, refused.format(problem=loaded.read_only, **facts)
        project = loaded.project
        for map_id, grid in grids:
            project = remember_grid(project, map_id, grid)
        if project is not loaded.project and project != loaded.project:
            save(
                project,
                source,
                header=loaded.save_header,
                expected=loaded.fingerprint,
                keep_old=loaded.keep_copy,
            )
    except StorageError as error:
        return False, refused.format(problem=error.problem, **facts)
    except EditError as error:
        return False, refused.format(problem=error, **facts)
    text = _("{file} remembers grid {grid}: its codes are understood when notes are typed off the wall")
    return True, "\n".join(text.format(file=facts["file"], grid=name) for name in names)
