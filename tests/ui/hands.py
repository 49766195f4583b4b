"""What tests of the window do again and again: press keys on the sheet, look at the map."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.ui.window import MainWindow


def project(window: MainWindow) -> Project:
    """The open project."""
    found = window.session.project
    assert found is not None
    return found


def journey(window: MainWindow) -> JourneyMap:
    """The map shown."""
    shown = window.session.map
    assert shown is not None
    return shown


def press(
    window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key on the sheet."""
    QTest.keyClick(window.canvas, key, held)
