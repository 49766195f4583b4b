"""A Scene as a small picture."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from cjmdesk.layout.scene import Scene
from cjmdesk.ui.sheet.items import Painter


def thumbnail(scene: Scene, painter: Painter, room: QSize, ratio: float) -> QPixmap:
    """`scene` on white, as large as fits in `room` (logical pixels) at device ratio `ratio`."""
    scale = min(room.width() / max(scene.width, 1), room.height() / max(scene.height, 1))
    size = QSize(max(round(scene.width * scale), 1), max(round(scene.height * scale), 1))
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.white)
    with QPainter(picture) as drawing:
        drawing.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        drawing.scale(scale, scale)
        painter.paint_parts(drawing, scene.parts)
    return picture
