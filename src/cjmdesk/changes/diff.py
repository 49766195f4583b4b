"""Finds what differs, by identity first: parts that two projects share cost nothing."""

from typing import Any

from cjmdesk.changes.delta import Delta, FieldDelta, ListDelta, Whole
from cjmdesk.changes.shape import as_json, below, keyed, lists, own_fields, parts
from cjmdesk.model.project import Project
from cjmdesk.model.values import Item, Value

Place = tuple[str, str]
"""A list's name and a key: what can be recognised again in another list of that name."""

_ABSENT = object()


def diff(before: Project, after: Project) -> Delta:
    """What must change in `before` to make `after` of it; false if they are equal."""
    if before is after:
        return Delta()
    went: dict[Place, int] = {}
    came: dict[Place, int] = {}
    _scan(before, after, went, came)
    moved = {place for place, times in went.items() if times == 1 and came.get(place) == 1}
    old = _found(before, after, moved) if moved else {}
    return _Differ(moved, old).value(before, after)


def _scan(before: Value, after: Value, went: dict[Place, int], came: dict[Place, int]) -> None:
    """Count, for every item, how often it left a list and came into one."""
    for name in parts(before):
        if getattr(before, name) is not getattr(after, name):
            _scan(getattr(before, name), getattr(after, name), went, came)
    for name in lists(before):
        old, new = getattr(before, name), getattr(after, name)
        if old is new:
            continue
        old, new = keyed(old), keyed(new)
        for key, value in old.items():
            if key not in new:
                _count(name, key, value, went)
            elif value is not new[key]:
                _scan(value, new[key], went, came)
        for key, value in new.items():
            if key not in old:
                _count(name, key, value, came)


def _count(name: str, key: str, value: Value, into: dict[Place, int]) -> None:
    for where, what, part in ((name, key, value), *below(value)):
        if isinstance(part, Item):
            into[where, what] = into.get((where, what), 0) + 1


def _found(before: Value, after: Value, moved: set[Place]) -> dict[Place, Value]:
    """The moved items as they were, looked for only where something changed."""
    found: dict[Place, Value] = {}

    def look(old: Value, new: Value | None) -> None:
        if old is new:
            return
        for name in lists(old):
            group = getattr(old, name)
            if new is not None and group is getattr(new, name):
                continue
            others = keyed(getattr(new, name)) if new is not None else {}
            for key, value in keyed(group).items():
                if (name, key) in moved and key not in others:
                    found[name, key] = value
                look(value, others.get(key))

    look(before, after)
    if isinstance(before, Project) and isinstance(after, Project):
        look(before.brief, after.brief)
    return found


class _Differ:
    """Writes the delta, once it is known what moved."""

    def __init__(self, moved: set[Place], old: dict[Place, Value]) -> None:
        self.moved = moved
        self.old = old

    def value(self, before: Value, after: Value) -> Delta:
        if before is after:
            return Delta()
        found: dict[str, Any] = {}
        fields = _fields(before, after)
        if fields:
            found["fields"] = fields
        inner: dict[str, Delta] = {}
        for name in parts(before):
            delta = self.value(getattr(before, name), getattr(after, name))
            if delta:
                inner[name] = delta
        if inner:
            found["parts"] = inner
        groups: dict[str, ListDelta] = {}
        for name in lists(before):
            group = self.group(name, getattr(before, name), getattr(after, name))
            if group is not None:
                groups[name] = group
        if groups:
            found["lists"] = groups
        return Delta(**found)

    def group(self, name: str, before: tuple[Value, ...], after: tuple[Value, ...]) -> ListDelta | None:
        if before is after:
            return None
        old, new = keyed(before), keyed(after)
        found: dict[str, dict[str, Any]] = {key: {} for key in ("changed", "added", "removed", "arrived")}
        left: list[str] = []
        for key, value in old.items():
            if key in new:
                delta = self.value(value, new[key])
                if delta:
                    found["changed"][key] = delta
            elif (name, key) in self.moved:
                left.append(key)
            else:
                found["removed"][key] = self.whole(value, came=False)
        for key, value in new.items():
            if key in old:
                continue
            if (name, key) in self.moved:
                found["arrived"][key] = self.value(self.old[name, key], value)
            else:
                found["added"][key] = self.whole(value, came=True)
        filled: dict[str, Any] = {key: part for key, part in found.items() if part}
        if left:
            filled["left"] = tuple(left)
        usual = [key for key in old if key in new] + [*found["added"], *found["arrived"]]
        if usual != list(new):
            filled["order"] = tuple(new)
        return ListDelta(**filled) if filled else None

    def whole(self, value: Value, *, came: bool) -> Whole:
        own = {**own_fields(value), **{name: getattr(value, name) for name in parts(value)}}
        fresh = {name: as_json(part) for name, part in own.items() if not _is_default(value, name, part)}
        groups = {}
        for name in lists(value):
            group = getattr(value, name)
            delta = self.group(name, (), group) if came else self.group(name, group, ())
            if delta is not None:
                groups[name] = delta
        return Whole(value=fresh, lists=groups) if groups else Whole(value=fresh)


def _is_default(value: Value, name: str, part: Any) -> bool:
    field = type(value).model_fields.get(name)
    return (
        field is not None and not field.is_required() and part == field.get_default(call_default_factory=True)
    )


def _fields(before: Value, after: Value) -> dict[str, FieldDelta]:
    old, new = own_fields(before), own_fields(after)
    found: dict[str, FieldDelta] = {}
    for name in (*old, *(name for name in new if name not in old)):
        delta = _field(old.get(name, _ABSENT), new.get(name, _ABSENT))
        if delta is not None:
            found[name] = delta
    return found


def _field(old: Any, new: Any) -> FieldDelta | None:
    if old is new or old == new:
        return None
    if isinstance(old, dict) and isinstance(new, dict):
        keys = {
            key: delta
            for key in (*old, *(key for key in new if key not in old))
            if (delta := _field(old.get(key, _ABSENT), new.get(key, _ABSENT))) is not None
        }
        return FieldDelta(keys=keys)
    sides: dict[str, Any] = {}
    if old is not _ABSENT:
        sides["was"] = as_json(old)
    if new is not _ABSENT:
        sides["now"] = as_json(new)
    return FieldDelta(**sides)
