"""Where the text of a note stands on the Scene, so that it can be edited there."""

from cjmdesk.layout.cards import BAR, PAD_X, PAD_Y
from cjmdesk.layout.cells import COLUMN_GAP, GAP, PAD, card_columns
from cjmdesk.layout.scene import CardBox, CellBox, Part, Scene, Text
from cjmdesk.text.engine import ITALIC
from cjmdesk.ui.canvas.editor import Frame

PAPER = "#FFFFFF"
_QUOTE_WIDTH = 12.0


def card_frame(scene: Scene, id: str, em: float) -> Frame | None:
    """The frame of a card's text, em: mm of card text; None if the card is not shown."""
    for part in scene.parts:
        box = next((item for item in part.items if isinstance(item, CardBox) and item.item == id), None)
        if box is None:
            continue
        for item in part.items:
            if isinstance(item, Text) and item.item == id and item.size == em:
                width = item.block.wrap_width * em
                return Frame(part.x + item.x, part.y + item.y, width, em, box.fill)
        inside = max(box.width - (BAR + 2 * PAD_X) * em, em)
        left = (PAD_X if box.bar_at_right else BAR + PAD_X) * em
        return Frame(part.x + box.x + left, part.y + box.y + PAD_Y * em, inside, em, box.fill)
    return None


def new_frame(scene: Scene, cell: CellBox, em: float, ground: str) -> Frame:
    """The frame of a card that is about to be written below the last one of a cell."""
    boxes = [
        (part, item)
        for part in scene.parts
        if part.key == cell.key
        for item in part.items
        if isinstance(item, CardBox)
    ]
    count, width = card_columns(cell.width, em, len(boxes) + 1)
    left = PAD * em + (len(boxes) % count) * (width + COLUMN_GAP * em)
    bottoms = [
        part.y + item.y + item.height
        for part, item in boxes
        if abs(part.x + item.x - (cell.x + left)) < 0.5 * width
    ]
    top = max(bottoms) + GAP * em if bottoms else cell.y + PAD * em
    inside = max(width - (BAR + 2 * PAD_X) * em, em)
    return Frame(cell.x + left + (BAR + PAD_X) * em, top + PAD_Y * em, inside, em, ground)


def point_frame(scene: Scene, id: str, cell: CellBox, em: float) -> Frame:
    """The frame of the words at an emotion point: where they stand, else in the middle of the cell."""
    width = min(_QUOTE_WIDTH * em, max(cell.width - em, em))
    found = _words_of(scene, id)
    if found is not None:
        part, text = found
        x = part.x + text.x + (text.width - width) / 2
        return Frame(max(x, cell.x), part.y + text.y, width, text.size, PAPER, ITALIC)
    return Frame(cell.x + (cell.width - width) / 2, cell.y + 0.6 * cell.height, width, em, PAPER, ITALIC)


def _words_of(scene: Scene, id: str) -> tuple[Part, Text] | None:
    """The quote of a point, which is the last of its texts."""
    texts = [(part, text) for part, text in scene.texts() if text.item == id]
    return texts[-1] if texts else None
