"""The print dialog: from a change to the new preview, and for how long the window stands still meanwhile."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.maps import LARGE, synthetic
from benchmarks.measure import Row

if TYPE_CHECKING:
    from cjmdesk.ui.dialogs.print.dialog import PrintDialog

PATIENCE = 60.0
"""Seconds."""


def rows() -> Iterator[Row]:
    """The large map on A0, first on one sheet, then over sheets of A4."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["CJMDESK_HOME"] = home
        yield from _measured(Path(home))


def _measured(home: Path) -> Iterator[Row]:
    from cjmdesk.ui.dialogs.print.dialog import PrintDialog
    from cjmdesk.ui.dialogs.print.fields import OwnField
    from cjmdesk.ui.program import Program
    from cjmdesk.ui.theme import add_fonts

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    add_fonts()
    program = Program(app)
    window = program.new_window()
    window.session.start(synthetic(LARGE), None, "large.cjm")
    window.actions_["print"].trigger()
    dialog = window.findChildren(PrintDialog)[0]
    _until_shown(dialog, lambda: None)

    def take(field: OwnField, value: str) -> Callable[[], None]:
        def act() -> None:
            field.box.setCurrentIndex(field.box.findData(value))
            field.box.activated.emit(field.box.currentIndex())

        return act

    changes = (
        ("another paper", take(dialog.side.paper, "A0")),
        ("tiles of A4", take(dialog.side.tile, "A4")),
        ("another overlap", lambda: dialog.side.overlap.setValue(12)),
    )
    for name, act in changes:
        laid, longest = _until_shown(dialog, act)
        text = f"the window's longest pause: {1000 * longest:.0f} ms"
        yield Row(f"print preview of a large map after {name}", laid, 2, "s", text)
    dialog.reject()
    window.session.mark_saved(home / "large.cjm")
    window.close()


def _until_shown(dialog: "PrintDialog", act: Callable[[], object]) -> tuple[float, float]:
    """Seconds until the change is in the preview, and the longest turn of the window's loop, in time of
    its own: on a busy machine others' work is not counted."""
    pauses: list[float] = [0.0]
    last = [time.thread_time()]

    def turn() -> None:
        now = time.thread_time()
        pauses.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(turn)
    timer.start(0)
    begin = time.perf_counter()
    act()
    view = dialog.preview.view
    while time.perf_counter() < begin + PATIENCE:
        QApplication.processEvents()
        if not dialog.changing and not view.painting and dialog.preview.laid is not None:
            break
        time.sleep(0.001)
    timer.stop()
    return time.perf_counter() - begin, max(pauses)
