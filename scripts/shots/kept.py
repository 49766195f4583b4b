"""What guards people's work: unsaved work brought back, earlier versions, a file that is open elsewhere."""

import datetime
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from shots.things import SIZE, a_card, copied, modal

if TYPE_CHECKING:
    from cjmdesk.ui.program import Program
    from cjmdesk.ui.window import MainWindow
    from shots.things import Views

NOON = datetime.datetime(2026, 3, 14, 12, 5, tzinfo=datetime.UTC)
"""The same in every picture, so that pictures can be compared."""

STAMP = "%Y%m%dT%H%M%S.%f"
"""How the name of a version tells when it was kept."""


def unsaved(window: "MainWindow") -> "Views":
    """What an ended program left behind: one project, several, and the question before it is put away."""
    from PySide6.QtTest import QTest

    from cjmdesk.storage.recovery import Left
    from cjmdesk.ui.dialogs.recovery import RecoveryDialog

    assert window.session.project is not None
    title, hour = window.session.project.title, datetime.timedelta(hours=1)
    long = Path("a-name-that-goes-on-until-it-fits-no-line-of-any-dialog-however-wide-it-may-be.cjm")
    found = (
        Left("0" * 16, title, Path("bike-workshop.cjm"), NOON, 21, True),
        Left("1" * 16, "", None, NOON - hour, 1, True),
        Left("2" * 16, f"{title}. {title}", long, NOON - 30 * hour, 2, False),
    )
    for name, some in (("one", found[:1]), ("several", found)):
        dialog = RecoveryDialog(window, some)
        dialog.open()
        QTest.qWait(120)
        yield f"dialog-recovery-{name}", dialog
        if name == "several":
            yield "dialog-recovery-discard", modal(dialog.discard.click)
        dialog.close()


def versions(program: "Program", home: Path, language: str) -> "Views":
    """The versions of a file that was saved three times, one of them damaged."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from cjmdesk.storage.backups import versions as kept
    from cjmdesk.ui.dialogs.versions import VersionsDialog

    ours = home / "saved-twice.cjm"
    shutil.copy(copied("bike-workshop", language), ours)
    window = program.new_window()
    window.resize(*SIZE)
    program.open_path(ours, window)
    for _time in range(3):
        window.session.select(a_card(window))
        window.actions_["duplicate"].trigger()
        window.files.save()
    kept(ours)[1].path.write_text("nonsense", "utf-8")
    for one, hours in zip(kept(ours), (0, 3, 50), strict=True):  # as if days had passed between them
        stamps = [moment.strftime(STAMP) for moment in (one.saved, NOON - datetime.timedelta(hours=hours))]
        one.path.rename(one.path.with_name(one.path.name.replace(*stamps)))
    window.actions_["restore_version"].trigger()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, VersionsDialog))
    QTest.qWait(900)
    yield "dialog-versions", dialog
    dialog.list.setCurrentRow(1)
    QTest.qWait(1_500)
    yield "dialog-versions-damaged", dialog
    dialog.close()
    window.close()


def elsewhere(window: "MainWindow") -> "Views":
    """The question before a file is opened that somebody has open."""
    from cjmdesk.storage.locks import Owner
    from cjmdesk.ui.holding import ask_about

    ours = Path("journey.cjm")
    here, there = Owner("Ola", "front-desk", True, NOON), Owner("Ola", "front-desk", False, NOON)
    for name, owner in (("here", here), ("there", there)):
        yield f"dialog-held-{name}", modal(lambda owner=owner: ask_about(window, ours, owner))
