"""What lists and trees of wrapping rows share: how a row is measured, and the ground it stands on."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from cjmdesk.ui.icons import pixmap
from cjmdesk.ui.theme import Theme
from cjmdesk.ui.wrapped import together

WRAP = int(Qt.TextFlag.TextWordWrap)
_TALL = 10_000
_ARROW = 13
"""Pixels of the arrow beside a heading that folds."""


class RowDelegate(QStyledItemDelegate):
    """Draws rows whose words wrap. Subclasses measure and draw what is on a row."""

    left_edge, right_edge = 0, 4
    """Pixels between a row's ground and the view's edges."""

    def __init__(self, theme: Theme, owner: QAbstractItemView) -> None:
        super().__init__(owner)
        self._theme, self._view = theme, owner

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground, and the row on it."""
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, box, state)
        self.draw(painter, box, index, chosen=bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def draw(
        self, painter: QPainter, box: QRect, index: QModelIndex | QPersistentModelIndex, *, chosen: bool
    ) -> None:
        """What is on the row that lies in `box`."""
        raise NotImplementedError

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        inner = QRectF(box.adjusted(self.left_edge, 1, -self.right_edge, -1))
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_wash" if chosen else "hover"))
            painter.drawRoundedRect(inner, 5, 5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def font(self, *, bold: bool = False) -> QFont:
        """Of a row's words."""
        font = QFont(self._view.font())
        font.setBold(bold)
        return font

    def small(self) -> QFont:
        """Of what is said about them."""
        font = QFont(self._view.font())
        font.setPointSizeF(self._theme.sizes.small)
        return font

    def write(self, painter: QPainter, box: QRect, text: str, tone: str, font: QFont) -> None:
        """Words that wrap in `box`. tone: name of a colour of the theme."""
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone))
        painter.drawText(box, WRAP, together(text, font, box.width()))


def wrapped(font: QFont, left: int, top: int, width: int, text: str) -> QRect:
    """The box of words that wrap, all of `width` pixels wide."""
    room = QRect(left, top, width, _TALL)
    words = together(text, font, width)
    return QRect(left, top, width, QFontMetrics(font).boundingRect(room, WRAP, words).height())


class FoldingTree(QTreeWidget):
    """Headings that fold over rows; remembers what is folded while its content changes.

    Each item keeps what it shows under `THING`; what a heading shows has an `id`.
    """

    THING = Qt.ItemDataRole.UserRole

    stood_at = Signal(object)
    """The row that the keyboard stands at; None for a heading."""

    gone_to = Signal(object)
    """A row that was clicked, or Enter was pressed on it."""

    def __init__(self, theme: Theme, indent: int, above: int) -> None:
        """indent: pixels. above: those above the words of a row."""
        super().__init__()
        self._theme, self._above = theme, above
        self.folds: dict[str, bool] = {}
        self.setHeaderHidden(True)
        self.setIndentation(indent)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(False)
        self.itemExpanded.connect(lambda item: self._note_fold(item, False))
        self.itemCollapsed.connect(lambda item: self._note_fold(item, True))

    def add(
        self, above: QTreeWidgetItem | None, thing: object, text: str, spoken: str = ""
    ) -> QTreeWidgetItem:
        """A row under `above`, or a heading for None. spoken: for screen readers, where it is not `text`."""
        item = QTreeWidgetItem(above or self.invisibleRootItem(), [text])
        item.setData(0, self.THING, thing)
        if spoken:
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        return item

    def items(self) -> list[QTreeWidgetItem]:
        """Every item from the top."""
        heads = children(self.invisibleRootItem())
        return [one for head in heads for one in (head, *children(head))]

    def first(self) -> QTreeWidgetItem:
        """Where the keyboard begins."""
        return self.items()[0]

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The arrow of a heading stands beside its first line, however many it has."""
        if not self.model().hasChildren(index):
            return
        shut = "chevron-right" if self.isLeftToRight() else "chevron-left"
        name = "chevron-down" if self.isExpanded(index) else shut
        tone = self._theme.colour("secondary").name()
        at = QRect(0, 0, _ARROW, _ARROW)
        at.moveCenter(rect.center())
        at.moveTop(rect.top() + self._above + (self.fontMetrics().height() - _ARROW) // 2)
        painter.drawPixmap(at, pixmap(name, tone, _ARROW, self.devicePixelRatioF()))

    def _note_fold(self, item: QTreeWidgetItem, folded: bool) -> None:
        self.folds[item.data(0, self.THING).id] = folded

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard sees where they are."""
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if not by_mouse and self.currentItem() is None and self.topLevelItemCount():
            self.setCurrentItem(self.first())
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


def children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """The items right below one."""
    found = (item.child(number) for number in range(item.childCount()))
    return [one for one in found if one is not None]
