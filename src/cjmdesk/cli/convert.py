"""`convert`: loads, migrates and saves, in place too."""

import argparse
import sys
from pathlib import Path

from cjmdesk.cli.failure import BAD_INPUT, DEVICE_REFUSED, DONE, Failure
from cjmdesk.cli.parser import add_project_output, file_name
from cjmdesk.i18n import _
from cjmdesk.storage.errors import shown_path
from cjmdesk.storage.project_file import Header, load, save


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """IN and -o OUT."""
    parser.add_argument("file", metavar=_("IN.cjm"), type=file_name, help=_("the project"))
    add_project_output(parser, _("OUT.cjm"), _("the project to write; may be the same"))


def run(options: argparse.Namespace) -> int:
    """0, with a line on standard error for everything that was mended."""
    source, target = Path(options.file), Path(options.output)
    loaded = load(source)
    in_place = target.exists() and source.samefile(target)
    if in_place and loaded.read_only:
        newer = loaded.header.readable_by > Header().schema
        text = _("{file}: {problem}").format(file=shown_path(source), problem=loaded.read_only)
        raise Failure(text, BAD_INPUT if newer else DEVICE_REFUSED)
    saved = save(
        loaded.project,
        target,
        header=loaded.save_header,
        expected=loaded.fingerprint if in_place else None,
        keep_old=in_place and loaded.keep_copy,
    )
    for note in (*loaded.repairs, *loaded.warnings, *saved.notes):
        sys.stderr.write(_("cjmdesk: {file}: {problem}").format(file=shown_path(source), problem=note) + "\n")
    if saved.backup:
        text = _("the file as it was is kept in {file}").format(file=shown_path(saved.backup))
        sys.stderr.write(f"cjmdesk: {text}\n")
    return DONE
