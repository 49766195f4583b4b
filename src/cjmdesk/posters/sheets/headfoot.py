"""What stands above and below on sheets that are no maps: title and goal, project and date."""

import math
from collections.abc import Sequence

from cjmdesk.i18n import N_
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.numbers import date as date_words
from cjmdesk.layout.scene import Image, Part, SceneItem
from cjmdesk.posters.kinds import PrintJob
from cjmdesk.posters.sheets.cutting import logo_items
from cjmdesk.posters.sheets.words import Column, one_line, shortened
from cjmdesk.posters.title_block import map_title
from cjmdesk.posters.writing import BETWEEN
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR, TextEngine
from cjmdesk.text.prepare import filled, strung

SMALL = 0.82
"""Of the type of a sheet: what stands in its foot."""

_HAIR = 0.05
"""em to spare, so that a line that fits is not shortened for a rounding."""

_TITLE, _KICKER = 1.9, 0.85
"""Of the type of a sheet: the map's title, and what stands above it."""


def head(job: PrintJob, context: LayoutContext, width: float, kicker: str) -> tuple[list[SceneItem], float]:
    """What the sheet is (`kicker`, marked for translation), of which map, and to what end: items from
    y 0 down over `width` mm, and the height with the space below."""
    em, palette, one = context.em, context.palette, job.map
    column = Column(context, 0.0, 0.0, width, one.id)
    column.write(context.say(kicker).upper(), _KICKER * em, BOLD, palette.small)
    column.write(map_title(context, one), _TITLE * em, BOLD)
    goal = one.goal.strip() or job.project.brief.goal.strip()
    if goal:
        text = filled(context.say(N_("Goal: {goal}")), goal=goal)
        column.write(text, em, REGULAR, palette.secondary)
    return column.items, column.y + 0.8 * em


def foot_height(em: float) -> float:
    """mm, with the space above."""
    return (LINE_PITCH + 0.8) * SMALL * em


def foot(
    job: PrintJob,
    context: LayoutContext,
    x: float,
    bottom: float,
    width: float,
    page: tuple[int, int],
    *,
    named: bool = False,
) -> Part:
    """Logo, project, date, and which page it is of how many, ending at `bottom`. page: both counted in what
    is printed of this map. named: with the map's title, where no head tells it."""
    em, palette, choices = context.em, context.palette, job.choices
    number, count = job.numbering.of(*page)
    names = [map_title(context, job.map)] if named else []
    if job.project.title.strip() not in names:  # often both are called the same
        names.append(job.project.title.strip())
    facts = []
    if choices.date is not None:
        facts.append(date_words(choices.date, context.language))
    if count > 1:
        facts.append(context.say(N_("page {number} of {count}")).format(number=number, count=count))
    height = foot_height(em)
    size = SMALL * em
    items: list[SceneItem] = list(logo_items(context, job.map, (0, 0, width, height)))
    beside = items[0].width + size if items and isinstance(items[0], Image) else 0.0
    left = beside if context.right_to_left else 0.0
    box = (left, height - LINE_PITCH * size, width - beside)
    text = strung([*_in_room(context.engine, names, facts, (width - beside) / size), *facts], BETWEEN)
    items += one_line(context, "", text, REGULAR, size, box, palette.small)
    return Part("foot", x, bottom - height, width, height, tuple(items))


def _in_room(engine: TextEngine, names: Sequence[str], facts: Sequence[str], width: float) -> list[str]:
    """Names shortened, the longest ones first, so that they stand on a line of `width` em with `facts`,
    none of which is lost: whoever finds the sheet on a wall asks how old it is."""

    def long(text: str) -> float:
        return engine.wrap(text, REGULAR, math.inf).width

    shown = [name for name in names if name]
    over = long(strung([*shown, *facts], BETWEEN)) - width
    if over <= 0 or not shown:
        return shown
    wide = sorted(long(name) for name in shown)
    room = sum(wide) - over
    while len(wide) > 1 and wide[0] < room / len(wide):
        room -= wide.pop(0)  # a short one is left whole, the others share the room
    most = room / len(wide)
    return [shortened(engine, name, REGULAR, max(most - _HAIR, 0.0)) for name in shown]
