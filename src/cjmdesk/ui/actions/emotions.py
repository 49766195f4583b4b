"""The commands of emotion lanes: points, whose curve, and how the lane looks; in the Map menu."""

from cjmdesk.i18n import N_
from cjmdesk.ui.actions.action import (
    CURVES,
    SEPARATOR,
    Action,
    Menu,
    State,
    chosen,
    has_sheet,
    is_on,
)

has_point = chosen("point")
has_lane = is_on("emotions")


def has_curves(state: State) -> bool:
    """Whether there is an emotion lane, and somebody to have a curve on it."""
    return "emotions" in state.on and "personas" in state.on


ACTIONS = (
    Action(
        "new_point",
        N_("New Point"),
        N_("Add a point with a level to the curve, and write what is felt there"),
        ("F7",),
        "smile",
        has_lane,
        short=N_("Emotion"),
    ),
    Action(
        "feeling",
        N_("Write the Feeling"),
        N_("Write the one word for what is felt at the selected point"),
        ("Shift+F2",),
        "heart",
        has_point,
    ),
    Action("level_up", N_("Half a Step Up"), N_("Raise the selected points"), (), "chevron-up", has_point),
    Action(
        "level_down", N_("Half a Step Down"), N_("Lower the selected points"), (), "chevron-down", has_point
    ),
    Action(
        "next_curve",
        N_("Draw the Next Curve"),
        N_("New points go onto the curve of the next persona or competitor"),
        ("F8",),
        "user-round",
        has_curves,
    ),
    Action(
        "everybodys_curve",
        N_("Draw Everybody’s Curve"),
        N_("New points go onto the curves of all personas"),
        ("Shift+F8",),
        "users-round",
        has_curves,
    ),
    Action(
        "give_points",
        N_("Put the Points on the Drawn Curve"),
        N_("The selected points go onto the curve that is being drawn"),
        (),
        "spline",
        has_point,
    ),
    Action(
        "new_competitor",
        N_("New Competitor"),
        N_("Add another company that customers compare us with, and draw its curve beside ours"),
        (),
        "scale",
        has_sheet,
    ),
    Action(
        "more_guides",
        N_("More Guide Lines"),
        N_("Draw one guide line more above the middle, and one below"),
        (),
        "circle-plus",
        has_lane,
    ),
    Action(
        "fewer_guides",
        N_("Fewer Guide Lines"),
        N_("Draw one guide line less above the middle, and one below"),
        (),
        "circle-minus",
        has_lane,
    ),
    Action(
        "dots",
        N_("Dots Instead of Faces"),
        N_("Mark the points with plain dots"),
        (),
        "circle-dot",
        has_lane,
        is_on("dots"),
    ),
    Action(
        "scale_words",
        N_("Words for the Ends of the Scale"),
        N_("Write what the upper and the lower end of the curve mean"),
        (),
        "type",
        has_lane,
    ),
)

MENU = Menu(
    "emotions",
    N_("Emotion Lane"),
    (
        *(CURVES, SEPARATOR, "new_point", "feeling", "level_up", "level_down", SEPARATOR),
        *("next_curve", "everybodys_curve", "give_points", "new_competitor", SEPARATOR),
        *("more_guides", "fewer_guides", "dots", "scale_words"),
    ),
    "spline",
)
