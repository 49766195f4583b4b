"""The page on which blank notes are laid: their outlines, and what to do with them."""

from collections.abc import Iterator, Sequence

from cjmdesk.i18n import N_
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.pages import Rect
from cjmdesk.layout.scene import Box, Part, Path, SceneItem, Text
from cjmdesk.model.maps import JourneyMap
from cjmdesk.posters.check import POINTS_PER_MM
from cjmdesk.posters.footer import legend_of_cards
from cjmdesk.posters.papers import Sheet
from cjmdesk.posters.printed import HAIR, strokes
from cjmdesk.posters.sheet_marks import bar_items
from cjmdesk.posters.sheets.places import Places
from cjmdesk.posters.sheets.words import Column, one_line, sizes
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR, room_for_words

_PRINT = N_(
    "Print this page at 100% (“actual size”), not fitted to the page. Measure the bar: {bar}\u00a0mm."
)
_STICK = N_(
    "Stick blank notes of {width}\u00a0×\u00a0{height}\u00a0mm on the outlines, the sticky strip on the"
    " grey band."
)
_AGAIN = N_(
    "Put the sheet into the printer again, the same way round as before: the same side,"
    " the arrow pointing the same way."
)
_PAGE = N_("Print the next page at 100% too.")
_PAGES = N_(
    "Print the next page at 100% too. Then take the notes off, stick blank ones on and go on with the page"
    " after it: {count} pages of notes in all."
)
_ARROW = N_("The same way round again")

_LINE = "#8A929E"
_BAND = "#EEF0F3"
_BAND_HEIGHT = 0.18
"""Of a note's height: the strip with glue on it, which lies at the top when the note hangs."""

_TICK = 0.9
_MOST_PT, _LEAST_PT = 13.0, 4.0
_LEGEND_PT = 11.0
_LEAST_BESIDE, _BESIDE_WORDS, _LEAST_BESIDE_WORDS = 4.0, 3.0, 1.9
"""mm: width of a free strip that has room for the arrow alone; type of its words there, most and least."""

_STRIP = 7.0
"""mm: a free strip of that height has room for the arrow and its words."""


def template_parts(
    context: LayoutContext,
    journey_map: JourneyMap,
    places: Places,
    boxes: Sequence[Rect],
    needed: Sequence[Rect],
    pages: int,
) -> Iterator[Part]:
    """The page's parts. boxes: all places in order; needed: those that notes come on. pages: that
    are printed on notes."""
    sheet = places.sheet
    for number, box in enumerate(needed, 1):
        x, y, width, height = box
        yield Part(f"outline:{number}", x, y, width, height, tuple(_outline(width, height)))
    yield Part("marks", 0, 0, sheet.width, sheet.height, (strokes(list(_ticks(sheet, needed)), _LINE),))
    steps = list(_steps(context, places, boxes, pages))
    yield from steps
    if len(steps) < len(boxes):
        yield from _legend(context, journey_map, boxes[len(steps)])
    arrow = _arrow(context, places)
    if arrow is not None:
        yield arrow


def _outline(width: float, height: float) -> Iterator[SceneItem]:
    yield Box("", 0, 0, width, _BAND_HEIGHT * height, fill=_BAND)
    yield Box("", 0, 0, width, height, stroke=_LINE, stroke_width=HAIR, dash=(2.0, 1.4))


def _ticks(sheet: Sheet, boxes: Sequence[Rect]) -> Iterator[tuple[float, float, float, float]]:
    """Short lines outside the corners, still seen beside a note that lies there."""
    # Between two notes there are 2 mm at least, so that the marks of neighbours do not meet.
    for x, y, width, height in boxes:
        for edge_x, out_x in ((x, -1), (x + width, 1)):
            for edge_y, out_y in ((y, -1), (y + height, 1)):
                end_x = min(max(edge_x + out_x * _TICK, sheet.left), sheet.right)
                end_y = min(max(edge_y + out_y * _TICK, sheet.top), sheet.bottom)
                if abs(end_x - edge_x) > 0.3:
                    yield edge_x + out_x * 0.2, edge_y, end_x, edge_y
                if abs(end_y - edge_y) > 0.3:
                    yield edge_x, edge_y + out_y * 0.2, edge_x, end_y


def _steps(context: LayoutContext, places: Places, boxes: Sequence[Rect], pages: int) -> Iterator[Part]:
    """The instructions, a step in each place, or several where there are few."""
    width, height = boxes[0][2:]
    bar = next((bar for bar in (50.0, 40.0, 20.0, 10.0) if bar <= 0.8 * width), 10.0)
    last = _PAGE if pages < 2 else _PAGES
    texts = [
        context.say(text).format(bar=f"{bar:g}", width=f"{width:g}", height=f"{height:g}", count=pages)
        for text in (_PRINT, _STICK, _AGAIN, last)
    ]
    count = min(len(boxes), len(texts))
    share = -(-len(texts) // count)
    groups = [list(enumerate(texts, 1))[n : n + share] for n in range(0, len(texts), share)]
    pad = 0.06 * min(width, height)
    room = (width - 2 * pad, (1 - _BAND_HEIGHT) * height - 2 * pad)
    tried = sizes(_MOST_PT / POINTS_PER_MM, _LEAST_PT / POINTS_PER_MM)
    size = next(
        (
            size
            for size in tried
            if all(_set(context, group, size, room[0], bar)[1] <= room[1] for group in groups)
        ),
        tried[-1],
    )
    for group, box in zip(groups, boxes, strict=False):
        items, tall = _set(context, group, size, room[0], bar)
        y = box[1] + _BAND_HEIGHT * height + pad
        yield Part(f"step:{group[0][0]}", box[0] + pad, y, room[0], max(tall, 0.1), tuple(items))


def _legend(context: LayoutContext, journey_map: JourneyMap, box: Rect) -> Iterator[Part]:
    """What the signs on the notes mean, in a place without a step, in the largest type that it holds; left
    out where that is none."""
    x, y, width, height = box
    pad = 0.06 * min(width, height)
    room, most = width - 2 * pad, (1 - _BAND_HEIGHT) * height - 2 * pad
    for size in sizes(_LEGEND_PT / POINTS_PER_MM, _LEAST_PT / POINTS_PER_MM):
        items, tall = legend_of_cards(context, journey_map, room, size)
        texts = [item for item in items if isinstance(item, Text)]
        whole = all(item.x >= 0 and item.x + item.width <= room for item in texts)
        if texts and whole and tall <= most:
            yield Part("legend", x + pad, y + _BAND_HEIGHT * height + pad, room, tall, items)
            return


def _set(
    context: LayoutContext, steps: Sequence[tuple[int, str]], size: float, width: float, bar: float
) -> tuple[list[SceneItem], float]:
    """The steps in a column of `width` mm, and how tall they are."""
    column = Column(context, 0.0, 0.0, width)
    side = 1.7 * size
    for number, text in steps:
        disc_x = width - side if context.right_to_left else 0.0
        top = column.y
        ink, page = context.palette.ink, context.palette.page
        column.items.append(
            Box(
                "",
                disc_x,
                top + (LINE_PITCH * size - side) / 2 + 0.12 * size,
                side,
                side,
                fill=ink,
                radius=side / 2,
            )
        )
        line = (disc_x, top + 0.12 * size + (1 - 0.95) * LINE_PITCH * size / 2, side)
        column.items += one_line(context, "", str(number), BOLD, 0.95 * size, line, page, "center")
        column.y += 0.12 * size
        column.write(text, size, REGULAR, indent=side + 0.55 * size)
        column.y += 0.5 * size
        if number == 1:
            x = width - bar if context.right_to_left else 0.0
            column.items += bar_items(x, column.y + 1.5, bar)
            column.y += 3.0 + 0.5 * size
    return column.items, column.y - 0.5 * size


def _arrow(context: LayoutContext, places: Places) -> Part | None:
    """An arrow that says how the sheet lay, above the notes, else beside them; None without room."""
    sheet = places.sheet
    above = places.boxes[0][1] - sheet.top
    beside = places.boxes[0][0] - sheet.left
    if above >= _STRIP:
        return _arrow_above(context, places, above)
    return _arrow_beside(context, places, beside) if beside >= _LEAST_BESIDE else None


def _arrow_beside(context: LayoutContext, places: Places, beside: float) -> Part:
    """Its words stand below it, one or two on a line, where they can be read at that."""
    colour, sheet = context.palette.ink, places.sheet
    tall = min(3 * beside, 40.0)
    items: list[SceneItem] = [_up(beside / 2, 0.0, tall, min(beside - 1.5, 8.0), colour)]
    text, room = context.say(_ARROW), beside - 1.5
    size = min(_BESIDE_WORDS, room / room_for_words(context.engine, text, BOLD))
    if size >= _LEAST_BESIDE_WORDS:
        block = context.engine.wrap(text, BOLD, room / size)
        items.append(Text("", 0.0, tall + size, room, block, size, colour, "center"))
        tall += size + block.height * size
    return Part("arrow", sheet.left, sheet.top, beside, tall, tuple(items))


def _arrow_above(context: LayoutContext, places: Places, above: float) -> Part:
    sheet = places.sheet
    size = min(3.4, 0.3 * above)
    tall = min(above - 1.5, 12.0)
    text = context.say(_ARROW)
    wide = 0.8 * tall
    words = min(
        context.engine.wrap(text, BOLD, float("inf")).width * size + 0.01, sheet.inner_width - wide - size
    )
    whole = wide + size + words
    y = (above - tall) / 2
    mirrored = context.right_to_left
    items: list[SceneItem] = [
        _up(whole - wide / 2 if mirrored else wide / 2, y, tall, wide, context.palette.ink)
    ]
    box = (0.0 if mirrored else wide + size, y + (tall - LINE_PITCH * size) / 2, words)
    items += one_line(context, "", text, BOLD, size, box, context.palette.ink)
    return Part("arrow", sheet.left + (sheet.inner_width - whole) / 2, sheet.top, whole, above, tuple(items))


def _up(x: float, top: float, tall: float, wide: float, colour: str) -> Path:
    """A filled arrow that points up, its middle at x."""
    head, half, stem = min(0.55 * tall, wide), wide / 2, wide / 5
    corners = [
        (x, top),
        (x + half, top + head),
        (x + stem, top + head),
        (x + stem, top + tall),
        (x - stem, top + tall),
        (x - stem, top + head),
        (x - half, top + head),
    ]
    return Path("", (("M", *corners[0]), *(("L", *corner) for corner in corners[1:]), ("Z",)), fill=colour)
