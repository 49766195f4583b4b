"""The rubber band: notes selected by drawing a box around them, begun on any empty place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from cjmdesk.edits.several import in_reading_order
from cjmdesk.ui.index import index_of
from cjmdesk.ui.sheet.hits import Nearby

if TYPE_CHECKING:
    from cjmdesk.layout.scene import Scene
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.ui.canvas.canvas import Canvas
    from cjmdesk.ui.canvas.gestures import Press
    from cjmdesk.ui.session import Session

ADDS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
"""Either of these keeps what was selected before."""


def band_grip(canvas: Canvas, session: Session) -> Callable[[Press], Band | None]:
    """The grip of empty places: the desk, the paper, what is free of a cell."""

    def grip(press: Press) -> Band | None:
        if session.map is None or canvas.shown is None:
            return None
        if press.thing and not press.thing.startswith("cell:"):
            return None
        return Band(canvas, session, press, session.map, canvas.shown)

    return grip


class Band:
    """A band being drawn; what it touches is outlined at once and selected when it is let go."""

    def __init__(
        self, canvas: Canvas, session: Session, press: Press, journey: JourneyMap, scene: Scene
    ) -> None:
        self._canvas, self._session, self._journey = canvas, session, journey
        # Not the place that a strip shows there a second time: it may be far out of view.
        self._from = press.seen
        kept = session.chosen if press.held & ADDS else ()
        self._kept = in_reading_order(journey, kept)
        self._before = session.chosen
        self._touched: tuple[str, ...] = ()
        self._notes = Nearby(scene, ("cell:", "curve:"), index_of(journey).notes())

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """See `Gesture`."""
        box = QRectF(self._from, at).normalized()
        self._canvas.marks.band.stretch(box, 1 / self._canvas.pixels_per_mm())
        area = (box.left(), box.top(), box.right(), box.bottom())
        found = self._notes.within(area)
        touched = tuple(found)
        if touched != self._touched:
            self._touched = touched
            self._canvas.outline((*self._kept, *touched), found)

    def drop(self) -> None:
        """See `Gesture`."""
        self._canvas.marks.clear()
        fresh = [id for id in in_reading_order(self._journey, self._touched) if id not in self._kept]
        with self._canvas.standing_still():
            self._session.choose((*self._kept, *fresh))
        self._canvas.outline(self._session.chosen)

    def cancel(self) -> None:
        """See `Gesture`."""
        self._canvas.marks.clear()
        with self._canvas.standing_still():
            self._session.choose(self._before)
        self._canvas.outline(self._session.chosen)
