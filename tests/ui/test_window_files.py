"""Opening, saving and closing: what is asked, what is said, and that nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from cjmdesk.storage.project_file import load
from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow

Buttons = QMessageBox.StandardButton
MERMAID = "journey\n  title Coffee\n  section Morning\n    Make coffee: 4: Me\n    Spill it: 1: Me, Cat\n"


def _answer(key_or_button: Buttons | Qt.Key) -> list[str]:
    """Answer the next message box; gives a list that gets its text."""
    said: list[str] = []

    def act() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(10, act)
            return
        said.append(box.text())
        if isinstance(key_or_button, Qt.Key):
            QTest.keyClick(box, key_or_button)
        else:
            QTest.mouseClick(box.button(key_or_button), Qt.MouseButton.LeftButton)

    QTimer.singleShot(10, act)
    return said


def _name(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    chosen = (str(path) if path else "", "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: chosen)


def _drop(window: MainWindow, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, left, plain = QPoint(200, 200), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, left, plain)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, left, plain))


def test_title_counts_and_saved_state(opened: MainWindow, retitle: Callable[[str], None]) -> None:
    assert opened.windowTitle() == "bike.cjm[*] - cjmdesk"
    assert not opened.isWindowModified()
    assert opened.bench.status.counts.text() == "59 cards · 6 stages · 8 lanes"
    assert opened.bench.status.saved.text() == "All changes saved"
    retitle("Another")
    assert opened.isWindowModified()
    assert opened.bench.status.saved.text() == "Changes not saved yet"


def test_undo_and_redo_name_the_change(opened: MainWindow, retitle: Callable[[str], None]) -> None:
    before = opened.session.project
    retitle("Another")
    assert opened.actions_["undo"].text() == "Undo new title"
    QTest.keyClick(opened.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.session.project is before
    assert not opened.isWindowModified()
    opened.actions_["redo"].trigger()
    assert opened.bench.navigator.title.text() == "Another"


def test_save_writes_the_file(opened: MainWindow, bike: Path, retitle: Callable[[str], None]) -> None:
    retitle("Saved")
    QTest.keyClick(opened, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert load(bike).project.title == "Saved"
    assert not opened.isWindowModified()
    assert opened.bench.status.saved.text().startswith("Saved ")


def test_save_as_adds_the_suffix_once_and_moves_on(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bike: Path
) -> None:
    old = bike.read_bytes()
    _name(monkeypatch, tmp_path / "other")
    opened.actions_["save_as"].trigger()
    assert opened.session.path == tmp_path / "other.cjm"
    assert (tmp_path / "other.cjm").is_file()
    assert bike.read_bytes() == old
    assert opened.windowTitle() == "other.cjm[*] - cjmdesk"


def test_save_a_copy_keeps_the_own_file(
    opened: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    bike: Path,
    retitle: Callable[[str], None],
) -> None:
    retitle("Only in the copy")
    _name(monkeypatch, tmp_path / "copy.cjm")
    opened.actions_["save_copy"].trigger()
    assert load(tmp_path / "copy.cjm").project.title == "Only in the copy"
    assert opened.session.path == bike
    assert opened.isWindowModified()


def test_a_template_asks_for_a_name_first(
    program: Program, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = program.start_content().templates[0]
    program.open_offer(window, offer)
    assert window.session.path is None
    assert not window.isWindowModified()
    assert window.bench.status.saved.text() == "Not in a file yet"
    _name(monkeypatch, None)
    assert window.files.save() is False
    _name(monkeypatch, tmp_path / "mine.cjm")
    assert window.files.save() is True
    assert (tmp_path / "mine.cjm").is_file()


def test_closing_untouched_asks_nothing(opened: MainWindow) -> None:
    assert opened.close()


@pytest.mark.parametrize("answer", [Buttons.Cancel, Qt.Key.Key_Escape])
def test_cancel_keeps_the_window(
    opened: MainWindow, retitle: Callable[[str], None], answer: Buttons | Qt.Key
) -> None:
    retitle("Unsaved")
    said = _answer(answer)
    assert not opened.close()
    assert opened.isVisible()
    assert "bike.cjm" in said[0]


def test_discard_closes_and_leaves_the_file(
    opened: MainWindow, retitle: Callable[[str], None], bike: Path
) -> None:
    old = bike.read_bytes()
    retitle("Unsaved")
    _answer(Buttons.Discard)
    assert opened.close()
    assert bike.read_bytes() == old


def test_save_then_close(opened: MainWindow, retitle: Callable[[str], None], bike: Path) -> None:
    retitle("Saved on closing")
    _answer(Buttons.Save)
    assert opened.close()
    assert load(bike).project.title == "Saved on closing"


def test_a_failed_save_cancels_the_close(
    opened: MainWindow, retitle: Callable[[str], None], bike: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cjmdesk.storage import project_file
    from cjmdesk.storage.errors import StorageError

    def refuse(*_a: object, **_k: object) -> None:
        raise StorageError(bike, "the disk is full", cause="device")

    monkeypatch.setattr(project_file, "save", refuse)
    retitle("Unsaved")
    _answer(Buttons.Save)
    assert not opened.close()
    assert opened.isWindowModified()
    assert opened.info.notice is not None
    assert "the disk is full" in opened.info.notice.text


def test_a_save_that_breaks_cancels_the_close(
    opened: MainWindow, retitle: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_a: object, **_k: object) -> None:
        raise MemoryError("no room for the file's text")

    monkeypatch.setattr("cjmdesk.storage.project_file.save", broken)
    retitle("Unsaved")
    _answer(Buttons.Save)
    with pytest.raises(MemoryError):
        opened.close()
    assert opened.isVisible() and opened.isWindowModified()


def test_a_file_changed_by_others_is_not_overwritten_silently(
    opened: MainWindow, retitle: Callable[[str], None], bike: Path
) -> None:
    retitle("Mine")
    bike.write_bytes(bike.read_bytes() + b"\n")
    theirs = bike.read_bytes()
    said = _answer(Qt.Key.Key_Escape)
    assert opened.files.save() is False
    assert said
    assert bike.read_bytes() == theirs
    assert opened.isWindowModified()


def test_a_broken_file_is_told_and_keeps_the_document(
    program: Program, opened: MainWindow, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.cjm"
    broken.write_text('{"format": "cjmdesk", "schema": 1, "title": ', "utf-8")
    before = opened.session.project
    program.open_path(broken, opened)
    assert opened.session.project is before
    assert len(program.windows) == 1
    notice = opened.info.notice
    assert notice is not None and notice.level == "error"
    assert "broken.cjm" in notice.text and "Traceback" not in notice.text
    assert opened.info.isVisible()


def test_dropping_a_file_opens_it(window: MainWindow, bike: Path) -> None:
    _drop(window, bike)
    assert window.session.path == bike


def test_a_dropped_table_of_numbers_can_be_imported(opened: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    from cjmdesk.ui.figures.importing import NumbersDialog

    table = tmp_path / "till.csv"
    table.write_text("Where,Visits\nphone,120\n", "utf-8")
    _drop(opened, table)
    qtbot.waitUntil(lambda: opened.info.notice is not None)
    notice = opened.info.notice
    assert notice is not None and notice.text.startswith("Could not open till.csv: no stages")
    ways = dict(notice.ways)
    assert list(ways) == ["Import Numbers…", "Open Another…"]
    ways["Import Numbers…"]()
    [dialog] = [one for one in opened.findChildren(NumbersDialog) if one.isVisible()]
    assert dialog.rows.rowCount() == 1


def test_dropping_on_a_window_with_a_project_opens_another(
    program: Program, opened: MainWindow, tmp_path: Path, bike: Path
) -> None:
    second = tmp_path / "second.cjm"
    second.write_bytes(bike.read_bytes())
    _drop(opened, second)
    assert len(program.windows) == 2
    assert program.windows[1].session.path == second
    _drop(opened, second)
    assert len(program.windows) == 2


def test_a_foreign_file_becomes_a_project(program: Program, window: MainWindow, tmp_path: Path) -> None:
    foreign = tmp_path / "coffee.mmd"
    foreign.write_text(MERMAID, "utf-8")
    program.open_path(foreign, window)
    assert window.session.map is not None and window.session.map.title == "Coffee"
    assert window.session.path is None
    assert window.session.suggested == "coffee.cjm"
    assert not window.isWindowModified()


def test_recent_files_newest_first_missing_ones_cannot_be_chosen(
    program: Program, opened: MainWindow, bike: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone.cjm"
    program.remembered.note_file(gone)
    assert program.remembered.recent() == [(gone, True), (bike, False)]
    menu = next(one for one in opened.findChildren(QMenu) if one.objectName() == "recent")
    menu.aboutToShow.emit()
    entries = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.isEnabled() for action in entries] == [False, True, True]
    entries[-1].trigger()
    assert program.remembered.recent() == []


@pytest.mark.parametrize("extension", ["csv", "xlsx", "html", "md", "mmd", "json", "ics"])
def test_exporting_data(
    opened: MainWindow, extension: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _name(monkeypatch, tmp_path / f"out.{extension}")
    opened.actions_[f"export_{extension}"].trigger()
    assert (tmp_path / f"out.{extension}").stat().st_size > 50
    assert opened.info.notice is not None and opened.info.notice.level != "error"


def test_the_start_page_opens_a_template_by_keyboard(
    program: Program, window: MainWindow, qtbot: QtBot
) -> None:
    from cjmdesk.ui.start.tile import Tile

    qtbot.waitUntil(lambda: bool(window.start.findChildren(Tile)), timeout=3_000)
    tile = window.start.findChildren(Tile)[0]
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Space)
    assert window.session.project is not None
    assert window.stack.currentWidget() is window.bench.panes


def test_a_web_page_is_written_from_the_menu(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _name(monkeypatch, tmp_path / "map")
    menu = next(m for m in opened.menuBar().findChildren(QMenu) if m.title() == "Export Data")
    action = next(one for one in menu.actions() if one.text().startswith("Web Page"))
    assert action.isEnabled()
    action.trigger()
    page = (tmp_path / "map.html").read_text("utf-8")
    assert "<svg role=" in page and "<table>" in page and "<script" not in page
