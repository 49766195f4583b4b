"""Every command of the window, once: menus, toolbar, shortcut sheet and tests are built from here."""

from cjmdesk.ui.actions import analysing, editing, files, helping, mapping, viewing, workshop
from cjmdesk.ui.actions.action import SEPARATOR, Action

_MENUS = (files, editing, viewing, mapping, workshop, analysing, helping)

ACTIONS: tuple[Action, ...] = tuple(action for menu in _MENUS for action in menu.ACTIONS)
MENUS = tuple(menu.MENU for menu in _MENUS)

TOOLBAR = (
    *("new", "open", "save", SEPARATOR, "undo", "redo", SEPARATOR),
    *("zoom_out", "zoom_in", "fit_width", "fit_page"),
)
TOOLBAR_END = ("navigator", "inspector", "export_poster")
"""At the right end; the last is the one that a map is made for."""


def spec(id: str) -> Action:
    """The command called `id`; KeyError if there is none."""
    return _BY_ID[id]


_BY_ID = {action.id: action for action in ACTIONS}
