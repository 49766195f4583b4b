"""Where the text of a note stands on the Scene, so that it can be edited there."""

from collections.abc import Sequence
from itertools import chain, pairwise

from cjmdesk.layout.cards import BAR, DOT_SPACE, ICON, ICON_GAP, PAD_X, PAD_Y, PICTURE_GAP
from cjmdesk.layout.cells import COLUMN_GAP, GAP, PAD, card_columns
from cjmdesk.layout.charts import BAR_ROW
from cjmdesk.layout.connectors import LABEL
from cjmdesk.layout.labels import LABEL_PAD, QUESTION
from cjmdesk.layout.scene import Box, CardBox, CellBox, Image, Part, Path, Scene, Text
from cjmdesk.text.engine import BOLD, ITALIC, LINE_PITCH, REGULAR
from cjmdesk.ui.canvas.editor import Frame
from cjmdesk.ui.sheet.boxes import bounds, card_in

PAPER = "#FFFFFF"
LABEL_PAPER = "#F6F6F2"
_QUOTE_WIDTH = 10.0
_EDGE = 0.3
"""em that the edge of a free text reaches beyond its lines: it stays off the lanes' labels."""


def card_frame(
    scene: Scene,
    id: str,
    em: float,
    cell: str = "",
    *,
    air: float = 1.0,
    icon: bool = False,
    evidence: bool = False,
    number: bool = False,
) -> Frame | None:
    """The frame of a card's text, em: mm of card text; None if the card is not shown.

    cell: the key of its cell; keys are not told apart where ids hold colons, so all are looked at if
    it is not there. The rest is asked where the card has no text yet. air: of the map. icon, evidence,
    number: whether the card shows an icon before its text, behind it how it is known, and above it a number;
    it will keep clear of them.
    """
    first = scene.part(cell)
    found = ((part, card_in(part, id)) for part in chain((first,) if first is not None else (), scene.parts))
    part, box = next(((part, box) for part, box in found if box is not None), (None, None))
    if part is None or box is None:
        return None
    for item in part.items:
        if item.item == id and isinstance(item, Text) and item.size == em:
            width = item.block.wrap_width * em
            return Frame(part.x + item.x, part.y + item.y, width, em, box.fill)
    before = (BAR + PAD_X + (ICON + ICON_GAP if icon else 0.0)) * em
    behind = (PAD_X + (DOT_SPACE if evidence else 0.0)) * em
    inside = max(box.width - before - behind, em)
    left = behind if box.bar_at_right else before
    above = _below_number(part, id, em) if number else _below_picture(part, id, em)
    top = box.y + PAD_Y * air * em if above is None else above
    return Frame(part.x + box.x + left, part.y + top, inside, em, box.fill)


def _below_picture(part: Part, id: str, em: float) -> float | None:
    """Where a card's words begin below its picture, mm in the part; None if it has none."""
    mine = (item for item in part.items if item.item == id and isinstance(item, Image))
    return next((item.y + item.height + PICTURE_GAP * em for item in mine), None)


def _below_number(part: Part, id: str, em: float) -> float | None:
    """Where a card's words begin below its number and bar, mm in the part; None if it shows none."""
    mine = [item for item in part.items if item.item == id]
    number = next((item for item in mine if isinstance(item, Text) and item.block.style == BOLD), None)
    if number is None:
        return None
    below = number.y + number.block.height * number.size
    barred = any(isinstance(item, Box) and below <= item.y < below + BAR_ROW * em for item in mine)
    return below + (BAR_ROW * em if barred else 0.0)


def new_frame(scene: Scene, cell: CellBox, em: float, ground: str, air: float = 1.0) -> Frame:
    """The frame of a card that is about to be written below the last one of a cell. air: of the map."""
    shown = scene.part(cell.key)
    boxes = [(shown, item) for item in shown.items if isinstance(item, CardBox)] if shown is not None else []
    count, width = card_columns(cell.width, em, len(boxes) + 1)
    left = PAD * em + (len(boxes) % count) * (width + COLUMN_GAP * em)
    bottoms = [
        part.y + item.y + item.height
        for part, item in boxes
        if abs(part.x + item.x - (cell.x + left)) < 0.5 * width
    ]
    top = max(bottoms) + GAP * air * em if bottoms else cell.y + PAD * air * em
    inside = max(width - (BAR + 2 * PAD_X) * em, em)
    x, y = cell.x + left + (BAR + PAD_X) * em, top + PAD_Y * air * em
    return Frame(x, y, inside, em, ground, begun=True)


def point_frame(scene: Scene, id: str, cell: CellBox, em: float) -> Frame:
    """The frame of the words at an emotion point: where they stand, else below or above its face,
    else in the middle of the cell."""
    width = min(_QUOTE_WIDTH * em, max(cell.width - em, em))
    found = _texts_of(scene, id) if id else ()  # what belongs to no item, as the footer, has no id
    if found:
        part, text = found[-1]
        x = max(part.x + text.x + (text.width - width) / 2, cell.x + _EDGE * em)
        return Frame(x, part.y + text.y, width, text.size, PAPER, ITALIC, free=True)
    mark = _mark_of(scene, id) if id else None
    if mark is None:
        middle = cell.x + (cell.width - width) / 2
        return Frame(middle, cell.y + 0.6 * cell.height, width, em, PAPER, ITALIC, free=True)
    left, top, right, bottom = mark
    edge = _EDGE * em
    x = max(min((left + right - width) / 2, cell.x + cell.width - width - edge), cell.x + edge)
    high = top - cell.y < cell.height / 2
    y = bottom + 0.5 * em if high else top - (0.5 + LINE_PITCH) * em
    return Frame(x, y, width, em, PAPER, ITALIC, free=True)


def feeling_frame(scene: Scene, id: str, cell: CellBox, em: float) -> Frame:
    """The frame of a point's feeling: where it stands, else above its quote or beside its face."""
    texts = _texts_of(scene, id)
    quote = point_frame(scene, id, cell, em)
    if len(texts) < 2:
        rise = LINE_PITCH * quote.size if texts else 0.0
        return Frame(quote.x, quote.y - rise, quote.width, quote.size, PAPER, BOLD, free=True)
    part, text = texts[0]
    x = max(part.x + text.x + (text.width - quote.width) / 2, cell.x + _EDGE * em)
    return Frame(x, part.y + text.y, quote.width, text.size, PAPER, BOLD, free=True)


def label_frame(scene: Scene, id: str, line: Sequence[tuple[float, float]], em: float) -> Frame | None:
    """The frame of a connector's label: where it stands, else about where it will.

    line: where the connector runs, mm. None if it is not shown.
    """
    texts = _texts_of(scene, id)
    if texts:
        part, text = texts[0]
        width = min(max(text.block.wrap_width * text.size, 6 * em), 14 * em)
        x = part.x + text.x + (text.width - width) / 2
        return Frame(x, part.y + text.y, width, text.size, PAPER, free=True)
    if len(line) < 2:
        return None
    width, size = 9 * em, LABEL * em
    runs = list(pairwise(line))
    if abs(line[1][1] - line[0][1]) > abs(line[1][0] - line[0][0]):  # on a rail, over the headers
        (x0, y), (x1, _y) = max(runs, key=lambda run: abs(run[1][0] - run[0][0]))
        return Frame((x0 + x1 - width) / 2, y - (LINE_PITCH + 0.6) * size, width, size, PAPER, free=True)
    upright = [run for run in runs if abs(run[1][1] - run[0][1]) > abs(run[1][0] - run[0][0])]
    (x, y0), (_x, y1) = next((run for run in upright if abs(run[1][1] - run[0][1]) > 0.5 * em), runs[0])
    x = min(x + 0.6 * em, scene.width - width)
    return Frame(x, max(y0, y1) - (LINE_PITCH + 0.5) * size, width, size, PAPER, free=True)


def scale_frame(scene: Scene, lane: str, field: str, words: str, em: float) -> Frame | None:
    """The frame of the words for an end of a scale (`high` or `low`), at a lane's label."""
    part = next((part for part in scene.parts if part.key == f"lane:{lane}"), None)
    if part is None:
        return None
    texts = [item for item in part.items if isinstance(item, Text)]
    size, pad = QUESTION * em, LABEL_PAD * em
    width = max(part.width - 2 * pad, em)
    # Layout may have tied a short word to the next one.
    same = [text for text in texts[1:] if words and text.block.text.split() == words.split()]
    if same:
        shown = same[0] if field == "high" else same[-1]
        return Frame(part.x + shown.x, part.y + shown.y, width, size, LABEL_PAPER, REGULAR)
    below = max((text.y + text.height for text in texts[:1]), default=0.0) + 0.15 * em
    y = below if field == "high" else part.height - 0.6 * em - LINE_PITCH * size
    return Frame(part.x + pad, part.y + y, width, size, LABEL_PAPER, REGULAR)


def _texts_of(scene: Scene, id: str) -> list[tuple[Part, Text]]:
    """The texts of an item; of a point its feeling, if it has both, and its quote."""
    return [(part, text) for part, text in scene.texts() if text.item == id]


def _mark_of(scene: Scene, id: str) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of a point's face or dot, mm on the Scene."""
    for part in scene.parts:
        if not part.key.startswith("curve:"):
            continue
        for item in part.items:
            if item.item == id and isinstance(item, Box | Path):
                left, top, right, bottom = bounds(item)
                return (left + part.x, top + part.y, right + part.x, bottom + part.y)
    return None
