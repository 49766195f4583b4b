"""A project as a table of its parts, for merging: each under a key that it keeps wherever it moves."""

from msgspec import Struct, field

from cjmdesk.changes.shape import keyed, lists, parts
from cjmdesk.model.project import Project
from cjmdesk.model.values import Item, Value

Key = tuple[str, ...]
ROOT: Key = ()


class Node(Struct):
    """A part of a project. group: the list it is in. around: the id of the nearest item.

    children: list's name → keys, in order. single: field's name → key of the one part in it.
    """

    value: Value
    parent: Key
    group: str
    around: str
    children: dict[str, list[Key]] = field(default_factory=dict)
    single: dict[str, Key] = field(default_factory=dict)


class Tree:
    """A project as a table of its parts. Items have one key wherever they are; others go with theirs."""

    def __init__(self, project: Project) -> None:
        self.nodes: dict[Key, Node] = {}
        self._add(ROOT, project, ROOT, "", "")

    def _add(self, key: Key, value: Value, parent: Key, name: str, around: str) -> None:
        node = Node(value, parent, name, value.id if isinstance(value, Item) else around)
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

    def get(self, key: Key) -> Node | None:
        return self.nodes.get(key)
