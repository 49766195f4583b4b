"""Finding an item by its id, and putting a changed one in its place.

Only the values along the path are made anew; everything beside it is shared with the project
before, which is what makes undo, diff and repainting cheap.
"""

from collections.abc import Iterator
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from cjmdesk.changes.shape import lists
from cjmdesk.edits.errors import EditError
from cjmdesk.i18n import _
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.references import names
from cjmdesk.model.texts import clean_value
from cjmdesk.model.values import Item, Value
from cjmdesk.model.wrong import explain

Path = tuple[tuple[str, int], ...]
"""(list's name, index) from the project down; an index of −1 means the field's one value."""

V = TypeVar("V", bound=Value)
I = TypeVar("I", bound=Item)  # noqa: E741

_hints: dict[str, Path] = {}
"""Where an item was last found: looked at first, because people edit what they edited before."""
_MOST_HINTS = 4096
_FEW = 8


def at(project: Project, path: Path) -> Value:
    """The value at `path`. Raises IndexError or AttributeError if there is none."""
    value: Any = project
    for name, index in path:
        value = getattr(value, name)
        if index >= 0:
            value = value[index]
    return cast(Value, value)


def find(project: Project, item: str) -> Path:
    """Where the item with that id is. Raises EditError if it is nowhere."""
    path = _hints.get(item)
    if path is not None:
        try:
            found = at(project, path)
        except (IndexError, AttributeError):
            found = None
        if isinstance(found, Item) and found.id == item:
            return path
    path = _search(project, item)
    if path is None:
        raise EditError(_("{item} is not in the project any more").format(item=item))
    look_first(item, path)
    return path


def look_first(item: str, path: Path) -> None:
    """Look for an item at `path` first: somebody knows where it stands. Else it is searched for."""
    if len(_hints) >= _MOST_HINTS:
        _hints.clear()
    _hints[item] = path


def _search(project: Project, item: str) -> Path | None:
    for number, person in enumerate(project.brief.team):
        if person.id == item:
            return (("brief", -1), ("team", number))
    for name in ("personas", "channels"):
        for number, value in enumerate(getattr(project, name)):
            if value.id == item:
                return ((name, number),)
    for number, journey in enumerate(project.maps):
        if journey.id == item:
            return (("maps", number),)
        inside = _search_map(journey, item)
        if inside is not None:
            return (("maps", number), *inside)
    return None


def _search_map(journey: JourneyMap, item: str) -> Path | None:
    for name in ("stages", "lanes", "connectors", "competitors", "views", "grids"):
        for number, value in enumerate(getattr(journey, name)):
            if value.id == item:
                return ((name, number),)
    for number, stage in enumerate(journey.stages):
        for inner, step in enumerate(stage.steps):
            if step.id == item:
                return (("stages", number), ("steps", inner))
    for number, lane in enumerate(journey.lanes):
        for column, cell in enumerate(lane.cells):
            for name in ("cards", "points"):
                for inner, note in enumerate(getattr(cell, name)):
                    if note.id == item:
                        return (("lanes", number), ("cells", column), (name, inner))
    return None


def item_at(project: Project, item: str, made: type[I]) -> tuple[Path, I]:
    """Path and value of an item that must be of class `made`. Raises EditError."""
    path = find(project, item)
    value = at(project, path)
    if not isinstance(value, made):
        raise EditError(_("{item} is something else than what is asked for").format(item=item))
    return path, value


def map_path(project: Project, item: str) -> Path:
    """The path of the map that holds the item. Raises EditError if none does."""
    path = find(project, item)
    if path[0][0] != "maps":
        raise EditError(_("{item} is not in a map").format(item=item))
    return path[:1]


def map_of(project: Project, item: str) -> JourneyMap:
    """The map that holds the item. Raises EditError if none does."""
    return cast(JourneyMap, at(project, map_path(project, item)))


def put(project: Project, path: Path, value: Value) -> Project:
    """`project` with `value` at `path`; the same project if it is there already."""
    if not path:
        return cast(Project, value)
    values: list[Value] = [project]
    for name, index in path:
        inner = getattr(values[-1], name)
        values.append(inner[index] if index >= 0 else inner)
    if values.pop() is value:
        return project
    for owner, (name, index) in zip(reversed(values), reversed(path), strict=True):
        group = getattr(owner, name)
        fresh = (*group[:index], value, *group[index + 1 :]) if index >= 0 else value
        value = owner.model_copy(update={name: fresh})
    return cast(Project, value)


def with_list(project: Project, owner: Path, name: str, group: tuple[Value, ...]) -> Project:
    """`project` with another list in the owner's field `name`."""
    value = at(project, owner) if owner else project
    return put(project, owner, value.model_copy(update={name: group}))


def inserted(group: tuple[V, ...], value: V, index: int | None) -> tuple[V, ...]:
    """`group` with `value` before `index`; None or a number beyond the end puts it last."""
    if index is None:
        return (*group, value)
    index = max(0, index)
    return (*group[:index], value, *group[index:])


def changed(value: V, **changes: Any) -> V:
    """`value` with validated changes, texts cleaned; the same object if nothing changes.

    What is not changed keeps its identity. Raises EditError with pydantic's reason in our words.
    """
    fresh = {name: clean_value(part) for name, part in changes.items()}
    try:
        checked = type(value).model_validate({**value.__dict__, **(value.model_extra or {}), **fresh})
    except ValidationError as error:
        place, reason = explain(error)
        raise EditError(_("{place}: {reason}").format(place=place, reason=reason)) from None
    differ = {
        name: getattr(checked, name)
        for name in changes
        if name not in _fields(value) or getattr(checked, name) != getattr(value, name)
    }
    return value.model_copy(update=differ) if differ else value


def _fields(value: Value) -> set[str]:
    return {*value.__dict__, *(value.model_extra or {})}


def checked_item(item: V) -> V:
    """`item` validated, texts cleaned: for items that come from outside. Raises EditError."""
    raw = item.model_dump(exclude_defaults=True)
    clean = clean_value(raw)
    try:
        fresh = type(item).model_validate(clean)
    except ValidationError as error:
        place, reason = explain(error)
        raise EditError(_("{place}: {reason}").format(place=place, reason=reason)) from None
    return item if fresh == item else fresh


def refuse_known(project: Project, items: Value) -> None:
    """Raise EditError if an id of `items`, or of what they hold, is taken or stands twice."""
    ids = [value.id for value in _all(items) if isinstance(value, Item)]
    if len(set(ids)) != len(ids):
        raise EditError(_("an id stands twice in what is added"))
    # A few are looked for one by one; of a whole map that would take minutes.
    known = names(project).ids if len(ids) > _FEW else None
    for name in ids:
        _hints.pop(name, None)
        if name in known if known is not None else _search(project, name) is not None:
            raise EditError(_("{item} is in the project already").format(item=name))


def _all(value: Value) -> Iterator[Value]:
    yield value
    for name in lists(value):
        for part in getattr(value, name):
            yield from _all(part)
