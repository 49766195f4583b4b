"""What a window writes down while somebody works in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hands import journey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from cjmdesk.storage import journal, places
from cjmdesk.storage.recovery import left_behind, recover
from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier


def journals() -> list[Path]:
    return sorted(places.journal_folder().glob("*.journal"))


def test_looking_writes_nothing(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.wait(600)
    assert journals() == []


def test_what_is_typed_is_on_the_disk_soon(blank: MainWindow, qtbot: QtBot) -> None:
    one = journey(blank)
    blank.session.select(f"cell:{one.lanes[0].id}:{one.stages[0].steps[0].id}")
    for letter in "queue":
        QTest.keyClicks(QApplication.focusWidget() or blank.canvas, letter)
    assert blank.session.modified
    qtbot.waitUntil(lambda: len(journals()) == 1, timeout=5000)
    [path] = journals()

    def written() -> bool:
        steps = journal.read_journal(path).steps
        return bool(steps) and recover(path.name.removesuffix(".journal")).project == blank.session.project

    qtbot.waitUntil(written, timeout=5000)


def test_undo_is_written_down_and_saving_forgets(
    opened: MainWindow, retitle: Callable[[str], None], qtbot: QtBot
) -> None:
    before = opened.session.project
    retitle("Another")
    opened.keeping._own.flush()
    id = opened.keeping._own.id
    QTest.keyClick(opened, Key.Key_Z, Held.ControlModifier)
    opened.keeping._own.flush()
    assert recover(id).project == before
    retitle("A third")
    opened.keeping._own.flush()
    QTest.keyClick(opened, Key.Key_S, Held.ControlModifier)
    assert not opened.session.modified
    assert journals() == []
    retitle("A fourth")
    opened.keeping._own.flush()
    assert recover(opened.keeping._own.id).project == opened.session.project


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.Discard, QMessageBox.StandardButton.Save])
def test_what_is_not_wanted_is_kept_for_some_days(
    opened: MainWindow,
    retitle: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    answer: QMessageBox.StandardButton,
) -> None:
    monkeypatch.setattr("cjmdesk.ui.commands.files.ask_to_save", lambda *_: answer)
    retitle("Another")
    opened.keeping._own.flush()
    assert opened.close()
    assert journals() == []
    assert left_behind() == []
    kept = list(places.discarded_folder().glob("*.journal"))
    assert len(kept) == (1 if answer == QMessageBox.StandardButton.Discard else 0)


def test_the_program_ends_at_once(opened: MainWindow, retitle: Callable[[str], None]) -> None:
    retitle("Another")
    opened.keeping.flush()
    [left] = left_behind()
    assert left.path == opened.session.path
    assert left.same_file
    assert recover(left.id).project == opened.session.project


def test_a_full_disk_is_said_and_work_goes_on(
    opened: MainWindow, retitle: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_words: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cjmdesk.storage.journaling.os.write", full)
    retitle("Another")
    qtbot.waitUntil(lambda: bool(opened.keeping.trouble), timeout=5000)
    assert "the disk is full" in opened.bench.status.saved.text()
    assert opened.info.notice is not None
    assert "the disk is full" in opened.info.notice.text
    monkeypatch.undo()
    retitle("A third")
    opened.keeping._own.flush()
    qtbot.waitUntil(lambda: not opened.keeping.trouble, timeout=5000)
    assert opened.bench.status.saved.text() == "Changes not saved yet"
    assert journey(opened)


def test_two_windows_have_a_journal_each(
    program: Program, opened: MainWindow, retitle: Callable[[str], None]
) -> None:
    from cjmdesk.formats.templates import make_project

    other = program.new_window()
    other.files.start_new(make_project("current-state", "en"), "other.cjm")
    project = other.session.project
    assert project is not None
    other.session.apply("new title", project.model_copy(update={"title": "Other"}))
    retitle("Another")
    opened.keeping._own.flush()
    other.keeping._own.flush()
    assert len(journals()) == 2
