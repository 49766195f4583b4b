"""`new`: a project from a template."""

import argparse

from cjmdesk.cli.failure import DONE, WRONG_USE, Failure
from cjmdesk.cli.parser import add_project_output
from cjmdesk.edits.templating import from_template
from cjmdesk.formats.own_templates import find_own, own_project
from cjmdesk.formats.templates import UnknownTemplateError, list_templates, make_project, shipped_ids
from cjmdesk.i18n import _, current_language
from cjmdesk.model.project import Project
from cjmdesk.storage.errors import shown_path
from cjmdesk.storage.project_file import save


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the verb."""
    names = ", ".join(info.id for info in list_templates("en"))
    parser.add_argument(
        "--template",
        required=True,
        metavar=_("NAME"),
        help=_("one of: {names}; or one of your own").format(names=names),
    )
    parser.add_argument(
        "--language", default="", metavar=_("TAG"), help=_("language of the map, yours if not given")
    )
    add_project_output(parser, _("FILE.cjm"), _("the project to write"))


def run(options: argparse.Namespace) -> int:
    """Write the project; a file that was there is kept in the backup folder.

    Raises Failure for an unknown template, StorageError where a file cannot be read or written.
    """
    wanted = options.language or current_language()
    project = _made(options.template, wanted)
    saved = save(project, options.output, keep_old=True)
    journey = project.maps[0]
    text = _("{file}: “{title}” (stages: {count}, lanes: {lanes})")
    counts = {"count": len(journey.stages), "lanes": len(journey.lanes)}
    print(text.format(file=shown_path(options.output), title=journey.title, **counts))
    if not wanted.lower().startswith(journey.language.lower()):
        text = _("the template does not speak “{wanted}”; the map is in “{language}”")
        print(text.format(wanted=wanted, language=journey.language))
    if saved.backup is not None:
        print(_("the file that was there is kept as {file}").format(file=shown_path(saved.backup)))
    for note in saved.notes:
        print(note)
    return DONE


def _made(name: str, language: str) -> Project:
    """From a shipped template, else from one of the user's own."""
    own = find_own(name) if name not in shipped_ids() else None
    if own is not None:
        return from_template(own_project(own.path))
    try:
        return make_project(name, language)
    except UnknownTemplateError as error:
        raise Failure(str(error), WRONG_USE) from None
