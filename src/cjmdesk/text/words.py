"""Shaping of plain left-to-right lines word by word, far faster than asking Qt for positions.

Qt hands out glyph positions one Python object at a time. Lines in one alphabet of the bundled
family need no Qt at all: HarfBuzz, which Qt uses too, shapes each word once, and words recur. It
is exact because the bundled faces kern nothing against the blank.
"""

import math
import re
from pathlib import Path

from cjmdesk.text.engine import WordRun, WordShape

_COMMON = (
    " -@\\[-`{-~\xa0-\xa9\xab\xac\xae-\xb9\xbb-\xbf\xd7\xf7"
    "\u2010-\u2015\u2018-\u2022\u2026\u2030\u2039\u203a\u20a0-\u20bf\u2116\u2122"
)
LETTERS = {
    "Latn": "A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u024f\u1e00-\u1eff",
    "Cyrl": "\u0400-\u0481\u048a-\u052f",
    "Grek": "\u0370-\u0373\u0376-\u037d\u0386-\u03e1\u1f00-\u1fff",
}
"""Of each alphabet of the bundled family, by the name of its script, for brackets in a pattern."""

_ALPHABETS = {script: re.compile(f"[{_COMMON}{letters}]*") for script, letters in LETTERS.items()}
_MOST_WORDS = 40_000
_OVERHANG = 0.3
"""em that a line may be wider than its advances: the lean of its last letter."""

_NO_WORD = WordShape((), (), 0.0)


def _script_of(text: str) -> str | None:
    """The first script of whose letters and common signs a text is; None for no one."""
    return next((name for name, pattern in _ALPHABETS.items() if pattern.fullmatch(text)), None)


def _shaped_alone(text: str) -> list[tuple[str, str]] | None:
    """The words of a line, each after the script that it is shaped in; None where some cannot be shaped by
    themselves."""
    whole = _script_of(text)
    if whole is not None:
        return [(whole, word) for word in text.split(" ")]
    script, found = "", []
    for word in text.split(" "):
        if not script or not _ALPHABETS[script].fullmatch(word):
            now = _script_of(word)
            if now is None or not goes_on(script, now, word):
                return None
            script = now
        found.append((script, word))
    return found


def goes_on(before: str, script: str, word: str) -> bool:
    """Whether a word of one script can follow another on a line and be shaped alone. Empty for a word of
    any. Signs before its first letter belong to the script before them, and do not kern with it."""
    return not before or script in ("", before) or word[0].isalpha()


class WordShaper:
    """Lines of one face. path: its file. font: the face's key in the glyph runs it makes."""

    def __init__(self, path: Path, font: str) -> None:
        import uharfbuzz

        self._harfbuzz = uharfbuzz
        self._font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
        self.em: int = self._font.face.upem
        """Units of the face."""
        self._key = font
        self._words: dict[tuple[str, str], WordShape | None] = {}
        self._blank = self._font.get_nominal_glyph(32) or 0
        self.blank_units: int = self._font.get_glyph_h_advance(self._blank)
        """Advance of the blank between words, units of the face."""
        self._blank_advance = self.blank_units / self.em

    def line(self, text: str, width: float) -> tuple[WordRun, ...] | None:
        """The glyphs of one line, `width` em wide as Qt measured it; None if it is not plain.

        Not plain are lines with words in several alphabets, with characters the face lacks, or whose width
        differs from Qt's.
        """
        each = _shaped_alone(text)
        if each is None:
            return None
        words: list[WordShape] = []
        width_of_words = -self._blank_advance
        for script, word in each:
            shape = self.shape(script, word) if word else _NO_WORD
            if shape is None:
                return None
            words.append(shape)
            width_of_words += shape.advance + self._blank_advance
        if not -1e-6 <= width - width_of_words <= _OVERHANG:
            return None
        return (WordRun(self._key, tuple(words), (self._blank, self._blank_advance)),) if text else ()

    def lean(self, glyph: int, pixel: float) -> float:
        """Units by which a glyph's ink goes beyond its advance, as Qt has it where it draws with FreeType:
        it counts whole pixels, of `pixel` units each, rounding the ink up and the advance to the nearest."""
        extents = self._font.get_glyph_extents(glyph)
        right = extents.x_bearing + extents.width if extents is not None else 0
        advance = self._font.get_glyph_h_advance(glyph)
        pixels: int = math.ceil(right / pixel) - math.floor(advance / pixel + 0.5)
        return max(pixels, 0) * pixel

    def shape(self, script: str, word: str) -> WordShape | None:
        """Glyphs, their places and the advance, em, of a word in one of the scripts of `LETTERS`;
        None if the face has not got all its letters."""
        key = (script, word)
        return self._words[key] if key in self._words else self._shape(key)

    def _shape(self, key: tuple[str, str]) -> WordShape | None:
        script, word = key
        buffer = self._harfbuzz.Buffer()
        buffer.add_str(word)
        buffer.direction = "ltr"
        buffer.script = script
        buffer.language = "en"
        self._harfbuzz.shape(self._font, buffer)
        glyphs = tuple(info.codepoint for info in buffer.glyph_infos)
        offsets: list[float] = []
        x = 0
        plain = 0 not in glyphs
        for place in buffer.glyph_positions:
            offsets.append((x + place.x_offset) / self.em)
            plain = plain and place.y_offset == 0
            x += place.x_advance
        shape = WordShape(glyphs, tuple(offsets), x / self.em) if plain else None
        if len(self._words) >= _MOST_WORDS:
            self._words.clear()
        self._words[key] = shape
        return shape
