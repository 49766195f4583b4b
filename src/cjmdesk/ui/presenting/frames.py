"""What a presentation shows one after another: the whole map, then each stage from the top. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.i18n import _, translator
from cjmdesk.layout import titles
from cjmdesk.layout.scene import Text
from cjmdesk.model.maps import JourneyMap
from cjmdesk.ui.sheet.boxes import bounds

if TYPE_CHECKING:
    from cjmdesk.layout.scene import CellBox, Part, Scene, SceneItem

Rect = tuple[float, float, float, float]
"""left, top, right, bottom in mm on the Scene."""


_TOUCH = 0.1
"""mm by which words may reach into a column without being seen there."""


class Frame(Struct, frozen=True):
    """area: what is shown. column: of the stage, from its header to the foot; None for the whole map.

    stage: number of the stage from 1, 0 for the whole map. title, lanes: what is said of it.
    """

    area: Rect
    column: Rect | None
    stage: int
    title: str
    lanes: tuple[str, ...] = ()


def frames_of(journey: JourneyMap, scene: Scene, tallest: float) -> list[Frame]:
    """The frames of a map. tallest: mm of the Scene that can be seen at once at a readable size.

    A stage whose lanes are taller than that is shown in several frames, cut between lanes; a lane
    that is taller by itself has a frame of its own.
    """
    whole: Rect = (0, 0, scene.width, scene.height)
    frames = [Frame(whole, None, 0, journey.title or _("Untitled map"))]
    names = {lane.id: _lane_name(journey, lane.id) for lane in journey.lanes}
    top_of_cells = min((cell.y for cell in scene.cells), default=0.0)
    for number, stage in enumerate(journey.stages, 1):
        steps = {step.id for step in stage.steps}
        cells = [cell for cell in scene.cells if cell.step in steps]
        if not cells:
            continue
        left, right = min(cell.x for cell in cells), max(cell.x + cell.width for cell in cells)
        head = next((part.y for part in scene.parts if part.key == f"stage:{stage.id}"), top_of_cells)
        column: Rect = (left, head, right, max(cell.y + cell.height for cell in cells))
        title = stage.title or _("Stage {number}").format(number=number)
        for first, rows in enumerate(_groups(cells, head, tallest)):
            top = head if first == 0 else rows[0].y
            area: Rect = (left, top, right, max(row.y + row.height for row in rows))
            lanes = tuple(dict.fromkeys(names[row.lane] for row in rows))
            frames.append(Frame(area, column, number, title, lanes))
    return frames


def of_stage(journey: JourneyMap, scene: Scene, frame: Frame) -> tuple[Scene, tuple[Part, ...]]:
    """What is shown of the Scene in a frame, and apart the stage's own words that reach over its
    neighbours.

    Words at a neighbour's emotion points that reach into the stage's column are left out.
    """
    if frame.column is None:
        return scene, ()
    left, _top, right, _bottom = frame.column
    steps = {step.id for step in journey.stages[frame.stage - 1].steps}
    own, strange = _points(journey, steps)
    parts: list[Part] = []
    beyond: list[Part] = []
    for part in scene.parts:
        if not part.key.startswith("curve:"):
            parts.append(part)
            continue
        kept: list[SceneItem] = []
        wide: list[SceneItem] = []
        for item in part.items:
            if not isinstance(item, Text) or item.item not in own | strange:
                kept.append(item)
                continue
            first, last = (part.x + bounds(item)[side] for side in (0, 2))
            if item.item in own:
                wide += [item] if first < left or last > right else []
            elif first < right - _TOUCH and last > left + _TOUCH:
                continue
            kept.append(item)
        parts.append(part if len(kept) == len(part.items) else replace(part, items=tuple(kept)))
        beyond += [replace(part, items=tuple(wide))] if wide else []
    return replace(scene, parts=tuple(parts)), tuple(beyond)


def ends_in(journey: JourneyMap, frame: Frame) -> frozenset[str]:
    """The ids of all that arrows may join in the frame's stage, with its own. frame: of a stage."""
    stage = journey.stages[frame.stage - 1]
    steps = {step.id for step in stage.steps}
    cells = (cell for lane in journey.lanes for cell in lane.cells if cell.step in steps)
    return frozenset([stage.id, *(note.id for cell in cells for note in (*cell.cards, *cell.points))])


def _points(journey: JourneyMap, steps: set[str]) -> tuple[set[str], set[str]]:
    """The ids of the emotion points in these steps, and of all others."""
    own: set[str] = set()
    strange: set[str] = set()
    for lane in journey.lanes:
        for cell in lane.cells:
            (own if cell.step in steps else strange).update(point.id for point in cell.points)
    return own, strange


def _groups(cells: list[CellBox], head: float, tallest: float) -> list[list[CellBox]]:
    """The cells of a stage by lane from the top, as many lanes together as fit into `tallest`."""
    groups: list[list[CellBox]] = []
    top = head
    for cell in sorted(cells, key=lambda one: one.y):
        if groups and cell.y + cell.height - top <= tallest:
            groups[-1].append(cell)
        else:
            top = head if not groups else cell.y
            groups.append([cell])
    return groups


def _lane_name(journey: JourneyMap, id: str) -> str:
    """The lane's title as the sheet shows it."""
    lane = next(one for one in journey.lanes if one.id == id)
    words = titles.words_of_lane(lane)
    return lane.title or translator(journey.language).gettext(words.title)
