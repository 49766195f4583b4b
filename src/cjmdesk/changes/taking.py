"""Some of the differences between two maps, carried over from the one to the other."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from cjmdesk.changes.comparing import MAP, Compared, MapChange, Parts, cell_key
from cjmdesk.changes.orders import merged_order
from cjmdesk.changes.shape import all_fields, class_after, lists, own_fields, parts
from cjmdesk.model.cards import CardBase, CriterionCard
from cjmdesk.model.lanes import Cell, LaneBase
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.stages import Stage
from cjmdesk.model.values import Value

Key = tuple[str, str]
"""See `MapChange.key`."""

_NOTES = ("cards", "points")
_ABSENT = object()


def with_needed(compared: Compared, chosen: Collection[Key]) -> frozenset[Key]:
    """The chosen differences with those that they need: a card in a new stage needs the stage, a stage
    that goes takes its cards along."""
    return _Needs(compared).of(chosen)


def taken(compared: Compared, chosen: Collection[Key]) -> JourneyMap:
    """`before` with the chosen differences, and what they need, as in `after`.

    With all of them it is `after`, with none `before`; what an item was made from stays.
    """
    return _Taker(compared, with_needed(compared, chosen)).journey()


class _Needs:
    def __init__(self, compared: Compared) -> None:
        self._old, self._new = compared.old, compared.new
        self._changes = {change.key: change for change in compared.changes}
        self._came = {one.item: one.key for one in compared.changes if one.kind == "added"}
        self._gone = {one.item: one.key for one in compared.changes if one.kind == "removed"}
        self._moved = {one.item: one.key for one in compared.changes if one.kind == "moved"}
        self._in_columns = _in_columns(self._old)

    def of(self, chosen: Collection[Key]) -> frozenset[Key]:
        found: set[Key] = set()
        ahead = [key for key in chosen if key in self._changes]
        while ahead:
            key = ahead.pop()
            if key not in found:
                found.add(key)
                ahead += self._needed(self._changes[key])
        return frozenset(found)

    def _needed(self, change: MapChange) -> Iterator[Key]:
        if change.kind in ("added", "moved", "reordered") and change.now is not None:
            yield from self._place(change.now, self._came)
        if change.kind == "removed":
            for note in self._in_columns.get(change.item, ()):
                if note in self._gone:
                    yield self._gone[note]
                elif note in self._moved:
                    yield self._moved[note]
        if change.sort == "step" and change.kind in ("removed", "moved") and change.was is not None:
            yield from self._columns_instead(change.was)
        if change.kind in ("added", "changed"):
            part = self._new.table.get(change.item)
            for name in _names_in(part.value) if part is not None else ():
                if name in self._came:
                    yield self._came[name]

    def _columns_instead(self, stage: str) -> Iterator[Key]:
        """Where all columns of a stage go, those that it has afterwards, or it goes too: a stage has at
        least one."""
        old = self._old.members.get((stage, "steps"), ())
        if all(step in self._gone or step in self._moved for step in old):
            if stage in self._gone:
                yield self._gone[stage]
            for step in self._new.members.get((stage, "steps"), ()):
                yield from (known[step] for known in (self._came, self._moved) if step in known)

    def _place(self, within: str, known: Mapping[str, Key]) -> Iterator[Key]:
        """What has to be there so that something can stand in `within`."""
        for key in _around(self._new, within):
            if key in known:
                yield known[key]


def _around(where: Parts, within: str) -> Iterator[str]:
    """Keys of the lane, step and stage that hold a place."""
    if within in where.table:
        yield within
        return
    for lane in where.journey.lanes:
        head = cell_key(lane.id, "")
        if within.startswith(head) and within[len(head) :] in where.columns:
            step = within[len(head) :]
            yield from (lane.id, step, where.columns[step])
            return


def _in_columns(where: Parts) -> dict[str, list[str]]:
    """Key of a stage, step or lane → keys of all that goes with it."""
    found: dict[str, list[str]] = {}
    for lane in where.journey.lanes:
        for cell in lane.cells:
            notes = [note.id for note in (*cell.cards, *cell.points)]
            for around in (lane.id, cell.step, where.columns.get(cell.step, "")):
                found.setdefault(around, []).extend(notes)
    for step, stage in where.columns.items():
        found.setdefault(stage, []).append(step)
    return found


def _names_in(value: Value) -> Iterator[str]:
    """Ids without which `value` cannot be: ends of an arrow, competitors."""
    for field in ("source", "target", "competitor"):
        name = getattr(value, field, None)
        if isinstance(name, str):
            yield name
    if isinstance(value, CriterionCard):
        yield from value.scores


class _Taker:
    """Builds the map anew, sharing what stays."""

    def __init__(self, compared: Compared, chosen: frozenset[Key]) -> None:
        self._old, self._new = compared.old, compared.new
        chosen_changes = [one for one in compared.changes if one.key in chosen]
        self._fields: dict[str, set[str]] = {}
        for one in chosen_changes:
            if one.kind == "changed":
                self._fields.setdefault(one.item, set()).add(one.field)
        self._came = {one.item for one in chosen_changes if one.kind == "added"}
        self._gone = {one.item for one in chosen_changes if one.kind == "removed"}
        self._moved = {one.item for one in chosen_changes if one.kind == "moved"}
        self._orders = {(one.item, one.field) for one in chosen_changes if one.kind == "reordered"}
        self._members = self._placed()

    def journey(self) -> JourneyMap:
        own = self._own(MAP)
        own["stages"] = tuple(self._stage(key) for key in self._order(MAP, "stages"))
        columns = [step.id for stage in own["stages"] for step in stage.steps]
        own["lanes"] = tuple(self._lane(key, columns) for key in self._order(MAP, "lanes"))
        for group in ("connectors", "competitors", "views", "silenced"):
            own[group] = tuple(self._value(key) for key in self._order(MAP, group))
        own["grids"] = self._old.journey.grids
        made = self._made(MAP, own)
        assert isinstance(made, JourneyMap)
        return made

    # What is there, and where -----------------------------------------------------------------------

    def _is_there(self, key: str) -> bool:
        old, new = self._old.table.get(key), self._new.table.get(key)
        part = old or new
        if part is None:
            return False
        if part.group == "steps" and (old is None or new is None):
            around = part.within  # a step comes and goes with its stage, if that does
            if around not in (self._old if new is not None else self._new).table:
                return self._is_there(around)
        if old is not None and new is not None:
            return True
        return key not in self._gone if old is not None else key in self._came

    def _placed(self) -> dict[tuple[str, str], list[str]]:
        """(what they stand in, list) → keys."""
        found: dict[tuple[str, str], list[str]] = {}
        for key in (*self._old.table, *(key for key in self._new.table if key not in self._old.table)):
            if key == MAP or not self._is_there(key):
                continue
            old, new = self._old.table.get(key), self._new.table.get(key)
            first, second = (new, old) if key in self._moved else (old, new)
            for part in (first, second):
                if part is not None and self._stands(part.within):
                    found.setdefault((part.within, part.group), []).append(key)
                    break
        return found

    def _stands(self, within: str) -> bool:
        """Whether there is something to stand in."""
        if within == MAP:
            return True
        if not within.startswith("cell:"):
            return self._is_there(within)
        around = list(_around(self._old, within)) or list(_around(self._new, within))
        return bool(around) and all(self._is_there(key) for key in around[:2])

    def _order(self, within: str, group: str) -> list[str]:
        members = self._members.get((within, group), [])
        old = self._old.members.get((within, group), ())
        new = self._new.members.get((within, group), ())
        if (within, group) in self._orders:
            return merged_order(old, old, new, members)[0]
        return merged_order(new, old, new, members)[0]

    # Putting it together -----------------------------------------------------------------------------

    def _own(self, key: str) -> dict[str, Any]:
        """The own fields of a part, and its parts, as chosen."""
        old, new = self._old.table.get(key), self._new.table.get(key)
        if old is None or new is None:
            there = (old or new).value  # type: ignore[union-attr]
            return {**own_fields(there), **{name: getattr(there, name) for name in parts(there)}}
        chosen = self._fields.get(key, set())
        if _kind(old.value) != _kind(new.value) and (key in self._moved or "kind" in chosen):
            fields = own_fields(new.value)
            fields["made_from"] = getattr(old.value, "made_from", None)
            return fields
        fields = _mixed(old.value, new.value, chosen, "")
        for name in parts(old.value):
            mine, yours = getattr(old.value, name), getattr(new.value, name)
            mixed = _mixed(mine, yours, chosen, f"{name}.")
            fields[name] = mine if mixed == own_fields(mine) else type(mine).model_validate(mixed)
        return fields

    def _stage(self, key: str) -> Stage:
        own = self._own(key)
        steps = self._order(key, "steps")
        own["steps"] = tuple(self._value(step) for step in steps)
        made = self._made(key, own)
        assert isinstance(made, Stage)
        return made

    def _lane(self, key: str, columns: list[str]) -> LaneBase:
        own = self._own(key)
        cells = (self._cell(key, step, own["kind"]) for step in columns)
        own["cells"] = tuple(cell for cell in cells if cell is not None)
        made = self._made(key, own)
        assert isinstance(made, LaneBase)
        return made

    def _cell(self, lane: str, step: str, kind: str) -> Cell | None:
        within = cell_key(lane, step)
        notes = {group: tuple(self._value(key) for key in self._order(within, group)) for group in _NOTES}
        known = next((cell for cell in self._cells(self._old, lane) if cell.step == step), None)
        if known is None:
            return Cell(step=step, **notes) if any(notes.values()) else None
        if not any(notes.values()) and not known.model_extra:
            return None
        if all(_same_things(getattr(known, group), notes[group]) for group in _NOTES):
            return known
        return known.model_copy(update=notes)

    @staticmethod
    def _cells(where: Parts, lane: str) -> tuple[Cell, ...]:
        part = where.table.get(lane)
        return part.value.cells if part is not None and isinstance(part.value, LaneBase) else ()

    def _value(self, key: str) -> Value:
        return self._made(key, self._own(key))

    def _made(self, key: str, fields: dict[str, Any]) -> Value:
        """The part itself where nothing in it changed."""
        for where in (self._old, self._new):
            part = where.table.get(key)
            if part is not None and _is(part.value, fields):
                return part.value
        part = self._old.table.get(key) or self._new.table[key]
        return class_after(part.value, fields).model_validate(fields)


def _mixed(mine: Value, yours: Value, chosen: set[str], prefix: str) -> dict[str, Any]:
    """Own fields, those chosen as in `yours`."""
    fields, others = own_fields(mine), own_fields(yours)
    for name in [name for name in (*fields, *others) if prefix + name in chosen]:
        value = others.get(name, _ABSENT)
        if value is _ABSENT:
            fields.pop(name, None)
        else:
            fields[name] = value
    return fields


def _kind(value: Value) -> str | None:
    return value.kind if isinstance(value, CardBase | LaneBase) else None


def _same_things(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def _is(value: Value, fields: dict[str, Any]) -> bool:
    """Whether `fields` are exactly those of `value`, the parts in its lists the very same."""
    known, groups = all_fields(value), lists(value)
    return known.keys() == fields.keys() and all(
        _same_things(known[name], part) if name in groups else known[name] is part or known[name] == part
        for name, part in fields.items()
    )
