"""The commands of the View menu."""

from cjmdesk.i18n import N_
from cjmdesk.ui.actions.action import (
    SEPARATOR,
    Action,
    Menu,
    has_project,
    has_sheet,
    is_on,
)

ACTIONS = (
    Action("zoom_in", N_("Zoom In"), N_("Show the sheet larger"), ("Ctrl++", "Ctrl+="), "zoom-in", has_sheet),
    Action("zoom_out", N_("Zoom Out"), N_("Show the sheet smaller"), ("Ctrl+-",), "zoom-out", has_sheet),
    Action(
        "zoom_paper",
        N_("Size on Paper"),
        N_("Show the sheet as large as it will be printed"),
        ("Ctrl+0",),
        "ruler",
        has_sheet,
    ),
    Action(
        "fit_width",
        N_("Fit Width"),
        N_("Show the whole width of the sheet"),
        ("Ctrl+1",),
        "move-horizontal",
        has_sheet,
        lambda state: state.fit == "width",
    ),
    Action(
        "fit_page",
        N_("Fit Page"),
        N_("Show the whole sheet"),
        ("Ctrl+2",),
        "maximize",
        has_sheet,
        lambda state: state.fit == "page",
    ),
    Action(
        "navigator",
        N_("Navigator"),
        N_("Show maps, personas and workshop steps on the left"),
        ("Ctrl+Shift+L",),
        "panel-left",
        has_project,
        is_on("navigator"),
    ),
    Action(
        "inspector",
        N_("Inspector"),
        N_("Show what is selected on the right"),
        ("Ctrl+Shift+I",),
        "panel-right",
        has_project,
        is_on("inspector"),
    ),
    Action(
        "minimap",
        N_("Overview"),
        N_("Show the whole sheet small in a corner"),
        ("Ctrl+Shift+M",),
        "map",
        has_project,
        is_on("minimap"),
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
        lambda state: True,
        lambda state: state.full_screen,
    ),
)

MENU = Menu(
    "view",
    N_("&View"),
    (
        *("zoom_in", "zoom_out", "zoom_paper", SEPARATOR, "fit_width", "fit_page", SEPARATOR),
        *("navigator", "inspector", "minimap", "next_pane", SEPARATOR, "full_screen"),
    ),
)
