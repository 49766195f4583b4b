"""`import`: a project from other programs' files; says what it understood and what it could not place."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from cjmdesk.cli.failure import BAD_INPUT, DEVICE_REFUSED, DONE, WRONG_USE, Failure
from cjmdesk.cli.parser import add_project_output, file_name
from cjmdesk.formats.importers import ALIASES, IMPORTERS, import_file
from cjmdesk.formats.outcome import ImportRefused, Note
from cjmdesk.formats.source import MAX_BYTES, Source
from cjmdesk.i18n import N_, _
from cjmdesk.storage.errors import shown_path
from cjmdesk.storage.project_file import save

_HEADINGS = {
    "understood": N_("Understood:"),
    "guessed": N_("Guessed, worth a look:"),
    "unplaced": N_("Not placed:"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the verb."""
    parser.add_argument(
        "files", nargs="+", type=file_name, metavar=_("IN"), help=_("files to import; - is standard input")
    )
    add_project_output(parser, _("OUT.cjm"), _("the project to write"))
    parser.add_argument(
        "--from",
        dest="format",
        metavar=_("FORMAT"),
        choices=sorted([*IMPORTERS, *ALIASES]),
        help=_("one of: {names}").format(names=", ".join(IMPORTERS)),
    )
    parser.add_argument("--stages", choices=("rows", "columns"), help=_("where the stages of tables are"))
    parser.add_argument("--encoding", metavar=_("NAME"), help=_("encoding of text files, such as cp1250"))
    parser.add_argument("--language", metavar=_("TAG"), help=_("language of the maps, such as pl"))


def run(options: argparse.Namespace) -> int:
    """0 when the project is written. Raises Failure for input that is no map, StorageError."""
    if options.files.count("-") > 1:
        raise Failure(_("standard input can be read once only"), WRONG_USE)
    try:
        found = import_file(
            [source_of(name) for name in options.files],
            format=options.format,
            stages=options.stages,
            encoding=options.encoding,
            language=options.language,
        )
    except ImportRefused as refused:
        text = _("{file}: {problem}").format(file=shown_path(refused.source), problem=refused.reason)
        code = DEVICE_REFUSED if refused.device else BAD_INPUT if refused.source else WRONG_USE
        raise Failure(text if refused.source else refused.reason, code) from refused
    saved = save(found.project, options.output, keep_old=True)
    _tell(found.notes, several=len(options.files) > 1)
    if saved.backup is not None:
        print(_("the file that was there is kept as {file}").format(file=shown_path(saved.backup)))
    for note in saved.notes:
        print(note)
    return DONE


def source_of(name: str) -> Source | Path:
    """The file of that name; for `-` what comes from standard input."""
    if name != "-":
        return Path(name)
    if sys.stdin is None:
        raise Failure(_("standard input is closed"), BAD_INPUT)
    return Source(_("standard input"), sys.stdin.buffer.read(MAX_BYTES + 1))


def _tell(notes: Sequence[Note], *, several: bool) -> None:
    for kind, heading in _HEADINGS.items():
        texts = [
            f"{shown_path(note.source)}: {note.text}" if several else note.text
            for note in notes
            if note.kind == kind
        ]
        if texts:
            print(_(heading))
            for text in texts:
                print(f"  {text}")
