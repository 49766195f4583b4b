"""Editors of small lists: tags, and the personas whom something concerns."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.fields.access import Delta
from cjmdesk.ui.fields.editors.base import Desk, FieldEditor, Shown
from cjmdesk.ui.fields.editors.texts import Line
from cjmdesk.ui.fields.fieldtable import Field
from cjmdesk.ui.flow import FlowLayout
from cjmdesk.ui.icons import icon
from cjmdesk.ui.linkbutton import LinkButton

_MOST = 200
"""Letters of a tag."""

_NARROWEST = 60
"""Pixels of a button with words that had to be cut."""


def shares(values: tuple[Any, ...]) -> dict[str, bool]:
    """Every entry of the lists `values`, in order; True for what stands in all of them."""
    found = {entry: True for value in values for entry in value}
    return {entry: all(entry in value for value in values) for entry in found}


class _TagLine(Line):
    """Backspace in the empty line takes the last tag; the words in use are offered."""

    def __init__(self, editor: TagsEditor) -> None:
        super().__init__(editor)
        self._tags = editor

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Backspace and not self.text():  # type: ignore[attr-defined]
            self._tags.take_last()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tags.offer()


class TagsEditor(FieldEditor):
    """Words as chips: Return or a comma puts one in, a click takes it out."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._policy(self._chips)
        self._chips.hide()
        self.line = _TagLine(self)
        self.line.setPlaceholderText(_("Add one…"))
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if (popup := completer.popup()) is not None:
            popup.setProperty("role", "choices")
        completer.activated.connect(lambda _word: self._put(), Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(completer)
        self.line.textEdited.connect(self._typed)
        self.ended.connect(self._put)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self._chips)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self._shown: dict[str, bool] = {}

    @staticmethod
    def _policy(widget: QWidget) -> None:
        policy = widget.sizePolicy()
        policy.setHeightForWidth(True)
        widget.setSizePolicy(policy)

    def name(self, words: str) -> None:
        super().name(words)
        self.line.setAccessibleName(words)

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        found = shares(values)
        if found == self._shown and list(found) == list(self._shown):
            return
        self._shown = found
        while (entry := self._flow.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        for tag, everywhere in found.items():
            chip = Pill(tag, "  ×")
            chip.setProperty("role", "chip")
            chip.setProperty("some", not everywhere)
            words = _("Remove the tag {tag}") if everywhere else _("{tag} is only on some: put it on all")
            chip.setToolTip(words.format(tag=tag))
            chip.setAccessibleName(words.format(tag=tag))
            chip.clicked.connect(lambda _checked=False, tag=tag: self._press(tag))
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(found))

    def offer(self) -> None:
        """Offer the words that other items of the project use."""
        project = self.desk.session.project
        if project is not None:
            words = sorted(words_in_use(project, self.field.name), key=str.casefold)
            self._words.setStringList([word for word in words if word not in self._shown])

    def take_last(self) -> None:
        """Take the last tag away."""
        if self._shown:
            self.edited.emit(Delta(take=(list(self._shown)[-1],)), False)

    def _press(self, tag: str) -> None:
        change = Delta(take=(tag,)) if self._shown.get(tag) else Delta(put=(tag,))
        self.edited.emit(change, False)
        self.line.setFocus()

    def _typed(self, text: str) -> None:
        if "," in text or ";" in text:
            self._put()

    def _put(self) -> None:
        text = self.line.text()[: 50 * _MOST].replace(";", ",")
        tags = tuple(dict.fromkeys(" ".join(part.split())[:_MOST] for part in text.split(",")))
        tags = tuple(tag for tag in tags if tag and not self._shown.get(tag))
        self.line.clear()
        if tags:
            self.edited.emit(Delta(put=tags), False)


def words_in_use(project: Any, name: str) -> set[str]:
    """Every tag of the project's cards and points; for `channels`, of its personas."""
    if name != "tags":
        return {word for person in project.personas for word in getattr(person, name, ())}
    return {
        tag
        for journey in project.maps
        for lane in journey.lanes
        for cell in lane.cells
        for note in (*cell.cards, *cell.points)
        for tag in note.tags
    }


class PeopleEditor(FieldEditor):
    """The project's personas, each pressed or not."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        self._flow = FlowLayout(self, gap=5)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.buttons: dict[str, Pill] = {}
        self._people: object = None
        self._on: dict[str, bool] = {}

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        if shown.project.personas is not self._people:
            self._people = shown.project.personas
            self._build(shown)
        on = shares(values)
        for id, button in self.buttons.items():
            button.setChecked(on.get(id, False))
            button.setToolTip(_("Only some of what is selected") if on.get(id) is False else button.words)
        self._on = on

    def _build(self, shown: Shown) -> None:
        had_focus = next((id for id, button in self.buttons.items() if button.hasFocus()), "")
        while (entry := self._flow.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.buttons = {}
        for person in shown.project.personas:
            button = Pill(" ".join(person.name.split()) or _("Nameless"))
            button.setCheckable(True)
            button.setProperty("role", "pill")
            button.clicked.connect(lambda _checked=False, id=person.id: self._press(id))
            self.buttons[person.id] = button
            self._flow.addWidget(button)
            button.show()
        if not self.buttons:
            none = QLabel(_("Nobody yet: add a persona on the left."))
            none.setProperty("role", "small")
            self._flow.addWidget(none)
        if had_focus in self.buttons:
            self.buttons[had_focus].setFocus()
        self.updateGeometry()

    def _press(self, id: str) -> None:
        self.edited.emit(Delta(take=(id,)) if self._on.get(id) else Delta(put=(id,)), False)


class Pill(QPushButton):
    """A button as wide as its words, or as there is room for: then the words end in an ellipsis.

    ending: stays in sight whatever the room.
    """

    def __init__(self, words: str, ending: str = "") -> None:
        super().__init__(_unmarked(words + ending))
        self.words, self._ending = words, ending
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        edges = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(_marked(self.text()))
        whole = edges + self.fontMetrics().horizontalAdvance(self.words + self._ending)
        return QSize(whole, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_NARROWEST, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics, missing = self.fontMetrics(), self.sizeHint().width() - event.size().width()
        room = metrics.horizontalAdvance(self.words) - max(missing, 0)
        fitted = metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, room + 1)
        self.setText(_unmarked(fitted + self._ending))


def _unmarked(words: str) -> str:
    """Words as a button shows them: for Qt a single & marks a shortcut."""
    return words.replace("&", "&&")


def _marked(words: str) -> str:
    return words.replace("&&", "&")


def plus_button(text: str, desk: Desk) -> LinkButton:
    """A quiet button that adds something."""
    button = LinkButton(text, desk.theme)
    button.setIcon(icon(desk.theme, "plus", "accent", 14))
    button.setIconSize(QSize(14, 14))
    return button
