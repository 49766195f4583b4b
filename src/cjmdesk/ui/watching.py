"""Whether a file is still what we know of it, asked without making the window wait."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cjmdesk.ui.workers import Worker

if TYPE_CHECKING:
    from cjmdesk.storage.project_file import Fingerprint


class FileWatch(QObject):
    """Looks at a file in a thread: a drive that does not answer stops nobody's work."""

    differs = Signal(object, object)
    """The fingerprint that was asked about, and the present one (None: there is no such file)."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: Worker | None = None

    def look(self, path: Path, known: Fingerprint) -> None:
        """Compare `path` with `known`; `differs` tells if it is another file now, else nothing does.

        One look at a time: while one is under way another is not begun.
        """
        if self._thread is not None and self._thread.is_alive():
            return
        self._thread = Worker("watch", partial(self._compare, path, known))
        self._thread.start()

    def _compare(self, path: Path, known: Fingerprint) -> None:
        from cjmdesk.storage.errors import StorageError
        from cjmdesk.storage.project_file import fingerprint

        try:
            now = fingerprint(path)
        except StorageError:  # it cannot be read just now: saving will say what is wrong
            return
        # The content decides: size and time can be the same, or differ for nothing.
        if now is None or now.digest != known.digest:
            with suppress(RuntimeError):  # the window closed meanwhile
                self.differs.emit(known, now)
