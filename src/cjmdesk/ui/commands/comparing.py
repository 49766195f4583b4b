"""What the command does that compares maps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.i18n import _
from cjmdesk.ui.commands.base import Commands
from cjmdesk.ui.commands.guides import bring, shown

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cjmdesk.model.project import Project
    from cjmdesk.ui.comparing.window import CompareWindow
    from cjmdesk.ui.window import MainWindow


class CompareCommands(Commands):
    """Compares two maps in a window of its own, which is open once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._paths: dict[str, Path] = {}

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {"compare": self.compare}

    def compare(self) -> CompareWindow:
        """Open the window, or bring it forward."""
        from cjmdesk.ui.comparing.window import CompareDoors, CompareWindow
        from cjmdesk.ui.widgets.sidewindow import KEYS, Reopening, hold_keys

        window = self._window
        window.canvas.writing.stop()
        open_ = shown(window, CompareWindow)
        if open_ is not None:
            return bring(open_)
        doors = CompareDoors(
            maker=window.program.maker,
            other_file=self._other_file,
            print_=self._print,
            future=window.listed.make_future,
        )
        made = CompareWindow(window, window.program.theme, self._session, doors)
        hold_keys(made, (window.actions_[id] for id in KEYS))
        Reopening(made, self._again)
        return bring(made)

    def _again(self, old: CompareWindow) -> CompareWindow:
        """The same two maps, in another language."""
        made = self.compare()
        made.take_from(old)
        return made

    def _print(self, over: QWidget, words: str, file: str, map_id: str) -> None:
        """Print the shown map against that one, of a file where one is named."""
        from cjmdesk.ui.commands.viewing import open_print

        other = f"{self._paths[file]}#{map_id}" if file else map_id
        open_print(self._window, over, what="overlay", against=other, against_words=words if file else "")

    def _other_file(self, over: QWidget) -> tuple[str, Project] | None:
        """Ask for another file and read it; its name and its project."""
        from PySide6.QtWidgets import QFileDialog

        from cjmdesk.ui.filters import open_filters

        name, _chosen = QFileDialog.getOpenFileName(
            over,
            _("Compare with a Map of Another File"),
            str(self._window.program.remembered.folder()),
            open_filters(),
            options=QFileDialog.Option.HideNameFilterDetails,
        )
        return self.read(Path(name), over) if name else None

    def read(self, path: Path, over: QWidget) -> tuple[str, Project] | None:
        """The name and the project of a file; None, and a sentence told, where it cannot be read."""
        from cjmdesk.ui.opening import FileError, open_file
        from cjmdesk.ui.waiting import Cancelled, wait_for

        try:
            opened = wait_for(lambda: open_file(path), over, _("Opening {file}…").format(file=path.name))
        except Cancelled:
            return None
        except FileError as trouble:
            self._say(str(trouble))
            return None
        self._paths[path.name] = path
        return path.name, opened.project
