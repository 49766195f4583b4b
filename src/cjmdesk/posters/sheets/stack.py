"""Notes of solutions stacked in a place of the matrix: as many beside each other as have room."""

from collections.abc import Sequence

from cjmdesk.analysis.rankings import RankedSolution
from cjmdesk.layout.balance import balanced
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.matrix import across
from cjmdesk.layout.scene import CardBox, SceneItem, Text
from cjmdesk.model.cards import SolutionCard
from cjmdesk.posters.sheets.ticks import tick
from cjmdesk.text.engine import LINE_PITCH, REGULAR

_NOTE = 10.5
"""em: notes stand beside each other in a place as soon as each has so much."""

_PAD, GAP, _BAR = 0.45, 0.35, 0.28
"""em: inside a note, between notes and around them, and the bar at its edge."""

_TICK = 1.1
"""em before the words of what is done, for its tick."""

_ORDINARY = 10.0
"""em: a longer word may be broken."""


def words_of(one: RankedSolution) -> str:
    """What a solution says; a dash where nothing is written."""
    return one.placed.card.text.strip() or "–"


def whole_words(context: LayoutContext, notes: Sequence[RankedSolution], width: float, em: float) -> bool:
    """Whether no ordinary word is broken on notes over `width` mm in type of `em` mm."""
    wide = _note_width(width, em, len(notes)) / em
    widest = (min(context.engine.widest_word(words_of(one), REGULAR), _ORDINARY) for one in notes)
    return all(word <= _room(one, wide) for word, one in zip(widest, notes, strict=True))


def stack_height(context: LayoutContext, notes: Sequence[RankedSolution], width: float, em: float) -> float:
    """mm of a place with its notes, and the gaps around them."""
    if not notes:
        return 0.0
    room = _note_width(width, em, len(notes))
    beside = across(width, _NOTE * em, len(notes))
    heights = [_note_height(context, one, room, em) for one in notes]
    rows = [max(heights[at : at + beside]) for at in range(0, len(heights), beside)]
    return sum(rows) + (len(rows) + 1) * GAP * em


def draw_stack(
    context: LayoutContext, notes: Sequence[RankedSolution], width: float
) -> tuple[tuple[SceneItem, ...], float, list[int]]:
    """Notes in rows over `width` mm: the items, the height, and which items are the words."""
    em, gap = context.em, GAP * context.em
    beside = across(width, _NOTE * em, len(notes))
    room = _note_width(width, em, len(notes))
    items: list[SceneItem] = []
    numbers: list[int] = []
    y = gap
    for start in range(0, len(notes), beside):
        row = notes[start : start + beside]
        tall = max(_note_height(context, one, room, em) for one in row)
        for column, one in enumerate(row):
            x = gap + column * (room + gap)
            numbers.append(len(items) + 1)
            items += _note(context, one, width - x - room if context.right_to_left else x, y, room, tall)
        y += tall + gap
    return tuple(items), y, numbers


def _note(
    context: LayoutContext, one: RankedSolution, x: float, y: float, width: float, tall: float
) -> list[SceneItem]:
    """Its frame, its words, and the tick of what is done."""
    em, palette, card = context.em, context.palette, one.placed.card
    ground, strong = palette.lane("solutions")
    mirrored = context.right_to_left
    frame = CardBox(
        card.id,
        x,
        y,
        width,
        tall,
        palette.page if palette.mode == "colour" else ground,
        strong,
        _BAR * em,
        0.25 * em,
        mirrored,
        palette.outline or strong,
        0.05 * em,
    )
    inside = _room(one, width / em) * em
    pad = _PAD * em
    left, top = x + (pad if mirrored else width - pad - inside), y + pad
    block = balanced(context, context.wrap(words_of(one), REGULAR, inside))
    if not _is_done(one):
        return [frame, Text(card.id, left, top, inside, block, em, palette.ink, context.align)]
    # As on the plan: what is done is ticked, and no longer as loud.
    side = 0.9 * em
    tick_x = left + inside + (_TICK * em - side) if mirrored else left - _TICK * em
    words = Text(card.id, left, top, inside, block, em, palette.small, context.align)
    return [frame, words, tick(card.id, tick_x, top + (LINE_PITCH * em - side) / 2, side, palette.small)]


def _note_width(width: float, em: float, count: int) -> float:
    beside = across(width, _NOTE * em, count)
    return (width - (beside + 1) * GAP * em) / beside


def _note_height(context: LayoutContext, one: RankedSolution, width: float, em: float) -> float:
    room = max(_room(one, width / em), 1.0)
    return (context.engine.line_count(words_of(one), REGULAR, room) * LINE_PITCH + 2 * _PAD) * em


def _room(one: RankedSolution, width: float) -> float:
    """em for the words of a note `width` em wide."""
    return width - 2 * _PAD - _BAR - (_TICK if _is_done(one) else 0.0)


def _is_done(one: RankedSolution) -> bool:
    card = one.placed.card
    return isinstance(card, SolutionCard) and card.status == "done"
