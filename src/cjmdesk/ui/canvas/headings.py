"""The words at the edges of a map: titles of stages, steps and lanes, and of the map itself.

Where the keyboard goes from one to the next, and where each stands on the Scene. No widgets.
"""

from typing import Literal

from msgspec import Struct

from cjmdesk.layout.headers import STAGE_TITLE, STEP_TITLE
from cjmdesk.layout.scene import Box, Part, Path, Scene, SceneItem, Text
from cjmdesk.model.lanes import Lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR
from cjmdesk.ui.canvas.cursor import Cursor, open_lanes
from cjmdesk.ui.canvas.editor import Frame
from cjmdesk.ui.index import index_of
from cjmdesk.ui.sheet.boxes import bounds

Sort = Literal["stage", "step", "lane", "map"]
MAP_FIELDS = ("title", "scenario", "goal")
_PAPER = "#FFFFFF"
_INK = "#1F2430"


class Heading(Struct, frozen=True):
    """id: of the stage, step, lane or map. field: of it."""

    sort: Sort
    id: str
    field: str = "title"


def heading_at(journey: JourneyMap, id: str, field: str = "title") -> Heading | None:
    """The heading that is written when the item `id` is; None if it has none."""
    if not id:
        return None
    if id == journey.id:
        return Heading("map", id, field)
    index = index_of(journey)
    if index.stage(id) is not None:
        return Heading("stage", id)
    if index.step(id) is not None:
        return Heading("step", id)
    return Heading("lane", id) if index.lane(id) is not None else None


def shown_lanes(journey: JourneyMap) -> tuple[Lane, ...]:
    """The lanes on the sheet, folded ones and lines too."""
    return tuple(lane for lane in journey.lanes if not lane.hidden)


def row_of(journey: JourneyMap, heading: Heading) -> tuple[str, ...]:
    """The headings beside this one, with itself, from the first."""
    if heading.sort == "stage":
        return tuple(stage.id for stage in journey.stages)
    if heading.sort == "step":
        return index_of(journey).columns
    return tuple(lane.id for lane in shown_lanes(journey)) if heading.sort == "lane" else (journey.id,)


def beside(journey: JourneyMap, heading: Heading, by: int) -> str:
    """The heading `by` places on in its row or column; empty beyond the first or last."""
    row = row_of(journey, heading)
    place = row.index(heading.id) + by
    return row[place] if 0 <= place < len(row) else ""


def arrow_from(journey: JourneyMap, heading: Heading, way: str, by: int) -> str:
    """Where an arrow key leads from a heading: `sideways` or `vertical`; to itself at the edge."""
    first = journey.stages[0] if journey.stages else None
    if heading.sort == "map":
        goal = first.id if first is not None and way == "vertical" and by > 0 else ""
    elif heading.sort == "lane" and way == "vertical":
        goal = beside(journey, heading, by) or (first.id if first is not None and by < 0 else "")
    elif heading.sort == "lane":
        open_ = any(lane.id == heading.id for lane in open_lanes(journey))
        goal = Cursor(heading.id, first.steps[0].id).key if open_ and first is not None and by > 0 else ""
    elif way == "sideways":
        lanes = shown_lanes(journey)
        goal = beside(journey, heading, by) or (lanes[0].id if lanes and by < 0 else "")
    else:
        goal = _above(journey, heading) if by < 0 else _below(journey, heading)
    return goal or heading.id


def _above(journey: JourneyMap, heading: Heading) -> str:
    """From a step to its stage, from a stage to the map."""
    if heading.sort == "stage":
        return journey.id
    within = index_of(journey).step(heading.id)
    return within[0].id if within is not None else ""


def _below(journey: JourneyMap, heading: Heading) -> str:
    """From a stage to its first step where it has several, else into the first lane."""
    step, stage = heading.id, index_of(journey).stage(heading.id)
    if stage is not None:
        step = stage.steps[0].id
        if len(stage.steps) > 1:
            return step
    lanes = open_lanes(journey)
    return Cursor(lanes[0].id, step).key if lanes else ""


def edge_of(journey: JourneyMap, cursor: Cursor, way: str, by: int) -> str:
    """The heading that an arrow key leads to from the first lane or column; empty elsewhere."""
    lanes = open_lanes(journey)
    if by > 0:
        return ""
    if way == "vertical" and lanes and lanes[0].id == cursor.lane:
        within = index_of(journey).step(cursor.step)
        if within is not None:
            return cursor.step if len(within[0].steps) > 1 else within[0].id
    if way == "sideways" and journey.stages and journey.stages[0].steps[0].id == cursor.step:
        return cursor.lane
    return ""


# On the Scene ------------------------------------------------------------------------------------


def heading_frame(scene: Scene, heading: Heading, em: float) -> Frame | None:
    """Where the words of a heading stand; em: mm of card text. None if they are not shown."""
    for part in scene.parts:
        if heading.sort == "map" and part.key == "title":
            return _map_frame(part, heading)
        if heading.sort == "lane" and part.key == f"lane:{heading.id}":
            return _lane_frame(scene, part, heading.id)
        if heading.sort == "stage" and part.key == f"stage:{heading.id}":
            return _stage_frame(part, heading.id, em)
        if heading.sort == "step" and part.key.startswith("stage:"):
            found = _step_frame(part, heading.id, em)
            if found is not None:
                return found
    return None


def _framed(part: Part, text: Text, ground: str) -> Frame:
    width = min(text.block.wrap_width * text.size, text.width)
    left = text.x + (text.width - width if text.align == "hard right" else 0.0)
    return Frame(part.x + left, part.y + text.y, width, text.size, ground, text.block.style, text.colour)


def _texts(part: Part, id: str) -> list[Text]:
    return [item for item in part.items if isinstance(item, Text) and item.item == id]


def _stage_frame(part: Part, id: str, em: float) -> Frame | None:
    arrow = next((item for item in part.items if isinstance(item, Path) and item.item == id), None)
    if arrow is None:
        return None
    ground, (_left, _top, _right, bar) = arrow.fill or _PAPER, bounds(arrow)
    for text in _texts(part, id):
        if text.y + text.height / 2 < bar and text.block.style == BOLD:
            return _framed(part, text, ground)
    size, pad = STAGE_TITLE * em, 1.2 * em
    top = part.y + max((bar - LINE_PITCH * size) / 2, 0.0)
    return Frame(part.x + pad, top, max(part.width - 2 * pad, em), size, ground, BOLD, _PAPER)


def _step_frame(part: Part, id: str, em: float) -> Frame | None:
    for text in _texts(part, id):
        return _framed(part, text, _PAPER)
    for bar in part.items:
        if isinstance(bar, Box) and bar.item == id:
            size, width = STEP_TITLE * em, max(bar.width - 0.5 * em, em)
            return Frame(
                part.x + bar.x + 0.25 * em, part.y + bar.y + 0.2 * em, width, size, _PAPER, BOLD, _INK
            )
    return None


def _lane_frame(scene: Scene, part: Part, id: str) -> Frame | None:
    ground = _first_fill(part.items) or _label_ground(scene)
    return next((_framed(part, text, ground) for text in _texts(part, id)), None)


def _label_ground(scene: Scene) -> str:
    """What the labels of lanes stand on."""
    frame = next((part for part in scene.parts if part.key == "frame"), None)
    return (_first_fill(frame.items) if frame is not None else "") or _PAPER


def _first_fill(items: tuple[SceneItem, ...]) -> str:
    first = items[0] if items else None
    return first.fill or "" if isinstance(first, Box) else ""


def _map_frame(part: Part, heading: Heading) -> Frame | None:
    texts = _texts(part, heading.id)
    title = max((text for text in texts if text.block.style == BOLD), key=lambda t: t.size, default=None)
    if title is None:
        return None
    if heading.field == "title":
        return _framed(part, title, _PAPER)
    below = next((text for text in texts if text.block.style == REGULAR), None)
    if below is not None:
        return _framed(part, below, _PAPER)
    size = title.size * 0.37
    top = part.y + title.y + title.height
    return Frame(part.x + title.x, top, title.width, size, _PAPER, REGULAR, _INK)


def map_field_at(scene: Scene, x: float, y: float) -> str:
    """The field of the map whose words stand at (x, y) mm: the title, or the scenario below it."""
    for part in scene.parts:
        if part.key == "title":
            for item in part.items:
                if isinstance(item, Text) and item.block.style == REGULAR:
                    left, top, right, bottom = bounds(item)
                    if left <= x - part.x <= right and top <= y - part.y <= bottom:
                        return "scenario"
    return "title"
