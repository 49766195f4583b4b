"""Shows on the sheet what was found and what fits the filter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF

from cjmdesk.text.engine import CAP_HEIGHT
from cjmdesk.ui.finding.litwords import LitWord, LitWords, lit_word
from cjmdesk.ui.finding.seeing import Seeing
from cjmdesk.ui.sheet.fading import Fades, faded
from cjmdesk.ui.sheet.hits import item_boxes
from cjmdesk.ui.sheet.overlays import CURRENT, MARK, VEIL, Boxes
from cjmdesk.ui.sheet.view import SheetView

if TYPE_CHECKING:
    from cjmdesk.layout.scene import Part, Scene, Text

OVER, UNDER = 0.22, 0.28
"""em that a mark reaches over the capitals and under the baseline."""


class Showing(QObject):
    """Keeps veils and marks where the sheet has what they lie on."""

    def __init__(self, seeing: Seeing, sheet: SheetView) -> None:
        super().__init__(sheet)
        self._seeing, self._sheet = seeing, sheet
        self.veil = Boxes(VEIL, 800, edges="nearest")
        self.fades = Fades(801)
        self.marks = Boxes(MARK, 850, multiply=True)
        self.current = Boxes(CURRENT, 851, multiply=True)
        self.lit = LitWords(852)
        for overlay in (self.veil, self.fades, self.marks, self.current, self.lit):
            sheet.lay_over(overlay)
        seeing.changed.connect(self.follow)
        sheet.shown_anew.connect(self._shown_anew)

    def follow(self) -> None:
        """Cover what is to be covered now."""
        scene = self._sheet.shown
        split, pattern = self._seeing.split, None
        if self._seeing.find is not None:
            pattern = self._seeing.find.pattern()
        if scene is not None and split is not None:
            points = _points(scene)
            boxes = item_boxes(scene, [id for id in split.faded if id not in points])
            self.veil.cover([QRectF(x, y, right - x, bottom - y) for x, y, right, bottom in boxes.values()])
            gone = frozenset(split.faded)

            def fades(boxes: tuple[str, ...]) -> bool:
                return not gone.isdisjoint(boxes)

            self.fades.cover(faded(scene, points & gone, split.arrows, fades))
        else:
            self.veil.cover(())
            self.fades.cover(None)
        marks: list[QRectF] = []
        current: list[QRectF] = []
        lit: list[LitWord] = []
        if scene is not None and pattern is not None and self._seeing.found:
            here = self._seeing.here
            for part, text, box in self._marks(scene, pattern):
                is_here = here is not None and text.item == here.item
                (current if is_here else marks).append(box)
                word = lit_word(part, text, box, CURRENT if is_here else MARK)
                if word is not None:
                    lit.append(word)
        self.marks.cover(marks)
        self.current.cover(current)
        self.lit.cover(lit, self._sheet.painter)

    def _shown_anew(self) -> None:
        if self._seeing.find is not None or self._seeing.filtering:
            self.follow()

    def _marks(self, scene: Scene, pattern: re.Pattern[str]) -> Iterator[tuple[Part, Text, QRectF]]:
        from cjmdesk.text.qt import text_engine
        from cjmdesk.text.qt_marks import stretches

        items = {one.item for one in self._seeing.found}
        for part, text in scene.texts():
            if text.item not in items or not pattern.search(text.block.text):
                continue
            ends = _lines(text)
            for number, left, right in stretches(text_engine(), text.block, pattern):
                x, baseline = ends[number]
                top = part.y + baseline - (CAP_HEIGHT + OVER) * text.size
                height = (CAP_HEIGHT + OVER + UNDER) * text.size
                box = QRectF(part.x + x + left * text.size, top, (right - left) * text.size, height)
                yield part, text, box


def _points(scene: Scene) -> frozenset[str]:
    """The ids of what stands on the bands of emotions."""
    bands = (part for part in scene.parts if part.key.startswith("curve:"))
    return frozenset(item.item for part in bands for item in part.items)


def _lines(text: Text) -> list[tuple[float, float]]:
    """Left end and baseline of each line, mm in the text's part."""
    return [(left, baseline) for _number, _line, left, baseline in text.lines()]
