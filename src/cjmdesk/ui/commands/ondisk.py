"""The file as others leave it, and as it was: changed, taken away, loaded again, an earlier version."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from cjmdesk.i18n import _
from cjmdesk.ui.opening import FileError, open_file
from cjmdesk.ui.waiting import Cancelled, wait_for

if TYPE_CHECKING:
    from cjmdesk.model.project import Project
    from cjmdesk.storage.project_file import Fingerprint
    from cjmdesk.ui.commands.files import FileCommands
    from cjmdesk.ui.watching import FileWatch
    from cjmdesk.ui.window import MainWindow


class OnDisk:
    """Looks after one window's file where the window itself does not write it."""

    def __init__(self, window: MainWindow, files: FileCommands) -> None:
        self._window, self._session, self._files = window, window.session, files
        self._told: tuple[Fingerprint, Fingerprint | None] | None = None

    @cached_property
    def _watch(self) -> FileWatch:
        from cjmdesk.ui.watching import FileWatch

        watch = FileWatch(self._window)
        watch.differs.connect(self._other_file)
        return watch

    def look_at_file(self) -> None:
        """The window is looked at again: has somebody else written or taken away its file?"""
        path, known = self._session.path, self._files.state.fingerprint
        if path is not None and known is not None and not self._files.saving:
            self._watch.look(path, known)

    def _other_file(self, known: Fingerprint, now: Fingerprint | None) -> None:
        """Tell once of each state of the file that is not ours, and let the user choose."""
        from cjmdesk.ui.infobar import Notice

        path = self._session.path
        if path is None or known is not self._files.state.fingerprint or (known, now) == self._told:
            return
        if self._files.saving:  # it is we who write it
            return
        self._told = (known, now)
        self._session.mark_unsaved()
        if now is None:
            text = _("{file} was moved or deleted; this window holds all of it.").format(file=path.name)
            ways = (
                (_("Save It Again"), lambda: self._files.write(path, over_changes=True)),
                (_("Save As…"), self._files.save_as),
            )
            self._window.tell(Notice(text, "warning", ways))
            return
        text = _("Another program has changed {file} since it was opened.").format(file=path.name)
        choices = (
            (_("Reload"), self.reload),
            (_("Keep Mine"), lambda: self._keep_mine(now)),
            (_("Save a Copy…"), self._files.save_copy),
        )
        self._window.tell(Notice(text, "warning", choices))

    def reload(self) -> bool:
        """Take over what the file holds now; one step that can be undone. False if it cannot be read."""

        path = self._session.path
        if path is None:
            return False
        try:
            opened = wait_for(
                lambda: open_file(path), self._window, _("Opening {file}…").format(file=path.name)
            )
        except FileError as trouble:
            self._files.tell_failed([str(trouble)])
            return False
        except Cancelled:
            return False
        self._files.state = opened.file
        self._session.apply(_("reloading"), opened.project)
        self._session.mark_saved(path)
        text = _("This is what the file holds now. Undo brings your version back.")
        self._tell_with_undo(text)
        return True

    def restore_version(self) -> None:
        """Offer the kept versions of the file; going back to one is a step that can be undone."""
        from cjmdesk.storage.backups import versions
        from cjmdesk.ui.dialogs.versions import VersionsDialog
        from cjmdesk.ui.infobar import Notice

        path = self._session.path
        found = versions(path) if path is not None else []
        if not found:
            text = _("There is no earlier version yet: one is kept each time the file is saved.")
            self._window.tell(Notice(text))
            return
        dialog = VersionsDialog(self._window, self._window.program, found)
        dialog.chosen.connect(self._restore)
        dialog.open()

    def _restore(self, project: Project) -> None:
        self._session.close_step()
        self._session.apply(_("restoring a version"), project)
        text = _("This is the earlier version. Save it to keep it; Undo brings yours back.")
        self._tell_with_undo(text)

    def _tell_with_undo(self, text: str) -> None:
        """Say what was done, with a button that takes it back as long as it is the last thing that was."""
        from cjmdesk.ui.infobar import Notice

        after = self._session.project
        ways = ((_("Undo"), self._take_back),)
        self._window.tell(Notice(text, ways=ways, holds=lambda: self._session.project is after))

    def _take_back(self) -> None:
        self._session.undo()
        self._window.dismiss()

    def _keep_mine(self, theirs: Fingerprint) -> None:
        """The next save may write over what the file holds now, though not over anything newer."""
        self._files.state = replace(self._files.state, fingerprint=theirs)
        self._window.dismiss()
