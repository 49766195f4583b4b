"""`new`: a project from a template."""

import argparse
import sys

from cjmdesk.formats.templates import UnknownTemplateError, list_templates, make_project
from cjmdesk.i18n import _, current_language
from cjmdesk.storage.project_file import save


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the verb."""
    names = ", ".join(info.id for info in list_templates("en"))
    parser.add_argument(
        "--template", required=True, metavar="NAME", help=_("one of: {names}").format(names=names)
    )
    parser.add_argument(
        "--language", default="", metavar="TAG", help=_("language of the map, yours if not given")
    )
    parser.add_argument("-o", "--output", required=True, metavar="FILE.cjm", help=_("the file to write"))


def run(options: argparse.Namespace) -> int:
    """Write the project; a file that was there is kept in the backup folder.

    2 for an unknown template. Raises StorageError where the file cannot be written.
    """
    try:
        project = make_project(options.template, options.language or current_language())
    except UnknownTemplateError as error:
        print(f"cjmdesk: {error}", file=sys.stderr)
        return 2
    saved = save(project, options.output, keep_old=True)
    print(_("{file}: a new project from the template").format(file=options.output))
    if saved.backup is not None:
        print(_("the file that was there is kept as {file}").format(file=saved.backup))
    for note in saved.notes:
        print(note)
    return 0
