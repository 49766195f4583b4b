"""The list of differences: stages that fold, rows to tick, walked by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTreeWidgetItem

from cjmdesk.ui.comparing.rows import ICONS, Group, Row
from cjmdesk.ui.icons import pixmap
from cjmdesk.ui.theme import Theme
from cjmdesk.ui.widgets.rows import FoldingTree, RowDelegate, wrapped

SIDE, ABOVE, BETWEEN, INDENT = 6, 5, 1, 14
BOX, SIGN = 16, 16
"""Pixels of the box to tick and of the sign."""


class DifferenceList(FoldingTree):
    """Shows groups of rows; tells what is chosen and what is ticked."""

    ticked = Signal()
    """Another choice of rows is ticked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, INDENT, ABOVE)
        self._ticks: set[tuple[str, str]] = set()
        self.setItemDelegate(_Lines(theme, self))
        self.currentItemChanged.connect(lambda _now, _before: self.stood_at.emit(self.row))

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
            head = self.add(None, group, group.title, f"{group.title}, {len(group.rows)}")
            for row in group.rows:
                item = self.add(head, row, row.title, row.spoken)
                if here is not None and row.keys == here.keys:
                    at = item
            head.setExpanded(not self.folds.get(group.id, False))
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
        for item in self.items():
            if _row(item) is row:
                self.setCurrentItem(item)
                self.scrollToItem(item)

    def shown_rows(self) -> list[Row]:
        """All rows that a filter leaves, from the top."""
        return [row for item in self.items() if (row := _row(item)) is not None]

    def _show_ticks(self) -> None:
        was = self.blockSignals(True)
        for item in self.items():
            item.setCheckState(0, self.is_ticked(item.data(0, self.THING)))
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        self.blockSignals(was)
        self.viewport().update()

    def _turn(self, item: QTreeWidgetItem) -> None:
        thing: Group | Row = item.data(0, self.THING)
        rows = thing.rows if isinstance(thing, Group) else (thing,)
        self.tick(rows, self.is_ticked(thing) != Qt.CheckState.Checked)

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


class _Lines(RowDelegate):
    """Measures and draws a box, a sign, and words that wrap with small ones below."""

    def __init__(self, theme: Theme, owner: DifferenceList) -> None:
        super().__init__(theme, owner)
        self._owner = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        thing: Group | Row = index.data(FoldingTree.THING)
        depth = 1 if isinstance(thing, Group) else 2
        width = max(self._owner.viewport().width() - depth * INDENT, 60)
        words, lines = self._boxes(thing, QRect(0, 0, width, 0))
        return QSize(width, max(words.bottom(), lines.bottom()) + 1 + ABOVE)

    def _boxes(self, thing: Group | Row, box: QRect) -> tuple[QRect, QRect]:
        """Where the words stand in `box`, and the small ones below them; as for a window that runs from
        the left."""
        left = SIDE + BOX + SIDE + (SIGN + SIDE if isinstance(thing, Row) else 0)
        width = max(box.width() - left - SIDE, 30)
        left += box.left()
        words = wrapped(self._font_of(thing), left, box.top() + ABOVE, width, thing.title)
        if isinstance(thing, Group) or not thing.lines:
            return words, QRect(words.bottomLeft(), QSize(0, 0))
        return words, wrapped(self.small(), left, words.bottom() + 1 + BETWEEN, width, "\n".join(thing.lines))

    def draw(
        self, painter: QPainter, box: QRect, index: QModelIndex | QPersistentModelIndex, *, chosen: bool
    ) -> None:
        thing: Group | Row = index.data(FoldingTree.THING)
        words, lines = self._boxes(thing, box)
        line = QFontMetrics(self._font_of(thing)).height()
        tick = QRect(box.left() + SIDE, words.top() + (line - BOX) // 2, BOX, BOX)
        self._draw_box(painter, self._turned(tick, box), self._owner.is_ticked(thing))
        if isinstance(thing, Row):
            sign = QRect(tick.right() + 1 + SIDE, words.top() + (line - SIGN) // 2, SIGN, SIGN)
            tone = self._theme.colour("secondary").name()
            ratio = self._owner.devicePixelRatioF()
            painter.drawPixmap(self._turned(sign, box), pixmap(ICONS[thing.kind], tone, SIGN, ratio))
        self.write(painter, self._turned(words, box), thing.title, "ink", self._font_of(thing))
        if isinstance(thing, Row):
            self.write(painter, self._turned(lines, box), "\n".join(thing.lines), "small", self.small())

    def _font_of(self, thing: Group | Row) -> QFont:
        return self.font(bold=isinstance(thing, Group))

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


def _row(item: QTreeWidgetItem | None) -> Row | None:
    thing = item.data(0, FoldingTree.THING) if item is not None else None
    return thing if isinstance(thing, Row) else None
