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
from functools import lru_cache

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


_WORDS = {
    script: re.compile(
        _joined(f"{_OPENING}[{letters}0-9]+(?:['\u2019.,][{letters}0-9]+)*{_CLOSING}|{_FIGURES}")
    )
    for script, letters in LETTERS.items()
}
"""Words of each alphabet within which no line breaks, and before and after which one may."""

_NEUTRAL = re.compile(f"{_joined(_FIGURES)}|[-\u2013\u2014]")
"""Words of every alphabet."""

_QUOTE_BEFORE_BRACKET = re.compile('["\u00bb\u201d\u201c] \\(')
"""A blank at which no line breaks."""

_MOST_TEXTS = 60_000
_MOST_WORDS = 40_000
_FARTHEST_LEAN = 0.3
"""em"""


class _Paragraph(Struct, frozen=True):
    """Of each word: its letters, its advance, and the advance with the lean of its last letter, in
    units of the face. joints: of a dash, the advance of the word before it with the blank between
    them, which go to the next line with it; of other words 0."""

    words: tuple[str, ...]
    advances: tuple[int, ...]
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
        self._words: dict[str, tuple[str, int, float] | None] = {}
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
        blank = self._shaper.blank_units
        count = 0
        for paragraph in found:
            count += 1
            x = 0
            each = zip(paragraph.advances, paragraph.reaches, paragraph.joints, strict=True)
            for advance, reach, joint in each:
                if x + reach > room:
                    if reach > room:
                        return None
                    count += 1
                    x = joint if joint + reach <= room else 0
                x += advance + blank
        return count

    def unbroken(self, text: str) -> tuple[float, ...] | None:
        """See `TextEngine.unbroken`."""
        found = self._paragraphs(text)
        if found is None:
            return None
        blank, em = self._shaper.blank_units, self._shaper.em
        return tuple(
            [
                (sum(one.advances[:-1]) + blank * (len(one.advances) - 1) + one.reaches[-1]) / em
                for one in found
            ]
        )

    def widest_word(self, text: str) -> float | None:
        """See `TextEngine.widest_word`."""
        found = self._paragraphs(text)
        if found is None:
            return None
        # As Qt has it, which gives room to a lean only at the end of a paragraph.
        return max([max(*one.advances, one.reaches[-1]) for one in found], default=0) / self._shaper.em

    def _fill(self, paragraph: _Paragraph, room: float, lines: list[TextLine]) -> bool:
        """Add the lines of a paragraph; False if a word is wider than the room."""
        words, reaches = paragraph.words, paragraph.reaches
        blank, em = self._shaper.blank_units, self._shaper.em
        first = x = 0
        ends = 0.0
        for number, advance in enumerate(paragraph.advances):
            reach = reaches[number]
            if x + reach > room:
                if reach > room:
                    return False
                start, joint = number, paragraph.joints[number]
                if joint and joint + reach <= room:
                    start -= 1
                    ends = x - joint - blank - paragraph.advances[start - 1] + reaches[start - 1]
                lines.append(TextLine(" ".join(words[first:start]) + " ", ends / em))
                first, x = start, joint if start < number else 0
            ends = x + reach
            x += advance + blank
        lines.append(TextLine(" ".join(words[first:]), ends / em))
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
        words = tuple(line.split(" "))
        script = ""
        advances, reaches = [], []
        for word in words:
            found = self._words[word] if word in self._words else self._learn(word)
            if found is None or not goes_on(script, found[0], word):
                return None
            script = found[0] or script
            advances.append(found[1])
            reaches.append(found[2])
        joints = [0] * len(words)
        for number in range(1, len(words)):
            if words[number] in DASHES and words[number - 1] not in DASHES:
                joints[number] = advances[number - 1] + self._shaper.blank_units
        return _Paragraph(words, tuple(advances), tuple(reaches), tuple(joints))

    def _learn(self, word: str) -> tuple[str, int, float] | None:
        """Script ("" for any), advance and reach of a word, remembered."""
        if len(self._words) >= _MOST_WORDS:
            self._words.clear()
        if _NEUTRAL.fullmatch(word):
            each = {self._measure(script, word) for script in self._scripts}
            found = ("", *each.pop()) if len(each) == 1 and None not in each else None  # type: ignore[misc]
        else:
            script = next((name for name in self._scripts if _WORDS[name].fullmatch(word)), "")
            size = self._measure(script, word) if script else None
            found = (script, *size) if size else None
        self._words[word] = found
        return found

    def _measure(self, script: str, word: str) -> tuple[int, float] | None:
        """Advance and reach."""
        shape = self._shaper.shape(script, word)
        if shape is None:
            return None
        advance, last = round(shape.advance * self._shaper.em), shape.glyphs[-1]
        if last not in self._leans:
            natural = self._natural(word)
            if natural is None:
                lean = self._shaper.lean(last, self._units)
            else:
                lean = natural * self._units - advance
            # Another one means that Qt sets the word in another face than we know.
            self._leans[last] = lean if 0 <= lean < _FARTHEST_LEAN * self._shaper.em else None
        lean_of_last = self._leans[last]
        return None if lean_of_last is None else (advance, advance + lean_of_last)
