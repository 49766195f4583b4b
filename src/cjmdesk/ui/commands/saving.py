"""A save runs in a thread: the window waits a moment for it and then goes on, however slow the disk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from cjmdesk.i18n import _
from cjmdesk.storage.garbage import no_garbage
from cjmdesk.ui import behind
from cjmdesk.ui.opening import FileError, FileState, write
from cjmdesk.ui.waiting import Cancelled, wait_for
from cjmdesk.ui.workers import Worker

if TYPE_CHECKING:
    from cjmdesk.edits.history import History
    from cjmdesk.model.project import Project
    from cjmdesk.ui.holding import Held
    from cjmdesk.ui.window import MainWindow

SLOW = 4_000
"""Milliseconds after which it is said that the disk does not answer."""


class Wish(Struct, frozen=True):
    """A project to be saved. state: what is known of the file. over_changes: whatever others wrote
    there. history: that the project is a step of. held: whose hold the window has, None for nobody's.
    copy: the window keeps its own file."""

    project: Project
    path: Path
    state: FileState
    history: History | None = None
    held: Held | None = None
    over_changes: bool = False
    copy: bool = False


class Save:
    """A Wish under way in `thread`, and what came of it. held: the hold on a new file."""

    thread: Worker

    def __init__(self, wish: Wish) -> None:
        self.wish = wish
        self.state: FileState | None = None
        self.held: Held | None = None
        self.trouble: BaseException | None = None

    def run(self) -> None:
        """In the thread; whatever goes wrong is kept in `trouble`."""
        wish = self.wish
        try:
            self.state = write(wish.project, wish.path, wish.state, over_changes=wish.over_changes)
            if not wish.copy and (wish.held is None or not wish.held.of(wish.path)):
                self.held = _hold(wish.path)
        except BaseException as trouble:  # noqa: BLE001 - told, or raised again, in the window's thread
            self.trouble = trouble


def _hold(path: Path) -> Held:
    from cjmdesk.ui.holding import Held

    held = Held(path)
    held.take()
    return held


class Saving(QObject):
    """The save that a window has under way.

    done: called in the window's thread with each Save that has ended; gives whether it went well.
    """

    ended = Signal(object)
    """A Save has ended; emitted in its thread."""

    def __init__(self, window: MainWindow, done: Callable[[Save], bool]) -> None:
        super().__init__(window)
        self._window, self._done = window, done
        self._save: Save | None = None
        self._again: Callable[[], object] | None = None
        self._awaited = False
        self.ended.connect(self._hear)

    @property
    def path(self) -> Path | None:
        """Where something is being saved just now, None for nowhere."""
        return self._save.wish.path if self._save is not None else None

    def begin(self, wish: Wish, again: Callable[[], object]) -> bool:
        """Save; False if that has failed. True if it is done, or under way and told later.

        again: asks for it anew, after a save of the same file that is under way.
        """
        if self._save is not None and self._save.wish.path == wish.path:
            self._again = again
            return True
        # Another file is another matter: one that hangs does not stop the next.
        save = self._save = Save(wish)
        self._again = None
        save.thread = Worker("save", partial(self._run, save))
        with no_garbage():
            save.thread.start()
            save.thread.join(behind.PATIENCE)
        if not save.thread.is_alive():
            return self._settle(save)
        self._window.refresh()
        QTimer.singleShot(SLOW, self, lambda: self._tell_slow(save))
        return True

    def finish(self) -> bool:
        """Wait for what is under way, under a cover; False if the user does not want to."""
        while self._save is not None:
            save = self._save
            text = _("Saving {file}…").format(file=save.wish.path.name)
            self._awaited = True
            try:
                wait_for(save.thread.join, self._window, text, stop=_("Do Not Wait"))
            except Cancelled:
                return False
            finally:
                self._awaited = False
            self._settle(save)
        return True

    def _run(self, save: Save) -> None:
        save.run()
        with suppress(RuntimeError):  # the window closed meanwhile
            self.ended.emit(save)

    def _hear(self, save: Save) -> None:
        # What is asked now would be asked under the cover.
        if not self._awaited:
            self._settle(save)

    def _settle(self, save: Save) -> bool:
        """In the window's thread, once for each save; one that another has replaced is of no interest."""
        if save is not self._save:
            if save.held is not None:
                save.held.release()
            return False
        again, self._save, self._again = self._again, None, None
        if save.trouble is not None and not isinstance(save.trouble, FileError):
            self._window.refresh()
            raise save.trouble
        good = self._done(save)
        if good and again is not None:
            again()
        self._window.refresh()
        return good

    def _tell_slow(self, save: Save) -> None:
        from cjmdesk.ui.infobar import Notice

        if save is self._save and not self._awaited:
            text = _("The disk of {file} has not answered yet. Saving goes on, and so can you.")
            ways = ((_("Save As…"), self._window.files.save_as),)
            self._window.tell(Notice(text.format(file=save.wish.path.name), "warning", ways, busy=True))
