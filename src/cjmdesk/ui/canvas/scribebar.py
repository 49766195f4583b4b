"""Scribe mode: a line below the sheet into which notes are typed while people still talk.

Text and Enter add a note to the lane and stage that the line names; a wall code before the text
puts it where it hung. At most two keys a note beyond its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QLineEdit, QWidget

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.grids import grid_name
from cjmdesk.edits.scribe import Slot, grid_in_force, lane_letters, place_note, read_note
from cjmdesk.i18n import _, ngettext, translator
from cjmdesk.layout import titles
from cjmdesk.model.texts import clean_text
from cjmdesk.model.values import new_id
from cjmdesk.ui.canvas import cursor as ways
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.index import index_of

if TYPE_CHECKING:
    from cjmdesk.model.lanes import Lane
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.ui.session import Event, Session

PLACE, LITTLE_PLACE = 0.34, 140
"""What the names of lane and stage take at most: a share of a wide window, pixels of a narrow one."""

WIDE, WIDE_WITH_GRIDS = 400, 680
"""Pixels of the bar from which what is said has room beside the line."""


class ScribeBar(QWidget):
    """The line. It follows the selection until the user picks lane or stage by its own keys."""

    closed = Signal()
    """The line was left by Escape."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scribe")
        self._session = session
        self._lane = self._step = ""
        self._grid = ""
        self._added = 0
        self._place = QLabel()
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self.line = QLineEdit()
        self.line.setMaxLength(20_000)
        self.line.installEventFilter(self)
        self.line.returnPressed.connect(self._enter)
        self.line.textEdited.connect(lambda _text: self._say(""))
        self.grids = ChoiceBox()
        self.grids.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.grids.installEventFilter(self)
        self.grids.activated.connect(self._take_grid)
        self.said = QLabel()
        self.said.setProperty("role", "quiet")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(14, 8, 14, 8)
        self._rows.setHorizontalSpacing(12)
        for column, part in enumerate((self._place, self.line, self.grids)):
            self._rows.addWidget(part, 0, column)
        self._rows.setColumnStretch(1, 2)
        self._arrange()
        self.setFocusProxy(self.line)
        self.hide()
        session.told.connect(self._hear)
        session.changed.connect(lambda _before, _after: self._show_grids())
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        self._show_place()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        """What is said stands beside the line, or below it where that would leave the line no room."""
        beside = self.width() >= (WIDE if self.grids.isHidden() else WIDE_WITH_GRIDS)
        self._rows.setColumnStretch(3, 1 if beside else 0)
        # A line of its own is there before anything is said, so that the sheet does not jump.
        self.said.setMinimumHeight(0 if beside else self.said.fontMetrics().lineSpacing())
        if beside:
            self._rows.addWidget(self.said, 0, 3)
        else:
            self._rows.addWidget(self.said, 1, 0, 1, 3)

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self.line.setPlaceholderText(_("A note, or a wall code and a note: D7 queue at 8:00"))
        self.line.setAccessibleName(_("Note for the wall"))
        self.line.setToolTip(_("Alt+1 to Alt+9 choose the lane, Alt+← and Alt+→ the stage"))
        self.grids.setAccessibleName(_("Printed wall grid by which codes are read"))
        self._show_place()
        self._show_grids()

    def open(self) -> None:
        """Show the line and type into it."""
        self._added = 0
        self._take_selection()
        self._show_grids()
        self._say("")
        self.show()
        self.line.setFocus()

    def _hear(self, event: Event) -> None:
        if event.kind in ("opened", "map"):
            self._lane = self._step = self._grid = ""
            self._take_selection()
            self._show_grids()
        elif event.kind == "selection" and not self.line.hasFocus():
            self._take_selection()

    def _take_selection(self) -> None:
        journey = self._session.map
        if journey is None:
            return
        at = ways.cursor_at(journey, self._session.selection)
        if at is None and self._slot(journey) is None:
            at = ways.first(journey)
        if at is not None:
            self._lane, self._step = at.lane, at.step
        self._show_place()

    def _slot(self, journey: JourneyMap) -> Slot | None:
        lanes = [lane.id for lane in ways.open_lanes(journey)]
        known = self._lane in lanes and self._step in ways.columns(journey)
        return Slot(self._lane, self._step) if known else None

    def _show_place(self) -> None:
        journey = self._session.map
        slot = self._slot(journey) if journey is not None else None
        if journey is None or slot is None:
            self._place.clear()
            return
        index = index_of(journey)
        lane, within = index.lane(slot.lane), index.step(slot.step)
        assert lane is not None and within is not None
        where = [part.title for part in within if part.title] or ["–"]
        words = " · ".join((_lane_name(journey, lane), *where))
        room = int(PLACE * self.width()) if self.width() >= WIDE_WITH_GRIDS else LITTLE_PLACE
        # Titles can be long, and a label that shows them whole would push the sheet out of the window.
        self._place.setText(self._place.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
        self._place.setToolTip(words)

    # The grid that codes are read by ------------------------------------------------------------

    def _show_grids(self) -> None:
        """The printed grids of the map, the newest first; hidden where none was printed."""
        journey = self._session.map
        printed = tuple(reversed(journey.grids)) if journey is not None else ()
        self.grids.setHidden(not printed)
        self._arrange()
        self.grids.clear()
        for grid in printed:
            self.grids.addItem(_("Grid {name}").format(name=grid_name(grid)), grid.id)
        if journey is None or not printed:
            return
        used = grid_in_force(journey, self._grid)
        self.grids.setCurrentIndex(self.grids.findData(used.id))
        text = _("Codes are read by this printed grid: lanes A to {lanes}, columns 1 to {columns}")
        last = lane_letters(max(len(used.lanes) - 1, 0))
        self.grids.setToolTip(text.format(lanes=last, columns=len(used.slots)))

    def _take_grid(self, index: int) -> None:
        """Read codes by another printed grid; by the newest, whichever that is, if it is that."""
        self._grid = str(self.grids.itemData(index)) if index else ""
        self._show_grids()
        self._say(self.grids.toolTip())
        self.line.setFocus()

    # Adding -------------------------------------------------------------------------------------

    def _enter(self) -> None:
        text = clean_text(self.line.text()).strip()
        if text and self.add([text]):
            self.line.clear()

    def add(self, entries: list[str]) -> bool:
        """Add each entry as a note, all in one step; False, and nothing, if one cannot be placed."""
        project, journey = self._session.project, self._session.map
        slot = self._slot(journey) if journey is not None else None
        if project is None or journey is None or slot is None:
            self._say(_("The map has no cell to write into yet."), bad=True)
            return False
        last, grid = "", grid_in_force(journey, self._grid)
        try:
            for entry in entries:
                last = new_id("c")
                project = place_note(project, read_note(journey, entry, grid), slot, last)
        except EditError as error:
            self._say(str(error), bad=True)
            return False
        label = ngettext("{count} note from the wall", "{count} notes from the wall", len(entries))
        self._session.apply(label.format(count=len(entries)), project)
        self._session.select(last)
        self._added += len(entries)
        words = ngettext("{count} card added", "{count} cards added", self._added)
        self._say(words.format(count=self._added))
        return True

    def _say(self, text: str, *, bad: bool = False) -> None:
        self.said.setProperty("role", "bad" if bad else "quiet")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(text)

    # Keys ---------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.grids:
            return self._key_on_grids(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            # Alt+Left and its like move notes on the sheet; in the line they choose the place.
            if _choice(event) is not None:
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            choice = _choice(event)
            if choice is not None:
                self._choose(*choice)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_line()
                return True
            if event.matches(QKeySequence.StandardKey.Paste) and self._paste():
                return True
        return super().eventFilter(watched, event)

    def _key_on_grids(self, event: QEvent) -> bool:
        """Esc and Enter lead back to the line."""
        keys = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys:
            self.line.setFocus()
            return True
        return False

    def close_line(self) -> None:
        """Hide the line; the keyboard goes back to the sheet."""
        self.hide()
        self.closed.emit()

    def _choose(self, what: str, number: int) -> None:
        """Another lane by its number, another lane or stage by steps."""
        journey = self._session.map
        if journey is None:
            return
        lanes, steps = [lane.id for lane in ways.open_lanes(journey)], list(ways.columns(journey))
        if what == "lane" and number <= len(lanes):
            self._lane = lanes[number - 1]
        elif what == "along" and self._lane in lanes:
            self._lane = lanes[min(max(lanes.index(self._lane) + number, 0), len(lanes) - 1)]
        elif what == "across" and self._step in steps:
            self._step = steps[min(max(steps.index(self._step) + number, 0), len(steps) - 1)]
        self._say("")
        self._show_place()

    def _paste(self) -> bool:
        """A pasted list becomes notes; a single line is pasted as usual. What is too long for either is said,
        and nothing of it taken."""
        from cjmdesk.formats.pasted import read_text

        words = QApplication.clipboard().text()
        try:
            rows = read_text(words, tables=False)
        except EditError as error:
            self._say(_("Nothing was pasted: {reason}.").format(reason=error), bad=True)
            return True
        entries = [entry.text for entry in rows[0][0]]
        if len(entries) > 1 and not self.line.text():
            self.add(entries)
            return True
        room = self.line.maxLength() - len(self.line.text()) + len(self.line.selectedText())
        if len(words) > room:
            text = _("Nothing was pasted: {reason}.")
            reason = _("a line has {count} letters, too many for one card").format(count=len(words))
            self._say(text.format(reason=reason), bad=True)
            return True
        return False


def _choice(event: QKeyEvent) -> tuple[str, int] | None:
    """What Alt and a key choose: ("lane", 1…9), ("along", ±1), ("across", ±1)."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held != Qt.KeyboardModifier.AltModifier:
        return None
    if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
        return ("lane", event.key() - Qt.Key.Key_0)
    ways_of = {
        Qt.Key.Key_Left: ("across", -1),
        Qt.Key.Key_Right: ("across", 1),
        Qt.Key.Key_Up: ("along", -1),
        Qt.Key.Key_Down: ("along", 1),
    }
    return ways_of.get(Qt.Key(event.key()))


def _lane_name(journey: JourneyMap, lane: Lane) -> str:
    """The lane's title as the sheet shows it."""
    words = titles.words_of_lane(lane)
    return lane.title or translator(journey.language).gettext(words.title)
