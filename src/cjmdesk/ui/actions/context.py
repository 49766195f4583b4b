"""Which commands the menu of a thing on the sheet offers.

Ids of the table of actions, by the kind of what lies under the mouse or is selected; groups are parted
by SEPARATOR. A new command appears in these menus once its id stands here.
"""

from cjmdesk.ui.actions.action import SEPARATOR

_CLIPBOARD = ("cut", "copy", "paste", SEPARATOR)
_MOVES = ("move_left", "move_right", "move_up", "move_down")
_NOTE = (*_CLIPBOARD, "duplicate", "delete", SEPARATOR, *_MOVES, SEPARATOR, "select_all")
_COLUMN = (
    *("write", "connect", SEPARATOR, "stage_before", "stage_after", SEPARATOR),
    *("insert_step", "split_step", "merge_step", SEPARATOR, "wider", "narrower", SEPARATOR),
    *("move_left", "move_right", SEPARATOR, "delete_step", "delete_stage"),
)
_LANE = (
    *("write", SEPARATOR, "lane_above", "lane_below", "lane_kind", SEPARATOR),
    *("fold_lane", "pin_lane", "hide_lane", SEPARATOR, "move_up", "move_down", SEPARATOR, "delete_lane"),
)

CONTEXT: dict[str, tuple[str, ...]] = {
    "card": ("write", "new_card", "insert_picture", "connect", SEPARATOR, *_NOTE),
    "point": (
        *("write", "feeling", SEPARATOR, "level_up", "level_down", "give_points", SEPARATOR),
        *_NOTE,
    ),
    "cell": (
        *("new_card", "insert_picture", "scribe", SEPARATOR, *_CLIPBOARD, "delete", SEPARATOR),
        *("split_step", "wider", "narrower", SEPARATOR, "select_all"),
    ),
    "stage": _COLUMN,
    "step": _COLUMN,
    "lane": _LANE,
    "line": _LANE,
    "map": ("rename_map", "duplicate_map", "future_map", SEPARATOR, "delete_map"),
    "persona": ("persona_guide", SEPARATOR, "duplicate_persona", "delete_persona"),
    "connector": (
        *("write", SEPARATOR, "lead_elsewhere", "begin_elsewhere", "turn_connector", SEPARATOR),
        *("connector_good", "connector_bad", "connector_neutral", SEPARATOR, "delete"),
    ),
    "": (
        *("undo", "redo", SEPARATOR, "paste", "select_all", "scribe", SEPARATOR),
        *("find", "fit_width", "fit_page", SEPARATOR, "print"),
    ),
}
"""By kind, see `ui.chosen`; empty: the desk and what belongs to nothing on the map."""


def entries_for(kind: str) -> tuple[str, ...]:
    """The action ids and separators for a kind; those of the desk where it has none of its own."""
    return CONTEXT.get(kind) or CONTEXT[""]
