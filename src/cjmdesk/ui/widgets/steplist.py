"""The steps of a guide as a list: number or tick, title, and what has been said so far."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleOptionViewItem

from cjmdesk.i18n import _
from cjmdesk.ui.icons import pixmap
from cjmdesk.ui.theme import Theme
from cjmdesk.ui.widgets.rows import RowDelegate, wrapped

_STEP = Qt.ItemDataRole.UserRole + 1
_DISC, _PAD, _GAP = 26, 10, 10


class StepRow(Struct, frozen=True):
    """A step. said: how far it is, in a few words. done: a tick stands for its number."""

    title: str
    said: str = ""
    done: bool = False


class _Delegate(RowDelegate):
    left_edge, right_edge = 0, 0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        title, said = self._boxes(index.data(_STEP), QRect(0, 0, self._view.viewport().width(), 0))
        return QSize(10, max(title.height() + said.height(), _DISC) + 14)

    def draw(
        self, painter: QPainter, box: QRect, index: QModelIndex | QPersistentModelIndex, *, chosen: bool
    ) -> None:
        step: StepRow = index.data(_STEP)
        self._disc(painter, step, index.row() + 1, box, chosen)
        title, said = self._boxes(step, box)
        self.write(painter, title, step.title, "ink", self.font(bold=True))
        self.write(painter, said, step.said, "small", self.small())

    def _disc(self, painter: QPainter, step: StepRow, number: int, box: QRect, chosen: bool) -> None:
        left = box.right() - _PAD - _DISC if self._mirrored else box.left() + _PAD
        circle = QRectF(left + 0.5, box.top() + 7.5, _DISC - 1, _DISC - 1)
        painter.setPen(QPen(self._theme.colour("ink" if chosen else "faint"), 1.4))
        painter.setBrush(self._theme.colour("primary") if chosen else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        tone = self._theme.colour("on_primary" if chosen else "secondary")
        if step.done:
            tone = tone if chosen else self._theme.colour("good")
            tick = pixmap("check", tone.name(), 15, self._view.devicePixelRatioF())
            painter.drawPixmap(round(circle.center().x() - 7.5), round(circle.center().y() - 7.5), tick)
            return
        painter.setFont(self.font(bold=True))
        painter.setPen(tone)
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), str(number))

    @property
    def _mirrored(self) -> bool:
        return self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _boxes(self, step: StepRow, box: QRect) -> tuple[QRect, QRect]:
        """Where title and words stand."""
        left = box.left() + (_PAD if self._mirrored else _PAD + _DISC + _GAP)
        width = max(box.width() - 2 * _PAD - _DISC - _GAP, 60)
        title = wrapped(self.font(bold=True), 0, 0, width, step.title)
        said = wrapped(self.small(), 0, 0, width, step.said) if step.said else QRect()
        down = max(_DISC - title.height() - said.height(), 0) // 2
        top = box.top() + 7 + down
        return (
            QRect(left, top, width, title.height()),
            QRect(left, top + title.height(), width, said.height()),
        )


class StepList(QListWidget):
    """Shows steps; the current row is the step that is worked at."""

    def __init__(self, theme: Theme, name: str) -> None:
        """name: for a screen reader."""
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("role", "steps")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Delegate(theme, self))
        theme.changed.connect(self.viewport().update)

    def show_steps(self, steps: Sequence[StepRow]) -> None:
        """Show how far the steps are; the current one stays."""
        while self.count() > len(steps):
            self.takeItem(self.count() - 1)
        for number, step in enumerate(steps):
            item = self.item(number)
            if item is None:
                item = QListWidgetItem()
                self.addItem(item)
            if item.data(_STEP) == step:
                continue
            item.setData(_STEP, step)
            said = _("{step}: {state}").format(step=step.title, state=step.said)
            spoken = said if step.said else step.title
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{number + 1}. {spoken}")

    def step(self, number: int) -> StepRow:
        """What is shown of a step."""
        row: StepRow = self.item(number).data(_STEP)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        return QSize(230, 300)
