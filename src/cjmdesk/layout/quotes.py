"""Words at emotion points: broken into lines, measured and drawn."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from cjmdesk.layout.balance import RAGGED, balanced
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import SceneItem, Text
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.text.engine import BOLD, ITALIC, TextBlock, room_for_words

SIZE = 0.92
"""Size of quotes, em."""

_WIDTHS = (11.0, 8.0, 14.0, 6.0)
"""Widths that are tried for a quote, em, the best first."""

_LONG_WORD = 12.0
"""em: a word up to that stands whole, though its column be narrower."""

_MARKS = {
    "pl": ("„", "”"),
    "de": ("„", "“"),
    "cs": ("„", "“"),
    "ru": ("«", "»"),
    "uk": ("«", "»"),
    "fr": ("«\u202f", "\u202f»"),
    "ar": ("«", "»"),
    "fa": ("«", "»"),
    "ja": ("「", "」"),
    "zh": ("「", "」"),
}
_ANY_MARK = "\"“”„«»「『'‘’‚‹›"


class Words(Struct, frozen=True):
    """The blocks of a point's words, one below the other, at one width. width, height: mm; size: em of
    their type."""

    blocks: tuple[TextBlock, ...]
    width: float
    height: float
    size: float


def quoted(text: str, language: str) -> str:
    """`text` between the language's quotation marks, unless it brings its own."""
    stripped = text.strip()
    if not stripped or stripped[0] in _ANY_MARK or stripped[-1] in _ANY_MARK:
        return stripped
    before, after = _MARKS.get(language[:2].lower(), ("“", "”"))
    return f"{before}{stripped}{after}"


def has_words(point: EmotionPoint) -> bool:
    """Whether anything is written at the point."""
    return bool(point.quote.strip() or point.feeling.strip())


def words_at(context: LayoutContext, point: EmotionPoint, width: float, size: float = SIZE) -> Words:
    """Feeling (bold) above quote (italic), broken at `width` mm. size: em of their type."""
    blocks, share = [], context.sized(size)
    if point.feeling.strip():
        feeling = context.wrap(point.feeling.strip(), BOLD, width, share)
        blocks.append(balanced(context, feeling, RAGGED))
    if point.quote.strip():
        quote = context.wrap(quoted(point.quote, context.language), ITALIC, width, share)
        blocks.append(balanced(context, quote, RAGGED))
    unit = context.em * share
    return Words(
        tuple(blocks),
        max((block.width * unit for block in blocks), default=0.0),
        sum(block.height * unit for block in blocks),
        share,
    )


def widest_of(context: LayoutContext, points: Iterable[EmotionPoint]) -> float:
    """em that the widest word at the points needs, in type of one em."""
    styled = (
        pair
        for point in points
        for pair in ((point.feeling, BOLD), (quoted(point.quote, context.language), ITALIC))
    )
    return max((room_for_words(context.engine, text, style) for text, style in styled), default=0.0)


def forms_of(context: LayoutContext, point: EmotionPoint, room: float) -> tuple[Words, ...]:
    """The shapes in which a point's words may be set, the best first; none wider than `room` mm but for
    a long word, and none that breaks an ordinary word."""
    word = widest_of(context, (point,)) * context.sized(SIZE) * context.em + 0.01
    most = max(room, min(word, _LONG_WORD * context.em))
    widths = (min(max(limit * context.em, word), most) for limit in _WIDTHS)
    return tuple(dict.fromkeys(words_at(context, point, width) for width in widths))


def draw_words(
    context: LayoutContext, item: str, words: Words, x: float, y: float, colour: str, *, centred: bool
) -> Iterator[SceneItem]:
    """The words with the top left of their box at x, y. colour: of the feeling."""
    size = context.em * words.size
    for block in words.blocks:
        yield Text(
            item,
            x,
            y,
            words.width,
            block,
            size,
            colour if block.style == BOLD else context.palette.ink,
            "center" if centred else "left",
        )
        y += block.height * size
