"""Options of verbs: argparse speaking the user's language, and one sentence for what is wrong."""

import argparse
import sys
from pathlib import Path
from typing import Any, NoReturn

from cjmdesk.cli.failure import WRONG_USE, Failure
from cjmdesk.i18n import N_, _, ngettext
from cjmdesk.storage.errors import shown_path

_WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("ignored explicit argument %r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("not allowed with argument %s"),
)
"""What argparse says itself, as far as these verbs can make it say so: marked here for translation."""


class Parser(argparse.ArgumentParser):
    """The options of one verb. No abbreviations: a new option must not change what an old script means."""

    def __init__(self, prog: str, description: str) -> None:
        """Translate argparse's own words from now on; it asks gettext by a name of its module."""
        setattr(argparse, "_", _)  # noqa: B010 - its stub does not show the name
        setattr(argparse, "ngettext", ngettext)  # noqa: B010
        super().__init__(prog=prog, description=description, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """One sentence instead of the whole usage. Raises Failure."""
        text = _("{problem}; see {program} --help").format(problem=shown_path(message), program=self.prog)
        raise Failure(text, WRONG_USE)

    def _print_message(self, message: str, file: Any = None) -> None:
        """As argparse's own, which keeps it to itself when the help cannot be written."""
        (file or sys.stdout).write(message)


def file_name(text: str) -> str:
    """`text` as the name of a file, for `type=`; an empty one, of an unset variable, is refused."""
    if not text:
        raise argparse.ArgumentTypeError(_("the name of a file is empty"))
    return text


def project_name(text: str) -> str:
    """`text` as the name of a project to be written; not one that promises another kind of file.

    `import table.csv -o table.csv` would otherwise put a project in the place of the table.
    """
    from cjmdesk.formats.exporters import EXPORTERS

    kind = Path(file_name(text)).suffix[1:].lower()
    if kind in (
        {"pdf", "svg", "png", "html", "txt", "xlsx", "xls", "ods", "yaml", "yml"} | set(EXPORTERS)
    ) - {"json"}:
        sentence = _("{file}: a project’s name ends in .cjm, not in .{kind}")
        raise argparse.ArgumentTypeError(sentence.format(file=text, kind=kind))
    return text


def add_project_output(parser: argparse.ArgumentParser, metavar: str, help: str) -> None:
    """-o of a verb that writes a project. metavar, help: translated."""
    parser.add_argument("-o", "--output", required=True, type=project_name, metavar=metavar, help=help)
