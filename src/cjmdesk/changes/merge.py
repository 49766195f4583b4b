"""Three-way merge by id: what two people changed apart is brought together, and nothing is lost.

Where both changed the same thing, ours stays and theirs stands in a conflict, whole.
"""

from dataclasses import dataclass, field
from typing import Any, Literal, cast

from cjmdesk.changes.orders import merged_order
from cjmdesk.changes.shape import (
    as_json,
    class_after,
    keyed,
    lists,
    own_fields,
    parts,
)
from cjmdesk.model.cards import CardBase, card_class, converted
from cjmdesk.model.lanes import LaneBase
from cjmdesk.model.mending import mended
from cjmdesk.model.project import Project
from cjmdesk.model.values import Item, Value

Kind = Literal["edit", "we deleted", "they deleted", "move", "order", "reference"]
"""edit: both changed a field. we deleted: they changed what we deleted; it stays deleted. they
deleted: we changed what they deleted; it stays. move: both moved it elsewhere. order: both moved it
within its list. reference: it named something that the other side deleted."""

Key = tuple[str, ...]
_ABSENT: Any = object()


@dataclass(frozen=True, slots=True)
class Conflict:
    """What could not be brought together; ours is in the project.

    item: id of what it is about (of the nearest item around it if it has none itself), empty for
    the project. field: which of its fields, empty if it is about all of it. base, ours, theirs:
    JSON values, None where there is none. text: more words, for references.
    """

    kind: Kind
    item: str
    field: str = ""
    base: Any = None
    ours: Any = None
    theirs: Any = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """project: both sides' changes. conflicts: what theirs says where ours was kept."""

    project: Project
    conflicts: tuple[Conflict, ...]


def merge(base: Project, ours: Project, theirs: Project) -> Merged:
    """Bring together what `ours` and `theirs` made of `base`."""
    if theirs is base or theirs in (base, ours):
        return Merged(ours, ())
    if ours is base or ours == base:
        return Merged(theirs, ())
    return _Merger(_Tree(base), _Tree(ours), _Tree(theirs)).run()


@dataclass(slots=True)
class _Node:
    """A part of a project. group: the list it is in. around: the id of the nearest item.

    children: list's name → keys, in order. single: field's name → key of the one part in it.
    """

    value: Value
    parent: Key
    group: str
    around: str
    children: dict[str, list[Key]] = field(default_factory=dict)
    single: dict[str, Key] = field(default_factory=dict)


_ROOT: Key = ()


class _Tree:
    """A project as a table of its parts. Items have one key wherever they are; others go with theirs."""

    def __init__(self, project: Project) -> None:
        self.nodes: dict[Key, _Node] = {}
        self._add(_ROOT, project, _ROOT, "", "")

    def _add(self, key: Key, value: Value, parent: Key, name: str, around: str) -> None:
        node = _Node(value, parent, name, value.id if isinstance(value, Item) else around)
        self.nodes[key] = node
        for part in parts(value):
            node.single[part] = (*key, part)
            self._add(node.single[part], getattr(value, part), key, part, node.around)
        for group in lists(value):
            keys = node.children[group] = []
            for name_in, child in keyed(getattr(value, group)).items():
                inside: Key = (group, name_in) if isinstance(child, Item) else (*key, group, name_in)
                keys.append(inside)
                self._add(inside, child, key, group, node.around)

    def get(self, key: Key) -> _Node | None:
        return self.nodes.get(key)


class _Merger:
    def __init__(self, base: _Tree, ours: _Tree, theirs: _Tree) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.conflicts: list[Conflict] = []
        self.touched = {id(tree): self._touched(tree) for tree in (ours, theirs)}
        self.kept = self._kept()
        self.parent = {key: self._parent(key) for key in self.kept if key != _ROOT}

    def run(self) -> Merged:
        members: dict[tuple[Key, str], list[Key]] = {}
        for key, (parent, name) in self.parent.items():
            members.setdefault((parent, name), []).append(key)
        project, mends = mended(cast(Project, self._build(_ROOT, members)))
        for mend in mends:
            self.conflicts.append(Conflict("reference", mend.item, text=mend.text))
        return Merged(project, tuple(self.conflicts))

    # What is in the result

    def _touched(self, tree: _Tree) -> set[Key]:
        """The parts of `tree` that are new, changed, moved here, or hold such a part."""
        found: set[Key] = set()
        for key, node in tree.nodes.items():
            old = self.base.get(key)
            same = old is not None and (
                old.value is node.value
                or (old.parent == node.parent and own_fields(old.value) == own_fields(node.value))
            )
            if same:
                continue
            at = key
            while at not in found:
                found.add(at)
                if at == _ROOT:
                    break
                at = tree.nodes[at].parent
        return found

    def _kept(self) -> dict[Key, None]:
        """Keys of the result, ours first. Notes what one side deleted and the other changed."""
        kept: dict[Key, None] = {}
        for key in self.ours.nodes:
            if key in self.theirs.nodes or key not in self.base.nodes or key in self.touched[id(self.ours)]:
                kept[key] = None
        for key in self.theirs.nodes:
            if key in self.ours.nodes:
                continue
            if key not in self.base.nodes:
                kept[key] = None
            elif key in self.touched[id(self.theirs)]:
                self._note_deleted("we deleted", key, self.theirs, self.ours)
        for key in self.ours.nodes:
            if key in kept and key in self.base.nodes and key not in self.theirs.nodes:
                self._note_deleted("they deleted", key, self.ours, self.theirs)
        return kept

    def _note_deleted(self, kind: Kind, key: Key, there: _Tree, gone: _Tree) -> None:
        node = there.nodes[key]
        above = there.nodes[node.parent]
        if (
            node.parent in self.base.nodes
            and node.parent not in gone.nodes
            and above.parent is not node.parent
        ):
            return  # told with the part around it
        old = self.base.nodes[key]
        values = {"theirs" if kind == "we deleted" else "ours": as_json(node.value)}
        self.conflicts.append(Conflict(kind, node.around, base=as_json(old.value), **values))

    def _parent(self, key: Key) -> tuple[Key, str]:
        """Where `key` goes: list and owner. Only a part whose places are all deleted has none."""
        old, our, their = self.base.get(key), self.ours.get(key), self.theirs.get(key)
        if our is None or their is None:
            node = cast(_Node, our or their)
            return node.parent, node.group
        chosen = our
        if our.parent != their.parent:
            if old is not None and our.parent == old.parent:
                chosen = their
            elif old is None or their.parent != old.parent:
                where = [self._place(node) for node in (our, their)]
                self.conflicts.append(Conflict("move", our.around, ours=where[0], theirs=where[1]))
        if chosen.parent not in self.kept:
            chosen = our
        return chosen.parent, chosen.group

    @staticmethod
    def _place(node: _Node) -> str:
        return "/".join(node.parent)

    # Putting it together

    def _build(self, key: Key, members: dict[tuple[Key, str], list[Key]]) -> Value:
        our, their = self.ours.get(key), self.theirs.get(key)
        node = cast(_Node, our or their)
        fields = self._own(key)
        singles = {**(their.single if their else {}), **(our.single if our else {})}
        for name, inner in singles.items():
            fields[name] = self._build(inner, members)
        for name in lists(node.value):
            keys = self._order(key, name, members.get((key, name), []))
            fields[name] = tuple(self._build(inner, members) for inner in keys)
        if isinstance(node.value, CardBase):
            fields = self._as_its_lane(key, fields)
        for side in (our, their):
            if side is not None and _same(side.value, fields):
                return side.value
        made = class_after(node.value, fields)
        return made.model_validate(fields)

    def _own(self, key: Key) -> dict[str, Any]:
        our, their, old = self.ours.get(key), self.theirs.get(key), self.base.get(key)
        if our is None or their is None:
            return own_fields(cast(_Node, our or their).value)
        if our.value is their.value:
            return own_fields(our.value)
        before = own_fields(old.value) if old else {}
        mine, yours = own_fields(our.value), own_fields(their.value)
        return self._fields(our.around, "", before, mine, yours)

    def _fields(
        self, item: str, within: str, base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
    ) -> dict[str, Any]:
        """Each field merged for itself. within: what stands before the names in a conflict."""
        merged: dict[str, Any] = {}
        for name in (*ours, *(name for name in theirs if name not in ours)):
            value = self._field(
                item,
                within + name,
                base.get(name, _ABSENT),
                ours.get(name, _ABSENT),
                theirs.get(name, _ABSENT),
            )
            if value is not _ABSENT:
                merged[name] = value
        return merged

    def _field(self, item: str, name: str, base: Any, ours: Any, theirs: Any) -> Any:
        if ours is theirs or ours == theirs or theirs is base or theirs == base:
            return ours
        if ours is base or ours == base:
            return theirs
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self._fields(item, f"{name}.", base if isinstance(base, dict) else {}, ours, theirs)
        if _is_set(ours) and _is_set(theirs) and (base is _ABSENT or _is_set(base)):
            return _merged_set(() if base is _ABSENT else base, ours, theirs)
        was, mine, yours = (None if value is _ABSENT else as_json(value) for value in (base, ours, theirs))
        self.conflicts.append(Conflict("edit", item, name, base=was, ours=mine, theirs=yours))
        return ours

    def _as_its_lane(self, key: Key, fields: dict[str, Any]) -> dict[str, Any]:
        """A card that one side added to a lane to which the other gave another kind follows it."""
        cell = self.parent[key][0]
        lane = self.parent[cell][0] if cell in self.parent else _ROOT
        old = self.base.get(lane)
        if old is None or not isinstance(old.value, LaneBase) or fields["kind"] != old.value.kind:
            return fields
        kind = self._own_kind(lane, old.value)
        if kind == old.value.kind:
            return fields
        card = card_class(fields["kind"]).model_validate(fields)
        return own_fields(converted(card, kind))

    def _own_kind(self, lane: Key, old: LaneBase) -> str:
        kinds = [
            node.value.kind
            for tree in (self.ours, self.theirs)
            if (node := tree.get(lane)) and isinstance(node.value, LaneBase)
        ]
        return next((kind for kind in kinds if kind != old.kind), old.kind)

    def _order(self, parent: Key, name: str, members: list[Key]) -> list[Key]:
        base, ours, theirs = (
            node.children.get(name, []) if (node := tree.get(parent)) else []
            for tree in (self.base, self.ours, self.theirs)
        )
        keys, clash = merged_order(base, ours, theirs, members)
        if clash and name not in ("cells", "silenced"):
            node = cast(_Node, self.ours.get(parent) or self.theirs.get(parent))
            was, mine, yours = ([key[-1] for key in order] for order in (base, ours, theirs))
            self.conflicts.append(Conflict("order", node.around, name, base=was, ours=mine, theirs=yours))
        return keys


def _same(value: Value, fields: dict[str, Any]) -> bool:
    """Whether `fields` are exactly those of `value`, so that it can be used as it is."""
    extra = value.model_extra or {}
    if len(fields) != len(value.__dict__) + len(extra):
        return False
    for name, part in fields.items():
        old = value.__dict__.get(name, extra.get(name, _ABSENT))
        if old is part:
            continue
        if name in lists(value):
            if len(old) != len(part) or any(a is not b for a, b in zip(old, part, strict=True)):
                return False
        elif old != part:
            return False
    return True


def _is_set(value: Any) -> bool:
    """Tags, personas, goals…: a list of words, each of which can come and go by itself."""
    return (
        isinstance(value, tuple)
        and all(isinstance(part, str) for part in value)
        and len(set(value)) == len(value)
    )


def _merged_set(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    gone = {part for part in base if part not in theirs}
    fresh = [part for part in theirs if part not in base and part not in ours]
    return (*(part for part in ours if part not in gone), *fresh)
