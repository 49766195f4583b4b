"""Selecting several notes by clicks and keys.

Ctrl adds a note or takes it away. Shift takes everything between the first selected note and the
clicked one in reading order: lane by lane from the top, in each lane by stages, in each cell from the
first note to the last. Shift with the arrow keys goes on from the last selected note by the same rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from cjmdesk.ui.canvas import cursor as ways
from cjmdesk.ui.index import index_of

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.ui.canvas.gestures import Press
    from cjmdesk.ui.session import Session


def all_notes(journey: JourneyMap) -> tuple[str, ...]:
    """Every note that can be seen, in reading order."""
    return tuple(
        note.id
        for lane in ways.open_lanes(journey)
        for step in ways.columns(journey)
        for note in ways.notes_in(journey, lane.id, step)
    )


def between(journey: JourneyMap, first: str, last: str) -> tuple[str, ...]:
    """The notes from `first` to `last`, which comes last whatever their order; `last` alone if `first`
    is no note."""
    order = all_notes(journey)
    if first not in order or last not in order:
        return (last,) if last in order else ()
    a, b = order.index(first), order.index(last)
    return order[a : b + 1] if a <= b else tuple(reversed(order[b : a + 1]))


class Choosing:
    """What clicks and keys select on one session's map."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def click(self, press: Press) -> bool:
        """A click with Ctrl or Shift; whether it was one of these."""
        journey, session = self._session.map, self._session
        held = press.held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if journey is None or not held:
            return False
        if not press.thing or press.thing.startswith("cell:"):
            return True  # beside the mark: what is selected stays
        index, note = index_of(journey), index_of(journey).spot(press.thing)
        if held & Qt.KeyboardModifier.ShiftModifier and note is not None:
            first = next((id for id in session.chosen if index.spot(id) is not None), press.thing)
            session.choose(between(journey, first, press.thing))
        elif press.thing in session.chosen:
            session.choose(id for id in session.chosen if id != press.thing)
        else:
            kept = (id for id in session.chosen if not id.startswith("cell:"))
            session.choose((*kept, press.thing))
        return True

    def all(self) -> None:
        """Select every note of the map."""
        journey = self._session.map
        if journey is None:
            return
        notes, lead = all_notes(journey), self._session.selection
        if lead in notes:
            notes = (*(id for id in notes if id != lead), lead)
        if notes:
            self._session.choose(notes)

    def key(self, event: QKeyEvent) -> bool:
        """An arrow key with Shift; whether it was one."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        way = ways.ARROWS.get(Qt.Key(event.key()))
        journey = self._session.map
        if way is None or journey is None or held != Qt.KeyboardModifier.ShiftModifier:
            return False
        at = ways.cursor_at(journey, self._session.selection)
        if at is None:
            return False
        goal = self._goal(journey, at, *way)
        if goal is not None:
            index = index_of(journey)
            first = next((id for id in self._session.chosen if index.spot(id) is not None), goal)
            self._session.choose(between(journey, first, goal))
        return True

    def _goal(self, journey: JourneyMap, at: ways.Cursor, way: str, by: int) -> str | None:
        """The next note that way, over empty cells; None if there is none."""
        go = ways.sideways if way == "sideways" else ways.vertical
        by = ways.forward(journey, by) if way == "sideways" else by
        while True:
            there = go(journey, at, by)
            if there == at:
                return None
            if there.note:
                return there.note
            at = there
