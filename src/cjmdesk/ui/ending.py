"""When the system ends the program: a kind kill, a lost terminal or display, the end of a session.

What is not saved is written down and the program is gone within a second; nothing is asked, because
nobody may be there to answer.
"""

import os
import signal
import sys
from contextlib import suppress
from types import FrameType

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from cjmdesk.ui.program import Program

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


def listen(program: Program, app: QApplication) -> None:
    """From now on, end in that way. A signal that is ignored (nohup) stays so."""

    def keep() -> None:
        for window in list(program.windows):
            window.keeping.flush()
            window.files.release()

    app.aboutToQuit.connect(keep)
    if sys.platform == "win32":  # there a session's end closes the windows, which ask
        return
    asked: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    for name in _SIGNALS:
        number = getattr(signal, name)
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, note)
    # Python looks at signals between two of its own steps, and Qt waits in none of them: a pipe that
    # the signal writes to wakes it.
    reader, writer = os.pipe()
    for end in (reader, writer):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read, program)

    def woken() -> None:
        with suppress(OSError):
            os.read(reader, 64)
        if asked:
            keep()
            program.ends = 128 + asked[0]
            app.exit(program.ends)

    notifier.activated.connect(woken)
