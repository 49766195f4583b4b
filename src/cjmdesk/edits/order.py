"""Several items of one list put into another order; each is told by its id."""

from collections.abc import Callable, Collection
from typing import TypeVar

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.places import Path, item_at
from cjmdesk.i18n import _
from cjmdesk.model.project import Project
from cjmdesk.model.values import Item

I = TypeVar("I", bound=Item)  # noqa: E741


def siblings(project: Project, items: Collection[str], made: type[Item]) -> Path:
    """The path of what holds these items of class `made` in one of its lists. Raises EditError."""
    owners = {item_at(project, item, made)[0][:-1]: item for item in items}
    if len(owners) != 1:
        strange = next(reversed(owners.values()), "")
        raise EditError(_("{item} is something else than what is asked for").format(item=strange))
    return next(iter(owners))


def gathered(group: tuple[I, ...], items: Collection[str], index: int) -> tuple[I, ...]:
    """`group` with these items, in its order, side by side before what stands at `index` without them."""
    rest = tuple(each for each in group if each.id not in items)
    index = max(0, index)
    return (*rest[:index], *(each for each in group if each.id in items), *rest[index:])


def nudged(
    group: tuple[I, ...], items: Collection[str], by: int, passed: Callable[[I], bool] = lambda _each: False
) -> tuple[I, ...]:
    """`group` with each of these items one place nearer to its end (1) or its beginning (−1).

    passed: what is no place of its own and is gone past. The same if one of them stands at the edge.
    """
    order = list(group)
    mine = [each for each in group if each.id in items]
    # Each goes past what the one ahead of it has gone past before: so they keep their order.
    for each in mine if by < 0 else reversed(mine):
        number = next(place for place, other in enumerate(order) if other is each)
        goal = number + by
        while 0 <= goal < len(order) and passed(order[goal]):
            goal += by
        if not 0 <= goal < len(order):
            return group
        order.insert(goal, order.pop(number))
    return tuple(order)
