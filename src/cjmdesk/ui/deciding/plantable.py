"""The table of the action plan: who does what by when, written in place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractItemModel,
    QDate,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from shiboken6 import isValid

from cjmdesk.i18n import _
from cjmdesk.layout.titles import SOLUTION_STATUSES
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.deciding.table import ID, CardTable
from cjmdesk.ui.deciding.twolines import TwoLines
from cjmdesk.ui.fields.editors.dates import pick_day
from cjmdesk.ui.fields.editors.days import day_of, short_day
from cjmdesk.ui.icons import icon

if TYPE_CHECKING:
    from cjmdesk.ui.theme import Theme

CHOSEN, TEXT, OWNER, DUE, STATUS, GAIN = range(6)
"""Columns."""

WRITTEN = (OWNER, DUE, STATUS)
"""Those that are written into, from left to right."""

FIELDS = {OWNER: "owner", DUE: "due", STATUS: "status"}

LETTERS = {OWNER: 26, DUE: 20}
"""For how many there is room while one of these is written."""

LINE = 28
"""Pixels: the height of an editor, if its row has them."""

SETTLED = 100
"""Milliseconds until the window has the keyboard again after a calendar or a list of names."""

RAW = Qt.ItemDataRole.UserRole + 1
"""Where an item keeps what an editor of it begins with."""


class PlanRow(Struct, frozen=True):
    """A solution as it is shown. chosen: whether it is in the plan. words: of the columns from TEXT on.
    owner, due: as they are edited. bad: columns that say what is missing. quiet: nobody has to do
    anything about it."""

    id: str
    chosen: bool
    words: tuple[str, ...]
    owner: str = ""
    due: str = ""
    bad: frozenset[int] = frozenset()
    quiet: bool = False


class PlanTable(CardTable):
    """Shows rows, and tells what is written; it changes nothing itself."""

    written = Signal(str, str, str)
    """The id of a solution, the field (owner, due, status), and what was written."""

    ticked = Signal(str, bool)
    """The id of a solution, and whether it is to be in the plan."""

    def __init__(self, theme: Theme, names: Callable[[], Sequence[str]]) -> None:
        """names: of people who may be asked, to complete an owner."""
        heads = ("", _("Solution"), _("Owner"), _("Due"), _("Status"), _("Gain"))
        super().__init__(_("Action plan"), heads, (TEXT,))
        self._theme = theme
        self.setItemDelegate(_PlanDelegate(theme, self, names))
        self.setEditTriggers(CardTable.EditTrigger.DoubleClicked | CardTable.EditTrigger.AnyKeyPressed)
        self.itemChanged.connect(self._tick)
        self.entered_row.connect(lambda _id: self._write())
        for column, words in ((CHOSEN, _("In the plan")), (GAIN, _("Impact less effort"))):
            self.model().setHeaderData(column, Qt.Orientation.Horizontal, words, Qt.ItemDataRole.ToolTipRole)

    def show_plan(self, rows: Sequence[PlanRow]) -> None:
        """Show these rows instead."""
        self.show_rows([(row.id, ("", *row.words)) for row in rows], lambda: self._dress(rows))

    def reword(self, rows: Sequence[PlanRow]) -> None:
        """Say what has changed while a cell is being written: every row stays where it is."""
        places = {self.id_at(number): number for number in range(self.rowCount())}
        self.blockSignals(True)
        for row in rows:
            for column, text in enumerate(row.words, TEXT) if row.id in places else ():
                self.cell(places[row.id], column).setText(text)
        self._dress(rows)
        self.blockSignals(False)
        self._share()

    def _dress(self, rows: Sequence[PlanRow]) -> None:
        """Ticks, tones and what editors begin with, of the rows that are shown."""
        places = {self.id_at(number): number for number in range(self.rowCount())}
        plain, quiet = self._theme.colour("ink"), self._theme.colour("small")
        for row in rows:
            number = places.get(row.id)
            if number is None:
                continue
            for column in range(self.columnCount()):
                item = self.cell(number, column)
                flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                if column == CHOSEN:
                    flags |= Qt.ItemFlag.ItemIsUserCheckable
                    state = Qt.CheckState.Checked if row.chosen else Qt.CheckState.Unchecked
                    item.setCheckState(state)
                    name = _("In the plan") if row.chosen else _("Not in the plan")
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
                elif column in WRITTEN:
                    flags |= Qt.ItemFlag.ItemIsEditable
                item.setFlags(flags)
                item.setData(RAW, {OWNER: row.owner, DUE: row.due}.get(column, ""))
                tone = self._theme.colour("bad") if column in row.bad else quiet if row.quiet else plain
                item.setForeground(tone)

    def next_cell(self, row: int, column: int, by: int) -> tuple[int, int] | None:
        """The next cell that is written into, then those of the next row."""
        place = row * len(WRITTEN) + (WRITTEN.index(column) if column in WRITTEN else 0) + by
        line, number = divmod(place, len(WRITTEN))
        return (line, WRITTEN[number]) if 0 <= line < self.rowCount() else None

    def _tick(self, item: Any) -> None:
        if item.column() == CHOSEN:
            self.ticked.emit(str(item.data(ID)), item.checkState() == Qt.CheckState.Checked)

    def _write(self) -> None:
        """Write into the cell the keyboard stands at; from another, into the owner's."""
        row, column = self.currentRow(), self.currentColumn()
        self.setCurrentCell(row, column if column in WRITTEN else OWNER)
        self.edit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentRow() >= 0:
            item = self.cell(self.currentRow(), CHOSEN)
            on = item.checkState() == Qt.CheckState.Checked
            self.ticked.emit(str(item.data(ID)), not on)
        elif event.key() == Qt.Key.Key_F2 and self.currentRow() >= 0:
            self._write()
        elif event.key() == Qt.Key.Key_Delete and self.currentColumn() in (OWNER, DUE) and self.row_id:
            self.written.emit(self.row_id, FIELDS[self.currentColumn()], "")
        else:
            super().keyPressEvent(event)


class _Line(QLineEdit):
    """A line with words to complete it, whose list hands Enter and Tab on to the line alone."""

    left = Signal(QStyledItemDelegate.EndEditHint)
    """The list was left by a key, and where writing goes on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.returnPressed.connect(self._enter)

    def offer(self, names: Sequence[str]) -> None:
        """Complete what is written with these."""
        completer = QCompleter(list(names), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        if (popup := completer.popup()) is not None:
            popup.setProperty("role", "choices")
        self.setCompleter(completer)

    def _enter(self) -> None:
        # Without the list the table sees the key itself.
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None and popup.isVisible():
            self._leave(QStyledItemDelegate.EndEditHint.SubmitModelCache)

    def _leave(self, hint: QStyledItemDelegate.EndEditHint) -> None:
        # Once the list is gone: it would take the keyboard from what is written next.
        QTimer.singleShot(0, self, lambda: self.left.emit(hint))

    def focusNextPrevChild(self, forward: bool) -> bool:
        ends = QStyledItemDelegate.EndEditHint
        self._leave(ends.EditNextItem if forward else ends.EditPreviousItem)
        return True


class _DayLine(_Line):
    """A day is typed, or picked in a calendar: by the sign at the end, Alt+Down or F4."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self.picking = False
        """Whether the calendar is open: who looks at it has not left the line."""
        sign = self.addAction(icon(theme, "calendar-days"), QLineEdit.ActionPosition.TrailingPosition)
        sign.setText(_("Calendar"))
        sign.setToolTip(_("Calendar (Alt+↓)"))
        sign.triggered.connect(self.pick)

    def pick(self) -> None:
        """Open the calendar at the day that is written."""
        today: datetime.date = QDate.currentDate().toPython()  # type: ignore[assignment]
        popup = pick_day(self, self._theme, day_of(self.text(), today), self._take)
        self.picking = True
        popup.destroyed.connect(self._end)

    def _end(self) -> None:
        """The calendar has closed: the keyboard comes back here, on some systems a little later."""
        if isValid(self):
            self.window().activateWindow()
            self.setFocus()
            QTimer.singleShot(SETTLED, self, self._rest)

    def _rest(self) -> None:
        self.picking = False

    def _take(self, day: datetime.date) -> None:
        self.setText(short_day(day))
        self.setModified(True)
        self.left.emit(QStyledItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if down or event.key() == Qt.Key.Key_F4:
            self.pick()
        else:
            super().keyPressEvent(event)


class _StatusBox(ChoiceBox):
    """Is done as soon as something is picked from its list; keys go through its values before."""

    picked = Signal()

    def hidePopup(self) -> None:
        seen = self.view().isVisible()
        super().hidePopup()
        if seen:
            QTimer.singleShot(0, self.picked.emit)


class _PlanDelegate(TwoLines):
    """Editors of the plan's cells."""

    def __init__(self, theme: Theme, table: PlanTable, names: Callable[[], Sequence[str]]) -> None:
        super().__init__(theme, (TEXT,), table)
        self._theme = theme
        self._table, self._names = table, names

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        if brush is not None:  # the theme's rules would have the last word
            option.palette.setBrush(QPalette.ColorRole.Text, brush)
            option.palette.setBrush(QPalette.ColorRole.HighlightedText, brush)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        if index.column() == STATUS:
            box = _StatusBox(parent)
            for status, words in SOLUTION_STATUSES.items():
                box.addItem(_(words), status)
            box.setAccessibleName(_("Status"))
            box.picked.connect(lambda: self._done(box))
            return box
        line = _DayLine(parent, self._theme) if index.column() == DUE else _Line(parent)
        line.setObjectName("cellEditor")
        line.setAccessibleName(_("Owner") if index.column() == OWNER else _("Due"))
        if index.column() == OWNER:
            line.offer(self._names())
        else:
            line.setPlaceholderText(_("15 Dec"))
        line.left.connect(lambda hint: self._done(line, hint))
        return line

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A column is as wide as what it shows, which what is written there need not fit; a row may be much
        taller than a line."""
        super().updateEditorGeometry(editor, option, index)
        box, room = editor.geometry(), self._table.viewport().width()
        letters = LETTERS.get(index.column())
        wanted = editor.sizeHint().width()
        if letters is not None:
            wanted = letters * editor.fontMetrics().averageCharWidth()
        box.setWidth(min(max(box.width(), wanted), room))
        box.moveLeft(max(min(box.left(), room - box.width()), 0))
        middle = box.center().y()
        box.setHeight(min(box.height(), max(editor.sizeHint().height(), LINE)))
        box.moveCenter(QPoint(box.center().x(), middle))
        editor.setGeometry(box)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(editor, _DayLine) and editor.picking:
            return False
        if (
            isinstance(event, QFocusEvent)
            and event.lostFocus()
            and event.reason() == Qt.FocusReason.ActiveWindowFocusReason
            and isinstance(editor, _Line)
        ):
            # A list of names that closes takes the keyboard from the window for a moment.
            QTimer.singleShot(SETTLED, editor, lambda: self._if_left(editor))
            return False
        return super().eventFilter(editor, event)

    def _if_left(self, line: _Line) -> None:
        """End writing where another window has the keyboard by now."""
        if not line.isActiveWindow():
            self._done(line)

    def _done(self, box: QWidget, hint: TwoLines.EndEditHint = TwoLines.EndEditHint.NoHint) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, hint)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, ChoiceBox):
            editor.setCurrentIndex(max(editor.findText(str(index.data() or "")), 0))
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(RAW) or ""))
            editor.selectAll()

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if isinstance(editor, ChoiceBox):
            text = str(editor.currentData())
        else:
            assert isinstance(editor, QLineEdit)
            text = editor.text().strip()
        self._table.written.emit(str(index.data(ID)), FIELDS[index.column()], text)
