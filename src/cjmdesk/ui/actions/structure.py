"""The commands of the Map menu that change stages, steps, lanes and personas."""

from cjmdesk.i18n import N_
from cjmdesk.ui.actions.action import SEPARATOR, Action, Menu, chosen, has_project, has_sheet, is_on

HIDDEN, PEOPLE = "@hidden", "@people"
"""Places in menus that the window fills: hidden lanes, the project's personas."""

_in_column = chosen("card", "point", "cell", "stage", "step")
_in_lane = chosen("card", "point", "cell", "lane", "line")

COLUMN_ACTIONS = (
    Action(
        "stage_before",
        N_("Insert Stage Before"),
        N_("Put a new stage before the selected one"),
        ("Ctrl+Shift+Left",),
        "chevrons-left",
        has_sheet,
    ),
    Action(
        "stage_after",
        N_("Insert Stage After"),
        N_("Put a new stage behind the selected one, or at the end"),
        ("Ctrl+Shift+Right",),
        "chevrons-right",
        has_sheet,
        short=N_("+ Stage"),
    ),
    Action(
        "insert_step",
        N_("Insert Step"),
        N_("Divide the stage further: put a new step behind the selected one"),
        (),
        "columns-3",
        _in_column,
    ),
    Action(
        "split_step",
        N_("Split Step"),
        N_("Part the column in two; the cards after the selected one go to the new step"),
        (),
        "split",
        _in_column,
    ),
    Action(
        "merge_step",
        N_("Merge with Next Step"),
        N_("Make one column of this one and the next, with the cards of both"),
        (),
        "combine",
        _in_column,
    ),
    Action(
        "wider",
        N_("Wider Column"),
        N_("Make the selected stage, step or column wider"),
        ("Ctrl+Alt+Right",),
        "expand",
        _in_column,
    ),
    Action(
        "narrower",
        N_("Narrower Column"),
        N_("Make the selected stage, step or column narrower"),
        ("Ctrl+Alt+Left",),
        "shrink",
        _in_column,
    ),
    Action("delete_step", N_("Delete Step"), N_("Delete the step and its cards"), (), "x", _in_column),
    Action(
        "delete_stage", N_("Delete Stage"), N_("Delete the stage and its cards"), (), "trash-2", _in_column
    ),
)

LANE_ACTIONS = (
    Action(
        "lane_above",
        N_("Insert Lane Above…"),
        N_("Choose a kind and put a new lane above the selected one"),
        ("Ctrl+Shift+Up",),
        "chevrons-up",
        has_sheet,
    ),
    Action(
        "lane_below",
        N_("Insert Lane Below…"),
        N_("Choose a kind and put a new lane below the selected one, or at the bottom"),
        ("Ctrl+Shift+Down",),
        "chevrons-down",
        has_sheet,
        short=N_("+ Lane"),
    ),
    Action(
        "lane_kind",
        N_("Change Kind of Lane…"),
        N_("Make another kind of lane of this one; its cards go along"),
        (),
        "shapes",
        _in_lane,
    ),
    Action(
        "fold_lane",
        N_("Fold Lane"),
        N_("Show the lane as one thin row"),
        (),
        "minimize",
        _in_lane,
        is_on("folded"),
    ),
    Action(
        "pin_lane",
        N_("Pin Lane"),
        N_("Keep the lane in view while the others scroll"),
        (),
        "pin",
        _in_lane,
        is_on("pinned"),
    ),
    Action("hide_lane", N_("Hide Lane"), N_("Leave the lane off the sheet"), (), "eye-off", _in_lane),
    Action("delete_lane", N_("Delete Lane"), N_("Delete the lane and its cards"), (), "trash-2", _in_lane),
)

PERSONA_ACTIONS = (
    Action(
        "persona_guide",
        N_("Describe in Steps…"),
        N_("Be led through a persona in six steps, to the printed sheet"),
        (),
        "list-checks",
        has_project,
    ),
    Action(
        "new_persona",
        N_("New Persona"),
        N_("Add somebody who makes this journey"),
        (),
        "circle-user",
        has_project,
    ),
    Action(
        "duplicate_persona",
        N_("Duplicate Persona"),
        N_("Add a copy of the selected persona"),
        (),
        "copy-plus",
        chosen("persona"),
    ),
    Action(
        "delete_persona",
        N_("Delete Persona"),
        N_("Delete the selected persona; cards forget it"),
        (),
        "trash-2",
        chosen("persona"),
    ),
)

ACTIONS = (*COLUMN_ACTIONS, *LANE_ACTIONS, *PERSONA_ACTIONS)

STAGES = Menu(
    "stages",
    N_("Stages and Steps"),
    (
        *("stage_before", "stage_after", SEPARATOR, "insert_step", "split_step", "merge_step", SEPARATOR),
        *("wider", "narrower", SEPARATOR, "delete_step", "delete_stage"),
    ),
    "columns-3",
)
LANES = Menu(
    "lanes",
    N_("Lanes"),
    (
        *("lane_above", "lane_below", "lane_kind", SEPARATOR, "fold_lane", "pin_lane", "hide_lane"),
        Menu("hidden_lanes", N_("Hidden Lanes"), (HIDDEN,), "eye"),
        *(SEPARATOR, "delete_lane"),
    ),
    "rows-3",
)
PERSONAS = Menu(
    "personas",
    N_("Personas"),
    (
        *("persona_guide", SEPARATOR, "new_persona", "duplicate_persona", "delete_persona", SEPARATOR),
        Menu("people", N_("On This Map"), (PEOPLE,), "users-round"),
    ),
    "users-round",
)
