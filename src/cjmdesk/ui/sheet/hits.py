"""From a place on the Scene to the id of what is shown there, and back."""

from collections.abc import Iterator

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
    """The box that holds all that is shown of item `wanted`, in mm; None if it is not shown.

    A card is its frame, however many texts and marks stand on it. A cell is named by its key.
    """
    for cell in scene.cells:
        if cell.key == wanted:
            return (cell.x, cell.y, cell.x + cell.width, cell.y + cell.height)
    boxes: list[Rect] = []
    for part in scene.parts:
        for item in part.items:
            if item.item != wanted:
                continue
            left, top, right, bottom = bounds(item)
            box = (left + part.x, top + part.y, right + part.x, bottom + part.y)
            if isinstance(item, CardBox):
                return box
            boxes.append(box)
    if not boxes:
        return None
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def cell_at(scene: Scene, x: float, y: float) -> str:
    """The key of the cell at (x, y) mm; empty where there is none."""
    for cell in scene.cells:
        if cell.x <= x < cell.x + cell.width and cell.y <= y < cell.y + cell.height:
            return cell.key
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
