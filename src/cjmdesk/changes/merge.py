"""Three-way merge by id: what two people changed apart is brought together, and nothing is lost.

Where both changed the same thing, ours stays and theirs stands in a conflict, whole.
"""

from collections.abc import Callable
from typing import Any, cast

from cjmdesk.changes.conflicts import Choice, Conflict, Kind, Merged, both_of
from cjmdesk.changes.orders import merged_order
from cjmdesk.changes.shape import as_json, class_after, lists, own_fields
from cjmdesk.changes.tree import ROOT, Key, Node, Tree
from cjmdesk.model.cards import CardBase, card_class, converted
from cjmdesk.model.lanes import Cell, LaneBase
from cjmdesk.model.mending import mended
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.values import Value, derived_ids

_ABSENT: Any = object()


def merge(
    base: Project | None, ours: Project, theirs: Project, choose: Callable[[Conflict], Choice] | None = None
) -> Merged:
    """Bring together what `ours` and `theirs` made of `base`.

    base: None where nothing is known of it; then a field that one side left as it is at first is the
    other's. choose: what is to stand in a conflict; None for ours. The conflicts are told all the same.
    """
    if theirs is base or theirs in (base, ours):
        return Merged(ours, ())
    if ours is base or ours == base:
        return Merged(theirs, ())
    return _Merger(Tree(base or Project()), Tree(ours), Tree(theirs), choose or (lambda _one: "ours")).run()


class _Merger:
    def __init__(self, base: Tree, ours: Tree, theirs: Tree, choose: Callable[[Conflict], Choice]) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.choose = choose
        self.conflicts: list[Conflict] = []
        self.touched = {id(tree): self._touched(tree) for tree in (ours, theirs)}
        self.kept = self._kept()
        self.parent = {key: self._parent(key) for key in self.kept if key != ROOT}

    def _told(self, conflict: Conflict) -> Choice:
        """Note a conflict; what is to stand."""
        self.conflicts.append(conflict)
        return self.choose(conflict)

    def run(self) -> Merged:
        members: dict[tuple[Key, str], list[Key]] = {}
        for key, (parent, name) in self.parent.items():
            members.setdefault((parent, name), []).append(key)
        project, mends = mended(cast(Project, self._build(ROOT, members)))
        for mend in mends:
            self.conflicts.append(Conflict("reference", mend.item, text=mend.text))
        return Merged(project, tuple(self.conflicts))

    # What is in the result

    def _touched(self, tree: Tree) -> set[Key]:
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
                if at == ROOT:
                    break
                at = tree.nodes[at].parent
        return found

    def _kept(self) -> dict[Key, None]:
        """Keys of the result, ours first. Notes what one side deleted and the other changed."""
        kept: dict[Key, None] = {}
        for key in self.ours.nodes:
            if key in self.theirs.nodes or key not in self.base.nodes or key in self.touched[id(self.ours)]:
                kept[key] = None
        back: set[Key] = set()
        for key, node in self.theirs.nodes.items():  # what is around a part comes before it
            if key in self.ours.nodes:
                continue
            deleted = key in self.base.nodes and key in self.touched[id(self.theirs)]
            if deleted and self._is_place(node, self.ours):
                kept[key] = None
            elif deleted and self._note_deleted("we deleted", key, self.theirs, self.ours) == "theirs":
                back.add(key)
            if node.parent in back:
                back.add(key)
            if key not in self.base.nodes or key in back:
                kept[key] = None
        gone: set[Key] = set()
        for key, node in self.ours.nodes.items():
            deleted = key in kept and key in self.base.nodes and key not in self.theirs.nodes
            if (
                deleted
                and not self._is_place(node, self.theirs)
                and self._note_deleted("they deleted", key, self.ours, self.theirs) == "theirs"
            ):
                gone.add(key)
            if node.parent in gone and key not in self.theirs.nodes:
                gone.add(key)
        chosen = {key: None for key in kept if key not in gone}
        self._keep_places(chosen)
        return chosen

    @staticmethod
    def _is_place(node: Node, other: Tree) -> bool:
        """Whether it is no more than the place of its notes: a cell of a lane that is there. Nobody deletes
        or changes that, so nothing is asked about it; its notes are looked at one by one."""
        return isinstance(node.value, Cell) and node.parent in other.nodes

    def _keep_places(self, kept: dict[Key, None]) -> None:
        """What stays on both sides has a place on one: the last one cannot be chosen away."""
        for key, node in self.ours.nodes.items():
            their = self.theirs.get(key)
            if key in kept and their is not None and not {node.parent, their.parent} & kept.keys():
                around = node.parent
                while around not in kept:
                    kept[around] = None
                    around = self.ours.nodes[around].parent

    def _note_deleted(self, kind: Kind, key: Key, there: Tree, gone: Tree) -> Choice:
        node = there.nodes[key]
        around = node.parent
        if isinstance(there.nodes[around].value, Cell):
            around = there.nodes[around].parent
        if around in self.base.nodes and around not in gone.nodes:
            return "ours"  # told with the part around it
        old = self.base.nodes[key]
        values = {"theirs" if kind == "we deleted" else "ours": as_json(node.value)}
        return self._told(Conflict(kind, node.around, base=as_json(old.value), **values))

    def _parent(self, key: Key) -> tuple[Key, str]:
        """Where `key` goes: list and owner. Only a part whose places are all deleted has none."""
        old, our, their = self.base.get(key), self.ours.get(key), self.theirs.get(key)
        if our is None or their is None:
            node = cast(Node, our or their)
            return node.parent, node.group
        chosen = our
        if our.parent != their.parent:
            if old is not None and our.parent == old.parent:
                chosen = their
            elif old is None or their.parent != old.parent:
                where = [self._place(node) for node in (our, their)]
                if self._told(Conflict("move", our.around, ours=where[0], theirs=where[1])) == "theirs":
                    chosen = their
        if chosen.parent not in self.kept:
            chosen = our if our.parent in self.kept else their
        return chosen.parent, chosen.group

    @staticmethod
    def _place(node: Node) -> str:
        return "/".join(node.parent)

    # Putting it together

    def _build(self, key: Key, members: dict[tuple[Key, str], list[Key]]) -> Value:
        our, their = self.ours.get(key), self.theirs.get(key)
        node = cast(Node, our or their)
        fields = self._own(key)
        singles = {**(their.single if their else {}), **(our.single if our else {})}
        for name, inner in singles.items():
            fields[name] = self._build(inner, members)
        for name in lists(node.value):
            inside = members.get((key, name), [])
            if name == "cells":
                inside = [one for one in inside if one in self.ours.nodes or self._holds(one, members)]
            keys = self._order(key, name, inside)
            fields[name] = tuple(self._build(inner, members) for inner in keys)
        if isinstance(node.value, Stage) and not fields["steps"]:
            fields["steps"] = (self._new_step(node.value),)  # the other side put its steps elsewhere
        if isinstance(node.value, CardBase):
            fields = self._as_its_lane(key, fields)
        for side in (our, their):
            if side is not None and _same(side.value, fields):
                return side.value
        made = class_after(node.value, fields)
        # A card that got another kind keeps the fields of its old one as a file would hold them.
        plain = {n: part if n in made.model_fields else as_json(part) for n, part in fields.items()}
        return made.model_validate(plain)

    @staticmethod
    def _holds(cell: Key, members: dict[tuple[Key, str], list[Key]]) -> bool:
        return any((cell, name) in members for name in ("cards", "points"))

    def _new_step(self, stage: Stage) -> Step:
        """A step for a stage that has none left."""
        known = (*self.base.nodes, *self.ours.nodes, *self.theirs.nodes)
        taken = {key[-1] for key in known if key}
        return Step(id=next(id for id in derived_ids(f"{stage.id} step") if id not in taken))

    def _own(self, key: Key) -> dict[str, Any]:
        our, their, old = self.ours.get(key), self.theirs.get(key), self.base.get(key)
        if our is None or their is None:
            return own_fields(cast(Node, our or their).value)
        if our.value is their.value:
            return own_fields(our.value)
        before = own_fields(old.value) if old else _defaults(our.value)
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
        choice = self._told(Conflict("edit", item, name, base=was, ours=mine, theirs=yours))
        joined = both_of(name, ours, theirs) if choice == "both" else None
        return theirs if choice == "theirs" else ours if joined is None else joined

    def _as_its_lane(self, key: Key, fields: dict[str, Any]) -> dict[str, Any]:
        """A card that one side added to a lane to which the other gave another kind follows it."""
        cell = self.parent[key][0]
        lane = self.parent[cell][0] if cell in self.parent else ROOT
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
            node = cast(Node, self.ours.get(parent) or self.theirs.get(parent))
            was, mine, yours = ([key[-1] for key in order] for order in (base, ours, theirs))
            conflict = Conflict("order", node.around, name, base=was, ours=mine, theirs=yours)
            if self._told(conflict) == "theirs":
                keys, _clash = merged_order(base, theirs, ours, members)
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


def _defaults(value: Value) -> dict[str, Any]:
    """What the fields of a new value of that class hold."""
    fields = type(value).model_fields.items()
    return {
        name: field.get_default(call_default_factory=True)
        for name, field in fields
        if not field.is_required() and name != "kind"
    }


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
