"""The map as a tree: for the keyboard, and for who listens to the screen instead of looking at it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.docks.outlinetree import ENTER, OutlineTree
from cjmdesk.ui.icons import icon
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.model.project import Project
    from cjmdesk.ui.docks.outlinemodel import Node, OutlineModel

_MANY = 600
"""Notes above which only the first level is unfolded at first."""


class Outline(QWidget):
    """The tree of the session's map, in step with what is selected on the sheet."""

    said = Signal(str)
    """A sentence for the info bar."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self.setObjectName("navigator")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model: OutlineModel | None = None
        self._shown = ""
        self._busy = False
        self._stale = True
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.filter.installEventFilter(self)
        self.turn = QToolButton()
        self.turn.setProperty("role", "small")
        self.turn.setCheckable(True)
        self.turn.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.turn.clicked.connect(lambda: self.sync(anew=True))
        self.tree = OutlineTree(self)
        head = QHBoxLayout()
        head.setContentsMargins(10, 8, 10, 6)
        head.addWidget(self.filter, 1)
        head.addWidget(self.turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tree, 1)
        self.setFocusProxy(self.tree)
        session.changed.connect(lambda _before, _after: self.sync())
        session.told.connect(self._hear)
        theme.changed.connect(self._retheme)
        self.retranslate()
        self._retheme()

    @property
    def model(self) -> OutlineModel:
        """The rows."""
        if self._model is None:
            from cjmdesk.ui.docks.outlinemodel import OutlineModel

            self._model = OutlineModel(self._written, self._icon_of, self)
            self.tree.setModel(self._model)
            self._model.rowsInserted.connect(self._unfold)
            self.tree.selectionModel().selectionChanged.connect(self._choose)
        return self._model

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setAccessibleName(_("Filter the outline"))
        self.turn.setToolTip(_("Lanes first, stages below them"))
        self.turn.setAccessibleName(_("Lanes first, stages below them"))
        self.tree.setAccessibleName(_("Outline"))
        self.tree.setAccessibleDescription(
            _("Enter writes, Ins begins a card, Del deletes, Alt with arrows moves.")
        )
        self.tree.viewport().update()

    def sync(self, *, anew: bool = False) -> None:
        """Bring the rows up to date; while nobody sees them, that waits."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        journey = self._session.map
        model = self.model
        others = anew or (journey.id if journey is not None else "") != self._shown
        self._shown = journey.id if journey is not None else ""
        self._busy = True
        if others:
            model.show_map(None, by_lane=self.turn.isChecked())
        model.show_map(journey, by_lane=self.turn.isChecked())
        self._busy = False
        if others:
            count = sum(1 for _node in model.all())
            self.tree.expandAll() if count < _MANY else self.tree.expandToDepth(0)
        if self.filter.text():
            self._filter(self.filter.text())
        self._mark()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.sync()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the filter to the rows, Esc empties it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down or event.key() in ENTER:
                self.tree.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return False

    # What the keys do ---------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a note behind the one the keyboard stands at, or first in its cell."""
        index = self.model.begin_draft(self.model.node(self.tree.currentIndex()))
        if index.isValid():
            self.tree.expand(index.parent())
            self._busy = True
            self.tree.setCurrentIndex(index)
            self._busy = False
            self.tree.edit(index)
        else:
            self.said.emit(_("A card is begun at a card, or at a lane within a stage."))

    def remove(self) -> None:
        """Delete what is selected."""
        from cjmdesk.edits.removing import remove

        ids = [id for id in self._session.chosen if not id.startswith("cell:")]
        if not ids:
            return
        here = self.tree.currentIndex()
        after = self.tree.indexBelow(here)
        there = self.model.node(after).id if after.isValid() else ""
        label = ngettext("deleting {count} item", "deleting {count} items", len(ids)).format(count=len(ids))
        if self._session.attempt(label, lambda project: remove(project, *ids), self._refuse):
            self._session.select(there if self.model.nodes_of(there) else "")

    def closed(self, node: Node, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """The editor of a row was closed: a note begun is made now, or goes; after Return comes the next."""
        if node.kind != "draft" or node.parent is None:
            return
        words, parent = node.words, node.parent
        before = [other for other in parent.children[: node.row] if other.step == node.step]
        self.model.end_draft(node)
        if words.strip() and self._add(node, words, before):
            if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
                self.begin()
        else:
            self.tree.setCurrentIndex(self.model.index_of(before[-1] if before else parent))

    def _written(self, node: Node, words: str) -> None:
        from cjmdesk.edits.fields import set_field

        if node.kind == "draft":
            node.words = words  # made when the editor is gone
            return
        note = {"card": "text", "point": "quote"}.get(node.kind, "")
        label, kept = (_("writing"), words) if note else (_("renaming"), words.strip())
        self._session.attempt(
            label, lambda project: set_field(project, node.id, note or "title", kept), self._refuse
        )

    def _refuse(self, reason: str) -> None:
        self.said.emit(_sentence(reason))

    def _add(self, node: Node, words: str, before: list[Node]) -> bool:
        """Make the note of an empty row; before: those in its cell that stand above it."""
        from cjmdesk.edits.notes import add_card, add_point
        from cjmdesk.model.cards import EmotionPoint, make_card
        from cjmdesk.model.values import new_id

        id, points = new_id(), node.lane_kind == "emotions"
        place = sum(other.kind == ("point" if points else "card") for other in before)

        def edit(project: Project) -> Project:
            if points:
                return add_point(project, node.lane, node.step, EmotionPoint(id=id, quote=words), place)
            card = make_card(node.lane_kind, id, text=words)
            return add_card(project, node.lane, node.step, card, place)

        made = self._session.attempt(_("new card"), edit, self._refuse)
        if made:
            self._session.select(id)
        return made

    # In step with the sheet ---------------------------------------------------------------------

    def _hear(self, event: Event) -> None:
        if event.kind in ("opened", "map"):
            self.sync()
        elif event.kind == "selection":
            self._mark()

    def _choose(self, _on: QItemSelection, _off: QItemSelection) -> None:
        if self._busy:
            return
        current = self.tree.currentIndex()
        nodes = [self.model.node(index) for index in self.tree.selectionModel().selectedIndexes()]
        ids = [node.id for node in nodes if node.id]
        lead = self.model.node(current).id
        if lead in ids:  # the last one selected is where the keyboard stands
            ids = [*(id for id in ids if id != lead), lead]
        self._busy = True
        self._session.choose(ids)
        self._busy = False

    def _mark(self) -> None:
        """Select the rows of what is selected."""
        if self._busy or self._model is None or not self.isVisible():
            return
        self._busy = True
        wanted = QItemSelection()
        last = QModelIndex()
        for id in self._session.chosen:
            for node in self._model.nodes_of(id):
                last = self._model.index_of(node)
                wanted.select(last, last)
        chosen = self.tree.selectionModel()
        chosen.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if last.isValid() and self.tree.currentIndex() != last:
            chosen.setCurrentIndex(last, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.tree.scrollTo(last)
        self._busy = False

    def _unfold(self, parent: QModelIndex, first: int, last: int) -> None:
        """What comes new into an unfolded place is seen."""
        node = self.model.node(parent)
        if node is not self.model.root and len(node.children) == last - first + 1:
            self.tree.expand(parent)

    def _filter(self, text: str) -> None:
        asked = text.casefold().split()
        model = self.model

        def keep(node: Node, above: bool) -> bool:
            mine = above or all(word in node.words.casefold() for word in asked)
            below = [keep(child, mine) for child in node.children]
            seen = mine or any(below)
            if node is not model.root:
                self.tree.setRowHidden(node.row, model.index_of(node).parent(), not seen)
            return seen

        for node in model.root.children:
            keep(node, not asked)

    def _icon_of(self, lane_kind: str) -> QIcon:
        from cjmdesk.layout.titles import LANES, UNKNOWN_LANE

        return _icon(self._theme, self._theme.name, LANES.get(lane_kind, UNKNOWN_LANE).icon)

    def _retheme(self) -> None:
        self.turn.setIcon(icon(self._theme, "rows-3"))
        self.tree.viewport().update()


@lru_cache(maxsize=64)
def _icon(theme: Theme, _name: str, sign: str) -> QIcon:
    return icon(theme, sign, "secondary", 14)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
