"""A booklet: the whole map on pages of ordinary paper, for those who have no other printer.

The map is laid out as one strip. Each page shows some whole stages and some whole lanes of it, with
the lanes' labels and the stages' headers again, and what runs on (curves, connectors) runs on.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.i18n import N_, _, current_language
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.numbers import number as written
from cjmdesk.layout.pages import Page, Placed, page_of
from cjmdesk.layout.scene import Bookmark, Part, Scene, SceneItem
from cjmdesk.model.stages import Stage
from cjmdesk.posters.check import POINTS_PER_MM, PosterWarning, glyph_warnings, without_legend
from cjmdesk.posters.kinds import PrintJob
from cjmdesk.posters.legible import seen_in
from cjmdesk.posters.papers import Sheet
from cjmdesk.posters.printed import Drawn, Printed, PrintedPage
from cjmdesk.posters.sheets.base import context_for, set_in, sheets_for
from cjmdesk.posters.sheets.cover import Chapter, cover_pages, plan_foot
from cjmdesk.posters.sheets.drawn_strip import DrawnStrip, heights_of, lefts_of
from cjmdesk.posters.sheets.strip import (
    TURN,
    Strip,
    load_of,
    pages_about,
    shown_map,
    strip_of,
    with_words_again,
)
from cjmdesk.posters.sheets.strip_page import HEAD_PT, HEAD_ROW, StripPage, turns_of
from cjmdesk.posters.sheets.words import one_line
from cjmdesk.posters.title_block import map_title
from cjmdesk.posters.writing import TitlePlan
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR

LEAST_PT, MOST_PT = 9.0, 12.0
"""Type of the cards; nothing else is smaller."""

_TRIES = 3
"""Of the ways to part the map that promise the fewest pages, and…"""
_MOST_TRIES = 8
"""…where others promise fewer pages than these really take."""

_SMALLER = 0.9
_TINY_PT = 1.0
_TURNED = 3
"""Sizes of type tried for pages on which arrows are whole."""

_GROWING = (MOST_PT, 11.2, 10.5, 9.8, 9.4)
_BORDER = 6.0
"""mm kept white at least."""


def print_booklet(job: PrintJob) -> Printed:
    """A title page and the pages of the map. Raises PaperError for paper that cannot be used."""
    context = replace(context_for(job), least=LEAST_PT / POINTS_PER_MM)
    ways = [_bordered(way) for way in sheets_for(job)]
    sheet, strip = _best(job, context, ways)
    strip = with_words_again(strip, _room(sheet)[1])
    return _bound(job, context, sheet, strip, list(_map_pages(job, sheet, strip)))


def _bound(
    job: PrintJob, context: LayoutContext, sheet: Sheet, strip: Strip, pages: Sequence["_MapPage"]
) -> Printed:
    """The finished pages, with their numbers."""
    foot = plan_foot(job, context, sheet)
    covers = _covers(job, context, sheet, strip, foot)
    count = len(covers) + len(pages)
    finished = [
        page.finished(*job.numbering.of(number, count)) for number, page in enumerate(pages, len(covers) + 1)
    ]
    scenes = (
        *covers,
        *(scene for page in pages for scene in (page.own, page.names)),
        *({id(p.under): p.under for p in pages}.values()),
    )
    warnings = tuple(_warnings(job, strip, scenes))
    if foot.shortened:
        warnings = (*warnings, without_legend(sheet.name))
    drawn = Drawn(scenes, strip.context.em * POINTS_PER_MM, warnings)
    return Printed(
        drawn,
        tuple(
            PrintedPage(page, "booklet", label, (0.0, 0.0, page.width, page.height), (0.0, 0.0))
            for label, page in (
                (str(job.numbering.of(n, count)[0]), page)
                for n, page in enumerate([*map(page_of, covers), *finished], 1)
            )
        ),
        numbered=lambda numbering: _bound(replace(job, numbering=numbering), context, sheet, strip, pages),
    )


def _covers(
    job: PrintJob, context: LayoutContext, sheet: Sheet, strip: Strip, foot: TitlePlan
) -> list[Scene]:
    """The title page, and those on which its contents go on."""
    title, count = map_title(context, job.map), 1
    before = job.numbering.before
    pages = cover_pages(job, context, sheet, _contents(job, strip, before + 2), foot)
    while len(pages) != count:
        count = len(pages)
        pages = cover_pages(job, context, sheet, _contents(job, strip, before + count + 1), foot)
    begin = Bookmark(title, sheet.left, sheet.top)
    return [
        Scene(sheet.width, sheet.height, parts, title, job.map.language, () if number else (begin,))
        for number, parts in enumerate(pages)
    ]


def _bordered(sheet: Sheet) -> Sheet:
    top, right, bottom, left = sheet.margins
    return replace(
        sheet, margins=(max(top, _BORDER), max(right, _BORDER), max(bottom, _BORDER), max(left, _BORDER))
    )


def _warnings(job: PrintJob, strip: Strip, scenes: Sequence[Scene]) -> Iterator[PosterWarning]:
    size = strip.context.em * POINTS_PER_MM
    if size < LEAST_PT - 0.05:
        text = _("A lane is so full that the type had to be {size} pt; choose larger paper.")
        yield PosterWarning(
            "small_text", text.format(size=written(round(size, 1), current_language())), value=round(size, 2)
        )
    seen, told = set[str](), set[PosterWarning]()
    for scene in scenes:
        for warning in (*glyph_warnings(scene, job.engine, seen), *seen_in(scene, job.project.pictures)):
            # Curves lie on a strip that is longer than a page: they are clipped on purpose.
            if warning not in told and warning.code != "clipped":
                told.add(warning)
                yield warning


def _best(job: PrintJob, context: LayoutContext, ways: Sequence[Sheet]) -> tuple[Sheet, Strip]:
    """The way the paper lies, and the stages on each page, that make the fewest pages; then the
    largest type with no more of them."""
    found: list[tuple[int, bool, int, Sheet, Strip]] = []
    small = set_in(context, LEAST_PT / POINTS_PER_MM)
    for number, (promised, way, across) in enumerate(_worth_trying(job, context, ways)):
        if number >= _TRIES and found and (promised, False) >= min(one[:2] for one in found):
            break
        for even in (True, False):
            # Rows that are equally high on all pages are given up where that spares one.
            tried = _one(job, small, way, across, even=even)
            if tried is not None:
                found.append((tried.pages if tried.fits else 10**6, not even, number, way, tried))
    _pages, _uneven, _number, sheet, strip = min(found, key=lambda one: one[:3])
    if not strip.fits:
        return sheet, _shrunk(job, context, sheet, len(strip.groups))
    return sheet, _grown(job, context, sheet, strip)


def _grown(job: PrintJob, context: LayoutContext, sheet: Sheet, strip: Strip) -> Strip:
    """A strip in the largest type with no more pages; in one a little smaller if then no arrow between
    cards is cut."""

    def tried(size: float, *, turned: bool) -> Strip | None:
        sized = set_in(context, size / POINTS_PER_MM)
        found = _one(job, sized, sheet, len(strip.groups), even=strip.even, turned=turned)
        return found if found is not None and found.fits and found.pages <= strip.pages else None

    grown = ((size, found) for size in _GROWING if (found := tried(size, turned=False)) is not None)
    largest, best = next(grown, (LEAST_PT, strip))
    if not best.grid.arrows_over:
        return best
    sizes = [size for size in (*_GROWING, LEAST_PT) if size <= largest][:_TURNED]
    whole = (found for size in sizes if (found := tried(size, turned=True)) is not None)
    return next(whole, best)


def _room(sheet: Sheet) -> tuple[float, float]:
    return sheet.inner_width, sheet.inner_height - HEAD_ROW


def _one(
    job: PrintJob, context: LayoutContext, sheet: Sheet, across: int, *, even: bool, turned: bool = False
) -> Strip | None:
    """The strip over `across` pages. turned: whether pages show of the columns beside their own what arrows
    between cards need."""
    shown = shown_map(context, job.map, 0.8 * sheet.inner_width)
    turn = TURN * context.em if turned else 0.0
    strip = strip_of(context, shown, load_of(context, shown), _room(sheet), across, turn=turn)
    return strip.evened(_room(sheet)[1]) if strip is not None and even else strip


def _worth_trying(
    job: PrintJob, context: LayoutContext, ways: Sequence[Sheet]
) -> list[tuple[int, Sheet, int]]:
    """Ways to lie, and pages side by side, that should make the fewest pages; with how many."""
    small = set_in(context, LEAST_PT / POINTS_PER_MM)
    guessed: list[tuple[int, int, Sheet, int]] = []
    # Lying paper shows more of a journey at once: it goes first.
    for number, way in enumerate(reversed(ways)):
        shown = shown_map(small, job.map, 0.8 * way.inner_width)
        load, most = load_of(small, shown), max(len(shown.stages), 1)
        for across in range(1, most + 1):
            pages = pages_about(small, shown, load, _room(way), across)
            if pages is not None:
                guessed.append((pages, number, way, across))
    guessed.sort(key=lambda one: one[:2])
    return [(pages, way, across) for pages, _number, way, across in guessed[:_MOST_TRIES]]


def _shrunk(job: PrintJob, context: LayoutContext, sheet: Sheet, across: int) -> Strip:
    """In smaller type, where a single row is taller than a page."""
    em, best = LEAST_PT / POINTS_PER_MM, None
    while best is None or not best.fits:
        em *= _SMALLER
        best = _one(job, set_in(context, em), sheet, across, even=True) or best
        if em * POINTS_PER_MM < _TINY_PT and best is not None:
            return best.unparted()
    return best


class _MapPage(Struct, frozen=True):
    """A page before its number is known. own: what lies whole on it; under, over: of the strip, each
    with the window that is seen; names: of a blueprint's lines, whole on the page and above all else."""

    job: PrintJob
    sheet: Sheet
    stages: tuple[Stage, ...]
    context: LayoutContext
    own: Scene
    under: Scene
    over: Scene
    names: Scene
    windows: tuple[tuple[tuple[float, float, float, float], float, float], ...]

    def finished(self, number: int, count: int) -> Page:
        """The page. number: from 1, of `count`."""
        sheet = self.sheet
        head = Scene(sheet.width, sheet.height, (self._head(number, count),), language=self.own.language)
        whole = (0.0, 0.0, sheet.width, sheet.height)
        # In the order in which the page is read aloud.
        layers = [Placed(head, whole, 0.0, 0.0)]
        layers += [Placed(self.under, window, x, y) for window, x, y in self.windows]
        layers.append(Placed(self.own, whole, 0.0, 0.0))
        if self.over.parts:
            layers += [Placed(self.over, window, x, y) for window, x, y in self.windows]
        if self.names.parts:
            layers.append(Placed(self.names, whole, 0.0, 0.0))
        marks = tuple(Bookmark(stage.title or "–", sheet.left, sheet.top) for stage in self.stages)
        return Page(sheet.width, sheet.height, tuple(layers), self.own.title, self.own.language, marks)

    def _head(self, number: int, count: int) -> Part:
        """Map, stages, and which page this is."""
        sheet, context = self.sheet, self.context
        size, palette = HEAD_PT / POINTS_PER_MM, context.palette
        form = context.say(N_("page {number} of {count}")).format(number=number, count=count)
        wide = context.engine.wrap(form, REGULAR, float("inf")).width * size + 0.01
        mirrored = context.right_to_left
        items: list[SceneItem] = list(
            one_line(
                context,
                "",
                map_title(context, self.job.map),
                BOLD,
                size,
                (wide + 4 if mirrored else 0.0, 0.0, sheet.inner_width - wide - 4),
                palette.ink,
            )
        )
        page_x = 0.0 if mirrored else sheet.inner_width - wide
        items += one_line(context, "", form, REGULAR, size, (page_x, 0.0, wide), palette.secondary, "left")
        return Part("page head", sheet.left, sheet.top, sheet.inner_width, LINE_PITCH * size, tuple(items))


def _map_pages(job: PrintJob, sheet: Sheet, strip: Strip) -> Iterator[_MapPage]:
    """The pages: down the lanes of the first stages, then on to the next stages."""
    grid, context = strip.grid, strip.context
    above = grid.rails.height + grid.header
    lefts = lefts_of(strip)
    drawn: dict[tuple[float, ...], DrawnStrip] = {}
    for (first, last), bands, tall in zip(
        strip.groups, strip.bands, heights_of(strip, _room(sheet)[1]), strict=True
    ):
        span = (
            min(lefts[first:last], default=grid.label),
            sum(grid.columns[first:last]),
        )
        turn = turns_of(strip, first, last)
        if tall not in drawn:
            drawn[tall] = DrawnStrip.of(strip, tall)
        parts, under, over = drawn[tall].parts, drawn[tall].under, drawn[tall].over
        tops = [above + sum(tall[:n]) for n in range(len(tall) + 1)]
        for begin, end in bands:
            place = StripPage(
                sheet,
                strip,
                span,
                (tops[begin], tops[end]),
                above,
                turn,
                any(item.item for part in over.parts for item in part.items),
            )
            rows = grid.rows[begin:end]
            size, said = (sheet.width, sheet.height), (map_title(context, job.map), job.map.language)
            own = Scene(*size, tuple(place.own(parts, rows, tall[begin:end])), *said)
            names = Scene(*size, tuple(place.names(rows, tall[begin:end])), *said)
            stages = _stages(strip, first, last) if begin == 0 else ()
            yield _MapPage(job, sheet, stages, context, own, under, over, names, tuple(place.windows()))


def _stages(strip: Strip, first: int, last: int) -> tuple[Stage, ...]:
    found, step = [], 0
    for stage in strip.map.stages:
        if first <= step < last:
            found.append(stage)
        step += len(stage.steps)
    return tuple(found)


def _contents(job: PrintJob, strip: Strip, begin: int) -> list[Chapter]:
    """Every stage of the map with the pages that it goes over. begin: number of the first with rows."""
    found: list[Chapter] = []
    firsts = list(accumulate(map(len, strip.bands), initial=begin))
    for number, stage in enumerate(job.map.stages):
        steps = {step.id for step in stage.steps}
        on: list[int] = []
        for page, (first, last) in enumerate(strip.groups):
            here = [step.id for part in _stages(strip, first, last) for step in part.steps]
            if steps & set(here):
                on += range(firsts[page], firsts[page + 1])
        found.append(Chapter(stage, number, tuple(on)))
    return found
