"""A part of a Scene made ready for QPainter: what need not be worked out again at every frame."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainterPath, QPen

from cjmdesk.layout.scene import Box, CardBox, Image, Part, Path, PathCommand, SceneItem, Text, Wash
from cjmdesk.paint.shapes import rounded

_DOT = 0.001
"""What stands for a dash of no length, which Qt would leave out; the round cap makes it a dot."""

NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)


@dataclass(slots=True)
class Shape:
    """A box, path or wash. bounds: its ink, mm. square: drawn as a rectangle, without smoothing."""

    bounds: QRectF
    pen: QPen
    brush: QBrush
    path: QPainterPath | None = None


@dataclass(slots=True)
class Card:
    """A card's frame."""

    item: CardBox
    bounds: QRectF


@dataclass(slots=True)
class Lines:
    """A text. lefts: left end of each line, em/125. bars: grey bars in its lines' stead."""

    item: Text
    bounds: QRectF
    bars: list[QRectF]


@dataclass(slots=True)
class Photo:
    """A picture."""

    item: Image
    bounds: QRectF


Prepared = Shape | Card | Lines | Photo


@dataclass(slots=True)
class Plan:
    """The items of a part in painting order.

    before, cards, rest: cards never overlap each other or what belongs to another card, so all
    their frames are drawn between what comes before the first of them and everything else.
    fills: card frames by colour, for the coarsest view.
    """

    part: Part
    before: list[Prepared]
    cards: list[Card]
    rest: list[Prepared]
    fills: list[tuple[QBrush, list[QRectF]]]


def make_plan(part: Part) -> Plan:
    """Everything about `part` that does not depend on zoom or place."""
    before: list[Prepared] = []
    cards: list[Card] = []
    rest: list[Prepared] = []
    fills: dict[str, list[QRectF]] = {}
    for item in part.items:
        made = _prepare(item)
        if isinstance(made, Card):
            cards.append(made)
            fills.setdefault(made.item.fill, []).append(made.bounds)
        elif made is not None:
            (rest if cards else before).append(made)
    by_colour = [(QBrush(colour(name)), rects) for name, rects in fills.items()]
    return Plan(part, before, cards, rest, by_colour)


@lru_cache(maxsize=512)
def colour(name: str) -> QColor:
    """`#RRGGBB` as Qt has it."""
    return QColor(name)


@lru_cache(maxsize=512)
def text_pen(name: str) -> QPen:
    """The pen that writes in a colour."""
    return QPen(QColor(name))


def painter_path(commands: tuple[PathCommand, ...]) -> QPainterPath:
    """An outline as Qt has it; overlapping areas are filled as in PDF and SVG."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for command in commands:
        values = [value for value in command[1:] if not isinstance(value, str)]
        match command[0]:
            case "M":
                path.moveTo(*values)
            case "L":
                path.lineTo(*values)
            case "C":
                path.cubicTo(*values)
            case _:
                path.closeSubpath()
    return path


def stroke(name: str | None, width: float, dash: tuple[float, ...], *, round_ends: bool) -> QPen:
    """The pen of an outline; none for no colour or no width."""
    if name is None or width <= 0:
        return NO_PEN
    pen = QPen(colour(name), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if round_ends else Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin if round_ends else Qt.PenJoinStyle.MiterJoin)
    if dash:
        lengths = dash if len(dash) % 2 == 0 else dash * 2
        pen.setDashPattern([max(length, _DOT) / width for length in lengths])
    return pen


def _prepare(item: SceneItem) -> Prepared | None:
    match item:
        case CardBox():
            return Card(item, _rect(item))
        case Text():
            return _lines(item)
        case Image():
            return Photo(item, _rect(item))
        case Wash():
            return _wash(item)
        case Box():
            return _box(item)
        case Path():
            return _path(item)


def _rect(item: Box | CardBox | Wash | Image) -> QRectF:
    return QRectF(item.x, item.y, item.width, item.height)


def _lines(item: Text) -> Lines | None:
    if not item.block.lines:
        return None
    bars = []
    bounds = QRectF()
    for _number, line, left, baseline in item.lines():
        width = line.width * item.size
        bars.append(QRectF(left, baseline - 0.52 * item.size, width, 0.52 * item.size))
        bounds = bounds.united(QRectF(left, baseline - 1.1 * item.size, max(width, 0.01), 1.5 * item.size))
    return Lines(item, bounds, bars)


def _box(item: Box) -> Shape:
    brush = NO_BRUSH if item.fill is None else QBrush(colour(item.fill))
    pen = stroke(item.stroke, item.stroke_width, item.dash, round_ends=False)
    path = None
    if item.radius > 0:
        path = painter_path(rounded(item.x, item.y, item.width, item.height, item.radius))
    return Shape(_rect(item), pen, brush, path)


def _path(item: Path) -> Shape:
    path = painter_path(item.commands)
    brush = NO_BRUSH if item.fill is None else QBrush(colour(item.fill))
    grown = item.stroke_width / 2
    bounds = path.boundingRect().adjusted(-grown, -grown, grown, grown)
    return Shape(bounds, stroke(item.stroke, item.stroke_width, item.dash, round_ends=True), brush, path)


def _wash(item: Wash) -> Shape:
    gradient = QLinearGradient(QPointF(0, item.y), QPointF(0, item.y + item.height))
    for place, name in item.stops:
        gradient.setColorAt(place, colour(name))
    return Shape(_rect(item), NO_PEN, QBrush(gradient))
