"""Line breaking of plain words without Qt: the same lines, many times faster.

Qt needs some 25 µs to lay out a text, at each width anew, and the search for a poster's type tries
several widths for each of thousands of texts. A text of plain words in one alphabet needs no more
than the words' advances, and words recur. It is exact because such texts break at blanks and nowhere
else, because Qt's advances at its size are whole units of the face, and because the bundled faces
kern nothing against the blank. Every other text goes to Qt. Both keep dashes with the word before
them, see `prepare.DASHES`.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from cjmdesk.i18n import NO_BREAK
from cjmdesk.text.engine import TextBlock, TextLine, TextStyle
from cjmdesk.text.prepare import DASHES, paragraphs
from cjmdesk.text.words import LETTERS, WordShaper, goes_on

_CLOSING = '[.,;:!?)"\u00bb\u201d\u201c\u2026]*'
_OPENING = '[("\u00ab\u201c\u201e]?'
_FIGURES = f"{_OPENING}[0-9]+(?:[.,:/][0-9]+)*%?{_CLOSING}|%{_CLOSING}|\u00b7"
"""Numbers, shares and times, and the dot between two things that are said."""


def _joined(piece: str) -> str:
    """Such pieces, several of them with blanks between at which no line breaks."""
    return f"(?:{piece})(?:{NO_BREAK}(?:{piece}))*"


@cache
def _words(script: str) -> re.Pattern[str]:
    """Words of an alphabet within which no line breaks, and before and after which one may. Made when first
    asked for: of most alphabets no text of a map is."""
    letters = f"[{LETTERS[script]}0-9]+"
    return re.compile(_joined(f"{_OPENING}{letters}(?:['\u2019.,]{letters})*{_CLOSING}|{_FIGURES}"))


@cache
def _compounds(script: str) -> re.Pattern[str]:
    """Words that a line may break behind a hyphen of: not before a figure."""
    letters = LETTERS[script]
    return re.compile(f"{_OPENING}[{letters}0-9]+(?:-[{letters}]+)+{_CLOSING}")


_NEUTRAL = re.compile(f"{_joined(_FIGURES)}|[-\u2013\u2014]")
"""Words of every alphabet."""

_QUOTE_BEFORE_BRACKET = re.compile('["\u00bb\u201d\u201c] \\(')
"""A blank at which no line breaks."""

_MOST_TEXTS = 60_000
_MOST_WORDS = 40_000
_FARTHEST_LEAN = 0.3
"""em"""


class _Word(Struct, frozen=True):
    """What no line breaks within, in units of the face. reach: the advance with the lean of its last
    letter."""

    text: str
    advance: int
    reach: float


class _Paragraph(Struct, frozen=True):
    """Of each word: its letters with the blank that follows, its advance, that to where the next one begins,
    and the advance with the lean of its last letter, in units of the face. joints: of a dash, the step of
    the word before it, which goes to the next line with it; of other words 0."""

    words: tuple[str, ...]
    advances: tuple[int, ...]
    steps: tuple[int, ...]
    reaches: tuple[float, ...]
    joints: tuple[int, ...]


class PlainBreaker:
    """Breaks texts of one face. shaper: of that face.

    natural: pixels that Qt's line of one word takes, the lean of its last letter included, in type
    of `pixels` an em; it gives None where Qt need not be asked, since the face's file says the same.
    scripts: that are set here, of `LETTERS`. Where a method gives None, the text is Qt's business.
    """

    def __init__(
        self,
        style: TextStyle,
        shaper: WordShaper,
        natural: Callable[[str], float | None],
        pixels: float,
        scripts: Sequence[str] = tuple(LETTERS),
    ) -> None:
        self._scripts = tuple(scripts)
        self._style, self._shaper, self._natural = style, shaper, natural
        self._units = shaper.em / pixels
        self._leans: dict[int, float | None] = {}
        self._words: dict[str, tuple[str, tuple[_Word, ...]] | None] = {}
        self._paragraphs = lru_cache(maxsize=_MOST_TEXTS)(self._read)

    def wrap(self, text: str, width: float, pixels: float) -> TextBlock | None:
        """See `TextEngine.wrap`. pixels: the width as Qt holds it."""
        found = self._paragraphs(text)
        if found is None:
            return None
        room = pixels * self._units
        lines: list[TextLine] = []
        for paragraph in found:
            if not self._fill(paragraph, room, lines):
                return None
        widest = max([line.width for line in lines], default=0.0)
        return TextBlock(text, self._style, width, tuple(lines), widest)

    def line_count(self, text: str, pixels: float) -> int | None:
        """The number of lines that `wrap` gives."""
        found = self._paragraphs(text)
        if found is None:
            return None
        room = pixels * self._units
        count = 0
        for paragraph in found:
            count += 1
            x = 0
            for step, reach, joint in zip(paragraph.steps, paragraph.reaches, paragraph.joints, strict=True):
                if x + reach > room:
                    if reach > room:
                        return None
                    count += 1
                    x = joint if joint + reach <= room else 0
                x += step
        return count

    def unbroken(self, text: str) -> tuple[float, ...] | None:
        """See `TextEngine.unbroken`."""
        found = self._paragraphs(text)
        if found is None:
            return None
        return tuple([(sum(one.steps[:-1]) + one.reaches[-1]) / self._shaper.em for one in found])

    def widest_word(self, text: str) -> float | None:
        """See `TextEngine.widest_word`."""
        found = self._paragraphs(text)
        if found is None:
            return None
        # As Qt has it, which gives room to a lean only at the end of a paragraph.
        return max([max(*one.advances, one.reaches[-1]) for one in found], default=0) / self._shaper.em

    def _fill(self, paragraph: _Paragraph, room: float, lines: list[TextLine]) -> bool:
        """Add the lines of a paragraph; False if a word is wider than the room."""
        words, steps, reaches, em = paragraph.words, paragraph.steps, paragraph.reaches, self._shaper.em
        first = x = 0
        ends = 0.0
        for number, reach in enumerate(reaches):
            if x + reach > room:
                if reach > room:
                    return False
                start, joint = number, paragraph.joints[number]
                if joint and joint + reach <= room:
                    start -= 1
                    ends = x - joint - steps[start - 1] + reaches[start - 1]
                lines.append(TextLine("".join(words[first:start]), ends / em))
                first, x = start, joint if start < number else 0
            ends = x + reach
            x += steps[number]
        lines.append(TextLine("".join(words[first:]), ends / em))
        return True

    def _read(self, text: str) -> tuple[_Paragraph, ...] | None:
        found = []
        for line in paragraphs(text):
            paragraph = self._read_paragraph(line)
            if paragraph is None:
                return None
            found.append(paragraph)
        return tuple(found)

    def _read_paragraph(self, line: str) -> _Paragraph | None:
        if " (" in line and _QUOTE_BEFORE_BRACKET.search(line):
            return None
        script, blank = "", self._shaper.blank_units
        words: list[str] = []
        advances: list[int] = []
        steps: list[int] = []
        reaches: list[float] = []
        joints: list[int] = []
        pieces = 0
        for word in line.split(" "):
            found = self._words[word] if word in self._words else self._learn(word)
            if found is None or not goes_on(script, found[0], word):
                return None
            script = found[0] or script
            dash = word in DASHES
            if dash and pieces > 1:
                return None  # of a compound, only the last piece goes with the dash, or all of it
            joints.append(steps[-1] if dash and words and words[-1][:-1] not in DASHES else 0)
            pieces = len(found[1])
            joints += [0] * (pieces - 1)
            for piece in found[1]:
                words.append(piece.text)
                advances.append(piece.advance)
                steps.append(piece.advance)
                reaches.append(piece.reach)
            words[-1] += " "
            steps[-1] += blank
        words[-1] = words[-1][:-1]
        return _Paragraph(tuple(words), tuple(advances), tuple(steps), tuple(reaches), tuple(joints))

    def _learn(self, word: str) -> tuple[str, tuple[_Word, ...]] | None:
        """Script ("" for any) and pieces of a word, remembered."""
        if len(self._words) >= _MOST_WORDS:
            self._words.clear()
        found: tuple[str, tuple[_Word, ...]] | None = None
        if _NEUTRAL.fullmatch(word):
            each = {self._measure(script, word) for script in self._scripts}
            one = each.pop() if len(each) == 1 else None
            found = ("", (one,)) if one is not None else None
        else:
            for script in self._scripts:
                if _words(script).fullmatch(word):
                    one = self._measure(script, word)
                    found = (script, (one,)) if one is not None else None
                    break
                if _compounds(script).fullmatch(word):
                    pieces = self._measure_compound(script, word)
                    found = (script, pieces) if pieces is not None else None
                    break
        self._words[word] = found
        return found

    def _measure(self, script: str, word: str) -> _Word | None:
        shape = self._shaper.shape(script, word)
        if shape is None:
            return None
        advance = round(shape.advance * self._shaper.em)
        lean = self._lean(shape.glyphs[-1], word, advance)
        return None if lean is None else _Word(word, advance, advance + lean)

    def _measure_compound(self, script: str, word: str) -> tuple[_Word, ...] | None:
        """Its pieces, each with its hyphen: shaped as one, as they kern with one another also where a line
        breaks between them."""
        shape = self._shaper.shape(script, word)
        hyphen = self._measure(script, "-")
        alone = self._shaper.shape(script, "-")
        if shape is None or hyphen is None or alone is None:
            return None
        texts = word.split("-")
        starts = [0.0, *[shape.xs[n + 1] for n, glyph in enumerate(shape.glyphs) if glyph == alone.glyphs[0]]]
        lean = self._lean(shape.glyphs[-1], word, round(shape.advance * self._shaper.em))
        if len(starts) != len(texts) or lean is None:
            return None
        ends = [*starts[1:], shape.advance]
        leans = [hyphen.reach - hyphen.advance] * (len(texts) - 1) + [lean]
        found = []
        for number, text in enumerate(texts):
            advance = round((ends[number] - starts[number]) * self._shaper.em)
            found.append(
                _Word(text if number == len(texts) - 1 else f"{text}-", advance, advance + leans[number])
            )
        return tuple(found)

    def _lean(self, glyph: int, word: str, advance: int) -> float | None:
        """Of the last glyph of a word that has this advance, units; None if Qt sets it in another face."""
        if glyph not in self._leans:
            natural = self._natural(word)
            if natural is None:
                lean = self._shaper.lean(glyph, self._units)
            else:
                lean = natural * self._units - advance
            # Another one means that Qt sets the word in another face than we know.
            self._leans[glyph] = lean if 0 <= lean < _FARTHEST_LEAN * self._shaper.em else None
        return self._leans[glyph]
