"""The texts as a table for somebody who translates elsewhere: out, and in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cjmdesk.edits.translating import set_translations
from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.infobar import Notice
from cjmdesk.ui.session import Session

if TYPE_CHECKING:
    from cjmdesk.model.project import Project
    from cjmdesk.ui.remembered import Remembered
    from cjmdesk.ui.translating.window import TranslationsWindow


class Exchange(QObject):
    """Asks for files and says what became of them."""

    said = Signal(object)
    """A Notice."""

    took = Signal(object)
    """The languages that a table brought texts in."""

    def __init__(self, window: TranslationsWindow, session: Session, remembered: Remembered) -> None:
        super().__init__(window)
        self._window, self._session, self._remembered = window, session, remembered

    def _edit(self, label: str, edit: Callable[[Project], Project]) -> bool:
        def refuse(reason: str) -> None:
            self.said.emit(Notice(_("This cannot be done: {reason}.").format(reason=reason), "warning"))

        return self._session.attempt(label, edit, refuse)

    def export(self) -> None:
        """Write the texts as a table, only the missing ones if only these are shown."""
        from PySide6.QtWidgets import QFileDialog

        from cjmdesk.formats.translation_table import write_table
        from cjmdesk.storage.atomic import write_bytes
        from cjmdesk.storage.errors import StorageError

        project, one, tags = self._session.project, self._session.map, self._window.model.languages
        if project is None or one is None or not tags:
            return
        stem = self._session.path.stem if self._session.path is not None else _("journey")
        suggested = self._remembered.folder("export_folder") / f"{stem}-{'-'.join(tags)}.xlsx"
        kinds = _("Excel workbook") + " (*.xlsx);;" + _("Table as text – CSV") + " (*.csv)"
        name, kind = QFileDialog.getSaveFileName(self._window, _("Export Table"), str(suggested), kinds)
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in (".csv", ".xlsx"):
            path = path.with_name(path.name + (".csv" if "csv" in kind else ".xlsx"))
        only = self._window.only_missing.isChecked()
        try:
            write_bytes(path, write_table(project, one, tags, path.suffix[1:].lower(), missing_only=only))
        except StorageError as error:
            self.said.emit(Notice(_("Could not write {reason}.").format(reason=error), "error"))
            return
        self._remembered.note_folder(path.parent, "export_folder")
        self.said.emit(Notice(_("Written to {path}.").format(path=path)))

    def take_in(self) -> None:
        """Read a table that somebody translated in, and take its texts as one step."""
        from PySide6.QtWidgets import QFileDialog

        kinds = _("Tables") + " (*.xlsx *.csv *.tsv *.ods *.xls)"
        folder = str(self._remembered.folder("export_folder"))
        name, _kind = QFileDialog.getOpenFileName(self._window, _("Import Table"), folder, kinds)
        if name:
            self.take_from(Path(name))

    def take_from(self, path: Path) -> None:
        """Take the texts of a table; says how many, and what did not fit."""
        from cjmdesk.formats.outcome import ImportRefused
        from cjmdesk.formats.source import read
        from cjmdesk.formats.translation_table import read_table, taken

        project, one = self._session.project, self._session.map
        if project is None or one is None:
            return
        try:
            found = taken(project, one, read_table(read(path).data, path.suffix[1:].lower()))
        except ImportRefused as refused:
            text = _("{file}: {reason}").format(file=path.name, reason=refused.reason)
            self.said.emit(Notice(text, "error"))
            return

        def take(project: Project) -> Project:
            for tag, texts in found.texts.items():
                project = set_translations(project, one.id, tag, texts)
            return project

        self._session.close_step()
        form = ngettext("taking in {count} translation", "taking in {count} translations", found.count)
        if found.count and not self._edit(form.format(count=found.count), take):
            return
        self._session.close_step()
        self.took.emit(tuple(found.texts))
        grave = bool(found.unknown or found.changed)
        words = _taken_words(found.count, found.unknown, len(found.changed))
        self.said.emit(Notice(words, "warning" if grave else "info"))


def _taken_words(count: int, unknown: int, changed: int) -> str:
    said = [ngettext("{count} text taken in.", "{count} texts taken in.", count).format(count=count)]
    if unknown:
        form = ngettext(
            "{count} row belongs to no text of this map.",
            "{count} rows belong to no text of this map.",
            unknown,
        )
        said.append(form.format(count=unknown))
    if changed:
        form = ngettext(
            "{count} text of the map was changed after the table was written; look at its translation.",
            "{count} texts of the map were changed after the table was written; look at their translations.",
            changed,
        )
        said.append(form.format(count=changed))
    return " ".join(said)
