"""What every editor of a field is given, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QToolTip, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.fields.fieldtable import Field
from cjmdesk.ui.session import Session
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.fields.access import Subject


class _Various:
    """Stands for a value that several selected items do not share."""

    def __bool__(self) -> bool:
        return False


VARIOUS = _Various()


class Desk(Struct, frozen=True):
    """What editors may use. jump: selects an item, on whichever map it stands.

    tell: says a sentence in the info bar.
    """

    theme: Theme
    session: Session
    jump: Callable[[str], object]
    tell: Callable[[str], object]


class Shown(Struct, frozen=True):
    """What is selected, for an editor that needs more than its own value."""

    project: Project
    map: JourneyMap | None
    subjects: tuple[Subject, ...]


class QuietLine(QLineEdit):
    """A line whose Undo is the session's. While nobody writes in it, words that are too long for it end
    in an ellipsis; as a tip they are whole."""

    def event(self, event: QEvent) -> bool:
        if is_undo(event):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ToolTip and not self.toolTip() and self.elided:
            QToolTip.showText(event.globalPos(), self.text(), self)  # type: ignore[attr-defined]
            return True
        return super().event(event)

    @property
    def elided(self) -> bool:
        """Whether the words are too long for the line."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self._room(self._frame()).width()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() or not self.elided:
            super().paintEvent(event)
            return
        frame = self._frame()
        with QPainter(self) as painter:
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, frame, painter, self)
            room = self._room(frame)
            words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
            painter.setPen(self.palette().text().color())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)

    def _frame(self) -> QStyleOptionFrame:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return option

    def _room(self, frame: QStyleOptionFrame) -> QRect:
        """Where the words stand: two pixels off the edges, as Qt has it."""
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, frame, self)
        return room.adjusted(2, 0, -2, 0)


class FieldEditor(QWidget):
    """Edits one field. A subclass shows values and emits `edited`; it never touches the project."""

    edited = Signal(object, bool)
    """The value set, and whether it is still being typed: then the next one joins the same step."""

    refused = Signal(str)
    """What was typed is no value: one sentence. Empty: it is one again."""

    ended = Signal()
    """Return, or the keyboard went elsewhere: what is typed next is a step of its own."""

    restored = Signal()
    """Esc: the value is to be as it was when typing began; for nothing typed the keyboard leaves."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__()
        self.field, self.desk = field, desk

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        """Show the field's value in each of what is selected. Called after every change: cheap."""
        raise NotImplementedError

    def draft(self) -> str | None:
        """What is typed and not valid; None if there is nothing of the sort."""
        return None

    def take_draft(self, text: str) -> None:
        """Show what was typed before and was not valid."""

    def drop_draft(self) -> None:
        """Forget what is typed and not valid; the next value shown takes its place."""

    def name(self, words: str) -> None:
        """What a screen reader calls the editor."""
        self.setAccessibleName(words)


def one_of(values: tuple[Any, ...]) -> Any:
    """The value that all share; VARIOUS if they do not."""
    first = values[0]
    return first if all(value == first for value in values[1:]) else VARIOUS


def various_words() -> str:
    """What stands in a field whose values differ."""
    return _("various")


def is_undo(event: QEvent) -> bool:
    """Whether Qt asks a text field if it wants Undo or Redo for itself: the session keeps those."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)


def below(widget: QWidget, size: QSize) -> QRect:
    """Where a popup of `size` opens under `widget`, inside its screen."""
    corner = widget.mapToGlobal(widget.rect().bottomLeft())
    room = widget.screen().availableGeometry()
    left = min(max(corner.x(), room.left()), room.right() - size.width())
    top = corner.y() + 2
    if top + size.height() > room.bottom():
        above = widget.mapToGlobal(widget.rect().topLeft()).y() - size.height() - 2
        top = max(room.top(), min(above, room.bottom() - size.height()))
    return QRect(left, top, size.width(), size.height())
