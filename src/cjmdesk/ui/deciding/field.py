"""The field of the matrix: a square of five levels a side with notes on it, and a strip for those that
wait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cjmdesk.analysis.judging import LEVELS, MIDDLE, QUARTERS, Matrix, fullest
from cjmdesk.i18n import _
from cjmdesk.layout.matrix import across, shares
from cjmdesk.layout.titles import QUARTERS as QUARTER_WORDS
from cjmdesk.model.cards import SolutionCard
from cjmdesk.ui.deciding.note import Note

if TYPE_CHECKING:
    from cjmdesk.analysis.rankings import RankedSolution
    from cjmdesk.ui.theme import Theme

GAP = 6
"""Pixels between notes and around them."""

NOTE = 14
"""Letters across the narrowest note."""

LINES = 34
"""Of 255: how dark the lines between levels are; on every ground of the quarters they are seen."""

_STRIP = (170, 250)
_EMPTY_STRIP = (110, 130)
"""Pixels that the strip has at least and at most, and where nothing waits."""


class Aim(Struct, frozen=True):
    """Where a note is held: a place of the square, or (None, None) over the strip."""

    impact: int | None
    effort: int | None


class Field(QWidget):
    """Lays notes out and tells where they are put; columns and rows grow with what stands in them, so
    that every note is read."""

    judged = Signal(str, object, object)
    """The id of a solution, its impact and its effort; None and None for one put back into the strip."""

    held = Signal(object)
    """The Aim that a note is held over; None where it is held over nothing, and when it is let go."""

    carried = Signal(object)
    """Where the mouse is, in pixels of the field, while a note is dragged."""

    gone_to = Signal(str)
    """The id of a solution that is to be shown on the sheet."""

    looked_at = Signal(str)
    """The id of a solution whose note has the keyboard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._matrix = Matrix({}, (), 0)
        self.notes: dict[str, Note] = {}
        self.room = QSize(640, 420)
        self._columns: list[tuple[int, int]] = []
        self._rows: list[tuple[int, int]] = []
        self._strip = QRect()
        self._aim: Aim | None = None
        theme.changed.connect(self.update)
        self.setAccessibleName(_("Impact and effort"))

    # Showing ------------------------------------------------------------------------------------

    def show_matrix(self, matrix: Matrix) -> None:
        """Show these solutions. Notes that stay keep the keyboard; a note that is gone ends its drag."""
        staying = {one.placed.card.id for some in matrix.places.values() for one in some}
        staying |= {one.placed.card.id for one in matrix.waiting}
        for id, note in self.notes.items():
            if id not in staying:
                note.cancel()
        self._matrix = matrix
        wanted = [*self._placed(), *((one, None, None) for one in matrix.waiting)]
        kept: dict[str, Note] = {}
        for one, impact, effort in wanted:
            id = one.placed.card.id
            note = self.notes.pop(id) if id in self.notes else self._note()
            note.show_solution(one, impact, effort)
            kept[id] = note
        had = next((note for note in self.notes.values() if note.hasFocus()), None)
        for note in self.notes.values():
            note.hide()
            note.deleteLater()
        self.notes = kept
        self.lay_out()
        if had is not None and kept:
            next(iter(kept.values())).setFocus()

    def _placed(self) -> list[tuple[RankedSolution, int | None, int | None]]:
        places = sorted(self._matrix.places.items(), key=lambda one: (one[0][1] - one[0][0], one[0][1]))
        return [(one, *place) for place, some in places for one in some]

    def _note(self) -> Note:
        note = Note(self._theme, self)
        note.moved.connect(self._by_key)
        note.taken_off.connect(lambda id: self.judged.emit(id, None, None))
        note.gone_to.connect(self.gone_to)
        note.looked_at.connect(self.looked_at)
        note.dragged.connect(self._hold)
        note.dropped.connect(self._drop)
        note.show()
        return note

    def set_room(self, room: QSize) -> None:
        """How much is seen at once; the field fills it, and is higher where its notes need that."""
        if room != self.room:
            self.room = room
            self.lay_out()

    # Room ---------------------------------------------------------------------------------------

    @property
    def _line(self) -> int:
        return self.fontMetrics().height()

    @property
    def _note_width(self) -> int:
        """Pixels of the narrowest note; wider places have several beside each other."""
        return NOTE * self.fontMetrics().averageCharWidth()

    @property
    def _axis(self) -> int:
        """Beside the square and below it."""
        return self._line + 10

    @property
    def _band(self) -> int:
        """At its upper and lower edge, for the names of the quarters."""
        return self._line + 12

    def lay_out(self) -> None:
        """Place everything in the room there is."""
        width = self.room.width()
        least, most = _STRIP if self._matrix.waiting else _EMPTY_STRIP
        strip = min(max(width // 5, least, (NOTE + 3) * self.fontMetrics().averageCharWidth()), most)
        at_impact, at_effort = fullest(self._matrix)
        wide = width - strip - GAP - self._axis
        wanted = shares(at_effort)
        self._columns, x = [], self._axis
        for share, count in zip(wanted, at_effort, strict=True):
            # Where type is large the field is wider than what is seen at once.
            least = self._note_width + 2 * GAP if count else self._axis
            size = max(int(wide * share / sum(wanted)), least)
            self._columns.append((x, size))
            x += size
        width = max(width, x + GAP + strip)
        top = self._line + 6 + self._band
        waiting = self._stack_height(self._matrix.waiting, strip) + 2 * self._line + 12
        below = self._band + self._axis
        needed = self._row_heights(at_impact, self.room.height() - top - below)
        height = max(self.room.height(), top + sum(needed) + below, waiting)
        spare = (height - top - below - sum(needed)) // len(needed)
        self._rows, y = [], height - below
        for tall in needed:
            y -= tall + spare
            self._rows.append((y, tall + spare))
        self._strip = QRect(width - strip, 0, strip, height)
        self.resize(width, height)
        self._place_notes()
        self.update()

    def _row_heights(self, counts: Sequence[int], room: int) -> list[int]:
        """Of the levels of impact, upwards. counts: notes of the fullest place of each. room: pixels that
        they may have; rows without a note give way before the field is scrolled."""
        full = [self._row_height(impact) for impact in LEVELS]
        empty = counts.count(0)
        spare = (room - sum(full)) // max(empty, 1)
        least = min(max(spare, self._line + 4), 2 * self._line)
        return [tall if count else least for tall, count in zip(full, counts, strict=True)]

    def _row_height(self, impact: int) -> int:
        return max(
            self._stack_height(self._matrix.places.get((impact, effort), ()), self._columns[effort - 1][1])
            for effort in LEVELS
        )

    def _widths(self, width: int, count: int) -> tuple[int, int]:
        """How many notes stand beside each other in `width`, and the width of each."""
        beside = across(width, self._note_width + GAP, count)
        return beside, (width - (beside + 1) * GAP) // beside

    def _stack_height(self, notes: Sequence[RankedSolution], width: int) -> int:
        if not notes:
            return 0
        beside, room = self._widths(width, len(notes))
        heights = [self.notes[one.placed.card.id].height_for(room) for one in notes]
        rows = [max(heights[at : at + beside]) for at in range(0, len(heights), beside)]
        return sum(rows) + (len(rows) + 1) * GAP

    def _place_notes(self) -> None:
        for (impact, effort), notes in self._matrix.places.items():
            (x, width), (y, height) = self._columns[effort - 1], self._rows[impact - 1]
            down = (height - self._stack_height(notes, width)) // 2
            self._place_stack(notes, QRect(x, y + down, width, height))
        strip = self._strip.adjusted(0, self._line + 10, 0, 0)
        self._place_stack(self._matrix.waiting, strip)

    def _place_stack(self, notes: Sequence[RankedSolution], box: QRect) -> None:
        if not notes:
            return
        beside, room = self._widths(box.width(), len(notes))
        y = box.top() + GAP
        for start in range(0, len(notes), beside):
            row = [self.notes[one.placed.card.id] for one in notes[start : start + beside]]
            tall = max(note.height_for(room) for note in row)
            for number, note in enumerate(row):
                if not note.dragging:
                    note.setGeometry(box.left() + GAP + number * (room + GAP), y, room, tall)
            y += tall + GAP

    def place_box(self, impact: int, effort: int) -> QRect:
        """Where a place lies, in pixels of the field."""
        (x, width), (y, height) = self._columns[effort - 1], self._rows[impact - 1]
        return QRect(x, y, width, height)

    @property
    def strip_box(self) -> QRect:
        """Where the strip lies, in pixels of the field."""
        return QRect(self._strip)

    @property
    def _square(self) -> QRect:
        left, right = self._columns[0][0], sum(self._columns[-1])
        top, bottom = self._rows[-1][0] - self._band, sum(self._rows[0]) + self._band
        return QRect(left, top, right - left, bottom - top)

    def aim_at(self, at: QPoint) -> Aim | None:
        """What is under a point: the nearest place on the square, the strip, or nothing."""
        if self._strip.contains(at):
            return Aim(None, None)
        square = self._square
        if not square.adjusted(-self._axis, -self._axis, GAP, self._axis).contains(at):
            return None
        effort = next(
            (n for n, (x, width) in zip(LEVELS, self._columns, strict=True) if at.x() < x + width), 5
        )
        impact = next((n for n, (y, _tall) in zip(LEVELS, self._rows, strict=True) if at.y() >= y), 5)
        return Aim(impact, effort)

    # Moving -------------------------------------------------------------------------------------

    def _levels(self, id: str) -> tuple[int | None, int | None]:
        for one in (*self._matrix.waiting, *(one for some in self._matrix.places.values() for one in some)):
            card = one.placed.card
            if card.id == id and isinstance(card, SolutionCard):
                return card.impact, card.effort
        return None, None

    def _by_key(self, id: str, more: int, dearer: int) -> None:
        """A note one level further; one that waits goes into the middle first."""
        impact, effort = self._levels(id)
        if impact is None or effort is None:
            self.judged.emit(id, impact or MIDDLE, effort or MIDDLE)
            return
        aim = (min(max(impact + more, 1), 5), min(max(effort + dearer, 1), 5))
        if aim != (impact, effort):
            self.judged.emit(id, *aim)

    def _hold(self, _id: str, at: QPoint) -> None:
        self.carried.emit(at)
        aim = self.aim_at(at)
        if aim != self._aim:
            self._aim = aim
            self.held.emit(aim)
            self.update()

    def _drop(self, id: str, at: QPoint | None) -> None:
        self._aim = None
        self.held.emit(None)
        aim = self.aim_at(at) if at is not None else None
        before = self._levels(id)
        if aim is None or (aim.impact, aim.effort) == before:
            self._place_notes()
        else:
            self.judged.emit(id, aim.impact, aim.effort)
        self.update()

    # Painting -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        theme, square = self._theme, self._square
        with QPainter(self) as painter:
            self._paint_quarters(painter, square)
            thin = QColor(theme.colour("ink"))
            thin.setAlpha(LINES)
            painter.setPen(QPen(thin, 1))
            for x, _width in self._columns[1:]:
                painter.drawLine(x, self._rows[-1][0], x, sum(self._rows[0]))
            for y, _height in self._rows[:-1]:
                painter.drawLine(square.left(), y, square.right(), y)
            self._paint_frames(painter, square)
            if self._aim is not None and self._aim.impact is not None and self._aim.effort is not None:
                self._light(painter, QRectF(self.place_box(self._aim.impact, self._aim.effort)))
            elif self._aim is not None:
                self._light(painter, QRectF(self._strip))
            self._paint_axes(painter, square)
            self._paint_strip(painter)

    def _light(self, painter: QPainter, box: QRectF) -> None:
        accent = QColor(self._theme.colour("accent"))
        painter.setPen(QPen(accent, 2))
        accent.setAlpha(40)
        painter.setBrush(accent)
        painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def quarters(self) -> dict[str, QRect]:
        """Where the quarters lie, in pixels of the field. What is of a middle level stands between them:
        on a line nobody could tell where it belongs."""
        square, middle = self._square, self.place_box(MIDDLE, MIDDLE)
        left, top = square.left(), square.top()
        beside, below = middle.right() + 1, middle.bottom() + 1
        wide, tall = square.right() + 1 - beside, square.bottom() + 1 - below
        boxes = (
            QRect(left, top, middle.left() - left, middle.top() - top),
            QRect(beside, top, wide, middle.top() - top),
            QRect(left, below, middle.left() - left, tall),
            QRect(beside, below, wide, tall),
        )
        return dict(zip(QUARTERS, boxes, strict=True))

    def _paint_quarters(self, painter: QPainter, square: QRect) -> None:
        theme = self._theme
        grounds = dict(zip(QUARTERS, ("accent_wash", "bar", "bar", "surface"), strict=True))
        painter.fillRect(square, theme.colour("surface"))
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        for name, box in self.quarters().items():
            painter.fillRect(box, theme.colour(grounds[name]))
            upper = name in QUARTERS[:2]
            band = QRect(box.left() + 10, 0, box.width() - 20, self._band)
            band.moveTop(box.top() if upper else box.bottom() + 1 - self._band)
            painter.setPen(theme.colour("secondary"))
            words = painter.fontMetrics().elidedText(
                _(QUARTER_WORDS[name]), Qt.TextElideMode.ElideRight, band.width()
            )
            painter.drawText(band, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
        painter.setFont(self.font())

    def _paint_frames(self, painter: QPainter, square: QRect) -> None:
        painter.setPen(QPen(self._theme.colour("faint"), 1))
        for box in (square, *self.quarters().values()):
            # An inner edge lies on the line between two levels.
            right, bottom = box.right() == square.right(), box.bottom() == square.bottom()
            painter.drawRect(box.adjusted(0, 0, -1 if right else 0, -1 if bottom else 0))

    def _paint_axes(self, painter: QPainter, square: QRect) -> None:
        theme = self._theme
        centre, right = int(Qt.AlignmentFlag.AlignCenter), int(Qt.AlignmentFlag.AlignRight)
        painter.setPen(theme.colour("small"))
        for level, (y, height) in zip(LEVELS, self._rows, strict=True):
            painter.drawText(QRect(0, y, self._axis - 4, height), centre, str(level))
        for level, (x, width) in zip(LEVELS, self._columns, strict=True):
            painter.drawText(QRect(x, square.bottom() + 1, width, self._axis), centre, str(level))
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        above = QRect(square.left(), 0, square.width(), self._line + 4)
        painter.drawText(above, int(Qt.AlignmentFlag.AlignLeft), _("Impact ↑"))
        painter.drawText(above, right, _("Effort →"))
        painter.setFont(self.font())

    def _paint_strip(self, painter: QPainter) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.colour("outline"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self._strip.adjusted(GAP // 2, 0, -1, -1), 5, 5)
        painter.setPen(theme.colour("secondary"))
        head = self._strip.adjusted(GAP + 4, 6, -GAP, 0)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        words = _("Not judged yet") if self._matrix.waiting else _("All are judged.")
        painter.drawText(head, flags, words)
