"""The commands of the Help menu."""

from cjmdesk.i18n import N_
from cjmdesk.ui.actions.action import (
    SEPARATOR,
    Action,
    Menu,
)

ACTIONS = (
    Action("help", N_("Help"), N_("What to do first, and every command"), ("F1",), "book-open"),
    Action(
        "palette",
        N_("Find Command…"),
        N_("Any command, map, stage or lane by a few letters of its name"),
        ("Ctrl+K",),
        "search",
    ),
    Action("shortcuts", N_("Keyboard Shortcuts"), N_("Every command with its keys"), ("Ctrl+/",), "keyboard"),
    Action(
        "logs", N_("Log Folder"), N_("Open the folder with the program’s notes about faults"), (), "folder"
    ),
    Action("about", N_("About cjmdesk"), N_("Version, licences and folders"), (), "info"),
)

MENU = Menu("help", N_("&Help"), ("help", "palette", "shortcuts", SEPARATOR, "logs", "about"))
