"""Draws a table of figures: words, numbers, and bars where people would rather look than read."""

import math
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.i18n import N_
from cjmdesk.layout.balance import balanced
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import Align, Box, Part, Scene, SceneItem, Text
from cjmdesk.layout.tags import Tag
from cjmdesk.posters.figures.bars import Bars
from cjmdesk.posters.figures.tables import DRAWN, Cell, Column, Figures, Row
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR, TextBlock, TextEngine, TextStyle

_TITLE, _HEAD, _SMALL = 1.35, 0.82, 0.82
_GAP, _PAD_Y = 0.9, 0.28
"""em: between two columns; above and below the words of a row."""

_AIR = 0.12
"""em between the line below the headings and the first row, which may be lit."""

_BAR, _RING = 0.78, 1.5
"""em: height of a bar, width of a disc."""

_LEAST = {"name": 7.0, "words": 7.0, "number": 2.0, "bar": 5.0, "funnel": 11.0, "stack": 8.0, "count": 2.4}
_WANTED = {
    "name": 20.0,
    "words": 22.0,
    "number": 2.0,
    "bar": 12.0,
    "funnel": 18.0,
    "stack": 20.0,
    "count": 4.5,
}
"""em that a column needs at least, and likes to have, by its kind."""

_GROWS = {"name": 1.0, "words": 1.0, "number": 0.1, "bar": 2.0, "funnel": 2.5, "stack": 3.0, "count": 1.0}
"""How much of the room that is left goes to a column, in parts."""

_ROUNDING = 0.001
"""mm"""

_FORGOTTEN = 0.12
"""Of a line: a last one that is shorter."""

_FEW_LETTERS = 3
"""Of a broken word, alone on its last line…"""
_SLACK = (1.04, 1.1, 1.2, 1.3)
"""…and widths that are tried instead, of the even one."""

_WIDEST_WORD = 12.0
_SHORT_HEAD = 5.5
"""em: a heading of numbers that is no longer stands on one line."""


class Said(Struct, frozen=True):
    """A run of items that is read as one. kind: of its Tag. actual: what a drawing stands for."""

    kind: str
    items: tuple[int, ...]
    actual: str = ""


class Piece(Struct, frozen=True):
    """A line of a table with its top left at 0, 0. role: title, said, head, row, note or empty.

    height: mm. item: id of what a click leads to. cells: what is read, in order.
    """

    role: str
    height: float
    items: tuple[SceneItem, ...]
    cells: tuple[Said, ...]
    item: str = ""

    def tag(self, key: str) -> Tag:
        """How it is read. key: of the part that it becomes."""
        parts = tuple(Tag(one.kind, key, one.items, actual=one.actual) for one in self.cells)
        return Tag("TR", children=parts) if self.role in ("head", "row") else parts[0]


def least_width(context: LayoutContext, figures: Figures) -> float:
    """em over which a table stands in its whole type."""
    columns = len(figures.columns)
    least = sum(_least(context, figures, number) for number in range(columns))
    return max(least + _GAP * (columns - 1), 1.0)


def _least(context: LayoutContext, figures: Figures, number: int) -> float:
    """em that a column needs."""
    column = figures.columns[number]
    texts = [row.cells[number].text for row in figures.rows]
    engine = context.engine
    head = engine.widest_word(column.title, BOLD) * _HEAD if column.title else 0.0
    if column.kind == "number":
        widths = [engine.wrap(text, BOLD, math.inf).width for text in texts]
        whole = engine.wrap(column.title, BOLD, math.inf).width * _HEAD
        return max([_LEAST["number"], whole if whole <= _SHORT_HEAD else head, *widths])
    if column.kind in ("name", "words"):
        words = [engine.widest_word(text, REGULAR) for text in texts]
        return min(max([_LEAST[column.kind], head, *words]), _WIDEST_WORD)
    return _LEAST[column.kind]


def _with_letters(engine: TextEngine, block: TextBlock) -> TextBlock:
    """`block`, or, where the last letters of a word longer than a line are alone on another one, broken
    narrower, so that more of them stand there; in as many lines."""
    lines = block.lines
    if len(lines) < 2 or len(lines[-1].text) > _FEW_LETTERS or not lines[-2].text[-1:].isalnum():
        return block
    if engine.widest_word(block.text, block.style) <= block.wrap_width:
        return block  # Chinese and Japanese are broken between any signs
    even = sum(line.width for line in lines) / len(lines)
    for slack in _SLACK:
        found = engine.wrap(block.text, block.style, even * slack)
        if even * slack < block.width and len(found.lines) == len(lines):
            return found if len(found.lines[-1].text) > _FEW_LETTERS else block
    return block


class Drawer:
    """One table over `width` mm. Its type is smaller than that of `context` where it needs more room."""

    def __init__(self, context: LayoutContext, figures: Figures, width: float) -> None:
        em = min(context.em, width / least_width(context, figures))
        self._context = context if em == context.em else replace(context, em=em)
        self._figures, self._width = figures, width
        self._bars = Bars(self._context, figures.kind)

    # Columns ------------------------------------------------------------------------------------

    def _whole(self, number: int, *, numbered: bool) -> float:
        """em over which no word of a column is broken."""
        column, engine = self._figures.columns[number], self._context.engine
        head = engine.widest_word(column.title, BOLD) * _HEAD
        if column.kind in ("name", "words"):
            rows = self._figures.rows
            words = (
                engine.widest_word(row.cells[number].text, BOLD if row.total else REGULAR) for row in rows
            )
            return max(head, *words)
        return head if column.kind == "count" and not numbered else 0.0

    def _wanted(self, number: int, *, numbered: bool) -> float:
        column, engine = self._figures.columns[number], self._context.engine
        if column.kind in ("name", "words"):
            texts = [column.title, *(row.cells[number].text for row in self._figures.rows)]
            longest = max(engine.wrap(text, BOLD, math.inf).width for text in texts)
            return min(longest, _WANTED[column.kind])
        if column.kind == "count" and not numbered:
            return _WANTED["count"]
        if column.kind == "number":
            return min(engine.wrap(column.title, BOLD, math.inf).width * _HEAD, 8.0)
        return _WANTED[column.kind]

    @cached_property
    def _places(self) -> list[tuple[float, float]]:
        """Left and width of each column, mm, from the edge where reading begins."""
        return self._placed(numbered=self._numbered)

    def _placed(self, *, numbered: bool) -> list[tuple[float, float]]:
        """The same with the titles of a grid, or, where it is `numbered`, with columns all alike."""
        em, columns = self._context.em, self._figures.columns
        room = self._width / em - _GAP * (len(columns) - 1)
        least = [_least(self._context, self._figures, n) for n in range(len(columns))]
        whole = [max(self._whole(n, numbered=numbered), least[n]) for n in range(len(columns))]
        wanted = [max(self._wanted(n, numbered=numbered), whole[n]) for n in range(len(columns))]
        widths, spare = list(least), max(room - sum(least), 0.0)
        # Long words first, those of a grid's titles before others and short wishes before long ones: part of
        # what a word needs is of no use to it.
        for number in sorted(range(len(columns)), key=lambda n: (columns[n].kind != "count", whole[n])):
            wish = whole[number] - least[number]
            if wish <= spare + 1e-6:
                widths[number] += wish
                spare -= wish
        # Then titles of grids, then words: a bar is read at any length.
        for kinds in (("count",), ("name", "words", "number"), DRAWN):
            wishes = [
                want - wide if column.kind in kinds else 0.0
                for column, want, wide in zip(columns, wanted, widths, strict=True)
            ]
            part = min(1.0, spare / sum(wishes)) if sum(wishes) > 0 else 0.0
            widths = [wide + part * wish for wide, wish in zip(widths, wishes, strict=True)]
            spare = max(room - sum(widths), 0.0)
        left = spare
        parts = [_GROWS[column.kind] for column in columns]
        widths = [wide + left * grow / sum(parts) for wide, grow in zip(widths, parts, strict=True)]
        found, start = [], 0.0
        for wide in widths:
            found.append((start * em, wide * em))
            start += wide + _GAP
        return found

    @cached_property
    def _numbered(self) -> bool:
        """Whether the columns of a grid are too narrow for their titles and have numbers instead."""
        context = self._context
        return any(
            context.engine.widest_word(column.title, BOLD) * _HEAD * context.em > width + _ROUNDING
            for column, (_left, width) in zip(
                self._figures.columns, self._placed(numbered=False), strict=True
            )
            if column.kind == "count"
        )

    def _x(self, left: float, width: float) -> float:
        return self._width - left - width if self._context.right_to_left else left

    # Pieces -------------------------------------------------------------------------------------

    def pieces(self) -> Iterator[Piece]:
        """The whole table, from its title down."""
        figures, palette = self._figures, self._context.palette
        below = 0.25 if figures.said or not figures.rows else 0.7
        yield self._line("title", figures.title, _TITLE, BOLD, palette.ink, below)
        if not figures.rows:
            yield self._line("empty", figures.empty, 1.0, REGULAR, palette.small, 0.6)
            return
        if figures.said:
            yield self._line("said", figures.said, 1.0, REGULAR, palette.secondary, 0.5)
        yield self.head()
        for row in figures.rows:
            yield self._row(row)
        note = figures.note
        if self._numbered:
            listed = [
                f"{place}\u00a0{column.title}"
                for place, column in enumerate(self._figures.columns)
                if column.kind == "count"
            ]
            note = f"{note} {', '.join(listed)}."
        if note:
            yield self._line("note", note, _SMALL, REGULAR, palette.small, 0.35, above=0.45)

    def head(self) -> Piece:
        """The headings of the columns; said again where the table goes on elsewhere."""
        em, palette = self._context.em, self._context.palette
        items: list[SceneItem] = []
        cells: list[Said] = []
        tallest = 0.0
        for number, column in enumerate(self._figures.columns):
            title = str(number) if column.kind == "count" and self._numbered else column.title
            if not title:
                continue
            text = self._text("", number, 0.0, title, BOLD, _HEAD * em, palette.secondary, column)
            cells.append(Said("TH", (len(items),), column.title if title != column.title else ""))
            items.append(text)
            tallest = max(tallest, text.height)
        # All stand on one line.
        items = [replace(item, y=tallest - item.height) for item in items if isinstance(item, Text)]
        y = tallest + _PAD_Y * em
        items.append(Box("", 0, y, self._width, 0.1 * em, fill=palette.secondary))
        return Piece("head", y + (0.1 + _AIR) * em, tuple(items), tuple(cells))

    def _line(
        self,
        role: str,
        words: str,
        size: float,
        style: TextStyle,
        colour: str,
        below: float,
        above: float = 0.0,
    ) -> Piece:
        context = self._context
        mm = size * context.em
        # A line longer than 70 em is hard to follow.
        width = min(self._width, 70 * mm)
        block = balanced(context, context.engine.wrap(words, style, width / mm))
        x = self._width - width if context.right_to_left else 0.0
        text = Text("", x, above * context.em, width, block, mm, colour, context.align)
        height = text.height + (above + below) * context.em
        return Piece(role, height, (text,), (Said("H2" if role == "title" else "P", (0,)),))

    def _text(
        self, item: str, number: int, y: float, words: str, style: TextStyle, size: float, colour: str,
        column: Column,
    ) -> Text:  # fmt: skip
        context = self._context
        left, width = self._places[number]
        align: Align = context.align
        if column.kind == "number":
            align = "hard right"  # units below units, whichever way the words run
        elif column.kind == "count":
            align = "center"
        # Numbers are never broken: rounding must not push their last figure onto a line of its own.
        room = math.inf if column.kind == "number" and style != BOLD else width / size + 0.01
        block = context.engine.wrap(words, style, room)
        if column.kind in ("name", "words"):
            # A table of sentences is read like a text: only a forgotten last word is taken care of.
            alone = len(self._figures.columns) == 1
            block = balanced(context, block, _FORGOTTEN) if alone else balanced(context, block)
            block = _with_letters(context.engine, block)
        return Text(item, self._x(left, width), y, width, block, size, colour, align)

    def _row(self, row: Row) -> Piece:
        em, palette = self._context.em, self._context.palette
        items: list[SceneItem] = []
        cells: list[Said] = []
        style = BOLD if row.total else REGULAR
        top = _PAD_Y * em
        if row.total:
            items.append(Box("", 0, 0, self._width, 0.07 * em, fill=palette.secondary))
        tallest = LINE_PITCH * em
        for number, (column, cell) in enumerate(zip(self._figures.columns, row.cells, strict=True)):
            first = len(items)
            if column.kind == "count":
                items += self._disc(number, cell)
            elif column.kind in DRAWN:
                items += self._bars.drawn(column.kind, row.item, self._band(number), cell.shares)
            elif cell.text:
                text = self._text(row.item, number, top, cell.text, style, em, palette.ink, column)
                items.append(text)
                tallest = max(tallest, text.height)
            numbers = tuple(range(first, len(items)))
            if column.kind == "count" and not cell.text:
                # Nothing is written, but a row has as many cells as the head for those who listen.
                cells.append(Said("TD", numbers, self._context.say(N_("gap")) if cell.gap else "–"))
            elif column.kind not in DRAWN and numbers:
                cells.append(Said("TD", numbers))
        height = tallest + 2 * top
        if not row.total:
            items.append(Box("", 0, height - 0.05 * em, self._width, 0.05 * em, fill=palette.hairline))
        return Piece("row", height, tuple(items), tuple(cells), row.item)

    # Drawings -----------------------------------------------------------------------------------

    def _band(self, number: int) -> tuple[float, float, float, float]:
        """Left, top, width and height of the bar of a column in a row."""
        em = self._context.em
        left, width = self._places[number]
        return self._x(left, width), (_PAD_Y + (LINE_PITCH - _BAR) / 2) * em, width, _BAR * em

    def _disc(self, number: int, cell: Cell) -> Iterator[SceneItem]:
        em = self._context.em
        left, width = self._places[number]
        side = min(_RING * em, width)
        y = (_PAD_Y + (LINE_PITCH - _RING) / 2) * em
        return self._bars.disc(cell, self._x(left, width) + (width - side) / 2, y, side)


def lay_out(context: LayoutContext, figures: Figures, width: float, margin: float) -> Scene:
    """One table by itself on a sheet as high as it is: what the window shows. width, margin: mm.

    The parts of its rows have keys "row:NUMBER".
    """
    drawer = Drawer(context, figures, width - 2 * margin)
    parts: list[Part] = []
    tags: list[Tag] = []
    y, rows = margin, 0
    for number, piece in enumerate(drawer.pieces()):
        key = f"row:{rows}" if piece.role == "row" else f"{piece.role}:{number}"
        rows += piece.role == "row"
        parts.append(Part(key, margin, y, width - 2 * margin, piece.height, piece.items))
        tags.append(piece.tag(key))
        y += piece.height
    return Scene(width, y + margin, tuple(parts), figures.title, context.language, tags=tuple(tags))
