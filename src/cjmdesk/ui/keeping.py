"""What a window does so that no crash takes anything: the journal of its project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cjmdesk.i18n import _
from cjmdesk.ui.session import Event

if TYPE_CHECKING:
    from cjmdesk.model.project import Project
    from cjmdesk.storage.journaling import Journaling
    from cjmdesk.ui.window import MainWindow


class Keeping(QObject):
    """Writes a window's steps down while it is open, and forgets them once a file holds them.

    trouble: why the journal cannot be written just now, empty while it can.
    """

    told = Signal(str)
    """The journal's thread says that the disk refuses (why), or takes it again (empty)."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._journaling: Journaling | None = None
        self._digest = ""
        self.trouble = ""
        self.told.connect(self._hear_trouble)
        self._session.told.connect(self._hear)
        self._session.changed.connect(self._note)

    def start_recovered(self, project: Project, old: str) -> None:
        """The window shows work brought back from the journal `old`: once it is written down in the
        window's own, the old one is put away."""
        from cjmdesk.storage.recovery import discard

        self._begin(project, unsaved=True)
        if self._own.flush():
            discard(old)

    def flush(self) -> None:
        """The program ends now, whatever the reason: what is not saved stays to be recovered."""
        if self._journaling is not None:
            self._journaling.end(keep=True)

    def end(self) -> None:
        """The window closes, and the user has been asked. What they did not want to save is kept
        for some days all the same."""
        if self._journaling is None:
            return
        id = self._journaling.id if self._session.modified else ""
        self._journaling.end(keep=bool(id))
        self._journaling.close()
        if id:
            from cjmdesk.storage.errors import StorageError
            from cjmdesk.storage.recovery import discard

            try:
                discard(id)
            except StorageError:
                pass  # nothing had been written yet

    @property
    def _own(self) -> Journaling:
        if self._journaling is None:
            from cjmdesk.storage.journaling import Journaling

            self._journaling = Journaling(self.told.emit)
        return self._journaling

    def _hear(self, event: Event) -> None:
        project = self._session.project
        if project is None:
            return
        if event.kind == "opened":
            self._begin(project)
        elif event.project is not None and self._file() != self._digest:
            path, history = self._session.path, self._session.history
            if path is not None and history is not None:
                self._digest = self._file()
                # What was done while a slow disk was saving is in no file yet.
                since = None if project is event.project else (project, history.undo_label)
                self._own.saved(event.project, path, self._digest, since)

    def _begin(self, project: Project, *, unsaved: bool = False) -> None:
        self._own.end()
        self._digest = self._file()
        state = self._window.files.state
        self._own.begin(
            project,
            path=self._session.path,
            file=self._digest,
            # Where something was mended on opening, the file says something else.
            exact=bool(self._digest) and not state.keep_old and not unsaved,
            unsaved=unsaved,
        )

    def _note(self, _before: Project, after: Project) -> None:
        history = self._session.history
        self._own.record(after, history.undo_label if history is not None else "")

    def _file(self) -> str:
        """The digest of the project's own file as it is known; empty if it has none."""
        known = self._window.files.state.fingerprint
        return known.digest if known is not None and self._session.path is not None else ""

    def _hear_trouble(self, reason: str) -> None:
        from cjmdesk.ui.infobar import Notice

        self.trouble = reason
        if reason:
            text = _(
                "What is not saved yet cannot be kept safe from a crash: {reason}. Work goes on; save soon."
            )
            self._window.tell(Notice(text.format(reason=reason), "warning"))
        self._window.refresh()
