"""`validate`: opens projects and reports, changes nothing."""

import argparse
import sys

from cjmdesk.cli.failure import BAD_INPUT, DEVICE_REFUSED, DONE
from cjmdesk.cli.parser import file_name
from cjmdesk.i18n import _
from cjmdesk.storage.errors import StorageError, shown_path
from cjmdesk.storage.project_file import load
from cjmdesk.storage.stored_pictures import picture_faults


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One or more files."""
    parser.add_argument("files", nargs="+", type=file_name, metavar=_("FILE"), help=_("projects"))


def run(options: argparse.Namespace) -> int:
    """1 if any file is bad or had to be mended, 3 if one could not be read."""
    return max(_report(name) for name in options.files)


def _report(name: str) -> int:
    file = shown_path(name)
    try:
        loaded = load(name)
    except StorageError as error:
        sys.stderr.write(f"cjmdesk: {error}\n")
        return DEVICE_REFUSED if error.cause == "device" else BAD_INPUT
    faults = [*map(str, loaded.repairs), *map(str, picture_faults(loaded.project))]
    for fault in faults:
        sys.stderr.write(_("cjmdesk: {file}: {problem}").format(file=file, problem=fault) + "\n")
    for warning in loaded.warnings:
        sys.stdout.write(_("{file}: {problem}").format(file=file, problem=warning) + "\n")
    if loaded.read_only:
        sys.stdout.write(_("{file}: {problem}").format(file=file, problem=loaded.read_only) + "\n")
    if not faults:
        sys.stdout.write(_("{file}: in order").format(file=file) + "\n")
    return BAD_INPUT if faults else DONE
