"""What all kinds of sheets share: the paper they lie on, and how their pages become a file."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.i18n import _
from cjmdesk.layout.context import LayoutContext, make_context
from cjmdesk.layout.pages import Page, page_of
from cjmdesk.layout.scene import Part, Scene
from cjmdesk.posters.check import POINTS_PER_MM, PosterWarning, glyph_warnings, tiny_warnings
from cjmdesk.posters.kinds import PrintJob
from cjmdesk.posters.legible import seen_in
from cjmdesk.posters.papers import PaperError, Sheet, paper
from cjmdesk.posters.printed import Drawn, Printed, PrintedPage
from cjmdesk.posters.title_block import map_title

LEAST_ROOM = 30.0
"""mm inside the margins, in each direction."""

_AMERICAN = ("letter", "legal", "tabloid")


def sheets_for(job: PrintJob) -> list[Sheet]:
    """The ways in which the paper may lie, upright first. What is not chosen is A4, or Letter where
    the user's posters are on American paper. Raises PaperError for paper that cannot be used."""
    choices = job.choices
    usual = "Letter" if choices.default_paper.lower().startswith(_AMERICAN) else "A4"
    found = paper(choices.paper or usual)
    if found.height is None:
        text = _("{paper} is a roll; choose a sheet, such as A4, A3 or Letter.")
        raise PaperError(text.format(paper=found.name))
    short, long = sorted((found.width, found.height))
    margins = choices.margins or choices.printer_margins
    ways = [Sheet(short, long, margins, found.name), Sheet(long, short, margins, found.name)]
    if any(min(way.inner_width, way.inner_height) < LEAST_ROOM for way in ways):
        text = _("The margins leave less than {least:g} mm of {paper}; choose smaller ones.")
        raise PaperError(text.format(paper=found.name, least=LEAST_ROOM))
    if choices.orientation == "portrait" or short == long:
        return ways[:1]
    return ways[1:] if choices.orientation == "landscape" else ways


def context_for(job: PrintJob, em: float = 1.0) -> LayoutContext:
    """Words, people and colours of the map, in type of `em` mm. Raises PaperError."""
    palette = job.choices.poster_for(job.map, tiled=False).palette
    return make_context(job.project, job.map, job.engine, palette, em)


def set_in(context: LayoutContext, em: float) -> LayoutContext:
    """The same in type of `em` mm."""
    return replace(context, em=em)


def scene_of(job: PrintJob, context: LayoutContext, sheet: Sheet, parts: Iterable[Part]) -> Scene:
    """A page of `parts`, named after the map."""
    return Scene(
        sheet.width, sheet.height, tuple(parts), map_title(context, job.map), language=job.map.language
    )


class Leaf(Struct, frozen=True):
    """A page before it is one. kind, label: see PrintedPage."""

    kind: str
    label: str
    scene: Scene


def printed(
    job: PrintJob,
    leaves: Sequence[Leaf],
    em: float,
    warnings: Sequence[PosterWarning] = (),
    *,
    tiny: bool = False,
    again: Callable[[PrintJob], Printed] | None = None,
) -> Printed:
    """The file of some pages. em: mm of the type that is read from afar. warnings: besides those on
    what can be seen on the pages. tiny: whether tiny type is meant to be. again: makes it anew,
    where pages bear numbers."""
    told = [*warnings]
    known = set[str]()
    for leaf in leaves:
        told += glyph_warnings(leaf.scene, job.engine, known)
        told += seen_in(leaf.scene, job.project.pictures)
    if not tiny and not any(warning.code == "small_text" for warning in told):
        told += tiny_warnings(leaf.scene for leaf in leaves)
    drawn = Drawn(tuple(leaf.scene for leaf in leaves), em * POINTS_PER_MM, tuple(dict.fromkeys(told)))
    numbered = None if again is None else lambda numbering: again(replace(job, numbering=numbering))
    return Printed(drawn, tuple(_page(leaf) for leaf in leaves), numbered=numbered)


def _page(leaf: Leaf) -> PrintedPage:
    page: Page = page_of(leaf.scene)
    whole = (0.0, 0.0, page.width, page.height)
    return PrintedPage(page, leaf.kind, leaf.label, whole, (0.0, 0.0))
