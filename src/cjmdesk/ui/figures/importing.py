"""Import Numbers: a table of a file, what its columns hold, and where each row goes."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.edits.numbers import set_numbers
from cjmdesk.formats.number_match import (
    changes_of,
    columns_of,
    match_rows,
    summary,
    targets_of,
)
from cjmdesk.formats.number_table import COLUMNS, NAMES, NumberTable, with_decimal, without_column
from cjmdesk.i18n import _, ngettext
from cjmdesk.model.cards import Evidence
from cjmdesk.model.values import new_id
from cjmdesk.ui.caption import caption
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.figures.rowtable import RowTable
from cjmdesk.ui.figures.words import column_words
from cjmdesk.ui.room import open_at

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.theme import Theme

_IN_A_ROW = 5


class NumbersDialog(QDialog):
    """What is chosen in it becomes an edit by `edited`; nothing is changed before."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        about: tuple[Project, JourneyMap],
        name: str,
        tables: Sequence[NumberTable],
    ) -> None:
        """about: the project and its map. name: of the file. tables: as `read_numbers` gives them."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import Numbers"))
        project, journey = about
        self._theme, self._journey, self._name, self._tables = theme, journey, name, tuple(tables)
        self._targets = targets_of(project, journey)
        self._stages = tuple(
            (stage.id, stage.title.strip() or _("stage {number}").format(number=number))
            for number, stage in enumerate(journey.stages, 1)
        )
        self.table = self._tables[0]
        self._columns = columns_of(self.table, self._targets)
        self.rows = RowTable(theme)
        self.boxes: dict[str, QComboBox] = {}
        self.sheet, self.decimal = ChoiceBox(), ChoiceBox()
        self.said = QLabel()
        self.measured = QCheckBox(_("Mark them as measured, with this file as their source"))
        self._arrange()
        self.rows.changed.connect(self._count)
        self._show_columns()
        self._match()
        open_at(self, 1040, 640)
        self.rows.setFocus()

    # Parts ------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addLayout(self._fields())
        column.addWidget(self.rows, 1)
        hint = QLabel(_("Enter on a row chooses its place on the map, Del leaves it out."))
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        column.addWidget(hint)
        self.measured.setChecked(True)
        self.measured.setToolTip(_("Only touchpoints that were guesses until now; other sources stay"))
        column.addWidget(self.measured)
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        head = QLabel(self._name)
        head.setProperty("role", "heading")
        head.setTextFormat(Qt.TextFormat.PlainText)
        self._facts = QLabel()
        self._facts.setProperty("role", "quiet")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(head)
        row.addWidget(self._facts, 1)
        for number, table in enumerate(self._tables):
            self.sheet.addItem(table.place or _("Table {number}").format(number=number + 1), number)
        self.sheet.setVisible(len(self._tables) > 1)
        self.sheet.setAccessibleName(_("Table"))
        self.sheet.activated.connect(self._turn)
        self.decimal.addItem(_("Decimals: 1.5"), ".")
        self.decimal.addItem(_("Decimals: 1,5"), ",")
        self.decimal.setAccessibleName(_("Decimals"))
        self.decimal.activated.connect(self._read_again)
        row.addWidget(self.sheet)
        row.addWidget(self.decimal)
        return row

    def _fields(self) -> QGridLayout:
        """What each kind of figure is told by."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(12)
        for number, kind in enumerate(COLUMNS):
            box = ChoiceBox()
            box.setAccessibleName(_("Column of: {name}").format(name=column_words(kind)))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.activated.connect(partial(self._take_column, kind))
            down, across = divmod(number, _IN_A_ROW)
            named = QVBoxLayout()
            named.setSpacing(3)
            named.addWidget(caption(column_words(kind), self._theme, box))
            named.addWidget(box)
            grid.addLayout(named, down, across)
            grid.setColumnStretch(across, 1)
            self.boxes[kind] = box
        return grid

    def _foot(self) -> QHBoxLayout:
        self.add_rest = QPushButton(_("Add the Rest as New"))
        menu = QMenu(self.add_rest)
        for id, title in self._stages:
            menu.addAction(title.replace("&", "&&"), partial(self.rows.add_rest, id))
        self.add_rest.setMenu(menu)
        self.add_rest.setToolTip(_("Rows that have no place become touchpoints of a stage"))
        cancel, self.take = QPushButton(_("Cancel")), QPushButton(_("Import"))
        for button in (self.add_rest, cancel, self.take):
            button.setAutoDefault(False)  # Enter in the rows or a list imports nothing
        self.take.setProperty("role", "primary")
        self.take.setToolTip(_("Ctrl+Enter imports from anywhere"))
        cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)
        self.said.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.add_rest)
        foot.addWidget(cancel)
        foot.addWidget(self.take)
        return foot

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button, or opens the list, that the keyboard stands at."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        here = self.focusWidget()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.take.click()
        elif isinstance(here, QPushButton):
            here.click()
        elif isinstance(here, QComboBox):
            here.showPopup()

    # What is chosen ---------------------------------------------------------------------------

    def _turn(self, _at: int) -> None:
        """Another sheet of the workbook."""
        self.table = self._tables[self.sheet.currentData()]
        self._columns = columns_of(self.table, self._targets)
        self._show_columns()
        self._match()

    def _read_again(self, _at: int) -> None:
        self.table = with_decimal(self.table, self.decimal.currentData())
        self._match()

    def _take_column(self, kind: str, _at: int) -> None:
        self._columns = without_column(self._columns, kind, self.boxes[kind].currentData())
        self._show_columns()
        self._match()

    def _show_columns(self) -> None:
        count = len(self.table.rows)
        facts = [ngettext("{count} row", "{count} rows", count).format(count=count)]
        if self.table.encoding:
            facts.append(self.table.encoding.upper().replace("WINDOWS", "Windows"))
        self._facts.setText(" · ".join(facts))
        self.decimal.setCurrentIndex(self.decimal.findData(self.table.decimal))
        for kind, box in self.boxes.items():
            box.clear()
            box.addItem("–", None)
            for number, head in enumerate(self.table.head):
                box.addItem(head, number)
            place = self._columns.get(kind)
            box.setCurrentIndex(0 if place is None else place + 1)

    def _match(self) -> None:
        rows = match_rows(self.table, self._columns, self._targets)
        self.rows.show_rows(rows, tuple(self._columns), self._targets, self._stages)
        self._count()

    def _count(self) -> None:
        rows = self.rows.found
        self.said.setText(self._missing() or summary(rows))
        self.take.setEnabled(any(row.target for row in rows))
        rest = any(not row.target and row.state in ("none", "several") and row.values for row in rows)
        self.add_rest.setEnabled(rest)

    def _missing(self) -> str:
        """What has to be said before anything can be taken over; empty for nothing."""
        if not any(name in self._columns for name in NAMES):
            return _("Choose the column with the names of touchpoints or stages.")
        if all(name in NAMES for name in self._columns):
            return _("Choose what the columns with numbers hold.")
        return ""

    def edited(self, project: Project) -> Project:
        """`project` with the numbers. Raises EditError."""
        numbers, fresh = changes_of(self.rows.found, self._targets, new_id)
        evidence = None
        if self.measured.isChecked():
            today = datetime.datetime.now().astimezone().date()
            evidence = Evidence(grade="measured", source=self._name, date=today)
        return set_numbers(project, self._journey.id, numbers, fresh, evidence)
