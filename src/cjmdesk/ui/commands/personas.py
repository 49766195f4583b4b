"""What the commands on personas do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from cjmdesk.i18n import _
from cjmdesk.ui.commands.base import Commands
from cjmdesk.ui.menus import Entry

if TYPE_CHECKING:
    from cjmdesk.model.people import Persona


class PersonaCommands(Commands):
    """The commands of one window on the project's personas."""

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            "new_persona": self.add,
            "duplicate_persona": self.duplicate,
            "delete_persona": self.delete,
        }

    def add(self) -> None:
        """Make a persona, on the shown map too, and write its name where personas are listed; then the
        keyboard goes back to the sheet, if it came from there."""
        window, navigator = self._window, self._window.bench.navigator
        held = window.focusWidget()
        window.canvas.writing.stop()
        window.bench.side.setVisible(True)
        window.bench.side.turn("navigator")
        navigator.add_persona(None if held is not None and navigator.isAncestorOf(held) else window.canvas)

    def people(self) -> list[Entry]:
        """The menu of personas; those of the shown map are ticked."""
        project, one = self._session.project, self._session.map
        if project is None or one is None or not project.personas:
            return [(_("No personas yet"), False, False, lambda: None)]
        return [
            (who.name or _("Nameless"), who.id in one.personas, True, partial(self.assign, who.id))
            for who in project.personas
        ]

    def assign(self, id: str) -> None:
        """Put a persona on the shown map, or take it off."""
        from cjmdesk.edits.people import assign_persona

        one = self._session.map
        if one is not None:
            on = id not in one.personas
            label = _("putting a persona on the map") if on else _("taking a persona off the map")
            self._apply(label, lambda project: assign_persona(project, one.id, id, on))

    def duplicate(self) -> None:
        """Add a copy of the selected persona."""
        who = self._persona()
        if who is not None:
            self._window.listed.duplicate_persona(who)

    def delete(self) -> None:
        """Delete the selected persona."""
        who = self._persona()
        if who is not None:
            self._window.listed.delete(who.id)

    def _persona(self) -> Persona | None:
        project = self._session.project
        people = project.personas if project is not None else ()
        return next((who for who in people if who.id == self._session.selection), None)
