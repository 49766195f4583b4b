"""The commands of connectors: drawing, leading elsewhere, what they stand for; in the Map menu."""

from cjmdesk.i18n import N_
from cjmdesk.ui.actions.action import SEPARATOR, Action, Menu, chosen, is_on

has_end = chosen("card", "stage")
has_connector = chosen("connector")

ACTIONS = (
    Action(
        "connect",
        N_("Connect…"),
        N_("Draw a connector from the selected card or stage: choose where it leads"),
        ("Ctrl+L",),
        "arrow-right",
        has_end,
        short=N_("Connect"),
    ),
    Action(
        "lead_elsewhere",
        N_("Lead Elsewhere…"),
        N_("Choose another card or stage for the connector to lead to"),
        (),
        "route",
        has_connector,
    ),
    Action(
        "begin_elsewhere",
        N_("Begin Elsewhere…"),
        N_("Choose another card or stage for the connector to begin at"),
        (),
        "git-branch",
        has_connector,
    ),
    Action(
        "turn_connector",
        N_("Turn Round"),
        N_("Let the connector run the other way"),
        (),
        "arrow-left-right",
        has_connector,
    ),
    Action(
        "connector_good",
        N_("When It Goes Well"),
        N_("The connector stands for the good outcome"),
        (),
        "thumbs-up",
        has_connector,
        is_on("connector:good"),
    ),
    Action(
        "connector_bad",
        N_("When It Goes Badly"),
        N_("The connector stands for the bad outcome"),
        (),
        "thumbs-down",
        has_connector,
        is_on("connector:bad"),
    ),
    Action(
        "connector_neutral",
        N_("In Any Case"),
        N_("The connector stands for no particular outcome"),
        (),
        "circle",
        has_connector,
        is_on("connector:neutral"),
    ),
)

MENU = Menu(
    "connectors",
    N_("Connector"),
    (
        *("connect", SEPARATOR, "lead_elsewhere", "begin_elsewhere", "turn_connector", SEPARATOR),
        *("connector_good", "connector_bad", "connector_neutral"),
    ),
    "waypoints",
)
