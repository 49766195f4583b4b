"""Every command of the window, once: menus, toolbar, shortcut sheet and tests are built from here."""

from cjmdesk.ui.actions import analysing, editing, files, helping, mapping, viewing, workshop
from cjmdesk.ui.actions.action import SEPARATOR, Action

_MENUS = (files, editing, viewing, mapping, workshop, analysing, helping)

ACTIONS: tuple[Action, ...] = tuple(action for menu in _MENUS for action in menu.ACTIONS)
MENUS = tuple(menu.MENU for menu in _MENUS)

TOOLBAR = (
    *("new", "open", "save", SEPARATOR, "new_card", "stage_after", "lane_below", SEPARATOR),
    *("undo", "redo", SEPARATOR, "connect", "new_point", SEPARATOR, "gaps", "compare", "present"),
)
TOOLBAR_END = ("find", "navigator", "inspector", "print")
"""At the right end; the last is the one that a map is made for."""
FIRST_WITHOUT_WORDS = (
    *(("new", "open", "save"), ("gaps", "compare", "present"), ("connect", "new_point")),
    *(("new_card", "stage_after", "lane_below"), ("print",)),
)
"""The order in which groups of buttons lose their words where there is no room for all of them."""
WORDS_ALONE = frozenset(("new_card", "stage_after", "lane_below"))
"""Buttons without a picture as long as they have their words, which begin with a plus."""


def spec(id: str) -> Action:
    """The command called `id`; KeyError if there is none."""
    return _BY_ID[id]


_BY_ID = {action.id: action for action in ACTIONS}
