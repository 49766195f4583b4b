"""What is printed on a tile besides the poster: where to cut, where to glue, which sheet it is.

All of it stands where it will not be seen on the wall: on the edge that the next sheet is glued
over, beside the poster, or in the sheet's white margin.
"""

import math
from collections.abc import Iterator
from gettext import NullTranslations

from msgspec import Struct

from cjmdesk.i18n import N_, translator
from cjmdesk.layout.numbers import millimetres
from cjmdesk.layout.pages import Placed, Rect
from cjmdesk.layout.scene import Box, Part, Path, PathCommand, Scene, SceneItem, Text
from cjmdesk.posters.cut_marks import AWAY, TICK, cut_marks
from cjmdesk.posters.printed import HAIR, INK, sheet_layer, strokes
from cjmdesk.posters.sheet_box import SheetBox, sheet_box
from cjmdesk.posters.tiling import Tile, Tiling
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR, TextEngine, TextStyle

HATCH = "#B9C3D2"
_HATCH_STEP = 4.0
"""mm between the hatching's lines, along the edge."""

_OFF = 0.5
"""mm between a seam and the hatching…"""
_SPARE = 2.0
"""…and between it and the white ground of words: the poster goes on there, for hands that are not exact."""

_ROW = 3.6
"""mm: height of the line of words on a sheet…"""
_TYPE = 2.1
"""…and its type (6 pt): read in the hand."""

_LEAST_ROW = 3.0
_BEGIN = 2.5
"""mm from the strip's beginning, where a cut mark may stand, to the sheet's number."""

_OFF_POSTER, _PAST_MARKS = 1.5, AWAY + TICK + 0.7
"""mm between the poster and a line of words on the white paper beside it, and behind its cut marks."""

_GRID = 14.0
"""mm that the small picture of all sheets is wide at most."""

_BARS = (100.0, 50.0, 20.0)
"""mm: the longest that the sheet has room for."""


def sheet_marks(
    tiling: Tiling, tile: Tile, bleed: float, language: str, engine: TextEngine
) -> Iterator[Placed]:
    """Hatching, cut marks and the line of words of one tile. bleed: mm of the poster."""
    box = sheet_box(tiling, tile)
    place = _place_for_words(box, tile)
    items: list[SceneItem] = list(_hatching(box))
    line = None
    if place is not None:
        line, length, _bar = _words(tiling, tile, place, language, engine)
        if place.glued:
            # No words of the poster are crossed; what is left of the edge beside the line stays hatched,
            # or it would look like white paper to cut off.
            items = [_white(place.ground(length)), *items, _white(place.ground(length, line_only=True))]
    yield sheet_layer(
        box.width, box.height, [*items, strokes(list(cut_marks(box, tile, bleed * tiling.scale)))]
    )
    if place is not None and line is not None:
        x, y = place.rect[:2]
        yield Placed(line, (0.0, 0.0, line.width, line.height), x, y, turned=place.turned)


def ruler_on(tiling: Tiling, tile: Tile, language: str, engine: TextEngine) -> float:
    """mm: length of the ruler on a tile with its marks; 0 where there is no room for one."""
    place = _place_for_words(sheet_box(tiling, tile), tile)
    return _words(tiling, tile, place, language, engine)[2] if place is not None else 0.0


def _white(rect: Rect) -> Box:
    return Box("", *rect, fill="#FFFFFF")


def is_hatched(tiling: Tiling) -> bool:
    """Whether any sheet has an edge that the next one is glued over; none where sheets do not overlap."""
    return any(_glued_edges(sheet_box(tiling, tile)) for tile in tiling.tiles())


def _hatching(box: SheetBox) -> Iterator[SceneItem]:
    for strip in _glued_edges(box):
        commands: list[PathCommand] = []
        for x1, y1, x2, y2 in _diagonals(strip):
            commands += [("M", x1, y1), ("L", x2, y2)]
        if commands:
            yield Path("", tuple(commands), stroke=HATCH, stroke_width=HAIR)


def _glued_edges(box: SheetBox) -> list[tuple[float, float, float, float]]:
    """What the next sheets are glued over: left, top, right, bottom, mm of the sheet."""
    _left, _top, right, bottom = box.part
    # What is cut off at the left and above needs no hatching.
    left, top, inner_right, inner_bottom = box.seen
    strips = []
    # A little away from the seam: nobody glues to a tenth of a millimetre.
    if right - inner_right > 2 * _OFF:
        strips.append((inner_right + _OFF, top, right, inner_bottom))
    if bottom - inner_bottom > 2 * _OFF:
        strips.append((left, inner_bottom + _OFF, right, bottom))
    return strips


def _diagonals(box: tuple[float, float, float, float]) -> Iterator[tuple[float, float, float, float]]:
    """Lines rising to the right that fill a box."""
    left, top, right, bottom = box
    total = math.floor((left + top) / _HATCH_STEP) * _HATCH_STEP
    while total < right + bottom:
        total += _HATCH_STEP
        x1, x2 = max(left, total - bottom), min(right, total - top)
        if x2 - x1 > 0.3:
            yield x1, total - x1, x2, total - x2


class _Strip(Struct, frozen=True):
    """Where the line of words stands. turned: whether it runs upwards. glued: whether the poster lies
    below it, which the next sheet is glued over."""

    rect: Rect
    turned: bool = False
    glued: bool = False

    @property
    def length(self) -> float:
        """mm along the line."""
        return self.rect[3] if self.turned else self.rect[2]

    @property
    def high(self) -> float:
        """mm across it."""
        return self.rect[2] if self.turned else self.rect[3]

    def ground(self, length: float, *, line_only: bool = False) -> Rect:
        """What lies below so many mm of the line: the strip as deep as it is, or its outer side alone, where
        the line stands."""
        x, y, width, height = self.rect
        deep = min(self.high, _ROW) if line_only else self.high
        if self.turned:
            return (x + width - deep, y + height - length, deep, length)
        return (x, y + height - deep, length, deep)


def _place_for_words(box: SheetBox, tile: Tile) -> _Strip | None:
    """The strip for the line of words; None where there is none. White paper comes first, within the
    printer's reach: there it crosses nothing. The margin, which may not be printed, is the last."""
    # Nothing stands on what is cut off at the left and above.
    (left, top), (right, bottom) = box.seen[:2], box.part[2:]
    margin_top, margin_right, margin_bottom, margin_left = tile.way.margins
    # The poster's white rim may lie in a margin.
    left, top = max(left, margin_left), max(top, margin_top)
    reach_right, reach_bottom = box.width - margin_right, box.height - margin_bottom
    below, beside = bottom - box.seen[3], right - box.seen[2]
    wide, tall = reach_right - left, reach_bottom - top
    choices = []
    # Where the poster ends, a line would cross the cut marks there; farther off there are none.
    for away in (_PAST_MARKS, _OFF_POSTER) if tile.last_across or tile.last_down else (_OFF_POSTER,):
        choices += [
            _Strip((left, bottom + away, wide, min(reach_bottom - bottom - away, _ROW))),
            _Strip((right + away, top, min(reach_right - right - away, _ROW), tall), turned=True),
        ]
    # Off the seam, and off the cut mark at the strip's beginning.
    if below >= _LEAST_ROW + _SPARE:
        rect = (left + _OFF, box.seen[3] + _SPARE, right - left - _OFF, below - _SPARE)
        choices.append(_Strip(rect, glued=True))
    if beside >= _LEAST_ROW + _SPARE:
        rect = (box.seen[2] + _SPARE, top + _OFF, beside - _SPARE, bottom - top - _OFF)
        choices.append(_Strip(rect, turned=True, glued=True))
    choices += [
        _Strip((left, bottom + 0.7, wide, min(box.height - bottom - 1.2, _ROW))),
        _Strip((right + 0.7, top, min(box.width - right - 1.2, _ROW), tall), turned=True),
        _Strip((left, 0.6, wide, min(box.part[1] - 1.2, _ROW))),
        _Strip((0.6, top, min(margin_left - 1.2, _ROW), tall), turned=True),
    ]
    return next((place for place in choices if place.high >= _LEAST_ROW), None)


class _Line:
    """Words and signs one after the other, from the left. high: mm of the row; top: of its upper edge."""

    def __init__(self, engine: TextEngine, high: float, top: float) -> None:
        self._engine, self._high, self._top = engine, high, top
        self.items: list[SceneItem] = []
        self.x = 0.0

    def measure(self, text: str, style: TextStyle = REGULAR, size: float = _TYPE) -> float:
        """mm."""
        return self._engine.wrap(text, style, math.inf).width * size

    def write(self, text: str, style: TextStyle = REGULAR, size: float = _TYPE) -> None:
        """Set `text` and move on. size: of its type, mm."""
        block = self._engine.wrap(text, style, math.inf)
        y = self._top + (self._high - LINE_PITCH * size) / 2
        self.items.append(Text("", self.x, y, block.width * size, block, size, INK))
        self.x += block.width * size


def _words(
    tiling: Tiling, tile: Tile, place: _Strip, language: str, engine: TextEngine
) -> tuple[Scene, float, float]:
    """`2-3 Sheet 7 of 21 |––100 mm––| Print at 100%`, as much of it as there is room for, the mm that it
    takes, and those of its ruler, 0 for none."""
    words = translator(language)
    which = words.gettext(N_("Sheet {number} of {count}")).format(number=tile.number + 1, count=tiling.sheets)
    hows = [words.gettext(N_("Print at 100%, not fitted to the page")), words.gettext(N_("Print at 100%"))]
    length, high = place.length, min(place.high, _ROW)
    top = place.high - high  # at the outer side
    line = _Line(engine, high, top)
    gap, large = 2.0, high / LINE_PITCH  # sheets are sorted by their numbers
    grid = _grid_width(tiling, high)
    left = (
        length - 2 * gap - (_BEGIN + line.measure(tile.label, BOLD, large) + gap + line.measure(which) + gap)
    )
    bar = next((bar for bar in _BARS if bar + _bar_words(line, bar, words) + 3 * gap <= left), 0.0)
    left -= bar + _bar_words(line, bar, words) + 2 * gap if bar else 0.0
    how = next((how for how in hows if line.measure(how) + gap <= left), "")
    left -= line.measure(how) + gap if how else 0.0
    line.x = _BEGIN
    line.write(tile.label, BOLD, large)
    line.x += gap
    line.write(which)
    line.x += gap
    if tiling.sheets > 1 and grid + gap <= left:
        line.items += _grid(tiling, tile, line.x, high, top)
        line.x += grid + gap
    if bar:
        line.x += gap
        line.items += bar_items(line.x + 0.5, top + high / 2, bar)
        line.x += bar + 0.5 + gap / 2
        line.write(millimetres(bar, words))
        line.x += gap
        line.write(how)
    part = Part("words", 0, 0, length, place.high, tuple(line.items))
    return Scene(length, place.high, (part,), language=language, tags=()), min(line.x + 1.0, length), bar


def _bar_words(line: _Line, bar: float, words: NullTranslations) -> float:
    return line.measure(millimetres(bar, words)) + 3.0


def bar_items(x: float, y: float, length: float) -> list[SceneItem]:
    """A ruler `length` mm long from x, in the middle at y: ends and a mark every ten."""
    lines = [(x, y, x + length, y)]
    steps = round(length / 10)
    for number in range(steps + 1):
        tall = 1.2 if number in (0, steps) else 0.9 if number * 2 == steps else 0.5
        lines.append((x + 10 * number, y - tall, x + 10 * number, y + tall))
    return [strokes(lines, width=0.2)]


def _grid_scale(tiling: Tiling, high: float) -> float:
    wide, tall = tiling.across, tiling.down
    return min((high - 0.6) / (tall.end - tall.begin), _GRID / (wide.end - wide.begin))


def _grid_width(tiling: Tiling, high: float) -> float:
    wide = tiling.across
    return _grid_scale(tiling, high) * (wide.end - wide.begin)


def _grid(tiling: Tiling, tile: Tile, x: float, high: float, above: float) -> list[SceneItem]:
    """All sheets small, this one filled: where it belongs, at a glance."""
    scale = _grid_scale(tiling, high)
    wide, tall = tiling.across, tiling.down
    left, top = x - wide.begin * scale, above + (high - (tall.end + tall.begin) * scale) / 2
    right, bottom = left + wide.end * scale, top + tall.end * scale
    lines = [
        (left + x1 * scale, top + y1 * scale, left + x2 * scale, top + y2 * scale)
        for x1, y1, x2, y2 in tiling.seams()
    ]
    begin_x, begin_y = left + wide.begin * scale, top + tall.begin * scale
    lines += [(begin_x, y, right, y) for y in (begin_y, bottom)]
    lines += [(x, begin_y, x, bottom) for x in (begin_x, right)]
    x1, y1, across, down = (value * scale for value in tile.visible)
    here = Box("", left + x1, top + y1, across, down, fill=INK)
    return [here, strokes(lines, "#6B7280", 0.08)]
