"""What the commands on figures do: bring them in from a table, and show them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.commands.base import Commands

if TYPE_CHECKING:
    from cjmdesk.formats.number_table import NumberTable
    from cjmdesk.ui.figures.window import FiguresWindow


class FigureCommands(Commands):
    """The commands on figures of one window."""

    _shown: FiguresWindow | None = None

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            "figures": self.show_figures,
            "print_figures": self.print_figures,
            "import_numbers": self.ask_for_numbers,
        }

    def show_figures(self) -> FiguresWindow | None:
        """Open the Figures window beside this one, or bring it to the front; None without a map."""
        from cjmdesk.ui.figures.window import FiguresWindow
        from cjmdesk.ui.widgets.sidewindow import KEYS, hold_keys

        window = self._window
        if self._session.map is None:
            return None
        shown = self._shown
        if shown is None:
            shown = FiguresWindow(window, window.program.theme, self._session)
            hold_keys(shown, (window.actions_[id] for id in KEYS))
            shown.wanted.connect(lambda id: window.actions_[id].trigger())
            shown.gone_to.connect(window.raise_)
            shown.gone_to.connect(window.activateWindow)
            shown.destroyed.connect(self._forget)
            self._shown = shown
        shown.show()
        shown.raise_()
        shown.activateWindow()
        return shown

    def _forget(self) -> None:
        self._shown = None

    def print_figures(self) -> None:
        """Open the print dialog with the figures chosen."""
        from cjmdesk.ui.commands.viewing import open_print

        open_print(self._window, self._window, what="figures")

    def ask_for_numbers(self) -> None:
        """Ask for a file with figures."""
        from PySide6.QtWidgets import QFileDialog

        from cjmdesk.formats.number_table import EXTENSIONS

        patterns = " ".join(f"*.{ending}" for ending in EXTENSIONS)
        filters = [_("Tables ({patterns})").format(patterns=patterns), _("All files (*)")]
        name, _chosen = QFileDialog.getOpenFileName(
            self._window,
            _("Import Numbers"),
            str(self._window.program.remembered.folder()),
            ";;".join(filters),
            options=QFileDialog.Option.HideNameFilterDetails,
        )
        if name:
            self.import_numbers(Path(name))

    def import_numbers(self, path: Path) -> None:
        """Show what a file's figures would change; one step makes it so."""
        from cjmdesk.ui.figures.importing import NumbersDialog

        project, one = self._session.project, self._session.map
        tables = self._read(path)
        if project is None or one is None or not tables:
            return
        theme = self._window.program.theme
        dialog = NumbersDialog(self._window, theme, (project, one), path.name, tables)
        dialog.accepted.connect(lambda: self._take(dialog))
        dialog.open()

    def _read(self, path: Path) -> tuple[NumberTable, ...]:
        from cjmdesk.formats.number_table import read_numbers
        from cjmdesk.formats.outcome import ImportRefused
        from cjmdesk.formats.source import read
        from cjmdesk.storage.errors import shown_path
        from cjmdesk.ui.infobar import Notice

        try:
            return read_numbers(read(path))
        except ImportRefused as error:
            text = _("{file}: {problem}").format(file=shown_path(path.name), problem=error.reason)
            self._window.tell(Notice(text, "error"))
            return ()

    def _take(self, dialog: object) -> None:
        from cjmdesk.ui.figures.importing import NumbersDialog

        assert isinstance(dialog, NumbersDialog)
        count = sum(bool(row.target) for row in dialog.rows.found)
        label = ngettext("importing numbers of {count} row", "importing numbers of {count} rows", count)
        if self._apply(label.format(count=count), dialog.edited):
            self._say_taken(count)

    def _say_taken(self, count: int) -> None:
        """That something happened, which may be out of sight, and where it is seen as a whole."""
        from cjmdesk.ui.infobar import Notice

        text = ngettext(
            "The numbers of {count} row are on the map now.",
            "The numbers of {count} rows are on the map now.",
            count,
        )
        ways = ((_("Figures"), self.show_figures),)
        self._window.tell(Notice(text.format(count=count), ways=ways))
