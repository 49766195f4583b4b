"""Files that a verb reads: projects of ours, and all that can be imported."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from cjmdesk.cli.failure import BAD_INPUT, DEVICE_REFUSED, Failure, remark
from cjmdesk.i18n import _
from cjmdesk.storage.errors import shown_path

if TYPE_CHECKING:
    from cjmdesk.model.project import Project
    from cjmdesk.posters.choices import PrintChoices


def read_project(source: Path) -> "Project":
    """A project of ours, or any file that can be imported; what was mended or guessed is said.

    Raises Failure, StorageError.
    """
    from cjmdesk.storage.project_file import load

    if source.name.lower().endswith((".cjm", ".cjm.json")):
        loaded = load(source)
        project, notes = loaded.project, [str(note) for note in (*loaded.repairs, *loaded.warnings)]
    else:
        from cjmdesk.formats.importers import import_file
        from cjmdesk.formats.outcome import ImportRefused

        try:
            imported = import_file(source)
        except ImportRefused as error:
            problem = _("{file}: {problem}").format(file=shown_path(source), problem=error.reason)
            raise Failure(problem, DEVICE_REFUSED if error.device else BAD_INPUT) from error
        project = imported.project
        notes = [note.text for note in imported.notes if note.kind != "understood"]
    for note in notes:
        remark(source, note)
    return project


def with_other_file(project: "Project", choices: "PrintChoices") -> "PrintChoices":
    """`choices` with the project in the file that `against` names as FILE or FILE#MAP; as they are where
    it names no file, or a map of `project`. Raises Failure, StorageError."""
    wanted = choices.against
    if not wanted:
        return choices
    from cjmdesk.posters.overlay.kind import named

    if named(project.maps, wanted) is not None:
        return choices
    file, _sign, map_ = wanted.rpartition("#")
    for path, of_map in ((wanted, ""), (file, map_)):
        if path and Path(path).is_file():
            return replace(choices, against=of_map, others=read_project(Path(path)))
    return choices
