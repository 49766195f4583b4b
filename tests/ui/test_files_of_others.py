"""Files that others change, take away, send by the dozen, or send broken."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from cjmdesk.storage.project_file import load, save
from cjmdesk.ui.dialogs.details import DetailsDialog
from cjmdesk.ui.program import MOST_AT_ONCE, Program
from cjmdesk.ui.window import MainWindow

MERMAID = "journey\n  title Coffee\n  section Morning\n    Make coffee: 4: Me\n"


def _look_away_and_back(window: MainWindow, qtbot: QtBot) -> None:
    """Another window is used, then this one again; gives the look at the file time to end."""
    other = QPushButton()
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not window.isActiveWindow(), timeout=2_000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=2_000)
    other.deleteLater()
    watch = window.files.on_disk._watch
    qtbot.waitUntil(lambda: watch._thread is None or not watch._thread.is_alive(), timeout=5_000)
    qtbot.wait(10)


def _press(window: MainWindow, words: str) -> None:
    button = next(one for one in window.info.findChildren(QPushButton) if one.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _others_write(path: Path, title: str) -> bytes:
    project = load(path).project
    save(project.model_copy(update={"title": title}), path)
    return path.read_bytes()


def test_an_untouched_file_is_not_mentioned(opened: MainWindow, bike: Path, qtbot: QtBot) -> None:
    bike.touch()
    _look_away_and_back(opened, qtbot)
    assert "info" not in opened.__dict__ or opened.info.notice is None
    assert not opened.isWindowModified()


def test_reload_takes_over_the_file_and_can_be_undone(
    opened: MainWindow, bike: Path, qtbot: QtBot, retitle: Callable[[str], None]
) -> None:
    retitle("Mine")
    _others_write(bike, "Theirs")
    _look_away_and_back(opened, qtbot)
    assert opened.info.notice is not None and "bike.cjm" in opened.info.notice.text
    _press(opened, "Reload")
    assert opened.session.project is not None and opened.session.project.title == "Theirs"
    assert not opened.isWindowModified()
    QTest.keyClick(opened.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.session.project.title == "Mine"
    assert opened.isWindowModified()


def test_keep_mine_writes_over_theirs_without_asking_again(
    opened: MainWindow, bike: Path, qtbot: QtBot, retitle: Callable[[str], None]
) -> None:
    retitle("Mine")
    _others_write(bike, "Theirs")
    _look_away_and_back(opened, qtbot)
    _press(opened, "Keep Mine")
    assert not opened.info.isVisible()
    assert opened.isWindowModified()
    QTest.keyClick(opened, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert load(bike).project.title == "Mine"


def test_same_size_and_time_do_not_deceive(opened: MainWindow, bike: Path, qtbot: QtBot) -> None:
    import os

    status = bike.stat()
    data = bike.read_bytes()
    bike.write_bytes(data.replace(b"Repair visit", b"Repair VISIT", 1))
    os.utime(bike, ns=(status.st_atime_ns, status.st_mtime_ns))
    _look_away_and_back(opened, qtbot)
    assert opened.info.notice is not None and opened.info.notice.level == "warning"


def test_a_file_taken_away_is_saved_again(opened: MainWindow, bike: Path, qtbot: QtBot) -> None:
    bike.unlink()
    _look_away_and_back(opened, qtbot)
    assert opened.isWindowModified()
    _press(opened, "Save It Again")
    assert load(bike).project == opened.session.project
    assert not opened.isWindowModified()


def test_a_notice_closed_is_not_repeated(opened: MainWindow, bike: Path, qtbot: QtBot) -> None:
    _others_write(bike, "Theirs")
    _look_away_and_back(opened, qtbot)
    opened.info.dismiss()
    _look_away_and_back(opened, qtbot)
    assert opened.info.notice is None


def test_saving_over_a_changed_file_offers_to_reload(
    opened: MainWindow, bike: Path, retitle: Callable[[str], None]
) -> None:
    retitle("Mine")
    _others_write(bike, "Theirs")

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        QTest.mouseClick(
            next(one for one in box.buttons() if one.text() == "Reload"), Qt.MouseButton.LeftButton
        )

    QTimer.singleShot(50, answer)
    assert opened.files.save() is True
    assert opened.session.project is not None and opened.session.project.title == "Theirs"


def test_several_broken_files_are_told_together(
    program: Program, window: MainWindow, tmp_path: Path, bike: Path
) -> None:
    for name in ("one.cjm", "two.csv"):
        (tmp_path / name).write_bytes(b"")
    program.open_paths([tmp_path / "one.cjm", bike, tmp_path / "two.csv"], window)
    assert window.session.path == bike
    notice = window.info.notice
    assert notice is not None and notice.level == "error" and notice.text.startswith("2 files")
    _press(window, "Details…")
    details = next(one for one in window.findChildren(DetailsDialog) if one.isVisible())
    assert "one.cjm: " in details.text.toPlainText() and "two.csv: " in details.text.toPlainText()
    details.reject()


def test_one_broken_file_is_one_sentence_without_folders(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "one.cjm").write_bytes(b"{")
    program.open_path(tmp_path / "one.cjm", window)
    notice = window.info.notice
    assert notice is not None
    assert notice.text.startswith("Could not open one.cjm: ")
    assert str(tmp_path) not in notice.text and notice.text.endswith(".")


def test_a_folder_dropped_by_mistake_fills_no_screen(
    program: Program, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cjmdesk.ui.program.MOST_AT_ONCE", 2)
    paths = [tmp_path / f"{number}.mmd" for number in range(4)]
    for path in paths:
        path.write_text(MERMAID, "utf-8")
    program.open_paths(paths, window)
    assert len(program.windows) == 2 < MOST_AT_ONCE
    notice = window.info.notice
    assert notice is not None and notice.text.startswith("2 files are opened at once; 2 more")


def test_an_imported_file_is_among_the_recent_ones(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "coffee.mmd"
    path.write_text(MERMAID, "utf-8")
    program.open_path(path, window)
    assert program.remembered.recent() == [(path, False)]


def test_the_place_for_files_lights_up_while_one_is_held_over_it(
    window: MainWindow, bike: Path, qtbot: QtBot
) -> None:
    qtbot.wait(20)

    def lit() -> bool:
        zone = window.start.findChild(QFrame, "dropZone")
        assert isinstance(zone, QFrame)
        return bool(zone.property("over"))

    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(bike))])
    at, left, plain = QPoint(200, 200), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, left, plain)
    QApplication.sendEvent(window, enter)
    assert lit()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not lit()
    QApplication.sendEvent(window, enter)
    QApplication.sendEvent(window, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, left, plain))
    assert window.session.path == bike and not lit()
