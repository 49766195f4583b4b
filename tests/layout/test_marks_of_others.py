"""Points of ours and of competitors at one place: both are seen."""

import math
from itertools import pairwise

import pytest

from cjmdesk.layout.scene import Box, Path
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Competitor
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import options_for
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.text.qt import text_engine

RIVALS = 4
"""As many as there are shapes of marks."""


@pytest.mark.parametrize("marks", ["faces", "dots"])
@pytest.mark.parametrize("ink", ["colour", "line"])
def test_the_ring_of_a_point_without_a_level_lies_within_the_mark_behind_it(marks: str, ink: str) -> None:
    """Both are outlines of one grey and of one size, which ran into one another."""
    stages = tuple(Stage(id=f"s{n}", title=f"S{n}", steps=(Step(id=f"t{n}"),)) for n in range(RIVALS + 2))
    ends = (0, RIVALS + 1)
    cells = []
    for number in range(RIVALS + 2):
        own = EmotionPoint(id=f"own{number}", level=0.0 if number in ends else None)
        rival = EmotionPoint(id=f"rival{number}", level=0.0, competitor=f"k{number - 1}")
        cells.append(Cell(step=f"t{number}", points=(own,) if number in ends else (own, rival)))
    lane = make_lane("emotions", "e", marks=marks, cells=tuple(cells))
    rivals = tuple(Competitor(id=f"k{n}", name=f"Rival {n}") for n in range(RIVALS))
    one = JourneyMap(id="m", stages=stages, lanes=(lane,), competitors=rivals)
    options = options_for(one, paper="A3", ink=ink, margins=(10.0, 10.0, 10.0, 10.0))
    scene = lay_out_poster(Project(maps=(one,)), one, options, text_engine()).scene
    part = scene.part("curve:e")
    assert part is not None
    for number in range(1, RIVALS + 1):
        (ring,) = [item for item in part.items if isinstance(item, Box) and item.item == f"own{number}"]
        marks_behind = [item for item in part.items if getattr(item, "item", "") == f"rival{number}"]
        (mark,) = [item for item in marks_behind if isinstance(item, Box | Path)]
        assert part.items.index(mark) < part.items.index(ring)
        middle = (ring.x + ring.width / 2, ring.y + ring.height / 2)
        assert clear(mark, middle) > ring.width / 2 + (ring.stroke_width or 0.0) / 2, mark


def clear(mark: Box | Path, middle: tuple[float, float]) -> float:
    """mm from a place in a mark to the nearest of its edges."""
    if isinstance(mark, Box):
        x, y = middle
        return min(x - mark.x, mark.x + mark.width - x, y - mark.y, mark.y + mark.height - y)
    corners = [(float(command[-2]), float(command[-1])) for command in mark.commands if len(command) > 1]
    return min(away(middle, a, b) for a, b in pairwise([*corners, corners[0]]))


def away(place: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of a place from the line through two others."""
    across, down = b[0] - a[0], b[1] - a[1]
    return abs(across * (place[1] - a[1]) - down * (place[0] - a[0])) / math.hypot(across, down)
