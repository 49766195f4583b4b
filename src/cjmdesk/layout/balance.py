"""Even lines: a text keeps its number of lines, but no last word is left alone on one of them."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from cjmdesk.i18n import COUNTED, NO_BREAK, SIGN, tied
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.phrases import FIRST_EAST_ASIAN, at_phrases, places_of
from cjmdesk.text.engine import TextBlock, TextEngine, TextLine, room_for_words

BETWEEN_FACTS = f"{NO_BREAK}· "
"""Stands between facts of one text. No line begins with it, and `balanced` takes the dot from where a
line would end with it."""

ALONE = 0.34
"""A last line shorter than this part of the longest looks forgotten, in text set from one edge…"""

RAGGED = 0.66
"""…and shorter than this in centred text, where both ends show."""

_SLACK = (1.04, 1.14, 1.26, 1.4)
"""Widths that are tried, of the even one: words do not divide evenly."""


_FEW = 2
"""Signs of a script without blanks: that few alone on a line look forgotten; more may be a word."""

_LEAN_ON_NEXT = frozenset(("be", "bg", "cs", "en", "mk", "pl", "ru", "sk", "sr", "uk"))
"""Languages in which a word of one letter (“w”, “и”, “a”) is read with the next one; in most of them a
line that ends in it is a fault of setting."""

_HANGING = re.compile(r"(?:^|\s)[^\w\s]*[^\W\d_] *$")

_FIGURE = re.compile(r"(?:^|\s)[\d.,]*\d *$")
_COUNTED = re.compile(COUNTED)
"""A line's end, and the next one's beginning, where a figure is parted from what it counts."""

_SIGN = re.compile(rf"(?:^|[\s(]){SIGN} *$")

_SHORT, _SHORT_JOINED = 2, 9
"""Letters of the second part, and of the whole, of a joined word that is not broken at its hyphen."""

_NARROWER = 3
"""Signs by which a text is narrowed at most, so that its last one is not alone."""


def _within_a_word(lines: Sequence[TextLine]) -> bool:
    """Whether the last break is one of those that Chinese and Japanese allow between any signs."""
    return lines[-2].text[-1:] >= FIRST_EAST_ASIAN


def _hyphens(block: TextBlock) -> int:
    """Lines that end in the middle of a joined word, as "X-" and "ray" do."""
    return sum(line.text.rstrip().endswith(("-", "/")) for line in block.lines)


def balanced(context: LayoutContext, block: TextBlock, least: float = ALONE) -> TextBlock:
    """`block`, or the same text broken narrower where its last line is shorter than `least` of its
    longest; as many lines, all within the width it had. Texts of several paragraphs stay.
    """
    if len(block.lines) < 2:
        return block
    found = _evened(context, block, least)
    if "-" in found.text:
        found = _with_joined_words(context.engine, found)
    return without_end_dots(context.engine, found) if BETWEEN_FACTS in found.text else found


def parts_short_word(line: str, after: str) -> bool:
    """Whether a line ends at the hyphen of a word that is too short to be parted there ("из-за", "X-ray",
    "19-й"), or has several of them ("step-by-step"), and the next one begins with the rest of it."""
    if not line.endswith("-") or not line[-2:-1].isalnum():  # a dash
        return False
    begun = line.rsplit(maxsplit=1)[-1]
    rest = next(iter(after.split(maxsplit=1)), "").rstrip(".,;:!?”»")
    if (begun + rest).count("-") > 1:
        return True
    return line[-2:-1].isdigit() or len(rest) <= _SHORT or len(begun + rest) <= _SHORT_JOINED


def _with_joined_words(engine: TextEngine, block: TextBlock) -> TextBlock:
    """`block` with a new line before a short joined word that was parted, where that takes no line more."""
    text, start = block.text, 0
    for line, after in pairwise(block.lines):
        found = text.find(line.text, start)
        end = found + len(line.text)
        blank = text.rfind(" ", found, end) if found >= 0 else -1
        if blank > found and parts_short_word(line.text.rstrip(), after.text):
            whole = engine.wrap(f"{text[:blank]}\n{text[blank + 1 :]}", block.style, block.wrap_width)
            if len(whole.lines) == len(block.lines):
                return _with_joined_words(engine, whole)
        start = max(end, start)
    return block


def without_end_dots(engine: TextEngine, block: TextBlock) -> TextBlock:
    """`block` with its lines as they are, but none with a dot between facts at its end."""
    text, place = block.text, 0
    for line in block.lines:
        place = text.find(line.text, place) + len(line.text)
        end = len(text[:place].rstrip())
        if text[:end].endswith(BETWEEN_FACTS.rstrip()):
            start = end - len(BETWEEN_FACTS.rstrip())
            rest = text[end:].lstrip(" ")
            text, place = f"{text[:start]}\n{rest}", start + 1
    return block if text == block.text else engine.wrap(text, block.style, block.wrap_width)


def _evened(context: LayoutContext, block: TextBlock, least: float) -> TextBlock:
    phrased = at_phrases(context.engine, block)
    if phrased is not None:
        return phrased
    even = _with_company(context, block, least)
    letters, counts = context.language[:2] in _LEAN_ON_NEXT and _hangs(even), _is_parted(even)
    for kept in dict.fromkeys(((letters, counts), (False, counts), (letters, False))):
        found = _tied(context, block, least, *kept) if any(kept) else None
        if found is not None:
            return found
    return even


def _with_company(context: LayoutContext, block: TextBlock, least: float) -> TextBlock:
    """`block` without a forgotten last line."""
    lines = block.lines
    if lines[-1].width >= least * block.width or "\n" in block.text:
        return block
    if _within_a_word(lines) and len(lines[-1].text) > _FEW:
        return block
    word = room_for_words(context.engine, block.text, block.style)
    if word > block.wrap_width:
        return block
    if _within_a_word(lines) and least <= ALONE:
        return _a_little_narrower(context, block, word)
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


def _a_little_narrower(context: LayoutContext, block: TextBlock, word: float) -> TextBlock:
    """Chinese or Japanese whose last signs stand alone, with others beside them: of the narrower ways
    to break it, the one that parts the fewest words, as far as that can be told. Even lines are the
    best of two; of more they would leave much of the width empty. word: em of the widest one."""
    even = sum(line.width for line in block.lines) / len(block.lines)
    signs = [block.width - signs + 0.01 for signs in range(1, _NARROWER + 1)]
    slack = [even * slack for slack in _SLACK]
    places = set(places_of(block.text))
    best, most = block, -1
    for width in slack + signs if len(block.lines) == 2 else signs + slack:
        found = context.engine.wrap(block.text, block.style, min(max(width, word), block.width))
        if len(found.lines) != len(block.lines) or len(found.lines[-1].text) <= _FEW:
            continue
        ends = accumulate(len(line.text) for line in found.lines[:-1])
        whole = sum(end in places for end in ends)
        if whole > most:
            best, most = found, whole
    return best


def _unblanked(block: TextBlock) -> int:
    """Lines that do not end at a blank: those of paragraphs' ends, of hyphens, and within words."""
    return sum(not line.text.endswith(" ") for line in block.lines)


def _hangs(block: TextBlock) -> bool:
    """Whether a line but the last one ends in a word of one letter."""
    texts = [line.text.rstrip(" ") for line in block.lines[:-1]]
    return any(not text[-2:-1].isalnum() and _HANGING.search(text) for text in texts)


def _is_parted(block: TextBlock) -> bool:
    """Whether a line ends in a figure, and the next one begins with what it counts; or in a sign of a
    figure, as "< 10 min" has."""
    for line, after in pairwise(block.lines):
        text = line.text.rstrip(" ")
        if text[-1:].isalpha():  # most lines, and this is quick
            continue
        if _SIGN.search(text) or (_FIGURE.search(text) and _COUNTED.match(after.text)):
            return True
    return False


def _tied(
    context: LayoutContext, block: TextBlock, least: float, letters: bool, counts: bool
) -> TextBlock | None:
    """`block` with its words of one letter tied to the next ones, and its figures to what they count;
    None where that would take a line more or break a word."""
    text = tied(block.text, last=False, letters=letters, counts=counts)
    found = context.engine.wrap(text, block.style, block.wrap_width)
    if len(found.lines) != len(block.lines) or _hyphens(found) > _hyphens(block):
        return None
    # Counted rather than measured: what the widest words need at the most is seldom needed.
    if _unblanked(found) > _unblanked(block):
        return None
    return _with_company(context, found, least)
