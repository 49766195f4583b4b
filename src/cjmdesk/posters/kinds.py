"""The table of what can be printed from a map."""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.i18n import N_, _
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.translating import languages_of
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.index_page import bound
from cjmdesk.posters.printed import Numbering, Printed
from cjmdesk.posters.shown import ChoiceError, shown, speaking, spoken, uncounted
from cjmdesk.text.engine import TextEngine


class PrintJob(Struct, frozen=True):
    """What is to be printed, of which map, and how."""

    project: Project
    map: JourneyMap
    choices: PrintChoices
    engine: TextEngine
    source: "tuple[Project, JourneyMap] | None" = None
    """The same in the map's own language, if a poster of it is to be like those of its other languages."""
    numbering: Numbering = Numbering()

    @property
    def label(self) -> str:
        """What a page is called that shows the whole map."""
        return self.map.title or self.map.id


READING, AGAINST = "reading", "against"

POSTER, AUTO, OFFICE = "poster", "auto", "office"
"""The paper of the map's poster; the smallest that holds it; what an office printer takes."""


class Kind(Struct, frozen=True):
    """Something that can be printed. title, help: for people, marked for translation.

    make: the finished pages; raises PaperError for sheets that cannot be used. tiled: whether it may
    be printed over several sheets to be glued. drawn: whether its first page may be a picture (SVG,
    PNG) too. asks: the fields of PrintChoices that it heeds, those of tiles apart; nobody is asked for
    others. READING among them: figures are read off it once it is printed. AGAINST: it compares the map
    with another of the project. paper: what it is printed on where nobody chose: POSTER, AUTO, OFFICE;
    None for the first if it may be tiled, else for the last.
    """

    title: str
    help: str
    make: Callable[[PrintJob], Printed]
    tiled: bool = False
    drawn: bool = False
    asks: tuple[str, ...] = ("paper", "orientation", "margins", "ink", "language")
    paper: str | None = None

    @property
    def usual_paper(self) -> str:
        """POSTER, AUTO or OFFICE."""
        return self.paper or (POSTER if self.tiled else OFFICE)


def _map(job: PrintJob, signs: tuple[tuple[str, str], ...] = ()) -> Printed:
    from cjmdesk.posters.poster import lay_out_poster
    from cjmdesk.posters.tiles import print_poster

    over = job.choices.tiles_for(job.map)
    asked = replace(job.choices.poster_for(job.map, tiled=bool(over.sheet)), signs=signs)
    if job.source is not None:
        from cjmdesk.posters.alike import common_measures

        alike = partial(common_measures, *job.source, engine=job.engine)
        poster = lay_out_poster(job.project, job.map, asked, job.engine, measures=alike(options=asked))
        poster = replace(poster, again=lambda options: alike(options=options).em)
    elif over.sheet and job.choices.for_tiles:
        from cjmdesk.posters.for_tiles import lay_out_for_tiles

        laid = partial(lay_out_for_tiles, job.project, job.map, tiles=over, engine=job.engine)
        poster = replace(laid(options=asked), again=lambda options: laid(options=options).measures.em)
    else:
        poster = lay_out_poster(job.project, job.map, asked, job.engine)
    return print_poster(poster, job.label, over, job.engine)


def _curve(job: PrintJob) -> Printed:
    lanes = tuple(lane.id for lane in job.map.lanes if lane.kind == "emotions" and not lane.hidden)
    if not lanes:
        raise ChoiceError(_("The map has no emotion lane, so there is no curve to print."))
    project, journey = shown(job.project, job.map, lanes)
    source = shown(*job.source, lanes) if job.source is not None else None
    if source is not None:
        source = source[0], _uncounted(source[1])
    return _map(replace(job, project=project, map=_uncounted(journey), source=source))


def _uncounted(journey_map: JourneyMap) -> JourneyMap:
    """The map without the customers counted at its stages: beside the curve alone their lines under narrow
    stages would take more room than it."""
    return journey_map.model_copy(update={"stages": tuple(map(uncounted, journey_map.stages))})


def _overlay(job: PrintJob) -> Printed:
    from cjmdesk.posters.overlay.kind import overlay_of

    overlay = overlay_of(job.project, job.map, job.choices.against, job.choices.others)
    project, journey = shown(overlay.project, overlay.journey, job.choices.lanes)
    return _map(replace(job, project=project, map=journey), overlay.legend)


def _blank(job: PrintJob) -> Printed:
    from cjmdesk.posters.tiles import print_poster, tile_poster
    from cjmdesk.posters.wall.blank import lay_out_blank

    over = replace(job.choices.tiles_for(job.map), full_size=True)
    blank = lay_out_blank(job.project, job.map, job.choices, over, job.engine)
    if blank.tiling is not None:
        printed = tile_poster(blank.poster, over, job.engine, blank.tiling)
    else:
        printed = print_poster(blank.poster, job.label, over, job.engine)
    return replace(printed, grid=blank.poster.grid)


def _notes(job: PrintJob) -> Printed:
    from cjmdesk.posters.sheets.notes import print_notes

    return print_notes(job)


def _titles(job: PrintJob) -> Printed:
    from cjmdesk.posters.sheets.titles import print_titles

    return print_titles(job)


def _faces(job: PrintJob) -> Printed:
    from cjmdesk.posters.sheets.discs import print_faces

    return print_faces(job)


def _dots(job: PrintJob) -> Printed:
    from cjmdesk.posters.sheets.discs import print_dots

    return print_dots(job)


def _persona(job: PrintJob) -> Printed:
    from cjmdesk.posters.sheets.persona import print_personas

    return print_personas(job)


def _booklet(job: PrintJob) -> Printed:
    from cjmdesk.posters.sheets.booklet import print_booklet

    return print_booklet(job)


def _plan(job: PrintJob) -> Printed:
    from cjmdesk.posters.sheets.plan import print_plan

    return print_plan(job)


def _matrix(job: PrintJob) -> Printed:
    from cjmdesk.posters.sheets.matrix import print_matrix

    return print_matrix(job)


def _figures(job: PrintJob) -> Printed:
    from cjmdesk.posters.sheets.figures import print_figures

    return print_figures(job)


def _test_page(job: PrintJob) -> Printed:
    from cjmdesk.posters.sheets.testpage import print_test_page

    return print_test_page(job)


_DISCS = ("paper", "orientation", "margins", "ink")
_SHEETS = (*_DISCS, "language")
_POSTER = (*_SHEETS, "bleed", "for_tiles", "own_layout", "lanes")

_OF_STAGES = ("map", "curve", "overlay", "booklet")
"""Kinds that are empty sheets without stages. Others need none, or say themselves what they lack."""

KINDS: dict[str, Kind] = {
    "map": Kind(N_("Map"), N_("the whole map as a poster"), _map, tiled=True, drawn=True, asks=_POSTER),
    "curve": Kind(
        N_("Emotion curve"),
        N_("the emotion curve alone, as a poster"),
        _curve,
        tiled=True,
        drawn=True,
        asks=_POSTER[:-1],
    ),
    "overlay": Kind(
        N_("Comparison"),
        N_("two maps laid over each other: both curves, and what differs"),
        _overlay,
        tiled=True,
        drawn=True,
        asks=(*_POSTER[:-1], AGAINST),
    ),
    "blank": Kind(
        N_("Blank wall grid"),
        N_("an empty grid with a coded slot for each sticky note"),
        _blank,
        tiled=True,
        drawn=True,
        asks=(*_SHEETS, "bleed", "lanes", "note"),
        paper=AUTO,
    ),
    "booklet": Kind(
        N_("Booklet"), N_("the whole map on pages of ordinary paper"), _booklet, asks=(*_SHEETS, "lanes")
    ),
    "notes": Kind(
        N_("Note sheets"), N_("cards on sticky notes"), _notes, asks=(*_SHEETS, "note", "lanes", "items")
    ),
    "titles": Kind(
        N_("Title cards"), N_("cards with the titles of stages and lanes"), _titles, asks=(*_SHEETS, "items")
    ),
    "faces": Kind(N_("Emotion faces"), N_("faces from −5 to +5 to cut out"), _faces, asks=_DISCS),
    "dots": Kind(N_("Voting dots"), N_("round dots to vote with"), _dots, asks=_DISCS),
    "persona": Kind(
        N_("Persona sheets"), N_("a page about each persona"), _persona, asks=(*_SHEETS, "items")
    ),
    "matrix": Kind(
        N_("Impact and effort"),
        N_("solutions by what they bring and what they cost"),
        _matrix,
        drawn=True,
    ),
    "plan": Kind(N_("Action plan"), N_("who does what by when, on one page"), _plan),
    "figures": Kind(
        N_("Figures"), N_("totals, rankings, channels and sources, with bars to look at"), _figures
    ),
    "testpage": Kind(
        N_("Printer test page"),
        N_("a printer’s margins, scale and greys"),
        _test_page,
        asks=("paper", "orientation", READING),
    ),
}
"""The word after `--what` → the kind, in the order in which people are offered them."""


def print_map(
    project: Project, journey_map: JourneyMap, choices: PrintChoices, engine: TextEngine
) -> Printed:
    """The pages that `choices` ask for. Raises PaperError for sheets that cannot be used and for what
    the map does not have, KeyError for a kind that is not in KINDS."""
    kind = KINDS[choices.what]
    if AGAINST in kind.asks:
        # What is left out of one of two maps would look as if it was gone: lanes are chosen afterwards.
        project, journey_map = speaking(project, journey_map, choices.language)
        for one in project.maps:
            if one.id != journey_map.id and choices.language in languages_of(one):
                project, _other = speaking(project, one, choices.language)
        others = choices.others
        for one in others.maps if others is not None else ():
            if others is not None and journey_map.language in languages_of(one):
                others, _other = speaking(others, one, journey_map.language)
        choices = replace(choices, others=others)
        return kind.make(PrintJob(project, journey_map, choices, engine))
    project, journey_map = shown(project, journey_map, choices.lanes, choices.view)
    source = (project, journey_map) if choices.language and not choices.own_layout else None
    project, journey_map = speaking(project, journey_map, choices.language)
    return kind.make(PrintJob(project, journey_map, choices, engine, source))


def print_maps(
    project: Project, maps: Sequence[JourneyMap], choices: PrintChoices, engine: TextEngine
) -> list[Printed]:
    """Each of the maps as `choices` ask, as one file. Of several, those without the language asked for
    are printed in their own, and those that nobody has begun are there too. Raises what `print_map` does, and
    PaperError for a single map without stages, of which a sheet would be empty."""
    own = replace(choices, language="")
    several = len(maps) > 1
    if not several and choices.what in _OF_STAGES and not maps[0].stages:
        raise ChoiceError(_("The map has no stages yet, so there is nothing to print."))
    printed = [
        print_map(
            project,
            one,
            own if several and choices.language not in languages_of(one) else choices,
            engine,
        )
        for one in maps
    ]
    return bound(*spoken(project, maps, choices.language), printed, engine)
