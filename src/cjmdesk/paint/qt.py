"""Scenes on any Qt painter: canvas, print preview, pictures.

Nothing is measured or broken here: texts are drawn from the layouts that measured them, scaled.
"""

from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap, QTransform

from cjmdesk.layout.scene import CardBox, Part, Scene
from cjmdesk.model.project import Picture
from cjmdesk.paint.qt_plan import (
    NO_PEN,
    Card,
    Lines,
    Photo,
    Plan,
    Prepared,
    Shape,
    colour,
    make_plan,
    painter_path,
    stroke,
    text_pen,
)
from cjmdesk.paint.shapes import card_bar, card_frame, card_outline, ellipse
from cjmdesk.pictures.errors import PictureError
from cjmdesk.pictures.qt import decode
from cjmdesk.text.qt_faces import PIXELS

if TYPE_CHECKING:
    from cjmdesk.text.qt import QtTextEngine

RECTANGLES_BELOW = 0.12
"""Detail below which only coloured rectangles are drawn."""

BARS_BELOW = 0.4
"""Detail below which grey bars stand for lines of text."""

SQUARE_BELOW = 0.75
"""Detail below which cards are plain rectangles with text."""

_TEXT_PIXELS = 13.0
"""Size of a card's text at detail 1; a larger text keeps its letters that much longer."""

_SMALLEST_SHAPE = 5.0
"""Pixels; smaller shapes (icons, dots) are left out of coarse views."""

_MOST_PLANS = 1_500
_MOST_FRAME_BYTES = 16 * 1024 * 1024
_BAR = QBrush(QColor(0, 0, 0, 50))
_GAP = "#ECEEF1"
"""What stands where a picture is missing or damaged."""


class ScenePainter:
    """Paints Scenes and their parts. pictures: of the project, by content hash.

    Keeps what it worked out of parts and pictures, as long as they are the same objects.
    """

    def __init__(self, engine: "QtTextEngine", pictures: Mapping[str, Picture]) -> None:
        self._engine = engine
        self._pictures = pictures
        self._plans: OrderedDict[int, Plan] = OrderedDict()
        self._frames: dict[tuple[object, ...], QPixmap] = {}
        self._frame_bytes = 0
        self._images: dict[str, QImage | None] = {}
        self._scaled: OrderedDict[tuple[str, int, int], QImage] = OrderedDict()

    def set_pictures(self, pictures: Mapping[str, Picture]) -> None:
        """Draw the pictures of another state of the project from now on."""
        self._pictures = pictures
        self._images.clear()
        self._scaled.clear()

    def paint(self, painter: QPainter, scene: Scene, exposed: QRectF | None = None) -> None:
        """Paint a whole Scene in full detail. The painter is scaled to millimetres.

        exposed: mm; parts outside it are left out. None: everything.
        """
        for part in scene.parts:
            area = None
            if exposed is not None:
                box = QRectF(part.x, part.y, part.width, part.height)
                if not box.intersects(exposed):
                    continue
                area = exposed.translated(-part.x, -part.y)
            painter.save()
            painter.translate(part.x, part.y)
            self.paint_part(painter, part, None, area)
            painter.restore()

    def paint_part(
        self, painter: QPainter, part: Part, detail: float | None = None, exposed: QRectF | None = None
    ) -> None:
        """Paint one part in its own coordinates. The painter is scaled to millimetres.

        detail: the zoom, 1.0 is 100 %; coarser views leave out what would not be seen. None:
        everything, exactly, with nothing moved to whole pixels (for paper and pictures).
        exposed: in the part's coordinates, mm; items outside it are left out.
        """
        plan = self._plan(part)
        painter.save()
        if detail is not None and detail < BARS_BELOW:
            self._coarse(painter, plan, detail)
        else:
            self._fine(painter, plan, detail, exposed)
        painter.restore()

    def _plan(self, part: Part) -> Plan:
        key = id(part)
        plan = self._plans.get(key)
        if plan is None or plan.part is not part:
            plan = self._plans[key] = make_plan(part)
            if len(self._plans) > _MOST_PLANS:
                self._plans.popitem(last=False)
        else:
            self._plans.move_to_end(key)
        return plan

    def _coarse(self, painter: QPainter, plan: Plan, detail: float) -> None:
        scale = _scale(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._coarse_items(painter, plan.before, detail, scale)
        painter.setPen(NO_PEN)
        for brush, rects in plan.fills:
            painter.setBrush(brush)
            painter.drawRects(rects)
        self._coarse_items(painter, plan.rest, detail, scale)

    def _coarse_items(self, painter: QPainter, items: list[Prepared], detail: float, scale: float) -> None:
        bars: list[QRectF] = []
        for made in items:
            if isinstance(made, Lines):
                seen = made.item.size * scale / _TEXT_PIXELS
                if seen >= BARS_BELOW:
                    self._lines(painter, made)
                elif seen >= RECTANGLES_BELOW and detail >= RECTANGLES_BELOW:
                    bars += made.bars
            elif max(made.bounds.width(), made.bounds.height()) * scale >= _SMALLEST_SHAPE:
                if isinstance(made, Shape):
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing, made.path is not None)
                self._other(painter, made, scale)
        if bars:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(NO_PEN)
            painter.setBrush(_BAR)
            painter.drawRects(bars)

    def _fine(self, painter: QPainter, plan: Plan, detail: float | None, exposed: QRectF | None) -> None:
        scale = _scale(painter)
        smooth = detail is None or detail >= SQUARE_BELOW
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        self._fine_items(painter, plan.before, exposed, scale)
        cards = plan.cards
        if exposed is not None:
            cards = [card for card in cards if card.bounds.intersects(exposed)]
        if not smooth:
            self._square_cards(painter, cards)
        elif detail is None or painter.worldTransform().isRotating():
            for card in cards:
                painter.translate(card.item.x, card.item.y)
                _draw_card(painter, card.item)
                painter.translate(-card.item.x, -card.item.y)
        else:
            self._stamped_cards(painter, cards, scale)
        self._fine_items(painter, plan.rest, exposed, scale)

    def _fine_items(
        self, painter: QPainter, items: list[Prepared], exposed: QRectF | None, scale: float
    ) -> None:
        for made in items:
            if exposed is not None and not made.bounds.intersects(exposed):
                continue
            if isinstance(made, Lines):
                self._lines(painter, made)
            else:
                self._other(painter, made, scale)

    def _square_cards(self, painter: QPainter, cards: list[Card]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for card in cards:
            item = card.item
            painter.fillRect(card.bounds, colour(item.fill))
            if item.bar_width > 0:
                left = item.x + (item.width - item.bar_width if item.bar_at_right else 0.0)
                painter.fillRect(QRectF(left, item.y, item.bar_width, item.height), colour(item.bar))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _stamped_cards(self, painter: QPainter, cards: list[Card], scale: float) -> None:
        """Frames from ready pictures, one for each size and colour, put on whole pixels."""
        ratio = painter.device().devicePixelRatio() if painter.device() else 1.0
        transform = painter.worldTransform()
        stamps = []
        for card in cards:
            corner = transform.map(card.bounds.topLeft())
            opposite = transform.map(card.bounds.bottomRight())
            left, top = round(corner.x() * ratio), round(corner.y() * ratio)
            size = (round(opposite.x() * ratio) - left, round(opposite.y() * ratio) - top)
            stamps.append((QPointF(left / ratio, top / ratio), self._frame(card.item, size, scale, ratio)))
        painter.setWorldTransform(QTransform())
        for place, frame in stamps:
            painter.drawPixmap(place, frame)
        painter.setWorldTransform(transform)

    def _frame(self, card: CardBox, size: tuple[int, int], scale: float, ratio: float) -> QPixmap:
        key = (size, scale, ratio, card.fill, card.bar, card.outline, card.bar_width, card.radius,
               card.outline_width, card.bar_at_right)  # fmt: skip
        frame = self._frames.get(key)
        if frame is None:
            width, height = max(1, size[0]), max(1, size[1])
            frame = QPixmap(width, height)
            frame.fill(Qt.GlobalColor.transparent)
            across, down = width / (card.width * ratio), height / (card.height * ratio)
            frame.setDevicePixelRatio(ratio)
            with QPainter(frame) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
                painter.scale(across, down)
                _draw_card(painter, card)
            self._frame_bytes += 4 * width * height
            if self._frame_bytes > _MOST_FRAME_BYTES:
                self._frames.clear()
                self._frame_bytes = 4 * width * height
            self._frames[key] = frame
        return frame

    def _other(self, painter: QPainter, made: Prepared, scale: float) -> None:
        if isinstance(made, Photo):
            self._photo(painter, made, scale)
        elif isinstance(made, Shape):
            painter.setPen(made.pen)
            painter.setBrush(made.brush)
            if made.path is not None:
                painter.drawPath(made.path)
            elif made.pen is NO_PEN:
                painter.fillRect(made.bounds, made.brush)
            else:
                painter.drawRect(made.bounds)

    def _lines(self, painter: QPainter, made: Lines) -> None:
        text = made.item
        unit = text.size / PIXELS
        painter.setPen(text_pen(text.colour))
        transform = painter.worldTransform()
        painter.translate(0.0, text.y)
        painter.scale(unit, unit)
        self._engine.draw(painter, text.block, [bar.x() / unit for bar in made.bars])
        painter.setWorldTransform(transform)

    def _photo(self, painter: QPainter, made: Photo, scale: float) -> None:
        bounds = made.bounds
        image = self._image(made.item.picture)
        if image is None or bounds.isEmpty():
            brush = QBrush(colour(_GAP))
        else:
            ratio = painter.device().devicePixelRatio() if painter.device() else 1.0
            shown = self._fitting(made.item.picture, image, bounds.size() * (scale * ratio))
            brush = QBrush(shown)
            onto = QTransform.fromTranslate(bounds.x(), bounds.y())
            brush.setTransform(onto.scale(bounds.width() / shown.width(), bounds.height() / shown.height()))
        painter.setPen(NO_PEN)
        painter.setBrush(brush)
        if made.item.round:
            painter.drawPath(painter_path(ellipse(bounds.x(), bounds.y(), bounds.width(), bounds.height())))
        else:
            painter.drawRect(bounds)

    def _image(self, key: str) -> QImage | None:
        if key not in self._images:
            picture = self._pictures.get(key)
            try:
                self._images[key] = None if picture is None else decode(picture)
            except PictureError:
                self._images[key] = None
        return self._images[key]

    def _fitting(self, key: str, image: QImage, size: QSizeF) -> QImage:
        """`image`, scaled down well where it is drawn at less than half its size."""
        width, height = max(1, round(size.width())), max(1, round(size.height()))
        if image.width() < 2 * width and image.height() < 2 * height:
            return image
        wanted = (key, width, height)
        if wanted not in self._scaled:
            self._scaled[wanted] = image.scaled(
                width,
                height,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            if len(self._scaled) > 32:
                self._scaled.popitem(last=False)
        return self._scaled[wanted]


def _scale(painter: QPainter) -> float:
    """Pixels a millimetre, of the painter's logical pixels."""
    transform = painter.worldTransform()
    unit = transform.map(QPointF(1.0, 0.0)) - transform.map(QPointF(0.0, 0.0))
    return float((unit.x() ** 2 + unit.y() ** 2) ** 0.5)


def _draw_card(painter: QPainter, card: CardBox) -> None:
    """A card's frame, its corner at the origin."""
    painter.setPen(NO_PEN)
    painter.setBrush(QBrush(colour(card.fill)))
    painter.drawPath(painter_path(card_frame(card)))
    if card.bar_width > 0:
        painter.setBrush(QBrush(colour(card.bar)))
        painter.drawPath(painter_path(card_bar(card)))
    if card.outline is not None and card.outline_width > 0:
        painter.setPen(stroke(card.outline, card.outline_width, (), round_ends=True))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(painter_path(card_outline(card)))


def scene_image(scene: Scene, dpi: float, painter: ScenePainter) -> QImage:
    """A whole Scene as one opaque picture: for thumbnails and tests; see `qt_png` for paper."""
    scale = dpi / 25.4
    image = QImage(
        max(1, round(scene.width * scale)), max(1, round(scene.height * scale)), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as drawing:
        drawing.translate(QPoint(0, 0))
        drawing.scale(scale, scale)
        painter.paint(drawing, scene)
    return image
