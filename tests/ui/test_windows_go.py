"""A window that was closed is gone, with all that it held."""

import gc
from weakref import ref

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjmdesk.formats.templates import sample
from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow


@pytest.mark.parametrize(
    "shown", ["", "brief", "persona_guide", "figures", "decide", "compare", "translations"]
)
def test_a_closed_window_is_freed(opened: MainWindow, program: Program, shown: str) -> None:
    """opened: another window, which stays."""
    second = program.new_window()
    program.open_path(sample("bike-workshop", "en").path, second)
    QTest.qWait(50)
    if shown:
        second.actions_[shown].trigger()
        QTest.qWait(50)
    assert second.close()
    trace = ref(second)
    del second
    for _number in range(3):
        QTest.qWait(20)
        QApplication.processEvents()
    gc.collect()
    assert trace() is None
    assert opened.isVisible()
