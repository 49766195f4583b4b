"""Going back to an earlier version of the file."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjmdesk.storage.backups import versions
from cjmdesk.ui.dialogs.versions import VersionsDialog
from cjmdesk.ui.window import MainWindow

Key = Qt.Key


def shown(qtbot: QtBot) -> VersionsDialog:
    found: list[VersionsDialog] = []

    def there() -> bool:
        found[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, VersionsDialog)]
        return bool(found) and found[0].restore.isEnabled()

    qtbot.waitUntil(there, timeout=10_000)
    return found[0]


def test_restoring_is_a_step_that_can_be_undone(
    opened: MainWindow, retitle: Callable[[str], None], qtbot: QtBot
) -> None:
    first = opened.session.project
    retitle("Second")
    assert opened.files.save()
    retitle("Third")
    assert opened.files.save()
    opened.actions_["restore_version"].trigger()
    dialog = shown(qtbot)
    assert dialog.list.count() == 2
    assert dialog.facts.text().startswith("Second")
    QTest.keyClick(dialog.list, Key.Key_Down)
    qtbot.waitUntil(lambda: not dialog.facts.text().startswith("Second"), timeout=10_000)
    QTest.keyClick(dialog, Key.Key_Return)
    assert opened.session.project == first
    assert opened.session.modified
    assert opened.session.history is not None
    assert opened.session.history.undo_label == "restoring a version"
    opened.actions_["undo"].trigger()
    assert opened.session.project is not None
    assert opened.session.project.title == "Third"


def test_a_damaged_version_is_said(opened: MainWindow, retitle: Callable[[str], None], qtbot: QtBot) -> None:
    retitle("Second")
    assert opened.files.save()
    path = opened.session.path
    assert path is not None
    versions(path)[0].path.write_text("nonsense")
    opened.actions_["restore_version"].trigger()
    [dialog] = [one for one in QApplication.topLevelWidgets() if isinstance(one, VersionsDialog)]
    qtbot.waitUntil(lambda: "cannot be read" in dialog.facts.text(), timeout=10_000)
    assert not dialog.restore.isEnabled()
    QTest.keyClick(dialog, Key.Key_Return)
    assert opened.session.project is not None
    assert opened.session.project.title == "Second"
    dialog.reject()


def test_no_version_yet_is_said(opened: MainWindow) -> None:
    opened.actions_["restore_version"].trigger()
    assert opened.info.notice is not None
    assert "There is no earlier version yet" in opened.info.notice.text
