"""What is done to the user's own templates wherever they are shown: named, deleted, handed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def ask_rename(parent: QWidget, path: Path, title: str) -> bool:
    """Ask for another name and give it to the template; whether it has another now."""
    from PySide6.QtWidgets import QInputDialog, QLineEdit

    from cjmdesk.edits.errors import EditError
    from cjmdesk.formats.own_templates import rename_own
    from cjmdesk.storage.errors import StorageError

    words, sure = QInputDialog.getText(
        parent, _("Rename Template"), _("Name of the template"), QLineEdit.EchoMode.Normal, title
    )
    if not sure or not words.strip() or words.strip() == title:
        return False
    try:
        rename_own(path, words)
    except (StorageError, EditError) as error:
        _say(parent, _("Rename Template"), str(error))
        return False
    return True


def ask_delete(parent: QWidget, path: Path, title: str) -> bool:
    """Ask whether the template shall go, and take it away; whether it is gone."""
    from PySide6.QtWidgets import QMessageBox

    from cjmdesk.formats.own_templates import delete_own
    from cjmdesk.storage.errors import StorageError
    from cjmdesk.ui.icons import question_sign

    box = QMessageBox(parent)
    box.setWindowTitle(_("Delete Template"))
    box.setIconPixmap(question_sign(parent))
    box.setText(_("Delete the template “{title}”?").format(title=title))
    box.setInformativeText(_("Maps that were made from it stay as they are."))
    gone = box.addButton(_("Delete"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    if box.clickedButton() is not gone:
        return False
    try:
        delete_own(path)
    except StorageError as error:
        _say(parent, _("Delete Template"), str(error))
        return False
    return True


def hand_on(parent: QWidget, path: Path, folder: Path) -> None:
    """Ask for a place and write a copy of the template there, for somebody else."""
    from PySide6.QtWidgets import QFileDialog

    from cjmdesk.storage.errors import StorageError
    from cjmdesk.storage.project_file import load, save
    from cjmdesk.ui.opening import OWN, with_suffix

    name, _chosen = QFileDialog.getSaveFileName(
        parent, _("Share Template"), str(folder / path.name), _("cjmdesk projects (*.cjm)")
    )
    if not name:
        return
    try:
        save(load(path).project, with_suffix(Path(name), OWN))
    except StorageError as error:
        _say(parent, _("Share Template"), str(error))


def _say(parent: QWidget, title: str, reason: str) -> None:
    from PySide6.QtWidgets import QMessageBox

    QMessageBox.warning(parent, title, f"{reason[:1].upper()}{reason[1:]}.")
