"""Work that ended programs left unsaved: looked for at the start, offered, brought back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.moments import moment_words
from cjmdesk.ui.workers import Worker

if TYPE_CHECKING:
    from cjmdesk.storage.recovery import Left, Recovered
    from cjmdesk.ui.opening import FileState
    from cjmdesk.ui.program import Program
    from cjmdesk.ui.window import MainWindow


class Recovery(QObject):
    """Finds what was left unsaved, in a thread: a start waits for nothing."""

    found = Signal(object)
    """A list of what there is, the latest first; only where there is something."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._asker: MainWindow | None = None
        self.found.connect(self._offer)

    def look(self, asker: MainWindow) -> None:
        """Look for it, and offer it over `asker`."""
        self._asker = asker
        Worker("recovery", self._look).start()

    def _look(self) -> None:
        from cjmdesk.storage.recovery import clean, left_behind

        clean()
        found = left_behind()
        if found:
            with suppress(RuntimeError):  # the program ended meanwhile
                self.found.emit(found)

    def _offer(self, found: Sequence[Left]) -> None:
        asker = self._asker
        if asker is not None and asker in self._program.windows:
            self._open_dialog(asker, found)

    def show(self, asker: MainWindow) -> None:
        """Offer what there is now, or say that there is nothing."""
        from cjmdesk.storage.recovery import left_behind
        from cjmdesk.ui.infobar import Notice
        from cjmdesk.ui.waiting import Cancelled, wait_for

        try:
            found = wait_for(left_behind, asker, _("Looking for unsaved work…"))
        except Cancelled:
            return
        if found:
            self._open_dialog(asker, found)
        else:
            asker.tell(Notice(_("Nothing was left unsaved.")))

    def _open_dialog(self, asker: MainWindow, found: Sequence[Left]) -> None:
        from cjmdesk.ui.dialogs.recovery import RecoveryDialog

        dialog = RecoveryDialog(asker, found)
        dialog.recovered.connect(lambda ids: self.bring_back(ids, asker))
        dialog.open()

    def bring_back(self, ids: Sequence[str], asker: MainWindow) -> None:
        """Open each in a window: `asker` while it has no project, else a new one."""
        from cjmdesk.storage.errors import StorageError
        from cjmdesk.ui.infobar import Notice
        from cjmdesk.ui.waiting import Cancelled, wait_for

        for id in ids:
            try:
                back, file = wait_for(partial(_brought, id), asker, _("Looking for unsaved work…"))
            except Cancelled:
                continue
            except StorageError as error:
                asker.tell(
                    Notice(_("Could not bring it back: {reason}.").format(reason=error.problem), "error")
                )
                continue
            free = asker.session.project is None
            window = asker if free else self._program.new_window()
            window.files.start_recovered(back, file)


def _brought(id: str) -> tuple[Recovered, FileState]:
    """The work, and what is known of its file, if Save may write that without asking: only where it is
    what the work began with. Touches no widget. Raises StorageError."""
    from cjmdesk.storage.recovery import recover
    from cjmdesk.ui.opening import FileState, known_file

    back = recover(id)
    path = back.left.path if back.left.same_file else None
    return back, known_file(path) if path is not None else FileState()


def left_words(left: Left) -> str:
    """ "bike.cjm, 25 November 2026, 23:10, 3 steps": where the work comes from."""
    parts = [left.path.name if left.path is not None else _("never saved")]
    if left.last is not None:
        parts.append(moment_words(left.last))
    if left.steps:
        parts.append(ngettext("{count} step", "{count} steps", left.steps).format(count=left.steps))
    return ", ".join(parts)
