"""The page of dot votes: what the room stuck on the wall, typed in, and what came out of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QStyleOptionViewItem,
    QWidget,
)

from cjmdesk.analysis.voting import Voted, by_votes, lanes_to_vote, lanes_with_cards, voted
from cjmdesk.edits.deciding import clear_votes, set_votes
from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.choicebox import WrappedRows
from cjmdesk.ui.deciding.page import Page
from cjmdesk.ui.deciding.table import ID, PADDING, CardTable
from cjmdesk.ui.deciding.words import dots, one_line, place_words, quoted
from cjmdesk.ui.flow import FlowLayout

if TYPE_CHECKING:
    from cjmdesk.analysis.journey import Journey
    from cjmdesk.ui.deciding.desk import Desk

PLACE, CARD, WHERE, LESS, COUNT, MORE, SEEN = range(7)
"""Columns."""

MOST = 999
"""Dots on a card."""

_SEEN = 12
"""Dots that are drawn; more are said in figures alone."""

_PEOPLE, _EACH = 8, 3
"""Usual numbers of people and of dots for each."""

_KEPT = ("people", "dots")
"""Under which both are remembered for a map."""

_NAMED, _NAME = 3, 70
"""Cards that are named where a place is shared, and letters of each."""


class VotesPage(Page):
    """The chosen lanes' cards with their dots."""

    def __init__(self, desk: Desk) -> None:
        about = _(
            "Type the number of dots and Enter for one card after the other, as they hang on the wall; + and"
            " − add a dot and take one off."
        )
        super().__init__(desk, _("Dot votes"), about)
        self._lanes: dict[str, set[str]] = {}
        self._ranked = False
        self._shown: list[Voted] = []
        self.pills = QWidget()
        self._flow = FlowLayout(self.pills)
        self.people, self.each = self._spin(), self._spin()
        self._counted = ""
        self.table = _VotesTable()
        self.table.counted.connect(self._count)
        self.table.stepped.connect(self._step)
        self.table.rested.connect(self.refresh)
        self.order = QPushButton(_("&Most dots first"))
        self.order.setCheckable(True)
        self.order.setAutoDefault(False)
        self.order.setProperty("role", "pill")
        self.order.toggled.connect(self._rank)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        asked = QWidget()
        row = FlowLayout(asked, gap=16)
        for words, spin in ((_("P&eople"), self.people), (_("&Dots each"), self.each)):
            name, pair = QLabel(words), QWidget()
            name.setBuddy(spin)
            spin.setAccessibleName(words.replace("&", ""))
            inside = QHBoxLayout(pair)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(name)
            inside.addWidget(spin)
            row.addWidget(pair)
        row.addWidget(self.order)
        self.body.addWidget(self.pills)
        self.body.addWidget(asked)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.summary)
        self.jump = self.button(_("&Show on the Map"), lambda: desk.gone_to.emit(self.table.row_id))
        self.clear = self.button(_("&Take All Dots Off"), self._clear)

    def _usual(self) -> tuple[int, int]:
        """People and dots for each: the team, and as many as hang on the map already."""
        journey = self.desk.journey
        if journey is None:
            return _PEOPLE, _EACH
        team = len(journey.project.brief.team)
        people = team if team > 1 else _PEOPLE  # nobody votes alone
        stuck = sum(one.votes for one in voted(journey, lanes_to_vote(journey)))
        return people, max(_EACH, math.ceil(stuck / people))

    def _spin(self) -> QSpinBox:
        made = QSpinBox()
        made.setRange(1, 99)
        made.lineEdit().setTextMargins(6, 0, 0, 0)
        made.valueChanged.connect(self._keep)
        return made

    def _take_numbers(self) -> None:
        """People and dots as they were for this map, or as is usual."""
        session = self.desk.session
        name = f"{session.path or ''}#{session.map.id if session.map else ''}#votes"
        if name == self._counted:
            return
        kept = self.desk.remembered.choices(name)
        for spin, field, usual in zip((self.people, self.each), _KEPT, self._usual(), strict=True):
            spin.blockSignals(True)
            spin.setValue(int(kept[field]) if kept.get(field, "").isdecimal() else usual)
            spin.blockSignals(False)
        self._counted = name

    def _keep(self) -> None:
        numbers = (str(self.people.value()), str(self.each.value()))
        self.desk.remembered.keep_choices(self._counted, dict(zip(_KEPT, numbers, strict=True)))
        self._say()

    def refresh(self) -> None:
        if self.table.editing:
            return  # once it is written
        journey = self.desk.journey
        possible = lanes_with_cards(journey) if journey is not None else ()
        for button in (self.jump, self.clear):
            button.setEnabled(bool(possible))
        if journey is None or not possible:
            self.say_empty(
                _("The map has no cards yet. Write pains and solutions; then a room can vote for them here.")
            )
            return
        self.say_empty("")
        self._take_numbers()
        chosen = self._lanes.setdefault(journey.map.id, set(lanes_to_vote(journey)))
        self._show_pills(journey, possible, chosen)
        cards = voted(journey, chosen)
        self._shown = by_votes(cards) if self._ranked else cards
        self.table.show_votes(self._shown, journey)
        some = any(one.votes for one in self._shown)
        self.clear.setEnabled(some)
        self.jump.setEnabled(bool(self._shown))
        self._say()

    def take_focus(self) -> None:
        self.setFocus() if self.empty else self.table.setFocus()

    def chain(self) -> list[QWidget]:
        return [*self._pills(), self.people, self.each, self.order, self.table, self.jump, self.clear]

    def leave(self) -> None:
        self.table.commit()

    def _show_pills(self, journey: Journey, possible: tuple[str, ...], chosen: set[str]) -> None:
        lanes = [lane for lane in journey.map.lanes if lane.id in possible]
        wanted = [(lane.id, journey.lane_title(lane)) for lane in lanes]
        if [(pill.objectName(), pill.text().replace("&&", "&")) for pill in self._pills()] != wanted:
            while (item := self._flow.takeAt(0)) is not None:
                gone = item.widget()
                if gone is not None:
                    gone.hide()
                    gone.deleteLater()
            for id, title in wanted:
                pill = QPushButton(one_line(title, 40).replace("&", "&&"))
                pill.setObjectName(id)
                pill.setCheckable(True)
                pill.setAutoDefault(False)
                pill.setProperty("role", "pill")
                pill.clicked.connect(lambda checked, id=id: self._take_lane(id, checked))
                self._flow.addWidget(pill)
        for pill in self._pills():
            pill.setChecked(pill.objectName() in chosen)

    def _pills(self) -> list[QPushButton]:
        items = (self._flow.itemAt(number) for number in range(self._flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [one for one in widgets if isinstance(one, QPushButton)]

    def _take_lane(self, id: str, wanted: bool) -> None:
        one = self.desk.session.map
        if one is not None:
            chosen = self._lanes.setdefault(one.id, set())
            chosen.add(id) if wanted else chosen.discard(id)
            self.refresh()

    def _rank(self, ranked: bool) -> None:
        self._ranked = ranked
        self.refresh()

    def _count(self, id: str, votes: int) -> None:
        card = self.desk.card(id)
        if card is not None and card.votes != votes:
            self.desk.apply(_("dots on a card"), lambda project: set_votes(project, id, votes))

    def _step(self, id: str, by: int) -> None:
        card = self.desk.card(id)
        if card is not None:
            self._count(id, min(max(card.votes + by, 0), MOST))

    def _clear(self) -> None:
        ids = [one.placed.card.id for one in self._shown if one.votes]
        form = ngettext("the dots on {count} card", "the dots on {count} cards", len(ids))
        if ids and self.desk.apply(form.format(count=len(ids)), lambda project: clear_votes(project, ids)):
            self.desk.said.emit(_("All dots are off; Undo brings them back."))

    def _say(self) -> None:
        """How many dots there are, how many are left, and which cards share the first places."""
        stuck, there = sum(one.votes for one in self._shown), self.people.value() * self.each.value()
        form = ngettext("{stuck} of {there} dot is stuck.", "{stuck} of {there} dots are stuck.", there)
        text = form.format(stuck=stuck, there=there)
        if stuck > there:
            more = ngettext("That is {count} too many.", "That is {count} too many.", stuck - there)
            text += " " + more.format(count=stuck - there)
        elif stuck < there:
            left = ngettext("{count} is left.", "{count} are left.", there - stuck)
            text += " " + left.format(count=there - stuck)
        shared = next((one for one in by_votes(self._shown) if one.votes and one.shared), None)
        if shared is not None:
            alike = [one.placed.card.text for one in self._shown if one.place == shared.place]
            named = ", ".join(quoted(words, _NAME) for words in alike[:_NAMED])
            form = ngettext(
                "Place {place} is shared by {count} card: {cards}",
                "Place {place} is shared by {count} cards: {cards}",
                len(alike),
            )
            text += " " + form.format(place=shared.place, count=len(alike), cards=named)
            text += "…" if len(alike) > _NAMED else "."
        self.summary.setText(text)


class _VotesTable(CardTable):
    """Rows of cards with their dots. Figures and Enter set them, + and − change them by one."""

    counted = Signal(str, int)
    """The id of a card, and how many dots it is to have."""

    stepped = Signal(str, int)
    """The id of a card, and by how many dots."""

    def __init__(self) -> None:
        heads = (_("Place"), _("Card"), _("Where"), "", _("Votes"), "", "")
        super().__init__(_("Dot votes"), heads, (CARD, WHERE))
        votes = self.horizontalHeaderItem(COUNT)
        if votes is not None:
            votes.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setItemDelegate(_CountDelegate(self))
        self.cellClicked.connect(self._click)
        self.entered_row.connect(lambda _id: self._write(None))

    def show_votes(self, cards: list[Voted], journey: Journey) -> None:
        """Show these cards, in this order."""
        self.show_rows([(one.placed.card.id, self._words(one, journey)) for one in cards])
        for row, one in enumerate(cards):
            for column, words in (
                (LESS, _("Take a dot off “{card}”")),
                (MORE, _("One more dot for “{card}”")),
            ):
                item = self.cell(row, column)
                name = words.format(card=one_line(one.placed.card.text, 40))
                item.setToolTip(name)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            count = self.cell(row, COUNT)
            count.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            count.setFlags(count.flags() | Qt.ItemFlag.ItemIsEditable)
            self.cell(row, SEEN).setData(Qt.ItemDataRole.AccessibleTextRole, dots(one.votes))

    def _words(self, one: Voted, journey: Journey) -> tuple[str, ...]:
        if one.place is None:
            place = "–"
        else:
            place = f"{one.place}–{one.place + one.shared}" if one.shared else str(one.place)
        where = f"{journey.lane_title(one.placed.lane)} · {place_words(one.placed)}"
        seen = "●" * min(one.votes, _SEEN) + ("…" if one.votes > _SEEN else "")
        return (place, one_line(one.placed.card.text), one_line(where), "−", str(one.votes), "+", seen)

    def _click(self, row: int, column: int) -> None:
        if column in (LESS, MORE):
            self.stepped.emit(self.id_at(row), 1 if column == MORE else -1)

    def _write(self, event: QKeyEvent | None) -> None:
        """Write into the dots of the current row; a key that was pressed is the first figure."""
        row = self.currentRow()
        if row < 0:
            return
        self.setCurrentCell(row, COUNT)
        self.edit(self.currentIndex())
        editor = QApplication.focusWidget()
        if event is not None and isinstance(editor, QLineEdit):
            QApplication.sendEvent(editor, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.row_id and event.text() in ("+", "-", "−"):
            self.stepped.emit(self.row_id, 1 if event.text() == "+" else -1)
        elif self.row_id and event.text().isdecimal():
            self._write(event)
        else:
            super().keyPressEvent(event)


class _CountDelegate(WrappedRows):
    """Writes the number of dots."""

    def __init__(self, table: _VotesTable) -> None:
        super().__init__(PADDING, table)
        self._table = table

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        made = QLineEdit(parent)
        made.setObjectName("cellEditor")
        made.setValidator(QIntValidator(0, MOST, made))
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setAccessibleName(_("Votes"))
        return made

    def setModelData(
        self, editor: QWidget, model: object, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if isinstance(editor, QLineEdit) and editor.text().isdecimal():
            self._table.counted.emit(str(index.data(ID)), int(editor.text()))
