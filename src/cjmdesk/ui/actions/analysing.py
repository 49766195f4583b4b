"""The commands of the Analysis menu: what a finished map says, and what is done about it."""

from cjmdesk.i18n import N_
from cjmdesk.ui.actions.action import SEPARATOR, Action, Menu, has_project, has_sheet, is_on

ACTIONS = (
    Action(
        "gaps",
        N_("Gaps"),
        N_("Show what is missing from the map, and why that matters"),
        ("Ctrl+Shift+K",),
        "clipboard-check",
        has_project,
        is_on("gaps"),
        short=N_("Gaps"),
    ),
    Action(
        "decide",
        N_("Decide and Plan…"),
        N_("Rank pains, weigh solutions, count votes, and say who does what by when"),
        ("Ctrl+Shift+D",),
        "vote",
        has_sheet,
    ),
    Action(
        "compare",
        N_("Compare Maps…"),
        N_("List what differs between two maps, lay them over each other, take over what you choose"),
        ("Ctrl+Shift+Y",),
        "git-compare",
        has_sheet,
        short=N_("Compare"),
    ),
    Action(
        "figures",
        N_("Figures"),
        N_("Show totals, rankings, channels and sources of the map, with bars to look at"),
        ("F4",),
        "chart-column",
        has_sheet,
    ),
    Action(
        "print_figures",
        N_("Print Figures…"),
        N_("Print totals, rankings, channels and sources of the map"),
        (),
        "printer",
        has_sheet,
    ),
    Action(
        "import_numbers",
        N_("Import Numbers…"),
        N_("Put visits, sales, costs and times from a table onto the touchpoints of their names"),
        (),
        "file-spreadsheet",
        has_sheet,
    ),
)

MENU = Menu(
    "analysis",
    N_("&Analysis"),
    ("gaps", "figures", "compare", "decide", SEPARATOR, "import_numbers", "print_figures"),
)
