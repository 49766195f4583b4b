"""What the commands of a window do with files: open, save, export data, close."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.i18n import _
from cjmdesk.ui.commands.ondisk import OnDisk
from cjmdesk.ui.commands.saving import Save, Saving, Wish
from cjmdesk.ui.opening import (
    OWN,
    FileError,
    FileState,
    Opened,
    with_suffix,
)
from cjmdesk.ui.recovering import left_words
from cjmdesk.ui.session import Event

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from cjmdesk.model.project import Project
    from cjmdesk.storage.recovery import Recovered
    from cjmdesk.ui.holding import Held
    from cjmdesk.ui.window import MainWindow


class FileCommands:
    """The file commands of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._session = window.session
        self._remembered = window.program.remembered
        self.state = FileState()
        self._began = ""
        self._held: Held | None = None
        self._saving = Saving(window, self._written)
        self._copying = Saving(window, self._copied)
        self.on_disk = OnDisk(window, self)

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            "open": self.open_dialog,
            "save": self.save,
            "save_as": self.save_as,
            "save_copy": self.save_copy,
            "restore_version": self.on_disk.restore_version,
            "recover": lambda: self._window.program.recovery.show(self._window),
        }

    # Opening ----------------------------------------------------------------------------------

    def open_dialog(self) -> None:
        """Ask for files and open them."""
        from PySide6.QtWidgets import QFileDialog

        from cjmdesk.ui.filters import open_filters

        names, _chosen = QFileDialog.getOpenFileNames(
            self._window,
            _("Open"),
            str(self._remembered.folder()),
            open_filters(),
            options=QFileDialog.Option.HideNameFilterDetails,
        )
        self._window.program.open_paths([Path(name) for name in names], self._window)

    def tell_failed(self, reasons: Sequence[str], paths: Sequence[Path] = ()) -> None:
        """Say which files could not be opened. reasons: a sentence for each, beginning with its name.
        paths: of these files; a table that is no map may hold numbers for the one that is open."""
        from cjmdesk.i18n import ngettext
        from cjmdesk.ui.dialogs.details import DetailsDialog
        from cjmdesk.ui.infobar import Notice

        count = len(reasons)
        another = (_("Open Another…"), self.open_dialog)
        if count == 1:
            text = _("Could not open {reason}.").format(reason=reasons[0])
            self._window.tell(Notice(text, "error", (*self._as_numbers(paths), another)))
            return
        text = ngettext("{count} file could not be opened.", "{count} files could not be opened.", count)
        title = _("Files that could not be opened")
        ways = (
            (_("Details…"), lambda: DetailsDialog(self._window, title, reasons).open()),
            another,
        )
        self._window.tell(Notice(text.format(count=count), "error", ways))

    def _as_numbers(self, paths: Sequence[Path]) -> tuple[tuple[str, Callable[[], object]], ...]:
        """The way to take the only file for a table of numbers; none where that cannot be."""
        from cjmdesk.formats.number_table import EXTENSIONS
        from cjmdesk.ui.commands.figures import FigureCommands

        tables = [path for path in paths if path.suffix.lower().removeprefix(".") in EXTENSIONS]
        if len(tables) != 1 or self._session.map is None:
            return ()
        figures = FigureCommands(self._window)
        return ((_("Import Numbers…"), lambda: figures.import_numbers(tables[0])),)

    def show(self, opened: Opened, held: Held | None = None) -> None:
        """Put an opened project into this window. held: who else has the file, None not to ask."""
        import gc

        self._hold(held)
        self.state = opened.file
        self._window.dismiss()
        # An import can be read again from its own file: nothing is lost until it is changed.
        self._session.start(opened.project, opened.file.path, opened.suggested)
        self._began = _name_of(opened.project)
        # What was loaded stays: a full collection over it would stop the window for tens of ms.
        gc.freeze()
        if opened.notes:
            self._tell_notes(opened)
        elif opened.project.template and opened.file.path is not None:
            from cjmdesk.ui.commands.starting import tell_template

            tell_template(self._window, opened.project, opened.file.path)

    def start_new(self, project: Project, suggested: str) -> None:
        """Put a fresh project, from a template or a sample, into this window."""
        self._hold(None)
        self.state = FileState()
        self._window.dismiss()
        self._session.start(project, None, suggested, saved=True)
        self._began = _name_of(project)

    def _hold(self, held: Held | None) -> None:
        """From now on this window has that file, and no other."""
        if self._held is not None:
            self._held.release()
        self._held = held

    def release(self) -> None:
        """The window closes: others may have its file."""
        self._hold(None)

    def start_recovered(self, found: Recovered, file: FileState) -> None:
        """Put work into this window that a crash left unsaved; its `file` stays as it is until saved.

        Without a path it gets a file of its own.
        """
        from cjmdesk.ui.infobar import Notice

        left = found.left
        path, self.state = file.path, file
        self._window.dismiss()
        suggested = _recovered_name(left.path.stem if left.path is not None else _name_of(found.project))
        self._session.start(found.project, path, "" if path is not None else suggested, saved=False)
        self._began = ""
        self._window.keeping.start_recovered(found.project, left.id)
        text = _("This work was not saved before the program ended ({source}). Look it through and save it.")
        if found.lost:
            text = _(
                "This work was not saved before the program ended ({source}); its very last steps are lost."
            )
        self._window.tell(Notice(text.format(source=left_words(left)), "warning", ((_("Save"), self.save),)))

    def _tell_notes(self, opened: Opened) -> None:
        from cjmdesk.i18n import ngettext
        from cjmdesk.ui.infobar import Notice

        count = len(opened.notes)
        text = opened.notes[0]
        ways: tuple[tuple[str, Callable[[], object]], ...] = ()
        if count > 1:
            text = ngettext(
                "Opened, with {count} remark on how it was read.",
                "Opened, with {count} remarks on how it was read.",
                count,
            ).format(count=count)
            ways = ((_("Details…"), lambda: self.show_notes(opened.notes)),)
        self._window.tell(Notice(text, "warning" if opened.grave else "info", ways))

    def show_notes(self, notes: Sequence[str], title: str = "") -> None:
        """List remarks at length. title: of the dialog, empty for those on how a file was read."""
        from cjmdesk.ui.dialogs.details import DetailsDialog

        DetailsDialog(self._window, title or _("How the file was read"), notes).open()

    # Saving -----------------------------------------------------------------------------------

    @property
    def saving(self) -> bool:
        """Whether the project is being saved just now."""
        return self._saving.path is not None

    def save(self) -> bool:
        """Save to the project's own file, or ask for one. False if it was not saved; see `write`."""
        path = self._session.path
        if path is None or self.state.read_only:
            return self.save_as()
        return self.write(path)

    def save_as(self) -> bool:
        """Ask for a name and save there. False if it was not saved; see `write`."""
        path = self._ask_name(_("Save As"))
        if path is None:
            return False
        return self.write(path, state=FileState(header=self.state.header))

    def save_copy(self) -> bool:
        """Ask for a name and write a copy there; the project keeps its own file."""
        path = self._ask_name(_("Save a Copy"))
        project = self._session.project
        if path is None or project is None:
            return False
        wish = Wish(project, path, FileState(header=self.state.header), copy=True)
        return self._copying.begin(wish, lambda: None)

    def _copied(self, save: Save) -> bool:
        from cjmdesk.ui.infobar import Notice

        if isinstance(save.trouble, FileError):
            self._tell_failure(save.trouble)
            return False
        self._window.tell(Notice(_("A copy was written to {path}.").format(path=save.wish.path)))
        return True

    def _ask_name(self, title: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        path = self._session.path
        if self.saving:  # its disk may not answer: a look into that folder would wait for it
            path = Path.home() / (path.name if path is not None else self._suggested())
        elif path is None:
            path = self._remembered.folder() / self._suggested()
        name, _chosen = QFileDialog.getSaveFileName(
            self._window, title, str(path), _("cjmdesk projects (*.cjm)")
        )
        return with_suffix(Path(name), OWN) if name else None

    def _suggested(self) -> str:
        """A name for the first save: what the user has called the project by now, else its template."""
        project, suggested = self._session.project, self._session.suggested
        title = _name_of(project) if project is not None else ""
        if title and title != self._began:
            return f"{file_name(title)}{OWN}"
        return suggested or _("journey") + OWN

    def write(self, path: Path, over_changes: bool = False, state: FileState | None = None) -> bool:
        """Save there, as the project is now; False if it was not saved. True, too, while a slow disk
        still writes: how that ends is told then. over_changes: whatever somebody else wrote there.
        state: what is known of that file; None: it is the project's own."""
        project = self._session.project
        if project is None:
            return False
        self._session.close_step()  # what is typed from now on is another step
        wish = Wish(project, path, state or self.state, self._session.history, self._held, over_changes)
        return self._saving.begin(wish, lambda: self._session.modified and self.write(path))

    def _written(self, save: Save) -> bool:
        """A save has ended, perhaps long after it was asked for."""
        wish = save.wish
        if wish.history is not self._session.history:  # another project is here now
            return False
        if isinstance(save.trouble, FileError):
            if save.trouble.cause in ("changed", "missing") and not wish.over_changes:
                return self._ask_over(wish.path, save.trouble)
            self._tell_failure(save.trouble)
            return False
        assert save.state is not None
        self.state = save.state
        self._window.dismiss()
        if save.held is not None:
            self._hold(save.held)
        self._session.mark_saved(wish.path, wish.project)
        self._remembered.note_file(wish.path)
        self._window.program.recent_changed()
        return True

    def _ask_over(self, path: Path, trouble: FileError) -> bool:
        """Somebody else wrote or took away the file: what is to become of it?"""
        from PySide6.QtWidgets import QMessageBox

        from cjmdesk.ui.icons import pixmap

        box = QMessageBox(self._window)
        warning = self._window.program.theme.colour("warning").name()
        box.setIconPixmap(pixmap("triangle-alert", warning, 36, self._window.devicePixelRatioF()))
        box.setWindowTitle(_("Save"))
        if trouble.cause == "changed":
            text = _("Another program has changed {file} since it was opened.")
        else:
            text = _("{file} was moved or deleted; this window holds all of it.")
        box.setText(text.format(file=path.name))
        box.setInformativeText(_("Your work is still here. Write it over the file, or keep both?"))
        over = box.addButton(_("Write Over It"), QMessageBox.ButtonRole.DestructiveRole)
        again = None
        if trouble.cause == "changed":
            again = box.addButton(_("Reload"), QMessageBox.ButtonRole.ActionRole)
        other = box.addButton(_("Save As…"), QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(other)
        box.setEscapeButton(cancel)
        box.exec()
        if box.clickedButton() is over:
            return self.write(path, over_changes=True)
        if again is not None and box.clickedButton() is again:
            return self.on_disk.reload()
        return self.save_as() if box.clickedButton() is other else False

    def _tell_failure(self, trouble: FileError) -> None:
        from cjmdesk.ui.infobar import Notice

        text = _("Could not save {reason}.").format(reason=trouble)
        self._window.tell(Notice(text, "error", ((_("Save As…"), self.save_as),)))

    def may_close(self) -> bool:
        """Ask what to do with changes that no file holds. False if the window must stay."""
        from PySide6.QtWidgets import QMessageBox

        # Whoever does not want to wait for a disk that hangs is asked, and may leave it.
        self._saving.finish()
        if not self._session.modified and not self.saving:
            self._copying.finish()
            return True
        answer = ask_to_save(self._window, self._window.document_name())
        if answer == QMessageBox.StandardButton.Save:
            return self.save() and self._saving.finish() and not self._session.modified
        return answer == QMessageBox.StandardButton.Discard

    def hear(self, event: Event) -> None:
        """Keep the list of recent files up to date."""
        if event.kind == "opened" and self._session.path is not None:
            self._remembered.note_file(self._session.path)
            self._window.program.recent_changed()


def ask_to_save(window: MainWindow, name: str) -> QMessageBox.StandardButton:
    """Save, Discard or Cancel; Esc is Cancel."""
    from PySide6.QtWidgets import QMessageBox

    from cjmdesk.ui.icons import question_sign

    box = QMessageBox(window)
    box.setWindowTitle(_("Close"))
    box.setIconPixmap(question_sign(window))
    box.setText(_("Save the changes to “{name}” before closing?").format(name=name))
    box.setInformativeText(_("What is not saved is lost."))
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    # Qt's own words for these are unclear in some languages.
    box.button(buttons.Save).setText(_("Save"))
    box.button(buttons.Discard).setText(_("Do Not Save"))
    box.setDefaultButton(buttons.Save)
    box.setEscapeButton(buttons.Cancel)
    return QMessageBox.StandardButton(box.exec())


def _name_of(project: Project) -> str:
    """The project's title, or that of its first map; empty for neither."""
    return (project.title or (project.maps[0].title if project.maps else "")).strip()


def _recovered_name(name: str) -> str:
    return file_name(_("{name} (recovered)").format(name=name or _("journey"))) + OWN


def file_name(words: str) -> str:
    """`words` without what some disk refuses in a name."""
    kept = "".join("-" if letter in '\\/:*?"<>|\n\r\t' else letter for letter in words)
    return kept.strip(" .")[:80] or "journey"
