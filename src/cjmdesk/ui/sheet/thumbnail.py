"""A Scene as a small picture."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from cjmdesk.layout.scene import Band, Scene
from cjmdesk.ui.sheet.items import Painter

_FINER = 3
"""A coarse picture is drawn so many times larger, then scaled down: cards are thinner than a pixel."""


def overview(scene: Scene, painter: Painter, bands: Sequence[Band], room: QSize, ratio: float) -> QPixmap:
    """`scene` on white, in colours only, as large as fits in `room` (logical pixels) at device ratio `ratio`.

    bands: those of `scene`, as its view has them. A few milliseconds, where all of it takes hundreds.
    """
    large = _drawn(scene, painter, bands, room * ratio * _FINER)
    small = large.scaled(
        max(large.width() // _FINER, 1),
        max(large.height() // _FINER, 1),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    small.setDevicePixelRatio(ratio)
    return small


def _drawn(scene: Scene, painter: Painter, bands: Sequence[Band], room: QSize) -> QPixmap:
    scale = min(room.width() / max(scene.width, 1), room.height() / max(scene.height, 1))
    picture = QPixmap(max(round(scene.width * scale), 1), max(round(scene.height * scale), 1))
    picture.fill(Qt.GlobalColor.white)
    with QPainter(picture) as drawing:
        drawing.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        drawing.scale(scale, scale)
        for band in bands:
            painter.paint_parts(drawing, band, 0.0)
    return picture
