"""The commands of the Map menu."""

from cjmdesk.i18n import N_
from cjmdesk.ui.actions import connectors, emotions
from cjmdesk.ui.actions.action import (
    MAPS,
    SEPARATOR,
    Action,
    Menu,
    chosen,
)

has_column = chosen("stage", "step", "card", "point", "cell")

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
    Action(
        "wider",
        N_("Wider Column"),
        N_("Make the selected stage, step or column wider"),
        ("Ctrl+Alt+Right",),
        "move-horizontal",
        has_column,
    ),
    Action(
        "narrower",
        N_("Narrower Column"),
        N_("Make the selected stage, step or column narrower"),
        ("Ctrl+Alt+Left",),
        "shrink",
        has_column,
    ),
    *emotions.ACTIONS,
    *connectors.ACTIONS,
)

MENU = Menu(
    "map",
    N_("&Map"),
    (
        *(MAPS, SEPARATOR, "next_map", "previous_map", SEPARATOR, "wider", "narrower", SEPARATOR),
        *(emotions.MENU, connectors.MENU),
    ),
)
