"""Every command of the window, once: menus, toolbar, shortcut sheet and tests are built from here.

Texts are marked for translation and translated when shown, so that the language can be switched
while the program runs.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cjmdesk.i18n import N_


@dataclass(frozen=True, slots=True)
class State:
    """What decides which commands can be used.

    undo, redo: what would be undone or redone, empty when nothing would. note: a note is selected;
    cell: a note or a cell is.
    """

    has_project: bool = False
    has_sheet: bool = False
    maps: int = 0
    undo: str = ""
    redo: str = ""
    note: bool = False
    cell: bool = False
    scribe: bool = False
    navigator: bool = True
    inspector: bool = True
    minimap: bool = True
    full_screen: bool = False
    fit: str = ""


def _always(state: State) -> bool:
    return True


def _project(state: State) -> bool:
    return state.has_project


def _sheet(state: State) -> bool:
    return state.has_sheet


def _note(state: State) -> bool:
    return state.note


def _cell(state: State) -> bool:
    return state.cell


@dataclass(frozen=True, slots=True)
class Action:
    """A command. text: in menus; short: on the toolbar, empty for an icon alone.

    when: whether it can be used. checked: whether it is ticked, None for one that never is.
    """

    id: str
    text: str
    help: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    when: Callable[[State], bool] = _always
    checked: Callable[[State], bool] | None = None
    short: str = ""


ACTIONS = (
    Action(
        "new",
        N_("New from template…"),
        N_("Start a map from a template"),
        ("Ctrl+N",),
        "file-plus",
        short=N_("New"),
    ),
    Action(
        "open",
        N_("Open…"),
        N_("Open a project, or a table, text or diagram of another program"),
        ("Ctrl+O",),
        "folder-open",
        short=N_("Open"),
    ),
    Action("save", N_("Save"), N_("Save the project"), ("Ctrl+S",), "save", _project, short=N_("Save")),
    Action(
        "save_as", N_("Save As…"), N_("Save the project under another name"), ("Ctrl+Shift+S",), "", _project
    ),
    Action("save_copy", N_("Save a Copy…"), N_("Write a copy and go on with this file"), (), "", _project),
    Action(
        "export_poster",
        N_("Export Poster…"),
        N_("Make a poster of this map as PDF, SVG or PNG"),
        ("Ctrl+E", "Ctrl+P"),
        "file-down",
        _sheet,
        short=N_("Export poster…"),
    ),
    Action(
        "export_csv",
        N_("Table (CSV)…"),
        N_("Write this map as a table for a spreadsheet"),
        (),
        "file-spreadsheet",
        _sheet,
    ),
    Action("export_md", N_("Markdown…"), N_("Write this map as a text with tables"), (), "file-text", _sheet),
    Action("export_mmd", N_("Mermaid…"), N_("Write this map as a Mermaid journey"), (), "workflow", _sheet),
    Action("export_json", N_("JSON…"), N_("Write this map as plain JSON"), (), "file", _sheet),
    Action("close", N_("Close"), N_("Close this window"), ("Ctrl+W",), "x"),
    Action("quit", N_("Quit"), N_("Close all windows"), ("Ctrl+Q",), "power"),
    Action(
        "undo",
        N_("Undo"),
        N_("Take the last change back"),
        ("Ctrl+Z",),
        "undo-2",
        lambda state: bool(state.undo),
    ),
    Action(
        "redo",
        N_("Redo"),
        N_("Make the change again"),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "redo-2",
        lambda state: bool(state.redo),
    ),
    Action(
        "write", N_("Write"), N_("Edit the selected note, or begin one in the cell"), ("F2",), "pencil", _cell
    ),
    Action(
        "scribe",
        N_("Scribe Line"),
        N_("Type notes off the wall, one after another"),
        ("Ctrl+J",),
        "clipboard-list",
        _sheet,
        lambda state: state.scribe,
    ),
    Action("delete", N_("Delete"), N_("Delete the selected note"), ("Del",), "trash-2", _cell),
    Action(
        "move_left",
        N_("Move to the Stage Before"),
        N_("Move the note to the column before"),
        ("Alt+Left",),
        "arrow-left",
        _note,
    ),
    Action(
        "move_right",
        N_("Move to the Next Stage"),
        N_("Move the note to the next column"),
        ("Alt+Right",),
        "arrow-right",
        _note,
    ),
    Action(
        "move_up",
        N_("Move Up"),
        N_("Move the note up in its cell, or to the lane above"),
        ("Alt+Up",),
        "arrow-up",
        _note,
    ),
    Action(
        "move_down",
        N_("Move Down"),
        N_("Move the note down in its cell, or to the lane below"),
        ("Alt+Down",),
        "arrow-down",
        _note,
    ),
    Action(
        "preferences", N_("Preferences…"), N_("Language, theme, paper and margins"), ("Ctrl+,",), "settings-2"
    ),
    Action("zoom_in", N_("Zoom In"), N_("Show the sheet larger"), ("Ctrl++", "Ctrl+="), "zoom-in", _sheet),
    Action("zoom_out", N_("Zoom Out"), N_("Show the sheet smaller"), ("Ctrl+-",), "zoom-out", _sheet),
    Action(
        "zoom_paper",
        N_("Size on Paper"),
        N_("Show the sheet as large as it will be printed"),
        ("Ctrl+0",),
        "ruler",
        _sheet,
    ),
    Action(
        "fit_width",
        N_("Fit Width"),
        N_("Show the whole width of the sheet"),
        ("Ctrl+1",),
        "move-horizontal",
        _sheet,
        lambda state: state.fit == "width",
    ),
    Action(
        "fit_page",
        N_("Fit Page"),
        N_("Show the whole sheet"),
        ("Ctrl+2",),
        "maximize",
        _sheet,
        lambda state: state.fit == "page",
    ),
    Action(
        "navigator",
        N_("Navigator"),
        N_("Show maps, personas and workshop steps on the left"),
        ("Ctrl+Shift+L",),
        "panel-left",
        _project,
        lambda state: state.navigator,
    ),
    Action(
        "inspector",
        N_("Inspector"),
        N_("Show what is selected on the right"),
        ("Ctrl+Shift+I",),
        "panel-right",
        _project,
        lambda state: state.inspector,
    ),
    Action(
        "minimap",
        N_("Overview"),
        N_("Show the whole sheet small in a corner"),
        ("Ctrl+Shift+M",),
        "map",
        _project,
        lambda state: state.minimap,
    ),
    Action(
        "next_pane",
        N_("Next Pane"),
        N_("Move the keyboard to the next part of the window"),
        ("F6",),
    ),
    Action(
        "full_screen",
        N_("Full Screen"),
        N_("Use the whole screen"),
        ("F11",),
        "expand",
        _always,
        lambda state: state.full_screen,
    ),
    Action(
        "next_map",
        N_("Next Map"),
        N_("Show the next map of the project"),
        ("Ctrl+PgDown",),
        "chevron-right",
        lambda state: state.maps > 1,
    ),
    Action(
        "previous_map",
        N_("Previous Map"),
        N_("Show the previous map of the project"),
        ("Ctrl+PgUp",),
        "chevron-left",
        lambda state: state.maps > 1,
    ),
    Action("shortcuts", N_("Keyboard Shortcuts"), N_("Every command with its keys"), ("Ctrl+/",), "keyboard"),
    Action(
        "logs", N_("Log Folder"), N_("Open the folder with the program's notes about faults"), (), "folder"
    ),
    Action("about", N_("About cjmdesk"), N_("Version, licences and folders"), (), "info"),
)

SEPARATOR = "-"
RECENT, MAPS = "@recent", "@maps"
"""Places in menus that the window fills: recent files, the project's maps."""


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu. entries: action ids, SEPARATOR, a place to fill, or menus."""

    id: str
    title: str
    entries: tuple["str | Menu", ...]
    icon: str = ""


_DATA = Menu("data", N_("Export Data"), ("export_csv", "export_md", "export_mmd", "export_json"), "file-up")
_RECENT = Menu("recent", N_("Open Recent"), (RECENT,), "history")

MENUS = (
    Menu(
        "file",
        N_("&File"),
        (
            *("new", "open", _RECENT, SEPARATOR, "save", "save_as", "save_copy", SEPARATOR),
            *("export_poster", _DATA, SEPARATOR, "close", "quit"),
        ),
    ),
    Menu(
        "edit",
        N_("&Edit"),
        (
            *("undo", "redo", SEPARATOR, "write", "scribe", "delete", SEPARATOR),
            *("move_left", "move_right", "move_up", "move_down", SEPARATOR, "preferences"),
        ),
    ),
    Menu(
        "view",
        N_("&View"),
        (
            *("zoom_in", "zoom_out", "zoom_paper", SEPARATOR, "fit_width", "fit_page", SEPARATOR),
            *("navigator", "inspector", "minimap", "next_pane", SEPARATOR, "full_screen"),
        ),
    ),
    Menu("map", N_("&Map"), (MAPS, SEPARATOR, "next_map", "previous_map")),
    Menu("help", N_("&Help"), ("shortcuts", SEPARATOR, "logs", "about")),
)

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
