"""Even lines: a text keeps its number of lines, but no last word is left alone on one of them."""

import re
from collections.abc import Sequence

from cjmdesk.layout.context import LayoutContext
from cjmdesk.text.engine import TextBlock, TextLine

ALONE = 0.34
"""A last line shorter than this part of the longest looks forgotten, in text set from one edge…"""

RAGGED = 0.66
"""…and shorter than this in centred text, where both ends show."""

_SLACK = (1.04, 1.14, 1.26, 1.4)
"""Widths that are tried, of the even one: words do not divide evenly."""


_FEW = 2
"""Signs of a script without blanks: that few alone on a line look forgotten; more may be a word."""

_FIRST_EAST_ASIAN = "\u2e80"

_PHRASE = re.compile(
    r"(?<=[ぁ-ゖ])(?<![おご])(?=[一-鿿ァ-ヺA-Za-z])"  # after a particle or an ending
    r"|(?<=[一-鿿])(?=[ァ-ヺA-Za-z])|(?<=[A-Za-z])(?=[一-鿿ァ-ヺ])"
)
"""Where a word of Japanese begins, as far as its letters tell. お and ご open the word behind them."""

_KANA = re.compile(r"[ぁ-ゖァ-ヺ]")


def _within_a_word(lines: Sequence[TextLine]) -> bool:
    """Whether the last break is one of those that Chinese and Japanese allow between any signs."""
    return lines[-2].text[-1:] >= _FIRST_EAST_ASIAN


def _hyphens(block: TextBlock) -> int:
    """Lines that end in the middle of a joined word, as "X-" and "ray" do."""
    return sum(line.text.rstrip().endswith(("-", "/")) for line in block.lines)


def balanced(context: LayoutContext, block: TextBlock, least: float = ALONE) -> TextBlock:
    """`block`, or the same text broken narrower where its last line is shorter than `least` of its
    longest; as many lines, all within the width it had. Texts of several paragraphs stay.
    """
    lines = block.lines
    phrased = _at_a_phrase(context, block)
    if phrased is not None:
        return phrased
    if len(lines) < 2 or lines[-1].width >= least * block.width or "\n" in block.text:
        return block
    if _within_a_word(lines) and len(lines[-1].text) > _FEW:
        return block
    word = context.engine.widest_word(block.text, block.style)
    if word > block.wrap_width:
        return block
    even = sum(line.width for line in lines) / len(lines)
    for slack in _SLACK:
        width = max(even * slack, word)
        if width >= block.width:
            break
        found = context.engine.wrap(block.text, block.style, width)
        better = found.lines[-1].width > lines[-1].width and _hyphens(found) <= _hyphens(block)
        if len(found.lines) == len(lines) and better:
            return found
    return block


def _at_a_phrase(context: LayoutContext, block: TextBlock) -> TextBlock | None:
    """Two lines of Japanese, broken where a word begins instead of within one; None for any other
    text, and where no such place leaves two lines of fair length."""
    if len(block.lines) != 2 or not _within_a_word(block.lines) or not _KANA.search(block.text):
        return None
    first = block.lines[0].text
    if not first[-1:].isalpha() or "\n" in block.text or not block.text.startswith(first):
        return None
    places = [match.start() for match in _PHRASE.finditer(block.text)]
    if len(first) in places:
        return None
    whole = sum(line.width for line in block.lines)
    fair = [place for place in places if 0.25 <= place / len(block.text) <= 0.75]
    for place in sorted(fair, key=lambda place: abs(2 * place - len(block.text))):
        width = context.engine.wrap(block.text[:place], block.style, float("inf")).width
        # Lines are filled from the first one on, so that only a shorter second one can be had.
        if whole - width <= width <= block.wrap_width:
            found = context.engine.wrap(block.text, block.style, width + 0.01)
            if len(found.lines) == 2 and len(found.lines[0].text) == place:
                return found
    return None
