"""Where the program starts: no argument or files open the window, a verb works without one."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def start() -> None:
    """The whole life of a process: `main` with its own arguments, and its end.

    A verb is over in a second: to look for garbage meanwhile, and to take everything apart at its
    end, would be a third of that. A window looks for garbage by itself once it is there; until then there
    is none.
    """
    gc.disable()
    words = sys.argv[1:]
    if _are_files(words):
        sys.exit(main(words))
    from cjmdesk.cli.late_modules import put_off

    put_off()
    code = main(words)
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            pass  # nobody reads it any more
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; `arguments` are those after its name, None for the process's own.

    Gives the exit code: 0 done, 1 findings or bad input, 2 wrong use, 3 a device refused.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if _are_files(words):
        from cjmdesk.ui.app import run

        return run([Path(word) for word in words if word != "--"])
    from cjmdesk.cli.main import main as command_line

    return command_line(words)


def _are_files(words: Sequence[str]) -> bool:
    """Whether `words` ask for the window: none at all, or names of files. A verb is never a file."""
    if not words or words[0] == "--":
        return True
    from cjmdesk.cli.main import VERBS

    first = words[0]
    if first in VERBS or first.startswith("-"):
        return False
    return bool(Path(first).suffix) or Path(first).exists()


if __name__ == "__main__":
    start()
