"""The right panel: everything the project holds about what is selected, to be read and edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.model.wording import PROJECT
from cjmdesk.ui.fields.editing import Editing
from cjmdesk.ui.keys import pressed_by_return
from cjmdesk.ui.linkbutton import LinkButton
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.ui.fields.editors.base import Desk, Shown
    from cjmdesk.ui.fields.form import Form

_LEVELS = 9
"""Widgets around one another, from a chip to the panel. Each tells the next that it is to be laid out anew
only when its turn comes; on a busy machine rows that are cut would be seen meanwhile."""


class Inspector(QScrollArea):
    """Edits the session's selection; the map when nothing is selected.

    One form is made for each kind of thing and filled again; while one types, no widget is made.
    """

    left = Signal()
    """Esc where nothing was typed: the keyboard is to go back to the sheet."""

    said = Signal(str)
    """A sentence for the info bar."""

    wanted = Signal(str)
    """The id of a command, for what is selected."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self._forms: dict[tuple[str, ...], Form] = {}
        self._form: Form | None = None
        self._editing = Editing(session, self.fill)
        self._editing.left.connect(self.left)
        self._open = False
        self.setObjectName("inspectorScroll")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(210)
        # One below the other and all but one hidden: to put another widget into the scroll area
        # would have Qt work out every style in it again, each time.
        page = QWidget()
        page.setObjectName("inspector")
        self._pages = QVBoxLayout(page)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self.setWidget(page)
        session.changed.connect(lambda _before, _after: self.fill())
        session.told.connect(self._hear)
        theme.changed.connect(self._rebuild)
        # The sheet is seen a tenth of a second sooner so.
        self._first = QTimer(self, singleShot=True, interval=0)
        self._first.timeout.connect(self.fill)
        self._first.start()

    @property
    def form(self) -> Form | None:
        """The fields shown; None while no project is open."""
        if self._first.isActive():
            self.fill()
        return self._form

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self._rebuild()

    def fill(self) -> None:
        """Show what is selected as it is now."""
        self._first.stop()
        self.setAccessibleName(_("Inspector"))
        shown = self._shown()
        if shown is None:
            return
        from cjmdesk.ui.fields.fieldtable import common_fields

        kinds = tuple(sorted({one.kind for one in shown.subjects}))
        key = (*kinds, "several") if len(shown.subjects) > 1 else kinds
        form = self._forms.get(key)
        if form is None:
            every = kinds if len(shown.subjects) == 1 else (*kinds, kinds[0])
            form = self._forms[key] = self._make(common_fields(every), kinds)
        self._editing.turn_to(shown.subjects, self._form.rows if self._form is not None else {})
        form.unfold(self._open)
        form.fill(shown)
        if form is not self._form:
            if self._form is not None:
                self._form.hide()
            self._form = form
            form.show()
            self.verticalScrollBar().setValue(0)
        self._editing.bring_drafts(tuple(field.name for field in form.fields), form.row)
        if self.isVisible():
            for _level in range(_LEVELS):
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard begins at the first field."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason or self._form is None:
            return
        rows = (self._form.rows.get(field.name) for field in self._form.fields)
        seen = (row.editor for row in rows if row is not None and row.editor and not row.isHidden())
        first = next(seen, None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if pressed_by_return(event, self):
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    # What is shown ------------------------------------------------------------------------------

    def _shown(self) -> Shown | None:
        from cjmdesk.ui.fields.access import subject_of
        from cjmdesk.ui.fields.editors.base import Shown

        project, journey = self._session.project, self._session.map
        if project is None:
            return None
        found = [subject_of(project, id, journey) for id in self._session.chosen]
        subjects = tuple(one for one in found if one is not None)
        if len(subjects) > 1:
            subjects = tuple(one for one in subjects if one.kind != "cell") or subjects[-1:]
        if not subjects:
            only = subject_of(project, journey.id if journey is not None else PROJECT)
            subjects = (only,) if only is not None else ()
        return Shown(project, journey, subjects) if subjects else None

    def _make(self, fields: Any, kinds: tuple[str, ...]) -> Form:
        from cjmdesk.ui.fields.form import Form

        extra = self._hint() if kinds == ("map",) else None
        form = Form(fields, self._desk(), extra, self._lead(kinds))
        form.unfolded.connect(self._unfolded)
        form.made.connect(self._editing.hear)
        form.hide()
        self._pages.addWidget(form)
        return form

    def _desk(self) -> Desk:
        from cjmdesk.ui.fields.editors.base import Desk

        return Desk(self._theme, self._session, self._jump, self.said.emit)

    def _lead(self, kinds: tuple[str, ...]) -> QWidget | None:
        """A way to the guide that asks for the same with more words; None where there is none."""
        sort = kinds[0].partition(":")[0] if len(kinds) == 1 else ""
        ways = {
            "persona": (_("Describe in Steps…"), "persona_guide"),
            "workshop": (_("Brief and Steps…"), "brief"),
            "project": (_("Brief and Steps…"), "brief"),
        }
        if sort not in ways:
            return None
        words, command = ways[sort]
        way = LinkButton(words, self._theme)
        way.clicked.connect(lambda: self.wanted.emit(command))
        return way

    def _hint(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 6, 0, 0)
        project = LinkButton(_("The project and its brief"), self._theme)
        project.clicked.connect(lambda: self._session.select(PROJECT))
        hint = QLabel(_("Click a card, a stage or a lane on the sheet to edit all there is about it."))
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        column.addWidget(project, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(hint)
        return held

    def _rebuild(self) -> None:
        """Words or colours are others now."""
        if self._form is not None:
            self._editing.keep_drafts(self._form.rows)
        for form in self._forms.values():
            form.hide()
            form.deleteLater()
        self._forms, self._form, self._editing.subjects = {}, None, ()
        self.fill()

    def _hear(self, event: Event) -> None:
        if event.kind == "opened":
            self._editing.forget_drafts()
        if event.kind in ("opened", "map", "selection"):
            self.fill()

    def _jump(self, id: str) -> None:
        from cjmdesk.ui.fields.lookup import map_id_of

        project = self._session.project
        there = map_id_of(project, id) if project is not None else ""
        if there:
            self._session.show_map(there)
        if id != there:
            self._session.select(id)

    def _unfolded(self, open_: bool) -> None:
        self._open = open_
