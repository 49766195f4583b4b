"""From a place on the Scene to the id of what is shown there, and back."""

from collections.abc import Collection, Iterator

from cjmdesk.layout.scene import CellBox, Part, Path, Scene, SceneItem
from cjmdesk.ui.sheet.boxes import Rect, bounds, boxes_in, ids_in, united
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


def item_boxes(scene: Scene, wanted: Collection[str]) -> dict[str, Rect]:
    """The box of each of the items `wanted` that is shown, in the order asked, mm.

    A card is its frame, however many texts and marks stand on it. A cell is named by its key.
    """
    asked = set(wanted) - {""}
    if not asked:
        return {}
    cells = {cell.key: cell for cell in scene.cells if cell.key in asked}
    found = {key: (at.x, at.y, at.x + at.width, at.y + at.height) for key, at in cells.items()}
    framed = set(found)
    for part in scene.parts if len(framed) < len(asked) else ():
        here = asked & ids_in(part)
        for id in here - framed:
            inside = boxes_in(part)[id]
            (left, top, right, bottom), is_card = inside
            box = (left + part.x, top + part.y, right + part.x, bottom + part.y)
            if is_card:
                framed.add(id)
            elif id in found:
                box = united(box, found[id])
            found[id] = box
    return {id: found[id] for id in wanted if id in found}


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


def ids_within(scene: Scene, area: Rect, kinds: Collection[str] = ()) -> tuple[str, ...]:
    """The ids that touch `area` (mm) in painting order. kinds: prefixes of the keys of the parts that
    are looked at ("cell:"), none for all."""
    left, top, right, bottom = area
    found: dict[str, None] = {}
    for part in scene.parts:
        if part.x > right or part.y > bottom or part.x + part.width < left or part.y + part.height < top:
            continue
        if kinds and not part.key.startswith(tuple(kinds)):
            continue
        for id, ((a, b, c, d), _is_card) in boxes_in(part).items():
            if part.x + a <= right and part.x + c >= left and part.y + b <= bottom and part.y + d >= top:
                found[id] = None
    return tuple(found)
