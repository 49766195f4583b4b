"""The title page of a booklet: what the map is about, whose journey it is, what stands where."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.i18n import N_
from cjmdesk.layout.context import LayoutContext, map_personas
from cjmdesk.layout.headers import stage_colour
from cjmdesk.layout.scene import Box, Part, SceneItem
from cjmdesk.model.stages import Stage
from cjmdesk.posters.check import POINTS_PER_MM
from cjmdesk.posters.footer import MOST_LEGEND, plan_footer
from cjmdesk.posters.kinds import PrintJob
from cjmdesk.posters.papers import Sheet
from cjmdesk.posters.persona_strip import PersonaCard, draw_persona, persona_cards
from cjmdesk.posters.sheets.base import set_in
from cjmdesk.posters.sheets.words import one_line
from cjmdesk.posters.title_block import plan_title
from cjmdesk.posters.writing import TitlePlan
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR

_TITLE = 0.07
"""Type of the title, of a sheet's shorter side (A4: 42 pt)."""

_LEAST_TITLE = 2.0
"""The same, of the smallest type: further pages are made rather than a smaller one."""

_PERSONAS = 0.85
"""Type by which the personas are measured, of the title's."""

_CONTENTS = 11 / POINTS_PER_MM
_BETWEEN = 3.0
"""em between two columns of contents."""

_LEAST_ROWS = 3
"""Of the contents, before the rest of them goes on on another page."""

_GAP = 6.0
_ACROSS = 55.0
"""mm: the least width of a column of contents."""


class Chapter(Struct, frozen=True):
    """A stage in the list of contents. number: on the map, from 0. pages: their numbers."""

    stage: Stage
    number: int
    pages: tuple[int, ...]


def plan_foot(job: PrintJob, context: LayoutContext, sheet: Sheet) -> TitlePlan:
    """Legend, project and date at the foot of the title page."""
    least, date = context.least, job.choices.date
    most = MOST_LEGEND * sheet.inner_height
    small = set_in(context, least)
    return plan_footer(small, job.project, job.map, sheet.inner_width, least, date, most=most)


def cover_pages(
    job: PrintJob, context: LayoutContext, sheet: Sheet, chapters: Sequence[Chapter], foot: TitlePlan
) -> list[tuple[Part, ...]]:
    """The parts of the title page; and of further ones, where people and contents are so many that it
    does not hold them in type that can be read. foot: see plan_foot."""
    width = sheet.inner_width
    top = sheet.bottom - foot.height
    below = replace(foot.part, x=sheet.left, y=top)
    room = top - _GAP - sheet.top
    size = _TITLE * sheet.short
    while size >= _LEAST_TITLE * context.least:
        title = _title(job, context, width, size)
        cards = _people(job, context, width, size)
        people = max((card.y + card.height for card in cards), default=0.0)
        used = title.height + (people + _GAP if cards else 0.0) + 1.2 * _GAP
        contents = _fitting(context, chapters, width, room - used)
        if contents is not None:
            y = sheet.top + title.height
            flow = _Flow(job, context, sheet, [[replace(title.part, x=sheet.left, y=sheet.top)]], y, top)
            flow.add_people(cards, _PERSONAS * size)
            flow.add_contents(chapters, *contents)
            return flow.finished(below)
        size *= 0.9
    size = _LEAST_TITLE * context.least
    title = _title(job, context, width, size)
    first = [replace(title.part, x=sheet.left, y=sheet.top)]
    flow = _Flow(job, context, sheet, [first], sheet.top + title.height, top - _GAP)
    flow.add_people(_people(job, context, width, size), _PERSONAS * size)
    flow.add_contents(chapters, _most_across(context, chapters, width, context.least), context.least)
    return flow.finished(below)


def _title(job: PrintJob, context: LayoutContext, width: float, size: float) -> TitlePlan:
    return plan_title(set_in(context, size), job.project, job.map, width, size, show_personas=False)


class _Flow(Struct):
    """Pages that fill from the top. y: mm down to which the last is filled; limit: down to which it may
    be."""

    job: PrintJob
    context: LayoutContext
    sheet: Sheet
    pages: list[list[Part]]
    y: float
    limit: float

    def add_people(self, cards: Sequence[PersonaCard], scale: float) -> None:
        """The personas' cards, row by row. scale: of the title they were measured with."""
        sheet, context = self.sheet, self.context
        wide = max((card.x + card.width for card in cards), default=0.0)
        at = sheet.right - wide if context.right_to_left else sheet.left
        tops = sorted({card.y for card in cards})
        for number, (top, after) in enumerate(zip(tops, [*tops, None][1:], strict=True)):
            row = [card for card in cards if card.y == top]
            high = max(card.height for card in row)
            self._turn(high)
            items = [i for card in row for i in draw_persona(context, replace(card, y=0.0), 0.0, scale)]
            self.pages[-1].append(Part(f"personas:{number}", at, self.y, wide, high, tuple(items)))
            self.y += high + 1.5 * _GAP if after is None else after - top

    def add_contents(self, chapters: Sequence[Chapter], across: int, size: float) -> None:
        """The list of stages in so many columns, in type of `size` mm."""
        while chapters:
            self._turn(min(-(-len(chapters) // across), _LEAST_ROWS) * _row(size))
            rows = max(int((self.limit - self.y + 1e-6) / _row(size)), 1)
            here, chapters = chapters[: rows * across], chapters[rows * across :]
            part = _draw_contents(self.job, self.context, self.sheet, here, self.y, across, size)
            self.pages[-1].append(part)
            self.y += part.height + _GAP

    def _turn(self, height: float) -> None:
        """Go on to a new page where this one has no room for `height` mm."""
        if self.y + height > self.limit + 1e-6:
            self.pages.append([])
            self.y, self.limit = self.sheet.top, self.sheet.bottom

    def finished(self, foot: Part) -> list[tuple[Part, ...]]:
        """The pages, with the foot on the first."""
        first, *more = self.pages
        return [(*first, foot), *map(tuple, more)]


def _people(job: PrintJob, context: LayoutContext, width: float, size: float) -> list[PersonaCard]:
    personas = map_personas(job.project, job.map) if job.map.poster.personas else ()
    return persona_cards(context, personas, width, _PERSONAS * size, fills=True)


def _fitting(
    context: LayoutContext, chapters: Sequence[Chapter], width: float, room: float
) -> tuple[int, float] | None:
    """In how many columns and in which type the contents stand in `room` mm; None if in none."""
    size = _CONTENTS
    while size >= context.least:
        most = _most_across(context, chapters, width, size)
        for across in range(1, most + 1):
            rows = -(-len(chapters) // across)
            if rows * _row(size) <= room and (rows <= 8 or across == most):
                return across, size
        size *= 0.93
    return None


def _most_across(context: LayoutContext, chapters: Sequence[Chapter], width: float, size: float) -> int:
    """How many columns of contents stand side by side, as far as titles stay whole."""
    longest = max((_line_width(context, chapter) for chapter in chapters), default=0.0)
    column = max(_ACROSS / _CONTENTS, longest + _BETWEEN) * size
    return max(int((width + _BETWEEN * size) / column), 1)


def _line_width(context: LayoutContext, chapter: Chapter) -> float:
    """em of a line of contents."""
    wrap = context.engine.wrap
    title = wrap(" ".join(chapter.stage.title.split()), BOLD, float("inf")).width
    return title + wrap(_pages(context, chapter.pages), REGULAR, float("inf")).width + 2.0


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
    gap = _BETWEEN * size
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
