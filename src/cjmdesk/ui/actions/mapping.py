"""The commands of the Map menu: whole maps; see `structure` for what is in them."""

from cjmdesk.i18n import N_
from cjmdesk.ui.actions import connectors, emotions
from cjmdesk.ui.actions.action import (
    MAPS,
    SEPARATOR,
    Action,
    Menu,
    State,
    has_project,
    has_sheet,
    is_on,
)
from cjmdesk.ui.actions.structure import ACTIONS as STRUCTURE
from cjmdesk.ui.actions.structure import LANES, PERSONAS, STAGES

TEMPLATES = "@templates"
"""A place in a menu that the window fills: templates for a new map."""


def _several(state: State) -> bool:
    return state.maps > 1


ACTIONS = (
    Action(
        "add_map",
        N_("Choose a Template…"),
        N_("Add a map to this project: choose its type, name its stages, take personas over"),
        ("Ctrl+M",),
        "layout-template",
        has_project,
    ),
    Action(
        "next_map",
        N_("Next Map"),
        N_("Show the next map of the project"),
        ("Ctrl+PgDown",),
        "chevron-right",
        _several,
    ),
    Action(
        "previous_map",
        N_("Previous Map"),
        N_("Show the previous map of the project"),
        ("Ctrl+PgUp",),
        "chevron-left",
        _several,
    ),
    Action(
        "rename_map",
        N_("Rename Map"),
        N_("Write the map’s title, scenario and goal"),
        (),
        "pencil",
        has_sheet,
    ),
    Action(
        "translations",
        N_("Translations…"),
        N_("Write the map’s texts in other languages, side by side"),
        (),
        "languages",
        has_sheet,
    ),
    Action(
        "reviewed",
        N_("Reviewed Today"),
        N_("Note that the map was looked through today and still tells how it is"),
        (),
        "calendar-check",
        has_sheet,
    ),
    Action(
        "duplicate_map",
        N_("Duplicate Map"),
        N_("Add a copy of the map to the project"),
        (),
        "copy-plus",
        has_sheet,
    ),
    Action(
        "future_map",
        N_("Make Future State"),
        N_("Add a copy of the map to draw in it how the journey should be"),
        (),
        "sparkles",
        has_sheet,
    ),
    Action("map_up", N_("Move Map Up"), N_("Put the map before the one before it"), (), "arrow-up", _several),
    Action(
        "map_down", N_("Move Map Down"), N_("Put the map behind the one after it"), (), "arrow-down", _several
    ),
    Action("delete_map", N_("Delete Map"), N_("Delete the map with all its cards"), (), "trash-2", has_sheet),
    Action(
        "right_to_left",
        N_("Right to Left"),
        N_("Let the journey run from the right"),
        (),
        "arrow-left-right",
        has_sheet,
        is_on("right to left"),
    ),
    *STRUCTURE,
    *emotions.ACTIONS,
    *connectors.ACTIONS,
)

MENU = Menu(
    "map",
    N_("&Map"),
    (
        # What is in the map, the map as a whole, and the other maps of the project.
        *(STAGES, LANES, emotions.MENU, connectors.MENU, PERSONAS, SEPARATOR),
        *("rename_map", "translations", "reviewed", "right_to_left", SEPARATOR),
        Menu("new_map", N_("New Map"), ("add_map", SEPARATOR, TEMPLATES), "map"),
        *("duplicate_map", "future_map", "map_up", "map_down", "delete_map", SEPARATOR),
        *("next_map", "previous_map", SEPARATOR, MAPS),
    ),
)
