"""How a verb says that it could not do what was asked."""

import sys
from pathlib import Path

from cjmdesk.i18n import _
from cjmdesk.storage.errors import shown_path

DONE = 0
BAD_INPUT = 1
"""Bad input, or findings."""
WRONG_USE = 2
DEVICE_REFUSED = 3
STOPPED = 130
"""Ctrl+C or a kind kill, as shells count it."""


class Failure(Exception):  # noqa: N818 - it is not always an error of the program
    """One sentence for standard error, `FILE: what is wrong, where`, and the exit code."""

    def __init__(self, message: str, code: int = BAD_INPUT) -> None:
        super().__init__(message)
        self.code = code


def remark(file: Path, problem: str) -> None:
    """A line on standard error about what was read or written."""
    sys.stderr.write(_("cjmdesk: {file}: {problem}").format(file=shown_path(file), problem=problem) + "\n")
