"""The guide to personas: one after the other in six steps, the last of which shows the printed sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cjmdesk.edits.people import assign_persona
from cjmdesk.i18n import _, ngettext
from cjmdesk.layout.context import PersonaMark, persona_marks
from cjmdesk.layout.palette import COLOUR
from cjmdesk.ui.caption import caption
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.people.sheetview import Maker, SheetView
from cjmdesk.ui.people.steps import LAST, STEPS, fields_of_step, filled, said_words
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme
from cjmdesk.ui.widgets.guide import Guide, GuidePage, words_label
from cjmdesk.ui.widgets.steplist import StepRow

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.people import Persona
    from cjmdesk.ui.fields.access import Subject
    from cjmdesk.ui.fields.editors.base import Shown

_FACE, _TITLE = 22, 420
"""Pixels: a face in the list, and the most that a map's title takes."""


class PeopleDoors(Struct, frozen=True):
    """What the guide needs of its window.

    add: makes a persona on the shown map and gives its id, empty if it could not. copy: the same of
    one that is there. print_: opens the print dialog over a widget for the persona with that id; to save
    a file if the flag is set. sheet: see Maker. tell: a sentence for the info bar.
    """

    add: Callable[[], str]
    copy: Callable[[Persona], str]
    print_: Callable[[QWidget, str, bool], object]
    sheet: Maker
    tell: Callable[[str], object]


class PeopleWindow(Guide):
    """Leads through the personas of a project. persona: the id of the one shown, empty for none."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        session: Session,
        doors: PeopleDoors,
        keys: Sequence[QAction] = (),
    ) -> None:
        self._doors = doors
        self.persona = ""
        self._listed: list[tuple[str, str, str, str]] = []
        super().__init__(parent, theme, session, doors.tell, keys)
        self.setObjectName("peopleWindow")
        self.show_persona(session.selection)

    # Which persona ------------------------------------------------------------------------------

    def show_persona(self, persona: str) -> None:
        """Turn to the persona with that id; to the first where there is none of that id."""
        people = self._people()
        known = [one.id for one in people]
        if persona in known:
            self.persona = persona
        elif self.persona not in known:
            self.persona = self._first()
        self.fill()

    def _people(self) -> tuple[Persona, ...]:
        project = self.session.project
        return project.personas if project is not None else ()

    def _first(self) -> str:
        """The first persona of the map shown, else of the project."""
        known = [one.id for one in self._people()]
        shown = self.session.map
        ours = [id for id in (shown.personas if shown is not None else ()) if id in known]
        return next(iter([*ours, *known]), "")

    def _one(self) -> Persona | None:
        return next((one for one in self._people() if one.id == self.persona), None)

    def add(self) -> None:
        """Make another persona and begin with its first step."""
        made = self._doors.add()
        if made:
            self.show_persona(made)
            self.go_to(0)

    def copy(self) -> None:
        """Make a copy of the persona and turn to it."""
        one = self._one()
        made = self._doors.copy(one) if one is not None else ""
        if made:
            self.show_persona(made)

    def _follow(self, before: object, after: object) -> None:
        people = self._people()
        if self.persona not in [one.id for one in people]:  # deleted, or its making undone
            self.persona = self._first()
        super()._follow(before, after)

    def _hear(self, event: Event) -> None:
        if event.kind == "selection" and self.session.selection in [one.id for one in self._people()]:
            self.show_persona(self.session.selection)
        else:
            super()._hear(event)

    # What the guide asks ------------------------------------------------------------------------

    def name(self) -> str:
        return _("Personas")

    def subject(self) -> Subject | None:
        from cjmdesk.ui.fields.access import subject_of

        project = self.session.project
        return subject_of(project, self.persona) if project is not None and self.persona else None

    def step_rows(self) -> list[StepRow]:
        one = self._one()
        rows = []
        for number, step in enumerate(STEPS):
            if one is None:
                rows.append(StepRow(_(step.title)))
            elif number == LAST:
                count = sum(one.id in each.personas for each in self._maps())
                said = ngettext("on {count} map", "on {count} maps", count).format(count=count)
                rows.append(StepRow(_(step.title), said if count else _("on no map yet"), count > 0))
            else:
                done, of = filled(one, step)
                rows.append(StepRow(_(step.title), said_words(one, step), done == of))
        return rows

    def make_page(self, number: int) -> GuidePage:
        step = STEPS[number]
        page = GuidePage(_(step.title), _(step.teaching), fields_of_step(step), self.desk)
        if number == LAST:
            self._finish(page)
        page.column.addStretch(1)
        return page

    def head(self, column: QVBoxLayout) -> None:
        self._listed = []
        self.who = ChoiceBox()
        self.who.setIconSize(QSize(_FACE, _FACE))
        self.who.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.who.setMinimumContentsLength(8)
        self.who.setPlaceholderText("–")
        self.who.activated.connect(lambda _row: self._choose(self.who.currentData()))
        self.new, self.copied = QPushButton(_("New Persona")), QPushButton(_("Duplicate"))
        self.new.setToolTip(_("Add somebody who makes this journey"))
        self.copied.setToolTip(_("Add a copy of this persona"))
        self.new.clicked.connect(self.add)
        self.copied.clicked.connect(self.copy)
        column.addWidget(caption(_("Persona"), self.theme, self.who))
        column.addWidget(self.who)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.new, self.copied):
            button.setProperty("role", "pill")
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(6)

    def nothing(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(14)
        column.addWidget(words_label(_("Who makes this journey?"), "title"))
        text = _(
            "A persona is somebody made up who stands for many real customers: with a name, "
            "a trouble, a goal. Six steps lead to one; nothing has to be filled in, and you can "
            "stop and go on at any time."
        )
        column.addWidget(words_label(text, "quiet"))
        begin = QPushButton(_("Make the First Persona"))
        begin.setProperty("role", "primary")
        begin.clicked.connect(self.add)
        column.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        held.setFocusProxy(begin)
        return held

    def fill(self) -> None:
        self._show_people()
        super().fill()

    def filled(self, page: GuidePage, shown: Shown) -> None:
        one = self._one()
        if self.number == LAST and one is not None:
            self._show_maps(one)
            self.sheet.show_persona(one.id)

    # The list of personas -----------------------------------------------------------------------

    def _show_people(self) -> None:
        people = self._people()
        marks = persona_marks(people, COLOUR)
        listed = []
        for one in people:
            name, mark = " ".join(one.name.split()) or _("Nameless"), marks[one.id]
            listed.append((one.id, name, mark.initials, mark.colour))
        if listed != self._listed:
            self._listed = listed
            self.who.clear()
            for id, name, _initials, _colour in listed:
                self.who.addItem(QIcon(self._face(marks[id])), name, id)
        self.who.setCurrentIndex(self.who.findData(self.persona))
        self.who.setEnabled(bool(people))
        self.copied.setEnabled(bool(self.persona))

    def _face(self, mark: PersonaMark) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(_FACE * ratio), round(_FACE * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mark.colour))
            painter.drawEllipse(0, 0, _FACE, _FACE)
            font = QFont(self.font())
            font.setPixelSize(10)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor("#FFFFFF"))
            painter.drawText(0, 0, _FACE, _FACE, int(Qt.AlignmentFlag.AlignCenter), mark.initials)
        return picture

    def _choose(self, persona: str) -> None:
        self.show_persona(persona)
        self.session.select(persona)

    # The last step ------------------------------------------------------------------------------

    def _maps(self) -> tuple[JourneyMap, ...]:
        project = self.session.project
        return project.maps if project is not None else ()

    def _finish(self, page: GuidePage) -> None:
        """The last page: on which maps, the sheet, and the way to paper."""
        self._ticks: dict[str, QCheckBox] = {}
        self._maps_box = QVBoxLayout()
        self._maps_box.setSpacing(2)
        page.column.addWidget(caption(_("On the posters of"), self.theme))
        page.column.addLayout(self._maps_box)
        self.paper, self.save = QPushButton(_("&Print…")), QPushButton(_("&Save PDF…"))
        self.paper.clicked.connect(lambda: self._doors.print_(self, self.persona, False))
        self.save.clicked.connect(lambda: self._doors.print_(self, self.persona, True))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.paper, self.save):
            row.addWidget(button)
        row.addStretch(1)
        page.column.addLayout(row)
        page.first = self.paper
        self.sheet = SheetView(self.theme, self._doors.sheet)
        page.column.addWidget(self.sheet)

    def _show_maps(self, one: Persona) -> None:
        """A tick for each map that the persona may be on."""
        maps = self._maps()
        if [each.id for each in maps] != list(self._ticks):
            for box in self._ticks.values():
                box.hide()
                box.deleteLater()
            self._ticks = {}
            for each in maps:
                box = QCheckBox()
                box.clicked.connect(lambda on, id=each.id: self._assign(id, on))
                self._ticks[each.id] = box
                self._maps_box.addWidget(box)
        for each in maps:
            box = self._ticks[each.id]
            title = " ".join(each.title.split()) or _("Untitled map")
            short = box.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, _TITLE)
            box.setText(short.replace("&", "&&"))
            box.setToolTip(title if short != title else "")
            box.setChecked(one.id in each.personas)
        self.paper.setEnabled(bool(maps))
        self.save.setEnabled(bool(maps))

    def _assign(self, map_id: str, on: bool) -> None:
        label = _("putting a persona on the map") if on else _("taking a persona off the map")
        self.session.close_step()
        self.session.attempt(
            label, lambda project: assign_persona(project, map_id, self.persona, on), self.desk.tell
        )
