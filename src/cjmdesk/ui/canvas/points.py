"""The points of emotion curves under the mouse and the keyboard: added, dragged, raised, lowered.

While a point is dragged nothing is laid out; a ghost of the curves that it bends lies over the
sheet where the drop will put them, with the level beside the point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.points import HALF, set_levels, shift_levels
from cjmdesk.i18n import current_language, ngettext
from cjmdesk.layout.context import LayoutContext, make_context
from cjmdesk.layout.numbers import number
from cjmdesk.layout.scene import Part
from cjmdesk.model.lanes import EmotionLane
from cjmdesk.ui.canvas import cursor as ways
from cjmdesk.ui.canvas.curveband import Band, bands_of, find_point
from cjmdesk.ui.canvas.editor import OVER_RINGS
from cjmdesk.ui.canvas.gestures import Gesture, Press
from cjmdesk.ui.canvas.ghost import Ghost
from cjmdesk.ui.canvas.overlay import Overlay, draw_tag, tag_size
from cjmdesk.ui.canvas.pointdrag import LevelDrag, PointDrag
from cjmdesk.ui.sheet.items import RING

if TYPE_CHECKING:
    from cjmdesk.layout.scene import Scene
    from cjmdesk.model.cards import EmotionPoint
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.canvas.canvas import Canvas
    from cjmdesk.ui.session import Session

_DIGITS = {Qt.Key(Qt.Key.Key_0 + digit): digit - 5.0 for digit in range(1, 10)}
LEVEL_KEYS = {Qt.Key.Key_Home: -5.0, **_DIGITS, Qt.Key.Key_End: 5.0}
"""Home, 1 … 9, End are the scale from its lower end to its upper one."""

_STEPS = {Qt.Key.Key_Up: HALF, Qt.Key.Key_Down: -HALF}
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def level_words(level: float) -> str:
    """A level as it is shown beside a point: "+2.5", "0", "−3"."""
    words = number(level, current_language())
    return f"+{words}" if level > 0 else words


class Points:
    """The points on one canvas; a `Tool`."""

    wants_tab = False

    def __init__(self, canvas: Canvas, session: Session, refused: Callable[[str], object]) -> None:
        self._canvas, self._session, self._refused = canvas, session, refused
        # The level stays legible over the frame of what is selected.
        self._ghost = Overlay(canvas, OVER_RINGS)
        self._hint = Overlay(canvas, 690)
        canvas.scene().addItem(self._ghost)
        canvas.scene().addItem(self._hint)
        self._hinted: tuple[str, str, float] | None = None
        self._known: tuple[Scene, Project | None, tuple[Band, ...]] | None = None
        self._inked = QRectF()

    # The mouse ----------------------------------------------------------------------------------

    def claim(self, at: QPointF) -> str:
        """Points are things of the sheet."""
        return ""

    def grip(self, press: Press) -> Gesture | None:
        """A drag that begins on a point moves it, when it alone is selected; up or down from one of
        several selected points it changes the levels of all."""
        journey, scene = self._session.map, self._canvas.shown
        found = find_point(journey, press.thing) if journey is not None else None
        if journey is None or scene is None or found is None:
            return None
        band, chosen = self.band(found[0].id, found[1].id), self._session.chosen
        if band is None or (len(chosen) > 1 and not self._level_together(press, chosen)):
            return None
        self._hint.clear()
        if len(chosen) > 1:
            return LevelDrag(self, band, found[1], chosen, press.at)
        return PointDrag(self, band, found[1], press.at)

    def _level_together(self, press: Press, chosen: Sequence[str]) -> bool:
        """Whether a drag sets levels: only points are selected, and it goes up or down. Sideways, or
        with Ctrl, notes are moved or copied."""
        upright = abs(press.way.y()) > abs(press.way.x())
        plain = press.held == Qt.KeyboardModifier.NoModifier
        return upright and plain and len(self.chosen_points()) == len(chosen)

    def click(self, press: Press) -> bool:
        """A click on an empty place of a band adds a point there, and opens its quote."""
        band = self._open_band(press.at, press.thing)
        if band is None or press.held != Qt.KeyboardModifier.NoModifier:
            return False
        x = press.at.x()
        step = band.step(x)
        self._clear_hint()
        self._canvas.writing.new_point(band.lane.id, step, band.level(press.at.y()), band.index(step, x))
        return True

    def hover(self, at: QPointF | None, thing: str) -> Qt.CursorShape | None:
        """Over an empty place: what a click would add. Over a point: that it can be moved."""
        journey = self._session.map
        band = self._open_band(at, thing) if at is not None else None
        if at is None or journey is None:
            self._clear_hint()
            return None
        if band is None:
            self._clear_hint()
            return Qt.CursorShape.SizeAllCursor if find_point(journey, thing) is not None else None
        self._show_hint(band, at)
        return Qt.CursorShape.CrossCursor

    def follow(self) -> None:
        """The sheet is another: what was shown over it is in the wrong place."""
        self._clear_hint()
        self._ghost.rescale()

    def _open_band(self, at: QPointF, thing: str) -> Band | None:
        """The band whose empty place lies at `at`; None over anything else."""
        return self.band_at(at) if thing.startswith("cell:") else None

    def bands(self, lane: str = "") -> tuple[Band, ...]:
        """The bands of an emotion lane, or of all, on the sheet: one for each tier of the map."""
        journey, scene, poster = self._session.map, self._canvas.shown, self._canvas.poster
        if journey is None or scene is None or poster is None:
            return ()
        known = self._known
        if known is None or known[0] is not scene or known[1] is not self._session.project:
            context = self._context(poster.measures.em)
            found = bands_of(context, scene, journey) if context is not None else ()
            known = self._known = (scene, self._session.project, found)
        return tuple(band for band in known[2] if not lane or band.lane.id == lane)

    def band(self, lane: str, point: str = "") -> Band | None:
        """The band of an emotion lane that a point stands on, or its first; None for another lane."""
        bands = self.bands(lane)
        holding = (band for band in bands if any(each.point.id == point for each in band.placed()))
        return next(holding, None) if point else next(iter(bands), None)

    def band_of(self, point: str) -> Band | None:
        """The band that a point stands on; None for one that is not shown."""
        journey = self._session.map
        found = find_point(journey, point) if journey is not None else None
        return self.band(found[0].id, point) if found is not None else None

    def band_at(self, at: QPointF) -> Band | None:
        """The band at a place."""
        return next((band for band in self.bands() if band.holds(at.x(), at.y())), None)

    # What lies over the sheet -------------------------------------------------------------------

    def _show_hint(self, band: Band, at: QPointF) -> None:
        """A ring where a click would add a point, with its level and whose it would be."""
        level = band.level(at.y())
        whose = self._session.curve_of(band.lane.id)
        self._hinted = (band.lane.id, whose, level)
        place = QPointF(at.x(), band.y(level))
        owner = band.context.personas.get(whose) or band.context.competitors.get(whose)
        name = owner.name.split()[0] if owner is not None and owner.name.split() else ""
        words = f"{level_words(level)} · {name}" if name else level_words(level)
        colour = QColor(owner.colour) if owner is not None else RING
        radius, pixel = 0.5 * band.context.em, 1 / self._canvas.pixels_per_mm()
        left = _beside(band, place, radius, words, pixel)

        def draw(painter: QPainter, pixel: float, _area: QRectF) -> None:
            painter.setPen(QPen(colour, 2 * pixel, Qt.PenStyle.DotLine))
            painter.setBrush(QColor(255, 255, 255, 200))
            painter.drawEllipse(place, radius, radius)
            draw_tag(painter, pixel, left, words)

        self._hint.show_drawing(_tagged(place, radius, left, words, pixel), draw)

    def _clear_hint(self) -> None:
        if self._hinted is not None:
            self._hinted = None
            self._hint.clear()

    def show_ghosts(self, ghosts: Sequence[Ghost]) -> None:
        """Parts of bands as they would be after the drop, instead of what the sheet shows there.

        The first, and none but it, has its level beside its point.
        """
        sheet = self._canvas.painter
        if sheet is None or not ghosts:
            return
        held, pixel = ghosts[0], 1 / self._canvas.pixels_per_mm()
        words = level_words(held.level) if held.level is not None else ""
        left = _beside(held.band, held.place, held.radius, words, pixel)
        drawn = [_Drawn(ghost) for ghost in ghosts]
        inked, box = _tagged(held.place, held.radius, left, words, pixel), QRectF()
        margin = 120 * pixel
        for one in drawn:
            inked = inked.united(one.area)
            box = box.united(one.band.adjusted(-margin, -margin, margin, margin))

        def draw(painter: QPainter, pixel: float, exposed: QRectF) -> None:
            for one in drawn:
                one.gone.paint(painter, one.area & exposed)
                sheet.paint_parts(painter, (one.part,), None, (exposed,))
            if words:
                draw_tag(painter, pixel, left, words)

        self._canvas.ring(False)
        self._ghost.show_drawing(box, draw, changed=inked.united(self._inked))
        self._inked = inked

    def clear_ghost(self) -> None:
        """The drag has ended."""
        self._inked = QRectF()
        self._ghost.clear()
        self._canvas.ring(True)

    def _context(self, em: float) -> LayoutContext | None:
        """Who is who on the sheet, as layout sees it."""
        project, journey, poster = self._session.project, self._session.map, self._canvas.poster
        if project is None or journey is None or poster is None:
            return None
        return make_context(project, journey, poster.engine, poster.asked.palette, em)

    def found_in(self, project: Project, point: str) -> tuple[EmotionLane, EmotionPoint] | None:
        """A point of the shown map and its lane, in another state of the project."""
        shown = self._session.map
        journey = next((m for m in project.maps if shown is not None and m.id == shown.id), None)
        return find_point(journey, point) if journey is not None else None

    # Edits --------------------------------------------------------------------------------------

    def apply(self, label: str, edit: Callable[[Project], Project], key: str | None = None) -> None:
        """Make an edit of the open project; what it refuses is told."""
        self._session.attempt(label, edit, self._refused, key)

    def tried(self, edit: Callable[[Project], Project]) -> Project | None:
        """What an edit would make of the open project; None if it is refused."""
        project = self._session.project
        try:
            return edit(project) if project is not None else None
        except EditError:
            return None

    def chosen_points(self) -> tuple[str, ...]:
        """The ids of the points that are selected."""
        journey = self._session.map
        if journey is None:
            return ()
        return tuple(id for id in self._session.chosen if find_point(journey, id) is not None)

    def set_level(self, level: float, *, again: bool = False) -> None:
        """Set the level of every selected point. again: a held key, the same step to undo."""
        points = self.chosen_points()
        self._level(lambda project: set_levels(project, dict.fromkeys(points, level)), points, again)

    def shift(self, by: float, *, again: bool = False) -> None:
        """Raise or lower every selected point. again: a held key, the same step to undo."""
        points = self.chosen_points()
        self._level(lambda project: shift_levels(project, points, by), points, again)

    def _level(self, edit: Callable[[Project], Project], points: Sequence[str], again: bool) -> None:
        if not points:
            return
        if not again:
            self._session.close_step()
        label = ngettext("the level of {count} point", "the levels of {count} points", len(points))
        self.apply(label.format(count=len(points)), edit, f"level:{','.join(points)}")

    # Keys ---------------------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """1…9, Home, End and Up, Down set levels of what is selected; Left, Right, with Ctrl too, go
        from point to point, Ctrl+Up and Ctrl+Down to the next lane."""
        journey = self._session.map
        points = self.chosen_points() if journey is not None else ()
        if journey is None or not points:
            return False
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier and key in _STEPS:
            return self._to_lane(journey, -1 if key == Qt.Key.Key_Up else 1)
        if held == Qt.KeyboardModifier.ControlModifier and key in _SIDEWAYS:
            self._to_point(_SIDEWAYS[key])
            return True
        if held != Qt.KeyboardModifier.NoModifier:
            return False
        if key in LEVEL_KEYS:
            self.set_level(LEVEL_KEYS[key], again=event.isAutoRepeat())
        elif key in _STEPS:
            self.shift(_STEPS[key], again=event.isAutoRepeat())
        elif key in _SIDEWAYS:
            self._to_point(_SIDEWAYS[key])
        else:
            return False
        return True

    def _to_lane(self, journey: JourneyMap, by: int) -> bool:
        at = ways.cursor_at(journey, self._session.selection)
        if at is not None:
            self._session.select(ways.lane_on(journey, at, by).key)
        return True

    def _to_point(self, by: int) -> None:
        """To the next point on the sheet to the right (1) or left (−1), else the cell there."""
        journey = self._session.map
        found = find_point(journey, self._session.selection) if journey is not None else None
        band = self.band(*(each.id for each in found)) if found is not None else None
        if journey is None or found is None or band is None:
            return
        placed = sorted(band.placed(), key=lambda each: each.x)
        here = next(number for number, each in enumerate(placed) if each.point.id == found[1].id)
        step = placed[here].step
        if 0 <= here + by < len(placed) and abs(placed[here + by].step - step) <= 1:
            self._session.select(placed[here + by].point.id)
            return
        at = ways.Cursor(band.lane.id, band.columns[step][0])
        goal = ways.across(journey, at, -by if band.right_to_left else by)
        if goal is not None:
            notes = ways.notes_in(journey, goal.lane, goal.step)
            self._session.select(notes[0].id if notes else goal.key)


class _Drawn:
    """A ghost as it is drawn: its part, and what goes pale below it. area, band: mm on the Scene."""

    def __init__(self, ghost: Ghost) -> None:
        band = ghost.band
        self.band = QRectF(band.left, band.top, band.width, band.height)
        stretch = QRectF(ghost.left, band.top, ghost.right - ghost.left, band.height)
        self.area = stretch.united(ghost.gone.bounds() & self.band)
        self.part = Part("ghost", 0.0, band.top, band.left + band.width, band.height, ghost.items)
        self.gone = ghost.gone


def _beside(band: Band, place: QPointF, radius: float, words: str, pixel: float) -> QPointF:
    """The left middle of a level's label: right of the point, at the band's end left of it.

    pixel: its size in mm.
    """
    width = tag_size(words)[0] * pixel
    right = place.x() + radius + 8 * pixel
    if right + width > band.left + band.width:
        right = place.x() - radius - 8 * pixel - width
    return QPointF(right, place.y())


def _tagged(place: QPointF, radius: float, left: QPointF, words: str, pixel: float) -> QRectF:
    """The box of a marker and its label, mm."""
    width, height = (side * pixel for side in tag_size(words))
    tag = QRectF(left.x(), left.y() - height / 2, width, height)
    return QRectF(place.x() - radius, place.y() - radius, 2 * radius, 2 * radius).united(tag)
