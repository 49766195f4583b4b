"""A map as a tree for a view: stages, lanes and notes, brought up to date by what is not the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, field
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.fields.lookup import lane_words

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from cjmdesk.model.cards import CardBase, EmotionPoint
    from cjmdesk.model.lanes import LaneBase
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.stages import Stage

Index = QModelIndex | QPersistentModelIndex
Kind = Literal["stage", "lane", "card", "point", "draft"]

_NONE = QModelIndex()
_numbers = count(1)
"""A row is known to Qt by a number that comes once: an index may outlive its row."""


class Node(Struct, eq=False):
    """A row. key: its name in the tree; id: what it selects. words: what stands in it.

    lane, step: of the cell that notes below it, or beside it, are put into; empty for none.
    of: the objects it was made from: while they are the same, so is all below it.
    """

    key: str
    kind: Kind
    id: str
    words: str = ""
    lane: str = ""
    step: str = ""
    lane_kind: str = ""
    stage: str = ""
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    of: tuple[object, ...] = ()
    number: int = field(default_factory=lambda: next(_numbers))

    @property
    def row(self) -> int:
        """Its place among its siblings."""
        return self.parent.children.index(self) if self.parent is not None else 0


class OutlineModel(QAbstractItemModel):
    """One map by stage or by lane. written: told of a row and the words that were typed into it."""

    def __init__(
        self,
        written: Callable[[Node, str], object],
        icon_of: Callable[[str], QIcon],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._written, self._icon_of = written, icon_of
        self.root = Node("", "stage", "")
        self.by_lane = False
        self._nodes: dict[str, list[Node]] = {}
        self._by_number: dict[int, Node] = {}

    # What the view asks -------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        node = self.node(parent)
        if column or not 0 <= row < len(node.children):
            return QModelIndex()
        return self.createIndex(row, 0, node.children[row].number)

    def parent(self, index: Index = _NONE) -> QModelIndex:  # type: ignore[override]
        node = self.node(index)
        if node is self.root or node.parent is None or node.parent is self.root:
            return QModelIndex()
        return self.createIndex(node.parent.row, 0, node.parent.number)

    def rowCount(self, parent: Index = _NONE) -> int:
        return len(self.node(parent).children)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self._editable(self.node(index)) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self.node(index)
        asked = _ROLES.get(role)
        if asked is not None:
            return asked(node)
        if role == Qt.ItemDataRole.DecorationRole and node.kind == "lane":
            return self._icon_of(node.lane_kind)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self._written(self.node(index), str(value))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return _("Outline") if role == Qt.ItemDataRole.DisplayRole else None

    def _editable(self, node: Node) -> bool:
        """A stage or lane by its own row; where it stands inside another it is only named."""
        return node.kind in ("card", "point", "draft") or node.parent is self.root

    # Nodes --------------------------------------------------------------------------------------

    def node(self, index: Index) -> Node:
        """The row at an index; the root for none."""
        return self._by_number.get(index.internalId(), self.root) if index.isValid() else self.root

    def index_of(self, node: Node) -> QModelIndex:
        """The index of a row."""
        return QModelIndex() if node is self.root else self.createIndex(node.row, 0, node.number)

    def nodes_of(self, id: str) -> list[Node]:
        """The rows that select an id."""
        return self._nodes.get(id, [])

    def all(self) -> Iterator[Node]:
        """Every row, from the top."""
        waiting = list(reversed(self.root.children))
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)

    # Bringing it up to date ---------------------------------------------------------------------

    def show_map(self, journey: JourneyMap | None, *, by_lane: bool) -> None:
        """Show a map as it is now. Rows of what is the same object as before are not looked into."""
        if by_lane != self.by_lane or journey is None:
            self.beginResetModel()
            self.root.children, self._nodes, self._by_number, self.by_lane = [], {}, {}, by_lane
            self.endResetModel()
        if journey is not None:
            tops = _tops_by_lane(journey) if by_lane else _tops_by_stage(journey)
            self._sync(self.root, tops, lambda top: _inner(journey, top))

    def begin_draft(self, beside: Node) -> QModelIndex:
        """An empty row for a note that is not there yet: behind a note, or first in a cell."""
        parent = beside if beside.kind in ("stage", "lane") else beside.parent
        if parent is None or parent is self.root or not parent.lane:
            return QModelIndex()
        place = 0 if parent is beside else beside.row + 1
        node = Node(
            "draft", "draft", "", "", beside.lane, beside.step, parent.lane_kind, parent.stage, parent
        )
        self.beginInsertRows(self.index_of(parent), place, place)
        parent.children.insert(place, node)
        self._by_number[node.number] = node
        self.endInsertRows()
        return self.index_of(node)

    def end_draft(self, node: Node) -> int:
        """Take the empty row away; the place it had among the notes."""
        parent, place = node.parent, node.row
        if parent is None:
            return 0
        self.beginRemoveRows(self.index_of(parent), place, place)
        del parent.children[place]
        self._by_number.pop(node.number, None)
        node.parent = None
        self.endRemoveRows()
        return place

    def _sync(self, owner: Node, wanted: list[Node], inner: Callable[[Node], list[Node]] | None) -> None:
        """Make the children of `owner` those that are wanted, in order."""
        keys = {node.key for node in wanted}
        for place in range(len(owner.children) - 1, -1, -1):
            child = owner.children[place]
            if child.key not in keys and child.kind != "draft":
                self._take_out(owner, place)
        for place, fresh in enumerate(wanted):
            known = next(
                (n for n in range(place, len(owner.children)) if owner.children[n].key == fresh.key), -1
            )
            if known > place:
                self._take_out(owner, known)
                known = -1
            if known < 0:
                self._put_in(owner, place, fresh, inner)
            else:
                self._renew(owner.children[place], fresh, inner)

    def _put_in(
        self, owner: Node, place: int, node: Node, inner: Callable[[Node], list[Node]] | None
    ) -> None:
        node.parent = owner
        self.beginInsertRows(self.index_of(owner), place, place)
        owner.children.insert(place, node)
        self._by_number[node.number] = node
        self._nodes.setdefault(node.id, []).append(node)
        self.endInsertRows()
        if inner is not None:
            self._sync(node, inner(node), _deeper(inner))

    def _take_out(self, owner: Node, place: int) -> None:
        self.beginRemoveRows(self.index_of(owner), place, place)
        gone = owner.children.pop(place)
        waiting = [gone]
        while waiting:
            node = waiting.pop()
            waiting += node.children
            self._by_number.pop(node.number, None)
            rest = [other for other in self._nodes.get(node.id, []) if other is not node]
            if rest:
                self._nodes[node.id] = rest
            else:
                self._nodes.pop(node.id, None)
        gone.parent = None
        self.endRemoveRows()

    def _renew(self, node: Node, fresh: Node, inner: Callable[[Node], list[Node]] | None) -> None:
        if len(node.of) == len(fresh.of) and all(map(lambda a, b: a is b, node.of, fresh.of)):
            return
        differs = (node.words, node.stage, node.lane_kind) != (fresh.words, fresh.stage, fresh.lane_kind)
        for name in ("words", "lane", "step", "lane_kind", "stage", "of"):
            setattr(node, name, getattr(fresh, name))
        if inner is not None:
            self._sync(node, inner(node), _deeper(inner))
        if differs or inner is not None:
            index = self.index_of(node)
            self.dataChanged.emit(index, index)


# The tree of a map ------------------------------------------------------------------------------


def _tops_by_stage(journey: JourneyMap) -> list[Node]:
    whole = _lanes_of(journey)
    return [
        Node(stage.id, "stage", stage.id, stage.title, stage=stage.title, of=(stage, *whole))
        for stage in journey.stages
    ]


def _tops_by_lane(journey: JourneyMap) -> list[Node]:
    return [
        Node(lane.id, "lane", lane.id, lane.title, lane_kind=lane.kind, of=(lane, *journey.stages))
        for lane in _lanes_of(journey)
    ]


def _lanes_of(journey: JourneyMap) -> list[LaneBase]:
    return [lane for lane in journey.lanes if lane.kind != "line"]


def _inner(journey: JourneyMap, node: Node) -> list[Node]:
    """The rows below a row."""
    if node.parent is not None and node.parent.parent is not None:
        return _notes(journey, node)
    if node.kind == "stage":
        stage = next(one for one in journey.stages if one.id == node.id)
        return [_cell(lane, stage, "lane") for lane in _lanes_of(journey)]
    lane = next(one for one in journey.lanes if one.id == node.id)
    return [_cell(lane, stage, "stage") for stage in journey.stages]


def _cell(lane: LaneBase, stage: Stage, kind: Literal["stage", "lane"]) -> Node:
    steps = {step.id for step in stage.steps}
    cells = tuple(cell for cell in lane.cells if cell.step in steps)
    first = stage.steps[0].id
    words = lane.title if kind == "lane" else stage.title
    return Node(
        f"{lane.id} {stage.id}",
        kind,
        f"cell:{lane.id}:{first}",
        words,
        lane.id,
        first,
        lane.kind,
        stage.title,
        of=(words, *cells),
    )


def _notes(journey: JourneyMap, node: Node) -> list[Node]:
    lane = next(one for one in journey.lanes if one.id == node.lane)
    stage = next(one for one in journey.stages if any(step.id == node.step for step in one.steps))
    found: list[Node] = []
    cells = {cell.step: cell for cell in lane.cells}
    for step in stage.steps:
        cell = cells.get(step.id)
        for note in (*cell.points, *cell.cards) if cell is not None else ():
            found.append(_note(note, lane, step.id, stage.title))
    return found


def _note(note: CardBase | EmotionPoint, lane: LaneBase, step: str, stage: str) -> Node:
    kind: Kind = "card" if hasattr(note, "text") else "point"
    words = getattr(note, "text", None) if kind == "card" else getattr(note, "quote", "")
    if kind == "point" and not words:
        words = getattr(note, "feeling", "")
    return Node(note.id, kind, note.id, words or "", lane.id, step, lane.kind, stage, of=(note, stage))


def _deeper(inner: Callable[[Node], list[Node]]) -> Callable[[Node], list[Node]] | None:
    """Below notes there is nothing."""
    return lambda node: inner(node) if node.kind in ("stage", "lane") else []


# What is said of a row --------------------------------------------------------------------------


def shown_words(node: Node) -> str:
    """What stands in the row."""
    if node.kind == "stage":
        words = node.words or _("Stage without a title")
        return _counted(words, node) if node.lane else words
    if node.kind == "lane":
        words = node.words or lane_words(node.lane_kind)
        return _counted(words, node) if node.lane else words
    if node.kind == "draft":
        return ""
    return node.words or _("Without words")


def _counted(words: str, node: Node) -> str:
    held = sum(child.kind != "draft" for child in node.children)
    return _("{name} ({count})").format(name=words, count=held) if held else words


def spoken(node: Node) -> str:
    """What a screen reader says of the row."""
    if node.kind in ("card", "point"):
        kind = lane_words(node.lane_kind)
        stage = " ".join(node.stage.split()) or _("Stage without a title")
        words = " ".join(node.words.split()) or _("Without words")
        return _("{lane} in {stage}: {words}").format(lane=kind, stage=stage, words=words)
    if node.kind == "draft":
        return _("New card")
    notes = sum(1 for child in node.children if child.kind in ("card", "point"))
    if not node.lane:
        kind = _("Stage") if node.kind == "stage" else _("Lane")
        return _("{kind} {name}").format(kind=kind, name=shown_words(node))
    held = ngettext("{count} card", "{count} cards", notes).format(count=notes)
    name = shown_words(node) if not notes else node.words or lane_words(node.lane_kind)
    return _("{name}: {held}").format(name=name, held=held)


def _bold() -> QFont:
    font = QFont(QApplication.font())
    font.setBold(True)
    return font


_ROLES: dict[int, Callable[[Node], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda node: " ".join(shown_words(node).split()),
    Qt.ItemDataRole.EditRole: lambda node: node.words,
    Qt.ItemDataRole.AccessibleTextRole: spoken,
    Qt.ItemDataRole.FontRole: lambda node: _bold() if not node.lane else None,
    Qt.ItemDataRole.ToolTipRole: lambda node: node.words if node.kind in ("card", "point") else None,
}
