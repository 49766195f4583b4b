"""After a crash: what was not saved is offered at the next start."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_field
from cjmdesk.model.project import Project
from cjmdesk.storage import places
from cjmdesk.storage.journaling import Journaling
from cjmdesk.storage.project_file import fingerprint, load
from cjmdesk.storage.recovery import left_behind, recover
from cjmdesk.ui.dialogs.recovery import RecoveryDialog
from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow
from samples import repair_visit

Key = Qt.Key


def titled(project: Project, title: str) -> Project:
    return set_field(project, project.maps[0].id, "title", title)


def crashed(project: Project, title: str, path: Path | None = None) -> None:
    known = fingerprint(path) if path is not None else None
    made = Journaling()
    made.begin(project, path=path, file=known.digest if known else "")
    made.record(titled(project, title), "typing")
    made.end(keep=True)
    made.close()


def offered(qtbot: QtBot) -> RecoveryDialog:
    found: list[RecoveryDialog] = []

    def shown() -> bool:
        found[:] = [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, RecoveryDialog) and one.isVisible()
        ]
        return bool(found)

    qtbot.waitUntil(shown, timeout=5000)
    return found[0]


def test_it_is_offered_and_enter_brings_it_back(
    program: Program, window: MainWindow, bike: Path, qtbot: QtBot
) -> None:
    before = bike.read_bytes()
    crashed(load(bike).project, "Typed and not saved", bike)
    program.recovery.look(window)
    dialog = offered(qtbot)
    assert bike.name in dialog.list.item(0).text()
    QTest.keyClick(dialog, Key.Key_Return)
    session = window.session
    assert session.map is not None
    assert session.map.title == "Typed and not saved"
    assert session.path == bike
    assert session.modified
    assert bike.read_bytes() == before, "the file waits for Save"
    assert window.info.notice is not None
    assert "not saved before the program ended" in window.info.notice.text
    assert window.files.save()
    assert load(bike).project.maps[0].title == "Typed and not saved"
    assert left_behind() == []


def test_a_second_crash_right_after_loses_nothing(program: Program, window: MainWindow, qtbot: QtBot) -> None:
    crashed(repair_visit(), "Typed")
    program.recovery.bring_back([left_behind()[0].id], window)
    window.keeping.flush()
    [left] = left_behind()
    assert recover(left.id).project == titled(repair_visit(), "Typed")
    assert window.session.path is None


def test_a_file_that_changed_meanwhile_is_not_saved_over(
    program: Program, window: MainWindow, bike: Path
) -> None:
    project = load(bike).project
    crashed(project, "Typed", bike)
    bike.write_bytes(bike.read_bytes().replace(b"\n}", b"\n}\n"))
    program.recovery.bring_back([left_behind()[0].id], window)
    assert window.session.path is None, "Save asks for a name"
    assert window.session.suggested == "bike (recovered).cjm"


def test_several_open_in_windows_of_their_own(program: Program, window: MainWindow, qtbot: QtBot) -> None:
    crashed(repair_visit(), "One")
    crashed(repair_visit(), "Two")
    program.recovery.look(window)
    dialog = offered(qtbot)
    dialog.recover.click()
    titles = {one.session.map.title for one in program.windows if one.session.map is not None}
    assert titles == {"One", "Two"}


def test_later_leaves_it_and_discard_asks(
    program: Program, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed(repair_visit(), "One")
    program.recovery.look(window)
    QTest.keyClick(offered(qtbot), Key.Key_Escape)
    assert len(left_behind()) == 1
    window.actions_["recover"].trigger()
    dialog = offered(qtbot)

    def destructive(box: QMessageBox) -> object:
        role = QMessageBox.ButtonRole.DestructiveRole
        return next(one for one in box.buttons() if box.buttonRole(one) == role)

    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", destructive)
    dialog.discard.click()
    assert left_behind() == []
    assert list(places.discarded_folder().glob("*.journal"))


def test_nothing_left_is_said_when_asked(window: MainWindow) -> None:
    window.actions_["recover"].trigger()
    assert window.info.notice is not None
    assert window.info.notice.text == "Nothing was left unsaved."


_WINDOW = """
import signal
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from cjmdesk.edits.fields import set_field
from cjmdesk.ui import app, program

# Tests started behind a shell's back ignore Ctrl+C and a lost terminal, and so would this.
for name, usual in (("SIGHUP", signal.SIG_DFL), ("SIGINT", signal.default_int_handler)):
    if hasattr(signal, name):
        signal.signal(getattr(signal, name), usual)

def work(made):
    session = made.windows[0].session
    def edit():
        project = session.project
        if project is None:
            QTimer.singleShot(100, edit)
            return
        session.apply("typing", set_field(project, project.maps[0].id, "title", "Typed"))
        sys.stdout.write("typed\\n")
        sys.stdout.flush()
    QTimer.singleShot(200, edit)

class Watched(program.Program):
    def __init__(self, *words):
        super().__init__(*words)
        QTimer.singleShot(100, lambda: work(self))

program.Program = Watched
sys.exit(app.run([Path(sys.argv[1])]))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL"])
def test_the_system_ends_the_program(bike: Path, name: str) -> None:
    number = getattr(signal, name)
    process = subprocess.Popen(
        [sys.executable, "-c", _WINDOW, str(bike)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "typed\n"
    if number == signal.SIGKILL:
        time.sleep(3)  # far more than the half second of the promise, for a busy machine
    process.send_signal(number)
    code = process.wait(timeout=20)
    assert code == (-9 if number == signal.SIGKILL else 128 + number)
    [left] = left_behind()
    assert recover(left.id).project.maps[0].title == "Typed"
    assert left.path == bike
