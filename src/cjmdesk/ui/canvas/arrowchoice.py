"""Choosing by keyboard where a connector leads: from one end that fits to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt

from cjmdesk.i18n import _
from cjmdesk.layout.context import runs_right_to_left
from cjmdesk.ui.canvas.arrowends import (
    End,
    Which,
    end_of,
    ends_of,
    in_direction,
    nearest_first,
    rect_of,
)
from cjmdesk.ui.index import index_of

if TYPE_CHECKING:
    from cjmdesk.ui.canvas.arrows import Arrows
    from cjmdesk.ui.canvas.canvas import Canvas
    from cjmdesk.ui.session import Session

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class _Choice(Struct):
    """An end being looked for. fixed: where the arrow stays; connector: to lead elsewhere, empty for a
    new one."""

    fixed: End
    moving: Which
    connector: str
    at: End


class EndChoice:
    """The end being chosen on one canvas; what is chosen is handed to `arrows`."""

    def __init__(self, canvas: Canvas, session: Session, arrows: Arrows) -> None:
        self._canvas, self._session, self._arrows = canvas, session, arrows
        self._choice: _Choice | None = None

    @property
    def active(self) -> bool:
        """Whether an end is being chosen."""
        return self._choice is not None

    @property
    def at(self) -> End | None:
        """The end that Enter would take; None while none is being chosen."""
        return self._choice.at if self._choice is not None else None

    def begin(self, item: str, connector: str, moving: Which) -> bool:
        """Look for an end for a new arrow from `item`, or for an end of `connector`, whose other end is
        `item`. Whether there is any to choose."""
        journey, scene = self._session.map, self._canvas.shown
        fixed = end_of(scene, journey, item) if journey is not None and scene is not None else None
        if journey is None or scene is None or fixed is None:
            return False
        ends = self._candidates(fixed)
        if not ends:
            return False
        arrow = index_of(journey).connector(connector)
        now = (arrow.target if moving == "target" else arrow.source) if arrow is not None else ""
        at = next((end for end in ends if end.id == now), ends[0])
        self._choice = _Choice(fixed, moving, connector, at)
        self._canvas.setFocus()
        self._show()
        return True

    def give_up(self) -> None:
        """Stop looking for an end."""
        if self._choice is not None:
            self._choice = None
            self._arrows.clear_rubber()
            self._canvas.hinted.emit("")

    def take(self, end: End) -> None:
        """Lead the arrow to this end."""
        choice = self._choice
        self.give_up()
        if choice is not None:
            self._arrows.join(choice.fixed, end, choice.moving, choice.connector)

    def key(self, key: Qt.Key) -> None:
        """Arrow keys and Tab go on, Enter takes the end, Esc gives up."""
        choice = self._choice
        if choice is None:
            return
        ends = self._candidates(choice.fixed)
        if key == Qt.Key.Key_Escape:
            self.give_up()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take(choice.at)
        elif key in _ARROWS:
            choice.at = in_direction(ends, choice.at, *_ARROWS[key])
            self._show()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            ids = [end.id for end in ends]
            by = -1 if key == Qt.Key.Key_Backtab else 1
            place = ids.index(choice.at.id) if choice.at.id in ids else 0
            choice.at = ends[(place + by) % len(ends)]
            self._show()

    def follow(self) -> None:
        """The sheet was laid out anew, or something else is selected meanwhile."""
        choice, journey, scene = self._choice, self._session.map, self._canvas.shown
        if choice is None:
            return
        if journey is None or scene is None:
            self.give_up()
            return
        fixed = end_of(scene, journey, choice.fixed.id)
        at = end_of(scene, journey, choice.at.id)
        begun = choice.connector or choice.fixed.id
        if fixed is None or at is None or self._session.selection != begun:
            self.give_up()
        elif (fixed, at) != (choice.fixed, choice.at):
            choice.fixed, choice.at = fixed, at
            self._show()

    def _candidates(self, fixed: End) -> tuple[End, ...]:
        """What fits, the likeliest first."""
        journey, scene = self._session.map, self._canvas.shown
        if journey is None or scene is None:
            return ()
        ends = [end for end in ends_of(scene, journey, fixed.sort) if end.id != fixed.id]
        joined = {arrow.target for arrow in journey.connectors if arrow.source == fixed.id}
        joined |= {arrow.source for arrow in journey.connectors if arrow.target == fixed.id}
        return nearest_first(ends, fixed, from_right=runs_right_to_left(journey), joined=joined)

    def _show(self) -> None:
        choice = self._choice
        if choice is None:
            return
        start = choice.fixed.near(choice.at.middle)
        self._arrows.show_rubber(choice.fixed, choice.at.middle, choice.moving, start, choice.at)
        self._canvas.ensureVisible(rect_of(choice.at), 40, 40)
        self._canvas.hinted.emit(
            _("Arrow keys or Tab choose where the connector leads, Enter draws it, Esc gives up.")
        )
