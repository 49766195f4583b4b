"""The sheet keeps half of the window; panels get narrower, then give way, and come back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier
ALL = ("navigator", "inspector", "past", "photo")


@pytest.fixture
def wall(tmp_path: Path) -> Path:
    """A photo."""
    made = QImage(400, 300, QImage.Format.Format_RGB32)
    made.fill(QColor("#cccc99"))
    path = tmp_path / "wall.png"
    assert made.save(str(path))
    return path


@pytest.fixture
def wide(opened: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window of 1280 × 800 pixels."""
    opened.resize(1280, 800)
    qtbot.wait(30)
    return opened


def panels(window: MainWindow) -> dict[str, QWidget]:
    bench = window.bench
    return dict(zip(ALL, (bench.side, bench.inspector, bench.past, bench.photo), strict=True))


def shown(window: MainWindow) -> list[str]:
    return [name for name, panel in panels(window).items() if panel.isVisible()]


def share(window: MainWindow) -> float:
    return window.canvas.width() / window.width()


def test_with_everything_open_the_sheet_keeps_half_of_the_window(
    wide: MainWindow, wall: Path, qtbot: QtBot
) -> None:
    assert share(wide) > 0.6
    wide.bench.photo.open(wall)
    qtbot.wait(30)
    assert share(wide) >= 0.49
    wide.actions_["past"].trigger()
    qtbot.wait(30)
    assert share(wide) >= 0.49
    assert {"photo", "past"} <= set(shown(wide))
    assert wide.bench.photo.width() >= 290
    for name in ("navigator", "inspector"):
        assert wide.actions_[name].isChecked() == (name in shown(wide))


def test_what_gave_way_comes_back_when_there_is_room(wide: MainWindow, wall: Path, qtbot: QtBot) -> None:
    before = shown(wide)
    wide.bench.photo.open(wall)
    wide.actions_["past"].trigger()
    wide.actions_["past"].trigger()
    wide.actions_["photo"].trigger()
    qtbot.wait(30)
    assert shown(wide) == before == ["navigator", "inspector"]
    wide.bench.photo.open(wall)
    wide.actions_["past"].trigger()
    wide.resize(1900, 800)
    qtbot.wait(30)
    assert shown(wide) == list(ALL)
    assert share(wide) >= 0.49


def test_the_panel_asked_for_last_stays(wide: MainWindow, wall: Path, qtbot: QtBot) -> None:
    wide.bench.photo.open(wall)
    wide.actions_["past"].trigger()
    gone = [name for name in ("navigator", "inspector") if name not in shown(wide)]
    assert gone
    for name in gone:
        wide.actions_[name].trigger()
        assert name in shown(wide)
        qtbot.wait(30)
        assert share(wide) >= 0.49


def test_a_border_can_be_dragged_beyond_half_and_is_remembered(
    program: Program, wide: MainWindow, bike: Path, qtbot: QtBot
) -> None:
    panes = wide.bench.panes
    handle = panes.handle(2)  # before the inspector
    start = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, Held.NoModifier, start)
    QTest.mouseMove(handle, start - QPoint(100, 0))
    QTest.mouseMove(handle, start - QPoint(250, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, Held.NoModifier, start - QPoint(250, 0))
    qtbot.wait(30)
    wide_inspector = wide.bench.inspector.width()
    assert wide_inspector > 400
    assert share(wide) < 0.5
    wide.session.mark_saved(bike)
    wide.close()
    again = program.new_window()
    again.resize(1900, 800)
    program.open_path(bike, again)
    qtbot.wait(50)
    assert abs(again.bench.inspector.width() - wide_inspector) <= 2


def test_panels_that_gave_way_are_back_in_the_next_window(
    program: Program, wide: MainWindow, bike: Path, wall: Path, qtbot: QtBot
) -> None:
    wide.bench.photo.open(wall)
    wide.actions_["past"].trigger()
    wide.actions_["past"].trigger()
    wide.session.mark_saved(bike)
    wide.close()
    again = program.new_window()
    again.resize(1280, 800)
    program.open_path(bike, again)
    qtbot.wait(30)
    assert shown(again) == ["navigator", "inspector"]
