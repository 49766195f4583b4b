"""Which items of a group reach into an area that is painted anew."""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from msgspec import Struct

Bounds = tuple[float, float, float, float]
"""left, top, right, bottom in mm."""

_PIECE = 12
"""Items that are asked together whether they reach into an area…"""

_OFTEN = 6
"""…in a group that was met so often: who types comes back at every key, who drags goes by."""


class Boxed(Protocol):
    """An item whose ink lies in a box."""

    box: Bounds


B = TypeVar("B", bound=Boxed)


class _Reach(Struct):
    """How far the items of a group reach. met: how often they reached into an area that was asked for;
    pieces: how far some of them reach at a time, with what they are; None until they are met often."""

    whole: Bounds
    met: int = 0
    pieces: list[tuple[Bounds, list[Any]]] | None = None


class Reaches:
    """How far groups of items reach, known by the identity of each; whoever asks holds the groups.

    A group that was asked for before and stayed knows how far it reaches: most of what is painted anew
    touches nothing of the cells around.
    """

    def __init__(self) -> None:
        self._known: dict[int, _Reach | None] = {}

    def touching(self, items: list[B], areas: list[Bounds] | None) -> list[B]:
        """Those of a group whose ink meets one of the areas; all of them for None."""
        if areas is None or not items:
            return items
        group = id(items)
        if group not in self._known:
            self._known[group] = None
        elif len(areas) == 1:
            reach = self._known[group]
            if reach is None:
                reach = self._known[group] = _Reach(_around([item.box for item in items]))
            if not _meet(reach.whole, areas[0]):
                return []
            reach.met += 1
            if reach.met == _OFTEN:
                reach.pieces = _pieces_of(items)
            if reach.pieces is not None:
                return _touching(
                    [one for piece, few in reach.pieces if _meet(piece, areas[0]) for one in few], areas
                )
        return _touching(items, areas)

    def of(self, groups: Iterable[list[Any]]) -> "Reaches":
        """What is known of these groups, which are the same as before."""
        some = Reaches()
        some._known = {id(group): self._known[id(group)] for group in groups if id(group) in self._known}
        return some


def _pieces_of(items: list[B]) -> list[tuple[Bounds, list[B]]]:
    pieces = [items[first : first + _PIECE] for first in range(0, len(items), _PIECE)]
    return [(_around([item.box for item in piece]), piece) for piece in pieces]


def _around(boxes: Iterable[Bounds]) -> Bounds:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]


def _touching(items: list[B], areas: list[Bounds]) -> list[B]:
    if len(areas) == 1:
        left, top, right, bottom = areas[0]
        # Cells are tall, and much of them is above or below: asked first.
        return [
            one
            for one in items
            if (box := one.box)[3] >= top and box[1] <= bottom and box[0] <= right and box[2] >= left
        ]
    return [one for one in items if any(_meet(one.box, area) for area in areas)]
