"""The band of an emotion lane on the Scene: from a place to a level, a step and a place in order."""

from __future__ import annotations

from msgspec import Struct

from cjmdesk.edits.points import nearest_half
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.emotion_ground import Field
from cjmdesk.layout.emotion_lines import PlacedPoint, is_shown, placed_points
from cjmdesk.layout.scene import Part, Scene, Wash
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.model.lanes import EmotionLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.ui.index import index_of


class Band(Struct, frozen=True):
    """Where a lane's curves run, in one tier of the map. left, top, width: mm on the Scene."""

    context: LayoutContext
    lane: EmotionLane
    left: float
    top: float
    width: float
    field: Field
    columns: tuple[tuple[str, float, float], ...]
    """Step id, left on the Scene and width of each step, from the first stage on."""
    part: Part
    """What the sheet shows there."""

    @property
    def height(self) -> float:
        """mm."""
        return self.field.height

    @property
    def right_to_left(self) -> bool:
        """Whether the stages run from the right."""
        return self.context.right_to_left

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies on the band."""
        return self.left <= x < self.left + self.width and self.top <= y < self.top + self.height

    def y(self, level: float) -> float:
        """mm on the Scene of a level."""
        return self.top + self.field.y(level)

    def level(self, y: float) -> float:
        """The level at `y`, in half steps."""
        return nearest_half(self.field.level(y - self.top))

    def step(self, x: float) -> str:
        """The step over or under `x`; beside the band the one at that end."""
        inside = min(max(x, self.left), self.left + self.width - 1e-6)
        return next(
            (step for step, left, width in self.columns if left <= inside < left + width),
            self.columns[0][0],
        )

    def placed(self, lane: EmotionLane | None = None) -> tuple[PlacedPoint, ...]:
        """The lane's points with their places on the Scene; lane: another state of it."""
        return tuple(placed_points(self.context, lane or self.lane, self.columns))

    def index(self, step: str, x: float, point: EmotionPoint | None = None) -> int | None:
        """Where in the order of a cell a point at `x` stands: before which point, without itself;
        None for last. point: which is moved, None for a new one."""
        cell = next((cell for cell in self.lane.cells if cell.step == step), None)
        if cell is None:
            return None
        rival = point is not None and point.competitor is not None
        moved = point.id if point is not None else ""
        rest = [each for each in cell.points if each.id != moved]
        mine = [p for p in rest if is_shown(self.lane, p) and (p.competitor is not None) == rival]
        places = {placed.point.id: placed.x for placed in self.placed()}
        passed = sum(places[p.id] > x if self.right_to_left else places[p.id] < x for p in mine)
        return rest.index(mine[passed]) if passed < len(mine) else None


def bands_of(context: LayoutContext, scene: Scene, journey: JourneyMap) -> tuple[Band, ...]:
    """The bands of all emotion lanes that are shown, one for each tier of the map."""
    lanes = {lane.id: lane for lane in journey.lanes if isinstance(lane, EmotionLane)}
    found = []
    for part in scene.parts:
        kind, _colon, rest = part.key.partition(":")
        lane = lanes.get(rest.partition("@")[0]) if kind == "curve" else None
        wash = next((item for item in part.items if isinstance(item, Wash)), None)
        if lane is None or wash is None:
            continue
        columns = tuple(
            (cell.step, cell.x, cell.width)
            for cell in scene.cells
            if cell.lane == lane.id and part.y <= cell.y + cell.height / 2 <= part.y + part.height
        )
        if columns:
            field = Field(wash.height, wash.inset)
            found.append(Band(context, lane, part.x, part.y, part.width, field, columns, part))
    return tuple(found)


def find_point(journey: JourneyMap, id: str) -> tuple[EmotionLane, EmotionPoint] | None:
    """An emotion point and its lane; None if the map has none of that id."""
    spot = index_of(journey).spot(id)
    if spot is None or not isinstance(spot.lane, EmotionLane) or not isinstance(spot.note, EmotionPoint):
        return None
    return spot.lane, spot.note


def emotion_lane(journey: JourneyMap, chosen: str) -> EmotionLane | None:
    """The emotion lane that is meant: that of what is selected, else the first one shown."""
    index, met, point = index_of(journey), index_of(journey).meeting(chosen), find_point(journey, chosen)
    meant = point[0] if point is not None else met[0] if met is not None else index.lane(chosen)
    if isinstance(meant, EmotionLane):
        return meant
    lanes = (lane for lane in journey.lanes if isinstance(lane, EmotionLane))
    return next((lane for lane in lanes if not lane.hidden), None)
