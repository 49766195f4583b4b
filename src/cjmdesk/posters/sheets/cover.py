"""The title page of a booklet: what the map is about, whose journey it is, what stands where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cjmdesk.i18n import N_
from cjmdesk.layout.context import LayoutContext, map_personas
from cjmdesk.layout.headers import stage_colour
from cjmdesk.layout.scene import Box, Part, SceneItem
from cjmdesk.model.stages import Stage
from cjmdesk.posters.check import POINTS_PER_MM
from cjmdesk.posters.footer import plan_footer
from cjmdesk.posters.kinds import PrintJob
from cjmdesk.posters.papers import Sheet
from cjmdesk.posters.persona_strip import PersonaCard, draw_persona, persona_cards
from cjmdesk.posters.sheets.base import set_in
from cjmdesk.posters.sheets.words import one_line
from cjmdesk.posters.title_block import plan_title
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR

_TITLE, _LEAST_TITLE = 0.07, 0.008
"""Type of the title, of a sheet's shorter side (A4: 42 pt)."""

_PERSONAS = 0.85
"""Type by which the personas are measured, of the title's."""

_SMALL = 7.5 / POINTS_PER_MM
_CONTENTS, _LEAST_CONTENTS = 11 / POINTS_PER_MM, 5 / POINTS_PER_MM
_GAP = 6.0
_ACROSS = 55.0
"""mm: the least width of a column of contents."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stage in the list of contents. number: on the map, from 0. pages: their numbers."""

    stage: Stage
    number: int
    pages: tuple[int, ...]


def cover_parts(
    job: PrintJob, context: LayoutContext, sheet: Sheet, chapters: Sequence[Chapter]
) -> Iterator[Part]:
    """The parts of the title page."""
    width = sheet.inner_width
    foot = plan_footer(set_in(context, _SMALL), job.project, job.map, width, _SMALL, job.choices.date)
    y = sheet.bottom - foot.height
    below = replace(foot.part, x=sheet.left, y=y)
    room = y - _GAP - sheet.top
    size = _TITLE * sheet.short
    while True:
        title = plan_title(set_in(context, size), job.project, job.map, width, size, show_personas=False)
        cards = _people(job, context, width, size)
        people = max((card.y + card.height for card in cards), default=0.0)
        used = title.height + (people + _GAP if cards else 0.0) + 1.2 * _GAP
        contents = _fitting(chapters, width, room - used)
        if contents is not None or size < _LEAST_TITLE * sheet.short:
            break
        size *= 0.9
    yield replace(title.part, x=sheet.left, y=sheet.top)
    y = sheet.top + title.height
    if cards:
        scale = _PERSONAS * size
        wide = max(card.x + card.width for card in cards)
        at = sheet.right - wide if context.right_to_left else sheet.left
        items = [item for card in cards for item in draw_persona(context, card, 0.0, scale)]
        yield Part("personas", at, y, wide, people, tuple(items))
        y += people + 1.5 * _GAP
    if contents is not None and chapters:
        across, type_size = contents
        yield _draw_contents(job, context, sheet, chapters, y, across, type_size)
    yield below


def _people(job: PrintJob, context: LayoutContext, width: float, size: float) -> list[PersonaCard]:
    personas = map_personas(job.project, job.map) if job.map.poster.personas else ()
    return persona_cards(context, personas, width, _PERSONAS * size)


def _fitting(chapters: Sequence[Chapter], width: float, room: float) -> tuple[int, float] | None:
    """In how many columns and in which type the contents stand in `room` mm; None if in none."""
    size = _CONTENTS
    while size >= _LEAST_CONTENTS:
        most = max(int(width / (_ACROSS * size / _CONTENTS)), 1)
        for across in range(1, most + 1):
            rows = -(-len(chapters) // across)
            if rows * _row(size) <= room and (rows <= 8 or across == most):
                return across, size
        size *= 0.93
    return None


def _row(size: float) -> float:
    return (LINE_PITCH + 0.55) * size


def _draw_contents(
    job: PrintJob,
    context: LayoutContext,
    sheet: Sheet,
    chapters: Sequence[Chapter],
    y: float,
    across: int,
    size: float,
) -> Part:
    """Stages in columns, read down each, with their pages."""
    rows = -(-len(chapters) // across)
    gap = 3 * size
    wide = min((sheet.inner_width - (across - 1) * gap) / across, 36 * size)
    own = job.map.poster.stage_colours
    items: list[SceneItem] = []
    for place, chapter in enumerate(chapters):
        column, row = divmod(place, rows)
        left = column * (wide + gap)
        if context.right_to_left:
            left = sheet.inner_width - left - wide
        colour = stage_colour(context.palette, chapter.stage, chapter.number, own)
        top = row * _row(size)
        items += _line(context, chapter, (left, top, wide), size, colour)
    height = rows * _row(size)
    return Part("contents", sheet.left, y, sheet.inner_width, height, tuple(items))


def _line(
    context: LayoutContext,
    chapter: Chapter,
    box: tuple[float, float, float],
    size: float,
    colour: str,
) -> Iterator[SceneItem]:
    left, top, wide = box
    palette, mirrored, item = context.palette, context.right_to_left, chapter.stage.id
    bar = 0.28 * size
    yield Box(
        item,
        left + wide - bar if mirrored else left,
        top,
        bar,
        LINE_PITCH * size,
        fill=palette.outline or colour,
        radius=bar / 2,
    )
    pages = _pages(context, chapter.pages)
    page_wide = context.engine.wrap(pages, REGULAR, float("inf")).width * size + 0.01
    inside = wide - bar - 0.6 * size
    x = left if mirrored else left + bar + 0.6 * size
    words = inside - page_wide - size
    title_x = x + page_wide + size if mirrored else x
    title = chapter.stage.title.strip() or "–"
    yield from one_line(context, item, title, BOLD, size, (title_x, top, words), palette.ink)
    page_x = x if mirrored else x + inside - page_wide
    yield from one_line(
        context, item, pages, REGULAR, size, (page_x, top, page_wide), palette.secondary, "left"
    )


def _pages(context: LayoutContext, pages: Sequence[int]) -> str:
    if not pages:
        return ""
    if len(pages) == 1:
        return context.say(N_("page {number}")).format(number=pages[0])
    return context.say(N_("pages {first}–{last}")).format(first=pages[0], last=pages[-1])
