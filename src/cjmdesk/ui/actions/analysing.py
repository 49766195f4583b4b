"""The commands of the Analysis menu: what a finished map says, and what is done about it."""

from cjmdesk.i18n import N_
from cjmdesk.ui.actions.action import Action, Menu, has_project, is_on

ACTIONS = (
    Action(
        "gaps",
        N_("Gaps"),
        N_("Show what is missing from the map, and why that matters"),
        ("Ctrl+Shift+K",),
        "clipboard-check",
        has_project,
        is_on("gaps"),
    ),
)

MENU = Menu("analysis", N_("&Analysis"), ("gaps",))
