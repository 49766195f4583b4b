"""Short lists of small items: the team, the competitors, channels of one's own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_field
from cjmdesk.edits.people import add_channel, add_competitor, add_team_member
from cjmdesk.edits.removing import remove
from cjmdesk.i18n import N_, _
from cjmdesk.model.people import Competitor, TeamMember
from cjmdesk.model.project import Channel, Project
from cjmdesk.model.values import new_id
from cjmdesk.ui.fields.editors.base import Desk, FieldEditor, QuietLine, Shown
from cjmdesk.ui.fields.editors.chips import plus_button
from cjmdesk.ui.fields.editors.colours import ColourButton
from cjmdesk.ui.fields.editors.icons import IconButton
from cjmdesk.ui.fields.fieldtable import Field
from cjmdesk.ui.icons import icon

_SORTS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "brief.team": (N_("Add somebody"), (("name", N_("Their name")), ("discipline", N_("Discipline")))),
    "competitors": (N_("Add a competitor"), (("name", N_("Name")),)),
    "channels": (N_("Add a channel"), (("name", N_("Name")),)),
}

_EDGES = 26
"""Pixels of a field beside its words."""


class ItemsEditor(FieldEditor):
    """A row for each item: its fields, and a button that takes it away."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        self._add, self._fields = _SORTS[field.name]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.add = plus_button(_(self._add), desk)
        self.add.clicked.connect(self._append)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add)
        self.cells: dict[tuple[str, str], QLineEdit] = {}
        self._rows: dict[str, QWidget] = {}
        self._icons: dict[str, IconButton] = {}
        self._colours: dict[str, ColourButton] = {}
        self._owner = ""

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        items = values[0]
        self._owner = shown.subjects[0].id
        if [one.id for one in items] != list(self._rows):
            for row in self._rows.values():
                row.hide()
                row.deleteLater()
            self.cells, self._icons, self._colours = {}, {}, {}
            self._rows = {one.id: self._row(one.id) for one in items}
            for number, row in enumerate(self._rows.values()):
                self._column.insertWidget(number, row)
                row.show()
        for one in items:
            for name, _caption in self._fields:
                cell = self.cells[one.id, name]
                if cell.text() != getattr(one, name):
                    cell.setText(getattr(one, name))
                    if not cell.hasFocus():
                        cell.setCursorPosition(0)
                cell.setToolTip(cell.text())
            if one.id in self._colours:
                self._colours[one.id].show_colour(one.colour)
            if one.id in self._icons:
                self._icons[one.id].show_icon(one.icon)
        if not any(cell.hasFocus() for cell in self.cells.values()):
            self._share()

    def _share(self) -> None:
        """Names take what the longest of them needs, though no more than their share; the rest is for
        what somebody does, which takes more words."""
        metrics = self.fontMetrics()
        for name, _caption in self._fields[:-1]:
            column = [cell for (_id, field), cell in self.cells.items() if field == name]
            widest = max((metrics.horizontalAdvance(cell.text()) for cell in column), default=0)
            for cell in column:
                cell.setMaximumWidth(max(widest, 6 * metrics.averageCharWidth()) + _EDGES)

    def _row(self, id: str) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        if self.field.name == "channels":
            sign = IconButton(self.desk)
            sign.chosen.connect(lambda name, id=id: self._set(id, "icon", name))
            self._icons[id] = sign
            row.addWidget(sign)
        elif self.field.name == "competitors":
            spot = ColourButton(self.desk.theme)
            spot.chosen.connect(lambda colour, id=id: self._set(id, "colour", colour))
            self._colours[id] = spot
            row.addWidget(spot)
        for number, (name, caption) in enumerate(self._fields):
            cell = QuietLine()
            cell.setPlaceholderText(_(caption))
            cell.setAccessibleName(_(caption))
            cell.textEdited.connect(lambda text, name=name, id=id: self._set(id, name, text))
            cell.editingFinished.connect(self.ended)
            self.cells[id, name] = cell
            row.addWidget(cell, 3 if number else 4)
        gone = QToolButton()
        gone.setProperty("role", "small")
        gone.setIcon(icon(self.desk.theme, "x", "secondary", 12))
        gone.setIconSize(QSize(12, 12))
        gone.setToolTip(_("Remove"))
        gone.setAccessibleName(_("Remove"))
        gone.clicked.connect(lambda: self._apply(lambda project: remove(project, id)))
        row.addWidget(gone)
        return held

    def _set(self, id: str, name: str, text: str | None) -> None:
        self._apply(lambda project: set_field(project, id, name, text), f"{id}.{name}")

    def _append(self) -> None:
        id = new_id()

        def added(project: Project) -> Project:
            if self.field.name == "brief.team":
                return add_team_member(project, TeamMember(id=id))
            if self.field.name == "channels":
                return add_channel(project, Channel(id=id))
            return add_competitor(project, self._owner, Competitor(id=id))

        self._apply(added)
        first = self.cells.get((id, self._fields[0][0]))
        if first is not None:
            first.setFocus()

    def _apply(self, edit: Any, key: str | None = None) -> None:
        session = self.desk.session
        if session.project is None:
            return
        try:
            changed = edit(session.project)
        except EditError as trouble:
            self.refused.emit(f"{str(trouble)[:1].upper()}{str(trouble)[1:]}.")
            return
        label = _("changing “{field}”").format(field=_(self.field.caption))
        session.apply(label, changed, key)
