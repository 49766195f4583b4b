"""The right panel: everything the project holds about what is selected, to be read and edited."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt, QTime, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cjmdesk.i18n import _, current_language
from cjmdesk.ui.docks.access import PROJECT
from cjmdesk.ui.keys import pressed_by_return
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.ui.docks.access import Subject
    from cjmdesk.ui.docks.editors.base import Desk, FieldEditor, Shown
    from cjmdesk.ui.docks.form import FieldRow, Form


class Inspector(QScrollArea):
    """Edits the session's selection; the map when nothing is selected.

    One form is made for each kind of thing and filled again; while one types, no widget is made.
    """

    left = Signal()
    """Esc where nothing was typed: the keyboard is to go back to the sheet."""

    said = Signal(str)
    """A sentence for the info bar."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self._forms: dict[tuple[str, ...], Form] = {}
        self._form: Form | None = None
        self._subjects: tuple[Subject, ...] = ()
        self._drafts: dict[tuple[tuple[str, ...], str], str] = {}
        self._typing: tuple[str, object, object] | None = None
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
        self.fill()

    @property
    def form(self) -> Form | None:
        """The fields shown; None while no project is open."""
        return self._form

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self._rebuild()

    def fill(self) -> None:
        """Show what is selected as it is now."""
        self.setAccessibleName(_("Inspector"))
        shown = self._shown()
        if shown is None:
            return
        from cjmdesk.ui.docks.fieldtable import common_fields

        kinds = tuple(sorted({one.kind for one in shown.subjects}))
        key = (*kinds, "several") if len(shown.subjects) > 1 else kinds
        form = self._forms.get(key)
        if form is None:
            every = kinds if len(shown.subjects) == 1 else (*kinds, kinds[0])
            form = self._forms[key] = self._make(common_fields(every), kinds)
        ids = tuple(one.id for one in shown.subjects)
        if ids != tuple(one.id for one in self._subjects):
            self._keep_drafts()
            self._typing = None
        self._subjects = shown.subjects
        form.unfold(self._open)
        form.fill(shown)
        if form is not self._form:
            if self._form is not None:
                self._form.hide()
            self._form = form
            form.show()
            self.verticalScrollBar().setValue(0)
        self._bring_drafts(ids)

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
        from cjmdesk.ui.docks.access import subject_of
        from cjmdesk.ui.docks.editors.base import Shown

        project, journey = self._session.project, self._session.map
        if project is None:
            return None
        found = [subject_of(project, id) for id in self._session.chosen]
        subjects = tuple(one for one in found if one is not None)
        if len(subjects) > 1:
            subjects = tuple(one for one in subjects if one.kind != "cell") or subjects[-1:]
        if not subjects:
            only = subject_of(project, journey.id if journey is not None else PROJECT)
            subjects = (only,) if only is not None else ()
        return Shown(project, journey, subjects) if subjects else None

    def _make(self, fields: Any, kinds: tuple[str, ...]) -> Form:
        from cjmdesk.ui.docks.form import Form

        extra = self._hint() if kinds == ("map",) else None
        form = Form(fields, self._desk(), extra)
        form.unfolded.connect(self._unfolded)
        form.made.connect(self._hear_row)
        form.hide()
        self._pages.addWidget(form)
        return form

    def _hear_row(self, row: FieldRow) -> None:
        if row.editor is not None:
            row.editor.edited.connect(partial(self._edit, row))
            row.editor.refused.connect(row.say)
            row.editor.ended.connect(partial(self._end, row))
            row.editor.restored.connect(partial(self._restore, row))

    def _desk(self) -> Desk:
        from cjmdesk.ui.docks.editors.base import Desk

        return Desk(self._theme, self._session, self._jump, self.said.emit)

    def _hint(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 6, 0, 0)
        project = QPushButton(_("The project and its brief"))
        project.setProperty("role", "link")
        project.clicked.connect(lambda: self._session.select(PROJECT))
        hint = QLabel(_("Click a card, a stage or a lane on the sheet to edit all there is about it."))
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        column.addWidget(project, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(hint)
        return held

    def _rebuild(self) -> None:
        """Words or colours are others now."""
        self._keep_drafts()
        for form in self._forms.values():
            form.hide()
            form.deleteLater()
        self._forms, self._form, self._subjects = {}, None, ()
        self.fill()

    def _hear(self, event: Event) -> None:
        if event.kind == "opened":
            self._drafts.clear()
        if event.kind in ("opened", "map", "selection"):
            self.fill()

    def _jump(self, id: str) -> None:
        from cjmdesk.ui.docks.lookup import map_id_of

        project = self._session.project
        there = map_id_of(project, id) if project is not None else ""
        if there:
            self._session.show_map(there)
        if id != there:
            self._session.select(id)

    def _unfolded(self, open_: bool) -> None:
        self._open = open_

    # Editing ------------------------------------------------------------------------------------

    def _edit(self, row: FieldRow, value: Any, typing: bool) -> None:
        from cjmdesk.edits.errors import EditError
        from cjmdesk.ui.docks.access import read, write

        project = self._session.project
        if project is None or not self._subjects:
            return
        ids = [one.id for one in self._subjects]
        name = row.field.name
        changed = project
        try:
            for id in ids:
                changed = write(changed, id, name, value)
        except EditError as trouble:
            row.say(_sentence(str(trouble)))
            return
        row.say("")
        if changed is project:
            self.fill()
            return
        key = f"field:{name}:{' '.join(ids)}" if typing else None
        if typing and (self._typing is None or self._typing[0] != key):
            before = tuple(read(project, one, name) for one in self._subjects)
            self._typing = (key or "", before, None)
        label = _("changing “{field}”").format(field=_(row.field.caption))
        self._session.apply(label, changed, key)
        if typing and self._typing is not None:
            self._typing = (self._typing[0], self._typing[1], self._session.project)
        elif not typing:
            self._session.close_step()

    def _end(self, row: FieldRow) -> None:
        """What is typed next is a step of its own."""
        if self._typing is not None and f":{row.field.name}:" in self._typing[0]:
            self._typing = None
            self._session.close_step()

    def _restore(self, row: FieldRow) -> None:
        """Esc: as it was before one began to type; the keyboard goes to the sheet if nothing was."""
        from cjmdesk.edits.errors import EditError
        from cjmdesk.ui.docks.access import write

        typing, editor = self._typing, row.editor
        bad = editor is not None and editor.draft() is not None
        mine = typing is not None and f":{row.field.name}:" in typing[0]
        self._typing = None
        if mine and typing is not None and typing[2] is self._session.project:
            self._session.undo()
            project = self._session.project
            before: Any = typing[1]
            try:  # a save in between had split the step
                for one, value in zip(self._subjects, before, strict=True):
                    if project is not None:
                        project = write(project, one.id, row.field.name, value)
            except EditError:
                project = None
            if project is not None:
                self._session.apply(_("changing “{field}”").format(field=_(row.field.caption)), project)
        if bad and editor is not None:
            self._forget_draft(row, editor)
        elif not mine:
            self.left.emit()

    def _forget_draft(self, row: FieldRow, editor: FieldEditor) -> None:
        self._drafts.pop((tuple(one.id for one in self._subjects), row.field.name), None)
        row.say("")
        shown = self._shown()
        if shown is not None and self._form is not None:
            editor.drop_draft()
            self._form.fill(shown)

    def _keep_drafts(self) -> None:
        """What is typed and not valid waits until its item is selected again."""
        if self._form is None:
            return
        ids = tuple(one.id for one in self._subjects)
        for name, row in self._form.rows.items():
            text = row.editor.draft() if row.editor is not None else None
            if text is not None and row.editor is not None:
                self._drafts[ids, name] = text
                row.editor.drop_draft()
            row.say("")

    def _bring_drafts(self, ids: tuple[str, ...]) -> None:
        if not self._drafts or self._form is None:
            return
        for field in self._form.fields:
            text = self._drafts.pop((ids, field.name), None)
            if text is None:
                continue
            row = self._form.row(field.name)
            if row.editor is not None:
                row.editor.take_draft(text)
                row.setVisible(True)


def clock_words(time: QTime) -> str:
    """A time of day in the window's language."""
    return QLocale(current_language()).toString(time, QLocale.FormatType.ShortFormat)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
