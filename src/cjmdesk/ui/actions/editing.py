"""The commands of the Edit menu."""

from cjmdesk.i18n import N_
from cjmdesk.ui.actions.action import (
    SEPARATOR,
    Action,
    Menu,
    chosen,
    has_note,
    has_project,
    has_sheet,
    is_on,
)

_PORTABLE = chosen("card", "point", "cell", "stage", "step", "lane", "line")
_REMOVABLE = chosen("card", "point", "cell", "stage", "step", "lane", "line", "connector")
_ACROSS = chosen("card", "point", "stage", "step")
_ALONG = chosen("card", "point", "lane", "line")
_NAMED = chosen("card", "point", "cell", "stage", "step", "lane", "line", "connector", "map")

ACTIONS = (
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
        "cut", N_("Cut"), N_("Take what is selected to the clipboard"), ("Ctrl+X",), "scissors", _PORTABLE
    ),
    Action("copy", N_("Copy"), N_("Put what is selected on the clipboard"), ("Ctrl+C",), "copy", _PORTABLE),
    Action(
        "copy_picture",
        N_("Copy as Picture"),
        N_("Put the whole map on the clipboard as a picture, for slides and documents"),
        ("Ctrl+Shift+C",),
        "image",
        has_sheet,
    ),
    Action(
        "paste",
        N_("Paste"),
        N_("Put cards, a list or a table from the clipboard into the cells from the selected one on"),
        ("Ctrl+V",),
        "clipboard-paste",
        has_sheet,
    ),
    Action(
        "paste_plain",
        N_("Paste as Plain Text"),
        N_("Make a card of each line on the clipboard, all in the selected cell"),
        ("Ctrl+Shift+V",),
        "type",
        has_sheet,
    ),
    Action(
        "write",
        N_("Write"),
        N_("Edit the selected card or title, or begin a card in the cell"),
        ("F2",),
        "pencil",
        _NAMED,
    ),
    Action(
        "new_card",
        N_("New Card"),
        N_("Begin a card below the selected one, or in the selected cell"),
        ("Ctrl+Return",),
        "sticky-note",
        has_sheet,
        short=N_("+ Card"),
    ),
    Action(
        "scribe",
        N_("Scribe Line"),
        N_("Type notes off the wall, one after another"),
        ("Ctrl+J",),
        "clipboard-list",
        has_sheet,
        is_on("scribe"),
    ),
    Action(
        "delete",
        N_("Delete"),
        N_("Delete what is selected; of a cell, its cards"),
        ("Del",),
        "trash-2",
        _REMOVABLE,
    ),
    Action(
        "duplicate",
        N_("Duplicate"),
        N_("Put a copy of each selected card behind it"),
        ("Ctrl+D",),
        "copy-plus",
        has_note,
    ),
    Action(
        "select_all",
        N_("Select All"),
        N_("Select every card of the map"),
        ("Ctrl+A",),
        "square-check",
        has_sheet,
    ),
    Action(
        "move_left",
        N_("Move to the Previous Stage"),
        N_("Move the selected cards to the previous column, or the stage itself"),
        ("Alt+Left",),
        "arrow-left",
        _ACROSS,
    ),
    Action(
        "move_right",
        N_("Move to the Next Stage"),
        N_("Move the selected cards to the next column, or the stage itself"),
        ("Alt+Right",),
        "arrow-right",
        _ACROSS,
    ),
    Action(
        "move_up",
        N_("Move Up"),
        N_("Move the selected cards up in their cells or to the lane above, or the lane itself"),
        ("Alt+Up",),
        "arrow-up",
        _ALONG,
    ),
    Action(
        "move_down",
        N_("Move Down"),
        N_("Move the selected cards down in their cells or to the lane below, or the lane itself"),
        ("Alt+Down",),
        "arrow-down",
        _ALONG,
    ),
    Action("find", N_("Find…"), N_("Find words in all texts"), ("Ctrl+F",), "search", has_project),
    Action(
        "find_next",
        N_("Find Next"),
        N_("Go to the next place"),
        ("F3", "Ctrl+G"),
        "chevron-down",
        has_project,
    ),
    Action(
        "find_previous",
        N_("Find Previous"),
        N_("Go to the previous place"),
        ("Shift+F3", "Ctrl+Shift+G"),
        "chevron-up",
        has_project,
    ),
    Action(
        "replace",
        N_("Replace…"),
        N_("Find words and put others there"),
        ("Ctrl+H",),
        "repeat",
        has_project,
    ),
    Action(
        "insert_picture",
        N_("Insert Picture…"),
        N_("Put a picture on the selected card, or into the cell"),
        (),
        "image-plus",
        chosen("card", "cell"),
    ),
    Action(
        "paste_picture",
        N_("Paste Picture"),
        N_("Put the picture on the clipboard on the selected card, or into the cell"),
        ("Ctrl+Alt+V",),
        "clipboard-paste",
        chosen("card", "cell"),
    ),
    Action(
        "preferences",
        N_("Preferences…"),
        N_("Language, light or dark theme, paper and margins"),
        ("Ctrl+,",),
        "settings-2",
    ),
)

_MOVE = Menu("move", N_("Move"), ("move_left", "move_right", "move_up", "move_down"), "move")

MENU = Menu(
    "edit",
    N_("&Edit"),
    (
        *("undo", "redo", SEPARATOR, "cut", "copy", "copy_picture", "paste"),
        *("paste_plain", "paste_picture", SEPARATOR),
        *("new_card", "write", "insert_picture", _MOVE, "duplicate", "delete", SEPARATOR),
        *("select_all", "scribe"),
        *(SEPARATOR, "find", "find_next", "find_previous", "replace", SEPARATOR, "preferences"),
    ),
)
