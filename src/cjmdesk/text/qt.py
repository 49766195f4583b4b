"""The one engine: Qt lays texts out at a fixed size, for screen and paper alike.

Emoji: the bundled one-colour Noto Emoji comes before any colour font of the system, and Qt's own
preference for colour is switched off. A map then has the same line breaks and the same faces on
every machine, on canvas and paper, prints in black, and embeds as outlines of a few hundred
bytes. Colour fonts still serve emoji newer than the bundled font.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from cjmdesk.i18n import NO_BREAK
from cjmdesk.text import bundled, qt_faces
from cjmdesk.text.breaking import PlainBreaker
from cjmdesk.text.engine import ASCENT, LINE_PITCH, FontSource, GlyphRun, Run, TextBlock, TextLine, TextStyle
from cjmdesk.text.prepare import blanks_before_dashes, east_asian_order, paragraphs, runs_leftwards
from cjmdesk.text.qt_faces import PIXELS, QtFaces
from cjmdesk.text.words import LETTERS, WordShaper

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QRawFont, QTextLayout, QTextLine, QTextOption

_UNBROKEN = 8_000_000.0
"""Pixels; Qt's largest line width is a little more."""


class QtTextEngine:
    """The `TextEngine` on QTextLayout.

    Qt is started when a text first needs it: plain ones do not (see `breaking`), so that most small maps are
    printed without it. Any thread may measure and wrap; drawing is for the thread of the application only.
    by_words: whether plain texts are broken word by word (see `breaking`); else Qt lays out all,
    with the same result. before_wrap: called before a text is wrapped that was not yet; it may
    raise, to stop a long layout. None for nothing.
    """

    def __init__(self, *, by_words: bool = True) -> None:
        self._faces = QtFaces(_faces_of)
        self.before_wrap: Callable[[], None] | None = None
        self._wrapped = lru_cache(maxsize=60_000)(self._wrap)
        self._widest = lru_cache(maxsize=60_000)(self._widest_word)
        self._kept = lru_cache(maxsize=6_000)(self._keep)
        self._runs = lru_cache(maxsize=4_000)(self._glyph_runs)
        self._shapers: dict[TextStyle, WordShaper] = {}
        self._scripts = tuple(LETTERS) if by_words else ()
        self._breakers: list[PlainBreaker | None] = [None] * 4
        self._has_glyph = lru_cache(maxsize=4_000)(self._find_glyph)

    @property
    def fonts(self) -> FontSource:
        """What painters ask about the faces."""
        return self._faces

    def wrap(self, text: str, style: TextStyle, width: float) -> TextBlock:
        """See `TextEngine`. A width at or below 0 breaks after every character."""
        return self._wrapped(text, style, width)

    def line_count(self, text: str, style: TextStyle, width: float) -> int:
        """See `TextEngine`."""
        count = self._breaker(style).line_count(text, _pixels(width))
        if count is None:
            return len(self.wrap(text, style, width).lines)
        if self.before_wrap is not None:
            self.before_wrap()
        return count

    def unbroken(self, text: str, style: TextStyle) -> tuple[float, ...]:
        """See `TextEngine`."""
        widths = self._breaker(style).unbroken(text)
        return (
            tuple(line.width for line in self.wrap(text, style, math.inf).lines) if widths is None else widths
        )

    def widest_word(self, text: str, style: TextStyle) -> float:
        """See `TextEngine`."""
        return self._widest(text, style)

    def glyph_runs(self, block: TextBlock) -> tuple[tuple[Run, ...], ...]:
        """See `TextEngine`."""
        return self._runs(block.text, block.style, block.wrap_width)

    def missing(self, block: TextBlock) -> str:
        """See `TextEngine`."""
        if block.text.isascii():
            return ""
        if self._breaker(block.style).unbroken(block.text) is not None:
            return ""
        texts = dict.fromkeys(c for line in block.lines for c in line.text)
        return "".join(c for c in texts if not c.isspace() and not self._has_glyph(c, block.style))

    def layouts(self, block: TextBlock) -> "tuple[QTextLayout, ...]":
        """What `block` is drawn from: a layout a paragraph, one unit being one em / `PIXELS`.

        The top of the block is at y = 0, each line at its place below. Cached.
        """
        return self._kept(block.text, block.style, block.wrap_width)

    def draw_lines(self, painter: "QPainter", block: TextBlock, top: float, lefts: Sequence[float]) -> None:
        """Draw the lines of `block` one by one with the painter's pen; see `layouts` for the unit.

        top: of the block. lefts: left end of each line.
        """
        from PySide6.QtCore import QPointF

        number = 0
        for layout in self.layouts(block):
            for index in range(layout.lineCount()):
                layout.lineAt(index).draw(painter, QPointF(lefts[number], top))
                number += 1

    def _wrap(self, text: str, style: TextStyle, width: float) -> TextBlock:
        if self.before_wrap is not None:
            self.before_wrap()
        pixels = _pixels(width)
        plain = self._breaker(style).wrap(text, width, pixels)
        if plain is not None:
            return plain
        lines: list[TextLine] = []
        for paragraph in paragraphs(text):  # where the lines will stand is not asked here
            lines += _text_lines(_broken(paragraph, style, pixels), paragraph)
        return TextBlock(text, style, width, tuple(lines), max((line.width for line in lines), default=0.0))

    def _keep(self, text: str, style: TextStyle, width: float) -> "tuple[QTextLayout, ...]":
        return tuple(self._layouts(text, style, width, keep=True))

    def _layouts(
        self, text: str, style: TextStyle, width: float, *, keep: bool = False
    ) -> "Iterator[QTextLayout]":
        """One laid out QTextLayout a paragraph, lines at their places in the block."""
        number = 0
        pixels = _pixels(width)
        for paragraph in paragraphs(text):
            layout = _broken(paragraph, style, pixels, keep=keep)
            number = _place_lines(layout, number)
            yield layout

    def _widest_word(self, text: str, style: TextStyle) -> float:
        plain = self._breaker(style).widest_word(text)
        if plain is not None:
            return plain
        widest = 0.0
        for paragraph in paragraphs(text):
            layout = _lay_out(paragraph, style, 0.0, anywhere=False)
            widths = (layout.lineAt(index).naturalTextWidth() for index in range(layout.lineCount()))
            widest = max(widest, *widths)
        return widest / PIXELS

    def _glyph_runs(self, text: str, style: TextStyle, width: float) -> tuple[tuple[Run, ...], ...]:
        shaper = self._shaper(style)
        runs: list[tuple[Run, ...]] = []
        layouts: list[QTextLayout] | None = None
        places: list[QTextLine] = []
        for number, line in enumerate(self.wrap(text, style, width).lines):
            plain = None if line.right_to_left else shaper.line(line.text.rstrip(), line.width)
            if plain is not None:
                runs.append(plain)
            else:
                if layouts is None:
                    layouts = list(self._layouts(text, style, width))
                    places = [lay.lineAt(index) for lay in layouts for index in range(lay.lineCount())]
                runs.append(self._line_runs(places[number], text, style))
        return tuple(runs)

    def _line_runs(self, line: "QTextLine", text: str, style: TextStyle) -> tuple[GlyphRun, ...]:
        baseline = line.y() + line.ascent()
        left = line.naturalTextRect().left()
        found = []
        for run in line.glyphRuns():
            points = [(point.x(), point.y()) for point in run.positions()]
            glyphs = run.glyphIndexes()
            if run.isRightToLeft():
                # Qt gives them in the order of reading.
                points.reverse()
                glyphs.reverse()
            found.append(
                GlyphRun(
                    self._faces.key(run.rawFont(), text, style),
                    tuple(glyphs),
                    tuple((x - left) / PIXELS for x, _ in points),
                    tuple(round((y - baseline) / PIXELS, 5) for _, y in points),
                )
            )
        return tuple(found)

    def _shaper(self, style: TextStyle) -> WordShaper:
        if style not in self._shapers:
            if qt_faces.is_asked():
                key = self._faces.key(next(iter(_faces_of("x", style))), "x", style)
            else:
                key = bundled.key_of(style)
            self._shapers[style] = WordShaper(bundled.path_of(style), key)
        return self._shapers[style]

    def _breaker(self, style: TextStyle) -> PlainBreaker:
        number = style.bold + 2 * style.italic  # quicker than to hash a style for each text
        breaker = self._breakers[number]
        if breaker is None:
            # Made anew at each word: a line of Qt's dies with its layout.
            def natural(word: str) -> float | None:
                if not qt_faces.is_asked():
                    return None
                layout = _lay_out(word, style, _UNBROKEN, anywhere=True)
                return layout.lineAt(0).naturalTextWidth()

            breaker = self._breakers[number] = PlainBreaker(
                style, self._shaper(style), natural, PIXELS, scripts=self._scripts
            )
        return breaker

    def _find_glyph(self, character: str, style: TextStyle) -> bool:
        # The layout is kept by a name: its lines die with it, and Qt would read freed memory.
        layout = _lay_out(character, style, _UNBROKEN, anywhere=True)
        runs = layout.lineAt(0).glyphRuns()
        return all(glyph != 0 for run in runs for glyph in run.glyphIndexes())


def _pixels(width: float) -> float:
    """`width` em in pixels that Qt can hold, rounded down so that no line comes out wider."""
    if math.isnan(width):
        return 0.0
    return math.floor(max(0.0, min(width * PIXELS, _UNBROKEN)) * 64 + 1e-6) / 64


def _lay_out(
    text: str, style: TextStyle, pixels: float, *, anywhere: bool, keep: bool = False
) -> "QTextLayout":
    """`text` in lines of at most `pixels`; where no word fits, broken `anywhere` or left wide."""
    layout = _layout_class()(text, qt_faces.font(style, east_asian_order(text)))
    layout.setTextOption(_option(anywhere))
    layout.setCacheEnabled(keep)
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(pixels)
        line = layout.createLine()
    layout.endLayout()
    return layout


def _broken(text: str, style: TextStyle, pixels: float, *, keep: bool = False) -> "QTextLayout":
    """The lines of a paragraph as they are drawn: `_lay_out`, where no dash begins a line that can end the
    one before it with its word. Qt itself breaks before a dash; it is given another blank there."""
    layout = _lay_out(text, style, pixels, anywhere=True, keep=keep)
    if layout.lineCount() < 2:
        return layout
    for place in blanks_before_dashes(text):
        before = text[: place + 1]
        starts = {layout.lineAt(index).textStart() for index in range(1, layout.lineCount())}
        if len(before.encode("utf-16-le")) // 2 not in starts:
            continue
        both = before[:-1].rpartition(" ")[2] + NO_BREAK + text[place + 1]
        unbroken = _lay_out(both, style, _UNBROKEN, anywhere=True)
        if unbroken.lineAt(0).naturalTextWidth() <= pixels:
            text = f"{text[:place]}{NO_BREAK}{text[place + 1 :]}"
            layout = _lay_out(text, style, pixels, anywhere=True, keep=keep)
    return layout


def _faces_of(text: str, style: TextStyle) -> "list[QRawFont]":
    """Every face that Qt sets `text` in, in this thread."""
    found = []
    for paragraph in paragraphs(text):
        layout = _lay_out(paragraph, style, _UNBROKEN, anywhere=True)
        for index in range(layout.lineCount()):
            found += [run.rawFont() for run in layout.lineAt(index).glyphRuns()]
    return found


@lru_cache(maxsize=1)
def _layout_class() -> "type[QTextLayout]":
    # PySide takes microseconds over every import, also of what is there: too long for each text.
    qt_faces.start()
    from PySide6.QtGui import QTextLayout

    return QTextLayout


@lru_cache(maxsize=2)
def _option(anywhere: bool) -> "QTextOption":
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QTextOption

    mode = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if anywhere else QTextOption.WrapMode.WordWrap
    option = QTextOption()
    option.setWrapMode(mode)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    # Alignment is the Scene's business: every line starts at the left end of its own ink.
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    # Since 6.9; before, Qt had no preference to switch off.
    plain_emoji = getattr(QTextOption.Flag, "DisableEmojiParsing", None)
    if plain_emoji is not None:
        option.setFlags(plain_emoji)
    return option


def _place_lines(layout: "QTextLayout", number: int) -> int:
    """Put the lines at the pitch of the block, the first as its line `number`; the next number."""
    from PySide6.QtCore import QPointF

    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        baseline = (ASCENT + LINE_PITCH * (number + index)) * PIXELS
        line.setPosition(QPointF(0, baseline - line.ascent()))
    return number + layout.lineCount()


def _text_lines(layout: "QTextLayout", text: str) -> Iterator[TextLine]:
    """text: the paragraph as it is written, sign for sign that of the layout."""
    whole = text.isascii() or max(text) <= "\uffff"
    units = b"" if whole else text.encode("utf-16-le")
    leftwards = not text.isascii() and runs_leftwards(text)
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        start, end = line.textStart(), line.textStart() + line.textLength()
        part = text[start:end] if whole else units[2 * start : 2 * end].decode("utf-16-le")
        yield TextLine(part, _ink_width(line), leftwards)


def _ink_width(line: "QTextLine") -> float:
    """em. With the lean of the last letter, unless only that goes beyond the line's room."""
    natural = line.naturalTextWidth()
    return (natural if natural <= line.width() else line.horizontalAdvance()) / PIXELS


@lru_cache(maxsize=1)
def text_engine() -> QtTextEngine:
    """The one engine of this process."""
    return QtTextEngine()
