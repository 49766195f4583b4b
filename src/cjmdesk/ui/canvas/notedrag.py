"""Dragging cards and emotion points from cell to cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.several import copy_notes, in_reading_order, move_notes, refuse_lane
from cjmdesk.i18n import ngettext
from cjmdesk.ui.canvas.landing import Landing, card_landing, loose_landing, point_landing
from cjmdesk.ui.canvas.pictures import picture_of
from cjmdesk.ui.index import index_of
from cjmdesk.ui.sheet.hits import item_boxes

if TYPE_CHECKING:
    from cjmdesk.layout.scene import CellBox, Part, Scene
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.canvas.canvas import Canvas
    from cjmdesk.ui.canvas.gestures import Press
    from cjmdesk.ui.session import Session

_COPIES = Qt.KeyboardModifier.ControlModifier
_MOVED, _COPIED = Qt.CursorShape.ClosedHandCursor, Qt.CursorShape.DragCopyCursor
_REFUSED = Qt.CursorShape.ForbiddenCursor


def note_grip(
    canvas: Canvas, session: Session, refused: Callable[[str], object]
) -> Callable[[Press], NoteDrag | None]:
    """The grip of notes. refused: told one sentence when they cannot land where they were dropped."""

    def grip(press: Press) -> NoteDrag | None:
        project, journey, scene = session.project, session.map, canvas.shown
        if project is None or journey is None or scene is None:
            return None
        if index_of(journey).spot(press.thing) is None:
            return None
        if not press.chosen:
            session.select(press.thing)
        alone = session.chosen == (press.thing,)
        notes = (press.thing,) if alone else in_reading_order(journey, session.chosen)
        shown = item_boxes(scene, notes)  # what is on hidden and folded lanes stays where it is
        chosen = tuple(note for note in notes if note in shown)
        return NoteDrag(canvas, session, refused, press, chosen, project, journey, scene)

    return grip


class NoteDrag:
    """The selected notes under way. A step moves a picture and looks up one cell."""

    def __init__(
        self,
        canvas: Canvas,
        session: Session,
        refused: Callable[[str], object],
        press: Press,
        notes: tuple[str, ...],
        project: Project,
        journey: JourneyMap,
        scene: Scene,
    ) -> None:
        self._canvas, self._session, self._refused = canvas, session, refused
        self._notes, self._dragged, self._lead = notes, frozenset(notes), press.thing
        self._project, self._journey, self._scene = project, journey, scene
        index = index_of(journey)
        spots = [spot for note in notes if (spot := index.spot(note)) is not None]
        self._values = [spot.note for spot in spots]
        self._points_only = all(spot.is_point for spot in spots)
        self._parts = {part.key: part for part in scene.parts}
        self._landing: Landing | None = None
        self._trouble: dict[str, str] = {}
        self._copies = False
        self._pick_up(press)

    def _pick_up(self, press: Press) -> None:
        canvas, marks = self._canvas, self._canvas.marks
        boxes = {id: QRectF(a, b, c - a, d - b) for id, (a, b, c, d) in self._boxes().items()}
        box = boxes.get(press.thing, QRectF(press.at.x(), press.at.y(), 1, 1))
        pixel = 1 / canvas.pixels_per_mm()
        ratio = canvas.devicePixelRatioF()
        painter = canvas.painter
        if painter is not None:
            picture = picture_of(
                [part for part in self._scene.parts if part.key.startswith(("cell:", "curve:"))],
                box,
                painter,
                canvas.pixels_per_mm(),
                ratio,
                (press.thing,),
            )
            size = picture.size() / ratio
            share = QPointF(
                (press.at.x() - box.x()) / max(box.width(), 1e-6),
                (press.at.y() - box.y()) / max(box.height(), 1e-6),
            )
            grip = QPointF(share.x() * size.width(), share.y() * size.height())
            marks.ghost.move(press.at)
            marks.ghost.take(picture, grip, len(self._notes), pixel)
        marks.pale(list(boxes.values()), pixel)

    def _boxes(self) -> dict[str, tuple[float, float, float, float]]:
        return item_boxes(self._scene, self._notes)

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """See `Gesture`."""
        canvas, marks = self._canvas, self._canvas.marks
        marks.ghost.move(at)
        copies = bool(held & _COPIES)
        if copies != self._copies:
            self._copies = copies
            marks.ghost.copies(copies)
            marks.veil.setVisible(not copies)
        cell = canvas.cell_under(at)
        self._landing = self._land(cell, at) if cell is not None else None
        trouble = self._trouble_with(cell.lane) if cell is not None else ""
        if cell is None or self._landing is None:
            marks.landing.put(None, None, 1.0)
            canvas.show_shape(_REFUSED)
            return
        box = QRectF(cell.x, cell.y, cell.width, cell.height)
        line = None if trouble else self._landing.line
        marks.landing.put(box, line, 1 / canvas.pixels_per_mm(), refused=bool(trouble))
        canvas.show_shape(_REFUSED if trouble else _COPIED if copies else _MOVED)

    def drop(self) -> None:
        """See `Gesture`."""
        landing = self._landing
        self._put_down()
        if landing is None:
            return
        lane, step, count = landing.cell.lane, landing.cell.step, len(self._notes)
        try:
            if self._copies:
                label = ngettext("copying {count} card", "copying {count} cards", count)
                fresh, made = copy_notes(self._project, self._notes, lane, step, self._index(landing))
            else:
                label = ngettext("moving {count} card", "moving {count} cards", count)
                made = self._notes
                fresh = move_notes(self._project, self._notes, lane, step, landing.index)
        except EditError as error:
            self._refused(str(error))
            return
        self._session.apply(label.format(count=count), fresh)
        lead = made[self._notes.index(self._lead)] if self._lead in self._notes else made[-1]
        with self._canvas.standing_still():
            self._session.choose((*(id for id in made if id != lead), lead))

    def cancel(self) -> None:
        """See `Gesture`."""
        self._put_down()

    def _put_down(self) -> None:
        self._canvas.marks.clear()
        self._canvas.show_shape(None)

    def _index(self, landing: Landing) -> int | None:
        """The place of copies: the dragged notes stay, so those before the place count too."""
        if landing.index is None:
            return None
        cell = index_of(self._journey).cell(landing.cell.lane, landing.cell.step)
        if cell is None:
            return landing.index
        group = [note.id for note in (cell.points if self._points_only else cell.cards)]
        rest = [id for id in group if id not in self._dragged]
        return group.index(rest[landing.index]) if landing.index < len(rest) else None

    def _land(self, cell: CellBox, at: QPointF) -> Landing:
        inside = index_of(self._journey).cell(cell.lane, cell.step)
        lane = index_of(self._journey).lane(cell.lane)
        em = self._canvas.em
        if lane is not None and lane.kind == "emotions":
            if not self._points_only:
                return loose_landing(cell)
            order = [point.id for point in inside.points] if inside is not None else []
            mirrored = self._canvas.reads_from_right
            return point_landing(cell, self._curve(cell), order, self._dragged, at.x(), mirrored)
        order = [card.id for card in inside.cards] if inside is not None else []
        here = (at.x(), at.y(), at.x(), at.y())
        return card_landing(cell, self._part(cell.key), order, self._dragged, here, em)

    def _part(self, key: str) -> Part | None:
        return self._parts.get(key)

    def _curve(self, cell: CellBox) -> Part | None:
        """The curve that runs through a cell; there is one in each tier of the map."""
        return next(
            (
                part
                for part in self._scene.parts
                if part.key.partition("@")[0] == f"curve:{cell.lane}"
                and part.y <= cell.y + 0.5 * cell.height < part.y + part.height
            ),
            None,
        )

    def _trouble_with(self, lane: str) -> str:
        """Why the notes cannot be put into a lane; empty if they can."""
        if lane not in self._trouble:
            try:
                refuse_lane(self._project, lane, self._values)
                self._trouble[lane] = ""
            except EditError as error:
                self._trouble[lane] = str(error)
        return self._trouble[lane]
