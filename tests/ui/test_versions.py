"""Going back to an earlier version of the file."""

import datetime
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cjmdesk.storage.backups import Version, versions
from cjmdesk.storage.project_file import save
from cjmdesk.ui.dialogs.versions import VersionsDialog
from cjmdesk.ui.program import Program
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
    [instead] = dialog.preview.findChildren(QLabel)
    assert instead.isVisible() and "choose another one" in instead.text()
    QTest.keyClick(dialog, Key.Key_Return)
    assert opened.session.project is not None
    assert opened.session.project.title == "Second"
    dialog.reject()


def test_a_version_is_shown_again_after_one_without_a_map(
    opened: MainWindow, retitle: Callable[[str], None], qtbot: QtBot
) -> None:
    for title in ("Second", "Third"):
        retitle(title)
        assert opened.files.save()
    path, project = opened.session.path, opened.session.project
    assert path is not None and project is not None
    save(project.model_copy(update={"maps": ()}), versions(path)[0].path)
    opened.actions_["restore_version"].trigger()
    [dialog] = [one for one in QApplication.topLevelWidgets() if isinstance(one, VersionsDialog)]
    [instead] = dialog.preview.findChildren(QLabel)
    qtbot.waitUntil(instead.isVisible, timeout=10_000)
    assert instead.text() == "There is no map in this version." and dialog.restore.isEnabled()
    QTest.keyClick(dialog.list, Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.preview.shown is not None, timeout=10_000)
    assert not instead.isVisible()
    dialog.reject()


def test_no_version_yet_is_said(opened: MainWindow) -> None:
    opened.actions_["restore_version"].trigger()
    assert opened.info.notice is not None
    assert "There is no earlier version yet" in opened.info.notice.text


def test_versions_of_one_minute_are_told_apart_and_none_lies_over_another(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    noon = datetime.datetime(2026, 3, 14, 12, 5, 7, tzinfo=datetime.UTC)
    moments = [noon, noon - datetime.timedelta(seconds=4), noon - datetime.timedelta(hours=1)]
    found = [Version(tmp_path / str(n), "x", saved, 1) for n, saved in enumerate(moments)]
    dialog = VersionsDialog(None, program, found)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    QApplication.processEvents()
    words = [dialog.list.item(row).text() for row in range(3)]
    assert ":05:07" in words[0] and ":05:03" in words[1] and words[2].count(":") == 1
    rows = [dialog.list.visualItemRect(dialog.list.item(row)) for row in range(3)]
    assert all(above.bottom() < below.top() for above, below in pairwise(rows))
    assert rows[0].height() > dialog.fontMetrics().lineSpacing() + 6
