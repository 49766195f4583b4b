"""The fields of one kind, one below the other: made once and filled again and again."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cjmdesk.i18n import NO_BREAK, _
from cjmdesk.ui.caption import Caption, caption
from cjmdesk.ui.fields.access import read
from cjmdesk.ui.fields.editors import (
    chips,
    choices,
    colours,
    dates,
    icons,
    links,
    lists,
    pictures,
    scores,
    texts,
)
from cjmdesk.ui.fields.editors.base import Desk, FieldEditor, Shown
from cjmdesk.ui.fields.facts import fact_of, head_of
from cjmdesk.ui.fields.fieldtable import Editor, Field
from cjmdesk.ui.fields.remarks import RemarkLine, remark_on
from cjmdesk.ui.linkbutton import LinkButton

EDITORS: dict[Editor, type[FieldEditor]] = {
    "line": texts.LineEditor,
    "phrase": texts.PhraseEditor,
    "text": texts.TextEditor,
    "note": texts.TextEditor,
    "words": texts.WordsEditor,
    "number": texts.NumberEditor,
    "count": texts.NumberEditor,
    "percent": texts.NumberEditor,
    "date": dates.DateEditor,
    "choice": choices.ChoiceEditor,
    "own_choice": choices.ChoiceEditor,
    "segments": choices.SegmentEditor,
    "tick": choices.TickEditor,
    "scale": choices.ScaleEditor,
    "scores": scores.ScoresEditor,
    "tags": chips.TagsEditor,
    "people": chips.PeopleEditor,
    "competitor": choices.CompetitorEditor,
    "channel": choices.ChannelEditor,
    "place": choices.PlaceEditor,
    "link": links.LinksEditor,
    "links": links.LinksEditor,
    "jumps": links.LinksEditor,
    "icon": icons.IconEditor,
    "picture": pictures.PictureEditor,
    "colour": colours.ColourEditor,
    "items": lists.ItemsEditor,
}
"""Who edits what; a `fact` is a label."""


class FieldRow(QWidget):
    """A field: its caption, its editor, and below them what is wrong with what was typed."""

    def __init__(self, field: Field, desk: Desk, prompt: str = "") -> None:
        """prompt: a question that stands above the editor, in the user's language."""
        super().__init__()
        self.field = field
        self.editor: FieldEditor | None = None
        self.fact = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words = _(field.caption)
        self.caption: Caption | None = None
        if field.editor != "tick" and field.name != "text":  # a card's words need no name
            self.caption = caption(words, desk.theme)
            column.addWidget(self.caption)
        if prompt:
            asked = QLabel(prompt)
            asked.setTextFormat(Qt.TextFormat.PlainText)
            asked.setWordWrap(True)
            column.addWidget(asked)
        if field.editor == "fact":
            self.fact.setTextFormat(Qt.TextFormat.PlainText)
            self.fact.setWordWrap(True)
            self.fact.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(self.fact)
        else:
            self.editor = EDITORS[field.editor](field, desk)
            self.editor.name(words)
            if self.caption is not None:
                self.caption.lead_to(self.editor)
            if field.help:
                self.setToolTip(_(field.help))
            self._help = prompt or (_(field.help) if field.help else "")
            self.editor.setAccessibleDescription(self._help)
            column.addWidget(self.editor)
        self.wrong = QLabel()
        self.wrong.setProperty("role", "bad")
        self.wrong.setWordWrap(True)
        self.wrong.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.hide()
        column.addWidget(self.wrong)
        self.remark: RemarkLine | None = None
        self._desk = desk

    def fill(self, values: tuple[Any, ...], shown: Shown) -> None:
        """Show the field's values in what is selected; of a fact its words."""
        if self.editor is not None:
            self.editor.show_values(values, shown)
        elif values[0] != self.fact.text():
            self.fact.setText(values[0])
        remark = remark_on(self.field.name, values, shown)
        if remark is not None and self.remark is None:
            self.remark = RemarkLine(self._desk)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self.remark)
        if self.remark is not None:
            self.remark.say(remark)

    def say(self, wrong: str) -> None:
        """Show what is wrong; empty for nothing."""
        if wrong == self.wrong.text():
            return
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        if self.editor is not None:
            self.editor.setAccessibleDescription(wrong or self._help)


class Form(QWidget):
    """The rows of one kind, under its name. Rows of which nothing is said wait behind a button.

    A row is made when it is first shown.
    """

    made = Signal(object)
    """A FieldRow: who edits wants to hear its editor."""

    unfolded = Signal(bool)
    """All fields are to be seen, or only those that say something."""

    def __init__(
        self,
        fields: tuple[Field, ...],
        desk: Desk,
        extra: QWidget | None = None,
        lead: QWidget | None = None,
    ) -> None:
        """extra: stands below the fields; lead: above them."""
        super().__init__()
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.fields, self._desk = fields, desk
        self.rows: dict[str, FieldRow] = {}
        self._head = caption("", desk.theme)
        self.more = LinkButton(_("More fields"), desk.theme)
        self.more.setCheckable(True)
        self.more.clicked.connect(self._fold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 14, 14, 18)
        self._column.setSpacing(12)
        self._column.addWidget(self._head)
        if lead is not None:
            self._column.addWidget(lead, 0, Qt.AlignmentFlag.AlignLeft)
        self._above = self._column.count()
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        if extra is not None:
            self._column.addWidget(extra)
        self._column.addStretch(1)
        self.more.setVisible(any(field.more and not _hangs(field) for field in fields))
        self._shown: Shown | None = None
        self._ids: tuple[str, ...] = ()

    def fill(self, shown: Shown) -> None:
        """Show what is selected."""
        kind, sort = head_of(shown.subjects)
        words = (
            _("{kind} · {sort}").format(kind=kind.upper(), sort=sort.replace(" ", NO_BREAK))
            if sort
            else kind.upper()
        )
        if words != self._head.text():
            self._head.setText(words)
        ids = tuple(one.id for one in shown.subjects)
        anew, self._ids, self._shown = ids != self._ids, ids, shown
        for field in self.fields:
            values = self._values(field)
            row = self.rows.get(field.name)
            seen = row is not None and not row.isHidden()
            # While one works at an item nothing goes away under the hand.
            wanted = self._wanted(field, values) or (seen and not anew and not _hangs(field))
            if wanted:
                row = row or self.row(field.name)
                row.fill(values, shown)
            if row is not None and wanted != seen:
                row.setVisible(wanted)

    def row(self, name: str) -> FieldRow:
        """The row of a field, made if it was not there; KeyError if the form has no such field."""
        row = self.rows.get(name)
        if row is not None:
            return row
        names = [field.name for field in self.fields]
        if name not in names:
            raise KeyError(name)
        before = sum(other in self.rows for other in names[: names.index(name)])
        row = FieldRow(self.fields[names.index(name)], self._desk)
        row.hide()
        self._column.insertWidget(self._above + before, row)
        self._order(name, row, names)
        self.rows[name] = row
        self.made.emit(row)
        if self._shown is not None:
            row.fill(self._values(row.field), self._shown)
        return row

    def _order(self, name: str, row: FieldRow, names: list[str]) -> None:
        """Tab goes from row to row as they stand, however late one was made."""
        made = [other for other in names if other in self.rows or other == name]
        after = made.index(name) + 1
        following: QWidget = self.more
        if after < len(made):
            editor = self.rows[made[after]].editor
            following = editor if editor is not None else self.more
        inner = [
            one
            for one in row.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.window() is self.window()
        ]
        before = following.previousInFocusChain()
        for widget in inner if before is not None else []:
            QWidget.setTabOrder(before, widget)  # type: ignore[arg-type] # just looked at
            before = widget

    def _values(self, field: Field) -> tuple[Any, ...]:
        assert self._shown is not None
        if field.editor == "fact":
            return (fact_of(self._shown.subjects[0], field.name, self._shown.map),)
        return tuple(read(self._shown.project, one, field.name) for one in self._shown.subjects)

    def _wanted(self, field: Field, values: tuple[Any, ...]) -> bool:
        if _hangs(field):  # what a picture shows is asked where there is one
            assert self._shown is not None
            owner = field.name.partition(".")[0]
            return any(getattr(one.item, owner, None) for one in self._shown.subjects)
        if field.editor in ("fact", "jumps"):
            return bool(values[0])
        return self.more.isChecked() or not field.more or any(values)

    def unfold(self, open_: bool) -> None:
        """Have all fields seen, or only those that say something."""
        if open_ != self.more.isChecked():
            self.more.setChecked(open_)
        self.more.say(_("Fewer fields") if open_ else _("More fields"))

    def _fold(self, open_: bool) -> None:
        self.unfold(open_)
        self._ids = ()
        if self._shown is not None:
            self.fill(self._shown)
        self.unfolded.emit(open_)


def _hangs(field: Field) -> bool:
    """Whether a field is shown only with another one."""
    return field.name.endswith(".description")
