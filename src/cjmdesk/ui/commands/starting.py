"""What the commands do that begin something: new projects and maps, and templates of the user's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.i18n import _
from cjmdesk.ui.commands.base import Commands

if TYPE_CHECKING:
    from cjmdesk.formats.starting import Wish
    from cjmdesk.model.project import Project
    from cjmdesk.ui.dialogs.newmap.saving import TemplateWish
    from cjmdesk.ui.window import MainWindow


class StartCommands(Commands):
    """The commands of one window that begin something."""

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {"new": self.new, "add_map": self.add_map, "save_template": self.save_template}

    def new(self) -> None:
        """Ask what a new project is to start from, and open it."""
        from cjmdesk.ui.dialogs.newmap.dialog import NewMapDialog

        dialog = NewMapDialog(self._window, self._window.program)
        dialog.chosen.connect(partial(open_wished, self._window))
        dialog.open()

    def add_map(self) -> None:
        """Ask what a new map of this project is to start from, and put it behind the others."""
        from cjmdesk.ui.dialogs.newmap.dialog import NewMapDialog

        session = self._session
        if session.project is not None:
            dialog = NewMapDialog(self._window, self._window.program, session.project, session.map)
            dialog.chosen.connect(partial(add_wished, self._window))
            dialog.future.connect(self._window.actions_["future_map"].trigger)
            dialog.open()

    def save_template(self) -> None:
        """Ask for a name and keep the map, or the project, as a template."""
        from cjmdesk.ui.dialogs.newmap.saving import SaveTemplateDialog

        project, journey = self._session.project, self._session.map
        if project is not None and journey is not None:
            self._window.canvas.writing.stop()
            dialog = SaveTemplateDialog(self._window, project, journey)
            dialog.chosen.connect(self._keep)
            dialog.open()

    def _keep(self, wish: TemplateWish) -> None:
        from cjmdesk.edits.errors import EditError
        from cjmdesk.edits.templating import as_template
        from cjmdesk.formats.own_templates import save_own
        from cjmdesk.storage.errors import StorageError
        from cjmdesk.ui.infobar import Notice

        project = self._session.project
        if project is None:
            return
        try:
            path = save_own(as_template(project, wish.name, wish.map, notes=wish.notes))
        except (EditError, StorageError) as error:
            text = _("The template could not be saved: {reason}.").format(reason=error)
            self._window.tell(Notice(text, "error"))
            return
        text = _("“{name}” is one of your templates now. It is offered whenever you start a map.")
        ways = ((_("Share…"), partial(self._hand_on, path)),)
        self._window.tell(Notice(text.format(name=wish.name), ways=ways))
        self._window.program.recent_changed()

    def _hand_on(self, path: Path) -> None:
        from cjmdesk.ui.owntemplates import hand_on

        hand_on(self._window, path, self._window.program.remembered.folder())


def open_wished(window: MainWindow, wish: Wish) -> None:
    """Make a new project as it is wished for, and show it: in `window` if it is free, else in another."""
    from cjmdesk.edits.errors import EditError
    from cjmdesk.formats.starting import EMPTY, make_start
    from cjmdesk.storage.errors import StorageError
    from cjmdesk.ui.infobar import Notice
    from cjmdesk.ui.start.offers import Offer

    try:
        project = make_start(wish)
    except (EditError, StorageError) as error:
        window.tell(Notice(_("The map could not be made: {reason}.").format(reason=error), "error"))
        return
    name = wish.title.strip() or wish.start.title
    unnamed = wish.start.id == EMPTY and wish.start.path is None and wish.stages is None
    window.program.open_offer(window, Offer(name, "", "", lambda: project, empty=unnamed))


def add_wished(window: MainWindow, wish: Wish) -> None:
    """Put a map as it is wished for behind the others of the window's project, and show it."""
    from cjmdesk.edits.errors import EditError
    from cjmdesk.formats.starting import add_start
    from cjmdesk.storage.errors import StorageError

    made = ""

    def edit(project: Project) -> Project:
        nonlocal made
        try:
            fresh, made = add_start(project, wish)
        except StorageError as error:
            raise EditError(str(error)) from error
        return fresh

    window.listed.add(edit)
    if made:
        window.session.show_map(made)


def tell_template(window: MainWindow, project: Project, path: Path) -> None:
    """A template was opened as a file: say so, and offer what one does with it."""
    from cjmdesk.formats.own_templates import is_own_place
    from cjmdesk.ui.infobar import Notice

    start = (_("Start a Map"), partial(_start_from, window))
    if is_own_place(path):
        text = _("This is your template “{name}”: new maps begin as it is saved here.")
        window.tell(Notice(text.format(name=project.template), ways=(start,)))
        return
    text = _("“{name}” is a template. Add it to your own templates, or start a map from it.")
    add = (_("Add to My Templates"), partial(_add_to_own, window))
    window.tell(Notice(text.format(name=project.template), ways=(add, start)))


def _start_from(window: MainWindow) -> None:
    """A new project from the template that the window shows."""
    from cjmdesk.edits.templating import from_template
    from cjmdesk.ui.start.offers import Offer

    template = window.session.project
    if template is not None:
        window.dismiss()
        name = template.template or template.title
        window.program.open_offer(window, Offer(name, "", "", lambda: from_template(template)))


def _add_to_own(window: MainWindow) -> None:
    """Keep the template that the window shows among the user's own."""
    from cjmdesk.formats.own_templates import save_own
    from cjmdesk.storage.errors import StorageError
    from cjmdesk.ui.infobar import Notice

    project = window.session.project
    if project is None:
        return
    try:
        save_own(project)
    except StorageError as error:
        text = _("The template could not be saved: {reason}.").format(reason=error)
        window.tell(Notice(text, "error"))
        return
    text = _("“{name}” is one of your templates now. It is offered whenever you start a map.")
    ways = ((_("Start a Map"), partial(_start_from, window)),)
    window.tell(Notice(text.format(name=project.template), ways=ways))
    window.program.recent_changed()
