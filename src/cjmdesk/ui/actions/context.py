"""Which commands the menu of a thing on the sheet offers.

Ids of the table of actions, by the kind of what lies under the mouse or is selected; groups are parted
by SEPARATOR. A new command appears in these menus once its id stands here.
"""

from cjmdesk.ui.actions.action import SEPARATOR

_NOTE = (
    *("write", "duplicate", "delete", SEPARATOR),
    *("move_left", "move_right", "move_up", "move_down", SEPARATOR, "select_all"),
)
_COLUMN = ("wider", "narrower")

CONTEXT: dict[str, tuple[str, ...]] = {
    "card": _NOTE,
    "point": _NOTE,
    "cell": ("write", "scribe", SEPARATOR, "delete", SEPARATOR, *_COLUMN, SEPARATOR, "select_all"),
    "stage": _COLUMN,
    "step": _COLUMN,
    "lane": ("scribe", "select_all"),
    "line": ("select_all",),
    "connector": (),
    "": (
        *("undo", "redo", SEPARATOR, "select_all", "scribe", SEPARATOR),
        *("find", "fit_width", "fit_page", SEPARATOR, "export_poster"),
    ),
}
"""By kind, see `ui.chosen`; empty: the desk and what belongs to nothing on the map."""


def entries_for(kind: str) -> tuple[str, ...]:
    """The action ids and separators for a kind; those of the desk where it has none of its own."""
    return CONTEXT.get(kind) or CONTEXT[""]
