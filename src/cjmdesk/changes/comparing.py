"""Two maps compared: every difference, in the ids of the first, to be read or taken over one by one.

Unlike `diff`, which compares two states of one project by id, this knows a future map for the copy that
it is: what is the same thing in both is found by `pairing`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from cjmdesk.changes.pairing import pairs
from cjmdesk.changes.shape import as_json, key_of, lists, own_fields, parts
from cjmdesk.model.cards import TouchpointCard
from cjmdesk.model.lanes import Cell, EmotionLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import renamed_inside
from cjmdesk.model.project import Project
from cjmdesk.model.references import origins
from cjmdesk.model.values import Item, Value

Kind = Literal["added", "removed", "moved", "changed", "reordered"]
KINDS: tuple[Kind, ...] = ("added", "removed", "changed", "moved", "reordered")

SORTS = {
    "stages": "stage",
    "steps": "step",
    "lanes": "lane",
    "cards": "card",
    "points": "emotion point",
    "connectors": "connector",
    "competitors": "competitor",
    "views": "view",
    "silenced": "silenced gap",
}
"""List of a map → what sort of thing stands in it. Wall grids are no part of a comparison: they belong
to the sheets that were printed from one map."""

MAP = ""
"""Key of the map itself among the parts of a map."""

_NEVER = ("id", "made_from")
"""Fields that tell maps apart and are no difference between journeys."""


class MapChange(Struct, frozen=True):
    """One difference. sort: of SORTS, or `map`. item: key of what it is about, see `Part`; of a list in
    another order, of what the list is in. field: what changed, `poster.paper` for one of the poster's;
    of a list in another order, the list; else empty. before, after: the values, None where there is
    none. was, now: keys of what it stands in, None where it is not there.
    """

    kind: Kind
    sort: str
    item: str
    field: str = ""
    before: Any = None
    after: Any = None
    was: str | None = None
    now: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Tells it from the others, in both directions of a comparison."""
        what = "added" if self.kind == "removed" else self.kind
        return f"{what} {self.field}", self.item


class Part(Struct, frozen=True):
    """A part of a map. within: key of what it stands in: MAP, a stage's id, `cell:LANE:STEP`. group: the
    list it is in. Its own key is its id; that of a silenced gap says what is silenced."""

    value: Value
    within: str
    group: str


class Parts(Struct, frozen=True):
    """A map as a table of its parts. members: (key of what they stand in, list) → keys, in order."""

    journey: JourneyMap
    table: Mapping[str, Part]
    members: Mapping[tuple[str, str], tuple[str, ...]]
    columns: Mapping[str, str]
    """Step → stage."""


def cell_key(lane: str, step: str) -> str:
    """The key of the cell where a lane and a step meet."""
    return f"cell:{lane}:{step}"


def parts_of(journey: JourneyMap) -> Parts:
    """The table of a map."""
    table: dict[str, Part] = {MAP: Part(journey, MAP, "")}
    members: dict[tuple[str, str], list[str]] = {}

    def add(group: str, within: str, values: Sequence[Value]) -> None:
        keys = members.setdefault((within, group), [])
        for value in values:
            key = value.id if isinstance(value, Item) else f"{group} {key_of(value)}"
            while key in table:
                key += " again"
            table[key] = Part(value, within, group)
            keys.append(key)

    add("stages", MAP, journey.stages)
    for stage in journey.stages:
        add("steps", stage.id, stage.steps)
    add("lanes", MAP, journey.lanes)
    for lane in journey.lanes:
        for cell in lane.cells:
            within = cell_key(lane.id, cell.step)
            add("points", within, cell.points)
            add("cards", within, cell.cards)
    for group in ("connectors", "competitors", "views", "silenced"):
        add(group, MAP, getattr(journey, group))
    columns = {step.id: stage.id for stage in journey.stages for step in stage.steps}
    return Parts(journey, table, {key: tuple(found) for key, found in members.items()}, columns)


class Compared(Struct, frozen=True, dict=True):
    """before, after: both maps, in the ids of `own`. names: id in the other map → id here. own: which of
    the two the ids are from. changes: what must change in `before` to make `after` of it."""

    before: JourneyMap
    after: JourneyMap
    changes: tuple[MapChange, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    own: Literal["before", "after"] = "before"

    def flipped(self) -> "Compared":
        """The same read the other way: what was added was removed."""
        swap: dict[Kind, Kind] = {"added": "removed", "removed": "added"}
        changes = tuple(
            replace(
                one,
                kind=swap.get(one.kind, one.kind),
                before=one.after,
                after=one.before,
                was=one.now,
                now=one.was,
            )
            for one in self.changes
        )
        own: Literal["before", "after"] = "after" if self.own == "before" else "before"
        return Compared(self.after, self.before, changes, self.names, own)

    @cached_property
    def old(self) -> Parts:
        """The parts of `before`."""
        return parts_of(self.before)

    @cached_property
    def new(self) -> Parts:
        """The parts of `after`."""
        return parts_of(self.after)


def compare(project: Project, own: JourneyMap, others: Project, other: JourneyMap) -> Compared:
    """`own`, a map of `project`, against `other`, a map of `others` (which may be the same project).

    Personas and channels of another file are those of ours that have the same id or the same name.
    """
    lines = origins(project) if others is project else {**origins(others), **origins(project)}
    if others is not project:
        other = _with_our_people(other, project, others)
    names = pairs(own, other, lines)
    before = tidied(own)
    after = tidied(under(other, names).model_copy(update={"grids": before.grids}))
    made = Compared(before, after, (), names)
    return replace(made, changes=tuple(_changes(made.old, made.new)))


def tidied(journey: JourneyMap) -> JourneyMap:
    """The map without empty cells, the others in the order of its columns; itself where that is so."""
    order = {step.id: place for place, step in enumerate(s for stage in journey.stages for s in stage.steps)}
    lanes = []
    for lane in journey.lanes:
        cells = [cell for cell in lane.cells if cell.cards or cell.points or cell.model_extra]
        cells.sort(key=lambda cell: order.get(cell.step, len(order)))
        same = len(cells) == len(lane.cells) and all(a is b for a, b in zip(cells, lane.cells, strict=True))
        lanes.append(lane if same else lane.model_copy(update={"cells": tuple(cells)}))
    if all(a is b for a, b in zip(lanes, journey.lanes, strict=True)):
        return journey
    return journey.model_copy(update={"lanes": tuple(lanes)})


# Under other names -----------------------------------------------------------------------------------


def under(journey: JourneyMap, new: Mapping[str, str]) -> JourneyMap:
    """The map with its items, and what names them, under other ids; what they were made from stays."""

    def one(value: Value) -> Any:
        update: dict[str, Any] = {}
        if isinstance(value, Item) and value.id in new:
            update["id"] = new[value.id]
        for name in lists(value):
            group = getattr(value, name)
            if group:
                update[name] = tuple(one(part) for part in group)
        return value.model_copy(update=update) if update else value

    made: JourneyMap = one(renamed_inside(journey, dict(new)))
    return made


def _with_our_people(journey: JourneyMap, project: Project, others: Project) -> JourneyMap:
    people = _by_name(project.personas, others.personas)
    channels = _by_name(project.channels, others.channels)

    def some(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(people.get(id, id) for id in ids))

    def note(value: Any) -> Any:
        update: dict[str, Any] = {}
        if value.personas:
            update["personas"] = some(value.personas)
        if isinstance(value, TouchpointCard) and value.channel in channels:
            update["channel"] = channels[value.channel]
        return value.model_copy(update=update) if update else value

    def cell(value: Cell) -> Cell:
        notes = {"cards": tuple(map(note, value.cards)), "points": tuple(map(note, value.points))}
        return value.model_copy(update=notes)

    lanes = []
    for lane in journey.lanes:
        update: dict[str, Any] = {"cells": tuple(map(cell, lane.cells))}
        if isinstance(lane, EmotionLane):
            update["hidden_personas"] = some(lane.hidden_personas)
        lanes.append(lane.model_copy(update=update))
    views = tuple(
        view.model_copy(
            update={
                "personas": some(view.personas),
                "channels": tuple(channels.get(id, id) for id in view.channels),
            }
        )
        for view in journey.views
    )
    return journey.model_copy(
        update={"personas": some(journey.personas), "lanes": tuple(lanes), "views": views}
    )


def _by_name(ours: Sequence[Any], theirs: Sequence[Any]) -> dict[str, str]:
    known = {one.id for one in ours}
    names = {one.name.strip().casefold(): one.id for one in reversed(ours) if one.name.strip()}
    return {
        one.id: names[one.name.strip().casefold()]
        for one in theirs
        if one.id not in known and one.name.strip().casefold() in names
    }


# What differs -------------------------------------------------------------------------------------------


def _changes(old: Parts, new: Parts) -> Iterator[MapChange]:
    """Of the map, its stages and lanes, and then of the notes, column by column."""
    order = [*new.table, *(key for key in old.table if key not in new.table)]
    for key in sorted(order, key=lambda key: _GROUPS.index((new.table.get(key) or old.table[key]).group)):
        yield from _of_part(key, old.table.get(key), new.table.get(key), old, new)
    for (within, group), keys in new.members.items():
        mine = old.members.get((within, group), ())
        if [k for k in mine if k in set(keys)] != [k for k in keys if k in set(mine)]:
            sort = SORTS[group]
            yield MapChange("reordered", sort, within, group, mine, keys, was=within, now=within)


_GROUPS = (
    "",
    "stages",
    "steps",
    "lanes",
    "competitors",
    "points",
    "cards",
    "connectors",
    "views",
    "silenced",
)


def _of_part(
    key: str, before: Part | None, after: Part | None, old: Parts, new: Parts
) -> Iterator[MapChange]:
    if before is None or after is None:
        there = after or before
        assert there is not None
        around = there.within
        if there.group == "steps" and around not in (old if after else new).table:
            return  # it comes and goes with its stage
        sort = SORTS[there.group]
        if after is not None:
            yield MapChange("added", sort, key, after=_whole(after.value), now=around)
        else:
            yield MapChange("removed", sort, key, before=_whole(there.value), was=around)
        return
    sort = SORTS.get(after.group, "map")
    if before.within != after.within:
        yield MapChange(
            "moved", sort, key, before=before.within, after=after.within, was=before.within, now=after.within
        )
    if before.value is after.value:
        return
    if getattr(before.value, "kind", None) != getattr(after.value, "kind", None):
        if before.within == after.within:
            yield MapChange("changed", sort, key, "kind", *_kinds(before, after), before.within, after.within)
        return  # a card that came to a lane of another kind: what it holds comes with the move
    for name, was, now in _fields(before.value, after.value):
        yield MapChange("changed", sort, key, name, was, now, before.within, after.within)


def _kinds(before: Part, after: Part) -> tuple[Any, Any]:
    return getattr(before.value, "kind", None), getattr(after.value, "kind", None)


def _whole(value: Value) -> Any:
    own = {name: part for name, part in own_fields(value).items() if name not in _NEVER}
    default = type(value).model_fields
    return {
        name: as_json(part)
        for name, part in own.items()
        if name not in default
        or default[name].is_required()
        or part != default[name].get_default(call_default_factory=True)
    }


_ABSENT = object()


def _fields(before: Value, after: Value, prefix: str = "") -> Iterator[tuple[str, Any, Any]]:
    old, new = own_fields(before), own_fields(after)
    for name in (*old, *(name for name in new if name not in old)):
        was, now = old.get(name, _ABSENT), new.get(name, _ABSENT)
        if name in _NEVER or was is now or was == now:
            continue
        shown = [None if value is _ABSENT else as_json(value) for value in (was, now)]
        yield prefix + name, shown[0], shown[1]
    for name in parts(before):
        if getattr(before, name) is not getattr(after, name):
            yield from _fields(getattr(before, name), getattr(after, name), f"{name}.")


def counterpart(project: Project, journey: JourneyMap) -> JourneyMap | None:
    """The map that one is most likely to be compared with: what it was made from, else what was made
    from it (the latest), else another that was made from the same; None where there is none."""
    maps = {one.id: one for one in project.maps if one.id != journey.id}
    if journey.made_from in maps:
        return maps[journey.made_from]
    children = [one for one in maps.values() if one.made_from == journey.id]
    siblings = [one for one in maps.values() if journey.made_from and one.made_from == journey.made_from]
    near = children or siblings
    return near[-1] if near else None


def in_order(one: JourneyMap, other: JourneyMap) -> bool:
    """Whether `one` comes before `other` in time: a future map comes after what it was made from."""
    if other.made_from == one.id:
        return True
    return one.made_from != other.id and not (one.type == "future_state" != other.type)
