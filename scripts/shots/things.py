"""What several pictures need: things of the sample to point at, and popups to catch."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from cjmdesk.ui.window import MainWindow

    Views = Iterator[tuple[str, "QWidget | Picture"]]

SIZE = (1389, 868)
"""Logical pixels of the main window: those of the design's picture."""


class Picture:
    """Already taken: what is open only while the program waits for it is gone when its turn comes."""

    def __init__(self, picture: "QPixmap") -> None:
        self._picture = picture

    def grab(self) -> "QPixmap":
        """The picture."""
        return self._picture


def copied(name: str, language: str) -> Path:
    """A copy of a sample in the folder of this run, so that nothing is written beside the sample."""
    from cjmdesk.formats.templates import sample

    path = sample(name, language).path
    copy = Path(os.environ["CJMDESK_HOME"]) / path.name
    if not copy.exists():
        shutil.copy(path, copy)
    return copy


def a_card(window: "MainWindow") -> str:
    """A pain point of the shown map: it has the most to show."""
    for lane in window.session.map.lanes:  # type: ignore[union-attr]
        for cell in reversed(lane.cells):
            for card in cell.cards:
                if lane.kind == "pain_points" and card.tags:
                    return card.id
    return ""


def away() -> None:
    """Take the mouse out of all windows: what lies under it would be lit."""
    from PySide6.QtGui import QCursor, QGuiApplication
    from PySide6.QtTest import QTest

    QCursor.setPos(QGuiApplication.primaryScreen().geometry().bottomRight())
    QTest.qWait(20)


def popup() -> "QWidget":
    """The menu or list that is open now."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    QTest.qWait(80)
    found = QApplication.activePopupWidget()
    assert found is not None, "nothing popped up"
    return found


def modal(open_it: Callable[[], object]) -> Picture:
    """A picture of the box that `open_it` waits for; it is closed again."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    taken: list[QPixmap] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None, "no box came"
        taken.append(box.grab())
        box.close()

    QTimer.singleShot(250, look)
    open_it()
    return Picture(taken[0])
