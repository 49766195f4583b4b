"""The left panel: the project's maps, personas and workshop steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QMenu, QPushButton, QVBoxLayout, QWidget

from cjmdesk.i18n import NO_BREAK, _
from cjmdesk.model.wording import PROJECT, WORKSHOP
from cjmdesk.ui.docks.rowlist import RowList
from cjmdesk.ui.docks.rows import ROW, Mark, Row
from cjmdesk.ui.icons import icon
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.layout.context import PersonaMark
    from cjmdesk.model.people import Persona
    from cjmdesk.model.project import Project
    from cjmdesk.ui.listed import Listed

_QUEUED = Qt.ConnectionType.QueuedConnection
"""After the list has taken the keyboard back from the editor."""

ADD_MAP, ADD_PERSONA = "add:map", "add:persona"
"""Rows that add something."""


class Navigator(QWidget):
    """Lists what the project holds; a row chosen is shown or selected, renamed, moved, ticked."""

    said = Signal(str)
    """A sentence for the info bar."""

    wanted = Signal(str)
    """The id of a command, for what is selected."""

    def __init__(self, theme: Theme, session: Session, listed: Listed) -> None:
        super().__init__()
        self._theme, self._session, self._listed = theme, session, listed
        self.setObjectName("navigator")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(170)
        self.title = QPushButton()
        self.title.setProperty("role", "heading")
        self.title.clicked.connect(lambda: session.select(PROJECT))
        self.list = RowList(theme)
        self.list.itemClicked.connect(self._click)
        self.list.itemActivated.connect(self._choose)
        self.list.moved.connect(self._move)
        self.list.written.connect(self._rename)
        self.list.removed.connect(self.remove)
        self.list.asked.connect(self._menu)
        self.list.entered_add.connect(self._add)
        self._after: QWidget | None = None
        self.list.itemDelegate().closeEditor.connect(self._done, _QUEUED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self._rows: list[Row] = []
        session.changed.connect(lambda _before, _after: self.fill())
        session.told.connect(self._hear)
        theme.changed.connect(self.list.viewport().update)
        self.fill()

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self.fill()

    def fill(self) -> None:
        """List the project as it is now; nothing is touched while its rows stay the same."""
        project = self._session.project
        self.list.setAccessibleName(_("Maps, personas and workshop steps"))
        words = _title(project)
        if words != self.title.text():
            self.title.setText(words.replace("&", "&&"))
            self.title.setToolTip(_("Edit the project and its brief"))
        rows = _rows(project, self._session) if project is not None else []
        if rows != self._rows:
            self._rows = rows
            chosen = self.list.currentRow()
            self.list.show_rows(rows)
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

    # What is done with a row --------------------------------------------------------------------

    def _click(self, item: QListWidgetItem) -> None:
        row: Row = item.data(ROW)
        if row.kind == "step" and self.list.clicked_mark:
            self._tick(row)
        elif row.kind == "add":
            self._add(row)
        else:
            self._choose(item)

    def _choose(self, item: QListWidgetItem) -> None:
        row: Row = item.data(ROW)
        if row.kind == "map":
            self._session.show_map(row.id)
            self._session.select("")
        elif row.id and row.kind != "add":  # where one click activates, it must not add twice
            self._session.select(row.id)

    def _add(self, row: Row) -> None:
        self.add_persona() if row.id == ADD_PERSONA else self.add_map()

    def add_persona(self, after: QWidget | None = None) -> None:
        """Make a persona, on the shown map too, and write its name. after: gets the keyboard when that is
        done or given up; None leaves it here."""
        id = self._listed.new_persona()
        if id:
            self._after = after
            self.write(id)

    def _done(self) -> None:
        """A name is written no more."""
        after, self._after = self._after, None
        if after is not None:
            after.setFocus()

    def add_map(self) -> None:
        """Make a map with the stages and lanes of the shown one, without its notes, and write its title."""
        from cjmdesk.edits.maps import empty_like

        journey = empty_like(self._session.map, _("New map"))
        if self._listed.add_map(journey):
            self.write(journey.id)

    def write(self, id: str) -> None:
        """Begin to write the name of a map or a persona."""
        number = next((n for n, row in enumerate(self._rows) if row.id == id), -1)
        if number >= 0:
            self.list.setCurrentRow(number)
            self.list.setFocus()
            self.list.editItem(self.list.item(number))

    def remove(self, row: Row) -> None:
        """Delete a map or a persona; undo brings it back."""
        if row.kind in ("map", "persona") and self._listed.delete(row.id):
            self._session.select("")

    def _rename(self, row: Row, words: str) -> None:
        self._listed.rename(row.id, words)

    def _move(self, row: Row, by: int) -> None:
        """Move a map or a persona `by` places among its like."""
        if self._listed.move(row.id, by):
            number = next((n for n, other in enumerate(self._rows) if other.id == row.id), -1)
            self.list.setCurrentRow(number)

    def _tick(self, row: Row) -> None:
        from cjmdesk.ui.fields.access import write

        self._session.attempt(
            _("ticking a workshop step"),
            lambda project: write(project, row.id, "done", row.mark != "done"),
            self.said.emit,
        )

    def _lead_to(self, row: Row, command: str) -> None:
        """To a guide that asks more of what a row is about."""
        self._session.select(row.id)
        self.wanted.emit(command)

    def _make_future(self, row: Row) -> None:
        id = self._listed.make_future(row.id)
        if id:
            self.write(id)

    def _menu(self, row: Row, at: QPoint) -> None:
        """What can be done with a row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def add(sign: str, words: str, way: Callable[[], object]) -> None:
            menu.addAction(icon(self._theme, sign), words, way)

        if row.kind in ("map", "persona"):
            add("pencil", _("Rename"), lambda: self.write(row.id))
            if row.kind == "persona":
                add("list-checks", _("Describe in Steps…"), lambda: self._lead_to(row, "persona_guide"))
            if row.kind == "map":
                add("sparkles", _("Make Future State"), lambda: self._make_future(row))
            menu.addSeparator()
            add("arrow-up", _("Move Up"), lambda: self._move(row, -1))
            add("arrow-down", _("Move Down"), lambda: self._move(row, 1))
            menu.addSeparator()
            add("trash-2", _("Delete"), lambda: self.remove(row))
        elif row.kind == "step":
            done = row.mark == "done"
            add(
                "circle" if done else "check",
                _("Not Done Yet") if done else _("Done"),
                lambda: self._tick(row),
            )
            add("list-checks", _("Brief and Steps…"), lambda: self._lead_to(row, "brief"))
        else:
            add("map", _("Add a Map"), self.add_map)
            add("circle-user", _("Add a Persona"), self.add_persona)
        menu.popup(at)


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
        kind = (_(MAP_TYPES[one.type]) if one.type in MAP_TYPES else one.type).replace(" ", NO_BREAK)
        title = one.title or _("Untitled map")
        mark: Mark = "current" if one is shown else "other"
        rows.append(
            Row("map", _("{title} – {type}").format(title=title, type=kind), one.id, mark, name=title)
        )
    if not project.maps:
        rows.append(Row("empty", _("This project has no map yet.")))
    rows.append(Row("add", _("+ Map"), ADD_MAP, spoken=_("Add a map")))
    rows.append(Row("heading", _("Personas")))
    own = shown.personas if shown is not None else ()
    # Marked as on the shown map's poster; those it leaves out come after.
    ordered = sorted(project.personas, key=lambda one: own.index(one.id) if one.id in own else len(own))
    marks = persona_marks(tuple(ordered), COLOUR)
    rows += [_persona(person, marks[person.id]) for person in project.personas]
    if not project.personas:
        rows.append(Row("empty", _("Nobody yet: who makes this journey?")))
    rows.append(Row("add", _("+ Persona"), ADD_PERSONA, spoken=_("Add a persona")))
    rows.append(Row("heading", _("Workshop")))
    known = {step.step: step for step in project.brief.steps}
    for name, called in WORKSHOP_STEPS.items():
        step = known.get(name)
        mark = "open"
        spoken = _("{step}: not begun")
        if step is not None and step.done:
            mark, spoken = "done", _("{step}: done")
        elif step is not None and step.notes:
            mark, spoken = "begun", _("{step}: begun")
        said = spoken.format(step=_(called))
        rows.append(Row("step", _(called), WORKSHOP + name, mark, spoken=said))
    return rows


def _persona(person: Persona, mark: PersonaMark) -> Row:
    who = _("{name}, {age}").format(name=person.name, age=person.age) if person.age else person.name
    if person.occupation:
        who = _("{person} · {occupation}").format(person=who, occupation=person.occupation)
    return Row(
        "persona",
        who or _("Nameless"),
        person.id,
        "",
        mark.initials,
        mark.colour,
        name=person.name or _("Nameless"),
    )
