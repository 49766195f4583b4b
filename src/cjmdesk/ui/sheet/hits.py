"""From a place on the Scene to the id of what is shown there, and back."""

from collections.abc import Collection, Iterator

from cjmdesk.layout.scene import CardBox, Part, Path, Scene, SceneItem

Rect = tuple[float, float, float, float]
"""left, top, right, bottom in mm."""


def item_at(scene: Scene, x: float, y: float) -> str:
    """The id of the topmost thing at (x, y) mm; empty where nothing with an id lies."""
    for part in reversed(scene.parts):
        inside_x, inside_y = x - part.x, y - part.y
        if not (0 <= inside_x <= part.width and 0 <= inside_y <= part.height):
            continue
        for item in reversed(part.items):
            if item.item:
                left, top, right, bottom = bounds(item)
                if left <= inside_x <= right and top <= inside_y <= bottom:
                    return item.item
    return ""


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
    for part in scene.parts if len(found) < len(asked) else ():
        for item in part.items:
            if item.item not in asked or item.item in framed:
                continue
            left, top, right, bottom = bounds(item)
            box = (left + part.x, top + part.y, right + part.x, bottom + part.y)
            if isinstance(item, CardBox):
                framed.add(item.item)
            elif item.item in found:
                box = _united(box, found[item.item])
            found[item.item] = box
    return {id: found[id] for id in wanted if id in found}


def _united(one: Rect, other: Rect) -> Rect:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def cell_at(scene: Scene, x: float, y: float) -> str:
    """The key of the cell at (x, y) mm; empty where there is none."""
    for cell in scene.cells:
        if cell.x <= x < cell.x + cell.width and cell.y <= y < cell.y + cell.height:
            return cell.key
    return ""


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


def bounds(item: SceneItem) -> Rect:
    """The box of a drawing item in its part's coordinates, mm; of a path, that of its points."""
    if isinstance(item, Path):
        numbers = [value for command in item.commands for value in command[1:]]
        xs = [float(value) for value in numbers[0::2]]
        ys = [float(value) for value in numbers[1::2]]
        if not xs:
            return (0.0, 0.0, 0.0, 0.0)
        reach = item.stroke_width / 2
        return (min(xs) - reach, min(ys) - reach, max(xs) + reach, max(ys) + reach)
    return (item.x, item.y, item.x + item.width, item.y + item.height)


def _items(scene: Scene) -> Iterator[tuple[Part, SceneItem]]:
    for part in scene.parts:
        for item in part.items:
            yield part, item
