"""The commands of the Help menu."""

from cjmdesk.i18n import N_
from cjmdesk.ui.actions.action import (
    SEPARATOR,
    Action,
    Menu,
)

ACTIONS = (
    Action("shortcuts", N_("Keyboard Shortcuts"), N_("Every command with its keys"), ("Ctrl+/",), "keyboard"),
    Action(
        "logs", N_("Log Folder"), N_("Open the folder with the program's notes about faults"), (), "folder"
    ),
    Action("about", N_("About cjmdesk"), N_("Version, licences and folders"), (), "info"),
)

MENU = Menu("help", N_("&Help"), ("shortcuts", SEPARATOR, "logs", "about"))
