"""What every text engine answers, in em: sizes are chosen later, by layout.

One engine measures for screen and paper alike. All lengths are in em of the type size at hand, so
that a text wrapped once is right at every size and zoom.
"""

from itertools import chain
from typing import Literal, Protocol

from msgspec import Struct

LINE_PITCH = 1.362
"""Distance between baselines, em: ascent + descent of Noto Sans (1069 + 293 of 1000)."""

ASCENT = 1.069
"""From the top of a line to its baseline, em (Noto Sans)."""

CAP_HEIGHT = 0.714
"""Height of capitals, em (Noto Sans, OS/2 sCapHeight)."""


class TextStyle(Struct, frozen=True):
    """A face of the one type family."""

    bold: bool = False
    italic: bool = False


REGULAR = TextStyle()
BOLD = TextStyle(bold=True)
ITALIC = TextStyle(italic=True)


class TextLine(Struct, frozen=True):
    """One line as broken by the engine.

    text: its characters, without the line break that ended it. width: em, without trailing
    blanks. right_to_left: whether the paragraph it belongs to runs so (it then hugs the right).
    """

    text: str
    width: float
    right_to_left: bool = False


class TextBlock(Struct, frozen=True):
    """A text broken into lines. wrap_width: em it was given, infinite for unbroken lines."""

    text: str
    style: TextStyle
    wrap_width: float
    lines: tuple[TextLine, ...]
    width: float
    """Of the widest line, em."""

    @property
    def height(self) -> float:
        """em, from the top of the first line to the bottom of the last; 0 for an empty text."""
        return len(self.lines) * LINE_PITCH


class GlyphRun(Struct, frozen=True):
    """Glyphs of one font on one line, in visual order.

    font: key of the face (see `FontSource`). xs, ys: em from the line's left end and baseline,
    y down.
    """

    font: str
    glyphs: tuple[int, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]


class WordShape(Struct, frozen=True, eq=False):
    """The glyphs of a word in one face, which is itself and not alike: made once for each word.

    xs: em from the word's left end. advance: em to where the next thing stands.
    """

    glyphs: tuple[int, ...]
    xs: tuple[float, ...]
    advance: float


class WordRun(Struct, frozen=True):
    """A line of words with one blank between each two; reads like a `GlyphRun`.

    blank: the glyph between words, and its advance in em. An empty word stands before, after or
    between blanks.
    """

    font: str
    words: tuple[WordShape, ...]
    blank: tuple[int, float]

    @property
    def glyphs(self) -> tuple[int, ...]:
        """See `GlyphRun`."""
        blank = (self.blank[0],)
        first, *others = self.words
        return tuple(chain(first.glyphs, *(blank + word.glyphs for word in others)))

    @property
    def xs(self) -> tuple[float, ...]:
        """See `GlyphRun`."""
        places: list[float] = []
        x = 0.0
        for number, word in enumerate(self.words):
            if number:
                places.append(x)
                x += self.blank[1]
            places += [x + offset for offset in word.xs]
            x += word.advance
        return tuple(places)

    @property
    def ys(self) -> tuple[float, ...]:
        """See `GlyphRun`."""
        return (0.0,) * len(self.glyphs)


Run = GlyphRun | WordRun


FontKind = Literal["glyf", "cff", "drawn"]
"""How a face can be embedded: TrueType outlines, CFF, or only glyph by glyph (colour, variable,
synthetic styles)."""


class FontSource(Protocol):
    """What a painter that embeds fonts asks about a face by its key."""

    def family(self, font: str) -> str:
        """Name for the file, ASCII letters and figures only."""
        ...

    def kind(self, font: str) -> FontKind: ...

    def sfnt(self, font: str) -> bytes:
        """The face's tables as one sfnt file, rebuilt in memory."""
        ...

    def glyph_path(self, font: str, glyph: int) -> tuple[tuple[float | str, ...], ...]:
        """Outline in em, y down: ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y), ("Z",)."""
        ...

    def glyph_advance(self, font: str, glyph: int) -> float:
        """em."""
        ...

    def glyph_bitmap(self, font: str, glyph: int) -> "GlyphBitmap | None":
        """The picture of a colour glyph; None for a face drawn by outlines."""
        ...


class GlyphBitmap(Struct, frozen=True):
    """A colour glyph. rgba: straight alpha, 4 bytes a pixel, rows from the top.

    left, top: of the picture in em from the glyph's origin, y down; size: its sides in em.
    """

    width: int
    height: int
    rgba: bytes
    left: float
    top: float
    em_width: float
    em_height: float


class TextEngine(Protocol):
    """Shaping, bidirectional text, font fallback and line breaking."""

    @property
    def fonts(self) -> FontSource: ...

    def wrap(self, text: str, style: TextStyle, width: float) -> TextBlock:
        """Break `text` at `width` em (may be infinite), at words or, where none fits, anywhere. No line
        begins with a dash between blanks that fits on one with the word before it.

        Line breaks in the text are kept; an empty text has no lines. Cached.
        """
        ...

    def line_count(self, text: str, style: TextStyle, width: float) -> int:
        """How many lines `wrap` breaks `text` into; quicker than to have them."""
        ...

    def unbroken(self, text: str, style: TextStyle) -> tuple[float, ...]:
        """em that each paragraph is long in one line; empty for an empty text."""
        ...

    def widest_word(self, text: str, style: TextStyle) -> float:
        """em that the longest unbreakable part needs; 0 for an empty text. Cached."""
        ...

    def glyph_runs(self, block: TextBlock) -> tuple[tuple[Run, ...], ...]:
        """The glyphs of every line of `block`. Cached."""
        ...

    def missing(self, block: TextBlock) -> str:
        """The characters of `block` for which no font has a glyph, each once; usually empty."""
        ...


_LEAN, _ITALIC_LEAN = 0.16, 0.2
"""em by which the last letter of a word may reach beyond it (Noto Sans: bold "ť" 0.15, italic "ď" 0.16)."""


def room_for_words(engine: TextEngine, text: str, style: TextStyle) -> float:
    """em of width at which no word of `text` is broken. `widest_word` measures what the last letter of a
    word reaches beyond it at the end of a paragraph alone; a line needs that room everywhere."""
    widest = engine.widest_word(text, style)
    return widest + (_ITALIC_LEAN if style.italic else _LEAN) if widest else 0.0
