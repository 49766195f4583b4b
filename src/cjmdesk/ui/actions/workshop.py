"""The commands of the Workshop menu: what a facilitator does with a room full of people."""

from cjmdesk.i18n import N_
from cjmdesk.ui.actions.action import SEPARATOR, Action, Menu, has_project, has_sheet, is_on

ACTIONS = (
    Action(
        "brief",
        N_("Brief and Steps…"),
        N_("Team, goal, audience, and the seven steps of the workshop with ticks, notes and times"),
        (),
        "list-checks",
        has_project,
    ),
    Action(
        "personas",
        N_("Personas…"),
        N_("Describe who makes this journey, in six steps"),
        (),
        "users-round",
        has_project,
    ),
    Action(
        "timer",
        N_("Timer for the Room"),
        N_("Show how many minutes are left in figures that a whole room can read"),
        ("F9",),
        "timer",
        has_project,
    ),
    Action(
        "timer_toggle",
        N_("Start or Pause the Timer"),
        N_("Let the time of the workshop step run, or stand still"),
        ("Shift+F9",),
        "play",
        has_project,
    ),
    Action(
        "timer_more",
        N_("A Minute More"),
        N_("Give the workshop step another minute"),
        ("Ctrl+F9",),
        "plus",
        has_project,
    ),
    Action(
        "timer_less",
        N_("A Minute Less"),
        N_("Take a minute from the workshop step"),
        ("Ctrl+Shift+F9",),
        "minus",
        has_project,
    ),
    Action(
        "walk",
        N_("Walk-Through"),
        N_("Ask a room one question after the other; what is answered becomes notes"),
        ("Shift+F5",),
        "footprints",
        has_sheet,
    ),
    Action(
        "present",
        N_("Presentation"),
        N_("Show the map to a room, stage by stage on the whole screen"),
        ("F5",),
        "presentation",
        has_sheet,
    ),
    Action(
        "photo",
        N_("Photo of the Wall"),
        N_("Put a photo beside the sheet, to type its notes"),
        ("Ctrl+Shift+P",),
        "camera",
        has_sheet,
        is_on("photo"),
    ),
    Action(
        "choose_photo",
        N_("Another Photo…"),
        N_("Choose the photo beside the sheet"),
        (),
        "folder-open",
        has_sheet,
    ),
)

MENU = Menu(
    "workshop",
    N_("&Workshop"),
    (
        "brief",
        "personas",
        SEPARATOR,
        Menu("timing", N_("Timer"), ("timer", "timer_toggle", "timer_more", "timer_less"), "timer"),
        SEPARATOR,
        "walk",
        "present",
        SEPARATOR,
        "photo",
        "choose_photo",
    ),
)
