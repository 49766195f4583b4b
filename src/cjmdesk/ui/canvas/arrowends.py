"""What connectors can join on the Scene: cards and stage headers, with the places where they hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import hypot
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRectF

from cjmdesk.layout.scene import CardBox, Scene
from cjmdesk.model.maps import JourneyMap

Sort = Literal["stage", "card"]
Which = Literal["source", "target"]
"""An end of a connector."""

Place = tuple[float, float]

_BEHIND = 2.5
"""How much farther off what lies behind or in the same column counts, when the next end is looked for."""


class End(Struct, frozen=True):
    """A card or a stage's header. left, top, right, bottom: mm on the Scene."""

    id: str
    sort: Sort
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Place:
        """mm."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def handles(self) -> tuple[Place, ...]:
        """Where an arrow can be drawn from: a header's upper edge, over which the rails run (its
        sides belong to the columns); a card's right, left and lower edges."""
        x, y = self.middle
        if self.sort == "stage":
            return ((x, self.top),)
        return ((self.right, y), (self.left, y), (x, self.bottom))

    def near(self, place: Place) -> Place:
        """The handle nearest to a place."""
        return min(self.handles(), key=lambda handle: hypot(handle[0] - place[0], handle[1] - place[1]))

    def holds(self, x: float, y: float, reach: float = 0.0) -> bool:
        """Whether a place lies in it, or at most `reach` mm off."""
        return self.left - reach <= x <= self.right + reach and self.top - reach <= y <= self.bottom + reach


def ends_of(scene: Scene, journey: JourneyMap, sort: Sort | None = None) -> tuple[End, ...]:
    """Everything that connectors can join, in reading order; of one sort, or all."""
    stages = {stage.id for stage in journey.stages}
    found: list[End] = []
    for part in scene.parts:
        if part.key.startswith("stage:") and sort != "card":
            id = part.key.removeprefix("stage:")
            found.append(End(id, "stage", part.x, part.y, part.x + part.width, part.y + part.height))
        elif part.key.startswith("cell:") and sort != "stage":
            for item in part.items:
                # A stage's key task is shown as a card, but is none.
                if isinstance(item, CardBox) and item.item not in stages:
                    left, top = part.x + item.x, part.y + item.y
                    found.append(End(item.item, "card", left, top, left + item.width, top + item.height))
    return tuple(found)


def end_at(scene: Scene, journey: JourneyMap, x: float, y: float) -> End | None:
    """What lies at a place and can be joined; None for anything else."""
    for part in scene.parts:
        inside = part.x <= x <= part.x + part.width and part.y <= y <= part.y + part.height
        if inside and part.key.startswith(("stage:", "cell:")):
            one = Scene(scene.width, scene.height, (part,))
            return next((end for end in ends_of(one, journey) if end.holds(x, y)), None)
    return None


def end_of(scene: Scene, journey: JourneyMap, id: str) -> End | None:
    """The end with that id; None if it is not shown, or nothing that can be joined."""
    return next((end for end in ends_of(scene, journey) if end.id == id), None)


def in_direction(ends: Sequence[End], here: End, dx: int, dy: int) -> End:
    """The nearest end to the right (dx 1), left (−1), below (dy 1) or above (−1); `here` if none."""
    x, y = here.middle

    def cost(end: End) -> float:
        ahead = (end.middle[0] - x) * dx + (end.middle[1] - y) * dy
        aside = abs((end.middle[0] - x) * dy) + abs((end.middle[1] - y) * dx)
        return ahead + 2 * aside if ahead > 1e-6 else float("inf")

    best = min(ends, key=cost, default=here)
    return best if cost(best) < float("inf") else here


def nearest_first(
    ends: Sequence[End], here: End, *, from_right: bool, joined: Collection[str] = ()
) -> tuple[End, ...]:
    """The ends as somebody at `here` is likely to want them: near ones first, and what comes later in
    the journey rather than what came before; last those that are `joined` already.

    from_right: whether the journey runs from the right.
    """
    x, y = here.middle

    def cost(end: End) -> tuple[bool, float]:
        across = (x - end.middle[0] if from_right else end.middle[0] - x) or 0.0
        down = abs(end.middle[1] - y)
        # A connector usually goes on along the lane; back, or up and down in one column, is rarer.
        width = here.right - here.left
        ahead = across > 0.5 * width
        return end.id in joined, hypot(across, down) * (1.0 if ahead else _BEHIND)

    return tuple(sorted(ends, key=cost))


def rect_of(end: End) -> QRectF:
    """The box of an end, mm."""
    return QRectF(end.left, end.top, end.right - end.left, end.bottom - end.top)
