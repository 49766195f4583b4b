"""The printer's test page: rulers to each edge, bars to measure, greys, hairlines, sizes of type."""

import math
from collections.abc import Iterator

from cjmdesk.i18n import N_, _
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.numbers import length, millimetres, number
from cjmdesk.layout.scene import Align, Box, Part, Path, PathCommand, SceneItem, Text
from cjmdesk.posters.check import POINTS_PER_MM
from cjmdesk.posters.kinds import PrintJob
from cjmdesk.posters.papers import PaperError, Sheet
from cjmdesk.posters.printed import Printed, strokes
from cjmdesk.posters.printer import MOST_FIGURE, bars_on
from cjmdesk.posters.sheets.base import Leaf, context_for, printed, scene_of, sheets_for
from cjmdesk.posters.sheets.words import Column, sizes
from cjmdesk.text.engine import ASCENT, BOLD, CAP_HEIGHT, LINE_PITCH, REGULAR, TextStyle

_STEP, _LINE = 5.9, 4.9
"""mm along an edge from figure to figure, and length of each one's line."""

_FIGURE = 6.5 / POINTS_PER_MM
_LEAST_SIDE = 140.0
"""mm of the shorter side: on a smaller sheet rulers and samples meet."""

_CORNER = 27.0
"""mm: rulers keep away from corners, so that those of two edges do not meet."""

_MOST, _LEAST = 11 / POINTS_PER_MM, 4 / POINTS_PER_MM
_TITLE = 1.7
_FIGURES_IN = 1.6
"""mm that the figures of a ruler reach beyond its last line."""

_HAIRS = (0.05, 0.1, 0.15, 0.25, 0.5)
_TYPES = (4, 5, 6, 7, 8, 9, 10, 12, 14)
_GREYS = 11

_NAME = N_("Printer test page")
_PRINT = N_("Print this page at 100% (“actual size”), not fitted to the page.")
_EDGE = N_(
    "At each edge find the smallest figure whose line is printed whole: that many millimetres this"
    " printer leaves white."
)
_MEASURE = N_(
    "Measure both bars. They must be {across} and {down}\u00a0mm long; else the printer changes the scale."
)
_NOTE = N_(
    "top\u00a0____   right\u00a0____   bottom\u00a0____   left\u00a0____"
    "   across\u00a0______   down\u00a0______"
)
_READ = N_("{size} pt: the queue at eight, and nobody says how long")


def print_test_page(job: PrintJob) -> Printed:
    """One page. Raises PaperError for paper that cannot be used."""
    sheet, context = sheets_for(job)[0], context_for(job)
    if sheet.short < _LEAST_SIDE:
        raise PaperError(_("The test page needs a sheet of A5 or more; choose a larger one."))
    parts = [*_rulers(context, sheet), *_middle(context, sheet)]
    leaf = Leaf("testpage", "testpage", scene_of(job, context, sheet, parts))
    return printed(job, [leaf], _MOST, tiny=True)


def _rulers(context: LayoutContext, sheet: Sheet) -> Iterator[Part]:
    """Stairs of short lines, each as far from its edge as its figure says."""
    width, height = sheet.width, sheet.height
    for name, side in (("top", width), ("right", height), ("bottom", width), ("left", height)):
        items = list(_stairs(context, name, width, height, side))
        yield Part(f"ruler:{name}", 0, 0, width, height, tuple(items))


def _stairs(
    context: LayoutContext, edge: str, width: float, height: float, side: float
) -> Iterator[SceneItem]:
    corner = min(_CORNER, 0.2 * side)
    count = min(MOST_FIGURE, int((side - 2 * corner) / _STEP) - 1)
    first = (side - (count + 1) * _STEP) / 2
    ink = context.palette.ink
    lines: list[tuple[float, float, float, float]] = []
    for figure in range(count + 1):
        along, end = first + figure * _STEP, first + figure * _STEP + _LINE
        middle = (along + end) / 2
        text = str(figure)
        if edge == "top":
            lines.append((along, figure, end, figure))
            yield _word(context, text, middle, figure + 0.55 + CAP_HEIGHT * _FIGURE, "center")
        elif edge == "bottom":
            lines.append((along, height - figure, end, height - figure))
            yield _word(context, text, middle, height - figure - 0.55, "center")
        elif edge == "left":
            lines.append((figure, along, figure, end))
            yield _word(context, text, figure + 0.6, middle + CAP_HEIGHT * _FIGURE / 2, "left")
        else:
            lines.append((width - figure, along, width - figure, end))
            yield _word(context, text, width - figure - 0.6, middle + CAP_HEIGHT * _FIGURE / 2, "right")
    yield strokes(lines, ink, 0.2)


def _word(context: LayoutContext, text: str, x: float, baseline: float, align: Align) -> Text:
    """A figure with its foot at `baseline`, before, behind or around x."""
    block = context.engine.wrap(text, BOLD, math.inf)
    wide = block.width * _FIGURE
    left = {"left": x, "right": x - wide}.get(align, x - wide / 2)
    y = baseline - ASCENT * _FIGURE
    return Text("", left, y, wide, block, _FIGURE, context.palette.ink)


def _middle(context: LayoutContext, sheet: Sheet) -> Iterator[Part]:
    """Words, bars and samples in the room that the rulers leave."""
    across, down = bars_on(sheet.width, sheet.height)
    # The innermost figures of the rulers stand a little further in than their stairs.
    edge_x = min(_CORNER, 0.2 * sheet.width) + _FIGURES_IN
    edge_y = min(_CORNER, 0.2 * sheet.height)
    room_x, room_y = sheet.width - 2 * edge_x, sheet.height - 2 * edge_y
    mirrored = context.right_to_left
    # The upright bar stands beside everything else.
    bar_room = 14.0
    left = edge_x + (0.0 if mirrored else bar_room + 3)
    width = room_x - bar_room - 3
    tried = sizes(_MOST, _LEAST)
    size = next(
        (size for size in tried if _column(context, width, size, across, down).y <= room_y), tried[-1]
    )
    column = _column(context, width, size, across, down)
    yield Part("middle", left, edge_y, width, max(column.y, 0.1), tuple(column.items))
    bar_x = sheet.width - edge_x - bar_room if mirrored else edge_x
    items = tuple(_upright_bar(context, down))
    yield Part("bar:down", bar_x, edge_y + (room_y - down) / 2, bar_room, down, items)


def _column(context: LayoutContext, width: float, size: float, across: float, down: float) -> Column:
    """Everything but the rulers and the upright bar, from 0, 0 down. size: of the words, mm."""
    column = Column(context, 0, 0, width)
    say, palette = context.say, context.palette
    column.write(say(_NAME), _TITLE * size, BOLD)
    column.y += 0.5 * size
    measure = say(_MEASURE).format(across=f"{across:g}", down=f"{down:g}")
    for place, text in enumerate((say(_PRINT), say(_EDGE), measure), 1):
        top = column.y
        column.write(text, size, REGULAR, indent=1.6 * size)
        foot = column.y
        column.y = top
        column.write(f"{place}.", size, BOLD)
        column.y = foot + 0.3 * size
    column.y += 0.3 * size
    column.write(say(_NOTE), size, REGULAR, palette.secondary)
    column.y += 0.8 * size
    _level_bar(context, column, across, size)
    column.y += 0.8 * size
    _greys(context, column, size)
    column.y += 0.7 * size
    _colours(context, column, size)
    column.y += 0.7 * size
    _hairs(context, column, size)
    column.y += 0.5 * size
    for points in _TYPES:
        column.write(say(_READ).format(size=points), points / POINTS_PER_MM, REGULAR)
    return column


def _bar(x: float, y: float, length: float, *, upright: bool) -> Path:
    """A ruler with a mark every ten millimetres, longer at the ends and every fifty."""
    lines = [(0.0, 0.0, length, 0.0)]
    for at in range(0, round(length) + 1, 10):
        tall = 2.4 if at in (0, round(length)) else 1.6 if at % 50 == 0 else 0.9
        lines.append((float(at), -tall, float(at), tall))
    commands: list[PathCommand] = []
    for along, aside, end, other in lines:
        if upright:
            commands += [("M", x + aside, y + along), ("L", x + other, y + end)]
        else:
            commands += [("M", x + along, y + aside), ("L", x + end, y + other)]
    return Path("", tuple(commands), stroke="#000000", stroke_width=0.2)


def _level_bar(context: LayoutContext, column: Column, across: float, size: float) -> None:
    x = column.width - across if context.right_to_left else 0.0
    column.items.append(_bar(x, column.y + 2.4, across, upright=False))
    column.y += 5.0
    _set(context, column, millimetres(across, context.words), x, across, 0.85 * size, "center")
    column.y += LINE_PITCH * 0.85 * size


def _upright_bar(context: LayoutContext, down: float) -> Iterator[SceneItem]:
    mirrored = context.right_to_left
    x = 8.6 if mirrored else 5.4
    yield _bar(x, 0.0, down, upright=True)
    size = 2.6
    block = context.engine.wrap(millimetres(down, context.words).replace("\u00a0", "\n"), REGULAR, math.inf)
    wide = block.width * size
    left = x - 3.0 - wide if mirrored else x + 3.0
    yield Text("", max(left, 0.0), down / 2 - block.height * size / 2, wide, block, size, context.palette.ink)


def _set(
    context: LayoutContext,
    column: Column,
    text: str,
    x: float,
    width: float,
    size: float,
    align: Align,
    style: TextStyle = REGULAR,
) -> None:
    block = context.engine.wrap(text, style, math.inf)
    natural = block.width * size
    left = x + (width - natural) / 2 if align == "center" else x
    ink = context.palette.secondary
    column.items.append(Text("", left, column.y, natural, block, size, ink))


def _greys(context: LayoutContext, column: Column, size: float) -> None:
    """From white to black in steps of a tenth."""
    wide, tall = column.width / _GREYS, 3.2 * size
    small = min(0.7 * size, 0.3 * wide)
    for step in range(_GREYS):
        place = _GREYS - 1 - step if context.right_to_left else step
        value = round(255 * (1 - step / (_GREYS - 1)))
        fill = f"#{value:02X}{value:02X}{value:02X}"
        x = place * wide
        column.items.append(
            Box("", x, column.y, wide, tall, fill=fill, stroke=context.palette.faint, stroke_width=0.1)
        )
    column.y += tall + 0.15 * size
    for step in range(_GREYS):
        place = _GREYS - 1 - step if context.right_to_left else step
        _set(context, column, f"{10 * step}", place * wide, wide, small, "center")
    column.y += LINE_PITCH * small


def _colours(context: LayoutContext, column: Column, size: float) -> None:
    """The grounds of stages and the pale ones of cards: a worn printer loses these first."""
    palette = context.palette
    kinds = ("actions", "touchpoints", "pain_points", "motives", "research", "solutions")
    fills = [*palette.stages, *(palette.lane(kind)[0] for kind in kinds)]
    wide, tall = column.width / len(fills), 1.8 * size
    for place, fill in enumerate(fills):
        at = len(fills) - 1 - place if context.right_to_left else place
        column.items.append(
            Box("", at * wide + 0.5, column.y, wide - 1.0, tall, fill=fill, stroke=palette.outline,
                stroke_width=0.15 if palette.outline else 0.0, radius=0.8)
        )  # fmt: skip
    column.y += tall


def _hairs(context: LayoutContext, column: Column, size: float) -> None:
    """Fine lines with their thickness in millimetres."""
    wide = column.width / len(_HAIRS)
    small = 0.75 * size
    for place, thick in enumerate(_HAIRS):
        at = len(_HAIRS) - 1 - place if context.right_to_left else place
        x = at * wide
        begin, end = x + 1.0, x + wide - 1.0
        lines = [(begin, column.y + 0.9 * n, end, column.y + 0.9 * n) for n in (1, 2, 3)]
        column.items.append(strokes(lines, "#000000", thick))
    column.y += 3.6
    for place, thick in enumerate(_HAIRS):
        at = len(_HAIRS) - 1 - place if context.right_to_left else place
        text = length(number(thick, context.language), context.words)
        _set(context, column, text, at * wide, wide, small, "center")
    column.y += LINE_PITCH * small
