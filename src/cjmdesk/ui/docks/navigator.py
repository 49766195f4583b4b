"""The left panel: the project's maps, personas and workshop steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QSize, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.docks.rows import ROW, Mark, Row, RowDelegate
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.layout.context import PersonaMark
    from cjmdesk.model.people import Persona
    from cjmdesk.model.project import Project

WORKSHOP = "workshop:"
"""Before the name of a workshop step, where it is selected."""


class Navigator(QWidget):
    """Lists what the project holds; a row chosen is shown or selected."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("navigator")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(170)
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setContentsMargins(14, 12, 12, 0)
        self.list = _List()
        self.list.setItemDelegate(RowDelegate(theme, self.list))
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        session.changed.connect(lambda _before, _after: self.fill())
        session.told.connect(self._hear)
        theme.changed.connect(self.list.viewport().update)
        self.fill()

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self.fill()

    def fill(self) -> None:
        """List the project as it is now."""
        project = self._session.project
        self.list.setAccessibleName(_("Maps, personas and workshop steps"))
        self.title.setText(_title(project))
        rows = _rows(project, self._session) if project is not None else []
        chosen = self.list.currentRow()
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(row.text)
            item.setData(ROW, row)
            item.setToolTip(row.spoken)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken or row.text)
            if row.kind in ("heading", "empty"):
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        if 0 <= chosen < self.list.count():
            self.list.setCurrentRow(chosen)
        self._mark_selection()

    def _hear(self, event: Event) -> None:
        if event.kind in ("opened", "map"):
            self.fill()
        elif event.kind == "selection":
            self._mark_selection()

    def _mark_selection(self) -> None:
        for number in range(self.list.count()):
            item = self.list.item(number)
            row: Row = item.data(ROW)
            item.setSelected(bool(row.id) and row.kind != "map" and row.id == self._session.selection)

    def _choose(self, item: QListWidgetItem) -> None:
        row: Row = item.data(ROW)
        if row.kind == "map":
            self._session.show_map(row.id)
        elif row.id:
            self._session.select(row.id)


class _List(QListWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard sees where they are: at the first row that can be chosen."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason or self.currentRow() >= 0:
            return
        rows = (row for row in range(self.count()) if self.item(row).flags() & Qt.ItemFlag.ItemIsEnabled)
        self.setCurrentRow(next(rows, -1), QItemSelectionModel.SelectionFlag.NoUpdate)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        return QSize(220, 300)


def _title(project: Project | None) -> str:
    if project is None:
        return ""
    return project.title or (project.maps[0].title if project.maps else "") or _("Untitled project")


def _rows(project: Project, session: Session) -> list[Row]:
    from cjmdesk.layout.context import persona_marks
    from cjmdesk.layout.palette import COLOUR
    from cjmdesk.layout.titles import MAP_TYPES, WORKSHOP_STEPS

    rows = [Row("heading", _("Maps"))]
    shown = session.map
    for one in project.maps:
        kind = _(MAP_TYPES[one.type]) if one.type in MAP_TYPES else one.type
        title = one.title or _("Untitled map")
        mark: Mark = "current" if one is shown else "other"
        rows.append(Row("map", _("{title} – {type}").format(title=title, type=kind), one.id, mark))
    if not project.maps:
        rows.append(Row("empty", _("This project has no map yet.")))
    rows.append(Row("heading", _("Personas")))
    own = shown.personas if shown is not None else ()
    # Marked as on the shown map's poster; those it leaves out come after.
    ordered = sorted(project.personas, key=lambda one: own.index(one.id) if one.id in own else len(own))
    marks = persona_marks(tuple(ordered), COLOUR)
    rows += [_persona(person, marks[person.id]) for person in project.personas]
    if not project.personas:
        rows.append(Row("empty", _("Nobody yet: who makes this journey?")))
    rows.append(Row("heading", _("Workshop")))
    known = {step.step: step for step in project.brief.steps}
    for name, words in WORKSHOP_STEPS.items():
        step = known.get(name)
        mark = "open"
        spoken = _("{step}: not begun")
        if step is not None and step.done:
            mark, spoken = "done", _("{step}: done")
        elif step is not None and step.notes:
            mark, spoken = "begun", _("{step}: begun")
        said = spoken.format(step=_(words))
        rows.append(Row("step", _(words), WORKSHOP + name, mark, spoken=said))
    return rows


def _persona(person: Persona, mark: PersonaMark) -> Row:
    who = _("{name}, {age}").format(name=person.name, age=person.age) if person.age else person.name
    if person.occupation:
        who = _("{person} · {occupation}").format(person=who, occupation=person.occupation)
    return Row("persona", who or _("Nameless"), person.id, "", mark.initials, mark.colour)
