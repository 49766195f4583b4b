"""A part of a Scene made ready for QPainter: what need not be worked out again at every frame."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct, field
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainterPath, QPainterPathStroker, QPen

from cjmdesk.layout.scene import (
    Box,
    CardBox,
    Image,
    Part,
    Path,
    PathCommand,
    SceneItem,
    Text,
    Wash,
    differing,
)
from cjmdesk.paint.qt_reach import Bounds, Reaches
from cjmdesk.paint.shapes import rounded
from cjmdesk.text.qt_faces import PIXELS

_DOT = 0.001
"""What stands for a dash of no length, which Qt would leave out; the round cap makes it a dot."""

_MOST_LOOKS = 8_192

_SMOOTH_DASHES = 0.01
"""mm by which a dashed curve may be straighter than it is."""

NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)


class Shape(Struct, eq=False):
    """A box, path or wash. box: its ink.

    outline: None for a rectangle, drawn without smoothing; origin: where its zero lies.
    look: the same number for shapes that differ only in their place; 0 for what is never stamped.
    hollow: the space within an outline without a fill, where it draws nothing; None where it may.
    dashed: whether it is a curve with dashes.
    """

    box: Bounds
    pen: QPen
    brush: QBrush
    outline: tuple[PathCommand, ...] | None = None
    origin: tuple[float, float] = (0.0, 0.0)
    look: int = 0
    hollow: Bounds | None = None
    dashed: bool = False
    _path: QPainterPath | None = None
    _dashes: QPainterPath | None = None

    @property
    def path(self) -> QPainterPath | None:
        """`outline` as Qt has it, made when first drawn: most shapes are drawn as stamps."""
        if self._path is None and self.outline is not None:
            self._path = painter_path(self.outline)
            if self.origin != (0.0, 0.0):
                self._path.translate(*self.origin)
        return self._path

    @property
    def dashes(self) -> QPainterPath | None:
        """The dashes of a curve as areas to be filled, made when first drawn; None for all that is drawn with
        its pen. Qt's own dashes depend on where it begins to paint: of a curve that is painted in part they
        would not meet those around."""
        if self._dashes is None and self.dashed and self.path is not None:
            stroker = QPainterPathStroker(self.pen)
            stroker.setCurveThreshold(_SMOOTH_DASHES)
            self._dashes = stroker.createStroke(self.path)
        return self._dashes

    def shows_in(self, areas: "list[Bounds] | None") -> bool:
        """Whether it draws anything in one of the areas; None for everywhere. The border of a map lies around
        all that is painted anew within it."""
        within = self.hollow
        if within is None or areas is None:
            return True
        return not all(
            within[0] < left and within[1] < top and right < within[2] and bottom < within[3]
            for left, top, right, bottom in areas
        )

    @property
    def rect(self) -> QRectF:
        """`box` as Qt has it."""
        left, top, right, bottom = self.box
        return QRectF(left, top, right - left, bottom - top)


class Card(Struct, eq=False):
    """A card's frame. look: the same number for frames that differ only in place and size."""

    item: CardBox
    box: Bounds
    look: int


class Lines(Struct, eq=False):
    """A text. unit: mm of one unit in which its layout is drawn (em / PIXELS).

    at: where the layout's origin lies, in units, if all lines start at one left end; else None,
    and lefts holds the left end of each line, in units.
    """

    item: Text
    box: Bounds
    unit: float
    at: QPointF | None
    lefts: tuple[float, ...] = ()


class Photo(Struct, eq=False):
    """A picture."""

    item: Image
    box: Bounds


Prepared = Shape | Lines | Photo

P = TypeVar("P", Card, Lines, Prepared, Shape | Photo)

Fill = tuple[QBrush, list[QRectF]]
"""Rectangles of one colour."""


class Plan(Struct):
    """The items of a part, each group in painting order.

    made: what each of the items became.
    before, cards, rest: cards never overlap each other or what belongs to another card, so all
    their frames are drawn between what comes before the first of them and everything else.
    texts: those of a part with cards, drawn last, since nothing of a card lies on its text; in a
    part without cards they stay in `before`.
    """

    items: tuple[SceneItem, ...]
    made: "list[Prepared | Card | None]"
    before: list[Prepared]
    cards: list[Card]
    rest: list[Shape | Photo]
    texts: list[Lines]
    _fills: "list[Fill] | None" = None
    reaches: Reaches = field(default_factory=Reaches)

    @property
    def fills(self) -> "list[Fill]":
        """Card frames and their bars as plain rectangles, by colour; bars last."""
        if self._fills is None:
            self._fills = fills_of([card.item for card in self.cards])
        return self._fills


def fills_of(cards: Iterable[CardBox]) -> "list[Fill]":
    """Card frames and their bars as plain rectangles, by colour; bars last."""
    frames: dict[str, list[QRectF]] = {}
    bars: dict[str, list[QRectF]] = {}
    for card in cards:
        frames.setdefault(card.fill, []).append(QRectF(card.x, card.y, card.width, card.height))
        if card.bar_width > 0:
            left = card.x + (card.width - card.bar_width if card.bar_at_right else 0.0)
            bars.setdefault(card.bar, []).append(QRectF(left, card.y, card.bar_width, card.height))
    return [(QBrush(colour(name)), rects) for group in (frames, bars) for name, rects in group.items()]


def make_plan(part: Part, earlier: Plan | None = None) -> Plan:
    """Everything about `part` that does not depend on zoom or place.

    earlier: of another state of the part, from which is taken what became of the same objects.
    """
    if earlier is None:
        return _grouped(part.items, [_prepared(item) for item in part.items])
    first, stop, end = differing(earlier.items, part.items)
    known = dict(zip(map(id, earlier.items[first:stop]), earlier.made[first:stop], strict=True))
    between = [known[id(item)] if id(item) in known else _prepared(item) for item in part.items[first:end]]
    made = [*earlier.made[:first], *between, *earlier.made[stop:]]
    return _swapped(earlier, part.items, made, first, stop) or _grouped(part.items, made)


def _grouped(items: tuple[SceneItem, ...], every: "list[Prepared | Card | None]") -> Plan:
    plan = Plan(items, every, [], [], [], [])
    before, cards, rest, texts = plan.before, plan.cards, plan.rest, plan.texts
    for made in every:
        if made is None:
            continue
        if isinstance(made, Card):
            cards.append(made)
        elif not cards:
            before.append(made)
        elif isinstance(made, Lines):
            texts.append(made)
        else:
            rest.append(made)
    return plan


def _swapped(
    earlier: Plan, items: tuple[SceneItem, ...], every: "list[Prepared | Card | None]", first: int, stop: int
) -> Plan | None:
    """An earlier plan with what stands between two places in it exchanged for what now does; None if that is
    not as much and of the same sorts. A key that is pressed on a card exchanges a text."""
    if len(every) != len(earlier.made) or not earlier.cards:
        return None
    plan = Plan(items, every, earlier.before, earlier.cards, earlier.rest, earlier.texts)
    for old, new in zip(earlier.made[first:stop], every[first:stop], strict=True):
        if type(old) is not type(new):
            return None
        if old is new or old is None or new is None:
            continue
        if isinstance(old, Card) and isinstance(new, Card):
            plan.cards = _exchanged(plan.cards, old, new)
        elif isinstance(old, Lines) and isinstance(new, Lines) and old in plan.texts:
            plan.texts = _exchanged(plan.texts, old, new)
        elif isinstance(old, Shape) and isinstance(new, Shape) and old in plan.rest:
            plan.rest = _exchanged(plan.rest, old, new)
        else:
            return None
    plan.reaches = earlier.reaches.of((plan.before, plan.cards, plan.rest, plan.texts))
    return plan


def _exchanged(group: list[P], old: P, new: P) -> list[P]:
    exchanged = group.copy()
    exchanged[group.index(old)] = new
    return exchanged


def _prepared(item: SceneItem) -> Prepared | Card | None:
    if isinstance(item, CardBox):
        return _card(item)
    return lines_of(item) if isinstance(item, Text) else prepare(item)


def prepare(item: Box | Path | Wash | Image) -> Shape | Photo:
    """A drawing item that is neither a card's frame nor a text."""
    match item:
        case Image():
            return Photo(item, _box_of(item))
        case Wash():
            return _wash(item)
        case Box():
            return _box(item)
        case Path():
            return _path(item)


@lru_cache(maxsize=512)
def colour(name: str) -> QColor:
    """`#RRGGBB` as Qt has it."""
    return QColor(name)


@lru_cache(maxsize=512)
def text_pen(name: str) -> QPen:
    """The pen that writes in a colour."""
    return QPen(QColor(name))


def painter_path(commands: Iterable[PathCommand]) -> QPainterPath:
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


@lru_cache(maxsize=512)
def brush_of(name: str | None) -> QBrush:
    """The brush that fills with a colour; none for None."""
    return NO_BRUSH if name is None else QBrush(colour(name))


@lru_cache(maxsize=512)
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


_looks: dict[object, int] = {}
_last_look = 0


def _look(description: object) -> int:
    """A number for what something looks like; never given out for anything else."""
    global _last_look  # noqa: PLW0603 - numbers stay unique after the table was emptied
    number = _looks.get(description)
    if number is None:
        if len(_looks) >= _MOST_LOOKS:
            _looks.clear()
        _last_look += 1
        number = _looks[description] = _last_look
    return number


def _box_of(item: Box | CardBox | Wash | Image) -> Bounds:
    return (item.x, item.y, item.x + item.width, item.y + item.height)


def _card(item: CardBox) -> Card:
    look = (item.fill, item.bar, item.bar_width, item.radius, item.bar_at_right, item.outline,
            item.outline_width)  # fmt: skip
    return Card(item, _box_of(item), _look(look))


def lines_of(item: Text) -> Lines | None:
    """A text; None for an empty one."""
    if not item.block.lines:
        return None
    size, unit = item.size, item.size / PIXELS
    ends = [(left, left + line.width * size, baseline) for _n, line, left, baseline in item.lines()]
    first = ends[0][0]
    box = (
        min(end[0] for end in ends),
        ends[0][2] - 1.1 * size,
        max(end[1] for end in ends),
        ends[-1][2] + 0.4 * size,
    )
    if all(end[0] == first for end in ends):
        return Lines(item, box, unit, QPointF(first / unit, item.y / unit))
    return Lines(item, box, unit, None, tuple(end[0] / unit for end in ends))


def _box(item: Box) -> Shape:
    brush = brush_of(item.fill)
    pen = stroke(item.stroke, item.stroke_width, item.dash, round_ends=False)
    if item.radius <= 0:
        left, top, right, bottom = around = _box_of(item)
        edge = item.stroke_width / 2
        empty = (left + edge, top + edge, right - edge, bottom - edge) if item.fill is None else None
        return Shape(around, pen, brush, hollow=empty)
    # Made at the origin, so that the outlines remembered are those of sizes and not of places.
    outline = rounded(0.0, 0.0, item.width, item.height, item.radius)
    grown = item.stroke_width / 2
    left, top, right, bottom = _box_of(item)
    box = (left - grown, top - grown, right + grown, bottom + grown)
    look = _look((outline, item.fill, item.stroke, item.stroke_width, item.dash))
    return Shape(
        box, pen, brush, outline, (item.x, item.y), look, dashed=bool(item.dash) and pen is not NO_PEN
    )


def _path(item: Path) -> Shape:
    brush = brush_of(item.fill)
    pen = stroke(item.stroke, item.stroke_width, item.dash, round_ends=True)
    commands = item.drawn
    numbers: list[float] = []
    for command in commands:
        numbers += command[1:]  # type: ignore[arg-type] # only the first is a word
    xs, ys = numbers[0::2], numbers[1::2]
    if not xs:
        return Shape((0.0, 0.0, 0.0, 0.0), pen, brush, commands)
    left, top = min(xs), min(ys)
    grown = item.stroke_width / 2
    box = (left - grown, top - grown, max(xs) + grown, max(ys) + grown)
    # Shapes of one icon on many cards differ in the last digits only.
    near = (
        "".join([command[0] for command in commands]),  # type: ignore[misc]
        tuple([round(x - left, 3) for x in xs]),
        tuple([round(y - top, 3) for y in ys]),
    )
    look = _look((near, item.fill, item.stroke, item.stroke_width, item.dash))
    curved = any(command[0] == "C" for command in commands)
    return Shape(
        box, pen, brush, commands, look=look, dashed=curved and bool(item.dash) and pen is not NO_PEN
    )


def _wash(item: Wash) -> Shape:
    gradient = QLinearGradient(QPointF(0, item.y), QPointF(0, item.y + item.height))
    for place, name in item.stops:
        gradient.setColorAt(place, colour(name))
    return Shape(_box_of(item), NO_PEN, QBrush(gradient))
