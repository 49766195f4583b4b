"""What a new map can start from, shipped or the user's own, and maps made as they are wished for."""

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.edits.bringing import bring_maps
from cjmdesk.edits.fields import set_fields
from cjmdesk.edits.stagelist import name_stages
from cjmdesk.edits.templating import from_template, has_notes, without_notes
from cjmdesk.formats.blank import blank_project
from cjmdesk.formats.own_templates import OwnTemplates, own_project, own_templates
from cjmdesk.formats.templates import TemplateInfo, list_templates, make_project, template_languages
from cjmdesk.i18n import _, current_language
from cjmdesk.model.project import Project

EMPTY = ""
"""The id of the start without a template."""


class Start(Struct, frozen=True):
    """Something to start from. id: a shipped template's, EMPTY for none, of an own one its file's name.

    group: `types` for the bare types of maps, `trades` for worked examples, `own` for the user's own.
    type: see MAP_TYPES. stage_set: see TemplateInfo; empty for an own one. suits, strengths, limits: a
    sentence each, empty where nobody has said. languages: that it can be had in. path: of an own one.
    icon: name of a bundled icon, empty for none.
    """

    id: str
    group: str
    type: str
    title: str
    stage_set: str = ""
    suits: str = ""
    strengths: str = ""
    limits: str = ""
    languages: tuple[str, ...] = ()
    path: Path | None = None
    icon: str = ""


class Wish(Struct, frozen=True):
    """How a map is wished for. language: of its texts, where the start has it; empty for the user's.

    title: empty for the start's own. stages: their names, None for the start's own. personas: ids of those
    of the project it is made for; any take the place of the start's own. notes: with the start's cards.
    """

    start: Start
    language: str = ""
    title: str = ""
    stages: tuple[str, ...] | None = None
    personas: tuple[str, ...] = ()
    notes: bool = True


def shipped_starts(language: str) -> tuple[Start, ...]:
    """The empty map and every shipped template, in the words of `language`."""
    empty = Start(
        EMPTY,
        "types",
        "current_state",
        _("Empty map"),
        suits=_("To begin from nothing: name the stages one after another and add lanes as you need them."),
        strengths=_("Nothing to take away: only what you put there."),
        limits=_("Nothing asks the questions that the other maps ask."),
    )
    return (empty, *(_shipped(info) for info in list_templates(language)))


def own_starts(own: OwnTemplates | None = None) -> tuple[Start, ...]:
    """The user's own templates. own: as just read, None to read them."""
    own = own if own is not None else own_templates()
    return tuple(
        Start(
            one.id,
            "own",
            one.type,
            one.title,
            suits=one.words,
            languages=(one.language,),
            path=one.path,
        )
        for one in own.found
    )


def begun(start: Start, language: str = "") -> Project:
    """The project of a start as it is, in `language` (empty: the user's) where it speaks it.

    Raises StorageError where an own template cannot be read.
    """
    language = language or current_language()
    if start.path is not None:
        return from_template(own_project(start.path))
    if start.id == EMPTY:
        return blank_project(language)
    return make_project(start.id, language)


def make_start(wish: Wish) -> Project:
    """A new project as it is wished for. Raises StorageError and EditError."""
    project = begun(wish.start, wish.language)
    if not wish.notes and has_notes(project):
        project = without_notes(project)
    first = project.maps[0]
    fields = {"title": wish.title.strip()} if wish.title.strip() else {}
    if fields:
        project = set_fields(project, first.id, **fields)
    return name_stages(project, first.id, wish.stages) if wish.stages is not None else project


def add_start(project: Project, wish: Wish) -> tuple[Project, str]:
    """Put what is wished for behind the maps of `project`; and the id of its first map.

    Raises StorageError and EditError.
    """
    made = make_start(replace(wish, personas=()))
    if wish.personas:
        made = made.model_copy(update={"personas": ()})
        maps = tuple(one.model_copy(update={"personas": ()}) for one in made.maps)
        made = made.model_copy(update={"maps": maps})
    project, ids = bring_maps(project, made)
    if wish.personas:
        for id in ids:
            project = set_fields(project, id, personas=wish.personas)
    return project, ids[0]


def _shipped(info: TemplateInfo) -> Start:
    return Start(
        info.id,
        "trades" if info.trade else "types",
        info.type,
        info.title,
        info.stage_set,
        info.suits,
        info.strengths,
        info.limits,
        template_languages(info.id),
        icon=info.icon,
    )
