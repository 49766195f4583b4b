"""How the navigator's rows are drawn: headings, maps, personas, workshop steps."""

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cjmdesk.ui.icons import pixmap
from cjmdesk.ui.theme import Theme
from cjmdesk.ui.wrapped import together

Mark = Literal["", "current", "other", "done", "begun", "open"]
ROW = Qt.ItemDataRole.UserRole + 1

_ICONS = {"done": "check", "open": "circle"}
_SIDE = 10
_MARK = 22
_AVATAR = 24
MARK_END = _SIDE + 6 + _MARK
"""Pixels from the left within which a click is one on the mark."""


class Row(Struct, frozen=True):
    """kind: of row. id: what it selects. mark: drawn before the text.

    initials, colour: of a persona. name: what is written where the row is renamed.
    spoken: for a screen reader, where the mark says something.
    """

    kind: Literal["heading", "map", "persona", "step", "empty", "add"]
    text: str
    id: str = ""
    mark: Mark = ""
    initials: str = ""
    colour: str = ""
    spoken: str = ""
    name: str = ""


class RowDelegate(QStyledItemDelegate):
    """Draws a Row in the theme's colours."""

    written = Signal(object, str)
    """A Row, and the name written into it."""

    def __init__(self, theme: Theme, parent: QAbstractScrollArea) -> None:
        super().__init__(parent)
        self._theme = theme
        self._owner = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: Row = index.data(ROW)
        font = self._font(row)
        if row.kind == "heading":
            return QSize(10, QFontMetrics(font).height() + 22)
        width = max(self._owner.viewport().width() - 2 * _SIDE - 12 - self._indent(row), 60)
        box = QFontMetrics(font).boundingRect(
            QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap), together(row.text, font, width)
        )
        least = _AVATAR + 6 if row.kind == "persona" else 0
        return QSize(10, max(box.height() + 10, least))

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        row: Row = index.data(ROW)
        if isinstance(editor, QLineEdit):
            editor.setText(row.name)
            editor.setAccessibleName(row.text)

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(ROW)
        if isinstance(editor, QLineEdit) and editor.text() != row.name:
            self.written.emit(row, editor.text())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: Row = index.data(ROW)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font(row))
        if row.kind == "heading":
            painter.setPen(self._theme.colour("small"))
            lower = box.adjusted(_SIDE + 4, 0, -4, -5)
            painter.drawText(lower, int(Qt.AlignmentFlag.AlignBottom), row.text.upper())
            painter.restore()
            return
        self._ground(painter, row, box, state)
        self._mark(painter, row, box)
        tone = {"empty": "small", "add": "accent"}.get(row.kind, "ink")
        painter.setPen(self._theme.colour(tone))
        words = box.adjusted(_SIDE + 6 + self._indent(row), 0, -_SIDE - 6, 0)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(words, flags, together(row.text, painter.font(), words.width()))
        painter.restore()

    def _ground(self, painter: QPainter, row: Row, box: QRect, state: QStyle.StateFlag) -> None:
        inner = QRectF(box.adjusted(_SIDE, 1, -_SIDE, -1))
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        fill = ""
        if row.mark == "current" or chosen:
            fill = "accent_wash"
        elif state & QStyle.StateFlag.State_MouseOver and row.kind != "empty":
            fill = "hover"
        if fill:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(fill))
            painter.drawRoundedRect(inner, 5, 5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def _mark(self, painter: QPainter, row: Row, box: QRect) -> None:
        left = box.left() + _SIDE + 6
        if row.kind == "persona":
            circle = QRectF(left, box.center().y() - _AVATAR / 2 + 0.5, _AVATAR, _AVATAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(row.colour))
            painter.drawEllipse(circle)
            small = QFont(painter.font())
            small.setPointSizeF(self._theme.sizes.small * 0.9)
            small.setBold(True)
            plain = painter.font()
            painter.setFont(small)
            painter.setPen(QColor("#FFFFFF"))
            painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), row.initials)
            painter.setFont(plain)
            return
        if not row.mark:
            return
        first_line = QFontMetrics(painter.font()).height()
        tall = box.height() > first_line * 1.9 + 10
        middle = box.top() + 5 + first_line / 2 if tall else box.center().y() + 0.5
        if row.mark in ("current", "other", "begun"):
            self._dot(painter, row.mark, QRectF(left + 1, middle - 5, 10, 10))
            return
        tone = "good" if row.mark == "done" else "faint"
        ratio = self._owner.devicePixelRatioF()
        side = 14 if row.mark == "done" else 12
        drawn = pixmap(_ICONS[row.mark], self._theme.colour(tone).name(), side, ratio)
        painter.drawPixmap(round(left + 6 - side / 2), round(middle - side / 2), drawn)

    def _dot(self, painter: QPainter, mark: Mark, circle: QRectF) -> None:
        painter.setPen(QPen(self._theme.colour("ink" if mark == "current" else "secondary"), 1.4))
        full = mark == "current"
        painter.setBrush(self._theme.colour("ink") if full else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        if mark == "begun":
            painter.setBrush(self._theme.colour("secondary"))
            painter.drawPie(circle, 90 * 16, 180 * 16)

    def _indent(self, row: Row) -> int:
        if row.kind == "persona":
            return _AVATAR + 9
        return _MARK if row.mark else 0

    def _font(self, row: Row) -> QFont:
        font = QFont(self._owner.font())
        if row.kind == "heading":
            font.setPointSizeF(self._theme.sizes.small)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.8)
            font.setBold(True)
        elif row.mark == "current":
            font.setBold(True)
        return font
