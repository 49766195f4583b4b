"""What the commands for finding, filtering and views do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cjmdesk.ui.window import MainWindow


class FindCommands:
    """The find and filter commands of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            "find": self.find,
            "find_next": lambda: self.go(1),
            "find_previous": lambda: self.go(-1),
            "replace": lambda: self.find(replacing=True),
            "filter": self.filter,
            "save_view": self.save_view,
            "show_all": self.show_all,
        }

    def find(self, *, replacing: bool = False) -> None:
        """Open the line for finding, with the words that are marked in a text."""
        bench = self._window.bench
        writing = bench.canvas.writing
        marked = writing.editor.textCursor().selectedText() if writing.active else ""
        writing.stop()
        bench.findbar.open(marked, replacing=replacing)

    def go(self, by: int) -> None:
        """The next place, or the one before; without a search, open the line for one."""
        bench = self._window.bench
        if bench.findbar.isHidden():
            bench.findbar.open()
        else:
            bench.seeing.go(by)

    def filter(self) -> None:
        """Open the line of criteria, or leave it."""
        bar = self._window.bench.filterbar
        bar.leave() if not bar.isHidden() else bar.open()
        self._window.refresh()

    def save_view(self) -> None:
        """Ask for a name under which the map keeps what is shown."""
        self._window.bench.filterbar.ask_name()

    def show_all(self) -> None:
        """Fade nothing any more."""
        self._window.bench.filterbar.show_all()
