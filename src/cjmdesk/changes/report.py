"""A difference as a flat list, each entry with the words by which a person knows the place."""

from collections.abc import Callable, Iterator
from typing import Any, Literal

from msgspec import Struct

from cjmdesk.changes.comparing import Compared, MapChange, Parts, cell_key
from cjmdesk.changes.delta import Delta, FieldDelta, ListDelta, Whole
from cjmdesk.changes.diff import diff
from cjmdesk.changes.shape import keyed, lists
from cjmdesk.i18n import N_
from cjmdesk.model.lanes import Cell
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.references import items
from cjmdesk.model.stages import Stage
from cjmdesk.model.values import Item, Value

Change = Literal["added", "removed", "moved", "changed", "reordered"]

_NAMING = ("title", "name", "text", "quote", "label", "feeling", "step", "gap")
_SORTS = {
    "team": "team member",
    "personas": "persona",
    "channels": "channel",
    "maps": "map",
    "stages": "stage",
    "lanes": "lane",
    "connectors": "connector",
    "competitors": "competitor",
    "views": "view",
    "silenced": "silenced gap",
    "grids": "wall grid",
    "cells": "cell",
    "cards": "card",
    "points": "emotion point",
}


SORT_WORDS = {
    "project": N_("project"),
    "brief": N_("brief"),
    "team member": N_("team member"),
    "workshop step": N_("workshop step"),
    "persona": N_("persona"),
    "channel": N_("channel"),
    "map": N_("map"),
    "stage": N_("stage"),
    "step": N_("column"),
    "lane": N_("lane"),
    "cell": N_("cell"),
    "card": N_("card"),
    "emotion point": N_("emotion point"),
    "connector": N_("arrow"),
    "competitor": N_("competitor"),
    "view": N_("view"),
    "silenced gap": N_("silenced gap"),
    "wall grid": N_("wall grid"),
}
"""What people call each sort of item."""


class Difference(Struct, frozen=True):
    """One difference.

    sort: what sort of item it is about ("card", "map", "project"). item: its id, empty for what
    has none. name: its own words, cut. within: the words of what is around it, from the map down.
    field: the field that changed, `poster.paper` for one of a part; or the list that was put in
    another order; empty if it is about the whole item. before, after: JSON values, None where there
    is none; of moved items the words of the place.
    """

    change: Change
    sort: str
    item: str
    name: str
    within: tuple[str, ...]
    field: str = ""
    before: Any = None
    after: Any = None


def differences(before: Project, after: Project) -> list[Difference]:
    """Every difference, in the order of the project: empty if and only if they are equal."""
    delta = diff(before, after)
    if not delta:
        return []
    return list(_Reporter(before, after).of(delta, before, after, "project", ()))


def differences_of_maps(compared: Compared) -> list[Difference]:
    """The same of two maps, in the order of the columns: first what is about the whole map, a stage or
    a lane. Ids are those of the map whose ids the comparison has."""
    rank = reading_rank(compared)
    return [_of_map(compared, change) for change in sorted(compared.changes, key=rank)]


def reading_rank(compared: Compared) -> Callable[[MapChange], tuple[int, int, int]]:
    """A key that sorts changes as a map is read: what is about all of it, then column by column from the
    upper lane to the lower."""
    columns = [*compared.new.columns, *compared.old.columns]
    lanes = [lane.id for lane in (*compared.after.lanes, *compared.before.lanes)]
    cells = {
        cell_key(lane, step): (1, column, row)
        for column, step in reversed(list(enumerate(columns)))
        for row, lane in reversed(list(enumerate(lanes)))
    }

    def rank(change: MapChange) -> tuple[int, int, int]:
        return cells.get((change.was if change.now is None else change.now) or "", (0, 0, 0))

    return rank


def _of_map(compared: Compared, change: MapChange) -> Difference:
    there = compared.old if change.now is None else compared.new
    within = change.was if change.now is None else change.now
    words = (short_name(there.journey), *_around(there, within or ""))
    if change.kind == "reordered":
        cell = (within or "").startswith("cell:")
        owner = there.table.get(change.item)
        sort = "cell" if cell else "map" if not change.item else "stage"
        name = "" if cell or owner is None else short_name(owner.value)
        lists_ = list(change.before), list(change.after)
        inside = words if cell else words[:1]
        return Difference("reordered", sort, "" if cell else change.item, name, inside, change.field, *lists_)
    part = there.table[change.item]
    around = () if change.sort == "map" else words
    before, after = change.before, change.after
    if change.kind == "moved":
        before = " / ".join(_around(compared.old, change.was or ""))
        after = " / ".join(_around(compared.new, change.now or ""))
    name = short_name(part.value)
    item = change.item or there.journey.id
    return Difference(change.kind, change.sort, item, name, around, change.field, before, after)


def _around(where: Parts, within: str) -> tuple[str, ...]:
    """The words of a place: of lane and column, or of a stage."""
    part = where.table.get(within) if within else None
    if part is not None:
        return (short_name(part.value),)
    for lane in where.journey.lanes:
        head = f"cell:{lane.id}:"
        if within.startswith(head):
            return short_name(lane), column_name(Project(maps=(where.journey,)), within[len(head) :])
    return ()


class _Reporter(Struct):
    old: Project
    new: Project
    _known: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], dict[str, Value]] | None = None

    def _moved(self, key: str) -> tuple[str, str, Value | None]:
        """Where a part stood, where it stands, and what it was; None if it is new."""
        known = self._known
        if known is None:
            was: dict[str, Value] = {value.id: value for _place, value in reversed(list(items(self.old)))}
            known = self._known = places(self.old), places(self.new), was
        old, new, parts = known
        return " / ".join(old.get(key, ())), " / ".join(new.get(key, ())), parts.get(key)

    def of(
        self,
        delta: Delta,
        before: Value,
        after: Value,
        sort: str,
        within: tuple[str, ...],
        part_of: tuple[Value, str] | None = None,
    ) -> Iterator[Difference]:
        """Of one value that is there before and after; part_of: its owner and `field.` in it."""
        owner, prefix = part_of or (after, "")
        item, name = _id(owner), short_name(owner)
        for field, change in delta.fields.items():
            for path, was, now in _leaves(prefix + field, change):
                yield Difference("changed", sort, item, name, within, path, was, now)
        for part, inner in delta.parts.items():
            old, new = getattr(before, part), getattr(after, part)
            yield from self.of(inner, old, new, sort, within, (owner, f"{prefix}{part}."))
        # Cells and the parts of an item have no words of their own.
        inside = within if isinstance(after, Project | Cell) or prefix else (*within, name)
        for group, change_list in delta.lists.items():
            yield from self._list(change_list, before, after, group, inside)

    def _list(
        self, delta: ListDelta, before: Value, after: Value, group: str, within: tuple[str, ...]
    ) -> Iterator[Difference]:
        old, new = keyed(getattr(before, group)), keyed(getattr(after, group))
        sort = _sort(before, group)
        for key, inner in delta.changed.items():
            yield from self.of(inner, old[key], new[key], sort, self._place(within, new[key], True))
        for key, whole in delta.removed.items():
            yield from self._whole(whole, old[key], sort, self._place(within, old[key], False), "removed")
        for key, whole in delta.added.items():
            yield from self._whole(whole, new[key], sort, self._place(within, new[key], True), "added")
        for key, inner in delta.arrived.items():
            origin, here, was = self._moved(key)
            yield Difference("moved", sort, key, short_name(new[key]), within, "", origin, here)
            yield from self.of(inner, was or new[key], new[key], sort, within)
        if delta.order is not None and group != "cells" and _reordered(old, new):
            yield Difference(
                "reordered",
                _sort_of(after),
                _id(after),
                short_name(after),
                within,
                group,
                list(old),
                list(new),
            )

    def _place(self, within: tuple[str, ...], value: Value, new: bool) -> tuple[str, ...]:
        """A cell has no words of its own; its column's are said."""
        if not isinstance(value, Cell):
            return within
        return (*within, column_name(self.new if new else self.old, value.step))

    def _whole(
        self, whole: Whole, value: Value, sort: str, within: tuple[str, ...], change: Change
    ) -> Iterator[Difference]:
        is_cell = isinstance(value, Cell)
        if not is_cell or not whole.lists:
            was, now = (None, whole.value) if change == "added" else (whole.value, None)
            yield Difference(change, sort, _id(value), short_name(value), within, "", was, now)
        inside = within if is_cell else (*within, short_name(value))
        for group, inner in whole.lists.items():
            parts = keyed(getattr(value, group))
            for key, part in (inner.added if change == "added" else inner.removed).items():
                place = self._place(inside, parts[key], change == "added")
                yield from self._whole(part, parts[key], _sort(value, group), place, change)
            for key, moved in inner.arrived.items():
                origin, here, old = self._moved(key)
                name, kind = short_name(parts[key]), _sort(value, group)
                yield Difference("moved", kind, key, name, inside, "", origin, here)
                yield from self.of(moved, old or parts[key], parts[key], kind, inside)


def short_name(value: Value, most: int = 60) -> str:
    """The words by which a person knows `value`: its title, name or text, cut; else its kind."""
    for field in _NAMING:
        words = getattr(value, field, "")
        if isinstance(words, str) and words.strip():
            line = " ".join(words.split())
            return line if len(line) <= most else line[: most - 1] + "…"
    return str(getattr(value, "kind", ""))


def column_name(project: Project, step: str) -> str:
    """The words of a column: its stage's title, and the step's if it has one."""
    for journey in project.maps:
        for stage in journey.stages:
            for part in stage.steps:
                if part.id == step:
                    return f"{short_name(stage)}: {short_name(part)}" if part.title else short_name(stage)
    return step


def place_of(project: Project, item: str) -> tuple[str, ...]:
    """The words of everything around the item with that id, from the map down; empty if it is nowhere."""
    for journey in project.maps:
        found = _place_in(project, journey, item)
        if found is not None:
            return (short_name(journey), *found)
    return ()


def places(project: Project) -> dict[str, tuple[str, ...]]:
    """`place_of` for every part of every map, at once."""
    found: dict[str, tuple[str, ...]] = {}
    for journey in project.maps:
        around = (short_name(journey),)
        columns: dict[str, str] = {}
        for stage in journey.stages:
            title = short_name(stage)
            for step in stage.steps:
                found.setdefault(step.id, (*around, title))
                columns.setdefault(step.id, f"{title}: {short_name(step)}" if step.title else title)
        for name in lists(journey):
            for value in getattr(journey, name):
                found.setdefault(_id(value), around)
        for lane in journey.lanes:
            name = short_name(lane)
            for cell in lane.cells:
                place = (*around, name, columns.get(cell.step, cell.step))
                for note in (*cell.cards, *cell.points):
                    found.setdefault(note.id, place)
    return found


def _place_in(project: Project, journey: JourneyMap, item: str) -> tuple[str, ...] | None:
    for name in lists(journey):
        for value in getattr(journey, name):
            if _id(value) == item:
                return ()
            if isinstance(value, Stage) and any(step.id == item for step in value.steps):
                return (short_name(value),)
    for lane in journey.lanes:
        for cell in lane.cells:
            if any(note.id == item for note in (*cell.cards, *cell.points)):
                return (short_name(lane), column_name(project, cell.step))
    return None


def _leaves(path: str, change: FieldDelta) -> Iterator[tuple[str, Any, Any]]:
    if not change.keys:
        yield path, change.was, change.now
    for key, inner in change.keys.items():
        yield from _leaves(f"{path}.{key}", inner)


def _reordered(old: dict[str, Value], new: dict[str, Value]) -> bool:
    return [key for key in old if key in new] != [key for key in new if key in old]


def _sort(owner: Value, group: str) -> str:
    if group == "steps":
        return "step" if isinstance(owner, Stage) else "workshop step"
    return _SORTS.get(group, group)


def _sort_of(value: Value) -> str:
    if isinstance(value, Project):
        return "project"
    if isinstance(value, JourneyMap):
        return "map"
    return "stage" if isinstance(value, Stage) else "cell" if isinstance(value, Cell) else "brief"


def _id(value: Value) -> str:
    return value.id if isinstance(value, Item) else ""
