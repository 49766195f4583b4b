"""Glyph runs as PDF text operators."""

from functools import lru_cache

from cjmdesk.paint.pdf_fonts import EmbeddedFace, WrittenWord
from cjmdesk.text.engine import GlyphRun, Run, WordRun, WordShape


def number(value: float) -> str:
    """Two decimals: at most 0.005 mm off."""
    return hundredths(round(value * 100))


@lru_cache(maxsize=1 << 16)
def hundredths(value: int) -> str:
    """So many hundredths. The same places come again: rows share their heights, cards their edges."""
    return f"{value / 100:.2f}".rstrip("0").rstrip(".") if value else "0"


_MOVED = 0.0005
"""em from which a glyph is moved: half of what a shift can say."""


def level(run: Run) -> bool:
    """Whether all glyphs stand on the baseline."""
    return isinstance(run, WordRun) or not any(run.ys)


def said(face: EmbeddedFace, run: Run) -> str:
    """What the glyphs of a run that was written say by themselves."""
    if isinstance(run, WordRun):
        words = face.words
        return " ".join([words[word].text for word in run.words])
    return "".join(map(face.texts.__getitem__, run.glyphs))


class TextPen:
    """Writes glyph runs into a text object.

    state: the graphics state known so far; origin: from where places are told; follows: whether the next
    glyph stands where a step to the next line leads.
    """

    def __init__(
        self, state: dict[str, str], pieces: list[str], size: float, origin: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        self.pieces = pieces
        self.follows = False
        self._state = state
        self._size = size
        self._left, self._top = origin

    def run(self, face: EmbeddedFace, run: Run, place: tuple[float, float]) -> None:
        """Glyphs one after another; moved only where kerning or marks put them elsewhere."""
        if isinstance(run, WordRun):
            self._words(face, run, place)
        else:
            self._glyphs(face, run, place)

    def _words(self, face: EmbeddedFace, run: WordRun, place: tuple[float, float]) -> None:
        """Word after word, each as it was written the first time: words recur, and so do letters."""
        known = face.words
        blank, drift_of_blank = face.blank(*run.blank)
        self._move(face.name, place, 0.0, 0.0)
        shown: list[str] = []
        moved, drift = False, 0.0
        for word in run.words:
            if shown:
                drift += drift_of_blank
                shown.append(blank)
            written = known.get(word) or _written(face, word)
            shown.append(written.codes)
            moved = moved or written.moved
            drift += written.drift
            if not -_MOVED < drift < _MOVED:
                shift = round(drift * 1000)
                shown.append(f"){-shift}(")
                moved = True
                drift -= shift / 1000
        self._show(shown, moved)

    def _glyphs(self, face: EmbeddedFace, run: GlyphRun, place: tuple[float, float]) -> None:
        codes, widths, tails = face.codes, face.widths, face.tails
        resource, raised, pen, moved = "", 0.0, 0.0, False
        shown: list[str] = []
        for glyph, x, y in zip(run.glyphs, run.xs, run.ys, strict=True):
            owner, code = codes.get(glyph) or face.add(glyph)
            if owner != resource or y != raised or not shown:
                self._show(shown, moved)
                self._move(owner, place, x, y)
                resource, raised, pen, moved = owner, y, x, False
            elif not -_MOVED < x - pen < _MOVED:
                shift = round((x - pen) * 1000)
                shown.append(f"){-shift}(")
                moved = True
                pen += shift / 1000
            shown += tails.get(glyph, ())
            shown.append(code)
            pen += widths[glyph]
        self._show(shown, moved)

    def _show(self, shown: list[str], moved: bool) -> None:
        if shown:
            codes = "".join(shown)
            self.pieces.append(f"[({codes})]TJ" if moved else f"({codes})Tj")
            shown.clear()

    def _move(self, owner: str, place: tuple[float, float], x: float, y: float) -> None:
        font = f"/{owner} {self._size:.4g} Tf"
        if self._state.get("font") != font:
            self._state["font"] = font
            self.pieces.append(font)
        if self.follows and x == 0 and y == 0:
            self.pieces.append("T*")
        else:
            left = place[0] + x * self._size - self._left
            baseline = place[1] + y * self._size - self._top
            self.pieces.append(f"1 0 0 -1 {number(left)} {number(baseline)} Tm")
        self.follows = False


def _written(face: EmbeddedFace, word: WordShape) -> WrittenWord:
    """A word in a string of the page's content, remembered."""
    pen, moved = 0.0, False
    shown: list[str] = []
    for glyph, x in zip(word.glyphs, word.xs, strict=True):
        code = (face.codes.get(glyph) or face.add(glyph))[1]
        if not -_MOVED < x - pen < _MOVED:
            shift = round((x - pen) * 1000)
            shown.append(f"){-shift}(")
            moved = True
            pen += shift / 1000
        shown.append(code)
        pen += face.widths[glyph]
    text = "".join(map(face.texts.__getitem__, word.glyphs))
    made = face.words[word] = WrittenWord("".join(shown), moved, word.advance - pen, text)
    return made
