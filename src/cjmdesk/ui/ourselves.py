"""This very program, started once more: for work that must not stop the window."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

from cjmdesk.i18n import current_language

PROGRESS = "progress"
"""First word of a line of `export --progress`: pages done, and of how many."""


def child(owner: QObject, verb: str, *arguments: str) -> QProcess:
    """A process of this program that will run `verb` when it is started; it speaks the window's language."""
    process = QProcess(owner)
    program, leading = own_command()
    process.setProgram(program)
    process.setArguments([*leading, verb, *arguments])
    process.setProcessEnvironment(_surroundings())
    return process


def end(process: QProcess) -> None:
    """Kill a child that nobody waits for any more, and let go of it."""
    process.kill()
    process.waitForFinished(1_000)  # milliseconds for one that is killed
    process.deleteLater()


def own_command() -> tuple[str, list[str]]:
    """The program, and the arguments before a verb of ours, of this interpreter or frozen program.

    On Windows the windows without a console have no output either: it is their twin with one.
    """
    program = Path(sys.executable)
    if os.name == "nt" and program.stem.lower().endswith("w"):
        twin = program.with_name(f"{program.stem[:-1]}{program.suffix}")
        program = twin if twin.exists() else program
    return str(program), [] if getattr(sys, "frozen", False) else ["-m", "cjmdesk"]


def _surroundings() -> QProcessEnvironment:
    found = QProcessEnvironment.systemEnvironment()
    found.insert("LANGUAGE", current_language())
    if found.value("LC_ALL") in ("C", "POSIX"):
        found.insert("LC_ALL", "C.UTF-8")  # plain C would be asked before LANGUAGE
    return found
