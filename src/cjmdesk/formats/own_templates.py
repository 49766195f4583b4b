"""The user's own templates: projects in a folder of the program, each in a file that can be handed on."""

import contextlib
import re
from collections.abc import Collection
from pathlib import Path

from msgspec import Struct

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.places import changed
from cjmdesk.edits.templating import has_notes
from cjmdesk.formats.templates import shipped_ids
from cjmdesk.i18n import _
from cjmdesk.model.project import Project
from cjmdesk.storage import places
from cjmdesk.storage.errors import StorageError, refused
from cjmdesk.storage.project_file import load, save

_SUFFIX = ".cjm"
_MOST = 200
"""Templates that are read; more than anybody could choose from."""

_read: dict[Path, tuple[int, int, Project | StorageError]] = {}
"""What was in the files when they had that time and size."""


class OwnTemplate(Struct, frozen=True):
    """A template of the user's own. id: its file's name without the suffix, what `new --template` takes.

    type, language, words: of its first map, words its scenario. maps, stages: how many it has; stages of
    the first. notes: whether cards lie on its maps.
    """

    id: str
    title: str
    path: Path
    type: str
    language: str
    words: str
    maps: int
    stages: int
    notes: bool


class OwnTemplates(Struct, frozen=True):
    """Those that can be used, by title; and a sentence for each file that cannot."""

    found: tuple[OwnTemplate, ...] = ()
    damaged: tuple[str, ...] = ()


def own_templates() -> OwnTemplates:
    """All of the user's templates. A file that cannot be read, or holds no map, is told of and left out."""
    found, damaged = [], []
    for path in _files():
        try:
            found.append(_described(path, own_project(path)))
        except StorageError as error:
            damaged.append(str(error))
    found.sort(key=lambda one: (one.title.casefold(), one.id))
    return OwnTemplates(tuple(found), tuple(damaged))


def own_project(path: Path) -> Project:
    """The project of a template, as it is in its file. Raises StorageError, also where it has no map."""
    try:
        status = path.stat()
    except OSError as error:
        raise refused(path, error) from error
    known = _read.get(path)
    if known is None or known[:2] != (status.st_mtime_ns, status.st_size):
        held: Project | StorageError
        try:
            held = load(path).project
            if not held.maps:
                held = StorageError(path, _("the template holds no map"))
        except StorageError as error:
            held = error
        known = _read[path] = (status.st_mtime_ns, status.st_size, held)
    if isinstance(known[2], StorageError):
        raise known[2]
    return known[2]


def find_own(name: str) -> OwnTemplate | None:
    """The template with that id or title, as people type them; None if there is none."""
    wanted = _slug(name)
    found = own_templates().found
    return next((one for one in found if one.id == name or wanted in (one.id, _slug(one.title))), None)


def save_own(template: Project) -> Path:
    """Keep a template, which has a name, among the user's own; where it is. Raises StorageError.

    A template of the same name stays beside it.
    """
    folder = places.templates_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise refused(folder, error) from error
    path = folder / f"{_free(_slug(template.template))}{_SUFFIX}"
    save(template, path)
    return path


def rename_own(path: Path, title: str) -> None:
    """Give a template another name; its file keeps its own. Raises StorageError, EditError for no name."""
    title = " ".join(title.split())
    if not title:
        raise EditError(_("a template needs a name"))
    save(changed(own_project(path), template=title), path)


def delete_own(path: Path) -> None:
    """Take a template away; what is gone already is no error. Raises StorageError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise refused(path, error) from error
    _read.pop(path, None)


def own_title(path: Path, project: Project) -> str:
    """What a template is called: by its name, else by its project, its first map or its file."""
    first = project.maps[0].title if project.maps else ""
    return next((words for words in (project.template, project.title, first) if words.strip()), path.stem)


def is_own_place(path: Path) -> bool:
    """Whether a file lies in the folder of the user's templates."""
    with contextlib.suppress(OSError):
        return path.resolve().parent == places.templates_folder().resolve()
    return False


def _files() -> list[Path]:
    folder = places.templates_folder()
    try:
        return sorted(path for path in folder.iterdir() if path.name.lower().endswith(_SUFFIX))[:_MOST]
    except OSError:
        return []


def _described(path: Path, project: Project) -> OwnTemplate:
    first = project.maps[0]
    return OwnTemplate(
        id=path.name[: -len(_SUFFIX)],
        title=own_title(path, project),
        path=path,
        type=first.type,
        language=first.language,
        words=first.scenario,
        maps=len(project.maps),
        stages=len(first.stages),
        notes=has_notes(project),
    )


def _slug(title: str) -> str:
    """A name for a file and for the command line: small letters and hyphens."""
    words = re.sub(r"[^\w]+", "-", title.casefold(), flags=re.UNICODE).strip("-_")
    return words[:60].strip("-_") or "template"


def _free(name: str) -> str:
    taken: Collection[str] = {*shipped_ids(), *(path.name[: -len(_SUFFIX)].casefold() for path in _files())}
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
