"""A solution as a note on the matrix: dragged, or moved by arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from cjmdesk.layout.palette import COLOUR
from cjmdesk.ui.deciding.words import judged_words, one_line
from cjmdesk.ui.wrapped import draw, height_of

if TYPE_CHECKING:
    from cjmdesk.analysis.rankings import RankedSolution
    from cjmdesk.ui.theme import Theme

PAD, BAR = 7, 4
"""Pixels inside a note, and its bar at the side."""

_DARK = QColor("#22362A")
"""The ground of notes in dark colours."""

_ARROWS = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
"""By how much impact and effort change."""


class Note(QWidget):
    """One note; it changes nothing itself."""

    moved = Signal(str, int, int)
    """The id, and by how many levels impact and effort are to change."""

    taken_off = Signal(str)
    """The id of one that is to be judged no more."""

    gone_to = Signal(str)
    """The id of one that is to be shown on the sheet."""

    dragged = Signal(str, object)
    """The id, and where the mouse is in the parent's pixels: while it is dragged."""

    dropped = Signal(str, object)
    """The id, and where it was let go, in the parent's pixels; None for a drag that was given up."""

    looked_at = Signal(str)
    """The id of the one that has the keyboard."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.id, self.text = "", ""
        self._from: QPoint | None = None
        self._grip = QPoint()
        self.dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        theme.changed.connect(self.update)

    def show_solution(self, one: RankedSolution, impact: int | None, effort: int | None) -> None:
        """Show this solution."""
        card = one.placed.card
        self.id, self.text = card.id, card.text.strip() or "–"
        self.setAccessibleName(one_line(card.text))
        self.setAccessibleDescription(judged_words(impact, effort))
        self.setToolTip(f"{one_line(card.text)}\n{judged_words(impact, effort)}")
        self.update()

    def height_for(self, width: int) -> int:
        """Pixels that the words need."""
        return height_of(self.text, self.font(), width - 2 * PAD - BAR) + 2 * PAD

    def cancel(self) -> None:
        """Give a drag up."""
        if self.dragging:
            self._end()
            self.dropped.emit(self.id, None)
        self._from = None

    def _end(self) -> None:
        self.dragging = False
        self._from = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    # Events -------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position().toPoint()
            self._from = self._grip
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        elif self.dragging:
            self.cancel()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        if not self.dragging:
            if (at - self._from).manhattanLength() < QApplication.startDragDistance():
                return
            self.dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.raise_()
        here = self.mapToParent(at)
        self.move(here - self._grip)
        self.dragged.emit(self.id, here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        dragging = self.dragging
        self._end()
        if dragging:
            self.dropped.emit(self.id, self.mapToParent(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.gone_to.emit(self.id)

    def event(self, event: QEvent) -> bool:
        # While a note is dragged Escape gives that up, and does not close the window.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.dragging
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = _ARROWS.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape and self.dragging:
            self.cancel()
        elif arrow is not None and plain and not self.dragging:
            self.moved.emit(self.id, *arrow)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain and not self.dragging:
            self.taken_off.emit(self.id)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.gone_to.emit(self.id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.looked_at.emit(self.id)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        dark = theme.name == "dark"
        ground, strong = (QColor(tone) for tone in COLOUR.lane("solutions"))
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape = QPainterPath()
        shape.addRoundedRect(whole, 4, 4)
        line = QPen(theme.colour("accent"), 2) if self.hasFocus() else QPen(strong, 1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(shape, _DARK if dark else ground)
            painter.save()
            painter.setClipPath(shape)
            painter.fillRect(QRectF(whole.left(), whole.top(), BAR, whole.height()), theme.colour("good"))
            painter.restore()
            painter.setPen(line)
            painter.drawPath(shape)
            painter.setPen(theme.colour("ink"))
            room = self.rect().adjusted(PAD + BAR, PAD, -PAD, -PAD)
            centred = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            draw(painter, QRectF(room), self.text, centred)
