"""What is to be said about a value that is kept and yet not seen, with the one click that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cjmdesk.edits.rows import show_key_tasks
from cjmdesk.i18n import _
from cjmdesk.ui.linkbutton import LinkButton

if TYPE_CHECKING:
    from cjmdesk.model.project import Project
    from cjmdesk.ui.fields.editors.base import Desk, Shown


class Remark(Struct, frozen=True):
    """text: one sentence. way: what the button says that mends it. label: of the step, for Undo."""

    text: str
    way: str
    label: str
    edit: Callable[[Project], Project]


def remark_on(name: str, values: tuple[Any, ...], shown: Shown) -> Remark | None:
    """What is to be said about the field of that name; None for nothing."""
    if name != "key_task" or shown.map is None or not any(values):
        return None
    lanes = [lane for lane in shown.map.lanes if lane.kind == "key_task"]
    if any(not lane.hidden and not lane.collapsed for lane in lanes):
        return None
    map_id = shown.map.id

    def edit(project: Project) -> Project:
        return show_key_tasks(project, map_id)

    if lanes:
        text = _("The key-task lane is hidden or folded, so the sheet does not show this.")
        return Remark(text, _("Show key-task lane"), _("showing the key-task lane"), edit)
    text = _("This map has no key-task lane, so the sheet does not show this.")
    return Remark(text, _("Add key-task lane"), _("new lane"), edit)


class RemarkLine(QWidget):
    """A remark under a field; hidden while there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._remark: Remark | None = None
        self.words = QLabel()
        self.words.setProperty("role", "small")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.way = LinkButton("", desk.theme)
        self.way.clicked.connect(self._mend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def say(self, remark: Remark | None) -> None:
        """Say this instead; None for nothing."""
        self._remark = remark
        if remark is not None:
            self.words.setText(remark.text)
            self.way.say(remark.way)
            self.way.setAccessibleDescription(remark.text)
        self.setVisible(remark is not None)

    def _mend(self) -> None:
        if self._remark is not None:
            session = self._desk.session
            session.close_step()
            session.attempt(self._remark.label, self._remark.edit, self._desk.tell)
