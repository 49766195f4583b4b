"""The list of differences: stages that fold, rows to tick, walked by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
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

from cjmdesk.ui.comparing.rows import ICONS, Group, Row
from cjmdesk.ui.icons import pixmap
from cjmdesk.ui.theme import Theme

THING = Qt.ItemDataRole.UserRole
"""Where an item keeps its Group or Row."""

SIDE, ABOVE, BETWEEN, INDENT = 6, 5, 1, 14
BOX, SIGN = 16, 16
"""Pixels of the box to tick and of the sign."""

_WRAP = int(Qt.TextFlag.TextWordWrap)


class DifferenceList(QTreeWidget):
    """Shows groups of rows; tells what is chosen and what is ticked."""

    stood_at = Signal(object)
    """The Row that the keyboard stands at; None for a heading."""

    gone_to = Signal(object)
    """A Row that was clicked, or Enter was pressed on it."""

    ticked = Signal()
    """Another choice of rows is ticked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._folds: dict[str, bool] = {}
        self._ticks: set[tuple[str, str]] = set()
        self.setHeaderHidden(True)
        self.setIndentation(INDENT)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Lines(theme, self))
        self.setExpandsOnDoubleClick(False)
        self.currentItemChanged.connect(lambda _now, _before: self.stood_at.emit(self.row))
        self.itemExpanded.connect(lambda item: self._note_fold(item, False))
        self.itemCollapsed.connect(lambda item: self._note_fold(item, True))

    @property
    def row(self) -> Row | None:
        """The row that is chosen; None for a heading or nothing."""
        return _row(self.currentItem())

    @property
    def chosen(self) -> frozenset[tuple[str, str]]:
        """The keys of what is ticked, of rows too that a filter hides."""
        return frozenset(self._ticks)

    def show_groups(self, groups: Sequence[Group], *, from_top: bool = False) -> None:
        """Show these instead; folds, and the row that is chosen, stay where they are still there. from_top:
        scroll back to the first."""
        here, down = self.row, self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        at = None
        for group in groups:
            head = QTreeWidgetItem(self.invisibleRootItem(), [group.title])
            head.setData(0, THING, group)
            head.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{group.title}, {len(group.rows)}")
            for row in group.rows:
                item = QTreeWidgetItem(head, [row.title])
                item.setData(0, THING, row)
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, row.spoken)
                if here is not None and row.keys == here.keys:
                    at = item
            head.setExpanded(not self._folds.get(group.id, False))
        if at is not None:
            self.setCurrentItem(at)
        self._show_ticks()
        self.blockSignals(False)
        self.verticalScrollBar().setValue(0 if from_top else down)

    def known(self, keys: set[tuple[str, str]]) -> None:
        """Forget ticks of what is no difference any more."""
        self._ticks &= keys

    def tick(self, rows: Sequence[Row], on: bool) -> None:
        """Tick these rows, or take their ticks away."""
        keys = {key for row in rows for key in row.keys}
        before = set(self._ticks)
        self._ticks = self._ticks | keys if on else self._ticks - keys
        self._show_ticks()
        if self._ticks != before:
            self.ticked.emit()

    def is_ticked(self, thing: Group | Row) -> Qt.CheckState:
        """Of a group: partially, where some of its rows are."""
        rows = thing.rows if isinstance(thing, Group) else (thing,)
        found = {all(key in self._ticks for key in row.keys) for row in rows}
        if len(found) > 1:
            return Qt.CheckState.PartiallyChecked
        return Qt.CheckState.Checked if found == {True} else Qt.CheckState.Unchecked

    def stand_at(self, row: Row) -> None:
        """Choose that row."""
        for item in self._items():
            if _row(item) is row:
                self.setCurrentItem(item)
                self.scrollToItem(item)

    def shown_rows(self) -> list[Row]:
        """All rows that a filter leaves, from the top."""
        return [row for item in self._items() if (row := _row(item)) is not None]

    def _items(self) -> list[QTreeWidgetItem]:
        heads = _children(self.invisibleRootItem())
        return [one for head in heads for one in (head, *_children(head))]

    def _show_ticks(self) -> None:
        was = self.blockSignals(True)
        for item in self._items():
            item.setCheckState(0, self.is_ticked(item.data(0, THING)))
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        self.blockSignals(was)
        self.viewport().update()

    def _turn(self, item: QTreeWidgetItem) -> None:
        thing: Group | Row = item.data(0, THING)
        rows = thing.rows if isinstance(thing, Group) else (thing,)
        self.tick(rows, self.is_ticked(thing) != Qt.CheckState.Checked)

    def _note_fold(self, item: QTreeWidgetItem, folded: bool) -> None:
        self._folds[item.data(0, THING).id] = folded

    # Events -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            self._turn(item)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            row = _row(item)
            if row is None:
                item.setExpanded(not item.isExpanded())
            else:
                self.gone_to.emit(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """On the box it ticks; elsewhere a row is gone to and a heading folds."""
        at = event.position().toPoint()
        item = self.itemAt(at)
        super().mouseReleaseEvent(event)
        if item is None or event.button() != Qt.MouseButton.LeftButton:
            return
        box = self.visualItemRect(item)
        beyond = at.x() - box.left() if self.isLeftToRight() else box.right() - at.x()
        if 0 <= beyond <= SIDE + BOX + SIDE:
            self._turn(item)
        elif beyond > 0:
            row = _row(item)
            if row is None:
                item.setExpanded(not item.isExpanded())
            else:
                self.gone_to.emit(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard sees where they are."""
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if not by_mouse and self.currentItem() is None and self.topLevelItemCount():
            self.setCurrentItem(self._items()[0])
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class _Lines(QStyledItemDelegate):
    """Measures and draws a box, a sign, and words that wrap with small ones below."""

    def __init__(self, theme: Theme, owner: DifferenceList) -> None:
        super().__init__(owner)
        self._theme, self._owner = theme, owner

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        thing: Group | Row = index.data(THING)
        depth = 1 if isinstance(thing, Group) else 2
        width = max(self._owner.viewport().width() - depth * INDENT, 60)
        words, lines = self._boxes(thing, QRect(0, 0, width, 10_000))
        return QSize(width, max(words.bottom(), lines.bottom()) + 1 + ABOVE)

    def _boxes(self, thing: Group | Row, box: QRect) -> tuple[QRect, QRect]:
        """Where the words stand in `box`, and the small ones below them; as for a window that runs from
        the left."""
        left = SIDE + BOX + SIDE + (SIGN + SIDE if isinstance(thing, Row) else 0)
        width = max(box.width() - left - SIDE, 30)
        room = QRect(box.left() + left, box.top() + ABOVE, width, 10_000)
        title = thing.title
        words = QFontMetrics(self._font(thing)).boundingRect(room, _WRAP, title)
        words = QRect(room.left(), room.top(), width, words.height())
        if isinstance(thing, Group) or not thing.lines:
            return words, QRect(words.bottomLeft(), QSize(0, 0))
        below = QRect(room.left(), words.bottom() + 1 + BETWEEN, width, 10_000)
        lines = QFontMetrics(self._small()).boundingRect(below, _WRAP, "\n".join(thing.lines))
        return words, QRect(below.left(), below.top(), width, lines.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        thing: Group | Row = index.data(THING)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, box, state)
        words, lines = self._boxes(thing, box)
        line = QFontMetrics(self._font(thing)).height()
        tick = QRect(box.left() + SIDE, words.top() + (line - BOX) // 2, BOX, BOX)
        self._draw_box(painter, self._turned(tick, box), self._owner.is_ticked(thing))
        if isinstance(thing, Row):
            sign = QRect(tick.right() + 1 + SIDE, words.top() + (line - SIGN) // 2, SIGN, SIGN)
            tone = self._theme.colour("secondary").name()
            ratio = self._owner.devicePixelRatioF()
            painter.drawPixmap(self._turned(sign, box), pixmap(ICONS[thing.kind], tone, SIGN, ratio))
        painter.setFont(self._font(thing))
        painter.setPen(self._theme.colour("ink"))
        painter.drawText(self._turned(words, box), _WRAP, thing.title)
        if isinstance(thing, Row):
            painter.setFont(self._small())
            painter.setPen(self._theme.colour("small"))
            painter.drawText(self._turned(lines, box), _WRAP, "\n".join(thing.lines))
        painter.restore()

    def _turned(self, rect: QRect, box: QRect) -> QRect:
        return QStyle.visualRect(self._owner.layoutDirection(), box, rect)

    def _draw_box(self, painter: QPainter, box: QRect, state: Qt.CheckState) -> None:
        on = state != Qt.CheckState.Unchecked
        shape = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._theme.colour("accent" if on else "faint"), 1))
        painter.setBrush(self._theme.colour("accent" if on else "surface"))
        painter.drawRoundedRect(shape, 4, 4)
        if not on:
            return
        painter.setPen(QPen(self._theme.colour("on_accent"), 2, c=Qt.PenCapStyle.RoundCap))
        middle = shape.center().y()
        if state == Qt.CheckState.PartiallyChecked:
            painter.drawLine(round(shape.left() + 4), round(middle), round(shape.right() - 4), round(middle))
        else:
            left, bottom = shape.left() + 3.5, shape.bottom() - 4
            corner = shape.left() + 6.5
            painter.drawLine(round(left), round(middle), round(corner), round(bottom))
            painter.drawLine(round(corner), round(bottom), round(shape.right() - 3), round(shape.top() + 4))

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        inner = QRectF(box.adjusted(0, 1, -4, -1))
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_wash" if chosen else "hover"))
            painter.drawRoundedRect(inner, 5, 5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def _font(self, thing: Group | Row) -> QFont:
        font = QFont(self._owner.font())
        font.setBold(isinstance(thing, Group))
        return font

    def _small(self) -> QFont:
        font = QFont(self._owner.font())
        font.setPointSizeF(self._theme.sizes.small)
        return font


def _row(item: QTreeWidgetItem | None) -> Row | None:
    thing = item.data(0, THING) if item is not None else None
    return thing if isinstance(thing, Row) else None


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(number) for number in range(item.childCount()))
    return [one for one in found if one is not None]
