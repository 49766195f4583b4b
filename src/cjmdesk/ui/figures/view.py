"""A table of figures as it is printed: painted from its Scene, walked row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from cjmdesk.i18n import _
from cjmdesk.layout.scene import Box
from cjmdesk.posters.figures.drawing import lay_out

if TYPE_CHECKING:
    from cjmdesk.layout.context import LayoutContext
    from cjmdesk.layout.scene import Part, Scene
    from cjmdesk.paint.qt import ScenePainter
    from cjmdesk.posters.figures.tables import Figures
    from cjmdesk.ui.theme import Theme

MARGIN = 6.0
"""mm around the table, on its sheet."""

DESK = 14
"""Pixels of desk around the sheet."""

ACCENT = QColor("#2563EB")
"""On white paper in every theme."""

_MOST = 240.0
"""mm: on wide windows a table does not get wider, or its rows are hard to follow."""

_PAGE = 0.85


class FigureView(QAbstractScrollArea):
    """Up and Down walk the rows, Left and Right the cells of a grid.

    Enter and a click go to what a row or a cell is about, Ctrl+C copies all.
    """

    gone_to = Signal(str)
    """The id of what a row is about."""

    copied = Signal()
    """The table is wanted on the clipboard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._scene: Scene | None = None
        self._figures: Figures | None = None
        self._context: LayoutContext | None = None
        self._painter: ScenePainter | None = None
        self.row = -1
        """The number of the row the keyboard stands at; -1 for none."""
        self.cell = 0
        """Of a grid, the number of the column in it; 0 for the row as a whole."""
        self._hover = -1
        self._went, self._turn = (-1, 0), 0
        """Where the last click led from, and how often it was clicked before."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        theme.changed.connect(self.viewport().update)

    def show_figures(self, figures: Figures, context: LayoutContext, painter: ScenePainter) -> None:
        """Show a table; of the same one the row stays, of another none is chosen."""
        same = self._figures is not None and self._figures.id == figures.id
        self._figures, self._context, self._painter = figures, context, painter
        self._went, self._turn = (-1, 0), 0
        self.row = min(self.row, len(figures.rows) - 1) if same else -1
        self.setAccessibleName(figures.title)
        self.setAccessibleDescription(figures.said if figures.rows else figures.empty)
        self._lay_out()
        if not same:
            self.verticalScrollBar().setValue(0)
        if self.hasFocus():
            self._begin()

    @property
    def scene(self) -> Scene | None:
        """What is shown."""
        return self._scene

    # Measures ---------------------------------------------------------------------------------

    @property
    def _scale(self) -> float:
        """Pixels a millimetre: as large as on paper, by the resolution of the screen."""
        return self.logicalDpiX() / 25.4

    def _lay_out(self) -> None:
        if self._figures is None or self._context is None:
            return
        width = min((self.viewport().width() - 2 * DESK) / self._scale, _MOST)
        self._scene = lay_out(self._context, self._figures, width, MARGIN)
        bar = self.verticalScrollBar()
        room = self.viewport().height()
        bar.setPageStep(room)
        bar.setRange(0, max(round(self._scene.height * self._scale) + 2 * DESK - room, 0))
        self.viewport().update()

    @property
    def sheet(self) -> QRect:
        """Where the white sheet is seen, pixels of the viewport."""
        if self._scene is None:
            return QRect()
        wide, high = (round(side * self._scale) for side in (self._scene.width, self._scene.height))
        left = (self.viewport().width() - wide) // 2
        return QRect(left, DESK - self.verticalScrollBar().value(), wide, high)

    def _part(self, row: int) -> Part | None:
        return self._scene.part(f"row:{row}") if self._scene is not None and row >= 0 else None

    def _box(self, row: int) -> QRectF:
        """Where a row is seen, pixels of the viewport."""
        part = self._part(row)
        if part is None or self._scene is None:
            return QRectF()
        scale, sheet = self._scale, self.sheet
        around = 1.5
        return QRectF(
            sheet.left() + (part.x - around) * scale,
            sheet.top() + part.y * scale,
            (part.width + 2 * around) * scale,
            part.height * scale,
        )

    def row_at(self, at: QPointF) -> int:
        """The number of the row there; -1 for none."""
        count = len(self._figures.rows) if self._figures is not None else 0
        return next((row for row in range(count) if self._box(row).contains(at)), -1)

    def row_centre(self, row: int) -> QPointF:
        """The middle of a row, pixels of the viewport."""
        return self._box(row).center()

    # Rows -------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Whoever comes by keyboard sees where they are."""
        if self.row < 0 and self._figures is not None and self._figures.rows:
            self._walk(0)

    def _walk(self, row: int) -> None:
        if self._figures is None or not self._figures.rows:
            return
        self.row, self.cell = min(max(row, 0), len(self._figures.rows) - 1), 0
        box, bar = self._box(self.row), self.verticalScrollBar()
        if self.row == 0:
            bar.setValue(0)
        elif box.top() < 0:
            bar.setValue(bar.value() + round(box.top()))
        elif box.bottom() > self.viewport().height():
            bar.setValue(bar.value() + round(box.bottom() - self.viewport().height()) + 1)
        self.viewport().update()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.row_words()))

    def _step(self, by: int) -> None:
        """To the next cell of a grid that leads somewhere; before the first one is the row."""
        if self._figures is None or self.row < 0:
            return
        cells = self._figures.rows[self.row].cells
        ways = [0, *(number for number, cell in enumerate(cells) if cell.item)]
        at = ways.index(self.cell) if self.cell in ways else 0
        self.cell = ways[min(max(at + by, 0), len(ways) - 1)]
        self.viewport().update()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.row_words()))

    def row_words(self) -> str:
        """The row the keyboard stands at, in words; of a grid the cell."""
        if self._figures is None or self.row < 0:
            return ""
        figures, row = self._figures, self._figures.rows[self.row]
        if self.cell:
            cell = row.cells[self.cell]
            said = _("gap") if cell.gap else cell.text
            return f"{row.cells[0].text}, {figures.columns[self.cell].title}: {said}"
        return ", ".join(
            f"{column.title} {cell.text}" if number else cell.text
            for number, (column, cell) in enumerate(zip(figures.columns, row.cells, strict=True))
            if cell.text
        )

    def _go(self, row: int, cell: int) -> None:
        """To what a row or a cell is about; again and again, to all that a row speaks of in turn."""
        if self._figures is None or not 0 <= row < len(self._figures.rows):
            return
        one = self._figures.rows[row]
        ways = (one.cells[cell].item,) if one.cells[cell].item else (one.item, *one.others)
        self._turn = self._turn + 1 if self._went == (row, cell) else 0
        self._went = (row, cell)
        item = ways[self._turn % len(ways)]
        if item:
            self.gone_to.emit(item)

    def _drawn_at(self, row: int, cell: int) -> QRectF:
        """Where a cell of a grid is drawn, pixels of the viewport."""
        part = self._part(row)
        item = self._figures.rows[row].cells[cell].item if self._figures is not None else ""
        scale, sheet = self._scale, self.sheet
        for drawn in part.items if part is not None and item else ():
            if isinstance(drawn, Box) and drawn.item == item and part is not None:
                return QRectF(
                    sheet.left() + (part.x + drawn.x) * scale,
                    sheet.top() + (part.y + drawn.y) * scale,
                    drawn.width * scale,
                    drawn.height * scale,
                )
        return QRectF()

    def cell_at(self, row: int, at: QPointF) -> int:
        """The number of the column of a grid there; 0 for the row as a whole."""
        cells = self._figures.rows[row].cells if self._figures is not None else ()
        hit = (n for n, cell in enumerate(cells) if cell.item and self._drawn_at(row, n).contains(at))
        return next(hit, 0)

    # Events -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        count = len(self._figures.rows) if self._figures is not None else 0
        page = max(int(_PAGE * self.viewport().height() / max(self._box(0).height(), 1)), 1)
        steps = {
            Qt.Key.Key_Up: self.row - 1,
            Qt.Key.Key_Down: self.row + 1,
            Qt.Key.Key_PageUp: self.row - page,
            Qt.Key.Key_PageDown: self.row + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif Qt.Key(key) in steps and count:
            self._walk(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.row >= 0:
            self._go(self.row, self.cell)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        leads = self._figures is not None and row >= 0 and bool(self._figures.rows[row].item)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        if row != self._hover:
            self._hover = row
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        if row >= 0:
            self._walk(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.row_at(event.position()) == self.row:
            self._go(self.row, self.cell_at(self.row, event.position()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._begin()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(720, 520)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._theme.colour("desk"))
            if self._scene is None or self._painter is None:
                return
            sheet = self.sheet
            painter.fillRect(sheet, Qt.GlobalColor.white)  # in any theme, as it is printed
            painter.setPen(self._theme.colour("sheet_edge"))
            painter.drawRect(sheet.adjusted(-1, -1, 0, 0))
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            self._mark(painter)
            painter.translate(sheet.topLeft())
            painter.scale(self._scale, self._scale)
            self._painter.paint(painter, self._scene)

    def _mark(self, painter: QPainter) -> None:
        """The row under the mouse, and the one the keyboard stands at."""
        for row, wash in ((self._hover, "#F3F3EF"), (self.row, "#E3EBF8")):
            box = self._box(row).adjusted(0, 1, 0, -1.5)
            if not box.isEmpty():
                painter.setPen(Qt.PenStyle.NoPen)
                if row == self.row and self.hasFocus():
                    painter.setPen(QPen(ACCENT, 1.5))
                painter.setBrush(QColor(wash))
                painter.drawRoundedRect(box, 3, 3)
        if self.cell and self.row >= 0:
            painter.setPen(QPen(ACCENT, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self._drawn_at(self.row, self.cell).adjusted(-3, -3, 3, 3))
