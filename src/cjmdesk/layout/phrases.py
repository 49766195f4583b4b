"""Chinese and Japanese, written without blanks: lines that end where a word or a phrase does."""

import math
import re
from itertools import accumulate, pairwise

from cjmdesk.text.engine import TextBlock, TextEngine

FIRST_EAST_ASIAN = "\u2e80"
"""From this sign on lines may end between any two."""

# Patterns are compiled when the first such text comes: these are dear, and most maps have none.

_PAUSE = r"(?<=[、，。！？；：])(?=[^、，。！？；：」』）])|(?<=[^「『（])(?=[「『])"
"""Where a phrase of Chinese or Japanese ends, or what is said in quotes begins."""

_PHRASE = (
    _PAUSE + r"|(?<=[ぁ-ゖ])(?<![おご])(?=[一-鿿ァ-ヺA-Za-z])"  # after a particle or an ending
    r"|(?<=[一-鿿])(?=[ァ-ヺA-Za-z])|(?<=[A-Za-z])(?=[一-鿿ァ-ヺ])|(?<=[ァ-ヺー])(?=[一-鿿])"
)
"""Where a word of Japanese begins, as far as its letters tell. お and ご open the word behind them."""

_LINKS = "はがをにでとのへも"
_PARTICLES = (*_LINKS, "や", "て", "から", "まで", "より", "など", "だけ")
"""Ends of phrases."""

_LONGEST = 300
"""Signs of a text that is looked at so closely."""

_DOUBT = 0.5
"""Of an even line: by so much longer or shorter lines are no worse than an end that is not sure."""

_KANA = "[ぁ-ゖァ-ヺ]"
_HIRAGANA, _KATAKANA = "[ぁ-ゖ]", "[ァ-ヺー]"

_OPEN = "「『（(［["
_NO_BEGINNING = "、。，．・ー」』）)］]！？：；…々っゃゅょぁぃぅぇぉッャュョァィゥェォ!?,.:;"
"""Signs that no line ends with, or begins with."""


def places_of(text: str) -> list[int]:
    """Where words begin in Japanese, phrases in Chinese, as numbers of signs before them."""
    kind = _PHRASE if re.search(_KANA, text) else _PAUSE
    return [match.start() for match in re.finditer(kind, text)]


def at_phrases(engine: TextEngine, block: TextBlock) -> TextBlock | None:
    """`block` in as many lines, as even as can be, that end where words and phrases do as far as there is
    room for that; None for any other text, and where its lines are the best already.

    Lines are filled from the first one on, so that these are paragraphs of their own.
    """
    text, count = block.text, len(block.lines)
    if count < 2 or max(text) < FIRST_EAST_ASIAN:  # most texts, and this is quick
        return None
    ends = list(accumulate(len(line.text) for line in block.lines))[:-1]
    if len(text) > _LONGEST or "\n" in text or "".join(line.text for line in block.lines) != text:
        return None
    if not any(text[end - 1] >= FIRST_EAST_ASIAN and text[end - 1].isalpha() for end in ends):
        return None
    words = set(places_of(text))
    costs = {place: _cost(text, place, place in words) for place in range(1, len(text))}
    places = [place for place, cost in costs.items() if cost < math.inf]
    starts = (0, *places, len(text))
    pieces = [text[begin:end] for begin, end in pairwise(starts)]
    lengths = {piece: engine.wrap(piece, block.style, math.inf).width for piece in set(pieces)}
    lines = _shared_out(
        [lengths[piece] for piece in pieces],
        [*(costs[place] for place in places), 0.0],
        count,
        block.wrap_width,
    )
    if lines is None or [starts[begin] for begin, _end in lines[1:]] == ends:
        return None
    found = engine.wrap(
        "\n".join("".join(pieces[begin:end]) for begin, end in lines), block.style, block.wrap_width
    )
    return found if len(found.lines) == count else None


def _cost(text: str, place: int, word: bool) -> float:
    """How bad it is that a line ends before the sign at `place`: 0 at the end of a phrase, infinite where
    no line may end. word: whether a word begins there, as far as its letters tell."""
    before, after = text[place - 1], text[place]
    if before.isspace():
        return 0.0
    if max(before, after) < FIRST_EAST_ASIAN or before in _OPEN or after in _NO_BEGINNING or after.isspace():
        return math.inf
    if not before.isalpha() or (word and text[:place].endswith(_PARTICLES)):
        return 0.0
    # What ends in a kana that is no particle may be the first half of a verb, as 組み in 組み込む, and what
    # ends in another sign that of a compound.
    return 1.0 if word else _cost_within(before, after)


def _cost_within(before: str, after: str) -> float:
    """The same between two signs where no word is known to begin."""
    if re.match(_KATAKANA, before) and re.match(_KATAKANA, after):
        return 9.0
    if not re.match(_HIRAGANA, after):
        return 5.0
    if re.match(_HIRAGANA, before):
        return 2.0 if before in _LINKS else 5.0
    return 3.0 if after in _LINKS else 6.0  # the ending of a verb


def _shared_out(
    widths: list[float], costs: list[float], lines: int, room: float
) -> list[tuple[int, int]] | None:
    """Pieces of these widths in so many lines, the first and the one behind the last of each; None if
    that cannot be. costs: of a line that ends behind a piece. The way with the least of these, and with the
    least squares of what lines differ from even ones."""
    starts = list(accumulate(widths, initial=0.0))
    even = starts[-1] / lines
    doubt = (_DOUBT * even) ** 2
    # What the best way to set the first pieces in some lines costs, and where each of those begins.
    best: list[tuple[float, tuple[int, ...]]] = [(math.inf, ())] * len(starts)
    best[0] = (0.0, ())
    for _line in range(lines):
        after: list[tuple[float, tuple[int, ...]]] = [(math.inf, ())] * len(starts)
        for begin, (cost, way) in enumerate(best):
            if cost == math.inf:
                continue
            for end in range(begin + 1, len(starts)):
                width = starts[end] - starts[begin]
                if width > room:
                    break
                whole = cost + (width - even) ** 2 + costs[end - 1] * doubt
                if whole < after[end][0]:
                    after[end] = (whole, (*way, begin))
        best = after
    cost, way = best[-1]
    return None if cost == math.inf else list(pairwise((*way, len(widths))))
