"""A map as a small picture: its stages, lanes, cards and curve as shapes, without words.

At the size of a tile the letters of a poster are dust; what tells maps apart there is which lanes
they have, what is filled in, and how the curve runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from cjmdesk.layout.curve import monotone_path
from cjmdesk.layout.palette import COLOUR, tint
from cjmdesk.model.lanes import EmotionLane, LaneBase, LineLane

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap

_EDGE = 10.0
_LABEL = 20.0
_ARROWS = 7.0
_BAND = 11.0
_GAP = 2.0
_TALL = 2.4
"""How many times as high as others an emotion lane is."""
_MOST_CARDS = 3


def sketch(one: JourneyMap, room: QSize, ratio: float) -> QPixmap:
    """`one` drawn over the whole of `room` (logical pixels) at device ratio `ratio`."""
    picture = QPixmap(room * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.white)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        _Sketch(
            one, painter, QRectF(_EDGE, _EDGE, room.width() - 2 * _EDGE, room.height() - 2 * _EDGE)
        ).draw()
    return picture


class _Sketch:
    def __init__(self, one: JourneyMap, painter: QPainter, room: QRectF) -> None:
        self._map, self._painter, self._room = one, painter, room
        self._stages = max(len(one.stages), 1)
        self._left = room.left() + _LABEL + 3
        self._wide = (room.right() - self._left) / self._stages
        self._place = {
            step.id: (column, number, len(stage.steps))
            for column, stage in enumerate(one.stages)
            for number, step in enumerate(stage.steps)
        }

    def draw(self) -> None:
        """Arrows, stages, then one lane under the other."""
        top = self._room.top()
        if self._loops(top + _ARROWS):
            top += _ARROWS
        for column in range(len(self._map.stages)):
            self._stage(column, top)
        lanes = [lane for lane in self._map.lanes if not lane.hidden]
        heights = [_height(lane) for lane in lanes]
        top += _BAND + 2 * _GAP
        unit = (self._room.bottom() - top) / max(sum(heights), 4)
        for lane, height in zip(lanes, heights, strict=True):
            box = QRectF(self._room.left(), top, self._room.width(), height * unit - _GAP)
            self._lane(lane, box)
            top += height * unit

    def _loops(self, foot: float) -> bool:
        """The arrows between stages; whether there are any."""
        columns = {stage.id: number for number, stage in enumerate(self._map.stages)}
        drawn = False
        for arrow in self._map.connectors:
            start, end = columns.get(arrow.source), columns.get(arrow.target)
            if start is None or end is None:
                continue
            drawn = True
            one, other = (self._left + (column + 0.5) * self._wide for column in (start, end))
            path = QPainterPath(QPointF(one, foot - 1))
            path.cubicTo(one, foot - 1.7 * _ARROWS, other, foot - 1.7 * _ARROWS, other, foot - 1)
            self._painter.strokePath(path, QPen(QColor(COLOUR.condition(arrow.condition)), 1.2))
        return drawn

    def _stage(self, column: int, top: float) -> None:
        colour = self._map.stages[column].colour or COLOUR.stage(column)
        left, right, tip = self._left + column * self._wide, self._left + (column + 1) * self._wide - 1, 3.0
        middle, bottom = top + _BAND / 2, top + _BAND
        shape = [(left, top), (right - tip, top), (right, middle), (right - tip, bottom), (left, bottom)]
        if column:
            shape.append((left + tip - 1, middle))
        self._painter.setBrush(QColor(colour))
        self._painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shape]))

    def _lane(self, lane: LaneBase, box: QRectF) -> None:
        if isinstance(lane, LineLane):
            pen = QPen(QColor(COLOUR.faint), 1, Qt.PenStyle.DashLine)
            path = QPainterPath(QPointF(box.left(), box.center().y()))
            path.lineTo(box.right(), box.center().y())
            self._painter.strokePath(path, pen)
            return
        strong = lane.colour or COLOUR.lane(lane.kind)[1]
        self._painter.setBrush(QColor(tint(strong, 0.65)))
        self._painter.drawRoundedRect(QRectF(box.left(), box.top(), _LABEL, box.height()), 1.5, 1.5)
        field = QRectF(self._left, box.top(), box.right() - self._left, box.height())
        if isinstance(lane, EmotionLane):
            self._emotions(lane, field)
            return
        self._painter.setBrush(QColor(tint(strong, 0.07)))
        self._painter.drawRect(field)
        if lane.kind == "key_task":
            for column, stage in enumerate(self._map.stages):
                self._cards(int(bool(stage.key_task)), self._column(field, column, 0, 1), strong)
        for cell in lane.cells:
            if cell.step in self._place:
                spot = self._column(field, *self._place[cell.step])
                self._cards(len(cell.cards), spot, strong)

    def _column(self, field: QRectF, column: int, step: int, steps: int) -> QRectF:
        wide = self._wide / max(steps, 1)
        return QRectF(self._left + column * self._wide + step * wide, field.top(), wide, field.height())

    def _cards(self, count: int, spot: QRectF, strong: str) -> None:
        shown = min(count, _MOST_CARDS)
        high = spot.height() / max(shown, 1)
        for number in range(shown):
            box = QRectF(spot.left() + 1, spot.top() + number * high + 0.5, spot.width() - 3, high - 1)
            self._painter.setBrush(QColor(tint(strong, 0.3)))
            self._painter.drawRect(box)
            self._painter.setBrush(QColor(strong))
            self._painter.drawRect(QRectF(box.left(), box.top(), 1.6, box.height()))

    def _emotions(self, lane: EmotionLane, field: QRectF) -> None:
        wash = QLinearGradient(field.topLeft(), field.bottomLeft())
        for place, colour in ((0.0, COLOUR.wash_good), (0.5, COLOUR.page), (1.0, COLOUR.wash_bad)):
            wash.setColorAt(place, QColor(colour))
        self._painter.fillRect(field, wash)
        middle = QPainterPath(QPointF(field.left(), field.center().y()))
        middle.lineTo(field.right(), field.center().y())
        self._painter.strokePath(middle, QPen(QColor(COLOUR.faint), 0.8, Qt.PenStyle.DotLine))
        shown = [one for one in self._map.personas if one not in lane.hidden_personas] or [""]
        for number, persona in enumerate(shown):
            colour = COLOUR.persona(number) if len(shown) > 1 else COLOUR.curve
            self._curve(self._spots(lane, field, persona), colour)

    def _curve(self, spots: list[tuple[float, float]], colour: str) -> None:
        path = QPainterPath()
        for command in monotone_path(spots):
            numbers = [float(number) for number in command[1:]]
            if command[0] == "C":
                path.cubicTo(*numbers)
            else:
                path.moveTo(*numbers)
        self._painter.strokePath(path, QPen(QColor(colour), 1.4))
        self._painter.setBrush(QColor(colour))
        for x, y in spots:
            self._painter.drawEllipse(QPointF(x, y), 1.6, 1.6)

    def _spots(self, lane: EmotionLane, field: QRectF, persona: str) -> list[tuple[float, float]]:
        """Where the points of a persona lie, from left to right."""
        spots: dict[float, float] = {}
        for cell in lane.cells:
            if cell.step not in self._place:
                continue
            box = self._column(field, *self._place[cell.step])
            for number, point in enumerate(cell.points):
                mine = not persona or not point.personas or persona in point.personas
                if mine and point.level is not None and point.competitor is None:
                    across = (number + 0.5) / len(cell.points)
                    x = box.left() + across * box.width()
                    spots[x] = field.center().y() - point.level / 5 * (field.height() / 2 - 2)
        return sorted(spots.items())


def _height(lane: LaneBase) -> float:
    if isinstance(lane, LineLane):
        return 0.5
    return _TALL if isinstance(lane, EmotionLane) else 1.0
