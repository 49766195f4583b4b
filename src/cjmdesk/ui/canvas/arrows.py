"""Connectors under the mouse and the keyboard: drawn from a handle, chosen, led elsewhere.

What is half done lies over the sheet: handles, a rubber arrow, the target's outline. Routes are
layout's, after the drop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPen, QPolygonF

from cjmdesk.edits.connectors import add_connector, lead
from cjmdesk.edits.removing import remove
from cjmdesk.i18n import _, ngettext
from cjmdesk.model.maps import Connector
from cjmdesk.model.values import new_id
from cjmdesk.ui.canvas.arrowchoice import EndChoice
from cjmdesk.ui.canvas.arrowends import End, Place, Which, end_at, end_of, rect_of
from cjmdesk.ui.canvas.gestures import Gesture, Press
from cjmdesk.ui.canvas.overlay import HANDLE, Overlay, draw_arrow, draw_handle
from cjmdesk.ui.index import index_of
from cjmdesk.ui.sheet.items import RING
from cjmdesk.ui.sheet.strokes import line_of, words_of_lines

if TYPE_CHECKING:
    from cjmdesk.layout.scene import Scene
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.canvas.canvas import Canvas
    from cjmdesk.ui.session import Session

GAP = 1.5
"""Pixels between the glow of a selected arrow and words beside it."""

OUTSIDE = 4.0
"""Pixels from the edge of a card or header to the middles of its handles."""

GRASP = 9.0
"""Pixels from a handle's middle within which it is taken."""

RISE = 26.0
"""Pixels by which an arrow in the hand bends over the headers, as the rails will."""

SMALLEST = 36.0
"""Pixels: a card or header narrower than that shows no handles; there would be no room to hit it."""


class Arrows:
    """The connectors on one canvas; a `Tool`."""

    def __init__(self, canvas: Canvas, session: Session, refused: Callable[[str], object]) -> None:
        self._canvas, self._session, self._refused = canvas, session, refused
        self._marks = Overlay(canvas, 800)
        self._handles = Overlay(canvas, 810)
        self._rubber = Overlay(canvas, 820)
        for overlay in (self._marks, self._handles, self._rubber):
            canvas.scene().addItem(overlay)
        self._owner: End | None = None
        self._hot: Place | None = None
        self._scene: Scene | None = None
        self._choice = EndChoice(canvas, session, self)

    @property
    def wants_tab(self) -> bool:
        """While an end is being chosen, Tab goes from one to the next."""
        return self._choice.active

    @property
    def choosing(self) -> bool:
        """Whether an end is being chosen by keyboard."""
        return self._choice.active

    @property
    def offered(self) -> End | None:
        """The end that Enter would take now; None while none is being chosen."""
        return self._choice.at

    # The mouse ----------------------------------------------------------------------------------

    def claim(self, at: QPointF) -> str:
        """The owner of the handle at a place: a card or header, or the selected connector."""
        if self._end_handle(at) is not None:
            return self._session.selection
        return self._owner.id if self._owner is not None and self._handle_at(at) is not None else ""

    def grip(self, press: Press) -> Gesture | None:
        """A drag from a handle draws an arrow; one from a selected arrow's end leads it elsewhere."""
        journey, scene = self._session.map, self._canvas.shown
        if journey is None or scene is None:
            return None
        which = self._end_handle(press.at)
        if which is not None:
            arrow = self._arrow(self._session.selection)
            stays = arrow.target if arrow is not None and which == "source" else None
            stays = arrow.source if arrow is not None and which == "target" else stays
            fixed = end_of(scene, journey, stays) if stays is not None else None
            return _ArrowDrag(self, fixed, which, self._session.selection) if fixed is not None else None
        if self._owner is None or self._handle_at(press.at) is None:
            return None
        owner = self._owner
        self._show_handles(None)
        return _ArrowDrag(self, owner, "target", "", owner.near((press.at.x(), press.at.y())))

    def click(self, press: Press) -> bool:
        """While an end is being chosen, a click chooses it; beside every end it gives up."""
        if not self._choice.active:
            return False
        end = self.end_at(press.at)
        self._choice.take(end) if end is not None else self._choice.give_up()
        return True

    def hover(self, at: QPointF | None, thing: str) -> Qt.CursorShape | None:
        """Over a card or header its handles come up."""
        journey, scene = self._session.map, self._canvas.shown
        if at is None or journey is None or scene is None or self._canvas.writing.active:
            self._show_handles(None)
            return None
        if self._end_handle(at) is not None:
            return Qt.CursorShape.PointingHandCursor
        pixels = self._canvas.pixels_per_mm()
        hot = self._handle_at(at)
        end = self._owner if hot is not None else end_at(scene, journey, at.x(), at.y())
        if (
            end is None
            and self._owner is not None
            and self._owner.holds(at.x(), at.y(), (OUTSIDE + GRASP) / pixels)
        ):
            end = self._owner
        if end is not None and (end.right - end.left) * pixels < SMALLEST:
            end = None
        self._show_handles(end, hot)
        return Qt.CursorShape.PointingHandCursor if hot is not None else None

    def follow(self) -> None:
        """Sheet, selection or zoom are others: the marks of selected connectors go along."""
        for overlay in (self._marks, self._handles, self._rubber):
            overlay.rescale()
        scene = self._canvas.shown
        if scene is not self._scene:
            self._scene = scene
            self._show_handles(None)
        self._choice.follow()
        chosen = [id for id in self._session.chosen if self._arrow(id) is not None]
        lines = [line for id in chosen if scene is not None and (line := line_of(scene, id))]
        if scene is None or not lines:
            self._marks.clear()
            return
        ends = (lines[0][0], lines[0][-1]) if len(lines) == 1 else ()
        box = QPolygonF([QPointF(*place) for line in lines for place in line]).boundingRect()

        words = [QRectF(x, y, right - x, bottom - y) for x, y, right, bottom in words_of_lines(scene)]

        def draw(painter: QPainter, pixel: float, area: QRectF) -> None:
            _draw_glow(painter, pixel, area, lines, words)
            for end in ends:
                draw_handle(painter, pixel, QPointF(*end), HANDLE)

        self._marks.show_drawing(box, draw)

    def end_at(self, at: QPointF) -> End | None:
        """What lies at a place and can be joined."""
        journey, scene = self._session.map, self._canvas.shown
        if journey is None or scene is None:
            return None
        return end_at(scene, journey, at.x(), at.y())

    def trouble_with(self, at: QPointF, fixed: End) -> str:
        """Why an arrow from `fixed` cannot end at a place, in one sentence; empty beside the sheet, where
        one lets go who gives up, and over `fixed` itself."""
        journey, end = self._session.map, self.end_at(at)
        thing = self._canvas.thing_at(at)
        if journey is None or thing == fixed.id:
            return ""
        if end is not None and end.sort != fixed.sort:
            return _("A connector joins two cards or two stages, not a card and a stage.")
        kind = index_of(journey).kind(thing)
        if kind == "point":
            return _("A connector joins cards or stages; it cannot end at an emotion point.")
        return _("A connector has to end at a card or at the header of a stage.") if kind else ""

    def refuse(self, why: str) -> None:
        """Say why an arrow was not drawn."""
        self._refused(why)

    def show_refused(self, refused: bool) -> None:
        """Show by the mouse's shape that an arrow cannot end here."""
        self._canvas.show_shape(Qt.CursorShape.ForbiddenCursor if refused else None)

    def _handle_at(self, at: QPointF) -> Place | None:
        """The handle of the card or header under the mouse that lies at a place."""
        return self._taken(self._places(self._owner) if self._owner is not None else (), at)

    def _places(self, end: End) -> tuple[Place, ...]:
        """The middles of an end's handles: a little outside, where they cover no words."""
        x, y = end.middle
        out = OUTSIDE / self._canvas.pixels_per_mm()

        def beyond(place: float, middle: float) -> float:
            return place + (out if place > middle else -out if place < middle else 0.0)

        return tuple((beyond(left, x), beyond(top, y)) for left, top in end.handles())

    def _end_handle(self, at: QPointF) -> Which | None:
        """Which end's handle of the one selected connector lies at a place."""
        scene, chosen = self._canvas.shown, self._session.chosen
        if scene is None or len(chosen) != 1 or self._arrow(chosen[0]) is None:
            return None
        line = line_of(scene, chosen[0])
        if not line:
            return None
        taken = self._taken((line[-1], line[0]), at)
        if taken is None:
            return None
        return "target" if taken == line[-1] else "source"

    def _taken(self, handles: tuple[Place, ...], at: QPointF) -> Place | None:
        reach = GRASP / self._canvas.pixels_per_mm()
        near = [handle for handle in handles if hypot(handle[0] - at.x(), handle[1] - at.y()) <= reach]
        return near[0] if near else None

    # What lies over the sheet -------------------------------------------------------------------

    def _show_handles(self, end: End | None, hot: Place | None = None) -> None:
        if (end, hot) == (self._owner, self._hot):
            return
        self._owner, self._hot = end, hot
        if end is None:
            self._handles.clear()
            return

        places = self._places(end)

        def draw(painter: QPainter, pixel: float, _area: QRectF) -> None:
            for handle in places:
                draw_handle(painter, pixel, QPointF(*handle), HANDLE, full=handle == hot)

        self._handles.show_drawing(rect_of(end), draw)

    def show_rubber(self, fixed: End, held: Place, moving: Which, start: Place, over: End | None) -> None:
        """An arrow between a fixed end and the hand. over: the end that it would lead to."""
        tip = over.near(start) if over is not None else held
        begin, finish = (start, tip) if moving == "target" else (tip, start)
        box = QRectF(QPointF(*begin), QPointF(*finish)).normalized().united(rect_of(fixed))
        if over is not None:
            box = box.united(rect_of(over))

        def draw(painter: QPainter, pixel: float, _area: QRectF) -> None:
            if over is not None:
                wash = QColor(RING)
                wash.setAlpha(36)
                painter.setBrush(wash)
                painter.setPen(QPen(RING, 2 * pixel))
                gap = 2 * pixel
                painter.drawRoundedRect(rect_of(over).adjusted(-gap, -gap, gap, gap), 4 * pixel, 4 * pixel)
            rise = RISE if fixed.sort == "stage" else 0.0
            draw_arrow(painter, pixel, QPointF(*begin), QPointF(*finish), rise)

        self._rubber.show_drawing(box, draw, reach=RISE + 20)

    def clear_rubber(self) -> None:
        """The arrow was dropped, or given up."""
        self._rubber.clear()

    # The keyboard -------------------------------------------------------------------------------

    def choose(self, item: str, connector: str = "", moving: Which = "target") -> bool:
        """Look for an end by keyboard, see `EndChoice.begin`."""
        return self._choice.begin(item, connector, moving)

    def key(self, event: QKeyEvent) -> bool:
        """While an end is being chosen every key; else Enter writes the label of the selected connector."""
        if self._choice.active:
            self._choice.key(Qt.Key(event.key()))
            return True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        arrow = self._arrow(self._session.selection) if enter else None
        return arrow is not None and self._canvas.write_field(arrow.id, "label")

    # Edits --------------------------------------------------------------------------------------

    def join(self, fixed: End, end: End, moving: Which, connector: str) -> None:
        """Draw an arrow from `fixed` to `end`, or lead an end of `connector` to `end`."""
        journey = self._session.map
        if journey is None or end.id == fixed.id or end.sort != fixed.sort:
            return
        if connector:
            ends = {moving: end.id}
            self.apply(_("leading a connector elsewhere"), lambda project: lead(project, connector, **ends))
            return
        made = Connector(id=new_id("k"), source=fixed.id, target=end.id)
        label = _("new connector")
        if self.apply(label, lambda project: add_connector(project, journey.id, made), f"write:{made.id}"):
            self._session.select(made.id)
            self._canvas.setFocus()
            self._canvas.write_field(made.id, "label", label)

    def remove(self) -> bool:
        """Delete what is selected when all of it are connectors; whether that was so."""
        chosen = self._session.chosen
        if not chosen or any(self._arrow(id) is None for id in chosen):
            return False
        label = ngettext("deleting {count} connector", "deleting {count} connectors", len(chosen))
        self._canvas.writing.stop()
        self.apply(label.format(count=len(chosen)), lambda project: remove(project, *chosen))
        self._session.select("")
        return True

    def apply(self, label: str, edit: Callable[[Project], Project], key: str | None = None) -> bool:
        """Make an edit of the open project, whether it could be made; what it refuses is told."""
        return self._session.attempt(label, edit, self._refused, key)

    def _arrow(self, id: str) -> Connector | None:
        journey: JourneyMap | None = self._session.map
        return index_of(journey).connector(id) if journey is not None else None


def _draw_glow(
    painter: QPainter,
    pixel: float,
    area: QRectF,
    lines: Sequence[Sequence[Place]],
    words: Sequence[QRectF],
) -> None:
    """The glow of selected arrows along their lines, beside which words keep clear of it.

    pixel, words: mm. From afar words stand nearer to their line than the glow is wide."""
    clear = QPainterPath()
    clear.addRect(area)
    for box in words:
        beside = box.adjusted(-GAP * pixel, -GAP * pixel, GAP * pixel, GAP * pixel)
        if beside.intersects(area):
            kept = QPainterPath()
            kept.addRect(beside)
            clear -= kept
    glow = QColor(RING)
    glow.setAlpha(90)
    pen = QPen(glow, 7 * pixel)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setClipPath(clear, Qt.ClipOperation.IntersectClip)
    painter.setPen(pen)
    for line in lines:
        painter.drawPolyline(QPolygonF([QPointF(*place) for place in line]))
    painter.restore()


class _ArrowDrag:
    """An arrow's end in the hand; a `Gesture`."""

    def __init__(
        self, arrows: Arrows, fixed: End, moving: Which, connector: str, start: Place | None = None
    ) -> None:
        self._arrows, self._fixed, self._moving, self._connector = arrows, fixed, moving, connector
        self._start = start
        self._over: End | None = None
        self._trouble = ""

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """The arrow follows, and holds to what it could lead to."""
        end = self._arrows.end_at(at)
        fits = end is not None and end.sort == self._fixed.sort and end.id != self._fixed.id
        self._over = end if fits else None
        self._trouble = "" if fits else self._arrows.trouble_with(at, self._fixed)
        self._arrows.show_refused(bool(self._trouble))
        place = (at.x(), at.y())
        start = self._start if self._start is not None else self._fixed.near(place)
        self._arrows.show_rubber(self._fixed, place, self._moving, start, self._over)

    def drop(self) -> None:
        """On a card or header: draw it. On anything else: leave everything as it was, and say why."""
        self.cancel()
        if self._over is not None:
            self._arrows.join(self._fixed, self._over, self._moving, self._connector)
        elif self._trouble:
            self._arrows.refuse(self._trouble)

    def cancel(self) -> None:
        """Leave everything as it was."""
        self._arrows.clear_rubber()
        self._arrows.show_refused(False)
