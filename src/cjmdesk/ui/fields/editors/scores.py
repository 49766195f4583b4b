"""How well each competitor does: a scale for each, and a way to name the first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from cjmdesk.edits.people import add_competitor
from cjmdesk.i18n import _
from cjmdesk.model.people import Competitor
from cjmdesk.model.values import new_id
from cjmdesk.ui.fields.editors.base import Desk, FieldEditor, Shown
from cjmdesk.ui.fields.editors.chips import plus_button
from cjmdesk.ui.fields.editors.choices import Bars
from cjmdesk.ui.fields.fieldtable import Field


class ScoresEditor(FieldEditor):
    """A judgement of each competitor."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.bars: dict[str, Bars] = {}
        self.add: QPushButton | None = None
        self._rivals: object = None
        self._scores: dict[str, int] = {}

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        rivals = shown.map.competitors if shown.map is not None else ()
        self._scores = dict(values[0])
        if rivals is not self._rivals:
            self._rivals = rivals
            self._build([(one.id, one.name or _("Nameless")) for one in rivals])
        for id, bars in self.bars.items():
            bars.show_value(self._scores.get(id))

    def _build(self, rivals: list[tuple[str, str]]) -> None:
        while (entry := self._column.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.deleteLater()
        self.bars = {}
        self.add = None
        if not rivals:
            none = QLabel(_("No competitors named yet."))
            none.setProperty("role", "small")
            none.setWordWrap(True)
            self._column.addWidget(none)
            self.add = plus_button(_("Add a competitor"), self.desk)
            self.add.clicked.connect(self._name_one)
            self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        for id, name in rivals:
            label = QLabel(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            bars = Bars(self.desk.theme)
            bars.name(name)
            bars.chosen.connect(lambda value, id=id: self._set(id, value))
            self.bars[id] = bars
            self._column.addWidget(label)
            self._column.addWidget(bars)

    def _name_one(self) -> None:
        """The first competitor, named in the map's fields; the card is selected again from there."""
        session, shown = self.desk.session, self.desk.session.map
        if shown is None:
            return
        made = Competitor(id=new_id(), name=_("Competitor {number}").format(number=1))
        session.close_step()
        session.attempt(
            _("new competitor"), lambda project: add_competitor(project, shown.id, made), self.desk.tell
        )

    def _set(self, id: str, value: int | None) -> None:
        scores = {name: score for name, score in self._scores.items() if name != id}
        if value is not None:
            scores[id] = value
        self.edited.emit(scores, False)
