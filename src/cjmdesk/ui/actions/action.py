"""What a command and a menu are, and what decides which commands can be used.

Texts are marked for translation and translated when shown, so that the language can be switched
while the program runs.
"""

from collections.abc import Callable

from msgspec import Struct

SEPARATOR = "-"
PLACE = "@"
"""How the name of a place begins that the window fills."""
RECENT, MAPS, CURVES = "@recent", "@maps", "@curves"
"""Such places in menus: recent files, the project's maps, personas' curves."""


class State(Struct, frozen=True):
    """What decides which commands can be used.

    undo, redo: what would be undone or redone, empty when nothing would. chosen: the kinds of what
    is selected, see `ui.chosen`. on: names of the panels and modes that are on, for ticks.
    """

    has_project: bool = False
    has_sheet: bool = False
    maps: int = 0
    undo: str = ""
    redo: str = ""
    chosen: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    full_screen: bool = False
    fit: str = ""


When = Callable[[State], bool]


class Action(Struct, frozen=True):
    """A command. text: in menus; short: on the toolbar, empty for an icon alone.

    when: whether it can be used. checked: whether it is ticked, None for one that never is.
    """

    id: str
    text: str
    help: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    when: When = lambda state: True
    checked: When | None = None
    short: str = ""


class Menu(Struct, frozen=True):
    """A menu. entries: action ids, SEPARATOR, a place to fill, or menus."""

    id: str
    title: str
    entries: tuple["str | Menu", ...]
    icon: str = ""


def has_project(state: State) -> bool:
    """Whether a project is open."""
    return state.has_project


def has_sheet(state: State) -> bool:
    """Whether a map is on the desk."""
    return state.has_sheet


def chosen(*kinds: str) -> When:
    """Whether something of one of these kinds is selected."""
    wanted = frozenset(kinds)
    return lambda state: not wanted.isdisjoint(state.chosen)


def is_on(name: str) -> When:
    """Whether the panel or mode called `name` is on."""
    return lambda state: name in state.on


has_note = chosen("card", "point")
has_cell = chosen("card", "point", "cell")
has_words = chosen("card", "point", "cell", "connector")
