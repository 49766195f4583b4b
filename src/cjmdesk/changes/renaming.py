"""Items under other ids, with everything that names them."""

from collections.abc import Mapping
from typing import Any, TypeVar

from cjmdesk.model.cards import Evidence
from cjmdesk.model.values import Value

V = TypeVar("V", bound=Value)

_NAMING = frozenset(
    {
        *("id", "personas", "hidden_personas", "findings", "answers", "made_from", "competitor", "channel"),
        *("step", "source", "target", "item", "lanes", "stages", "slots"),
    }
)
"""Fields that hold ids, of the item itself or of others."""


def renamed(value: V, new: Mapping[str, str]) -> V:
    """`value` and all below it with the ids of `new`; itself where none of them is named."""
    if not new or isinstance(value, Evidence):  # what evidence calls its source is a text
        return value
    update: dict[str, Any] = {}
    for name, part in value.__dict__.items():
        fresh = _part(name, part, new)
        if fresh is not part:
            update[name] = fresh
    return value.model_copy(update=update) if update else value


def _part(name: str, part: Any, new: Mapping[str, str]) -> Any:
    if isinstance(part, Value):
        return renamed(part, new)
    if isinstance(part, str):
        return new.get(part, part) if name in _NAMING else part
    if isinstance(part, tuple):
        fresh = tuple(_part(name, one, new) for one in part)
        return part if all(a is b for a, b in zip(part, fresh, strict=True)) else fresh
    if name == "scores" and isinstance(part, dict):
        return _keys(part, new)
    if name == "translations" and isinstance(part, dict):
        tables = {language: _keys(table, new) for language, table in part.items()}
        return part if all(tables[tag] is table for tag, table in part.items()) else tables
    return part


def _keys(table: dict[str, Any], new: Mapping[str, str]) -> dict[str, Any]:
    if new.keys().isdisjoint(table):
        return table
    return {new.get(key, key): value for key, value in table.items()}
