"""What the commands for deciding and planning do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.i18n import _
from cjmdesk.ui.commands.base import Commands
from cjmdesk.ui.commands.files import file_name
from cjmdesk.ui.opening import FileError, with_suffix
from cjmdesk.ui.sized import remember_size

if TYPE_CHECKING:
    from cjmdesk.posters.choices import PrintChoices
    from cjmdesk.ui.deciding.window import DecidingWindow
    from cjmdesk.ui.infobar import Notice

PDF, PLAN = "pdf", "plan"


class DecidingCommands(Commands):
    """Opens Decide and Plan, and does for it what is the window's affair: places, paper, files."""

    _made: DecidingWindow | None = None

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {"decide": self.decide}

    def decide(self) -> DecidingWindow:
        """Show the window, which stays open beside the sheet."""
        from shiboken6 import isValid

        from cjmdesk.ui.deciding.desk import Desk
        from cjmdesk.ui.deciding.window import DecidingWindow
        from cjmdesk.ui.widgets.sidewindow import KEYS, Reopening, hold_keys

        window = self._window
        window.canvas.writing.stop()
        made = self._made
        if made is None or not isValid(made) or made.isHidden():
            program = window.program
            desk = Desk(program.theme, self._session, program.remembered, self.plan_choices)
            made = self._made = DecidingWindow(window, desk)
            remember_size(made, program.remembered, "deciding")
            desk.gone_to.connect(self._go)
            desk.print_wanted.connect(partial(self._print, made))
            desk.export_wanted.connect(partial(self._export, made))
            hold_keys(made, (window.actions_[id] for id in KEYS))
            Reopening(made, self._again)
            made.show()
        made.raise_()
        made.activateWindow()
        return made

    def _again(self, old: DecidingWindow) -> DecidingWindow:
        """The same page, in another language."""
        number = old.steps.currentRow()
        made = self.decide()
        made.go_to(number)
        return made

    def _go(self, id: str) -> None:
        """Show a card on the sheet, with the keyboard there."""
        if not id:
            return
        window = self._window
        self._session.select(id)
        window.canvas.reveal(id)
        window.raise_()
        window.activateWindow()
        window.canvas.setFocus()

    def _print(self, parent: DecidingWindow, what: str) -> None:
        from cjmdesk.ui.commands.viewing import open_print

        dialog = open_print(self._window, parent, what=what, tell=partial(self._tell, parent))
        if dialog is not None:  # the paper may be another now
            dialog.finished.connect(parent.plan.preview.follow)

    def plan_choices(self) -> PrintChoices:
        """How the action plan of the shown map would be printed now. Raises PaperError for paper and
        margins that are none, LookupError where no map is shown."""
        from cjmdesk.ui.dialogs.print.memory import print_key, sheet_choices, usual_of

        remembered, one = self._window.program.remembered, self._session.map
        if one is None:
            raise LookupError("no map is shown")
        kept = remembered.choices(print_key(self._session.path, one))
        return sheet_choices(PLAN, one, usual_of(remembered, kept))

    def _tell(self, parent: DecidingWindow, notice: Notice) -> None:
        """Say something where people look: in that window while it is open, else in ours."""
        from shiboken6 import isValid

        there = isValid(parent) and parent.isVisible()
        parent.info.tell(notice) if there else self._window.tell(notice)

    def _export(self, parent: DecidingWindow, extension: str) -> None:
        """Ask for a file and write the action plan into it."""
        from PySide6.QtWidgets import QFileDialog

        from cjmdesk.posters.papers import PaperError
        from cjmdesk.ui.filters import plan_bytes, plan_filter, write_export
        from cjmdesk.ui.infobar import Notice
        from cjmdesk.ui.jobs import Order
        from cjmdesk.ui.waiting import Cancelled, wait_for

        project, one = self._session.project, self._session.map
        if project is None or one is None:
            return
        stem = self._session.path.stem if self._session.path else one.title or _("journey")
        name = f"{file_name(stem)}-{file_name(_('Action plan'))}"
        remembered = self._window.program.remembered
        suggested = remembered.folder("export_folder") / f"{name}.{extension}"
        chosen, _filter = QFileDialog.getSaveFileName(
            parent, _("Save Action Plan"), str(suggested), plan_filter(extension)
        )
        if not chosen:
            return
        path = with_suffix(Path(chosen), f".{extension}")
        remembered.note_folder(path.parent, "export_folder")
        if extension == PDF:
            try:
                arguments = self.plan_choices().arguments()
            except PaperError as trouble:
                parent.info.tell(Notice(str(trouble), "error"))
                return
            jobs = self._window.jobs
            jobs.tell = partial(self._tell, parent)
            jobs.start(Order(project, path, ("--map", one.id, *arguments)))
            return
        data, notes = plan_bytes(project, one, extension)
        try:
            wait_for(partial(write_export, data, path), parent, _("Writing {file}…").format(file=path.name))
        except Cancelled:  # a disk that does not answer
            return
        except FileError as trouble:
            text = _("Could not write {reason}.").format(reason=trouble)
            parent.info.tell(Notice(text, "error"))
            return
        text = " ".join([_("Written to {path}.").format(path=path), *notes])
        parent.info.tell(Notice(text, "warning" if notes else "info"))
