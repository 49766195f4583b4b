"""Nothing opens larger than the screen, and a narrow window still shows what matters."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget
from pytestqt.qtbot import QtBot

from cjmdesk.ui import room
from cjmdesk.ui.program import Program
from cjmdesk.ui.start.tile import Tile
from cjmdesk.ui.window import MainWindow

SMALL = QSize(624, 312)
"""What is left of 1280 × 720 pixels at 200 %."""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on the screen is small."""
    return lambda: monkeypatch.setattr(room, "room_for", lambda _widget: SMALL)


def test_a_window_opens_within_the_screen(program: Program, small: Callable[[], None]) -> None:
    small()
    assert program.new_window().size() == SMALL


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
@pytest.mark.parametrize(
    "name", ["print", "export_poster", "preferences", "shortcuts", "about", "translations", "merge"]
)
def test_dialogs_open_within_the_screen(
    opened: MainWindow, program: Program, small: Callable[[], None], name: str, language: str, qtbot: QtBot
) -> None:
    program.set_language(language)
    small()
    opened.actions_[name].trigger()
    dialog = next(one for one in opened.findChildren(QDialog) if one.isVisible())
    qtbot.wait(10)
    assert dialog.width() <= SMALL.width() and dialog.height() <= SMALL.height()
    dialog.reject()


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
@pytest.mark.parametrize("width", [600, 800, 1000, 1400, 1900])
def test_the_start_page_shows_all_of_it_at_any_width(
    program: Program, window: MainWindow, width: int, language: str, qtbot: QtBot
) -> None:
    program.set_language(language)
    window.resize(width, 700)
    qtbot.waitUntil(lambda: bool(window.start.findChildren(Tile)), timeout=3_000)
    qtbot.wait(20)
    page, room_ = window.start.widget(), window.start.viewport()
    assert page is not None
    for one in page.findChildren(QAbstractButton):
        left = one.mapTo(page, QPoint(0, 0)).x()
        assert left >= 0 and left + one.width() <= room_.width(), one.text()


def test_a_narrow_window_leaves_the_sheet_its_room(program: Program, window: MainWindow) -> None:
    window.resize(620, 500)
    program.open_offer(window, program.start_content().templates[0])
    assert window.bench.inspector.isHidden()
    assert window.canvas.width() > window.bench.navigator.width()
    window.actions_["inspector"].trigger()
    assert window.bench.inspector.isVisible()


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
@pytest.mark.parametrize("name", ["personas", "brief", "timer"])
def test_guides_and_timer_open_within_the_screen(
    opened: MainWindow, program: Program, small: Callable[[], None], name: str, language: str, qtbot: QtBot
) -> None:
    program.set_language(language)
    small()
    opened.actions_[name].trigger()
    found = [one for one in opened.findChildren(QWidget) if one.isWindow() and one.isVisible()]
    guide = next(one for one in found if one.objectName() in ("peopleWindow", "workshopWindow", "largeTimer"))
    qtbot.wait(10)
    assert guide.width() <= SMALL.width() and guide.height() <= SMALL.height()
    guide.close()
