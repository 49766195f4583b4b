"""Emotion points as a hand moves them: levels in half steps, and a place with a level at once."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from cjmdesk.edits.fields import set_field, set_fields
from cjmdesk.edits.notes import move_note
from cjmdesk.edits.places import item_at, map_of
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.model.lanes import EmotionLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project

HALF = 0.5
"""How much a level moves by a key; the hand's grid between −5 and +5."""

MOST_GUIDES = 10


def nearest_half(level: float) -> float:
    """`level` on the grid of half steps, within −5 … +5; what lies between two goes up."""
    return max(-5.0, min(5.0, math.floor(level / HALF + 0.5) * HALF)) + 0.0


def set_levels(project: Project, levels: Mapping[str, float]) -> Project:
    """Set the levels of several points, by id. Raises EditError, and then sets none."""
    for point, level in levels.items():
        item_at(project, point, EmotionPoint)
        project = set_field(project, point, "level", level)
    return project


def shift_levels(project: Project, points: Sequence[str], by: float) -> Project:
    """Move points up or down; they stop at ±5. One without a level starts at 0. Raises EditError."""
    levels = {}
    for point in points:
        now = item_at(project, point, EmotionPoint)[1].level
        levels[point] = max(-5.0, min(5.0, (now or 0.0) + by))
    return set_levels(project, levels)


def common_shift(project: Project, points: Sequence[str], by: float) -> float:
    """`by`, or as much of it as all of the points can go without one of them leaving −5 … +5.

    A point without a level counts as 0. Raises EditError.
    """
    levels = [item_at(project, point, EmotionPoint)[1].level or 0.0 for point in points]
    return min(max(by, -5.0 - min(levels, default=0.0)), 5.0 - max(levels, default=0.0))


def place_point(
    project: Project, point: str, lane: str, step: str, index: int | None, level: float | None
) -> Project:
    """Move a point to a cell, before what stands at `index` without it, and set its level.

    None: last in the cell; keep the level. Raises EditError.
    """
    item_at(project, point, EmotionPoint)
    project = move_note(project, point, lane, step, index)
    return project if level is None else set_field(project, point, "level", level)


def owner_fields(journey: JourneyMap, whose: str) -> dict[str, Any]:
    """The fields of a point that say on whose curve it lies: that of a persona or a competitor of the map,
    by id; empty: on everybody's."""
    if any(one.id == whose for one in journey.competitors):
        return {"personas": (), "competitor": whose}
    return {"personas": (whose,) if whose else (), "competitor": None}


def give_points(project: Project, points: Sequence[str], whose: str) -> Project:
    """Put points on the curve of one persona or competitor alone; empty: on everybody's of ours. Raises
    EditError."""
    for point in points:
        item_at(project, point, EmotionPoint)
        project = set_fields(project, point, **owner_fields(map_of(project, point), whose))
    return project


def show_curve(project: Project, lane: str, persona: str, shown: bool) -> Project:
    """Show or hide a persona's curve on an emotion lane. Raises EditError."""
    hidden = item_at(project, lane, EmotionLane)[1].hidden_personas
    rest = tuple(id for id in hidden if id != persona)
    fresh = rest if shown else (*rest, persona)
    return project if set(fresh) == set(hidden) else set_field(project, lane, "hidden_personas", fresh)


def shift_guides(project: Project, lane: str, by: int) -> Project:
    """Draw more or fewer guide lines on an emotion lane, 0 to 10 of them. Raises EditError."""
    now = item_at(project, lane, EmotionLane)[1].guides
    return set_field(project, lane, "guides", max(0, min(MOST_GUIDES, now + by)))
