"""Chinese and Japanese, written without blanks: lines that end where a word or a phrase does."""

import math
import re
from itertools import accumulate, pairwise

from cjmdesk.text.engine import TextBlock, TextEngine

FIRST_EAST_ASIAN = "\u2e80"
"""From this sign on lines may end between any two."""

_PAUSE = re.compile(r"(?<=[、，。！？；：])(?=[^、，。！？；：」』）])|(?<=[^「『（])(?=[「『])")
"""Where a phrase of Chinese or Japanese ends, or what is said in quotes begins."""

_PHRASE = re.compile(
    _PAUSE.pattern + r"|(?<=[ぁ-ゖ])(?<![おご])(?=[一-鿿ァ-ヺA-Za-z])"  # after a particle or an ending
    r"|(?<=[一-鿿])(?=[ァ-ヺA-Za-z])|(?<=[A-Za-z])(?=[一-鿿ァ-ヺ])|(?<=[ァ-ヺー])(?=[一-鿿])"
)
"""Where a word of Japanese begins, as far as its letters tell. お and ご open the word behind them."""

_PARTICLES = (*"はがをにでとのへもやて", "から", "まで", "より", "など", "だけ")
"""Ends of phrases."""

_DOUBT = 0.5
"""Of an even line: by so much longer or shorter lines are no worse than an end that is not sure."""

_KANA = re.compile(r"[ぁ-ゖァ-ヺ]")


def places_of(text: str) -> list[int]:
    """Where words begin in Japanese, phrases in Chinese, as numbers of signs before them."""
    kind = _PHRASE if _KANA.search(text) else _PAUSE
    return [match.start() for match in kind.finditer(text)]


def at_phrases(engine: TextEngine, block: TextBlock) -> TextBlock | None:
    """`block` in as many lines, as even as can be, that all end where a word or a phrase does; None where
    they do so already, for any other text, and where some word has no room for that.

    Lines are filled from the first one on, so that these are paragraphs of their own.
    """
    text, count = block.text, len(block.lines)
    ends = list(accumulate(len(line.text) for line in block.lines))[:-1]
    if "\n" in text or "".join(line.text for line in block.lines) != text:
        return None
    if not any(text[end - 1] >= FIRST_EAST_ASIAN and text[end - 1].isalpha() for end in ends):
        return None
    places = sorted({*places_of(text), *(found.end() for found in _BLANKS.finditer(text))} - {0, len(text)})
    pieces = [text[begin:end] for begin, end in pairwise((0, *places, len(text)))]
    starts = (0, *places)
    widths = [engine.wrap(piece, block.style, math.inf).width for piece in pieces]
    sure = [_is_sure(piece) for piece in pieces]
    lines = _shared_out(widths, sure, count, block.wrap_width)
    if lines is None or [starts[begin] for begin, _end in lines[1:]] == ends:
        return None
    found = engine.wrap(
        "\n".join("".join(pieces[begin:end]) for begin, end in lines), block.style, block.wrap_width
    )
    return found if len(found.lines) == count else None


def _is_sure(piece: str) -> bool:
    """Whether a phrase surely ends with these signs: what ends in another kana may be the first half of a
    verb, as 組み in 組み込む, and what ends in another sign that of a compound."""
    return not piece[-1:].isalpha() or piece.endswith(_PARTICLES)


def _shared_out(
    widths: list[float], sure: list[bool], lines: int, room: float
) -> list[tuple[int, int]] | None:
    """Pieces of these widths in so many lines, the first and the one behind the last of each; None if
    that cannot be. The way with the least squares of what lines differ from even ones, and rather with
    ends that are sure."""
    starts = list(accumulate(widths, initial=0.0))
    even = starts[-1] / lines
    doubt = (_DOUBT * even) ** 2
    # What the best way to set the first pieces in some lines costs, and where the last of those begins.
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
                ends = 0.0 if sure[end - 1] or end == len(widths) else doubt
                after[end] = min(after[end], (cost + (width - even) ** 2 + ends, (*way, begin)))
        best = after
    cost, way = best[-1]
    return None if cost == math.inf else list(pairwise((*way, len(widths))))


_BLANKS = re.compile(r"\s+")
