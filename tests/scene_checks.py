"""What must hold of every Scene, whatever the map: used by the tests of layout and posters."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from cjmdesk.layout.scene import Box, CardBox, Image, Part, Path, Scene, SceneItem, Text, Wash

EPSILON = 0.02
"""mm: rounding, far below what a printer can set."""

Bounds = tuple[float, float, float, float]


def ink(item: SceneItem) -> Bounds:
    """Left, top, right, bottom of an item in its part's coordinates, mm."""
    if isinstance(item, Path):
        values = [float(v) for command in item.commands for v in command[1:]]
        return min(values[::2]), min(values[1::2]), max(values[::2]), max(values[1::2])
    if isinstance(item, Text):
        size = item.size
        lefts = [left for _, _, left, _ in item.lines()]
        rights = [left + line.width * size for _, line, left, _ in item.lines()]
        return min(lefts), item.y, max(rights), item.y + item.height
    assert isinstance(item, Box | CardBox | Wash | Image)
    return item.x, item.y, item.x + item.width, item.y + item.height


def along(path: Path) -> list[tuple[float, float]]:
    """Places on a curve's path, close to one another."""
    (_, x0, y0), *bends = path.commands
    places = []
    for _, *numbers in bends:
        x1, y1, x2, y2, x3, y3 = (float(number) for number in numbers)
        for part in (number / 40 for number in range(41)):
            a, b, c, d = (1 - part) ** 3, 3 * (1 - part) ** 2 * part, 3 * (1 - part) * part**2, part**3
            places.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
        x0, y0 = x3, y3
    return places


def inside(inner: Bounds, outer: Bounds, slack: float = EPSILON) -> bool:
    """Whether `inner` lies in `outer`."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether two boxes share area."""
    return (
        one[0] < other[2] - EPSILON
        and other[0] < one[2] - EPSILON
        and one[1] < other[3] - EPSILON
        and other[1] < one[3] - EPSILON
    )


def problems(scene: Scene) -> Iterator[str]:
    """Everything that is clipped, overlaps or lies outside; a sound Scene yields nothing."""
    for key, times in Counter(part.key for part in scene.parts).items():
        if times > 1:
            yield f"{times} parts are called {key}: nobody can tell which one a tag means"
    for part in scene.parts:
        here = (part.x, part.y, part.x + part.width, part.y + part.height)
        if not inside(here, (0, 0, scene.width, scene.height)):
            yield f"{part.key} lies outside the sheet: {here}"
        yield from _problems_of_part(part)


def _problems_of_part(part: Part) -> Iterator[str]:
    room = (0.0, 0.0, part.width, part.height)
    texts = [item for item in part.items if isinstance(item, Text) and item.block.lines]
    for text in texts:
        if not inside(ink(text), room):
            yield f"{part.key}: {text.block.text[:40]!r} lies outside its part: {ink(text)} in {room}"
    for one, other in combinations(texts, 2):
        if overlap(ink(one), ink(other)):
            yield f"{part.key}: {one.block.text[:30]!r} and {other.block.text[:30]!r} overlap"
    cards = [item for item in part.items if isinstance(item, CardBox)]
    frames = {card.item: ink(card) for card in cards}
    for card in cards:
        if not inside(ink(card), room):
            yield f"{part.key}: card {card.item} lies outside its cell: {ink(card)} in {room}"
    for one, other in combinations(cards, 2):
        if overlap(ink(one), ink(other)):
            yield f"{part.key}: cards {one.item} and {other.item} overlap"
    for item in part.items:
        if item.item in frames and not isinstance(item, CardBox) and not inside(ink(item), frames[item.item]):
            yield f"{part.key}: {type(item).__name__} {item!r:.200} lies outside its card {frames[item.item]}"
