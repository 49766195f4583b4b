"""Long work keeps the window alive, says what it is, and can be stopped."""

import gc
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.text.qt import text_engine
from cjmdesk.ui import opening, waiting
from cjmdesk.ui.opening import FileError, Opened
from cjmdesk.ui.program import Program
from cjmdesk.ui.waiting import Cancelled, give_up, wait_for
from cjmdesk.ui.window import MainWindow


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything counts as long."""
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)


@pytest.fixture
def stuck() -> Iterator[Callable[[], str]]:
    """Work that goes on until it is let go, or nobody wants it."""
    go = threading.Event()

    def job() -> str:
        while not go.wait(0.005):
            give_up()
        return "done"

    yield job
    go.set()


def _cover(window: QWidget) -> QWidget | None:
    found = [one for one in window.findChildren(waiting._Cover) if one.isVisible()]
    return found[0] if found else None


def _later(action: Callable[[], object]) -> None:
    QTimer.singleShot(60, action)


def test_what_ends_at_once_is_not_spoken_of(window: MainWindow) -> None:
    seen: list[str] = []
    assert wait_for(lambda: "here", window, "Thinking…") == "here"
    assert wait_for(lambda: seen.append(threading.current_thread().name), window, "Thinking…") is None
    assert seen == ["work"], "in a thread of its own"
    assert not window.findChildren(waiting._Cover)


@pytest.mark.usefixtures("impatient")
def test_long_work_says_what_it_is_and_keeps_the_window_alive(window: MainWindow) -> None:
    go, seen = threading.Event(), []

    def look() -> None:
        cover = _cover(window)
        assert cover is not None
        seen.extend(label.text() for label in cover.findChildren(QLabel))
        seen.append(str(gc.isenabled()))
        # What lies under it cannot be used meanwhile.
        QTest.keyClick(window, Qt.Key.Key_F1)
        QTest.mouseClick(window.start, Qt.MouseButton.LeftButton)
        go.set()

    _later(look)
    assert wait_for(lambda: go.wait(20), window, "Counting grains…")
    assert seen == ["Counting grains…", "False"]
    assert gc.isenabled()
    assert QApplication.activeModalWidget() is None
    QTest.qWait(10)
    assert _cover(window) is None


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("way", ["button", "key"])
def test_waiting_can_be_given_up(window: MainWindow, stuck: Callable[[], str], way: str) -> None:
    def stop() -> None:
        cover = _cover(window)
        assert cover is not None
        if way == "key":
            QTest.keyClick(cover, Qt.Key.Key_Escape)
        else:
            QTest.mouseClick(cover.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)

    _later(stop)
    with pytest.raises(Cancelled):
        wait_for(stuck, window, "Counting…")
    late = time.monotonic() + 5
    while any(one.name == "work" for one in threading.enumerate()) and time.monotonic() < late:
        time.sleep(0.005)
    assert not [one for one in threading.enumerate() if one.name == "work"], "the work ends too"


@pytest.mark.usefixtures("impatient")
def test_what_goes_wrong_is_raised_where_it_was_asked_for(window: MainWindow) -> None:
    def job() -> None:
        time.sleep(0.05)
        raise FileError("x.cjm: broken")

    with pytest.raises(FileError, match="broken"):
        wait_for(job, window, "Reading…")


@pytest.mark.usefixtures("impatient")
def test_a_file_not_waited_for_leaves_everything_as_it_was(
    program: Program,
    window: MainWindow,
    bike: Path,
    stuck: Callable[[], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def slow(path: Path) -> Opened:
        stuck()
        raise AssertionError("given up before")

    monkeypatch.setattr(opening, "open_file", slow)
    words: list[str] = []

    def stop() -> None:
        cover = _cover(window)
        assert cover is not None
        words.extend(label.text() for label in cover.findChildren(QLabel))
        QTest.keyClick(cover, Qt.Key.Key_Escape)

    _later(stop)
    program.open_path(bike, window)
    assert words == ["Opening bike.cjm…"]
    assert window.session.project is None
    assert len(program.windows) == 1
    assert window.isVisible()


@pytest.mark.usefixtures("impatient")
def test_closing_the_window_gives_up_and_closes(
    program: Program,
    window: MainWindow,
    bike: Path,
    stuck: Callable[[], str],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(opening, "open_file", lambda _path: stuck())
    _later(window.close)
    program.open_path(bike, window)
    qtbot.waitUntil(lambda: not program.windows)


@pytest.mark.usefixtures("impatient")
def test_the_poster_made_meanwhile_is_the_poster(
    program: Program, window: MainWindow, bike: Path, qtbot: QtBot
) -> None:
    program.open_path(bike, window)
    project, poster = window.session.project, window.canvas.poster
    assert project is not None and poster is not None
    again = lay_out_poster(project, project.maps[0], poster.asked, text_engine())
    assert again.scene == poster.scene
