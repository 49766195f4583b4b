"""Where dragged notes would land: the cell, the place in its order, and the mark that shows it."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from cjmdesk.layout.cells import GAP, PAD
from cjmdesk.layout.scene import CellBox, Part
from cjmdesk.ui.sheet.boxes import Rect, boxes_in

Line = tuple[float, float, float, float]
"""x and y of its ends, mm."""


class Landing(Struct, frozen=True):
    """cell: where it would be. index: before what stands there without the dragged notes, None for
    last. line: between what it would stand."""

    cell: CellBox
    index: int | None
    line: Line


def card_landing(
    cell: CellBox, part: Part | None, order: Collection[str], dragged: Collection[str], at: Rect, em: float
) -> Landing:
    """Where cards land in a cell of cards.

    part: what is drawn in it, None for nothing; order: the ids of its cards; at: the mouse, as a box
    without size, mm; em: of card text.
    """
    boxes = _boxes(part, [id for id in order if id not in dragged])
    shown = _boxes(part, order)
    x, y = at[0], at[1]
    if not boxes:
        return Landing(cell, 0, _first_line(cell, shown, em))
    rest = list(boxes)
    left, right = _column(list(shown.values()), x)
    here = [id for id in rest if boxes[id][0] < right and boxes[id][2] > left]
    reach = 0.5 * GAP * em
    below = next((id for id in here if (boxes[id][1] + boxes[id][3]) / 2 > y), None)
    if below is not None:
        return Landing(
            cell, rest.index(below), (left, boxes[below][1] - reach, right, boxes[below][1] - reach)
        )
    if not here:  # a column of cards that only dragged ones stand in
        return Landing(cell, len(rest), (left, cell.y + PAD * em - reach, right, cell.y + PAD * em - reach))
    bottom = boxes[here[-1]][3] + reach
    return Landing(cell, rest.index(here[-1]) + 1, (left, bottom, right, bottom))


def point_landing(
    cell: CellBox,
    part: Part | None,
    order: Collection[str],
    dragged: Collection[str],
    x: float,
    mirrored: bool,
) -> Landing:
    """Where emotion points land in a cell of an emotion lane: by where they are along the step."""
    boxes = _boxes(part, [id for id in order if id not in dragged])
    middles = sorted(((a + c) / 2 for a, _b, c, _d in boxes.values()), reverse=mirrored)
    index = sum(middle > x if mirrored else middle < x for middle in middles)
    start, end = (cell.x + cell.width, cell.x) if mirrored else (cell.x, cell.x + cell.width)
    edges = [start, *middles, end]
    across = (edges[index] + edges[index + 1]) / 2
    inset = 0.06 * cell.height
    return Landing(cell, index, (across, cell.y + inset, across, cell.y + cell.height - inset))


def loose_landing(cell: CellBox) -> Landing:
    """Where cards land on an emotion lane: below its curve, after what lies there."""
    left, bottom = cell.x + 0.03 * cell.width, cell.y + 0.97 * cell.height
    return Landing(cell, None, (left, bottom, cell.x + 0.97 * cell.width, bottom))


def _boxes(part: Part | None, ids: Collection[str]) -> dict[str, Rect]:
    """The boxes of those ids on the Scene, in their order."""
    if part is None:
        return {}
    inside = boxes_in(part)
    return {
        id: (box[0] + part.x, box[1] + part.y, box[2] + part.x, box[3] + part.y)
        for id in ids
        if (found := inside.get(id)) is not None
        for box in (found[0],)
    }


def _column(boxes: list[Rect], x: float) -> tuple[float, float]:
    """Left and right of the column of cards nearest to `x`."""
    columns = {(round(left, 3), round(right, 3)): (left, right) for left, _top, right, _bottom in boxes}
    return min(columns.values(), key=lambda edges: max(edges[0] - x, x - edges[1], 0.0))


def _first_line(cell: CellBox, shown: dict[str, Rect], em: float) -> Line:
    """Where the first card of a cell would begin."""
    if shown:
        left, top, right, _bottom = next(iter(shown.values()))
        return (left, top - 0.5 * GAP * em, right, top - 0.5 * GAP * em)
    y = cell.y + 0.5 * PAD * em
    return (cell.x + PAD * em, y, cell.x + cell.width - PAD * em, y)
