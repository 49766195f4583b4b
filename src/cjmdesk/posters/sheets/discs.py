"""Round things to cut out: emotion faces, and dots to vote with."""

import math
from collections.abc import Sequence

from msgspec import Struct

from cjmdesk.i18n import N_, _
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.faces import face
from cjmdesk.layout.headers import stage_colour
from cjmdesk.layout.inks import letters_on
from cjmdesk.layout.pages import Rect
from cjmdesk.layout.palette import tint
from cjmdesk.layout.scene import Box, Part, SceneItem, Text
from cjmdesk.posters.check import POINTS_PER_MM
from cjmdesk.posters.kinds import PrintJob
from cjmdesk.posters.papers import PaperError, Sheet
from cjmdesk.posters.printed import HAIR, Printed
from cjmdesk.posters.sheets.base import Leaf, context_for, printed, scene_of, sheets_for
from cjmdesk.posters.sheets.cutting import CUT, ring
from cjmdesk.posters.sheets.matter import level_text
from cjmdesk.posters.sheets.places import Places, best_places, in_order, places_on
from cjmdesk.posters.sheets.words import Column, one_line
from cjmdesk.text.engine import ASCENT, BOLD, CAP_HEIGHT, LINE_PITCH, REGULAR

FACE_SIDE, DOT_SIDE = 40.0, 19.0
"""mm across, where nothing else is chosen."""

LEAST_SIDE, MOST_SIDE = 8.0, 180.0
_LEVELS = range(-5, 6)
_GAP, _WIDE_GAP = 1.5, 5.0
_CAPTION = 10 / POINTS_PER_MM
_ABOVE = 7.0
"""mm for a line of words above the discs."""

_CUT_OUT = N_("Print at 100% and cut out along the dashed lines.")
_VOTE = N_("Print at 100% and cut out, or print on round labels.")


def print_faces(job: PrintJob) -> Printed:
    """Faces for all levels from −5 to +5, as many whole sets as a sheet holds. Raises PaperError."""
    side, ways, context = _side(job, FACE_SIDE), sheets_for(job), context_for(job)
    places = _places(ways, side, _ABOVE)
    boxes = in_order(places, mirrored=False)
    sets = max(places.count // len(_LEVELS), 1)
    levels = [level for _set in range(sets) for level in _LEVELS]
    leaves = []
    for number, first in enumerate(range(0, len(levels), places.count), 1):
        page = levels[first : first + places.count]
        parts = [_caption(context, places, context.say(_CUT_OUT))]
        parts += [
            Part(f"face:{first + n}", *box, tuple(_face(context, level, side)))
            for n, (level, box) in enumerate(zip(page, boxes, strict=False))
        ]
        leaves.append(Leaf("faces", str(number), scene_of(job, context, places.sheet, parts)))
    return printed(job, leaves, _FIGURE * side)


_FIGURE = 0.17
"""Type of a face's level, of the disc."""


def _face(context: LayoutContext, level: int, side: float) -> list[SceneItem]:
    colour = context.palette.level(level)
    middle, size = side / 2, _FIGURE * side
    items: list[SceneItem] = [ring(0, 0, side)]
    items += face("", "circle", middle, 0.4 * side, 0.285 * side, level, colour, tint(colour, 0.1))
    items.append(_centred(context, level_text(level, context.language), middle, 0.85 * side, size, colour))
    return items


def _centred(
    context: LayoutContext, text: str, x: float, y: float, size: float, colour: str, item: str = ""
) -> Text:
    """A word whose capitals have their middle at x, y."""
    block = context.engine.wrap(text, BOLD, math.inf)
    width = block.width * size
    top = y - (ASCENT - CAP_HEIGHT / 2) * size
    return Text(item, x - width / 2, top, width, block, size, colour, "center")


class _Group(Struct, frozen=True):
    """Dots of one voter or one stage. sign: what tells them apart without colour. item: its id."""

    name: str
    sign: str
    colour: str
    item: str = ""


def print_dots(job: PrintJob) -> Printed:
    """Dots in the colours of the personas, and a page in those of the stages. Raises PaperError."""
    side, ways, context = _side(job, DOT_SIDE), sheets_for(job), context_for(job)
    own = job.map.poster.stage_colours
    personas = [_Group(mark.name, mark.initials, mark.colour, id) for id, mark in context.personas.items()]
    stages = [
        _Group(stage.title, str(number + 1), stage_colour(context.palette, stage, number, own), stage.id)
        for number, stage in enumerate(job.map.stages)
    ]
    plain = [_Group("", letter, context.palette.persona(n)) for n, letter in enumerate("ABCDE")]
    leaves: list[Leaf] = []
    for groups in [some for some in (personas, stages) if some] or [plain]:
        leaves += _dot_pages(job, context, ways, groups, side, len(leaves))
    return printed(job, leaves, _SIGN * side)


_SIGN = 0.42
"""Type of a dot's sign, of the dot."""


def _dot_pages(
    job: PrintJob,
    context: LayoutContext,
    ways: Sequence[Sheet],
    groups: Sequence[_Group],
    side: float,
    before: int,
) -> list[Leaf]:
    leaves: list[Leaf] = []
    first = 0
    while first < len(groups):
        legend, places, some = _legend_and_places(context, ways, groups[first:], side)
        parts = [legend]
        for n, (group, box) in enumerate(_shared(places, some, mirrored=context.right_to_left)):
            parts.append(Part(f"dot:{first + n}", *box, tuple(_dot(context, group, side))))
        number = before + len(leaves) + 1
        leaves.append(Leaf("dots", str(number), scene_of(job, context, places.sheet, parts)))
        first += len(some)
    return leaves


def _legend_and_places(
    context: LayoutContext, ways: Sequence[Sheet], groups: Sequence[_Group], side: float
) -> tuple[Part, Places, Sequence[_Group]]:
    """What one page explains, where its dots lie, and of which groups: of as many as it has dots."""
    bare = _places(ways, side, _ABOVE)
    count = min(len(groups), bare.count)
    while count:
        some = groups[:count]
        legend = _legend(context, bare.sheet, some)
        places = places_on(bare.sheet, side, side, _GAP, _WIDE_GAP, legend.height + 3)
        if places.count >= count:
            return legend, places, some
        count = min(places.count, count - 1) or count // 2
    # Not even one name leaves room for its dot: the dots speak for themselves.
    return _caption(context, bare, context.say(_VOTE)), bare, groups[:1]


def _shared(places: Places, groups: Sequence[_Group], *, mirrored: bool) -> list[tuple[_Group, Rect]]:
    """Which dot lies where: as many of each group, in whole rows where there are rows enough, the others
    below them."""
    boxes = in_order(places, mirrored=mirrored)
    if places.down >= len(groups):
        rows, more = divmod(places.down, len(groups))
        found = [group for group in groups for _n in range(places.across * rows)]
        found += [group for group in groups for _n in range(places.across * more // len(groups))]
        return list(zip(found, boxes, strict=False))
    each = places.count // len(groups)
    return list(zip([group for group in groups for _n in range(each)], boxes, strict=False))


def _dot(context: LayoutContext, group: _Group, side: float) -> list[SceneItem]:
    ink = letters_on(context.palette, group.colour)
    wide = context.engine.wrap(group.sign, BOLD, math.inf).width
    size = min(_SIGN * side, 0.72 * side / max(wide, 0.1))
    ground = Box(
        group.item, 0, 0, side, side, fill=group.colour, stroke=CUT, stroke_width=HAIR, radius=side / 2
    )
    return [ground, _centred(context, group.sign, side / 2, side / 2, size, ink, group.item)]


def _legend(context: LayoutContext, sheet: Sheet, groups: Sequence[_Group]) -> Part:
    """What to do, and whose the dots are, in as many lines as that takes."""
    column = Column(context, 0, 0, sheet.inner_width)
    column.write(context.say(_VOTE), _CAPTION, REGULAR, context.palette.secondary)
    column.y += 0.4 * _CAPTION
    x, size, row = 0.0, _CAPTION, LINE_PITCH * _CAPTION
    named = [group for group in groups if group.name.strip()]
    for group in named:
        natural = context.engine.wrap(" ".join(group.name.split()), REGULAR, math.inf).width * size
        words = min(natural + 0.01, 0.45 * sheet.inner_width)
        whole = row + 0.4 * size + words
        if x and x + whole > sheet.inner_width:
            x, column.y = 0.0, column.y + row + 0.3 * size
        left = sheet.inner_width - x - whole if context.right_to_left else x
        disc_x = left + whole - row if context.right_to_left else left
        column.items.append(Box("", disc_x, column.y, row, row, fill=group.colour, radius=row / 2))
        ink = letters_on(context.palette, group.colour)
        sign = context.engine.wrap(group.sign, BOLD, math.inf).width
        fits = min(0.62 * size, 0.8 * row / max(sign, 0.1))
        column.items.append(_centred(context, group.sign, disc_x + row / 2, column.y + row / 2, fits, ink))
        text_x = left if context.right_to_left else left + row + 0.4 * size
        box = (text_x, column.y, words)
        column.items += one_line(context, "", group.name, REGULAR, size, box, context.palette.secondary)
        x += whole + 1.4 * size
    height = column.y + (row if named else 0.0)
    return Part("caption", sheet.left, sheet.top, sheet.inner_width, height, tuple(column.items))


def _caption(context: LayoutContext, places: Places, text: str) -> Part:
    """A line above the discs, as wide as they are side by side if it finds room so."""
    sheet, colour = places.sheet, context.palette.secondary
    left = min((box[0] for box in places.boxes), default=sheet.left)
    width = max((box[0] + box[2] for box in places.boxes), default=sheet.right) - left
    if context.engine.wrap(text, REGULAR, math.inf).width * _CAPTION > width:
        left, width = sheet.left, sheet.inner_width
    items = one_line(context, "", text, REGULAR, _CAPTION, (0, 0, width), colour)
    return Part("caption", left, sheet.top, width, LINE_PITCH * _CAPTION, items)


def _side(job: PrintJob, usual: float) -> float:
    """mm across: as chosen (the width of a note), else the usual."""
    side = job.choices.note[0] if job.choices.note else usual
    if not LEAST_SIDE <= side <= MOST_SIDE:
        text = _("Discs of {side:g} mm cannot be printed; choose {least:g} to {most:g} mm.")
        raise PaperError(text.format(side=side, least=LEAST_SIDE, most=MOST_SIDE))
    return side


def _places(ways: Sequence[Sheet], side: float, above: float) -> Places:
    places = best_places(ways, side, side, _GAP, _WIDE_GAP, above)
    if not places.count:
        text = _("Discs of {side:g} mm do not fit on {paper} with these margins; choose a larger sheet.")
        raise PaperError(text.format(side=side, paper=ways[0].name))
    return places
