"""Above and below a wall grid: what it is for, to be read or filled in; and how to use it."""

import datetime
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from cjmdesk.edits.grids import grid_name
from cjmdesk.i18n import N_
from cjmdesk.layout import titles
from cjmdesk.layout.balance import BETWEEN_FACTS, balanced, without_end_dots
from cjmdesk.layout.context import LayoutContext, map_personas
from cjmdesk.layout.numbers import date, length, millimetres
from cjmdesk.layout.scene import Part, Path, SceneItem, Text
from cjmdesk.model.maps import JourneyMap, WallGrid
from cjmdesk.model.project import Project
from cjmdesk.posters.sheet_marks import bar_items
from cjmdesk.posters.title_block import draw_logo
from cjmdesk.posters.wall.room import Room, note_words
from cjmdesk.posters.writing import TitlePlan
from cjmdesk.text.engine import ASCENT, BOLD, LINE_PITCH, REGULAR

_SHARES = (0.3, 0.28, 0.42)
"""What is asked, and its part of the width."""

_NARROW, _AWAY = 60.0, 3.0
"""mm: of a sheet in which no field stands, and between a seam and the next word."""

_ASKED = 0.4
"""Of the heading: type of the fields…"""
_SMALLER = (1.0, 0.86, 0.74, 0.62)
"""…and what it may shrink to where an answer would take more than two lines."""

_BAR = 100.0
_BAR_LOWER = 0.77
"""em of the footer's type that the letters above the bar reach down."""
_TO_BAR = 2.1
"""mm from those letters to the bar: its marks keep clear of them."""


def plan_title(
    context: LayoutContext,
    project: Project,
    journey: JourneyMap,
    width: float,
    size: float,
    cuts: tuple[float, ...] = (),
) -> TitlePlan:
    """The heading with the fields below it, over `width` mm. size: of the heading, mm per em. cuts:
    mm from the reading edge at which no word may stand."""
    palette, mirrored = context.palette, context.right_to_left
    kind = titles.MAP_TYPES.get(journey.type, "") if journey.type == "service_blueprint" else ""
    heading = context.say(kind or N_("Customer journey"))
    logo_width, logo = draw_logo(context, journey, size)
    if mirrored and logo_width > 0:  # it stays at the left edge, behind the last words
        bands = _bands(width - logo_width, cuts)
        first = 0.0
    else:
        bands = _bands(width, cuts, logo_width)
        first = logo_width
    block = context.engine.wrap(heading, BOLD, float("inf"))
    large = min(size, (bands[0][1] - first) / max(block.width, 1.0))
    wide = block.width * large
    at = width - first - wide if mirrored else first
    items: list[SceneItem] = [*logo, Text(journey.id, at, 0.0, wide, block, large, palette.ink)]
    top = block.height * large + 0.12 * size
    people = [one.name for one in map_personas(project, journey) if one.name.strip()]
    answers = (journey.title.strip(), ", ".join(people), journey.goal.strip())
    places = [(begin, max(end - begin - 0.5 * size, size)) for begin, end in _places(bands)]
    who = N_("Personas:") if len(people) > 1 else N_("Persona:")
    asked = [context.say(field) for field in (N_("Map:"), who, N_("Goal:"))]
    type_size = _type_of_fields(context, asked, answers, [inside for _begin, inside in places], size)
    tallest = 0.0
    for question, answer, (begin, inside) in zip(asked, answers, places, strict=True):
        left = width - begin - inside if mirrored else begin
        found, high = _field(context, journey.id, question, answer, (left, top, inside, type_size))
        items += found
        tallest = max(tallest, high)
    height = max(top + tallest, 1.9 * size if logo else 0.0)
    return TitlePlan(height + 0.35 * size, Part("title", 0, 0, width, height, tuple(items)))


Band = tuple[float, float]
"""From, to: mm from the reading edge."""


def _bands(width: float, cuts: tuple[float, ...], begin: float = 0.0) -> list[Band]:
    """What lies between seams."""
    edges = [begin, *(cut for cut in cuts if begin + _NARROW < cut < width - _NARROW), width]
    return [(a + (_AWAY if n else 0.0), b) for n, (a, b) in enumerate(pairwise(edges))]


def _places(bands: list[Band]) -> list[Band]:
    """Where the three fields stand: each within one sheet if there are several."""
    if len(bands) > 2:
        return bands[:3]
    begin, end = bands[0]
    shares = _SHARES if len(bands) == 1 else (0.5, 0.5)
    edges = [begin + (end - begin) * sum(shares[:n]) for n in range(len(shares) + 1)]
    return [*pairwise(edges), *bands[1:]]


def _type_of_fields(
    context: LayoutContext, asked: list[str], answers: Sequence[str], widths: list[float], heading: float
) -> float:
    """mm per em of all fields: the largest in which no answer takes more than two lines."""
    size = heading
    for smaller in _SMALLER:
        size = _ASKED * heading * smaller
        lines = [
            context.engine.line_count(answer, BOLD, _answer_width(context, question, width, size) / size)
            for question, answer, width in zip(asked, answers, widths, strict=True)
        ]
        if max(lines) <= 2:
            break
    return size


def _answer_width(context: LayoutContext, asked: str, width: float, size: float) -> float:
    """mm beside what is asked."""
    label = context.engine.wrap(asked, REGULAR, float("inf")).width
    return max(width - (label + 0.35) * size, 3 * size)


def _field(
    context: LayoutContext, item: str, asked: str, answer: str, box: tuple[float, float, float, float]
) -> tuple[list[SceneItem], float]:
    """What is asked with its answer, or with a line to write on. box: left, top, width, size of the
    type. Returns the height too, mm."""
    left, top, width, size = box
    palette, engine, mirrored = context.palette, context.engine, context.right_to_left
    label = engine.wrap(asked, REGULAR, float("inf"))
    room = _answer_width(context, asked, width, size)
    block = balanced(context, engine.wrap(answer, BOLD, room / size))
    label_x = left + width - label.width * size if mirrored else left
    answer_x = left if mirrored else left + width - room
    items: list[SceneItem] = [Text(item, label_x, top, label.width * size, label, size, palette.secondary)]
    if block.lines:
        items.append(Text(item, answer_x, top, room, block, size, palette.ink, context.align))
    else:
        y = top + (ASCENT + 0.12) * size
        line = (("M", answer_x, y), ("L", answer_x + room, y))
        items.append(Path("", line, stroke=palette.small, stroke_width=0.025 * size))
    return items, max(block.height, LINE_PITCH) * size


class Facts(Struct, frozen=True):
    """What the footer tells. example: a code of the grid; slots: for notes, without the curve's."""

    grid: WallGrid
    room: Room
    example: str
    slots: int
    today: datetime.date | None


def plan_footer(
    context: LayoutContext, facts: Facts, width: float, size: float, cuts: tuple[float, ...] = ()
) -> TitlePlan:
    """How to type the notes later, a bar to measure, and which grid on which paper this is.

    size: of the type, mm per em. cuts: see `plan_title`.
    """
    palette, mirrored, engine = context.palette, context.right_to_left, context.engine
    bands = _bands(width, cuts)
    how = engine.wrap(_how(context, facts), REGULAR, (bands[0][1] - bands[0][0]) / size)
    room = (bands[-1][1] - bands[-1][0]) / size
    which = without_end_dots(engine, engine.wrap(_which(context, facts), REGULAR, room))
    bar = _BAR if width >= 1.4 * _BAR else 50.0
    top = 0.9 * size
    first, last = how.width * size, which.width * size
    beside = first + last + bar + 4 * size <= width and (len(bands) > 1 or len(how.lines) == 1)
    lower = top if beside else top + how.height * size
    ends = ((first, 0.0, how, top), (last, width - last, which, lower))
    # Between words on one line in the middle, else below those at the beginning.
    wanted = (width - bar) / 2 if beside else 0.0
    middle = _bar_place(bar, first if beside else -_AWAY, width - last, wanted, cuts)
    if middle is None:  # no room beside the words: below them
        middle = 0.0
        lower = max(y + block.height * size for _wide, _x, block, y in ends) + 0.4 * size
    items: list[SceneItem] = [
        Text("", width - x - wide if mirrored else x, y, wide, block, size, palette.small, context.align)
        for wide, x, block, y in ends
    ]
    x = width - middle - bar if mirrored else middle
    words = engine.wrap(millimetres(bar, context.words), REGULAR, float("inf"))
    items += bar_items(x, lower + _BAR_LOWER * size + _TO_BAR, bar)
    items.append(Text("", x, lower, bar, words, 0.72 * size, palette.small, "center"))
    bottom = max(item.y + item.height for item in items if isinstance(item, Text))
    height = max(bottom, lower + _BAR_LOWER * size + 2 * _TO_BAR)
    return TitlePlan(height, Part("footer", 0, 0, width, height, tuple(items)))


def _bar_place(bar: float, begin: float, end: float, wanted: float, cuts: tuple[float, ...]) -> float | None:
    """Where a bar between words that end at `begin` and begin at `end` stands, no seam through it,
    as near to where it is wanted as can be; None where it has no room."""
    edges = sorted({begin, end, *(cut for cut in cuts if begin < cut < end)})
    free = [(a + _AWAY, b - _AWAY - bar) for a, b in pairwise(edges) if b - a >= bar + 2 * _AWAY]
    places = [min(max(wanted, low), high) for low, high in free]
    return min(places, key=lambda place: abs(place - wanted), default=None)


def _how(context: LayoutContext, facts: Facts) -> str:
    text = N_("Notes {note} · type “{code} queue at 8:00” later and it lands in this cell")
    return context.say(text).format(note=note_words(facts.grid.note, context.words), code=facts.example)


def _which(context: LayoutContext, facts: Facts) -> str:
    parts = [
        context.say(N_("Grid {name}")).format(name=grid_name(facts.grid)),
        _paper(context, facts.room),
        _slots(context, facts.slots),
        context.say(N_("print at 100%")),
        date(facts.today, context.language) if facts.today else "",
    ]
    return BETWEEN_FACTS.join(part for part in parts if part)


def _slots(context: LayoutContext, count: int) -> str:
    text = context.words.ngettext("{count} place for a note", "{count} places for notes", count)
    return text.format(count=count)


def _paper(context: LayoutContext, room: Room) -> str:
    """ "A0, landscape"; a roll and an own size by its millimetres."""
    size = length(f"{room.width:.0f} × {room.height:.0f}", context.words)
    if room.roll:
        return context.say(N_("roll {size}")).format(size=size)
    if not room.paper or any(letter in room.paper for letter in "x×"):
        return size
    lying = N_("{paper} landscape") if room.width > room.height else N_("{paper} portrait")
    return context.say(lying).format(paper=room.paper)
