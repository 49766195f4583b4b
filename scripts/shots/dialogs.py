"""Windows beside the main one: dialogs, boxes, the presentation."""

from pathlib import Path
from typing import TYPE_CHECKING

from shots.things import modal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from cjmdesk.ui.window import MainWindow
    from shots.things import Views


def dialogs(window: "MainWindow") -> "Views":
    """Every dialog."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDialog

    from cjmdesk.i18n import _
    from cjmdesk.ui.dialogs.details import DetailsDialog

    for name in ("export_poster", "preferences", "shortcuts", "help", "about"):
        window.actions_[name].trigger()
        QTest.qWait(450)
        dialog = next(
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        )
        yield f"dialog-{name}", dialog
        if name == "help":
            for number in range(1, dialog.chapters.count()):  # type: ignore[attr-defined]
                dialog.chapters.setCurrentRow(number)  # type: ignore[attr-defined]
                QTest.qWait(60)
                yield f"dialog-help-{number}", dialog
        if name == "export_poster":
            yield from _papers(dialog)
        dialog.reject()
        QTest.qWait(30)
    notes = (_("No note has a tag yet"), _("This map has no personas yet"))
    details = DetailsDialog(window, "journey.xlsx", notes)
    details.open()
    QTest.qWait(60)
    yield "dialog-details", details
    details.close()


def _papers(dialog: "QDialog") -> "Views":
    """The export dialog for a size of one's own, and for the smallest paper."""
    from PySide6.QtTest import QTest

    for name, paper in (("own", ""), ("small", "A4")):
        box = dialog.paper  # type: ignore[attr-defined]
        box.setCurrentIndex(box.findData(paper))
        box.activated.emit(box.currentIndex())
        QTest.qWait(900)
        yield f"dialog-export_poster-{name}", dialog


def boxes(window: "MainWindow", folder: Path) -> "Views":
    """The boxes that wait for an answer."""
    import shutil

    from cjmdesk.ui.commands.files import ask_to_save

    yield "dialog-close", modal(lambda: ask_to_save(window, window.document_name()))
    assert window.session.path is not None
    ours = folder / "journey.cjm"
    shutil.copy(window.session.path, ours)
    window.files._write(ours)
    ours.write_bytes(ours.read_bytes() + b" ")
    yield "dialog-changed", modal(window.files.save)
    window.session.mark_saved(ours)


def presentation(window: "MainWindow") -> "Views":
    """The whole map on the screen, then a stage, and the same in the middle of a stage."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    window.session.select("")
    window.actions_["present"].trigger()
    QTest.qWait(300)
    shown = next(one for one in QApplication.topLevelWidgets() if one.objectName() == "presentation")
    for number in (0, 1, 2):
        shown.go(number)  # type: ignore[attr-defined]
        QTest.qWait(500)
        yield f"presentation-{number}", shown
    shown.close()
