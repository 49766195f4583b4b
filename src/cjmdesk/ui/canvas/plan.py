"""The plan of a shown map: where its columns, headers, rows and labels lie. Pure geometry, mm."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from cjmdesk.layout.scene import Part, Scene
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.stages import Stage


class Column(Struct, frozen=True):
    """A step's column. number: from the first stage on. left, right: its edges, whatever way the map
    runs."""

    step: str
    stage: str
    number: int
    left: float
    right: float

    @property
    def middle(self) -> float:
        """x of its middle."""
        return (self.left + self.right) / 2


class Row(Struct, frozen=True):
    """A shown lane's row."""

    lane: str
    top: float
    bottom: float


class Border(Struct, frozen=True):
    """Where a column can be made wider. x: of its edge; before: the column that ends there in reading
    direction; after: the one that begins there, None at the end of the map."""

    x: float
    before: Column
    after: Column | None


def plans_of(
    scene: Scene, journey: JourneyMap, widths: Sequence[float], tiers: Sequence[int], mirrored: bool
) -> tuple[SheetPlan, ...]:
    """The plan of each tier of a map, from the top; of a map in one tier, that one.

    widths: of the columns in mm, from the first stage on. tiers: how many steps stand in each, none
    for one tier. mirrored: the map runs from the right.
    """
    found: list[SheetPlan] = []
    first_stage = first_step = 0
    for number, steps in enumerate(tiers or (len(widths),)):
        last, count = first_stage, 0
        while last < len(journey.stages) and count < steps:
            count += len(journey.stages[last].steps)
            last += 1
        stages = journey.stages[first_stage:last]
        some = widths[first_step : first_step + steps]
        found.append(SheetPlan(scene, journey, stages, some, mirrored, number, first_step))
        first_stage, first_step = last, first_step + steps
    return tuple(found)


class SheetPlan:
    """Where things lie on the Scene of one map, in one of its tiers.

    top: of the headers; steps_top: of the rows of steps in them, the grid's top where no stage has
    several; grid_top: of the first row; bottom: of the last; left, right: of all columns.
    """

    def __init__(
        self,
        scene: Scene,
        journey: JourneyMap,
        stages: Sequence[Stage],
        widths: Sequence[float],
        mirrored: bool,
        tier: int = 0,
        first: int = 0,
    ) -> None:
        """stages, widths: those of the tier; tier: its number; first: the number of its first column."""
        self.mirrored, self.stages, self._first = mirrored, tuple(stages), first
        # In later tiers what stands in each of them has the tier's number behind its key.
        behind = f"@{tier}" if tier else ""
        parts = {
            part.key.removesuffix(behind): part
            for part in scene.parts
            if part.key.startswith("stage:") or part.key.partition("@")[1:] == (behind[:1], behind[1:])
        }
        self.headers: dict[str, Part] = {
            stage.id: parts[key] for stage in self.stages if (key := f"stage:{stage.id}") in parts
        }
        self.columns = tuple(self._columns(widths))
        tops = [part.y for part in self.headers.values()]
        self.top = min(tops, default=0.0)
        self.grid_top = max((part.y + part.height for part in self.headers.values()), default=0.0)
        self.steps_top = self._steps_top()
        self.rows = tuple(self._rows(journey, parts))
        self.bottom = max((row.bottom for row in self.rows), default=self.grid_top)
        self.left = min((column.left for column in self.columns), default=0.0)
        self.right = max((column.right for column in self.columns), default=0.0)
        self.labels = {
            key.removeprefix("lane:"): part for key, part in parts.items() if key.startswith("lane:")
        }
        self.sheet_left = min([self.left, *(part.x for part in self.labels.values())])
        self.sheet_right = max([self.right, *(part.x + part.width for part in self.labels.values())])

    def _columns(self, widths: Sequence[float]) -> list[Column]:
        found: list[Column] = []
        number = 0
        for stage in self.stages:
            part = self.headers.get(stage.id)
            if part is None or number + len(stage.steps) > len(widths):
                break
            x = part.x + part.width if self.mirrored else part.x
            for step in stage.steps:
                end = x - widths[number] if self.mirrored else x + widths[number]
                found.append(Column(step.id, stage.id, self._first + number, min(x, end), max(x, end)))
                x, number = end, number + 1
        return found

    def _steps_top(self) -> float:
        tops = [
            part.y + item.y
            for stage in self.stages
            if len(stage.steps) > 1 and (part := self.headers.get(stage.id)) is not None
            for step in stage.steps[:1]
            for item in part.items
            if item.item == step.id and hasattr(item, "y")
        ]
        return min(tops, default=self.grid_top)

    def _rows(self, journey: JourneyMap, parts: dict[str, Part]) -> list[Row]:
        found = []
        for lane in journey.lanes:
            part = parts.get(f"lane:{lane.id}")
            if part is not None:
                found.append(Row(lane.id, part.y, part.y + part.height))
        return found

    def away(self, y: float) -> float:
        """mm that `y` is above or below the tier; 0 inside it."""
        return max(self.top - y, y - self.bottom, 0.0)

    def column_at(self, x: float) -> Column | None:
        """The column under `x`; the nearest one beside all of them, None without any."""
        return min(self.columns, key=lambda column: max(column.left - x, x - column.right, 0.0), default=None)

    def stage_edges(self, stage: str) -> tuple[float, float] | None:
        """Left and right of a stage's header."""
        part = self.headers.get(stage)
        return (part.x, part.x + part.width) if part is not None else None

    def head_at(self, x: float, y: float) -> str:
        """The stage, step or lane whose header or label lies at a point; empty where none does."""
        if self.in_headers(x, y):
            column = self.column_at(x)
            if column is None:
                return ""
            single = sum(other.stage == column.stage for other in self.columns) == 1
            return column.stage if single or y < self.steps_top else column.step
        return next(
            (
                lane
                for lane, part in self.labels.items()
                if part.x <= x < part.x + part.width and part.y <= y < part.y + part.height
            ),
            "",
        )

    def in_headers(self, x: float, y: float) -> bool:
        """Whether a point lies on the headers."""
        return self.left <= x <= self.right and self.top <= y < self.grid_top

    def borders(self) -> list[Border]:
        """Every border that can be dragged: at the end of each column."""
        found = [
            Border(one.left if self.mirrored else one.right, one, two) for one, two in pairwise(self.columns)
        ]
        if self.columns:
            last = self.columns[-1]
            found.append(Border(last.left if self.mirrored else last.right, last, None))
        return found

    def border_at(self, x: float, y: float, reach: float) -> Border | None:
        """The border of the headers within `reach` mm of a point on them; None if there is none.

        Between the steps of a stage, only the row of steps counts: above them lies the stage.
        """
        if not self.top <= y < self.grid_top:
            return None
        near = [border for border in self.borders() if abs(border.x - x) <= reach]
        for border in sorted(near, key=lambda each: abs(each.x - x)):
            inside = border.after is not None and border.after.stage == border.before.stage
            if not inside or y >= self.steps_top:
                return border
        return None
