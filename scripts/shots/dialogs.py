"""Windows beside the main one: dialogs, boxes, the presentation."""

from pathlib import Path
from typing import TYPE_CHECKING

from shots.things import away, modal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from cjmdesk.ui.deciding.field import Field
    from cjmdesk.ui.dialogs.print.fields import OwnField
    from cjmdesk.ui.window import MainWindow
    from shots.things import Views


def dialogs(window: "MainWindow") -> "Views":
    """Every dialog."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDialog

    from cjmdesk.i18n import _
    from cjmdesk.ui.dialogs.details import DetailsDialog

    for name in ("print", "preferences", "shortcuts", "help", "about"):
        window.actions_[name].trigger()
        QTest.qWait(450)
        dialog = next(
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        )
        if name == "print":
            settled(dialog)
        yield f"dialog-{name}", dialog
        if name == "help":
            for number in range(1, dialog.chapters.count()):  # type: ignore[attr-defined]
                dialog.chapters.setCurrentRow(number)  # type: ignore[attr-defined]
                QTest.qWait(60)
                yield f"dialog-help-{number}", dialog
        if name == "print":
            yield from _prints(dialog)
        dialog.reject()
        QTest.qWait(30)
    notes = (_("No card has a tag yet"), _("This map has no personas yet"))
    details = DetailsDialog(window, "journey.xlsx", notes)
    details.open()
    QTest.qWait(60)
    yield "dialog-details", details
    details.close()


def settled(dialog: "QDialog") -> None:
    """Wait until the preview shows what is chosen, and its size is measured."""
    from PySide6.QtTest import QTest

    for _turn in range(300):
        QTest.qWait(60)
        busy = dialog.changing or dialog.preview.view.painting  # type: ignore[attr-defined]
        if not busy and (dialog.measured or dialog.save.isHidden()):  # type: ignore[attr-defined]
            return


def _prints(dialog: "QDialog") -> "Views":
    """The print dialog over sheets, page by page, and for a size of one's own that cannot be."""
    from PySide6.QtTest import QTest

    from cjmdesk.i18n import _
    from cjmdesk.ui.dialogs.print.fields import OWN
    from cjmdesk.ui.dialogs.print.password import PasswordDialog
    from cjmdesk.ui.dialogs.print.sending import Sending

    side, preview = dialog.side, dialog.preview  # type: ignore[attr-defined]

    def take(field: "OwnField", value: str) -> None:
        field.box.setCurrentIndex(field.box.findData(value))
        field.box.activated.emit(field.box.currentIndex())

    take(side.tile, "A4")
    settled(dialog)
    yield "dialog-print-tiled", dialog
    for page in (0, 2):
        preview.turn(page or 1)
        settled(dialog)
        yield f"dialog-print-page-{preview.number}", dialog
    sending = dialog.findChild(Sending)
    sending.tell_slow("Office")
    yield "dialog-print-silent", dialog
    asked = PasswordDialog(dialog, "Office", "marta")
    asked.show()
    asked.activateWindow()
    QTest.qWait(60)
    yield "dialog-print-password", asked
    asked.close()
    sending.refused.emit(
        _("{printer} did not take the pages: {problem}").format(
            printer="Office", problem="Not accepting jobs."
        )
    )
    yield "dialog-print-refused", dialog
    dialog.info.dismiss()  # type: ignore[attr-defined]
    side.ask_format()
    settled(dialog)
    yield "dialog-print-file", dialog
    take(side.tile, "none")
    take(side.paper, OWN)
    side.area.verticalScrollBar().setValue(0)
    settled(dialog)
    yield "dialog-print-own", dialog
    take(side.paper, "A4")
    settled(dialog)
    yield "dialog-print-small", dialog
    for number in range(1, side.what.count()):
        side.what.setCurrentIndex(number)
        side.what.activated.emit(number)
        settled(dialog)
        yield f"dialog-print-{side.what.currentData()}", dialog


def new_maps(window: "MainWindow") -> "Views":
    """The dialog for a new map: as it opens, searched, with stages of one's own; saving a template."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDialog

    from cjmdesk.edits.templating import as_template
    from cjmdesk.formats.own_templates import save_own
    from cjmdesk.i18n import current_language

    def shown() -> QDialog:
        return next(
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        )

    project = window.session.project
    assert project is not None
    save_own(as_template(project, project.maps[0].title, notes=True))
    window.actions_["add_map"].trigger()
    QTest.qWait(500)
    yield "dialog-new-map", shown()
    dialog = shown()
    found = {"pl": "lojal", "ru": "лояль"}.get(current_language(), "loyal")
    dialog.chooser.search.setText(found)  # type: ignore[attr-defined]
    QTest.qWait(500)
    yield "dialog-new-map-search", dialog
    dialog.chooser.search.setText(project.maps[0].title)  # type: ignore[attr-defined]
    dialog.wishes.stages.setPlainText("A\nB\nC")  # type: ignore[attr-defined]
    QTest.qWait(800)
    yield "dialog-new-map-own", dialog
    dialog.reject()
    window.actions_["save_template"].trigger()
    QTest.qWait(80)
    yield "dialog-save-template", shown()
    shown().reject()


def boxes(window: "MainWindow", folder: Path) -> "Views":
    """The boxes that wait for an answer."""
    import shutil

    from cjmdesk.ui.commands.files import ask_to_save

    yield "dialog-close", modal(lambda: ask_to_save(window, window.document_name()))
    assert window.session.path is not None
    ours = folder / "journey.cjm"
    shutil.copy(window.session.path, ours)
    window.files.write(ours)
    ours.write_bytes(ours.read_bytes() + b" ")
    yield "dialog-changed", modal(window.files.save)
    window.session.mark_saved(ours)


def presentation(window: "MainWindow") -> "Views":
    """The whole map on the screen, then a stage, and the same in the middle of a stage."""
    from PySide6.QtCore import QVariantAnimation
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    window.session.select("")
    window.actions_["present"].trigger()
    QTest.qWait(300)
    shown = next(one for one in QApplication.topLevelWidgets() if one.objectName() == "presentation")
    glides = shown.findChildren(QVariantAnimation)
    for number in (0, 1, 2):
        shown.go(number)  # type: ignore[attr-defined]
        QTest.qWait(200)
        while any(glide.state() == QVariantAnimation.State.Running for glide in glides):
            QTest.qWait(50)
        yield f"presentation-{number}", shown
    shown.close()


def walk_through(window: "MainWindow") -> "Views":
    """Questions of the walk-through: the first, a lane's with notes, a feeling, small, and the end."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    window.session.select("")
    window.actions_["walk"].trigger()
    QTest.qWait(150)
    shown = next(one for one in QApplication.topLevelWidgets() if one.objectName() == "walkThrough")
    shown.resize(1920, 1080)
    QTest.qWait(100)
    yield "walk-first", shown
    shown.screen_.filled.setChecked(True)  # type: ignore[attr-defined]
    one = window.session.map
    assert one is not None
    lanes = {lane.id: lane.kind for lane in one.lanes}
    for kind in ("touchpoints", "pain_points", "emotions"):
        asked = shown.questions  # type: ignore[attr-defined]
        at = [n for n, each in enumerate(asked) if lanes.get(each.lane) == kind and each.sort == "note"]
        shown.at = at[min(2, len(at) - 1)]  # type: ignore[attr-defined]
        shown._show()  # type: ignore[attr-defined]
        QTest.qWait(60)
        yield f"walk-{kind}", shown
    shown.resize(800, 600)
    QTest.qWait(60)
    yield "walk-small", shown
    shown.resize(1280, 720)
    shown.at = len(shown.questions)  # type: ignore[attr-defined]
    shown._show()  # type: ignore[attr-defined]
    QTest.qWait(60)
    yield "walk-end", shown
    shown.close()


def deciding(window: "MainWindow") -> "Views":
    """The four steps of Decide and Plan; a note while it is dragged; and a map that has nothing to decide."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    window.session.select("")
    away()
    window.actions_["decide"].trigger()
    QTest.qWait(150)
    shown = next(one for one in QApplication.topLevelWidgets() if one.objectName() == "deciding")
    for width, height in ((1180, 784), (1024, 700)):
        shown.resize(width, height)
        for number, name in enumerate(("pains", "matrix", "votes", "plan")):
            shown.go_to(number)  # type: ignore[attr-defined]
            QTest.qWait(500)
            yield f"deciding-{name}-{width}", shown
    shown.go_to(1)  # type: ignore[attr-defined]
    QTest.qWait(100)
    yield from _dragged(shown.matrix.field, shown)  # type: ignore[attr-defined]
    shown.close()


def _dragged(field: "Field", shown: "QWidget") -> "Views":
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    note = next(iter(field.notes.values()))
    left, to = Qt.MouseButton.LeftButton, field.place_box(4, 4).center()
    for sort, at in (
        (QEvent.Type.MouseButtonPress, note.geometry().center()),
        (QEvent.Type.MouseMove, to),
        (QEvent.Type.MouseMove, to),
    ):
        here = QPointF(note.mapFromParent(at))
        button = left if sort == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        held = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(
            note, QMouseEvent(sort, here, QPointF(field.mapToGlobal(at)), button, left, held)
        )
    QTest.qWait(60)
    yield "deciding-drag", shown
    note.cancel()
