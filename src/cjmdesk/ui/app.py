"""Starts the window."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from cjmdesk.i18n import _
from cjmdesk.text.qt_imports import leave_sources_unread

NAME = "cjmdesk"

_LAST_WORK = 1.0
"""Seconds that work under way is given when the program ends."""


def run(paths: Sequence[Path]) -> int:
    """Show a window for each file, or the start page; returns when the last window is closed.

    Without a display Qt would abort: one sentence on standard error and 1 instead.
    """
    if not display_there():
        sys.stderr.write(
            _("cjmdesk: there is no display; use a verb such as “export” here, or set DISPLAY.") + "\n"
        )
        return 1
    app = make_app()
    from cjmdesk.ui import troubles
    from cjmdesk.ui.collecting import Collector
    from cjmdesk.ui.ending import listen
    from cjmdesk.ui.program import Program
    from cjmdesk.ui.workers import end_program

    program = Program(app)
    troubles.install(program.trouble)
    Collector(program)
    window = program.new_window()
    listen(program, app)
    program.open_paths(paths, window)
    program.recovery.look(window)
    picture = os.environ.get("CJMDESK_PICTURE", "")
    if picture:  # `cjmdesk selftest` asks an installed program to show what its window looks like
        QTimer.singleShot(0, lambda: app.exit(0 if window.grab().save(picture, "PNG") else 1))
    code = app.exec() if program.ends is None else program.ends
    program.remembered.finish()
    return end_program(code, _LAST_WORK)


def make_app() -> QApplication:
    """The one QApplication, with the bundled fonts and the program's names."""
    leave_sources_unread()
    from cjmdesk.ui.theme import add_fonts

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([NAME])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("")
    app.setDesktopFileName(NAME)
    add_fonts()
    return app


def display_there() -> bool:
    """Whether Qt can open windows: always but on a Unix without X11 and Wayland."""
    if sys.platform in ("win32", "darwin", "cygwin"):
        return True
    named = os.environ.get("QT_QPA_PLATFORM", "")
    if named and named.split(":")[0] not in ("xcb", "wayland"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
