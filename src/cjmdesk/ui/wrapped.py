"""Words set over a width, broken between words, and inside one that is wider by itself."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from cjmdesk.i18n import NO_BREAK, tied

_BREAK = "\u2028"
"""What a line break is inside a paragraph."""


def together(text: str, font: QFont, width: float) -> str:
    """`text` as `tied` has it; as it is where what is tied would not stand on a line of `width` pixels,
    and be broken inside a word."""
    found = tied(text)
    if found != text:
        metrics = QFontMetricsF(font)
        pieces = [piece for line in found.split("\n") for piece in line.split(" ") if NO_BREAK in piece]
        if any(metrics.horizontalAdvance(piece) > width for piece in pieces):
            return text
    return found


def height_of(text: str, font: QFont, width: int) -> int:
    """Pixels that `text` takes over `width`."""
    words = together(text, font, width)
    layout = QTextLayout(words.replace("\n", _BREAK), font)
    layout.setTextOption(_option(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    down = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, down))
        down += line.height()
    layout.endLayout()
    return math.ceil(down)


def lines_of(text: str, font: QFont, width: int, most: int) -> int:
    """The lines that `text` takes over `width` pixels, its own breaks kept; at most one above `most`."""
    count = 0
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(_option(Qt.AlignmentFlag.AlignLeft))
        layout.beginLayout()
        inside = 0
        while count + inside <= most and (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            inside += 1
        layout.endLayout()
        count += max(inside, 1)
        if count > most:
            break
    return count


def draw(painter: QPainter, box: QRectF, text: str, align: Qt.AlignmentFlag) -> None:
    """Set `text` in a box with the painter's font and pen. align: where in its height, too."""
    painter.drawText(box, together(text, painter.font(), box.width()), _option(align))


def _option(align: Qt.AlignmentFlag) -> QTextOption:
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
