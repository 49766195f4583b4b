"""What comes of typing in the rows of fields: edits, one step for what is typed in one go, Esc, drafts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cjmdesk.i18n import _
from cjmdesk.ui.session import Session

if TYPE_CHECKING:
    from cjmdesk.ui.fields.access import Subject
    from cjmdesk.ui.fields.editors.base import FieldEditor
    from cjmdesk.ui.fields.form import FieldRow


class Editing(QObject):
    """Sets fields of what is shown in rows. fill: shows the values as they are now.

    takes_back: whether Esc takes back what was typed before it leaves; a window that it closes loses nothing.
    subjects: whose fields the rows show.
    """

    left = Signal()
    """Esc where there is nothing to take back."""

    def __init__(self, session: Session, fill: Callable[[], object], takes_back: bool = True) -> None:
        super().__init__()
        self._takes_back = takes_back
        self._session, self._fill = session, fill
        self.subjects: tuple[Subject, ...] = ()
        self._drafts: dict[tuple[tuple[str, ...], str], str] = {}
        self._typing: tuple[str, object, object] | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Of the subjects."""
        return tuple(one.id for one in self.subjects)

    def turn_to(self, subjects: tuple[Subject, ...], rows: Mapping[str, FieldRow]) -> None:
        """Edit these from now on. rows: those that showed the ones before."""
        if tuple(one.id for one in subjects) != self.ids:
            self.keep_drafts(rows)
            self._typing = None
        self.subjects = subjects

    def hear(self, row: FieldRow) -> None:
        """Make edits of what is typed and chosen in a row."""
        if row.editor is not None:
            row.editor.edited.connect(partial(self._edit, row))
            row.editor.refused.connect(row.say)
            row.editor.ended.connect(partial(self._end, row))
            row.editor.restored.connect(partial(self._restore, row))

    def _edit(self, row: FieldRow, value: Any, typing: bool) -> None:
        from cjmdesk.edits.errors import EditError
        from cjmdesk.ui.fields.access import read, write

        project = self._session.project
        if project is None or not self.subjects:
            return
        ids = self.ids
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
            self._fill()
            return
        key = f"field:{name}:{' '.join(ids)}" if typing else None
        if typing and (self._typing is None or self._typing[0] != key):
            before = tuple(read(project, one, name) for one in self.subjects)
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
        """Esc: as it was before one began to type; `left` is told if nothing was."""
        from cjmdesk.edits.errors import EditError
        from cjmdesk.ui.fields.access import write

        typing, editor = self._typing, row.editor
        bad = editor is not None and editor.draft() is not None
        mine = self._takes_back and typing is not None and f":{row.field.name}:" in typing[0]
        self._typing = None
        if mine and typing is not None and typing[2] is self._session.project:
            self._session.undo()
            project = self._session.project
            before: Any = typing[1]
            try:  # a save in between had split the step
                for one, value in zip(self.subjects, before, strict=True):
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

    # Drafts -------------------------------------------------------------------------------------

    def forget_drafts(self) -> None:
        """Another project is open."""
        self._drafts.clear()

    def keep_drafts(self, rows: Mapping[str, FieldRow]) -> None:
        """What is typed in rows and not valid waits until its item is shown again."""
        for name, row in rows.items():
            text = row.editor.draft() if row.editor is not None else None
            if text is not None and row.editor is not None:
                self._drafts[self.ids, name] = text
                row.editor.drop_draft()
            row.say("")

    def bring_drafts(self, names: tuple[str, ...], row_of: Callable[[str], FieldRow]) -> None:
        """Show again in the rows of these names what was typed of the subjects and was not valid."""
        for name in names if self._drafts else ():
            text = self._drafts.pop((self.ids, name), None)
            if text is None:
                continue
            row = row_of(name)
            if row.editor is not None:
                row.editor.take_draft(text)
                row.setVisible(True)

    def _forget_draft(self, row: FieldRow, editor: FieldEditor) -> None:
        self._drafts.pop((self.ids, row.field.name), None)
        row.say("")
        editor.drop_draft()
        self._fill()


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
