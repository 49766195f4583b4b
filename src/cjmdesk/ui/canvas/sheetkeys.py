"""Keys on the sheet while nothing is written there: arrows go on, letters and Enter write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from cjmdesk.ui.canvas import cursor as ways
from cjmdesk.ui.canvas.cursor import ARROWS
from cjmdesk.ui.canvas.headings import arrow_from, edge_of, heading_at
from cjmdesk.ui.keys import is_command

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.ui.canvas.cursor import Cursor
    from cjmdesk.ui.canvas.writing import Writing
    from cjmdesk.ui.session import Session

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SheetKeys:
    """What the keyboard does on the sheet of one session."""

    def __init__(self, session: Session, writing: Writing) -> None:
        self._session, self._writing = session, writing

    def key(self, event: QKeyEvent) -> bool:
        """Whether a key on the sheet (not in a text) led somewhere or began to write."""
        journey = self._session.map
        at = ways.cursor_at(journey, self._session.selection) if journey is not None else None
        if journey is None or (is_command(event) and (at is None or not _to_lane(event))):
            return False
        return self._cell_key(journey, at, event) if at is not None else self._heading_key(journey, event)

    def _cell_key(self, journey: JourneyMap, at: Cursor, event: QKeyEvent) -> bool:
        """A key while a note or a cell is selected."""
        if lanes := _to_lane(event):
            self._session.select(ways.lane_on(journey, at, lanes).key)
            return True
        if event.key() in _ENTER:
            return self._writing.write(at.key)
        if event.key() in ARROWS:
            self._session.select(_next(journey, at, *ARROWS[Qt.Key(event.key())]))
            return True
        words = _words(event)
        return bool(words) and self._writing.write(at.key, words)

    def _heading_key(self, journey: JourneyMap, event: QKeyEvent) -> bool:
        """A key while a stage, step, lane or the map itself is selected, or nothing."""
        heading = heading_at(journey, self._session.selection)
        if event.key() in _ENTER:
            written = heading is not None and self._writing.write_field(heading.id, heading.field)
            return written or self._enter(journey)
        if heading is None:
            return False
        words = _words(event) if heading.id != journey.id else ""
        if words and self._writing.write_field(heading.id, heading.field):
            self._writing.editor.insert(words)  # in the place of the title, which is selected
            return True
        if event.key() not in ARROWS:
            return False
        self._session.select(arrow_from(journey, heading, *ARROWS[Qt.Key(event.key())]))
        return True

    def _enter(self, journey: JourneyMap) -> bool:
        """Go to the first cell, if there is one."""
        start = ways.first(journey)
        if start is not None:
            self._session.select(start.key)
        return start is not None


def _next(journey: JourneyMap, at: Cursor, way: str, by: int) -> str:
    """What an arrow key selects from a note or cell."""
    if way == "sideways":
        goal = ways.sideways(journey, at, ways.forward(journey, by))
    else:
        goal = ways.vertical(journey, at, by)
    edge = edge_of(journey, at, way, by) if goal == at else ""
    return edge or goal.key


def _words(event: QKeyEvent) -> str:
    """What a key writes; empty for none."""
    text = event.text()
    return text if text.isprintable() and not text.isspace() else ""


def _to_lane(event: QKeyEvent) -> int:
    """Whether a key leads on to the next lane (1) or back to the one before (−1); 0 for neither."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    way, by = ARROWS.get(Qt.Key(event.key()), ("", 0))
    return by if way == "vertical" and held == Qt.KeyboardModifier.ControlModifier else 0
