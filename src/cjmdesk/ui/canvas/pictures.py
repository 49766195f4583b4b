"""Pictures of parts of the sheet, for what is dragged: made once at the beginning of a drag."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

if TYPE_CHECKING:
    from cjmdesk.layout.scene import Part
    from cjmdesk.ui.sheet.items import Painter

MOST = 1_400
"""Pixels of a picture's longer side; a larger thing is shown smaller than it lies on the sheet."""


def picture_of(
    parts: Sequence[Part],
    box: QRectF,
    painter: Painter,
    scale: float,
    ratio: float,
    ids: Collection[str] = (),
) -> QPixmap:
    """The `box` (mm on the Scene) of `parts` at `scale` pixels a mm, on nothing.

    ratio: device pixels of a pixel. ids: only what belongs to these; none for all.
    """
    scale = min(scale, MOST / max(box.width(), box.height(), 1e-6))
    width, height = (max(1, math.ceil(side * scale * ratio)) for side in (box.width(), box.height()))
    picture = QPixmap(width, height)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    kept = [
        replace(part, items=tuple(item for item in part.items if not ids or item.item in ids))
        for part in parts
        if box.intersects(QRectF(part.x, part.y, part.width, part.height))
    ]
    with QPainter(picture) as brush:
        brush.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        brush.scale(scale, scale)
        brush.translate(-box.x(), -box.y())
        for part in kept:
            painter.paint_parts(brush, (part,))
    return picture
