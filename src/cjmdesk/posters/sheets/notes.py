"""Note sheets: cards printed on sticky notes that lie on an ordinary sheet of paper."""

from collections.abc import Iterator, Sequence

from cjmdesk.i18n import _, ngettext
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.headers import stage_colour
from cjmdesk.layout.numbers import length
from cjmdesk.layout.pages import Rect
from cjmdesk.layout.scene import Part
from cjmdesk.posters.check import POINTS_PER_MM, PosterWarning
from cjmdesk.posters.kinds import PrintJob
from cjmdesk.posters.papers import PaperError
from cjmdesk.posters.printed import Printed
from cjmdesk.posters.sheets.base import Leaf, context_for, printed, scene_of, sheets_for
from cjmdesk.posters.sheets.note import WANTED_PT, draw_note, leaflets_of
from cjmdesk.posters.sheets.note_room import Leaflet, NoteRoom
from cjmdesk.posters.sheets.places import Places, best_places, in_order
from cjmdesk.posters.sheets.slips import slips_of
from cjmdesk.posters.sheets.template import template_parts

LEAST_NOTE, MOST_NOTE = 25.0, 400.0
"""mm: sides of a note."""

_LEAST_GAP, _MOST_GAP = 2.0, 9.0
"""mm between two notes on a sheet."""


def print_notes(job: PrintJob) -> Printed:
    """A page to lay blank notes on, then the pages that print on them.

    Raises PaperError for notes and sheets that cannot be used, and for cards that are not there.
    """
    width, height = job.choices.note or job.map.poster.note
    places = _places(job, width, height)
    context, room = context_for(job), NoteRoom(width, height)
    leaflets = [leaf for slip in slips_of(job.map, job.choices) for leaf in leaflets_of(context, slip, room)]
    boxes = in_order(places, mirrored=context.right_to_left)
    pages = [leaflets[n : n + len(boxes)] for n in range(0, len(leaflets), len(boxes))]
    needed = boxes[: len(leaflets)] if leaflets else boxes
    parts = template_parts(context, job.map, places, boxes, needed, len(pages))
    leaves = [Leaf("template", "template", scene_of(job, context, places.sheet, parts))]
    for number, page in enumerate(pages, 1):
        drawn = _drawn(job, context, page, room, boxes)
        leaves.append(Leaf("notes", str(number), scene_of(job, context, places.sheet, drawn)))
    em = min((leaf.em for leaf in leaflets), default=WANTED_PT / POINTS_PER_MM)
    return printed(job, leaves, em, list(_warnings(leaflets)))


def _places(job: PrintJob, width: float, height: float) -> Places:
    size = length(f"{width:g} × {height:g}")
    if not (LEAST_NOTE <= width <= MOST_NOTE and LEAST_NOTE <= height <= MOST_NOTE):
        text = _("A note of {size} cannot be printed: its sides must be {least:g} to {most:g} mm.")
        raise PaperError(text.format(size=size, least=LEAST_NOTE, most=MOST_NOTE))
    ways = sheets_for(job)
    places = best_places(ways, width, height, _LEAST_GAP, _MOST_GAP)
    if not places.count:
        text = _("A note of {size} does not fit on {paper} with these margins; choose a larger sheet.")
        raise PaperError(text.format(size=size, paper=ways[0].name))
    return places


def _drawn(
    job: PrintJob,
    context: LayoutContext,
    page: Sequence[Leaflet],
    room: NoteRoom,
    boxes: Sequence[Rect],
) -> Iterator[Part]:
    own = job.map.poster.stage_colours
    for number, (leaf, box) in enumerate(zip(page, boxes, strict=False), 1):
        colour = stage_colour(context.palette, leaf.slip.stage, leaf.slip.number, own)
        yield draw_note(context, leaf, room, f"note:{number}", box[0], box[1], colour)


def _warnings(leaflets: Sequence[Leaflet]) -> Iterator[PosterWarning]:
    if not leaflets:
        yield PosterWarning("nothing_to_print", _("There is no card to print on notes."))
        return
    small = {leaf.slip.note.id for leaf in leaflets if leaf.em * POINTS_PER_MM < WANTED_PT - 0.05}
    several = {leaf.slip.note.id for leaf in leaflets if leaf.count > 1}
    if small:
        form = ngettext(
            "The text of {count} card is smaller than {size:g} pt on its note; shorter words read better.",
            "The texts of {count} cards are smaller than {size:g} pt on their notes;"
            " shorter words read better.",
            len(small),
        )
        yield PosterWarning(
            "small_text", form.format(count=len(small), size=WANTED_PT), _first(leaflets, small)
        )
    if several:
        form = ngettext(
            "{count} card is too long for one note and goes on to the next.",
            "{count} cards are too long for one note and go on to the next.",
            len(several),
        )
        yield PosterWarning("several_notes", form.format(count=len(several)), _first(leaflets, several))


def _first(leaflets: Sequence[Leaflet], ids: set[str]) -> str:
    return next(leaf.slip.note.id for leaf in leaflets if leaf.slip.note.id in ids)
