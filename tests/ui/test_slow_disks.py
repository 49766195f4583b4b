"""Disks that take their time, or never answer: the window goes on, and nothing is said too early."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from hands import journey, project
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from cjmdesk.storage import atomic, journaling, project_file
from cjmdesk.storage.project_file import load
from cjmdesk.storage.recovery import left_behind, recover
from cjmdesk.ui.program import Program
from cjmdesk.ui.waiting import _Cover
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier
Retitle = Callable[[str], None]


class Disk:
    """Answers when it is let."""

    def __init__(self) -> None:
        self.answers = Event()

    def wait(self) -> None:
        assert self.answers.wait(60)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch, bike: Path) -> Iterator[Disk]:
    """The disk on which the bicycle workshop lies."""
    made, write = Disk(), project_file.atomic_write

    def slow(path: Path, writer: atomic.Writer, **more: Callable[[Path], None]) -> Path:
        if Path(path) == bike:
            made.wait()
        return write(path, writer, **more)

    monkeypatch.setattr(project_file, "atomic_write", slow)
    monkeypatch.setattr("cjmdesk.ui.behind.PATIENCE", 0.0)
    yield made
    made.answers.set()


def save(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_S, Held.ControlModifier)


def title(path: Path) -> str:
    return load(path).project.title


def ended(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.files.saving, timeout=20_000)


def soon(condition: Callable[[], bool], act: Callable[[], object]) -> None:
    """Act once something is so."""

    def look() -> None:
        if condition():
            act()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def covered() -> bool:
    return _Cover.showing


def stop_waiting() -> None:
    [cover] = [one for one in QApplication.allWidgets() if isinstance(one, _Cover) and one.isVisible()]
    QTest.mouseClick(cover.findChild(QPushButton), Qt.MouseButton.LeftButton)


def test_work_goes_on_while_a_slow_disk_saves(
    opened: MainWindow, bike: Path, disk: Disk, retitle: Retitle, qtbot: QtBot
) -> None:
    before = title(bike)
    retitle("Asked for")
    asked = project(opened)
    save(opened)
    assert opened.bench.status.saved.text() == "Saving…"
    assert opened.isWindowModified()
    one = journey(opened)
    opened.session.select(f"cell:{one.lanes[0].id}:{one.stages[0].steps[0].id}")
    QTest.keyClicks(QApplication.focusWidget() or opened.canvas, "queue")
    assert project(opened) is not asked
    assert title(bike) == before
    disk.answers.set()
    ended(opened, qtbot)
    assert load(bike).project == asked
    assert opened.isWindowModified()
    assert opened.bench.status.saved.text() == "Changes not saved yet"
    while opened.session.modified and opened.session.history is not None and opened.session.history.can_undo:
        opened.session.undo()
    assert project(opened) is asked
    assert opened.bench.status.saved.text().startswith("Saved ")


def test_what_was_done_meanwhile_is_in_the_journal(
    opened: MainWindow, bike: Path, disk: Disk, retitle: Retitle, qtbot: QtBot
) -> None:
    retitle("Asked for")
    opened.keeping._own.flush()
    first = opened.keeping._own.id
    save(opened)
    retitle("Later")
    opened.keeping._own.flush()
    assert recover(first).project == project(opened)
    disk.answers.set()
    ended(opened, qtbot)
    opened.keeping.flush()
    [left] = left_behind()
    assert left.id != first and left.same_file
    assert recover(left.id).project == project(opened)


def test_nothing_is_forgotten_before_it_is_written_anew(
    opened: MainWindow,
    bike: Path,
    disk: Disk,
    retitle: Retitle,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    retitle("Asked for")
    save(opened)
    retitle("Later")
    opened.keeping._own.flush()
    first = opened.keeping._own.id

    def full(*_words: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(journaling, "_create", full)
        disk.answers.set()
        ended(opened, qtbot)
        assert not opened.keeping._own.flush()
        assert recover(first).project == project(opened)
    opened.keeping.flush()
    assert [recover(one.id).project for one in left_behind()] == [project(opened)]


def test_asked_twice_the_newer_is_saved(
    opened: MainWindow, bike: Path, disk: Disk, retitle: Retitle, qtbot: QtBot
) -> None:
    for words in ("One", "Two", "Three"):
        retitle(words)
        save(opened)
    disk.answers.set()
    qtbot.waitUntil(lambda: not opened.isWindowModified(), timeout=20_000)
    ended(opened, qtbot)
    assert title(bike) == "Three"


def test_a_failure_that_comes_late_is_told(
    opened: MainWindow,
    bike: Path,
    disk: Disk,
    retitle: Retitle,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_descriptor: int) -> None:
        disk.wait()
        raise OSError(5, "Input/output error")

    before = title(bike)
    monkeypatch.setattr(atomic, "_sync", refuse)
    retitle("Lost?")
    save(opened)
    assert opened.info.notice is None
    disk.answers.set()
    ended(opened, qtbot)
    assert opened.isWindowModified()
    assert opened.info.notice is not None and "the disk reports a fault" in opened.info.notice.text
    assert title(bike) == before


def test_closing_waits_for_the_save(
    program: Program, opened: MainWindow, bike: Path, disk: Disk, retitle: Retitle
) -> None:
    retitle("Last words")
    save(opened)
    soon(covered, disk.answers.set)
    assert opened.close()
    assert title(bike) == "Last words"
    assert program.windows == []


def test_a_save_on_closing_is_waited_for(
    opened: MainWindow, bike: Path, disk: Disk, retitle: Retitle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cjmdesk.ui.commands.files.ask_to_save", lambda *_: QMessageBox.StandardButton.Save)
    retitle("Last words")
    soon(covered, disk.answers.set)
    assert opened.close()
    assert title(bike) == "Last words"


@pytest.mark.parametrize("answer", ["Cancel", "Discard"])
def test_whoever_does_not_want_to_wait_is_asked(
    opened: MainWindow,
    bike: Path,
    disk: Disk,
    retitle: Retitle,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
) -> None:
    asked: list[str] = []

    def ask(_window: MainWindow, name: str) -> QMessageBox.StandardButton:
        asked.append(name)
        return QMessageBox.StandardButton[answer]

    monkeypatch.setattr("cjmdesk.ui.commands.files.ask_to_save", ask)
    retitle("Last words")
    save(opened)
    soon(covered, stop_waiting)
    assert opened.close() is (answer == "Discard")
    assert asked == ["bike.cjm"]
    disk.answers.set()
    if answer == "Cancel":
        ended(opened, qtbot)
        assert not opened.isWindowModified()
    qtbot.waitUntil(lambda: title(bike) == "Last words", timeout=20_000)


def test_another_disk_takes_what_one_does_not(
    opened: MainWindow,
    bike: Path,
    tmp_path: Path,
    disk: Disk,
    retitle: Retitle,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = tmp_path / "other.cjm"
    offered: list[Path] = []

    def name(_window: MainWindow, _title: str, start: str, *_more: str) -> tuple[str, str]:
        offered.append(Path(start))
        return str(other), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    monkeypatch.setattr("cjmdesk.ui.commands.saving.SLOW", 0)
    retitle("Mine")
    save(opened)
    qtbot.waitUntil(lambda: opened.info.notice is not None, timeout=5_000)
    notice = opened.info.notice
    assert notice is not None and "has not answered yet" in notice.text
    assert [words for words, _way in notice.ways] == ["Save As…"]
    notice.ways[0][1]()
    assert offered == [Path.home() / "bike.cjm"]
    qtbot.waitUntil(lambda: opened.session.path == other, timeout=20_000)
    assert not opened.isWindowModified()
    assert title(other) == "Mine"
    assert opened.close()


def test_our_own_save_is_nobody_elses(
    opened: MainWindow, bike: Path, retitle: Retitle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All is written, but the disk has not said so yet.
    disk, sync = Disk(), atomic.sync_folder

    def slow(folder: Path) -> None:
        if folder == bike.parent:
            disk.wait()
        sync(folder)

    monkeypatch.setattr(atomic, "sync_folder", slow)
    monkeypatch.setattr("cjmdesk.ui.behind.PATIENCE", 0.0)
    retitle("Mine")
    save(opened)
    qtbot.waitUntil(lambda: title(bike) == "Mine", timeout=20_000)
    opened.files.on_disk.look_at_file()
    qtbot.wait(100)
    assert opened.info.notice is None
    disk.answers.set()
    ended(opened, qtbot)
    assert not opened.isWindowModified()


def test_a_copy_is_told_when_it_is_there(
    opened: MainWindow,
    bike: Path,
    tmp_path: Path,
    retitle: Retitle,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy, disk, sync = tmp_path / "copy.cjm", Disk(), atomic._sync

    def slow(descriptor: int) -> None:
        disk.wait()
        sync(descriptor)

    monkeypatch.setattr(atomic, "_sync", slow)
    monkeypatch.setattr("cjmdesk.ui.behind.PATIENCE", 0.0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    retitle("Twice")
    opened.actions_["save_copy"].trigger()
    assert opened.info.notice is None and not copy.exists()
    disk.answers.set()
    qtbot.waitUntil(lambda: opened.info.notice is not None, timeout=20_000)
    assert opened.info.notice is not None and str(copy) in opened.info.notice.text
    assert opened.isWindowModified() and title(copy) == "Twice"


def test_a_second_file_opens_while_the_first_ones_disk_hangs(
    program: Program, opened: MainWindow, bike: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, disk = tmp_path / "second.cjm", Disk()
    second.write_bytes(bike.read_bytes())
    real = Path.samefile

    def slow(self: Path, other: Path) -> bool:
        disk.wait()
        return real(self, other)

    monkeypatch.setattr(Path, "samefile", slow)
    soon(covered, disk.answers.set)
    program.open_path(second, opened)
    assert [one.session.path for one in program.windows] == [bike, second]


def test_files_on_a_disk_that_hangs_are_still_listed(
    program: Program, window: MainWindow, bike: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk()
    program.remembered.note_file(bike)
    monkeypatch.setattr("cjmdesk.ui.remembered._there", lambda _path: disk.wait())
    monkeypatch.setattr("cjmdesk.ui.remembered.PATIENCE", 0.01)
    assert program.remembered.recent() == [(bike, False)]
    assert program.remembered.recent() == [(bike, False)]
    disk.answers.set()
