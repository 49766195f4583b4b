"""From a place on the Scene to the id of what is shown there, and back."""

from collections.abc import Callable, Collection, Iterator

from cjmdesk.layout.scene import CellBox, Part, Path, Scene, SceneItem
from cjmdesk.ui.sheet.boxes import Rect, bounds, boxes_in, card_in, ids_in, united
from cjmdesk.ui.sheet.strokes import distance, holds_lines


def item_at(scene: Scene, x: float, y: float) -> str:
    """The id of the topmost thing at (x, y) mm; empty where nothing with an id lies."""
    for part in reversed(scene.parts):
        inside_x, inside_y = x - part.x, y - part.y
        if not (0 <= inside_x <= part.width and 0 <= inside_y <= part.height):
            continue
        lines = holds_lines(part)
        for item in reversed(part.items):
            if item.item:
                left, top, right, bottom = bounds(item)
                if not (left <= inside_x <= right and top <= inside_y <= bottom):
                    continue
                if not lines or _inked(item, inside_x, inside_y):
                    return item.item
    return ""


def _inked(item: SceneItem, x: float, y: float) -> bool:
    """Whether something of `item` lies there: the box of a connector is mostly empty."""
    if not isinstance(item, Path) or item.fill is not None:
        return True
    return distance(item.commands, x, y) <= item.stroke_width / 2


def item_box(scene: Scene, wanted: str) -> Rect | None:
    """The box that holds all that is shown of item `wanted`, in mm; None if it is not shown."""
    return item_boxes(scene, (wanted,)).get(wanted)


PartOf = Callable[[str], str]
"""The key of the part that an item would be a card in; empty where that is not known."""


def item_boxes(scene: Scene, wanted: Collection[str], part_of: PartOf | None = None) -> dict[str, Rect]:
    """The box of each of the items `wanted` that is shown, in the order asked, mm.

    A card is its frame, however many texts and marks stand on it. A cell is named by its key.
    part_of: knows where to look first; what is not there is looked for everywhere.
    """
    asked = set(wanted) - {""}
    if not asked:
        return {}
    found = _cards_at(scene, asked, part_of) if part_of is not None else {}
    if any(id.startswith("cell:") for id in asked):
        cells = {cell.key: cell for cell in scene.cells if cell.key in asked}
        found |= {key: (at.x, at.y, at.x + at.width, at.y + at.height) for key, at in cells.items()}
    framed = set(found)
    for part in scene.parts if len(framed) < len(asked) else ():
        here = asked & ids_in(part)
        for id in here - framed:
            inside = boxes_in(part)[id]
            (left, top, right, bottom), is_card = inside
            box = (left + part.x, top + part.y, right + part.x, bottom + part.y)
            if is_card:
                framed.add(id)
            else:
                if _labels(part, id):  # a lane is its label, not only what is written on it
                    box = united(box, (part.x, part.y, part.x + part.width, part.y + part.height))
                if id in found:
                    box = united(box, found[id])
            found[id] = box
    return {id: found[id] for id in wanted if id in found}


def boxes_in_tiers(scene: Scene, wanted: Collection[str]) -> dict[str, tuple[Rect, ...]]:
    """The boxes of the lanes among `wanted` that stand in several tiers of a map, one in each, mm."""
    # Labels stand alone in their bands, of which there are few, however many cells there are.
    alone = (band[0].key for band in scene.bands if len(band) == 1)
    later = (key for key in alone if key.startswith("lane:") and "@" in key)
    lanes = {key.removeprefix("lane:").partition("@")[0] for key in later} & set(wanted)
    found: dict[str, dict[str, Rect]] = {lane: {} for lane in lanes}
    for part in scene.parts if lanes else ():
        tier = part.key.partition("@")[2]
        for lane in lanes:
            box = _lane_box(part, lane)
            if box is not None:
                rows = found[lane]
                rows[tier] = united(box, rows[tier]) if tier in rows else box
    return {lane: tuple(rows.values()) for lane, rows in found.items()}


def _lane_box(part: Part, lane: str) -> Rect | None:
    """The box of what a part shows of a lane, mm on the Scene: of its label, or of what is written there."""
    label = (part.x, part.y, part.x + part.width, part.y + part.height) if _labels(part, lane) else None
    if lane not in ids_in(part):
        return label
    left, top, right, bottom = boxes_in(part)[lane][0]
    words = (left + part.x, top + part.y, right + part.x, bottom + part.y)
    return words if label is None else united(words, label)


def _labels(part: Part, id: str) -> bool:
    head, _colon, rest = part.key.partition(":")
    return head == "lane" and rest.partition("@")[0] == id


def _cards_at(scene: Scene, asked: Collection[str], part_of: PartOf) -> dict[str, Rect]:
    """Those of the items that are cards where they are said to be."""
    by_part: dict[str, list[str]] = {}
    for id in asked:
        by_part.setdefault(part_of(id), []).append(id)
    found: dict[str, Rect] = {}
    for key, ids in by_part.items():
        part = scene.part(key) if key else None
        if part is None:
            continue
        if len(ids) == 1:
            frame = card_in(part, ids[0])
            here = {ids[0]: bounds(frame)} if frame is not None else {}
        else:
            inside = boxes_in(part)
            here = {id: inside[id][0] for id in ids if id in inside and inside[id][1]}
        x, y = part.x, part.y
        for id, (left, top, right, bottom) in here.items():
            found[id] = (left + x, top + y, right + x, bottom + y)
    return found


def cell_at(scene: Scene, x: float, y: float) -> str:
    """The key of the cell at (x, y) mm; empty where there is none."""
    cell = cell_box_at(scene, x, y)
    return cell.key if cell is not None else ""


def cell_box_at(scene: Scene, x: float, y: float) -> CellBox | None:
    """The cell at (x, y) mm; None where there is none."""
    for cell in scene.cells:
        if cell.x <= x < cell.x + cell.width and cell.y <= y < cell.y + cell.height:
            return cell
    return None


def heading_part_at(scene: Scene, x: float, y: float) -> str:
    """The id of the stage or lane whose header or label lies at (x, y) mm, also beside its words."""
    for part in reversed(scene.parts):
        if part.key.startswith(("stage:", "lane:")):
            inside_x, inside_y = x - part.x, y - part.y
            if 0 <= inside_x <= part.width and 0 <= inside_y <= part.height:
                return part.key.partition(":")[2].partition("@")[0]
    return ""


def item_ids(scene: Scene) -> tuple[str, ...]:
    """Every id that is shown, once, in painting order."""
    return tuple(dict.fromkeys(item.item for _part, item in _items(scene) if item.item))


def _items(scene: Scene) -> Iterator[tuple[Part, SceneItem]]:
    for part in scene.parts:
        for item in part.items:
            yield part, item


class Nearby:
    """The boxes of some things on one Scene, asked for area by area while a hand moves."""

    def __init__(self, scene: Scene, kinds: tuple[str, ...], wanted: Collection[str]) -> None:
        """kinds: beginnings of the keys of the parts that are looked at ("cell:"). wanted: the ids."""
        self._parts = [part for part in scene.parts if part.key.startswith(kinds)]
        self._wanted = wanted
        self._known: dict[str, dict[str, Rect]] = {}
        self.parts_read = 0

    def within(self, area: Rect) -> dict[str, Rect]:
        """The ids that touch `area` (mm) in painting order, with their boxes on the Scene."""
        left, top, right, bottom = area
        found: dict[str, Rect] = {}
        for part in self._parts:
            x, y = part.x, part.y
            end, low = x + part.width, y + part.height
            if x > right or y > bottom or end < left or low < top:
                continue
            boxes = self._boxes(part)
            if x < left or y < top or end > right or low > bottom:
                boxes = {
                    id: box
                    for id, box in boxes.items()
                    if box[0] <= right and box[2] >= left and box[1] <= bottom and box[3] >= top
                }
            found.update(boxes)
        return found

    def _boxes(self, part: Part) -> dict[str, Rect]:
        known = self._known.get(part.key)
        if known is None:
            self.parts_read += 1
            x, y = part.x, part.y
            known = self._known[part.key] = {
                id: (x + left, y + top, x + right, y + bottom)
                for id, ((left, top, right, bottom), _is_card) in boxes_in(part).items()
                if id in self._wanted
            }
        return known
