"""What the commands do that lead through the method: personas in steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from cjmdesk.i18n import current_language
from cjmdesk.ui.commands.base import Commands

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from cjmdesk.paint.qt import ScenePainter
    from cjmdesk.posters.printed import Printed
    from cjmdesk.ui.people.window import PeopleWindow

KEYS = ("undo", "redo", "save", "save_as")
"""Commands whose keys hold in a guide, too."""


class GuideCommands(Commands):
    """The guides of one window; each is open once."""

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {"personas": self.personas, "persona_guide": self.personas}

    def personas(self) -> PeopleWindow:
        """Open the guide to personas, at the selected one."""
        from cjmdesk.ui.people.window import PeopleDoors, PeopleWindow

        window = self._window
        window.canvas.writing.stop()
        open_ = shown(window, PeopleWindow)
        if open_ is not None:
            open_.show_persona(self._session.selection)
            return bring(open_)
        doors = PeopleDoors(
            add=lambda: window.listed.new_persona(""),
            copy=window.listed.duplicate_persona,
            print_=self._print,
            sheet=self._sheet,
            tell=self._say,
        )
        return bring(PeopleWindow(window, window.program.theme, self._session, doors, self.keys()))

    def keys(self) -> tuple[QAction, ...]:
        """The commands whose keys hold in a guide."""
        return tuple(self._window.actions_[id] for id in KEYS)

    def _print(self, over: QWidget, persona: str, to_file: bool) -> None:
        from cjmdesk.ui.commands.viewing import open_print

        dialog = open_print(self._window, over, what="persona", chosen=(persona,))
        if dialog is not None:
            (dialog.save if to_file else dialog.paper).setFocus()

    def _sheet(self, persona: str) -> tuple[Printed, ScenePainter] | str:
        """The persona's sheet in the language of the map shown; of the window where there is no map."""
        from cjmdesk.model.maps import JourneyMap
        from cjmdesk.model.values import new_id
        from cjmdesk.posters.papers import PaperError

        project = self._session.project
        if project is None:
            return ""
        one = self._session.map or JourneyMap(id=new_id("map"), language=current_language())
        maker = self._window.program.maker()
        try:
            return maker.sheets(project, one, "persona", (persona,)), maker.painter(project)
        except PaperError as error:
            return str(error)


_Kind = TypeVar("_Kind", bound=QWidget)


def bring(window: _Kind) -> _Kind:
    """Have a window of its own seen above the others, with the keyboard."""
    window.show()
    window.raise_()
    window.activateWindow()
    return window


def shown(parent: QWidget, kind: type[_Kind]) -> _Kind | None:
    """The window of that kind that is open over `parent`; None for none."""
    found = (one for one in parent.children() if isinstance(one, kind) and isValid(one))
    return next((one for one in found if one.isVisible()), None)
