"""A file that is opened may be open elsewhere: whoever opens it second decides what to do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from cjmdesk.i18n import _
from cjmdesk.storage.patience import within
from cjmdesk.ui.opening import OWN, FileState, Opened, is_own

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cjmdesk.storage.locks import Lock, Owner

PATIENCE = 0.5
"""Seconds."""


class Held:
    """A window's hold on a file. Only projects of ours are held: others are read once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock: Lock | None = None
        self._answer = ""

    def of(self, path: Path) -> bool:
        """Whether this is the hold on that file."""
        return self._lock is not None and os.path.realpath(self._path) == os.path.realpath(path)

    def ask(self, asker: QWidget, owner: Owner) -> bool:
        """`owner` has the file: ask what to do. False: do not open it."""
        self._answer = ask_about(asker, self._path, owner)
        if self._answer == "over":
            self.take(force=True)
        return bool(self._answer)

    def take(self, *, force: bool = False) -> Owner | None:
        """Take hold of the file; who has it, None if nobody or if it is none of ours. Touches no widget."""
        from cjmdesk.storage.locks import Lock, take

        if not is_own(self._path):
            return None
        found = take(self._path, force=force)
        if not isinstance(found, Lock):
            return found
        self._lock = found
        return None

    def opened(self, opened: Opened) -> Opened:
        """What was read, as the user wants it: to be looked at only, or as a copy."""
        if self._answer == "read":
            reason = _("it is open elsewhere")
            text = _("Read only: {reason}. Save it under another name to keep changes.")
            notes = (text.format(reason=reason), *opened.notes)
            file = replace(opened.file, read_only=reason)
            return replace(opened, file=file, notes=notes, grave=True)
        if self._answer == "copy":
            name = _("{name} (copy)").format(name=self._path.stem) + OWN
            return replace(opened, file=FileState(header=opened.file.header), suggested=name)
        return opened

    def release(self) -> None:
        """Let others have the file; may be called again. A disk that does not answer is not waited for."""
        lock, self._lock = self._lock, None
        if lock is not None:
            within(PATIENCE, lock.release)


def ask_about(asker: QWidget, path: Path, owner: Owner) -> str:
    """`read`, `copy`, `over`, or empty to leave it closed."""
    from PySide6.QtWidgets import QMessageBox

    from cjmdesk.ui.icons import question_sign

    box = QMessageBox(asker)
    box.setWindowTitle(_("Open"))
    box.setIconPixmap(question_sign(asker))
    box.setText(_("“{file}” is open already.").format(file=path.name))
    box.setInformativeText(_who(owner))
    read = box.addButton(_("Open Read-Only"), QMessageBox.ButtonRole.AcceptRole)
    copy = box.addButton(_("Open a Copy"), QMessageBox.ButtonRole.ActionRole)
    over = box.addButton(_("Take Over"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(read)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    answers = ((read, "read"), (copy, "copy"), (over, "over"))
    return next((answer for button, answer in answers if clicked is button), "")


def _who(owner: Owner) -> str:
    from cjmdesk.ui.moments import moment_words

    user = owner.user or _("somebody")
    then = _("Whoever saves second is asked what to keep.")
    if owner.here:
        who = _("{user} is working on it in another window of this computer.").format(user=user)
        return f"{who} {then}"
    if owner.since is None:
        who = _("{user} is working on it on the computer “{host}”.").format(user=user, host=owner.host)
        return f"{who} {then}"
    text = _("{user} has been working on it on the computer “{host}” since {moment}.")
    return f"{text.format(user=user, host=owner.host, moment=moment_words(owner.since))} {then}"
