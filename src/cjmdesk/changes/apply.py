"""Carries a difference over to a project; what it does not speak of stays the same object."""

from typing import Any

from pydantic import ValidationError

from cjmdesk.changes.delta import Delta, DeltaError, FieldDelta, ListDelta, Whole
from cjmdesk.changes.shape import all_fields, class_after, class_for, keyed, lists_of
from cjmdesk.model.project import Project
from cjmdesk.model.values import Value

_Moved = dict[tuple[str, str], Value]


def apply(project: Project, delta: Delta) -> Project:
    """`project` with the changes of `delta`. Raises DeltaError if it was made for another project."""
    try:
        taker = _Taker(delta)
        taker.take(project, delta)
        changed = _value(project, delta, taker.moved)
    except (KeyError, TypeError, AttributeError) as error:
        raise DeltaError(f"the change does not fit the project: {error}") from error
    except ValidationError as error:
        raise DeltaError(f"the change makes no valid project: {error.errors()[0]['msg']}") from error
    if not isinstance(changed, Project):
        raise DeltaError("the change is not one of a project")
    return changed


class _Taker:
    """Collects the parts that leave their list, before anything is put together."""

    def __init__(self, delta: Delta) -> None:
        self.moved: _Moved = {}
        self.arrivals: dict[tuple[str, str], Delta] = {}
        self._find(delta)

    def _find(self, delta: Delta) -> None:
        for inner in delta.parts.values():
            self._find(inner)
        for name, group in delta.lists.items():
            self._find_in(name, group)

    def _find_in(self, name: str, group: ListDelta) -> None:
        for inner in group.changed.values():
            self._find(inner)
        for key, inner in group.arrived.items():
            self.arrivals[name, key] = inner
            self._find(inner)
        for whole in group.added.values():
            for inside, inner_list in whole.lists.items():
                self._find_in(inside, inner_list)

    def take(self, value: Value, delta: Delta) -> None:
        """Take what leaves `value`, at every depth."""
        for name, inner in delta.parts.items():
            self.take(getattr(value, name), inner)
        for name, group in delta.lists.items():
            self._take_from(name, getattr(value, name), group)

    def _take_from(self, name: str, group: tuple[Value, ...], delta: ListDelta) -> None:
        if not (delta.left or delta.changed or delta.removed):
            return
        old = keyed(group)
        for key in delta.left:
            self.moved[name, key] = old[key]
            self.take(old[key], self.arrivals[name, key])
        for key, inner in delta.changed.items():
            self.take(old[key], inner)
        for key, whole in delta.removed.items():
            for inside, inner_list in whole.lists.items():
                self._take_from(inside, getattr(old[key], inside), inner_list)


def _value(value: Value, delta: Delta, moved: _Moved) -> Value:
    if not delta:
        return value
    fields = all_fields(value)
    for name, change in delta.fields.items():
        _set(fields, name, change)
    for name, inner in delta.parts.items():
        fields[name] = _value(fields[name], inner, moved)
    for name, group in delta.lists.items():
        fields[name] = _list(lists_of(type(value))[name], name, fields[name], group, moved)
    return class_after(value, fields).model_validate(fields)


def _set(fields: dict[str, Any], name: str, change: FieldDelta) -> None:
    if change.keys:
        inner = dict(fields[name])
        for key, part in change.keys.items():
            _set(inner, key, part)
        fields[name] = inner
    elif change.is_there:
        fields[name] = change.now
    else:
        fields.pop(name, None)


def _list(
    base: type[Value], name: str, group: tuple[Value, ...], delta: ListDelta, moved: _Moved
) -> tuple[Value, ...]:
    gone = {*delta.left, *delta.removed}
    parts = {key: value for key, value in keyed(group).items() if key not in gone}
    for key, inner in delta.changed.items():
        parts[key] = _value(parts[key], inner, moved)
    for key, whole in delta.added.items():
        parts[key] = _whole(base, whole, moved)
    for key, inner in delta.arrived.items():
        parts[key] = _value(moved[name, key], inner, moved)
    return tuple(parts.values()) if delta.order is None else tuple(parts[key] for key in delta.order)


def _whole(base: type[Value], whole: Whole, moved: _Moved) -> Value:
    made = class_for(base, whole.value)
    fields: dict[str, Any] = dict(whole.value)
    for name, group in whole.lists.items():
        fields[name] = _list(lists_of(made)[name], name, (), group, moved)
    return made.model_validate(fields)
