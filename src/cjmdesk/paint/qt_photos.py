"""The pictures of a project on a Qt painter: decoded once, and scaled down well where drawn small."""

from collections import OrderedDict
from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QTransform

from cjmdesk.model.project import Picture
from cjmdesk.paint.qt_plan import NO_PEN, Photo, colour, painter_path
from cjmdesk.paint.shapes import ellipse
from cjmdesk.pictures.errors import PictureError
from cjmdesk.pictures.qt import decode

_GAP = "#ECEEF1"
"""What stands where a picture is missing or damaged."""

_MOST_SCALED = 32


class Photos:
    """Draws pictures by their content hash."""

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        self._pictures = pictures
        self._images: dict[str, QImage | None] = {}
        self._scaled: OrderedDict[tuple[str, int, int], QImage] = OrderedDict()

    def draw(self, painter: QPainter, photo: Photo, scale: float) -> None:
        """Draw a picture in its box. scale: logical pixels of the painter a millimetre."""
        left, top, right, bottom = photo.box
        bounds = QRectF(left, top, right - left, bottom - top)
        image = self._image(photo.item.picture)
        if image is None or bounds.isEmpty():
            brush = QBrush(colour(_GAP))
        else:
            ratio = painter.device().devicePixelRatio() if painter.device() else 1.0
            shown = self._fitting(photo.item.picture, image, bounds.size() * (scale * ratio))
            brush = QBrush(shown)
            onto = QTransform.fromTranslate(bounds.x(), bounds.y())
            brush.setTransform(onto.scale(bounds.width() / shown.width(), bounds.height() / shown.height()))
        painter.setPen(NO_PEN)
        painter.setBrush(brush)
        if photo.item.round:
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
            if len(self._scaled) > _MOST_SCALED:
                self._scaled.popitem(last=False)
        return self._scaled[wanted]
