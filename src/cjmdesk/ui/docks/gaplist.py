"""The tree of gaps: groups that fold, and sentences that wrap, walked by keys."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTreeWidgetItem

from cjmdesk.analysis.gaps import Gap
from cjmdesk.i18n import _
from cjmdesk.ui.theme import Theme
from cjmdesk.ui.widgets.rows import FoldingTree, RowDelegate, children, wrapped

SIDE, ABOVE, BETWEEN = 6, 4, 2
"""Pixels beside and above the words, and between a sentence and what is said about it."""

INDENT = 16


class Row(Struct, frozen=True):
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


class Group(Struct, frozen=True):
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


class GapList(FoldingTree):
    """Shows groups of rows and tells what is chosen."""

    asked = Signal(QPoint)
    """A menu is wanted here on the screen."""

    left = Signal()
    """Escape was pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, INDENT, ABOVE)
        self._shown: tuple[Group, ...] = ()
        self.setItemDelegate(_Lines(theme, self))
        self.setViewportMargins(6, 0, 0, 0)
        self.currentItemChanged.connect(lambda _now, _before: self.stood_at.emit(self.row))
        self.itemClicked.connect(self._go)

    @property
    def row(self) -> Row | None:
        """The row that is chosen; None for a heading or nothing."""
        item = self.currentItem()
        thing = item.data(0, self.THING) if item is not None else None
        return thing if isinstance(thing, Row) else None

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these instead; folds, and what is chosen, stay as they are where they are still there."""
        if tuple(groups) == self._shown:
            return
        self._shown = tuple(groups)
        at, place, down = self._here(), self._number(), self.verticalScrollBar().value()
        quiet = self.row is not None and bool(self.row.aside)
        self.blockSignals(True)
        self.clear()
        chosen = None
        for group in groups:
            head = self.add(None, group, group.title, f"{group.title}, {group.note or len(group.rows)}")
            for row in group.rows:
                item = self.add(head, row, row.text, f"{row.text} {row.aside}" if row.aside else "")
                if at is not None and _key(row) == at and bool(row.aside) == quiet:
                    chosen = item
            head.setExpanded(not self.folds.get(group.id, group.folded))
        if chosen is None and at is not None:  # it is filled or silenced, or speaks again: the next one
            items = [item for item in self.items() if _stands(item.data(0, self.THING), quiet)]
            chosen = items[min(place, len(items) - 1)] if items else self.topLevelItem(0)
        above = chosen.parent() if chosen is not None else None
        if above is not None and not above.isExpanded():
            chosen = above
        if chosen is not None:
            self.setCurrentItem(chosen)
        self.blockSignals(False)
        self.verticalScrollBar().setValue(down)
        self.stood_at.emit(self.row)

    def _here(self) -> tuple[str, str, str] | None:
        return _key(self.row) if self.row is not None else None

    def _number(self) -> int:
        """The number of the chosen row among those like it: open gaps, or silenced ones."""
        quiet = self.row is not None and bool(self.row.aside)
        rows = [item for item in self.items() if _stands(item.data(0, self.THING), quiet)]
        item = self.currentItem()
        return rows.index(item) if item in rows else 0

    def _go(self, item: QTreeWidgetItem) -> None:
        thing = item.data(0, self.THING)
        if isinstance(thing, Row):
            self.gone_to.emit(thing)

    # Events -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            if isinstance(item.data(0, self.THING), Group):
                item.setExpanded(not item.isExpanded())
            else:
                self._go(item)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A heading folds wherever it is clicked, not at its small arrow alone."""
        item = self.itemAt(event.position().toPoint())
        head = item is not None and isinstance(item.data(0, self.THING), Group)
        super().mouseReleaseEvent(event)
        arrow = QRect(0, 0, INDENT, self.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            arrow.moveRight(self.viewport().width())
        on_arrow = arrow.contains(event.position().toPoint())
        if head and item is not None and event.button() == Qt.MouseButton.LeftButton and not on_arrow:
            item.setExpanded(not item.isExpanded())

    def first(self) -> QTreeWidgetItem:
        """The first gap, or its heading where that is folded."""
        head = super().first()
        below = children(head) if head.isExpanded() else []
        return below[0] if below else head

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.currentItem()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and item is not None:
            self.asked.emit(self.viewport().mapToGlobal(self.visualItemRect(item).center()))
        else:
            self.asked.emit(event.globalPos())


class _Lines(RowDelegate):
    """Measures and draws words that wrap, with small ones below."""

    right_edge = 10

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        thing: Group | Row = index.data(GapList.THING)
        depth = 1 if isinstance(thing, Group) else 2
        width = max(self._view.viewport().width() - depth * INDENT, 60)
        words, aside = self._boxes(thing, QRect(0, 0, width, 0))
        return QSize(width, max(words.bottom(), aside.bottom()) + 1 + ABOVE)

    def _boxes(self, thing: Group | Row, box: QRect) -> tuple[QRect, QRect]:
        """Where the words stand in `box`, and the small ones below them."""
        width = max(box.width() - self.right_edge - 2 * SIDE - self._count_width(thing), 30)
        left = box.left() + SIDE
        words = wrapped(self._font_of(thing), left, box.top() + ABOVE, width, _words(thing))
        if not thing.aside:
            return words, QRect(words.bottomLeft(), QSize(0, 0))
        return words, wrapped(self.small(), left, words.bottom() + 1 + BETWEEN, width, thing.aside)

    def draw(
        self, painter: QPainter, box: QRect, index: QModelIndex | QPersistentModelIndex, *, chosen: bool
    ) -> None:
        thing: Group | Row = index.data(GapList.THING)
        words, aside = self._boxes(thing, box)
        silenced = isinstance(thing, Row) and bool(thing.aside)
        tone = "secondary" if silenced else "good" if isinstance(thing, Group) and thing.good else "ink"
        self.write(painter, words, _words(thing), tone, self._font_of(thing))
        if isinstance(thing, Group) and not thing.note:
            painter.setFont(self.small())
            painter.setPen(self._theme.colour("small"))
            lower = QFontMetrics(self._font_of(thing)).ascent() - QFontMetrics(self.small()).ascent()
            count = QRect(box.right() - self._count_width(thing) - self.right_edge, words.top() + lower,
                          self._count_width(thing), words.height())  # fmt: skip
            painter.drawText(count, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop),
                             str(len(thing.rows)))  # fmt: skip
        if thing.aside:
            self.write(painter, aside, thing.aside, "small", self.small())

    def _count_width(self, thing: Group | Row) -> int:
        if isinstance(thing, Row) or thing.note:
            return 0
        return QFontMetrics(self.small()).horizontalAdvance(str(len(thing.rows))) + 8

    def _font_of(self, thing: Group | Row) -> QFont:
        return self.font(bold=isinstance(thing, Group))


def _stands(thing: Group | Row, quiet: bool) -> bool:
    """Whether it is a gap, and a silenced one or not as `quiet` says."""
    return isinstance(thing, Row) and thing.gap is not None and bool(thing.aside) == quiet


def _words(thing: Group | Row) -> str:
    return thing.title if isinstance(thing, Group) else thing.text


def _key(row: Row) -> tuple[str, str, str]:
    """What stays of a gap while its sentence changes."""
    return (row.rule, row.gap.item, row.gap.step) if row.gap is not None else (row.rule, "", "")
