"""Found words that are written in light letters, as on the headers of stages.

A marker laid over them would leave neither marker nor letters legible: it is opaque here, with the
same letters in dark above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from cjmdesk.layout.scene import Part, Text
from cjmdesk.ui.sheet.overlays import Above

if TYPE_CHECKING:
    from cjmdesk.ui.sheet.items import Painter

LETTERS = "#1F2430"
LIGHT = 0.55
"""Letters lighter than that are light ones; 1 is white."""


class LitWord(Struct, frozen=True):
    """A found word. box: mm on the Scene; ground: the marker's colour; part: its text, in dark."""

    box: QRectF
    ground: QColor
    part: Part


def lit_word(part: Part, text: Text, box: QRectF, ground: QColor) -> LitWord | None:
    """The word in `box` (mm on the Scene) of a text of `part`; None if its letters are dark anyway."""
    if QColor(text.colour).lightnessF() < LIGHT:
        return None
    dark = replace(text, colour=LETTERS)
    return LitWord(box, ground, Part("found", part.x, part.y, part.width, part.height, (dark,)))


class LitWords(Above):
    """Marks such words over the sheet."""

    def __init__(self, level: float) -> None:
        super().__init__(level)
        self._words: tuple[LitWord, ...] = ()
        self._painter: Painter | None = None

    @property
    def words(self) -> tuple[LitWord, ...]:
        """What is marked."""
        return self._words

    def cover(self, words: Sequence[LitWord], painter: Painter | None) -> None:
        """Mark these instead; none hides them. painter: who draws the sheet."""
        self._words, self._painter = tuple(words), painter
        self.setVisible(bool(words))
        bounds = QRectF()
        for word in words:
            bounds = bounds.united(word.box)
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        for word in self._words:
            if self._painter is None or not word.box.intersects(option.exposedRect):
                continue
            painter.fillRect(word.box, word.ground)
            painter.save()
            painter.setClipRect(word.box, Qt.ClipOperation.IntersectClip)
            self._painter.paint_parts(painter, (word.part,), None, (word.box,))
            painter.restore()
