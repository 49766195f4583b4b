"""The boxes of what is drawn in a part, by id: worked out once for the same items.

Cells keep their items from layout to layout, so that after an edit only one of them is read anew.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from cjmdesk.layout.scene import CardBox, Part, Path, SceneItem, Text
from cjmdesk.text.engine import ITALIC

K = TypeVar("K")

Rect = tuple[float, float, float, float]
"""left, top, right, bottom in mm."""

_LEAN = 0.25
"""em that slanting letters need beside their line, with a little air."""

_MOST = 4096
"""Parts remembered before those that nobody asked for lately are forgotten."""


class _Memory(Generic[K]):
    """What was worked out for the items of a part, in two generations."""

    def __init__(self, work: Callable[[tuple[SceneItem, ...]], K]) -> None:
        self._work = work
        self._new: dict[int, tuple[tuple[SceneItem, ...], K]] = {}
        self._old: dict[int, tuple[tuple[SceneItem, ...], K]] = {}

    def of(self, items: tuple[SceneItem, ...]) -> K:
        place = id(items)
        known = self._new.get(place)
        if known is None:
            # The items are held, so that their identity is not given away.
            known = self._old.get(place) or (items, self._work(items))
            if len(self._new) >= _MOST:
                self._old, self._new = self._new, {}
            self._new[place] = known
        return known[1]


def ids_in(part: Part) -> frozenset[str]:
    """The ids of what is drawn in the part; quicker than their boxes."""
    return _ids.of(part.items)


def boxes_in(part: Part) -> dict[str, tuple[Rect, bool]]:
    """For each id in the part the box of all that is shown of it, in the part's own millimetres, and
    whether that is a card's frame, which is the card however many texts stand on it."""
    return _boxes.of(part.items)


def flows_in(part: Part) -> tuple[Path, ...]:
    """The arrows of processes in the part."""
    return _flows.of(part.items)


def card_in(part: Part, id: str) -> CardBox | None:
    """The frame of a card in the part; None if it has none there. Nothing is remembered."""
    return next((item for item in part.items if item.item == id and isinstance(item, CardBox)), None)


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


def _read(items: tuple[SceneItem, ...]) -> dict[str, tuple[Rect, bool]]:
    found: dict[str, tuple[Rect, bool]] = {}
    framed = {""}  # a frame comes before all that stands on the card
    for item in items:
        id = item.item
        if id in framed:
            continue
        if isinstance(item, CardBox):
            found[id] = (bounds(item), True)
            framed.add(id)
        else:
            before = found.get(id)
            box = bounds(item)
            if isinstance(item, Text) and item.block.style == ITALIC:  # its letters lean out of their line
                box = (box[0] - _LEAN * item.size, box[1], box[2] + _LEAN * item.size, box[3])
            found[id] = (box if before is None else united(before[0], box), False)
    return found


def united(one: Rect, other: Rect) -> Rect:
    """The box around both."""
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


_ids = _Memory(lambda items: frozenset([item.item for item in items]) - {""})
_boxes = _Memory(_read)
_flows = _Memory(lambda items: tuple([item for item in items if isinstance(item, Path) and item.joins]))
