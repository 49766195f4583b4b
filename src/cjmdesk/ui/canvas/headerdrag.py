"""Dragging stages, steps and lanes to another place by their headers and labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt

from cjmdesk.edits.columns import move_stages, move_step
from cjmdesk.edits.rows import move_lanes
from cjmdesk.i18n import _
from cjmdesk.ui.canvas.pictures import picture_of
from cjmdesk.ui.chosen import lanes_of, moving_lanes, moving_stages, stages_of
from cjmdesk.ui.index import index_of

if TYPE_CHECKING:
    from cjmdesk.layout.scene import Part
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.canvas.canvas import Canvas
    from cjmdesk.ui.canvas.gestures import Press
    from cjmdesk.ui.canvas.landing import Line
    from cjmdesk.ui.canvas.plan import Column, SheetPlan
    from cjmdesk.ui.session import Session


class Place(Struct, frozen=True):
    """Where a header would land. line: the mark; edit: what dropping it makes of the project."""

    line: Line
    edit: Callable[[Project], Project]


Find = Callable[[QPointF], "Place | None"]
"""The place for a header while the mouse is somewhere on the Scene; None where it stays."""


class Taken(Struct, frozen=True):
    """What is dragged. box: of the header under the mouse, mm; veils: what goes pale for it, mm.

    find: where it would land. label: names the step of history. count: of the headers that go together.
    """

    box: QRectF
    veils: list[QRectF]
    find: Find
    label: str
    count: int = 1


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
        if press.at.y() >= plan.steps_top and len(stage.steps) > 1:
            taken = _taken_step(canvas, journey, plan, column)
        else:
            taken = _taken_stages(canvas, journey, column.stage, _together(session, column.stage, stages_of))
        return HeaderDrag(canvas, session, refused, press, taken)

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
        lanes = tuple(one for one in _together(session, lane, lanes_of) if one in plan.labels)
        taken = Taken(
            _area(part),
            [_row(each, one) for each in canvas.plans() for one in lanes if one in each.labels],
            _lane_finder(canvas, journey, lanes),
            moving_lanes(len(lanes)),
            len(lanes),
        )
        return HeaderDrag(canvas, session, refused, press, taken)

    return grip


class HeaderDrag:
    """A header on its way: its picture at the mouse, a line where it would land."""

    def __init__(
        self,
        canvas: Canvas,
        session: Session,
        refused: Callable[[str], object],
        press: Press,
        taken: Taken,
    ) -> None:
        self._canvas, self._session, self._refused = canvas, session, refused
        self._find, self._label = taken.find, taken.label
        self._place: Place | None = None
        box = taken.box
        if canvas.shown is not None and canvas.painter is not None:
            scale, ratio = canvas.pixels_per_mm(), canvas.devicePixelRatioF()
            picture = picture_of(canvas.shown.parts, box, canvas.painter, scale, ratio)
            size = picture.size() / ratio
            grip = QPointF(
                (press.at.x() - box.x()) / box.width() * size.width(),
                (press.at.y() - box.y()) / box.height() * size.height(),
            )
            canvas.marks.ghost.move(press.at)
            canvas.marks.ghost.take(picture, grip, taken.count, 1 / scale)
            canvas.marks.pale(taken.veils, 0.0)

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


def _together(
    session: Session, dragged: str, among: Callable[[JourneyMap, Sequence[str]], tuple[str, ...]]
) -> tuple[str, ...]:
    """What goes with a header: all of its kind that are selected with it, else itself alone."""
    if session.map is None or dragged not in session.chosen:
        return (dragged,)
    return among(session.map, session.chosen)


def _taken_step(canvas: Canvas, journey: JourneyMap, plan: SheetPlan, column: Column) -> Taken:
    box = QRectF(column.left, plan.steps_top, column.right - column.left, plan.grid_top - plan.steps_top)
    finder = _step_finder(canvas, journey, column.step)
    return Taken(box, [_down(plan, box)], finder, _("moving a step"))


def _taken_stages(canvas: Canvas, journey: JourneyMap, dragged: str, stages: tuple[str, ...]) -> Taken:
    boxes = {
        stage: (plan, _area(plan.headers[stage]))
        for plan in canvas.plans()
        for stage in stages
        if stage in plan.headers
    }
    veils = [_down(plan, box) for plan, box in boxes.values()]
    finder = _stage_finder(canvas, journey, stages)
    return Taken(boxes[dragged][1], veils, finder, moving_stages(len(stages)), len(stages))


def _area(part: Part) -> QRectF:
    return QRectF(part.x, part.y, part.width, part.height)


def _down(plan: SheetPlan, box: QRectF) -> QRectF:
    """A header's box and what stands below it."""
    return QRectF(box.x(), box.y(), box.width(), plan.bottom - box.y())


def _row(plan: SheetPlan, lane: str) -> QRectF:
    """The whole row of a lane, with its label."""
    part = plan.labels[lane]
    return QRectF(plan.sheet_left, part.y, plan.sheet_right - plan.sheet_left, part.height)


def _stage_finder(canvas: Canvas, journey: JourneyMap, stages: tuple[str, ...]) -> Find:
    order = [each.id for each in journey.stages]

    def find(at: QPointF) -> Place | None:
        plan = canvas.plan(at)
        here = list(plan.headers) if plan is not None else []
        if plan is None or not here:
            return None
        edges = [plan.stage_edges(each) or (0.0, 0.0) for each in here]
        starts = [right if plan.mirrored else left for left, right in edges]
        borders = [*starts, edges[-1][0] if plan.mirrored else edges[-1][1]]
        nearest = _nearest(borders, at.x())
        index = _index(order, stages, order.index(here[0]) + nearest)
        if index is None:
            return None
        x = borders[nearest]
        return Place((x, plan.top, x, plan.bottom), lambda project: move_stages(project, stages, index))

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


def _lane_finder(canvas: Canvas, journey: JourneyMap, lanes: tuple[str, ...]) -> Find:
    rest = [each.id for each in journey.lanes if each.id not in lanes]

    def find(at: QPointF) -> Place | None:
        plan = canvas.plan(at)
        shown = [row.lane for row in plan.rows] if plan is not None else []
        if plan is None or not shown:
            return None
        borders = [row.top for row in plan.rows] + [plan.rows[-1].bottom]
        number = _nearest(borders, at.y())
        place = _index(shown, lanes, number)
        if place is None:
            return None
        # Hidden lanes stand between the shown ones: they come before the shown lane below the line.
        kept = [lane for lane in shown if lane not in lanes]
        index = rest.index(kept[place]) if place < len(kept) else rest.index(kept[-1]) + 1
        y = borders[number]
        line = (plan.sheet_left, y, plan.sheet_right, y)
        return Place(line, lambda project: move_lanes(project, lanes, index))

    return find


def _index(order: Sequence[str], moved: Sequence[str], border: int) -> int | None:
    """Before which of the others these would come if they were put at a border of `order`, counted from
    its beginning; None where all would stand as they do."""
    index = sum(id not in moved for id in order[:border])
    rest = [id for id in order if id not in moved]
    fresh = [*rest[:index], *(id for id in order if id in moved), *rest[index:]]
    return index if fresh != list(order) else None


def _nearest(borders: list[float], at: float) -> int:
    return min(range(len(borders)), key=lambda number: abs(borders[number] - at))
