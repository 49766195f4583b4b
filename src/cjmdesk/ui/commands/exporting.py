"""What the commands of a window do to give a map to other programs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from cjmdesk.i18n import _
from cjmdesk.ui.commands.base import Commands
from cjmdesk.ui.commands.files import file_name
from cjmdesk.ui.opening import FileError, with_suffix


class ExportCommands(Commands):
    """The data exports of one window."""

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        formats = ("csv", "xlsx", "html", "md", "mmd", "json", "ics")
        return {f"export_{name}": partial(self.export_data, name) for name in formats}

    def export_data(self, extension: str) -> None:
        """Write the shown map in a foreign format, and say what that format cannot hold."""
        from PySide6.QtWidgets import QFileDialog

        from cjmdesk.ui.filters import export_bytes, export_filter, write_export
        from cjmdesk.ui.infobar import Notice
        from cjmdesk.ui.waiting import Cancelled, wait_for

        project, one = self._session.project, self._session.map
        if project is None or one is None:
            return
        stem = (self._session.path.stem if self._session.path else one.title) or _("journey")
        suggested = self._window.program.remembered.folder() / f"{file_name(stem)}.{extension}"
        name, _chosen = QFileDialog.getSaveFileName(
            self._window, _("Export Data"), str(suggested), export_filter(extension)
        )
        if not name:
            return
        path = with_suffix(Path(name), f".{extension}")
        data, notes = export_bytes(project, one, extension)
        busy = _("Writing {file}…").format(file=path.name)
        try:
            wait_for(partial(write_export, data, path), self._window, busy)
        except Cancelled:  # a disk that does not answer
            return
        except FileError as trouble:
            self._window.tell(Notice(_("Could not write {reason}.").format(reason=trouble), "error"))
            return
        text = _("Written to {path}.").format(path=path)
        title = _("What was left out")
        show = partial(self._window.files.show_notes, notes, title)
        ways = ((_("What Was Left Out…"), show),) if notes else ()
        self._window.tell(Notice(text, "warning" if notes else "info", ways))
