"""The hour that a new column of a day proposes."""

from cjmdesk.model.hours import DAY, column_titles, hour_like, hour_of, scale_of
from cjmdesk.model.maps import JourneyMap

_USUAL = 60
"""Minutes from one hour to the next where nothing says how long they are."""


def proposed_hour(journey: JourneyMap, column: int) -> str:
    """The hour for a new column before column number `column`, in the manner of its neighbours.

    Between two hours it is the middle, before the first and after the last the next one at the same
    distance. Empty where the map's columns are no scale of hours, or where no hour is free.
    """
    titles = column_titles(journey.stages)
    scale = scale_of(titles)
    if not scale:
        return ""
    column = max(0, min(column, len(scale)))
    example = titles[min(column, len(titles) - 1)]
    if column == 0:
        step = scale[1] - scale[0] or _USUAL
        wanted = scale[0] - step
    elif column == len(scale):
        step = scale[-1] - scale[-2] or _USUAL
        wanted = scale[-1] + step
    else:
        wanted = (scale[column - 1] + scale[column]) // 2
        if wanted in (scale[column - 1], scale[column]):
            return ""
    if column in (0, len(scale)) and max(scale[-1], wanted) - min(scale[0], wanted) >= DAY:
        return ""
    return hour_like(wanted, example)


def hours_are_stages(journey: JourneyMap) -> bool:
    """Whether the stages themselves are named after hours."""
    return bool(journey.stages) and all(hour_of(stage.title) is not None for stage in journey.stages)
