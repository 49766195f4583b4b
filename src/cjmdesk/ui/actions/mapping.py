"""The commands of the Map menu."""

from cjmdesk.i18n import N_
from cjmdesk.ui.actions.action import (
    MAPS,
    SEPARATOR,
    Action,
    Menu,
)

ACTIONS = (
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
)

MENU = Menu("map", N_("&Map"), (MAPS, SEPARATOR, "next_map", "previous_map"))
