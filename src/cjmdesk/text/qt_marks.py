"""Where words stand inside a text that is laid out: for marking what was found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cjmdesk.text.qt_faces import PIXELS

if TYPE_CHECKING:
    from cjmdesk.text.engine import TextBlock
    from cjmdesk.text.qt import QtTextEngine

Stretch = tuple[int, float, float]
"""Number of the line in the block; left and right end in em from the left end of the line."""


def stretches(engine: QtTextEngine, block: TextBlock, pattern: re.Pattern[str]) -> Iterator[Stretch]:
    """The parts of lines that match; a match that goes over a line's end has a stretch in each.

    Matches do not reach over paragraphs.
    """
    number = 0
    for layout in engine.layouts(block):
        text = layout.text()
        # Qt counts in UTF-16: letters beyond the first plane are two of its places.
        spans = [(_units(text[: m.start()]), _units(text[: m.end()])) for m in pattern.finditer(text)]
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            first, last = line.textStart(), line.textStart() + line.textLength()
            for start, end in spans:
                if start < last and end > first:
                    ends = [_x(line.cursorToX(max(start, first))), _x(line.cursorToX(min(end, last)))]
                    yield number, min(ends) / PIXELS, max(ends) / PIXELS
            number += 1


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _x(answer: object) -> float:
    """PySide answers (x, cursor) for one of two C++ functions of the same name."""
    return float(answer[0]) if isinstance(answer, tuple) else float(answer)  # type: ignore[arg-type]
