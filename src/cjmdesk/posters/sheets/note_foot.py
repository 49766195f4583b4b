"""The foot of a note: the stage on its arrow, step and channel, and which of several notes it is."""

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

from cjmdesk.layout.balance import balanced, without_end_dots
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import Path, SceneItem
from cjmdesk.model.cards import TouchpointCard
from cjmdesk.posters.sheets.base import set_in
from cjmdesk.posters.sheets.note_room import Leaflet, NoteRoom
from cjmdesk.posters.sheets.words import one_line, shortened
from cjmdesk.posters.writing import BETWEEN
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR
from cjmdesk.text.prepare import strung

_LEAST_FOOT = 0.75
"""Of the usual type: stage and channel are a little smaller before they end in "…"."""

LESS, MOST_LINES = 0.85, 3
"""Of a card's type, which is given up for its foot, and of the foot's before that; lines that this has at
most."""

_FEET = ((1.0, False), (LESS, False), (1.0, True), (_LEAST_FOOT, False), (_LEAST_FOOT, True))
"""Shares of a foot's type in which it is tried, and whether a name may go on on another line."""

_ARROW = 0.62
_BESIDE = 1.5 * _ARROW + 0.5
"""em of that type: side of the arrow before the stage, and what it takes of the line."""


class Foot(Struct, frozen=True):
    """What stands below a card. whole: share of the usual type in which nothing of it ends in "…"; 0 where
    something does. widths: mm that each line may take."""

    lines: tuple[str, ...]
    whole: float
    widths: tuple[float, ...]


def foot_of(context: LayoutContext, leaf: Leaflet, room: NoteRoom) -> Foot:
    """Stage, step and channel on one line; on more where that would be too long and the note has room."""
    slip, small, engine = leaf.slip, room.small, context.engine
    stage = slip.stage.title.strip() or "–"
    behind = strung([slip.step, _channel(context, leaf)], BETWEEN)
    whole = strung([stage, behind], BETWEEN)
    wide = room.inside - _BESIDE * small
    last = wide - _count_width(context, leaf, room)

    def long(text: str) -> float:
        return engine.wrap(text, REGULAR, math.inf).width * small

    def wrapped(text: str, width: float, size: float) -> list[str]:
        block = without_end_dots(engine, balanced(context, engine.wrap(text, REGULAR, width / size)))
        return [line.text.strip() for line in block.lines]

    def room_for(lines: Sequence[str]) -> tuple[float, ...]:
        return (*(wide for _line in lines[1:]), last)

    free = min(1 + int((_spare(context, leaf, room) + 1e-6) / (LINE_PITCH * small)), MOST_LINES)
    words = engine.widest_word(whole, REGULAR) * small
    plain = [[whole], [stage, behind]] if behind else [[whole]]
    for least, broken in _FEET:
        ways = plain
        if broken and words * least <= wide:
            ways = [[*wrapped(stage, wide, least * small), behind]] if behind else []
            ways.append(wrapped(whole, last, least * small))
        for way in ways:
            widths = room_for(way)
            fits = all(long(line) * least <= width for line, width in zip(way, widths, strict=True))
            if len(way) <= free and fits:
                return Foot(tuple(way), least, widths)
    if behind and free > 1:
        return Foot((stage, behind), 0.0, (wide, last))
    # The colour of the arrow and the place on the wall tell the stage, nothing else the rest.
    if behind and long(whole) * _LEAST_FOOT > last:
        left_over = last / (_LEAST_FOOT * small) - engine.wrap(f"{BETWEEN}{behind}", REGULAR, math.inf).width
        whole = strung([shortened(engine, stage, REGULAR, max(left_over, 3.0)), behind], BETWEEN)
    return Foot((whole,), 0.0, (last,))


def _count_width(context: LayoutContext, leaf: Leaflet, room: NoteRoom) -> float:
    """mm that the number of a note takes, of several of one card, with the space before it."""
    if leaf.count < 2:
        return 0.0
    return (context.engine.wrap(_count(leaf), BOLD, math.inf).width + 0.8) * room.small


def _count(leaf: Leaflet) -> str:
    return f"{leaf.number}/{leaf.count}"


def draw_foot(
    context: LayoutContext, leaf: Leaflet, room: NoteRoom, left: float, colour: str
) -> Iterator[SceneItem]:
    """The stage on a small arrow, its step, the channel, and which of several notes this is."""
    small, mirrored, item = room.small, context.right_to_left, leaf.slip.note.id
    pitch, y = LINE_PITCH * small, room.height - room.edge - room.row + 0.15 * small
    count = _count_width(context, leaf, room)
    if count:
        wide = count - 0.8 * small
        x = left if mirrored else left + room.inside - wide
        ink = context.palette.ink
        yield from one_line(context, item, _count(leaf), BOLD, small, (x, y, wide + 0.01), ink, "left")
    foot = foot_of(context, leaf, room)
    top = y - (len(foot.lines) - 1) * pitch
    side = _ARROW * small
    arrow_x = left + room.inside - 1.5 * side if mirrored else left
    yield _arrow(item, arrow_x, top + pitch / 2, side, colour, mirrored=mirrored)
    for number, (line, width) in enumerate(zip(foot.lines, foot.widths, strict=True)):
        long = context.engine.wrap(line, REGULAR, math.inf).width
        size = max(min(small, width / max(long + 0.01, 1.0)), _LEAST_FOOT * small)
        beside = _BESIDE * small
        x = left + room.inside - beside - width if mirrored else left + beside
        box = (x, top + number * pitch + LINE_PITCH * (small - size) / 2, width)
        yield from one_line(context, item, line, REGULAR, size, box, context.palette.secondary)


def _spare(context: LayoutContext, leaf: Leaflet, room: NoteRoom) -> float:
    """mm that are free between the card and the foot."""
    return room.body - leaf.matter.fit(set_in(context, leaf.em), room.inside).height


def _channel(context: LayoutContext, leaf: Leaflet) -> str:
    """The name of a touchpoint's channel, unless the card says it already."""
    card = leaf.slip.note
    if not isinstance(card, TouchpointCard) or not card.channel:
        return ""
    name = context.channels.get(card.channel, (card.channel, ""))[0]
    return "" if name.casefold() in card.text.casefold() else name


def _arrow(item: str, x: float, y: float, side: float, colour: str, *, mirrored: bool) -> Path:
    """A stage's header seen small."""
    wide, half, notch = 1.5 * side, side / 2, 0.45 * side
    corners = [
        (0.0, -half),
        (wide - notch, -half),
        (wide, 0.0),
        (wide - notch, half),
        (0.0, half),
        (notch, 0.0),
    ]
    places = [(x + (wide - a if mirrored else a), y + b) for a, b in corners]
    return Path(item, (("M", *places[0]), *(("L", *place) for place in places[1:]), ("Z",)), fill=colour)
