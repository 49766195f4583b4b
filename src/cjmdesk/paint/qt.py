"""Scenes on any Qt painter: canvas, print preview, pictures.

Nothing is measured or broken here: texts are drawn from the layouts that measured them, scaled.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QTransform

from cjmdesk.layout.scene import Part, Scene, bleed_of
from cjmdesk.model.project import Picture
from cjmdesk.paint.qt_coarse import Coarse
from cjmdesk.paint.qt_photos import Photos
from cjmdesk.paint.qt_plan import (
    NO_PEN,
    Card,
    Lines,
    Photo,
    Plan,
    Prepared,
    Shape,
    make_plan,
    text_pen,
)
from cjmdesk.paint.qt_reach import Bounds
from cjmdesk.paint.qt_stamps import Stamps, StampsAtScale, draw_card
from cjmdesk.text import qt_faces

if TYPE_CHECKING:
    from cjmdesk.text.qt import QtTextEngine

RECTANGLES_BELOW = 0.12
"""Detail below which only coloured rectangles are drawn."""

BARS_BELOW = 0.4
"""Detail below which grey bars stand for lines of text."""

_SOON_LETTERS = 0.2
"""Detail from which a few notches of the wheel bring letters."""

SQUARE_BELOW = 0.75
"""Detail below which cards are plain rectangles with text."""

_TEXT_PIXELS = 13.0
"""Size of a card's text at detail 1; a larger text keeps its letters that much longer."""

_SMALLEST_SHAPE = 5.0
"""Pixels; smaller shapes (icons, dots) are left out of coarse views."""

_LARGEST_STAMP = 48.0
"""Pixels; larger shapes are drawn anew each time."""

_MOST_PLANS = 600
_MOST_COARSE = 200
_BAR = QBrush(QColor(0, 0, 0, 50))
_LIGHT_BAR = QBrush(QColor(255, 255, 255, 130))
_PLAIN = QTransform()
_SMOOTH = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform


class _View(Struct):
    """How a painter looks at the Scene. scale: logical pixels a mm. ratio: of the device.

    stamps: None where everything is drawn exactly. square: cards are plain rectangles.
    """

    base: QTransform
    scale: float
    ratio: float
    stamps: StampsAtScale | None = None
    square: bool = False


class _Piece(Struct):
    """What is painted of a part. seen: areas in its own coordinates, None for all of it; before: what comes
    before its cards and shows in them."""

    part: Part
    plan: Plan
    seen: list[Bounds] | None
    before: list[Prepared]


class ScenePainter:
    """Paints Scenes and their parts. pictures: of the project, by content hash.

    Keeps what it worked out of parts and pictures, as long as they are the same objects.
    """

    def __init__(self, engine: "QtTextEngine", pictures: Mapping[str, Picture]) -> None:
        qt_faces.start()  # texts may have been measured without
        self._engine = engine
        self._plans: OrderedDict[int, Plan] = OrderedDict()
        self._latest: dict[str, Plan] = {}
        self._coarse: OrderedDict[int, Coarse] = OrderedDict()
        self._stamps = Stamps()
        self._photos = Photos(pictures)

    def set_pictures(self, pictures: Mapping[str, Picture]) -> None:
        """Draw the pictures of another state of the project from now on."""
        self._photos = Photos(pictures)

    def paint(self, painter: QPainter, scene: Scene, exposed: QRectF | None = None) -> None:
        """Paint a whole Scene in full detail. The painter is scaled to millimetres.

        exposed: mm; parts outside it are left out. None: everything.
        """
        self.paint_parts(painter, scene.parts, None, None if exposed is None else (exposed,))

    def paint_parts(
        self,
        painter: QPainter,
        parts: Sequence[Part],
        detail: float | None = None,
        exposed: Sequence[QRectF] | None = None,
    ) -> None:
        """Paint parts at their places on the Scene. The painter is scaled to millimetres.

        Parts painted together may be drawn by colour, not one by one: hand over only such as lie
        side by side, or all of a Scene with detail None. A tuple handed over again is known.
        detail: the zoom, 1.0 is 100 %; coarser views leave out what would not be seen. None:
        everything, exactly, with nothing moved to whole pixels (for paper and pictures).
        exposed: areas of the Scene in mm; what lies in none of them is left out. None: everything.
        """
        base = painter.worldTransform()
        scale = _scale(base)
        if detail is not None and detail < BARS_BELOW:
            painter.save()
            self._from_afar(painter, self._coarse_of(parts), detail, scale)
            painter.restore()
            return
        # What is moved to whole pixels may reach into an area that it does not touch by its numbers.
        areas = None if exposed is None else [_bounds(area, 1 / scale) for area in exposed]
        bleed = bleed_of(parts)
        pieces = [self._piece(part, seen) for part in parts if (seen := _inside(part, areas, bleed)) != []]
        if not any(piece.plan.cards or piece.before for piece in pieces):
            return  # the lines around what was written on
        device = painter.device()
        view = _View(base, scale, device.devicePixelRatio() if device else 1.0)
        if detail is not None:
            view.square = detail < SQUARE_BELOW
            if not base.isRotating():
                view.stamps = self._stamps.at(scale, view.ratio)
        painter.save()
        painter.setRenderHints(_SMOOTH, True)
        for piece in pieces:
            self._paint_piece(painter, piece, view)
        painter.restore()

    def ahead(self, bands: Sequence[Sequence[Part]], seen: QRectF, detail: float | None) -> Iterator[None]:
        """Work out, a little at each step, what the next views will ask for.

        All of the sheet from afar; and where bars are about to become letters, the texts in the middle
        of what is `seen` (mm). bands: as they will be handed to `paint_parts`. detail: as there.
        """
        for band in bands:
            self._coarse_of(band)
            yield
        if detail is None or not _SOON_LETTERS <= detail < BARS_BELOW:
            return
        less = (1 - detail / BARS_BELOW) / 2
        aside, down = seen.width() * less, seen.height() * less
        area = [_bounds(seen.adjusted(aside, down, -aside, -down))]
        for band in bands:
            bleed = bleed_of(band)
            for part in band:
                if _inside(part, area, bleed) != []:
                    plan = self._plan(part)
                    for made in (*plan.before, *plan.texts):
                        if isinstance(made, Lines):
                            self._engine.layouts(made.item.block)
                    yield

    def _plan(self, part: Part) -> Plan:
        # By its items: layout makes parts anew that only moved, or did not change at all.
        key = id(part.items)
        plan = self._plans.get(key)
        if plan is None or plan.items is not part.items:
            plan = make_plan(part, self._latest.get(part.key))
            self._plans[key] = self._latest[part.key] = plan
            if len(self._plans) > _MOST_PLANS:
                self._plans.popitem(last=False)
                self._latest.clear()
        else:
            self._plans.move_to_end(key)
        return plan

    def _coarse_of(self, parts: Sequence[Part]) -> Coarse:
        key = id(parts)
        known = self._coarse.get(key)
        if known is None or known.parts is not parts:
            known = self._coarse[key] = Coarse(parts)
            if len(self._coarse) > _MOST_COARSE:
                self._coarse.popitem(last=False)
        else:
            self._coarse.move_to_end(key)
        return known

    # From afar --------------------------------------------------------------------------------

    def _from_afar(self, painter: QPainter, parts: Coarse, detail: float, scale: float) -> None:
        smallest = _SMALLEST_SHAPE / scale
        self._shapes_from_afar(painter, parts.below(smallest), scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(NO_PEN)
        for brush, rects in parts.fills:
            painter.setBrush(brush)
            painter.drawRects(rects)
        self._shapes_from_afar(painter, parts.above(smallest), scale)
        for size in parts.sizes():
            seen = size * scale / _TEXT_PIXELS
            if seen >= BARS_BELOW:
                self._texts(painter, parts.lines(size), _View(painter.worldTransform(), scale, 1.0))
            elif seen >= RECTANGLES_BELOW and detail >= RECTANGLES_BELOW:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
                painter.setPen(NO_PEN)
                dark, light = parts.bars(size)
                painter.setBrush(_BAR)
                painter.drawRects(dark)
                # Light letters of a few pixels stand on a dot that is left out.
                if light and max(bar.width() for bar in light) >= smallest:
                    painter.setBrush(_LIGHT_BAR)
                    painter.drawRects(light)

    def _shapes_from_afar(self, painter: QPainter, shapes: Iterable[Shape | Photo], scale: float) -> None:
        for made in shapes:
            smooth = isinstance(made, Photo) or made.path is not None
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
            self._other(painter, made, scale)

    # From near --------------------------------------------------------------------------------

    def _piece(self, part: Part, seen: list[Bounds] | None) -> _Piece:
        plan = self._plan(part)
        before = plan.reaches.touching(plan.before, seen)
        return _Piece(part, plan, seen, [m for m in before if not isinstance(m, Shape) or m.shows_in(seen)])

    def _paint_piece(self, painter: QPainter, piece: _Piece, view: _View) -> None:
        part, plan, seen = piece.part, piece.plan, piece.seen
        here = QTransform(view.base).translate(part.x, part.y)
        painter.setWorldTransform(here)
        near = _View(here, view.scale, view.ratio, view.stamps, view.square)
        for made in piece.before:
            if isinstance(made, Lines):
                self._texts(painter, [made], near)
            else:
                self._other(painter, made, view.scale)
        if not plan.cards:
            return
        if near.square:
            _square_cards(painter, plan)
        elif near.stamps is None:
            for card in plan.reaches.touching(plan.cards, seen):
                painter.translate(card.item.x, card.item.y)
                draw_card(painter, card.item)
                painter.translate(-card.item.x, -card.item.y)
        else:
            _stamped_cards(painter, plan.reaches.touching(plan.cards, seen), near, near.stamps)
        self._marks(painter, plan.reaches.touching(plan.rest, seen), near)
        self._texts(painter, plan.reaches.touching(plan.texts, seen), near)

    def _marks(self, painter: QPainter, marks: Sequence[Shape | Photo], view: _View) -> None:
        """What belongs to cards; small shapes from ready pictures."""
        stamps = view.stamps
        largest = _LARGEST_STAMP / view.scale
        here, ratio = view.base, view.ratio
        dots, x, y = here.m11() * ratio, here.dx() * ratio, here.dy() * ratio
        plain = False
        for made in marks:
            box = made.box
            long = max(box[2] - box[0], box[3] - box[1])
            if stamps is not None and isinstance(made, Shape) and made.look and long < largest:
                if not plain:
                    painter.setWorldTransform(_PLAIN)
                    plain = True
                left, top, picture = stamps.shape(made, x + box[0] * dots, y + box[1] * dots)
                painter.drawPixmap(QPointF(left / ratio, top / ratio), picture)
                continue
            if plain:
                painter.setWorldTransform(here)
                plain = False
            self._other(painter, made, view.scale)
        if plain:
            painter.setWorldTransform(here)

    def _other(self, painter: QPainter, made: Shape | Photo, scale: float) -> None:
        if isinstance(made, Photo):
            self._photos.draw(painter, made, scale)
            return
        painter.setPen(made.pen)
        painter.setBrush(made.brush)
        if made.dashes is not None and made.path is not None:
            painter.fillPath(made.path, made.brush)
            painter.fillPath(made.dashes, made.pen.brush())
        elif made.path is not None:
            painter.drawPath(made.path)
        elif made.pen is NO_PEN:
            painter.fillRect(made.rect, made.brush)
        else:
            painter.drawRect(made.rect)

    def _texts(self, painter: QPainter, texts: Iterable[Lines], view: _View) -> None:
        unit, pen = 0.0, ""
        engine = self._engine
        for made in texts:
            item = made.item
            if made.unit != unit:
                unit = made.unit
                painter.setWorldTransform(QTransform(view.base).scale(unit, unit))
            if item.colour != pen:
                pen = item.colour
                painter.setPen(text_pen(pen))
            if made.at is None:
                engine.draw_lines(painter, item.block, item.y / unit, made.lefts)
                continue
            for layout in engine.layouts(item.block):
                layout.draw(painter, made.at)
        if unit:
            painter.setWorldTransform(view.base)


def _square_cards(painter: QPainter, plan: Plan) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(NO_PEN)
    for brush, rects in plan.fills:
        painter.setBrush(brush)
        painter.drawRects(rects)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _stamped_cards(painter: QPainter, cards: Sequence[Card], view: _View, stamps: StampsAtScale) -> None:
    """Frames from ready pictures, one for each size and colour, put on whole pixels."""
    here, ratio = view.base, view.ratio
    dots, x, y = here.m11() * ratio, here.dx() * ratio, here.dy() * ratio
    painter.setWorldTransform(_PLAIN)
    for card in cards:
        box = card.box
        left, top = round(x + box[0] * dots), round(y + box[1] * dots)
        frame = stamps.frame(card, round(x + box[2] * dots) - left, round(y + box[3] * dots) - top)
        painter.drawPixmap(QPointF(left / ratio, top / ratio), frame)
    painter.setWorldTransform(here)


def _scale(transform: QTransform) -> float:
    """Pixels a millimetre, of the painter's logical pixels."""
    return float((transform.m11() ** 2 + transform.m12() ** 2) ** 0.5)


def _bounds(rect: QRectF, more: float = 0.0) -> Bounds:
    return (rect.left() - more, rect.top() - more, rect.right() + more, rect.bottom() + more)


def _inside(part: Part, areas: list[Bounds] | None, bleed: float) -> list[Bounds] | None:
    """The areas that meet `part`, in its own coordinates; None if one of them holds all of it."""
    if areas is None:
        return None
    x, y, width, height = part.x, part.y, part.width, part.height
    found = []
    for area in areas:
        left, top, right, bottom = area[0] - x, area[1] - y, area[2] - x, area[3] - y
        if left <= -bleed and top <= -bleed and right >= width + bleed and bottom >= height + bleed:
            return None
        if left < width + bleed and right > -bleed and top < height + bleed and bottom > -bleed:
            found.append((left, top, right, bottom))
    return found


def scene_image(scene: Scene, dpi: float, painter: ScenePainter) -> QImage:
    """A whole Scene as one opaque picture: for thumbnails and tests; see `qt_png` for paper."""
    scale = dpi / 25.4
    image = QImage(
        max(1, round(scene.width * scale)), max(1, round(scene.height * scale)), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as drawing:
        drawing.scale(scale, scale)
        painter.paint(drawing, scene)
    return image
