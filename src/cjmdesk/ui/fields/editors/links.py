"""Links to other items: jump to one, take it away, find another in a list that can be searched."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import N_, _
from cjmdesk.ui.choicebox import WrappedRows
from cjmdesk.ui.fields.access import Delta, subject_of
from cjmdesk.ui.fields.editors.base import Desk, FieldEditor, Shown, below
from cjmdesk.ui.fields.editors.chips import plus_button, shares
from cjmdesk.ui.fields.fieldtable import Field
from cjmdesk.ui.fields.lookup import map_id_of, words_of
from cjmdesk.ui.icons import icon
from cjmdesk.ui.linkbutton import LinkButton

if TYPE_CHECKING:
    from cjmdesk.model.project import Project

_ID = Qt.ItemDataRole.UserRole + 1

ADD = {
    "solutions": N_("Link a solution"),
    "pain_points": N_("Link a pain"),
    "findings": N_("Link a finding"),
    "note": N_("Link a card"),
    "origin": N_("Choose a card of another map"),
    "map": N_("Choose a map"),
    "start": N_("Choose another start"),
    "end": N_("Choose another end"),
}


class Picker(QFrame):
    """A list in a popup: typing searches, Up and Down walk, Return takes."""

    def __init__(self, entries: list[tuple[str, str]], take: Callable[[str], object], words: str) -> None:
        """entries: (words, id). words: what is looked for, for the empty line."""
        super().__init__(None, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        self._take, self._entries = take, entries
        self.line = QLineEdit()
        self.line.setPlaceholderText(words)
        self.line.setAccessibleName(words)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._search)
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setItemDelegate(WrappedRows(6, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _item: self._done())
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self._search("")

    def open_below(self, widget: QWidget) -> None:
        """Open it under `widget`."""
        self.setParent(widget, Qt.WindowType.Popup)
        self.setGeometry(below(widget, QSize(max(300, widget.width()), 280)))
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._done()
            return True
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}.get(
            Qt.Key(event.key())
        )
        if by is None or not self.list.count():
            return False
        self.list.setCurrentRow(min(max(self.list.currentRow() + by, 0), self.list.count() - 1))
        return True

    def _search(self, text: str) -> None:
        asked = text.casefold().split()
        self.list.clear()
        for words, id in self._entries:
            plain = words.casefold()
            if all(word in plain for word in asked):
                item = QListWidgetItem(words)
                item.setData(_ID, id)
                self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            none = QListWidgetItem(_("Nothing of that name"))
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(none)

    def _done(self) -> None:
        item = self.list.currentItem()
        id = item.data(_ID) if item is not None else None
        if id:
            take = self._take
            self.close()
            take(id)


class LinksEditor(FieldEditor):
    """Several links (`links`), or one (`link`)."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        self.single = field.editor == "link"
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.add = plus_button(_(ADD[field.target]) if field.target else "", desk)
        self.add.clicked.connect(self.pick)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add)
        self._links: tuple[tuple[str, str, bool], ...] = ()
        self._rows: list[QWidget] = []
        self._filled = False
        self._shown: Shown | None = None

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        self._shown = shown
        lists = tuple(((value,) if value else ()) for value in values) if self.single else values
        links = tuple(
            (id, self._words(shown.project, id) or self._nameless(number), all_)
            for number, (id, all_) in enumerate(shares(lists).items(), 1)
        )
        if links == self._links and (links or self._filled):
            return
        self._filled = True
        self._links = links
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(*link) for link in links]
        for number, row in enumerate(self._rows):
            self._column.insertWidget(number, row)
            row.show()  # Qt would do so later, and the form be laid out twice
        fixed = self.field.name in ("source", "target")
        self.add.setVisible(bool(self.field.target) and (not self.single or fixed or not links))

    def _words(self, project: Project, id: str) -> str:
        """What a person calls it; of a note of another map, with that map."""
        words = words_of(project, id)
        if self.field.name not in ("made_from", "@made_into"):
            return words
        there = map_id_of(project, id)
        return words if there in ("", id) else _described(words, words_of(project, there))

    def _nameless(self, number: int) -> str:
        if self.field.name == "@steps":
            return _("Step {number}").format(number=number)
        return _("Stage without a title") if self.field.name == "@stage" else _("Without words")

    def _row(self, id: str, words: str, everywhere: bool) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        link = LinkButton(short(words, 80), self.desk.theme)
        link.setToolTip(
            words if everywhere else _("{link} (only some of what is selected)").format(link=words)
        )
        link.clicked.connect(lambda: self.desk.jump(id))
        row.addWidget(link, 1)
        if self.field.name not in ("source", "target") and self.field.target:
            gone = QToolButton()
            gone.setProperty("role", "small")
            gone.setIcon(icon(self.desk.theme, "x", "secondary", 12))
            gone.setIconSize(QSize(12, 12))
            gone.setFixedHeight(link.line_height)
            gone.setToolTip(_("Remove this link"))
            gone.setAccessibleName(_("Remove the link to {item}").format(item=short(words)))
            gone.clicked.connect(lambda: self._set(None) if self.single else self._set(Delta(take=(id,))))
            row.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        return held

    def pick(self) -> None:
        """Open the list of what can be linked."""
        if self._shown is None:
            return
        known = {id for id, _words, everywhere in self._links if everywhere}
        own = {one.id for one in self._shown.subjects}
        entries = candidates(self._shown.project, self._shown, self.field.target)
        left = [(words, id) for words, id in entries if id not in known and id not in own]
        picker = Picker(left, self._took, _(ADD[self.field.target]))
        picker.open_below(self.add)

    def _took(self, id: str) -> None:
        self._set(id if self.single else Delta(put=(id,)))

    def _set(self, value: Any) -> None:
        self.add.setFocus()
        self.edited.emit(value, False)


def candidates(project: Project, shown: Shown, target: str) -> list[tuple[str, str]]:
    """(words, id) of what can be linked."""
    here = shown.map
    if target == "map":
        return [(one.title or _("Untitled map"), one.id) for one in project.maps]
    if target in ("start", "end"):
        return _ends(project, shown)
    found: list[tuple[str, str]] = []
    for journey in project.maps:
        if (journey is here) == (target == "origin"):
            continue
        columns = {step.id: stage.title for stage in journey.stages for step in stage.steps}
        for lane in journey.lanes:
            for cell in lane.cells:
                for note in (*cell.points, *cell.cards):
                    kind = getattr(note, "kind", "")
                    if target in ("origin", kind) or (target == "note" and kind != "findings"):
                        where = columns.get(cell.step, "")
                        found.append((_described(words_of(project, note.id), where), note.id))
    return found


def _ends(project: Project, shown: Shown) -> list[tuple[str, str]]:
    """What the arrow's end may be moved to: stages for an arrow of stages, else notes."""
    journey, subject = shown.map, shown.subjects[0]
    other = subject_of(project, getattr(subject.item, "source", ""))
    if journey is None or other is None:
        return []
    if other.kind == "stage":
        return [(words_of(project, stage.id), stage.id) for stage in journey.stages]
    columns = {step.id: stage.title for stage in journey.stages for step in stage.steps}
    return [
        (_described(words_of(project, note.id), columns.get(cell.step, "")), note.id)
        for lane in journey.lanes
        for cell in lane.cells
        for note in (*cell.points, *cell.cards)
    ]


def _described(words: str, where: str) -> str:
    line = " ".join(words.split()) or _("Without words")
    place = " ".join(where.split())
    return _("{note} – {stage}").format(note=line, stage=place) if place else line


def short(text: str, most: int = 34) -> str:
    """The first letters of a text on one line, `most` of them."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
