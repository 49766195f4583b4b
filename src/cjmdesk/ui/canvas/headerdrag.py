"""Dragging stages, steps and lanes to another place by their headers and labels."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt

from cjmdesk.edits.columns import move_stage, move_step
from cjmdesk.edits.rows import move_lane
from cjmdesk.i18n import _
from cjmdesk.ui.canvas.pictures import picture_of
from cjmdesk.ui.index import index_of

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.canvas.canvas import Canvas
    from cjmdesk.ui.canvas.gestures import Press
    from cjmdesk.ui.canvas.landing import Line
    from cjmdesk.ui.session import Session


class Place(Struct, frozen=True):
    """Where a header would land. line: the mark; edit: what dropping it makes of the project."""

    line: Line
    edit: Callable[[Project], Project]


Find = Callable[[QPointF], "Place | None"]
"""The place for a header while the mouse is somewhere on the Scene; None where it stays."""


def stage_grip(
    canvas: Canvas, session: Session, refused: Callable[[str], object]
) -> Callable[[Press], HeaderDrag | None]:
    """The grip of the row of headers: a stage, or a step where a stage has several."""

    def grip(press: Press) -> HeaderDrag | None:
        plan, journey = canvas.plan(press.at), session.map
        if plan is None or journey is None or not plan.in_headers(press.at.x(), press.at.y()):
            return None
        column = plan.column_at(press.at.x())
        if column is None:
            return None
        stage = next(each for each in journey.stages if each.id == column.stage)
        part = plan.headers[column.stage]
        if press.at.y() >= plan.steps_top and len(stage.steps) > 1:
            box = QRectF(
                column.left, plan.steps_top, column.right - column.left, plan.grid_top - plan.steps_top
            )
            veil = QRectF(box.x(), box.y(), box.width(), plan.bottom - box.y())
            finder = _step_finder(canvas, journey, column.step)
            return HeaderDrag(canvas, session, refused, press, box, veil, finder, _("moving a step"))
        box = QRectF(part.x, part.y, part.width, part.height)
        veil = QRectF(box.x(), box.y(), box.width(), plan.bottom - box.y())
        finder = _stage_finder(canvas, journey, column.stage)
        return HeaderDrag(canvas, session, refused, press, box, veil, finder, _("moving a stage"))

    return grip


def lane_grip(
    canvas: Canvas, session: Session, refused: Callable[[str], object]
) -> Callable[[Press], HeaderDrag | None]:
    """The grip of the labels at the lanes, and of a blueprint's lines."""

    def grip(press: Press) -> HeaderDrag | None:
        plan, journey = canvas.plan(press.at), session.map
        if plan is None or journey is None or plan.in_headers(press.at.x(), press.at.y()):
            return None
        lane = plan.head_at(press.at.x(), press.at.y())
        part = plan.labels.get(lane)
        if part is None:
            return None
        box = QRectF(part.x, part.y, part.width, part.height)
        veil = QRectF(plan.sheet_left, box.y(), plan.sheet_right - plan.sheet_left, box.height())
        finder = _lane_finder(canvas, journey, lane)
        return HeaderDrag(canvas, session, refused, press, box, veil, finder, _("moving a lane"))

    return grip


class HeaderDrag:
    """A header on its way: its picture at the mouse, a line where it would land."""

    def __init__(
        self,
        canvas: Canvas,
        session: Session,
        refused: Callable[[str], object],
        press: Press,
        box: QRectF,
        veil: QRectF,
        find: Find,
        label: str,
    ) -> None:
        self._canvas, self._session, self._refused = canvas, session, refused
        self._find, self._label = find, label
        self._place: Place | None = None
        if canvas.shown is not None and canvas.painter is not None:
            scale, ratio = canvas.pixels_per_mm(), canvas.devicePixelRatioF()
            picture = picture_of(canvas.shown.parts, box, canvas.painter, scale, ratio)
            size = picture.size() / ratio
            grip = QPointF(
                (press.at.x() - box.x()) / box.width() * size.width(),
                (press.at.y() - box.y()) / box.height() * size.height(),
            )
            canvas.marks.ghost.move(press.at)
            canvas.marks.ghost.take(picture, grip, 1, 1 / scale)
            canvas.marks.pale([veil], 0.0)

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """See `Gesture`."""
        marks = self._canvas.marks
        marks.ghost.move(at)
        self._place = self._find(at)
        line = self._place.line if self._place is not None else None
        marks.landing.put(None, line, 1 / self._canvas.pixels_per_mm())
        self._canvas.show_shape(Qt.CursorShape.ClosedHandCursor)

    def drop(self) -> None:
        """See `Gesture`."""
        self.cancel()
        if self._place is not None:
            self._session.attempt(self._label, self._place.edit, self._refused)

    def cancel(self) -> None:
        """See `Gesture`."""
        self._canvas.marks.clear()
        self._canvas.show_shape(None)


def _stage_finder(canvas: Canvas, journey: JourneyMap, stage: str) -> Find:
    order = [each.id for each in journey.stages]
    own = order.index(stage)

    def find(at: QPointF) -> Place | None:
        plan = canvas.plan(at)
        here = list(plan.headers) if plan is not None else []
        if plan is None or not here:
            return None
        edges = [plan.stage_edges(each) or (0.0, 0.0) for each in here]
        starts = [right if plan.mirrored else left for left, right in edges]
        borders = [*starts, edges[-1][0] if plan.mirrored else edges[-1][1]]
        nearest = _nearest(borders, at.x())
        number = order.index(here[0]) + nearest
        if number in (own, own + 1):
            return None
        index = number if number < own else number - 1
        x = borders[nearest]
        return Place((x, plan.top, x, plan.bottom), lambda project: move_stage(project, stage, index))

    return find


def _step_finder(canvas: Canvas, journey: JourneyMap, step: str) -> Find:
    within = index_of(journey).step(step)
    assert within is not None
    owner = within[0]
    place = [part.id for part in owner.steps].index(step)

    def find(at: QPointF) -> Place | None:
        plan = canvas.plan(at)
        under = plan.column_at(at.x()) if plan is not None else None
        if plan is None or under is None:
            return None
        there = [column for column in plan.columns if column.stage == under.stage]
        starts = [column.right if plan.mirrored else column.left for column in there]
        borders = [*starts, there[-1].left if plan.mirrored else there[-1].right]
        number = index = _nearest(borders, at.x())
        if under.stage == owner.id:
            if number in (place, place + 1):
                return None
            index = number if number < place else number - 1
        x = borders[number]
        line = (x, plan.steps_top if under.stage == owner.id else plan.top, x, plan.bottom)
        return Place(line, lambda project: move_step(project, step, under.stage, index))

    return find


def _lane_finder(canvas: Canvas, journey: JourneyMap, lane: str) -> Find:
    rest = [each.id for each in journey.lanes if each.id != lane]

    def find(at: QPointF) -> Place | None:
        plan = canvas.plan(at)
        shown = [row.lane for row in plan.rows] if plan is not None else []
        if plan is None or lane not in shown:
            return None
        own = shown.index(lane)
        borders = [row.top for row in plan.rows] + [plan.rows[-1].bottom]
        number = _nearest(borders, at.y())
        if number in (own, own + 1):
            return None
        # Hidden lanes stand between the shown ones: it comes before the shown lane below the line.
        index = rest.index(shown[number]) if number < len(shown) else rest.index(shown[-1]) + 1
        y = borders[number]
        line = (plan.sheet_left, y, plan.sheet_right, y)
        return Place(line, lambda project: move_lane(project, lane, index))

    return find


def _nearest(borders: list[float], at: float) -> int:
    return min(range(len(borders)), key=lambda number: abs(borders[number] - at))
