"""The tree of gaps: groups that fold, and sentences that wrap, walked by keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem

from cjmdesk.analysis.gaps import Gap
from cjmdesk.i18n import _
from cjmdesk.ui.theme import Theme

THING = Qt.ItemDataRole.UserRole
"""Where an item keeps its Group or Row."""

SIDE, ABOVE, BETWEEN = 6, 4, 2
"""Pixels beside and above the words, and between a sentence and what is said about it."""

RIGHT = 4
"""Pixels between a row's ground and the panel's edge."""

INDENT = 16

_WRAP = int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class Row:
    """A line. rule: id of the rule it belongs to. gap: None for the rule itself."""

    text: str
    rule: str
    gap: Gap | None = None

    @property
    def aside(self) -> str:
        """What is said below the text, in small; empty for nothing."""
        if self.gap is None or self.gap.silenced is None:
            return ""
        return _("Silenced: {reason}").format(reason=self.gap.silenced)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading. id: its own. note: below the heading, instead of a count of the rows.
    good: glad news. folded: shut when it is first shown."""

    id: str
    title: str
    rows: tuple[Row, ...]
    note: str = ""
    good: bool = False
    folded: bool = False

    @property
    def aside(self) -> str:
        """What is said below the heading, in small; empty for nothing."""
        return self.note


class GapList(QTreeWidget):
    """Shows groups of rows and tells what is chosen."""

    stood_at = Signal(object)
    """The Row that the keyboard stands at; None for a heading."""

    gone_to = Signal(object)
    """A Row that was clicked, or Enter was pressed on it."""

    asked = Signal(QPoint)
    """A menu is wanted here on the screen."""

    left = Signal()
    """Escape was pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: tuple[Group, ...] = ()
        self._folds: dict[str, bool] = {}
        self.setHeaderHidden(True)
        self.setIndentation(INDENT)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Lines(theme, self))
        self.setExpandsOnDoubleClick(False)
        self.currentItemChanged.connect(lambda _now, _before: self.stood_at.emit(self.row))
        self.itemClicked.connect(self._go)
        self.itemExpanded.connect(lambda item: self._note_fold(item, False))
        self.itemCollapsed.connect(lambda item: self._note_fold(item, True))

    @property
    def row(self) -> Row | None:
        """The row that is chosen; None for a heading or nothing."""
        item = self.currentItem()
        thing = item.data(0, THING) if item is not None else None
        return thing if isinstance(thing, Row) else None

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these instead; folds, and what is chosen, stay as they are where they are still there."""
        if tuple(groups) == self._shown:
            return
        self._shown = tuple(groups)
        at, place, down = self._here(), self._number(), self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        chosen = None
        for group in groups:
            head = self._add(self.invisibleRootItem(), group, group.title)
            spoken = group.note or str(len(group.rows))
            head.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{group.title}, {spoken}")
            for row in group.rows:
                item = self._add(head, row, row.text)
                if row.aside:
                    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{row.text} {row.aside}")
                if at is not None and _key(row) == at:
                    chosen = item
            head.setExpanded(not self._folds.get(group.id, group.folded))
        items = [item for item in self._items() if not isinstance(item.data(0, THING), Group)]
        if chosen is None and at is not None and items:
            chosen = items[min(place, len(items) - 1)]  # what was chosen is filled or silenced: the next one
        above = chosen.parent() if chosen is not None else None
        if above is not None and not above.isExpanded():
            chosen = above
        if chosen is not None:
            self.setCurrentItem(chosen)
        self.blockSignals(False)
        self.verticalScrollBar().setValue(down)
        self.stood_at.emit(self.row)

    def _add(self, above: QTreeWidgetItem, thing: Group | Row, text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(above, [text])
        item.setData(0, THING, thing)
        return item

    def _items(self) -> list[QTreeWidgetItem]:
        """Every item from the top."""
        heads = _children(self.invisibleRootItem())
        return [one for head in heads for one in (head, *_children(head))]

    def _here(self) -> tuple[str, str, str] | None:
        return _key(self.row) if self.row is not None else None

    def _number(self) -> int:
        """The number of the chosen row among all rows."""
        rows = [item for item in self._items() if isinstance(item.data(0, THING), Row)]
        item = self.currentItem()
        return rows.index(item) if item in rows else 0

    def _note_fold(self, item: QTreeWidgetItem, folded: bool) -> None:
        self._folds[item.data(0, THING).id] = folded

    def _go(self, item: QTreeWidgetItem) -> None:
        thing = item.data(0, THING)
        if isinstance(thing, Row):
            self.gone_to.emit(thing)

    # Events -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            if isinstance(item.data(0, THING), Group):
                item.setExpanded(not item.isExpanded())
            else:
                self._go(item)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A heading folds wherever it is clicked, not at its small arrow alone."""
        item = self.itemAt(event.position().toPoint())
        head = item is not None and isinstance(item.data(0, THING), Group)
        super().mouseReleaseEvent(event)
        arrow = QRect(0, 0, INDENT, self.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            arrow.moveRight(self.viewport().width())
        on_arrow = arrow.contains(event.position().toPoint())
        if head and item is not None and event.button() == Qt.MouseButton.LeftButton and not on_arrow:
            item.setExpanded(not item.isExpanded())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard sees where they are: at the first gap."""
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if not by_mouse and self.currentItem() is None and self.topLevelItemCount():
            head = self._items()[0]
            below = _children(head) if head.isExpanded() else []
            self.setCurrentItem(below[0] if below else head)
        super().focusInEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.currentItem()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and item is not None:
            self.asked.emit(self.viewport().mapToGlobal(self.visualItemRect(item).center()))
        else:
            self.asked.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class _Lines(QStyledItemDelegate):
    """Measures and draws words that wrap, with small ones below."""

    def __init__(self, theme: Theme, owner: GapList) -> None:
        super().__init__(owner)
        self._theme, self._owner = theme, owner

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        thing: Group | Row = index.data(THING)
        depth = 1 if isinstance(thing, Group) else 2
        width = max(self._owner.viewport().width() - depth * INDENT, 60)
        words, aside = self._boxes(thing, QRect(0, 0, width, 10_000))
        return QSize(width, max(words.bottom(), aside.bottom()) + 1 + ABOVE)

    def _boxes(self, thing: Group | Row, box: QRect) -> tuple[QRect, QRect]:
        """Where the words stand in `box`, and the small ones below them."""
        width = max(box.width() - RIGHT - 2 * SIDE - self._count_width(thing), 30)
        room = QRect(box.left() + SIDE, box.top() + ABOVE, width, 10_000)
        words = QFontMetrics(self._font(thing)).boundingRect(room, _WRAP, _words(thing))
        words = QRect(room.left(), room.top(), width, words.height())
        if not thing.aside:
            return words, QRect(words.bottomLeft(), QSize(0, 0))
        below = QRect(room.left(), words.bottom() + 1 + BETWEEN, width, 10_000)
        aside = QFontMetrics(self._small()).boundingRect(below, _WRAP, thing.aside)
        return words, QRect(below.left(), below.top(), width, aside.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        thing: Group | Row = index.data(THING)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, box, state)
        words, aside = self._boxes(thing, box)
        silenced = isinstance(thing, Row) and bool(thing.aside)
        tone = "secondary" if silenced else "good" if isinstance(thing, Group) and thing.good else "ink"
        painter.setFont(self._font(thing))
        painter.setPen(self._theme.colour(tone))
        painter.drawText(words, _WRAP, _words(thing))
        if isinstance(thing, Group) and not thing.note:
            painter.setFont(self._small())
            painter.setPen(self._theme.colour("small"))
            count = QRect(box.right() - self._count_width(thing) - 10, words.top(),
                          self._count_width(thing), words.height())  # fmt: skip
            painter.drawText(count, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop),
                             str(len(thing.rows)))  # fmt: skip
        if thing.aside:
            painter.setFont(self._small())
            painter.setPen(self._theme.colour("small"))
            painter.drawText(aside, _WRAP, thing.aside)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        inner = QRectF(box.adjusted(0, 1, -RIGHT, -1))
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_wash" if chosen else "hover"))
            painter.drawRoundedRect(inner, 5, 5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def _count_width(self, thing: Group | Row) -> int:
        if isinstance(thing, Row) or thing.note:
            return 0
        return QFontMetrics(self._small()).horizontalAdvance(str(len(thing.rows))) + 8

    def _font(self, thing: Group | Row) -> QFont:
        font = QFont(self._owner.font())
        font.setBold(isinstance(thing, Group))
        return font

    def _small(self) -> QFont:
        font = QFont(self._owner.font())
        font.setPointSizeF(self._theme.sizes.small)
        return font


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(number) for number in range(item.childCount()))
    return [one for one in found if one is not None]


def _words(thing: Group | Row) -> str:
    return thing.title if isinstance(thing, Group) else thing.text


def _key(row: Row) -> tuple[str, str, str]:
    """What stays of a gap while its sentence changes."""
    return (row.rule, row.gap.item, row.gap.step) if row.gap is not None else (row.rule, "", "")
