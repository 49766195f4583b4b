"""The rows of a file and the places of the map that their numbers go to, chosen by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from cjmdesk.formats.number_match import NEW, SKIP, Row, Target
from cjmdesk.formats.number_table import NAMES
from cjmdesk.i18n import N_, _
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.figures.words import column_words, value_words
from cjmdesk.ui.theme import Theme

NAME, PLACE, HOW, REMARK = 0, 1, 2, 3
"""The first columns: the name in the file, the place on the map, how it was found, what is odd."""

STATES = {
    "same": (N_("same name"), "good"),
    "letters": (N_("spelled differently"), "good"),
    "similar": (N_("similar: is it this one?"), "warning"),
    "several": (N_("several places: choose one"), "warning"),
    "twice": (N_("stands in the file twice"), "warning"),
    "none": (N_("not on the map"), "warning"),
    "total": (N_("sums up other rows"), "small"),
    "empty": (N_("no numbers"), "small"),
}
"""State of a row → what is said of it, and in which tone of the theme."""

_WIDEST, _NARROWEST = 260, 110
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowTable(QTableWidget):
    """Enter, F2, Space or a double click on a row opens the list of places; Delete leaves it out."""

    changed = Signal()
    """A place was chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.found: list[Row] = []
        self._targets: tuple[Target, ...] = ()
        self._stages: tuple[tuple[str, str], ...] = ()
        self.setAccessibleName(_("Rows of the file"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setProperty("role", "rows")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setItemDelegateForColumn(PLACE, _Places(self))

    def show_rows(
        self,
        rows: Sequence[Row],
        columns: Sequence[str],
        targets: tuple[Target, ...],
        stages: tuple[tuple[str, str], ...],
    ) -> None:
        """Show these instead. columns: what was found in the file. stages: id and title of each."""
        self.found, self._targets, self._stages = list(rows), targets, stages
        kinds = [kind for kind in columns if kind not in NAMES]
        heads = [_("In the file"), _("On the map"), _("Match"), _("Remark")]
        heads += [column_words(kind) for kind in kinds]
        self.blockSignals(True)
        self.clear()
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(heads)
        self.setColumnHidden(REMARK, not any(row.remarks for row in rows))
        for place, kind in enumerate(kinds, REMARK + 1):
            head = self.horizontalHeaderItem(place)
            if kind != "reason_left" and head is not None:
                head.setTextAlignment(_RIGHT)
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            self._fill(number, row, kinds)
        self.blockSignals(False)
        self._fit()
        wanting = (n for n, row in enumerate(rows) if STATES[row.state][1] == "warning")
        self.setCurrentCell(next(wanting, 0), PLACE)

    def _fit(self) -> None:
        """Columns as wide as their words; what is left over goes to the place on the map. Where there is
        too little, words give way before figures are out of sight, down to a narrow column."""
        self.resizeColumnsToContents()
        for place in range(self.columnCount()):
            widest = 2 * _WIDEST if place == REMARK else _WIDEST
            self.setColumnWidth(place, min(self.columnWidth(place), widest))
        left = self.viewport().width() - self.horizontalHeader().length()
        if left > 0:
            self.setColumnWidth(PLACE, self.columnWidth(PLACE) + left)
        giving = {place: self.columnWidth(place) for place in (NAME, PLACE, HOW, REMARK)}
        while left < 0 and max(giving.values()) > _NARROWEST:
            giving[max(giving, key=giving.__getitem__)] -= 1
            left += 1
        for place, width in giving.items():
            if not self.isColumnHidden(place):
                self.setColumnWidth(place, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fill(self, number: int, row: Row, kinds: Sequence[str]) -> None:
        name = f"{row.name} ({row.stage_name})" if row.stage_name else row.name
        self._put(number, NAME, name)
        self._show_place(number, row)
        self._put(number, REMARK, " ".join(row.remarks), tone="warning")
        for place, kind in enumerate(kinds, REMARK + 1):
            self._put(number, place, value_words(kind, row.values.get(kind)), right=kind != "reason_left")

    def _put(
        self, number: int, place: int, text: str, *, tone: str = "ink", right: bool = False
    ) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setForeground(self._theme.colour(tone))
        item.setToolTip(text)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setTextAlignment(_RIGHT if right else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setItem(number, place, item)
        return item

    def _show_place(self, number: int, row: Row) -> None:
        words, tone = STATES[row.state]
        chosen = self.place_words(row.target)
        place = self._put(number, PLACE, chosen, tone="ink" if row.target else "small")
        if self._choosable(row):
            place.setFlags(place.flags() | Qt.ItemFlag.ItemIsEditable)
        if tone == "warning" and row.target and row.target not in row.offers[:1]:
            words, tone = _("chosen by you"), "good"
        self._put(number, HOW, _(words), tone=tone)

    def _choosable(self, row: Row) -> bool:
        return row.state != "empty" and bool(row.values)

    def place_words(self, target: str) -> str:
        """What a place is called: "Order page (Purchase)"."""
        if target == SKIP:
            return _("left out")
        titles = dict(self._stages)
        if target.startswith(NEW):
            return _("new in {stage}").format(stage=titles.get(target.removeprefix(NEW), ""))
        one = next((each for each in self._targets if each.item == target), None)
        if one is None:
            return ""
        if one.is_stage:
            return one.name
        return _("{touchpoint} ({stage})").format(touchpoint=one.name, stage=one.stage_name)

    def choices(self, number: int) -> list[tuple[str, str]]:
        """What a row may go to: words and target; what it resembles first, then everything."""
        row = self.found[number]
        found = [(_("left out"), SKIP)]
        found += [(self.place_words(item), item) for item in row.offers]
        if any(each in row.values for each in ("visits", "transactions", "conversion", "cost", "minutes")):
            found += [(self.place_words(NEW + id), NEW + id) for id, _title in self._stages]
        rest = [one.item for one in self._targets if one.item not in row.offers]
        return [*found, *((self.place_words(item), item) for item in rest)]

    def choose(self, number: int, target: str) -> None:
        """Let a row go somewhere; another row that went there is left out."""
        for other, row in enumerate(self.found):
            if other != number and target and row.target == target and not target.startswith(NEW):
                self.found[other] = replace(row, target=SKIP)
                self._show_place(other, self.found[other])
        self.found[number] = replace(self.found[number], target=target)
        self._show_place(number, self.found[number])
        self.changed.emit()

    def add_rest(self, stage: str) -> None:
        """Let all rows that have no place become new touchpoints of a stage."""
        for number, row in enumerate(self.found):
            if not row.target and row.state in ("none", "several") and self._choosable(row):
                self.found[number] = replace(row, target=NEW + stage)
                self._show_place(number, self.found[number])
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.model().index(self.currentRow(), PLACE)
        opens = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in opens[:2]:
            event.ignore()  # the window's: it imports
        elif event.key() in opens and here.isValid():
            if self.found and self._choosable(self.found[here.row()]):
                self.edit(here)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and here.isValid():
            self.choose(here.row(), SKIP)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.rowCount():
            self.setCurrentCell(0, PLACE)


class _Places(QStyledItemDelegate):
    """Opens the list of places in a row."""

    def __init__(self, table: RowTable) -> None:
        super().__init__(table)
        self._table = table

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        box = ChoiceBox(parent)
        number = index.row()
        for words, target in self._table.choices(number):
            box.addItem(words, target)
        box.setCurrentIndex(max(box.findData(self._table.found[number].target), 0))
        box.setAccessibleName(_("On the map"))
        box.activated.connect(lambda _at: self._finish(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _finish(self, box: ChoiceBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """The list was filled when it was made."""

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        target: Any = editor.currentData()  # type: ignore[attr-defined]
        if target is not None and target != self._table.found[index.row()].target:
            self._table.choose(index.row(), target)
